"""AECA debarred parties: CSV whose columns changed four times. A party's key is its name and the notice that barred it.

Aliases stand in a column of their own (2014) or in the name: "Ahmed, Tariq (a.k.a. Tariq Amin; Tariq Ahmad Amin)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from licet.facts import Fact, Interval
from licet.listings import Debarment, Listing
from licet.parties import Name, Party, PartyKind, Strength
from licet.sources.bis.publication import Keys
from licet.sources.days import day, notices
from licet.sources.document import Document
from licet.sources.table import Row, decode, delimited, table, tidy

_AKA = re.compile(r"\(?\b(?P<kind>[af])\.\s?k\.\s?a\.?,?\s*", re.IGNORECASE)
_MONTH = re.compile(r"^(January|February|March|April|May|June|July|August|September|October|November|December),? (\d{4})$")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_SAME = {
    "Debarred Party Full Name": "Party Name", "Debarred Party Full Name and Alias": "Party Name",
    "Date of Birth - PUBLIC RELEASE": "Date of Birth", "Date Of Birth": "Date of Birth", "Federal Register Notice": "Notice",
}  # fmt: skip
"""Columns that were renamed: a new heading over the same words is no change of an entry."""


def read(document: Document) -> Iterator[Fact[Listing]]:
    """Debarred parties, one fact a row."""
    file = document.file
    keys = Keys()
    records = delimited(file, decode(file, "ascii", "utf-8-sig", "cp1252"), strict=True)
    for row in table(document, file, records):
        name = _first(row, "Debarred Party Full Name and Alias", "Party Name", "Debarred Party Full Name")
        notice = _first(row, "Notice", "Federal Register Notice")
        if not name:
            document.tally.set_aside(file, row.locator, "it names nobody", row.words())
            continue
        corrected = row.get("Corrected Notice") or ""
        cite = "; ".join(notices(f"{notice} ; {corrected}")) or notice or None
        names = list(_names(name, row.get("Alias") or ""))
        key = keys.take(names[0].text, None, "; ".join(notices(notice)) or notice, name)
        born = _first(row, "Date of Birth", "Date Of Birth", "Date of Birth - PUBLIC RELEASE")
        person = PartyKind.PERSON if born or (row.get("Debarred Party Given Names") and not row.get("Corp")) else PartyKind.UNKNOWN
        kind = PartyKind.ORGANIZATION if row.get("Corp") else person
        party = Party(
            id=document.id(key), kind=kind, names=tuple(dict.fromkeys(names)), birth_dates=(_birth(born),) if born else ()
        )
        yield document.fact(
            key=key,
            value=Debarment(
                list_id=document.spec.id, party=party, programs=("AECA",), cite=cite,
                raw=tuple((_SAME.get(column, column), text) for column in row.values if (text := row.get(column))),
            ),
            valid=Interval(day(row.get("Eff. Date") or "") or day(_first(row, "Notice Date"))),
            file=file,
            locator=row.locator,
        )  # fmt: skip


def _first(row: Row, *columns: str) -> str:
    """The first of these columns that the layout has."""
    return next((tidy(row.values[column]) for column in columns if column in row.values), "")


def _names(text: str, aliases: str) -> Iterator[Name]:
    """The name, then the aliases within it or in their column."""
    found = _AKA.search(text)
    yield Name(text[: found.start()].strip(" ,;(") if found else text, raw=text if found else None)
    for words in (text[found.start() :] if found else "", aliases):
        kind = Strength.STRONG
        for part in words.split(";"):
            marker = _AKA.search(part)
            kind = Strength.FORMER if marker and marker["kind"].lower() == "f" else Strength.STRONG if marker else kind
            said = _AKA.sub("", part).strip(" ,;")
            said = said[:-1] if said.endswith(")") and said.count(")") > said.count("(") else said
            said = said[1:] if said.startswith("(") and said.count("(") > said.count(")") else said
            if said.strip():
                yield Name(said.strip(), kind)


def _birth(text: str) -> str:
    """ "November, 1981" as "1981-11"; "x/x/1942" as "1942"."""
    if found := _MONTH.match(text):
        return f"{found[2]}-{_MONTHS.index(found[1]) + 1:02d}"
    if found := re.match(r"^x/x/(\d{4})$", text):
        return found[1]
    read_ = day(text)
    return read_.isoformat() if read_ else text
