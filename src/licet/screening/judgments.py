"""A person's word on a hit: the same party, a different one, or undecided.

A judgment is a dated fact with its author and reason. It is tied to the content of the query and of the listing: when either
changes, or the judgment expires, the question is open again. A hit judged different is counted and shown, never hidden.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from licet.screening.entries import Entry
from licet.screening.query import Query, listing_hash

Identity = Literal["same", "different", "undecided"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """Whether a listing is about the party asked for, as a person decided.

    Attributes:
        query: `Query.content_hash()` of what was asked.
        listing_id: The listing judged.
        listing: `listing_hash()` of the listing when it was judged.
        identity: same, different or undecided.
        reason: Why, in the author's words.
        author: Who decided.
        decided_on: The day.
        expires_on: The first day it no longer counts; None when it has no end.
    """

    query: str
    listing_id: str
    listing: str
    identity: Identity
    reason: str
    author: str
    decided_on: date
    expires_on: date | None = None

    def __post_init__(self) -> None:
        if not self.reason.strip() or not self.author.strip():
            raise ValueError("a judgment needs a reason and an author")
        if self.expires_on is not None and self.expires_on <= self.decided_on:
            raise ValueError("a judgment must expire after the day it was made")


def judge(
    query: Query, entry: Entry, identity: Identity, *, reason: str, author: str, on: date, expires_on: date | None = None
) -> Judgment:
    """A judgment about a query and a listing as they are now."""
    return Judgment(
        query=query.content_hash(),
        listing_id=entry.listing_id,
        listing=listing_hash(entry),
        identity=identity,
        reason=reason,
        author=author,
        decided_on=on,
        expires_on=expires_on,
    )


class Judgments:
    """All judgments known, looked up by query and listing."""

    def __init__(self, judgments: Iterable[Judgment] = ()) -> None:
        self._held: dict[tuple[str, str], list[Judgment]] = {}
        for judgment in sorted(judgments, key=lambda judgment: judgment.decided_on):
            self._held.setdefault((judgment.query, judgment.listing_id), []).append(judgment)

    def on(self, query: Query, entry: Entry, day: date) -> Judgment | None:
        """The latest judgment that counts on a day: made by then, not expired, about these very contents."""
        if not self._held:
            return None
        held = self._held.get((query.content_hash(), entry.listing_id), ())
        current = listing_hash(entry) if held else ""
        for judgment in reversed(held):
            if judgment.decided_on <= day and judgment.listing == current:
                return None if judgment.expires_on is not None and judgment.expires_on <= day else judgment
        return None
