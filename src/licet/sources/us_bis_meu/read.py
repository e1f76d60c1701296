"""The Military End-User List: Supplement No. 7 to part 744 in eCFR XML, or BIS's own CSV.

Rows that say that subordinate institutions follow are headings; a row without a citation has that of the entry above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from licet.facts import Fact, Interval
from licet.listings import Listing, MilitaryEndUser
from licet.parties import Party
from licet.sources.bis.cells import read_cell
from licet.sources.bis.delimited import is_xml, read_bis_csv
from licet.sources.bis.publication import Keys, cited
from licet.sources.bis.supplements import supplement_rows
from licet.sources.document import Document
from licet.sources.table import tidy

COLUMNS = ("Entity", "Federal Register citation")
_HEADING = re.compile(
    r"^(?:The following \w+ subordinate instituti?ons? of (?P<parent>.+?)|Subordinate institu(?:ti|i)ons?):?$",
    re.IGNORECASE,
)


def read(document: Document) -> Iterator[Fact[Listing]]:
    """Military end users, one fact a row that names one."""
    if not is_xml(document.file):
        yield from read_bis_csv(document, _listing_of_csv)
        return
    keys = Keys()
    citation, parent = "", None
    for row in supplement_rows(document, 7, COLUMNS):
        text = tidy(row.cells[0])
        if row.reserved:
            document.tally.note(f"{row.locator} ({row.heading}) is reserved")
            continue
        if heading := _HEADING.match(text):
            parent = heading["parent"] or parent
            document.tally.note(f"{row.locator} is a heading: {text}")
            continue
        if not text:
            document.tally.set_aside(document.file, row.locator, "it names nobody", row.cells)
            continue
        under = parent if not tidy(row.cells[1]) else None
        citation = row.cells[1] if tidy(row.cells[1]) else citation
        cell = read_cell(row.cells[0], row.country)
        cite, first = cited(citation)
        key = keys.take(cell.key_words, row.country, cite or "", *(address.text for address in cell.addresses))
        party = Party(
            id=document.id(key), names=tuple(dict.fromkeys(cell.names)), addresses=tuple(cell.addresses),
            country=row.country, remarks="; ".join(cell.remarks) or None,
        )  # fmt: skip
        raw = [("Country", row.heading), (COLUMNS[0], row.cells[0]), (COLUMNS[1], tidy(row.cells[1]))]
        raw += [("Part of", under)] if under else []
        yield document.fact(
            key=key, value=MilitaryEndUser(list_id=document.spec.id, party=party, cite=cite, raw=tuple(raw)),
            valid=Interval(first), file=document.file, locator=row.locator,
        )  # fmt: skip


def _listing_of_csv(list_id: str, party: Party, columns: dict[str, str], cite: str | None) -> Listing:
    return MilitaryEndUser(list_id=list_id, party=party, cite=cite, raw=tuple((k, v) for k, v in columns.items() if v))
