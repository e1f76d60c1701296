"""Put a name index together from its parts: what depends on all lists at once, such as how rare a word is."""

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from licet.screening.background import background_counts, background_parties
from licet.screening.index import NO_COUNTS, Counts, NameArrays, fold_number
from licet.screening.names import Reading, Word, WordClass
from licet.screening.part import Part, PlainWord
from licet.screening.sorted_arrays import distinct, sizes, starts
from licet.screening.words import WordArrays, word_arrays

_POSTING_SCALE = 32_767
_TYPES = {
    "owner": np.int32, "listed_as": np.int32, "flags": np.uint8, "reading": np.uint8, "count": np.uint8, "words": np.int32,
    "joins": np.int32, "join_bits": np.uint16, "acronym": np.int32, "acronym_bits": np.uint16,
}  # fmt: skip

Ints = npt.NDArray[np.int64]
Arrays = dict[str, npt.NDArray[Any]]


def arrays_of(parts: Sequence[Part], *, count_words: bool) -> Arrays:
    """The arrays of the index, the same bytes however the listings were parted.

    Raises:
        ValueError: Two entries have one `listing_id`.
    """
    listed = [listing_id for part in parts for listing_id in part.listing_ids]
    if len(set(listed)) != len(listed):
        twice = [key for key, times in Counter(listed).items() if times > 1]
        raise ValueError(f"{len(twice)} listing ids occur more than once in one index, such as {twice[0]!r}")
    words, row_maps = _words(parts)
    names = _names(parts, row_maps)
    counts = _count(names, words) if count_words else NO_COUNTS
    vocabulary = word_arrays([Word._make(row[:4]) for row in words.rows], words.folds, _told(words, counts))
    arrays: Arrays = {f"word_{part.name}": getattr(vocabulary, part.name) for part in fields(WordArrays)}
    arrays |= {f"name_{name}": values for name, values in _weighed(names, vocabulary).items()}
    arrays |= _postings(parts, len(names["owner"]))
    arrays["bag"] = _bags(names, words)
    rows = [len(part.names["owner"]) for part in parts]
    entries = [len(part.listing_ids) for part in parts]
    arrays["letters_numbers"], arrays["letters_rows"] = _sorted_pairs([part.letters for part in parts], rows)
    arrays["identifier_numbers"], arrays["identifier_owners"] = _sorted_pairs([part.identifiers for part in parts], entries)
    arrays["address_numbers"], arrays["address_owners"] = _sorted_pairs([part.addresses for part in parts], entries)
    arrays |= _blob("entry", [entry for part in parts for entry in part.entries])
    arrays |= _blob("counts", [json.dumps(counts.as_json()).encode()])
    return arrays


@dataclass(frozen=True, slots=True)
class _Words:
    """The distinct words of all names.

    Attributes:
        rows: Each word in each reading as in `Part.words`, in the order of its first appearance.
        folds: The folded form of each row, `fold_of` which of the distinct ones, `folded`, it is.
    """

    rows: list[PlainWord]
    folds: list[str]
    fold_of: Ints
    folded: list[str]


def _words(parts: Sequence[Part]) -> tuple[_Words, list[npt.NDArray[np.int32]]]:
    """The words of all parts, and for each part its rows as rows of all; -1, for none, stays."""
    rows: dict[PlainWord, int] = {}
    folds: list[str] = []
    maps = []
    for part in parts:
        places = []
        for word, folded in zip(part.words, part.folds, strict=True):
            place = rows.setdefault(word, len(rows))
            if place == len(folds):
                folds.append(folded)
            places.append(place)
        maps.append(np.array([*places, -1], dtype=np.int32))
    distinct_folds: dict[str, int] = {}
    fold_of = np.array([distinct_folds.setdefault(folded, len(distinct_folds)) for folded in folds], dtype=np.int64)
    return _Words(list(rows), folds, fold_of, list(distinct_folds)), maps


def _names(parts: Sequence[Part], row_maps: Sequence[npt.NDArray[np.int32]]) -> Arrays:
    """The names of all parts: entries and words as rows of all."""
    names: Arrays = {}
    entries = np.cumsum([0, *(len(part.listing_ids) for part in parts)])
    for name, dtype in _TYPES.items():
        found = [part.names[name] for part in parts]
        if name in ("words", "joins", "acronym"):
            found = [rows[held] for held, rows in zip(found, row_maps, strict=True)]
        elif name == "owner":
            found = [held + first for held, first in zip(found, entries[:-1], strict=True)]
        names[name] = np.concatenate(found).astype(dtype)
    return names


def _count(names: Arrays, words: _Words) -> Counts:
    """In how many parties each folded word stands, by reading."""
    held = names["words"]
    owners = names["owner"].astype(np.int64)
    parties: list[int] = []
    counts: list[dict[str, int]] = []
    for reading in Reading:
        here = names["reading"] == reading
        parties.append(len(distinct(owners[here])))
        name, column = np.nonzero((held >= 0) & here[:, None])
        pairs = distinct(owners[name] << 32 | words.fold_of[held[name, column]])
        times = np.bincount(pairs & 0xFFFFFFFF, minlength=len(words.folded)).tolist()
        counts.append({folded: many for folded, many in zip(words.folded, times, strict=True) if many})
    return Counts(parties, counts)


def _told(words: _Words, counts: Counts) -> list[float]:
    """How much each word tells, as `Counts.told`, with each logarithm taken once."""
    parties = [counts.parties[reading] + background_parties(reading) + 2.0 for reading in Reading]
    background = [background_counts(reading) for reading in Reading]
    known: tuple[dict[int, float], ...] = tuple({} for _ in Reading)
    told = []
    for folded, (_, _, _, _, reading) in zip(words.folds, words.rows, strict=True):
        seen = counts.counts[reading].get(folded, 0) + background[reading].get(folded, 0)
        found = known[reading].get(seen)
        if found is None:
            found = known[reading][seen] = math.log(parties[reading] / (seen + 1.0))
        told.append(found)
    return told


def _weighed(names: Arrays, vocabulary: WordArrays) -> Arrays:
    """The arrays of `NameArrays`."""
    held = names["words"]
    weight = np.where(held >= 0, vocabulary.weight[held], 0.0).sum(axis=1) if len(held) else np.zeros(0)
    names = names | {
        "word_starts": _beginnings(vocabulary, held), "join_starts": _beginnings(vocabulary, names["joins"]), "weight": weight
    }  # fmt: skip
    return {part.name: names[part.name] for part in fields(NameArrays)}


def _beginnings(vocabulary: WordArrays, rows: npt.NDArray[np.int32]) -> npt.NDArray[np.uint64]:
    """For each name the first letters of some folded words of it, one bit a letter code."""
    if len(rows) == 0:
        return np.zeros(0, dtype=np.uint64)
    bits = np.uint64(1) << vocabulary.folded[:, 0].astype(np.uint64)
    beginnings: npt.NDArray[np.uint64] = np.bitwise_or.reduce(np.where(rows >= 0, bits[rows], np.uint64(0)), axis=1)
    return beginnings


def _postings(parts: Sequence[Part], names: int) -> Arrays:
    """Under each key its names, with how much of the name the key is."""
    before = np.cumsum([0, *(len(part.names["owner"]) for part in parts)])
    owner = np.concatenate([part.keys[0] + first for part, first in zip(parts, before[:-1], strict=True)])
    key, share = (np.concatenate([part.keys[place] for part in parts]) for place in (1, 2))
    # Of each key the names in their order: owners rise within the hashed keys and within the runs, which share no key.
    order = np.argsort(key, kind="stable")
    owner, key, share = owner[order], key[order], share[order]
    begin = starts(key)
    size = sizes(begin, len(key))
    value = share * np.repeat(np.log((names + 1.0) / size), size)
    norm = np.sqrt(np.bincount(owner, weights=value * value, minlength=names))
    share_of_name = np.round(value / np.maximum(norm[owner], 1e-9) * _POSTING_SCALE).astype(np.int64)
    return {
        "keys": key[begin].astype(np.int64),
        "key_starts": np.append(begin, len(key)).astype(np.int64),
        # The name, and in the low 24 bits how much of the name the key is.
        "postings": owner.astype(np.int64) << 24 | share_of_name,
    }


def _bags(names: Arrays, words: _Words) -> Ints:
    """For all parties, the folded words of all their names, as sorted numbers."""
    small = {int(part) for part in (WordClass.LEGAL, WordClass.PARTICLE, WordClass.TITLE)}
    solid = np.array([row[1] not in small for row in words.rows], dtype=bool)
    name, column = np.nonzero(names["words"] >= 0)
    row = names["words"][name, column]
    kept = solid[row]
    used, folded = np.unique(words.fold_of[row[kept]], return_inverse=True)
    numbers = np.array([fold_number(words.folded[number], 0) for number in used.tolist()], dtype=np.int64)
    return distinct(names["owner"].astype(np.int64)[name[kept]] << 32 | numbers[folded])


def _sorted_pairs(parts: Sequence[Ints], rows: Sequence[int]) -> tuple[Ints, npt.NDArray[np.int32]]:
    """Numbers and rows of all parts, sorted; the rows of a part follow those of the parts before it."""
    before = np.cumsum([0, *rows])
    number = np.concatenate([part[:, 0] for part in parts])
    row = np.concatenate([part[:, 1] + first for part, first in zip(parts, before[:-1], strict=True)])
    order = np.lexsort((row, number))
    return number[order], row[order].astype(np.int32)


def _blob(name: str, texts: Sequence[bytes]) -> Arrays:
    ends = np.concatenate(([0], np.cumsum([len(text) for text in texts]))).astype(np.int64)
    return {f"{name}_bytes": np.frombuffer(b"".join(texts), dtype=np.uint8), f"{name}_starts": ends}
