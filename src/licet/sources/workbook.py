"""Workbooks (XLSX) as rows of text, opened without trust: bounded when unpacked, no document types, no formulas."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from licet.errors import SourceDamaged
from licet.sources.document import MAX_RATIO, File

MAX_UNPACKED = 512 * 1024 * 1024
MOST_COLUMNS, MOST_BLANK = 1_000, 100_000


def is_workbook(file: File) -> bool:
    """Whether a file is a ZIP, as every XLSX is."""
    return file.content[:4] == b"PK\x03\x04"


def sheet(file: File, name: str | None = None) -> Iterator[list[str]]:
    """The rows of the first sheet, or of a named one, as text; days as ISO dates, numbers without needless decimals.

    Raises:
        SourceDamaged: It is no workbook, a bomb, declares a document type, or has no such sheet.
    """
    _inspect(file)
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(file.content), read_only=True, data_only=True, keep_links=False)
        if name is not None and name not in book.sheetnames:
            raise SourceDamaged(f"it has no sheet {name!r}", where=file.name, remedy=f"Sheets: {', '.join(book.sheetnames)}")
        chosen = book[name] if name is not None else book.worksheets[0]
        chosen.reset_dimensions()  # some programs state a smaller one than the sheet has, and the rest would be dropped
        yield from _rows(file, chosen.iter_rows(values_only=True))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, SyntaxError, zlib.error,
            zipfile.BadZipFile) as error:  # fmt: skip
        raise SourceDamaged(f"not a workbook that can be read: {error}", where=file.name, remedy="Fetch it again.") from error


def _rows(file: File, rows: Iterable[tuple[object, ...]]) -> Iterator[list[str]]:
    """Rows as text, as wide as the widest before them; blank rows at the end are left out, absurd gaps and widths refused."""
    blank = width = 0
    for number, row in enumerate(rows, 1):
        if len(row) > MOST_COLUMNS:
            raise SourceDamaged(f"row {number} has {len(row)} cells", where=file.name, why="No list is so wide.")
        cells = [_text(cell) for cell in row]
        if not any(cells):
            blank += 1
            continue
        if blank > MOST_BLANK:
            raise SourceDamaged(f"row {number} stands below {blank} blank rows", where=file.name,
                                remedy="Delete what stands so far below the table.")  # fmt: skip
        width = max(width, len(cells))
        yield from ([""] * width for _ in range(blank))
        blank = 0
        yield cells + [""] * (width - len(cells))


def _inspect(file: File) -> None:
    """Refuse bombs and document types before anything is parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            members = archive.infolist()
            total = sum(member.file_size for member in members)
            if total > MAX_UNPACKED or total > max(len(file.content) * MAX_RATIO, 1 << 22) or len(members) > 10_000:
                raise SourceDamaged(f"{len(file.content)} bytes would become {total}: a decompression bomb", where=file.name)
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as inner:
                        head = inner.read(4096)
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        raise SourceDamaged("it declares a document type", where=f"{file.name}, {member.filename}")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise SourceDamaged(f"the workbook is broken: {error}", where=file.name, remedy="Fetch it again.") from error


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if (cell.hour, cell.minute, cell.second) == (0, 0, 0) else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
