"""What changed in the law between two days: every value that began or ended, table cells and entries of the list included,
each with its citation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from licet.errors import BadValue
from licet.law.pack import Series, all_packs, load_pack
from licet.law.pages import plain, value_text


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Attributes:
        on: First day it binds.
        path: What changed.
        says: What the series says.
        before: Its value until then; None when it began.
        after: Its value since; None when it ended.
        cite: Where the change was made.
        verified: Whether the operative text was read.
    """

    on: date
    path: str
    says: str
    before: str | None
    after: str | None
    cite: str
    verified: bool

    def as_dict(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "on": self.on.isoformat(), "path": self.path, "says": self.says, "before": self.before, "after": self.after,
            "cite": self.cite, "verified": self.verified,
        }  # fmt: skip


def changes(start: date, end: date) -> tuple[Change, ...]:
    """Everything that came to bind after `start`, up to and including `end`, in the order of the days.

    Raises:
        BadValue: The days are the wrong way round.
    """
    if start > end:
        raise BadValue(f"{start} lies after {end}", remedy=f"licet law diff {end} {start}")
    found = [change for pack in all_packs() for series in load_pack(pack).values() for change in _of_series(series)]
    found += [*_of_tables(), *_of_the_list()]
    between = (change for change in found if start < change.on <= end)
    return tuple(sorted(between, key=lambda change: (change.on, change.path)))


def _of_series(series: Series) -> Iterator[Change]:
    """The beginnings and ends of a series' values."""
    if series.path.endswith("/explained"):
        return
    previous = None
    for value in series.values:
        before = None if previous is None or previous.valid.end != value.valid.start else value_text(previous)
        if previous is not None and previous.valid.end is not None and previous.valid.end != value.valid.start:
            yield Change(previous.valid.end, series.path, series.says, value_text(previous), None, previous.cite, previous.verified)
        if value.valid.start is not None and before != value_text(value):
            yield Change(value.valid.start, series.path, series.says, before, value_text(value), value.cite, value.verified)
        previous = value
    if previous is not None and previous.valid.end is not None:
        yield Change(previous.valid.end, series.path, series.says, value_text(previous), None, previous.cite, previous.verified)


def _of_tables() -> Iterator[Change]:
    """Cells of the Country Chart and the Country Groups."""
    from licet.law.us.ear import part738_country_chart, part740_country_groups

    for table, verb in ((part738_country_chart.table(), "marked"), (part740_country_groups.table(), "a member")):
        for (column, country), cells in table.changes.items():
            for cell in cells:
                if cell.marked is cell.before:
                    continue
                yield Change(
                    cell.start, f"{table.path}/{column}/{country}", f"{country} is {verb} in {column}", _said(cell.before),
                    _said(cell.marked), cell.cite, cell.mark in ("V", "V2"),
                )  # fmt: skip


def _of_the_list() -> Iterator[Change]:
    """Entries and paragraphs that came to the Commerce Control List, or left it."""
    from licet.law.us.ear.part774_ccl.lookup import history

    for heading, sinces in history().items():
        for since in sinces:
            name = f"{heading}.{since.path}" if since.path else heading
            read = since.mark in ("V", "V2")
            if since.start is not None:
                yield Change(since.start, f"us/ear/part774_ccl/{name}", f"{name} is on the list", None, "yes", since.cite, read)
            if since.end is not None:
                yield Change(since.end, f"us/ear/part774_ccl/{name}", f"{name} is on the list", "yes", None, since.cite, read)


def _said(marked: bool | None) -> str:
    return "unknown" if marked is None else plain(marked)
