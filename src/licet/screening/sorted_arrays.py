"""Sorted arrays of whole numbers: distinct ones, and where groups of equal ones begin."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def distinct(numbers: Ints) -> Ints:
    """The distinct numbers in rising order; for millions of them, sorting is faster than NumPy's hashing `unique`."""
    rising = np.sort(numbers)
    return rising[starts(rising)]


def starts(rising: Ints) -> Ints:
    """Where each group of equal numbers begins.

    >>> starts(np.array([4, 4, 7, 9, 9])).tolist()
    [0, 2, 3]
    """
    first = np.ones(len(rising), dtype=bool)
    first[1:] = rising[1:] != rising[:-1]
    return np.flatnonzero(first)


def ranks(rising: Ints) -> Ints:
    """The place of each number within its group, from 0.

    >>> ranks(np.array([4, 4, 7, 9, 9])).tolist()
    [0, 1, 0, 0, 1]
    """
    begin = starts(rising)
    place: Ints = np.arange(len(rising)) - np.repeat(begin, np.diff(begin, append=len(rising)))
    return place
