"""What is wrong with the packs of the list, if anything: `licet law check` wants none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from licet.countries import name_of
from licet.errors import LicetError
from licet.law.pack import pack_file
from licet.law.us.ear.part738_country_chart import columns
from licet.law.us.ear.part740_country_groups import groups
from licet.law.us.ear.part774_ccl.entries import Entry
from licet.law.us.ear.part774_ccl.lookup import FOLDER, about, entry, headings, history, issue
from licet.law.us.ear.part774_ccl.reaches import rules
from licet.yaml_text import read_yaml

MARKS = frozenset({"V", "V2", "M-hi", "M-med", "M-lo"})


def problems() -> tuple[str, ...]:
    """Every contradiction in the packs of the list, as "file or entry: what".

    >>> problems()
    ()
    """
    return (*_entries(), *_descriptions(), *_reaches(), *_history())


def _entries() -> Iterator[str]:
    """Rows that name columns, reaches, paragraphs or entries that do not exist."""
    raw = read_yaml(pack_file(f"{FOLDER}/readings"))
    known = {*headings(), *raw["named_but_absent"].split()}
    for heading in headings():
        found = entry(heading, issue())
        if not found.controls:
            yield f"{heading}: neither a license table nor a word on why"
        for control in found.controls:
            if bool(control.column) is bool(control.reach) or (control.column and control.column not in columns()):
                yield f"{heading}: a row of {control.reason} names neither one column nor one reach"
        yield from _scopes(heading, found, known)


def _scopes(heading: str, found: Entry, known: set[str]) -> Iterator[str]:
    """Paragraphs and entries named by an entry's rows and exceptions."""
    for scope in (*(control.scope for control in found.controls), *(term.scope for term in found.terms)):
        for path in {*scope.covers, *scope.excepts} - set(found.paths):
            yield f"{heading}: a row names .{path}, which the entry does not have"
        for place in (*scope.subject, *scope.not_for):
            if "-" not in place and place[:5] not in known:
                yield f"{heading}: a row is about {place}, which the list does not have"


def _descriptions() -> Iterator[str]:
    """Entries nobody described, and descriptions of nothing."""
    told = read_yaml(pack_file(f"{FOLDER}/descriptions"))
    yield from (f"{heading}: not described" for heading in headings() if not about(heading))
    yield from (f"descriptions: {heading} is no entry" for heading in sorted({*told} - {*headings(), "EAR99"}))


def _reaches() -> Iterator[str]:
    """Reaches that name places or groups that do not exist, and rules whose days run backwards."""
    raw = read_yaml(pack_file(f"{FOLDER}/reaches"))
    for code, row in raw["reaches"].items():
        for place in row.get("places", "").split():
            try:
                name_of(place)
            except LicetError:
                yield f"reach {code}: no country {place}"
        yield from (
            f"reach {code}: no group {group}"
            for group in (*row.get("in", "").split(), *row.get("less", "").split())
            if group not in groups()
        )
    for rule, rows in rules().items():
        days = [date.fromisoformat(row["from"]) for row in rows]
        if days != sorted(set(days)):
            yield f"rule {rule}: its days do not run forward"
        yield from _rule(rule, rows, raw["reaches"])


def _rule(rule: str, rows: list[Mapping[str, str]], reaches: Mapping[str, object]) -> Iterator[str]:
    """The values of one rule."""
    for row in rows:
        if row["mark"] not in MARKS:
            yield f"rule {rule}: {row['mark']} is no mark"
        for code in (row["reach"], row.get("enforced_reach", row["reach"])):
            if code not in reaches:
                yield f"rule {rule}: no reach {code}"


def _history() -> Iterator[str]:
    """Histories of entries that never were, that end before they start, or without a mark."""
    for heading, rows in history().items():
        for row in rows:
            if row.start and row.end and row.end <= row.start:
                yield f"{heading}: it left on {row.end}, before it came"
            if row.mark not in MARKS:
                yield f"{heading}: {row.mark} is no mark"
            if heading not in headings() and row.path:
                yield f"{heading}: history of a paragraph of an entry that is not on the list"
            if not re.fullmatch(r"\d[A-E]\d{3}", heading):
                yield f"{heading}: no ECCN"
