"""Intake: files and mappings to transactions.

YAML, JSON, JSONL, CSV, XLSX and Parquet give the same `Transaction`. Every scalar is taken as text and converted by the
field's declared type, so `NO` is Norway and `1E001` is an ECCN. All mistakes of one file are reported together, each with
file, line, field, what is allowed and the nearest match; nothing is decided on a file that has one.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import types
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from licet.countries import read_country
from licet.errors import BadFile, BadValue, LicetError, ManyProblems, nearest
from licet.law.us.ear.part774_ccl import check_eccn
from licet.transactions import Content, Item, License, Owner, Participant, Role, Shipment, Transaction
from licet.yaml_text import LOADER

MAX_BYTES = 64 * 1024 * 1024

#: Other spellings of a field, as people write them.
ALIASES: Mapping[type, Mapping[str, str]] = {
    Transaction: {"date": "as_of", "value_usd": "net_value_usd", "net_value": "net_value_usd", "from": "exporter_country", "to": "destination"},
    Item: {"classification": "eccn", "reexporting_country_authorization": "reexporting_country_authorisation"},
    Participant: {},
}
COUNTRY_FIELDS = frozenset(
    {
        "exporter_country", "destination", "via", "birth_country", "country", "nationality", "hq", "parent_country",
        "ultimate_parent_hq", "made_in", "destinations",
    }
)  # fmt: skip
PLACEHOLDERS = frozenset({"USML", "ML-foreign", "foreign-only", "published", "service", "n/a", "EAR99"})
LISTED_AS = re.compile(r"^(EL(:fn[1-5](,fn[1-5])*)?|DPL|DPL-suspended|UVL|MEU|SDN(:.+)?)$")
TABLE_COLUMNS = (
    "id", "kind", "as_of", "exporter_country", "destination", "party_name", "party_role", "party_country", "eccn",
    "description", "quantity", "value_usd", "origin", "end_use",
)  # fmt: skip


# --- text out of files ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Node:
    """A value with the line it stands on: text, a list of nodes, or a mapping of text to node.

    Attributes:
        value: str, list[Node] or dict[str, Node]; None for an empty value.
        line: Counted from 1; 0 when there are no lines.
    """

    value: Any
    line: int = 0


def read_transactions(path: Path | str) -> list[Transaction]:
    """The transactions of a file; "-" is standard input (YAML or JSON).

    Raises:
        BadFile: The file is missing, empty, too large, or not what its name says.
        ManyProblems: Values in it cannot be read; every one is named.
    """
    return list(iter_transactions(path))


def iter_transactions(path: Path | str) -> Iterator[Transaction]:
    """The same, one by one: JSONL is streamed, everything else is read whole."""
    name = str(path)
    suffix = "" if name == "-" else "".join(Path(name).suffixes[-1:]).lower()
    if suffix == ".jsonl":
        yield from _jsonl(Path(name))
        return
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if name == "-" else _bytes(Path(name))
    if len(data) > MAX_BYTES:
        raise BadFile(f"larger than {MAX_BYTES // 2**20} MiB", where=name, remedy="split it, or use JSONL, which is streamed")
    if suffix in (".csv", ".xlsx", ".parquet"):
        yield from _from_rows(_table_rows(name, suffix, data), name)
        return
    node = _json_node(data, name) if suffix == ".json" else _yaml_node(data, name)
    listed = node.value if isinstance(node.value, list) else None
    if isinstance(node.value, dict) and isinstance(inner := node.value.get("transactions", Node(None)).value, list):
        listed = inner
    nodes = listed if listed is not None else [node]
    if not nodes:
        raise BadFile("holds no transaction", where=name)
    problems: list[LicetError] = []
    found = [transaction_of(each, name, problems) for each in nodes]
    if problems:
        raise ManyProblems(problems)
    yield from (tx for tx in found if tx is not None)


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b"\0" * (MAX_BYTES + 1)
    except OSError as error:
        raise BadFile(f"cannot be read: {error.strerror}", where=str(path), remedy="check the path") from error
    if not data.strip():
        raise BadFile("is empty", where=str(path), remedy="see examples/zte/ for the shape of a transaction")
    return data


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(f"is not UTF-8 text (byte {error.start})", where=name, remedy="save it as UTF-8") from error


def _yaml_node(data: bytes, name: str) -> Node:
    text = _decode(data, name)
    if text.count("&") > 1000 and text.count("*") > 1000:
        raise BadFile("uses too many YAML anchors", where=name)
    try:
        root = yaml.compose(text, Loader=LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark else name
        raise BadFile(f"is not YAML: {getattr(error, 'problem', error)}", where=where, remedy="check quotes and indents") from error
    if root is None:
        raise BadFile("is empty", where=name)
    node = _from_yaml(root, name, 0)
    if not isinstance(node.value, dict | list):
        raise BadFile("is not a mapping of fields to values", where=name, remedy="see examples/zte/ for the shape")
    return node


def _from_yaml(node: Any, name: str, depth: int) -> Node:
    """YAML's node tree as ours; a key given twice is an error, not a silent last word."""
    line = node.start_mark.line + 1
    if depth > 30:
        raise BadFile("is nested too deep", where=f"{name}:{line}")
    if isinstance(node, yaml.ScalarNode):
        plain_null = node.style is None and node.value in ("", "~", "null")
        return Node(None if plain_null else node.value, line)
    if isinstance(node, yaml.SequenceNode):
        return Node([_from_yaml(each, name, depth + 1) for each in node.value], line)
    found: dict[str, Node] = {}
    for key, value in node.value:
        if key.value in found:
            raise BadFile(f"gives {key.value!r} twice", where=f"{name}:{key.start_mark.line + 1}")
        inner = _from_yaml(value, name, depth + 1)
        found[str(key.value)] = Node(inner.value, key.start_mark.line + 1) if not isinstance(inner.value, list) else inner
    return Node(found, line)


def _json_node(data: bytes, name: str) -> Node:
    try:
        value = json.loads(_decode(data, name), parse_float=str, parse_int=str)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 0)
        raise BadFile(f"is not JSON: {getattr(error, 'msg', error)}", where=f"{name}:{line}") from error
    return to_node(value)


def _jsonl(path: Path) -> Iterator[Transaction]:
    if not path.is_file():
        raise BadFile("cannot be read: no such file", where=str(path), remedy="check the path")
    seen = 0
    with path.open("rb") as stream:
        for number, raw in enumerate(stream, 1):
            if not raw.strip():
                continue
            where = f"{path}:{number}"
            try:
                value = json.loads(raw, parse_float=str, parse_int=str)
            except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
                raise BadFile(f"is not JSON: {error}", where=where) from error
            problems: list[LicetError] = []
            tx = transaction_of(to_node(value, number), str(path), problems)
            if problems:
                raise ManyProblems(problems)
            seen += 1
            if tx is not None:
                yield tx
    if not seen:
        raise BadFile("is empty", where=str(path))


def to_node(value: Any, line: int = 0) -> Node:
    """Plain Python data as nodes: numbers, dates and booleans become the text people would have written."""
    if isinstance(value, Mapping):
        return Node({str(key): to_node(part, line) for key, part in value.items()}, line)
    if isinstance(value, list | tuple | set | frozenset):
        return Node([to_node(part, line) for part in value], line)
    if value is None:
        return Node(None, line)
    if isinstance(value, bool):
        return Node("true" if value else "false", line)
    if isinstance(value, datetime):
        return Node(value.date().isoformat(), line)
    if isinstance(value, date):
        return Node(value.isoformat(), line)
    return Node(str(value), line)


# --- nodes to transactions --------------------------------------------------------------------------------------------


def transaction_from(value: Mapping[str, Any] | Transaction) -> Transaction:
    """A transaction from a mapping with the contract's field names; a `Transaction` is returned as it is.

    Raises:
        ManyProblems: Values cannot be read; every one is named.
    """
    if isinstance(value, Transaction):
        return value
    problems: list[LicetError] = []
    tx = transaction_of(to_node(value), "transaction", problems)
    if problems or tx is None:
        raise ManyProblems(problems)
    return tx


def transaction_of(node: Node, name: str, problems: list[LicetError]) -> Transaction | None:
    """The transaction of one mapping; mistakes are added to `problems`, and None is returned when there are any."""
    before = len(problems)
    if not isinstance(node.value, dict):
        problems.append(BadFile("is not a mapping of fields to values", where=_where(name, node), remedy="see examples/zte/"))
        return None
    tx: Transaction = _build(Transaction, node, "", name, problems)
    if len(problems) > before:
        return None
    return tx


def _where(name: str, node: Node) -> str:
    return f"{name}:{node.line}" if node.line else name


@cache
def _types(cls: type) -> Mapping[str, Any]:
    return typing.get_type_hints(cls)


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


def _build(cls: type, node: Node, path: str, name: str, problems: list[LicetError]) -> Any:
    """One dataclass from one mapping."""
    if not isinstance(node.value, dict):
        problems.append(BadValue(f"{path or 'the file'} is not a mapping of fields to values", where=_where(name, node)))
        return None
    given: dict[str, Any] = {}
    allowed = _names(cls)
    for key, child in node.value.items():
        field = ALIASES.get(cls, {}).get(key, key)
        here = f"{path}.{key}" if path else key
        if field not in allowed:
            hint = nearest(key, allowed)
            problems.append(BadValue(f"unknown key {here!r}", where=_where(name, child), remedy=hint or f"known keys: {', '.join(allowed)}"))
            continue
        if child.value is None:
            continue
        try:
            given[field] = _value(cls, field, _types(cls)[field], child, here, name, problems)
        except LicetError as error:
            at = f"{_where(name, child)}, {here}"
            problems.append(type(error)(error.message, where=at, why=error.why, remedy=error.remedy) if type(error) is not ManyProblems else error)
    return cls(**given)


def _value(cls: type, field: str, kind: Any, node: Node, path: str, name: str, problems: list[LicetError]) -> Any:
    """One field, converted by its declared type."""
    special = _SPECIAL.get((cls, field))
    if special is not None:
        return special(node, path, name, problems)
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        kind = next(part for part in typing.get_args(kind) if part is not type(None))
        origin = typing.get_origin(kind)
    if origin is tuple:
        inner = typing.get_args(kind)[0]
        nodes = node.value if isinstance(node.value, list) else [node]
        if is_dataclass(inner):
            return tuple(_build(typing.cast(type, inner), each, f"{path}[{i}]", name, problems) for i, each in enumerate(nodes))
        return tuple(_scalar(field, inner, each) for each in nodes)
    return _scalar(field, kind, node)


def _scalar(field: str, kind: Any, node: Node) -> Any:
    """Text to a value of the kind.

    Raises:
        BadValue: It is not one; the message says what is allowed.
    """
    text = node.value
    if not isinstance(text, str):
        raise BadValue("one value is expected here, not a list or mapping")
    text = text.strip()
    if field in COUNTRY_FIELDS:
        return read_country(text)
    if field == "eccn" or field in ("direct_product_of", "plant_is_direct_product_of", "eccns"):
        return read_eccn(text)
    if kind is Decimal:
        return _decimal(field, text)
    if kind is date:
        return _date(text)
    if kind is bool:
        low = text.lower()
        if low not in ("true", "false", "yes", "no"):
            raise BadValue(f"{text!r} is not true or false")
        return low in ("true", "yes")
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        low = text.lower().replace(" ", "_").replace("-", "_")
        if low not in tuple(kind):
            raise BadValue(f"{text!r} is not one of {', '.join(kind)}", remedy=nearest(low, kind))
        return kind(low)
    if field == "origin":
        if text.upper() in ("US", "USA", "UNITED STATES"):
            return "US"
        if text.lower() == "foreign":
            return "foreign"
        raise BadValue(f"{text!r} is not US or foreign", remedy="a foreign-made item has `origin: foreign` and `made_in: <country>`")
    if field == "listed_as" and not LISTED_AS.match(text):
        raise BadValue(f"{text!r} is no known listing", remedy="EL, EL:fn1 to EL:fn5, DPL, DPL-suspended, UVL, MEU, SDN:<program>")
    return text


def _decimal(field: str, text: str) -> Decimal:
    try:
        value = Decimal(text.replace(",", "").replace("_", ""))
    except InvalidOperation as error:
        raise BadValue(f"{text!r} is not a number") from error
    if not value.is_finite():
        raise BadValue(f"{text!r} is not a finite number")
    if value < 0:
        raise BadValue(f"{text} is negative", remedy="values, quantities and shares are zero or more")
    if field.startswith("pct") and value > 100:
        raise BadValue(f"{text} is over 100 percent")
    return value


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text[:10]) if re.match(r"^\d{4}-\d{2}-\d{2}([T ].*)?$", text) else date.fromisoformat("bad")
    except ValueError as error:
        raise BadValue(f"{text!r} is not a date", remedy="write year-month-day, such as 2018-04-20") from error


def read_eccn(text: str) -> str:
    """An ECCN, EAR99 or a placeholder, in its usual spelling.

    Raises:
        BadValue: Its form is wrong, or no such entry or paragraph exists; the message names the nearest.
    """
    for placeholder in PLACEHOLDERS:
        if text.lower() == placeholder.lower():
            return placeholder
    return check_eccn(text)


def _listing_pairs(node: Node, path: str, name: str, problems: list[LicetError]) -> tuple[tuple[str, str], ...]:
    """A mapping such as identifiers or answers as pairs."""
    if not isinstance(node.value, dict):
        raise BadValue("a mapping is expected here, such as {uscc: 914403000000000000}")
    return tuple((key, str(child.value)) for key, child in node.value.items() if child.value is not None)


def _graph(node: Node, path: str, name: str, problems: list[LicetError]) -> tuple[tuple[str, str, str], ...]:
    """Ownership triples [owner, owned, percent]."""
    triples = []
    for i, row in enumerate(node.value if isinstance(node.value, list) else ()):
        parts = [str(cell.value).strip() for cell in row.value] if isinstance(row.value, list) else []
        if len(parts) != 3:
            raise BadValue(f"{path}[{i}] is not [owner, owned, percent]")
        if parts[2] != "control":
            _decimal("pct", parts[2])
        triples.append((parts[0], parts[1], parts[2]))
    totals: dict[str, Decimal] = {}
    for _, owned, pct in triples:
        if pct != "control":
            totals[owned] = totals.get(owned, Decimal(0)) + Decimal(pct)
    if over := next((owned for owned, total in totals.items() if total > 100), None):
        raise BadValue(f"the shares in {over} add up to {totals[over]} percent", remedy="shares of one company add up to 100 at most")
    return tuple(triples)


_Special = Callable[[Node, str, str, list[LicetError]], Any]
_SPECIAL: Mapping[tuple[type, str], _Special] = {
    (Participant, "identifiers"): _listing_pairs,
    (Transaction, "answers"): _listing_pairs,
    (Participant, "ownership_graph"): _graph,
}


# --- checks across fields ---------------------------------------------------------------------------------------------


def contradictions(tx: Transaction) -> list[LicetError]:
    """What one field says against another: content above the item's value, prices in other currencies, shares over 100."""
    found: list[LicetError] = []
    for i, item in enumerate(tx.items):
        found += _content(item, i)
        if item.currency not in (None, "USD"):
            found.append(BadValue(f"items[{i}] is priced in {item.currency}", remedy="convert it to US dollars; licet takes no exchange rate"))
    for i, party in enumerate(tx.parties):
        known = [o.pct if o.pct is not None else o.pct_min or Decimal(0) for o in party.owners or ()]
        if sum(known, Decimal(0)) > 100:
            found.append(BadValue(f"the owners of parties[{i}] hold {sum(known, Decimal(0))} percent", remedy="shares add up to 100 at most"))
    return found


def _content(item: Item, index: int) -> list[LicetError]:
    found: list[LicetError] = []
    for j, part in enumerate(item.us_content or ()):
        if part.currency not in (None, "USD", item.currency):
            found.append(BadValue(f"items[{index}].us_content[{j}] is priced in {part.currency}", remedy="convert it to the item's currency"))
    values = [part.value_usd for part in item.us_content or () if part.value_usd is not None]
    if item.value_usd is not None and item.value_usd > 0 and sum(values, Decimal(0)) > item.value_usd:
        found.append(
            BadValue(
                f"the US content of items[{index}] is worth {sum(values, Decimal(0))} USD, more than the item ({item.value_usd} USD)",
                remedy="give fair market prices of the parts in one finished line",
            )
        )
    return found


# --- tables -------------------------------------------------------------------------------------------------------------


def _table_rows(name: str, suffix: str, data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a table as text by column, with their row numbers (the header is row 1)."""
    if suffix == ".csv":
        reader = csv.DictReader(io.StringIO(_decode(data, name)))
        yield from ((number, {str(k).strip(): (v or "").strip() for k, v in row.items() if k is not None}) for number, row in enumerate(reader, 2))
        return
    grid = _xlsx(name, data) if suffix == ".xlsx" else _parquet(name, data)
    header = [str(cell).strip() for cell in next(grid, ())]
    for number, row in enumerate(grid, 2):
        yield number, {key: "" if cell is None else str(to_node(cell).value) for key, cell in zip(header, row, strict=False)}


def _xlsx(name: str, data: bytes) -> Iterator[Sequence[Any]]:
    import zipfile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > 10 * MAX_BYTES:
                raise BadFile("unpacks to more than 640 MiB", where=name)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError) as error:
        raise BadFile("is not an XLSX workbook", where=name) from error
    yield from book.active.iter_rows(values_only=True)


def _parquet(name: str, data: bytes) -> Iterator[Sequence[Any]]:
    from licet.errors import MissingExtra

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


def _from_rows(rows: Iterator[tuple[int, dict[str, str]]], name: str) -> Iterator[Transaction]:
    """One row an item; rows of one id are one transaction, in the order of first appearance."""
    grouped: dict[str, list[tuple[int, dict[str, str]]]] = {}
    problems: list[LicetError] = []
    for number, row in rows:
        if number == 2 and (unknown := [key for key in row if key and key not in TABLE_COLUMNS]):
            hints = "; ".join(f"{key}: {nearest(key, TABLE_COLUMNS) or 'no such column'}" for key in unknown)
            raise BadFile(f"unknown columns {', '.join(unknown)}", where=f"{name}:1", remedy=f"{hints}. Known: {', '.join(TABLE_COLUMNS)}")
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
            problems.append(BadValue(f"the rows of {id_} differ in {column}: {', '.join(sorted(values))}", where=f"{name}:{first_line}", remedy="give each transaction its own id"))
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


__all__ = [
    "Content", "License", "Owner", "Shipment", "contradictions", "iter_transactions", "read_eccn", "read_transactions",
    "to_node", "transaction_from", "transaction_of",
]  # fmt: skip
