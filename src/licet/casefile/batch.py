"""Reading many documents: each file on its own, its problems kept beside it, resumable after a kill.

With a folder to write to, each document's reading is written as soon as it is done, by a rename, so that a killed run
leaves whole files only; a second run skips what is there with the same digest. Order and content do not depend on where
a run was cut.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from licet.casefile.file_text import FileText
from licet.casefile.formats import read_file
from licet.casefile.output import document_dict, safe_name
from licet.casefile.pipeline import pipeline
from licet.casefile.pipeline_names import NamesBy
from licet.casefile.reading import Reading, read_text
from licet.errors import LicetError


def read_documents(paths: Iterable[Path], problems: list[dict[str, str]], names_by: NamesBy | None = None) -> Iterator[Reading]:
    """A reading a document, an attachment being a document too; what cannot be read is added to `problems`."""
    for path in paths:
        try:
            file = read_file(path)
        except LicetError as error:
            problems.append({"file": str(path), **error.as_dict()})
            continue
        yield from _readings(file, problems, names_by)


def _readings(file: FileText, problems: list[dict[str, str]], names_by: NamesBy | None) -> Iterator[Reading]:
    """The file and the documents in it; attachments that could not be read are added to `problems`."""
    problems += [{"file": error.where or file.name, **error.as_dict()} for error in file.problems]
    yield read_text(file.text, name=file.name, data=file.data, media_type=file.media_type, source=file.source, names_by=names_by)
    for part in file.parts:
        yield from _readings(part, problems, names_by)


def read_batch(
    paths: list[Path],
    folder: Path,
    progress: Callable[[int], None] = lambda _: None,
    jobs: int | None = None,
    model: str | None = None,
) -> dict[str, Any]:
    """Read files into a folder of readings, one JSON a document, with `batch.json` telling what was done.

    Files are read on several cores; the readings and the report are the same for any number of them.

    Args:
        paths: Files, in the order of the report.
        folder: Where readings go; made when missing.
        progress: Called with the number of files done.
        jobs: Processes to read with; as many as this process may use cores when not given.
        model: The spaCy pipeline that names parties beside the grammar, by name or path. A reading says which one it was made with,
            and is made again when it was another one, or none.

    Returns:
        Counts of read, resumed and failed files, and each problem.

    Raises:
        MissingExtra, BadValue: The pipeline cannot be loaded; nothing is read.
    """
    engine = _engine(model)
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob("*.part"):
        left.unlink(missing_ok=True)  # a killed run's half file
    count = Counter[str]()
    problems: list[dict[str, str]] = []
    with _readers(min(jobs or os.cpu_count() or 1, len(paths) // _WORTH_A_PROCESS)) as each:
        for number, (state, own) in enumerate(each(partial(_read_one, folder=folder, model=model), paths), 1):
            count[state] += 1
            problems += own
            progress(number)
    report = {
        "files": len(paths),
        "read": count["read"],
        "resumed": count["resumed"],
        "failed": len(problems),
        **engine,
        "problems": problems,
    }
    _write(folder / "batch.json", report)
    return report


_WORTH_A_PROCESS = 32


@contextmanager
def _readers(jobs: int) -> Iterator[Callable[..., Iterable[tuple[str, list[dict[str, str]]]]]]:
    """A `map` over files: on processes of their own when there are many."""
    if jobs < 2:
        yield map
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_end_with_parent) as pool:
        yield partial(pool.map, chunksize=4)


def _end_with_parent() -> None:
    """A reader ends when the process that started it is gone, even by a kill."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


def _engine(model: str | None) -> dict[str, Any]:
    """What a reading says of the pipeline it was made with: nothing when there was none."""
    if model is None:
        return {}
    used = pipeline(model)
    return {"pipeline": {"engine": used.engine, "sha256": used.sha256}}


def _read_one(path: Path, folder: Path, model: str | None) -> tuple[str, list[dict[str, str]]]:
    """What became of a file - read, resumed or failed - and its problems."""
    target = folder / f"{safe_name(path.name)[:120]}.{hashlib.sha256(str(path).encode()).hexdigest()[:8]}.json"
    problems: list[dict[str, str]] = []
    try:
        engine = _engine(model)
        known = _done(target, path, engine)
        if known is not None:
            return "resumed", known
        file = read_file(path)
        documents = [document_dict(r) for r in _readings(file, problems, pipeline(model) if model is not None else None)]
        digest = hashlib.sha256(file.data).hexdigest()
        _write(target, {"file": str(path), "sha256": digest, **engine, "problems": problems, "documents": documents})
    except LicetError as error:
        return "failed", [*problems, {"file": str(path), **error.as_dict()}]
    return "read", problems


def _done(target: Path, path: Path, engine: dict[str, Any]) -> list[dict[str, str]] | None:
    """The problems of an earlier whole reading of this very file by this very pipeline; None when there is no such reading."""
    if not target.exists() or not path.exists():
        return None
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    head = json.dumps({"sha256": digest, **engine, "problems": []}, ensure_ascii=False).removeprefix("{").removesuffix("]}")
    with target.open(encoding="utf-8") as stream:
        if head not in stream.read(8192):
            return None
        stream.seek(0)
        problems: list[dict[str, str]] = json.load(stream)["problems"]
    return problems


def _write(target: Path, node: dict[str, Any]) -> None:
    """Write by a rename: a killed run leaves the old file or the new one."""
    half = target.with_name(f"{target.name}.{os.getpid()}.part")
    half.write_text(json.dumps(node, ensure_ascii=False), "utf-8")
    half.replace(target)
