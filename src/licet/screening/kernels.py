"""The inner loops compiled: the extra `licet[fast]`. The same numbers as the array code, bit for bit, in a fraction of the time.

Each function is the twin of array code elsewhere: `compared` of `PairScorer.promising` and `features`, `align.best_edges` and
`AdditiveModel`; `added_up` of `Postings`. Floating-point operations stand in the same order there and here, and nothing is
contracted or reordered (`fastmath` is off), so that an answer does not depend on what is installed;
`tests/screening/test_kernels.py` compares them.

Importing this module imports numba (0.4 s) and loads compiled code from its cache, or compiles it (some seconds, once).
"""

# mypy: ignore-errors
# numba finds the types when it compiles; it need not be installed where the rest is checked.

import numpy as np
import numpy.typing as npt
from numba import njit, types
from numba.extending import intrinsic

from licet.screening.align import (
    CONCEPT_ALIKE,
    FOLD_DAMPING,
    GIVEN_ALIKE,
    INITIAL_ALIKE,
    JOIN_LEAST_ALIKE,
    LEAST_ALIKE,
    PREFIX_ALIKE,
    SHORT_DAMPING,
)
from licet.screening.bounds import ROUNDING
from licet.screening.index import MOST_JOINS, OTHER_SCRIPT, WEAK
from licet.screening.names import MOST_WORDS
from licet.screening.score import ACRONYM_ALIKE, FEATURES, MOST_BY_KEYS, MOST_BY_WORDS, SURE
from licet.screening.words import ALPHABET, BODY, GENERIC, INITIAL, LEGAL, NUMBER, Lines, WordArrays

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_WHOLE = 0xFFFFFFFF
_compiled = njit(cache=True, error_model="numpy")
_SEEN = 2048
_CODES = len(ALPHABET) + 1
# Each word with each word, joined neighbors on either side with each word, and the initials of either name with each word.
_MOST_EDGES = MOST_WORDS * (MOST_WORDS + 2 * MOST_JOINS + 2)
(
    _AGREEMENT, _ASKED_UNMATCHED, _LISTED_UNMATCHED, _MATCHED_INFORMATION, _ELSEWHERE, _WORST_WORD, _NUMBER_CONFLICT,
    _LEGAL_CONFLICT, _INITIALS, _WEAK, _ORDER, _ASKED_COVERED, _LISTED_COVERED, _ASKED_SCRIPT, _ACRONYM, _LARGEST_UNMATCHED,
    _FIRST_WORD, _REPLACED, _INITIAL_CONFLICT, _JOINED, _GENERIC_APART, _GENERIC_EXTRA,
) = (FEATURES.index(name) for name in (
    "agreement", "asked_unmatched", "listed_unmatched", "matched_information", "elsewhere", "worst_word", "number_conflict",
    "legal_conflict", "initials", "weak", "order", "asked_covered", "listed_covered", "asked_script", "acronym",
    "largest_unmatched", "first_word", "replaced", "initial_conflict", "joined", "generic_apart", "generic_extra",
))  # fmt: skip


@intrinsic
def _ones(typing, bits):  # noqa: ARG001 - the shape that numba asks for
    """How many bits of a whole number of 64 bits are set: one instruction."""

    def counted(context, builder, signature, given):  # noqa: ARG001
        return builder.ctpop(given[0])

    return types.int64(types.int64), counted


@intrinsic
def _borrowed(typing, array):  # noqa: ARG001
    """The same array without a count of its owners, which would be raised and lowered at every call; the caller keeps the owner."""

    def nobody_owns(context, builder, signature, given):
        made = context.make_array(signature.return_type)(context, builder, given[0])
        made.meminfo = made.meminfo.type(None)
        made.parent = made.parent.type(None)
        return made._getvalue()

    return array(array), nobody_owns


@intrinsic
def _all(typing, arrays):  # noqa: ARG001
    """A tuple of arrays, all borrowed."""

    def nobody_owns(context, builder, signature, given):
        parts = []
        for place, kind in enumerate(signature.return_type):
            made = context.make_array(kind)(context, builder, builder.extract_value(given[0], place))
            made.meminfo = made.meminfo.type(None)
            made.parent = made.parent.type(None)
            parts.append(made._getvalue())
        return context.make_tuple(builder, signature.return_type, parts)

    return arrays(arrays), nobody_owns


@intrinsic
def _kept(typing, arrays):  # noqa: ARG001
    """Nothing, but what is given to it is not let go before."""

    def nothing(context, builder, signature, given):  # noqa: ARG001
        return context.get_dummy_value()

    return types.none(arrays), nothing


def lines_of(words: WordArrays) -> Lines:
    """Words as lines of 64 bytes, which a processor fetches at once: 24 letters plain, 24 folded, then all numbers.

    Returns:
        The lines as bytes, and the same memory as eight numbers a line: the seventh holds class, group, both lengths and the
        letters of the folded word, the eighth the concept and the letters as written.
    """
    size = len(words.plain)
    room = np.zeros(64 * size + 64, dtype=np.uint8)
    begin = -room.ctypes.data % 64
    lines = room[begin : begin + 64 * size].reshape(size, 64)
    lines[:, :24], lines[:, 24:48] = words.plain, words.folded
    for place, part in enumerate((words.word_class, words.group, words.plain_length, words.folded_length)):
        lines[:, 48 + place] = part
    lines[:, 52:56] = words.letters.astype("<u4").view(np.uint8).reshape(size, 4)
    lines[:, 56:60] = words.concept.astype("<u4").view(np.uint8).reshape(size, 4)
    lines[:, 60:] = words.plain_letters.astype("<u4").view(np.uint8).reshape(size, 4)
    return lines, lines.view("<i8")


@_compiled
def _common(masks, row, letters, place, begin, length):
    """Length of the longest common subsequence of an asked word, by its masks, and a listed one."""
    state = np.int64(_WHOLE)
    for column in range(begin, begin + length):
        met = state & np.int64(masks[row, letters[place, column]])
        state = ((state + met) | (state - met)) & _WHOLE
    return _ones(~state & _WHOLE)


@_compiled
def _same_word(asked_numbers, listed_numbers, a, b):
    """Whether two words are written the same."""
    return (
        asked_numbers[a, 0] == listed_numbers[b, 0]
        and asked_numbers[a, 1] == listed_numbers[b, 1]
        and asked_numbers[a, 2] == listed_numbers[b, 2]
    )


@_compiled
def _alike(plain_masks, folded_masks, place, asked_numbers, listed, listed_numbers, a, b):
    """How alike two words are: `align.word_similarity` for one pair; `place` is that of the asked word among the masks."""
    told_a, told_b = asked_numbers[a, 6], listed_numbers[b, 6]
    one, other = told_a & 0xFF, told_b & 0xFF
    concept = asked_numbers[a, 7] & _WHOLE
    same_concept = concept > 0 and concept == listed_numbers[b, 7] & _WHOLE
    if one in (LEGAL, NUMBER) or other in (LEGAL, NUMBER):
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
    if _same_word(asked_numbers, listed_numbers, a, b):
        return 1.0
    shared = _ones(bits_a & bits_b)
    if 2 * shared < _ones(bits_a ^ bits_b):
        return alike
    la, lb = (told_a >> 16) & 0xFF, (told_b >> 16) & 0xFF
    fa, fb = (told_a >> 24) & 0xFF, (told_b >> 24) & 0xFF
    shorter = min(la, lb)
    # `align._may_be_alike`: letters the other word lacks bound what the two can have in common.
    written_a, written_b = (asked_numbers[a, 7] >> 32) & _WHOLE, (listed_numbers[b, 7] >> 32) & _WHOLE
    both = written_a & written_b
    longest = min(la - _ones(written_a ^ both), lb - _ones(written_b ^ both))
    if 200 * longest + 1 < 55 * (la + lb) and longest < shorter and shorter != 1:
        longest = min(fa - (_ones(bits_a) - shared), fb - (_ones(bits_b) - shared))
        if 194 * longest + 1 < 55 * (fa + fb):
            return alike
    plain = _common(plain_masks, place, listed, b, 0, lb)
    ratio = 2.0 * plain / (la + lb)
    differ = asked_numbers[a, 0] ^ listed_numbers[b, 0]
    opening = 4
    if differ & 0xFF:
        opening = 0
    elif differ & 0xFFFF:
        opening = 1
    elif differ & 0xFFFFFF:
        opening = 2
    elif differ & _WHOLE:
        opening = 3
    opening = min(opening, shorter)
    value = ratio
    if ratio > 0.6:
        value = ratio + 0.1 * opening * (1.0 - ratio)
    value = (value + ratio) / 2.0
    folded = _common(folded_masks, place, listed, b, 24, fb)
    value = max(value, 2.0 * folded / (fa + fb) * FOLD_DAMPING)
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


@_compiled
def _masked(masks, place, lines, word, begin, length):
    """Match masks of one asked word: for each letter code its positions as bits."""
    masks[place, :] = 0
    for column in range(length):
        masks[place, lines[word, begin + column]] |= np.uint32(1 << column)


@_compiled
def _joined_alike(masks, folded_masks, place, asked, asked_numbers, listed, listed_numbers, a, b, single):
    """How alike two words are, one of them joined and the other of class `single`: `PairScorer._joined`; 0 where they are not."""
    if asked[a, 24] != listed[b, 24] or single == LEGAL:
        return 0.0
    told_a, told_b = asked_numbers[a, 6], listed_numbers[b, 6]
    if abs(((told_a >> 24) & 0xFF) - ((told_b >> 24) & 0xFF)) > 3 or _ones(((told_a ^ told_b) >> 32) & _WHOLE) > 2:
        return 0.0
    alike = _alike(masks, folded_masks, place, asked_numbers, listed, listed_numbers, a, b)
    return alike * 0.99 if alike >= JOIN_LEAST_ALIKE else 0.0


@_compiled
def _held(bag, number):
    """Whether a number is in the sorted bag."""
    low, high = 0, len(bag)
    while low < high:
        middle = (low + high) >> 1
        if bag[middle] < number:
            low = middle + 1
        else:
            high = middle
    return low < len(bag) and bag[low] == number


@_compiled
def _take(most, order, kept, taken):
    """Flag the greatest of some numbers; ties go to the first."""
    size = len(order)
    taken[:size] = False
    for _ in range(min(most, size)):
        best = -1
        for place in range(size):
            if not taken[place] and (best < 0 or order[place] > order[best]):
                best = place
        taken[best] = True
        kept[best] = True


@_compiled
def _promising(worth, strength, kept, taken):
    """Flag the pairs of one query that are worth aligning: the best by their words and by their keys; ties go to the first."""
    size = len(worth)
    if size <= MOST_BY_KEYS:
        kept[:] = True
        return
    _take(MOST_BY_WORDS, worth, kept, taken)
    _take(MOST_BY_KEYS, strength, kept, taken)
    for place in range(size):
        kept[place] = kept[place] or strength[place] >= SURE


@_compiled
def _edges(q, r, asked, listed, names, masks, folded_masks, edges, alikes, found):
    """Add to the word edges of a pair those of joined neighbors and of initials: `PairScorer._aligned`, in its order.

    An edge is four numbers: bits of either side, the key it is sorted by, and its place.
    """
    letters, numbers, _, _, _ = asked[0]
    count, words, joins, join_bits, join_count, acronyms, acronym_bits = asked[1]
    other, other_numbers, _, _ = listed
    b_words, b_count, b_joins, b_join_bits, b_acronyms, b_acronym_bits, starts, join_starts = names
    for i in range(join_count[q]):
        a = joins[q, i]
        if (starts[r] >> np.int64(letters[a, 24])) & 1:
            for j in range(np.int64(b_count[r])):
                b = np.int64(b_words[r, j])
                alike = _joined_alike(
                    masks, folded_masks, MOST_WORDS + i, letters, numbers, other, other_numbers, a, b, other_numbers[b, 6] & 0xFF
                )
                if alike > 0.0:
                    edges[found, 0], edges[found, 1], edges[found, 2] = join_bits[q, i], 1 << j, abs(i - j)
                    alikes[found] = alike
                    found += 1
    if join_starts[r]:
        size = 0
        for j in range(b_joins.shape[1]):
            size += b_joins[r, j] >= 0
        for i in range(count[q]):
            a = words[q, i]
            if (join_starts[r] >> np.int64(letters[a, 24])) & 1:
                for j in range(size):
                    b = np.int64(b_joins[r, j])
                    alike = _joined_alike(
                        masks, folded_masks, i, letters, numbers, other, other_numbers, a, b, numbers[a, 6] & 0xFF
                    )  # fmt: skip
                    if alike > 0.0:
                        edges[found, 0], edges[found, 1], edges[found, 2] = 1 << i, np.int64(b_join_bits[r, j]), abs(i - j)
                        alikes[found] = alike
                        found += 1
    short = np.int64(b_acronyms[r])
    if short >= 0:
        for i in range(count[q]):
            a = words[q, i]
            if numbers[a, 6] & 0xFF == BODY and _same_word(numbers, other_numbers, a, short):
                edges[found, 0], edges[found, 1], edges[found, 2] = 1 << i, np.int64(b_acronym_bits[r]), 0
                alikes[found] = ACRONYM_ALIKE
                found += 1
    if acronyms[q] >= 0:
        for j in range(np.int64(b_count[r])):
            b = np.int64(b_words[r, j])
            if other_numbers[b, 6] & 0xFF == BODY and _same_word(numbers, other_numbers, acronyms[q], b):
                edges[found, 0], edges[found, 1], edges[found, 2] = acronym_bits[q], 1 << j, 0
                alikes[found] = ACRONYM_ALIKE
                found += 1
    return found


@_compiled
def _best(edges, alikes, found):
    """Keep the edges taken best first with every word used once: `align.best_edges`. Returns how many; they stand in front."""
    for place in range(found):
        rank = np.int64(np.rint((1.0 - alikes[place]) * 4000.0))
        cover = 24 - _ones(edges[place, 0]) - _ones(edges[place, 1])
        edges[place, 2] = rank << 16 | cover << 8 | edges[place, 2]
    for place in range(1, found):
        one, two, key, alike = edges[place, 0], edges[place, 1], edges[place, 2], alikes[place]
        at = place
        while at > 0 and edges[at - 1, 2] > key:
            edges[at, 0], edges[at, 1], edges[at, 2] = edges[at - 1, 0], edges[at - 1, 1], edges[at - 1, 2]
            alikes[at] = alikes[at - 1]
            at -= 1
        edges[at, 0], edges[at, 1], edges[at, 2], alikes[at] = one, two, key, alike
    used, used_listed, taken = 0, 0, 0
    for place in range(found):
        one, two = edges[place, 0], edges[place, 1]
        if used & one == 0 and used_listed & two == 0:
            used |= one
            used_listed |= two
            edges[taken, 0], edges[taken, 1], alikes[taken] = one, two, alikes[place]
            taken += 1
    return taken


@_compiled
def _values(q, r, asked, listed, names, facts, bag, edges, alikes, taken, room, out):
    """One row of `FEATURES`: `PairScorer._values`, sum by sum in its order."""
    numbers, weight, folds = asked[0][1], asked[0][2], asked[0][3]
    count, words = asked[1][0], asked[1][1]
    other_numbers, other_weight = listed[1], listed[2]
    flags, owner = facts
    size, wide = count[q], np.int64(names[1][r])
    a_alike, b_alike, a_gain, b_gain, order = room
    for place in range(MOST_WORDS):
        a_alike[place] = b_alike[place] = a_gain[place] = b_gain[place] = 0.0
        order[place] = -1
    acronym, joined = 0.0, 0.0
    for edge in range(taken):
        one, two, alike = edges[edge, 0], edges[edge, 1], alikes[edge]
        share = (alike - LEAST_ALIKE) / (1.0 - LEAST_ALIKE)
        gain = share * share
        lowest = -1
        for place in range(MOST_WORDS):
            if one >> place & 1:
                a_gain[place], a_alike[place] = gain, alike
                if lowest < 0:
                    lowest = place
                    order[place] = two
            if two >> place & 1:
                b_gain[place], b_alike[place] = gain, alike
        ones_a, ones_b = _ones(one), _ones(two)
        if ones_a + ones_b > 2 and alike == ACRONYM_ALIKE:
            acronym = 1.0
        if ones_a != ones_b:
            joined = 1.0
    a_total, a_gained, a_lost, a_most, a_gone, found_elsewhere = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    worst, initials, other_initials, generic, first_listed = 1.0, 0.0, 0.0, 0.0, -1
    disorder = 0.0
    a_number = a_legal = legal_met = a_letter = a_free = False
    key = np.int64(owner[r]) << 32
    for place in range(size):
        word = words[q, place]
        kind, told, alike = numbers[word, 6] & 0xFF, weight[word], a_alike[place]
        a_total += told
        a_gained += told * a_gain[place]
        elsewhere = False
        if kind in (BODY, NUMBER, GENERIC):
            elsewhere = alike < 0.9 and _held(bag, key | folds[word])
            lost = told * (1.0 - a_gain[place])
            if elsewhere:
                found_elsewhere += lost
            else:
                a_lost += lost
                a_most = max(a_most, lost)
        if kind == BODY:
            if alike > 0:
                worst = min(worst, alike)
            elif not elsewhere:
                a_gone += told
        elif kind == NUMBER:
            a_number |= alike == 0
        elif kind == LEGAL:
            a_legal = True
            legal_met |= alike > 0
        elif kind == GENERIC:
            generic += alike == 0
        elif kind == INITIAL:
            initials += 0.0 < alike < 1.0
            a_letter |= alike == 0
        a_free |= (kind in (BODY, INITIAL)) and alike == 0
        if order[place] >= 0:
            if 0 <= order[place] < first_listed:
                disorder = 1.0
            first_listed = order[place]
    b_total, b_gained, b_lost, b_most, b_gone, b_generic = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    b_number = b_legal = b_letter = b_free = False
    for place in range(wide):
        word = np.int64(names[0][r, place])
        kind, told, alike = other_numbers[word, 6] & 0xFF, other_weight[word], b_alike[place]
        b_total += told
        b_gained += told * b_gain[place]
        if kind in (BODY, NUMBER, GENERIC):
            lost = told * (1.0 - b_gain[place])
            b_lost += lost
            b_most = max(b_most, lost)
        if kind == BODY:
            if alike == 0:
                b_gone += told
        elif kind == NUMBER:
            b_number |= alike == 0
        elif kind == LEGAL:
            b_legal = True
        elif kind == GENERIC:
            b_generic += alike == 0
        elif kind == INITIAL:
            other_initials += 0.0 < alike < 1.0
            b_letter |= alike == 0
        b_free |= (kind in (BODY, INITIAL)) and alike == 0
    out[_AGREEMENT] = (a_gained + b_gained) / max(a_total + b_total, 1e-9)
    out[_ASKED_UNMATCHED] = a_lost
    out[_LISTED_UNMATCHED] = b_lost
    out[_MATCHED_INFORMATION] = (a_gained + b_gained) / 2.0
    out[_ELSEWHERE] = found_elsewhere
    out[_WORST_WORD] = worst
    out[_NUMBER_CONFLICT] = 1.0 * a_number + 1.0 * b_number
    out[_LEGAL_CONFLICT] = 1.0 * (a_legal and b_legal and not legal_met)
    out[_INITIALS] = initials + other_initials
    out[_WEAK] = 1.0 * (flags[r] & WEAK > 0)
    out[_ORDER] = disorder
    out[_ASKED_COVERED] = a_gained / max(a_total, 1e-9)
    out[_LISTED_COVERED] = b_gained / max(b_total, 1e-9)
    out[_ASKED_SCRIPT] = asked[2][q] * (flags[r] & OTHER_SCRIPT == 0)
    out[_ACRONYM] = acronym
    out[_LARGEST_UNMATCHED] = max(a_most, b_most)
    out[_FIRST_WORD] = a_alike[0] if size > 0 else 0.0
    out[_REPLACED] = min(a_gone, b_gone)
    out[_INITIAL_CONFLICT] = 1.0 * ((a_letter and b_free) or (b_letter and a_free))
    out[_JOINED] = joined
    out[_GENERIC_APART] = min(generic, b_generic)
    out[_GENERIC_EXTRA] = max(generic, b_generic)


@_compiled
def _log_odds(cuts, steps, intercept, values, parts):
    """What each feature adds, and their sum from left to right: `AdditiveModel`."""
    total = intercept
    for column in range(len(values)):
        place = 0
        while place < cuts.shape[1] and cuts[column, place] <= values[column]:
            place += 1
        parts[column] = steps[column, place]
        total = total + parts[column]
    return total


@_compiled
def _may_reach(bounds, kind, least, gained, gained_asked, weight, other_weight):
    """Whether a pair without joined neighbors or initials may have `least` log-odds: `bounds.MostOdds`."""
    fixed, cuts, steps = bounds
    total = fixed[kind]
    for place in range(4):
        if place == 0:
            value = gained / max(weight + other_weight, 1e-9)
        elif place == 1:
            value = gained / 2.0
        elif place == 2:
            value = gained_asked / max(weight, 1e-9)
        else:
            value = (gained - gained_asked) / max(other_weight, 1e-9)
        step = 0
        while step < cuts.shape[2] and cuts[kind, place, step] <= value + ROUNDING:
            step += 1
        total += steps[kind, place, step]
    return total >= least


@_compiled
def _compared(asked, listed, names, facts, bag, models, bounds, least, pairs, cells, told, edged, room, work):
    """The loop of `compared`, on arrays that nobody counts the owners of. Returns how many pairs were kept and edges taken."""
    letters, numbers, weight, _, reading = asked[0]
    count, words, joins, _, join_count, _, _ = asked[1]
    of_query = asked[3]
    other, other_numbers, other_weight, of_name = listed
    b_words, b_count = names[0], names[1]
    cuts, steps, intercepts = models
    query, row, strength = pairs
    left, right, alike, begin, worth, chosen = cells
    kept, values, parts, odds = told
    of_pair, taken_edges, taken_alike = edged
    edges, alikes, masks, folded_masks, seen, was = work
    size, most = len(query), len(worth)
    first, rows, met = 0, 0, 0
    while first < size:
        q = query[first]
        last = first
        while last < size and query[last] == q:
            last += 1
        for i in range(count[q] + join_count[q]):
            a = words[q, i] if i < count[q] else joins[q, i - count[q]]
            place = i if i < count[q] else MOST_WORDS + i - count[q]
            _masked(masks, place, letters, a, 0, (numbers[a, 6] >> 16) & 0xFF)
            _masked(folded_masks, place, letters, a, 24, (numbers[a, 6] >> 24) & 0xFF)
        found = 0
        for pair in range(first, last):
            r = row[pair]
            begin[pair - first] = found
            agreed = 0.0
            for i in range(count[q]):
                a = words[q, i]
                for j in range(np.int64(b_count[r])):
                    b = np.int64(b_words[r, j])
                    both = a << 32 | b
                    at = (a * 40503 + b * 2654435761 >> 7) & (_SEEN - 1)
                    if seen[at] != both:
                        seen[at] = both
                        was[at] = _alike(masks, folded_masks, i, numbers, other, other_numbers, a, b)
                    if was[at] > 0.0:
                        left[found], right[found], alike[found] = i, j, was[at]
                        share = (was[at] - LEAST_ALIKE) / (1.0 - LEAST_ALIKE)
                        agreed += share * share * (weight[a] + other_weight[b])
                        found += 1
            total = of_query[q] + of_name[r]
            worth[pair - first] = np.rint(agreed / max(total, 1e-9) * 1e6)
        begin[last - first] = found
        chosen[: last - first] = False
        _promising(worth[: last - first], strength[first:last], chosen[: last - first], chosen[most:])
        for pair in range(first, last):
            if not chosen[pair - first]:
                continue
            size_of = 0
            for cell in range(begin[pair - first], begin[pair - first + 1]):
                i, j = left[cell], right[cell]
                edges[size_of, 0], edges[size_of, 1], edges[size_of, 2] = 1 << i, 1 << j, abs(i - j)
                alikes[size_of] = alike[cell]
                size_of += 1
            of_words = size_of
            size_of = _edges(q, row[pair], asked, listed, names, masks, folded_masks, edges, alikes, size_of)
            if size_of == of_words and strength[pair] < SURE:
                gained, gained_asked = 0.0, 0.0
                for cell in range(begin[pair - first], begin[pair - first + 1]):
                    share = (alike[cell] - LEAST_ALIKE) / (1.0 - LEAST_ALIKE)
                    told_a = weight[words[q, left[cell]]]
                    gained += share * share * (told_a + other_weight[np.int64(b_words[row[pair], right[cell]])])
                    gained_asked += share * share * told_a
                if not _may_reach(bounds, reading[q], least[q], gained, gained_asked, of_query[q], of_name[row[pair]]):
                    continue
            taken = _best(edges, alikes, size_of)
            _values(q, row[pair], asked, listed, names, facts, bag, edges, alikes, taken, room, values[rows])
            kind = reading[q]
            odds[rows] = _log_odds(cuts[kind], steps[kind], intercepts[kind], values[rows], parts[rows])
            for edge in range(taken):
                of_pair[met], taken_alike[met] = rows, alikes[edge]
                taken_edges[0, met], taken_edges[1, met] = edges[edge, 0], edges[edge, 1]
                met += 1
            kept[rows] = pair
            rows += 1
        first = last
    return rows, met


@njit(cache=True, nogil=True, error_model="numpy")
def compared(asked, listed, names, facts, bag, models, bounds, least, query, row, strength):
    """The pairs worth aligning, aligned and weighed: all that `PairScorer` and the model say of them.

    What cannot reach the least log-odds of its query by its words, and has nothing else, is left out.

    Args:
        asked: The words asked (letters, numbers, weight, fold numbers, reading of each query), the queries made of them (counts,
            words, joined neighbors with their bits and counts, initials with their bits), what their scripts lose, their weights.
        listed: The listed words: letters, numbers, weight; and the weight of each name.
        names, facts, bag: The rows of the index; flags and owner of each; folded words of each party.
        models: Cuts, steps and intercepts, one model a reading; cuts are filled up with infinity.
        bounds: Of each reading the fixed part, cuts and steps of `bounds.MostOdds`, filled up in the same way.
        least: The least log-odds of each query.
        query, row, strength: The pairs, sorted by query.

    Returns:
        Which pairs were kept, their features, what each adds, their log-odds, and the edges taken (number of the kept pair, bits
        of either side, how alike).
    """
    count, b_count = asked[1][0], names[1]
    size = len(query)
    most, here, cells, pairs = 0, 0, 0, 0
    for pair in range(size):
        if pair > 0 and query[pair] != query[pair - 1]:
            here, pairs = 0, 0
        here += count[query[pair]] * np.int64(b_count[row[pair]])
        pairs += 1
        cells, most = max(cells, here), max(most, pairs)
    left, right, alike = np.empty(cells, np.int64), np.empty(cells, np.int64), np.empty(cells, np.float64)
    begin = np.empty(most + 1, np.int64)
    worth, chosen = np.empty(most, np.float64), np.empty(2 * most, np.bool_)
    kept = np.empty(size, np.int64)
    values = np.empty((size, len(FEATURES)), np.float64)
    parts = np.empty((size, len(FEATURES)), np.float64)
    odds = np.empty(size, np.float64)
    room = MOST_WORDS * size
    of_pair, taken_edges, taken_alike = np.empty(room, np.int64), np.empty((2, room), np.int64), np.empty(room, np.float64)
    edges, alikes = np.empty((_MOST_EDGES, 3), np.int64), np.empty(_MOST_EDGES, np.float64)
    masks = np.zeros((2 * MOST_WORDS, _CODES), np.uint32)
    folded_masks = np.zeros((2 * MOST_WORDS, _CODES), np.uint32)
    seen, was = np.full(_SEEN, -1, np.int64), np.empty(_SEEN, np.float64)
    nothing = np.empty((5, MOST_WORDS), np.float64)
    order = np.empty(MOST_WORDS, np.int64)
    rows, met = _compared(
        (_all(asked[0]), _all(asked[1]), _borrowed(asked[2]), _borrowed(asked[3])),
        _all(listed), _all(names), _all(facts), _borrowed(bag), _all(models), _all(bounds), _borrowed(least),
        _all((query, row, strength)),
        _all((left, right, alike, begin, worth, chosen)), _all((kept, values, parts, odds)),
        _all((of_pair, taken_edges, taken_alike)), _all((nothing[0], nothing[1], nothing[2], nothing[3], order)),
        _all((edges, alikes, masks, folded_masks, seen, was)),
    )  # fmt: skip
    # Their owners live until here.
    _kept((left, right, alike, begin, worth, chosen, nothing, order, edges, alikes, masks, folded_masks, seen, was))
    return (
        kept[:rows], values[:rows], parts[:rows], odds[:rows],
        of_pair[:met], taken_edges[0, :met], taken_edges[1, :met], taken_alike[:met],
    )  # fmt: skip


@njit(cache=True, nogil=True, error_model="numpy")
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
