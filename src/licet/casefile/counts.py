"""Counts, shares, ranks and lengths of time in prose."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal

from licet.casefile.money import SCALES, hedge
from licet.casefile.text import DIGIT_STARTS, Span, Text, around, near

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_SMALL = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
          "twelve": 12, "a dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
          "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}  # fmt: skip
_UNITS = {
    "employees": "people employees workers staff jobs staffers engineers personnel", "countries": "countries nations jurisdictions",
    "companies": "companies firms entities businesses enterprises suppliers subsidiaries affiliates organizations", "exporters": "exporters",
    "persons": "individuals persons executives officials employees' lawmakers senators defendants", "violations": "violations counts charges transactions shipments exports",
    "aircraft": "aircraft planes airplanes jets", "vessels": "vessels ships tankers", "addresses": "addresses", "units": "units drives phones chips devices cranes servers systems machines vehicles cars drones satellites cameras",
    "users": "users customers subscribers clients accounts downloads", "works": "plants factories stores shops warehouses offices stations",
    "volumes": "barrels tons tonnes gallons", "licenses": "licenses licences applications permits",
}  # fmt: skip
UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_PERCENT = re.compile(
    rf"(?P<n1>{_NUMBER})(?: ?(?:%|per ?cent))?(?: ?(?:-|–|to|and) ?(?P<n2>{_NUMBER}))? ?(?:%|per ?cent\b|percentage points?\b)"
)
_PERCENT_ANCHOR = re.compile(r"%|per ?cent")
_COUNT = re.compile(
    rf"(?P<n>{_NUMBER}|\b(?:{'|'.join(_SMALL)})\b)(?: (?P<s>thousand|million|billion))? (?:(?:[a-z][a-z.'-]+|u\.s\.) ){{0,2}}?(?P<u>{'|'.join(UNIT_OF)})\b"
)
_HELD = ("staff of ", "workforce of ", "headcount of ", "payroll of ", "work force of ")
_OF_HEADS = re.compile(rf"(?:[a-z]+ ){{0,4}}?(?P<n>{_NUMBER})(?: (?P<s>thousand|million))?\b")
_REACH = 120  # a figure, its scale and two words, before the thing counted
_DIGITS = re.compile(r"\d[\d,.]*")
_RANK = re.compile(
    r"(?:no\. ?(?P<no>\d+)\b(?! of)|(?P<o>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)[- ](?:largest|biggest|best|most|highest|leading|ranked))"
)
_ORDINALS = {
    w: i for i, w in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1)
}
_LONG = r"one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|sixty|ninety|\d{1,3}"
_TERM = re.compile(
    rf"\b(?P<n>{_LONG})(?: \(\d+\))?(?P<hyphen>[- ])(?P<u>day|week|month|year)s?\b(?! (?:ago|later|earlier|after|before|old)|-old)|\bthe same (?:period|term|length of time)\b|\b(?:probation(?:ary period)?|indefinitely|permanently)\b"
)
_NUMBER_ENDS = (*_LONG.split("|")[:-1], *"0123456789)")
_TERM_CONTEXT = re.compile(
    r"\b(?:for|of|to|within|during|after|a|an|additional|least|another|lasts?|lasting|extended?|period|next|additional|exceed)(?: an?| the)?(?: (?:period|term|total) of)?(?: up to| at least| another| an additional| approximately)? $"
)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "fifteen": 15,
          "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90}  # fmt: skip


@dataclass(slots=True)
class Quantity:
    """A figure that is not money: a count of things, a percentage, a rank."""

    span: Span
    value: Decimal | None
    unit: str
    modifier: str = "exact"
    low: Decimal | None = None
    high: Decimal | None = None
    step: Decimal = Decimal(1)
    role: str | None = None
    optional: bool = False


@dataclass(slots=True)
class Term:
    """A length of time, ISO 8601 (P7Y); None when the words give none, as "probation" does."""

    span: Span
    value: str | None
    kind: str = "duration"
    applies_to: str | None = None


def find_quantities(text: Text, taken: list[Span]) -> list[Quantity]:
    """Counts, percentages and ranks that are no part of an amount or a date (`taken`, in order)."""
    low = text.low
    found: list[Quantity] = []
    for match in near(_PERCENT, _PERCENT_ANCHOR, text.marks["percent"], low, 30, 30, DIGIT_STARTS):
        if match["n2"] and Decimal(match["n2"].replace(",", "")) > Decimal(match["n1"].replace(",", "")):
            one, two = (Decimal(match[g].replace(",", "")) for g in ("n1", "n2"))
            found.append(Quantity(Span(*match.span()), None, "percent", "range", one, two))
        else:
            value = Decimal(match["n1"].replace(",", ""))
            found.append(Quantity(Span(*match.span()), value, "percent", hedge(low, match.start())))
    units = text.marks["counted"]
    for at in itertools.chain((mark.start() for mark in _DIGITS.finditer(low)) if units else (), text.marks["numerals"]):
        unit_at = bisect_right(units, at)
        if unit_at == len(units) or units[unit_at] > at + _REACH:
            continue
        counted = _COUNT.match(low, at)
        if counted is None:
            continue
        match = counted
        figure, start = match["n"], match.start()
        if start and (low[start - 1].isalnum() or low[start - 1] in "$€£.,-/"):
            continue
        unit = UNIT_OF[match["u"]]
        if match["u"] == "people" and "employ" not in low[max(0, start - 40) : match.end() + 30]:
            unit = "persons"
        word = figure in _SMALL
        value = Decimal(_SMALL[figure]) if word else Decimal(figure.replace(",", "")) * SCALES.get(match["s"] or "", 1)
        digits = figure.replace(",", "")
        step = Decimal(10) ** (len(digits) - len(digits.rstrip("0"))) if digits.isdigit() else Decimal(1)
        between = low[match.end("s") if match["s"] else match.end("n") : match.start("u")].strip()
        end = match.end() if not between else match.end("s") if match["s"] else match.end("n")
        found.append(Quantity(Span(start, end), value, unit, hedge(low, start), step=step, optional=word))
    for at in units:
        held = next((words for words in _HELD if low.startswith(words, at)), None)
        heads = _OF_HEADS.match(low, at + len(held)) if held else None
        if heads is not None:
            value = Decimal(heads["n"].replace(",", "")) * SCALES.get(heads["s"] or "", 1)
            digits = heads["n"].replace(",", "")
            step = Decimal(10) ** (len(digits) - len(digits.rstrip("0"))) if digits.isdigit() else Decimal(1)
            found.append(Quantity(Span(*heads.span("n")), value, "employees", hedge(low, heads.start("n")), step=step))
    for match in around(_RANK, text.marks["ranks"], low, 24, 40):
        if match.start() and low[match.start() - 1].isalnum():
            continue
        rank = int(match["no"]) if match["no"] else _ORDINALS[match["o"]]
        found.append(Quantity(Span(*match.span()), Decimal(rank), "rank"))
    found.sort(key=lambda q: (q.span.start, -q.span.end))
    kept: list[Quantity] = []
    position = 0
    for quantity in found:
        while position < len(taken) and taken[position].end <= quantity.span.start:
            position += 1
        if position < len(taken) and taken[position].start < quantity.span.end:
            continue
        if kept and kept[-1].span.end > quantity.span.start:
            continue
        kept.append(quantity)
    return kept


def _counted(low: str, at: int) -> bool:
    """Whether a number stands right before a unit of time; any other mark needs none."""
    if low[at] not in "dwmy":
        return True
    return at > 1 and low[at - 1] in " -" and low.endswith(_NUMBER_ENDS, max(0, at - 10), at - 1)


def find_terms(text: Text, taken: list[Span]) -> list[Term]:
    """Lengths of time: "for seven years", "a seven-year ban", "180 days"; "the same period" repeats the one before."""
    low = text.low
    taken_starts = [s.start for s in taken]
    found: list[Term] = []
    for match in around(_TERM, [at for at in text.marks["terms"] if _counted(low, at)], low, 40, 60):
        start, end = match.span()
        first, last = bisect_right(taken_starts, start - 60), bisect_left(taken_starts, end)
        if any(start < s.end for s in taken[first:last]):
            continue
        if match["n"] is None:
            same = match[0].startswith("the same")
            if same and not found:
                continue
            value = found[-1].value if same else None
            kind = "duration" if same else "probation" if match[0].startswith("prob") else "indefinite"
            if kind != "indefinite":
                found.append(Term(Span(start, end), value, kind))
            continue
        hyphen = match["hyphen"] == "-"
        if (hyphen and low[end : end + 1] != " ") or (not hyphen and not _TERM_CONTEXT.search(low, max(0, start - 40), start)):
            continue
        count = int(match["n"]) if match["n"].isdigit() else _WORDS[match["n"]]
        found.append(Term(Span(start, end), f"P{count}{match['u'][0].upper()}"))
    return found
