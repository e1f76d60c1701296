"""Cells of the EAR's big tables by date: is this column marked, is this country in the group?

The table of one issue is present truth; each dated change says how a cell came to be so. That is all the history a table
needs, and it never says more than was read: a cell without a change is carried back and says that it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from licet.errors import PackError
from licet.proofs import FactRef

#: Marks of text that was read: in the operative text, or in a dated transcription of it.
READ = frozenset({"V", "V2"})
TRUTHS: Mapping[str, bool | None] = {"yes": True, "no": False, "unknown": None}


class Change(NamedTuple):
    """From a day on, a cell is so.

    Attributes:
        start: First day.
        marked: How it is from then on; None where the day or the state was not found.
        before: How it was until then.
        cite: The rule that changed it.
        published: The day that rule was printed.
        mark: How sure the writer is: V, V2, M-hi, M-med, M-lo.
    """

    start: date
    marked: bool | None
    before: bool | None
    cite: str
    published: date
    mark: str

    @staticmethod
    def read(row: Mapping[str, str], truth: str, where: str) -> Change:
        """A change from a pack's row; `truth` is the key that says how the cell is.

        Raises:
            PackError: The row lacks a key or says neither yes, no nor unknown.
        """
        try:
            marked = TRUTHS[row[truth]]
            opposite = None if marked is None else not marked
            before = TRUTHS[row["before"]] if "before" in row else opposite
            start, published = date.fromisoformat(row["from"]), date.fromisoformat(row["published"])
            return Change(start, marked, before, row["cite"], published, row["mark"])
        except (KeyError, ValueError) as error:
            raise PackError(f"a change cannot be read: {dict(row)}: {error}", where=where) from error


class Cell(NamedTuple):
    """A cell on a day.

    Attributes:
        name: Of the fact: "us/ear/part738_country_chart/NS 2/CN".
        marked: Yes, no, or unknown (None).
        cite: Where it says so.
        mark: V, V2, M-hi, M-med, M-lo, or "carried" when taken back from a later issue.
        start: First day it is known to be so, None when carried back.
        last_day: Last day, None when it still is.
    """

    name: str
    marked: bool | None
    cite: str
    mark: str
    start: date | None = None
    last_day: date | None = None

    @property
    def verified(self) -> bool:
        """Whether the text behind it was read."""
        return self.mark in READ

    @property
    def ref(self) -> FactRef:
        """The fact a proof rests on."""
        said = {True: "yes", False: "no", None: "unknown"}[self.marked]
        days = tuple(day.isoformat() if day else None for day in (self.start, self.last_day))
        return FactRef(id=self.name, cite=self.cite, verified=self.verified, valid=(days[0], days[1]), value=said)


class Table(NamedTuple):
    """A table by date.

    Attributes:
        path: Of the pack, "us/ear/part738_country_chart".
        issue: The issue `present` was read in.
        cite: The supplement.
        present: (column, country) pairs that are marked in it.
        marks: How each column was read.
        since: First day each column is answered for.
        changes: Of a pair, oldest first.
    """

    path: str
    issue: date
    cite: str
    present: frozenset[tuple[str, str]]
    marks: Mapping[str, str]
    since: Mapping[str, date]
    changes: Mapping[tuple[str, str], tuple[Change, ...]]

    def at(self, column: str, country: str, on: date) -> Cell:
        """The cell on a day; unknown before the table's first day."""
        name = f"{self.path}/{column}/{country}"
        if on < self.since[column]:
            return Cell(name, None, self.cite, "carried", None, None)
        now = (column, country) in self.present
        changes = self.changes.get((column, country), ())
        if not changes:
            return Cell(name, now, self.cite, self.marks[column] if on >= self.issue else "carried")
        past = [change for change in changes if change.start <= on]
        following = next((change for change in changes if change.start > on), None)
        last_day = date.fromordinal(following.start.toordinal() - 1) if following else None
        if past:
            change = past[-1]
            return Cell(name, change.marked, change.cite, change.mark, change.start, last_day)
        if following:
            return Cell(name, following.before, following.cite, following.mark, None, last_day)
        return Cell(name, now, self.cite, self.marks[column] if on >= self.issue else "carried")

    def contradictions(self) -> tuple[str, ...]:
        """Cells whose last change disagrees with the issue; `licet law check` wants none."""
        return tuple(
            f"{self.path}: {column} {country} is {changes[-1].marked} since {changes[-1].start}, but the issue disagrees"
            for (column, country), changes in self.changes.items()
            if changes[-1].marked is not ((column, country) in self.present) or not _ordered(changes)
        )


def _ordered(changes: tuple[Change, ...]) -> bool:
    """Whether the changes of a cell stand in the order of their days."""
    days = [change.start for change in changes]
    return days == sorted(set(days))
