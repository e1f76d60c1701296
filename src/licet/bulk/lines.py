"""Lines: transactions that were asked before, word for word but for their ids and their one item's, with their decisions.

A line is recognized by what it tells (`licet.transactions.holding_what_was_told`), in one look-up: the values it tells are its key,
amounts as they are written. Nearly all lines name one item and one party and tell the same fields as the line before; for them the
key is taken by readers made for these fields.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from operator import itemgetter
from typing import Any, NamedTuple

from licet.decisions import Decision
from licet.transactions import Item, Participant, Transaction

#: Decisions kept: while there are few, of lines asked the first time; later of lines asked twice; then it starts anew.
KEPT_AT_ONCE, MOST_KEPT = 10_000, 100_000
#: Marks of lines that were asked once.
MOST_MARKED = 1_000_000
#: Forms of lines whose readers are at hand.
MOST_FORMS = 1_000

Clocks = tuple[date | None, datetime | date | None]
Told = Mapping[str, Any]
Key = tuple[Hashable, ...]

#: Clocks of a line that is decided on its own day as known at its end.
ITS_OWN: Clocks = (None, None)
#: What is not part of the key, or in it apart.
_APART = frozenset({"id", "parties", "items"})
_APART_OF_ITEM = frozenset({"id", "value_usd"})
#: Fields of amounts, and of records that hold some, beside an item's value.
_WRITTEN = frozenset(
    field.name
    for record in (Transaction, Item, Participant)
    for field in fields(record)
    if any(kind in str(field.type) for kind in ("Decimal", "Content", "Shipment", "Owner", "License"))
) - {"value_usd"}  # fmt: skip


class _Form(NamedTuple):
    """Readers of the fields that a line of one item and one party tells.

    Attributes:
        number: Part of the keys it makes; lines that tell the same but for the order, or an id, have the same.
        line_id, item_id: Whether the line, and its item, tell an id.
        in_line, in_item, in_party: How many fields they tell; records that tell as many, and those read, tell no more.
        of_line, of_item, of_party: The values of their fields but ids, parties, items and the item's value, as a tuple.
    """

    number: int
    line_id: bool
    item_id: bool
    in_line: int
    in_item: int
    in_party: int
    of_line: Callable[[Told], tuple[Any, ...]]
    of_item: Callable[[Told], tuple[Any, ...]]
    of_party: Callable[[Told], tuple[Any, ...]]


def _no_values(told: Told) -> tuple[Any, ...]:  # noqa: ARG001  reads like the others
    return ()


def _reader(names: tuple[str, ...]) -> Callable[[Told], tuple[Any, ...]]:
    """The values of these fields as a tuple."""
    if not names:
        return _no_values
    return itemgetter(*names) if len(names) > 1 else itemgetter(names[0], names[0])


#: No line is of this form.
_NO_FORM = _Form(0, False, False, -1, -1, -1, _no_values, _no_values, _no_values)


class Lines:
    """Decisions by the lines they answer. Bounded; without it the answers are the same.

    Args:
        most: Decisions kept.
        at_once: Of these, kept when they are asked the first time.
    """

    def __init__(self, most: int = MOST_KEPT, at_once: int = KEPT_AT_ONCE) -> None:
        self.most, self.at_once = most, at_once
        self._kept: dict[Key, Decision] = {}
        self._parts: dict[Hashable, Hashable] = {}
        self._once: set[int] = set()
        self._forms: dict[Hashable, _Form | None] = {}
        self._numbers: dict[Hashable, int] = {}
        self._counter = count(1)
        self._form: tuple[Any, ...] = tuple(_NO_FORM)

    def again(self, tx: Transaction, clocks: Clocks = ITS_OWN) -> Decision | None:
        """The decision of a line that was asked before, under this one's ids; None when it was not."""
        number, line_id, item_id, in_line, in_item, in_party, of_line, of_item, of_party = self._form
        told = tx.__dict__
        try:
            (one,), (other,) = told["items"], told["parties"]
            item, party = one.__dict__, other.__dict__
            if len(told) == in_line and len(item) == in_item and len(party) == in_party and clocks is ITS_OWN:
                id_ = told["id"] if line_id else ""
                own = item["id"] if item_id else ""
                value = item["value_usd"]
                if type(value) is Decimal:
                    found = self._kept.get((number, str(value), of_line(told), of_item(item), of_party(party)))
                    return None if found is None else found.renamed(id_, own)
        except (KeyError, ValueError):  # as many fields, but others; or several items or parties
            pass
        except TypeError:
            return None
        try:
            found = self._kept.get(self.key(tx, clocks))
        except TypeError:  # a list stands where a tuple belongs: such a line is not kept
            return None
        if found is None:
            return None
        return found.renamed(tx.id, tx.items[0].id if len(tx.items) == 1 else None)

    def keep(self, tx: Transaction, found: Decision, clocks: Clocks = ITS_OWN) -> None:
        """Keep a decision; once there are many, only one that was asked twice, and of the others the mark that they were."""
        key = self.key(tx, clocks)
        try:
            mark = hash(key)
        except TypeError:  # as in `again`
            return
        if len(self._kept) >= self.at_once and mark not in self._once:
            if len(self._once) >= MOST_MARKED:
                self._once.clear()
            self._once.add(mark)
            return
        if len(self._kept) >= self.most:
            self._kept.clear()
            self._parts.clear()
        self._kept[tuple([self._parts.setdefault(part, part) for part in key])] = found

    def key(self, tx: Transaction, clocks: Clocks = ITS_OWN) -> Key:
        """All that a line tells but its id, and that of its item where it has one alone."""
        told = tx.__dict__
        parties, items = told.get("parties", ()), told.get("items", ())
        if len(items) != 1 or len(parties) != 1 or clocks is not ITS_OWN:
            return _whole(tx, clocks)
        item, party = items[0].__dict__, parties[0].__dict__
        value = item.get("value_usd")
        form = self._form_of(told, item, party) if type(value) is Decimal else None
        if form is None:
            return _whole(tx, clocks)
        self._form = tuple(form)
        return form.number, str(value), form.of_line(told), form.of_item(item), form.of_party(party)

    def _form_of(self, told: Told, item: Told, party: Told) -> _Form | None:
        """The readers for lines that tell these fields; None where more than the item's value must be read as it is written."""
        names = tuple(told), tuple(item), tuple(party)
        if names in self._forms:
            return self._forms[names]
        if len(self._forms) >= MOST_FORMS:
            self._forms.clear()
            self._numbers.clear()
        read = _named(told, _APART), _named(item, _APART_OF_ITEM), _named(party, ())
        form = _Form(
            self._numbers.setdefault(read, next(self._counter)),  # never one given before: keys that have it may be kept
            "id" in told,
            "id" in item,
            len(told),
            len(item),
            len(party),
            *map(_reader, read),
        )
        self._forms[names] = None if any(not _WRITTEN.isdisjoint(of) for of in read) else form
        return self._forms[names]


def _named(told: Told, apart: Collection[str]) -> tuple[str, ...]:
    """The fields of a record but those apart, in one order."""
    return tuple(sorted(name for name in told if name not in apart))


def _whole(tx: Transaction, clocks: Clocks) -> Key:
    """All that any line tells but its id, and that of its one item, and the clocks it is asked on; 4000 and 4000.00 read
    differently and are told apart."""
    alone = len(tx.items) == 1
    of_line = tuple((name, _written(value)) for name, value in sorted(vars(tx).items()) if name not in _APART)
    of_items, of_parties = (
        tuple(
            tuple((name, _written(value)) for name, value in sorted(vars(record).items()) if not (unnamed and name == "id"))
            for record in records
        )
        for records, unnamed in ((tx.items, alone), (tx.parties, False))
    )
    return clocks, of_line, of_items, of_parties


def _written(value: Any) -> Hashable:
    """A value that tells 4000 from 4000.00, within records of records too."""
    if isinstance(value, Decimal) or (isinstance(value, tuple) and not all(isinstance(part, str) for part in value)):
        return value, repr(value)
    return value  # type: ignore[no-any-return]
