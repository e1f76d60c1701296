"""Dating an undated document by what it shares with dated ones, and dates that count from another act.

A document without a date that quotes words spoken on a known day, and says "Sunday" of them, was written within the week
after; the day its first sentences name is taken for its own, as the press writes. The basis is always `inferred`, with
the earliest and latest day it could be. Without a shared quotation or act nothing is inferred.
"""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from licet.casefile.calendar import number_of, resolve, shift_by
from licet.casefile.datelines import day_without_year, told_of_as_past, year_by_neighbors, year_by_shared_days
from licet.casefile.dates import DateExpression, bounds, compatible
from licet.casefile.events import Event
from licet.casefile.frames import frames
from licet.casefile.reading import Reading
from licet.casefile.tenses import looks_ahead
from licet.casefile.text import Sentence

_WINDOW = 21
_HEAD = 4  # sentences, with the title and the byline, in which a story tells its news
_NO_ANCHOR = ("vague", "offset", "range", "fiscal", "within")
_COUNTED = ("ago", "offset")
_WORD = re.compile(r"[a-z0-9]+")


def plain(words: str) -> str:
    """A quotation for comparison: lower case, letters and digits, one space between words.

    >>> plain("But be cool, it will all work out!")
    'but be cool it will all work out'
    """
    return " ".join(_WORD.findall(words.lower().replace("’", "").replace("'", "")))


#: Acts that one story tells by several names.
FAMILY = {"settlement": "resolution", "penalty": "resolution", "guilty_plea": "resolution"}


def infer_days(readings: list[Reading], party: Callable[[str], str]) -> None:
    """Give undated documents their day where shared words or acts fix it; repeated until nothing new is found.

    Args:
        readings: The documents of a case.
        party: The case-wide key of a document's key of a party.
    """
    _datelines(readings)
    undated = [r for r in readings if r.written is None]
    while undated:
        spoken = _spoken(readings)
        done = _done(readings, party)
        found = []
        for reading in undated:
            anchors = _anchors(reading, spoken, done, party)
            days = _after_what_it_tells(reading, _days_that_fit(reading, anchors), readings)
            if days:
                day = _preferred(reading, days)
                reading.about(day, "inferred", None, "dated by words or acts shared with dated documents")
                reading.frame.published.update({"earliest": days[0].isoformat(), "latest": days[-1].isoformat()})
                found.append(reading)
        if not found:
            return
        undated = [r for r in undated if r not in found]


def _datelines(readings: list[Reading]) -> None:
    """Give a date line without a year the year that puts it among the days the documents are of or name in full."""
    undated = [r for r in readings if r.written is None]
    known = {r.written for r in readings if r.written is not None} if undated else set()
    known |= {bounds(d.value)[0] for r in readings for d in r.dates if d.form == "full" and d.value} if undated else set()
    _years_of_datelines(readings)
    for reading in undated:
        line = day_without_year(reading.text, reading.dates) if known else None
        day = _by_shared_days(reading, line, readings)
        if line is not None and day is None:
            day = year_by_neighbors(reading.text, reading.dates, line, sorted(known))
        if line is not None and day is not None:
            reading.about(day, "inferred", line.span, "the year is inferred from the dated documents of the case")


def _years_of_datelines(readings: list[Reading]) -> None:
    """A year that a story's own words gave its date line gives way to the one that the dated documents of the case speak for."""
    stated = {r.written for r in readings if r.written is not None and r.frame.published.get("basis") == "stated"}
    for reading in readings:
        line = day_without_year(reading.text, reading.dates) if reading.frame.published.get("basis") == "inferred" else None
        day = _by_shared_days(reading, line, readings)
        if line is not None and day is None:
            day = year_by_neighbors(reading.text, reading.dates, line, sorted(stated))
        if line is not None and day is not None and day != reading.written:
            reading.about(day, "inferred", line.span, "the year is inferred from the dated documents of the case")


def _by_shared_days(reading: Reading, line: DateExpression | None, readings: list[Reading]) -> date | None:
    """The day of a date line by the days that other documents of the case name in full."""
    if line is None:
        return None
    named = {bounds(d.value)[0] for r in readings if r is not reading for d in r.dates if d.form == "full" and d.value}
    named |= {
        r.written for r in readings if r is not reading and r.written is not None and r.frame.published.get("basis") == "stated"
    }
    return year_by_shared_days(reading.text, reading.dates, line, named)


def _spoken(readings: list[Reading]) -> dict[str, str]:
    """Opening words of quotations to the day they were said, from dated documents."""
    known: dict[str, str] = {}
    for reading in readings:
        if reading.written is None:
            continue
        for quote in reading.quotes:
            words = plain(reading.text.words(quote.span))
            if quote.date and quote.date[1] in ("day", "minute") and words.count(" ") >= 3:
                known.setdefault(words[:40], quote.date[0][:10])
    return known


def _done(readings: list[Reading], key: Callable[[str], str]) -> dict[tuple[str, str], list[str]]:
    """(family of acts, party) to the days of acts that dated documents date to the day."""
    known: dict[tuple[str, str], list[str]] = defaultdict(list)
    for reading in readings:
        if reading.written is None:
            continue
        for event in reading.sure:
            if event.date and event.precision in ("day", "minute"):
                for party in (*event.target, *event.actor):
                    entity = reading.entity(party)
                    if entity is not None:
                        known[(FAMILY.get(event.type, event.type), key(entity.key))].append(event.date[:10])
    return known


def _anchors(
    reading: Reading, spoken: dict[str, str], done: dict[tuple[str, str], list[str]], key: Callable[[str], str]
) -> list[tuple[DateExpression, list[str]]]:
    """Date expressions of the document and the days each must mean."""
    found: list[tuple[DateExpression, list[str]]] = []
    for quote in reading.quotes:
        if quote.date_at is None:
            continue
        words = plain(reading.text.words(quote.span))
        day = spoken.get(words[:40]) if words.count(" ") >= 3 else None
        if day is not None:
            found.append((reading.dates[quote.date_at], [day]))
    for event in reading.sure:
        at = event.date_at if event.date_at is not None else _beside(reading, event)
        if at is None or event.date is not None or not _is_anchor(reading.dates[at]):
            continue
        parties = [key(e.key) for party in (*event.target, *event.actor) if (e := reading.entity(party)) is not None]
        days = [day for each in parties for day in done.get((FAMILY.get(event.type, event.type), each), [])]
        if days:
            found.append((reading.dates[at], days))
    return found


def _is_anchor(expression: DateExpression) -> bool:
    """Whether words fix the day of their document when the day they mean is known."""
    if expression.form in _COUNTED:
        return expression.parts["unit"].startswith("week") and expression.parts.get("direction", "earlier") == "earlier"
    return expression.form != "offset"


def _beside(reading: Reading, event: Event) -> int | None:
    """The weekday in the sentence of an act told at the head of a story: the day of the news, if of nothing nearer."""
    sentence = reading.text.sentence_at(event.trigger.start)
    if sentence is None or sentence.at > _HEAD:
        return None
    named = [
        number
        for number, d in enumerate(reading.dates)
        if d.form == "weekday" and sentence.span.start <= d.span.start < sentence.span.end
    ]
    return named[0] if len(named) == 1 else None


def _days_that_fit(reading: Reading, anchors: list[tuple[DateExpression, list[str]]]) -> list[date]:
    """The days on which the document may have been written so that the most anchors mean a known day."""
    if not anchors:
        return []
    counts: dict[date, int] = defaultdict(int)
    for expression, days in anchors:
        starts = [_since(expression, day) for day in days]
        near = {first + timedelta(days=after) for first, length in starts for after in range(length)}
        for written in near:
            counts[written] += _means(reading, expression, days, written)
    most = max(counts.values())
    fits = sorted(day for day, count in counts.items() if count == most) if most else []
    run = fits[:1]
    for day in fits[1:]:
        if (day - run[-1]).days > 1:
            break
        run.append(day)
    return run


def _since(expression: DateExpression, day: str) -> tuple[date, int]:
    """The first day, and how many, on which a document may be written that dates what was done on a day by these words."""
    first = bounds(day)[0]
    count = number_of(expression.parts["count"]) if expression.form in _COUNTED else None
    if count is None or not expression.parts["unit"].startswith("week"):
        return first, _WINDOW
    return first + timedelta(days=7 * count - 3), 7  # "six weeks earlier" is a round number


def _after_what_it_tells(reading: Reading, days: list[date], readings: list[Reading]) -> list[date]:
    """Of some days those that lie after every day, named without its year, that other documents name in full and this one tells of as past."""
    named = {bounds(d.value)[0] for r in readings for d in r.dates if d.form == "full" and d.value}
    named |= {r.written for r in readings if r.written is not None}
    past = [
        day
        for d in reading.dates
        if d.form == "month_day" and not looks_ahead(reading.text, d)
        for day in named
        if (day.month, day.day) == (int(d.parts["month"]), int(d.parts["day"]))
    ]
    past += [day for d in reading.dates if (day := told_of_as_past(reading.text, d)) is not None]
    latest = max(past, default=None)
    line = day_without_year(reading.text, reading.dates)
    if line is not None:
        days = [day for day in days if (day.month, day.day) == (int(line.parts["month"]), int(line.parts["day"]))]
    return days if latest is None else [day for day in days if day >= latest]


def share_years(readings: list[Reading]) -> None:
    """In documents that stay undated, a day without a year is the one day of the case that bears its month and day."""
    undated = [r for r in readings if r.written is None]
    named: dict[tuple[int, int], set[date]] = defaultdict(set)
    for reading in readings if undated else ():
        for d in reading.dates:
            if d.value and d.precision in ("day", "minute") and (reading.written is not None or d.form == "full"):
                day = bounds(d.value)[0]
                named[day.month, day.day].add(day)
        if reading.written is not None:
            named[reading.written.month, reading.written.day].add(reading.written)
    for reading in undated:
        for number, d in enumerate(reading.dates):
            days = (
                named.get((int(d.parts["month"]), int(d.parts["day"])), set()) if d.form == "month_day" and not d.value else set()
            )
            if len(days) == 1:
                _set(d, next(iter(days)).isoformat(), "day")
                for event in reading.sure:
                    if event.date_at == number and event.date is None:
                        event.date, event.precision, event.date_basis = d.value, "day", "cross_document"


def _means(reading: Reading, expression: DateExpression, days: list[str], written: date) -> bool:
    if expression.form in _COUNTED:
        return any(0 <= (written - first).days < length for first, length in (_since(expression, day) for day in days))
    trial = copy.copy(expression)
    resolve(reading.text, [trial], written)
    if trial.value is None or expression.form not in ("weekday", "day_word", "weekend", "month_day", "unit", "ago"):
        return trial.value is None
    return any(compatible(trial.value, day) for day in days)


def _preferred(reading: Reading, days: list[date]) -> date:
    """The day that the first weekday of the text names; otherwise the earliest."""
    for expression in reading.dates:
        if expression.form == "weekday":
            named = [d for d in days if d.weekday() == int(expression.parts["weekday"])]
            return named[0] if named else days[0]
    return days[0]


def count_offsets(reading: Reading) -> None:
    """Resolve "two months after" and "four days later" from the acts on their two sides, in place."""
    for number, expression in enumerate(reading.dates):
        if expression.form != "offset" or expression.value is not None:
            continue
        count = number_of(expression.parts["count"])
        sentence = reading.text.sentence_at(expression.span.start)
        if count is None or sentence is None:
            continue
        here = [e for e in reading.sure if any(s.start < sentence.span.end and sentence.span.start < s.end for s in e.evidence)]
        after = [e for e in here if e.trigger.start >= expression.span.end]
        direction, unit = expression.parts["direction"], expression.parts["unit"]
        if direction in ("after", "before", "following"):
            earlier = [e for e in here if e not in after and e.date] or _named(reading, expression)
            sign = -1 if direction != "before" else 1
            named = _named_after(reading, expression)
            if named is not None:  # "a week after the listing" is the day of what came then
                _set(expression, *shift_by(named, -sign * count, unit))
                _give(here, number, expression)
            elif earlier and earlier[0].date and after:
                value, precision = shift_by(earlier[0].date, sign * count, unit)
                _set(expression, value, precision)
                if after[0].date is None:
                    after[0].date, after[0].precision, after[0].date_basis, after[0].date_at = value, precision, "relative", number
            if expression.value is None:
                _from_main_clause(reading, number, sentence, sign * count, unit)
            if expression.value is None and after and after[0].date:
                _set(expression, *shift_by(after[0].date, -sign * count, unit))
        else:
            _from_sentence_before(reading, expression, here, sentence.at, count if direction != "earlier" else -count, unit)
            if expression.value is None:
                begin = reading.text.sentences[sentence.at - 1].span.start if sentence.at else sentence.span.start
                _from_date_before(reading, number, begin, count if direction != "earlier" else -count, unit)


def _give(here: list[Event], number: int, expression: DateExpression) -> None:
    """An act without a day right before the words takes theirs: "issued a license a week after the listing"."""
    for event in here:
        if event.date is None and event.date_at is None and 0 <= expression.span.start - event.trigger.end < 60:
            event.date, event.precision, event.date_basis, event.date_at = expression.value, expression.precision, "offset", number


def _from_main_clause(reading: Reading, number: int, sentence: Sentence, count: int, unit: str) -> None:
    """`Britain listed it on Tuesday, five days after the Union did`: counted from the date beside it, else from the day of the story."""
    expression = reading.dates[number]
    beside = [
        d
        for d in reading.dates[max(0, number - 4) : number + 4]
        if d is not expression
        and d.value
        and d.form not in _NO_ANCHOR
        and sentence.span.start <= d.span.start < sentence.span.end
        and not reading.text.low.endswith(("until ", "by ", "before ", "through ", "from ", "since "), 0, d.span.start)
    ]
    before = [d for d in beside if d.span.start < expression.span.start]
    base = (before or beside)[-1 if before else 0].value if beside else reading.written.isoformat() if reading.written else None
    if base is None or "/" in base or "W" in base:
        return
    value, precision = shift_by(base, count, unit)
    if precision != "approx":
        _set(expression, value, precision)


def _from_date_before(reading: Reading, number: int, start: int, count: int, unit: str) -> None:
    """`indicted in 2019 and convicted two years later`: counted from the last date of the sentence, or of the one before."""
    for before in reversed(reading.dates[:number]):
        if before.span.start < start:
            return
        if before.value and before.form not in ("vague", "offset") and "/" not in before.value and "W" not in before.value:
            value, precision = shift_by(before.value, count, unit)
            if precision == "year" and len(before.value) == 7:
                value, precision = shift_by(before.value, 12 * count, "month")
            if precision != "approx":
                _set(reading.dates[number], value, precision)
            return


def _from_sentence_before(reading: Reading, expression: DateExpression, here: list[Event], at: int, count: int, unit: str) -> None:
    """`X happened. Y happened four days later.`: one day gives the other."""
    before = reading.text.sentences[at - 1].span if at else None
    earlier = [
        e
        for e in reading.sure
        if before and any(s.start < before.end and before.start < s.end for s in e.evidence) and e not in here
    ]
    dated = [e for e in here if e.date and e.precision in ("day", "minute")]
    if dated and dated[0].date:
        _set(expression, dated[0].date[:10], "day")
        value, precision = shift_by(dated[0].date[:10], -count, unit)
        for event in earlier:
            if precision == "day" and (
                event.date is None or (event.precision not in ("day", "minute") and compatible(event.date, value))
            ):
                event.date, event.precision, event.date_basis = value, precision, "offset"
                _refine_quotes(reading, event, value)
    elif earlier and earlier[0].date and earlier[0].precision in ("day", "minute"):
        _set(expression, *shift_by(earlier[0].date[:10], count, unit))


def _refine_quotes(reading: Reading, event: Event, value: str) -> None:
    for quote in reading.quotes:
        if quote.span.start <= event.trigger.start < quote.span.end and quote.date and quote.date[1] not in ("day", "minute"):
            quote.date, quote.date_basis = (value, "day"), "offset"


def _named(reading: Reading, expression: DateExpression) -> list[Event]:
    """The dated act that the subject of the sentence names by a noun: "The ban also came two months after ..."."""
    sentence = reading.text.sentence_at(expression.span.start)
    if sentence is None:
        return []
    words = reading.text.low[sentence.span.start : expression.span.start]
    table = frames()
    return [
        e
        for e in reading.sure
        if e.date and e.status in ("in_force", "historical") and any(re.search(ask, words) for ask in table[e.type].asks)
    ]


_NOUNS = {
    "listing": ("entity_list_addition", "military_company_listing", "designation"),
    "blacklisting": ("entity_list_addition", "designation"),
    "designation": ("designation", "military_company_listing"),
    "sanctions": ("designation",),
    "order": ("denial_order", "temporary_denial_order", "executive_order"),
    "ban": ("denial_order", "sales_ban", "transaction_prohibition"),
    "ruling": ("court_order",), "indictment": ("indictment",), "settlement": ("settlement",), "penalty": ("penalty",), "rule": ("rule_amendment",),
    "report": ("congressional_notification",), "notification": ("congressional_notification",), "vote": ("legislative_vote",),
    "pledge": ("relief_pledge",), "promise": ("relief_pledge",), "letter": ("agency_letter",), "decision": ("court_order",),
    "tariffs": ("tariff",), "plea": ("guilty_plea",), "lawsuit": ("lawsuit",),
}  # fmt: skip
_THE_NOUN = re.compile(r" (?:the|its|that|this) (?:[a-z]+ )?([a-z]+)\b")


def _named_after(reading: Reading, expression: DateExpression) -> str | None:
    """The day of the act that a noun after the words names: "a week after the listing"."""
    noun = _THE_NOUN.match(reading.text.low, expression.span.end)
    kinds = _NOUNS.get(noun[1], ()) if noun is not None else ()
    dated = [e.date for e in reading.events_of(kinds) if e.date and len(e.date) >= 10 and e.status in ("in_force", "historical")]
    return dated[0] if dated else None


def _set(expression: DateExpression, value: str, precision: str) -> None:
    expression.value, expression.precision, expression.basis = value, precision, "offset"
