"""The answer for a party screened: hits with evidence, or an error when the name can't be screened, never silence.

`Workspace.screen` and `screen_many` make it; it prints as the contract's screening line. Which lists were searched, and which
vintage, is part of every answer, so that "nothing found" says where.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from licet.screening.judgments import Identity, Judgment
from licet.screening.query import Because, Hit, Query

Status = Literal["hit", "clear", "error"]


@dataclass(frozen=True, slots=True)
class Searched:
    """A list that was searched.

    Attributes:
        list_id: Such as `us_bis_dpl`.
        version: The publication searched.
        rows: Listings in it on the day.
        as_of: Its date, None when unknown.
        stale: Whether it is older on the day than its source allows, so that it clears nobody.
    """

    list_id: str
    version: str
    rows: int
    as_of: date | None = None
    stale: bool = False

    def as_dict(self) -> dict[str, Any]:
        """As the screening line prints it; `stale` stands only where it is so."""
        made: dict[str, Any] = {"list": self.list_id, "version": self.version, "rows": self.rows}
        if self.as_of is not None:
            made["as_of"] = self.as_of.isoformat()
        return made | {"stale": True} if self.stale else made


def not_cleared(searched: Iterable[Searched], day: date) -> str | None:
    """Why nobody can be cleared on the day against the lists searched; None when all of them are recent enough."""
    old = [part for part in searched if part.stale]
    if not old:
        return None
    which = ", ".join(
        f"{part.list_id} of {part.as_of} ({(day - part.as_of).days:,} days)" if part.as_of else part.list_id for part in old
    )
    return f"found nobody, but not cleared: {which} too old for {day}; licet lists update, or licet lists import"


@dataclass(frozen=True, slots=True)
class About:
    """What the snapshot knows of a listing beside its names.

    Attributes:
        valid_from, last_day: Its period, None when open.
        cite: Where it was published.
        url: Where to read it.
    """

    valid_from: date | None = None
    last_day: date | None = None
    cite: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A hit with a person's judgment of it, if there is one."""

    hit: Hit
    identity: Identity
    about: About
    judgment: Judgment | None = None

    def as_dict(self) -> dict[str, Any]:
        """As the screening line prints it."""
        hit, about = self.hit, self.about
        made: dict[str, Any] = {
            "listing": hit.entry.listing_id,
            "list": hit.entry.list_id,
            "caption": hit.entry.names[0].text if hit.entry.names else hit.entry.listing_id,
            "matched_name": hit.matched_name,
            "score": round(hit.score, 4),
            "identity": self.identity,
            "because": [_line(line) for line in hit.because],
            "valid": {
                "from": about.valid_from.isoformat() if about.valid_from else None,
                "last_day": about.last_day.isoformat() if about.last_day else None,
            },
            "cite": about.cite,
            "url": about.url,
        }
        if self.judgment is not None:
            made["judgment"] = {
                "reason": self.judgment.reason,
                "author": self.judgment.author,
                "on": self.judgment.decided_on.isoformat(),
                "expires": self.judgment.expires_on.isoformat() if self.judgment.expires_on else None,
            }
        return made


def _line(line: Because) -> dict[str, Any]:
    return {"says": line.says, "weight": round(line.weight, 2)}


@dataclass(frozen=True, slots=True)
class Screening:
    """The answer for one party.

    Attributes:
        query: What was asked.
        row: Row of the input, from 1; None for a single party.
        as_of: The day screened for.
        status: hit, clear, or error when the name could not be screened or a list searched is too old to clear anybody.
        matches: Hits at or above the threshold, best first, with those judged different behind them.
        searched: The lists searched.
        error: Why it could not be screened, or not be cleared.
    """

    query: Query
    as_of: date | None
    status: Status
    matches: tuple[Match, ...]
    searched: tuple[Searched, ...]
    row: int | None = None
    error: str | None = None

    @property
    def suppressed(self) -> int:
        """Hits that a person judged to be somebody else: counted, shown, not deciding."""
        return sum(match.identity == "different" for match in self.matches)

    def as_dict(self) -> dict[str, Any]:
        """The contract's screening line."""
        asked: dict[str, Any] = {} if self.row is None else {"row": self.row}
        asked["name"] = self.query.name
        if self.query.kind:
            asked["kind"] = self.query.kind
        if self.query.countries:
            asked["country"] = self.query.countries[0] if len(self.query.countries) == 1 else list(self.query.countries)
        for key in ("birth_date", "address"):
            if getattr(self.query, key):
                asked[key] = getattr(self.query, key)
        if self.query.identifiers:
            asked["identifiers"] = dict(self.query.identifiers)
        made: dict[str, Any] = {
            "query": asked,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "status": self.status,
            "results": [match.as_dict() for match in self.matches],
            "suppressed": self.suppressed,
            "searched": [part.as_dict() for part in self.searched],
        }
        return made if self.error is None else made | {"error": self.error}
