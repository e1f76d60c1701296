"""The layout of a compiled store on disk: its files, the columns of a version, and how days and moments are numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import numpy as np

FORMAT = 1
#: Day numbers of a period that is open at that end.
EARLIEST, LATEST = 0, 2**31 - 1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ROW = np.dtype([
    ("position", "<i8"), ("known", "<i8"), ("start", "<i4"), ("end", "<i4"), ("key", "<i4"), ("period", "<i4"),
    ("payload", "<i4"), ("list", "<i4"), ("publication", "<i4"), ("file", "<i4"), ("digest", "V32"),
])  # fmt: skip
BLOBS = ("keys", "locators", "payloads")
#: Files whose digests name the folder; a listing's text has a digest of its own and is verified when it is read.
SEALED = (
    "meta.json", "rows.npy", "keys.bin", "keys.ends.npy", "locators.bin", "locators.ends.npy", "payloads.ends.npy",
    "payloads.names.npy",
)  # fmt: skip


def seconds(at: datetime) -> int:
    """A moment as whole seconds since 1970, UTC."""
    return int((at.astimezone(UTC) - EPOCH).total_seconds())


def day_of(ordinal: int) -> date | None:
    """The day of an ordinal; None for an end that is open."""
    return None if ordinal in (EARLIEST, LATEST) else date.fromordinal(ordinal)


def date_of(seconds: int) -> date:
    """The day (UTC) of seconds since 1970."""
    return (EPOCH + timedelta(seconds=seconds)).date()


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    whole = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            whole.update(block)
    return whole.hexdigest()


class Blob:
    """Texts in one mapped file; `ends` says where each one ends."""

    def __init__(self, folder: Path, name: str) -> None:
        # As plain arrays: one of numpy's mapped ones costs microseconds a look.
        self.ends = np.load(folder / f"{name}.ends.npy", mmap_mode="r").view(np.ndarray)
        size = int(self.ends[-1]) if len(self.ends) else 0
        path = folder / f"{name}.bin"
        self._bytes = np.memmap(path, np.uint8, "r", shape=(size,)).view(np.ndarray) if size else np.zeros(0, np.uint8)

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> bytes:
        start = int(self.ends[number - 1]) if number else 0
        return self._bytes[start : int(self.ends[number])].tobytes()
