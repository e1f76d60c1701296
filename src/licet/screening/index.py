"""The name index: every listed name, analyzed once, as arrays in one mapped file.

`NameIndex.build` analyzes the names of a snapshot; `save` writes one file whose header holds the digest of all the rest;
`load` verifies and maps it, so that processes share one copy. There is no server. Candidates are names that share rare keys
with a query; the number of postings read grows with the square root of the list, so the work grows more slowly than the list.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from licet.screening.addresses import address_numbers
from licet.screening.array_file import DamagedIndex as DamagedIndex
from licet.screening.array_file import digest_of, read_arrays, write_arrays
from licet.screening.background import background_count, background_parties
from licet.screening.candidates import Postings
from licet.screening.entries import Entry
from licet.screening.identifiers import bare
from licet.screening.names import (
    MOST_LETTERS,
    MOST_WORDS,
    Name,
    Reading,
    UnreadableName,
    Word,
    WordClass,
)
from licet.screening.query import Hit, Query
from licet.screening.spelling import fold
from licet.screening.words import LEGAL, WordArrays

if TYPE_CHECKING:
    from licet.screening.part import Part
    from licet.screening.search import Searcher

_MOST_AT_A_PLACE = 1_000
FILE_NAME = "names.licet-index"
MOST_JOINS = 12
WEAK, CUT, OTHER_SCRIPT = 1, 2, 4
_JOINED = tuple(int(part) for part in (WordClass.BODY, WordClass.GENERIC, WordClass.PARTICLE, WordClass.INITIAL))
_LENDS_A_LETTER = tuple(int(part) for part in (WordClass.BODY, WordClass.GENERIC, WordClass.INITIAL))
_FOLD_HASH = hashlib.blake2b(digest_size=4)

Ints = npt.NDArray[np.int64]


def joined_words(words: Sequence[Word]) -> list[tuple[str, int]]:
    """Neighboring words in one piece, two or three at a time, with the bits of the words in them.

    Numbers, legal forms and whatever would be longer than a word can be are left out.
    """
    texts = [text if word_class in _JOINED else "" for text, word_class, _, _ in words]
    joined: list[tuple[str, int]] = []
    threes: list[tuple[str, int]] = []
    for place, (one, other, third) in enumerate(zip(texts, texts[1:], [*texts[2:], ""], strict=False)):
        if one and other:
            both = one + other
            if 3 < len(both) <= MOST_LETTERS:
                joined.append((both, 0b11 << place))
            if third and 3 < len(both) + len(third) <= MOST_LETTERS:
                threes.append((both + third, 0b111 << place))
    return (joined + threes)[:MOST_JOINS]


def acronym_bits(name: Name) -> int:
    """The bits of the words whose first letters make the acronym."""
    if name.reading is Reading.PERSON:
        return 0b11
    bits = 0
    for place, (text, word_class, _, _) in enumerate(name.words[:MOST_WORDS]):
        if word_class in _LENDS_A_LETTER and text[0].isalpha():
            bits |= 1 << place
    return bits


@dataclass(frozen=True, slots=True)
class NameArrays:
    """One row a listed name and reading.

    Attributes:
        owner: The entry it belongs to.
        listed_as: Which of the entry's names it is.
        flags: `WEAK`, `CUT`, `OTHER_SCRIPT`.
        reading: 0 person, 1 other.
        count: How many words.
        words: Rows of the words, -1 behind the end, `[n, 12]`.
        joins: Rows of joined neighbors, -1 behind the end, `[n, 12]`; `join_bits` the words in them.
        acronym: Row of the acronym as a word, or -1; `acronym_bits` its words.
        weight: Sum of the weights of its words.
        word_starts, join_starts: One bit for each letter code that a folded word of it, or joined neighbors, begin with.
    """

    owner: npt.NDArray[np.int32]
    listed_as: npt.NDArray[np.int32]
    flags: npt.NDArray[np.uint8]
    reading: npt.NDArray[np.uint8]
    count: npt.NDArray[np.uint8]
    words: npt.NDArray[np.int32]
    joins: npt.NDArray[np.int32]
    join_bits: npt.NDArray[np.uint16]
    acronym: npt.NDArray[np.int32]
    acronym_bits: npt.NDArray[np.uint16]
    weight: npt.NDArray[np.float64]
    word_starts: npt.NDArray[np.uint64]
    join_starts: npt.NDArray[np.uint64]


class Counts:
    """In how many parties a folded word stands: those listed here and those of the background tables.

    The background keeps weights sensible for a short list, where `John` would otherwise be rare.
    """

    def __init__(self, parties: Sequence[int], counts: Sequence[dict[str, int]]) -> None:
        self.parties = tuple(parties)
        self.counts = tuple(counts)

    def information(self, word: Word, reading: Reading) -> float:
        """How much it tells that two names share the word: the log of parties over parties with it, in nats."""
        return self.told(fold(word.text), reading)

    def told(self, folded: str, reading: Reading) -> float:
        """The same for a folded word."""
        seen = self.counts[reading].get(folded, 0) + background_count(folded, reading)
        parties = self.parties[reading] + background_parties(reading)
        return math.log((parties + 2.0) / (seen + 1.0))

    def as_json(self) -> dict[str, Any]:
        """Plain data, for the index file."""
        return {"parties": list(self.parties), "counts": [dict(sorted(counts.items())) for counts in self.counts]}


NO_COUNTS = Counts((0, 0), ({}, {}))


class NameIndex:
    """All names of some lists, ready to be searched.

    Attributes:
        words: The distinct words of all names, and their joined neighbors, as rows.
        names: The names as rows.
        digest: SHA-256 of everything in it.
    """

    def __init__(self, arrays: dict[str, npt.NDArray[Any]], digest: str) -> None:
        self._arrays = arrays
        self.digest = digest
        self.words = WordArrays(**{part.name: arrays[f"word_{part.name}"] for part in fields(WordArrays)})
        self.names = NameArrays(**{part.name: arrays[f"name_{part.name}"] for part in fields(NameArrays)})
        self.bag = arrays["bag"]
        self.postings = Postings(arrays["keys"], arrays["key_starts"], arrays["postings"], self.names.owner)
        self._counts: Counts | None = None
        self._entries: dict[int, Entry] = {}
        self._searcher: Searcher | None = None

    def __len__(self) -> int:
        """How many listings it holds."""
        return len(self._arrays["entry_starts"]) - 1

    # Building

    @classmethod
    def build(cls, entries: Iterable[Entry], *, count_words: bool = True) -> "NameIndex":
        """Analyze the names of all entries. Names that can't be read are left out of the search.

        Args:
            entries: The listings.
            count_words: False weighs words by the background tables only, as for a comparison of two names.

        Raises:
            ValueError: Two entries have one `listing_id`.
        """
        from licet.screening.part import part_of

        return cls.of_parts([part_of(entries)], count_words=count_words)

    @classmethod
    def of_parts(cls, parts: "Sequence[Part]", *, count_words: bool = True) -> "NameIndex":
        """The index of listings that were analyzed in parts, the same bytes however they were parted.

        Raises:
            ValueError: Two entries have one `listing_id`.
        """
        from licet.screening.building import arrays_of

        arrays = arrays_of(parts, count_words=count_words)
        return cls(arrays, digest_of(arrays))

    # Storing

    def save(self, directory: Path) -> Path:
        """Write the index as one file in a folder (made when missing) and return its path."""
        path = directory / FILE_NAME
        write_arrays(path, self._arrays, self.digest)
        return path

    @classmethod
    def load(cls, directory: Path) -> "NameIndex":
        """Map the index of a folder into memory, read-only, after checking its digest.

        Raises:
            DamagedIndex: It is not an index, of another version, cut off, or changed.
            FileNotFoundError: There is none.
        """
        return cls(*read_arrays(directory / FILE_NAME))

    # Reading

    def search(self, query: Query, limit: int = 5, threshold: float = 0.7, only: npt.NDArray[np.bool_] | None = None) -> list[Hit]:
        """Listings that may be about the party, best first.

        Args:
            query: Who is asked for.
            limit: Most listings to answer.
            threshold: Least score.
            only: One flag an entry; the others take no part.

        Raises:
            UnreadableName: The name can't be compared, which is not the same as finding nothing.
        """
        answer = next(self.search_many([query], limit, threshold, only))
        if isinstance(answer, UnreadableName):
            raise answer
        return answer

    def search_many(
        self,
        queries: Iterable[Query],
        limit: int = 5,
        threshold: float = 0.7,
        only: npt.NDArray[np.bool_] | None = None,
    ) -> Iterator[list[Hit] | UnreadableName]:
        """The same for many, in their order; a name that can't be compared answers with the reason."""
        if self._searcher is None:
            from licet.screening.search import Searcher

            self._searcher = Searcher(self)
        return self._searcher.search_many(queries, limit, threshold, only)

    def entry(self, number: int) -> Entry:
        """The listing of a number, from 0."""
        found = self._entries.get(number)
        if found is None:
            found = self._entries[number] = Entry.from_json(json.loads(_text(self._arrays, "entry", number)))
        return found

    def listed_name(self, row: int) -> str:
        """A listed name as published, by its row in `names`."""
        return self.entry(int(self.names.owner[row])).names[int(self.names.listed_as[row])].text

    @property
    def counts(self) -> Counts:
        """In how many parties each word stands."""
        if self._counts is None:
            data = json.loads(_text(self._arrays, "counts", 0))
            self._counts = Counts(data["parties"], data["counts"])
        return self._counts

    def rows_of(self, entry: int) -> Ints:
        """The rows of an entry's names."""
        first, last = np.searchsorted(self.names.owner, (entry, entry + 1))
        return np.arange(int(first), int(last))

    def entries_with(self, kind: str, value: str) -> list[int]:
        """The entries that carry an identifier, written in any usual way."""
        number = identifier_number(kind, value)
        held = self._arrays["identifier_numbers"]
        first, last = np.searchsorted(held, (number, number + 1))
        return [int(owner) for owner in self._arrays["identifier_owners"][int(first) : int(last)]]

    def entries_at(self, address: str) -> list[int]:
        """The entries that may be at an address: some number and some word of it are theirs, too."""
        held = self._arrays["address_numbers"]
        owners = self._arrays["address_owners"]
        found: set[int] = set()
        for number in address_numbers(address):
            first, last = np.searchsorted(held, (number, number + 1))
            if last - first <= _MOST_AT_A_PLACE:
                found.update(owners[int(first) : int(last)].tolist())
        return sorted(found)

    def rows_with_letters(self, number: int) -> list[int]:
        """The rows of names under a number of `initials.py`."""
        held = self._arrays["letters_numbers"]
        first = int(held.searchsorted(number))
        if first == len(held) or held[first] != number:
            return []
        rows: list[int] = self._arrays["letters_rows"][first : int(held.searchsorted(number, side="right"))].tolist()
        return rows

    def owner_of(self, row: int) -> int:
        """The entry of a row."""
        return int(self.names.owner[row])

    def legal_groups(self, row: int) -> frozenset[int]:
        """The kinds of legal forms among the words of a row."""
        words = self.names.words[row, : self.names.count[row]]
        return frozenset(self.words.group[words[self.words.word_class[words] == LEGAL]].tolist())

    def candidates(
        self,
        queries: Sequence[Name],
        most: int,
        only: npt.NDArray[np.bool_] | None = None,
        kernels: ModuleType | None = None,
    ) -> tuple[Ints, Ints, Ints]:
        """Names that share rare keys with each query: see `Postings.candidates`."""
        return self.postings.candidates(queries, most, only, kernels)


def fold_number(folded: str, owner: int) -> int:
    """A number for "this folded word stands in a name of this party"."""
    digest = _FOLD_HASH.copy()
    digest.update(folded.encode("ascii"))
    return owner << 32 | int.from_bytes(digest.digest(), "little")


def identifier_number(kind: str, value: str) -> int:
    """A number for an identifier, the same for all ways to write it (case, spaces, dots and dashes do not count)."""
    text = f"{kind.lower()}/{bare(value)}"
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=7).digest(), "little")


def _text(arrays: dict[str, npt.NDArray[Any]], name: str, number: int) -> str:
    starts = arrays[f"{name}_starts"]
    return arrays[f"{name}_bytes"][int(starts[number]) : int(starts[number + 1])].tobytes().decode()
