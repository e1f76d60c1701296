"""Measure impact on large books, against the bars: load, first and second measure, memory, growth, and the incremental answer
against deciding everything.

    python benchmarks/impact.py            # everything, under 15 minutes on two free cores
    python benchmarks/impact.py --quick    # the same on small books, two minutes

A book of P parties has P order lines and 10P relations (4P stakes, 5P supply relations, P rows of bills of materials). Books are
made and screened once, and kept in `--cache`. Each size runs in a process of its own, so that peak memory is its own.

Incremental against everything: both in CPU seconds of one process, by the same engine on the same book, with the same names
searched before, and without memory of determinations (`licet.memory`) on either side. "Everything" decides every line that counts
on both sides. `first` is a question of a day nothing is known of yet: a law value then has every line decided once as
things stand, to learn what it asks. `next` is every further one in the process, or the first of a process that finds what stands
beside the book. No answer is faster than the share of lines that the measure touches allows (both sides of all lines over one
side of those touched): their decisions are the work.
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
from typing import Any

MEASURE, DAY = "us_bis_dpl/zte", date(2018, 4, 15)
#: Fictional rows that deal with ZTE: the same few at every size, so that growth shows what the size of the book costs.
TOUCHING = 2
#: The bars of the issue: seconds, gigabytes, times.
LOAD_S, MEASURE_S, MEMORY_GB, TIMES = 60, 3, 6, 50


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


def one(folder: Path, size: int) -> dict[str, Any]:
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
    body = answer(asked)
    at = clock("first", at, seconds)
    spent = used("first", spent, cpu)
    answer(desk.impact(MEASURE, DAY))
    clock("second", at, seconds)
    used("second", spent, cpu)
    relations = sum(book.counts[name] for name in ("ownership", "supply", "boms"))
    return {
        "parties": book.counts["parties"], "relations": relations, "lines": book.counts["orders"], "asked": len(asked.lines),
        "changed": body["summary"]["lines_changed"], "seconds": seconds, "cpu": cpu,
        "peak_gb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2, 2), "size": size,
    }  # fmt: skip


def say(text: str) -> None:
    """Progress, on stderr."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")
    sys.stderr.flush()


def prepared(size: int, cache: Path) -> Path:
    """The imported and screened book of a size, made once."""
    from books import make, write
    from licet.exposure.book import import_book, open_book
    from licet.screened import kept as still_kept
    from licet.screened import screen_book
    from licet.workspace import Workspace

    raw, kept = cache / f"raw-{size}", cache / f"book-{size}"
    workspace = Workspace(shipped_only=True)
    if not (kept / "book.json").exists():
        say(f"making a book of {size:,} parties")
        write(make(size, touch=TOUCHING / size, world=True), raw, "parquet")
        import_book(raw, kept)
    book = open_book(kept)
    if still_kept(kept, book, workspace) is None:
        started, told = time.perf_counter(), [0]

        def progress(done: int, total: int) -> None:
            if done * 5 // total > told[0]:
                told[0] = done * 5 // total
                say(f"screening the book: {done:,} of {total:,} names, {time.perf_counter() - started:.0f} s")

        screen_book(book, workspace, kept, progress=progress)
    return kept


#: What `incremental` asks about a book: each kind of measure.
STEPS: dict[str, str | None] = {
    "a denial order in force": None,
    "relief from it": "{end: us_bis_dpl/zte, on: 2018-04-15}",
    "a listing added": '{list: us_bis_entity, name: "%s", country: %s, from: 2018-04-15, footnotes: 1}',
    "a rule brought into force": "{law: us/ear/part744_end_users/affiliates_rule, value: in force, from: 2018-04-15}",
    "an exception ended (LVS)": "{law: us/ear/part740_exceptions/lvs/life, value: false, from: 2018-04-15}",
    "a mark of the chart (NZ)": "{chart: NZ, columns: [AT 1], from: 2018-04-15}",
    "a license cut short": "{license: D1104207, end: 2018-04-01}",
}


def incremental(size: int, cache: Path, kinds: list[str]) -> Iterator[dict[str, Any]]:
    """Each measure on the lines it can touch, against every line anew: same answer, how many times less CPU."""
    from licet.exposure.answer import answer
    from licet.exposure.book import open_book
    from licet.impacts import Desk
    from licet.workspace import Workspace

    folder = cache / f"book-{size}"
    desk = Desk(open_book(folder), Workspace(shipped_only=True))
    desk.load(folder)
    desk.folder = None  # nothing is taken from, or kept beside, the book: `first` is a first
    desk.relations.build()
    desk.impact(MEASURE, DAY)  # packs and names are read once, for all
    name, country = next(
        desk.book["parties"].filter(desk.book["parties"]["id"] == "F0000100").select("name", "country").iter_rows()
    )
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "what-if.yaml"
        for kind in kinds:
            step = STEPS[kind]
            desk.forget()
            if step is not None:
                told = step % (name, country) if "%" in step else step
                path.write_text(f"says: {kind}\nstanding: supposed\nsteps:\n  - {told}\n", encoding="utf-8")
            measure = desk.measure(MEASURE, DAY) if step is None else desk.what_if(path, DAY)
            took, found = [], []
            for everything in (False, False, True):
                began = time.process_time()
                found.append(desk.impact(measure, DAY, everything=everything))
                took.append(time.process_time() - began)
            some, whole = found[1], found[2]
            one_, two = answer(some), answer(whole)
            parts = ("lines", "money", "products", "owned", "resellers", "licenses", "questions")
            yield {
                "size": size, "measure": kind, "lines": len(whole.lines), "asked": len(some.lines), "changed": len(some.changed),
                "same_answer": all(one_[part] == two[part] for part in parts),
                "cpu_s": {"first": round(took[0], 3), "next": round(took[1], 3), "everything": round(took[2], 2)},
                "times": {"first": round(took[2] / took[0], 1), "next": round(took[2] / took[1], 1)},
            }  # fmt: skip


def apart(*words: str) -> subprocess.Popen[str]:
    """This file in a process of its own."""
    return subprocess.Popen([sys.executable, __file__, *words], stdout=subprocess.PIPE, text=True)


def finished(process: subprocess.Popen[str]) -> list[dict[str, Any]]:
    """The lines of JSON it printed.

    Raises:
        RuntimeError: It failed.
    """
    out, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, process.args))} failed")  # type: ignore[arg-type]
    return [json.loads(line) for line in out.splitlines()]


def bar(what: str, value: float, limit: float, unit: str, *, least: bool = False) -> str:
    """A measured value beside its bar."""
    holds = value >= limit if least else value <= limit
    return f"{what:<46} {value:>10,.2f} {unit:<6} bar {'>=' if least else '<='} {limit:<5} {'holds' if holds else 'MISSED'}"


def report(sizes: list[dict[str, Any]], ratios: list[dict[str, Any]]) -> str:
    """All that was measured, as tables, the bars marked."""
    whole = sizes[-1]
    lines = [
        f"{os.cpu_count()} cores; {whole['parties']:,} parties, {whole['relations']:,} relations, {whole['lines']:,} order lines",
        bar("load from Parquet, wall", whole["seconds"]["load"], LOAD_S, "s"),
        bar("first measure of a process, with answer, wall", whole["seconds"]["first"], MEASURE_S, "s"),
        bar("the same, CPU", whole["cpu"]["first"], MEASURE_S, "s"),
        bar("second measure, with answer, wall", whole["seconds"]["second"], MEASURE_S, "s"),
        bar("peak memory of the process", whole["peak_gb"], MEMORY_GB, "GB"),
        "",
        f"{'growth: parties':>18} {'load s':>8} {'CPU':>7} {'first s':>8} {'CPU':>7} {'second s':>8} {'CPU':>7} {'GB':>6} {'asked':>6}",
    ]
    for row in sizes:
        told = " ".join(f"{row['seconds'][k]:>8.2f} {row['cpu'][k]:>7.2f}" for k in ("load", "first", "second"))
        lines.append(f"{row['parties']:>18,} {told} {row['peak_gb']:>6.2f} {row['asked']:>6}")
    lines += [
        "",
        "incremental against everything, CPU seconds of one process; times faster: first question, next ones, and what the lines allow",
    ]
    for row in ratios:
        spent, times = row["cpu_s"], row["times"]
        share = 100 * row["asked"] / max(row["lines"], 1)
        most = 2 * row["lines"] / max(row["asked"], 1)  # both sides of all lines over one side of those touched
        verdict = "holds" if times["next"] >= TIMES and row["same_answer"] else "MISSED"
        lines.append(
            f"{row['lines']:>8,} lines  {row['measure']:<26} touches {row['asked']:>5} ({share:.2f} %)  {spent['first']:>7.2f} "
            f"{spent['next']:>6.2f} of {spent['everything']:>7.1f}  {times['first']:>7.1f} {times['next']:>8.1f} times of about {most:.0f}  "
            f"{'same answer' if row['same_answer'] else 'DIFFERENT ANSWER'}  bar >= {TIMES} {verdict}"
        )
    return "\n".join(lines)


#: Sizes of growth; size and kinds of measure of the comparisons, dealt to two processes.
FULL = ((100_000, 300_000, 1_000_000), ((20_000, list(STEPS)), (100_000, ["a denial order in force", "an exception ended (LVS)"])))
QUICK = ((5_000, 15_000, 50_000), ((15_000, list(STEPS)),))


def main() -> None:
    """See the top of the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="Small books.")
    parser.add_argument("--json", type=Path, help="Write all figures there too.")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "licet-books-of-the-world")
    parser.add_argument("--one", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--incremental", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--kinds", default="", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(one(args.cache / f"book-{args.one}", args.one)))
        return
    if args.incremental:
        for row in incremental(args.incremental, args.cache, args.kinds.split(";")):
            print(json.dumps(row), flush=True)
            say(f"{row['measure']} on {row['lines']:,} lines: {row['times']['next']} times")
        return
    sizes, comparisons = QUICK if args.quick else FULL
    cache = ["--cache", str(args.cache)]
    began = time.perf_counter()
    grown = []
    for size in sizes:
        prepared(size, args.cache)
        say(f"loading and asking, {size:,} parties")
        grown += finished(apart("--one", str(size), *cache))
    ratios = []
    for size, kinds in comparisons:
        prepared(size, args.cache)
        say(f"incremental against everything, {size:,} order lines, half of them open")
        halves = [apart("--incremental", str(size), "--kinds", ";".join(kinds[n::2]), *cache) for n in (0, 1) if kinds[n::2]]
        rows = [row for half in halves for row in finished(half)]
        ratios += sorted(rows, key=lambda row: kinds.index(row["measure"]))
    print(report(grown, ratios))
    print(f"\nmeasured in {time.perf_counter() - began:.0f} s")
    if args.json:
        args.json.write_text(json.dumps({"sizes": grown, "incremental": ratios}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
