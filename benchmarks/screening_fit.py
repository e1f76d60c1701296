"""Fit a monotone additive model: logistic regression on thermometer codes with signed steps (scipy, training only)."""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from licet.screening.score import FEATURES

# +1: more never lowers the score; -1: more never raises it.
DIRECTIONS = {
    "agreement": 1, "asked_unmatched": -1, "listed_unmatched": -1, "matched_information": 1, "elsewhere": 1,
    "worst_word": 1, "number_conflict": -1, "legal_conflict": -1, "initials": -1, "weak": -1, "order": -1,
    "asked_covered": 1, "listed_covered": 1, "asked_script": -1, "acronym": 1, "largest_unmatched": -1, "first_word": 1,
    "replaced": -1, "initial_conflict": -1, "joined": -1, "generic_apart": -1,
    "generic_extra": -1,
}  # fmt: skip

Floats = npt.NDArray[np.float64]


def cuts_of(values: Floats, most: int = 10) -> Floats:
    """Cut points at the quantiles of what varies, rounded."""
    distinct = np.unique(np.round(values, 4))
    if len(distinct) <= most:
        return distinct[1:]
    cuts = np.unique(np.round(np.quantile(values, np.linspace(0, 1, most + 1)[1:-1]), 4))
    tail = np.unique(np.round(np.quantile(distinct, np.linspace(0, 1, most + 1)[1:-1]), 4))
    return np.unique(np.concatenate([cuts, tail]))


def fit(
    values: Floats, truth: npt.NDArray[np.bool_], weight: Floats, *, use: tuple[str, ...] = FEATURES, ridge: float = 1.0
) -> dict[str, Any]:
    """The model as plain data: an intercept and a table for each feature used."""
    columns, owners, cuts = [], [], {}
    for name in use:
        value = values[:, FEATURES.index(name)]
        cuts[name] = cuts_of(value)
        for cut in cuts[name]:
            columns.append((value >= cut) * float(DIRECTIONS[name]))
            owners.append(name)
    codes = np.stack(columns, axis=1).astype(np.float32)
    signs = np.where(truth, 1.0, -1.0)

    def loss(theta: Floats) -> tuple[float, Floats]:
        margin = signs * (theta[0] + codes @ theta[1:])
        p = 1.0 / (1.0 + np.exp(np.clip(margin, -40, 40)))
        gradient = -(weight * signs * p)
        value = float(weight @ np.logaddexp(0.0, -margin)) + ridge * float(theta[1:] @ theta[1:]) / 2
        return value, np.concatenate([[gradient.sum()], codes.T @ gradient + ridge * theta[1:]])

    start = np.zeros(codes.shape[1] + 1)
    bounds = [(None, None)] + [(0.0, None)] * codes.shape[1]
    solved = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 150})
    theta = solved.x
    tables: dict[str, Any] = {}
    for name in use:
        steps = [theta[1 + place] * DIRECTIONS[name] for place, owner in enumerate(owners) if owner == name]
        total = np.concatenate([[0.0], np.cumsum(steps)])
        if np.abs(total).max() > 1e-3:
            tables[name] = {"cuts": [float(cut) for cut in cuts[name]], "steps": [round(float(s), 4) for s in total]}
    return {"intercept": round(float(theta[0]), 4), "features": tables}
