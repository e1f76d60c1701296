"""The words that queries ask about, kept as rows between queries so that each is analyzed once."""

from collections.abc import Callable, Sequence
from dataclasses import fields

import numpy as np
import numpy.typing as npt

from licet.screening.index import fold_number
from licet.screening.names import Name, Reading, Word, WordClass
from licet.screening.spelling import fold
from licet.screening.words import ALPHABET, Lines, Masks, WordArrays, match_masks, word_arrays

_FIRST_ROWS = 1024
_MOST_ROWS = 200_000


class AskedWords:
    """Rows of query words with their match masks.

    Args:
        told: How much it tells that a folded word is shared, in one reading.
    """

    def __init__(self, told: Callable[[str, Reading], float]) -> None:
        self._told = told
        self._rows: dict[Reading, dict[Word, int]] = {reading: {} for reading in Reading}
        self._pieces: dict[str, int] = {}
        self._size = 0
        self._held: dict[str, npt.NDArray[np.generic]] = {}
        self._words: WordArrays | None = None
        self._room = 0
        self._masks: Masks | None = None
        self._masked = 0
        self._lines: Lines | None = None
        self._lined = 0

    def __len__(self) -> int:
        """How many rows there are."""
        return self._size

    def rows(self, names: Sequence[Name], pieces: Sequence[str]) -> tuple[list[int], list[int]]:
        """The rows of the words of names, and of letters that are no word of a name (joined neighbors, initials).

        What is new gets a row.
        """
        if len(self) > _MOST_ROWS:
            for rows in self._rows.values():
                rows.clear()
            self._pieces.clear()
            self._masks = self._lines = None
            self._size = 0
        end = self._size
        new: list[tuple[Word, Reading]] = []
        found: list[int] = []
        for name in names:
            rows = self._rows[name.reading]
            for word in name.words:
                row = rows.get(word)
                if row is None:
                    row = rows[word] = end + len(new)
                    new.append((word, name.reading))
                found.append(row)
        held = self._pieces
        new_pieces: list[str] = []
        for text in pieces:
            if text not in held:
                held[text] = end + len(new) + len(new_pieces)
                new_pieces.append(text)
        if new or new_pieces:
            self._add(new, new_pieces)
        return found, [held[text] for text in pieces]

    @property
    def words(self) -> WordArrays:
        """All rows."""
        if self._words is None:
            self._words = WordArrays(**{part.name: self._held[part.name] for part in fields(WordArrays)})  # type: ignore[arg-type]
        return self._words

    def masks(self) -> Masks:
        """Match masks of the words as written and folded; made when asked for, because a single query has no use for them."""
        size = len(self)
        if self._masks is None or len(self._masks[0]) < self._room or self._masked > size:
            plain, folded = (np.zeros((self._room, len(ALPHABET) + 1), dtype=np.uint32) for _ in range(2))
            self._masks, self._masked = (plain, folded), 0
        if self._masked < size:
            new = slice(self._masked, size)
            for held, letters in zip(self._masks, (self.words.plain, self.words.folded), strict=True):
                held[new] = match_masks(letters[new])
            self._masked = size
        return self._masks

    def lines(self, make: Callable[[WordArrays], Lines]) -> Lines:
        """The words as lines for the compiled loops."""
        size = len(self)
        if self._lines is None or len(self._lines[0]) < self._room:
            self._lines, self._lined = make(self.words), size
        elif self._lined < size:
            new = slice(self._lined, size)
            rows = WordArrays(**{part.name: getattr(self.words, part.name)[new] for part in fields(WordArrays)})
            self._lines[0][new] = make(rows)[0]
            self._lined = size
        return self._lines

    @property
    def fold_numbers(self) -> npt.NDArray[np.int64]:
        """The folded words as the numbers that the bags of parties hold."""
        return self._held["fold_numbers"]  # type: ignore[return-value]

    def _add(self, new: Sequence[tuple[Word, Reading]], pieces: Sequence[str]) -> None:
        folds = [fold(word.text) for word, _ in new]
        # Only words of a name are weighed and looked for in other names.
        told = [self._told(folded, reading) for folded, (_, reading) in zip(folds, new, strict=True)]
        words = [word for word, _ in new] + [Word(text, WordClass.BODY) for text in pieces]
        made = word_arrays(words, folds + [fold(text) for text in pieces], told + [0.0] * len(pieces))
        parts: dict[str, npt.NDArray[np.generic]] = {part.name: getattr(made, part.name) for part in fields(WordArrays)}
        numbers = np.zeros(len(words), dtype=np.int64)
        numbers[: len(new)] = [fold_number(folded, 0) for folded in folds]
        parts["fold_numbers"] = numbers
        start = self._size
        end = self._size = start + len(words)
        if end > self._room:
            self._room = max(_FIRST_ROWS, 2 * self._room, end)
            for name, rows in parts.items():
                larger = np.zeros((self._room, *rows.shape[1:]), dtype=rows.dtype)
                if name in self._held:
                    larger[:start] = self._held[name][:start]
                self._held[name] = larger
            self._words = None
        for name, rows in parts.items():
            self._held[name][start:end] = rows
