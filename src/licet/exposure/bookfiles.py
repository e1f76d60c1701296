"""The files of a book of business, as frames of text: CSV, TSV, XLSX and Parquet, or one workbook with a sheet a table.

Sizes are bounded, nothing is guessed: every cell arrives as the text that stands in it, or null. Typed Parquet columns keep
their type and are checked in `values`.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

import polars as pl

from licet.errors import BadFile
from licet.exposure.columns import TABLES, columns_of, heading
from licet.exposure.registers import reader_of

#: A text file or workbook larger than this is refused; Parquet is the format for more.
MOST_BYTES = 2_000_000_000
#: What a workbook may unpack to, and how much smaller it may be packed.
MOST_UNPACKED = 1_000_000_000
#: Rows of a sheet among which the headings are looked for.
MOST_ABOVE = 20
SUFFIXES = (".csv", ".tsv", ".xlsx", ".parquet")


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows of one file for one table, as read.

    Attributes:
        table: Name of the table.
        file: File name (with the sheet for a workbook), for messages.
        frame: The rows; headings as in the file.
        first: Row number of the first row of data, as a person counts in the file.
    """

    table: str
    file: str
    frame: pl.DataFrame
    first: int


def table_of(name: str) -> str | None:
    """Which table a file or sheet is by its name: `orders.csv`, `orders-2018.csv`, "Open orders", sheet "Customer master".

    >>> table_of("orders-2018"), table_of("Customer master 2018"), table_of("Bill of lading")
    ('orders', 'parties', None)
    """
    words = re.sub(r"[\s_.-]+", " ", name.lower()).strip()
    plain = re.sub(r"^\d+ |( v?\d+)+$", "", words)
    for spec in TABLES:
        if plain in (spec.name, spec.name.rstrip("s"), *spec.also) or words.startswith(f"{spec.name} "):
            return spec.name
    return None


def unknown_files(folder: Path) -> list[str]:
    """Files of the folder that look like tables and that nobody reads, since their names say no table and no register."""
    return [
        path.name
        for path in sorted(folder.iterdir())
        if path.is_file()
        and path.suffix.lower() in (*SUFFIXES, ".xls", ".xlsm", ".json", ".jsonl", ".xml", ".txt", ".ods")
        and not path.name.startswith((".", "~", "quarantine"))
        and table_of(path.stem) is None
        and not (path.suffix.lower() == ".xlsx" and heading(path.stem) == "book")
        and path.name != "book.json"
        and reader_of(path) is None
    ]


def raw_tables(folder: Path) -> Iterator[RawTable]:
    """Every table found in the folder, files in order of name.

    Raises:
        BadFile: A file is too large, empty, damaged, or a workbook has no sheet of a known name.
    """
    for path in sorted(folder.iterdir()):
        suffix = path.suffix.lower()
        if suffix not in SUFFIXES or path.name.startswith((".", "~", "quarantine")):
            continue
        if ".gleif" in path.name.lower():
            continue
        name = table_of(path.stem)
        if name is None and not (suffix == ".xlsx" and heading(path.stem) == "book"):
            continue
        if suffix != ".parquet" and path.stat().st_size > MOST_BYTES:
            raise BadFile(
                f"{path.stat().st_size:,} bytes is more than we read as text", where=str(path),
                remedy="Split it, or write it as Parquet.",
            )  # fmt: skip
        if suffix == ".xlsx":
            yield from _workbook(path, name)
        elif name is not None:
            yield RawTable(name, path.name, read_parquet(path) if suffix == ".parquet" else read_csv(path), 2)


def read_parquet(path: Path) -> pl.DataFrame:
    """A Parquet file.

    Raises:
        BadFile: It is not Parquet.
    """
    try:
        return pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as problem:
        raise BadFile(f"cannot be read as Parquet: {problem}", where=str(path), remedy="Write it again.") from problem


def read_csv(path: Path) -> pl.DataFrame:
    """A CSV or TSV file (comma, semicolon or tab), UTF-8, all cells as text.

    Raises:
        BadFile: It is empty, not UTF-8, or its rows differ in length.
    """
    with path.open("rb") as file:
        head = file.read(65536)
    if not head.strip():
        raise BadFile("is empty", where=str(path), remedy="`licet book template` writes files with the right headings.")
    if b"\0" in head:
        raise BadFile("is not text", where=str(path), remedy="Save it as CSV in UTF-8.")
    first = head.decode("utf-8-sig", errors="replace").splitlines()[0]
    try:
        separator = csv.Sniffer().sniff(first, delimiters=",;\t").delimiter
    except csv.Error:
        separator = ","
    names = next(csv.reader([first], delimiter=separator))
    if len({n for n in names if n}) < len([n for n in names if n]):
        raise BadFile("two columns have one heading", where=f"{path}: row 1", remedy="Rename or remove one of them.")
    try:
        return pl.read_csv(path, separator=separator, infer_schema=False, encoding="utf8", truncate_ragged_lines=False)
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as problem:
        reason = str(problem).splitlines()[0]
        longer = _longer_row(path, separator, len(names))
        if longer is not None:
            raise BadFile(
                f"has {longer[1]} cells under {len(names)} headings", where=f"{path}: row {longer[0]}",
                remedy=f"Put quotes round a cell that holds {separator!r}, or remove the cells too many.",
            ) from problem  # fmt: skip
        raise BadFile(f"cannot be read: {reason}", where=str(path), remedy="Save it as CSV in UTF-8.") from problem


def _longer_row(path: Path, separator: str, width: int) -> tuple[int, int] | None:
    """The first row with more cells than headings, and how many it has; None when there is none or the file is not UTF-8."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return next(((n, len(row)) for n, row in enumerate(csv.reader(file, delimiter=separator), 1) if len(row) > width), None)


def _workbook(path: Path, name: str | None) -> Iterator[RawTable]:
    """The sheets of a workbook; a file named after a table is that table's first sheet."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > MOST_UNPACKED:
            raise BadFile(f"would unpack to {unpacked:,} bytes", where=str(path), remedy="Save it as CSV or Parquet.")
        book = load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError) as problem:
        raise BadFile("is not an Excel workbook", where=str(path), remedy="Save it as .xlsx or CSV.") from problem
    try:
        chosen = [(name, book.worksheets[0])] if name else [(table_of(s.title), s) for s in book.worksheets]
        known = [(table, sheet) for table, sheet in chosen if table]
        if not known:
            raise BadFile(
                "no sheet is named after a table", where=str(path),
                remedy="Name the sheets " + ", ".join(spec.name for spec in TABLES) + ".",
            )  # fmt: skip
        for table, sheet in known:
            rows, headings, first = _below_headings(sheet, table)
            width = max((place + 1 for place, text in enumerate(headings) if text), default=0)
            names = [text or f"column {place + 1}" for place, text in enumerate(headings[:width])]
            if len(set(names)) < len(names):
                raise BadFile("two columns have one heading", where=f"{path}: {sheet.title}", remedy="Rename one.")
            body = [[_cell(value) for value in (*row[:width], *[None] * (width - len(row)))] for row in rows]
            frame = pl.DataFrame(body, schema=dict.fromkeys(names, pl.String), orient="row")
            yield RawTable(table, f"{path.name}: {sheet.title}", frame, first + 1)
    finally:
        book.close()


def _below_headings(sheet: Any, table: str) -> tuple[Iterator[tuple[Any, ...]], list[str], int]:
    """The rows below the headings, the headings, and the number of their row: a report may have a title above them.

    The headings are the first of the top rows in which two known columns stand; else the first row, so that an error names it.
    """
    spec = next(spec for spec in TABLES if spec.name == table)
    rows = sheet.iter_rows(values_only=True)
    top = [
        [_cell(value) or "" for value in row] for _, row in zip(range(MOST_ABOVE), sheet.iter_rows(values_only=True), strict=False)
    ]
    place = next((i for i, row in enumerate(top) if len(columns_of(spec, [text for text in row if text])[0]) > 1), 0)
    for _ in range(place + 1):
        next(rows, ())
    return rows, top[place] if top else [], place + 1


def _cell(value: Any) -> str | None:
    """A cell as text: dates as ISO days, whole numbers without a decimal point."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute or value.second) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):  # a workbook keeps 15 digits; more are noise of the computation
        return f"{Decimal(f'{value:.15g}'):f}" if isfinite(value) else str(value)
    return str(value)
