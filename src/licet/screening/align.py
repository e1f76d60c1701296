"""The alignment of names: which words of one are which words of the other, for many pairs of names at once.

Every possible agreement is an *edge*: a set of words on either side and how alike they are, from 0 to 1. Most edges join one
word with one word; a joined neighbor edge joins two or three with one (`Al Otaibi`, `Alotaibi`), an acronym edge one with
many. Edges are taken best first as long as their words are free. Nothing here knows about parties, lists or probabilities.

Arithmetic is done in a fixed order on float64, so that a compiled kernel can give the same answers bit for bit.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from licet.screening.words import BODY, GENERIC, LEGAL, NUMBER, Masks, WordArrays

LEAST_ALIKE = 0.55
JOIN_LEAST_ALIKE = 0.84
INITIAL_ALIKE = 0.85
CONCEPT_ALIKE = 0.95
GIVEN_ALIKE = 0.9
PREFIX_ALIKE = 0.8
SHORT_DAMPING = 0.85
FOLD_DAMPING = 0.97

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.signedinteger[Any]]
Floats = npt.NDArray[np.float64]
# Below this many words, strings are handed to rapidfuzz; above it, array operations cost less than making the strings.
_FEW = 1_500


def _where(flags: npt.NDArray[np.generic]) -> Ints:
    return flags.nonzero()[0]


def ones(bits: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    """How many bits are set."""
    return np.bitwise_count(bits)


def common_letters(
    masks: Callable[[], npt.NDArray[np.uint32]],
    rows: Rows,
    asked: npt.NDArray[np.uint8],
    texts: npt.NDArray[np.uint8],
    places: Rows,
    lengths: npt.NDArray[np.uint8],
) -> npt.NDArray[np.uint8]:
    """Length of the longest common subsequence of word `rows[k]` and text `places[k]`, for all k.

    Args:
        masks: Makes match masks of the asked words, when they are needed.
        rows: Of the asked words.
        asked: Their letters.
        texts, places, lengths: The listed words, which of them, and how long each is.
    """
    if len(rows) < _FEW:
        one, other = (letters.view(f"S{letters.shape[1]}").ravel() for letters in (asked, texts))
        found: npt.NDArray[np.uint8] = process.cpdist(
            one[rows].tolist(), other[places].tolist(), scorer=LCSseq.similarity, dtype=np.uint8
        )
        return found
    sizes = lengths[places]
    order = np.argsort(sizes, kind="stable")[::-1]
    sizes = sizes[order]
    letters = texts[places[order]]
    table = masks()
    base = rows[order] * table.shape[1]
    flat = table.ravel()
    state = np.full(len(rows), 0xFFFFFFFF, dtype=np.uint32)
    live_at = len(rows) - np.searchsorted(sizes[::-1], np.arange(int(sizes[0])), side="right")
    for column, live in enumerate(live_at.tolist()):
        now = state[:live]
        met = flat.take(base[:live] + letters[:live, column])
        met &= now
        left = now - met
        now += met
        now |= left
    answer = np.empty(len(rows), dtype=np.uint8)
    answer[order] = ones(~state)
    return answer


def word_similarity(
    asked: WordArrays,
    masks: Callable[[], Masks],
    a: Rows,
    listed: WordArrays,
    b: Rows,
) -> Floats:
    """How alike word `a[k]` of the asked and word `b[k]` of the listed rows are, 0 to 1; below `LEAST_ALIKE` it is 0.

    `kernels.py` holds the same rules for one pair of words, compiled: a change here is a change there.
    """
    alike = np.zeros(len(a))
    class_a, class_b = asked.word_class[a], listed.word_class[b]
    special = (class_a == LEGAL) | (class_a == NUMBER) | (class_b == LEGAL) | (class_b == NUMBER)
    both = class_a == class_b
    fixed = _where(special & both)
    if len(fixed):
        p, q = a[fixed], b[fixed]
        concept = asked.concept[p]
        same_group = (class_a[fixed] == LEGAL) & (asked.group[p] == listed.group[q])
        same_concept = (concept > 0) & (concept == listed.concept[q])
        alike[fixed] = np.where(same_concept, 1.0, np.where(same_group, 0.8, 0.0))
    meant = _where(both & ~special & ((class_a == GENERIC) | (class_a == BODY)))
    concept = asked.concept[a[meant]]
    some = _where(concept)
    meant, concept = meant[some], concept[some]
    meant = meant[concept == listed.concept[b[meant]]]
    alike[meant] = np.where(class_a[meant] == GENERIC, CONCEPT_ALIKE, GIVEN_ALIKE)

    letters_a, letters_b = asked.letters[a], listed.letters[b]
    shared = ones(letters_a & letters_b)
    near = _where((shared * 2 >= ones(letters_a ^ letters_b)) & ~special)
    near = near[_may_be_alike(asked, a[near], listed, b[near], shared[near])]
    if len(near) == 0:
        return alike
    p, q = a[near], b[near]
    la, lb = asked.plain_length[p], listed.plain_length[q]
    shorter, both_lengths = np.minimum(la, lb), la + lb
    plain = common_letters(lambda: masks()[0], p, asked.plain, listed.plain, q, listed.plain_length)
    ratio = 2.0 * plain / both_lengths
    opening = np.minimum(_same_start(asked, p, listed, q), shorter)
    value = np.where(ratio > 0.6, ratio + 0.1 * opening * (1.0 - ratio), ratio)
    value += ratio
    value /= 2.0
    folded = common_letters(lambda: masks()[1], p, asked.folded, listed.folded, q, listed.folded_length)
    of_folds = 2.0 * folded / (asked.folded_length[p] + listed.folded_length[q])
    of_folds *= FOLD_DAMPING
    np.maximum(value, of_folds, out=value)
    same = (plain == la) & (la == lb)
    short = _where((shorter <= 3) & ~same)
    value[short] *= SHORT_DAMPING
    letter = _where(shorter == 1)
    one_letter = (la[letter] == 1) ^ (lb[letter] == 1)
    value[letter[one_letter & (opening[letter] > 0)]] = INITIAL_ALIKE
    value[letter[~one_letter]] = 0.0
    inside = _where((plain == shorter) & (shorter >= 3) & (both_lengths > 2 * shorter + 1) & (opening >= 1))
    if len(inside):
        generic = (class_a[near[inside]] == GENERIC) | (class_b[near[inside]] == GENERIC)
        begun = inside[(opening[inside] >= 3) | generic]
        generic = generic[(opening[inside] >= 3) | generic]
        value[begun] = np.where(value[begun] < PREFIX_ALIKE, PREFIX_ALIKE - 0.1 * ~generic, value[begun])
    value[same] = 1.0
    value[value < LEAST_ALIKE] = 0.0
    alike[near] = np.maximum(alike[near], value)
    return alike


def _may_be_alike(asked: WordArrays, a: Rows, listed: WordArrays, b: Rows, shared: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """False where the letters that one word has and the other has not keep the likeness below `LEAST_ALIKE`.

    A letter that the other word lacks is in no common subsequence, so each such letter takes one off the length it can have.
    """
    plain_a, plain_b = asked.plain_letters[a], listed.plain_letters[b]
    both = plain_a & plain_b
    la, lb = asked.plain_length[a], listed.plain_length[b]
    most = np.minimum(la - ones(plain_a ^ both), lb - ones(plain_b ^ both)).astype(np.int16)
    shorter = np.minimum(la, lb)
    may = 200 * most + 1 >= 55 * (la + lb).astype(np.int16)
    may |= (most >= shorter) | (shorter == 1)
    fa, fb = asked.folded_length[a], listed.folded_length[b]
    most = np.minimum(fa - (ones(asked.letters[a]) - shared), fb - (ones(listed.letters[b]) - shared)).astype(np.int16)
    likely: npt.NDArray[np.bool_] = may | (194 * most + 1 >= 55 * (fa + fb).astype(np.int16))
    return likely


def _same_start(asked: WordArrays, a: Rows, listed: WordArrays, b: Rows) -> npt.NDArray[np.uint8]:
    """How many of the first four letter codes agree before the first that does not; codes behind the end agree too."""
    differ = asked.plain.view("<u4")[a, 0] ^ listed.plain.view("<u4")[b, 0]
    count: npt.NDArray[np.uint8] = ((differ & 0xFF) == 0).astype(np.uint8)
    count += (differ & 0xFFFF) == 0
    count += (differ & 0xFFFFFF) == 0
    count += differ == 0
    return count


class Edges(NamedTuple):
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
    order = np.argsort((pair << 32) | (rank << 16) | (cover.astype(np.int64) << 8) | apart, kind="stable")
    pair, asked, listed, alike = pair[order], asked[order], listed[order], alike[order]
    count = np.bincount(pair, minlength=pairs)
    start = np.concatenate(([0], np.cumsum(count)[:-1]))
    used_asked = np.zeros(pairs, dtype=np.int64)
    used_listed = np.zeros(pairs, dtype=np.int64)
    taken = np.zeros(len(pair), dtype=bool)
    live = _where(count > 0)
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
