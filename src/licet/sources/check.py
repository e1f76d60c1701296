"""Checking a source: its folder is whole, its guards are set, and each format it declares reads its sample as expected.

A newcomer copies a folder, edits it, adds a line to `SOURCES`, and runs `licet sources check ID` until it says ok.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from licet.errors import LicetError, PackError, UnknownName, nearest
from licet.sources import FAMILIES, SOURCES, Reader, reader_of
from licet.sources.samples import EXPECTED, Sample, differences, reading, samples_in
from licet.sources.spec import Spec, spec_in


@dataclass(slots=True)
class Checked:
    """What a check found.

    Attributes:
        source: Its id.
        problems: What is wrong; none when the source is fine.
        formats: Records read, kept and set aside of each sample, by format.
    """

    source: str
    problems: list[LicetError] = field(default_factory=list)
    formats: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """As `--json` prints it."""
        told = {name: {"read": read, "kept": kept, "set_aside": aside} for name, (read, kept, aside) in self.formats.items()}
        return {"source": self.source, "ok": not self.problems, "formats": told,
                "problems": [problem.as_dict() for problem in self.problems]}  # fmt: skip


def folder_of(source: str) -> Path:
    """The folder of a source.

    Raises:
        UnknownName: There is none, or it is not in `SOURCES`.
    """
    folder = Path(str(resources.files("licet.sources").joinpath(source)))
    if source in (*SOURCES, *FAMILIES):
        return folder
    if source.isidentifier() and (folder / "source.yml").exists():
        raise UnknownName(
            f"{source} is not among SOURCES", where="sources/__init__.py",
            why="Membership is an explicit list: a folder alone is never read.", remedy=f'Add a line "{source}" to SOURCES.',
        )  # fmt: skip
    raise UnknownName(f"no source is called {source!r}", why=nearest(source, (*SOURCES, *FAMILIES)),
                      remedy=f"Sources: {', '.join((*SOURCES, *FAMILIES))}")  # fmt: skip


def check_source(source: str, folder: Path | None = None, reader: Reader | None = None) -> Checked:
    """Check one source.

    Args:
        source: Its id.
        folder: Where it lies, when not in the package.
        reader: Its `read`, when not the package's.

    Raises:
        UnknownName: There is no such source.
    """
    folder = folder or folder_of(source)
    found = Checked(source)
    where = f"sources/{source}"
    try:
        spec = spec_in((folder / "source.yml").read_text("utf-8"), source, f"{where}/source.yml")
    except (OSError, UnicodeDecodeError) as error:
        found.problems.append(PackError(f"it cannot be read: {error}", where=f"{where}/source.yml"))
        return found
    except LicetError as error:
        found.problems.append(error)
        return found
    found.problems += _description(spec, f"{where}/source.yml")
    if reader is None:
        try:
            reader = reader_of(f"{source}:sample" if source in FAMILIES else source)
        except (ImportError, AttributeError, SyntaxError, NameError, TypeError) as error:
            remedy = "It needs `def read(document: Document) -> Iterator[Fact[Listing]]`."
            found.problems.append(PackError(f"no reader: {error}", where=f"{where}/read.py", remedy=remedy))
            return found
    samples = {sample.format: sample for sample in samples_in(folder)}
    declared = dict(spec.formats)
    for name in declared:
        if name not in samples:
            remedy = f"Put a small made-up publication into {where}/samples/{name}/."
            said = f"the format {name} has no sample"
            found.problems.append(PackError(said, where=f"{where}/source.yml, formats", remedy=remedy))
    for name, sample in samples.items():
        if name not in declared:
            remedy = nearest(name, declared) or f"Declare it under `formats:` in {where}/source.yml."
            found.problems.append(PackError("it is no declared format", where=f"{where}/samples/{name}", remedy=remedy))
        found.problems += _sample(sample, spec, reader, found)
    return found


def write_expected(source: str) -> list[Path]:
    """Write what the samples of a source are read as beside them, for a person to read; the files written."""
    import yaml

    written = []
    for sample in samples_in(folder_of(source)):
        document, facts = sample.read()
        body = yaml.safe_dump(reading(sample, document, facts), allow_unicode=True, sort_keys=False, width=120)
        path = sample.folder / EXPECTED
        path.write_text(body, "utf-8")
        written.append(path)
    return written


def _description(spec: Spec, where: str) -> Iterator[LicetError]:
    """What is wrong in a description that can be read."""
    addresses = [(f"fetch.{name}", url) for name, url in spec.fetch] + ([("url", spec.url)] if spec.url else [])
    for key, url in addresses:
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname or parts.username:
            yield PackError(f"{key} is {url!r}", where=where, remedy="Addresses start with https:// and carry no credentials.")
    names = [name for name, _ in spec.formats]
    for layout, columns in spec.columns:
        if layout not in names:
            yield PackError(f"columns.{layout} is no declared format", where=where,
                            remedy=nearest(layout, names) or f"Formats: {', '.join(names)}")  # fmt: skip
        if twice := {column for column in columns if columns.count(column) > 1}:
            yield PackError(f"columns.{layout} names {', '.join(sorted(twice))} twice", where=where)
    known = {column for _, columns in spec.columns for column in columns}
    for column, _ in spec.ignore:
        if column not in known:
            yield PackError(f"ignore.{column} is in no layout", where=where, remedy=nearest(column, known))


def _sample(sample: Sample, spec: Spec, reader: Reader, found: Checked) -> Iterator[LicetError]:
    """What is wrong with one sample; its counts are noted in `found`."""
    where = f"sources/{sample.source}/samples/{sample.format}"
    files = sample.files
    if not files:
        yield PackError("it holds no file", where=where)
        return
    try:
        document, facts = sample.read(files, replace(spec, id=sample.list_id), reader)
    except LicetError as error:
        yield PackError(f"it cannot be read: {error}", where=where)
        return
    tally = document.tally
    found.formats[sample.format] = (tally.total, tally.kept, len(tally.quarantined))
    if not facts:
        yield PackError("it reads as no entry at all", where=where)
    if sample.format in dict(spec.columns) and sample.format not in document.layouts:
        yield PackError(f"its header is that of {', '.join(sorted(document.layouts)) or 'no layout'}", where=where,
                        remedy=f"Its columns must be columns.{sample.format} of source.yml.")  # fmt: skip
    ids = [fact.id for fact in facts]
    if twice := {key for key in ids if ids.count(key) > 1}:
        yield PackError(f"two entries have the id {min(twice)}", where=where, remedy="Ids come from raw values and are unique.")
    try:
        expected = sample.expected
    except PackError as error:
        yield error
        return
    for difference in differences(expected, reading(sample, document, facts)):
        yield PackError(difference, where=f"{where}/{EXPECTED}")
