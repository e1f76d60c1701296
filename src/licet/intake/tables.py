"""Tables: CSV, XLSX and Parquet to transactions, one row an item, rows of one id one transaction."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from licet.errors import BadFile, BadValue, LicetError, ManyProblems, MissingExtra, nearest
from licet.intake.fields import transaction_of
from licet.intake.nodes import Node, decode, to_node
from licet.transactions import Role, Transaction

MOST_UNPACKED = 640 * 1024 * 1024
TABLE_COLUMNS = (
    "id",
    "kind",
    "as_of",
    "exporter_country",
    "destination",
    "party_name",
    "party_role",
    "party_country",
    "eccn",
    "description",
    "quantity",
    "value_usd",
    "origin",
    "end_use",
)


def table_rows(name: str, suffix: str, data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a table as text by column, with their row numbers (the header is row 1)."""
    if suffix == ".csv":
        reader = csv.DictReader(io.StringIO(decode(data, name)))
        yield from (
            (number, {str(k).strip(): (v or "").strip() for k, v in row.items() if k is not None})
            for number, row in enumerate(reader, 2)
        )
        return
    grid = _xlsx(name, data) if suffix == ".xlsx" else _parquet(name, data)
    header = [str(cell).strip() for cell in next(grid, ())]
    for number, row in enumerate(grid, 2):
        yield (
            number,
            {key: "" if cell is None else str(to_node(cell).value) for key, cell in zip(header, row, strict=False)},
        )


def _xlsx(name: str, data: bytes) -> Iterator[Sequence[Any]]:
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
                raise BadFile("unpacks to more than 640 MiB", where=name)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError) as error:
        raise BadFile("is not an XLSX workbook", where=name) from error
    if not book.worksheets:
        raise BadFile("holds no sheet", where=name)
    yield from book.worksheets[0].iter_rows(values_only=True)


def _parquet(name: str, data: bytes) -> Iterator[Sequence[Any]]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("reading Parquet", "tables") from error
    try:
        table = pq.read_table(io.BytesIO(data))
    except pa.ArrowInvalid as error:
        raise BadFile("is not a Parquet file", where=name) from error
    yield table.column_names
    yield from zip(*(column.to_pylist() for column in table.columns), strict=True)


def transactions_of_rows(rows: Iterator[tuple[int, dict[str, str]]], name: str) -> Iterator[Transaction]:
    """One row an item; rows of one id are one transaction, in the order of first appearance."""
    grouped: dict[str, list[tuple[int, dict[str, str]]]] = {}
    problems: list[LicetError] = []
    for number, row in rows:
        if number == 2 and (unknown := [key for key in row if key and key not in TABLE_COLUMNS]):
            hints = "; ".join(f"{key}: {nearest(key, TABLE_COLUMNS) or 'no such column'}" for key in unknown)
            raise BadFile(
                f"unknown columns {', '.join(unknown)}",
                where=f"{name}:1",
                remedy=f"{hints}. Known: {', '.join(TABLE_COLUMNS)}",
            )
        if any(row.values()):
            grouped.setdefault(row.get("id") or f"row {number}", []).append((number, row))
    if not grouped:
        raise BadFile("holds no rows", where=name, remedy=f"columns: {', '.join(TABLE_COLUMNS)}")
    found = [transaction_of(_row_node(id_, lines, name, problems), name, problems) for id_, lines in grouped.items()]
    if problems:
        raise ManyProblems(problems)
    yield from (tx for tx in found if tx is not None)


_OF_TRANSACTION = ("kind", "as_of", "exporter_country", "destination", "end_use")
_OF_ITEM = ("eccn", "description", "quantity", "value_usd", "origin")


def _row_node(id_: str, lines: list[tuple[int, dict[str, str]]], name: str, problems: list[LicetError]) -> Node:
    """The mapping that the rows of one transaction stand for."""
    first_line, first = lines[0]
    node: dict[str, Node] = {"id": Node(id_, first_line)}
    for column in _OF_TRANSACTION:
        values = {row.get(column, "") for _, row in lines} - {""}
        if len(values) > 1:
            problems.append(
                BadValue(
                    f"the rows of {id_} differ in {column}: {', '.join(sorted(values))}",
                    where=f"{name}:{first_line}",
                    remedy="give each transaction its own id",
                )
            )
        if values:
            node[column] = Node(first.get(column) or sorted(values)[0], first_line)
    parties: dict[tuple[str, ...], Node] = {}
    items = []
    for number, row in lines:
        key = (row.get("party_role", ""), row.get("party_name", ""), row.get("party_country", ""))
        if any(key):
            given = {"role": key[0] or Role.END_USER.value, "name": key[1], "country": key[2]}
            parties.setdefault(key, Node({k: Node(v, number) for k, v in given.items() if v}, number))
        cells = {column: Node(row[column], number) for column in _OF_ITEM if row.get(column)}
        items.append(Node({"id": Node(f"row {number}", number), **cells}, number))
    node["parties"] = Node(list(parties.values()), first_line)
    node["items"] = Node(items, first_line)
    return Node(node, first_line)
