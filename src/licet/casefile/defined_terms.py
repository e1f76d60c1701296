"""The firm that a filing or a contract defines as "the Company": `Brightmoor Materials, Inc. (the "Company")`.

Such a term is written with a capital and means that firm wherever it stands, whoever was named last (Form 8-K, General
Instruction; the usual form of agreements).
"""

from __future__ import annotations

import re

from licet.casefile.entities import Entity
from licet.casefile.literals import parse, required_literals
from licet.casefile.text import Span, Text

_DEFINITION = re.compile(
    r',? ?\((?:together with [^()"]{1,80}, |hereinafter,? |collectively,? )?(?:the )?(?:"[^"]{1,40}",? (?:or )?)?(?:the )?"(?:the )?Company,?"[^()]{0,40}\)'
)
_TERM = re.compile(r"\b(?:[Tt]he|our|said) Company\b(?!'s? (?:[A-Z]))")
_REACH = 120
_US = re.compile(r"(?<![\w'\".])(?:[Ww]e|us|[Oo]ur|ourselves)(?![\w'])")
_FILING = re.compile(
    r"\bform (?:10-[kq]|8-k|6-k|20-f|40-f)\b|\b(?:quarterly|annual|interim) report\b|\bcurrent report\b|\bstock code\b|\bsecurities and exchange commission\b|\b(?:inside information|voluntary announcement)\b"
)
_OF_A_FILING = tuple(sorted(required_literals(parse(_FILING.pattern))))  # of which the head of one has one: seldom met, and quickly
_HEAD = 400
_LINE = 90


def defined_company(text: Text, where: list[tuple[Span, Entity]]) -> Entity | None:
    """The firm defined as "the Company" in a document, None when it defines none."""
    if '"Company' not in text.flat and '"the Company' not in text.flat:
        return None
    for span, entity in where:
        if entity.type == "company" and _DEFINITION.match(text.flat, span.end):
            return entity
    return None


def filing_company(text: Text, where: list[tuple[Span, Entity]]) -> Entity | None:
    """The firm that speaks as "we" in its own report: named in a line of its own at the head of a filing; None in other documents."""
    head = text.low[: 4 * _HEAD]
    if not any(words in head for words in _OF_A_FILING) or _FILING.search(head) is None or _US.search(text.flat) is None:
        return None
    for span, entity in where:
        if span.start >= _HEAD:
            break
        line = text.flat[text.flat.rfind("\n", 0, span.start) + 1 : max(text.flat.find("\n", span.end), span.end)]
        if entity.type == "company" and len(line) <= _LINE:
            return entity
    return None


def speaks_of_the_company(text: Text, start: int, end: int, *, we: bool = False) -> bool:
    """Whether a stretch uses the defined term; with `we` the first person stands for the firm too."""
    if _TERM.search(text.flat, start, min(len(text.flat), max(end, start + _REACH))) is not None:
        return True
    return we and _US.search(text.flat, start, end) is not None
