"""Dates in prose: what the words say, before anything is known about the day they were written.

The grammar only recognizes; `licet.casefile.calendar` resolves an expression against the document's own date. A value
is written as ISO 8601 writes it at the precision of the words: a day, a month, a year, an ISO week, `a/b`, a time.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from licet.casefile.branches import Branches
from licet.casefile.date_expressions import DateExpression as DateExpression
from licet.casefile.date_ranges import join_ranges, stretch_of_time
from licet.casefile.text import Span, Text, near

MONTHS = (
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
)  # fmt: skip
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_WEEKDAY_NUMBERS = {name[:3]: number for number, name in enumerate(WEEKDAYS)}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "sixty": 60,
    "ninety": 90, "the": 1, "several": None, "a few": None, "some": None,
}  # fmt: skip
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?|"
    r"JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)"
)
_ABROAD = r"(?:Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon\.|Tues?\.|Wed\.|Thurs?\.|Fri\.|Sat\.|Sun\.)"
_ZONE = r"(?: ?\(?(?:[ECMP][SD]?T|GMT[+-]\d{1,2}|GMT|UTC|BST|HKT|CET|CEST|JST|local time|[+-]\d\d:?\d\d\b|(?:eastern|Eastern)(?: (?:daylight|standard|Daylight|Standard))?(?: [Tt]ime)?)\)?)"
_TIME = rf"\d{{1,2}}:\d\d(?::\d\d)?(?: ?[apAP]\.?[mM]\.?)?{_ZONE}?|\d{{1,2}} ?[apAP]\.?[mM]\.?{_ZONE}?"
_COUNT = r"(?:\d{1,3}|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Ff]ifteen|[Ee]ighteen|[Tt]wenty|[Tt]hirty|[Ss]ixty|[Nn]inety|[Ss]everal|[Aa] few|[Ss]ome)"
_UNIT = r"(?:business days?|days?|weeks?|months?|years?|hours?)"
_PART = r"(?: (?:morning|afternoon|evening|night))?"

_ABSOLUTE = re.compile(
    rf"(?P<clock>\d{{1,2}}:\d\d[ap]m, )?(?P<dow>{_DAY},? )?"
    rf"(?:(?P<mdy_m>{_MONTH}) (?P<mdy_d>\d{{1,2}})(?:st|nd|rd|th)?(?:(?P<range> ?[-–] ?\d{{1,2}})?,? (?P<mdy_y>(?:19|20)\d\d)\b)"
    rf"|(?P<dmy_d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?: day of|(?: of)?)[ -](?P<dmy_m>{_MONTH}|{_ABROAD}),?[ -](?P<dmy_y>(?:19|20)\d\d)\b"
    rf"|(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?:T(?P<iso_t>\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?))?"
    rf"|(?P<sl_m>[01]?\d)/(?P<sl_d>[0-3]?\d)/(?P<sl_y>(?:19|20)\d\d)\b"
    rf"|(?P<eu_d>[0-3]?\d)\.(?P<eu_m>[01]?\d)\.(?P<eu_y>(?:19|20)\d\d)\b"
    rf"|(?P<ys_y>(?:19|20)\d\d)(?:/|年)(?P<ys_m>[01]?\d)(?:/|月)(?P<ys_d>[0-3]?\d)(?:日|\b))"
    rf"(?P<time>(?:,?| [•·|]) (?:at )?(?:{_TIME}))?"
)
_CANDIDATE_STARTS = re.compile(
    r"(?:[JFMASONDTWYLERQBI\d]|ea|en|st|be|sp|su|wi|au|la|mi|ne|ni|th|tod|tom|ton|ye|ov|du|at |on|mo|ab|al|an?[ -]|te|tw|fo|fi|si|se|ei|el|so|th|in |re|co|pa|ri|sh)"
)
_CANDIDATE = Branches(
    [
        rf"(?P<ny>(?P<ny_dow>{_DAY},? )?(?:(?P<ny_m>{_MONTH}) (?P<ny_d>\d{{1,2}})(?:st|nd|rd|th)?(?P<ny_r> ?[-–] ?\d{{1,2}}\b)?(?![\d,]*\d|(?:,? (?:19|20)\d\d)| ?(?:percent|per cent|million|billion))"
        rf"|(?P<ny_d2>\d{{1,2}})(?:st|nd|rd|th)?(?P<ny_r2> ?[-–] ?\d{{1,2}})? (?P<ny_m2>{_MONTH})(?![ ,]+(?:19|20)\d\d))(?:,? (?:of )?(?P<ny_w>last|this) year)?)",
        rf"(?P<month_of>(?P<mo>{_MONTH}) (?:of )?(?P<mo_w>last|this|next|that|the same) year\b)",
        r"(?P<season>(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[- ])?(?P<se>[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter) (?:of |in )?(?P<se_y>(?:19|20)\d\d)\b)",
        r"(?P<quarter>(?:(?P<q_w>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|1st|2nd|3rd|4th)(?:-| fiscal | )quarter|Q(?P<q_n>[1-4]))(?:,? (?:of |in )?(?:the )?(?:fiscal(?: year)? )?(?P<q_y>(?:19|20)\d\d)\b)?(?! of (?:a|an) ))",
        r"(?P<half>(?P<h_w>[Ff]irst|[Ss]econd) half of (?P<h_y>(?:19|20)\d\d|this year|the year|last year)\b)",
        r"(?P<decade>(?P<de>(?:19|20)\d)0s\b)",
        r"(?P<edge>(?:[Tt]he )?(?:[Ee]nd|[Ss]tart|[Bb]eginning|[Mm]iddle) of (?P<ed_w>the|this|next|last) (?P<ed_u>week|month|year|quarter)\b)",
        r"(?P<part_year>\b(?:[Ee]arly|[Ll]ate|[Mm]id)(?: in |-| )(?P<pa_y>(?:19|20)\d\d)\b)",
        rf"(?P<my>(?:(?:early|late|mid)[- ])?(?P<my_m>{_MONTH})(?: of)?,? (?P<my_y>(?:19|20)\d\d)\b)",
        rf"(?P<weekday>(?:(?P<wd_which>[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?) )?(?P<wd>{_DAY}){_PART}(?: (?:of )?(?P<wd_week>last|this|next) week\b)?)",
        rf"(?P<month>(?:(?:(?:early|late) (?:in |this |last )?|mid-)?(?:(?P<m_which>[Ll]ast|[Nn]ext|[Tt]hat|[Tt]his(?: past)?) )?)(?P<m>{_MONTH})\b)",
        r"(?P<day>\b(?:[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Tt]his (?:morning|afternoon|evening)|[Ll]ast night|[Tt]he same day|[Tt]hat same day|[Tt]he same date|[Tt]hat day|[Tt]he (?:day before|previous day|following day|next day|day after)(?! (?:yesterday|tomorrow|the|an?|its|his|her|their|it|they|he|she|[A-Z])\b))\b)",
        r"(?P<unit>(?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate) )?(?:[Ll]ast|[Nn]ext|[Tt]his|[Tt]he (?:previous|following|same|past)|[Tt]hat(?= (?:year|month)\b)) (?P<u>week|month|year|quarter|spring|summer|fall|autumn|winter)\b(?! ?-)(?: before last)?)",
        rf"(?P<within>[Ii]n (?P<in_n>{_COUNT}) (?P<in_u>{_UNIT})\b(?! (?:of|before|after)\b))",
        r"(?P<weekend>(?:[Oo]ver|[Dd]uring|[Aa]t|[Oo]n) the (?:past )?weekend|(?:[Tt]his|[Ll]ast|[Nn]ext) weekend)",
        rf"(?P<ago>(?:more than |about |almost |nearly |over )?(?P<ago_n>{_COUNT}) (?P<ago_u>{_UNIT}) (?:ago|earlier this)\b)",
        rf"(?P<offset>(?P<off_n>{_COUNT}|[Tt]he(?= day (?:after|before)\b))[ -](?P<off_u>{_UNIT}) (?P<off_w>later|earlier|afterwards?|after|before|following)\b)",
        r"(?P<fiscal>(?:[Ff]iscal(?: year)?|FY) ?(?P<fy>(?:19|20)\d\d))",
        r"(?P<year>(?:(?<=[Ii]n )|(?<=[Ss]ince )|(?<=[Bb]y )|(?<=[Dd]uring )|(?<=[Uu]ntil )|(?<=[Ff]rom )|(?<=[Tt]hrough )|(?<=between )|(?<= of )|(?<= to )|(?<= and )|(?<= for )|(?<=before )|(?<=after )|(?<=least )|(?<=early as )|(?<=late as )|(?<=approximately )|(?<=DOB )|(?<=DOB: )|(?<=Established Date ))(?P<y>(?:19|20)\d\d)\b(?![-/]\d|,\d| (?:[A-Z][a-z]+ )?(?:CFR|FR|U\.S\.C|entities|companies|people|employees|workers|jobs)))",
        r"(?P<poss_year>\b(?P<py>19\d\d|20[0-3]\d)(?:(?= (?:settlement|agreement|order|penalty|plea|deal|indictment|case|ban|law|act|rule|letter|designation|listing|investigation|sanctions|election|report|study|decision|ruling|invasion|annexation|filing|merger|purchase|acquisition|audit|interview|speech|memo|treaty|accord|embargo|review|probe|inquiry|lawsuit|conviction|sentence)\b)|(?:(?<=[Tt]he \d{4})|(?<= a \d{4})|(?<=[Ii]ts \d{4})|(?<=their \d{4}))(?= (?!(?:entities|companies|people|employees|workers|jobs|units|shares|tons|tonnes|miles|kilometers|drones|aircraft|vessels|ships|chips|firms|pages)\b)[a-z])))",
        r"(?P<vague>\b(?:(?:in |over )?(?:the )?(?:recent|coming|past few|last few|next few) (?:days|weeks|months|years)|[Rr]ecently|soon|right now|at the moment|shortly)\b)",
    ],
    _CANDIDATE_STARTS,
)
_MAY_WORD = re.compile(
    r"(?:\b(?:set|scheduled|due|slated|planned) for|\b[Ii]n|\b[Ss]ince|\b[Ll]ast|\b[Uu]ntil|\b[Tt]hrough|\b[Bb]y|\b[Ee]arly|\b[Ll]ate|\b[Mm]id-?|\b[Tt]his|\b[Nn]ext|\b[Dd]uring|\b[Oo]f|\b[Ff]rom|\b[Bb]efore|\b[Bb]etween|\b[Aa]s (?:late|early) as|\band|\bto) $"
)


def month_number(word: str) -> int:
    """1 to 12 from a name or its abbreviation.

    >>> month_number("Sept."), month_number("MAY")
    (9, 5)
    """
    return _MONTH_NUMBERS[word[:3].lower()]


def weekday_number(word: str) -> int:
    """0 is Monday."""
    return _WEEKDAY_NUMBERS[word[:3].lower()]


_OF_A_MONTH = re.compile(
    r" (?:\d{1,2} )?(?:designation|order|rule|decision|ruling|listing|ban|letter|settlement|announcement|deal|agreement|meeting|summit|election|filing|notice|action|sanctions|measures|indictment|penalty|rules|orders|listings|designations|talks|decisions|letters|curbs|restrictions|controls|list|report|law|act|statement|waiver|vote|pledge|truce|package)\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ABSOLUTE_STARTS = re.compile(r"(?<![^\W_])[JFMASONDTW\d]")
_ANCHOR = re.compile(
    r"(?:19|20)\d\d|[Dd]ay|week|month|year|hour|quarter|spring|summer|fall\b|autumn|winter|night|morning|afternoon|evening|[Tt]omorrow|recent|soon\b|right now|moment|shortly|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|FY)|iscal|Q[1-4]|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\."
)


def find_dates(text: Text) -> list[DateExpression]:
    """Every date expression outside footers, in order; absolute ones already carry their value.

    The grammar is tried only around the words every expression has one of (a month, "day", "week", a year), because
    trying it at each letter would cost more than all other layers together.
    """
    flat = text.flat
    found: list[DateExpression] = []
    for match in near(_ABSOLUTE, _YEAR, text.marks["years"], flat, 44, 44, _ABSOLUTE_STARTS):
        start = match.start()
        if start and (flat[start - 1].isalnum() or flat[start - 1] in "/-"):
            continue
        expression = _absolute(match)
        if expression is not None:
            found.append(expression)
    found += _filed(flat)
    if any(e.parts.get("slashed") for e in found) and _BRITISH.search(flat, 0, 3000):
        _day_first(found)
    taken = [e.span for e in found]
    position = 0
    for match in _CANDIDATE.near(_ANCHOR, text.marks["dates"], flat, 30, 48):
        start, end = match.span()
        while position < len(taken) and taken[position].end <= start:
            position += 1
        if position < len(taken) and taken[position].start < end:
            continue
        if (start and flat[start - 1].isalnum()) or (end < len(flat) and flat[end].isalnum()):
            continue
        expression = _candidate(match, flat)
        if expression is not None:
            found.append(expression)
    found.sort(key=lambda e: e.span)
    found = join_ranges(found, flat)
    if not any(block.kind == "footer" for block in text.blocks):
        return found
    return [e for e in found if (block := text.block_at(e.span.start)) is None or block.kind != "footer"]


_BRITISH = re.compile(r"GOV\.UK|HM TREASURY|HM Treasury|Office of Financial Sanctions Implementation|UK Sanctions List")


def _day_first(found: list[DateExpression]) -> None:
    """07/05/2024 in a British notice is the seventh of May."""
    for e in found:
        if e.form == "full" and e.parts.get("slashed") and e.value and int(e.value[8:10]) <= 12:
            e.value = f"{e.value[:4]}-{e.value[8:10]}-{e.value[5:7]}"


_FILED = re.compile(r"(?<=Filed )(\d{1,2})-(\d{1,2})-(\d\d)(?=[;\]])")


def _filed(flat: str) -> list[DateExpression]:
    """The filing line of the Federal Register: `[FR Doc. 2024-13532 Filed 6-20-24; 8:45 am]` (1 CFR 18.17)."""
    if "Filed " not in flat or "FR Doc" not in flat:
        return []
    found = []
    for match in _FILED.finditer(flat):
        month, day, year = (int(part) for part in match.groups())
        try:
            value = date(2000 + year if year < 70 else 1900 + year, month, day).isoformat()
        except ValueError:
            continue
        found.append(DateExpression(Span(*match.span()), "absolute", "full", {}, value, "day", "stated"))
    return found


def _absolute(match: re.Match[str]) -> DateExpression | None:
    span = Span(*match.span())
    if match["iso"]:
        year, month, day = (int(x) for x in match["iso"].split("-"))
    elif match["mdy_m"]:
        year, month, day = int(match["mdy_y"]), month_number(match["mdy_m"]), int(match["mdy_d"])
    elif match["dmy_m"]:
        year, month, day = int(match["dmy_y"]), month_number(match["dmy_m"]), int(match["dmy_d"])
    elif match["eu_y"]:
        year, month, day = int(match["eu_y"]), int(match["eu_m"]), int(match["eu_d"])
    elif match["ys_y"]:
        year, month, day = int(match["ys_y"]), int(match["ys_m"]), int(match["ys_d"])
    else:
        year, month, day = int(match["sl_y"]), int(match["sl_m"]), int(match["sl_d"])
        if month > 12 >= day:
            month, day = day, month
    try:
        value = date(year, month, day)
    except ValueError:
        return None
    if match["range"]:
        last = int(match["range"].strip(" -–"))
        return DateExpression(span, "absolute", "full", {}, f"{value}/{value.replace(day=last)}", "interval", "stated")
    if match["time"] or match["iso_t"] or match["clock"]:
        clock = _clock(match["time"] or match["iso_t"] or match["clock"])
        if clock:
            return DateExpression(span, "absolute", "full", {"time": clock}, f"{value}T{clock}", "minute", "stated")
    parts = {"slashed": "yes"} if match["sl_y"] else {}
    return DateExpression(span, "absolute", "full", parts, value.isoformat(), "day", "stated")


_OFFSETS = {"est": "-05:00", "edt": "-04:00", "cst": "-06:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00",
            "pdt": "-07:00", "gmt": "+00:00", "utc": "+00:00", "z": "+00:00", "bst": "+01:00", "hkt": "+08:00", "cet": "+01:00",
            "cest": "+02:00", "jst": "+09:00", "eastern daylight time": "-04:00", "eastern standard time": "-05:00"}  # fmt: skip


def _clock(words: str) -> str | None:
    """HH:MM and an offset when a zone is named: "1:01 p.m. EDT" is 13:01-04:00."""
    match = re.search(r"(\d{1,2})(?::(\d\d))?(?::\d\d)? ?([ap])?", words.lower())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] == "p" and hour < 12:
        hour += 12
    if match[3] == "a" and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    rest = words.lower()[match.end() :].lstrip(".m ").strip(" ()")
    if east := re.match(r"gmt([+-])(\d{1,2})$", rest):
        return f"{hour:02}:{minute:02}{east[1]}{int(east[2]):02}:00"
    iso = re.match(r"[+-]\d\d:?\d\d$", rest)
    zone = f"{rest[:3]}:{rest[-2:]}" if iso else _OFFSETS.get(rest, "")
    return f"{hour:02}:{minute:02}{zone}"


def _candidate(match: re.Match[str], flat: str) -> DateExpression | None:
    span = Span(*match.span())
    kind = match.lastgroup  # the outermost group
    if kind == "ny":
        month, day = match["ny_m"] or match["ny_m2"], match["ny_d"] or match["ny_d2"]
        if not 1 <= int(day) <= 31:
            return None
        parts = {"month": str(month_number(month)), "day": day}
        if last := (match["ny_r"] or match["ny_r2"] or "").strip(" -–"):
            parts["until"] = last
        if match["ny_w"]:
            parts["which"] = match["ny_w"]
        return DateExpression(span, "absolute_no_year", "month_day", parts)
    if kind == "month_of":
        return DateExpression(span, "relative", "month_of", {"month": str(month_number(match["mo"])), "which": match["mo_w"]})
    if kind in ("season", "quarter", "half", "decade", "part_year", "edge"):
        return stretch_of_time(match, kind, span)
    if kind == "my":
        value = f"{match['my_y']}-{month_number(match['my_m']):02}"
        return DateExpression(span, "absolute", "month_year", {}, value, "month", "stated")
    if kind == "weekday":
        parts = {"weekday": str(weekday_number(match["wd"])), "which": (match["wd_which"] or "").lower()}
        if match["wd_week"]:
            parts["week"] = match["wd_week"]
        return DateExpression(span, "relative", "weekday", parts)
    if kind == "month":
        word = match["m"]
        before = flat[max(0, span.start - 14) : span.start]
        bare = not match["m_which"] and span.end - span.start == len(word)
        if bare and not _MAY_WORD.search(before) and not (before.endswith("the ") and _OF_A_MONTH.match(flat, span.end)):
            return None
        if word.isupper() and len(word) > 3:
            return None
        return DateExpression(
            span, "relative", "month", {"month": str(month_number(word)), "which": (match["m_which"] or "").lower()}
        )
    if kind == "day":
        return DateExpression(span, "relative", "day_word", {"word": match["day"].lower()})
    if kind == "unit":
        words = match["unit"].lower()
        which = next(
            (w for w in ("last", "next", "this", "previous", "following", "same", "past", "that") if f"{w} {match['u']}" in words),
            "this",
        )
        return DateExpression(span, "relative", "unit", {"which": which, "unit": match["u"]})
    if kind == "within":
        return DateExpression(span, "relative", "within", {"count": match["in_n"], "unit": match["in_u"]})
    if kind == "weekend":
        words = match["weekend"].lower()
        return DateExpression(span, "relative", "weekend", {"which": "next" if words.startswith("next") else "last"})
    if kind == "ago":
        return DateExpression(span, "relative", "ago", {"count": match["ago_n"], "unit": match["ago_u"]})
    if kind == "offset":
        return DateExpression(
            span, "offset", "offset", {"count": match["off_n"], "unit": match["off_u"], "direction": match["off_w"]}
        )
    if kind == "fiscal":
        return DateExpression(span, "absolute", "fiscal", {}, match["fy"], "year", "stated")
    if kind in ("year", "poss_year"):
        return DateExpression(span, "absolute", "year", {}, match["y" if kind == "year" else "py"], "year", "stated")
    if kind == "vague":
        return DateExpression(span, "vague", "vague", {}, None, "approx", "vague", optional=True)
    raise AssertionError(kind)


@lru_cache(maxsize=8192)
def bounds(value: str) -> tuple[date, date]:
    """First and last day of a value.

    >>> bounds("2018-05"), bounds("2018-W19")[0], bounds("2018-05-12/2018-05-13")[1]
    ((datetime.date(2018, 5, 1), datetime.date(2018, 5, 31)), datetime.date(2018, 5, 7), datetime.date(2018, 5, 13))
    """
    if "/" in value:
        first, last = value.split("/")
        return bounds(first)[0], bounds(last)[1]
    if "W" in value:
        year, week = value.split("-W")
        monday = date.fromisocalendar(int(year), int(week), 1)
        return monday, monday + timedelta(days=6)
    if len(value) == 4:
        return date(int(value), 1, 1), date(int(value), 12, 31)
    if len(value) == 7:
        year_, month = int(value[:4]), int(value[5:7])
        following = date(year_ + month // 12, month % 12 + 1, 1)
        return date(year_, month, 1), following - timedelta(days=1)
    day = date.fromisoformat(value[:10])
    return day, day


def to_come(value: str | None, written: date | None) -> bool:
    """Whether a value begins after the day of its document.

    >>> to_come("2018-W20", date(2018, 5, 13)), to_come("2018-05", date(2018, 5, 13)), to_come(None, None)
    (True, False, False)
    """
    return value is not None and written is not None and bounds(value)[0] > written


def compatible(one: str, other: str) -> bool:
    """Whether two values may be the same time: their days overlap."""
    a, b = bounds(one), bounds(other)
    return a[0] <= b[1] and b[0] <= a[1]
