"""Pairs compared by the compiled inner loops (`licet[fast]`): one call for a block of queries, the answers of `PairScorer`."""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from licet.screening.align import Edges
from licet.screening.asked import AskedWords
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
        self._models = _models()

    def compared(
        self, names: Sequence[Name], asked: Asked, query: Ints, row: Ints, strength: Ints
    ) -> tuple[Ints, Scored, Floats, Floats]:
        """The pairs worth comparing in full: which they are, their features, what each adds and the log-odds."""
        lines, numbers = self._words.lines(self.kernels.lines_of)
        reading = np.array([name.reading for name in names], dtype=np.int64)
        held = (lines, numbers, self._words.words.weight, self._words.fold_numbers, reading)
        made = (asked.count, asked.words, asked.joins, asked.join_bits, asked.join_count, asked.acronym, asked.acronym_bits)
        kept, values, parts, odds, *edges = self.kernels.compared(
            (held, made, asked.script, asked.weight),
            self._listed, self._names, self._facts, self._bag, self._models, query, row, strength,
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
    most = max(len(cuts) for model in models for cuts in model.cuts)
    features = len(models[0].cuts)
    cuts = np.full((len(models), features, most), np.inf)
    steps = np.zeros((len(models), features, most + 1))
    for place, model in enumerate(models):
        for column in range(features):
            cuts[place, column, : len(model.cuts[column])] = model.cuts[column]
            steps[place, column, : len(model.steps[column])] = model.steps[column]
    return cuts, steps, np.array([model.intercept for model in models])
