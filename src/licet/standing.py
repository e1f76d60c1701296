"""What stands in a book, decided in bulk: many lines on all cores, and kept beside an imported book for the next question.

What is kept is a word, a license and a set of asked law values a line, for one day, one state of the lists, one version of licet.
Whole decisions are not kept: a line whose decision is shown is decided again.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from licet.checked_names import Found
from licet.checking import check
from licet.exposure.decided import Decided, NotedLicenses, Outline
from licet.facts import AsOf, moment
from licet.kept import package_digest
from licet.law.reads import NotedLaw
from licet.snapshot import Snapshot
from licet.transactions import Participant, Transaction
from licet.workspace import Workspace

#: Lines from which a second process is worth its start, and lines told to a process at a time.
MANY, BATCH = 4_000, 200
#: Answers kept beside a book, the newest of them.
MOST_KEPT = 6
#: The folder in which they are kept.
STANDING = "standing"

#: A name as `Desk.search` remembers it: spelling, country, the party's name.
NameKey = tuple[str, str | None, str]
#: A line to decide: its number, the transaction, what is found of its parties' names.
Told = tuple[int, Transaction, Mapping[NameKey, tuple[Found, ...]]]
Search = Callable[[Participant, str], Sequence[Found]]


def outline(tx: Transaction, snapshot: Snapshot, search: Search) -> Outline:
    """The word of a transaction's decision and what it asked for."""
    law = NotedLaw(snapshot.when)
    noted = replace(tx, licenses=NotedLicenses.of(tx.licenses, law.asked)) if tx.licenses else tx
    decision = check(noted, snapshot, search, explore=False, law=law)
    return Outline.of(decision, law.asked)


def outlines(told: Iterable[Told], snapshot: Snapshot, workspace: Workspace, jobs: int) -> Iterator[tuple[int, Outline]]:
    """Outlines of many lines, decided in processes of their own; in order.

    Args:
        told: The lines, made while they are asked for.
        snapshot: Under which; without an overlay.
        workspace: Whose facts the snapshot was taken from.
        jobs: Processes.
    """
    context = get_context("spawn")
    start = (str(workspace.data), workspace.shipped_only, snapshot.when, snapshot.digest)
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_open, initargs=start) as pool:
        waiting: list[Future[list[tuple[int, Outline]]]] = []
        try:
            for batch in _batches(told):
                waiting.append(pool.submit(_outlines_here, batch))
                if len(waiting) > 3 * jobs:
                    yield from waiting.pop(0).result()
            while waiting:
                yield from waiting.pop(0).result()
        finally:
            for future in waiting:
                future.cancel()


def _batches(told: Iterable[Told]) -> Iterator[list[Told]]:
    batch: list[Told] = []
    for each in told:
        batch.append(each)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


_snapshot_here: Snapshot | None = None
#: One object for each set: batches that say the same set say it once when they are sent.
_sets_here: dict[frozenset[str], frozenset[str]] = {}


def _open(data: str, shipped_only: bool, when: AsOf, digest: str) -> None:
    """Take the snapshot in a worker.

    Raises:
        RuntimeError: It is not the one asked about: somebody imports lists meanwhile.
    """
    global _snapshot_here
    workspace = Workspace(data, shipped_only=shipped_only)
    for reach_back in (True, False):
        _snapshot_here = workspace.snapshot(when, reach_back=reach_back)
        if _snapshot_here.digest == digest:
            return
    raise RuntimeError("the lists changed while the book was decided; start again")


def _outlines_here(batch: list[Told]) -> list[tuple[int, Outline]]:
    assert _snapshot_here is not None
    made = []
    for number, tx, found in batch:
        said = outline(tx, _snapshot_here, _found_in(found))
        same = _sets_here.setdefault(said.asked, said.asked)
        made.append((number, replace(said, asked=same)))
    return made


def _found_in(found: Mapping[NameKey, tuple[Found, ...]]) -> Search:
    return lambda party, name: found.get((name, party.country, party.name or ""), ())


# --- kept beside the book ---------------------------------------------------------------------------------------------


def key_of(book_digest: str, names: str, when: AsOf, facts: str, tiers: int | None) -> str:
    """What a standing answer depends on, as a file's name: the book, the names, the facts, both clocks, licet itself."""
    told = json.dumps([book_digest, names, when.valid_on.isoformat(), moment(when.known_at), facts, tiers, package_digest()])
    return f"{when.valid_on.isoformat()}-{hashlib.sha256(told.encode()).hexdigest()[:24]}"


def save(decided: Decided, folder: Path, key: str) -> None:
    """Keep what was learned; older answers beyond `MOST_KEPT` go.

    Raises:
        OSError: The folder cannot be written.
    """
    place = folder / STANDING
    place.mkdir(exist_ok=True)
    sets = [sorted(asked) for asked in decided.sets]
    held = json.dumps({"sets": sets, "authorities": {str(n): name for n, name in decided.authorities.items()}})
    partial = place / f".{key}-{os.getpid()}"
    with partial.open("wb") as file:
        np.savez_compressed(file, asked=decided.asked, word=decided.word, held=np.frombuffer(held.encode(), dtype=np.uint8))
    partial.replace(place / f"{key}.npz")
    old = sorted(place.glob("*.npz"), key=lambda path: path.stat().st_mtime, reverse=True)[MOST_KEPT:]
    for path in old:
        path.unlink(missing_ok=True)


def load(decided: Decided, folder: Path, key: str) -> bool:
    """Take what was kept; False when there is nothing, or nothing that can be read.

    A damaged file counts as nothing: the lines are decided again.
    """
    path = folder / STANDING / f"{key}.npz"
    try:
        with np.load(path, allow_pickle=False) as kept:
            asked, word = kept["asked"], kept["word"]
            held = json.loads(kept["held"].tobytes())
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error):
        return False
    if asked.shape != decided.asked.shape or word.shape != decided.word.shape:
        return False
    decided.asked, decided.word = asked.astype(np.int32), word.astype(np.int8)
    decided.sets = {frozenset(names): place for place, names in enumerate(held["sets"])}
    decided.authorities = {int(number): name for number, name in held["authorities"].items()}
    return True
