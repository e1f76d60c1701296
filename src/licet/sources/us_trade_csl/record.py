"""One entry of the Consolidated Screening List, from a row of the CSV or an object of the JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from licet.parties import Address, Identifier
from licet.sources.bis.cells import country_of
from licet.sources.ofac.remarks import country_code, read_identifier
from licet.sources.table import tidy

_CODE = re.compile(r",? ?\b[A-Z]{2}$")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_TEXT = ("source", "entity_number", "type", "name", "title", "federal_register_notice", "start_date", "end_date",
         "standard_order", "license_requirement", "license_policy", "call_sign", "vessel_type", "gross_tonnage",
         "gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks")  # fmt: skip
_LISTS = ("programs", "alt_names", "citizenships", "dates_of_birth", "nationalities", "places_of_birth")


@dataclass(frozen=True, slots=True)
class Record:
    """Text fields, tidy and empty when absent; lists; and the addresses and identifiers read.

    Attributes:
        name: As published, spaces at its ends included.
        ids: Documents and remarks as published.
    """

    text: dict[str, str]
    name: str
    lists: dict[str, tuple[str, ...]]
    addresses: tuple[Address, ...]
    ids: tuple[str, ...]

    @property
    def same(self) -> tuple[object, ...]:
        """What rows must share to be one entry with several addresses."""
        return (*self.text.values(), *self.lists.values(), self.ids)

    def identifiers(self) -> tuple[list[Identifier], list[str]]:
        """Numbers, and what is no number ("Gender: Male")."""
        numbers: list[Identifier] = []
        rest: list[str] = []
        for words in self.ids:
            found = read_id(words)
            if found is None:
                rest.append(words)
            else:
                numbers.append(found)
        return numbers, rest


def of_row(values: Mapping[str, str]) -> Record:
    """A row of the CSV, whose lists are joined by "; "."""
    return Record(
        {column: tidy(words) if (words := values[column]) else "" for column in _TEXT},
        values["name"],
        {column: _items(words) if (words := values[column]) else () for column in _LISTS},
        tuple([read_address(words) for words in split_addresses(values["addresses"])]),
        _items(values["ids"]),
    )


def _items(text: str) -> tuple[str, ...]:
    """The items of a field, tidy."""
    return tuple([item for part in text.split("; ") if (item := tidy(part))])


def misshapen(found: Mapping[str, Any]) -> str | None:
    """Which field of an object is not of the kind it has in the JSON, None when all are.

    >>> misshapen({"name": "A", "alt_names": "B"}), misshapen({"name": "A", "addresses": [{"city": "Havana"}]})
    ('alt_names is no list', None)
    """
    for column in (*_LISTS, "addresses", "ids"):
        items = found.get(column) or []
        if not isinstance(items, list):
            return f"{column} is no list"
        if column in ("addresses", "ids") and not all(isinstance(item, dict) for item in items):
            return f"{column} is no list of objects"
    plain = (str, int, float, type(None))
    return next((f"{column} is no text" for column in _TEXT if not isinstance(found.get(column), plain)), None)


def of_object(found: Mapping[str, Any]) -> Record:
    """An object of the JSON, whose lists are lists and whose addresses are objects."""
    return Record(
        {column: tidy(str(found.get(column) or "")) for column in _TEXT},
        str(found.get("name") or ""),
        {column: tuple(tidy(str(item)) for item in found.get(column) or () if item) for column in _LISTS},
        tuple(_address_object(item) for item in found.get("addresses") or () if any(item.values())),
        tuple(
            ", ".join(str(item[part]) for part in ("country", "expiration_date", "issue_date", "number", "type") if item.get(part))
            for item in found.get("ids") or ()
        ),
    )


def split_addresses(text: str) -> list[str]:
    """The addresses of a field: parts at "; ", joined again where a part names no country and the next one does.

    >>> split_addresses("Room 1; 2 Peking Road, Shanghai, CN; Moscow, Russia; 3 Lenin St., Minsk, BY")
    ['Room 1; 2 Peking Road, Shanghai, CN', 'Moscow, Russia', '3 Lenin St., Minsk, BY']
    """
    parts = _items(text)
    found: list[str] = []
    open_part = ""
    for part in parts:
        open_part = f"{open_part}; {part}" if open_part else part
        if _CODE.search(part) or country_of(part):
            found.append(open_part)
            open_part = ""
    return [*found, open_part] if open_part else found


def read_address(words: str) -> Address:
    """An address, which as a rule ends in an ISO country code."""
    tail = words.rpartition(",")[2].strip()
    code = country_code(tail) if len(tail) == 2 and tail.isupper() else country_of(words)
    return Address(words, country=code)


def _address_object(item: Mapping[str, Any]) -> Address:
    street, city, region, code, country = (
        tidy(str(item.get(part) or "")) for part in ("address", "city", "state", "postal_code", "country")
    )
    text = ", ".join(part for part in (street, city, region, code, country) if part)
    return Address(text, city=city or None, region=region or None, postal_code=code or None, country=country_code(country))


def read_id(words: str) -> Identifier | None:
    """A document: country, last and first day, number and kind, each where known; None when it is no number.

    >>> read_id("PK, 2013-09-09, 2008-09-09, 4117921, Passport")
    Identifier(kind='passport', number='4117921', country='PK', note='issued 2008-09-09 expires 2013-09-09')
    >>> read_id("Male, Gender") is None
    True
    """
    parts = words.split(", ")
    country = parts.pop(0) if len(parts) > 2 and _COUNTRY.match(parts[0]) else None
    dates: list[str] = []
    while len(parts) > 2 and _DATE.match(parts[0]):
        dates.append(parts.pop(0))
    if len(parts) < 2:
        return None
    number, kind = ", ".join(parts[:-1]), parts[-1]
    if kind.startswith("Digital Currency Address - "):
        return Identifier("crypto", number, country, kind.rpartition(" ")[2])
    number = number.removeprefix("IMO ") if kind.startswith("Vessel Registration") else number
    label = f"{kind} IMO" if kind.startswith("Vessel Registration") else kind
    found = read_identifier(f"{label} {number}")
    if found is None:
        return None
    when = [f"{word} {date}" for word, date in zip(("expires", "issued"), dates, strict=False)]
    return Identifier(found.kind, number, country, _joined(reversed(when)))


def _joined(parts: Iterable[str]) -> str | None:
    return " ".join(parts) or None
