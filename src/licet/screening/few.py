"""A few pairs in plain Python: where a dozen are left, the fixed cost of a hundred array operations is more than they need.

The same numbers as the array code of `align.py`, `score.py` and `model.py`, bit for bit: every sum stands in the same order,
which `tests/screening/test_kernels.py` compares.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from licet.screening.align import LEAST_ALIKE, Edges
from licet.screening.index import OTHER_SCRIPT, WEAK
from licet.screening.model import load_model
from licet.screening.names import Name
from licet.screening.score import ACRONYM_ALIKE, FEATURES, Asked, EdgeParts, PairScorer, Scored
from licet.screening.words import BODY, GENERIC, INITIAL, LEGAL, NUMBER, WordArrays

# Up to as many pairs of names, plain Python is the quicker way.
FEW_PAIRS = 24

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
# Bits of the words on either side, how alike, how far apart.
Edge = tuple[int, int, float, int]


class _Table(NamedTuple):
    """A model as plain lists."""

    intercept: float
    cuts: list[list[float]]
    steps: list[list[float]]


def weighed(
    scorer: PairScorer, names: Sequence[Name], asked: Asked, query: Ints, row: Ints, edges: Sequence[EdgeParts]
) -> tuple[Scored, Floats, Floats]:
    """The alignment of a few pairs from all their edges, their features, what each adds and the log-odds."""
    if len(query) == 0:
        none, nothing = np.zeros(0, dtype=np.int64), np.zeros((0, len(FEATURES)))
        return Scored(nothing, Edges(none, none, none, np.zeros(0))), nothing, np.zeros(0)
    found: list[list[Edge]] = [[] for _ in query]
    for part in edges:
        for pair, *edge in zip(*(column.tolist() for column in part), strict=True):
            found[pair].append(tuple(edge))
    held, of_names = scorer.index.words, scorer.index.names
    a_rows, b_rows = asked.words[query], of_names.words[row]
    elsewhere = scorer.stands_elsewhere(a_rows, row, a_rows >= 0).tolist()
    columns = zip(
        query.tolist(), _rows(scorer.words.words, a_rows, asked.count[query]), _rows(held, b_rows, of_names.count[row]), elsewhere,
        of_names.flags[row].tolist(), found, strict=True,
    )  # fmt: skip
    values, parts, odds = [], [], []
    whole: list[tuple[int, int, int, float]] = []
    for pair, (number, words, listed, stands_elsewhere, flags, each) in enumerate(columns):
        taken = _best(each)
        whole += [(pair, bits, listed_bits, likeness) for bits, listed_bits, likeness, _ in taken]
        script = float(asked.script[number]) * (flags & OTHER_SCRIPT == 0)
        told = _values(words, listed, taken, stands_elsewhere, script, 1.0 * (flags & WEAK > 0))
        table = _table(names[number].reading)
        added = [steps[bisect_right(cuts, value)] for cuts, steps, value in zip(table.cuts, table.steps, told, strict=True)]
        total = table.intercept
        for part_of in added:
            total = total + part_of
        values.append(told)
        parts.append(added)
        odds.append(total)
    shape = len(values), len(FEATURES)
    pairs, bits_of, listed_of, how = list(zip(*whole, strict=True)) or [(), (), (), ()]
    places, one, two = (np.array(column, dtype=np.int64) for column in (pairs, bits_of, listed_of))
    aligned = Edges(places, one, two, np.array(how, dtype=np.float64))
    return Scored(np.array(values).reshape(shape), aligned), np.array(parts).reshape(shape), np.array(odds, dtype=np.float64)


@cache
def _table(reading: int) -> _Table:
    model = load_model("screening", reading)
    return _Table(model.intercept, [cuts.tolist() for cuts in model.cuts], [steps.tolist() for steps in model.steps])


def _rows(held: WordArrays, rows: npt.NDArray[np.signedinteger], count: npt.NDArray[np.integer]) -> list[list[tuple[int, float]]]:
    """Class and weight of each word of some names."""
    columns = zip(held.word_class[rows].tolist(), held.weight[rows].tolist(), count.tolist(), strict=True)
    return [list(zip(parts[:size], weights[:size], strict=True)) for parts, weights, size in columns]


def _order(edge: Edge) -> tuple[int, int, int]:
    bits, listed_bits, value, apart = edge
    return round((1.0 - value) * 4000.0), -bits.bit_count() - listed_bits.bit_count(), apart


def _best(edges: list[Edge]) -> list[Edge]:
    """The edges taken best first with every word used once: `align.best_edges`."""
    used = used_listed = 0
    taken = []
    for edge in sorted(edges, key=_order):
        if not used & edge[0] and not used_listed & edge[1]:
            used |= edge[0]
            used_listed |= edge[1]
            taken.append(edge)
    return taken


def _values(
    words: list[tuple[int, float]],
    listed: list[tuple[int, float]],
    taken: list[Edge],
    stands_elsewhere: list[bool],
    script: float,
    weak: float,
) -> list[float]:
    """One row of `FEATURES`: `PairScorer._values`, sum by sum in its order."""
    a_gain, a_alike = [0.0] * len(words), [0.0] * len(words)
    b_gain, b_alike = [0.0] * len(listed), [0.0] * len(listed)
    acronym = joined = 0.0
    order = []
    for bits, listed_bits, value, _ in taken:
        share = (value - LEAST_ALIKE) / (1.0 - LEAST_ALIKE)
        gain = share * share
        for gains, likeness, covered in ((a_gain, a_alike, bits), (b_gain, b_alike, listed_bits)):
            for place in range(len(gains)):
                if covered >> place & 1:
                    gains[place], likeness[place] = gain, value
        order.append((bits & -bits, listed_bits))
        size, listed_size = bits.bit_count(), listed_bits.bit_count()
        if size + listed_size > 2 and value == ACRONYM_ALIKE:
            acronym = 1.0
        if size != listed_size:
            joined = 1.0
    order.sort(key=lambda edge: edge[0])
    disorder = 1.0 * any(after[1] < before[1] for before, after in pairwise(order))
    a_total = a_gained = a_lost = a_most = a_gone = found_elsewhere = 0.0
    worst, initials, other_initials, generic = 1.0, 0.0, 0.0, 0.0
    a_number = a_legal = legal_met = a_letter = a_free = False
    for (kind, told), gain, value, elsewhere in zip(words, a_gain, a_alike, stands_elsewhere, strict=False):
        a_total += told
        a_gained += told * gain
        found = False
        if kind in (BODY, NUMBER, GENERIC):
            found = elsewhere and value < 0.9
            lost = told * (1.0 - gain)
            if found:
                found_elsewhere += lost
            else:
                a_lost += lost
                a_most = max(a_most, lost)
        if kind == BODY:
            if value > 0:
                worst = min(worst, value)
            elif not found:
                a_gone += told
        elif kind == NUMBER:
            a_number |= value == 0
        elif kind == LEGAL:
            a_legal = True
            legal_met |= value > 0
        elif kind == GENERIC:
            generic += value == 0
        elif kind == INITIAL:
            initials += 0.0 < value < 1.0
            a_letter |= value == 0
        a_free |= kind in (BODY, INITIAL) and value == 0
    b_total = b_gained = b_lost = b_most = b_gone = b_generic = 0.0
    b_number = b_legal = b_letter = b_free = False
    for (kind, told), gain, value in zip(listed, b_gain, b_alike, strict=True):
        b_total += told
        b_gained += told * gain
        if kind in (BODY, NUMBER, GENERIC):
            lost = told * (1.0 - gain)
            b_lost += lost
            b_most = max(b_most, lost)
        if kind == BODY:
            if value == 0:
                b_gone += told
        elif kind == NUMBER:
            b_number |= value == 0
        elif kind == LEGAL:
            b_legal = True
        elif kind == GENERIC:
            b_generic += value == 0
        elif kind == INITIAL:
            other_initials += 0.0 < value < 1.0
            b_letter |= value == 0
        b_free |= kind in (BODY, INITIAL) and value == 0
    told_of = {
        "agreement": (a_gained + b_gained) / max(a_total + b_total, 1e-9),
        "asked_unmatched": a_lost,
        "listed_unmatched": b_lost,
        "matched_information": (a_gained + b_gained) / 2.0,
        "elsewhere": found_elsewhere,
        "worst_word": worst,
        "number_conflict": 1.0 * a_number + 1.0 * b_number,
        "legal_conflict": 1.0 * (a_legal and b_legal and not legal_met),
        "initials": initials + other_initials,
        "weak": weak,
        "order": disorder,
        "asked_covered": a_gained / max(a_total, 1e-9),
        "listed_covered": b_gained / max(b_total, 1e-9),
        "asked_script": script,
        "acronym": acronym,
        "largest_unmatched": max(a_most, b_most),
        "first_word": a_alike[0] if a_alike else 0.0,
        "replaced": min(a_gone, b_gone),
        "initial_conflict": 1.0 * ((a_letter and b_free) or (b_letter and a_free)),
        "joined": joined,
        "generic_apart": min(generic, b_generic),
        "generic_extra": max(generic, b_generic),
    }
    return [told_of[name] for name in FEATURES]
