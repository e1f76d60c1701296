"""`licet law compile FILE`: read a regulation's own XML and write the packs that are compiled from it.

One document is compiled today: Supplement No. 1 to part 774 (the Commerce Control List) as the eCFR publishes it. The
file's last element does not say which day it is of, so the caller states the issue. Compiling the same file twice writes
the same bytes; a line that no rule and no reading by hand covers stops the run before anything is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from licet.errors import BadFile
from licet.law.pack import pack_file
from licet.law.us.ear.part774_ccl.compiling import FOLDER, compile_ccl


@dataclass(frozen=True, slots=True)
class CompiledPack:
    """One pack, compiled.

    Attributes:
        file: Where it stands.
        text: What it says now.
        entries: How many entries it holds.
        changed: Whether that differs from the file as it stood.
    """

    file: Path
    text: str
    entries: int
    changed: bool


def compile_file(file: Path, *, issue: date, write: bool = True) -> tuple[CompiledPack, ...]:
    """Compile a regulation file into its packs, all or none.

    Args:
        file: eCFR XML, plain or gzipped.
        issue: The day of the issue.
        write: Whether to write the packs, or only say what would change.

    Raises:
        BadFile: It cannot be read, or is no document that packs are compiled from.
        SourceChanged: It holds lines nobody has read yet.
    """
    if not file.is_file():
        raise BadFile("there is no such file", where=str(file), remedy="give the eCFR XML of Supplement No. 1 to part 774")
    texts = compile_ccl(file, issue.isoformat())
    folder = pack_file(f"{FOLDER}/readings").parent
    packs = tuple(_compared(folder / name, text) for name, text in texts.items())
    if write:
        for pack in packs:
            if pack.changed:
                pack.file.write_text(pack.text, "utf-8")
    return packs


def _compared(file: Path, text: str) -> CompiledPack:
    """A pack beside the file as it stands."""
    before = file.read_text("utf-8") if file.is_file() else ""
    return CompiledPack(file, text, sum(1 for line in text.splitlines() if line[:1].isdigit()), text != before)
