"""What tables say of a word, worked out when the word is first met and kept: the one way a reader looks at every word.

Running text repeats its words, so a look-up by word costs a fraction of trying an expression, and as much for a thousand expressions
as for one. Whoever needs to know whether a sentence can hold something at all asks for the facts of its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import chain
from typing import Generic, TypeVar

T = TypeVar("T")
_KEPT = 60_000
_WORD = re.compile(r"[a-z]+")


class WordFacts(dict[str, T], Generic[T]):
    """Words to what is to be known of each; forgotten as a whole when too many have been met.

    >>> lengths = WordFacts(len)
    >>> list(map(lengths.__getitem__, "the rule of the sea".split(" ")))
    [3, 4, 2, 3, 3]
    """

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[str], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> T:
        if len(self) >= _KEPT:
            self.clear()
        fact = self[word] = self._find(word)
        return fact


_LETTERS = WordFacts[tuple[str, ...]](lambda word: tuple(_WORD.findall(word)))


@lru_cache(maxsize=8)
def words_in(words: str) -> frozenset[str]:
    """The runs of small letters of a sentence; the sentence at hand is remembered, as several readers ask for it.

    >>> sorted(words_in("it re-imposed CCC's ban."))
    ['ban', 'imposed', 'it', 're', 's']
    """
    return frozenset(chain.from_iterable(map(_LETTERS.__getitem__, words.split(" "))))
