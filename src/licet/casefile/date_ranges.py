"""Stretches of time: two dates that are its ends, a season, a quarter: "between August 2020 and September 2021", "between 25 and 31 May 2022"."""

from __future__ import annotations

import re

from licet.casefile.date_expressions import DateExpression
from licet.casefile.text import Span

_ABOUT = r"(?:on or about |in or about |in or around |about |around |approximately |at least |as early as )?"
_OPENS_A_RANGE = re.compile(
    r"\b([Bb]etween|[Ff]rom) (on or about |in or about |in or around |about |around |approximately |at least |as early as )?(?:the )?$"
)
_JOINS = {
    "between": re.compile(rf",? and (?:continuing (?:until|through|to) )?{_ABOUT}"),
    "from": re.compile(rf",? (?:and continuing )?(?:to|through|until) {_ABOUT}"),
}


def join_ranges(found: list[DateExpression], flat: str) -> list[DateExpression]:
    """`between August 2020 and September 2021` is one interval; what an act takes effect from and lasts until stays two days."""
    kept: list[DateExpression] = []
    for e in found:
        before = kept[-1] if kept else None
        if before is not None and before.form == "month" and e.form in ("month", "month_year") and not before.parts["which"]:
            lead = _OPENS_A_RANGE.search(flat, max(0, before.span.start - 30), before.span.start)
            if lead is not None and _JOINS[lead[1].lower()].fullmatch(flat, before.span.end, e.span.start) is not None:
                kept[-1] = months_between(before, e)
                continue
        opened = _DAYS_OF_A_MONTH.search(flat, max(0, e.span.start - 20), e.span.start) if e.form == "full" and e.value else None
        if opened is not None and e.value and e.precision == "day" and 0 < int(opened[1]) < int(e.value[8:10]):
            value = f"{e.value[:8]}{int(opened[1]):02}/{e.value}"
            e = DateExpression(Span(opened.start(1), e.span.end), "absolute", "range", {}, value, "interval", "stated")
        if (
            before is not None
            and before.value
            and e.value
            and before.precision == e.precision
            and before.form == e.form
            and before.value < e.value
        ):
            lead = _OPENS_A_RANGE.search(flat, max(0, before.span.start - 30), before.span.start)
            if (
                lead is not None
                and (lead[1].lower() == "between" or e.form != "full" or lead[2])
                and _JOINS[lead[1].lower()].fullmatch(flat, before.span.end, e.span.start) is not None
                and "effective" not in flat[max(0, before.span.start - 24) : before.span.start]
            ):
                kept[-1] = DateExpression(
                    Span(before.span.start, e.span.end), "absolute", "range", {}, f"{before.value}/{e.value}", "interval", "stated"
                )
                continue
        kept.append(e)
    return kept


_DAYS_OF_A_MONTH = re.compile(r"\b[Bb]etween (?:the )?(\d{1,2})(?:st|nd|rd|th)? and (?:the )?$")


def months_between(first: DateExpression, last: DateExpression) -> DateExpression:
    """`between July and November`, with or without the year of the second."""
    span = Span(first.span.start, last.span.end)
    if last.value is None:
        return DateExpression(span, "relative", "months", {"first": first.parts["month"], **last.parts})
    year = int(last.value[:4]) - (int(first.parts["month"]) > int(last.value[5:7]))
    value = f"{year}-{int(first.parts['month']):02}/{last.value}"
    return DateExpression(span, "absolute", "range", {}, value, "interval", "stated")


_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def stretch_of_time(match: re.Match[str], kind: str, span: Span) -> DateExpression:
    """A season, quarter, half or decade, the early or late part of a year, the end of a month."""
    if kind == "season":
        year, first = int(match["se_y"]), _SEASONS[match["se"].lower()]
        last = f"{year}-{first + 2:02}" if first < 12 else f"{year + 1}-02"
        return DateExpression(span, "absolute", "range", {}, f"{year}-{first:02}/{last}", "interval", "stated")
    if kind == "quarter":
        number = int(match["q_n"]) if match["q_n"] else _ORDINALS[match["q_w"].lower()]
        if match["q_y"] is None:
            return DateExpression(span, "relative", "quarter", {"quarter": str(number)})
        value = f"{match['q_y']}-{3 * number - 2:02}/{match['q_y']}-{3 * number:02}"
        return DateExpression(span, "absolute", "range", {}, value, "interval", "stated")
    if kind == "half":
        first = 1 if match["h_w"].lower() == "first" else 7
        if not match["h_y"].isdigit():
            return DateExpression(span, "relative", "half", {"first": str(first), "which": match["h_y"].partition(" ")[0]})
        return DateExpression(
            span, "absolute", "range", {}, f"{match['h_y']}-{first:02}/{match['h_y']}-{first + 5:02}", "interval", "stated"
        )
    if kind == "decade":
        return DateExpression(span, "absolute", "range", {}, f"{match['de']}0/{match['de']}9", "interval", "stated")
    if kind == "part_year":
        return DateExpression(span, "absolute", "year", {}, match["pa_y"], "year", "stated")
    which = "this" if match["ed_w"] == "the" else match["ed_w"]
    return DateExpression(span, "relative", "unit", {"which": which, "unit": match["ed_u"]})
