"""Which expressions of acts are tried in a sentence, and where: by look-up of the literals they cannot do without.

An automaton finds in one pass which literals of all frames stand in a sentence. An expression is tried when each of its sets
of literals (`licet.casefile.literals`) has one there, and one that begins with a party only at words it can begin with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from operator import itemgetter
from typing import Any

from licet.casefile.frames import Pattern, frames
from licet.casefile.literals import weight
from licet.casefile.text import Span
from licet.errors import MissingExtra

_TOKEN = re.compile(r"[a-z0-9]+|([A-Z])\1*|[^\W_a-zA-Z0-9]")
_HEADS_KEPT = 20_000
_second = itemgetter(1)
_TELLING = 3  # letters of a literal worth looking for in every sentence


def begins_word(masked: str, at: int) -> bool:
    """Whether a word begins here: after no letter or digit, or where one party's mark follows another's."""
    if not at or not (before := masked[at - 1]).isalnum():
        return True
    return not (before.islower() or before.isdigit() or before == masked[at])


def word_heads(masked: str, span: Span) -> list[tuple[int, str]]:
    """Where words begin in a stretch of masked text, with the first three characters of each.

    >>> word_heads("the GGGGGG fined CCC.", Span(0, 21))
    [(0, 'the'), (4, 'GGG'), (11, 'fin'), (17, 'CCC')]
    """
    places = [m.start() for m in _TOKEN.finditer(masked, span.start, span.end)]
    return [(at, masked[at : at + 3]) for at in places if begins_word(masked, at)]


class Heads:
    """Beginnings of words to whether a pattern can begin with them, remembered for the beginnings that were met."""

    def __init__(self, begins: frozenset[str]) -> None:
        self._begins = begins
        self._known: dict[str, bool] = {}

    def begin(self, heads: list[tuple[int, str]]) -> list[int]:
        """The places of a sentence at which the pattern can begin."""
        known = self._known
        try:
            return [at for at, head in heads if known[head]]
        except KeyError:
            if len(known) > _HEADS_KEPT:
                known.clear()
            for _, head in heads:
                known[head] = not self._begins.isdisjoint((head[:1], head[:2], head))
            return [at for at, head in heads if known[head]]


def matches(
    pattern: Pattern, heads: Heads | None, masked: str, span: Span, words: list[tuple[int, str]]
) -> Iterator[re.Match[str]]:
    """Matches of a pattern in a sentence that begin at the beginning of a word and do not overlap."""
    regex, at = pattern.regex, span.start
    if heads is not None:
        for start in heads.begin(words):
            if start >= at and (match := regex.match(masked, start, span.end)) is not None:
                yield match
                at = max(match.end(), start + 1)
        return
    while (found := regex.search(masked, at, span.end)) is not None:
        if begins_word(masked, found.start()):
            yield found
            at = max(found.end(), found.start() + 1)
        else:
            at = found.start() + 1


class PatternIndex:
    """The expressions of all frames by the literals they need.

    Attributes:
        patterns: In the order of the frames.
        heads: With what each begins, for those that begin with a party; None for one found fast by searching.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        try:
            import ahocorasick  # type: ignore[import-not-found]
        except ImportError as error:
            raise MissingExtra("reading documents", "cases") from error
        self.patterns = tuple(patterns)
        self.heads = tuple(Heads(p.begins) if p.begins and any(map(str.isupper, p.begins)) else None for p in self.patterns)
        numbers: dict[str, int] = {}
        telling = [tuple(words for words in p.also if weight(words) >= _TELLING) for p in self.patterns]
        for pattern, also in zip(self.patterns, telling, strict=True):
            for words in (pattern.needs, *also):
                for word in words:
                    numbers.setdefault(word, len(numbers))
        self._automaton: Any = ahocorasick.Automaton()
        for word, number in numbers.items():
            self._automaton.add_word(word, number)
        self._automaton.make_automaton()
        self._also = tuple(tuple(frozenset(numbers[w] for w in words) for words in also) for also in telling)
        self._common = tuple(tuple(w for w in p.also if w not in also) for p, also in zip(self.patterns, telling, strict=True))
        self._needing: list[tuple[int, ...]] = [()] * len(numbers)
        for at, pattern in enumerate(self.patterns):
            for word in pattern.needs:
                self._needing[numbers[word]] += (at,)
        self._needed = frozenset(number for number, needing in enumerate(self._needing) if needing)
        self._always = frozenset(at for at, pattern in enumerate(self.patterns) if not pattern.needs)

    def literals(self, words: str) -> set[int]:
        """Numbers of the literals that stand in a sentence of masked text."""
        return set(map(_second, self._automaton.iter(words)))

    def needing(self, literals: set[int]) -> set[int]:
        """Numbers of the patterns that need one of these literals, and of those that need none."""
        needing = self._needing
        return set().union(self._always, *[needing[number] for number in self._needed.intersection(literals)])

    def possible(self, words: str, literals: set[int], among: set[int] | None = None) -> list[int]:
        """Numbers of the patterns that may match in words that hold these literals, of some or of all patterns, in order."""
        also, common, missing = self._also, self._common, literals.isdisjoint
        found = []
        for at in self.needing(literals) if among is None else among:
            for wanted in also[at]:
                if missing(wanted):
                    break
            else:
                if not common[at] or _holds(common[at], words):
                    found.append(at)
        found.sort()
        return found


def _holds(common: tuple[tuple[str, ...], ...], words: str) -> bool:
    """Whether the words that stand in many sentences, which the automaton does not look for, stand in this one."""
    for literals in common:
        for literal in literals:
            if literal in words:
                break
        else:
            return False
    return True


@cache
def pattern_index() -> PatternIndex:
    """The index of the shipped frames."""
    return PatternIndex(p for frame in frames().values() for p in frame.patterns)
