"""Words as arrays: what the comparison of thousands of name pairs at once reads.

Each distinct word of a list, and each word ever asked, is a row: its letters as small numbers, plain and folded, its class
and concept, and its weight. Rows of queries also hold match masks, one bit a position, so that the longest common
subsequence of two words takes a few array operations a letter (Hyyrö 2004, "Bit-parallel LCS-length computation
revisited").
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from licet.screening.names import MOST_LETTERS, Word, WordClass
from licet.screening.spelling import fold

ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
# The word classes as plain numbers, for comparisons with arrays.
BODY, LEGAL, GENERIC, PARTICLE, TITLE, NUMBER, INITIAL = (int(part) for part in WordClass)
_CODES = bytes.maketrans(ALPHABET.encode(), bytes(range(1, len(ALPHABET) + 1)))
# Shares of a word's information that its agreement is worth, by class (matching.md, section 2).
CLASS_SHARE = np.array([1.0, 0.25, 0.6, 0.4, 0.3, 1.0, 0.4])
GENERIC_MOST = 2.5

Array = npt.NDArray[np.generic]


@dataclass(frozen=True, slots=True)
class WordArrays:
    """Rows of words. All arrays have one row a word.

    Attributes:
        plain: Letters as codes 1 to 36, 0 behind the end, `[n, 24]` uint8.
        folded: The folded word in the same way.
        plain_length, folded_length: Letters, uint8.
        letters: One bit for each letter of the folded word, digits share the bits from 26 on, uint32.
        word_class, group: As in `Word`, uint8.
        concept: As in `Word`, int64 (numbers are their own concept).
        information: How much agreement on the word tells, in nats, by its rarity; float64.
        weight: `information` times the share of its class; float64.
    """

    plain: npt.NDArray[np.uint8]
    folded: npt.NDArray[np.uint8]
    plain_length: npt.NDArray[np.uint8]
    folded_length: npt.NDArray[np.uint8]
    letters: npt.NDArray[np.uint32]
    word_class: npt.NDArray[np.uint8]
    group: npt.NDArray[np.uint8]
    concept: npt.NDArray[np.int64]
    information: npt.NDArray[np.float64]
    weight: npt.NDArray[np.float64]


@lru_cache(maxsize=200_000)
def codes(text: str) -> bytes:
    """Letter codes of a word, padded with zeros to `MOST_LETTERS`."""
    return text.encode("ascii")[:MOST_LETTERS].translate(_CODES).ljust(MOST_LETTERS, b"\0")


def _letters(text: str) -> int:
    bits = 0
    for letter in text:
        place = ord(letter) - 97
        bits |= 1 << (place if place >= 0 else 26 + (ord(letter) - 48) % 6)
    return bits


def weight_of(word_class: WordClass, information: float) -> float:
    """The weight of a word in an alignment: its information times the share of its class."""
    weight = information * float(CLASS_SHARE[word_class])
    return min(weight, GENERIC_MOST) if word_class is WordClass.GENERIC else weight


def word_arrays(words: Iterable[Word], information: Callable[[Word], float]) -> WordArrays:
    """The rows of some words."""
    listed = list(words)
    folds = [fold(word.text)[:MOST_LETTERS] for word in listed]
    told = [information(word) for word in listed]
    width = MOST_LETTERS
    return WordArrays(
        plain=np.frombuffer(b"".join(codes(word.text) for word in listed), dtype=np.uint8).reshape(-1, width),
        folded=np.frombuffer(b"".join(codes(text) for text in folds), dtype=np.uint8).reshape(-1, width),
        plain_length=np.array([len(word.text) for word in listed], dtype=np.uint8),
        folded_length=np.array([len(text) for text in folds], dtype=np.uint8),
        letters=np.array([_letters(text) for text in folds], dtype=np.uint32),
        word_class=np.array([word.word_class for word in listed], dtype=np.uint8),
        group=np.array([word.group for word in listed], dtype=np.uint8),
        concept=np.array([word.concept for word in listed], dtype=np.int64),
        information=np.array(told, dtype=np.float64),
        weight=np.array([weight_of(word.word_class, value) for word, value in zip(listed, told, strict=True)], dtype=np.float64),
    )


def match_masks(letters: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint32]:
    """For each word and each letter code, the positions of that letter as bits; `[n, 37]`. Code 0 never matches."""
    masks = np.zeros((len(letters), len(ALPHABET) + 1), dtype=np.uint32)
    every = np.arange(len(letters))
    for place in range(letters.shape[1]):
        masks[every, letters[:, place]] |= np.uint32(1 << place)
    masks[:, 0] = 0
    return masks
