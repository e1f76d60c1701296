"""Workspace: the facts and the name index a session works with.

Offline and out of the box it holds the shipped register. Where a data folder has imported lists, their compiled snapshot and
name index stand beside it. Opening is cheap; what is heavy is loaded when first asked for.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from licet.checked_names import Found
from licet.facts import AsOf, Fact
from licet.listings import Listing
from licet.register import shipped
from licet.snapshot import Snapshot
from licet.transactions import Participant

if TYPE_CHECKING:
    from licet.screening.index import NameIndex


def data_dir(given: Path | str | None = None) -> Path:
    """The data folder: as given, else LICET_DATA (or LICET_DATA_DIR), else the platform's user data folder."""
    told = given or os.environ.get("LICET_DATA") or os.environ.get("LICET_DATA_DIR")
    if told:
        return Path(told)
    from platformdirs import user_data_path

    return user_data_path("licet", appauthor=False)


class Workspace:
    """Facts and names of one data folder.

    Args:
        data: The folder; None for the default one.
        shipped_only: Leave imported lists out, for answers that do not depend on the machine.
    """

    def __init__(self, data: Path | str | None = None, *, shipped_only: bool = False) -> None:
        self.data = data_dir(data)
        self.shipped_only = shipped_only

    @cached_property
    def imported(self) -> Any:
        """The compiled store of imported lists, None when there is none."""
        if self.shipped_only or (not (self.data / "ledger.sqlite").exists() and not os.environ.get("LICET_LEDGER")):
            return None
        from licet.sync import open_store

        return open_store(self.data)

    @cache  # noqa: B019  one workspace a process; its snapshots are shared
    def snapshot(self, when: AsOf) -> Snapshot:
        """The facts as of two clocks: the register, and the lists that were imported."""
        if self.imported is None:
            return Snapshot.of(shipped(), when)
        return self.imported.snapshot(when, shipped())  # type: ignore[no-any-return]

    def at(self, day: date, known_at: datetime | date | None = None) -> Snapshot:
        """The snapshot of a day, as known at its end unless told otherwise."""
        return self.snapshot(AsOf.on(day, known_at))

    @cached_property
    def _shipped_names(self) -> NameIndex:
        from licet.screening.index import NameIndex

        return NameIndex.build(entries_of(shipped()))

    @cached_property
    def indexes(self) -> tuple[NameIndex, ...]:
        """The name index of the register, and that of the imported lists."""
        if self.imported is None:
            return (self._shipped_names,)
        return (self._shipped_names, self.imported.names)

    def search(self, party: Participant, name: str) -> Sequence[Found]:
        """Listings that may be the party under this name, best first, from every index."""
        from licet.screening.matching import find

        return find(self.indexes, party, name)


def entries_of(facts: Sequence[Fact[Any]]) -> list[Any]:
    """The index entries of listings; the newest version of each id."""
    from licet.screening.listed import entry_of

    newest = {fact.id: fact for fact in facts if isinstance(fact.value, Listing)}
    return [entry_of(fact) for fact in newest.values()]
