"""The inner loops compiled: the extra `licet[fast]`. The same numbers as the array code, bit for bit, in a fraction of the time.

Each function is the twin of array code elsewhere: `word_edges` and `joined_alike` of `align.word_similarity`, `added_up` of
`Postings`. Floating-point operations stand in the same order there and here, and nothing is contracted or reordered
(`fastmath` is off), so that an answer does not depend on what is installed; `tests/screening/test_kernels.py` compares them.

Importing this module imports numba (0.4 s) and loads compiled code from its cache, or compiles it (some seconds, once).
"""

# mypy: ignore-errors
# numba finds the types when it compiles; it need not be installed where the rest is checked.

import numpy as np
import numpy.typing as npt
from numba import njit

from licet.screening.align import (
    CONCEPT_ALIKE,
    FOLD_DAMPING,
    GIVEN_ALIKE,
    INITIAL_ALIKE,
    LEAST_ALIKE,
    PREFIX_ALIKE,
    SHORT_DAMPING,
)
from licet.screening.words import BODY, GENERIC, LEGAL, NUMBER, Lines, WordArrays

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_WHOLE = 0xFFFFFFFF
_SEEN = 2048
_FIXED = (LEGAL, NUMBER)


@njit(cache=True, inline="always")
def _ones(bits: int) -> int:
    bits = bits - ((bits >> 1) & 0x55555555)
    bits = (bits & 0x33333333) + ((bits >> 2) & 0x33333333)
    return (((bits + (bits >> 4) & 0x0F0F0F0F) * 0x01010101) & _WHOLE) >> 24


def lines_of(words: WordArrays) -> Lines:
    """Words as lines of 64 bytes, which a processor fetches at once: 24 letters plain, 24 folded, then all numbers.

    Returns:
        The lines as bytes, and the same memory as eight numbers a line: the seventh holds class, group, both lengths and the
        letters, the eighth the concept.
    """
    size = len(words.plain)
    room = np.zeros(64 * size + 64, dtype=np.uint8)
    begin = -room.ctypes.data % 64
    lines = room[begin : begin + 64 * size].reshape(size, 64)
    lines[:, :24], lines[:, 24:48] = words.plain, words.folded
    for place, part in enumerate((words.word_class, words.group, words.plain_length, words.folded_length)):
        lines[:, 48 + place] = part
    lines[:, 52:56] = words.letters.astype("<u4").view(np.uint8).reshape(size, 4)
    lines[:, 56:] = words.concept.astype("<i8").view(np.uint8).reshape(size, 8)
    return lines, lines.view("<i8")


@njit(cache=True, inline="always")
def _common(masks, row, letters, place, begin, length):
    """Length of the longest common subsequence of an asked word, by its masks, and a listed one."""
    state = np.int64(_WHOLE)
    for column in range(begin, begin + length):
        met = state & np.int64(masks[row, letters[place, column]])
        state = ((state + met) | (state - met)) & _WHOLE
    return _ones(~state & _WHOLE)


@njit(cache=True, inline="always")
def _alike(plain_masks, folded_masks, asked, asked_numbers, listed, listed_numbers, a, b):
    """How alike two words are: `align.word_similarity` for one pair."""
    told_a, told_b = asked_numbers[a, 6], listed_numbers[b, 6]
    one, other = told_a & 0xFF, told_b & 0xFF
    concept = asked_numbers[a, 7]
    same_concept = concept > 0 and concept == listed_numbers[b, 7]
    if one in _FIXED or other in _FIXED:
        if one != other:
            return 0.0
        if same_concept:
            return 1.0
        return 0.8 if one == LEGAL and (told_a ^ told_b) & 0xFF00 == 0 else 0.0
    alike = 0.0
    if same_concept and one == other:
        if one == GENERIC:
            alike = CONCEPT_ALIKE
        elif one == BODY:
            alike = GIVEN_ALIKE
    bits_a, bits_b = (told_a >> 32) & _WHOLE, (told_b >> 32) & _WHOLE
    if 2 * _ones(bits_a & bits_b) < _ones(bits_a ^ bits_b):
        return alike
    la, lb = (told_a >> 16) & 0xFF, (told_b >> 16) & 0xFF
    shorter = min(la, lb)
    plain = _common(plain_masks, a, listed, b, 0, lb)
    ratio = 2.0 * plain / (la + lb)
    opening = 0
    while opening < min(shorter, 4) and asked[a, opening] == listed[b, opening]:
        opening += 1
    value = ratio
    if ratio > 0.6:
        value = ratio + 0.1 * opening * (1.0 - ratio)
    value = (value + ratio) / 2.0
    fa, fb = (told_a >> 24) & 0xFF, (told_b >> 24) & 0xFF
    folded = _common(folded_masks, a, listed, b, 24, fb)
    value = max(value, 2.0 * folded / (fa + fb) * FOLD_DAMPING)
    if plain == la and la == lb:
        return max(alike, 1.0)
    if shorter <= 3:
        value *= SHORT_DAMPING
    if shorter == 1:
        if la == lb:
            value = 0.0
        elif opening > 0:
            value = INITIAL_ALIKE
    if plain == shorter and shorter >= 3 and la + lb > 2 * shorter + 1 and opening >= 1 and value < PREFIX_ALIKE:
        if one == GENERIC or other == GENERIC:
            value = PREFIX_ALIKE
        elif opening >= 3:
            value = PREFIX_ALIKE - 0.1
    if value < LEAST_ALIKE:
        value = 0.0
    return max(alike, value)


@njit(cache=True, nogil=True)
def word_edges(masks, asked, listed, query, row, asked_words, asked_count, names, count):
    """The word edges of pairs: pair, places of the two words, how alike they are; only where they are alike at all."""
    plain_masks, folded_masks = masks
    letters, numbers = asked
    listed_letters, listed_numbers = listed
    size = 0
    for pair in range(len(query)):
        size += asked_count[query[pair]] * np.int64(count[row[pair]])
    pairs, left, right = np.empty(size, np.int64), np.empty(size, np.int64), np.empty(size, np.int64)
    alikes = np.empty(size, np.float64)
    seen, was = np.full(_SEEN, -1, np.int64), np.empty(_SEEN, np.float64)
    found = 0
    for pair in range(len(query)):
        for i in range(asked_count[query[pair]]):
            a = asked_words[query[pair], i]
            for j in range(count[row[pair]]):
                b = np.int64(names[row[pair], j])
                both = a << 32 | b
                at = (a * 40503 + b * 2654435761 >> 7) & (_SEEN - 1)
                if seen[at] != both:
                    seen[at] = both
                    was[at] = _alike(plain_masks, folded_masks, letters, numbers, listed_letters, listed_numbers, a, b)
                if was[at] > 0.0:
                    pairs[found], left[found], right[found], alikes[found] = pair, i, j, was[at]
                    found += 1
    return pairs[:found], left[:found], right[:found], alikes[:found]


@njit(cache=True, nogil=True)
def joined_alike(masks, asked, listed, a, b):
    """How alike words are, one of them joined: `align.word_similarity` for a list of pairs."""
    plain_masks, folded_masks = masks
    letters, numbers = asked
    listed_letters, listed_numbers = listed
    alikes = np.empty(len(a), np.float64)
    for place in range(len(a)):
        alikes[place] = _alike(
            plain_masks, folded_masks, letters, numbers, listed_letters, listed_numbers, a[place], b[place]
        )  # fmt: skip
    return alikes


@njit(cache=True, nogil=True)
def added_up(postings, query, begin, size, weight, most, least_share, owner, only, totals, touched):
    """What the postings of the keys add up to: query, lack of strength and name of the strongest, packed and sorted.

    `totals` (one number a name of the list, all 0) and `touched` are room to work in; `totals` is all 0 again afterwards.
    """
    room = np.empty(most * max(1, len(query)), np.int64)
    kept = np.empty(1024, np.int64)
    found = 0
    key = 0
    while key < len(query):
        asked = query[key]
        met = 0
        best = np.int64(0)
        while key < len(query) and query[key] == asked:
            for at in range(begin[key], begin[key] + size[key]):
                posting = postings[at]
                name = posting >> 24
                if len(only) and not only[owner[name]]:
                    continue
                total = totals[name]
                if total == 0:
                    touched[met] = name
                    met += 1
                    total = 1
                total += ((posting & 0xFFFF) * weight[key]) >> 6
                totals[name] = total
                best = max(best, total)
            key += 1
        best = min(best - 1, 0xFFFFFF)
        if met > len(kept):
            kept = np.empty(2 * met, np.int64)
        worth = 0
        for place in range(met):
            name = touched[place]
            total = min(totals[name] - 1, 0xFFFFFF)
            totals[name] = 0
            if total * least_share >= best:
                kept[worth] = (0xFFFFFF - total) << 28 | name
                worth += 1
        strongest = np.sort(kept[:worth])[:most]
        for place in range(len(strongest)):
            room[found] = asked << 52 | strongest[place]
            found += 1
    return room[:found]
