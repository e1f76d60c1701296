"""Law as a book: a value, the rule that reads it, the cases beside it and the citation, on one page.

A place in the book is a path: a series ("us/ear/follow/retention"), a pack ("us/ear/follow"), an exception
("us/ear/part740/LVS"), an entry ("us/ear/part774/3A001.a.7"), a row of the chart ("us/ear/part738/CN") or a Country Group
("us/ear/part740/D:5"). `page` finds it; the command line and the web print the same `Page`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from licet.citations import Citation
from licet.errors import PackError, UnknownName, nearest
from licet.facts import AsOf
from licet.law.cases import Case, cases_of
from licet.law.law import Law
from licet.law.pack import DatedValue, Series, all_packs, load_pack

_ROOT = Path(str(resources.files("licet.law")))


@dataclass(frozen=True, slots=True)
class Line:
    """One dated value as a reader sees it.

    Attributes:
        name: Of the series, or the column, group or row of a table.
        says: What it says.
        value: As text.
        valid: First and last day, None when open.
        cite: Where it was made.
        url: The official text on the day, None when no stable address is known.
        verified: Whether the operative text was read.
        now: Whether it is the value on the day asked about.
        note: What a reader should know, or None.
    """

    name: str
    says: str
    value: str
    valid: tuple[str | None, str | None]
    cite: str
    url: str | None
    verified: bool
    now: bool
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A function that reads the values: its module, name, first line and source."""

    module: str
    name: str
    line: int
    source: str


@dataclass(frozen=True, slots=True)
class Page:
    """A place in the book.

    Attributes:
        path: As asked.
        title: What it is, in a line.
        on: The day.
        lines: Values, oldest first within a series.
        rules: The code that reads them.
        cases: Worked questions that turn on them.
        words: Further facts as (heading, text), for exceptions and entries.
    """

    path: str
    title: str
    on: date
    lines: tuple[Line, ...] = ()
    rules: tuple[Rule, ...] = ()
    cases: tuple[Case, ...] = ()
    words: tuple[tuple[str, str], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "path": self.path, "title": self.title, "as_of": self.on.isoformat(),
            "values": [
                {"name": v.name, "says": v.says, "value": v.value, "from": v.valid[0], "last_day": v.valid[1],
                 "cite": v.cite, "url": v.url, "verified": v.verified, "now": v.now, "note": v.note}
                for v in self.lines
            ],
            "rules": [{"module": r.module, "name": r.name, "line": r.line, "source": r.source} for r in self.rules],
            "cases": [
                {"case": c.says, "on": c.on.isoformat(), "source": c.source, "given": c.given, "expect": c.expect}
                for c in self.cases
            ],
            "words": dict(self.words),
        }  # fmt: skip


def page(path: str, on: date) -> Page:
    """The page of a path, as of a day.

    Raises:
        UnknownName: The book has no such place; the nearest is named.
    """
    wanted = path.strip("/")
    for finder in (_pack_page, _series_page, _exception_page, _entry_page, _group_page, _chart_page):
        found = finder(wanted, on)
        if found is not None:
            return found
    raise UnknownName(f"the book has no {path}", remedy=nearest(wanted, places()) or "licet law coverage lists its parts")


def explain(symbol: str, on: date) -> Page:
    """The page of a short name: "LVS", "3A001", "NS 2", "D:5", "CN", or the name of a series ("affiliates_rule").

    Raises:
        UnknownName: Nothing has that name; the nearest is named.
    """
    wanted = symbol.strip()
    shorts = (f"us/ear/part740/{wanted}", f"us/ear/part774/{wanted}", f"us/ear/part738/{wanted}")
    for short in shorts:
        for finder in (_exception_page, _entry_page, _group_page, _chart_page):
            found = finder(short, on)
            if found is not None:
                return found
    named = [place for place in places() if place.rpartition("/")[2].lower() == wanted.lower()]
    if named:
        return page(named[0], on)
    names = dict.fromkeys([*(place.rpartition("/")[2] for place in places()), *_symbols()])
    raise UnknownName(f"nothing is called {symbol!r}", remedy=nearest(wanted, names) or "licet law coverage lists the parts")


@cache
def places() -> tuple[str, ...]:
    """Every pack and series, in order."""
    found: list[str] = []
    for pack in all_packs():
        found += [pack, *(f"{pack}/{name}" for name in load_pack(pack))]
    return tuple(found)


# --- packs and series ---------------------------------------------------------------------------------------------------


def _pack_page(path: str, on: date) -> Page | None:
    if path not in set(all_packs()):
        return None
    found = load_pack(path)
    lines = tuple(line for each in found.values() for line in _lines(each, on))
    return Page(path, f"{len(found)} dated values of {path}", on, lines, tuple(_rules(path, None)), tuple(_cases(path)))


def _series_page(path: str, on: date) -> Page | None:
    pack, _, name = path.rpartition("/")
    if pack not in set(all_packs()) or name not in load_pack(pack):
        return None
    found = load_pack(pack)[name]
    return Page(path, found.says, on, tuple(_lines(found, on)), tuple(_rules(pack, name)), tuple(_cases(pack)))


def _lines(found: Series, on: date) -> Iterator[Line]:
    holding = next((value for value in reversed(found.values) if on in value.valid), None)
    name = found.path.rpartition("/")[2]
    for value in found.values:
        shown = value.valid.as_dict()
        yield Line(
            name, found.says, value_text(value), (shown["from"], shown["last_day"]), value.cite,
            Citation.read(value.cite.split("; ")[0]).url(on), value.verified, value is holding, value.note,
        )  # fmt: skip


def value_text(value: DatedValue) -> str:
    """A value as people read it."""
    return plain(value.value)


def plain(value: Any) -> str:
    """Any value of a pack as one line of text.

    >>> plain(frozenset({"RU", "CN"})), plain(True), plain({"a": ["x", "y"]})
    ('CN RU', 'yes', 'a: x y')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset | set):
        return " ".join(sorted(str(part) for part in value))
    if isinstance(value, tuple | list):
        return " ".join(plain(part) for part in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {plain(part)}" for key, part in value.items())
    return str(value)


def _rules(pack: str, name: str | None) -> Iterator[Rule]:
    """The functions that read a series (or any series of a pack) by its name."""
    regime = "/".join(pack.split("/")[:2])
    quoted = re.compile(rf"""/{re.escape(name)}["']""") if name else re.compile(rf"""["']{re.escape(pack)}[/"']""")
    beside = pack.rpartition("/")[2]
    for file in sorted((_ROOT / regime).rglob("*.py")):
        text = file.read_text("utf-8")
        near = file.stem == beside or pack in text
        if not near or (name and not quoted.search(text)):
            continue
        for function in _functions(text):
            source = ast.get_source_segment(text, function) or ""
            if (name and quoted.search(source)) or (name is None and file.stem == beside and not function.name.startswith("_")):
                yield Rule(_module(file), function.name, function.lineno, source)


def _functions(text: str) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            yield node


def _module(file: Path) -> str:
    return "licet.law." + ".".join(file.relative_to(_ROOT).with_suffix("").parts)


def _cases(pack: str) -> Iterator[Case]:
    """The cases in the file named like the pack, else all of its regime whose source is of the same part."""
    regime = "/".join(pack.split("/")[:2])
    stem = pack.rpartition("/")[2]
    yield from (case for case in cases_of(regime) if case.file.stem == stem or stem.startswith(case.file.stem))


# --- exceptions, entries, groups, chart -----------------------------------------------------------------------------------


def _symbols() -> tuple[str, ...]:
    from licet.law.us.ear.part740_exceptions import EXCEPTIONS

    return tuple(each.symbol for each in EXCEPTIONS)


def _exception_page(path: str, on: date) -> Page | None:
    """License exceptions: "us/ear/part740/LVS", "us/ear/part740_exceptions/LVS"."""
    head, _, symbol = path.rpartition("/")
    if head not in ("us/ear/part740", "us/ear/part740_exceptions") or symbol.upper() not in _symbols():
        return None
    from licet.law.us.ear.part740_exceptions.explain import exception, explain

    asked, law = exception(symbol), Law(AsOf.on(on))
    told = explain(symbol, law)
    since = f" since {told.since[0]}" if told.since[0] else ""
    words = [
        ("section", told.section), ("status", f"{told.status}{since} ({told.since[1]})"), ("answers", told.answers),
        ("needs", "; ".join(told.needs)), ("places", told.places), ("limits", "; ".join(told.limits)),
        ("papers", "; ".join(told.papers)), ("limbs", "; ".join(f"{cite} {title}" for _, title, cite in told.limbs)),
        ("closed by", "; ".join(told.closed_by)), ("open in part under", "; ".join(told.open_in_part_under)),
    ]  # fmt: skip
    series = [found for name, found in load_pack(asked.pack).items() if name != "explained"]
    return Page(
        path, f"License Exception {told.symbol}: {told.title}", on, tuple(line for each in series for line in _lines(each, on)),
        tuple(_rules(asked.pack, None)), tuple(case for case in cases_of("us/ear") if case.expect.get("exception") == told.symbol
                                               or told.symbol in case.says),
        tuple((heading, text) for heading, text in words if text),
    )  # fmt: skip


def _entry_page(path: str, on: date) -> Page | None:
    """Entries of the Commerce Control List: "us/ear/part774/3A001.a.7"."""
    head, _, code = path.rpartition("/")
    if head not in ("us/ear/part774", "us/ear/part774_ccl") or not re.fullmatch(r"\d[A-Ea-e]\d{3}[.\w]*", code):
        return None
    from licet.law.us.ear.part774_ccl.lookup import entry

    heading, dot, rest = code.partition(".")
    asked = entry(f"{heading.upper()}{dot}{rest}", on)
    applied = asked.controlled()
    mark = "" if asked.verified else f"; rows read in the issue of {asked.issue} and carried back"
    lines = tuple(
        Line(
            each.control.reason, each.answer.ask or "covers it" if each.answer.holds is not False else "does not cover it",
            each.control.column or each.control.reach, (None, None), each.control.cite,
            Citation.read(each.control.home).url(on), asked.verified, each.answer.holds is True,
        )
        for each in applied
    )  # fmt: skip
    limit, sure = asked.lvs_limit()
    open_to = {symbol: asked.opens(symbol) for symbol in ("GBS", "TSR", "APP", "NAC/ACA")}
    words = (
        ("about", asked.about),
        ("LVS", f"{limit:,} USD{'' if sure.holds else f', if {sure.ask}'}" if limit is not None else "no"),
        *((name, "yes" if answer.holds else f"if {answer.ask}") for name, answer in open_to.items() if answer.holds is not False),
        ("status", asked.status),
    )
    cases = tuple(case for case in cases_of("us/ear") if heading.upper() in str(case.given.get("items")))
    return Page(path, f"ECCN {asked.eccn}{mark}", on, lines, (), cases, tuple((name, text) for name, text in words if text))


def _group_page(path: str, on: date) -> Page | None:
    """Country Groups: "us/ear/part740/D:5"."""
    from licet.law.us.ear import part740_country_groups as groups

    head, _, group = path.rpartition("/")
    if not head.startswith("us/ear/part7") or group.upper() not in groups.groups():
        return None
    name = group.upper()
    table = groups.table()
    inside = " ".join(sorted(groups.members(name, on)))
    lines = tuple(
        Line(country, f"{country} in {name}", plain(change.marked) if change.marked is not None else "unknown",
             (change.start.isoformat(), None), change.cite, Citation.read(change.cite).url(on),
             change.mark in ("V", "V2"), change.start <= on)
        for (column, country), changes in sorted(table.changes.items()) if column == name for change in changes
    )  # fmt: skip
    return Page(
        path,
        f"Country Group {name}, {len(inside.split())} members",
        on,
        lines,
        (),
        (),
        (("members", inside), ("issue", f"{table.issue}")),
    )


def _chart_page(path: str, on: date) -> Page | None:
    """The Country Chart by destination or by column: "us/ear/part738/CN", "us/ear/part738/NS 2"."""
    from licet.countries import name_of
    from licet.law.us.ear import part738_country_chart as chart

    head, _, key = path.rpartition("/")
    if head not in ("us/ear/part738", "us/ear/part738_country_chart"):
        return None
    if key.upper() in chart.columns():
        marked = [place for place in chart.destinations() if chart.mark(key.upper(), place, on)]
        words = (("marked", " ".join(marked)), ("not marked", " ".join(p for p in chart.destinations() if p not in marked)))
        return Page(path, f"Country Chart column {key.upper()}: {len(marked)} destinations", on, (), (), (), words)
    place = key.upper()
    governed = chart.governed_by(place)
    if place not in chart.destinations() and governed is None:
        return None
    cells = [(column, chart.cell(column, place, on)) for column in chart.columns()]
    lines = tuple(
        Line(column, f"{column} for {place}", "unknown" if cell.marked is None else plain(cell.marked),
             (cell.start.isoformat() if cell.start else None, cell.last_day.isoformat() if cell.last_day else None),
             cell.cite, Citation.read(cell.cite).url(on), cell.verified, True)
        for column, cell in cells
    )  # fmt: skip
    said = (
        ("footnotes", "; ".join(f"{n}: {text}" for n, text in chart.footnotes(place, on).items())),
        ("governed by", f"{governed}: no marks here is not free" if governed else ""),
    )
    return Page(path, f"Country Chart row {name_of(place)}", on, lines, (), (), tuple((n, t) for n, t in said if t))


def pack_of(path: str) -> str:
    """The pack a path begins with, for `licet law check PACK`.

    Raises:
        PackError: No pack or regime begins so.
    """
    wanted = path.strip("/")
    if any(pack == wanted or pack.startswith(f"{wanted}/") for pack in all_packs()):
        return wanted
    raise PackError(f"there is no law pack {path}", remedy=nearest(wanted, all_packs()) or "licet law coverage lists them")
