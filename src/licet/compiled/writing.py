"""Compile a store: every version ever, written as columns into a folder that is named by its digest."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any

import numpy as np

from licet.compiled.layout import EARLIEST, FORMAT, LATEST, ROW, SEALED, file_digest, seconds
from licet.facts import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fact version, as the compiler takes it. `end` is the first day after; the payload is a SHA-256."""

    position: int
    list_id: str
    id: str
    key: str
    start: date | None
    end: date | None
    known_at: datetime
    payload: str
    publication: int
    file: str
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A vintage, as the compiler takes it. `stale_days` is how long after it the list may still be asked about."""

    id: int
    list_id: str
    vintage: datetime
    version: str
    position: int
    publisher: str
    title: str
    url: str | None
    retrieved_at: datetime
    entries: int
    stale_days: int


def write_store(
    into: Path, rows: Iterable[Row], bodies: Iterable[tuple[str, str]], publications: Sequence[Publication], position: int
) -> Path:
    """Compile a store and return its folder, which is named by its digest; readers never see half of one.

    Args:
        into: The folder that holds stores.
        rows: Every version ever, in any order.
        bodies: SHA-256 and JSON of every listing.
        publications: Every vintage.
        position: Of the ledger.
    """
    into.mkdir(parents=True, exist_ok=True)
    partial = into / f".partial-{os.getpid()}-{token_hex(4)}"
    partial.mkdir()
    try:
        numbers = _write_blob(partial / "payloads", bodies)
        ordered = sorted(rows, key=lambda row: (row.key, row.id, row.known_at, row.position))
        columns = np.zeros(len(ordered), ROW)
        keys: dict[str, int] = {}
        periods: dict[str, int] = {}
        files: dict[str, int] = {}
        lists = sorted({row.list_id for row in ordered} | {found.list_id for found in publications})
        for number, row in enumerate(ordered):
            columns[number] = (
                row.position, seconds(row.known_at), row.start.toordinal() if row.start else EARLIEST,
                row.end.toordinal() if row.end else LATEST, keys.setdefault(row.key, len(keys)),
                periods.setdefault(row.id, len(periods)), numbers[row.payload], lists.index(row.list_id),
                row.publication, files.setdefault(row.file, len(files)), _row_digest(row),
            )  # fmt: skip
        np.save(partial / "rows.npy", columns)
        _write_blob(partial / "keys", ((key, key) for key in keys))
        _write_blob(partial / "locators", ((str(number), row.locator) for number, row in enumerate(ordered)))
        meta = {
            "format": FORMAT, "position": position, "lists": lists, "files": list(files),
            "publications": [_publication_json(found) for found in sorted(publications, key=lambda found: found.id)],
        }  # fmt: skip
        (partial / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, sort_keys=True), "utf-8")
        sealed = {name: file_digest(partial / name) for name in SEALED}
        (partial / "sealed.json").write_text(json.dumps(sealed, sort_keys=True), "utf-8")
        folder = into / sha256(json.dumps(sealed, sort_keys=True).encode()).hexdigest()
        if folder.exists():
            shutil.rmtree(partial)
        else:
            partial.rename(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return folder


def _write_blob(path: Path, items: Iterable[tuple[str, str]]) -> dict[str, int]:
    """Texts one after the other, where each ends, and for listings their SHA-256; returns each name's number."""
    numbers: dict[str, int] = {}
    ends: list[int] = []
    end = 0
    with path.with_suffix(".bin").open("wb") as file:
        for name, text in items:
            numbers[name] = len(numbers)
            end += file.write(text.encode())
            ends.append(end)
    np.save(path.with_name(f"{path.name}.ends.npy"), np.array(ends, "<i8"))
    if path.name == "payloads":
        np.save(path.with_name("payloads.names.npy"), np.array([bytes.fromhex(name) for name in numbers], "V32"))
    return numbers


def _row_digest(row: Row) -> bytes:
    """Of what a version says and where it was read; not of its position, which depends on the order of loading."""
    said = (row.id, row.start, row.end, moment(row.known_at), row.payload, row.file, row.locator)
    return sha256("\x1f".join(map(str, said)).encode()).digest()


def _publication_json(found: Publication) -> dict[str, Any]:
    return {
        "id": found.id, "list": found.list_id, "vintage": seconds(found.vintage), "version": found.version,
        "position": found.position, "publisher": found.publisher, "title": found.title, "url": found.url,
        "retrieved_at": seconds(found.retrieved_at), "entries": found.entries, "stale_days": found.stale_days,
    }  # fmt: skip
