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
from licet.casefile.literals import HEAD, commonness, telling
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
    """The expressions of all frames by the literals they need and the characters they can begin with.

    All that a word says of them is one number, so that the numbers of a sentence's words are joined in one go. It has three fields,
    from the lowest bit: the sets of literals of which the word holds one, the patterns whose rarest set is among them, and the patterns
    that may begin in it.

    Attributes:
        patterns: In the order of the frames.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._anywhere = reduce(or_, (1 << at for at, p in enumerate(self.patterns) if p.begins is None), 0)
        self._beginning: dict[str, int] = {}  # what a pattern can begin with, and what that begins with before a space
        self._cut_short: dict[str, int] = {}
        for at, p in enumerate(self.patterns):
            bit = 1 << at
            for head in p.begins or ():
                self._beginning[head] = self._beginning.get(head, 0) | bit
        for head, begun in self._beginning.items():
            for size in range(1, len(head) + 1):
                if size == len(head) or head[size] == " ":
                    self._cut_short[head[:size]] = self._cut_short.get(head[:size], 0) | begun
        self._heads = WordFacts(self._of_head)
        self._openings = WordFacts(self._of_opening)
        self._starts = WordFacts[tuple[int, ...]](lambda piece: tuple(word_starts(piece, Span(0, len(piece)))))
        required = [[literals for literals in (p.needs, *p.also) if literals] for p in self.patterns]
        sets = sorted({literals for needed in required for literals in needed})
        bits = {literals: 1 << number for number, literals in enumerate(sets)}
        self._pieces: dict[str, int] = {}
        for literals, bit in bits.items():
            for literal in literals:
                piece = telling(literal)
                self._pieces[piece] = self._pieces.get(piece, 0) | bit
        self._longest = max(map(len, self._pieces), default=0)
        self._needed = tuple(reduce(or_, map(bits.__getitem__, needed), 0) for needed in required)
        self._always = reduce(or_, (1 << at for at, needed in enumerate(required) if not needed), 0)
        self._by_rarest: dict[int, int] = {}
        met = {literals: commonness(literals) for literals in sets}  # each set once: many patterns share one
        for at, needed in enumerate(required):
            if needed:
                rarest = bits[min(needed, key=met.__getitem__)]
                self._by_rarest[rarest] = self._by_rarest.get(rarest, 0) | 1 << at
        self._verified = [tuple(words for words in needed if any(" " in w.strip() for w in words)) for needed in required]
        self._hinted_at, self._opened_at = len(sets), len(sets) + len(self.patterns)
        self._told = WordFacts(self._of_word)

    def _of_word(self, word: str) -> int:
        """All that a word says: see the class."""
        held = self._sets_of(word)
        hinted = reduce(or_, (told for rarest, told in self._by_rarest.items() if rarest & held), 0) if held else 0
        return held | hinted << self._hinted_at | self._openings[word] << self._opened_at

    def _sets_of(self, word: str) -> int:
        """The sets of literals a part of which the word holds, a bit each."""
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

    def _of_opening(self, piece: str) -> int:
        """The patterns that may begin in a run of characters between spaces, a bit each."""
        bits = 0
        for at in self._starts[piece]:
            rest = piece[at : at + HEAD]
            bits |= self._heads[rest]
            if len(rest) < HEAD:
                bits |= self._cut_short.get(rest, 0)
        return bits

    def facts(self, pieces: Iterable[str]) -> int:
        """All that the words of a sentence say together, by what stands between its spaces."""
        return reduce(or_, map(self._told.__getitem__, pieces), 0)

    def needing(self, facts: int, opening: int | None = None) -> list[int]:
        """Numbers of the patterns that may match where words say so much, in order.

        `opening` are the facts of the words that a match may begin in, where they are others.
        """
        opened = (facts if opening is None else opening) >> self._opened_at | self._anywhere
        left = (facts >> self._hinted_at | self._always) & opened
        missing, needed = ~facts, self._needed
        found = []
        while left:
            bit = left & -left
            left ^= bit
            at = bit.bit_length() - 1
            if not needed[at] & missing:
                found.append(at)
        return found

    def matches(
        self, numbers: Sequence[int], masked: str, span: Span, pieces: Sequence[str]
    ) -> Iterator[tuple[Pattern, re.Match[str]]]:
        """Matches of some patterns in a stretch of masked text, pattern by pattern; `pieces` are what stands between its spaces."""
        heads = self._heads
        wanted = reduce(or_, (1 << number for number in numbers), 0)
        places: dict[int, list[int]] = {}
        begin = passed = 0
        for number_of_piece in [n for n, bits in enumerate(map(self._openings.__getitem__, pieces)) if bits & wanted]:
            begin += sum(map(len, pieces[passed:number_of_piece])) + number_of_piece - passed
            passed = number_of_piece
            for offset in self._starts[pieces[passed]]:
                at = span.start + begin + offset
                if (beginning := heads[masked[at : at + HEAD]] & wanted) and (at > span.start or begins_word(masked, at)):
                    while beginning:
                        bit = beginning & -beginning
                        beginning ^= bit
                        places.setdefault(bit.bit_length() - 1, []).append(at)
        words = ""
        for number in numbers:
            if number not in places and not self._anywhere >> number & 1:
                continue
            if (sets := self._verified[number]) and not _holds(sets, words := words or masked[span.start : span.end]):
                continue
            pattern = self.patterns[number]
            for match in matches(pattern, places.get(number), masked, span):
                yield pattern, match


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
