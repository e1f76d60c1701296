"""License table rows of the list, from words to facts: reason, column or reach, scope, home section."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from licet.law.us.ear.part774_ccl.document import EntryText
from licet.law.us.ear.part774_ccl.phrases import plain, read_scope
from licet.law.us.ear.part774_ccl.scopes import HOMES, Scope

_START = re.compile(
    r"^(?P<reasons>[A-Z]{2}(?: and [A-Z]{2})*|Russian industry sector sanctions?) appl(?:y|ies)(?: applies)?(?: to)?:?\s*"
    r"(?P<scope>.*)$",
    re.S,
)
_COLUMN = re.compile(r"^(?:[A-Z]{2} )?Column (?P<number>\d)\.?(?:, See § (?P<rule>[\d.()a-z]+) .*)?$")
_PROSE = re.compile(
    r"^(?:Controls?(?:\(s\))?: )?(?:Country Chart\. )?(?P<left>[A-Z]{2}(?: and [A-Z]{2})* appl(?:ies|y) to .*?)"
    r"(?:\. | and (?=a license is required))(?P<right>(?:A license|a license|The Commerce|For licensing).*)$"
)
_SECTION = re.compile(r"§+ ?(?P<section>\d{3}\.\d+(?:\([a-z0-9]+\))*(?:\([ivx]+\))*(?:\([A-Z]\))?)")
#: What a right-hand cell says in words, first match first: pattern, and the reach it states.
_REACHES: tuple[tuple[str, str], ...] = (
    (r"destination worldwide|Worldwide", "worldwide"),
    (r"Macau or a destination specified in Country Group D:5", "macau-d5"),
    (r"Country Groups D:1, D:4, and D:5", "d1-d4-d5-less-a5-a6"),
    (r"China, Russia,? or Venezuela", "cn-ru-ve"),
    (r"(?i:all) destinations, except Canada", "all-but-ca"),
    (r"(?i:all) destinations", "worldwide"),
    (r"Iraq or Pakistan", "iq-pk"),
    (r"to Iran and North Korea", "ir-kp"),
    (r"to Iraq", "iq"),
    (r"to Pakistan", "pk"),
    (r"to North Korea", "kp"),
    (r"746\.1|764\.1\(b\) for UN", "un-arms-embargo"),
    (r"742\.15", "all-but-ca"),
    (r"742\.14", "all-but-au-ca-gb"),
    (r"746\.8", "by-ru"),
    (r"part 754", "worldwide"),
    (r"country in Country Group E:1", "e1"),
    (r"except for Israel and Taiwan", "not-cwc-less-il-tw"),
    (r"non-States Parties|States not Party to the CWC", "not-cwc"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a license table.

    Attributes:
        reason: "NS", "AT"; "RUSSIA" for the industry sector rows.
        column: Chart column "NS 2", or empty when the row states its reach in words.
        reach: Code of the reach in words, "see" when it only names a section; empty with a column.
        rule: Section that carries it, such as "742.6(a)(6)(i)".
        scope: What it covers.
    """

    reason: str
    column: str
    reach: str
    rule: str
    scope: Scope


def line_mark(text: str) -> str:
    """Eight characters that change when the words do, so that a reading by hand is never kept for other words.

    >>> line_mark("AT applies to entire entry") == line_mark("“AT”  applies to entire entry")
    True
    """
    return sha256(plain(text).encode()).hexdigest()[:8]


def read_rows(entry: EntryText, readings: Mapping[str, tuple[Scope, ...]]) -> tuple[list[Row], list[str]]:
    """The rows of an entry, and the lines that nobody has read yet, each with its mark."""
    rows: list[Row] = []
    unread: list[str] = []
    for words, said in _lines(entry):
        start = _START.match(words)
        if not start:
            unread.append(f"{line_mark(words)} {words} || {said}")
            continue
        scopes = _scopes(entry, words, start["scope"], readings)
        if not scopes:
            unread.append(f"{line_mark(words)} {words} || {said}")
            continue
        reasons = ["RUSSIA"] if start["reasons"].startswith("Russian") else start["reasons"].split(" and ")
        for reason in reasons:
            target = _target(reason, said)
            if target is None:
                unread.append(f"{line_mark(words)} {words} || {said}")
                continue
            rows += [replace(target, scope=scope) for scope in scopes]
    return rows, unread


def _scopes(entry: EntryText, words: str, scope: str, readings: Mapping[str, tuple[Scope, ...]]) -> tuple[Scope, ...]:
    """By hand where somebody read the line, else by its wording; empty when neither."""
    if (mark := line_mark(words)) in readings:
        return readings[mark]
    found = read_scope(scope, entry.eccn, entry.paragraphs)
    return (found,) if found else ()


def _lines(entry: EntryText) -> list[tuple[str, str]]:
    """Left and right side of each row; prose beside or in place of a table is cut after what it applies to."""
    lines = []
    for cells in entry.rows:
        left, right = cells[0], " ".join(cells[1:]).strip()
        right = left if right.strip(".") == "N/A" else right
        if match := re.match(r"^(?P<first>[A-Z]{2} applies to entire entry) (?P<next>[A-Z]{2} applies to entire entry)$", left):
            sides = re.split(r"(?<=\d) (?=[A-Z]{2} Column)", right)
            lines += [(match["first"], sides[0]), (match["next"], sides[-1])]
        elif (not right and (match := re.match(r"^(.*? entire entry)[.]? (.*)$", left))) or (
            not right and (match := re.match(r"^(.*?)\. (A license is required.*)$", left))
        ):
            lines.append((match[1], match[2]))
        else:
            lines.append((left, right))
    for words in entry.prose:
        if match := _PROSE.match(words):
            lines.append((match["left"], match["right"]))
    return lines


def _target(reason: str, said: str) -> Row | None:
    """Column or reach from the right-hand cell; None when it says neither."""
    if match := _COLUMN.match(said):
        return Row(reason, f"{reason} {match['number']}", "", match["rule"] or HOMES[reason], Scope())
    if not said and reason in ("MT", "FC"):
        return Row(reason, f"{reason} 1", "", HOMES[reason], Scope())  # a blank cell, and the reason has one column
    section = _SECTION.search(said)
    rule = section["section"] if section else HOMES[reason]
    rule = "746.1(b)" if reason == "UN" else rule
    for pattern, reach in _REACHES:
        if re.search(pattern, said):
            return Row(reason, "", reach, rule if rule.startswith(("742", "746", "754")) else HOMES[reason], Scope())
    return Row(reason, "", "see", rule, Scope()) if section else None
