"""The Unverified List: Supplement No. 6 to part 744 in eCFR XML, or BIS's own CSV."""

from __future__ import annotations

from collections.abc import Iterator

from licet.facts import Fact, Interval
from licet.listings import Listing, Unverified
from licet.parties import Party
from licet.sources.bis.cells import read_cell
from licet.sources.bis.delimited import is_xml, read_bis_csv
from licet.sources.bis.publication import Keys, cited
from licet.sources.bis.supplements import supplement_rows
from licet.sources.document import Document
from licet.sources.table import tidy

COLUMNS = ("Listed person and address", "Federal Register citation")


def read(document: Document) -> Iterator[Fact[Listing]]:
    """Unverified persons, one fact a row."""
    if not is_xml(document.file):
        yield from read_bis_csv(document, _listing_of_csv)
        return
    keys = Keys()
    for row in supplement_rows(document, 6, COLUMNS):
        if row.reserved:
            document.tally.note(f"{row.locator} ({row.heading}) is reserved")
            continue
        if not tidy(row.cells[0]):
            document.tally.set_aside(document.file, row.locator, "it names nobody", row.cells)
            continue
        cell = read_cell(row.cells[0], row.country)
        cite, first = cited(row.cells[1])
        key = keys.take(cell.key_words, row.country, cite or "", *(address.text for address in cell.addresses))
        party = Party(
            id=document.id(key), names=tuple(dict.fromkeys(cell.names)), addresses=tuple(cell.addresses),
            country=row.country, remarks="; ".join(cell.remarks) or None,
        )  # fmt: skip
        raw = (("Country", row.heading), (COLUMNS[0], row.cells[0]), (COLUMNS[1], tidy(row.cells[1])))
        yield document.fact(
            key=key, value=Unverified(list_id=document.spec.id, party=party, cite=cite, raw=raw),
            valid=Interval(first), file=document.file, locator=row.locator,
        )  # fmt: skip


def _listing_of_csv(list_id: str, party: Party, columns: dict[str, str], cite: str | None) -> Listing:
    return Unverified(list_id=list_id, party=party, cite=cite, raw=tuple((k, v) for k, v in columns.items() if v))
