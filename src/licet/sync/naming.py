"""The name index of a compiled store, analyzed by several processes at once.

Names are analyzed in parts that know nothing of each other, one by this process and the others by helpers; then the parts
are put together. The index has the same bytes whoever made them. A helper that fails leaves its part to this process.

    python -m licet.sync.naming      # a helper: reads "FOLDER FIRST LAST" from its input, writes the part to its output
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import licet
from licet.compiled import Store

if TYPE_CHECKING:
    from licet.screening.entries import Entry
    from licet.screening.index import NameIndex
    from licet.screening.part import Part

_LEAST_VERSIONS = 4_000
"""Versions below which a helper costs more time than it saves."""
_MOST_HELPERS = 3

Told = Callable[[float], None]
"""Is called with the share that is done, from 0 to 1."""


class Helpers:
    """Processes that wait, with the word tables loaded, for a part of a store to analyze.

    Args:
        versions: How many versions there will be, about; it decides how many helpers are worth their start.
    """

    def __init__(self, versions: int) -> None:
        many = min(versions // _LEAST_VERSIONS, _cores() - 1, _MOST_HELPERS)
        self._processes: list[subprocess.Popen[bytes]] = []
        if sys.executable:
            self._processes = [started for _ in range(many) if (started := _start()) is not None]

    def __enter__(self) -> Helpers:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
            process.wait()

    def build(self, store: Store, told: Told = lambda _: None) -> NameIndex:
        """The name index of every key over all its versions."""
        from licet.screening.index import NameIndex
        from licet.screening.part import part_of

        mine, *others = store.parts(1 + len(self._processes))
        asked = [_ask(process, store.folder, part) for process, part in zip(self._processes, others, strict=True)]
        size = max(mine[1] - mine[0], 1)
        parts = [part_of(entries_of_store(store, *mine), lambda done: told(0.8 * min(done / size, 1.0)))]
        for process, part, was_asked in zip(self._processes, others, asked, strict=True):
            found = _answer(process) if was_asked else None
            parts.append(found if found is not None else part_of(entries_of_store(store, *part)))
        told(0.85)
        return NameIndex.of_parts(parts)


def entries_of_store(store: Store, first: int = 0, last: int | None = None) -> Iterator[Entry]:
    """Each key among some versions as one entry: what its newest version says, with the names of all of them, newest first."""
    from licet.screening.listed import entry_from

    for key, versions in store.listings(first, last):
        found = [entry_from(key, version) for version in versions]
        newest = found[0]
        if len(found) > 1:
            names = {name.text: name for entry in reversed(found) for name in entry.names}
            held = {name.text: name for name in newest.names}
            newest = replace(newest, names=(*held.values(), *(name for text, name in names.items() if text not in held)))
        else:
            newest = replace(newest, names=tuple({name.text: name for name in newest.names}.values()))
        if newest.names or newest.addresses:
            yield newest


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start() -> subprocess.Popen[bytes] | None:
    """A helper, None when the system gives us no further process."""
    # The same package as ours, whatever the folder we were started in (-P).
    path = os.pathsep.join(filter(None, (str(Path(licet.__file__).parents[1]), os.environ.get("PYTHONPATH"))))
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "licet.sync.naming"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": path},
        )  # fmt: skip
    except OSError:
        return None


def _ask(process: subprocess.Popen[bytes], folder: Path, part: tuple[int, int]) -> bool:
    """Send a helper its part; False when it is gone."""
    assert process.stdin is not None
    try:
        process.stdin.write(f"{part[0]} {part[1]} {folder.resolve()}\n".encode())
        process.stdin.close()
    except OSError:
        return False
    return True


def _answer(process: subprocess.Popen[bytes]) -> Part | None:
    """What a helper found, None when it failed."""
    assert process.stdout is not None
    told = process.stdout.read()
    if process.wait() != 0:
        return None
    found: Part = pickle.loads(told)  # noqa: S301  our own process wrote it
    return found


def main() -> None:
    """Be a helper."""
    import gc

    gc.disable()
    from licet.screening.background import background_parties
    from licet.screening.names import Reading, UnreadableName, analyze
    from licet.screening.part import part_of

    # The tables are read while the asker is still busy.
    for reading in Reading:
        background_parties(reading)
        try:
            analyze("Überlandwerk Institution Trading Company Limited", reading)
        except UnreadableName:
            continue
    first, last, folder = sys.stdin.buffer.readline().decode().rstrip("\n").split(" ", 2)
    part = part_of(entries_of_store(Store.open(Path(folder)), int(first), int(last)))
    pickle.dump(part, sys.stdout.buffer, protocol=5)


if __name__ == "__main__":
    main()
