"""What stands: the book's lines decided under one side, each once, with what each decision asked for.

A what-if that sets a law value can change only decisions that asked for it, and one that cuts a license short only decisions that
looked at the licenses held. So each line is decided once as things stand, what it asked is kept, and a what-if decides
again only the lines that asked for what it changes. Outcomes and what was asked are kept for all lines, on disk beside an imported
book too (`licet.standing`); whole decisions, which are large, for some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from licet.decisions import Decision, Outcome
from licet.exposure.lines import Lines
from licet.exposure.relations import Bools, Codes
from licet.exposure.sides import Side
from licet.law.law import Law
from licet.law.us.ear.part738_country_chart import PATH as CHART
from licet.snapshot import Snapshot
from licet.transactions import Transaction

#: What a decision that looked at the licenses held is noted to have asked for, beside law values.
LICENSES = "licenses held"
#: Whole decisions that are kept.
MOST_DECISIONS = 5_000

OUTCOMES = tuple(Outcome)
_PLACE = {outcome: place for place, outcome in enumerate(OUTCOMES)}


@dataclass(frozen=True, slots=True)
class Outline:
    """What is kept of every decision.

    Attributes:
        outcome: Its word.
        authority: The license it rests on, as `Decision.values` names it; empty for none.
        asked: Law values it asked for, and `LICENSES`.
    """

    outcome: Outcome
    authority: str
    asked: frozenset[str]

    @staticmethod
    def of(decision: Decision, asked: Iterable[str]) -> Outline:
        """Of a decision."""
        return Outline(decision.outcome, str(decision.values.get("authority") or ""), frozenset(asked))


class Engine(Protocol):
    """What decides lines."""

    def decide(self, tx: Transaction, snapshot: Snapshot, law: Law | None = None) -> Decision:
        """The decision of a transaction; `law` when there is one to share."""

    def ahead(self, parties: Codes) -> None:
        """Told the numbers of parties that lines soon decided name, to search their names together."""

    def outlines(self, lines: Lines, numbers: Codes, side: Side) -> Iterator[tuple[int, Outline]]:
        """Many lines decided, with what each asked for, in any order; it says how far it is."""


class Decided:
    """Lines of a book decided under one side, each once.

    Args:
        lines: The book's.
        side: Under which.
        engine: Decides.
        most: Whole decisions kept at a time; None for all.
    """

    def __init__(self, lines: Lines, side: Side, engine: Engine, *, most: int | None = MOST_DECISIONS) -> None:
        self.lines, self.side, self.engine, self._most = lines, side, engine, most
        overlay = side.snapshot.overlay
        self._law = Law(side.snapshot.when, overlay) if overlay else None  # one for all lines: it remembers what it looked up
        self._decisions: dict[int, Decision] = {}
        self.sets: dict[frozenset[str], int] = {}
        self.asked = np.full(lines.orders.height, -1, dtype=np.int32)
        self.word = np.full(lines.orders.height, -1, dtype=np.int8)
        self.authorities: dict[int, str] = {}
        self.learned = 0

    def decision(self, line: int) -> Decision:
        """The decision of a line: kept, or made now."""
        found = self._decisions.get(line)
        if found is None:
            found = self.engine.decide(self.lines.transaction(line, self.side), self.side.snapshot, self._law)
            while self._most is not None and len(self._decisions) >= self._most:
                del self._decisions[next(iter(self._decisions))]
            self._decisions[line] = found
            self._note(line, found.outcome, str(found.values.get("authority") or ""))
        return found

    def outcome(self, line: int) -> Outcome:
        """The word of a line's decision; it is decided when it was not yet."""
        place = int(self.word[line])
        return self.decision(line).outcome if place < 0 else OUTCOMES[place]

    def authority(self, line: int) -> str:
        """The license that a line's decision rests on; empty for none."""
        if self.word[line] < 0:
            self.decision(line)
        return self.authorities.get(line, "")

    def drop(self, line: int) -> None:
        """Let go of a line's whole decision: its word and its license stay."""
        self._decisions.pop(line, None)

    def asking(self, paths: Iterable[str], among: Codes) -> Codes:
        """Those lines whose decision asked for one of the values; lines not asked yet are decided for that."""
        wanted = frozenset(paths)
        near = among[self._could_ask(wanted, among)]
        self.learn(near[self.asked[near] < 0])
        hit = np.array([bool(asked & wanted) for asked in self.sets], dtype=np.bool_)
        found: Codes = near[hit[self.asked[near]]] if near.size else near
        return found

    def learn(self, numbers: Codes) -> None:
        """Decide lines for what they ask; those already learned stay when this is stopped."""
        if not numbers.size:
            return
        for line, outline in self.engine.outlines(self.lines, numbers, self.side):
            self._note(line, outline.outcome, outline.authority)
            self.asked[line] = self.sets.setdefault(outline.asked, len(self.sets))
            self.learned += 1

    def _note(self, line: int, outcome: Outcome, authority: str) -> None:
        self.word[line] = _PLACE[outcome]
        if authority:
            self.authorities[line] = authority

    def _could_ask(self, wanted: frozenset[str], among: Codes) -> Bools:
        """Which lines could ask for one of the values at all: marks of a destination concern lines in which it stands."""
        places = {path.rpartition("/")[2] for path in wanted if path.startswith(f"{CHART}/")}
        if len(places) < len(wanted):
            return np.ones(among.size, dtype=np.bool_)
        named: Bools = self.lines.naming_place(places)[among]
        return named


class NotedLicenses(tuple[Any, ...]):
    """Licenses held that note when a rule looks at them, in the set of what was asked."""

    asked: set[str]

    @staticmethod
    def of(licenses: Iterable[Any], asked: set[str]) -> NotedLicenses:
        """The licenses, noting into `asked`."""
        made = NotedLicenses(licenses)
        made.asked = asked
        return made

    def __iter__(self) -> Iterator[Any]:
        self.asked.add(LICENSES)
        return super().__iter__()

    def __len__(self) -> int:
        self.asked.add(LICENSES)
        return super().__len__()

    def __getitem__(self, place: Any) -> Any:
        self.asked.add(LICENSES)
        return super().__getitem__(place)

    def __contains__(self, one: object) -> bool:
        self.asked.add(LICENSES)
        return super().__contains__(one)

    __hash__ = tuple.__hash__

    def __eq__(self, other: object) -> bool:
        self.asked.add(LICENSES)
        return super().__eq__(other)


#: What was decided of a book under a side that stands, by earlier questions.
Stands = Callable[[Lines, Side], Decided]
