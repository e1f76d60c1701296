"""At most what a pair can score by its words: one that cannot reach a threshold need not be weighed.

Of each word only its best edge counts, whether that is taken or not. These bound what is gained, what is lost of the listed name,
and how far the first word agrees; all other features are taken at their best.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

from licet.screening.model import AdditiveModel, load_model
from licet.screening.score import FEATURES, Bounds

Floats = npt.NDArray[np.float64]
_BY_WORDS = ("agreement", "matched_information", "asked_covered", "listed_covered")
# Bounded from above, and from below: the more is lost, the less it is worth.
_RISING, _FALLING = (*_BY_WORDS, "first_word"), ("listed_unmatched", "largest_unmatched")
# Sums in another order differ by less.
ROUNDING = 1e-6


class MostOdds:
    """At most the log-odds of pairs.

    Args:
        model: What weighs them.

    Attributes:
        fixed: For the compiled loop, which bounds pairs without joined neighbors or initials: what does not depend on the words.
        tables: Cuts of each feature that does, and the most that each bin and those below it add.
    """

    def __init__(self, model: AdditiveModel) -> None:
        tables = dict(zip(FEATURES, zip(model.cuts, model.steps, strict=True), strict=True))
        most = {name: float(steps.max()) for name, (_, steps) in tables.items()}
        rising = {name: (cuts, np.maximum.accumulate(steps)) for name, (cuts, steps) in tables.items()}
        self.tables = [rising[name] for name in _BY_WORDS]
        start = model.intercept + ROUNDING
        acronym_cuts, acronym_steps = tables["acronym"]
        self.fixed = start + float(acronym_steps[: acronym_cuts.searchsorted(ROUNDING, side="right") + 1].max())
        self.fixed += sum(worth for name, worth in most.items() if name not in (*_BY_WORDS, "acronym"))
        self._start = start + sum(worth for name, worth in most.items() if name not in (*_RISING, *_FALLING))
        falling = [(tables[name][0], np.maximum.accumulate(tables[name][1][::-1])[::-1]) for name in _FALLING]
        self._tables = [(*rising[name], ROUNDING) for name in _RISING] + [(*table, -ROUNDING) for table in falling]

    def of(self, bounds: Bounds) -> Floats:
        """By what the edges of some pairs can give."""
        gained = bounds.asked + bounds.listed
        values = (
            gained / np.maximum(bounds.asked_total + bounds.listed_total, 1e-9),
            gained / 2.0,
            bounds.asked / np.maximum(bounds.asked_total, 1e-9),
            bounds.listed / np.maximum(bounds.listed_total, 1e-9),
            bounds.first_word,
            bounds.lost,
            bounds.largest_lost,
        )
        total = np.full(len(gained), self._start)
        for (cuts, steps, rounding), value in zip(self._tables, values, strict=True):
            total += steps[cuts.searchsorted(value + rounding, side="right")]
        return total


@cache
def most_odds(reading: int) -> MostOdds:
    """Of the screening model of a reading (0 person, 1 other)."""
    return MostOdds(load_model("screening", reading))
