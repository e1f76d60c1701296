"""What a measure does to a book of business: screening ties the book's parties to listings, exposure finds what can matter,
checking decides it before and after.

```python
from licet.impacts import Desk
desk = Desk(open_book(Path("examples/book")), Workspace())
answer(desk.impact("us_bis_dpl/zte", date(2018, 4, 15)))
```
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from licet.checked_names import Found
from licet.checking import THRESHOLD, check, names_asked, screen_parties, spellings
from licet.decisions import Decision
from licet.exposure.book import MANIFEST, Book
from licet.exposure.decided import Decided, Outline, Stands
from licet.exposure.impact import Impact, impact
from licet.exposure.lines import Lines, judged, party_identifiers
from licet.exposure.measures import Measure, bites, find, of_party, sides
from licet.exposure.relations import Codes, Relations
from licet.exposure.sides import Match, Side
from licet.exposure.what_if import read_what_if
from licet.facts import AsOf
from licet.law.law import Law
from licet.screened import kept, names_digest, near, screen_book
from licet.screening.matching import find_many as find_names
from licet.snapshot import Snapshot
from licet.standing import MANY, NameKey, Told, key_of, outline, outlines, save
from licet.standing import load as load_standing
from licet.transactions import Participant, Transaction
from licet.workspace import Workspace

if TYPE_CHECKING:
    from licet.screening.index import NameIndex

#: Days whose standing decisions are kept for the next what-if.
MOST_STANDING = 4
#: Days a report shows at most when none are named.
MOST_DAYS = 12
#: Lines learned from which it is worth keeping them beside the book, and lines read from the book at a time.
WORTH_KEEPING, BLOCK = 500, 2_000

#: Told what is being done, how much of it is done, and of how much.
Progress = Callable[[str, int, int], None]


class Desk:
    """A book and the lists it is held against.

    Args:
        book: From `licet.exposure.book.open_book`.
        workspace: Facts and names.
        progress: Told how far a long road has come: screening the book, deciding it as things stand.
        jobs: Processes for long roads. More than one needs a main module that may be imported again.
    """

    def __init__(self, book: Book, workspace: Workspace, *, progress: Progress | None = None, jobs: int = 1) -> None:
        self.book, self.workspace, self.progress = book, workspace, progress
        self.jobs = jobs
        self.folder: Path | None = None
        self.relations = Relations(book)
        self._found: dict[tuple[str, str | None, str], tuple[Found, ...]] = {}
        self._extra: tuple[NameIndex, ...] = ()
        self._near_supposed: dict[str, frozenset[int]] = {}
        self._stands: dict[tuple[str, AsOf, int | None], tuple[str, Decided]] = {}

    def load(self, folder: Path) -> bool:
        """Take what `licet.screened.screen_book` kept beside an imported book, if the book and the names are still those.

        What the book's lines ask as things stand is kept there too, and taken from there, from now on.

        Returns:
            Whether there was such a screening; without it, the first answer screens the whole book.
        """
        found = kept(folder, self.book, self.workspace)
        self.folder = folder if (folder / MANIFEST).is_file() else None
        if found is not None:
            self.__dict__["_near_lists"] = frozenset(found)
        return found is not None

    def forget(self) -> None:
        """Let go of what was decided for earlier what-ifs."""
        self._stands.clear()
        self._near_supposed.clear()

    # --- measures -----------------------------------------------------------------------------------------------------

    def measure(self, name: str, day: date, known_at: datetime | date | None = None) -> Measure:
        """A measure of the ledger by id."""
        return find(name, self.workspace.at(day, known_at))

    def party_measure(self, name: str, day: date, known_at: datetime | date | None = None) -> Measure:
        """All that restricts a party, found by screening its name.

        Raises:
            UnknownName: Nothing restricts it.
        """
        snapshot = self.workspace.at(day, known_at)
        hits = self.workspace.search(Participant(name=name), name)
        best = [hit.listing_id for hit in hits if hit.exact] or [hit.listing_id for hit in hits if hit.score >= THRESHOLD]
        return of_party(name, snapshot, best)

    def what_if(self, path: Path, day: date, known_at: datetime | date | None = None) -> Measure:
        """A what-if file."""
        return read_what_if(path, self.workspace.at(day, known_at))

    def days(self, measure: Measure) -> tuple[date, ...]:
        """Days on which the measure's own listings, or what relieves them, begin or end: what a timeline should show."""
        names = {fact.id for fact in measure.facts}
        first = min((fact.valid.start for fact in measure.facts if fact.valid.start), default=None)
        latest = {f.id: f for f in sorted(self.workspace.at(date.max).everything, key=lambda f: f.known_at)}
        found: set[date] = set()
        for fact in latest.values():
            if fact.id in names or set(getattr(fact.value, "parties", ())) & names:
                found |= {day for day in (fact.valid.start, fact.valid.end) if day is not None}
        return tuple(sorted(day for day in found if first is None or day >= first))[:MOST_DAYS]

    # --- the answer ---------------------------------------------------------------------------------------------------

    def impact(
        self, measure: Measure | str, day: date, known_at: datetime | date | None = None, *, tiers: int | None = 3,
        everything: bool = False,
    ) -> Impact:  # fmt: skip
        """What the measure does to the book on a day.

        Args:
            measure: A measure, or the id of one.
            day: As of which day.
            known_at: On what was known then; the end of the day when None.
            tiers: How far resale is followed; None for all the way.
            everything: Decide every line anew instead of those it can touch; the answer is the same.
        """
        chosen = self.measure(measure, day, known_at) if isinstance(measure, str) else measure
        before, after = sides(chosen, self.workspace.at(day, known_at))
        self._use(chosen)
        found = self.matches(before, after)
        try:
            return impact(
                self.relations, chosen, before, after, found, self, tiers=tiers, everything=everything,
                stands=self._standing(tiers),
            )  # fmt: skip
        finally:  # interrupted, what was decided so far is kept
            self._keep_standing()

    def decide(self, tx: Transaction, snapshot: Snapshot, law: Law | None = None) -> Decision:
        """The determination engine, with this book's names."""
        return check(tx, snapshot, self.search, explore=False, law=law)

    def ahead(self, parties: Codes) -> None:
        """Search the names of parties together that lines soon decided will ask for: in a block they cost a third."""
        near = np.intersect1d(parties, self._candidates)
        if not near.size:
            return
        new: dict[NameKey, Participant] = {}
        for code, (name, country) in zip(near.tolist(), self._names(near), strict=True):
            fresh = [s for s in spellings(name) if (s, country, name) not in self._found]
            if fresh:
                party = self.participant(code)
                new |= {(spelling, country, name): party for spelling in fresh}
        self._find(new)

    def outlines(self, lines: Lines, numbers: Codes, side: Side) -> Iterator[tuple[int, Outline]]:
        """Lines decided as things stand, with what each asked for: in this process when they are few, else on all cores."""
        told = self._told(lines, numbers, side)
        made: Iterator[tuple[int, Outline]]
        if numbers.size < MANY or self.jobs == 1:
            made = ((line, outline(tx, side.snapshot, self.search)) for line, tx, _ in told)
        else:
            made = outlines(told, side.snapshot, self.workspace, self.jobs)
        for done, each in enumerate(made, 1):
            yield each
            if not done % 100 or done == numbers.size:
                self._say("Deciding the book as things stand", done, numbers.size)

    def _told(self, lines: Lines, numbers: Codes, side: Side) -> Iterator[Told]:
        for start in range(0, numbers.size, BLOCK):
            block = numbers[start : start + BLOCK]
            self.ahead(lines.parties_of(block))
            for number in block.tolist():
                tx = lines.transaction(number, side)
                found = {(s, p.country, p.name or ""): tuple(self.search(p, s)) for p, s in names_asked(tx)}
                yield number, tx, {key: hits for key, hits in found.items() if hits}

    def _standing(self, tiers: int | None) -> Stands:
        """What was decided as things stand, for the next question of the day; of the last few days asked about."""

        def stands(lines: Lines, side: Side) -> Decided:
            key = (side.snapshot.digest, side.snapshot.when, tiers)
            if key not in self._stands:
                if len(self._stands) >= MOST_STANDING:
                    del self._stands[next(iter(self._stands))]
                made = Decided(lines, side, self)
                name = key_of(self.book.digest, names_digest(self.workspace.indexes), key[1], key[0], tiers)
                if self.folder is not None:
                    load_standing(made, self.folder, name)
                self._stands[key] = name, made
            return self._stands[key][1]

        return stands

    def _keep_standing(self) -> None:
        if self.folder is None:
            return
        for name, decided in self._stands.values():
            if decided.learned >= WORTH_KEEPING:
                with suppress(OSError):  # no right to write there: it is learned again by the next process
                    save(decided, self.folder, name)
                decided.learned = 0

    # --- who is who ---------------------------------------------------------------------------------------------------

    def matches(self, *snapshots: Snapshot) -> tuple[Match, ...]:
        """Parties of the book with the listings of the snapshots, settled or possible, as checking sees them."""
        found: dict[tuple[int, str], Match] = {}
        for code in self._candidates:
            party = self.participant(code)
            told = Transaction(parties=(party,), answers=self._decided(code))
            for snapshot in snapshots:
                standings, _, _ = screen_parties(told, snapshot, self.search)
                for standing in standings:
                    if standing.through or standing.listing is None or not bites(standing.listing):
                        continue
                    because = next(
                        (f"{f.matched_name}, score {f.score:.2f}" for s in spellings(party.name) for f in self.search(party, s)
                         if f.listing_id == standing.listing.id), "stated",
                    )  # fmt: skip
                    match = Match(code, standing.listing.id, standing.score, standing.established, because)
                    kept = found.get((code, match.listing))
                    if kept is None or (match.established, match.score) > (kept.established, kept.score):
                        found[code, match.listing] = match
        return tuple(found[key] for key in sorted(found))

    def participant(self, code: int) -> Participant:
        """A party of the book as checking takes it."""
        row = self.book["parties"].row(code, named=True)
        return Participant(
            name=row["name"], country=row["country"], address=row["address"], kind=row["kind"], listed_as=row["listed_as"],
            identifiers=party_identifiers(row["identifiers"]),
        )  # fmt: skip

    def search(self, party: Participant, name: str) -> Sequence[Found]:
        """Listings that may be the party, under this name and the other names the book gives it; remembered.

        A party that comes near no listing is not searched again: `_candidates` holds whoever could.
        """
        key = (name, party.country, party.name or "")
        if key not in self._found and (party.name, party.country) not in self._near_names and name in spellings(party.name or ""):
            return ()
        if key not in self._found:
            self._find({key: party})
        return self._found[key]

    def _find(self, asked: Mapping[tuple[str, str | None, str], Participant]) -> None:
        """Search names, each for a party and with its aliases, in one block; `search` then remembers them."""
        queries: list[tuple[Participant, str]] = []
        owners: list[tuple[str, str | None, str]] = []
        for key, party in asked.items():
            name = key[0]
            names = [name, *self._aliases.get((party.name, party.country), ())] if name == party.name else [name]
            owners += [key] * len(names)
            queries += [(party if spelling == party.name else replace(party, name=spelling), spelling) for spelling in names]
        best: dict[tuple[str, str | None, str], dict[str, Found]] = {key: {} for key in asked}
        for key, hits in zip(owners, find_names((*self.workspace.indexes, *self._extra), queries), strict=True):
            mine = best[key]
            for hit in hits:
                if hit.listing_id not in mine or (hit.exact, hit.score) > (mine[hit.listing_id].exact, mine[hit.listing_id].score):
                    mine[hit.listing_id] = hit
        for key, party in asked.items():
            out = self._ruled_out.get((party.name, party.country), frozenset())
            kept = [hit for hit in best[key].values() if hit.listing_id not in out]
            self._found[key] = tuple(sorted(kept, key=lambda hit: -hit.score))

    @cached_property
    def _aliases(self) -> dict[tuple[str, str | None], tuple[str, ...]]:
        frame = self.book["parties"].select("name", "country", "aliases").filter(self.book["parties"]["aliases"].is_not_null())
        return {
            (name, country): tuple(part.strip() for part in aliases.split(";") if part.strip())
            for name, country, aliases in frame.iter_rows()
        }

    def _decided(self, code: int) -> tuple[tuple[str, str], ...]:
        """A person's judgment on the party's matches, as checking reads it: "same" when it settles every match."""
        same = judged(self.book["parties"]["same_as"][code])
        party = self.participant(code)
        hits = {f.listing_id for s in spellings(party.name) for f in self.search(party, s) if f.score >= THRESHOLD}
        return (("parties[0].listed_as", "same"),) if hits and hits <= same else ()

    @cached_property
    def _ruled_out(self) -> dict[tuple[str, str | None], frozenset[str]]:
        """Listings a person has ruled out, by name and country: those and no others, so a later listing is asked about."""
        frame = self.book["parties"].select("name", "country", "not_same_as")
        rows = frame.filter(frame["not_same_as"].is_not_null()).iter_rows()
        return {(name, country): judged(told) for name, country, told in rows}

    def _use(self, measure: Measure) -> None:
        """Take listings that only the measure makes into the search."""
        new = [fact for fact in measure.facts if fact.source.publisher == "what-if"]
        if not new:
            return
        from licet.screening.index import NameIndex
        from licet.screening.listed import entries_of

        self._extra = (NameIndex.build(entries_of(new)),)
        self._found.clear()
        self.__dict__.pop("_candidates", None)
        self.__dict__.pop("_near_names", None)

    @cached_property
    def _candidates(self) -> tuple[int, ...]:
        """Numbers of the parties whose name comes near any listing, or of whom a person has stated something."""
        return tuple(sorted({*self._stated(), *self._near_lists, *self._near_extra()}))

    @cached_property
    def _near_names(self) -> frozenset[tuple[str | None, str | None]]:
        """Name and country of the candidates."""
        return frozenset(self._names(np.array(self._candidates, dtype=np.int32)))

    def _names(self, codes: Codes) -> list[tuple[str, str | None]]:
        return self.book["parties"][codes.tolist()].select("name", "country").rows() if codes.size else []

    def _near_extra(self) -> frozenset[int]:
        """Those whose name comes near a listing that only a what-if makes; kept for the next question about it."""
        if not self._extra:
            return frozenset()
        key = names_digest(self._extra)
        if key not in self._near_supposed:
            say = partial(self._say, "Searching the book for the names of the what-if")
            self._near_supposed[key] = frozenset(near(self.book, self._extra, progress=say))
        return self._near_supposed[key]

    @cached_property
    def _near_lists(self) -> frozenset[int]:
        """Those whose name comes near a listing of the lists; kept by `licet book screen`, else searched now, and then kept."""
        say = partial(self._say, "Screening the book")
        if self.folder is not None and os.access(self.folder, os.W_OK):
            screen_book(self.book, self.workspace, self.folder, jobs=self.jobs, progress=say)
            found = kept(self.folder, self.book, self.workspace)
            if found is not None:
                return frozenset(found)
        return frozenset(near(self.book, self.workspace.indexes, progress=say))

    def _say(self, what: str, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress(what, done, total)

    def _stated(self) -> Iterable[int]:
        frame = self.book["parties"].with_row_index("_row")
        told = frame["listed_as"].is_not_null() | frame["same_as"].is_not_null()
        return [int(row) for row in frame.filter(told)["_row"]]
