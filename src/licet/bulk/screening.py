"""Tables screened on all cores: blocks of rows go to processes that share the mapped name index; lines come back in order.

Memory stays constant: a few blocks are under way at any time. A file of lines that was interrupted is gone on with after its
last whole line, if table, options, day and lists are still the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from licet.errors import BadValue, MissingExtra
from licet.facts import AsOf
from licet.screening.table import Row, read_queries
from licet.workspace import Workspace

BLOCK = 1_024
_SMALL = 4 * BLOCK


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What to screen, and how.

    Attributes:
        file: The table.
        name_column: Its column of names; found by its heading when None.
        kind, countries: For rows that have none of their own.
        day, known_at: The two clocks.
        data: The data folder.
        lists, threshold, limit: As for one party.
        jobs: Processes; 0 is one a core.
    """

    file: Path
    name_column: str | None
    kind: str | None
    countries: tuple[str, ...]
    day: date
    known_at: datetime | date | None
    data: Path | None
    lists: tuple[str, ...]
    threshold: float
    limit: int
    jobs: int = 0

    def digest(self) -> str:
        """SHA-256 of all that decides the lines: the table's size and first mebibyte, the options, and the lists."""
        with self.file.open("rb") as file:
            head = file.read(1 << 20)
        workspace = Workspace(self.data)
        facts = workspace.at(self.day, self.known_at).lists
        told = [
            self.file.stat().st_size, self.name_column, self.kind, self.countries, str(self.day), str(self.known_at), self.lists,
            self.threshold, self.limit, [index.digest for index in workspace.indexes],
            {name: info.version for name, info in facts.items()},
        ]  # fmt: skip
        return hashlib.sha256(head + json.dumps(told, sort_keys=True).encode()).hexdigest()


def screen_table(job: Job, skip: int = 0) -> Iterator[tuple[str, str]]:
    """(status, line of JSON) for each row, in input order.

    Args:
        job: What to screen.
        skip: Rows at the start that are done already.
    """
    rows = islice(read_queries(job.file, job.name_column, job.kind, job.countries), skip, None)
    first = list(islice(rows, _SMALL))
    jobs = job.jobs or os.cpu_count() or 1
    if jobs == 1 or len(first) < _SMALL:
        _prepare(job)
        for block in _blocks(first, rows):
            yield from _screened(block)
        return
    with ProcessPoolExecutor(jobs, initializer=_prepare, initargs=(job,)) as pool:
        under_way: deque[Future[list[tuple[str, str]]]] = deque()
        for block in _blocks(first, rows):
            under_way.append(pool.submit(_screened, block))
            if len(under_way) > 3 * jobs:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


def _blocks(first: list[Row], rest: Iterator[Row]) -> Iterator[list[Row]]:
    for place in range(0, len(first), BLOCK):
        yield first[place : place + BLOCK]
    while block := list(islice(rest, BLOCK)):
        yield block


_prepared: dict[str, Any] = {}


def _prepare(job: Job) -> None:
    _prepared["job"], _prepared["workspace"] = job, Workspace(job.data)


def _screened(block: list[Row]) -> list[tuple[str, str]]:
    job: Job = _prepared["job"]
    workspace: Workspace = _prepared["workspace"]
    answers = workspace.screen_many(
        [(row.number, row.query) for row in block],
        AsOf.on(job.day, job.known_at),
        lists=job.lists,
        threshold=job.threshold,
        limit=job.limit,
    )
    return [(answer.status, json.dumps(answer.as_dict(), ensure_ascii=False)) for answer in answers]


class Sink:
    """Where lines go. `done` rows were there before; `statuses` are theirs."""

    def __init__(self, done: int = 0, statuses: frozenset[str] = frozenset()) -> None:
        self.done, self.statuses = done, statuses

    def write(self, line: str) -> None:
        """One line to standard output."""
        sys.stdout.write(line + "\n")


class _Lines(Sink):
    def __init__(self, file: IO[str], done: int, statuses: frozenset[str]) -> None:
        super().__init__(done, statuses)
        self._file = file

    def write(self, line: str) -> None:
        self._file.write(line + "\n")


class _Parquet(Sink):
    """Lines as a table: row, name, status, best listing, list, score, and the whole line."""

    def __init__(self, path: Path) -> None:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError as error:
            raise MissingExtra("writing Parquet", "tables") from error
        super().__init__()
        self._arrow = pa
        columns: list[Any] = [("row", pa.int64()), ("name", pa.string()), ("status", pa.string()), ("listing", pa.string()),
                   ("list", pa.string()), ("score", pa.float64()), ("line", pa.string())]  # fmt: skip
        self._schema = pa.schema(columns)
        self._writer = pq.ParquetWriter(path, self._schema)
        self._held: list[dict[str, Any]] = []

    def write(self, line: str) -> None:
        data = json.loads(line)
        best = data["results"][0] if data["results"] else {}
        self._held.append({
            "row": data["query"].get("row"), "name": data["query"]["name"], "status": data["status"], "line": line,
            "listing": best.get("listing"), "list": best.get("list"), "score": best.get("score"),
        })  # fmt: skip
        if len(self._held) >= 8 * BLOCK:
            self.flush()

    def flush(self) -> None:
        """Write what is held."""
        self._writer.write_table(self._arrow.Table.from_pylist(self._held, schema=self._schema))
        self._held = []

    def close(self) -> None:
        """Write the rest and the footer."""
        self.flush()
        self._writer.close()


@contextmanager
def opened(out: Path | None, job: Job, *, resume: bool) -> Iterator[Sink]:
    """Where the lines of a job go: standard output, a .jsonl file (which can be gone on with), or a .parquet file.

    Raises:
        BadValue: `resume` without a .jsonl file, or the file was made with another table, options, day or lists.
    """
    if out is None or out.suffix != ".jsonl":
        if resume:
            raise BadValue("only a .jsonl file can be gone on with", where="--resume", remedy="give --out FILE.jsonl")
        if out is None:
            yield Sink()
        elif out.suffix == ".parquet":
            sink = _Parquet(out)
            try:
                yield sink
            finally:
                sink.close()
        else:
            raise BadValue(f"{out.suffix or 'no ending'} is not written", where="--out", remedy="give .jsonl or .parquet")
        return
    mark = out.with_suffix(".job")
    digest = job.digest()
    done, statuses = 0, frozenset[str]()
    if resume and out.exists():
        if not mark.exists() or mark.read_text(encoding="ascii") != digest:
            raise BadValue(
                "the lines there were made with another table, options, day or lists",
                where=str(out),
                remedy="start again without --resume",
            )
        done, statuses = _whole_lines(out)
    mark.write_text(digest, encoding="ascii")
    with out.open("a" if done else "w", encoding="utf-8") as file:
        yield _Lines(file, done, statuses)
    mark.unlink()


def _whole_lines(out: Path) -> tuple[int, frozenset[str]]:
    """How many whole lines a file has, and their statuses; a line that was cut off is taken away."""
    done, end, statuses = 0, 0, set()
    with out.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            statuses.add(json.loads(line)["status"])
            done, end = done + 1, end + len(line)
    os.truncate(out, end)
    return done, frozenset(statuses)
