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
    return first.nonzero()[0]


def sizes(begin: Ints, total: int) -> Ints:
    """How many numbers each group has, of `total` in all.

    >>> sizes(np.array([0, 2, 3]), 5).tolist()
    [2, 1, 2]
    """
    size = np.empty_like(begin)
    size[:-1] = begin[1:] - begin[:-1]
    size[-1:] = total - begin[-1:]
    return size


def ranks(rising: Ints) -> Ints:
    """The place of each number within its group, from 0.

    >>> ranks(np.array([4, 4, 7, 9, 9])).tolist()
    [0, 1, 0, 0, 1]
    """
    begin = starts(rising)
    place: Ints = np.arange(len(rising)) - begin.repeat(sizes(begin, len(rising)))
    return place
