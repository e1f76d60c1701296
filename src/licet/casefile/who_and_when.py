"""By whom and of which day a question asks for an act: an act of another court, agency or year answers it not.

```text
"Has Kestrel sued Acme?"                      only a suit by Kestrel
"Has Acme been sued?"                         only a suit against Acme
"Was Acme fined in 2019?"                     only a fine of 2019
"Has the SEC charged Acme?"                   no charge by another agency
```
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from licet.casefile.across import Keys
from licet.casefile.dates import bounds, find_dates
from licet.casefile.entities import Entity, Parties
from licet.casefile.events import Event
from licet.casefile.reading import Reading
from licet.casefile.text import Text
from licet.casefile.whose_law import gives_law

_ACTIVE = re.compile(r"(?:has|have|had|did|does|do) (?:the )?$")
_BY = re.compile(r"\b(?:by|with) (?:the |a )?$")
_DATED = re.compile(r"\b(?P<how>in|on|of|from|during|dated|since|after|before|until|by) (?:the )?$")
#: A department acts by its office, and an office for its department.
_OFFICE_OF = {
    "us-commerce": frozenset({"us-bis"}),
    "us-bis": frozenset({"us-commerce"}),
    "us-treasury": frozenset({"us-ofac"}),
    "us-ofac": frozenset({"us-treasury"}),
}
_DOERS = ("agency", "government", "legislature", "country", "organization", "company", "person")


@dataclass(frozen=True, slots=True)
class WhoAndWhen:
    """By whom, on whom and when.

    Attributes:
        doers: Keys of those by whom the act is asked to be.
        states: Codes of the states among them, which act by agencies of theirs.
        passive: Whether the subject of the question is the one that the act was done to.
        dates: Values of days, months or years of which the act is asked to be.
        bounded: The word ("before", "after") by which a date bounds the act and does not name its day.
    """

    doers: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    passive: bool = False
    dates: tuple[str, ...] = ()
    bounded: str | None = None


def who_and_when(text: Text, found: Parties, keys: Keys, beside: Sequence[tuple[int, int, str]]) -> WhoAndWhen:
    """Read by whom and when a question asks for an act; a date that stands with an act named beside it is that one's.

    Args:
        text: The question.
        found: Its parties.
        keys: Case-wide names.
        beside: The acts that it names beside the one it turns on.
    """
    low = text.low
    passive = " been " in low or low.split(" ", 1)[0] in ("is", "are", "was", "were")
    doers: list[Entity] = []
    for span, entity in found.where:
        if entity.type not in _DOERS:
            continue
        before = low[: span.start]
        if (not passive and _ACTIVE.fullmatch(before)) or (_BY.search(before) and passive):
            doers.append(entity)
    dates, bounded = [], None
    last = max((end for _, end, _ in beside), default=None)
    for expression in find_dates(text):
        how = _DATED.search(low, 0, expression.span.start)
        if expression.value is None or how is None or (last is not None and expression.span.start >= last):
            continue
        if how["how"] in ("in", "on", "of", "from", "during", "dated"):
            dates.append(expression.value)
        elif how["how"] != "since":
            bounded = how["how"]
    return WhoAndWhen(
        frozenset(keys.of(e.key) for e in doers),
        frozenset(e.known.country for e in doers if e.type == "country" and e.known is not None and e.known.country),
        passive,
        tuple(dates),
        bounded,
    )


def by_them(asked: WhoAndWhen, reading: Reading, event: Event, keys: Keys) -> bool:
    """Whether an act is told of as by one of those asked about: by a state, also as by an agency of it."""
    actors = [e for i in event.actor if (e := reading.entity(i)) is not None]
    by = {keys.of(e.key) for e in actors}
    if any(by & (_OFFICE_OF.get(doer, frozenset()) | {doer}) for doer in asked.doers):
        return True
    return any(gives_law(e) and e.known is not None and e.known.country in asked.states for e in actors)


def of_that_day(asked: WhoAndWhen, event: Event, day: str | None) -> bool:
    """Whether an act is told of with a day, a month or a year within the one asked about, or one that it is within."""
    value = event.date or day
    if value is None:
        return False
    first, last = bounds(value)
    return any(first <= bounds(d)[1] and bounds(d)[0] <= last for d in asked.dates)
