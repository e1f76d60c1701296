"""The firm that a filing or a contract defines as "the Company": `Brightmoor Materials, Inc. (the "Company")`.

Such a term is written with a capital and means that firm wherever it stands, whoever was named last (Form 8-K, General
Instruction; the usual form of agreements).
"""

from __future__ import annotations

import re

from licet.casefile.entities import Entity
from licet.casefile.text import Span, Text

_DEFINITION = re.compile(
    r',? ?\((?:together with [^()"]{1,80}, |hereinafter,? |collectively,? )?(?:the )?(?:"[^"]{1,40}",? (?:or )?)?(?:the )?"(?:the )?Company,?"[^()]{0,40}\)'
)
_TERM = re.compile(r"\b(?:[Tt]he|our|said) Company\b(?!'s? (?:[A-Z]))")
_REACH = 120


def defined_company(text: Text, where: list[tuple[Span, Entity]]) -> Entity | None:
    """The firm defined as "the Company" in a document, None when it defines none."""
    if '"Company' not in text.flat and '"the Company' not in text.flat:
        return None
    for span, entity in where:
        if entity.type == "company" and _DEFINITION.match(text.flat, span.end):
            return entity
    return None


def speaks_of_the_company(text: Text, start: int, end: int) -> bool:
    """Whether a stretch uses the defined term."""
    return _TERM.search(text.flat, start, min(len(text.flat), max(end, start + _REACH))) is not None
