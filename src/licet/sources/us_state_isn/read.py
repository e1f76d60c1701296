"""Nonproliferation sanctions: CSV of 7, then 31, then 9 columns. A key is name, program and effective day.

One vintage went through an OEM code page: its byte 0xFF is a no-break space. Until 2015 lifted sanctions stayed in the
file with the day they were lifted, sometimes in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from licet.facts import Fact, Interval
from licet.listings import Debarment, Listing
from licet.parties import Address, Name, Party, Strength
from licet.sources.bis.publication import Keys
from licet.sources.days import day
from licet.sources.document import Document
from licet.sources.ofac.remarks import country_code
from licet.sources.table import decode, delimited, table

_SHORT_YEAR = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)")


def read(document: Document) -> Iterator[Fact[Listing]]:
    """Sanctioned parties, one fact a row."""
    file = document.file
    keys = Keys()
    text = decode(file, "ascii", "utf-8-sig", "cp1252").replace("\u00ff", "\u00a0")
    for row in table(document, file, delimited(file, text, strict=True)):
        name = row["Name"]
        if not any(words.strip() for words in row.words()):
            document.tally.set_aside(file, row.locator, "every field is empty", [])
            continue
        if not name:
            document.tally.set_aside(file, row.locator, "it names nobody", row.words())
            continue
        start = day(row["Effective Date"])
        lifted = row.get("Date Lifted/Waived/Expired") or ""
        end = _first_day(lifted)
        if lifted and end is None:
            document.tally.note(f"{row.locator}: lifted {lifted!r} is no day; it counts as in force")
        if start and end and end < start:
            document.tally.note(f"{row.locator}: lifted on {end}, before it took effect on {start}; the words are kept")
            end = None
        country = country_code(row.get("Country"))
        program, notice = row["Programs"], row["Federal Register Notice"]
        key = keys.take(f"{name} {start or ''}", None, program, notice, country or "")  # older layouts leave the country out
        aliases = [
            part.strip() for column in ("Alternative Names", "Alternate Name") for part in (row.get(column) or "").split(";")
        ]
        place = ", ".join(part for column in ("Address", "City", "Country") if (part := row.get(column)))
        party = Party(
            id=document.id(key),
            names=tuple(dict.fromkeys([Name(name), *(Name(alias, Strength.STRONG) for alias in aliases if alias)])),
            addresses=(Address(place, country=country),) if row.get("Address") else (),
            country=country,
            remarks=row.get("Remarks/Notes"),
        )
        yield document.fact(
            key=key,
            value=Debarment(
                list_id=document.spec.id, party=party, programs=(program,) if program else (), cite=notice or None,
                raw=tuple((column, words) for column in row.values if (words := row.get(column))),
            ),
            valid=Interval(start, end),
            file=file,
            locator=row.locator,
        )  # fmt: skip


def _first_day(text: str) -> date | None:
    """The first day named in words such as "09/19/05; Permanently waived on 03/18/07"."""
    found = _SHORT_YEAR.search(text)
    if found is None:
        return None
    year = found[3] if len(found[3]) == 4 else f"20{found[3]}" if int(found[3]) < 70 else f"19{found[3]}"
    return day(f"{found[1]}/{found[2]}/{year}")
