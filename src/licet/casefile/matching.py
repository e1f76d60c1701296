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
from licet.casefile.literals import weight
from licet.casefile.text import Span
from licet.casefile.word_facts import WordFacts

_TOKEN = re.compile(r"[a-z0-9]+|([A-Z])\1*|[^\W_a-zA-Z0-9]")
_HEADS_KEPT = 20_000


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
        self.patterns = tuple(patterns)
        self.heads = tuple(Heads(p.begins) if p.begins and any(map(str.isupper, p.begins)) else None for p in self.patterns)
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
