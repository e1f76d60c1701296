"""Compiled: all fact versions of a ledger's imported lists, as memory-mapped columns that any two clocks can be asked of.

One folder, named by its digest, holds the whole history; a snapshot is a mask over it, never a rebuild. The columns are
verified when it is opened, each listing when it is first read. Only numpy is needed.

    store = Store.open(folder)
    held = store.select(AsOf.on(date(2019, 6, 30)))      # a mapping from id to fact, with a digest
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any

import numpy as np
import numpy.typing as npt

from licet.errors import LedgerError
from licet.facts import AsOf, Fact, Interval, Source, moment
from licet.listings import Listing
from licet.payloads import from_json
from licet.snapshot import Compiled, Everything, ListInfo, Snapshot

FORMAT = 1
_EARLIEST, _LATEST = 0, 2**31 - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ROW = np.dtype([
    ("position", "<i8"), ("known", "<i8"), ("start", "<i4"), ("end", "<i4"), ("key", "<i4"), ("period", "<i4"),
    ("payload", "<i4"), ("list", "<i4"), ("publication", "<i4"), ("file", "<i4"), ("digest", "V32"),
])  # fmt: skip
_BLOBS = ("keys", "locators", "payloads")


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
        columns = np.zeros(len(ordered), _ROW)
        keys: dict[str, int] = {}
        periods: dict[str, int] = {}
        files: dict[str, int] = {}
        lists = sorted({row.list_id for row in ordered} | {found.list_id for found in publications})
        for number, row in enumerate(ordered):
            columns[number] = (
                row.position, _seconds(row.known_at), row.start.toordinal() if row.start else _EARLIEST,
                row.end.toordinal() if row.end else _LATEST, keys.setdefault(row.key, len(keys)),
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
        sealed = {name: _file_digest(partial / name) for name in _SEALED}
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


_SEALED = (
    "meta.json", "rows.npy", "keys.bin", "keys.ends.npy", "locators.bin", "locators.ends.npy", "payloads.ends.npy",
    "payloads.names.npy",
)  # fmt: skip


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
        "id": found.id, "list": found.list_id, "vintage": _seconds(found.vintage), "version": found.version,
        "position": found.position, "publisher": found.publisher, "title": found.title, "url": found.url,
        "retrieved_at": _seconds(found.retrieved_at), "entries": found.entries, "stale_days": found.stale_days,
    }  # fmt: skip


def _seconds(at: datetime) -> int:
    return int((at.astimezone(UTC) - _EPOCH).total_seconds())


def _file_digest(path: Path) -> str:
    whole = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            whole.update(block)
    return whole.hexdigest()


class _Blob:
    """Texts in one mapped file."""

    def __init__(self, folder: Path, name: str) -> None:
        self._ends = np.load(folder / f"{name}.ends.npy", mmap_mode="r")
        size = int(self._ends[-1]) if len(self._ends) else 0
        path = folder / f"{name}.bin"
        self._bytes = np.memmap(path, np.uint8, "r", shape=(size,)) if size else np.zeros(0, np.uint8)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        start = int(self._ends[number - 1]) if number else 0
        return self._bytes[start : int(self._ends[number])].tobytes()


class Store:
    """A compiled history, opened. Use `open`.

    Attributes:
        digest: SHA-256 that names the folder.
        position: Of the ledger it was compiled from.
    """

    def __init__(self, folder: Path, meta: Mapping[str, Any]) -> None:
        self.folder, self.digest = folder, folder.name
        self.position: int = meta["position"]
        self._meta = meta
        self.rows: npt.NDArray[Any] = np.load(folder / "rows.npy", mmap_mode="r")
        self._keys, self._locators, self._payloads = (_Blob(folder, name) for name in _BLOBS)
        self._names: npt.NDArray[Any] = np.load(folder / "payloads.names.npy", mmap_mode="r")
        self._publications = {found["id"]: found for found in meta["publications"]}
        self._listings: dict[int, Listing] = {}

    @staticmethod
    def open(folder: Path) -> Store:
        """The store in a folder, its columns verified.

        Raises:
            LedgerError: It is damaged, or of another format; compiling it again from the ledger mends it.
        """
        where = str(folder)
        mend = "Run `licet lists status`: it is compiled again from the ledger."
        try:
            sealed = json.loads((folder / "sealed.json").read_bytes())
            if sha256(json.dumps(sealed, sort_keys=True).encode()).hexdigest() != folder.name:
                raise LedgerError("the compiled snapshot is not what its name says", where=where, remedy=mend)
            for name in _SEALED:
                if _file_digest(folder / name) != sealed.get(name):
                    raise LedgerError(f"{name} of the compiled snapshot was altered", where=where, remedy=mend)
            meta = json.loads((folder / "meta.json").read_bytes())
            if meta["format"] != FORMAT:
                raise LedgerError(f"the compiled snapshot has format {meta['format']}", where=where, remedy=mend)
            return Store(folder, meta)
        except (OSError, ValueError, KeyError) as error:
            raise LedgerError(f"the compiled snapshot cannot be read: {error}", where=where, remedy=mend) from error

    def __len__(self) -> int:
        return len(self.rows)

    def key(self, number: int) -> str:
        return self._keys[number].decode()

    def number_of(self, key: str) -> int | None:
        """The number of a key, None when no fact ever had it."""
        low, high, wanted = 0, len(self._keys), key.encode()
        while low < high:
            middle = (low + high) // 2
            if self._keys[middle] < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self._keys) and self._keys[low] == wanted else None

    def listing(self, payload: int) -> Listing:
        """A listing by its number, verified against its SHA-256 when first read."""
        found = self._listings.get(payload)
        if found is None:
            body = self._payloads[payload]
            if sha256(body).digest() != self._names[payload].tobytes():
                raise LedgerError("a listing of the compiled snapshot was altered", where=str(self.folder))
            found = self._listings[payload] = from_json(body)
        return found

    def fact(self, number: int) -> Fact[Listing]:
        """A version as a fact; its id is the key, which stays the same over all periods of an entry."""
        row = self.rows[number]
        publication = self._publications[int(row["publication"])]
        known = _EPOCH + timedelta(seconds=int(row["known"]))
        return Fact(
            id=self.key(int(row["key"])),
            value=self.listing(int(row["payload"])),
            valid=Interval(_day(int(row["start"])), _day(int(row["end"]))),
            known_at=known,
            source=Source(
                publisher=publication["publisher"], title=publication["title"], url=publication["url"],
                published=known.date(), retrieved_at=_EPOCH + timedelta(seconds=publication["retrieved_at"]),
                sha256=self._meta["files"][int(row["file"])] or None, locator=self._locators[number].decode(),
            ),
        )  # fmt: skip

    def every_listing(self) -> Iterator[tuple[str, list[Fact[Listing]]]]:
        """Each key with all its versions, newest first, for the name index and for exports."""
        keys = self.rows["key"]
        edges = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, np.int64)
        for start, end in zip(edges, [*edges[1:], len(keys)], strict=True):
            numbers = sorted(range(int(start), int(end)), key=lambda number: -int(self.rows["known"][number]))
            yield self.key(int(keys[start])), [self.fact(number) for number in numbers]

    def select(self, when: AsOf, position: int | None = None, *, reach_back: bool = False) -> Selection:
        """The facts that hold as of two clocks, as the ledger stood at a position (its newest, unless told).

        Args:
            when: The two clocks.
            position: Of the ledger.
            reach_back: Read a list that had no publication by the moment from its first one: its entries carry dates of
                their own, and a list not searched would look like a party not listed. What had ended before that first
                publication stays unknown.
        """
        at = self.position if position is None else position
        known, day = _seconds(when.known_at), when.valid_on.toordinal()
        rows = self.rows
        limit: Any = self._first_told(known)[rows["list"]] if reach_back and len(rows) else known
        seen = np.flatnonzero((rows["known"] <= limit) & (rows["position"] <= at))
        period = rows["period"][seen]
        newest = seen[np.append(period[1:] != period[:-1], True)] if len(seen) else seen
        holds = newest[(rows["start"][newest] <= day) & (day < rows["end"][newest])]
        return Selection(self, when, at, holds)

    def _first_told(self, known: int) -> npt.NDArray[np.int64]:
        """For each list the moment up to which it is read: the one asked for, or its first publication when that is later.

        A claim confirmed from a case (`case:...`) is read to its newest publication: whoever withdrew it said it never held.
        """
        first: dict[str, int] = {}
        for item in self._meta["publications"]:
            name, vintage = item["list"], item["vintage"]
            first[name] = (max if name.startswith("case:") else min)(vintage, first.get(name, vintage))
        return np.array([max(known, first.get(name, known)) for name in self._meta["lists"]], dtype=np.int64)

    def snapshot(
        self, when: AsOf, shipped: Sequence[Fact[Any]], position: int | None = None, *, reach_back: bool = False
    ) -> Snapshot:
        """The imported lists beside the shipped register, as of two clocks."""
        compiled: Compiled = ReachingBack(self) if reach_back else self
        return Snapshot.of(Everything(shipped, compiled), when, position=self.position if position is None else position)


class ReachingBack:
    """A store whose lists are read from their first publication where nothing older is held; see `Store.select`."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def select(self, when: AsOf, position: int | None = None) -> Selection:
        """The facts that hold as of two clocks, each list from its first publication on."""
        return self.store.select(when, position, reach_back=True)


class Selection(Mapping[str, Fact[Listing]]):
    """The facts of a store that hold as of two clocks; they are read when asked for.

    Attributes:
        digest: SHA-256 over what they say and where it was read; the same facts give the same digest, whatever else the
            ledger holds.
    """

    def __init__(self, store: Store, when: AsOf, position: int, rows: npt.NDArray[np.int64]) -> None:
        self._store, self._when, self._position, self._rows = store, when, position, rows
        self._keys = store.rows["key"][rows]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[str]:
        return (self._store.key(int(key)) for key in self._keys)

    def __contains__(self, id_: object) -> bool:
        return isinstance(id_, str) and self._place(id_) is not None

    def __getitem__(self, id_: str) -> Fact[Listing]:
        place = self._place(id_)
        if place is None:
            raise KeyError(id_)
        return self._store.fact(int(self._rows[place]))

    def _place(self, id_: str) -> int | None:
        number = self._store.number_of(id_)
        if number is None:
            return None
        place = int(np.searchsorted(self._keys, number))
        return place if place < len(self._keys) and int(self._keys[place]) == number else None

    @cached_property
    def digest(self) -> str:
        return sha256(self._store.rows["digest"][self._rows].tobytes()).hexdigest()

    @cached_property
    def lists(self) -> dict[str, ListInfo]:
        """Each list with its version, entries that hold, and the days its history covers."""
        store = self._store
        counts = np.bincount(store.rows["list"][self._rows], minlength=len(store._meta["lists"]))
        known = _seconds(self._when.known_at)
        found: dict[str, ListInfo] = {}
        for number, list_id in enumerate(store._meta["lists"]):
            vintages = sorted(
                (item for item in store._meta["publications"] if item["list"] == list_id and item["position"] <= self._position),
                key=lambda item: (item["vintage"], item["id"]),
            )
            told = [item for item in vintages if item["vintage"] <= known]
            newest = told[-1] if told else None
            found[list_id] = ListInfo(
                list_id=list_id,
                version=newest["version"] if newest else "none known then",
                as_of=_date(newest["vintage"]) if newest else None,
                rows=int(counts[number]),
                coverage=Interval.through(
                    _date(vintages[0]["vintage"]),
                    _date(vintages[-1]["vintage"]) + timedelta(days=vintages[-1]["stale_days"]),
                ) if vintages and not list_id.startswith("case:") else None,
            )  # fmt: skip
        return found

    def later(self, ids: Iterable[str]) -> tuple[Fact[Listing], ...]:
        """Versions of these facts that hold on the day but became known only after the snapshot's knowledge."""
        rows, known, day = self._store.rows, _seconds(self._when.known_at), self._when.valid_on.toordinal()
        found: list[Fact[Listing]] = []
        for id_ in dict.fromkeys(ids):
            number = self._store.number_of(id_)
            if number is None:
                continue
            first, last = np.searchsorted(rows["key"], (number, number + 1))
            part = rows[int(first) : int(last)]
            if id_ in self:
                continue
            hits = np.flatnonzero((part["known"] > known) & (part["start"] <= day) & (day < part["end"]))
            found.extend(self._store.fact(int(first) + int(hit)) for hit in hits)
        return tuple(found)

    def ended(self, id_: str) -> Fact[Listing] | None:
        """The newest version of an id known then, when its period is over on the day; None when it holds or never began."""
        number = self._store.number_of(id_)
        if number is None or id_ in self:
            return None
        rows, known, day = self._store.rows, _seconds(self._when.known_at), self._when.valid_on.toordinal()
        first, last = (int(place) for place in np.searchsorted(rows["key"], (number, number + 1)))
        part = rows[first:last]
        seen = np.flatnonzero((part["known"] <= known) & (part["position"] <= self._position))
        if not len(seen):
            return None
        newest = max(seen, key=lambda place: (int(part["known"][place]), int(part["position"][place])))
        over = int(part["start"][newest]) < int(part["end"][newest]) <= day
        return self._store.fact(first + int(newest)) if over else None


def _day(ordinal: int) -> date | None:
    return None if ordinal in (_EARLIEST, _LATEST) else date.fromordinal(ordinal)


def _date(seconds: int) -> date:
    return (_EPOCH + timedelta(seconds=seconds)).date()
