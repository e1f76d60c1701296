"""Lines: transactions that were asked before, word for word but for their ids, with their decisions.

A line is recognized by what it tells (`licet.transactions.holding_what_was_told`): a label made of a little of it finds those that
may be the same, and comparing all that both tell says whether they are.
"""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from licet.decisions import Decision
from licet.transactions import Transaction

#: Decisions kept: while there are few, of lines asked the first time; later of lines asked twice; then it starts anew.
KEPT_AT_ONCE, MOST_KEPT = 10_000, 100_000
#: Marks of lines that were asked once.
MOST_MARKED = 1_000_000

Clocks = tuple[date | None, datetime | date | None]

#: Clocks of a line that is decided on its own day as known at its end.
ITS_OWN: Clocks = (None, None)
#: What is compared apart, or not at all.
_APART = frozenset({"id", "parties", "items"})


class _Kept(NamedTuple):
    """A line that was asked, and its answer.

    Attributes:
        told: What the transaction tells; another's id, parties and items are put in the place of its own to compare the rest.
        items, parties: What each of them tells.
        written: Its amounts as written, for 4000 and 4000.00 are equal but read differently; empty when there are none but the
            items' values, which stand in the label.
        decision: The answer.
    """

    told: dict[str, Any]
    items: list[dict[str, Any]]
    parties: list[dict[str, Any]]
    written: tuple[str, ...]
    decision: Decision


class Lines:
    """Decisions by the lines they answer. Bounded; without it the answers are the same.

    Args:
        most: Decisions kept.
        at_once: Of these, kept when they are asked the first time.
    """

    def __init__(self, most: int = MOST_KEPT, at_once: int = KEPT_AT_ONCE) -> None:
        self.most, self.at_once = most, at_once
        self._kept: dict[Hashable, list[_Kept]] = {}
        self._count = 0
        self._once: set[int] = set()

    def again(self, tx: Transaction, clocks: Clocks = ITS_OWN) -> Decision | None:
        """The decision of a line that was asked before, under this one's id; None when it was not."""
        parties, items = tx.parties, tx.items
        if len(items) != 1 or len(parties) != 1:
            return self._longer_again(tx, clocks)
        item, party = items[0], parties[0]
        label = tx.as_of, tx.destination, item.eccn, str(item.value_usd), item.id, party.name, clocks
        for told, of_items, of_parties, written, decision in self._kept.get(label, ()):
            if vars(item) == of_items[0] and vars(party) == of_parties[0]:
                id_ = tx.id
                told["parties"], told["items"] = parties, items
                if id_:
                    told["id"] = id_
                else:
                    told.pop("id", None)
                if vars(tx) == told and (not written or _written(tx) == written):
                    return decision.renamed(id_)
        return None

    def _longer_again(self, tx: Transaction, clocks: Clocks) -> Decision | None:
        """The same for several items or parties, or none."""
        for told, of_items, of_parties, written, decision in self._kept.get(_label(tx, clocks), ()):
            if (
                list(map(vars, tx.items)) == of_items
                and list(map(vars, tx.parties)) == of_parties
                and _without(vars(tx)) == _without(told)
                and (not written or _written(tx) == written)
            ):
                return decision.renamed(tx.id)
        return None

    def keep(self, tx: Transaction, found: Decision, clocks: Clocks = ITS_OWN) -> None:
        """Keep a decision; once there are many, only one that was asked twice, and of the others the mark that they were."""
        label = _label(tx, clocks)
        if self._count >= self.at_once:
            mark = hash(label)
            if mark not in self._once:
                if len(self._once) >= MOST_MARKED:
                    self._once.clear()
                self._once.add(mark)
                return
        if self._count >= self.most:
            self._kept.clear()
            self._count = 0
        told = [dict(vars(record)) for record in (tx, *tx.items, *tx.parties)]
        split = 1 + len(tx.items)
        kept = _Kept(told[0], told[1:split], told[split:], _written(tx), found)
        self._kept.setdefault(label, []).append(kept)
        self._count += 1


def _label(tx: Transaction, clocks: Clocks) -> Hashable:
    """A little of the transaction, to find those that may be the same; the items' values as they are written."""
    parties, items = tx.parties, tx.items
    if len(items) == 1 and len(parties) == 1:
        item = items[0]
        return tx.as_of, tx.destination, item.eccn, str(item.value_usd), item.id, parties[0].name, clocks
    of_items = [(item.eccn, str(item.value_usd), item.id) for item in items]
    return tx.as_of, tx.destination, tuple(of_items), tuple([party.name for party in parties]), clocks


def _without(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in _APART}


def _written(tx: Transaction) -> tuple[str, ...]:
    """Every amount of the transaction as it is written, but the items' values; records within records whole."""
    return tuple(
        repr(value)
        for record in (tx, *tx.items, *tx.parties)
        for name, value in vars(record).items()
        if (isinstance(value, Decimal) and name != "value_usd")
        or (isinstance(value, tuple) and name not in _APART and not all(isinstance(part, str) for part in value))
    )
