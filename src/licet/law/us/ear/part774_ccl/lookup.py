"""Look an entry up: the list as of a day.

A category is read when one of its entries is asked for, from what is kept of it between processes (`licet.yaml_text`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from licet.errors import UnknownName, nearest
from licet.law.observed import by_day
from licet.law.pack import pack_file
from licet.law.us.ear.part774_ccl.entries import Applied, Entry, Rows, Since, read_entry, read_rows
from licet.law.us.ear.part774_ccl.paragraphs import CATEGORIES, Eccn, under
from licet.yaml_text import read_yaml

FOLDER = "us/ear/part774_ccl"


def entry(eccn: str, on: date) -> Entry:
    """The entry of an ECCN or paragraph as of a day.

    An entry or paragraph that the list did not hold on that day is returned with `absent` set and every answer unknown:
    how the item was classified then is a question, not a clearance. So is a paragraph that stands empty in the issue, asked
    about for an earlier day: what it held then was not read. EAR99 is an entry without rows.

    >>> [str(applied.control.cite) for applied in entry("3A001.a.7", date(2026, 7, 1)).controlled() if applied.answer.holds]
    ['CCL 3A001: NS 2', 'CCL 3A001: AT 1']

    Raises:
        BadValue: The text has not the form of an ECCN.
        UnknownName: The list has no such entry, or the entry no such paragraph; the message names those that exist.
    """
    return _entry(eccn, on).asked_on(on, _controlled_for(on))


@by_day
def applied(eccn: str, made_for: str | None, on: date) -> tuple[Applied, ...]:
    """Every row of an entry with its answer for the paragraph (`Entry.controlled`), remembered.

    Raises:
        BadValue, UnknownName: As `entry`.
    """
    return entry(eccn, on).controlled(made_for=made_for)


@by_day
def _entry(eccn: str, on: date) -> Entry:
    """The same, kept for all days that have it; its own day is none to ask about."""
    item = Eccn.read(eccn)
    if item.heading == "EAR99":
        return read_entry(item, {"status": "ear99"}, rows=Rows((), (), ()), issue=issue(), on=on, absent=None, about=about("EAR99"),
                          civ=None, controlled_for=_controlled_for(on))  # fmt: skip
    node = _node(item.heading)
    if node is None:
        if item.heading not in _history():
            raise _no_entry(item.heading)
        node = {"status": "former"}
    since = _since(item, on)
    since_gone = _raw_history()["controls"].get(item.heading, ())
    gone = tuple(place for place, row in enumerate(since_gone) if on < date.fromisoformat(row["until"]))
    rows = _rows(item.heading, gone)
    paths = rows.paths
    if item.path and item.path not in paths and node.get("status") != "former":
        emptied = any(under(item.path, path) for path in str(node.get("reserved", "")).split())
        if not emptied or on >= issue():
            raise _no_paragraph(item, paths, reserved=emptied)
        since = Since(item.path, None, None, f"the issue of {issue()}", "carried")
    return read_entry(item, node, rows=rows, issue=issue(), on=on, absent=since, about=about(item.heading),
                      civ=_civ_of(item, node, rows), controlled_for=_controlled_for(on))  # fmt: skip


def exists(eccn: str) -> bool:
    """Whether the list, as of its issue, has the entry and the paragraph.

    >>> exists("5A992.c"), exists("5A992.q"), exists("3A123")
    (True, False, False)

    Raises:
        BadValue: The text has not the form of an ECCN.
    """
    try:
        entry(eccn, issue())
    except UnknownName:
        return False
    return True


@cache
def headings() -> tuple[str, ...]:
    """All ECCN headings of the issue, in order."""
    return tuple(sorted(heading for digit in CATEGORIES for heading in _category(digit)))


@cache
def issue() -> date:
    """The day of the issue the packs were compiled from."""
    match = re.search(r"^# issue (\S+)$", _text("0"), re.M)
    assert match, "a compiled pack states its issue"
    return date.fromisoformat(match[1])


@cache
def about(heading: str) -> str:
    """A few words of our own on what an entry is; empty when nobody wrote any."""
    _, _, line = f"\n{_descriptions()}".partition(f"\n{heading}: ")
    return line.partition("\n")[0].partition(" | ")[0].strip('"')


def _since(item: Eccn, on: date) -> Since | None:
    """Why the entry or paragraph was not on the list on a day; None when it was."""
    for row in _history().get(item.heading, ()):
        if row.path and under(item.path, row.path) is not True:
            continue
        if row.start is None and row.end is None:
            return row
        if (row.start and on < row.start) or (row.end and on >= row.end):
            return Since(row.path, row.start if row.start and on < row.start else None, row.end, row.cite, row.mark)
    return None


def _controlled_for(on: date) -> Any:
    """Asks another entry whether it is controlled for a reason; unknown when it does not exist."""

    def ask(eccn: str, reason: str) -> bool | None:
        try:
            return entry(eccn, on).controlled_for(reason)
        except UnknownName:
            return None

    return ask


def _no_entry(heading: str) -> UnknownName:
    """The error for an ECCN that is not on the list."""
    family = _family(heading)
    near = f"nearest entries: {', '.join(family)}" if family else nearest(heading, headings())
    return UnknownName(
        f"the Commerce Control List has no entry {heading}",
        why="an item can not be checked against an entry that does not exist",
        remedy=f"{near}; licet eccn --search WORDS finds candidates",
    )


def _no_paragraph(item: Eccn, paths: tuple[str, ...], *, reserved: bool) -> UnknownName:
    """The error for a paragraph that the entry does not have: names those beside it."""
    known = item.path
    while known and known not in paths:
        known = known.rpartition(".")[0]
    depth = len(known.split(".")) + 1 if known else 1
    beside = [path for path in paths if len(path.split(".")) == depth and (not known or path.startswith(f"{known}."))]
    place = f"{item.heading}.{known}" if known else item.heading
    has = f"{place} has {', '.join('.' + path for path in beside)}" if beside else f"{place} has no paragraphs under it"
    return UnknownName(
        f"paragraph {item} is reserved: it holds nothing" if reserved else f"there is no paragraph {item}",
        why="controls and exceptions follow the paragraph",
        remedy=f"{has}; licet eccn {item.heading} shows the entry",
    )


def _family(heading: str) -> list[str]:
    """Entries with the same first two characters and nearest digits."""
    same = [other for other in headings() if other[:2] == heading[:2]]
    return sorted(same, key=lambda other: abs(int(other[2:]) - int(heading[2:])))[:5]


@cache
def _node(heading: str) -> dict[str, Any] | None:
    """An entry's node of its pack, None when the list has no such entry."""
    return _category(heading[0]).get(heading)


@cache
def _category(digit: str) -> dict[str, dict[str, Any]]:
    """The nodes of a category; none when there is no such category."""
    if digit not in CATEGORIES:
        return {}
    nodes: dict[str, dict[str, Any]] = read_yaml(pack_file(f"{FOLDER}/category{digit}"))
    return nodes


@cache
def _rows(heading: str, gone: tuple[int, ...]) -> Rows:
    """The rows of an entry, with those that have gone since, by their places in history.yaml."""
    node = _node(heading) or {}
    since = _raw_history()["controls"].get(heading, ())
    more = [since[place] for place in gone]
    return read_rows(heading, {**node, "controls": [*node.get("controls", ()), *more]})


@cache
def _text(digit: str) -> str:
    """A category file."""
    return pack_file(f"{FOLDER}/category{digit}").read_text("utf-8")


@cache
def _descriptions() -> str:
    """Our own short descriptions, one entry a line."""
    return pack_file(f"{FOLDER}/descriptions").read_text("utf-8")


@cache
def _history() -> dict[str, tuple[Since, ...]]:
    """When entries and paragraphs came and left."""
    found: dict[str, list[Since]] = {}
    for names, rows in _raw_history()["entries"].items():
        for heading in names.split():
            found.setdefault(heading, []).extend(
                Since(
                    row.get("path", ""),
                    date.fromisoformat(row["from"]) if "from" in row else None,
                    date.fromisoformat(row["until"]) if "until" in row else None,
                    row["cite"],
                    row["mark"],
                )
                for row in rows
            )
    return {heading: tuple(rows) for heading, rows in found.items()}


def history() -> Mapping[str, tuple[Since, ...]]:
    """When entries and paragraphs came to the list or left it, by heading, for `licet law diff`."""
    return _history()


def _civ_of(item: Eccn, node: dict[str, Any], rows: Rows) -> tuple[str, ...] | None:
    """What CIV said of an entry: as remembered; nothing where the entry opens no GBS, whose lines CIV repeated or narrowed."""
    known = _civ().get(item.heading)
    opens_gbs = any(line["symbol"] == "GBS" for line in node.get("exceptions", ()))
    return () if known is None and item.group in "ABC" and not opens_gbs and rows.controls else known


@cache
def _civ() -> dict[str, tuple[str, ...]]:
    """Paragraphs with a yes for License Exception CIV in 2020."""
    return {heading: tuple(row["covers"].split()) for heading, row in _raw_history()["civ"].items()}


@cache
def _raw_history() -> dict[str, Any]:
    """history.yaml, read once."""
    raw: dict[str, Any] = read_yaml(pack_file(f"{FOLDER}/history"))
    return raw
