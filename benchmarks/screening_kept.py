"""Results of the screening benchmark kept on disk, so that a run that was stopped goes on where it was.

A result is kept under the digest of everything it depends on: the matcher's code and tables and the benchmark's own. Change any of
them and it is measured again.
"""

import hashlib
import json
import sys
import time
from collections.abc import Callable
from functools import cache
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
    parts += [*HERE.glob("screening*.py"), HERE / "han_pairs.tsv", HERE / "innocent_firms.txt"]
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
    path = KEPT / code_digest() / f"{name}.json"
    if path.exists() and not fresh:
        return json.loads(path.read_text(encoding="utf-8"))
    started = time.process_time()
    result = measure()
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(result), encoding="utf-8")
    partial.replace(path)
    progress(f"{name}: {time.process_time() - started:.0f} s of CPU")
    return result


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
