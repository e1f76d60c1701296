"""Words and phrases that stand alone in masked text, looked for only where the first word of one stands.

An alternation of a hundred forms costs tens of microseconds a sentence, since every branch is tried at every word. Which words a
sentence has is known (`licet.casefile.word_facts`), so that most sentences are settled by one look-up and the rest tried at a place or two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from licet.casefile.word_facts import words_in

_FIRST = re.compile(r"[a-z]+")


class Phrases:
    """Fixed words in small letters, the longest of those that begin at one place; none within a longer word or one with a hyphen before.

    >>> verbs = Phrases(["sold", "sold off", "re-exported"])
    >>> [found[0] for found in verbs.finditer("unsold goods were sold off or re-exported")]
    ['sold off', 're-exported']
    >>> verbs.search("nobody resold it") is None, "sold off" in verbs, "sold on" in verbs
    (True, True, False)
    """

    def __init__(self, phrases: Iterable[str], after: str = "(?![a-z-])") -> None:
        """`after` is what an expression must find after one."""
        self._phrases = frozenset(phrases)
        self._first = frozenset(first[0] for first in map(_FIRST.match, self._phrases) if first is not None)
        longest_first = sorted(self._phrases, key=lambda phrase: (-len(phrase), phrase))
        self._regex = re.compile(rf"(?<![a-z-])(?:{'|'.join(map(re.escape, longest_first))}){after}")

    def __contains__(self, phrase: object) -> bool:
        return phrase in self._phrases

    def finditer(self, masked: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """All that stand in a stretch, in order, none within another."""
        stop = len(masked) if end is None else end
        first = self._first & words_in(masked[start:stop])
        done, match = start, self._regex.match
        for at in sorted(_places(masked, first, start, stop)) if first else ():
            if at >= done and (found := match(masked, at, stop)) is not None:
                yield found
                done = found.end()

    def search(self, masked: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first that stands in a stretch."""
        return next(self.finditer(masked, start, end), None)


def _places(masked: str, words: Iterable[str], start: int, end: int) -> set[int]:
    """Where words stand, alone or within others."""
    places = set()
    for word in words:
        at = masked.find(word, start, end)
        while at >= 0:
            places.add(at)
            at = masked.find(word, at + 1, end)
    return places
