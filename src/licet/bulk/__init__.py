"""Bulk: many transactions by the same engine as one, with two memories.

The first holds whole decisions: a line that was asked before, word for word but for its id, is answered again. The second
(`licet.memory`) holds what rules found by what they may see, so that a new line of a known kind costs only its screening.
Both are bounded, and without them the answers are the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime
from itertools import islice
from operator import attrgetter

from licet.api import decide
from licet.checking import names_asked
from licet.decisions import Decision
from licet.memory import Memory
from licet.transactions import Item, Participant, Transaction
from licet.workspace import Workspace

MOST_REMEMBERED = 100_000
#: Lines whose names are searched together.
BLOCK = 1024

#: Plain values of each record in one go; enumerations by their text, which hashes faster.
_of_transaction = attrgetter(
    "kind._value_", *(f.name for f in fields(Transaction) if f.name not in ("id", "kind", "parties", "items"))
)
_of_party = attrgetter("role._value_", *(f.name for f in fields(Participant) if f.name != "role"))
_of_item = attrgetter(*(f.name for f in fields(Item)))


class Decider:
    """Decides against one workspace.

    Args:
        workspace: Facts and names.
        remember: Whether to keep decisions, and determinations by what a rule may see.
        explore: Whether to explore open questions (slow; off for bulk).
    """

    def __init__(self, workspace: Workspace, *, remember: bool = True, explore: bool = False) -> None:
        self.workspace = workspace
        self.remember = remember
        self.explore = explore
        self._seen: dict[Hashable, list[tuple[Hashable, Decision]]] = {}
        self._kept = 0
        self._once: set[int] = set()
        self._met: set[tuple[str, str | None]] = set()
        self._memory = Memory() if remember else None

    def decide(self, tx: Transaction, *, as_of: date | None = None, known_at: datetime | date | None = None) -> Decision:
        """One decision, from memory when the same was asked before.

        Raises:
            BadValue: No day is given anywhere.
            ManyProblems: Fields contradict one another.
        """
        if not self.remember:
            return decide(tx, self.workspace, as_of=as_of, known_at=known_at, explore=self.explore)
        label, key = _label(tx), (as_of, known_at, asked(tx))
        for other, decision in self._seen.get(label, ()):
            if other == key:
                return decision.renamed(tx.id)
        found = decide(tx, self.workspace, as_of=as_of, known_at=known_at, explore=self.explore, memory=self._memory)
        self._keep(label, key, found)
        return found

    def _keep(self, label: Hashable, key: Hashable, found: Decision) -> None:
        """Keep a decision that was asked twice; of one that was asked once only the mark that it was."""
        mark = hash(key)
        if mark in self._once:
            if self._kept >= MOST_REMEMBERED:
                self._seen.clear()
                self._kept = 0
            self._seen.setdefault(label, []).append((key, found))
            self._kept += 1
            return
        if len(self._once) >= 10 * MOST_REMEMBERED:
            self._once.clear()
        self._once.add(mark)

    def decide_many(self, transactions: Iterable[Transaction]) -> Iterator[Decision]:
        """Decisions in the order of the transactions; their names are searched a block at a time."""
        waiting = iter(transactions)
        while block := list(islice(waiting, BLOCK)):
            if self.remember:
                self.workspace.look_up(pair for tx in block for pair in self._new_names(tx))
            for tx in block:
                yield self.decide(tx)

    def _new_names(self, tx: Transaction) -> Iterator[tuple[Participant, str]]:
        """The names of a line's parties that were not met before."""
        for party in tx.parties:
            if (party.name, party.country) not in self._met:
                self._met.add((party.name, party.country))
                yield from names_asked(tx)
                return


def _label(tx: Transaction) -> Hashable:
    """A little of the transaction, to find those that may be the same: hashing all of it takes longer than comparing it.

    Amounts stand as they are written, for 4000 and 4000.00 are equal but read differently.
    """
    if len(tx.items) != 1 or len(tx.parties) != 1:
        return tuple([str(item.value_usd) for item in tx.items]), tx.as_of, tx.destination
    item, party = tx.items[0], tx.parties[0]
    return tx.as_of, tx.destination, item.eccn, str(item.value_usd), item.id, party.name


def asked(tx: Transaction) -> Hashable:
    """The transaction without its id: all that an answer may depend on."""
    return _of_transaction(tx), tuple(map(_of_party, tx.parties)), tuple(map(_of_item, tx.items))
