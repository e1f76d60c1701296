"""A part of a name index: what can be worked out for some listings without knowing the rest.

Nothing here depends on other listings, so parts may be made in processes of their own; `building.py` puts them together.
Rows of words are numbered within the part, in the order of their first appearance.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, product
from typing import Any

import numpy as np
import numpy.typing as npt

from licet.screening.addresses import address_numbers
from licet.screening.entries import Entry
from licet.screening.index import (
    CUT,
    MOST_JOINS,
    OTHER_SCRIPT,
    WEAK,
    acronym_bits,
    identifier_number,
    joined_words,
)
from licet.screening.initials import numbers_listed
from licet.screening.keys import SHARES, key_arrays
from licet.screening.names import (
    MOST_WORDS,
    Name,
    Reading,
    UnreadableName,
    Word,
    WordClass,
    acronym,
    alternatives,
    analyze,
    reading_of,
)
from licet.screening.spelling import fold

_JSON = json.JSONEncoder(ensure_ascii=False)
_SHARES = np.array(sorted(set(SHARES.values())))

Arrays = dict[str, npt.NDArray[Any]]
PlainWord = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """Some listings of an index.

    Attributes:
        listing_ids: Of the entries, in order.
        entries: Each as JSON.
        words: The distinct words as plain tuples: text, class, concept, group, reading.
        folds: Their folded forms.
        names: Arrays of one row a name: `owner`, `listed_as`, `flags`, `reading`, `count`, and as rows of `words`: `words`,
            `joins`, `acronym`; with `join_bits` and `acronym_bits`.
        keys: Name, key and share of each key of each name.
        letters, identifiers, addresses: Pairs of a number and the row of a name, or the entry.
    """

    listing_ids: list[str]
    entries: list[bytes]
    words: list[PlainWord]
    folds: list[str]
    names: Arrays
    keys: tuple[npt.NDArray[Any], ...]
    letters: npt.NDArray[np.int64]
    identifiers: npt.NDArray[np.int64]
    addresses: npt.NDArray[np.int64]

    def as_arrays(self) -> Arrays:
        """The part for a file of arrays."""
        owner, key, share = self.keys
        texts, *rest = zip(*self.words, strict=True) if self.words else ((), (), (), (), ())
        return {
            **{f"name_{name}": values for name, values in self.names.items()},
            "listing_ids": np.frombuffer(json.dumps(self.listing_ids).encode(), dtype=np.uint8),
            **_lines("texts", texts),
            **_lines("folds", self.folds),
            "words": np.array(rest, dtype=np.int64),
            "entries": np.frombuffer(b"".join(self.entries), dtype=np.uint8),
            "entry_sizes": np.array([len(entry) for entry in self.entries], dtype=np.int64),
            "key_owner": owner.astype(np.int32),
            "key": key,
            "key_share": np.searchsorted(_SHARES, share).astype(np.uint8),
            "letters": self.letters,
            "identifiers": self.identifiers,
            "addresses": self.addresses,
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> "Part":
        """The part again."""
        ends = np.cumsum(arrays["entry_sizes"]).tolist()
        entries = arrays["entries"].tobytes()
        return cls(
            listing_ids=json.loads(arrays["listing_ids"].tobytes()),
            entries=[entries[start:end] for start, end in pairwise([0, *ends])],
            words=list(zip(_texts(arrays["texts"]), *arrays["words"].tolist(), strict=True)),
            folds=_texts(arrays["folds"]),
            names={name.removeprefix("name_"): values for name, values in arrays.items() if name.startswith("name_")},
            keys=(arrays["key_owner"].astype(np.int64), arrays["key"], _SHARES[arrays["key_share"]]),
            letters=arrays["letters"],
            identifiers=arrays["identifiers"],
            addresses=arrays["addresses"],
        )


def part_of(entries: Iterable[Entry]) -> Part:
    """Analyze all names of some listings. Names that can't be read are left out of the search."""
    ids: list[str] = []
    bodies: list[bytes] = []
    names: list[Name] = []
    meta: list[tuple[int, int, int]] = []
    letters: list[tuple[int, int]] = []
    identifiers: list[tuple[int, int]] = []
    addresses: set[tuple[int, int]] = set()
    for owner, entry in enumerate(entries):
        first = len(names)
        _analyze(entry, owner, names, meta)
        if entry.kind not in ("person", "vessel", "aircraft"):
            for row in range(first, len(names)):
                letters += [(number, row) for number in numbers_listed(names[row])]
        for kind, values in entry.identifiers.items():
            identifiers += [(identifier_number(kind, value), owner) for value in values]
        for address in entry.addresses:
            addresses.update((number, owner) for number in address_numbers(address))
        ids.append(entry.listing_id)
        bodies.append(_JSON.encode(entry.as_json()).encode())
    words, arrays = _rows(names)
    for place, part in enumerate(("owner", "listed_as", "flags")):
        arrays[part] = np.array([found[place] for found in meta], dtype=np.int32)
    return Part(
        listing_ids=ids,
        entries=bodies,
        words=words,
        folds=[fold(word[0]) for word in words],
        names=arrays,
        keys=key_arrays(names),
        letters=_pairs(letters),
        identifiers=_pairs(identifiers),
        addresses=_pairs(addresses),
    )


def _analyze(entry: Entry, owner: int, names: list[Name], meta: list[tuple[int, int, int]]) -> None:
    """All names of an entry in all readings its kind needs, each with the entry, its place there and its flags."""
    seen: set[tuple[Reading, tuple[Word, ...]]] = set()
    readings = reading_of(entry.kind)
    for place, listed in enumerate(entry.names):
        for text, reading in product((listed.text, *alternatives(listed.text)), readings):
            try:
                name = analyze(text, reading)
            except UnreadableName:
                continue
            if (reading, name.words) in seen:
                continue
            seen.add((reading, name.words))
            flags = WEAK * (listed.strength == "weak") | CUT * name.cut | OTHER_SCRIPT * (name.script != "latin")
            names.append(name)
            meta.append((owner, place, flags))


def _rows(names: Sequence[Name]) -> tuple[list[PlainWord], Arrays]:
    """The distinct words of names, and the names as rows of them: words, joined neighbors and acronyms."""
    known: tuple[dict[Word, int], ...] = tuple({} for _ in Reading)
    pieces: tuple[dict[str, int], ...] = tuple({} for _ in Reading)
    total = 0
    words: list[list[int]] = []
    joins: list[list[int]] = []
    covered: list[list[int]] = []
    size = len(names)
    acronyms = np.full(size, -1, dtype=np.int32)
    bits = np.zeros(size, dtype=np.uint16)
    for place, name in enumerate(names):
        row_of, piece_of = known[name.reading], pieces[name.reading]
        rows = []
        for word in name.words:
            row = row_of.get(word)
            if row is None:
                row = row_of[word] = total
                total += 1
            rows.append(row)
        words.append(rows)
        joined = joined_words(name.words)
        letters = acronym(name)
        # Letters that are no word of their own: neighbors in one piece, and the acronym.
        rows = []
        for text in (*(text for text, _ in joined), letters) if letters else [text for text, _ in joined]:
            row = piece_of.get(text)
            if row is None:
                word = Word(text, WordClass.BODY)
                row = row_of.get(word)
                if row is None:
                    row = row_of[word] = total
                    total += 1
                piece_of[text] = row
            rows.append(row)
        if letters:
            acronyms[place] = rows.pop()
            bits[place] = acronym_bits(name)
        joins.append(rows)
        covered.append([covers for _, covers in joined])
    ordered: list[PlainWord] = [("", 0, 0, 0, 0)] * total
    for reading in Reading:
        for (text, word_class, concept, group), row in known[reading].items():
            ordered[row] = (text, int(word_class), concept, group, int(reading))
    return ordered, {
        "words": _table(words, MOST_WORDS, -1, np.int32),
        "joins": _table(joins, MOST_JOINS, -1, np.int32),
        "join_bits": _table(covered, MOST_JOINS, 0, np.uint16),
        "acronym": acronyms,
        "acronym_bits": bits,
        "reading": np.array([name.reading for name in names], dtype=np.uint8),
        "count": np.array([len(name.words) for name in names], dtype=np.uint8),
    }


def _table(rows: Sequence[Sequence[int]], width: int, empty: int, dtype: type) -> npt.NDArray[Any]:
    """Rows of unequal length as an array, with what stands behind their ends."""
    table: npt.NDArray[Any] = np.full((len(rows), width), empty, dtype=dtype)
    sizes = np.array([len(row) for row in rows], dtype=np.int64)
    table[np.arange(width) < sizes[:, None]] = list(chain.from_iterable(rows))
    return table


def _lines(name: str, texts: Iterable[str]) -> Arrays:
    """Texts, none of which has a line break, as one array."""
    return {name: np.frombuffer("".join(f"{text}\n" for text in texts).encode(), dtype=np.uint8)}


def _texts(lines: npt.NDArray[np.uint8]) -> list[str]:
    return lines.tobytes().decode().split("\n")[:-1]


def _pairs(pairs: Iterable[tuple[int, int]]) -> npt.NDArray[np.int64]:
    """Pairs of numbers as an array of two columns."""
    return np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
