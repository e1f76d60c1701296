"""Results of the screening benchmark kept on disk, so that a run that was stopped goes on where it was.

A result is kept under the digest of everything it depends on: the matcher's code and tables and the benchmark's own. Change any of
them and it is measured again.
"""

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
KEPT = HERE.parent / "out" / "bench-screening"


@cache
def code_digest() -> str:
    """The first letters of the SHA-256 over the matcher's files and the benchmark's."""
    digest = hashlib.sha256()
    package = HERE.parent / "src" / "licet" / "screening"
    # Thresholds are written by the benchmark itself.
    parts = [*package.rglob("*.py"), *(path for path in (package / "tables").iterdir() if path.name != "thresholds.json")]
    parts += [*HERE.glob("screening*.py"), HERE / "han_pairs.tsv", HERE / "innocent_firms.txt", *HERE.glob("*_names*.tsv")]
    for path in sorted(parts):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def kept(name: str, measure: Callable[[], Any], *, fresh: bool = False) -> Any:
    """The kept result of a part, or what measuring it gives: plain data.

    Args:
        name: Of the part, with its seed.
        measure: Measures it.
        fresh: Measure it even when a result is kept.
    """
    path = _place(name)
    if path.exists() and not fresh:
        return json.loads(path.read_text(encoding="utf-8"))
    result, seconds = _measured(path, measure)
    progress(f"{name}: {seconds:.0f} s of CPU")
    return result


def kept_side_by_side(parts: dict[str, Callable[[], Any]], *, fresh: bool = False) -> list[Any]:
    """The same for parts in which nothing is timed: those that are missing are measured on all cores at once."""
    missing = {name: measure for name, measure in parts.items() if fresh or not _place(name).exists()}
    cores = min(len(missing), os.cpu_count() or 1)
    if cores > 1:
        with ProcessPoolExecutor(cores, mp_context=get_context("fork")) as pool:
            running = {pool.submit(_measured, _place(name), measure): name for name, measure in missing.items()}
            for done in as_completed(running):
                progress(f"{running[done]}: {done.result()[1]:.0f} s of CPU")
        fresh = False
    return [kept(name, measure, fresh=fresh) for name, measure in parts.items()]


def _place(name: str) -> Path:
    return KEPT / code_digest() / f"{name}.json"


def _measured(path: Path, measure: Callable[[], Any]) -> tuple[Any, float]:
    """What measuring gives, kept in a file, and the seconds of CPU it took."""
    started = time.process_time()
    result = measure()
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(result), encoding="utf-8")
    partial.replace(path)
    return result, time.process_time() - started


_done = 0
_parts = 0


def expect(parts: int) -> None:
    """How many parts the run has, for the progress bar."""
    global _parts
    _parts = parts


def progress(text: str) -> None:
    """One step of the bar, on standard error."""
    global _done
    _done += 1
    width = 24
    full = min(width, width * _done // max(_parts, 1))
    print(f"[{'#' * full}{'.' * (width - full)}] {_done}/{_parts} {text}", file=sys.stderr, flush=True)
