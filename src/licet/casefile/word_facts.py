"""What tables say of a word, worked out when the word is first met and kept: the one way a reader looks at every word.

Running text repeats its words, so a look-up by word costs a fraction of trying an expression, and as much for a thousand expressions
as for one. Whoever needs to know whether a sentence can hold something at all asks for the facts of its words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
_KEPT = 60_000


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
