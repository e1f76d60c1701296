"""At most what a pair can score by its words: one that cannot reach a threshold need not be weighed.

The models are monotone, and pairs without joined neighbors or initials gain only from single words. These bound four features;
all others are taken at their best.
"""

from bisect import bisect_right
from functools import cache

import numpy as np
import numpy.typing as npt

from licet.screening.model import AdditiveModel, load_model
from licet.screening.score import FEATURES, Bounds

Floats = npt.NDArray[np.float64]
_BY_WORDS = ("agreement", "matched_information", "asked_covered", "listed_covered")
# Sums in another order differ by less.
ROUNDING = 1e-6


class MostOdds:
    """At most the log-odds of pairs without joined neighbors or initials.

    Args:
        model: What weighs them.

    Attributes:
        fixed: What does not depend on the words.
        tables: Cuts of each feature that does, and the most that each bin and those below it add.
    """

    def __init__(self, model: AdditiveModel) -> None:
        tables = dict(zip(FEATURES, zip(model.cuts, model.steps, strict=True), strict=True))
        acronym_cuts, acronym_steps = tables.pop("acronym")
        self.fixed = model.intercept + ROUNDING
        self.fixed += float(acronym_steps[: acronym_cuts.searchsorted(ROUNDING, side="right") + 1].max())
        self.tables = []
        for name in _BY_WORDS:
            cuts, steps = tables.pop(name)
            self.tables.append((cuts, np.maximum.accumulate(steps)))
        self.fixed += sum(float(steps.max()) for _, steps in tables.values())
        self._lists = [(cuts.tolist(), steps.tolist()) for cuts, steps in self.tables]

    def of(self, bounds: Bounds) -> Floats:
        """By what the words of some pairs can give."""
        gained = bounds.asked + bounds.listed
        values = (
            gained / np.maximum(bounds.asked_total + bounds.listed_total, 1e-9),
            gained / 2.0,
            bounds.asked / np.maximum(bounds.asked_total, 1e-9),
            bounds.listed / np.maximum(bounds.listed_total, 1e-9),
        )
        total = np.full(len(gained), self.fixed)
        for (cuts, steps), value in zip(self.tables, values, strict=True):
            total += steps[cuts.searchsorted(value + ROUNDING, side="right")]
        return total

    def of_one(self, asked: float, listed: float, asked_total: float, listed_total: float) -> float:
        """The same of one pair."""
        gained = asked + listed
        values = (
            gained / max(asked_total + listed_total, 1e-9),
            gained / 2.0,
            asked / max(asked_total, 1e-9),
            listed / max(listed_total, 1e-9),
        )
        total = self.fixed
        for (cuts, steps), value in zip(self._lists, values, strict=True):
            total += steps[bisect_right(cuts, value + ROUNDING)]
        return total


@cache
def most_odds(reading: int) -> MostOdds:
    """Of the screening model of a reading (0 person, 1 other)."""
    return MostOdds(load_model("screening", reading))
