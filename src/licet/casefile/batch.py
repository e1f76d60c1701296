"""Reading many documents: each file on its own, its problems kept beside it, resumable after a kill.

With a folder to write to, each document's reading is written as soon as it is done, by a rename, so that a killed run
leaves whole files only; a second run skips what is there with the same digest. Order and content do not depend on where
a run was cut.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from licet.casefile.formats import FileText, read_file
from licet.casefile.output import document_dict, safe_name
from licet.casefile.reading import Reading, read_text
from licet.errors import BadInput, LicetError


def read_documents(paths: Iterable[Path], problems: list[dict[str, str]]) -> Iterator[Reading]:
    """A reading a document, an attachment being a document too; what cannot be read is added to `problems`."""
    for path in paths:
        try:
            file = read_file(path)
        except LicetError as error:
            problems.append({"file": str(path), **error.as_dict()})
            continue
        yield from _readings(file, problems)


def _readings(file: FileText, problems: list[dict[str, str]]) -> Iterator[Reading]:
    yield read_text(file.text, name=file.name, data=file.data, media_type=file.media_type, source=file.source)
    for part in file.parts:
        yield from _readings(part, problems)


def read_batch(paths: list[Path], folder: Path, progress: Callable[[int], None] = lambda _: None) -> dict[str, Any]:
    """Read files into a folder of readings, one JSON a document, with `batch.json` telling what was done.

    Args:
        paths: Files, in the order of the report.
        folder: Where readings go; made when missing.
        progress: Called with the number of files done.

    Returns:
        Counts of read, resumed and failed files, and each problem.
    """
    folder.mkdir(parents=True, exist_ok=True)
    read = resumed = 0
    problems: list[dict[str, str]] = []
    for number, path in enumerate(paths, 1):
        target = folder / f"{safe_name(path.name)}.{hashlib.sha256(str(path).encode()).hexdigest()[:8]}.json"
        try:
            if _done(target, path):
                resumed += 1
            else:
                own: list[dict[str, str]] = []
                file = read_file(path)
                documents = [document_dict(r) for r in _readings(file, own)]
                problems += own
                _write(target, {"file": str(path), "sha256": hashlib.sha256(file.data).hexdigest(), "documents": documents})
                read += 1
        except BadInput as error:
            problems.append({"file": str(path), **error.as_dict()})
        progress(number)
    report = {"files": len(paths), "read": read, "resumed": resumed, "failed": len(problems), "problems": problems}
    _write(folder / "batch.json", report)
    return report


def _done(target: Path, path: Path) -> bool:
    """Whether a whole reading of this very file is there."""
    if not target.exists() or not path.exists():
        return False
    try:
        with target.open(encoding="utf-8") as stream:
            head = stream.read(4096)
    except OSError:
        return False
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f'"sha256": "{digest}"' in head


def _write(target: Path, node: dict[str, Any]) -> None:
    """Write by a rename: a killed run leaves the old file or the new one."""
    half = target.with_name(f"{target.name}.{os.getpid()}.part")
    half.write_text(json.dumps(node, ensure_ascii=False), "utf-8")
    half.replace(target)
