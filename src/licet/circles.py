"""Circles of companies that own each other: which of them listed parties may own through the circle.

The ownership rules mark from the listed downward, so two companies that hold each other are not restricted by that alone. But a
listed party with 40 percent of each, while each holds the other 60 percent of the other, is the only owner from outside,
and "directly or indirectly" (31 CFR 510.411; 15 CFR 744.11(a)(1)) may well reach both. The rules do not say, so such a circle is
*unknown*: a person must look. What counts is what the listed own once the circle's holdings in itself are looked through; a
circle in which they own less is as free as a company of which they own less.

Decision 26 says why. Holdings through companies outside the circle are never looked through (OFAC FAQ 401).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

#: Rounds after which shares that still fall are taken as they are: too large rather than too small.
_MOST_ROUNDS = 2000
_EXACT = 1e-10


def doubtful(
    owner: npt.NDArray[Any],
    owned: npt.NDArray[Any],
    low: Floats,
    high: Floats,
    caught: Bools,
    half: float = 0.5,
    never: Bools | None = None,
) -> Bools:
    """Companies that may be restricted through a circle they are in, or are held by.

    The greatest set of companies, none of them caught, each of which the caught own half or more of: directly, and
    through the set as far as the caught own that. Somebody caught holds a part of some member of each circle.

    Args:
        owner, owned: Numbers of the two ends of each stake; one stake a pair.
        low, high: Least and greatest share of each stake, 0 to 1.
        caught: Which companies are restricted, or may be, without looking at circles; by number.
        half: The share from which the rule bites.
        never: Companies that the rule does not reach, whoever owns them; by number.

    Returns:
        By number.

    >>> ends = np.array([0, 0, 1, 2]), np.array([1, 2, 2, 1])  # 0 is listed; 1 and 2 hold each other
    >>> shares, listed = np.array([0.4, 0.4, 0.6, 0.6]), np.array([True, False, False])
    >>> doubtful(*ends, shares, shares, listed).tolist()
    [False, True, True]
    >>> small = np.array([0.1, 0.1, 0.6, 0.6])
    >>> doubtful(*ends, small, small, listed).tolist()
    [False, False, False]
    """
    count = caught.size
    open_ = ~caught if never is None else ~caught & ~never
    use = open_[owned] & (owner != owned) & (high > 0)
    owner, owned, low, high = owner[use], owned[use], low[use], high[use]
    outside = caught[owner]
    held = np.bincount(owned[outside], weights=high[outside], minlength=count)
    if not held.any():
        return np.zeros(count, dtype=np.bool_)
    alive, share = open_, np.ones(count)
    for _ in range(_MOST_ROUNDS):
        within = ~outside & alive[owner]
        through = np.bincount(owned[within], weights=high[within] * share[owner[within]], minlength=count)
        others = ~outside & ~alive[owner]
        room = 1 - np.bincount(owned[others], weights=low[others], minlength=count)
        found = np.where(alive, np.minimum(np.minimum(held + through, 1), room), 0)
        left = alive & (found >= half - _EXACT)
        left &= _reached(owner, owned, left, held > 0)
        if not left.any():
            return left
        settled = bool((left == alive).all()) and float(np.abs(found - share)[left].max()) < _EXACT
        alive, share = left, found
        if settled:
            break
    return alive


def _reached(owner: npt.NDArray[Any], owned: npt.NDArray[Any], among: Bools, start: Bools) -> Bools:
    """Companies of a set that those of it at the start hold, directly or through others of it."""
    seen = among & start
    inside = among[owner] & among[owned]
    tails, heads = owner[inside], owned[inside]
    while True:
        more = heads[seen[tails] & ~seen[heads]]
        if not more.size:
            return seen
        seen[more] = True
