"""Whom a license concerns: the firms its words or its title name, before the countries they name."""

from __future__ import annotations

import re
from collections.abc import Callable

from licet.casefile.entities import Entity
from licet.casefile.events import Candidate
from licet.casefile.text import Span

_FIRMS = ("company", "organization", "person")
#: What a license is about, in its title or after its number (31 CFR chapter V: general licenses).
_ABOUT = re.compile(r"\b(?:involving|related to|relating to|with|concerning|regarding|of|to|for|by|which|party)\b")
#: The next sentence, where it says what the license is for.
_IT_LETS = re.compile(
    r"[.\"”]? ?(?:\d+\. )?(?:it|the (?:general |temporary )?(?:licen[sc]e|authori[sz]ation|waiver)|this) (?:also |only )?(?:lets?|allows?|permits?|authori[sz]es?|covers?|allowed|permitted|enables?) [^.;]{1,200}"
)


def licensed(c: Candidate, masked: str, named: Callable[[int, int, tuple[str, ...]], list[tuple[Span, Entity]]]) -> list[Entity]:
    """The targets of a permission: its firms; where it has none, those that its sentence names as what it is about; else its countries."""
    firms = [e for e in c.targets if e.type in _FIRMS]
    c.targets = [e for e in c.targets if e.key != "country:US"]  # who licenses, or whose firms are licensed
    end = c.sentence.span.end
    here = firms and not {e.id for e in firms}.isdisjoint(e.id for _, e in named(c.sentence.span.start, end, _FIRMS))
    if here or c.frame.type != "temporary_general_license" or c.quote is not None:
        return firms or c.targets
    goes_on = _IT_LETS.match(masked, end)
    about: list[Entity] = []
    for span, entity in named(c.span.start, goes_on.end() if goes_on is not None else end, ("company", "organization")):
        if entity not in about and (about or _ABOUT.search(masked, c.span.start, span.start)):
            about.append(entity)
    return about or firms or c.targets
