"""One side of a comparison: who in the book is restricted under a snapshot, whom they own, and who sells on to them.

Matches come from screening. *Established* is what a person or a second fact has settled; everything else is *possible*, and
the two never mix.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from licet.exposure.measures import bites
from licet.exposure.owners import AFFILIATES, NEVER, Caught, caught
from licet.exposure.paths import Reach, reach
from licet.exposure.relations import Bools, Codes, Relations, day_number
from licet.facts import Fact
from licet.listings import Blocking, DenialOrder, EntityListing, Listing, MilitaryEndUser, Unverified
from licet.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Match:
    """A party of the book that is, or may be, the party of a listing.

    Attributes:
        party: Number of the party.
        listing: Id of the listing.
        score: 0 to 1.
        established: Whether it is settled; else it is possible only.
        because: Why, in words.
    """

    party: int
    listing: str
    score: float
    established: bool
    because: str = ""

    def as_dict(self, ids: Any, names: Any) -> dict[str, Any]:
        """As `licet impact --json` prints it."""
        return {
            "id": ids[self.party], "name": names[self.party], "listing": self.listing, "score": round(self.score, 4),
            "established": self.established, "because": self.because,
        }  # fmt: skip


class Side:
    """The book under one snapshot. Everything is built on first use.

    Args:
        relations: The book's.
        snapshot: Facts and law.
        matches: Of the book's parties with listings, those of other snapshots included.
        tiers: How far resale is followed; None for all the way.
        like: Another side of the book; when nobody is restricted differently there, what it has worked out is taken over.
    """

    def __init__(
        self, relations: Relations, snapshot: Snapshot, matches: Iterable[Match], tiers: int | None, *, like: Side | None = None
    ) -> None:
        self.relations, self.snapshot, self.tiers = relations, snapshot, tiers
        self.on = snapshot.when.valid_on
        self.by_party: dict[int, list[tuple[Match, Fact[Listing]]]] = {}
        for match in matches:
            fact = snapshot.listing(match.listing)
            if fact is not None and bites(fact):
                self.by_party.setdefault(match.party, []).append((match, fact))
        self._like = like if like is not None and self._same_as(like) else None

    def _same_as(self, other: Side) -> bool:
        """Whether the same parties are restricted by the same listings on the same day, so that all that follows is the same."""
        mine, theirs = self.by_party, other.by_party
        return (
            (self.on, self.tiers, self.relations) == (other.on, other.tiers, other.relations)
            and mine.keys() == theirs.keys()
            and all([id(f) for _, f in told] == [id(f) for _, f in theirs[party]] for party, told in mine.items())
        )

    def of(self, *kinds: type[Listing], established: bool) -> Codes:
        """Numbers of the parties with a listing of a kind, settled or only possible."""
        found = [
            party
            for party, told in self.by_party.items()
            if any(isinstance(f.value, kinds) and m.established is established for m, f in told)
        ]
        return np.array(sorted(found), dtype=np.int32)

    @cached_property
    def listed(self) -> Codes:
        """Parties established to be restricted in some way that sales must heed."""
        return self.of(*_SALES, established=True)

    @cached_property
    def maybe(self) -> Codes:
        """Parties that may be."""
        return np.setdiff1d(self.of(*_SALES, established=False), self.listed)

    @cached_property
    def blocked(self) -> Caught:
        """Under OFAC's 50 percent rule."""
        if self._like is not None:
            return self._like.blocked
        return caught(self.relations, self.on, self.of(Blocking, established=True), self.of(Blocking, established=False))

    @cached_property
    def affiliates(self) -> Caught:
        """Under the affiliates rule, were it in force on the day; the engine knows whether it is."""
        if self._like is not None:
            return self._like.affiliates
        kinds = (EntityListing, MilitaryEndUser, Blocking)
        return caught(
            self.relations,
            self.on,
            self.of(*kinds, established=True),
            self.of(*kinds, established=False),
            rule=AFFILIATES,
        )

    @cached_property
    def restricted(self) -> Bools:
        """Whether each party is restricted, or may be: listed, or held by the listed. By number."""
        flags: Bools = (self.blocked.possible < NEVER) | (self.affiliates.possible < NEVER)
        flags[list(self.by_party)] = True
        return flags

    @cached_property
    def held(self) -> Bools:
        """Whether a restricted party holds some of each party on the day. By number."""
        links, flags = self.relations.stakes, np.zeros(self.restricted.size, dtype=np.bool_)
        flags[links.head[links.leaving(np.flatnonzero(self.restricted).astype(np.int32), day_number(self.on))]] = True
        return flags

    @cached_property
    def resellers(self) -> Reach:
        """Who sells to a restricted party, at any tier asked for; our own companies are not resellers."""
        if self._like is not None:
            return self._like.resellers
        ours = self.relations.ours
        sure = reach(self.relations, self.listed, self.on, upstream=True, tiers=self.tiers, past=ours)
        if not self.maybe.size:
            return sure
        either = np.union1d(self.listed, self.maybe)
        whole = reach(self.relations, either, self.on, upstream=True, tiers=self.tiers, past=ours)
        known = sure.tier < NEVER
        for mine, theirs in ((whole.tier, sure.tier), (whole.toward, sure.toward), (whole.row, sure.row)):
            mine[known] = theirs[known]
        whole.certain[:] = sure.certain
        return whole


_SALES: tuple[type[Listing], ...] = (DenialOrder, EntityListing, MilitaryEndUser, Blocking, Unverified)


def standing_code(fact: Fact[Listing]) -> str:
    """A listing as `Owner.list` writes it: EL, MEU, SDN:<program>, DPL, UVL, else the list's id."""
    value = fact.value
    if isinstance(value, Blocking):
        return f"SDN:{value.programs[0]}" if value.programs else "SDN"
    codes: Mapping[type[Listing], str] = {
        EntityListing: "EL",
        MilitaryEndUser: "MEU",
        DenialOrder: "DPL",
        Unverified: "UVL",
    }
    return codes.get(type(value), value.list_id)
