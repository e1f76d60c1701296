"""Measures: an act of law, in force, ended, announced or only supposed, as two snapshots, one without it and one with it.

A measure of the ledger is named by the id of its listings (`us_bis_dpl/zte`); what is only supposed is read from a file
(`licet.exposure.what_if`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from licet.errors import UnknownName, nearest
from licet.facts import AsOf, Fact, Interval
from licet.listings import (
    Listing,
    Notice,
)  # fmt: skip
from licet.snapshot import Snapshot

IN_FORCE, ENDED, ANNOUNCED, SUPPOSED = "in force", "ended", "announced", "supposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is asked about.

    Attributes:
        id: Its name: a listing's id or its first part, or the what-if's file name.
        says: In words.
        standing: "in force", "ended", "announced" (known, or only said, and not yet in force) or "supposed".
        begins, last_day: Its life.
        cites: Where it was published.
        facts: Listings that it makes, as they are while it is in force.
        ends: Ids of facts that it takes away.
        overlay: Law values it sets, by path, in their units.
        licenses: Last day of licenses it cuts short, by number.
    """

    id: str
    says: str
    standing: str
    begins: date | None = None
    last_day: date | None = None
    cites: tuple[str, ...] = ()
    facts: tuple[Fact[Listing], ...] = ()
    ends: tuple[str, ...] = ()
    overlay: tuple[tuple[str, Any], ...] = ()
    licenses: tuple[tuple[str, date], ...] = ()

    @property
    def conditional(self) -> bool:
        """Whether it is not law on the day: its consequences are told as "would"."""
        return self.standing in (ANNOUNCED, SUPPOSED)

    def as_dict(self) -> dict[str, Any]:
        """As `licet impact --json` prints it."""
        return {
            "id": self.id, "says": self.says, "standing": self.standing, "conditional": self.conditional,
            "valid": Interval.through(self.begins, self.last_day).as_dict(), "cites": list(self.cites),
            "listings": [fact.id for fact in self.facts], "ends": list(self.ends),
            "law": {path: _shown(value) for path, value in self.overlay},
            "licenses": {number: day.isoformat() for number, day in self.licenses},
        }  # fmt: skip


def bites(fact: Fact[Any]) -> bool:
    """Whether a fact is a listing that restricts trade: no suspended order (15 CFR 766.18(c)), no mere notice."""
    value = fact.value
    return isinstance(value, Listing) and not isinstance(value, Notice) and not getattr(value, "suspended", False)


def find(name: str, snapshot: Snapshot) -> Measure:
    """The measure of the ledger that an id, or the first part of one, names: `us_bis_dpl/zte`.

    Raises:
        UnknownName: Nothing known at the snapshot's moment has such an id; the nearest are named.
    """
    known = _Known(snapshot)
    named = [known[id_] for id_ in known if id_ == name or id_.startswith((name + "-", name + "/"))]
    found = [f for f in named if bites(f)]
    if not found:
        found = [f for f in named if f.id == name and isinstance(f.value, Listing)]
    if not found:
        raise UnknownName(
            f"no measure {name!r} is known {snapshot.when}",
            remedy=" ".join(filter(None, (nearest(name, known), "`licet lists status` says what the ledger holds."))),
        )
    return _of_listings(name, found, snapshot.when)


def of_party(name: str, snapshot: Snapshot, listing_ids: Iterable[str]) -> Measure:
    """All that restricts a party, as one measure; the ids come from screening its name.

    Raises:
        UnknownName: None of them restricts trade.
    """
    known = _Known(snapshot)
    found = [known[id_] for id_ in listing_ids if id_ in known and bites(known[id_])]
    if not found:
        raise UnknownName(f"nothing restricts {name!r} {snapshot.when}", remedy="Check the spelling with `licet screen`.")
    return _of_listings(name, found, snapshot.when)


def _of_listings(name: str, found: list[Fact[Any]], when: AsOf) -> Measure:
    """In force when any listing is; else the last that ended; else the first to come."""
    day = when.valid_on
    now = [f for f in found if day in f.valid]
    over = [f for f in found if f.valid.end is not None and f.valid.end <= day and not f.valid.empty]
    coming = [f for f in found if f.valid.start is not None and f.valid.start > day]
    if now:
        chosen, standing = now, IN_FORCE
    elif over:
        end = max(f.valid.end for f in over if f.valid.end)
        chosen, standing = [f for f in over if f.valid.end == end], ENDED
    else:
        chosen, standing = coming, ANNOUNCED
    names = ", ".join(dict.fromkeys(f.value.party.caption for f in chosen))
    word = {"denial_order": "denial order", "entity_listing": "Entity List"}.get(chosen[0].value.kind, chosen[0].value.kind)
    starts = [f.valid.start for f in chosen if f.valid.start]
    ends = [f.valid.last_day for f in chosen]
    return Measure(
        id=name, says=f"{word.replace('_', ' ')}: {names}", standing=standing, begins=min(starts) if starts else None,
        last_day=None if None in ends else max(d for d in ends if d), facts=tuple(chosen),
        cites=tuple(dict.fromkeys(c.strip() for f in chosen for c in (f.value.cite or "").split(";") if c.strip())),
    )  # fmt: skip


class _Known(Mapping[str, Fact[Any]]):
    """Facts by id: the last version of every fact at hand, whether it holds on the day or not, and imported listings that hold."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._hand: dict[str, Fact[Any]] = {}
        self._held = snapshot.facts
        for fact in sorted(snapshot.everything, key=lambda f: f.known_at):
            if fact.known_at <= snapshot.when.known_at:
                self._hand[fact.id] = fact

    def __getitem__(self, id_: str) -> Fact[Any]:
        found = self._hand.get(id_)
        return self._held[id_] if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._hand, *self._held)))

    def __len__(self) -> int:
        return len(dict.fromkeys((*self._hand, *self._held)))

    def __contains__(self, id_: object) -> bool:
        return id_ in self._hand or id_ in self._held


def sides(measure: Measure, snapshot: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Two snapshots that differ in the measure alone: before it bites (or, when it ended, while it did), and after.

    What is in force is compared with its absence; what ended, with the time it was in force; what is announced or supposed and
    begins later, on the day it would begin.
    """
    day = snapshot.when.valid_on
    if measure.conditional and measure.begins is not None and measure.begins > day:
        moved = AsOf(measure.begins, snapshot.when.known_at)
        snapshot = replace(Snapshot.of(snapshot.everything, moved, snapshot.lists, snapshot.position), overlay=snapshot.overlay)
        day = measure.begins
    always = [replace(f, valid=Interval(min(filter(None, (f.valid.start, day))), None)) for f in measure.facts]
    never = [replace(f, valid=Interval(day, day)) for f in measure.facts]
    if measure.standing == ENDED:
        return snapshot.with_facts(always), snapshot
    if measure.standing == IN_FORCE:
        return snapshot.with_facts(never), snapshot
    held = _Known(snapshot)
    gone = [replace(f, valid=Interval(day, day)) for id_ in measure.ends if (f := held.get(id_)) is not None]
    return snapshot, snapshot.with_facts([*always, *gone], dict(measure.overlay))


def _shown(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset | set) else value if isinstance(value, bool | str) else str(value)
