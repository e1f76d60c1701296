"""Arrays in one file, which processes map and share: a header with the digest of all the rest, then the arrays.

A file is of one kind, of one format and of one set of word tables and rules; whatever differs is refused, never read.
"""

import hashlib
import json
import math
import mmap
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from licet.errors import LicetError
from licet.screening import lexicon

FORMAT = 4
_MAGIC = b"licet names\n"

Arrays = dict[str, npt.NDArray[Any]]


class DamagedIndex(LicetError):
    """The index file is not what its header says. Build it again from the snapshot."""

    code = "damaged-index"


def digest_of(arrays: Mapping[str, npt.NDArray[Any]]) -> str:
    """SHA-256 of arrays as they lie in a file."""
    digest = hashlib.sha256()
    for piece in _packed(arrays)[1]:
        digest.update(piece)
    return digest.hexdigest()


def write_arrays(path: Path, arrays: Mapping[str, npt.NDArray[Any]], digest: str) -> None:
    """Write a file; whoever reads it meanwhile has the old one or the new one, never half of one."""
    described, payload = _packed(arrays)
    size = sum(map(len, payload))
    told = {"format": FORMAT, "tables": lexicon.tables_digest(), "bytes": size, "digest": digest, "arrays": described}
    header = json.dumps(told).encode()
    header += b" " * (-(len(_MAGIC) + 8 + len(header)) % 64)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    with partial.open("wb") as file:
        file.write(_MAGIC + len(header).to_bytes(8, "little") + header)
        file.writelines(payload)
    partial.replace(path)


def read_arrays(path: Path) -> tuple[Arrays, str]:
    """The arrays of a file, mapped read-only, and their digest, which is checked.

    Raises:
        DamagedIndex: It is no such file, of another version or other tables, cut off, or changed.
        FileNotFoundError: There is none.
    """
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise DamagedIndex(f"{path} is not a licet name index; build it again")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = len(_MAGIC) + 8
    header_size = int.from_bytes(mapped[len(_MAGIC) : start], "little")
    try:
        header = json.loads(mapped[start : start + header_size])
    except ValueError as error:
        raise DamagedIndex(f"{path} has a damaged header; build it again") from error
    if header.get("format") != FORMAT:
        raise DamagedIndex(f"{path} has format {header.get('format')}, this version reads {FORMAT}; build it again")
    if header.get("tables") != lexicon.tables_digest():
        raise DamagedIndex(f"{path} was built with other word tables; build it again")
    view = memoryview(mapped)[start + header_size :]
    if len(view) != header["bytes"] or hashlib.sha256(view).hexdigest() != header["digest"]:
        raise DamagedIndex(f"{path} does not have the digest its header states; build it again")
    arrays = {
        name: np.frombuffer(view, dtype=part["dtype"], count=math.prod(part["shape"]), offset=part["at"]).reshape(part["shape"])
        for name, part in header["arrays"].items()
    }
    return arrays, header["digest"]


def _packed(arrays: Mapping[str, npt.NDArray[Any]]) -> tuple[dict[str, Any], list[bytes]]:
    """Where each array lies, and the bytes of all, in the order of their names."""
    payload: list[bytes] = []
    described: dict[str, Any] = {}
    at = 0
    for name in sorted(arrays):
        data = np.ascontiguousarray(arrays[name])
        described[name] = {"dtype": data.dtype.str, "shape": list(data.shape), "at": at}
        piece = data.tobytes()
        payload.append(piece)
        if padding := -len(piece) % 64:
            payload.append(b"\0" * padding)
        at += len(piece) + padding
    return described, payload
