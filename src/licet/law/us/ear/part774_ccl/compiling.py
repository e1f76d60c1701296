"""From the regulation's XML to the category packs: facts only, in one fixed form, so that a second run changes nothing.

What the wording states plainly is read by rule (`rows`, `terms`); the rest was read by a person and stands in
`readings.yaml` under the mark of the line it reads. A line that neither covers stops the run and is shown with its mark.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from textwrap import wrap
from typing import Any

from licet.errors import SourceChanged
from licet.law.pack import pack_file
from licet.law.us.ear.part774_ccl.document import CclDocument, EntryText, read_document
from licet.law.us.ear.part774_ccl.paragraphs import CATEGORIES
from licet.law.us.ear.part774_ccl.phrases import siblings
from licet.law.us.ear.part774_ccl.rows import Row, line_mark, read_rows
from licet.law.us.ear.part774_ccl.scopes import HOMES, Scope, Terms
from licet.law.us.ear.part774_ccl.terms import read_terms
from licet.yaml_text import read_yaml

FOLDER = "us/ear/part774_ccl"
_ELSEWHERE = re.compile(r"subject to the\W+ITAR|export licensing authority of the U\.S\. Department of State", re.I)


@dataclass(frozen=True, slots=True)
class Compiled:
    """An entry as the pack holds it.

    Attributes:
        text: The entry's lines it was compiled from.
        status: "", or why it asks nothing itself: "itar", "elsewhere", "supplement 5".
        rows: License table.
        terms: Exceptions.
        paths: Every paragraph, parents included, in order.
        reserved: Paragraphs that stand empty.
    """

    text: EntryText
    status: str
    rows: tuple[Row, ...]
    terms: tuple[Terms, ...]
    paths: tuple[str, ...]
    reserved: tuple[str, ...]


def compile_ccl(file: Path, issue: str) -> dict[str, str]:
    """The category packs compiled from eCFR XML of Supplement No. 1 to part 774: file name to its text.

    Args:
        file: The XML, plain or gzipped.
        issue: The day of the issue, as the packs state it: "2026-06-24".

    Raises:
        BadFile: The file is not that supplement.
        SourceChanged: It holds lines nobody has read yet; the message shows them with their marks.
    """
    entries = compiled(read_document(file))
    return {
        f"category{digit}.yaml": _pack(digit, [entry for entry in entries if entry.text.eccn[0] == digit], issue)
        for digit in CATEGORIES
    }


def compiled(document: CclDocument) -> tuple[Compiled, ...]:
    """Every entry of the document, read by rule or by hand.

    Raises:
        SourceChanged: Lines are left that neither reads.
    """
    raw = read_yaml(pack_file(f"{FOLDER}/readings"))
    unread: list[str] = []
    found: list[Compiled] = []
    for text in document.entries:
        paths = _with_parents(text.paragraphs)
        text.paragraphs = list(paths)
        scopes = _scopes_by_mark(raw["rows"].get(text.eccn, ()), paths)
        terms_by_mark = _terms_by_mark(raw["terms"].get(text.eccn, ()), paths)
        rows, left = read_rows(text, scopes)
        noted, left_notes = _noted(text, raw["notes"])
        rows += noted
        left += left_notes + _differing(text, rows, raw["reasons_differ"])
        terms, left_terms = read_terms(text, terms_by_mark)
        unread += [f"{text.eccn} {line}" for line in (*left, *left_terms)]
        named = _named(paths, rows, terms)
        reserved = tuple(path for path in dict.fromkeys(text.reserved) if path not in named)
        found.append(Compiled(text, _status(text, rows), tuple(rows), tuple(terms), named, reserved))
    if unread:
        raise SourceChanged(
            f"{len(unread)} lines of the list need a reading by hand:\n  " + "\n  ".join(unread),
            why="a line that is not understood must not be compiled",
            remedy=f"read them and add them, under their marks, to {FOLDER}/readings.yaml",
        )
    return tuple(found)


def _scopes_by_mark(rows: Iterable[Mapping[str, str]], paths: Sequence[str]) -> dict[str, tuple[Scope, ...]]:
    """Readings of license table lines, by mark."""
    by_mark: dict[str, list[Scope]] = defaultdict(list)
    for row in rows:
        by_mark[row["of"]].append(_scope(row, paths))
    return {mark: tuple(scopes) for mark, scopes in by_mark.items()}


def _terms_by_mark(rows: Iterable[Mapping[str, str]], paths: Sequence[str]) -> dict[str, tuple[Terms, ...]]:
    """Readings of exception lines, by mark."""
    by_mark: dict[str, list[Terms]] = defaultdict(list)
    for row in rows:
        terms = by_mark[row["of"]]
        if row.get("reads") != "nothing":
            terms.append(
                Terms(
                    row["symbol"],
                    _scope(row, paths),
                    Decimal(row["usd"]) if "usd" in row else None,
                    tuple(row.get("unless", "").split()),
                    _places(row.get("to", "")),
                    _places(row.get("not_to", "")),
                )
            )
    return {mark: tuple(terms) for mark, terms in by_mark.items()}


def _noted(text: EntryText, readings: Mapping[str, Sequence[Mapping[str, str]]]) -> tuple[list[Row], list[str]]:
    """Rows that an entry's License Requirement Notes add, and notes nobody has read yet."""
    known = [row for names, rows in readings.items() if text.eccn in names.split() for row in rows]
    read = {mark for row in known for mark in row["of"].split()}
    rows = [
        Row(row["reason"], "", row["reach"], row["rule"], _scope(row, text.paragraphs))
        for row in known
        if row.get("reads") != "nothing"
    ]
    return rows, [f"{line_mark(note)} {note}" for note in text.notes if line_mark(note) not in read]


def _differing(text: EntryText, rows: Iterable[Row], known: Mapping[str, str]) -> list[str]:
    """A complaint when the reasons an entry announces are not those of its rows."""
    announced = set(re.findall(r"\b(?:NS|MT|NP|CB|CC|RS|AT|UN|SL|SI|EI|FC|CW|SS)(?=\d?\b)", text.reasons))
    found = {row.reason for row in rows} - {"RUSSIA"}
    if announced == found or not announced or any(text.eccn in names.split() for names in known):
        return []
    return [f"announces {', '.join(sorted(announced))} but its rows are {', '.join(sorted(found))}"]


def _also(text: EntryText) -> list[str]:
    """Sections of parts 743 and 744 that an entry points to besides its table."""
    return sorted(set(re.findall(r"§ (74[34]\.\d+)", " ".join((*text.prose, *text.notes)))))


def _places(text: str) -> tuple[str, ...]:
    """ "A:5 A:6" is two groups; "RS 2" is one column."""
    return tuple(re.findall(r"[A-Z]{2} \d|\S+", text))


def _scope(row: Mapping[str, str], paths: Sequence[str]) -> Scope:
    """A scope as `readings.yaml` writes it; ranges such as "a.2-a.14" are spelled out."""
    return Scope(
        covers=_spelled(row.get("covers", ""), paths),
        excepts=_spelled(row.get("except", ""), paths),
        subject=tuple(row.get("for", "").split()),
        not_for=tuple(row.get("not_for", "").split()),
        same=row.get("same") == "yes",
        condition=row.get("if", ""),
    )


def _spelled(text: str, paths: Sequence[str]) -> tuple[str, ...]:
    """Paths with ranges spelled out."""

    spelled: list[str] = []
    for word in text.split():
        first, dash, last = word.partition("-")
        spelled += siblings(first, last, paths) if dash else [first]
    return tuple(spelled)


def _with_parents(labels: Iterable[str]) -> tuple[str, ...]:
    """Each label once, after its parents, in the order of the list."""
    ordered: dict[str, None] = {}
    for label in labels:
        parts = label.split(".")
        for depth in range(1, len(parts) + 1):
            ordered.setdefault(".".join(parts[:depth]))
    return tuple(ordered)


def _named(paths: Sequence[str], rows: Iterable[Row], terms: Iterable[Terms]) -> tuple[str, ...]:
    """The entry's paragraphs, with those that only its own tables name."""
    named = dict.fromkeys(paths)
    for scope in (*(row.scope for row in rows), *(term.scope for term in terms)):
        named.update(dict.fromkeys(_with_parents((*scope.covers, *scope.excepts))))
    return tuple(sorted(named, key=_order))


def _order(path: str) -> tuple[tuple[int, int, str], ...]:
    """Paragraphs in the order people count: a.2 before a.10."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in path.split("."))


def _status(text: EntryText, rows: Sequence[Row]) -> str:
    """Why an entry without rows asks nothing itself."""
    if rows:
        return ""
    if text.eccn[2:] == "521":
        return "supplement 5"
    return "itar" if _ELSEWHERE.search(f"{text.heading} {' '.join(text.prose)}") else "elsewhere"


def _pack(digit: str, entries: Sequence[Compiled], issue: str) -> str:
    """One category as YAML, in the order of the list."""
    lines = [
        f"# Commerce Control List, category {digit}: {CATEGORIES[digit]} (Supplement No. 1 to part 774).",
        "# Compiled by `licet law compile` from the eCFR; do not edit. How to read a row: see entries.py.",
        f"# issue {issue}",
    ]
    for entry in sorted(entries, key=lambda entry: entry.text.eccn):
        lines += _entry(entry)
    return "\n".join(lines) + "\n"


def _entry(entry: Compiled) -> list[str]:
    """One entry as YAML lines, its number in the first column."""
    lines = [f"{entry.text.eccn}:"]
    if entry.status:
        lines.append(f"  status: {entry.status}")
    reasons = dict.fromkeys(row.reason for row in entry.rows)
    if reasons:
        lines.append(f"  reasons: {', '.join(reasons)}")
    if also := _also(entry.text):
        lines.append(f"  also: {' '.join(also)}")
    if entry.paths:
        lines += ["  paragraphs: >-", *(f"    {line}" for line in wrap(" ".join(entry.paths), 112, break_on_hyphens=False))]
    if entry.reserved:
        lines += ["  reserved: >-", *(f"    {line}" for line in wrap(" ".join(entry.reserved), 112))]
    if entry.rows:
        lines += ["  controls:", *(f"    - {_row(row)}" for row in entry.rows)]
    if entry.terms:
        lines += ["  exceptions:", *(f"    - {_term(term)}" for term in entry.terms)]
    return lines if len(lines) > 1 else [f"{entry.text.eccn}: {{}}"]


def _row(row: Row) -> str:
    """A license table row as a flow mapping; the usual rule of its reason is left out."""

    rule = row.rule if row.rule != HOMES[row.reason] else ""
    return _flow({"reason": row.reason, "column": row.column, "reach": row.reach, "rule": rule, **_said(row.scope)})


def _term(term: Terms) -> str:
    """An exception line as a flow mapping."""
    return _flow(
        {
            "symbol": term.symbol, "usd": term.usd, **_said(term.scope), "unless": " ".join(term.unless),
            "to": " ".join(term.to), "not_to": " ".join(term.not_to),
        }
    )  # fmt: skip


def _said(scope: Scope) -> dict[str, str]:
    """A scope's keys."""
    return {
        "covers": " ".join(scope.covers), "except": " ".join(scope.excepts), "for": " ".join(scope.subject),
        "not_for": " ".join(scope.not_for), "same": "yes" if scope.same else "", "if": scope.condition,
    }  # fmt: skip


def _flow(pairs: Mapping[str, Any]) -> str:
    """A flow mapping of what is not empty; text with marks of YAML's own is quoted."""
    said = {key: str(value) for key, value in pairs.items() if value not in (None, "")}
    return "{" + ", ".join(f"{key}: {_quoted(value)}" for key, value in said.items()) + "}"


def _quoted(value: str) -> str:
    """Text as YAML: quoted when it holds a mark of YAML's own."""
    return '"' + value.replace('"', '\\"') + '"' if re.search(r"[:#,{}\[\]\"]", value) else value
