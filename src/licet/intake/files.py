"""Files of transactions: YAML, JSON, JSONL, CSV, XLSX, Parquet, standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from licet.errors import BadFile, LicetError, ManyProblems
from licet.intake.fields import transaction_of
from licet.intake.nodes import Node, json_node, to_node, yaml_node
from licet.intake.tables import table_rows, transactions_of_rows
from licet.transactions import Transaction

MAX_BYTES = 64 * 1024 * 1024


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
        yield from transactions_of_rows(table_rows(name, suffix, data), name)
        return
    node = json_node(data, name) if suffix == ".json" else yaml_node(data, name)
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
