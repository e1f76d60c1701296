"""Candidates: the names of a list that share rare keys with a name asked for.

Of each query the rarest keys are read, as many as a budget of postings allows; the budget grows with the square root of the
list, so the work grows more slowly than the list. What the shared keys tell is added up, and the strongest names are kept.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from types import ModuleType

import numpy as np
import numpy.typing as npt

from licet.screening.keys import key_arrays
from licet.screening.names import Name
from licet.screening.sorted_arrays import ranks, sizes, starts

_QUERY_SCALE = 256
_POSTING_BUDGET = 1_500
_BUDGET_AT = 20_000
_LEAST_KEYS = 6
# A candidate that shares less than a tenth of what the best one shares was never the party looked for in training.
_LEAST_SHARE = 10
_FEW_KEYS = 256
_POSTINGS_AT_ONCE = 32_768
# Query numbers have eleven bits in the packed keys that are sorted.
_MOST_AT_ONCE = 1_024

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Postings:
    """The names under each key.

    Args:
        keys: All keys, rising.
        starts: Where the postings of each key begin, with the end of the last.
        postings: The name, and in the low 24 bits how much of the name the key is (at most 32,767).
        owner: The entry of each name.
    """

    def __init__(self, keys: Ints, starts: Ints, postings: Ints, owner: npt.NDArray[np.int32]) -> None:
        self.keys, self.starts, self.postings, self.owner = keys, starts, postings, owner
        self._room: tuple[Ints, Ints] | None = None

    def candidates(
        self,
        queries: Sequence[Name],
        most: int,
        only: Flags | None = None,
        kernels: ModuleType | None = None,
    ) -> tuple[Ints, Ints, Ints]:
        """Names that share rare keys with each query.

        Args:
            queries: Analyzed names.
            most: Names kept for each.
            only: One flag an entry; entries that are not flagged take no part. None searches all.
            kernels: The compiled inner loops; None adds up with arrays.

        Returns:
            Query number, row of the name and strength of what is shared (any unit), sorted by query and falling strength,
            at most `most` a query.
        """
        if len(queries) > _MOST_AT_ONCE:
            parts = [
                self.candidates(queries[at : at + _MOST_AT_ONCE], most, only, kernels)
                for at in range(0, len(queries), _MOST_AT_ONCE)
            ]
            moved = [(part[0] + place * _MOST_AT_ONCE, *part[1:]) for place, part in enumerate(parts)]
            query, row, strength = (np.concatenate([part[place] for part in moved]) for place in range(3))
            return query, row, strength
        query, key, share = key_arrays(queries)
        if len(self.keys) == 0 or len(key) == 0:
            return _none(), _none(), _none()
        place = self._places_of(key)
        known = place >= 0
        query, place, share = query[known], place[known], share[known]
        begin = self.starts[place]
        size = self.starts[place + 1] - begin
        order = np.lexsort((place, size, query))
        query, begin, size, share = query[order], begin[order], size[order], share[order]
        kept = self._within_budget(query, size)
        query, begin, size, share = query[kept], begin[kept], size[kept], share[kept]
        told = np.log((len(self.owner) + 1.0) / size)
        weight = np.round(share * told * _QUERY_SCALE).astype(np.int64)
        if kernels is not None:
            packed = self._compiled(kernels, query, begin, size, weight, most, only)
        else:
            packed = self._strongest(query, begin, size, weight, most, only)
        return packed >> 52, packed & 0xFFFFFFF, 0xFFFFFF - ((packed >> 28) & 0xFFFFFF)

    def _places_of(self, keys: Ints) -> Ints:
        """The place of each key in the index, -1 when it has none."""
        # Rising keys are found side by side, near the processor; sorting a few would cost more than it saves.
        order = np.argsort(keys) if len(keys) > _FEW_KEYS else slice(None)
        wanted = keys[order]
        at = self.keys.searchsorted(wanted)
        np.minimum(at, len(self.keys) - 1, out=at)
        places = np.empty(len(keys), dtype=np.int64)
        places[order] = np.where(self.keys[at] == wanted, at, -1)
        return places

    def _within_budget(self, query: Ints, size: Ints) -> Flags:
        """The rarest keys of each query, as many as the budget of postings allows, and at least `_LEAST_KEYS`."""
        budget = int(_POSTING_BUDGET * max(1.0, math.sqrt(len(self.owner) / _BUDGET_AT)))
        total = size.cumsum()
        first = query.searchsorted(query, side="left")
        before = np.concatenate(([0], total))[first]
        total = total - before
        rank = np.arange(len(query)) - first
        return (total <= budget) | ((rank < _LEAST_KEYS) & (total <= 6 * budget)) | (rank < 1)

    def _strongest(self, query: Ints, begin: Ints, size: Ints, weight: Ints, most: int, only: Flags | None) -> Ints:
        """What the postings of the keys add up to, for a few queries at a time: their arrays stay near the processor."""
        if len(query) == 0:
            return _none()
        total = size.cumsum()
        new = np.flatnonzero(np.append(True, query[1:] != query[:-1]))
        part = (total[new] - size[new]) // _POSTINGS_AT_ONCE
        cuts = [*new[np.append(True, part[1:] != part[:-1])].tolist(), len(query)]
        found = [self._added_up(query[lo:hi], begin[lo:hi], size[lo:hi], weight[lo:hi], most, only) for lo, hi in pairwise(cuts)]
        return found[0] if len(found) == 1 else np.concatenate(found)

    def _compiled(
        self, kernels: ModuleType, query: Ints, begin: Ints, size: Ints, weight: Ints, most: int, only: Flags | None
    ) -> Ints:
        if self._room is None:
            self._room = np.zeros(len(self.owner), dtype=np.int64), np.empty(len(self.owner), dtype=np.int64)
        flags = only if only is not None else np.zeros(0, dtype=np.bool_)
        packed: Ints = kernels.added_up(
            self.postings, query, begin, size, weight, most, _LEAST_SHARE, self.owner, flags, *self._room
        )
        return packed

    def _added_up(self, query: Ints, begin: Ints, size: Ints, weight: Ints, most: int, only: Flags | None) -> Ints:
        """Query, lack of strength and name of the strongest, packed in one number each and sorted."""
        packed = self.postings[ranges(begin, size)]
        if only is not None:
            kept = only[self.owner[packed >> 24]]
            packed = packed[kept]
            shared = packed & 0xFFFF
            query_of = np.repeat(query << 52, size)[kept]
            weight_of = np.repeat(weight, size)[kept]
        else:
            shared = packed & 0xFFFF
            query_of, weight_of = (query << 52).repeat(size), weight.repeat(size)
        packed -= shared
        shared *= weight_of
        shared >>= 6
        packed += shared
        packed += query_of
        if len(packed) == 0:
            return packed
        packed.sort()
        group = packed >> 24
        last = np.append(np.flatnonzero(group[1:] != group[:-1]), len(group) - 1)
        packed &= 0xFFFFFF
        np.cumsum(packed, out=packed)
        total = packed[last]
        total[1:] -= packed[last[:-1]]
        np.minimum(total, 0xFFFFFF, out=total)
        group = group[last]
        asked = group >> 28
        first = starts(asked)
        best = np.maximum.reduceat(total, first).repeat(sizes(first, len(group)))
        kept = np.flatnonzero(total * _LEAST_SHARE >= best)
        asked, total, group = asked[kept], total[kept], group[kept]
        packed = (asked << 52) | ((0xFFFFFF - total) << 28) | (group & 0xFFFFFFF)
        packed.sort()
        strongest: Ints = packed[ranks(asked) < most]
        return strongest


def ranges(begin: Ints, size: Ints) -> Ints:
    """The numbers of all ranges, one after the other."""
    ends: Ints = size.cumsum()
    numbers: Ints = (begin - (ends - size)).repeat(size)
    numbers += np.arange(len(numbers))
    return numbers


def _none() -> Ints:
    return np.zeros(0, dtype=np.int64)
