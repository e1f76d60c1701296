"""Lists: import, compile, load. Medians, peak memory, rows a second.

    python benchmarks/lists.py [--runs 3] [--data ../shared/data] [--json]

Each measurement is a process of its own, so that peak memory is its own too. Needs the staged files of ../shared/data.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

SDN = ("sdn.csv.gz", "alt.csv.gz", "add.csv.gz", "sdn_comments.csv")
ALL = (
    ("us_bis_dpl", ("bis/dpl/dpl-2023-11.txt",), "2023-11-30"),
    ("us_bis_entity", ("ear/ecfr-xml/part-744-2026-07-23.xml.gz",), "2026-07-23"),
    ("us_bis_uvl", ("ear/ecfr-xml/part-744-2026-07-23.xml.gz",), "2026-07-23"),
    ("us_bis_meu", ("ear/ecfr-xml/part-744-2026-07-23.xml.gz",), "2026-07-23"),
    ("us_ofac_sdn", tuple(f"ofac/sdn-2023-12/{name}" for name in SDN), "2023-12-28"),
    ("us_ofac_cons", tuple(f"ofac/cons-2025-12/cons_{part}.csv" for part in ("prim", "alt", "add", "comments")), "2025-12-19"),
    ("us_trade_csl", ("csl/consolidated-2022-05-06.csv.gz",), "2022-05-06"),
    ("us_state_dtc", ("state/dtc/itar_debarred-2019-11-06.csv",), "2019-11-06"),
    ("us_state_isn", ("state/isn/isn-2016-12-02.csv",), "2016-12-02"),
    ("un_sc", ("un/consolidated-2026-02-27.xml.gz",), None),
    ("uk_ofsi", ("uk/ConList-2022-05-04.xlsx",), None),
)


def one_import(list_id: str, data: Path, into: Path) -> dict[str, float]:
    """Seconds to import one list into an empty ledger, without the compiling that follows."""
    from licet.records.ledger import Ledger
    from licet.sync.imports import import_files

    _, names, day = next(item for item in ALL if item[0] == list_id)
    ledger = Ledger.open(into)
    start, cpu = time.perf_counter(), time.process_time()
    done = import_files(ledger, list_id, [data / name for name in names], as_of=date.fromisoformat(day) if day else None)
    return {
        "seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu, "rows": done.document.tally.total,
        "entries": done.recorded.entries,
    }  # fmt: skip


def plain_import(data: Path, into: Path) -> dict[str, float]:
    """Seconds of `licet lists import us_trade_csl FILE` in an empty data folder, whole process: columns and name index included."""
    environ = {name: value for name, value in os.environ.items() if name not in ("LICET_LEDGER", "PYTHONDONTWRITEBYTECODE")}
    licet = Path(sys.executable).with_name("licet")
    file = data / "csl/consolidated-2022-05-06.csv.gz"
    start = time.perf_counter()
    run = subprocess.run(
        [str(licet), "lists", "import", "us_trade_csl", str(file), "--as-of", "2022-05-06", "--json"],
        env=environ | {"LICET_DATA": str(into)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = json.loads(run.stdout)
    return {
        "seconds": time.perf_counter() - start, "cpu": used.ru_utime + used.ru_stime, "rows": told["read"],
        "entries": told["entries"], "child_mb": used.ru_maxrss / 1024,
    }  # fmt: skip


def all_imports(data: Path, into: Path) -> dict[str, float]:
    """Every list once, into one ledger."""
    rows = 0.0
    start = time.perf_counter()
    for list_id, _, _ in ALL:
        rows += one_import(list_id, data, into)["rows"]
    return {"seconds": time.perf_counter() - start, "rows": rows}


def columns(_: Path, into: Path) -> dict[str, float]:
    """Seconds to compile the columns and the name index, and of these for the names."""
    from licet.records.ledger import Ledger
    from licet.sync import store as stores

    names = 0.0
    build = stores._build_names

    def timed(*told: object) -> object:
        nonlocal names
        start = time.perf_counter()
        built = build(*told)
        names = time.perf_counter() - start
        return built

    stores._build_names = timed
    start = time.perf_counter()
    store = stores.compile_store(Ledger.open(into), into / "snapshots")
    return {"seconds": time.perf_counter() - start, "names": names, "rows": len(store)}


def load(_: Path, into: Path) -> dict[str, float]:
    """Seconds until a snapshot answers in a new process: opened, verified, selected; and the name index mapped."""
    from licet.facts import AsOf
    from licet.sync.store import open_store

    start = time.perf_counter()
    opened = open_store(into)
    assert opened is not None
    snapshot = opened.snapshot(AsOf.on(date(2026, 8, 1)), ())
    digest = snapshot.digest
    ready = time.perf_counter() - start
    start = time.perf_counter()
    index = opened.names
    return {"seconds": ready, "names": time.perf_counter() - start, "rows": len(opened.store), "entries": len(index) * bool(digest)}


TASKS = {"columns": columns, "load": load, "plain": plain_import}
BARS = {"import us_trade_csl": 10.0, "compile all lists": 30.0, "load all lists": 0.150}
"""Most seconds. "import" reads a publication and records it; "licet lists import CSL" is the whole command in an empty data folder,
with the columns and the name index that are built behind it. "compile again" finds every block of names analyzed, as an import does whose entries did not change."""


def measure(task: str, data: Path, into: Path) -> dict[str, float]:
    """One task in a process of its own."""
    run = subprocess.run(
        [sys.executable, __file__, "--task", task, "--data", str(data), "--into", str(into)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Measure, or do one task."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    parser.add_argument("--into", type=Path)
    parser.add_argument("--task")
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    if told.task:
        work = TASKS.get(told.task)
        if work is not None:
            found = work(told.data, told.into)
        elif told.task == "all":
            found = all_imports(told.data, told.into)
        else:
            found = one_import(told.task, told.data, told.into)
        found["peak_mb"] = found.pop("child_mb", 0.0) or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(found))
        return
    results: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        for list_id in ("us_ofac_sdn", "us_trade_csl", "us_bis_entity"):
            runs = [measure(list_id, told.data, root / f"{list_id}-{n}") for n in range(told.runs)]
            results[f"import {list_id}"] = _median(runs)
        runs = [measure("plain", told.data, root / f"plain-{n}") for n in range(told.runs)]
        results["licet lists import CSL"] = _median(runs)
        whole = root / "all"
        results["import all lists"] = measure("all", told.data, whole)
        runs = []
        for _ in range(max(told.runs - 1, 1)):
            shutil.rmtree(whole / "snapshots", ignore_errors=True)
            runs.append(measure("columns", told.data, whole))
        results["compile all lists"] = _median(runs)
        for store in whole.glob("snapshots/*/sealed.json"):
            shutil.rmtree(store.parent)
        results["compile again"] = measure("columns", told.data, whole)
        results["load all lists"] = _median([measure("load", told.data, whole) for _ in range(told.runs * 3)])
    if told.json:
        print(json.dumps(results, indent=2))
        return
    for name, found in results.items():
        rate = f"{found['rows'] / found['seconds']:>10,.0f} rows/s"
        names = f"  names {found['names']:.3f} s" if "names" in found else ""
        names += f"  cpu {found['cpu']:.1f} s" if "cpu" in found else ""
        bar = "" if name not in BARS else f"  bar {BARS[name]:g} s: {'met' if found['seconds'] < BARS[name] else 'MISSED'}"
        print(f"{name:22} {found['seconds']:8.3f} s {rate}  peak {found['peak_mb']:6.0f} MB{names}{bar}")


def _median(runs: list[dict[str, float]]) -> dict[str, float]:
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


if __name__ == "__main__":
    main()
