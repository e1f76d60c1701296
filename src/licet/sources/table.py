"""Tables: delimited text and spreadsheets as rows that know where they stand, with every column accounted for."""

from __future__ import annotations

import csv
import io
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from licet.errors import SourceChanged, SourceDamaged, nearest
from licet.sources.document import Document, File

MAX_FIELD = 4 * 1024 * 1024
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table.

    Attributes:
        file: The file it stands in.
        number: The record's number, from 1, header not counted.
        values: The words by column, as published.
        short: Whether the record had fewer fields than the header; the missing ones read as empty.
    """

    file: File
    number: int
    values: dict[str, str]
    short: bool = False

    @property
    def locator(self) -> str:
        return f"row {self.number}"

    def raw(self, column: str) -> str:
        """The words of a column, untouched."""
        return self.values[column]

    def __getitem__(self, column: str) -> str:
        """The words of a column with white space made single and trimmed."""
        return tidy(self.values[column])

    def get(self, column: str) -> str | None:
        """The words of a column, None when empty or when this layout has no such column."""
        return tidy(self.values.get(column, "")) or None

    def words(self) -> list[str]:
        return list(self.values.values())


def tidy(text: str) -> str:
    """White space made single and trimmed (no-break spaces and line breaks too).

    >>> tidy("  I.\\u00a0ASH ")
    'I. ASH'
    """
    return " ".join(text.split()) if text else ""


def slug(text: str, *, limit: int = 80) -> str:
    """A readable key from raw words; words it cannot spell get eight digits of their hash.

    >>> slug("  Huawei Technologies Co., Ltd. "), slug("华为")
    ('huawei-technologies-co-ltd', 'x-82eaaba8')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    key = _NOT_SLUG.sub("-", plain).strip("-")
    if len(key) > limit:
        return f"{key[:limit].rstrip('-')}-{short_hash(text)}"
    lost = sum(1 for char in text if ord(char) > 0x24F and not unicodedata.combining(char))
    return key if key and lost * 2 <= len(key) else f"{key or 'x'}-{short_hash(text)}"


def short_hash(*parts: str) -> str:
    """Eight hexadecimal digits of the SHA-256 of the parts: enough within one list."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:8]


def decode(file: File, *encodings: str) -> str:
    """The text of a file, in the first encoding that fits; a byte order mark is dropped.

    Raises:
        SourceDamaged: None fits.
    """
    for encoding in encodings or ("utf-8-sig",):
        try:
            return file.content.decode(encoding)
        except UnicodeDecodeError as error:
            last = error
    raise SourceDamaged(
        f"byte {last.start} is not {' or '.join(encodings or ('UTF-8',))}", where=file.name,
        remedy="Fetch the publisher's own file; an editor may have re-encoded this one.",
    )  # fmt: skip


def delimited(file: File, text: str, *, delimiter: str = ",", strict: bool = False) -> Iterator[list[str]]:
    """The records of delimited text, blank lines left out.

    Raises:
        SourceDamaged: A quote never closes, a field exceeds 4 MB, or a NUL stands in the text.
    """
    csv.field_size_limit(min(MAX_FIELD, sys.maxsize))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    try:
        for record in lines:
            if record and not (len(record) == 1 and not record[0].strip("\x1a \t")):
                yield record
    except csv.Error as error:
        raise SourceDamaged(f"line {lines.line_num}: {error}", where=file.name, remedy="Fetch it again.") from error


def table(
    document: Document,
    file: File,
    records: Iterable[Sequence[str]],
    *,
    layouts: Sequence[str] = (),
    header: Sequence[str] | None = None,
    short_rows: bool = False,
) -> Iterator[Row]:
    """Rows under a header that must be one of the known layouts, to the column.

    Args:
        document: Whose `spec.columns` names the layouts; rows are counted in its tally.
        file: Where the records stand.
        records: The fields of each record, header first unless `header` is given.
        layouts: Names of the layouts to accept, all of the spec's when empty.
        header: The columns, for files without a header line.
        short_rows: Whether records may lack their last fields (they read as empty); else such rows are set aside.

    Raises:
        SourceChanged: The header is not a known layout: a column is gone, new or renamed.
        SourceDamaged: There is no header.
    """
    rest = iter(records)
    if header is None:
        first = next(rest, None)
        if first is None:
            raise SourceDamaged("there is no header", where=file.name)
        header = [tidy(name.lstrip("\ufeff")) for name in first]
        known = [layout for layout in document.spec.columns if not layouts or layout[0] in layouts]
        found = {name for name, columns in known if tuple(header) == columns}
        document.layouts.update(found)
        if not found:
            raise _changed(document, file, header, [columns for _, columns in known])
    width = len(header)
    number = 0
    short: Sequence[str] | None = None
    for number, record in enumerate(rest, 1):
        document.tally.count(file)
        short = record if len(record) < width and not short_rows else None
        if len(record) > width and not any(cell.strip() for cell in record[width:]):
            record = record[:width]
        if len(record) > width or (len(record) < width and not short_rows):
            reason = f"{len(record)} fields where the header has {width}"
            document.tally.set_aside(file, f"row {number}", reason, record)
            continue
        cells = [*record, *[""] * (width - len(record))]
        if tidy(cells[0]) == header[0] and [tidy(cell) for cell in cells] == list(header):
            document.tally.set_aside(file, f"row {number}", "the header stands among the rows", cells)
            continue
        yield Row(file, number, dict(zip(header, cells, strict=True)), short=len(record) < width)
    if short is not None:
        raise SourceDamaged(
            f"the last record has {len(short)} fields where the header has {width}: the file is cut off",
            where=f"{document.spec.id}, {file.name}, row {number}",
            why="Everybody after the cut would be delisted.", remedy="Fetch it again; the list we hold is kept.",
        )  # fmt: skip


def _changed(document: Document, file: File, header: Sequence[str], known: Sequence[tuple[str, ...]]) -> SourceChanged:
    """The error that names what moved, against the layout that is nearest."""
    best = max(known, key=lambda columns: len(set(columns) & set(header)), default=())
    gone = [column for column in best if column not in header]
    new = [column for column in header if column not in best]
    says = []
    if gone:
        says.append(f"the column {', '.join(map(repr, gone[:5]))} is gone")
    if new:
        hints = [hint for column in new[:5] if (hint := nearest(column, gone))]
        says.append(f"{', '.join(map(repr, new[:5]))} is new" + (f" ({hints[0]})" if hints else ""))
    shown = ", ".join(column[:40] for column in header[:40])
    return SourceChanged(
        "; ".join(says) or "the columns stand in another order", where=f"{document.spec.id}, {file.name}, row 1",
        why=f"Columns now: {shown}\n  Reading on could drop what a listing says.",
        remedy=f"Give the publisher's own file, or name the new layout in sources/{document.spec.id}/source.yml.",
    )  # fmt: skip
