"""The UK list: CSV (29 columns in 2020) or XLSX (36 columns in 2022), one row for each name and address of a group.

Line 1 dates the file, line 2 is the header. The group's number is the key; the name stands in six parts, the last first.
Unknown parts of a date are zeros: 00/00/1980.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time

from licet.errors import SourceDamaged
from licet.facts import Fact, Interval
from licet.listings import Blocking, Listing
from licet.parties import Address, Identifier, Name, Party, PartyKind, Strength
from licet.sources.days import day
from licet.sources.document import Document, File
from licet.sources.ofac.remarks import country_code
from licet.sources.scripts import script_of
from licet.sources.table import Row, decode, delimited, table, tidy
from licet.sources.workbook import is_workbook, sheet

_KINDS = {"Individual": PartyKind.PERSON, "Entity": PartyKind.ORGANIZATION, "Ship": PartyKind.VESSEL}
_STRENGTHS = {
    "Prime Alias": Strength.PRIMARY, "Primary name": Strength.PRIMARY, "Primary name variation": Strength.STRONG,
    "AKA": Strength.STRONG, "FKA": Strength.FORMER, None: Strength.STRONG,
}  # fmt: skip
_NUMBERED = re.compile(r"\(\d+\)\s*|\b\d+\)\s*")
_UK_DAY = re.compile(r"^(\d{2})/(\d{2})/(\d{4})$")
_IMO = re.compile(r"IMO number\)?:?\s*(\d{7})")
_RAW = ("Regime", "Listed On", "UK Sanctions List Date Designated", "Last Updated", "Title", "Position",
        "Passport Details", "National Identification Details", "NI Number", "Nationality")  # fmt: skip


def read(document: Document) -> Iterator[Fact[Listing]]:
    """Frozen persons, one fact a group."""
    file = document.file
    records = _records(file)
    _date_line(file, next(records, None))
    groups: dict[str, list[Row]] = {}
    for row in table(document, file, records):
        key = row["Group ID"]
        if not key.isdigit():
            document.tally.set_aside(file, row.locator, f"Group ID {key!r} is no number", row.words())
        elif not _full_name(row):
            document.tally.set_aside(file, row.locator, "it names nobody", row.words())
        else:
            groups.setdefault(key, []).append(row)
    for key, rows in groups.items():
        listed = [found for row in rows if (found := _day(row["Listed On"]))]
        raw = dict.fromkeys((column, text) for row in rows for column in _RAW if (text := row.get(column)))
        yield document.fact(
            key=key,
            value=Blocking(
                list_id=document.spec.id,
                party=_party(document, key, rows),
                programs=tuple(dict.fromkeys(row["Regime"] for row in rows if row["Regime"])),
                cite=f"OFSI Group ID {key}",
                raw=tuple(raw),
            ),
            valid=Interval(min(listed, default=None)),
            file=file,
            locator=_span(rows),
        )


def vintage(files: Sequence[File]) -> datetime | None:
    """The day in the first line."""
    return _date_line(files[0], next(_records(files[0]), None)) if files else None


def _records(file: File) -> Iterator[list[str]]:
    if is_workbook(file):
        return sheet(file)
    return delimited(file, decode(file, "utf-8-sig", "cp1252"), strict=True)


def _date_line(file: File, record: list[str] | None) -> datetime:
    """The first line: "Last Updated" and a day."""
    said = tidy(record[1]) if record and len(record) > 1 and tidy(record[0]) == "Last Updated" else ""
    found = _day(said)
    if found is None:
        raise SourceDamaged(
            "the first line is not \"Last Updated\" and a day", where=f"uk_ofsi, {file.name}, line 1",
            remedy="Give the publisher's own file.",
        )  # fmt: skip
    return datetime.combine(found, time(0), UTC)


def _day(text: str) -> date | None:
    """A day as the UK writes it, day first."""
    found = _UK_DAY.match(text)
    return day(f"{found[3]}-{found[2]}-{found[1]}") if found else None


def _full_name(row: Row) -> str:
    """First names, then the last name, which stands in the first column."""
    return " ".join(text for column in ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6") if (text := row[column]))


def _strength(row: Row) -> Strength:
    """What the row's type of alias means; a type nobody has heard of is taken for a strong one."""
    return _STRENGTHS.get(row.get("Alias Type"), Strength.STRONG)


def _party(document: Document, key: str, rows: list[Row]) -> Party:
    names: list[Name] = []
    for row in sorted(rows, key=lambda row: _strength(row) is not Strength.PRIMARY):
        strength = _strength(row)
        strength = Strength.WEAK if row.get("Alias Quality") == "Low quality" else strength
        if strength is Strength.PRIMARY and names:
            strength = Strength.STRONG
        names.append(Name(_full_name(row), strength))
        if original := row.get("Name Non-Latin Script"):
            names.append(Name(original, Strength.STRONG, script_of(original)))
    best: dict[str, Name] = {}
    for name in names:
        best.setdefault(name.text, name)
    addresses = tuple(dict.fromkeys(filter(None, map(_address, rows))))
    other = tuple(dict.fromkeys(text for row in rows if (text := row.get("Other Information"))))
    nationalities = [
        code for row in rows for part in _NUMBERED.split(row["Nationality"]) if (code := country_code(part.strip(" .")))
    ]
    dates = [read for row in rows for part in _NUMBERED.split(row["DOB"]) if (read := _birth_date(part.strip()))]
    places = (", ".join(filter(None, (row["Town of Birth"], row["Country of Birth"]))) for row in rows)
    return Party(
        id=document.id(key), kind=document.tally.kind(rows[0]["Group Type"], _KINDS, rows[0].locator),
        names=tuple(best.values()), addresses=addresses,
        identifiers=tuple(dict.fromkeys(_identifiers(rows))),
        country=next((address.country for address in addresses if address.country), None),
        nationalities=tuple(dict.fromkeys(nationalities)), birth_dates=tuple(dict.fromkeys(dates)),
        birth_places=tuple(dict.fromkeys(place for place in places if place)), remarks=" ".join(other) or None,
    )  # fmt: skip


def _address(row: Row) -> Address | None:
    parts = [row[f"Address {number}"] for number in range(1, 7)]
    code, country = row.get("Post/Zip Code"), row.get("Country")
    text = ", ".join(part for part in (*parts, code, country) if part)
    if not text:
        return None
    return Address(text, postal_code=code, country=country_code(re.sub(r"\(.*\)", "", country or "")))


def _birth_date(text: str) -> str | None:
    """A date of birth; zeros are unknown parts."""
    found = _UK_DAY.match(text)
    if found is None:
        return text or None
    number, month, year = found.groups()
    return year if month == "00" else f"{year}-{month}" if number == "00" else f"{year}-{month}-{number}"


def _identifiers(rows: list[Row]) -> Iterator[Identifier]:
    for row in rows:
        for column, kind in (("Passport Number", "passport"), ("National Identification Number", "national_id")):
            for part in _NUMBERED.split(row.get(column) or ""):
                if part.strip():
                    yield Identifier(kind, part.strip())
        if "Passport Number" not in row.values:
            for column, kind in (("Passport Details", "passport"), ("NI Number", "national_id")):
                for part in _NUMBERED.split(row.get(column) or ""):
                    number = re.search(r"\b(?=\w*\d)[A-Z0-9][\w/-]{4,}", part)
                    if number:
                        yield Identifier(kind, number[0], note=part.strip())
        for number_ in _IMO.findall(row.get("Other Information") or ""):
            yield Identifier("imo", number_)


def _span(rows: list[Row]) -> str:
    numbers = [row.number for row in rows]
    if len(numbers) > 1 and numbers == list(range(numbers[0], numbers[-1] + 1)):
        return f"rows {numbers[0]}-{numbers[-1]}"
    return ", ".join(f"row {number}" for number in numbers)
