"""Who is listed on a day, from the compiled history, with what the history cannot say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from licet.errors import OutOfCoverage, UnknownName, nearest
from licet.facts import AsOf, Fact
from licet.listings import Listing
from licet.sync.store import open_store


def held_on(
    data: Path, day: date, known_at: datetime | None = None, lists: Sequence[str] = ()
) -> tuple[Iterator[Fact[Listing]], list[str]]:
    """The imported listings that hold on a day, and a note for each list whose history does not reach it.

    Raises:
        OutOfCoverage: No list was imported, or a list that was asked for by name has no history on that day.
        UnknownName: A list that was asked for was never imported.
    """
    opened = open_store(data)
    if opened is None:
        raise OutOfCoverage("no list was imported yet", remedy="licet lists import ID FILE...")
    held = opened.store.select(AsOf.on(day, known_at))
    notes = []
    for list_id in lists:
        if list_id not in held.lists:
            raise UnknownName(f"no list {list_id!r} was imported", remedy=nearest(list_id, held.lists) or ", ".join(held.lists))
    for list_id, info in held.lists.items():
        if lists and list_id not in lists:
            continue
        if info.coverage is None or day not in info.coverage:
            text = f"{list_id}: its history covers {info.coverage}, not {day}"
            if lists:
                raise OutOfCoverage(text, why="An empty answer would say that nobody was listed.",
                                    remedy="Import the vintage of that day: licet lists import ID FILE --as-of DAY")  # fmt: skip
            notes.append(text)
    wanted = set(lists) or set(held.lists)
    return (fact for fact in held.values() if fact.value.list_id in wanted), notes
