"""A compiled store, opened: its versions, and which of them hold as of two clocks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from licet.compiled.layout import BLOBS, EPOCH, FORMAT, SEALED, Blob, day_of, file_digest, seconds
from licet.compiled.selection import Selection
from licet.errors import LedgerError
from licet.facts import AsOf, Fact, Interval, Source
from licet.listings import Listing
from licet.payloads import from_json
from licet.snapshot import Compiled, Everything, Snapshot


class Store:
    """A compiled history, opened. Use `open`.

    Attributes:
        digest: SHA-256 that names the folder.
        position: Of the ledger it was compiled from.
        meta: Lists, files and publications, as plain data.
        rows: The versions as a structured array, by key, period and the moment they became known.
    """

    def __init__(self, folder: Path, meta: Mapping[str, Any]) -> None:
        self.folder, self.digest = folder, folder.name
        self.position: int = meta["position"]
        self.meta = meta
        self.rows: npt.NDArray[Any] = np.load(folder / "rows.npy", mmap_mode="r")
        self._keys, self._locators, self._payloads = (Blob(folder, name) for name in BLOBS)
        self._names: npt.NDArray[Any] = np.load(folder / "payloads.names.npy", mmap_mode="r").view(np.ndarray)
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
            for name in SEALED:
                if file_digest(folder / name) != sealed.get(name):
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
        known = EPOCH + timedelta(seconds=int(row["known"]))
        return Fact(
            id=self.key(int(row["key"])),
            value=self.listing(int(row["payload"])),
            valid=Interval(day_of(int(row["start"])), day_of(int(row["end"]))),
            known_at=known,
            source=Source(
                publisher=publication["publisher"], title=publication["title"], url=publication["url"],
                published=known.date(), retrieved_at=EPOCH + timedelta(seconds=publication["retrieved_at"]),
                sha256=self.meta["files"][int(row["file"])] or None, locator=self._locators[number].decode(),
            ),
        )  # fmt: skip

    def keys_and_payloads(self) -> Iterator[tuple[int, str, bytes]]:
        """Each key with the place of its first version and the SHA-256 of what its versions say, newest first; then the end."""
        for start, key, payloads in self._keys_among(0, len(self.rows)):
            yield start, key, b"".join([self._names[payload].tobytes() for payload in payloads])
        yield len(self.rows), "", b""

    def listings(self, first: int = 0, last: int | None = None) -> Iterator[tuple[str, list[Listing]]]:
        """Each key among some versions with what all of them say, newest first."""
        for _, key, payloads in self._keys_among(first, len(self.rows) if last is None else last):
            yield key, [self.listing(payload) for payload in payloads]

    def _keys_among(self, first: int, last: int) -> Iterator[tuple[int, str, list[int]]]:
        """Each key among some versions, the place of its first one and their payloads, newest first."""
        part = self.rows[first:last]
        edges = np.flatnonzero(np.append(True, part["key"][1:] != part["key"][:-1])) if len(part) else np.zeros(0, np.int64)
        keys, known, payloads = part["key"].tolist(), part["known"].tolist(), part["payload"].tolist()
        for start, end in pairwise([*edges.tolist(), len(part)]):
            numbers = sorted(range(start, end), key=lambda number: -known[number]) if end > start + 1 else (start,)
            yield first + start, self.key(keys[start]), [payloads[number] for number in numbers]

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
        known, day = seconds(when.known_at), when.valid_on.toordinal()
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
        for item in self.meta["publications"]:
            name, vintage = item["list"], item["vintage"]
            first[name] = (max if name.startswith("case:") else min)(vintage, first.get(name, vintage))
        return np.array([max(known, first.get(name, known)) for name in self.meta["lists"]], dtype=np.int64)

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
