"""A whole book screened once: which of its parties come near any listing, kept beside the imported book.

A search of a million names takes minutes, so it uses all cores, says how far it is, asks each name once, and goes on where it was
stopped. What is kept is a superset of what checking finds: later answers look at those parties closely, and at no others.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from math import exp
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from licet import __version__
from licet.checking import THRESHOLD, spellings
from licet.exposure.book import Book
from licet.exposure.lines import party_identifiers
from licet.screening.facts import COUNTRY_SAME
from licet.screening.lexicon import tables_digest
from licet.screening.query import Query
from licet.workspace import Workspace

if TYPE_CHECKING:
    from licet.screening.index import NameIndex

#: Least score by name alone from which a country that agrees could reach checking's threshold.
BY_NAME = 1 / (1 + exp(COUNTRY_SAME) * (1 - THRESHOLD) / THRESHOLD)
#: Parties searched between two words about progress.
BATCH = 4096
#: Parties from which a second process is worth its start.
MANY = 20_000
#: Beside an imported book: which parties come near a listing, and of which lists; and what is known of that so far.
SCREENED, SO_FAR = "screened.json", "screened.so-far.jsonl"

#: A party as it is searched: name, aliases, kind, country, identifiers, address.
Asked = tuple[str, str | None, str | None, str | None, str | None, str | None]
Progress = Callable[[int, int], None]


def screen_book(
    book: Book, workspace: Workspace, folder: Path, *, jobs: int | None = None, progress: Progress | None = None
) -> int:
    """Screen every party of an imported book and keep who comes near any listing.

    Args:
        book: The imported one of the folder.
        workspace: Whose names.
        folder: Of the imported book; what was found before an interruption is taken from there.
        jobs: Processes; as many as there are cores when None, one for a small book.
        progress: Told how many parties are done, and of how many.

    Returns:
        How many parties come near a listing.
    """
    digest = names_digest(workspace.indexes)
    head = {"book": book.digest, "names": digest}
    asked = _distinct(book)
    done, found = _so_far(folder / SO_FAR, head)
    total = asked.height
    with (folder / SO_FAR).open("w", encoding="utf-8") as kept:
        kept.write(json.dumps(head) + "\n" + json.dumps({"upto": done, "near": sorted(found)}) + "\n")
        for upto, hits in _searched(asked, done, workspace, digest, jobs):
            kept.write(json.dumps({"upto": upto, "near": hits}) + "\n")
            kept.flush()
            found |= set(hits)
            if progress is not None:
                progress(upto, total)
    near = sorted(_everybody(book, asked, found))
    (folder / SCREENED).write_text(json.dumps(head | {"near": near}) + "\n", encoding="utf-8")
    (folder / SO_FAR).unlink()
    return len(near)


def kept(folder: Path, book: Book, workspace: Workspace) -> list[int] | None:
    """Numbers of the parties that come near a listing, if the book was screened and it and the names are still the same."""
    path = folder / SCREENED
    if not path.is_file():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    if told["book"] != book.digest or told["names"] != names_digest(workspace.indexes):
        return None
    return [int(code) for code in told["near"]]


def near(book: Book, indexes: Sequence[NameIndex], *, progress: Progress | None = None) -> set[int]:
    """Numbers of parties that may match some listing: a superset of what checking finds."""
    if not indexes:
        return set()
    asked = _distinct(book)
    found: set[int] = set()
    for start in range(0, asked.height, BATCH):
        found.update(_search(asked, start, indexes))
        if progress is not None:
            progress(min(start + BATCH, asked.height), asked.height)
    return _everybody(book, asked, found)


def names_digest(indexes: Sequence[NameIndex]) -> str:
    """SHA-256 over the name indexes and how this licet compares names: what a kept screening depends on."""
    return hashlib.sha256("\n".join((__version__, tables_digest(), *(index.digest for index in indexes))).encode()).hexdigest()


def _distinct(book: Book) -> pl.DataFrame:
    """Each way a party is searched, once, in the order of the book. The country counts only beside an identifier."""
    with_number = pl.col("identifiers").is_not_null()
    return book["parties"].select(*_KEY, with_number.alias("_told")).with_columns(
        pl.when("_told").then("country").alias("country")
    ).select(_KEY).unique(maintain_order=True)  # fmt: skip


_KEY = ("name", "aliases", "kind", "country", "identifiers", "address")


def _everybody(book: Book, asked: pl.DataFrame, found: Iterable[int]) -> set[int]:
    """Numbers of all parties that are searched in one of the ways found."""
    hits = asked[sorted(found)]
    mine = book["parties"].select(*_KEY).with_row_index("_row").with_columns(
        pl.when(pl.col("identifiers").is_not_null()).then("country").alias("country")
    )  # fmt: skip
    return {int(row) for row in mine.join(hits, on=list(_KEY), how="semi", nulls_equal=True)["_row"]}


def _so_far(path: Path, head: dict[str, str]) -> tuple[int, set[int]]:
    """How many were searched before an interruption, and who was found; nothing when the book or the names have changed."""
    if not path.is_file():
        return 0, set()
    done = 0
    found: set[int] = set()
    with path.open(encoding="utf-8") as lines:
        if lines.readline().strip() != json.dumps(head):
            return 0, set()
        for line in lines:
            try:
                told: dict[str, Any] = json.loads(line)
            except json.JSONDecodeError:  # the line it was writing when it was stopped
                break
            done, found = told["upto"], found | set(told["near"])
    return done, found


def _searched(
    asked: pl.DataFrame, done: int, workspace: Workspace, digest: str, jobs: int | None
) -> Iterator[tuple[int, list[int]]]:
    """Up to which row the search has come, and the rows found since; in order."""
    starts = range(done, asked.height, BATCH)
    workers = jobs or (os.cpu_count() or 1 if asked.height - done > MANY else 1)
    if workers == 1:
        for start in starts:
            yield min(start + BATCH, asked.height), _search(asked, start, workspace.indexes)
        return
    context = get_context("spawn")
    told = (str(workspace.data), workspace.shipped_only, digest)
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_open, initargs=told) as pool:
        blocks = (asked.slice(start, BATCH) for start in starts)
        for start, rows in zip(starts, pool.map(_search_here, (block.rows() for block in blocks)), strict=True):
            yield min(start + BATCH, asked.height), [start + row for row in rows]


_here: Workspace | None = None


def _open(data: str, shipped_only: bool, digest: str) -> None:
    """Open the names in a worker.

    Raises:
        RuntimeError: They are not those that the search was started with: somebody imports lists meanwhile.
    """
    global _here
    _here = Workspace(data, shipped_only=shipped_only)
    if names_digest(_here.indexes) != digest:
        raise RuntimeError("the name index changed while the book was screened; start again")


def _search_here(rows: list[Asked]) -> list[int]:
    assert _here is not None
    return _near(rows, _here.indexes)


def _search(asked: pl.DataFrame, start: int, indexes: Sequence[NameIndex]) -> list[int]:
    return [start + row for row in _near(asked.slice(start, BATCH).rows(), indexes)]


def _near(rows: Sequence[Any], indexes: Sequence[NameIndex]) -> list[int]:
    """Places of the parties that may match some listing.

    Names are asked without their country, which is quick, and with a threshold so much lower that a country that agrees could not
    lift a name over checking's own; identifiers and addresses, which may lift one further, are asked with it.
    """
    queries: list[Query] = []
    owners: list[int] = []
    for place, (name, aliases, kind, country, told, address) in enumerate(rows):
        numbers = dict(party_identifiers(told) or ())
        for spelling in (*spellings(name), *(a.strip() for a in (aliases or "").split(";") if a.strip())):
            owners.append(place)
            seats = (country,) if numbers and country else ()
            queries.append(Query(spelling, kind=kind, countries=seats, identifiers=numbers, address=address))
    found: set[int] = set()
    for index in indexes:
        for owner, hits in zip(owners, index.search_many(queries, 1, BY_NAME), strict=True):
            if isinstance(hits, list) and hits:
                found.add(owner)
    return sorted(found)
