"""Measure impact on large books: load, one measure, memory, growth, and the incremental answer against deciding everything.

    python benchmarks/impact.py --sizes 100000,300000,1000000
    python benchmarks/impact.py --incremental 3000

Each size runs in a process of its own, so that peak memory is its own. A book of P parties has P order lines and 10P relations
(4P stakes, 5P supply relations, P rows of bills of materials).
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

MEASURE, DAY = "us_bis_dpl/zte", date(2018, 4, 15)
#: Fictional rows that deal with ZTE: the same few at every size, so that growth shows what the size of the book costs.
TOUCHING = 2


def clock(what: str, started: float, into: dict[str, float]) -> float:
    """Note the seconds since; start again."""
    now = time.perf_counter()
    into[what] = round(now - started, 3)
    return now


def one(folder: Path, size: int) -> dict[str, object]:
    """Load an imported book and answer the measure, twice; the second time everything is warm."""
    from licet.exposure.answer import answer
    from licet.exposure.book import open_book
    from licet.impacts import Desk
    from licet.workspace import Workspace

    seconds: dict[str, float] = {}
    at = time.perf_counter()
    book = open_book(folder)
    desk = Desk(book, Workspace(shipped_only=True))
    desk.load(folder)
    desk.relations.build()
    at = clock("load", at, seconds)
    asked = desk.impact(MEASURE, DAY)
    at = clock("first measure", at, seconds)
    body = answer(asked)
    at = clock("first answer", at, seconds)
    asked = desk.impact(MEASURE, DAY)
    at = clock("second measure", at, seconds)
    answer(asked)
    clock("second answer", at, seconds)
    relations = sum(book.counts[name] for name in ("ownership", "supply", "boms"))
    return {
        "parties": book.counts["parties"], "relations": relations, "lines": book.counts["orders"], "asked": len(asked.lines),
        "changed": body["summary"]["lines_changed"], "seconds": seconds,
        "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, 2), "size": size,
    }  # fmt: skip


def prepared(size: int, cache: Path) -> Path:
    """The imported book of a size, made once."""
    from books import make, write
    from licet.exposure.book import import_book
    from licet.screened import screen_book
    from licet.workspace import Workspace

    raw, kept = cache / f"raw-{size}", cache / f"book-{size}"
    if not (kept / "screened.json").exists():
        started = time.perf_counter()
        write(make(size, touch=TOUCHING / size), raw, "parquet")
        made = time.perf_counter()
        book = import_book(raw, kept)
        imported = time.perf_counter()
        screen_book(book, Workspace(shipped_only=True), kept)
        print(
            json.dumps(
                {
                    "size": size,
                    "generate": round(made - started, 1),
                    "import": round(imported - made, 1),
                    "screen": round(time.perf_counter() - imported, 1),
                }
            ),
            flush=True,
        )
    return kept


def incremental(size: int) -> dict[str, object]:
    """The measure on the lines it can touch, against every line anew: same answer, how much faster."""
    from books import make, write
    from licet.exposure.answer import answer
    from licet.exposure.book import read_book
    from licet.impacts import Desk
    from licet.workspace import Workspace

    with tempfile.TemporaryDirectory() as folder:
        write(make(size, touch=0.001), Path(folder), "parquet")
        book = read_book(Path(folder))
    desk = Desk(book, Workspace(shipped_only=True))
    desk.impact(MEASURE, DAY)  # names and laws are read once, for both
    started, began = time.perf_counter(), time.process_time()
    some = desk.impact(MEASURE, DAY)
    middle, half = time.perf_counter(), time.process_time()
    whole = desk.impact(MEASURE, DAY, everything=True)
    end, ended = time.perf_counter(), time.process_time()
    one, two = answer(some), answer(whole)
    same = all(one[part] == two[part] for part in ("lines", "money", "products", "owned", "resellers", "licenses", "questions"))
    return {
        "lines": len(whole.lines),
        "asked": len(some.lines),
        "changed": len(some.changed),
        "same_answer": same,
        "incremental_s": round(middle - started, 3),
        "everything_s": round(end - middle, 2),
        "times_faster": round((end - middle) / (middle - started), 1),
        "times_less_cpu": round((ended - half) / (half - began), 1),
    }


def main() -> None:
    """See the top of the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="")
    parser.add_argument("--incremental", type=int, default=0)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "licet-books")
    parser.add_argument("--one", type=int, default=0, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(one(args.cache / f"book-{args.one}", args.one)))
        return
    if args.incremental:
        print(json.dumps(incremental(args.incremental)))
    for size in (int(text) for text in args.sizes.split(",") if text):
        prepared(size, args.cache)
        command = [sys.executable, __file__, "--one", str(size), "--cache", str(args.cache)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip(), flush=True)


if __name__ == "__main__":
    main()
