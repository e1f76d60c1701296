"""The alignment of names: which words of one are which words of the other, for many pairs of names at once.

Every possible agreement is an *edge*: a set of words on either side and how alike they are, from 0 to 1. Most edges join one
word with one word; a joined neighbor edge joins two or three with one (`Al Otaibi`, `Alotaibi`), an acronym edge one with
many. Edges are taken best first as long as their words are free. Nothing here knows about parties, lists or probabilities.

Arithmetic is done in a fixed order on float64, so that a compiled kernel can give the same answers bit for bit.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from licet.screening.words import BODY, GENERIC, LEGAL, NUMBER, WordArrays, match_masks

LEAST_ALIKE = 0.55
JOIN_LEAST_ALIKE = 0.84
INITIAL_ALIKE = 0.85
CONCEPT_ALIKE = 0.95
GIVEN_ALIKE = 0.9
PREFIX_ALIKE = 0.8
SHORT_DAMPING = 0.85
FOLD_DAMPING = 0.97

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_ONES16 = np.unpackbits(np.arange(1 << 16, dtype=np.uint16).view(np.uint8)).reshape(-1, 16).sum(axis=1, dtype=np.uint8)


def ones(bits: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    """How many bits are set."""
    count: npt.NDArray[np.int64] = _ONES16[bits & 0xFFFF].astype(np.int64) + _ONES16[bits >> 16]
    return count


def common_letters(
    masks: npt.NDArray[np.uint32], rows: Ints, texts: npt.NDArray[np.uint8], places: Ints, lengths: npt.NDArray[np.uint8]
) -> Ints:
    """Length of the longest common subsequence of word `rows[k]` (given by its masks) and text `places[k]`, for all k."""
    order = np.argsort(lengths[places], kind="stable")[::-1]
    rows, places = rows[order], places[order]
    sizes = lengths[places]
    state = np.full(len(rows), 0xFFFFFFFF, dtype=np.uint32)
    letters = texts[places]
    flat = masks.ravel()
    base = rows * masks.shape[1]
    for column in range(int(sizes[0]) if len(sizes) else 0):
        live = int(np.searchsorted(-sizes.astype(np.int64), -column, side="left"))
        now = state[:live]
        met = now & flat[base[:live] + letters[:live, column]]
        state[:live] = (now + met) | (now - met)
    answer = np.empty(len(rows), dtype=np.int64)
    answer[order] = ones(~state)
    return answer


def word_similarity(
    asked: WordArrays,
    masks: npt.NDArray[np.uint32],
    folded_masks: npt.NDArray[np.uint32],
    a: Ints,
    listed: WordArrays,
    b: Ints,
) -> Floats:
    """How alike word `a[k]` of the asked and word `b[k]` of the listed rows are, 0 to 1; below `LEAST_ALIKE` it is 0."""
    alike = np.zeros(len(a))
    class_a, class_b = asked.word_class[a], listed.word_class[b]
    concept_a = asked.concept[a]
    same_concept = (concept_a > 0) & (concept_a == listed.concept[b])
    both = class_a == class_b
    legal = (class_a == LEGAL) | (class_b == LEGAL)
    number = (class_a == NUMBER) | (class_b == NUMBER)
    alike[both & legal & (asked.group[a] == listed.group[b])] = 0.8
    alike[both & same_concept & (legal | number)] = 1.0
    word = ~(legal | number)
    alike[word & both & same_concept & (class_a == GENERIC)] = CONCEPT_ALIKE
    alike[word & both & same_concept & (class_a == BODY)] = GIVEN_ALIKE

    shared = ones(asked.letters[a] & listed.letters[b])
    apart = ones(asked.letters[a] ^ listed.letters[b])
    near = np.flatnonzero(word & (shared * 2 >= apart))
    if len(near) == 0:
        return alike
    p, q = a[near], b[near]
    la, lb = asked.plain_length[p].astype(np.int64), listed.plain_length[q].astype(np.int64)
    plain = common_letters(masks, p, listed.plain, q, listed.plain_length)
    ratio = 2.0 * plain / (la + lb)
    first = asked.plain[p, :4] == listed.plain[q, :4]
    first &= asked.plain[p, :4] > 0
    opening = np.logical_and.accumulate(first, axis=1).sum(axis=1)
    boosted = np.where(ratio > 0.6, ratio + 0.1 * opening * (1.0 - ratio), ratio)
    value = (ratio + boosted) / 2.0
    fa, fb = asked.folded_length[p].astype(np.int64), listed.folded_length[q].astype(np.int64)
    folded = common_letters(folded_masks, p, listed.folded, q, listed.folded_length)
    value = np.maximum(value, FOLD_DAMPING * (2.0 * folded / (fa + fb)))
    short = np.minimum(la, lb) <= 3
    same = (plain == la) & (la == lb)
    value = np.where(short & ~same, value * SHORT_DAMPING, value)
    initial = ((la == 1) ^ (lb == 1)) & (opening > 0)
    value = np.where(initial, INITIAL_ALIKE, value)
    value = np.where((la == 1) & (lb == 1), same.astype(np.float64), value)
    shorter, longer = np.minimum(la, lb), np.maximum(la, lb)
    inside = (plain == shorter) & (shorter >= 3) & (longer > shorter + 1) & (opening >= 1)
    generic = (class_a[near] == GENERIC) | (class_b[near] == GENERIC)
    value = np.where(inside & ((opening >= 3) | generic) & (value < PREFIX_ALIKE), PREFIX_ALIKE - 0.1 * (~generic), value)
    value = np.where(same, 1.0, value)
    value[value < LEAST_ALIKE] = 0.0
    alike[near] = np.maximum(alike[near], value)
    return alike


@dataclass(frozen=True, slots=True)
class Edges:
    """Accepted agreements, sorted by pair.

    Attributes:
        pair: Which pair of names.
        asked, listed: Bits of the words on either side.
        alike: 0.55 to 1.
    """

    pair: Ints
    asked: Ints
    listed: Ints
    alike: Floats

    def of(self, pair: int) -> list[tuple[int, int, float]]:
        """The edges of one pair: bits of words on either side, and how alike they are."""
        first, last = np.searchsorted(self.pair, (pair, pair + 1))
        here = slice(int(first), int(last))
        return list(zip(self.asked[here].tolist(), self.listed[here].tolist(), self.alike[here].tolist(), strict=True))


def best_edges(pairs: int, pair: Ints, asked: Ints, listed: Ints, alike: Floats, apart: Ints) -> Edges:
    """The edges taken when each pair takes its best first and uses every word once.

    Ties go to edges that cover more words, then to words that stand near each other, then to the order given.
    """
    rank = np.round((1.0 - alike) * 4000.0).astype(np.int64)
    cover = 24 - ones(asked.astype(np.uint32)) - ones(listed.astype(np.uint32))
    order = np.argsort((pair << 32) | (rank << 16) | (cover << 8) | apart, kind="stable")
    pair, asked, listed, alike = pair[order], asked[order], listed[order], alike[order]
    count = np.bincount(pair, minlength=pairs)
    start = np.concatenate(([0], np.cumsum(count)[:-1]))
    used_asked = np.zeros(pairs, dtype=np.int64)
    used_listed = np.zeros(pairs, dtype=np.int64)
    taken = np.zeros(len(pair), dtype=bool)
    live = np.flatnonzero(count > 0)
    turn = 0
    while len(live):
        edge = start[live] + turn
        free = ((used_asked[live] & asked[edge]) == 0) & ((used_listed[live] & listed[edge]) == 0)
        edge, owner = edge[free], live[free]
        taken[edge] = True
        used_asked[owner] |= asked[edge]
        used_listed[owner] |= listed[edge]
        turn += 1
        live = live[count[live] > turn]
    return Edges(pair[taken], asked[taken], listed[taken], alike[taken])


def masks_of(rows: WordArrays) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """Match masks of plain and folded letters."""
    return match_masks(rows.plain), match_masks(rows.folded)
