"""Which expressions of acts are tried in a sentence, and where: by look-up of the literals they cannot do without.

Each set of literals of which an expression needs one (`licet.casefile.literals`) is a bit. A word has the bits of the sets it has a
literal of, kept from one sentence to the next, so that a sentence is asked for all expressions by joining the bits of its words. An
expression is tried when all its bits are there, and one that begins with a party only at words it can begin with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, reduce
from operator import or_

from licet.casefile.frames import Pattern, frames
from licet.casefile.literals import HEAD, weight
from licet.casefile.text import Span
from licet.casefile.word_facts import WordFacts

_RUN = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[a-z0-9]+|([A-Z])\1*|[^\W_a-zA-Z0-9]")


def begins_word(masked: str, at: int) -> bool:
    """Whether a word begins here: after no letter or digit, or where one party's mark follows another's."""
    if not at or not (before := masked[at - 1]).isalnum():
        return True
    return not (before.islower() or before.isdigit() or before == masked[at])


def word_starts(masked: str, span: Span) -> list[int]:
    """Where words begin in a stretch of masked text.

    >>> word_starts("the GGGGGG fined CCC.", Span(0, 21)), word_starts("GGGCCC", Span(0, 6))
    ([0, 4, 11, 17], [0, 3])
    """
    places: list[int] = []
    for run in _RUN.finditer(masked, span.start, span.end):
        if (word := run[0]).islower() or word == word[0] * len(word):
            places.append(run.start())
        else:
            places += [at for token in _TOKEN.finditer(masked, *run.span()) if begins_word(masked, at := token.start())]
    if places and places[0] == span.start and not begins_word(masked, span.start):
        del places[0]
    return places


def matches(pattern: Pattern, places: Iterable[int] | None, masked: str, span: Span) -> Iterator[re.Match[str]]:
    """Matches of a pattern in a sentence that begin at the beginning of a word and do not overlap.

    `places` are the beginnings of words at which it may match, in order; None to search for it.
    """
    regex, at, end = pattern.regex, span.start, span.end
    if places is not None:
        for start in places:
            if start >= at and (match := regex.match(masked, start, end)) is not None:
                yield match
                at = max(match.end(), start + 1)
        return
    while (found := regex.search(masked, at, end)) is not None:
        if begins_word(masked, found.start()):
            yield found
            at = max(found.end(), found.start() + 1)
        else:
            at = found.start() + 1


class PatternIndex:
    """The expressions of all frames by the literals they need.

    Attributes:
        patterns: In the order of the frames.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._anywhere = frozenset(at for at, p in enumerate(self.patterns) if p.begins is None)
        self._beginning: dict[str, int] = {}
        for at, p in enumerate(self.patterns):
            for head in p.begins or ():
                self._beginning[head] = self._beginning.get(head, 0) | 1 << at
        self._heads = WordFacts(self._of_head)
        needs = sorted({p.needs for p in self.patterns if p.needs})  # first, so that they are the low bits
        self._triggers = (1 << len(needs)) - 1
        bits = {literals: 1 << number for number, literals in enumerate(needs)}
        for literals in sorted({literals for p in self.patterns for literals in p.also}):
            bits.setdefault(literals, 1 << len(bits))
        self._pieces: dict[str, int] = {}
        for literals, bit in bits.items():
            for literal in literals:
                piece = _telling(literal)
                self._pieces[piece] = self._pieces.get(piece, 0) | bit
        self._longest = max(map(len, self._pieces), default=0)
        self._words = WordFacts(self._of_word)
        self._needing: list[list[tuple[int, int]]] = [
            [] for _ in range(len(needs) + 1)
        ]  # by bit length; 0: those that need nothing
        self._verified: list[tuple[tuple[str, ...], ...]] = []
        for at, p in enumerate(self.patterns):
            wanted = reduce(or_, (bits[literals] for literals in p.also), bits.get(p.needs, 0))
            self._needing[bits[p.needs].bit_length() if p.needs else 0].append((at, wanted))
            self._verified.append(tuple(words for words in (p.needs, *p.also) if any(" " in w.strip() for w in words)))

    def _of_word(self, word: str) -> int:
        """The sets of literals a part of which the word holds."""
        pieces, longest, spaced = self._pieces, self._longest, f" {word} "
        bits, size = 0, len(word) + 2
        for start in range(size):
            for end in range(start + 1, min(start + longest, size) + 1):
                bits |= pieces.get(spaced[start:end], 0)
        return bits

    def _of_head(self, head: str) -> int:
        """The patterns that can begin with these characters, a bit each."""
        beginning = self._beginning
        return reduce(or_, (beginning.get(head[:size], 0) for size in range(1, len(head) + 1)), 0)

    def held(self, words: Iterable[str]) -> int:
        """The sets of literals, a bit each, of which the words of a sentence may hold one."""
        return reduce(or_, filter(None, map(self._words.__getitem__, words)), 0)

    def needing(self, held: int) -> list[int]:
        """Numbers of the patterns that may match where these sets are held, in order."""
        found = [at for at, wanted in self._needing[0] if not wanted & ~held] if self._needing[0] else []
        triggered, missing = held & self._triggers, ~held
        while triggered:
            lowest = triggered & -triggered
            triggered ^= lowest
            for at, wanted in self._needing[lowest.bit_length()]:
                if not wanted & missing:
                    found.append(at)
        found.sort()
        return found

    def possible(self, numbers: Sequence[int], words: str) -> list[int]:
        """Those of some patterns whose literals of several words stand in a sentence as they are written."""
        return [at for at in numbers if not (sets := self._verified[at]) or _holds(sets, words)]

    def matches(self, numbers: Sequence[int], masked: str, span: Span) -> Iterator[tuple[Pattern, re.Match[str]]]:
        """Matches of some patterns in a stretch of masked text, pattern by pattern."""
        if not numbers:
            return
        wanted, heads = 0, self._heads
        places: dict[int, list[int]] = {}
        for number in numbers:
            wanted |= 1 << number
        for at in word_starts(masked, span):
            beginning = heads[masked[at : at + HEAD]] & wanted
            while beginning:
                places.setdefault(beginning.bit_length() - 1, []).append(at)
                beginning ^= 1 << beginning.bit_length() - 1
        for number in numbers:
            pattern = self.patterns[number]
            if number in self._anywhere:
                for match in matches(pattern, None, masked, span):
                    yield pattern, match
            elif number in places:
                for match in matches(pattern, places[number], masked, span):
                    yield pattern, match


def _telling(literal: str) -> str:
    """The part of a literal by which a word that may belong to it is known: the word that says most, with the spaces around it.

    >>> _telling(" entity list"), _telling("export privileges of")
    (' entity ', ' privileges ')
    """
    parts = literal.split(" ")
    last = len(parts) - 1
    pieces = [f"{' ' if number else ''}{part}{' ' if number < last else ''}" for number, part in enumerate(parts) if part]
    return max(pieces, key=lambda piece: (weight([piece]), len(piece)), default=" ")


def _holds(sets: tuple[tuple[str, ...], ...], words: str) -> bool:
    """Whether one literal of each set stands in a sentence."""
    for literals in sets:
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
