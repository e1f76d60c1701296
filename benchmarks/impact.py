"""Measure impact on large books: load, one measure, memory, growth, and the incremental answer against deciding everything.

    python benchmarks/impact.py --sizes 100000,300000,1000000 --incremental 20000

Each size runs in a process of its own, so that peak memory is its own. A book of P parties has P order lines and 10P relations
(4P stakes, 5P supply relations, P rows of bills of materials).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
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


def used(what: str, started: float, into: dict[str, float]) -> float:
    """The same in CPU seconds of all threads."""
    now = time.process_time()
    into[what] = round(now - started, 3)
    return now


def one(folder: Path, size: int) -> dict[str, object]:
    """Load an imported book and answer the measure, twice; the second time everything is warm."""
    from licet.exposure.answer import answer
    from licet.exposure.book import open_book
    from licet.impacts import Desk
    from licet.workspace import Workspace

    seconds: dict[str, float] = {}
    cpu: dict[str, float] = {}
    at = time.perf_counter()
    spent = time.process_time()
    book = open_book(folder)
    desk = Desk(book, Workspace(shipped_only=True))
    desk.load(folder)
    desk.relations.build()
    at = clock("load", at, seconds)
    spent = used("load", spent, cpu)
    asked = desk.impact(MEASURE, DAY)
    at = clock("first measure", at, seconds)
    spent = used("first measure", spent, cpu)
    body = answer(asked)
    at = clock("first answer", at, seconds)
    spent = used("first answer", spent, cpu)
    asked = desk.impact(MEASURE, DAY)
    at = clock("second measure", at, seconds)
    used("second measure", spent, cpu)
    answer(asked)
    clock("second answer", at, seconds)
    relations = sum(book.counts[name] for name in ("ownership", "supply", "boms"))
    return {
        "parties": book.counts["parties"], "relations": relations, "lines": book.counts["orders"], "asked": len(asked.lines),
        "changed": body["summary"]["lines_changed"], "seconds": seconds, "cpu": cpu,
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
                    "screened_with": f"{os.cpu_count()} processes",
                }
            ),
            flush=True,
        )
    return kept


#: What `incremental` asks about a book: a measure in force, and what-ifs of each kind.
STEPS = {
    "a denial order": None,
    "a listing": '{list: us_bis_entity, name: "Huawei Technologies Co., Ltd.", country: CN, from: 2018-04-15, footnotes: 1}',
    "a rule's life": "{law: us/ear/part744_end_users/affiliates_rule, value: in force, from: 2018-04-15}",
    "a law value": "{law: us/ear/part740_exceptions/lvs/life, value: false, from: 2018-04-15}",
    "a mark of the chart": "{chart: NZ, columns: [AT 1], from: 2018-04-15}",
}


def incremental(size: int) -> Iterator[dict[str, object]]:
    """Each measure on the lines it can touch, against every line anew: same answer, how much faster, in CPU seconds.

    `first` is a what-if of a day nothing is known of yet: what a line asks of the law is found out by deciding it once as
    things stand. `next` is every further one. No what-if is faster than the share of lines that it really changes: their
    decisions are new, and `most` says what that allows (both sides of all lines over the new side of those that change).
    """
    from books import make, write
    from licet.exposure.answer import answer
    from licet.exposure.book import read_book
    from licet.impacts import Desk
    from licet.workspace import Workspace

    with tempfile.TemporaryDirectory() as folder:
        write(make(size, touch=TOUCHING / size), Path(folder), "parquet")
        book = read_book(Path(folder))
        desk = Desk(book, Workspace(shipped_only=True))
        desk.impact(MEASURE, DAY, everything=True)  # names and laws are read once, for all
        for name, step in STEPS.items():
            desk.forget()
            path = Path(folder) / "what-if.yaml"
            path.write_text(f"says: {name}\nstanding: supposed\nsteps:\n  - {step}\n", encoding="utf-8")
            measure = desk.measure(MEASURE, DAY) if step is None else desk.what_if(path, DAY)
            took, found = [], []
            for everything in (False, False, True):
                began = time.process_time()
                found.append(desk.impact(measure, DAY, everything=everything))
                took.append(time.process_time() - began)
            some, whole = found[1], found[2]
            one, two = answer(some), answer(whole)
            parts = ("lines", "money", "products", "owned", "resellers", "licenses", "questions")
            yield {
                "measure": name, "lines": len(whole.lines), "asked": len(some.lines), "changed": len(some.changed),
                "same_answer": all(one[part] == two[part] for part in parts),
                "cpu_s": {"first": round(took[0], 3), "next": round(took[1], 3), "everything": round(took[2], 2)},
                "times_less_cpu": {"first": round(took[2] / took[0], 1), "next": round(took[2] / took[1], 1)},
                "most": round(2 * len(whole.lines) / max(len(some.changed), 1), 1),
            }  # fmt: skip


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
        for row in incremental(args.incremental):
            print(json.dumps(row), flush=True)
    for size in (int(text) for text in args.sizes.split(",") if text):
        prepared(size, args.cache)
        command = [sys.executable, __file__, "--one", str(size), "--cache", str(args.cache)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip(), flush=True)


if __name__ == "__main__":
    main()
