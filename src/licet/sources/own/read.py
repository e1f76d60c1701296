"""A user's own list: CSV or XLSX, its columns told by a mapping or by their usual names.

A mapping is YAML, field to column: `{name: Firma, country: Land, id: Nr}`. Fields are in `FIELDS`; several values of a
field are separated by ";". Columns that no field takes are kept as raw words. `dates: day first` in the mapping says how
02/01/2024 is read; unless told, one day above 12 settles it for the whole file, and else the month comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from licet.errors import BadValue, LicetError, ManyProblems, SourceChanged, nearest
from licet.facts import Fact, Interval
from licet.listings import Listing, Notice
from licet.parties import Address, Identifier, Name, Party, PartyKind, Strength
from licet.sources.days import day
from licet.sources.document import Document, File
from licet.sources.ofac.remarks import country_code
from licet.sources.scripts import script_of
from licet.sources.table import Row, decode, delimited, short_hash, slug, table, tidy
from licet.sources.workbook import is_workbook, sheet

FIELDS: dict[str, tuple[str, ...]] = {
    "name": (
        "name",
        "party name",
        "party",
        "company",
        "company name",
        "entity",
        "entity name",
        "full name",
        "supplier",
        "supplier name",
        "vendor",
        "vendor name",
        "customer",
        "customer name",
    ),
    "id": ("id", "key", "number", "party id", "reference"),
    "aliases": ("aliases", "alias", "aka", "a.k.a.", "also known as", "alt names", "other names"),
    "kind": ("kind", "type", "party type", "entity type"),
    "country": ("country", "country code", "country of residence", "jurisdiction"),
    "address": ("address", "addresses", "street", "full address"),
    "identifiers": ("identifiers", "identifier", "registration number", "tax id", "imo"),
    "birth_date": ("birth date", "date of birth", "dob", "birthdate"),
    "programs": ("programs", "program", "reason", "category", "tags"),
    "from": ("from", "valid from", "start", "start date", "listed on", "effective date"),
    "through": ("through", "valid through", "end", "end date", "expires", "expiration date"),
    "cite": ("cite", "citation", "source", "notice", "case"),
    "remarks": ("remarks", "notes", "comment", "comments"),
}
DATES = ("day first", "month first")
_SLASHES = re.compile(r"^(\d{1,2})/(\d{1,2})/\d{4}$")
_KINDS = {"person": PartyKind.PERSON, "individual": PartyKind.PERSON, "organization": PartyKind.ORGANIZATION,
          "organisation": PartyKind.ORGANIZATION, "company": PartyKind.ORGANIZATION, "entity": PartyKind.ORGANIZATION,
          "vessel": PartyKind.VESSEL, "ship": PartyKind.VESSEL, "aircraft": PartyKind.AIRCRAFT, "": PartyKind.UNKNOWN}  # fmt: skip


def read(document: Document) -> Iterator[Fact[Listing]]:
    """Your parties, one fact a row.

    Raises:
        ManyProblems: The mapping names fields or columns that do not exist.
        SourceChanged: No column is the name.
    """
    file = document.file
    records = sheet(file) if is_workbook(file) else _delimited(file)
    header = [tidy(name) for name in next(records, [])]
    columns = _columns(header, document.mapping, f"{document.spec.id}, {file.name}")
    seen: set[str] = set()
    rows = list(table(document, file, records, header=header, short_rows=True))
    day_first = _day_first(document, rows, [columns[field] for field in ("from", "through") if field in columns])
    for row in rows:
        said = {field: row.get(column) or "" for field, column in columns.items()}
        for field in ("from", "through"):
            if read_ := day(said.get(field, ""), day_first=day_first):
                said[field] = read_.isoformat()
        if reason := _unreadable(said):
            document.tally.set_aside(file, row.locator, reason, row.words())
            continue
        key = slug(said.get("id") or " ".join((said["name"], country_code(said.get("country")) or "")))
        if key in seen:
            if said.get("id"):
                document.tally.set_aside(file, row.locator, f"the id {said['id']!r} stands twice", row.words())
                continue
            key = f"{key}-{short_hash(*row.words())}"
            if key in seen:
                document.tally.repeated += 1
                continue
        seen.add(key)
        yield _fact(document, file, row, key, said, set(columns.values()))


def _day_first(document: Document, rows: Sequence[Row], columns: Sequence[str]) -> bool:
    """Whether 02/01/2024 is the second of January in this file."""
    told = (document.mapping or {}).get("dates")
    if told is not None:
        return told == DATES[0]
    found = [match for row in rows for column in columns if (match := _SLASHES.match(row.get(column) or ""))]
    if any(int(match[1]) > 12 for match in found):
        return True
    if found and not any(int(match[2]) > 12 for match in found):
        document.tally.note(f"dates such as {found[0][0]} are read month first; `dates: day first` in the mapping says otherwise")
    return False


def _delimited(file: File) -> Iterator[list[str]]:
    """The records, by the delimiter the first line uses most."""
    text = decode(file, "utf-8-sig", "cp1252")
    first = text.split("\n", 1)[0]
    return delimited(file, text, delimiter=max(",;\t|", key=first.count))


def _columns(header: list[str], mapping: Mapping[str, str] | None, where: str) -> dict[str, str]:
    """Field to column."""
    if mapping is None:
        found: dict[str, str] = {}
        plain = {name.casefold().replace("_", " "): name for name in reversed(header)}
        for field, usual in FIELDS.items():
            column = next((plain[name] for name in usual if name in plain), None)
            if column is not None and column not in found.values():
                found[field] = column
    else:
        found = {field: column for field, column in mapping.items() if field != "dates"}
        problems: list[LicetError] = [
            BadValue(f"no field is called {field!r}", where=where, remedy=nearest(field, FIELDS) or ", ".join(FIELDS))
            for field in found
            if field not in FIELDS
        ]
        if mapping.get("dates", DATES[0]) not in DATES:
            problems.append(BadValue(f"dates is {mapping['dates']!r}", where=where, remedy=f"Write {' or '.join(DATES)}."))
        for column in found.values():
            if column not in header:
                hint = nearest(column, header) or f"Columns: {', '.join(header)[:300]}"
                problems.append(BadValue(f"the file has no column {column!r}", where=where, remedy=hint))
        if problems:
            raise ManyProblems(problems)
    if "name" not in found:
        raise SourceChanged(
            "no column is the party's name", where=where, why=f"Columns: {', '.join(header)[:300]}",
            remedy="Say which one with --map FILE (YAML: `name: Column`).",
        )  # fmt: skip
    return found


def _unreadable(said: Mapping[str, str]) -> str | None:
    """Why a row cannot be a party, or None."""
    if not said["name"]:
        return "it has no name"
    if said.get("country") and country_code(said["country"]) is None:
        return f"no country is called {said['country']!r}"
    if said.get("kind", "").lower() not in _KINDS:
        return f"unknown kind {said['kind']!r}"
    for field in ("from", "through"):
        if said.get(field) and day(said[field]) is None:
            return f"{field} {said[field]!r} is no day"
    return None


def _fact(document: Document, file: File, row: Row, key: str, said: Mapping[str, str], taken: set[str]) -> Fact[Listing]:
    country = country_code(said.get("country"))
    names = [Name(said["name"], Strength.PRIMARY, script_of(said["name"]))]
    names += [Name(text, Strength.STRONG, script_of(text)) for text in _several(said, "aliases")]
    identifiers = []
    for text in _several(said, "identifiers"):
        kind, colon, number = text.partition(":")
        identifiers.append(Identifier(kind.strip().lower(), number.strip()) if colon else Identifier("other", text))
    return document.fact(
        key=key,
        value=Notice(
            list_id=document.spec.id,
            party=Party(
                id=document.id(key), kind=_KINDS[said.get("kind", "").lower()], names=tuple(dict.fromkeys(names)),
                addresses=tuple(Address(text, country=country) for text in _several(said, "address")),
                identifiers=tuple(identifiers), country=country,
                birth_dates=tuple(_several(said, "birth_date")), remarks=said.get("remarks") or None,
            ),
            programs=tuple(_several(said, "programs")), cite=said.get("cite") or None,
            raw=tuple((column, words) for column in row.values if column not in taken and (words := row.get(column))),
        ),
        valid=Interval.through(day(said.get("from", "")), day(said.get("through", ""))),
        file=file,
        locator=row.locator,
    )  # fmt: skip


def _several(said: Mapping[str, str], field: str) -> list[str]:
    return [part for text in said.get(field, "").split(";") if (part := text.strip())]
