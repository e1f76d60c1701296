"""The Denied Persons List: tab-separated text, one row for each address of a person under an order.

The file has no identifier. A fact's key is the name as published and the day the order took effect; rows that agree on
these, on the last day and on the standard terms are one order with several addresses. Exact repetitions are counted.
"""

from __future__ import annotations

from collections.abc import Iterator

from licet.facts import Fact, Interval
from licet.listings import DenialOrder, Listing
from licet.parties import Address, Name, Party
from licet.sources.days import day, notices
from licet.sources.document import Document
from licet.sources.table import Row, decode, delimited, slug, table, tidy

_STANDARD = {"Y": True, "N": False, "": None}


def read(document: Document) -> Iterator[Fact[Listing]]:
    """Denied persons, one fact an order."""
    file = document.file
    records = delimited(file, decode(file, "utf-8-sig", "cp1252"), delimiter="\t")
    orders: dict[tuple[str, str, str, bool | None], list[Row]] = {}
    seen: set[tuple[str, ...]] = set()
    for row in table(document, file, records, short_rows=True):
        if reason := _unreadable(row):
            document.tally.set_aside(file, row.locator, reason, row.words())
            continue
        words = tuple(row.words())
        if words in seen:
            document.tally.repeated += 1
            continue
        seen.add(words)
        if row["Last_Update"] and day(row["Last_Update"]) is None:
            document.tally.note(f"{row.locator}: Last_Update {row['Last_Update']!r} cannot be; the words are kept")
        starts, ends = day(row["Effective_Date"]), day(row["Expiration_Date"])
        if row["Expiration_Date"] and (ends is None or (starts is not None and ends < starts)):
            document.tally.note(f"{row.locator}: Expiration_Date {row['Expiration_Date']!r} cannot be; it counts as in force")
        standard = _STANDARD[row["Standard_Order"].upper()]
        orders.setdefault((row["Name"], row["Effective_Date"], row["Expiration_Date"], standard), []).append(row)
    taken: set[str] = set()
    for (name, effective, expires, standard), rows in sorted(orders.items(), key=lambda item: item[1][0].number):
        key = _key(name, effective, expires, standard, taken)
        notice = "; ".join(dict.fromkeys(cite for row in rows for cite in notices(row["FR_Citation"])))
        yield document.fact(
            key=key,
            value=DenialOrder(
                list_id=document.spec.id,
                party=Party(
                    id=document.id(key),
                    names=(Name(name, raw=rows[0].raw("Name") if rows[0].raw("Name") != name else None),),
                    addresses=tuple(dict.fromkeys(filter(None, map(_address, rows)))),
                    country=next((row["Country"].upper() for row in rows if row["Country"]), None),
                ),
                standard_terms=standard,
                cite=notice or None,
                raw=_raw(rows),
            ),
            valid=_period(effective, expires),
            file=file,
            locator=", ".join(row.locator for row in rows),
        )


def _unreadable(row: Row) -> str | None:
    """Why a row cannot become a denial, or None."""
    if not any(value.strip() for value in row.values.values()):
        return "every field is empty"
    if not row["Name"]:
        return "it names nobody"
    if day(row["Effective_Date"]) is None:
        return f"Effective_Date {row['Effective_Date']!r} is no day"
    if row["Standard_Order"].upper() not in _STANDARD:
        return f"Standard_Order {row['Standard_Order']!r} is none of Y, N or empty"
    return None


def _period(effective: str, expires: str) -> Interval:
    """When the order binds. An end that cannot be never frees anybody: the order counts as in force."""
    starts, ends = day(effective), day(expires)
    return Interval.through(starts, ends if starts is not None and ends is not None and ends >= starts else None)


def _key(name: str, effective: str, expires: str, standard: bool | None, taken: set[str]) -> str:
    """Name and first day; with the last day, then the terms, only where one list holds several such orders."""
    starts, ends = day(effective), day(expires)
    key = f"{slug(name)}-{starts}"
    for further in (f"until-{ends}", f"standard-{standard}"):
        if key not in taken:
            break
        key = f"{key}-{further}"
    taken.add(key)
    return key


def _address(row: Row) -> Address | None:
    """The row's address, None when it has none."""
    street, city, state = row["Street_Address"], row["City"], row["State"]
    code, country = row["Postal_Code"], row["Country"].upper()
    text = ", ".join(part for part in (street, city, f"{state} {code}".strip(), country) if part)
    if not text:
        return None
    return Address(text, city=city or None, region=state or None, postal_code=code or None, country=country or None)


def _raw(rows: list[Row]) -> tuple[tuple[str, str], ...]:
    """The words of the columns that were cleaned or are free text."""
    columns = ("Action", "FR_Citation", "Last_Update", "Standard_Order")
    found = ((column, tidy(row.raw(column))) for row in rows for column in columns)
    return tuple(dict.fromkeys((column, words) for column, words in found if words))
