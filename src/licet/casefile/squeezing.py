"""Sentences without the words that may stand anywhere: "imposed on Monday", "temporarily blocked", "C, a maker of Y, was".

Frames word an act in the order the law gives it; running text puts days, adverbs and what somebody is between. A sentence is read once as it
stands and, where such words stand inside it, once more without them; places found are places of the document all the same.
"""

from __future__ import annotations

import re

from licet.casefile.text import Span

#: Days with their preposition, and adverbs that say how or when but never whether.
INNER = re.compile(
    r",? in (?:\d+|thirty|sixty|ninety) days,?(?= [a-zCPGND])| (?:(?:on|in|late on|early on|late|early|since) )?T+(?= [a-zCPGND])|"
    r" (?:also|formally|separately|temporarily|immediately|subsequently|officially|recently|effectively|quietly|abruptly|unanimously|jointly|finally|in addition|meanwhile|"
    r"preliminarily|permanently|provisionally|later|then|again|once again|anew|afresh|this time|as expected)(?= [a-zCPGND])"
)


#: What somebody is, between the name and the verb: an apposition, a relative clause, a short form or a ticker in brackets.
_ASIDE = (
    r"(?<=[CPG][CPG])(?:(?: \([^()]{1,60}\)| <[^<>]{1,40}>)+(?= [a-z])|"
    r", (?:an?|the|one of|which|who|whose|based|part of|owned|headquartered|now|formerly|previously|then|once|itself|himself|herself|known|maker|makers|\d+|[DNC]+(?:'s)?)(?= )[^;.]{1,110}?,"
    r"(?= (?:was|were|is|are|has|have|had|will|would|could|may|might|shall|won|got|lost|received|agreed|remains?|remained|joined|appeared|landed|ended up|found itself|faces|faced|been|added|placed|put) ))"
)
_LEFT_OUT = re.compile(f"{INNER.pattern}|,(?: on| in)? T+,(?= [a-zCPGND])|{_ASIDE}")

_ASIDE_OPENS = tuple(party + mark for party in "CPG" for mark in (", ", " (", " <"))
_INNER_WORDS = frozenset(
    [
        "also", "formally", "separately", "temporarily", "immediately", "subsequently", "officially", "recently", "effectively",
        "quietly", "abruptly", "unanimously", "jointly", "finally", "addition", "meanwhile", "preliminarily", "permanently",
        "provisionally", "anew", "afresh", "later", "then", "again", "time", "expected", "days", "days,",
    ]
)  # fmt: skip  # the last words of `INNER`


def may_squeeze(words: str, pieces: list[str]) -> bool:
    """Whether a sentence of masked text may hold words that are left out: a day, the last word of an adverbial, what somebody is."""
    held = "T" in words or not _INNER_WORDS.isdisjoint(pieces)
    held = held or ((", " in words or "(" in words) and any(opening in words for opening in _ASIDE_OPENS))
    return held and _LEFT_OUT.search(words) is not None


class Squeezed:
    """A sentence without its inner adverbials.

    Attributes:
        words: What is left, with a space before it so that it begins a word.
    """

    def __init__(self, masked: str, span: Span) -> None:
        pieces, self._cuts = [], []  # cuts: (place in what is left, how much was left out before it)
        at, left, gone = span.start, 0, 0
        for found in _LEFT_OUT.finditer(masked, span.start + 1, span.end):
            if found.end() >= span.end:
                break
            pieces.append(masked[at : found.start()])
            left += found.start() - at
            gone += found.end() - found.start()
            at = found.end()
            self._cuts.append((left, gone))
        pieces.append(masked[at : span.end])
        self.words = "".join(pieces)
        self._start = span.start

    def __bool__(self) -> bool:
        return bool(self._cuts)

    def crosses(self, start: int, end: int) -> bool:
        """Whether words were left out between two places of what is left."""
        return any(start < cut < end for cut, _ in self._cuts)

    def place(self, at: int, *, end: bool = False) -> int:
        """The place in the document of a place in what is left (of the end of a stretch, with `end`)."""
        gone = 0
        for cut, before in self._cuts:
            if cut < at or (cut == at and not end):
                gone = before
        return self._start + at + gone


class Placed:
    """A match in a squeezed sentence, asked for its places in the document."""

    def __init__(self, match: re.Match[str], squeezed: Squeezed) -> None:
        self._match, self._squeezed = match, squeezed

    def span(self, group: int | str = 0) -> tuple[int, int]:
        start, end = self._match.span(group)
        return (start, end) if start < 0 else (self._squeezed.place(start), self._squeezed.place(end, end=True))

    def start(self, group: int | str = 0) -> int:
        return self.span(group)[0]

    def end(self, group: int | str = 0) -> int:
        return self.span(group)[1]

    def groupdict(self) -> dict[str, str | None]:
        return self._match.groupdict()
