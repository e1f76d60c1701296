"""A long alternation, tried branch by branch: only those branches that can begin with the characters at hand.

An expression of a dozen branches costs microseconds where it fails, which it mostly does; what its branches can begin with is
read from their parse trees (`licet.casefile.literals`), so that looking up six characters settles most places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from licet.casefile.literals import HEAD, commonness, first_characters, parse, requirements, telling
from licet.casefile.word_facts import WordFacts

_KEPT = 20_000
_WORDS = re.compile(r"[^\W_]+")


class Branches:
    """Expressions tried in their order, as one alternation of them would be.

    >>> months = Branches([r"(?P<month>(?:May|June) \\d{4})", r"(?P<year>(?:19|20)\\d\\d)"])
    >>> [months.match(words, 0).lastgroup for words in ("May 2018", "2018")], months.match("In 2018", 0)
    (['month', 'year'], None)
    """

    def __init__(self, branches: Iterable[str], starts: re.Pattern[str] | None = None) -> None:
        """`starts` is what a place must begin with besides, for a grammar that is not tried everywhere it could match."""
        self.branches = [(re.compile(words), first_characters(parse(words))) for words in branches]
        self._starts = starts
        self._openings = _openings(self.branches)
        self._known: dict[str, tuple[re.Pattern[str], ...]] = {}

    def match(self, words: str, at: int, limit: int | None = None) -> re.Match[str] | None:
        """The first branch that matches at a place, as `re.Pattern.match`."""
        head = words[at : at + HEAD]
        possible = self._known.get(head)
        if possible is None:
            possible = self._possible(head)
        for pattern in possible:
            found = pattern.match(words, at) if limit is None else pattern.match(words, at, limit)
            if found is not None:
                return found
        return None

    def near(self, anchor: re.Pattern[str], places: Sequence[int], flat: str, before: int, after: int) -> Iterator[re.Match[str]]:
        """Matches that begin at the beginning of a word and lie around matches of a cheap expression, as `licet.casefile.text.near`."""
        done, known = 0, self._known
        for place in places:
            mark = anchor.match(flat, place)
            if mark is None or mark.end() <= done:
                continue
            begin, end = max(done, place - before), mark.end()
            if begin and flat[begin - 1].isalnum():  # within a word
                first = _WORDS.match(flat, begin)
                begin = first.end() if first else begin
            limit = min(len(flat), end + after)
            for word in self._openings.finditer(flat, begin, min(len(flat), end + 1)):
                at = word.start()
                if at >= end:
                    break
                head = flat[at : at + HEAD]
                possible = known.get(head)
                if possible is None:
                    possible = self._possible(head)
                if possible and at >= done:
                    for pattern in possible:
                        if (found := pattern.match(flat, at, limit)) is not None:
                            yield found
                            done = found.end()
                            break

    def _possible(self, head: str) -> tuple[re.Pattern[str], ...]:
        if len(self._known) > _KEPT:
            self._known.clear()
        possible: tuple[re.Pattern[str], ...] = ()
        if self._starts is None or self._starts.match(head):
            plain = "".join("0" if letter.isdigit() else letter for letter in head)
            beginnings = {plain[:length] for length in range(len(plain) + 1)}
            possible = tuple(pattern for pattern, begins in self.branches if not begins.isdisjoint(beginnings))
        self._known[head] = possible
        return possible


def _openings(branches: Iterable[tuple[re.Pattern[str], frozenset[str]]]) -> re.Pattern[str]:
    """The beginnings of words whose first two characters some branch can begin with."""
    seconds: dict[str, set[str]] = {}
    for _, begins in branches:
        for head in begins:
            seconds.setdefault(head[:1], set()).add(head[1:2])
    if "" in seconds:
        return re.compile(r"(?<![^\W_])[^\W_]")
    written = (
        _letter(first) + ("" if "" in following else f"[{''.join(map(_letter, sorted(following)))}]")
        for first, following in sorted(seconds.items())
        if first.isalnum()
    )
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(written)})")


def _letter(letter: str) -> str:
    return r"\d" if letter == "0" else re.escape(letter)


class WordBranches:
    """Alternatives of masked text that stand alone: after no letter or hyphen, and before none.

    >>> things = WordBranches({"bans": "(?:export )?bans?", "lists": "lists?"}, " [a-z]+", 2)
    >>> [found.lastgroup for found in things.finditer("the export ban, the lists", 0, 25)]
    ['bans', 'lists']
    >>> things.after(" a new ban", 0, 10).span("bans")
    (7, 10)
    """

    def __init__(self, named: dict[str, str], gap_word: str, gap_words: int) -> None:
        """`gap_word` is what each of up to `gap_words` words must be that may stand before one, for `after`."""
        self._branches = Branches(rf"(?P<{name}>{words})(?![a-z-])" for name, words in named.items())
        letters = sorted({head[:1] for _, begins in self._branches.branches for head in begins})
        one = "".join(map(re.escape, letters)) if "" not in letters else ""
        self._starts = re.compile(rf"(?<![a-z-])[{one.replace('0', '0-9')}]" if one else r"(?<![a-z-])(?=.)", re.DOTALL)
        self._gap_word, self._gap_words = re.compile(gap_word), gap_words
        required = [requirements(parse(words), " ") for words in named.values()]
        self._parts = {telling(literal) for sets in required for literal in min(sets, key=commonness)} if all(required) else {""}
        self.hinted = WordFacts(self._hinted)

    def _hinted(self, piece: str) -> bool:
        """Whether a stretch between spaces holds a part of what one of the alternatives cannot do without.

        >>> things = WordBranches({"bans": "(?:export )?bans?", "curbs": "(?:new )?curbs"}, " [a-z]+", 2)
        >>> [things.hinted[piece] for piece in ("bans,", "(ban", "urban", "export")]
        [True, True, False, False]
        """
        for part in self._parts:
            word, ends = part.strip(" "), part.endswith(" ")
            at = piece.find(word)
            while at >= 0:
                alone = not part.startswith(" ") or at == 0 or not (piece[at - 1] == "-" or "a" <= piece[at - 1] <= "z")
                if alone and (not ends or at + len(word) == len(piece)):
                    return True
                at = piece.find(word, at + 1)
        return False

    def finditer(self, words: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """All that stand in a stretch, none within another."""
        done, match = start, self._branches.match
        for place in self._starts.finditer(words, start, end):
            at = place.start()
            if at >= done and (found := match(words, at, end)) is not None:
                yield found
                done = found.end()

    def search(self, words: str, start: int, end: int) -> re.Match[str] | None:
        """The first that stands in a stretch."""
        return next(self.finditer(words, start, end), None)

    def after(self, words: str, start: int, end: int) -> re.Match[str] | None:
        """The first that stands after a place, with few words between."""
        at = start
        for _ in range(self._gap_words + 1):
            if at < end and words[at] == " " and (found := self._branches.match(words, at + 1, end)) is not None:
                return found
            gap = self._gap_word.match(words, at, end)
            if gap is None:
                return None
            at = gap.end()
        return None
