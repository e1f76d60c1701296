"""Days counted in round numbers: "a week after the ban" is only roughly seven days after it.

A day that a text counts in weeks or months from another is kept as the words give it, and may still be the day that another
telling states three days, or half a month, away from it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from licet.casefile.dates import bounds

if TYPE_CHECKING:
    from licet.casefile.events import Event
    from licet.casefile.reading import Reading

_SLACK = {"week": timedelta(days=3), "month": timedelta(days=15)}
_NONE = timedelta(0)


def slack(reading: Reading, event: Event) -> timedelta:
    """How far the day of a telling may be off, because its words count it in weeks or months."""
    if event.date is None or event.date_at is None:
        return _NONE
    told = reading.dates[event.date_at]
    return _SLACK.get(told.parts["unit"].rstrip("s"), _NONE) if told.form in ("offset", "ago") else _NONE


def may_be_one_day(one: tuple[Reading, Event], other: tuple[Reading, Event]) -> bool:
    """Whether two tellings may be of one day; one without a day may be of any."""
    if one[1].date is None or other[1].date is None:
        return True
    off = slack(*one) + slack(*other)
    a, b = bounds(one[1].date), bounds(other[1].date)
    return a[0] - off <= b[1] and b[0] - off <= a[1]


def stated_dates(tellings: list[tuple[Reading, Event]]) -> list[str]:
    """The dates of some tellings that are no rough counts, or the rough ones where there are no others."""
    stated = [e.date for r, e in tellings if e.date is not None and not slack(r, e)]
    return stated or [e.date for _, e in tellings if e.date is not None]


__all__ = ["may_be_one_day", "slack", "stated_dates"]
