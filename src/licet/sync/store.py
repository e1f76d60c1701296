"""The compiled history beside a ledger: opened at once when it is current, compiled anew when the ledger has moved on.

<data>/snapshots/current.json        which one is current, and at which position of the ledger
<data>/snapshots/<digest>/           columns, listings and name index (see licet.compiled)
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from licet.compiled import Publication, Row, Store, write_store
from licet.errors import LedgerError, LicetError
from licet.facts import AsOf, Fact
from licet.snapshot import Snapshot

if TYPE_CHECKING:
    from licet.records.ledger import Ledger
    from licet.screening.index import NameIndex
    from licet.sync.naming import Naming, Told

PARTS = "parts"
"""The folder of the blocks that name indexes are built from."""
_KEPT_FOR = 3600
"""Seconds for which a store that is no longer current stays, for processes that still read it."""


class ImportedLists:
    """The compiled history with its name index."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def snapshot(self, when: AsOf, shipped: Sequence[Fact[Any]], *, reach_back: bool = False) -> Snapshot:
        """The facts as of two clocks: imported lists beside the shipped register (`reach_back`: see `Store.select`)."""
        return self.store.snapshot(when, shipped, reach_back=reach_back)

    @cached_property
    def names(self) -> NameIndex:
        """Every name ever listed; what a search finds is filtered by the snapshot's clocks."""
        from licet.screening.index import NameIndex

        try:
            return NameIndex.load(self.store.folder)
        except (FileNotFoundError, LicetError):
            from licet.sync.naming import Naming

            with Naming(self.store.folder.parent / PARTS) as naming:
                return _build_names(self.store, naming)


def open_store(
    data: Path, url: str | None = None, told: Told = lambda _: None, naming: Naming | None = None
) -> ImportedLists | None:
    """The compiled history of a data folder, compiled anew when the ledger has moved on; None for an empty ledger.

    Args:
        data: The data folder.
        url: Of a PostgreSQL ledger; LICET_LEDGER when not given.
        told: Is called with the share of the compiling that is done.
        naming: Who builds the name index, when somebody has begun with it.

    Raises:
        LedgerError: The ledger cannot be read.
    """
    url = url or os.environ.get("LICET_LEDGER")
    mark = _mark(data, url)
    if mark == (0, 0):
        return None
    into = data / "snapshots"
    store = _current(into, mark)
    if store is None:
        from licet.records.ledger import Ledger
        from licet.sync.imports import uncollected

        ledger = Ledger.open(url or data)
        try:
            with uncollected():
                store = compile_store(ledger, into, told, naming)
        finally:
            ledger.close()
    return ImportedLists(store)


def _current(into: Path, mark: tuple[int, int]) -> Store | None:
    """The current store when it shows the ledger as it stands, else None; a damaged one is compiled again."""
    try:
        told = json.loads((into / "current.json").read_bytes())
        if (told["position"], told["publication"]) == mark:
            return Store.open(into / str(told["digest"]))
    except (OSError, ValueError, KeyError, TypeError, LedgerError):
        return None
    return None


def compile_store(ledger: Ledger, into: Path, told: Told = lambda _: None, naming: Naming | None = None) -> Store:
    """Compile a ledger's whole history and its name index, and make them the current ones."""
    from licet.screening.index import NameIndex
    from licet.sync.naming import Naming

    store = _write_columns(ledger, into)
    told(0.1)
    try:
        NameIndex.load(store.folder)
    except (FileNotFoundError, LicetError):
        with naming or Naming(into / PARTS) as builder:
            _build_names(store, builder, lambda share: told(0.1 + 0.9 * share))
    newest = max((found["id"] for found in store.meta["publications"]), default=0)
    fresh = into / f".current-{os.getpid()}"
    fresh.write_text(json.dumps({"digest": store.digest, "position": store.position, "publication": newest}), "utf-8")
    fresh.replace(into / "current.json")
    _sweep(into, keep=store.digest)
    return store


def _write_columns(ledger: Ledger, into: Path) -> Store:
    """The columns of a ledger's whole history, as a store."""
    from licet.records.history import stamp
    from licet.sources import spec_of

    readings = ledger.readings()
    rows = (
        Row(
            position=row.position, list_id=row.list_id, id=row.id, key=row.key, start=row.valid_from, end=row.valid_to,
            known_at=row.known_at, payload=row.payload, publication=row.publication, file=row.file, locator=row.locator,
        )
        for row in ledger.stored()
    )  # fmt: skip
    publications = [
        Publication(
            id=found.id, list_id=found.list_id, vintage=found.vintage, version=stamp(found.vintage),
            position=found.position, publisher=found.publisher, title=found.title, url=found.url,
            retrieved_at=found.retrieved_at, entries=found.entries, stale_days=spec_of(found.list_id).stale_days,
        )
        for found in readings
    ]  # fmt: skip
    return Store.open(write_store(into, rows, ledger.bodies(), publications, ledger.position()))


def _build_names(store: Store, naming: Naming, told: Told = lambda _: None) -> NameIndex:
    """Index the names of every key over all its versions, newest first, beside the store."""
    index = naming.build(store, told)
    index.save(store.folder)
    return index


def _sweep(into: Path, *, keep: str) -> None:
    """Remove older stores and what a killed compiler left, once nobody reads them any more."""
    for folder in into.iterdir():
        if folder.is_dir() and folder.name not in (keep, PARTS) and time.time() - folder.stat().st_mtime > _KEPT_FOR:
            shutil.rmtree(folder, ignore_errors=True)


def _mark(data: Path, url: str | None) -> tuple[int, int]:
    """The ledger's position and newest publication; SQLite is asked without loading SQLAlchemy."""
    if url:
        from licet.records.ledger import Ledger

        ledger = Ledger.open(url)
        try:
            return ledger.position(), max((found.id for found in ledger.readings()), default=0)
        finally:
            ledger.close()
    path = data / "ledger.sqlite"
    if not path.exists():
        return 0, 0
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            position = connection.execute("SELECT max(position) FROM facts").fetchone()[0]
            publication = connection.execute("SELECT max(id) FROM publications").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise LedgerError(str(error), where=str(path), remedy="Open it with `licet lists status`.") from error
    return position or 0, publication or 0
