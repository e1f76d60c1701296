"""Kept: what is worked out from the shipped files alone, kept between processes so that a start does not work it out again.

It lies in a cache folder (`LICET_DATA/cache`, else the platform's user cache), under a digest of the package's files: any change of
a file or version makes it anew. Where the folder can't be written, everything is worked out each time and nothing is lost.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import time_ns
from typing import TypeVar

from licet.errors import LicetError

T = TypeVar("T")

#: How many other versions' folders stay, the newest first.
_OTHERS = 2


def keep(name: str, make: Callable[[], T], save: Callable[[T, Path], object], load: Callable[[Path], T]) -> T:
    """What `make` gives, read from the cache folder where it is kept.

    Args:
        name: A folder's name, one for each thing that is kept.
        make: Works it out from the shipped files and nothing else.
        save: Writes it into a folder.
        load: Reads it back; a ValueError or LicetError says that it is damaged, and it is made anew.
    """
    folder = _folder() / name
    try:
        return load(folder)
    except OSError:
        pass  # not kept yet, or not readable by this user
    except (ValueError, LicetError):
        shutil.rmtree(folder, ignore_errors=True)
    made = make()
    try:
        _write(folder, lambda partial: save(made, partial))
    except OSError:
        return made  # no room or no right to write: it is worked out each time
    return made


def keep_text(name: str, make: Callable[[], str]) -> str:
    """The same for a text."""
    return keep(name, make, lambda text, folder: (folder / "text").write_text(text, "utf-8"), _read_text)


def _read_text(folder: Path) -> str:
    return (folder / "text").read_text("utf-8")


def _write(folder: Path, save: Callable[[Path], object]) -> None:
    """Write a folder so that nobody sees half of it; when another process was first, its folder stays."""
    if not folder.parent.exists():
        _remove_old(folder.parent.parent)
    partial = folder.with_name(f".{folder.name}-{os.getpid()}-{time_ns():x}")
    partial.mkdir(parents=True)
    try:
        save(partial)
        partial.rename(folder)
    except OSError:
        shutil.rmtree(partial, ignore_errors=True)
        if not folder.exists():
            raise


def _remove_old(cache_folder: Path) -> None:
    """Only folders named by a digest are versions; what else lies there is not ours to remove."""
    ours = (folder for folder in cache_folder.glob("*") if re.fullmatch("[0-9a-f]{16}", folder.name))
    versions = sorted(ours, key=lambda version: version.stat().st_mtime, reverse=True)
    for version in versions[_OTHERS:]:
        shutil.rmtree(version, ignore_errors=True)


@cache
def _folder() -> Path:
    return _cache_folder() / _package_digest()


def _cache_folder() -> Path:
    told = os.environ.get("LICET_DATA") or os.environ.get("LICET_DATA_DIR")
    if told:
        return Path(told) / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("licet", appauthor=False)


def package_digest() -> str:
    """What this version of licet is known by: changes with any of its files."""
    return _package_digest()


def _package_digest() -> str:
    """A digest of the names, sizes and times of change of the package's files, in 16 hexadecimal digits."""
    states = "\n".join(sorted(_states(str(Path(__file__).parent))))
    return sha256(states.encode()).hexdigest()[:16]


def _states(folder: str) -> Iterator[str]:
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _states(entry.path)
        else:
            state = entry.stat()
            yield f"{entry.path} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"
