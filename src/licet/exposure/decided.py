"""What stands: the book's lines decided as the law is, with the law values each decision asked for.

A what-if that sets a law value can change only decisions that asked for it. So each line is decided once as things stand, what
it asked is kept, and a what-if decides again only the lines that asked for what it sets.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import numpy as np

from licet.decisions import Decision
from licet.exposure.lines import Lines
from licet.exposure.relations import Codes
from licet.exposure.sides import Side
from licet.law.law import Law
from licet.law.reads import NotedLaw
from licet.law.us.ear.part738_country_chart import PATH as CHART
from licet.snapshot import Snapshot
from licet.transactions import Transaction

#: Decisions kept; what they asked is kept for all lines.
MOST_DECISIONS = 20_000


class Engine(Protocol):
    """What decides lines."""

    def decide(self, tx: Transaction, snapshot: Snapshot, law: Law | None = None) -> Decision:
        """The decision of a transaction; `law` when what is asked of it is to be noted."""

    def ahead(self, parties: Codes) -> None:
        """Told the numbers of parties that lines soon decided name, to search their names together."""


class Decided:
    """Lines of a book decided under one side, each once.

    Args:
        lines: The book's.
        side: Under which; its snapshot has no overlay.
        engine: Decides.
    """

    def __init__(self, lines: Lines, side: Side, engine: Engine) -> None:
        self.lines, self.side, self.engine = lines, side, engine
        self._decisions: dict[int, Decision] = {}
        self._sets: dict[frozenset[str], int] = {}
        self._asked = np.full(lines.orders.height, -1, dtype=np.int32)

    def decision(self, line: int) -> Decision:
        """The decision of a line: kept, or made now."""
        found = self._decisions.get(line)
        if found is None:
            law = NotedLaw(self.side.snapshot.when)
            found = self.engine.decide(self.lines.transaction(line, self.side), self.side.snapshot, law)
            asked = frozenset(law.asked)
            self._asked[line] = self._sets.setdefault(asked, len(self._sets))
            if len(self._decisions) >= MOST_DECISIONS:
                self._decisions.clear()
            self._decisions[line] = found
        return found

    def asking(self, paths: Iterable[str], among: Codes) -> Codes:
        """Those lines whose decision asked for one of the law values; lines not decided yet are decided."""
        wanted = frozenset(paths)
        near = among[self._could_ask(wanted, among)]
        new = near[self._asked[near] < 0]
        self.engine.ahead(self.lines.parties_of(new))
        for line in new.tolist():
            self.decision(line)
        hit = np.array([bool(asked & wanted) for asked in self._sets], dtype=np.bool_)
        found: Codes = near[hit[self._asked[near]]] if near.size else near
        return found

    def _could_ask(self, wanted: frozenset[str], among: Codes) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which lines could ask for one of the values at all: marks of a destination concern lines in which it stands."""
        places = {path.rpartition("/")[2] for path in wanted if path.startswith(f"{CHART}/")}
        if len(places) < len(wanted):
            return np.ones(among.size, dtype=np.bool_)
        return self.lines.naming_place(places)[among]
