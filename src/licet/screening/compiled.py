"""Pairs compared by the compiled inner loops (`licet[fast]`): one call for a block of queries, the answers of `PairScorer`."""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from licet.screening.align import Edges
from licet.screening.asked import AskedWords
from licet.screening.bounds import most_odds
from licet.screening.index import NameIndex
from licet.screening.model import load_model
from licet.screening.names import Name, Reading
from licet.screening.score import Asked, Scored

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class CompiledScorer:
    """Compares queries with the names of one index, and weighs what it finds.

    Args:
        index: The names.
        words: The words asked so far.
        kernels: The module of compiled loops.
    """

    def __init__(self, index: NameIndex, words: AskedWords, kernels: ModuleType) -> None:
        self.kernels = kernels
        self._words = words
        names, held = index.names, index.words
        # Read-only, so that the compiler meets one type whether the index is mapped or was built in this process.
        self._names = _read_only(
            names.words, names.count, names.joins, names.join_bits, names.acronym, names.acronym_bits,
            names.word_starts.view(np.int64), names.join_starts.view(np.int64),
        )  # fmt: skip
        lines, numbers = kernels.lines_of(held)
        self._listed = _read_only(lines, numbers, held.weight, names.weight)
        self._facts = _read_only(names.flags, names.owner)
        self._bag = _read_only(index.bag)[0]
        self._models, self._bounds = _models(), _bounds()

    def compared(
        self, names: Sequence[Name], asked: Asked, query: Ints, row: Ints, strength: Ints, least: Floats
    ) -> tuple[Ints, Scored, Floats, Floats]:
        """The pairs worth comparing in full: which they are, their features, what each adds and the log-odds.

        Those that cannot have the `least` log-odds of their name may be left out.
        """
        lines, numbers = self._words.lines(self.kernels.lines_of)
        reading = np.array([name.reading for name in names], dtype=np.int64)
        held = (lines, numbers, self._words.words.weight, self._words.fold_numbers, reading)
        made = (asked.count, asked.words, asked.joins, asked.join_bits, asked.join_count, asked.acronym, asked.acronym_bits)
        kept, values, parts, odds, *edges = self.kernels.compared(
            (held, made, asked.script, asked.weight),
            self._listed, self._names, self._facts, self._bag, self._models, self._bounds, least,
            query, row, strength,
        )  # fmt: skip
        return kept, Scored(values, Edges(*edges)), parts, odds


def _read_only(*held: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], ...]:
    views = tuple(array.view() for array in held)
    for view in views:
        view.setflags(write=False)
    return views


def _models() -> tuple[Floats, Floats, Floats]:
    """Cuts, filled up with infinity, and steps of the screening model of each reading; and the intercepts."""
    models = [load_model("screening", reading) for reading in Reading]
    cuts, steps = _filled([list(zip(model.cuts, model.steps, strict=True)) for model in models])
    return cuts, steps, np.array([model.intercept for model in models])


def _bounds() -> tuple[Floats, Floats, Floats]:
    """The fixed part of the most that each reading can score; and cuts, filled up with infinity, and steps of the rest."""
    bounds = [most_odds(reading) for reading in Reading]
    return np.array([bound.fixed for bound in bounds]), *_filled([bound.tables for bound in bounds])


def _filled(tables: Sequence[Sequence[tuple[Floats, Floats]]]) -> tuple[Floats, Floats]:
    """Cuts and steps of some models as arrays, `[models, features, most cuts]` and one step more."""
    most = max(len(cuts) for table in tables for cuts, _ in table)
    filled = np.full((len(tables), len(tables[0]), most), np.inf)
    added = np.zeros((len(tables), len(tables[0]), most + 1))
    for place, table in enumerate(tables):
        for column, (cuts, steps) in enumerate(table):
            filled[place, column, : len(cuts)] = cuts
            added[place, column, : len(steps)] = steps
    return filled, added
