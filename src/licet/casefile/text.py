"""The text of a document, its blocks and its sentences; every offset counts code points of the untouched text.

Rules are written against `Text.flat`, a copy of the same length in which every white-space character is a plain space
and every typographic quotation mark is its typewriter shape, and against `Text.low`, the same in lower case. So
`text.raw[start:end]` are always the document's own words for whatever was found at `start` and `end`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

from licet.casefile.marks import find_marks

_SPACES = "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\t\r\f\v\u2028\u2029\u0085"
_SINGLE = "\u2018\u2019\u201a\u201b\u2032"
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_DASHES = "\u2010\u2011\u2012"


def flatten(raw: str) -> str:
    """The same text, character for character, with plain spaces, typewriter marks and hyphens; newlines stay.

    >>> flatten("ZTE\\u2019s\\u00a0\\u201cban\\u201d")
    'ZTE\\'s "ban"'
    """
    flat = raw
    for shapes, plain in ((_SPACES, " "), (_SINGLE, "'"), (_DOUBLE, '"'), (_DASHES, "-")):
        for shape in shapes:
            if shape in flat:
                flat = flat.replace(shape, plain)
    if "``" in flat:  # the Federal Register's text edition writes ``ZTE''
        flat = flat.replace("``", '" ').replace("''", ' "')
    return flat


def lower(flat: str) -> str:
    """Lower case of the same length: a character whose lower case is longer stays as it is."""
    low = flat.lower()
    if len(low) == len(flat):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in flat)


class Span(NamedTuple):
    """A stretch of the document: `start` is the first code point, `end` the first one after."""

    start: int
    end: int

    def __contains__(self, other: object) -> bool:
        if isinstance(other, Span):
            return self.start <= other.start and other.end <= self.end
        return isinstance(other, int) and self.start <= other < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether they share a code point."""
        return self.start < other.end and other.start < self.end


class Block(NamedTuple):
    """A paragraph or a line of its own.

    Attributes:
        kind: story, title, subtitle, stamp, caption, heading, link, boilerplate or footer. Only a story block (and the
            title, for parties) is what the document says; the rest is the page around it.
    """

    span: Span
    kind: str = "story"


class Sentence(NamedTuple):
    """A sentence within a block; `at` numbers the sentences of the document."""

    span: Span
    block: int
    at: int


@dataclass
class Text:
    """A document's words, and the length-preserving copies that the rules read."""

    raw: str
    blocks: list[Block] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)

    @cached_property
    def flat(self) -> str:
        """Plain spaces (newlines too), typewriter marks."""
        return flatten(self.raw).replace("\n", " ")

    @cached_property
    def low(self) -> str:
        """`flat` in lower case."""
        return lower(self.flat)

    @cached_property
    def marks(self) -> dict[str, list[int]]:
        """Where the literals stand that the grammars need, a list a grammar (see `licet.casefile.marks`)."""
        return find_marks(self.flat, self.low)

    def words(self, span: Span) -> str:
        """The document's own words."""
        return self.raw[span.start : span.end]

    def as_dict(self, span: Span) -> dict[str, object]:
        """A span as the case file writes it."""
        return {"start": span.start, "end": span.end, "text": self.raw[span.start : span.end]}

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds a position, or the last that starts before it; None before the first."""
        where = bisect_right(self._starts, position) - 1
        return self.sentences[where] if where >= 0 else None

    def block_number(self, position: int) -> int:
        """The number of the block that starts at or before a position; -1 before the first."""
        return bisect_right(self._block_starts, position) - 1

    def block_at(self, position: int) -> Block | None:
        """The block that starts at or before a position."""
        where = self.block_number(position)
        return self.blocks[where] if where >= 0 else None


_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sen",
        "sens",
        "rep",
        "reps",
        "gov",
        "gen",
        "col",
        "lt",
        "sgt",
        "capt",
        "adm",
        "hon",
        "jr",
        "sr",
        "st",
        "rev",
        "inc",
        "corp",
        "co",
        "ltd",
        "llc",
        "cos",
        "bros",
        "no",
        "nos",
        "vs",
        "v",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "art",
        "sec",
        "secs",
        "para",
        "paras",
        "supp",
        "pt",
        "pts",
        "vol",
        "pp",
        "p",
        "fed",
        "reg",
        "fig",
        "al",
        "approx",
        "est",
        "dept",
        "div",
        "ave",
        "blvd",
        "e.g",
        "i.e",
        "a.k.a",
        "f.k.a",
        "n.k.a",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "p.r.c",
        "d.c",
        "u.s.c",
        "e.o",
        "c.f.r",
        "a.m",
        "p.m",
        "n.v",
        "s.a",
        "s.p.a",
        "a.s",
        "b.v",
        "g.m",
        "pvt",
        "pte",
        "l.p",
        "l.l.c",
        "o.o.o",
        "p.j.s.c",
        "d.p.r.k",
        "n",
        "u",
    ]
)
_END = re.compile(r'[.!?…]+(["\')\]]*) +(?=["\'(\[]*[A-Z0-9\u0400-\u042f#@])')
_LONGEST = 6000
_LAST_WORD = re.compile(r"([\w.&]+)$")
_OPENS_A_SENTENCE = re.compile(
    r"[\"'(\[]*(?:The|In|On|At|But|And|It|He|She|They|We|This|That|These|Those|A|An|After|As|If|When|While|However|"
    r"Under|Since|For|There|His|Her|Its|Their|Our|Last|Both|Such|No|By|Although|Despite|Meanwhile|Officials)\b"
)


def _last_word(words: str) -> str:
    word = words.rpartition(" ")[2]
    if word.isalnum():
        return word
    last = _LAST_WORD.search(words)
    return last[1] if last else ""


_IN_BRACKETS = re.compile(r"\((?:E\.O|No|Nos)\.\)$")


def split_sentences(flat: str, block: Span) -> list[Span]:
    """The sentences of one block: no break after an abbreviation, an initial or a number's point.

    >>> text = 'The U.S. Commerce Dept. acted. "He lied," Rep. Lee said. No. 4 is next.'
    >>> [text[s.start:s.end] for s in split_sentences(text, Span(0, len(text)))]
    ['The U.S. Commerce Dept. acted.', '"He lied," Rep. Lee said.', 'No. 4 is next.']
    """
    found: list[Span] = []
    begin = block.start
    for match in _END.finditer(flat, block.start, block.end):
        stop, end = match.span(1)
        if (
            stop != end
            and _IN_BRACKETS.search(flat, max(begin, match.start() - 8), end)
            and flat[match.end() : match.end() + 1].isdigit()
        ):
            continue  # "Executive Order (E.O.) 13661"
        if stop == end and flat[match.start()] == ".":
            word = _last_word(flat[max(begin, match.start() - 24) : match.start()])
            if len(word) == 1 and word.isupper() and word != "I":
                continue
            if word.lower() in _ABBREVIATIONS:
                ends_anyway = word.isupper() or word.lower() in ("inc", "corp", "co", "ltd", "llc", "p.m", "a.m")
                if not (ends_anyway and _OPENS_A_SENTENCE.match(flat, match.end())):
                    continue
        _add(found, flat, begin, end)
        begin = match.end()
    end = block.end
    while end > begin and flat[end - 1] == " ":
        end -= 1
    if end > begin:
        _add(found, flat, begin, end)
    return found


def _add(found: list[Span], flat: str, begin: int, end: int) -> None:
    """Add a sentence; one beyond all measure, as of a page without full stops, in pieces that end between words."""
    while end - begin > _LONGEST:
        half, limit = begin + _LONGEST // 2, begin + _LONGEST
        places = (flat.rfind("; ", half, limit) + 1, flat.rfind(", ", half, limit) + 1, flat.rfind(" ", half, limit))
        cut = next((place for place in places if place > 0), limit)
        found.append(Span(begin, cut))
        begin = cut + 1 if flat[cut] == " " else cut
    found.append(Span(begin, end))


_WORD_STARTS = re.compile(r"(?<![^\W_])[^\W_]|[$€£¥₽₹₩]")
DIGIT_STARTS = re.compile(r"(?<![^\W_])\d")


def around(pattern: re.Pattern[str], places: Sequence[int], flat: str, before: int, after: int) -> Iterator[re.Match[str]]:
    """Matches of a costly pattern, each of which holds a mark: it is tried only near where marks stand, in order.

    `before` and `after` bound how far a match reaches from its mark; one that touches the bound is read on to its end.
    """
    size, done = len(flat), 0
    number = 0
    while number < len(places):
        begin, limit = max(done, places[number] - before), min(size, places[number] + after)
        number += 1
        while number < len(places) and places[number] - before <= limit:
            limit = min(size, places[number] + after)
            number += 1
        at = begin
        while (match := pattern.search(flat, at, limit)) is not None:
            if match.end() >= limit < size:
                match = pattern.match(flat, match.start()) or match
            yield match
            at = done = max(match.end(), match.start() + 1)


class Tried(Protocol):
    """What is tried at a place: an expression, or several as one (`licet.casefile.branches`)."""

    def match(self, string: str, pos: int, endpos: int, /) -> re.Match[str] | None:
        """The match that begins at a place."""


def near(
    pattern: Tried, anchor: re.Pattern[str], places: Sequence[int], flat: str, before: int, after: int,
    starts: re.Pattern[str] = _WORD_STARTS,
) -> Iterator[re.Match[str]]:  # fmt: skip
    """Matches of a costly pattern, beginning at the beginning of a word, that lie around matches of a cheap one.

    `places` are where the cheap one may begin, in order; `starts` finds the beginnings of words with which the costly
    pattern can begin.
    """
    done = 0
    for place in places:
        mark = anchor.match(flat, place)
        if mark is None or mark.end() <= done:
            continue
        begin, end = max(done, place - before), mark.end()
        limit = min(len(flat), end + after)
        for start in starts.finditer(flat, begin, end):
            at, after = start.span()
            if at < done:
                continue
            match = pattern.match(flat, at, limit)
            if match is not None:
                yield match
                done = max(match.end(), after)
