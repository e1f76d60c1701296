"""Pages of the law book: dated values as lines, the source of the rules that read them, and plain text of values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from licet.citations import Citation
from licet.law.cases import Case
from licet.law.pack import DatedValue, Series

_ROOT = Path(__file__).parent


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


def lines_of(found: Series, on: date) -> Iterator[Line]:
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


def rules_of(pack: str, name: str | None) -> Iterator[Rule]:
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
