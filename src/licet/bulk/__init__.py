"""Bulk: many transactions by the same engine as one, with two memories.

The first (`licet.bulk.lines`) holds whole decisions: a line that was asked before, word for word but for its id, is answered again.
The second (`licet.memory`) holds what rules found by what they may see, so that a new line of a known kind costs only its
screening. Both are bounded, and without them the answers are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice

from licet.api import decide
from licet.bulk.lines import ITS_OWN, Clocks, Lines
from licet.checking import names_asked
from licet.decisions import Decision
from licet.memory import Memory
from licet.transactions import Participant, Transaction
from licet.workspace import Workspace

#: Lines whose names are searched together.
BLOCK = 1024


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
        self._lines = Lines()
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
        return self._lines.again(tx, (as_of, known_at)) or self._anew(tx, (as_of, known_at))

    def decide_many(self, transactions: Iterable[Transaction]) -> Iterator[Decision]:
        """Decisions in the order of the transactions; their names are searched a block at a time."""
        waiting = iter(transactions)
        if not self.remember:
            yield from map(self.decide, waiting)
            return
        again = self._lines.again
        while block := list(islice(waiting, BLOCK)):
            searched = False
            for place, tx in enumerate(block):
                found = again(tx)
                if found is None:
                    if not searched:
                        self.workspace.look_up(pair for each in block[place:] for pair in self._new_names(each))
                        searched = True
                    found = self._anew(tx, ITS_OWN)
                yield found

    def _anew(self, tx: Transaction, clocks: Clocks) -> Decision:
        as_of, known_at = clocks
        found = decide(tx, self.workspace, as_of=as_of, known_at=known_at, explore=self.explore, memory=self._memory)
        self._lines.keep(tx, found, clocks)
        return found

    def _new_names(self, tx: Transaction) -> Iterator[tuple[Participant, str]]:
        """The names of a line's parties that were not met before."""
        for party in tx.parties:
            if (party.name, party.country) not in self._met:
                self._met.add((party.name, party.country))
                yield from names_asked(tx)
                return
