"""The facts of a store that hold as of two clocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from licet.compiled.layout import date_of, seconds
from licet.facts import AsOf, Fact, Interval
from licet.listings import Listing
from licet.snapshot import ListInfo

if TYPE_CHECKING:
    from licet.compiled.store import Store


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
        counts = np.bincount(store.rows["list"][self._rows], minlength=len(store.meta["lists"]))
        known = seconds(self._when.known_at)
        found: dict[str, ListInfo] = {}
        for number, list_id in enumerate(store.meta["lists"]):
            vintages = sorted(
                (item for item in store.meta["publications"] if item["list"] == list_id and item["position"] <= self._position),
                key=lambda item: (item["vintage"], item["id"]),
            )
            told = [item for item in vintages if item["vintage"] <= known]
            newest = told[-1] if told else None
            found[list_id] = ListInfo(
                list_id=list_id,
                version=newest["version"] if newest else "none known then",
                as_of=date_of(newest["vintage"]) if newest else None,
                rows=int(counts[number]),
                coverage=Interval.through(
                    date_of(vintages[0]["vintage"]),
                    date_of(vintages[-1]["vintage"]) + timedelta(days=vintages[-1]["stale_days"]),
                ) if vintages and not list_id.startswith("case:") else None,
            )  # fmt: skip
        return found

    def later(self, ids: Iterable[str]) -> tuple[Fact[Listing], ...]:
        """Versions of these facts that hold on the day but became known only after the snapshot's knowledge."""
        rows, known, day = self._store.rows, seconds(self._when.known_at), self._when.valid_on.toordinal()
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
        rows, known, day = self._store.rows, seconds(self._when.known_at), self._when.valid_on.toordinal()
        first, last = (int(place) for place in np.searchsorted(rows["key"], (number, number + 1)))
        part = rows[first:last]
        seen = np.flatnonzero((part["known"] <= known) & (part["position"] <= self._position))
        if not len(seen):
            return None
        newest = max(seen, key=lambda place: (int(part["known"][place]), int(part["position"][place])))
        over = int(part["start"][newest]) < int(part["end"][newest]) <= day
        return self._store.fact(first + int(newest)) if over else None
