"""Pairs of a query and a listed name as numbers: the alignment, and what it says for and against.

`PairScorer.features` takes the candidates of many queries at once and answers with one row of features a pair. The same
arithmetic serves one query and a table of millions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from licet.screening.align import JOIN_LEAST_ALIKE, LEAST_ALIKE, Edges, best_edges, ones, word_similarity
from licet.screening.asked import AskedWords
from licet.screening.few_words import FEW_WORDS, few_alike
from licet.screening.index import MOST_JOINS, OTHER_SCRIPT, WEAK, NameIndex, acronym_bits, joined_words
from licet.screening.names import MOST_WORDS, Name, WordClass, acronym
from licet.screening.sorted_arrays import ranks
from licet.screening.words import BODY, GENERIC, INITIAL, LEGAL, NUMBER

ACRONYM_ALIKE = 0.85
# How much of a name is lost on the way to Latin letters: alphabets lose little, Arabic and Hebrew (as all others: 1.0) their
# vowels, Han its tones and characters. Kana and the scripts of India hold their vowels.
_SCRIPT_LOSS = {
    "latin": 0.0, "cyrillic": 0.5, "greek": 0.5, "armenian": 0.5, "georgian": 0.5, "kana": 0.5, "devanagari": 0.5, "bengali": 0.5,
    "han": 2.0,
}  # fmt: skip

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
# Pair, bits of the asked words, bits of the listed words, how alike, how far apart they stand.
EdgeParts = tuple[Ints, Ints, Ints, Floats, Ints]
# Words of either side, classes that must not be legal forms, pair, bits of either side, how far apart.
JoinCells = tuple[Ints, npt.NDArray[np.int32], npt.NDArray[np.uint8], Ints, Ints, Ints, Ints]
MOST_BY_WORDS = 16
MOST_BY_KEYS = 8
# The strength of a pair that is compared whatever its names: it shares an identifier or letters.
SURE = 1 << 24

FEATURES = (
    "agreement",
    "asked_unmatched",
    "listed_unmatched",
    "matched_information",
    "elsewhere",
    "worst_word",
    "number_conflict",
    "legal_conflict",
    "initials",
    "weak",
    "order",
    "asked_covered",
    "listed_covered",
    "asked_script",
    "acronym",
    "largest_unmatched",
    "first_word",
    "replaced",
    "initial_conflict",
    "joined",
    "generic_apart",
    "generic_extra",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Analyzed queries as arrays, in the shape of `NameArrays`."""

    count: Ints
    words: Ints
    joins: Ints
    join_bits: Ints
    join_count: Ints
    acronym: Ints
    acronym_bits: Ints
    script: Floats
    weight: Floats


class Bounds(NamedTuple):
    """What the edges of some pairs can give, one number a pair.

    Attributes:
        asked, listed: At most what is gained on either side.
        asked_total, listed_total: Of how much.
        lost, largest_lost: At least what is lost of the listed name: of all its words, and of one.
        first_word: At most how well the first word asked for agrees.
    """

    asked: Floats
    listed: Floats
    asked_total: Floats
    listed_total: Floats
    lost: Floats
    largest_lost: Floats
    first_word: Floats


class Scored(NamedTuple):
    """Features of pairs, one row a pair, and the edges they rest on."""

    values: Floats
    edges: Edges


class PairScorer:
    """Compares queries with the names of one index."""

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        self.words = AskedWords(index.counts.told)

    def asked(self, names: Sequence[Name]) -> Asked:
        """The queries as arrays."""
        parts = [joined_words(name.words) for name in names]
        letters = [acronym(name) for name in names]
        short = [place for place, text in enumerate(letters) if text]
        rows, pieces = self.words.rows(
            names,
            [text for joined in parts for text, _ in joined] + [letters[place] for place in short],
        )
        count = np.array([len(name.words) for name in names], dtype=np.int64)
        join_count = np.array([len(joined) for joined in parts], dtype=np.int64)
        joined = len(pieces) - len(short)
        acronyms, bits = np.full(len(names), -1, dtype=np.int64), np.zeros(len(names), dtype=np.int64)
        acronyms[short] = pieces[joined:]
        bits[short] = [acronym_bits(names[place]) for place in short]
        words = _ragged(count, MOST_WORDS, -1, rows)
        return Asked(
            weight=_row_sum(np.where(words >= 0, self.words.words.weight[words], 0.0)),
            count=count,
            words=words,
            joins=_ragged(join_count, MOST_JOINS, -1, pieces[:joined]),
            join_bits=_ragged(join_count, MOST_JOINS, 0, [covered for joined in parts for _, covered in joined]),
            join_count=join_count,
            acronym=acronyms,
            acronym_bits=bits,
            script=np.array([_SCRIPT_LOSS.get(name.script, 1.0) for name in names], dtype=np.float64),
        )

    def edges(self, asked: Asked, query: Ints, row: Ints) -> Edges:
        """The alignment of each pair (query number, row of a listed name)."""
        words = self._word_edges(asked, query, row)
        return taken(len(query), [words, *self.further_edges(asked, query, row)])

    def further_edges(self, asked: Asked, query: Ints, row: Ints) -> list[EdgeParts]:
        """The edges of joined neighbors on either side, and of acronyms."""
        one, two = self._join_cells(asked, query, row), self._listed_join_cells(asked, query, row)
        a, b, single = np.append(one[0], two[0]), np.append(one[1], two[1]), np.append(one[2], two[2])
        kept, alike = self._joined(a, b, single)
        half = int(kept.searchsorted(len(one[0])))
        return [
            (pair[here], bits[here], listed_bits[here], likeness, apart[here])
            for (_, _, _, pair, bits, listed_bits, apart), here, likeness in (
                (one, kept[:half], alike[:half]), (two, kept[half:] - len(one[0]), alike[half:])
            )
        ] + [self._acronym_edges(asked, query, row)]  # fmt: skip

    def promising(self, asked: Asked, query: Ints, row: Ints, strength: Ints) -> tuple[Ints, EdgeParts]:
        """The pairs worth aligning in full, and their word edges.

        Of each query those whose words agree best, and those that share most keys: names in one piece and acronyms share
        keys without sharing words.
        """
        words = self._word_edges(asked, query, row)
        pair, a_bits, b_bits, alike, _ = words
        names, listed = self.index.names, self.index.words
        place_a, place_b = _log2(a_bits), _log2(b_bits)
        weight_a = self.words.words.weight[asked.words[query[pair], place_a]]
        weight_b = listed.weight[names.words[row[pair], place_b]]
        gain = ((alike - LEAST_ALIKE) / (1.0 - LEAST_ALIKE)) ** 2
        met = np.bincount(pair, gain * (weight_a + weight_b), len(query)).astype(np.float64, copy=False)
        total = asked.weight[query] + names.weight[row]
        by_words = _rank(query, -np.round(met / np.maximum(total, 1e-9) * 1e6).astype(np.int64))
        by_keys = _rank(query, -strength)
        kept = (by_words < MOST_BY_WORDS) | (by_keys < MOST_BY_KEYS) | (strength >= SURE)
        number = kept.cumsum() - 1
        here = kept[pair]
        edges = (number[pair[here]], a_bits[here], b_bits[here], alike[here], words[4][here])
        return kept.nonzero()[0], edges

    def bounds(self, asked: Asked, query: Ints, row: Ints, edges: Sequence[EdgeParts]) -> Bounds:
        """What some pairs can give by all their edges: each word by its best one, as if no edge barred another."""
        names, listed = self.index.names, self.index.words
        width = max(int(asked.count[query].max(initial=1)), int(names.count[row].max(initial=1)))
        a_rows, b_rows = asked.words[:, :width], names.words[row, :width]
        a_gain, b_gain = _best_gains((len(query), width), edges)
        a_weight = self.words.words.weight[a_rows]
        a_weight[a_rows < 0] = 0.0
        b_weight = listed.weight[b_rows]
        b_weight[b_rows < 0] = 0.0
        solid = _SOLID[listed.word_class[b_rows]]
        solid *= b_weight
        lost = solid * (1.0 - b_gain)
        return Bounds(
            asked=np.einsum("ij,ij->i", a_weight[query], a_gain),
            listed=np.einsum("ij,ij->i", b_weight, b_gain),
            asked_total=asked.weight[query],
            listed_total=names.weight[row],
            lost=np.einsum("ij->i", lost),
            largest_lost=lost.max(axis=1),
            first_word=LEAST_ALIKE + (1.0 - LEAST_ALIKE) * np.sqrt(a_gain[:, 0]),
        )

    def _word_edges(self, asked: Asked, query: Ints, row: Ints) -> EdgeParts:
        names = self.index.names
        pair, i, j, of_query, of_row = _cells(asked.count[query], names.count[row], query, row)
        a = asked.words.ravel()[of_query + i]
        b = names.words.ravel()[of_row + j]
        alike = word_similarity(self.words.words, self.words.masks, a, self.index.words, b)
        kept = alike.nonzero()[0]
        pair, i, j = pair[kept], i[kept], j[kept]
        return pair, 1 << i, 1 << j, alike[kept], np.abs(i - j)

    def _join_cells(self, asked: Asked, query: Ints, row: Ints) -> JoinCells:
        """Neighbors of the query in one piece, where a word of the listed name begins with their letter."""
        names, words, listed = self.index.names, self.words.words, self.index.words
        pair, i = _places(asked.join_count[query])
        a = asked.joins[query[pair], i]
        begun = _begun(names.word_starts[row[pair]], words.folded[a, 0])
        pair, i, a = pair[begun], i[begun], a[begun]
        part, j = _places(names.count[row[pair]])
        pair, i, a = pair[part], i[part], a[part]
        b = names.words[row[pair], j]
        return a, b, listed.word_class[b], pair, asked.join_bits[query[pair], i], 1 << j, np.abs(i - j)

    def _listed_join_cells(self, asked: Asked, query: Ints, row: Ints) -> JoinCells:
        """Neighbors of the listed name in one piece, where they begin with the letter of a word of the query."""
        names, words = self.index.names, self.words.words
        joined = (names.join_starts[row]).nonzero()[0]
        part, i = _places(asked.count[query[joined]])
        pair = joined[part]
        a = asked.words[query[pair], i]
        begun = _begun(names.join_starts[row[pair]], words.folded[a, 0])
        pair, i, a = pair[begun], i[begun], a[begun]
        part, j = _places((names.joins[row[pair]] >= 0).sum(axis=1))
        pair, i, a = pair[part], i[part], a[part]
        b = names.joins[row[pair], j]
        return a, b, words.word_class[a], pair, 1 << i, names.join_bits[row[pair], j].astype(np.int64), np.abs(i - j)

    def _joined(self, a: Ints, b: npt.NDArray[np.int32], single: npt.NDArray[np.uint8]) -> tuple[Ints, Floats]:
        """Which of some words, one of them a joined one and the other of class `single`, agree, and how well."""
        words, listed = self.words.words, self.index.words
        near = words.folded[a, 0] == listed.folded[b, 0]
        near &= single != LEGAL
        near &= np.abs(words.folded_length[a].astype(np.int16) - listed.folded_length[b]) <= 3
        near &= ones(words.letters[a] ^ listed.letters[b]) <= 2
        kept = near.nonzero()[0]
        if len(kept) == 0:
            return kept, np.zeros(0)
        if len(kept) <= FEW_WORDS:
            alike = few_alike(words, a[kept], listed, b[kept])
        else:
            alike = word_similarity(words, self.words.masks, a[kept], listed, b[kept])
        enough = (alike >= JOIN_LEAST_ALIKE).nonzero()[0]
        return kept[enough], alike[enough] * 0.99

    def _acronym_edges(self, asked: Asked, query: Ints, row: Ints) -> EdgeParts:
        names, words, listed = self.index.names, self.words.words, self.index.words
        has = (names.acronym[row] >= 0).nonzero()[0]
        if len(has) == 0 and (asked.acronym < 0).all():
            return _no_edges()
        part, i = _places(asked.count[query[has]])
        pair = has[part]
        a = asked.words[query[pair], i]
        kept = self._same_word(a, names.acronym[row[pair]])
        kept = kept[words.word_class[a[kept]] == BODY]
        one = (pair[kept], 1 << i[kept], names.acronym_bits[row[pair[kept]]].astype(np.int64))
        has = (asked.acronym[query] >= 0).nonzero()[0]
        part, j = _places(names.count[row[has]])
        pair = has[part]
        a = asked.acronym[query[pair]]
        b = names.words[row[pair], j]
        kept = self._same_word(a, b)
        kept = kept[listed.word_class[b[kept]] == BODY]
        two = (pair[kept], asked.acronym_bits[query[pair[kept]]], 1 << j[kept])
        pair, bits, listed_bits = (np.concatenate(parts) for parts in zip(one, two, strict=True))
        return pair, bits, listed_bits, np.full(len(pair), ACRONYM_ALIKE), np.zeros(len(pair), dtype=np.int64)

    def _same_word(self, a: Ints, b: npt.NDArray[np.int32]) -> Ints:
        """Which of some words are written the same."""
        words, listed = self.words.words, self.index.words
        kept = (words.plain_length[a] == listed.plain_length[b]).nonzero()[0]
        same: Ints = kept[(words.plain[a[kept]] == listed.plain[b[kept]]).all(axis=1)]
        return same

    def features(self, asked: Asked, query: Ints, row: Ints, edges: Edges | None = None) -> Scored:
        """One row of `FEATURES` a pair; `edges` are its alignment when it is known."""
        edges = edges if edges is not None else self.edges(asked, query, row)
        if len(query) == 0:
            return Scored(np.zeros((0, len(FEATURES))), edges)
        return Scored(self._values(asked, query, row, edges), edges)

    def _values(self, asked: Asked, query: Ints, row: Ints, edges: Edges) -> Floats:
        size = len(query)
        names, words, listed = self.index.names, self.words.words, self.index.words
        width = max(int(asked.count[query].max(initial=1)), int(names.count[row].max(initial=1)))
        a_rows, b_rows = asked.words[query, :width], names.words[row, :width].astype(np.int64)
        a_real, b_real = a_rows >= 0, b_rows >= 0
        a_weight = np.where(a_real, words.weight[a_rows], 0.0)
        b_weight = np.where(b_real, listed.weight[b_rows], 0.0)
        a_class = np.where(a_real, words.word_class[a_rows], 255)
        b_class = np.where(b_real, listed.word_class[b_rows], 255)
        gain = ((edges.alike - LEAST_ALIKE) / (1.0 - LEAST_ALIKE)) ** 2
        a_gain, a_alike = _spread((size, width), edges.pair, edges.asked, gain, edges.alike)
        b_gain, b_alike = _spread((size, width), edges.pair, edges.listed, gain, edges.alike)
        a_total, b_total = _row_sum(a_weight), _row_sum(b_weight)
        a_gained, b_gained = _row_sum(a_weight * a_gain), _row_sum(b_weight * b_gain)
        values = np.zeros((size, len(FEATURES)))
        column = {name: place for place, name in enumerate(FEATURES)}
        values[:, column["agreement"]] = (a_gained + b_gained) / np.maximum(a_total + b_total, 1e-9)
        a_solid = (a_class == BODY) | (a_class == NUMBER) | (a_class == GENERIC)
        b_solid = (b_class == BODY) | (b_class == NUMBER) | (b_class == GENERIC)
        a_lost = np.where(a_solid, a_weight * (1.0 - a_gain), 0.0)
        b_lost = np.where(b_solid, b_weight * (1.0 - b_gain), 0.0)
        elsewhere = self.stands_elsewhere(a_rows, row, a_solid & (a_alike < 0.9))
        values[:, column["elsewhere"]] = _row_sum(np.where(elsewhere, a_lost, 0.0))
        a_lost = np.where(elsewhere, 0.0, a_lost)
        values[:, column["asked_unmatched"]] = _row_sum(a_lost)
        values[:, column["listed_unmatched"]] = _row_sum(b_lost)
        values[:, column["matched_information"]] = (a_gained + b_gained) / 2.0
        a_body, b_body = a_class == BODY, b_class == BODY
        values[:, column["worst_word"]] = np.where(a_body & (a_alike > 0), a_alike, 1.0).min(axis=1)
        a_number = (a_class == NUMBER) & (a_alike == 0)
        b_number = (b_class == NUMBER) & (b_alike == 0)
        values[:, column["number_conflict"]] = a_number.any(axis=1) * 1.0 + b_number.any(axis=1) * 1.0
        a_legal = (a_class == LEGAL).any(axis=1)
        b_legal = (b_class == LEGAL).any(axis=1)
        legal_met = ((a_class == LEGAL) & (a_alike > 0)).any(axis=1)
        values[:, column["legal_conflict"]] = (a_legal & b_legal & ~legal_met) * 1.0
        a_initial = (a_class == INITIAL) & (a_alike > 0) & (a_alike < 1)
        b_initial = (b_class == INITIAL) & (b_alike > 0) & (b_alike < 1)
        values[:, column["initials"]] = _row_sum(a_initial * 1.0) + _row_sum(b_initial * 1.0)
        values[:, column["weak"]] = (names.flags[row] & WEAK > 0) * 1.0
        values[:, column["order"]] = _disorder(size, edges)
        values[:, column["asked_covered"]] = a_gained / np.maximum(a_total, 1e-9)
        values[:, column["listed_covered"]] = b_gained / np.maximum(b_total, 1e-9)
        values[:, column["asked_script"]] = asked.script[query] * (names.flags[row] & OTHER_SCRIPT == 0)
        many = ones(edges.asked.astype(np.uint32)) + ones(edges.listed.astype(np.uint32)) > 2
        letters = (many & (edges.alike == ACRONYM_ALIKE)).nonzero()[0]
        values[edges.pair[letters], column["acronym"]] = 1.0
        values[:, column["largest_unmatched"]] = np.maximum(a_lost.max(axis=1), b_lost.max(axis=1))
        values[:, column["first_word"]] = a_alike[:, 0] * (a_rows[:, 0] >= 0)
        a_gone = _row_sum(np.where(a_body & (a_alike == 0) & ~elsewhere, a_weight, 0.0))
        b_gone = _row_sum(np.where(b_body & (b_alike == 0), b_weight, 0.0))
        values[:, column["replaced"]] = np.minimum(a_gone, b_gone)
        a_letter = ((a_class == INITIAL) & (a_alike == 0)).any(axis=1)
        b_letter = ((b_class == INITIAL) & (b_alike == 0)).any(axis=1)
        a_free = ((a_body | (a_class == INITIAL)) & (a_alike == 0)).any(axis=1)
        b_free = ((b_body | (b_class == INITIAL)) & (b_alike == 0)).any(axis=1)
        values[:, column["initial_conflict"]] = ((a_letter & b_free) | (b_letter & a_free)) * 1.0
        a_generic = _row_sum(((a_class == GENERIC) & (a_alike == 0)) * 1.0)
        b_generic = _row_sum(((b_class == GENERIC) & (b_alike == 0)) * 1.0)
        values[:, column["generic_apart"]] = np.minimum(a_generic, b_generic)
        values[:, column["generic_extra"]] = np.maximum(a_generic, b_generic)
        together = ones(edges.asked.astype(np.uint32)) != ones(edges.listed.astype(np.uint32))
        values[edges.pair[together], column["joined"]] = 1.0
        return values

    def stands_elsewhere(self, a_rows: Ints, row: Ints, wanted: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Which query words stand in another name of the same party."""
        found = np.zeros(a_rows.shape, dtype=bool)
        pair, place = np.nonzero(wanted)
        if len(pair) == 0 or len(self.index.bag) == 0:
            return found
        owner = self.index.names.owner[row[pair]].astype(np.int64)
        number = owner << 32 | self.words.fold_numbers[a_rows[pair, place]]
        at = np.minimum(np.searchsorted(self.index.bag, number), len(self.index.bag) - 1)
        found[pair, place] = self.index.bag[at] == number
        return found


def _best_gains(shape: tuple[int, int], edges: Sequence[EdgeParts]) -> tuple[Floats, Floats]:
    """The gain of the best edge on each word of either side, one row a pair; 0 where there is none."""
    asked, listed = np.zeros(shape), np.zeros(shape)
    width = shape[1]
    for pair, *sides, alike, _ in edges:
        if len(pair) == 0:
            continue
        gain = ((alike - LEAST_ALIKE) / (1.0 - LEAST_ALIKE)) ** 2
        for best, bits in zip((asked, listed), sides, strict=True):
            one = bits & (bits - 1) == 0
            if one.all():
                np.maximum.at(best.ravel(), pair * width + _LOG2[bits], gain)
                continue
            edge, place = (bits[:, None] >> np.arange(width) & 1).nonzero()
            np.maximum.at(best.ravel(), pair[edge] * width + place, gain[edge])
    return asked, listed


def _no_edges() -> EdgeParts:
    none = np.zeros(0, dtype=np.int64)
    return none, none, none, np.zeros(0), none


def taken(pairs: int, found: Sequence[EdgeParts], wanted: npt.NDArray[np.bool_] | None = None) -> Edges:
    """The alignment of pairs from all their edges; of those that are wanted, numbered anew, when it is said which."""
    every: EdgeParts = tuple(np.concatenate(parts) for parts in zip(*found, strict=True))  # type: ignore[assignment]
    if wanted is not None and not wanted.all():
        every, pairs = edges_of(every, wanted), int(wanted.sum())
    return best_edges(pairs, *every)


def edges_of(edges: EdgeParts, wanted: npt.NDArray[np.bool_]) -> EdgeParts:
    """The edges of the pairs that are wanted, numbered anew."""
    pair, a, b, alike, apart = edges
    here = wanted[pair].nonzero()[0]
    return (wanted.cumsum() - 1)[pair[here]], a[here], b[here], alike[here], apart[here]


def _ragged(count: Ints, width: int, empty: int, numbers: Sequence[int]) -> Ints:
    """Numbers in rows of `width`, `count` in each, `empty` behind them."""
    rows = np.full((len(count), width), empty, dtype=np.int64)
    rows[np.arange(width) < count[:, None]] = numbers
    return rows


_SIDES = MOST_WORDS + 1
_CELLS = [(i, j) for high in range(_SIDES) for wide in range(_SIDES) for i in range(high) for j in range(wide)]
_CELL_I, _CELL_J = np.array(_CELLS, dtype=np.int64).T.copy()
_CELL_COUNT = np.outer(np.arange(_SIDES), np.arange(_SIDES)).ravel()
_CELL_START = np.cumsum(_CELL_COUNT) - _CELL_COUNT


def _cells(high: Ints, wide: npt.NDArray[np.uint8], query: Ints, row: Ints) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """All (pair, i, j) with i below `high[pair]` and j below `wide[pair]`, and where the words of its query and row begin."""
    shape = high * _SIDES + wide
    size = _CELL_COUNT[shape]
    ends = size.cumsum()
    inside = (_CELL_START[shape] - (ends - size)).repeat(size)
    inside += np.arange(len(inside))
    pair = np.arange(len(size)).repeat(size)
    return pair, _CELL_I[inside], _CELL_J[inside], (query * MOST_WORDS).repeat(size), (row * MOST_WORDS).repeat(size)


def _places(size: npt.NDArray[np.integer]) -> tuple[Ints, Ints]:
    """All (pair, i) with i below `size[pair]`."""
    size = size.astype(np.int64)
    pair = np.arange(len(size)).repeat(size)
    return pair, np.arange(len(pair)) - (size.cumsum() - size).repeat(size)


def _begun(beginnings: npt.NDArray[np.uint64], letter: npt.NDArray[np.uint8]) -> Ints:
    """Where a letter is among the first letters of some words."""
    return ((beginnings >> letter) & 1).nonzero()[0]


# The classes of words that count as lost where they do not agree.
_SOLID = np.zeros(len(WordClass))
_SOLID[[BODY, NUMBER, GENERIC]] = 1.0
_LOG2 = np.zeros(1 << MOST_WORDS, dtype=np.int64)
_LOG2[1 << np.arange(MOST_WORDS)] = np.arange(MOST_WORDS)


def _spread(shape: tuple[int, int], pair: Ints, bits: Ints, gain: Floats, alike: Floats) -> tuple[Floats, Floats]:
    """Gain and likeness of the edge on each word of each pair, 0 where there is none."""
    gains, likeness = np.zeros(shape), np.zeros(shape)
    one = bits & (bits - 1) == 0
    gains[pair[one], _LOG2[bits[one]]] = gain[one]
    likeness[pair[one], _LOG2[bits[one]]] = alike[one]
    if not one.all():
        many = (~one).nonzero()[0]
        for place in range(shape[1]):
            here = many[(bits[many] >> place) & 1 == 1]
            gains[pair[here], place] = gain[here]
            likeness[pair[here], place] = alike[here]
    return gains, likeness


def _log2(bits: Ints) -> Ints:
    """Which bit is set, where only one is."""
    place: Ints = _LOG2[bits]
    return place


def _rank(query: Ints, order: Ints) -> Ints:
    """The place of each pair within its query, by rising `order`; `query` is sorted."""
    sort = np.argsort((query << 40) + (order - int(order.min(initial=0))), kind="stable")
    rank = np.empty(len(query), dtype=np.int64)
    rank[sort] = ranks(query)
    return rank


def _row_sum(values: Floats) -> Floats:
    """The sum of each row, from left to right."""
    total = np.zeros(len(values))
    for place in range(values.shape[1]):
        total = total + values[:, place]
    return total


def _disorder(size: int, edges: Edges) -> Floats:
    """1 when the words that agree stand in another order."""
    out = np.zeros(size)
    order = np.argsort((edges.pair << 16) | (edges.asked & -edges.asked), kind="stable")
    pair, listed = edges.pair[order], edges.listed[order]
    back = (pair[1:] == pair[:-1]) & (listed[1:] < listed[:-1])
    out[pair[1:][back]] = 1.0
    return out
