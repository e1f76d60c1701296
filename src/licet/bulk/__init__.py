"""Bulk: many transactions by the same engine as one, with two memories.

The first (`licet.bulk.lines`) holds whole decisions: a line that was asked before, word for word but for its id, is answered again.
The second (`licet.memory`) holds what rules found by what they may see, so that a new line of a known kind costs only its
screening. Both are bounded, and without them the answers are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from licet.api import decide
from licet.bulk.lines import ITS_OWN, Clocks, Lines
from licet.checking import names_asked
from licet.decisions import Decision
from licet.errors import LicetError
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
        notes: Gives the notes to carry for a transaction and its day, as `licet.api.decide`; it may not look at the id.
    """

    def __init__(self, workspace: Workspace, *, remember: bool = True, explore: bool = False, notes: Any = None) -> None:
        self.workspace = workspace
        self.remember = remember
        self.explore = explore
        self.notes = notes
        self._lines = Lines()
        self._met: set[tuple[str, str | None]] = set()
        self._memory = Memory() if remember else None

    def decide(self, tx: Transaction, *, as_of: date | None = None, known_at: datetime | date | None = None) -> Decision:
        """One decision, from memory when the same was asked before.

        Raises:
            BadValue: No day is given anywhere.
            ManyProblems: Fields contradict one another.
        """
        clocks = _clocks(as_of, known_at)
        if not self.remember:
            return self._asked(tx, clocks)
        return self._lines.again(tx, clocks) or self._anew(tx, clocks)

    def decide_many(
        self,
        transactions: Iterable[Transaction],
        *,
        as_of: date | None = None,
        known_at: datetime | date | None = None,
        where: str = "transaction",
    ) -> Iterator[Decision]:
        """Decisions in the order of the transactions; their names are searched a block at a time.

        Args:
            transactions: Read a block at a time; where reading one fails, those before it are decided first.
            as_of, known_at: Clocks for all of them; each one's own day as known at its end when None.
            where: What they were read from, for errors.

        Raises:
            BadValue: No day is given anywhere.
            ManyProblems: Fields contradict one another.
        """
        waiting, clocks = iter(transactions), _clocks(as_of, known_at)
        if not self.remember:
            for tx in waiting:
                yield self._asked(tx, clocks, where)
            return
        again = self._lines.again
        for block in _blocks(waiting):
            searched = False
            for tx in block:
                found = again(tx, clocks)
                if found is None:
                    if not searched:
                        self.workspace.look_up(pair for each in block for pair in self._new_names(each))
                        searched = True
                    found = self._anew(tx, clocks, where)
                yield found

    def _anew(self, tx: Transaction, clocks: Clocks, where: str = "transaction") -> Decision:
        found = self._asked(tx, clocks, where)
        self._lines.keep(tx, found, clocks)
        return found

    def _asked(self, tx: Transaction, clocks: Clocks, where: str = "transaction") -> Decision:
        as_of, known_at = clocks
        return decide(
            tx, self.workspace, as_of=as_of, known_at=known_at, where=where, notes=self.notes, explore=self.explore,
            memory=self._memory,
        )  # fmt: skip

    def _new_names(self, tx: Transaction) -> Iterator[tuple[Participant, str]]:
        """The names of a line's parties that were not met before."""
        for party in tx.parties:
            if (party.name, party.country) not in self._met:
                self._met.add((party.name, party.country))
                yield from names_asked(tx)
                return


def _clocks(as_of: date | None, known_at: datetime | date | None) -> Clocks:
    """The clocks lines are asked on; one object for those asked on their own."""
    return ITS_OWN if as_of is None and known_at is None else (as_of, known_at)


def _blocks(waiting: Iterator[Transaction]) -> Iterator[list[Transaction]]:
    """Transactions a block at a time; those read before one that cannot be read come before its error."""
    while True:
        block: list[Transaction] = []
        try:
            block.extend(islice(waiting, BLOCK))  # what was read stays when reading on fails
        except LicetError:
            yield block
            raise
        if not block:
            return
        yield block
