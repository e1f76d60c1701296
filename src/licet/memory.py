"""Memory: determinations remembered by what rules saw, so that many lines cost what their kinds cost.

The first line of a kind is asked with an observed day and observed amounts (`licet.law.observed`): what the rules found holds
for every day and amount that would have got the same answers from the same questions. Everything else a rule may see is the
same, field by field; a name in which no rule finds anything counts as any other such name. What a determination says of the
very line (a party's name in its words, the day until which records are kept, the item's id) is compared or put back. Where
a line holds facts that rules compute with (US content, shipments, ownership, licenses held, duties, terms of return) nothing
is remembered. A test asks both ways and compares every word.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import fields, replace
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple

from licet.decisions import Determination
from licet.facts import AsOf
from licet.law.inquiry import Standing
from licet.law.law import Law, at_its_end
from licet.law.observed import ObservedAmount, ObservedDay, Range
from licet.law.us.ear.follow import years_after
from licet.law.us.ear.names_read import names_say_nothing
from licet.proofs import Proof
from licet.snapshot import Snapshot
from licet.transactions import Item, Kind, Participant, Transaction

#: Destinations whose rules know firms by their names: Supplement No. 8 to part 740, and who is a firm for 740.19(c).
APPROVES_BY_NAME = frozenset({"AE", "RU", "BY", "CU", "UA-43", "UA-14", "UA-09"})

#: Lines of a stretch; where less than a quarter of one were met again, a kind is observed when it comes the second time.
STRETCH, ONE_IN = 256, 4

#: Determinations that are remembered before it starts anew, and most for lines that differ in day and amounts alone.
MOST_REMEMBERED = 200_000
MOST_ALIKE = 24
#: Marks of kinds that came once.
MOST_MARKED = 1_000_000

_RETENTION = "us/ear/follow/retention"
_AMOUNTS = ("value_usd", "quantity", "order_value_usd")
_CHANGES_BY_LINE = {"id", "as_of", "parties", "items", "net_value_usd", "licenses"}
_of_transaction = attrgetter(*(f.name for f in fields(Transaction) if f.name not in _CHANGES_BY_LINE))
_of_party = attrgetter(*(f.name for f in fields(Participant) if f.name != "name"))
_of_item = attrgetter(*(f.name for f in fields(Item) if f.name not in ("id", *_AMOUNTS)))
_amounts_of = attrgetter(*_AMOUNTS)
_computed = attrgetter("us_content", "shipments", "section301_list", "known_reexport")

Found = tuple[tuple[Determination, ...], ...]
Ask = Callable[[Transaction, Law], Found]
Amounts = tuple[Decimal | None, ...]


class _Alike(NamedTuple):
    """What was found, and for which lines of its kind it holds.

    Attributes:
        first, after: The days, as ordinals.
        ranges: The amounts, in the order of `_amounts`; None where none was asked about.
        names: The parties' names, when the determinations print one.
        found: Determinations of each item.
        standings: Kept so that the listings in the key stay the ones they were.
        snapshot: Kept for the same reason.
    """

    first: int
    after: int
    ranges: tuple[Range | None, ...]
    names: tuple[str, ...] | None
    found: Found
    standings: tuple[Standing, ...]
    snapshot: Snapshot

    def holds_for(self, day: int, amounts: Amounts, tx: Transaction) -> bool:
        """Whether rules would see no difference between this line and the one that was asked about."""
        if not self.first <= day < self.after:
            return False
        for kept, amount in zip(self.ranges, amounts, strict=True):
            if kept is not None and amount is not None and amount not in kept:
                return False
        return self.names is None or self.names == tuple(party.name for party in tx.parties)


class Memory:
    """Determinations by what rules saw. Bounded; without it the answers are the same.

    Observing a line costs half as much again as asking about it; so where lines are hardly ever met again, a kind is observed only
    when it comes the second time, and one that never comes back costs no more than a mark.
    """

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self.most = most
        self._kinds: dict[Hashable, list[_Alike]] = {}
        self._held = 0
        self._asked = self._met = 0
        self._pays = True
        self._once: set[int] = set()

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
            return tuple(d for item in ask(tx, law) for d in item)
        self._asked += 1
        if self._asked >= STRETCH:
            self._pays = ONE_IN * self._met >= self._asked
            self._asked = self._met = 0
        day, amounts = law.when.valid_on.toordinal(), _amounts(tx)
        alike = self._kinds.get(key)
        if alike is not None:
            for place, one in enumerate(alike):
                if one.holds_for(day, amounts, tx):
                    self._met += 1
                    if place:
                        alike.insert(0, alike.pop(place))
                    return _of_this_line(one.found, tx, law)
        if not self._pays and alike is None and self._comes_first(key):
            return tuple(d for item in ask(tx, law) for d in item)
        one = _asked(tx, snapshot, standings, law, ask)
        self._keep(key, one)
        return tuple(d for item in one.found for d in item)

    def _comes_first(self, key: Hashable) -> bool:
        """Whether no line of the kind came before; marks it."""
        mark = hash(key)
        if mark in self._once:
            return False
        if len(self._once) >= MOST_MARKED:
            self._once.clear()
        self._once.add(mark)
        return True

    def _keep(self, key: Hashable, one: _Alike) -> None:
        """Keep what was found, the latest first."""
        if self._held >= self.most:
            self._kinds.clear()
            self._held = 0
        alike = self._kinds.setdefault(key, [])
        alike.insert(0, one)
        self._held += 1
        if len(alike) > MOST_ALIKE:
            alike.pop()
            self._held -= 1


def seen_by_rules(tx: Transaction, snapshot: Snapshot, standings: tuple[Standing, ...]) -> Hashable | None:
    """All that a rule may see of a line but its day and amounts; None when the line is not one to remember."""
    if tx.kind is Kind.PROCUREMENT or tx.licenses or tx.duration_days is not None or snapshot.overlay:
        return None
    if not at_its_end(snapshot.when):
        return None
    items, parties = tx.items, tx.parties
    for item in items:
        if _computed(item) != (None, None, None, None):
            return None
    for party in parties:
        if party.owners or party.ownership_graph:
            return None
    names: tuple[object, ...] = tuple([bool(party.name) for party in parties])
    named = tuple([(party.name, party.kind) for party in parties])
    if standings or tx.destination in APPROVES_BY_NAME or not names_say_nothing(tx.end_use, named):
        names = tuple([party.name for party in parties])
    given = tuple([amount is not None for amount in _amounts(tx)])
    return (
        _of_transaction(tx), given, names, tuple(map(_of_party, parties)), tuple(map(_of_item, items)), snapshot.permits,
        tuple(map(_listed, standings)),
    )  # fmt: skip


def _amounts(tx: Transaction) -> Amounts:
    """The amounts of a line that rules compare with limits."""
    if len(tx.items) == 1:
        return (tx.net_value_usd, *_amounts_of(tx.items[0]))
    return (tx.net_value_usd, *(amount for item in tx.items for amount in _amounts_of(item)))


def _listed(standing: Standing) -> tuple[object, ...]:
    """What a list says of a party; the listing itself stands for all that is in it."""
    s = standing
    return (s.index, s.list, s.established, id(s.listing), s.footnotes, s.programs, s.suspended, s.score, s.through)


def _asked(tx: Transaction, snapshot: Snapshot, standings: tuple[Standing, ...], law: Law, ask: Ask) -> _Alike:
    """What the rules find, asked with an observed day and observed amounts."""
    day = ObservedDay.of(law.when.valid_on)

    def observed(amount: Decimal | None) -> Decimal | None:
        return None if amount is None else ObservedAmount.of(amount)

    items = tuple(
        replace(
            item,
            value_usd=observed(item.value_usd),
            quantity=observed(item.quantity),
            order_value_usd=observed(item.order_value_usd),
        )
        for item in tx.items
    )
    watched = replace(tx, as_of=day, net_value_usd=observed(tx.net_value_usd), items=items)
    found = tuple(
        tuple(replace(d, values=_plain(d.values)) for d in determinations)
        for determinations in ask(watched, Law(AsOf(day, law.when.known_at)))
    )
    seen = (amount.seen if isinstance(amount, ObservedAmount) else None for amount in _amounts(watched))
    ranges = tuple(None if kept is None or kept.everything else kept for kept in seen)
    names = tuple(party.name for party in tx.parties) if _prints_a_name(found, tx) else None
    return _Alike(day.first, day.after, ranges, names, found, standings, snapshot)


def _plain(value: Any) -> Any:
    """A value without observed parts; a day or amount that is told to the reader counts as asked about."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_plain(part) for part in value)
    if isinstance(value, ObservedDay | ObservedAmount):
        return value.told()
    return value


def _prints_a_name(found: Found, tx: Transaction) -> bool:
    """Whether the determinations print a party's name."""
    names = [party.name for party in tx.parties if party.name]
    return bool(names) and any(
        name in text for item in found for determination in item for text in _texts(determination) for name in names
    )


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


def _of_this_line(found: Found, tx: Transaction, law: Law) -> tuple[Determination, ...]:
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
