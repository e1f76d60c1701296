"""Quotations: where quoted words begin and end, found before sentences are read.

A state machine over the double marks in which either shape may open or close, because pages close with a left mark,
open with a straight one, and mix both. A mark that opens stands before a word; a mark that closes stands after one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from licet.casefile.text import Span, Text

_MARK = re.compile(r'"')
_SINGLE_QUOTED = re.compile(r"(?:(?<=^)|(?<=[\s(\[,:;]))'([^'\n]{2,}(?:(?<=\w)'(?=\w)[^'\n]*)*)'(?=$|[\s,.;:)\]?!])")


@dataclass(slots=True)
class Quote:
    """Quoted words.

    Attributes:
        span: Inside the marks.
        marks: The span with its marks.
        kind: direct (a sentence or a clause of its own) or fragment (words inside the reporter's sentence).
        speaker: Id of the party who said it; filled by `licet.casefile.speakers`.
        cue: The words that attribute it: "Ross said Monday".
        group: Shared by the halves of one utterance.
        date: When it was said, as (value, precision).
    """

    span: Span
    marks: Span
    kind: str = "direct"
    speaker: str | None = None
    cue: Span | None = None
    medium: str | None = None
    date: tuple[str, str] | None = None
    date_basis: str | None = None
    date_at: int | None = None
    group: str | None = None
    optional: bool = False
    sentence: int = -1


def find_quotes(text: Text) -> list[Quote]:
    """All quotations of a document, in order.

    Raises nothing: an unclosed mark ends with its paragraph, as the press writes a quotation of several paragraphs.
    """
    flat = text.flat
    found: list[Quote] = []
    if '"' in flat:
        for block in text.blocks:
            if block.kind in ("footer", "stamp"):
                continue
            if flat.find('"', block.span.start, block.span.end) >= 0:
                found.extend(_in_block(flat, block.span))
    elif "'" in flat:
        for block in text.blocks:
            if block.kind not in ("footer", "stamp", "link"):
                for match in _SINGLE_QUOTED.finditer(flat, block.span.start, block.span.end):
                    if " " in match[1]:
                        found.append(Quote(Span(*match.span(1)), Span(*match.span())))
    return [quote for quote in found if not _is_definition(flat, quote)]


def _in_block(flat: str, block: Span) -> list[Quote]:
    """The quotations of one block."""
    found: list[Quote] = []
    opened: int | None = None
    for match in _MARK.finditer(flat, block.start, block.end):
        at = match.start()
        before = flat[at - 1] if at > block.start else " "
        after = flat[at + 1] if at + 1 < block.end else " "
        if opened is None:
            if after != " " or (before in " ([-—–" and at + 2 < block.end):
                if before.isdigit() and not after.isalpha():
                    continue  # inches
                opened = at
        elif before == " " and after not in " ,.;" and after.isalnum() and opened is not None and _ended(opened, at):
            opened = at  # the first was never closed: it cannot be told where it ended
        elif before.isdigit() and after == " " and '"' in flat[at + 1 : block.end] and flat.count('"', at, block.end) % 2 == 0:
            continue
        else:
            if at > opened + 1:
                found.append(_quote(flat, opened, at))
            opened = None
    if opened is not None and block.end - opened > 24:
        found.append(Quote(Span(opened + 1, block.end), Span(opened, block.end)))
    return found


def _ended(opened: int, at: int) -> bool:
    """Whether an unclosed opening mark is followed by so much text that a second opening mark must be a new quotation."""
    return at - opened > 1500


def _quote(flat: str, opened: int, closed: int) -> Quote:
    start, end = opened + 1, closed
    while start < end and flat[start] == " ":
        start += 1
    while end > start and flat[end - 1] == " ":
        end -= 1
    return Quote(Span(start, end), Span(opened, closed + 1), kind=_kind(flat, start, end))


def _kind(flat: str, start: int, end: int) -> str:
    """direct when it opens with a capital and reads as a clause, or runs long; else a fragment."""
    words = flat.count(" ", start, end) + 1
    if flat[start].islower():
        return "direct" if words >= 9 and not flat.startswith(("to ", "of ", "in "), start) else "fragment"
    return "fragment" if words <= 3 and flat[end - 1] not in ".!?," else "direct"


def _is_definition(flat: str, quote: Quote) -> bool:
    """("BIS"), ("the Act"), the term "export": a defined term, not an utterance."""
    if quote.span.end - quote.span.start > 60:
        return False
    before = flat[max(0, quote.marks.start - 24) : quote.marks.start]
    if quote.span.end - quote.span.start < 40 and re.search(
        r'\("[^"]{1,40}" (?:or|and) (?:the )?$|\((?:the )?"[^"]{1,40}",? (?:or|and) (?:the )?$',
        flat[max(0, quote.marks.start - 60) : quote.marks.start],
    ):
        return True  # ("Acme" or the "Company")
    after = flat[quote.marks.end : quote.marks.end + 8]
    opens_in_brackets = bool(re.search(r"\((?:the |collectively,? (?:the )?|hereinafter,? |or )?$", before))
    if opens_in_brackets:
        return True
    return bool(re.search(r"\bthe (?:term|word)s? $|\b(?:hereinafter|defined as|abbreviated) $", before)) or bool(
        re.match(r" means\b", after)
    )
