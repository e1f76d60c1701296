"""The day in a date line that leaves the year out: `WASHINGTON, June 29 (Reuters) - The Commerce Department on Monday ...`.

The year is the first one in which that day lies after the days the text tells of as past, and on the weekday that its first
sentences name; or, in a case, the year in which it lies among the dated documents. The basis is always `inferred`. Where neither
the weekday nor a recent day speaks for a year, none is given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from licet.casefile.dates import DateExpression, bounds
from licet.casefile.tenses import looks_ahead
from licet.casefile.text import Text

#: After the day of a date line: the agency and a dash, or a dash.
_DASH = re.compile(r",? ?(?:\([A-Z][\w .]{1,24}\)|/[A-Z][\w .-]{1,24}/)? ?(?:—|–|--|-|:) ?")
_PLACE = re.compile(r"(?:[A-Z][\w.'/-]*(?:,? |, )){0,6}")
_AHEAD = re.compile(
    r"\b(?:until|through|by|expires?(?: on)?|effective|starting|beginning|will|would|due|before|from|as of|next|no later than) (?:[a-z]+ ){0,3}$"
)
_CANDIDATES = 4
#: A day told of as past that speaks for the year of the date line.
_RECENT = timedelta(days=150)
#: Documents of one case that are written about one story lie this near to each other.
_NEAR = timedelta(days=60)


def day_without_year(text: Text, dates: list[DateExpression]) -> DateExpression | None:
    """The month and day that a date line gives without a year."""
    for block in [b for b in text.blocks[:14] if b.kind == "story"][:2]:
        for d in dates:
            if d.form != "month_day" or not block.span.start <= d.span.start < block.span.start + 60:
                continue
            lead = text.flat[block.span.start : d.span.start]
            if _PLACE.fullmatch(lead) and _DASH.match(text.flat, d.span.end):
                return d
    return None


def year_by_text(text: Text, dates: list[DateExpression], line: DateExpression) -> date | None:
    """The day of a date line with the year that the text itself speaks for; None when nothing does."""
    past = [day for d in dates if d is not line and (day := told_of_as_past(text, d)) is not None]
    if not past:
        return None
    latest = max(past)
    candidates = [day for year in range(latest.year, latest.year + _CANDIDATES) if (day := _on(line, year)) and day >= latest]
    weekdays = _first_weekdays(text, dates, line)
    for shift in (0, 1):  # the day itself, or the day before
        for day in candidates:
            if (day - timedelta(days=shift)).weekday() in weekdays:
                return day
    for year in range(latest.year + _CANDIDATES, latest.year + _CANDIDATES + 2):
        day = _on(line, year)
        if day is not None and day.weekday() in weekdays:
            return day
    return candidates[0] if not weekdays and candidates and candidates[0] - latest <= _RECENT else None


def year_by_shared_days(text: Text, dates: list[DateExpression], line: DateExpression, named: Iterable[date]) -> date | None:
    """The day of a date line with the year of the days, told here without a year, that other documents of the case name in full."""
    votes: Counter[int] = Counter()
    known = {(day.month, day.day): day for day in sorted(named)}
    at = int(line.parts["month"]), int(line.parts["day"])
    for d in dates:
        day = known.get((int(d.parts["month"]), int(d.parts["day"]))) if d.form == "month_day" and d is not line else None
        if day is not None:
            to_come = looks_ahead(text, d)
            votes[day.year - ((day.month, day.day) < at) if to_come else day.year + ((day.month, day.day) > at)] += 1
    most = votes.most_common(2)
    if not most or (len(most) == 2 and most[0][1] == most[1][1]):
        return None
    found, weekdays = _on(line, most[0][0]), _first_weekdays(text, dates, line)
    fits = found is not None and (not weekdays or {found.weekday(), (found - timedelta(days=1)).weekday()} & weekdays)
    return found if fits else None


def told_of_as_past(text: Text, d: DateExpression) -> date | None:
    """The first day of a date with its year that the text does not tell of as to come."""
    if d.form not in ("full", "month_year", "year") or not d.value:
        return None
    near = text.low[max(0, d.span.start - 40) : d.span.start]
    return None if _AHEAD.search(near) else bounds(d.value)[0]


def year_by_neighbors(text: Text, dates: list[DateExpression], line: DateExpression, written: Iterable[date]) -> date | None:
    """The day of a date line with the year that puts it among the dated documents of its case; None when none does."""
    around = [(day, near) for near in written for year in (near.year - 1, near.year, near.year + 1) if (day := _on(line, year))]
    days = [day for day, near in around if abs(day - near) <= _NEAR]
    weekdays = _first_weekdays(text, dates, line)
    fitting = [day for day in days if {day.weekday(), (day - timedelta(days=1)).weekday()} & weekdays]
    if weekdays and not fitting:  # further from the others, on the weekday that its first sentences name
        named = {day for day, _ in around if day.weekday() in weekdays}
        return next(iter(named)) if len(named) == 1 else None
    if not days:
        return None
    years = {day.year for day in fitting or days}
    return (fitting or days)[0] if len(years) == 1 else None


def _on(line: DateExpression, year: int) -> date | None:
    try:
        return date(year, int(line.parts["month"]), int(line.parts["day"]))
    except ValueError:  # 29 February
        return None


def _first_weekdays(text: Text, dates: list[DateExpression], line: DateExpression) -> set[int]:
    """The weekdays that the three sentences after the date line name, without "next" or "last"."""
    sentence = text.sentence_at(line.span.end)
    last = text.sentences[min(sentence.at + 3, len(text.sentences)) - 1].span.end if sentence is not None else line.span.end
    return {
        int(d.parts["weekday"])
        for d in dates
        if d.form == "weekday" and line.span.end <= d.span.start < last and not d.parts.get("which")
    }
