"""The additive model: each feature of a pair adds to or takes from the log-odds by a table; the sum is the score.

A table is monotone (more agreement never lowers the score), so the explanation of a score is the list of what each part
added. Tables are data with a version, made by `benchmarks/screening_train.py`; nothing is learned here.
"""

import json
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from licet.screening.score import FEATURES

Purpose = Literal["screening", "agreement"]
Floats = npt.NDArray[np.float64]
# Nothing on a name alone is certain: an exact name of a common person is shared by many.
MOST_BY_NAME = 0.99


class AdditiveModel(NamedTuple):
    """Log-odds as a sum over features.

    Attributes:
        intercept: Log-odds before any feature speaks.
        cuts: For each of `FEATURES`, rising cut points; a value lies in the bin of the last cut not above it.
        steps: For each of `FEATURES`, the log-odds of its bins (one more than cuts).
    """

    intercept: float
    cuts: tuple[Floats, ...]
    steps: tuple[Floats, ...]

    def parts(self, values: Floats) -> Floats:
        """What each feature adds to the log-odds, in the shape of `values`."""
        out = np.empty(values.shape)
        for column, (cuts, steps) in enumerate(zip(self.cuts, self.steps, strict=True)):
            out[:, column] = steps[cuts.searchsorted(values[:, column], side="right")]
        return out

    def log_odds(self, values: Floats) -> Floats:
        """Intercept plus all parts, summed from left to right."""
        return self.total(self.parts(values))

    def total(self, parts: Floats) -> Floats:
        """Log-odds from the parts."""
        total = np.full(len(parts), self.intercept)
        for column in range(parts.shape[1]):
            total = total + parts[:, column]
        return total


def probability(log_odds: Floats | float) -> Floats:
    """The probability of log-odds, at most `MOST_BY_NAME`."""
    return np.minimum(1.0 / (1.0 + np.exp(-np.asarray(log_odds, dtype=np.float64))), MOST_BY_NAME)


@cache
def load_model(purpose: Purpose, reading: int) -> AdditiveModel:
    """The model shipped for a purpose and a reading (0 person, 1 other)."""
    data = json.loads((Path(__file__).parent / "tables" / "models.json").read_text(encoding="utf-8"))
    return model_of(data[purpose][reading])


def model_of(data: dict[str, object]) -> AdditiveModel:
    """A model from its plain data: `intercept` and, for some features, `cuts` and `steps`."""
    tables = data["features"]
    assert isinstance(tables, dict)
    unknown = set(tables) - set(FEATURES)
    if unknown:
        raise ValueError(f"the model speaks of features that are not computed: {', '.join(sorted(unknown))}")
    cuts, steps = [], []
    for name in FEATURES:
        table = tables.get(name, {"cuts": [], "steps": [0.0]})
        if len(table["steps"]) != len(table["cuts"]) + 1:
            raise ValueError(f"the model's table for {name} needs one step more than cuts")
        cuts.append(np.array(table["cuts"], dtype=np.float64))
        steps.append(np.array(table["steps"], dtype=np.float64))
    return AdditiveModel(float(data["intercept"]), tuple(cuts), tuple(steps))  # type: ignore[arg-type]
