"""The Commerce Country Chart (Supplement No. 1 to part 738), by date, and what it asks of an item.

A mark where a column meets a destination is a license requirement for that reason. No mark is not yet a clearance: Cuba,
Iran, North Korea and Syria have no marks because part 746 governs them, and an entry may state its reach in words
instead of naming a column. `columns_required` answers for an item's rows one by one; the rule that makes a proof of
them is its caller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from licet.countries import parent_of
from licet.errors import UnknownName, nearest
from licet.law.observed import by_day
from licet.law.pack import pack_file
from licet.law.us.ear.cells import TRUTHS, Cell, Change, Table
from licet.law.us.ear.part774_ccl.entries import Answer, Applied, Control, matches
from licet.law.us.ear.part774_ccl.lookup import applied
from licet.law.us.ear.part774_ccl.reaches import RuleReach, reach_on
from licet.yaml_text import read_yaml

PATH = "us/ear/part738_country_chart"


class FormerRow(NamedTuple):
    """A row that stood in the chart until another replaced it.

    Attributes:
        until: First day it no longer stood.
        marked: Columns it marked.
        clear: Columns it did not; what is in neither was not found.
        then: The country whose row is taken since.
        cite: The rule that ended it.
        mark: How sure the writer is.
    """

    until: date
    marked: frozenset[str]
    clear: frozenset[str]
    then: str
    cite: str
    mark: str


class FootnoteRule(NamedTuple):
    """A footnote that changes what a mark says for some items.

    Attributes:
        footnote: Its number.
        countries: The rows it stands in.
        columns: The columns it is about.
        items: ECCNs and paragraphs it is about.
        start: First day.
        marked: What it makes of the mark; None where its list of items was not read.
        cite: Where it says so.
        mark: How it was read.
    """

    footnote: str
    countries: frozenset[str]
    columns: frozenset[str]
    items: tuple[str, ...]
    start: date
    marked: bool | None
    cite: str
    mark: str


class Chart(NamedTuple):
    """The pack, read.

    Attributes:
        table: Marks by date.
        columns: In the order of the supplement.
        governed: Countries without marks to the section that governs them.
        notes: Footnote number to what it is about and where.
        noted: Country to the numbers of its footnotes.
        former: Country to its former row.
        noted_items: What footnotes say of single items.
    """

    table: Table
    columns: tuple[str, ...]
    governed: Mapping[str, str]
    notes: Mapping[str, str]
    noted: Mapping[str, tuple[str, ...]]
    former: Mapping[str, FormerRow]
    noted_items: tuple[FootnoteRule, ...]


def mark(column: str, country: str, on: date) -> bool | None:
    """Whether the chart marks a column for a destination on a day: yes, no, or unknown (None).

    Unknown also for Cuba, Iran, North Korea and Syria, which part 746 governs (`governed_by`), and for the United States
    and places without a row.

    >>> mark("NS 1", "GB", date(2024, 4, 18)), mark("NS 1", "GB", date(2024, 4, 19))
    (True, False)
    >>> mark("NS 2", "HK", date(2021, 2, 1)), mark("NS 2", "CU", date(2021, 2, 1))
    (True, None)

    Raises:
        UnknownName: The chart has no such column.
    """
    return cell(column, country, on).marked


def cell(column: str, country: str, on: date) -> Cell:
    """The same with its citation, its mark and the days it holds.

    Raises:
        UnknownName: The chart has no such column.
    """
    return _cell(column, country, on)


@by_day
def _cell(column: str, country: str, on: date) -> Cell:
    chart = _chart()
    if column not in chart.columns:
        raise UnknownName(f"the Country Chart has no column {column}", remedy=nearest(column, chart.columns))
    row = row_of(country, on)
    name = f"{PATH}/{column}/{row or country}"
    former = chart.former.get(row or "")
    if former:
        marked = True if column in former.marked else False if column in former.clear else None
        return Cell(name, marked, former.cite, former.mark, None, former.until - timedelta(days=1))
    if row is None:
        return Cell(name, None, chart.governed.get(country, chart.table.cite), "V2")
    return chart.table.at(column, row, on)


class RequiredRow(NamedTuple):
    """A row of an entry's license table met with a destination.

    Attributes:
        control: The row, with its citation and home section.
        covers: Whether it covers the paragraph asked about.
        marked: Whether it reaches the destination: the chart's mark, or its reach in words.
        cell: The mark of the chart; None for a row in words.
        reach: What the words reach on the day; None for a chart column.
        governed_by: The section of part 746 that governs a destination without marks; None for the others.
    """

    control: Control
    covers: Answer
    marked: bool | None
    cell: Cell | None
    reach: RuleReach | None
    governed_by: str | None

    @property
    def required(self) -> bool | None:
        """Whether it asks a license: it covers the item and reaches the destination."""
        if self.covers.holds is False or self.marked is False:
            return False
        return True if self.covers.holds and self.marked else None

    @property
    def verified(self) -> bool:
        """Whether the mark or reach was read in a text of the day."""
        return self.cell.verified if self.cell else self.reach.verified if self.reach else False


def columns_required(eccn: str, destination: str, on: date, *, made_for: str | None = None) -> tuple[RequiredRow, ...]:
    """Every row of an item's license table met with a destination, in the order of the entry.

    Where the list did not hold the entry or paragraph on that day (`Entry.absent`), no row is certain and one is open.

    Args:
        eccn: A paragraph, "3A001.a.7"; with a bare heading the rows that depend on a paragraph are unknown.
        destination: ISO code or region code of the ultimate destination.
        on: The day.
        made_for: For software and technology, the ECCN of what it is for; None when not told.

    >>> [row.control.cite for row in columns_required("3A001.a.7", "CN", date(2026, 7, 1)) if row.required]
    ['CCL 3A001: NS 2']

    Raises:
        BadValue: The text has not the form of an ECCN.
        UnknownName: The list has no such entry or paragraph.
    """
    rows, governed = applied(eccn, made_for, on), governed_by(destination)
    return tuple([_met(row, eccn, destination, governed, on) for row in rows])


def _met(row: Applied, eccn: str, destination: str, governed: str | None, on: date) -> RequiredRow:
    """One row met with a destination."""
    control = row.control
    if control.column:
        found = mark_for_item(cell(control.column, destination, on), control.column, eccn, destination, on)
        return RequiredRow(control, row.answer, found.marked, found, None, governed)
    reach = reach_on(control.reach, control.rule, on)
    return RequiredRow(control, row.answer, reach.reach.covers(destination, on), None, reach, governed)


def mark_for_item(plain: Cell, column: str, eccn: str, destination: str, on: date) -> Cell:
    """The mark for an item, after the footnotes of the row: they bring some licenses back where the chart has no mark."""
    if plain.marked is not False or not footnotes_bring_back(column, destination, on):
        return plain
    row = row_of(destination, on)
    for rule in _chart().noted_items:
        if row not in rule.countries or column not in rule.columns or on < rule.start:
            continue
        about = matches(eccn, rule.items)
        if about is not False:
            marked = rule.marked if about else None
            return plain._replace(marked=marked, cite=f"{rule.cite}, footnote {rule.footnote}", mark=rule.mark)
    return plain


def footnotes_bring_back(column: str, destination: str, on: date) -> bool:
    """Whether a footnote of the destination's row brings licenses of the column back for some items."""
    return column in _columns_noted() and _bring_back(column, destination, on)


@cache
def _columns_noted() -> frozenset[str]:
    """The columns about which footnotes say something of single items."""
    return frozenset(column for rule in _chart().noted_items for column in rule.columns)


@by_day
def _bring_back(column: str, destination: str, on: date) -> bool:
    row = row_of(destination, on)
    return any(row in rule.countries and column in rule.columns and on >= rule.start for rule in _chart().noted_items)


def row_of(country: str, on: date) -> str | None:
    """The country whose row a destination takes, None when it has none.

    A territory takes its state's row (15 CFR 738.3(b)), a region Ukraine's; Hong Kong takes China's since 2020-12-23.

    >>> row_of("GL", date(2026, 7, 23)), row_of("HK", date(2026, 7, 23)), row_of("IR", date(2026, 7, 23))
    ('DK', 'CN', None)
    """
    chart = _chart()
    former = chart.former.get(country)
    if former:
        return country if on < former.until else former.then
    if country in chart.noted:
        return country
    parent = parent_of(country)
    return parent if parent in chart.noted else None


def taken_from(country: str, on: date) -> tuple[str, ...]:
    """The citation for a destination that takes another's row: a territory its state's, Hong Kong China's.

    >>> taken_from("HK", date(2021, 2, 1)), taken_from("DE", date(2021, 2, 1))
    (('15 CFR 738 Supp. 1 (85 FR 83788)',), ())
    """
    row = row_of(country, on)
    if row is None or row == country:
        return ()
    former = _chart().former.get(country)
    return (f"15 CFR 738 Supp. 1 ({former.cite})" if former else "15 CFR 738.3(b)",)


def governed_by(country: str) -> str | None:
    """The section of part 746 that governs a destination without marks; None for the others.

    >>> governed_by("SY"), governed_by("CN")
    ('15 CFR 746.9', None)
    """
    return _chart().governed.get(country)


def footnotes(country: str, on: date) -> Mapping[str, str]:
    """Footnotes of a destination's row in the issue: number to what it is about and where, in our words.

    >>> sorted(footnotes("AT", date(2026, 7, 23)))
    ['3', '4']
    """
    chart = _chart()
    return {number: chart.notes[number] for number in chart.noted.get(row_of(country, on) or "", ())}


def columns() -> tuple[str, ...]:
    """The chart's columns, CB 1 to AT 2."""
    return _chart().columns


def destinations() -> tuple[str, ...]:
    """The codes of the countries that have a row with marks."""
    return tuple(_chart().noted)


def table() -> Table:
    """The whole table, for `licet law check` and `licet law diff`."""
    return _chart().table


@cache
def _chart() -> Chart:
    """Read the pack once."""
    raw = read_yaml(pack_file(PATH))
    names = tuple(raw["columns"].split(", "))
    present: set[tuple[str, str]] = set()
    noted: dict[str, tuple[str, ...]] = {}
    for country, line in raw["rows"].items():
        marked, _, notes = line.partition(" | footnotes ")
        present.update((column, country) for column in marked.split(", "))
        noted[country] = tuple(notes.split())
    changes: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for row in raw["changes"]:
        changes[row["column"], row["country"]].append(Change.read(row, "marked", PATH))
    former = {
        country: FormerRow(
            until=date.fromisoformat(row["until"]),
            marked=frozenset(row["marked"].split(", ")),
            clear=frozenset(row["clear"].split(", ")),
            then=row["then"],
            cite=row["cite"],
            mark=row["mark"],
        )
        for country, row in raw["former_rows"].items()
    }
    since = date.fromisoformat(raw["since"])
    table_ = Table(
        path=PATH,
        issue=date.fromisoformat(raw["issue"]),
        cite=raw["cite"],
        present=frozenset(present),
        marks=dict.fromkeys(names, raw["mark"]),
        since=dict.fromkeys(names, since),
        changes={pair: tuple(rows) for pair, rows in changes.items()},
    )
    return Chart(
        table_, names, raw["governed_by_part_746"], raw["footnotes"], noted, former,
        tuple(_footnote_rule(row) for row in raw["footnote_rules"]),
    )  # fmt: skip


def _footnote_rule(row: Mapping[str, str]) -> FootnoteRule:
    """A footnote's rule from the pack."""
    return FootnoteRule(
        footnote=row["footnote"],
        countries=frozenset(row["countries"].split()),
        columns=frozenset(row["columns"].split(", ")),
        items=tuple(row["items"].split()),
        start=date.fromisoformat(row["from"]),
        marked=TRUTHS[row["marked"]],
        cite=row["cite"],
        mark=row["mark"],
    )
