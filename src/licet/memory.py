"""Memory: determinations remembered by what a rule may see, so that many lines cost what their kinds cost.

Rules compare a value with limits, a day with days of change, a name with a few words; lines that fall alike on all of these
get the same determination. What a rule does see of the very line (a day or a name it prints, the day until which records
are kept, the item's id) is put back. Where a line holds facts that rules compute with (US content, shipments, ownership,
licenses held, duties, terms of return) nothing is remembered. A test asks both ways and compares every word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any

from licet.decisions import Determination
from licet.facts import AsOf
from licet.law.epochs import epoch
from licet.law.inquiry import Standing
from licet.law.law import Law
from licet.law.us.ear.follow import years_after
from licet.law.us.ear.limits import value_limits
from licet.law.us.ear.names_read import names_say_nothing
from licet.proofs import Proof
from licet.snapshot import Snapshot
from licet.transactions import Item, Kind, Participant, Transaction

#: Destinations whose rules know firms by their names: Supplement No. 8 to part 740, and who is a firm for 740.19(c).
APPROVES_BY_NAME = frozenset({"AE", "RU", "BY", "CU", "UA-43", "UA-14", "UA-09"})

#: Kinds of lines that are remembered before it starts anew.
MOST_REMEMBERED = 200_000

_RETENTION = "us/ear/follow/retention"
_CHANGES_BY_LINE = {"id", "as_of", "parties", "items", "net_value_usd", "licenses"}
_of_transaction = attrgetter(*(f.name for f in fields(Transaction) if f.name not in _CHANGES_BY_LINE))
_of_party = attrgetter(*(f.name for f in fields(Participant) if f.name != "name"))
_of_item = attrgetter(*(f.name for f in fields(Item) if f.name not in ("id", "value_usd")))
_computed = attrgetter("us_content", "shipments", "section301_list", "known_reexport")

Ask = Callable[[], tuple[tuple[Determination, ...], ...]]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is remembered of a kind of line.

    Attributes:
        found: Determinations of each item.
        standings: Kept so that the listings in the key stay the ones they were.
        snapshot: Kept for the same reason.
    """

    found: tuple[tuple[Determination, ...], ...]
    standings: tuple[Standing, ...]
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class _Prints:
    """A kind whose determinations print the day or a party's name: they are kept for that day or name alone."""

    day: bool
    name: bool


class Memory:
    """Determinations by what a rule may see. Bounded; without it the answers are the same."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self.most = most
        self._kinds: dict[Hashable, _Kind | _Prints] = {}

    def determinations(
        self, tx: Transaction, snapshot: Snapshot, standings: tuple[Standing, ...], law: Law, ask: Ask
    ) -> tuple[Determination, ...]:
        """What every regime says of each item: remembered, else asked.

        Args:
            tx: The transaction as rules see it.
            snapshot: The facts of its day.
            standings: Of its parties.
            law: As of the day.
            ask: Asks the rules: the determinations of each item.
        """
        key = seen_by_rules(tx, snapshot, standings)
        if key is None:
            return tuple(d for item in ask() for d in item)
        kind = self._kinds.get(key)
        day = law.when.valid_on
        while isinstance(kind, _Prints):
            key = _closer(key, kind, tx, day)
            kind = self._kinds.get(key)
        if kind is None:
            found = ask()
            if len(self._kinds) >= self.most:
                self._kinds.clear()
            prints = _prints(found, tx, day)
            if prints.day or prints.name:
                self._kinds[key] = prints
                key = _closer(key, prints, tx, day)
            self._kinds[key] = _Kind(found, standings, snapshot)
            return tuple(d for item in found for d in item)
        return _of_this_line(kind.found, tx, law)


def seen_by_rules(tx: Transaction, snapshot: Snapshot, standings: tuple[Standing, ...]) -> Hashable | None:
    """All that a rule may see of a line; None when the line is not one to remember."""
    when = snapshot.when
    if tx.kind is Kind.PROCUREMENT or tx.licenses or tx.duration_days is not None or snapshot.overlay or not _at_its_end(when):
        return None
    items = tx.items
    if any(_computed(item) != (None, None, None, None) for item in items):
        return None
    if any(party.owners or party.ownership_graph for party in tx.parties):
        return None
    names: tuple[object, ...] = tuple(bool(party.name) for party in tx.parties)
    named = tuple((party.name, party.kind) for party in tx.parties)
    if standings or tx.destination in APPROVES_BY_NAME or not names_say_nothing(tx.end_use, named):
        names = tuple(party.name for party in tx.parties)
    eccn = items[0].eccn if items else None
    values = tuple(_gap(v, eccn) if len(items) <= 1 else v for v in (tx.net_value_usd, *(item.value_usd for item in items)))
    return (
        epoch(when.valid_on), _of_transaction(tx), values, names, tuple(map(_of_party, tx.parties)), tuple(map(_of_item, items)),
        snapshot.permits, tuple(map(_listed, standings)),
    )  # fmt: skip


def _at_its_end(when: AsOf) -> bool:
    """Whether the day is asked about with what was known at its end."""
    known = when.known_at
    return known.date() == when.valid_on and (known.hour, known.minute, known.second) == (23, 59, 59)


def _listed(standing: Standing) -> tuple[object, ...]:
    """What a list says of a party; the listing itself stands for all that is in it."""
    s = standing
    return (s.index, s.list, s.established, id(s.listing), s.footnotes, s.programs, s.suspended, s.score, s.through)


def _gap(value: Decimal | None, eccn: str | None) -> int | None:
    """Where a value lies among all limits: rules only ever ask on which side of one it is, or whether it is on it.

    Lines of several items are added up, so theirs are kept as they are.
    """
    if value is None:
        return None
    limits = value_limits(eccn)
    place = bisect_left(limits, value)
    return 2 * place + (place < len(limits) and limits[place] == value)


def _closer(key: Hashable, prints: _Prints, tx: Transaction, day: date) -> Hashable:
    """The key of one day, or of one set of names."""
    return (key, day if prints.day else None, tuple(party.name for party in tx.parties) if prints.name else None)


def _prints(found: tuple[tuple[Determination, ...], ...], tx: Transaction, day: date) -> _Prints:
    """Whether the determinations print the day, or a party's name."""
    text = "\n".join(line for item in found for determination in item for line in _texts(determination))
    return _Prints(day.isoformat() in text, any(party.name and party.name in text for party in tx.parties))


def _texts(determination: Determination) -> Iterator[str]:
    """Every sentence and citation of a determination."""
    for proof in (determination.proof, *(r.proof for r in determination.requirements)):
        for part in _parts(proof):
            yield part.claim
            yield part.cite or ""
            if part.question is not None:
                yield part.question.asks
    for requirement in determination.requirements:
        yield f"{requirement.reason} {requirement.policy} {requirement.cites}"
        yield from (part.claim for answer in requirement.answers for part in _parts(answer))
    for question in determination.questions:
        yield f"{question.fact} {question.asks}"
    values = {name: value for name, value in determination.values.items() if name != "compute"}
    yield f"{determination.because} {values}"


def _parts(proof: Proof) -> list[Proof]:
    """A proof and all below it."""
    found = [proof]
    for part in found:
        found += part.because
    return found


def _of_this_line(found: tuple[tuple[Determination, ...], ...], tx: Transaction, law: Law) -> tuple[Determination, ...]:
    """Remembered determinations with what belongs to the line: the items' ids, and until when records are kept."""
    made = []
    for index, determinations in enumerate(found):
        name = (tx.items[index].id if tx.items else "") or f"items[{index}]"
        for d in determinations:
            values: dict[str, Any] = d.values
            if "retain_until" in (values.get("compute") or ()):
                until = years_after(law.when.valid_on, law.value(_RETENTION).value)
                values = {**values, "compute": {**values["compute"], "retain_until": until.isoformat()}}
            elif d.item == name:
                made.append(d)
                continue
            own = Determination(
                regime=d.regime, item=name, outcome=d.outcome, proof=d.proof, because=d.because, values=values,
                questions=d.questions, requirements=d.requirements,
            )  # fmt: skip
            made.append(own)
    return tuple(made)
