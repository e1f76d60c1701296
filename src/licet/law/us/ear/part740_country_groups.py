"""Country Groups (Supplement No. 1 to part 740), by date.

Group letters carry meaning only inside the rule that uses them. Macau is not in D:5, which is why rules say "Macau or
D:5"; Crimea carries Ukraine's letters though 15 CFR 746.6 governs it; a country may be in B and in D:5.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache

from licet.countries import parent_of
from licet.errors import UnknownName, nearest
from licet.law.observed import by_day, truth_by_day
from licet.law.pack import pack_file
from licet.law.us.ear.cells import Cell, Change, Table
from licet.yaml_text import read_yaml

PATH = "us/ear/part740_country_groups"


def member(group: str, country: str, on: date) -> bool | None:
    """Whether a country is in a group on a day: yes, no, or unknown (None).

    `group` may be a letter: "D" asks for any of D:1 to D:5, "E" for E:1 or E:2.

    >>> member("B", "NI", date(2024, 3, 14)), member("B", "NI", date(2024, 3, 15)), member("D:5", "MO", date(2026, 7, 23))
    (True, False, False)

    Raises:
        UnknownName: There is no such group.
    """
    return _member(group, country, on)


@truth_by_day
def _member(group: str, country: str, on: date) -> bool | None:
    if group in ("A", "D", "E"):
        found = [membership(each, country, on).marked for each in groups() if each.startswith(f"{group}:")]
        return True if True in found else None if None in found else False
    return membership(group, country, on).marked


def membership(group: str, country: str, on: date) -> Cell:
    """The same with its citation, its mark and the days it holds. A region or territory follows its state.

    Raises:
        UnknownName: There is no such group.
    """
    return _membership(group, country, on)


@by_day
def _membership(group: str, country: str, on: date) -> Cell:
    table = _table()
    if group not in table.marks:
        raise UnknownName(f"there is no Country Group {group}", remedy=nearest(group, table.marks))
    return table.at(group, _stands_for(country, on), on)


def groups_of(country: str, on: date) -> tuple[str, ...]:
    """The groups a country is known to be in on a day.

    >>> groups_of("TW", date(2026, 7, 23)), groups_of("UA-43", date(2026, 7, 23))
    (('A:6', 'B', 'D:3'), ('A:2', 'A:3', 'A:4', 'B'))
    """
    return tuple(group for group in groups() if member(group, country, on))


def members(group: str, on: date) -> frozenset[str]:
    """The codes of the countries in a group on a day, as the supplement prints them (territories are not listed).

    Raises:
        UnknownName: There is no such group.
    """
    table = _table()
    named = {country for column, country in (*table.present, *table.changes) if column == group}
    return frozenset(country for country in named if member(group, country, on))


def groups() -> tuple[str, ...]:
    """All groups, A:1 to E:2."""
    return tuple(_table().marks)


def table() -> Table:
    """The whole table, for `licet law check` and `licet law diff`."""
    return _table()


@cache
def hong_kong_until() -> date:
    """The first day Hong Kong counts as China, in the groups and in the chart (85 FR 83788)."""
    return next(changes[-1].start for (_, country), changes in _table().changes.items() if country == "HK")


def _stands_for(country: str, on: date) -> str:
    """The country whose letters a place carries: its own if it has any, else its state's (15 CFR 738.3(b))."""
    if country == "HK":
        return "HK" if on < hong_kong_until() else "CN"
    if country in _named():
        return country
    return parent_of(country) or country


@cache
def _named() -> frozenset[str]:
    """The countries the supplement names."""
    return frozenset(country for _, country in (*_table().present, *_table().changes))


@cache
def _table() -> Table:
    """Read the pack once."""
    raw = read_yaml(pack_file(PATH))
    groups_ = raw["groups"]
    changes: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for row in raw["changes"]:
        changes[row["group"], row["country"]].append(Change.read(row, "member", PATH))
    return Table(
        path=PATH,
        issue=date.fromisoformat(raw["issue"]),
        cite=raw["cite"],
        present=frozenset((name, code) for name, group in groups_.items() for code in group["members"].split()),
        marks={name: group["mark"] for name, group in groups_.items()},
        since={name: date.fromisoformat(group["since"]) for name, group in groups_.items()},
        changes={pair: tuple(rows) for pair, rows in changes.items()},
    )
