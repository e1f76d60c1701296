"""Resolving dates: an expression and the document's own date give an interval, with its basis.

Relative words are resolved literally against the day of the document. Without that day they stay relative. Nothing is
corrected here: where the words are wrong the literal value stands, and the case shows the contradiction.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from licet.casefile.dates import NUMBERS, DateExpression, bounds, to_come
from licet.casefile.tenses import MODAL, looks_ahead, looks_back, told_as_past
from licet.casefile.text import Text

_BESIDE_A_DAY = {
    "the day before": -1, "the previous day": -1, "the following day": 1, "the next day": 1, "the day after": 1,
}  # fmt: skip


def resolve(text: Text, dates: list[DateExpression], written: date | None) -> None:
    """Give every expression that can be resolved its value, precision and basis.

    Args:
        text: The document, for the words around an expression (tense, "last year" in the sentence before).
        dates: The expressions, in order; changed in place.
        written: The day of the document, in its own zone; None when unknown.
    """
    for number, expression in enumerate(dates):
        if expression.form == "offset":
            expression.value, expression.precision, expression.basis = _counted_on(
                text, expression, dates[max(0, number - 4) : number], written
            )
            continue
        if expression.form in ("full", "month_year", "year", "fiscal", "vague", "range"):
            continue
        before = dates[max(0, number - (6 if expression.form == "day_word" else 3)) : number]
        if written is None:
            expression.value, expression.precision, expression.basis = _same_day(expression, before, None)
            continue
        _resolve_one(text, expression, before, written)


def _resolve_one(text: Text, e: DateExpression, before: list[DateExpression], written: date) -> None:
    e.basis = "relative"
    form, parts = e.form, e.parts
    if form == "month_day":
        e.basis = "stated"
        e.value, e.precision = _no_year(text, e, written), "day"
        if e.value is None:
            e.precision = None
        elif int(parts.get("until", "0")) > int(parts["day"]) and int(parts["until"]) <= 31:
            e.value, e.precision = f"{e.value}/{e.value[:8]}{int(parts['until']):02}", "interval"
    elif form == "weekday":
        e.value, e.precision = _weekday(text, e, written).isoformat(), "day"
    elif form == "month_of":
        year = written.year + {"last": -1, "next": 1}.get(parts["which"], 0)
        if parts["which"] not in ("last", "next", "this"):  # "in May of that year": of the year told of before
            told = next((d.value for d in reversed(before) if d.value and not to_come(d.value, written)), None)
            year = int(told[:4]) if told else year
        e.value, e.precision = f"{year}-{int(parts['month']):02}", "month"
    elif form == "quarter":
        first = 3 * int(parts["quarter"]) - 2
        year = written.year if first <= written.month else written.year - 1
        if first > written.month and looks_ahead(text, e):
            year = written.year
        e.value, e.precision = f"{year}-{first:02}/{year}-{first + 2:02}", "interval"
    elif form == "half":
        year, first = written.year - (parts["which"] == "last"), int(parts["first"])
        e.value, e.precision = f"{year}-{first:02}/{year}-{first + 5:02}", "interval"
    elif form == "months":
        last = _month(text, e, before, written)
        year = int(last[:4]) - (int(parts["first"]) > int(parts["month"]))
        e.value, e.precision = f"{year}-{int(parts['first']):02}/{last}", "interval"
    elif form == "month":
        e.value, e.precision = _month(text, e, before, written), "month"
    elif form == "day_word":
        word = parts["word"]
        if word in _BESIDE_A_DAY or word.endswith((" day", " date")):  # "the same day" as the one told of before
            e.value, e.precision, _ = _same_day(e, before, written)
            return
        shift = -1 if word in ("yesterday", "last night") else 1 if word == "tomorrow" else 0
        e.value, e.precision = (written + timedelta(days=shift)).isoformat(), "day"
    elif form == "unit":
        e.value, e.precision = _beside(e, before, written) or _unit(parts["unit"], parts["which"], written)
    elif form == "within":
        count = number_of(parts["count"])
        if count is not None and looks_ahead(text, e):
            e.value, e.precision = shift_by(written.isoformat(), count, parts["unit"])
        else:  # a stretch of time, or one that nobody counted
            e.value, e.precision, e.basis, e.optional = None, "approx", "vague", True
    elif form == "weekend":
        monday = written - timedelta(days=written.weekday())
        saturday = monday + timedelta(days=5)
        if parts["which"] == "last" and written < saturday:
            saturday -= timedelta(days=7)
        if parts["which"] == "next":
            saturday += timedelta(days=7 if written >= saturday else 0)
        e.value, e.precision = f"{saturday}/{saturday + timedelta(days=1)}", "interval"
    elif form == "ago":
        count = number_of(parts["count"])
        if count is None:
            e.value, e.precision, e.basis = None, "approx", "vague"
        else:
            e.value, e.precision = shift_by(written.isoformat(), -count, parts["unit"])


def _same_day(e: DateExpression, before: list[DateExpression], written: date | None) -> tuple[str | None, str | None, str | None]:
    """`the same day`, `the next day`: known from the day told of before, whenever the document was written."""
    word = e.parts.get("word", "")
    if e.form != "day_word" or not (word in _BESIDE_A_DAY or word.endswith((" day", " date"))):
        return None, None, None
    told = next(
        (d.value for d in reversed(before) if d.value and d.precision in ("day", "minute") and not to_come(d.value, written)), None
    )
    return (*shift_by(told[:10], _BESIDE_A_DAY.get(word, 0), "day"), "relative") if told else (None, None, None)


def _counted_on(
    text: Text, e: DateExpression, before: list[DateExpression], written: date | None
) -> tuple[str | None, str | None, str | None]:
    """`listed on Monday and sued two weeks later`: counted from the date right before, in its sentence or the one before that."""
    sign = {"later": 1, "afterwards": 1, "afterward": 1, "earlier": -1}.get(e.parts["direction"])
    count = number_of(e.parts["count"])
    told = next((d for d in reversed(before) if not to_come(d.value, written)), None)  # not from a day to come
    if sign is None or count is None or told is None or not told.value or told.form in ("vague", "within"):
        return None, None, None
    if "/" in told.value or "W" in told.value:
        return None, None, None
    here, there = text.sentence_at(e.span.start), text.sentence_at(told.span.start)
    if here is None or there is None or here.at - there.at > 2:
        return None, None, None
    value, precision = shift_by(told.value[:10], sign * count, e.parts["unit"])
    if precision == "year" and len(told.value) == 7:
        value, precision = shift_by(told.value, sign * 12 * count, "month")
    return (value, precision, "offset") if precision != "approx" else (None, None, None)


def _beside(e: DateExpression, before: list[DateExpression], written: date) -> tuple[str, str] | None:
    """`the following year`, `the previous month`: counted from the date told of before."""
    step = {"following": 1, "previous": -1, "same": 0, "that": 0}.get(e.parts["which"])
    if step is None or e.parts["unit"] not in ("year", "month"):
        return None
    told = next(
        (d for d in reversed(before) if d.value and d.form not in ("vague", "offset") and not to_come(d.value, written)), None
    )
    if told is None or told.value is None or (e.parts["unit"] == "month" and len(told.value) < 7):
        return None
    return shift_by(told.value.partition("/")[0], step, e.parts["unit"])


def _no_year(text: Text, e: DateExpression, written: date) -> str | None:
    month, day = int(e.parts["month"]), int(e.parts["day"])
    options = []
    for year in (written.year - 1, written.year, written.year + 1):
        try:
            options.append(date(year, month, day))
        except ValueError:
            continue
    if which := e.parts.get("which"):
        year = written.year - (which == "last")
        return next((d.isoformat() for d in options if d.year == year), None)
    ahead = looks_ahead(text, e)
    if (
        ahead
        and text.low.endswith("before ", 0, e.span.start)
        and not MODAL.search(text.low, max(0, e.span.start - 60), e.span.start)
    ):
        return min(options, key=lambda d: abs((d - written).days)).isoformat() if options else None
    if not ahead and options:  # a day without a year is of the year at hand: the nearest, unless the words before it look back
        nearest = min(options, key=lambda d: abs((d - written).days))
        if nearest > written and (nearest - written).days <= 150 and not looks_back(text, e) and not told_as_past(text, e):
            return nearest.isoformat()
    past = [d for d in options if d <= written + timedelta(days=3)]
    future = [d for d in options if d >= written]
    chosen = (future[0] if future and (future[0] - written).days < 330 else None) if ahead else None
    return (chosen or (past[-1] if past else None) or (options[0] if options else written)).isoformat()


def _weekday(text: Text, e: DateExpression, written: date) -> date:
    back = (written.weekday() - int(e.parts["weekday"])) % 7
    which = e.parts["which"]
    if week := e.parts.get("week"):
        monday = written - timedelta(days=written.weekday())
        return monday + timedelta(days=int(e.parts["weekday"]) + 7 * {"last": -1, "this": 0, "next": 1}[week])
    if which == "this" and not looks_ahead(text, e):
        return written - timedelta(days=written.weekday() - int(e.parts["weekday"]))  # the day of the week at hand
    if which in ("next", "this", "this coming") or (which == "" and looks_ahead(text, e)):
        return written + timedelta(days=(7 - back) % 7 or (7 if which == "next" else 0))
    if which == "last" and back <= written.weekday():
        back += 7  # the Tuesday of this week is not "last Tuesday" on a Wednesday
    return written - timedelta(days=back)


def _month(text: Text, e: DateExpression, before: list[DateExpression], written: date) -> str:
    """The nearest past month of that name; "last March" right after "last year" is last year's."""
    month, which = int(e.parts["month"]), e.parts["which"]
    year = written.year if month <= written.month else written.year - 1
    months_on = (month - written.month) % 12
    if which == "next" or (which == "" and 0 < months_on < 9 and looks_ahead(text, e)):
        year = written.year if month > written.month else written.year + 1
    elif which == "this":
        year = written.year
    elif which == "that":
        told = next((d.value for d in reversed(before) if d.value and d.form not in ("vague", "offset")), None)
        if told is not None:
            first = bounds(told)[0]
            year = first.year if len(told) == 4 or month >= first.month else first.year + 1
    elif which == "last":
        near = [d for d in before if d.form == "unit" and d.parts["unit"] == "year" and d.parts["which"] == "last"]
        here = text.sentence_at(e.span.start)
        there = text.sentence_at(near[-1].span.start) if near else None
        if (here and there and here.at - there.at <= 1) or written.month - month in (0, 1):  # the month just past is "last month"
            year = written.year - 1
    return f"{year}-{month:02}"


def _unit(unit: str, which: str, written: date) -> tuple[str | None, str | None]:
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "following": 1}.get(which, 0)
    if which in ("previous", "following", "same", "past", "that"):
        return None, "approx"
    if unit == "week":
        year, week, _ = (written + timedelta(days=7 * step)).isocalendar()
        return f"{year}-W{week:02}", "week"
    if unit == "month":
        return shift_by(f"{written:%Y-%m}", step, "month")
    if unit == "year":
        return f"{written.year + step}", "year"
    if unit == "quarter":
        quarter = (written.month - 1) // 3 + step
        year, quarter = written.year + quarter // 4, quarter % 4
        return f"{year}-{quarter * 3 + 1:02}/{year}-{quarter * 3 + 3:02}", "interval"
    first = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}[unit]
    year = (
        written.year + step
        if which != "last" or first > written.month
        else written.year - (1 if step and first + 3 > written.month else 0)
    )
    last = f"{year}-{first + 2:02}" if first < 12 else f"{year + 1}-02"
    return f"{year}-{first:02}/{last}", "interval"


def number_of(word: str) -> int | None:
    """A count from digits or a word; None for "several"."""
    word = word.lower()
    return int(word) if word.isdigit() else NUMBERS.get(word)


def shift_by(value: str, count: int, unit: str) -> tuple[str, str]:
    """A value moved by a number of days, weeks, months or years, at the coarser precision of the two.

    >>> shift_by("2018-04", -2, "months")
    ('2018-02', 'month')
    >>> shift_by("2018-05-13", -4, "days")
    ('2018-05-09', 'day')
    """
    first = bounds(value)[0]
    unit = unit.rstrip("s").removeprefix("business ")
    if unit == "day" and len(value) >= 10:
        return (first + timedelta(days=count)).isoformat(), "day"
    if unit == "week" and len(value) >= 10:
        return (first + timedelta(days=7 * count)).isoformat(), "day"
    if unit == "month":
        months = first.year * 12 + first.month - 1 + count
        return f"{months // 12}-{months % 12 + 1:02}", "month"
    if unit == "year":
        return f"{first.year + count}", "year"
    return value, "approx"


def add_term(start: date, term: str) -> date | None:
    """The first day after a term such as P7Y or P180D; None when the term has no length.

    >>> add_term(date(2018, 4, 15), "P7Y"), add_term(date(2022, 4, 7), "P180D")
    (datetime.date(2025, 4, 15), datetime.date(2022, 10, 4))
    """
    match = re.fullmatch(r"P(\d+)([DWMY])", term)
    if match is None:
        return None
    count, unit = int(match[1]), match[2]
    if unit == "D":
        return start + timedelta(days=count)
    if unit == "W":
        return start + timedelta(weeks=count)
    months = start.year * 12 + start.month - 1 + (count if unit == "M" else 12 * count)
    year, month = months // 12, months % 12 + 1
    for day in range(start.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, min(start.day, 28))


__all__ = ["add_term", "number_of", "resolve", "shift_by"]
