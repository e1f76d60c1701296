"""Words as arrays: what the comparison of thousands of name pairs at once reads.

Each distinct word of a list, and each word ever asked, is a row: its letters as small numbers, plain and folded, its class
and concept, and its weight. Rows of queries also hold match masks, one bit a position, so that the longest common
subsequence of two words takes a few array operations a letter (Hyyrö 2004, "Bit-parallel LCS-length computation
revisited").
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from licet.screening.names import MOST_LETTERS, Word, WordClass

ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
# The word classes as plain numbers, for comparisons with arrays.
BODY, LEGAL, GENERIC, PARTICLE, TITLE, NUMBER, INITIAL = (int(part) for part in WordClass)
_CODES = bytes.maketrans(f"{ALPHABET} ".encode(), bytes([*range(1, len(ALPHABET) + 1), 0]))
_SPACED = bytes.maketrans(bytes(range(len(ALPHABET) + 1)), f" {ALPHABET}".encode())
# The bit of each letter code: one for each letter, and six that the digits share.
_BITS = np.array([0, *(1 << place for place in range(26)), *(1 << 26 + digit % 6 for digit in range(10))], dtype=np.uint32)
# Shares of a word's information that its agreement is worth, by class (matching.md, section 2).
CLASS_SHARE = np.array([1.0, 0.25, 0.6, 0.4, 0.3, 1.0, 0.4])
GENERIC_MOST = 2.5

Masks = tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]
Lines = tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class WordArrays:
    """Rows of words. All arrays have one row a word.

    Attributes:
        plain: Letters as codes 1 to 36, 0 behind the end, `[n, 24]` uint8.
        folded: The folded word in the same way.
        plain_length, folded_length: Letters, uint8.
        letters: One bit for each letter of the folded word, digits share the bits from 26 on, uint32.
        plain_letters: The same of the word as written.
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
    plain_letters: npt.NDArray[np.uint32]
    word_class: npt.NDArray[np.uint8]
    group: npt.NDArray[np.uint8]
    concept: npt.NDArray[np.int64]
    information: npt.NDArray[np.float64]
    weight: npt.NDArray[np.float64]


def texts_of(codes: npt.NDArray[np.uint8]) -> list[str]:
    """The letters of rows of letter codes.

    >>> texts_of(np.array([[26, 20, 5] + [0] * 21], dtype=np.uint8))
    ['zte']
    """
    text = codes.tobytes().translate(_SPACED).decode("ascii")
    return [text[at : at + MOST_LETTERS].rstrip() for at in range(0, len(text), MOST_LETTERS)]


def _code_rows(texts: Sequence[str]) -> npt.NDArray[np.uint8]:
    """The letter codes of many words, one a row."""
    padded = "".join([f"{text:<{MOST_LETTERS}.{MOST_LETTERS}}" for text in texts]).encode("ascii")
    return np.frombuffer(padded.translate(_CODES), dtype=np.uint8).reshape(-1, MOST_LETTERS)


def word_arrays(words: Sequence[Word], folds: Sequence[str], information: Sequence[float]) -> WordArrays:
    """The rows of some words, given their folded forms and how much each tells.

    The weight of a word in an alignment is its information times the share of its class.
    """
    plain, folded = _code_rows([word.text for word in words]), _code_rows(folds)
    word_class = np.frombuffer(bytes([word.word_class for word in words]), dtype=np.uint8)
    told = np.array(information, dtype=np.float64)
    weight = told * CLASS_SHARE[word_class]
    return WordArrays(
        plain=plain,
        folded=folded,
        plain_length=(plain > 0).sum(axis=1, dtype=np.uint8),
        folded_length=(folded > 0).sum(axis=1, dtype=np.uint8),
        letters=np.bitwise_or.reduce(_BITS[folded], axis=1),
        plain_letters=np.bitwise_or.reduce(_BITS[plain], axis=1),
        word_class=word_class,
        group=np.frombuffer(bytes([word.group for word in words]), dtype=np.uint8),
        concept=np.array([word.concept for word in words], dtype=np.int64),
        information=told,
        weight=np.where(word_class == GENERIC, np.minimum(weight, GENERIC_MOST), weight),
    )


def match_masks(letters: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint32]:
    """For each word and each letter code, the positions of that letter as bits; `[n, 37]`. Code 0 never matches."""
    codes = len(ALPHABET) + 1
    at = letters + (np.arange(len(letters)) * codes)[:, None]
    # A position is one bit of one letter, so adding up is the same as setting bits, and exact.
    bits = np.broadcast_to(2.0 ** np.arange(letters.shape[1]), letters.shape)
    added = np.bincount(at.ravel(), bits.ravel(), len(letters) * codes)
    masks = added.astype(np.uint32).reshape(-1, codes)
    masks[:, 0] = 0
    return masks
