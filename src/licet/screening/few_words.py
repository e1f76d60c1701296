"""A pair of words in plain Python, for a handful of pairs: the numbers of `align.word_similarity`, bit for bit."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from licet.screening.align import (
    CONCEPT_ALIKE,
    FOLD_DAMPING,
    GIVEN_ALIKE,
    INITIAL_ALIKE,
    LEAST_ALIKE,
    PREFIX_ALIKE,
    SHORT_DAMPING,
    Rows,
)
from licet.screening.words import BODY, GENERIC, LEGAL, NUMBER, WordArrays

# Up to as many pairs of words, plain Python is the quicker way.
FEW_WORDS = 24

_common = LCSseq.similarity


class _Word(NamedTuple):
    """A row of `WordArrays` as plain numbers."""

    part: int
    concept: int
    group: int
    letters: int
    plain_letters: int
    size: int
    folded_size: int
    plain: bytes
    folded: bytes


def few_alike(asked: WordArrays, a: Rows, listed: WordArrays, b: Rows) -> npt.NDArray[np.float64]:
    """How alike asked word `a[k]` and listed word `b[k]` are: `align.word_similarity` for a few pairs of words."""
    return np.array([_alike(one, other) for one, other in zip(_words(asked, a), _words(listed, b), strict=True)])


def _words(held: WordArrays, rows: Rows) -> list[_Word]:
    """Some rows as plain numbers."""
    numbers = (held.word_class, held.concept, held.group, held.letters, held.plain_letters, held.plain_length, held.folded_length)
    letters = (part[rows].view(f"S{part.shape[1]}").ravel().tolist() for part in (held.plain, held.folded))
    return [_Word(*each) for each in zip(*(part[rows].tolist() for part in numbers), *letters, strict=True)]


def _alike(a: _Word, b: _Word) -> float:
    """How alike two words are: `align.word_similarity` for one pair."""
    one, concept, group, bits_a, written_a, la, fa, plain_a, folded_a = a
    other, other_concept, other_group, bits_b, written_b, lb, fb, plain_b, folded_b = b
    same_concept = concept > 0 and concept == other_concept
    if one in (LEGAL, NUMBER) or other in (LEGAL, NUMBER):
        if one != other:
            return 0.0
        if same_concept:
            return 1.0
        return 0.8 if one == LEGAL and group == other_group else 0.0
    if plain_a == plain_b:
        return 1.0
    meant = 0.0
    if same_concept and one == other:
        meant = CONCEPT_ALIKE if one == GENERIC else GIVEN_ALIKE if one == BODY else 0.0
    shared = (bits_a & bits_b).bit_count()
    if 2 * shared < (bits_a ^ bits_b).bit_count():
        return meant
    shorter = min(la, lb)
    both = written_a & written_b
    longest = min(la - (written_a ^ both).bit_count(), lb - (written_b ^ both).bit_count())
    if 200 * longest + 1 < 55 * (la + lb) and longest < shorter and shorter != 1:
        longest = min(fa - (bits_a.bit_count() - shared), fb - (bits_b.bit_count() - shared))
        if 194 * longest + 1 < 55 * (fa + fb):
            return meant
    plain = _common(plain_a, plain_b)
    ratio = 2.0 * plain / (la + lb)
    opening = 0
    for x, y in zip(plain_a[:4], plain_b[:4], strict=False):
        if x != y:
            break
        opening += 1
    value = ratio + 0.1 * opening * (1.0 - ratio) if ratio > 0.6 else ratio
    value = (value + ratio) / 2.0
    value = max(value, 2.0 * _common(folded_a, folded_b) / (fa + fb) * FOLD_DAMPING)
    if shorter <= 3:
        value *= SHORT_DAMPING
    if shorter == 1:
        if la == lb:
            value = 0.0
        elif opening > 0:
            value = INITIAL_ALIKE
    if plain == shorter and shorter >= 3 and la + lb > 2 * shorter + 1 and opening >= 1 and value < PREFIX_ALIKE:
        if GENERIC in (one, other):
            value = PREFIX_ALIKE
        elif opening >= 3:
            value = PREFIX_ALIKE - 0.1
    return max(meant, value) if value >= LEAST_ALIKE else meant
