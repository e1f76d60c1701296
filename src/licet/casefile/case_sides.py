"""The sides of a case in court: who sues whom, by the caption of a court paper or by the suit told of before a ruling."""

from __future__ import annotations

import re
from collections.abc import Callable

from licet.casefile.entities import Entity
from licet.casefile.text import Span

Named = list[tuple[Span, Entity]]
_HEAD = 1200  # how far a caption reaches into a court paper
_VERSUS = re.compile(r"(?<![a-z])(?:v|vs)\.?\s")
_PARTY = ("company", "organization", "person", "agency", "government")
_BY_THE_STATE = re.compile(
    r"\b(?:the government|prosecutors|u\.s\. attorney|united states|justice department|department of justice|the N+|G+)(?: T+)?(?: [a-z]+ly| also| has| have| had)* $"
)
_TO_STOP = re.compile(
    r" (?:T+ )?(?:seeking )?to (?:stop|bar|block|prevent|keep|enjoin|restrain|halt|recover [^.;,]{1,40} from|seize [^.;,]{1,40} of|forfeit [^.;,]{1,40} of) $"
)
_RULES_ON_A_MEASURE = re.compile(
    r"\b(?:injunction|restraining order|stay|enjoined|similar (?:order|ruling)|court order|plaintiffs'? motion|the motion)\b"
)


def caption(low: str, entities_in: Callable[[int, int, tuple[str, ...]], Named]) -> tuple[list[Entity], list[Entity]]:
    """Plaintiffs and defendants by the caption `C, Plaintiff, v. G, Defendants` at the head of a court paper; empty without one."""
    first = low.find("plaintiff", 0, _HEAD)
    if first < 0:
        return [], []
    versus = _VERSUS.search(low, first, first + 60)
    last = low.find("defendant", first, _HEAD)
    if versus is None or last < 0:
        return [], []
    suing = [e for s, e in entities_in(0, first, _PARTY) if "court" not in e.canonical.lower()]
    sued = [e for _, e in entities_in(versus.end(), last, _PARTY)]
    return list({e.id: e for e in suing}.values()), list({e.id: e for e in sued}.values())


def sued_by_the_state(masked: str, begin: int, at: int, stop: int, firms: Named) -> list[Entity]:
    """Whom the government sues "to stop C and C from": firms after such words, where an office of the state is who sues."""
    if not firms or _BY_THE_STATE.search(masked, max(begin, at - 60), at) is None:
        return []
    if _TO_STOP.fullmatch(masked, stop, firms[0][0].start) is None:
        return []
    group = firms[:1]
    for x in firms[1:]:
        if masked[group[-1][0].end : x[0].start].strip() not in (",", "and", ", and", "or"):
            break
        group.append(x)
    return [e for _, e in group]


def rules_on_a_measure(masked: str, span: Span) -> bool:
    """Whether the words of a ruling are of relief between the sides of a suit, so that they bind both."""
    return _RULES_ON_A_MEASURE.search(masked, span.start, span.end) is not None
