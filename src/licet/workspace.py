"""Workspace: the facts and the name index a session works with.

Offline and out of the box it holds the shipped register. Where a data folder has imported lists, their compiled snapshot and
name index stand beside it. Opening is cheap; what is heavy is loaded when first asked for.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from licet.checked_names import Found
from licet.facts import AsOf
from licet.kept import keep
from licet.listings import Listing
from licet.register import shipped
from licet.snapshot import Snapshot
from licet.transactions import Participant

if TYPE_CHECKING:
    from licet.screening.index import NameIndex
    from licet.screening.judgments import Judgments
    from licet.screening.query import Hit, Query
    from licet.screening.screen import Match, Screening, Searched, Status


#: Names whose search is remembered within a process.
MOST_REMEMBERED = 50_000


def data_dir(given: Path | str | None = None) -> Path:
    """The data folder: as given, else LICET_DATA (or LICET_DATA_DIR), else the platform's user data folder."""
    told = given or os.environ.get("LICET_DATA") or os.environ.get("LICET_DATA_DIR")
    if told:
        return Path(told)
    from platformdirs import user_data_path

    return user_data_path("licet", appauthor=False)


def _asked(party: Participant, name: str) -> tuple[object, ...]:
    """All that a search for a name looks at."""
    p = party
    return name, p.name == name, p.kind, p.country, p.nationality, p.birth_date, p.identifiers, p.address


def _index_of_the_register() -> NameIndex:
    from licet.screening.index import NameIndex
    from licet.screening.listed import entries_of

    newest = {fact.id: fact for fact in shipped() if isinstance(fact.value, Listing)}
    return NameIndex.build(entries_of(newest.values()))


class Workspace:
    """Facts and names of one data folder.

    Args:
        data: The folder; None for the default one.
        shipped_only: Leave imported lists out, for answers that do not depend on the machine.
    """

    def __init__(self, data: Path | str | None = None, *, shipped_only: bool = False) -> None:
        self.data = data_dir(data)
        self.shipped_only = shipped_only
        self._searched: dict[tuple[object, ...], Sequence[Found]] = {}

    @cached_property
    def imported(self) -> Any:
        """The compiled store of imported lists, None when there is none."""
        if self.shipped_only or (not (self.data / "ledger.sqlite").exists() and not os.environ.get("LICET_LEDGER")):
            return None
        from licet.sync import open_store

        return open_store(self.data)

    @cache  # noqa: B019  one workspace a process; its snapshots are shared
    def snapshot(self, when: AsOf, *, reach_back: bool = False) -> Snapshot:
        """The facts as of two clocks: the register, and the lists that were imported.

        Args:
            when: The two clocks.
            reach_back: Read a list that is only held from a later day on from its first publication, so that a party it
                shows in force on the day by its own dates is not missed.
        """
        if self.imported is None:
            return Snapshot.of(shipped(), when)
        return self.imported.snapshot(when, shipped(), reach_back=reach_back)  # type: ignore[no-any-return]

    @cache  # noqa: B019
    def at(self, day: date, known_at: datetime | date | None = None) -> Snapshot:
        """The snapshot of a day, as known at its end; strictly as known at a moment when one is told."""
        return self.snapshot(AsOf.on(day, known_at), reach_back=known_at is None)

    @cached_property
    def _shipped_names(self) -> NameIndex:
        from licet.screening.index import NameIndex

        return keep("names-of-the-register", _index_of_the_register, NameIndex.save, NameIndex.load)

    @cached_property
    def indexes(self) -> tuple[NameIndex, ...]:
        """The name index of the register, and that of the imported lists."""
        if self.imported is None:
            return (self._shipped_names,)
        return (self._shipped_names, self.imported.names)

    def search(self, party: Participant, name: str) -> Sequence[Found]:
        """Listings that may be the party under this name, best first, from every index.

        What was asked before is remembered: the indexes hold all listings ever, so the answer does not depend on the day.
        """
        key = _asked(party, name)
        found = self._searched.get(key)
        if found is None:
            from licet.screening.matching import find

            found = find(self.indexes, party, name)
            if len(self._searched) >= MOST_REMEMBERED:
                self._searched.clear()
            self._searched[key] = found
        return found

    def look_up(self, asked: Iterable[tuple[Participant, str]]) -> None:
        """Search a block of names ahead, together; `search` then remembers them."""
        new = {key: pair for pair in asked if (key := _asked(*pair)) not in self._searched}
        if not new:
            return
        from licet.screening.matching import find_many

        if len(self._searched) + len(new) > MOST_REMEMBERED:
            self._searched.clear()
        self._searched |= zip(new, find_many(self.indexes, tuple(new.values())), strict=True)

    def screen(
        self,
        query: Query,
        when: AsOf,
        *,
        lists: Sequence[str] = (),
        threshold: float = 0.7,
        limit: int = 5,
        row: int | None = None,
        judgments: Judgments | None = None,
        reach_back: bool = True,
    ) -> Screening:
        """Screen one party against every list as of the day; "clear" names the lists that were searched.

        Args:
            query: Who is asked for.
            when: The two clocks.
            lists: Ids of the lists to search; all when empty.
            threshold: Least score of a hit.
            limit: Most hits to return.
            row: Number of the row it came from.
            judgments: What people decided about earlier hits.
            reach_back: As in `snapshot`.
        """
        asked = [(row, query)]
        return next(
            self.screen_many(asked, when, lists=lists, threshold=threshold, limit=limit, judgments=judgments, reach_back=reach_back)
        )

    def screen_many(
        self,
        rows: Sequence[tuple[int | None, Query]],
        when: AsOf,
        *,
        lists: Sequence[str] = (),
        threshold: float = 0.7,
        limit: int = 5,
        judgments: Judgments | None = None,
        reach_back: bool = True,
    ) -> Iterator[Screening]:
        """The same for a block of parties, each with the number of its row; the arrays of the index take them together."""
        from licet.screening.names import UnreadableName
        from licet.screening.screen import Screening, not_cleared
        from licet.screening.screenable import why_unscreenable

        snapshot = self.snapshot(when, reach_back=reach_back)
        searched = self.searched(when, lists, reach_back=reach_back)
        too_old = not_cleared(searched, when.valid_on)
        if not searched:
            for row, query in rows:
                yield Screening(query, when.valid_on, "error", (), (), row, f"no such list is loaded: {', '.join(lists)}")
            return
        queries = [query for _, query in rows]
        answers = [index.search_many(queries, 4 * limit + 20, threshold) for index in self.indexes]
        for (row, query), *found in zip(rows, *answers, strict=True):
            hits: list[Hit] = []
            unreadable = [answer for answer in found if isinstance(answer, UnreadableName)]
            if unreadable:
                yield Screening(query, when.valid_on, "error", (), searched, row, unreadable[0].message)
                continue
            for answer in found:
                assert not isinstance(answer, UnreadableName)
                hits += answer
            held = [hit for hit in hits if (not lists or hit.entry.list_id in lists) and snapshot.listing(hit.entry.listing_id)]
            best = sorted(held, key=lambda hit: -hit.score)[:limit]
            matches = tuple(self._match(hit, query, snapshot, judgments) for hit in best)
            is_open = any(match.identity != "different" for match in matches)
            uncleared = None if is_open else too_old or why_unscreenable(query.name, query.kind)
            status: Status = "hit" if is_open else "error" if uncleared else "clear"
            yield Screening(query, when.valid_on, status, matches, searched, row, uncleared)

    def searched(self, when: AsOf, lists: Sequence[str] = (), *, reach_back: bool = False) -> tuple[Searched, ...]:
        """The lists that a screening as of the day searches."""
        from licet.screening.screen import Searched

        found = sorted(self.snapshot(when, reach_back=reach_back).lists.items())
        return tuple(
            Searched(name, info.version, info.rows, info.as_of, info.stale_on(when.valid_on))
            for name, info in found
            if not lists or name in lists
        )

    @staticmethod
    def _match(hit: Hit, query: Query, snapshot: Snapshot, judgments: Judgments | None) -> Match:
        from licet.screening.screen import About, Match

        fact = snapshot.listing(hit.entry.listing_id)
        assert fact is not None
        about = About(fact.valid.start, fact.valid.last_day, fact.value.cite, fact.source.url)
        judgment = judgments.on(query, hit.entry, snapshot.when.valid_on) if judgments is not None else None
        return Match(hit, judgment.identity if judgment else "undecided", about, judgment)
