"""What is asked of the index, and what it answers."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import NamedTuple

from licet.screening.entries import Entry


@dataclass(frozen=True, slots=True)
class Query:
    """A party to screen. Only the name is needed; whatever else is known settles more.

    Attributes:
        name: As written.
        kind: person, organization, vessel, aircraft; None or unknown when nobody said.
        countries: ISO 3166-1 alpha-2 codes of residence, seat or nationality.
        birth_date: ISO date, year or `YYYY-MM`; read leniently.
        identifiers: Kind of identifier to value: `{"lei": "...", "imo": "..."}`.
        address: In any form.
    """

    name: str
    kind: str | None = None
    countries: tuple[str, ...] = ()
    birth_date: str | None = None
    identifiers: dict[str, str] = field(default_factory=dict)
    address: str | None = None

    def content_hash(self) -> str:
        """SHA-256 of all that was asked, so that a judgment can be tied to it."""
        content = {
            "name": " ".join(self.name.split()).casefold(),
            "kind": self.kind or "unknown",
            "countries": sorted(code.upper() for code in self.countries),
            "birth_date": self.birth_date,
            "identifiers": {kind.lower(): value for kind, value in sorted(self.identifiers.items())},
            "address": self.address,
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def listing_hash(entry: Entry) -> str:
    """SHA-256 of what the index knows of a listing."""
    return hashlib.sha256(json.dumps(entry.as_json(), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Because(NamedTuple):
    """A piece of evidence; a tuple, because a hit has a dozen of them.

    Attributes:
        says: In words.
        weight: What it adds to the log-odds of the score; negative speaks against.
    """

    says: str
    weight: float


class Hit(NamedTuple):
    """A listing that may be about the party asked for.

    Attributes:
        entry: The listing.
        matched_name: Its name that agrees best.
        score: Probability that a listed party bears this name, 0 to 1.
        because: The evidence, in order of its size; the weights and the base rate in it add up to the score's log-odds.
        by_group: Whether it was found by another name than was asked for: the full name of a brand's group.
    """

    entry: Entry
    matched_name: str
    score: float
    because: tuple[Because, ...]
    by_group: bool = False
