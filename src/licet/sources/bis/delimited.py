"""BIS's own CSV files of 2013 to 2021: one row for each address and alias of an entry, in up to 31 columns.

Header fields may be followed by empty ones; some files hold C1 control characters where typographic quotes were meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from licet.facts import Fact, Interval
from licet.listings import Listing
from licet.parties import Address, Name, Party, Strength
from licet.sources.bis.publication import Keys
from licet.sources.days import day, notices
from licet.sources.document import Document, File
from licet.sources.ofac.remarks import country_code
from licet.sources.table import Row, decode, delimited, table, tidy

Make = Callable[[str, Party, dict[str, str], str | None], Listing]
_KEPT = ("License Requirement", "License Policy", "Federal Register Notice", "Effective Date", "Standard Order",
         "Remarks/Notes", "Title", "Date Lifted/Waived/Expired", "Web Link")  # fmt: skip


def is_xml(file: File) -> bool:
    """Whether a file is XML rather than CSV."""
    return file.content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def read_bis_csv(document: Document, make: Make) -> Iterator[Fact[Listing]]:
    """One fact for the rows that share name, notice, requirement and day."""
    file = document.file
    text = decode(file, "utf-8-sig", "cp1252").translate(_C1)
    records = ([tidy(cell) for cell in record] for record in delimited(file, text))
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in table(document, file, _trimmed(records), short_rows=True):
        name = row.get("Name") or row.get("NAME")
        if not name:
            document.tally.set_aside(file, row.locator, "it names nobody", row.words())
            continue
        same = (name, *(row.get(column) or "" for column in _KEPT[:4]), row.get("Country") or row.get("COUNTRY") or "")
        groups.setdefault(same, []).append(row)
    keys = Keys()
    for (name, *_, country), rows in groups.items():
        first = rows[0]
        cite = "; ".join(notices(first.get("Federal Register Notice") or "")) or None
        code = country_code(country)
        addresses = tuple(dict.fromkeys(filter(None, map(_address, rows))))
        key = keys.take(name, code, cite or "", *(address.text for address in addresses))
        aliases = (Name(alias, Strength.STRONG) for row in rows if (alias := row.get("Alternate Name")))
        party = Party(
            id=document.id(key),
            names=tuple(dict.fromkeys([Name(name), *aliases])),
            addresses=addresses,
            country=code,
            remarks=first.get("Remarks/Notes"),
        )
        columns = {column: first.get(column) or "" for column in _KEPT}
        yield document.fact(
            key=key,
            value=make(document.spec.id, party, columns, cite),
            valid=Interval.through(day(first.get("Effective Date") or ""), day(first.get("Date Lifted/Waived/Expired") or "")),
            file=file,
            locator=", ".join(row.locator for row in rows),
        )


def _trimmed(records: Iterator[list[str]]) -> Iterator[list[str]]:
    """Records without the empty columns at the right of these files."""
    width: int | None = None
    for record in records:
        if width is None:
            while record and not record[-1]:
                record.pop()
            width = len(record)
            yield record
        elif any(record):
            yield record[:width] if not any(record[width:]) else record


def _address(row: Row) -> Address | None:
    street = row.get("Address") or row.get("ADDRESS")
    country = row.get("Country") or row.get("COUNTRY")
    city, region, code = row.get("City"), row.get("State/Province"), row.get("Postal Code")
    parts = [part for part in (street, city, region, code, country) if part]
    if not street and not city:
        return None
    return Address(", ".join(parts), city=city, region=region, postal_code=code, country=country_code(country))


_C1 = {number: bytes([number]).decode("cp1252", "replace") for number in range(0x80, 0xA0)}
