"""Masked text: the document in lower case with every party, amount and date as a run of one capital letter.

The mask has the length of the text, so a match on it is a span of the document. It lets a frame say "banned exports to a
firm" without naming one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from licet.casefile.entities import Parties
from licet.casefile.text import Span, Text

LETTER = {
    "company": "C", "organization": "C", "person": "P", "agency": "G", "legislature": "G", "government": "G",
    "country": "N", "place": "N",
}  # fmt: skip

_ABBREVIATED = re.compile(
    r"\b(?:inc|corp|co|ltd|bros|plc|jr|sr|cos|pte|pty|gmbh|llc|sdn bhd|bhd|llp|lp|est|intl|mfg|s\.a|n\.v|b\.v|s\.p\.a|a\.g|a\.s|s\.r\.o|l\.l\.c|l\.p)$"
)
_OF_NAME = re.compile(r"\.(?= [a-z0-9(\"“]|[,;:)'’])")


def mask(text: Text, parties: Parties, amounts: Iterable[Span], dates: Iterable[Span]) -> str:
    """The masked text.

    >>> from licet.casefile.parties import find_parties
    >>> text = Text("The Commerce Department fined Acme Corp. $5 million.")
    >>> mask(text, find_parties(text), [Span(41, 51)], [])
    'the GGGGGGGGGGGGGGGGGGG fined CCCCCCCCC. MMMMMMMMMM.'
    """
    marks: list[tuple[int, int, str]] = []
    demonyms = {m.span.start for e in parties.entities for m in e.mentions if m.kind == "demonym"}
    for span, entity in parties.where:
        letter = LETTER.get(entity.type)
        if letter is None:
            continue
        if span.start in demonyms:
            letter = "D"
        marks.append((span.start, span.end, letter))
    marks.extend((s.start, s.end, "M") for s in amounts)
    marks.extend((s.start, s.end, "T") for s in dates)
    marks.sort()
    low = text.low
    pieces: list[str] = []
    at = 0
    for start, end, letter in marks:
        if start < at:
            continue
        pieces.append(low[at:start])
        if _OF_NAME.match(low, end) and _ABBREVIATED.search(low, start, end):
            end += 1  # the full stop of "Corp." belongs to the name and ends no sentence
        pieces.append(letter * (end - start))
        at = end
    pieces.append(low[at:])
    return "".join(pieces)
