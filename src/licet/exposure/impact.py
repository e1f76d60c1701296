"""Impact: what of the book a measure changes, decided before and after by the determination engine, only where it can matter.

A line is asked about again when a party of it is listed differently, has a restricted holder whose standing differs, or sells on to
a party whose listing differs; when its decision looked at a license that is cut short; or when it asked for a law value that the
measure sets. What stands is decided once and kept for the next question (`licet.exposure.decided`). `everything=True` decides all
lines anew on both sides and keeps nothing; the answers are the same, and the tests hold them equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from licet.decisions import Decision, Outcome
from licet.exposure.decided import LICENSES, Decided, Engine, Stands
from licet.exposure.lines import Lines, Tie, departure
from licet.exposure.measures import ENDED, Measure
from licet.exposure.owners import NEVER
from licet.exposure.relations import Codes, Relations, day_number
from licet.exposure.sides import Match, Side
from licet.snapshot import Snapshot

STOPS, HOLDS_UP, WORSENS, FREES, EASES = "stops", "holds", "worsens", "frees", "eases"
BARRED = frozenset({Outcome.PROHIBITED, Outcome.LICENSE_REQUIRED})


def change_of(before: Outcome, after: Outcome) -> str | None:
    """What a change of outcome does to a line, None for no change.

    stops: from free to prohibited or license required. holds: from free to review. worsens: it was not free and got
    stricter. frees: it becomes free. eases: less strict, and still not free.

    >>> change_of(Outcome.NO_LICENSE_REQUIRED, Outcome.PROHIBITED), change_of(Outcome.REVIEW, Outcome.NO_LICENSE_REQUIRED)
    ('stops', 'frees')
    """
    if before is after or (before.clears and after.clears):
        return None
    if before.clears:
        return STOPS if after in BARRED else HOLDS_UP
    if after.clears:
        return FREES
    return WORSENS if after.severity < before.severity else EASES


@dataclass(frozen=True, slots=True)
class Line:
    """One line whose decision was asked again.

    Attributes:
        number: Of the line in the book.
        was, now: Lines decided before and after; whole decisions are made when they are asked for.
        change: As `change_of` says; None when the word stays.
        ties: How it comes near restricted parties, on the side where the measure bites.
        shipped: Whether it left while the measure was in force.
    """

    number: int
    was: Decided
    now: Decided
    change: str | None
    ties: tuple[Tie, ...]
    shipped: bool

    @property
    def before(self) -> Decision:
        """The whole decision before."""
        return self.was.decision(self.number)

    @property
    def after(self) -> Decision:
        """The whole decision after."""
        return self.now.decision(self.number)

    @property
    def words(self) -> tuple[Outcome, Outcome]:
        """The outcomes before and after."""
        return self.was.outcome(self.number), self.now.outcome(self.number)

    @property
    def stricter(self) -> Decision:
        """The decision of the stricter outcome; the one before when they are equal."""
        one, two = self.words
        return self.before if one.severity <= two.severity else self.after

    @property
    def licenses(self) -> tuple[str, str]:
        """The license that the decisions before and after rest on; empty for none."""
        return self.was.authority(self.number), self.now.authority(self.number)

    @property
    def certain(self) -> bool:
        """Whether the change rests on established facts: the stricter outcome is no mere review, or a settled tie makes it one."""
        stricter = min(self.words, key=lambda o: o.severity)
        return stricter in BARRED or any(tie.certain for tie in self.ties)

    @property
    def kind(self) -> str:
        """Nearest tie: direct, ownership, resale; "law" when only a law value makes the difference."""
        return self.ties[0].kind if self.ties else "law"

    @property
    def tier(self) -> int:
        """0 for a direct dealing or an owned party, else the tier of resale."""
        return self.ties[0].tier if self.ties else 0


@dataclass(frozen=True)
class Impact:
    """What a measure does to a book. See `licet.exposure.answer` for the printed form.

    Attributes:
        measure: Which.
        before, after: The two sides.
        lines: All lines asked again; those with a change first.
        asked: How many lines were asked again, of how many that count.
        counted: How many lines count (open, or shipped while it was in force).
        touched: Numbers of the lines the measure can touch.
        matches: Parties of the book with listings of either side.
    """

    measure: Measure
    before: Side
    after: Side
    book: Lines
    lines: tuple[Line, ...]
    counted: int
    touched: frozenset[int]
    matches: tuple[Match, ...] = ()

    @property
    def relieves(self) -> bool:
        """Whether the comparison runs from restricted to free."""
        return _relieves(self.measure)

    @property
    def biting(self) -> Side:
        """The side on which the measure, or what it ends, is in force."""
        return self.before if self.relieves else self.after

    @property
    def resting(self) -> Side:
        """The other side."""
        return self.after if self.relieves else self.before

    @property
    def changed(self) -> tuple[Line, ...]:
        """Lines whose outcome changes."""
        return tuple(line for line in self.lines if line.change)

    def month(self, line: Line) -> str:
        """The month a line leaves or left."""
        return departure(self.book, line.number, self.after.on)

    def value(self, line: Line) -> Decimal:
        """Dollars of a line."""
        return Decimal(self.book.orders["value_usd"][line.number])


def impact(
    relations: Relations,
    measure: Measure,
    before: Snapshot,
    after: Snapshot,
    matches: Iterable[Match],
    engine: Engine,
    *,
    tiers: int | None = 3,
    everything: bool = False,
    stands: Stands | None = None,
) -> Impact:
    """Decide the lines that the measure can touch, before and after.

    Args:
        relations: The book's.
        measure: What is asked about.
        before, after: From `measures.sides`.
        matches: Parties of the book with listings of either snapshot.
        engine: Decides lines.
        tiers: How far resale is followed; None for all the way.
        everything: Decide every line that counts anew, on both sides, to show that nothing was missed.
        stands: What was decided of the book as things stand by earlier questions; None for nothing.
    """
    found = tuple(matches)
    lines = Lines(relations)
    one = Side(relations, before, found, tiers)
    two = Side(relations, after, found, tiers, like=one)
    live = lines.live(measure.begins, two.on)
    was, now = _decided(lines, measure, one, two, engine, None if everything else stands)
    touched = _touched(lines, measure, one, two, live, was)
    chosen = np.flatnonzero(live).astype(np.int32) if everything else touched
    biting = one if _relieves(measure) else two
    engine.ahead(lines.parties_of(chosen))
    statuses = lines.orders["status"]
    answers: list[Line] = []
    for number in chosen.tolist():
        change = change_of(was.outcome(number), now.outcome(number))
        if change is None:
            was.drop(number)
            now.drop(number)
        ties = tuple(lines.ties(number, biting)) if change else ()
        answers.append(Line(number, was, now, change, ties, statuses[number] == "shipped"))
    answers.sort(key=lambda line: (line.change is None, line.number))
    return Impact(measure, one, two, lines, tuple(answers), int(live.sum()), frozenset(touched.tolist()), found)


def _decided(
    lines: Lines, measure: Measure, one: Side, two: Side, engine: Engine, stands: Stands | None
) -> tuple[Decided, Decided]:
    """The lines decided before and after: the side that stands from what earlier questions decided, the other anew."""
    shortened = Lines(lines.relations, dict(measure.licenses)) if measure.licenses else lines
    if stands is None:
        return Decided(lines, one, engine, most=None), Decided(shortened, two, engine, most=None)
    if measure.conditional:
        return stands(lines, one), Decided(shortened, two, engine, most=None)
    return Decided(lines, one, engine, most=None), stands(lines, two)


def _relieves(measure: Measure) -> bool:
    """Whether the restriction stands on the first side: it ended, or the measure ends others."""
    return measure.standing == ENDED or bool(measure.ends and not measure.facts)


def _touched(lines: Lines, measure: Measure, one: Side, two: Side, live: np.ndarray[Any, Any], known: Decided) -> Codes:
    """Numbers of the lines the measure can touch: by their parties, by licenses they look at, by law values they ask for."""
    found = lines.with_party(touched_parties(one, two))
    found = found[live[found]]
    if measure.licenses:
        found = np.union1d(found, known.asking([LICENSES], _licensed(lines, dict(measure.licenses), live)))
    if measure.overlay:
        counting = np.flatnonzero(live).astype(np.int32)
        found = np.union1d(found, known.asking(dict(measure.overlay), counting))
    return found.astype(np.int32)


def touched_parties(one: Side, two: Side) -> Codes:
    """Parties for which the two sides differ: in their listings, in their holders, or in whom they sell on to."""
    differ = _differing(one.snapshot, two.snapshot)
    named = {p for side in (one, two) for p, told in side.by_party.items() if any(f.id in differ for _, f in told)}
    if not named:
        return np.empty(0, dtype=np.int32)
    parts = [np.array(sorted(named), dtype=np.int32)]
    owners: list[Codes] = [parts[0]]
    for rule in ("blocked", "affiliates"):
        a, b = getattr(one, rule), getattr(two, rule)
        for rounds in ("established", "possible"):
            moved = (getattr(a, rounds) < NEVER) != (getattr(b, rounds) < NEVER)
            owners.append(np.flatnonzero(moved).astype(np.int32))
    parts += owners
    parts.append(_held_by(one, np.unique(np.concatenate(owners))))
    a, b = one.resellers, two.resellers
    moved = (a.tier != b.tier) | (a.certain != b.certain) | (a.toward != b.toward)
    parts.append(np.flatnonzero(moved).astype(np.int32))
    return np.unique(np.concatenate(parts)).astype(np.int32)


def _held_by(side: Side, owners: Codes) -> Codes:
    links = side.relations.stakes
    return np.unique(links.head[links.leaving(owners, day_number(side.on))]).astype(np.int32)


def _differing(one: Snapshot, two: Snapshot) -> set[str]:
    """Ids of facts that hold on one side only, or differ."""
    ids = one.facts.keys() | two.facts.keys()
    return {id_ for id_ in ids if one.facts.get(id_) is not two.facts.get(id_)}


def _licensed(lines: Lines, cut: Mapping[str, Any], live: np.ndarray[Any, Any]) -> Codes:
    """Lines to the destinations of the licenses that are cut short."""
    held = [licensed for licensed in lines.held if licensed.number in cut]
    anywhere = any(not licensed.destinations for licensed in held)
    places = sorted({place for licensed in held for place in licensed.destinations})
    mask = np.ones(lines.orders.height, dtype=np.bool_) if anywhere else (
        lines.orders.select(pl.col("destination").is_in(places)).to_series().to_numpy()
    )  # fmt: skip
    return np.flatnonzero(mask & live).astype(np.int32)
