"""Tables of parties, of any size: rows in, queries out, in constant memory.

CSV and JSON lines are read with the standard library, XLSX with openpyxl, Parquet and Arrow files with pyarrow
(`licet[tables]`). Nothing here screens; it only says who is asked for, row by row, with the number of each row.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from licet.errors import BadFile, BadValue, MissingExtra, nearest
from licet.screening.query import Query

NAME_COLUMNS = ("name", "full_name", "party_name", "caption", "company", "organization", "customer", "vessel", "entity")
_KIND_COLUMNS = ("kind", "schema", "type", "party_kind")
_COUNTRY_COLUMNS = ("country", "party_country", "nationality", "countries", "jurisdiction")
_BIRTH_COLUMNS = ("birth_date", "date_of_birth", "dob", "birthdate")
_ADDRESS_COLUMNS = ("address", "party_address")
_IDENTIFIERS = ("lei", "imo", "passport", "registration", "tax", "uscc", "ogrn")
_KINDS = {
    "person": "person", "individual": "person", "company": "organization", "organization": "organization",
    "organisation": "organization", "entity": "organization", "legalentity": "organization", "vessel": "vessel",
    "ship": "vessel", "aircraft": "aircraft", "airplane": "aircraft",
}  # fmt: skip
_LARGEST_FIELD = 1_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table as a query.

    Attributes:
        number: From 1, the first row below the header.
        query: Who is asked for.
    """

    number: int
    query: Query


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column says what; None when the table does not say."""

    name: str
    kind: str | None
    country: str | None
    birth_date: str | None
    address: str | None
    identifiers: tuple[tuple[str, str], ...]


def kind_of(text: str | None) -> str | None:
    """A kind of party from the words tables use (`Individual`, `Company`, `Ship`); None when it says nothing known."""
    return _KINDS.get("".join(letter for letter in (text or "").casefold() if letter.isalpha()))


def read_queries(
    path: Path, name_column: str | None = None, kind: str | None = None, countries: tuple[str, ...] = ()
) -> Iterator[Row]:
    """The rows of a table as queries.

    Args:
        path: A .csv, .tsv, .jsonl, .xlsx, .parquet or .arrow file.
        name_column: The column of names; found by its heading when None.
        kind, countries: For rows that have none of their own.

    Raises:
        BadFile: It is empty, or of a format that is not read.
        BadValue: It has no such column.
    """
    source = read_rows(path)
    first = next(source, None)
    if first is None:
        raise BadFile("the table has no row below its header", where=str(path), remedy="check the file")
    columns = columns_of(list(first), name_column, str(path))
    yield Row(1, query_of(first, columns, kind, countries))
    for number, row in enumerate(source, start=2):
        yield Row(number, query_of(row, columns, kind, countries))


def columns_of(headings: Iterable[str], name_column: str | None, where: str) -> Columns:
    """Which heading is which, by the usual words.

    Raises:
        BadValue: The column of names is not there.
    """
    held = {heading.strip().casefold().replace(" ", "_"): heading for heading in headings if heading}

    def one(words: Iterable[str]) -> str | None:
        return next((held[word] for word in words if word in held), None)

    name = one((name_column.strip().casefold().replace(" ", "_"),)) if name_column else one(NAME_COLUMNS)
    if name is None:
        asked = name_column or "name"
        hint = nearest(asked, held.values())
        remedy = f"{hint} " if hint else ""
        raise BadValue(
            f"there is no column {asked!r}", where=where, remedy=f"{remedy}give --name-column, one of: {', '.join(held.values())}"
        )
    identifiers = tuple((word, held[word]) for word in _IDENTIFIERS if word in held)
    return Columns(name, one(_KIND_COLUMNS), one(_COUNTRY_COLUMNS), one(_BIRTH_COLUMNS), one(_ADDRESS_COLUMNS), identifiers)


def query_of(row: Mapping[str, Any], columns: Columns, kind: str | None, countries: tuple[str, ...]) -> Query:
    """One row as a query; a country that is not known says nothing, and the name decides."""
    from licet.countries import read_country

    told = _text(row, columns.country)
    places = countries
    if told:
        try:
            places = (read_country(told),)
        except BadValue:
            places = countries
    identifiers = {word: _text(row, column) for word, column in columns.identifiers}
    return Query(
        _text(row, columns.name),
        kind_of(_text(row, columns.kind)) or kind,
        places,
        _text(row, columns.birth_date) or None,
        {word: value for word, value in identifiers.items() if value},
        _text(row, columns.address) or None,
    )


def _text(row: Mapping[str, Any], column: str | None) -> str:
    value = row.get(column) if column is not None else None
    return "" if value is None else str(value).strip()


def read_rows(path: Path) -> Iterator[Mapping[str, Any]]:
    """The rows of a table by column name, one at a time.

    Raises:
        BadFile: There is no such file, or its format is not read.
        MissingExtra: Parquet and Arrow need `licet[tables]`.
    """
    if not path.is_file():
        raise BadFile("there is no such file", where=str(path), remedy="check the path")
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv", ".txt"):
        return _csv(path, "\t" if suffix == ".tsv" else None)
    if suffix in (".jsonl", ".ndjson"):
        return _json_lines(path)
    if suffix == ".xlsx":
        return _xlsx(path)
    if suffix in (".parquet", ".arrow", ".feather"):
        return _arrow(path)
    raise BadFile(
        f"{suffix or 'no ending'} is not read", where=str(path), remedy="give .csv, .tsv, .jsonl, .xlsx, .parquet or .arrow"
    )


def _csv(path: Path, delimiter: str | None) -> Iterator[Mapping[str, Any]]:
    csv.field_size_limit(_LARGEST_FIELD)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        head = file.read(65_536)
        file.seek(0)
        if not head.strip():
            raise BadFile("the file is empty", where=str(path), remedy="check the file")
        first = head.splitlines()[0]
        sign = delimiter or max(",;\t|", key=first.count)
        try:
            yield from csv.DictReader(file, delimiter=sign)
        except csv.Error as error:
            raise BadFile(f"not a readable table: {error}", where=str(path), remedy="save it as CSV in UTF-8") from error


def _json_lines(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise BadFile("not a line of JSON", where=f"{path}, line {number}", remedy="one object a line") from error
            if not isinstance(row, dict):
                raise BadFile("not an object", where=f"{path}, line {number}", remedy="one object a line")
            yield row


def _xlsx(path: Path) -> Iterator[Mapping[str, Any]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError) as error:
        raise BadFile("not a readable workbook", where=str(path), remedy="save it as .xlsx or .csv") from error
    rows = book.worksheets[0].iter_rows(values_only=True)
    headings = [str(value or "") for value in next(rows, ())]
    for row in rows:
        if any(value is not None for value in row):
            yield dict(zip(headings, row, strict=False))


def _arrow(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        import pyarrow.dataset
    except ImportError as error:
        raise MissingExtra("reading Parquet and Arrow files", "tables") from error
    kind: Literal["parquet", "feather"] = "parquet" if path.suffix.lower() == ".parquet" else "feather"
    for batch in pyarrow.dataset.dataset(str(path), format=kind).to_batches(batch_size=2_000):
        yield from batch.to_pylist()
