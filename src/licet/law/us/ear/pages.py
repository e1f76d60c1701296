"""Pages of the EAR in the law book: license exceptions, entries of the list, Country Groups and the Country Chart."""

from __future__ import annotations

import re
from datetime import date

from licet.citations import Citation
from licet.countries import name_of
from licet.facts import AsOf
from licet.law.cases import cases_of
from licet.law.law import Law
from licet.law.pack import load_pack
from licet.law.pages import Line, Page, lines_of, plain, rules_of
from licet.law.us.ear import part738_country_chart as chart
from licet.law.us.ear import part740_country_groups as groups
from licet.law.us.ear.part740_exceptions import EXCEPTIONS
from licet.law.us.ear.part740_exceptions.explain import exception, explain
from licet.law.us.ear.part774_ccl.lookup import entry


def symbols() -> tuple[str, ...]:
    """The symbols of the license exceptions."""
    return tuple(each.symbol for each in EXCEPTIONS)


def exception_page(path: str, on: date) -> Page | None:
    """License exceptions: "us/ear/part740/LVS", "us/ear/part740_exceptions/LVS"."""
    head, _, symbol = path.rpartition("/")
    if head not in ("us/ear/part740", "us/ear/part740_exceptions") or symbol.upper() not in symbols():
        return None
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
        path, f"License Exception {told.symbol}: {told.title}", on, tuple(line for each in series for line in lines_of(each, on)),
        tuple(rules_of(asked.pack, None)), tuple(case for case in cases_of("us/ear") if case.expect.get("exception") == told.symbol
                                               or told.symbol in case.says),
        tuple((heading, text) for heading, text in words if text),
    )  # fmt: skip


def entry_page(path: str, on: date) -> Page | None:
    """Entries of the Commerce Control List: "us/ear/part774/3A001.a.7"."""
    head, _, code = path.rpartition("/")
    if head not in ("us/ear/part774", "us/ear/part774_ccl") or not re.fullmatch(r"\d[A-Ea-e]\d{3}[.\w]*", code):
        return None
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


def group_page(path: str, on: date) -> Page | None:
    """Country Groups: "us/ear/part740/D:5"."""
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


def chart_page(path: str, on: date) -> Page | None:
    """The Country Chart by destination or by column: "us/ear/part738/CN", "us/ear/part738/NS 2"."""

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
