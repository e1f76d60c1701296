"""The name index of a compiled store, built from blocks of entries that are analyzed once and kept.

A block is some neighboring entries; its file is named by what they say and by the tables and rules that read them, so a
block whose entries did not change is never analyzed again, whatever else the ledger gains. Blocks know nothing of each
other: helper processes take them from the front, this process from the back, and they meet where they meet. The index has
the same bytes whoever analyzed it. A helper that fails, or is killed, leaves its blocks to this process.

<data>/snapshots/parts/<digest>.part     one block
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from licet.compiled import Store
from licet.listings import Listing
from licet.payloads import from_json

if TYPE_CHECKING:
    from licet.screening.entries import Entry
    from licet.screening.index import NameIndex
    from licet.screening.part import Part

_LEAST_ENTRIES = 3_000
"""Entries below which helpers and kept blocks cost more time than they save."""
_MOST_HELPERS = 3
_LARGE = 300_000
"""Bytes of files (compressed or not) from which on a publication is likely to have so many entries."""
_BLOCK = 400
"""Entries in a block, about; at most three times as many."""
_KEPT_FOR = 3600
"""Seconds for which blocks that the newest index does not need stay, for other processes that build."""

Told = Callable[[float], None]
"""Is called with the share that is done, from 0 to 1."""


class Block(NamedTuple):
    """Neighboring entries: places of the first and the first after the last, and a digest of what they say."""

    first: int
    last: int
    digest: str


class Naming:
    """Builds name indexes, with helpers where they are worth their start.

    Args:
        parts: The folder of kept blocks.
    """

    def __init__(self, parts: Path) -> None:
        self._parts = parts
        self._helpers: list[subprocess.Popen[bytes]] | None = None
        self._ahead: Path | None = None

    def __enter__(self) -> Naming:
        return self

    def __exit__(self, *_: object) -> None:
        for helper in self._helpers or ():
            helper.kill()
            helper.wait()
        if self._ahead is not None:
            self._ahead.unlink(missing_ok=True)

    def get_ready(self, files: Iterable[Path]) -> None:
        """Start the helpers when files so large are about to be read that their names will be worth it."""
        if sum(file.stat().st_size for file in files if file.is_file()) > _LARGE and _cores() > 1:
            self._start()

    def analyze_ahead(self, bodies: Mapping[str, str]) -> None:
        """Let the helpers begin with entries that are about to be recorded: their keys, and the listings as JSON."""
        if len(bodies) < _LEAST_ENTRIES or _cores() < 2:
            return
        self._parts.mkdir(parents=True, exist_ok=True)
        self._ahead = self._parts / f"ahead-{os.getpid()}.json"
        self._ahead.write_text(json.dumps(sorted(bodies.items())), "utf-8")
        self._ask({"ahead": str(self._ahead.resolve())})

    def build(self, store: Store, told: Told = lambda _: None) -> NameIndex:
        """The name index of every key over all its versions."""
        from licet.screening.index import NameIndex
        from licet.screening.part import part_of

        if len(store) < _LEAST_ENTRIES:
            return NameIndex.of_parts([part_of(entries_of(store.listings()))])
        blocks = blocks_of(store)
        if sum(not self._file(block).exists() for block in blocks) * _BLOCK > _LEAST_ENTRIES and _cores() > 1:
            self._ask({"store": str(store.folder.resolve())})
        made: dict[str, Part] = {}
        for block in reversed(blocks):
            done = sum(block.digest in made or self._file(block).exists() for block in blocks)
            told(0.75 * done / len(blocks))
            if not self._file(block).exists():
                made[block.digest] = self._analyze(store, block)
        parts = [made.get(block.digest) or self._read(store, block) for block in blocks]
        told(0.8)
        index = NameIndex.of_parts(parts)
        self._sweep({block.digest for block in blocks})
        return index

    def _file(self, block: Block) -> Path:
        return self._parts / f"{block.digest}.part"

    def _read(self, store: Store, block: Block) -> Part:
        """A kept block, analyzed again when it is damaged or gone."""
        from licet.screening.array_file import DamagedIndex, read_arrays
        from licet.screening.part import Part

        try:
            return Part.from_arrays(read_arrays(self._file(block))[0])
        except (DamagedIndex, FileNotFoundError):
            return self._analyze(store, block)

    def _analyze(self, store: Store, block: Block) -> Part:
        return analyzed(entries_of(store.listings(block.first, block.last)), self._file(block))

    def _ask(self, wanted: dict[str, str]) -> None:
        """Tell all helpers what is to be analyzed, once they are started; those that are gone are none."""
        for helper in self._start():
            assert helper.stdin is not None
            try:
                helper.stdin.write(f"{json.dumps(wanted)}\n".encode())
                helper.stdin.flush()
            except OSError:
                continue

    def _start(self) -> list[subprocess.Popen[bytes]]:
        """The helpers, started when first wanted."""
        if self._helpers is None:
            many = min(_cores() - 1, _MOST_HELPERS) if sys.executable else 0
            self._helpers = [helper for number in range(many) if (helper := _start(self._parts, number, many)) is not None]
        return self._helpers

    def _sweep(self, keep: set[str]) -> None:
        """Remove blocks of older stores, and what a killed process left."""
        for path in self._parts.iterdir():
            if path.stem not in keep and time.time() - path.stat().st_mtime > _KEPT_FOR:
                path.unlink(missing_ok=True)


def analyzed(entries: Iterable[Entry], file: Path) -> Part:
    """A block, analyzed and kept."""
    from licet.screening.array_file import digest_of, write_arrays
    from licet.screening.part import part_of

    part = part_of(entries)
    arrays = part.as_arrays()
    write_arrays(file, arrays, digest_of(arrays))
    return part


def blocks_of(store: Store) -> list[Block]:
    """A store in blocks of versions, all versions of a key in one."""
    return list(_blocks(store.keys_and_payloads()))


def _blocks(keys: Iterable[tuple[int, str, bytes]]) -> Iterator[Block]:
    """Blocks of keys in rising order: place of the first version, the key, the digests of its listings, newest first.

    Where a block ends is told by the keys alone, so that a new key changes one block and not all that follow.
    """
    from licet.screening.lexicon import tables_digest

    rules = tables_digest().encode()
    start = place = size = 0
    list_id = ""
    said = sha256(rules)
    for place, key, payloads in keys:
        whose = key.partition("/")[0]
        if size and (whose != list_id or crc32(key.encode()) % _BLOCK == 0 or size >= 3 * _BLOCK):
            yield Block(start, place, said.hexdigest())
            start, size, said = place, 0, sha256(rules)
        if key:
            said.update(f"\n{key}\n".encode() + payloads)
            size += 1
        list_id = whose


def entries_of(listings: Iterable[tuple[str, Sequence[Listing]]]) -> Iterator[Entry]:
    """Each key as one entry: what its newest version says, with the names of all of them, newest first."""
    from licet.screening.listed import entry_from

    for key, versions in listings:
        found = [entry_from(key, version) for version in versions]
        newest = found[0]
        names = {name.text: name for entry in reversed(found) for name in entry.names}
        held = {name.text: name for name in newest.names}
        if len(names) > len(newest.names):
            newest = replace(newest, names=(*held.values(), *(name for text, name in names.items() if text not in held)))
        elif len(held) < len(newest.names):
            newest = replace(newest, names=tuple(held.values()))
        if newest.names or newest.addresses:
            yield newest


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _start(parts: Path, number: int, many: int) -> subprocess.Popen[bytes] | None:
    """A helper, None when the system gives us no further process."""
    # The same package as ours, whatever the folder we were started in (-P).
    path = os.pathsep.join(filter(None, (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH"))))
    try:
        return subprocess.Popen(  # noqa: S603  ourselves
            [sys.executable, "-P", "-m", "licet.sync.naming", str(parts.resolve()), str(number), str(many), str(os.getpid())],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": path},
        )  # fmt: skip
    except OSError:
        return None


def help_out(parts: Path, number: int, many: int, parent: int, asked: Iterable[bytes]) -> None:
    """Be a helper: analyze what the lines ask for, each block that nobody has analyzed, until the asker is gone.

    Args:
        parts: The folder of kept blocks.
        number: Of this helper, from 0, of `many`.
        parent: The process that asks.
        asked: Lines: `{"store": FOLDER}`, or `{"ahead": FILE}` with keys and listings in rising order.
    """
    from licet.screening.background import background_parties
    from licet.screening.names import Reading, analyze
    from licet.screening.part import part_of  # noqa: F401

    gc.set_threshold(100_000, 20, 20)  # an analyzed name has no circles: looking for them is an eighth of the time
    # The tables are read while the asker is still busy.
    for reading in Reading:
        background_parties(reading)
        analyze("Überland Institution Trading Company Limited", reading)
    for line in asked:
        wanted = json.loads(line)
        blocks, listings = _store_source(Path(wanted["store"])) if "store" in wanted else _ahead_source(Path(wanted["ahead"]))
        begin = number * len(blocks) // (many + 1)
        for block in (*blocks[begin:], *blocks[:begin]):
            if os.getppid() != parent:
                return
            file = parts / f"{block.digest}.part"
            if not file.exists():
                analyzed(entries_of(listings(block.first, block.last)), file)


_Source = tuple[list[Block], Callable[[int, int], Iterator[tuple[str, list[Listing]]]]]


def _store_source(folder: Path) -> _Source:
    """The blocks of a store, and what its versions say."""
    store = Store.open(folder)
    return blocks_of(store), store.listings


def _ahead_source(file: Path) -> _Source:
    """The same of entries that are about to be recorded, each with one version."""
    bodies = json.loads(file.read_bytes())
    keys = ((place, key, sha256(body.encode()).digest()) for place, (key, body) in enumerate(bodies))
    blocks = list(_blocks([*keys, (len(bodies), "", b"")]))
    return blocks, lambda first, last: ((key, [from_json(body)]) for key, body in bodies[first:last])


if __name__ == "__main__":
    import gc

    gc.disable()
    help_out(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.stdin.buffer)
