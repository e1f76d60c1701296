"""A book of business: read whole or not at all, checked, kept as Parquet, and opened as dated, numbered relations.

`read_book` takes a folder as people keep it; `import_book` writes the checked copy; `open_book` opens either.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from licet.countries import read_country
from licet.errors import BadFile, BadInput, BadValue, LicetError, ManyProblems
from licet.exposure.bookfiles import raw_tables, unknown_files
from licet.exposure.checks import check_tables
from licet.exposure.columns import OWNERSHIP, PARTIES, TABLES, Table, table
from licet.exposure.registers import read_register
from licet.exposure.values import empty, problems, schema, typed
from licet.transactions import License

MANIFEST = "book.json"
#: What `Book.unread` says of a file whose name says no table.
WHOLE_FILE = "the whole file"
#: How many problems an error prints; the quarantine file has them all.
SHOWN = 20


@dataclass(frozen=True)
class Book:
    """The checked tables, in the columns of `columns.py` with the file and row of each.

    Attributes:
        tables: Frame by table name; every table is there, perhaps empty.
        set_aside: Rows that could not be used, by cell (empty unless the caller asked to go on without them).
        unread: Headings nobody reads, by file; files nobody reads.
        digest: SHA-256 over the source files' names and bytes.
        numbers: Of an imported book: for each column that refers to a table, the place of the row it refers to (-1 for
            none), by table; what `Relations` would work out.
    """

    tables: dict[str, pl.DataFrame]
    set_aside: pl.DataFrame
    unread: dict[str, list[str]] = field(default_factory=dict)
    digest: str = ""
    numbers: dict[str, pl.DataFrame] = field(default_factory=dict)

    def __getitem__(self, name: str) -> pl.DataFrame:
        return self.tables[name]

    @property
    def counts(self) -> dict[str, int]:
        """Rows by table."""
        return {name: frame.height for name, frame in self.tables.items()}


def read_book(folder: Path, *, set_aside: bool = False) -> Book:
    """The book in a folder of CSV, TSV, XLSX, Parquet and register files.

    Args:
        folder: Where the files are; names say which table each is.
        set_aside: Go on without the rows that cannot be used; they are kept in `Book.set_aside` and counted in answers.

    Raises:
        BadFile: There is no such folder, or no table in it.
        ManyProblems: Rows cannot be used and `set_aside` is False; the first are named, `Quarantined.frame` holds all.
    """
    if not folder.is_dir():
        raise BadFile("is not a folder", where=str(folder), remedy="Give the folder that holds parties.csv, orders.csv, ...")
    frames: dict[str, list[pl.DataFrame]] = {spec.name: [] for spec in TABLES}
    wrong: list[pl.DataFrame] = []
    unread: dict[str, list[str]] = {}
    mistakes: list[LicetError] = []
    for raw in raw_tables(folder):
        try:
            frame, bad, unknown = typed(raw, table(raw.table))
        except BadFile as mistake:
            mistakes.append(mistake)
            continue
        frames[raw.table].append(frame)
        wrong.append(bad)
        if unknown:
            unread[raw.file] = unknown
    if mistakes:
        raise mistakes[0] if len(mistakes) == 1 else ManyProblems(mistakes)
    tables = {name: pl.concat(parts) if parts else empty(table(name)) for name, parts in frames.items()}
    for path in sorted(folder.iterdir()):
        found = read_register(path) if path.is_file() else None
        if found:
            tables, bad = _with_register(tables, path.name, *found)
            wrong.append(bad)
    strange = unknown_files(folder)
    unread |= {name: [WHOLE_FILE] for name in strange}
    if not any(frame.height for frame in tables.values()) and not any(b.height for b in wrong):
        if any(frames.values()):
            raise BadFile("holds tables without rows", where=str(folder), remedy="Fill parties, items and orders first.")
        raise BadFile(
            "holds no table of a book of business", where=str(folder),
            why=f"no table goes by the name of {', '.join(strange[:10])}" if strange else "",
            remedy="`licet book template DIR` writes one file a table with the right headings.",
        )  # fmt: skip
    tables, bad = check_tables(tables, pl.concat(wrong) if wrong else problems())
    if bad.height and not set_aside:
        raise Quarantined(bad)
    return Book(tables, bad, unread, _digest(folder))


class Quarantined(ManyProblems):
    """Rows that cannot be used; nothing was imported.

    Attributes:
        frame: One row a problem: table, file, row, column, value, reason.
    """

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame
        super().__init__(
            BadValue(
                f"{cell['column']} is {cell['value']!r}: {cell['reason']}"
                if cell["value"]
                else f"{cell['column']}: {cell['reason']}",
                where=f"{cell['file']}: row {cell['row']}",
            )
            for cell in frame.head(SHOWN).iter_rows(named=True)
        )

    def text(self) -> str:
        """The first problems, and how many more there are."""
        more = self.frame.height - len(self.problems)
        tail = [f"... and {more} more"] if more > 0 else []
        tail.append("Nothing was imported. Mend the rows, or go on without them with --set-aside.")
        return "\n".join([str(problem) for problem in self.problems] + tail)


def import_book(folder: Path, out: Path, *, set_aside: bool = False) -> Book:
    """Read, check and write the book as Parquet with a manifest; `out` is replaced whole or left as it was.

    Raises:
        BadFile: `out` exists and is no book. Else as `read_book`; then `quarantine.csv` is written beside `out`.
    """
    if out.exists() and not (out / MANIFEST).is_file() and any(out.iterdir()):
        raise BadFile("exists and is not an imported book", where=str(out), remedy="Choose another folder.")
    quarantine = out.with_name(out.name + ".quarantine.csv")
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        book = read_book(folder, set_aside=set_aside)
    except Quarantined as mistake:
        write_safe_csv(mistake.frame, quarantine)
        raise
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".book-") as made:
        new = Path(made) / "book"
        save_book(book, new)
        if out.exists():
            old = Path(made) / "old"
            out.replace(old)
        new.replace(out)
    if book.set_aside.height:
        write_safe_csv(book.set_aside, quarantine)
    elif quarantine.exists():
        quarantine.unlink()
    return book


def save_book(book: Book, folder: Path) -> None:
    """Write the tables and the manifest to a new folder."""
    folder.mkdir(parents=True)
    for name, frame in book.tables.items():
        frame.write_parquet(folder / f"{name}.parquet", compression="zstd", statistics=False)
    book.set_aside.write_parquet(folder / "set-aside.parquet")
    for spec in TABLES:
        if spec.refers:
            numbers(book.tables, spec).write_parquet(folder / f"{spec.name}.numbers.parquet", compression="lz4")
    files = {path.name: _sha256(path) for path in sorted(folder.iterdir())}
    manifest = {"format": 1, "digest": book.digest, "rows": book.counts, "unread": book.unread, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def open_book(folder: Path, *, set_aside: bool = False) -> Book:
    """An imported book as it was checked, or a folder of files read and checked now.

    Raises:
        BadFile: A table of an imported book is missing or altered in shape. Else as `read_book`.
    """
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return read_book(folder, set_aside=set_aside)
    told: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    for name, digest in told["files"].items():
        if not (folder / name).is_file() or _sha256(folder / name) != digest:
            raise BadFile("is not as it was imported", where=str(folder / name), remedy="Import the book again.")
    tables = {}
    for spec in TABLES:
        path = folder / f"{spec.name}.parquet"
        try:
            frame = pl.read_parquet(path)
        except (OSError, pl.exceptions.PolarsError) as problem:
            raise BadFile(f"cannot be read: {problem}", where=str(path), remedy="Import the book again.") from problem
        if dict(frame.schema) != schema(spec):
            raise BadFile("was written by another version", where=str(path), remedy="Import the book again.")
        tables[spec.name] = frame
    kept = {spec.name: pl.read_parquet(folder / f"{spec.name}.numbers.parquet") for spec in TABLES if spec.refers}
    return Book(tables, pl.read_parquet(folder / "set-aside.parquet"), told["unread"], told["digest"], kept)


def numbers(tables: dict[str, pl.DataFrame], spec: Table) -> pl.DataFrame:
    """For each row of a table and each column that refers to another, the place of the row it refers to; -1 for none."""
    frame = tables[spec.name]
    out = []
    for column, other in spec.refers:
        keys = tables[other].select(pl.col("id").alias(column)).with_row_index("place")
        found = frame.select(column).join(keys, on=column, how="left", maintain_order="left")["place"]
        out.append(found.cast(pl.Int32).fill_null(-1).alias(column))
    return pl.DataFrame(out)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_safe_csv(frame: pl.DataFrame, path: Path) -> None:
    """CSV in which no cell starts a formula when a spreadsheet opens it."""
    text = [
        pl.when(pl.col(name).str.contains(r"^[=+\-@\t\r]")).then("'" + pl.col(name)).otherwise(pl.col(name)).alias(name)
        for name, kind in frame.schema.items()
        if kind == pl.String
    ]
    frame.with_columns(text).write_csv(path)


def write_templates(folder: Path, names: list[str] | None = None) -> list[Path]:
    """One CSV a table with its headings and nothing else; files that exist are left alone.

    Raises:
        BadFile: A file of that name is there already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{spec.name}.csv" for spec in TABLES if not names or spec.name in names]
    taken = next((path for path in paths if path.exists()), None)
    if taken:
        raise BadFile("is there already", where=str(taken), remedy="Choose an empty folder.")
    for path in paths:
        path.write_text(",".join(c.name for c in table(path.stem).columns) + "\n", encoding="utf-8")
    return paths


def _with_register(
    tables: dict[str, pl.DataFrame],
    file: str,
    parties: list[dict[str, str | None]],
    stakes: list[dict[str, str | None]],
) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """The tables with a register's parties and stakes; a party the book knows by id or identifier stays the book's."""
    from licet.exposure.bookfiles import RawTable

    mine = tables["parties"]
    known = {ident: ident for ident in mine["id"]}
    for ident, numbers in mine.select("id", "identifiers").iter_rows():
        for number in (numbers or "").split(";"):
            if number.strip():
                known.setdefault(number.strip().lower(), ident)
    ours: dict[str, str] = {}
    new: list[dict[str, str | None]] = []
    for party in parties:
        told = str(party["id"])
        numbers = [n.strip().lower() for n in (party.get("identifiers") or "").split(";") if n.strip()]
        ours[told] = next((known[key] for key in (told, *numbers) if key in known), told)
        if ours[told] == told and told not in known:
            new.append(party)
    held = [s | {"owner": ours.get(str(s["owner"]), s["owner"]), "owned": ours.get(str(s["owned"]), s["owned"])} for s in stakes]
    bad = problems()
    for spec, rows in ((PARTIES, new), (OWNERSHIP, held)):
        if rows:
            columns = {c.name: pl.String() for c in spec.columns if any(c.name in row for row in rows) or c.required}
            frame, wrong, _ = typed(RawTable(spec.name, file, pl.DataFrame(rows, schema=columns), 1), spec)
            tables = tables | {spec.name: pl.concat([tables[spec.name], frame])}
            bad = pl.concat([bad, wrong])
    return tables, bad


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.is_file():
            total.update(path.name.encode() + b"\0")
            with path.open("rb") as file:
                total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def licenses_of(folder: Path) -> tuple[License, ...]:
    """The licenses held, as a transaction takes them.

    Raises:
        BadFile, ManyProblems: As `open_book`.
    """
    book = open_book(folder)
    return tuple(license_of(row, book["parties"]) for row in book["licenses"].iter_rows(named=True))


def license_of(row: dict[str, Any], parties: pl.DataFrame) -> License:
    """A row of the licenses table; parties are told by name, countries as codes."""
    named = dict(parties.filter(pl.col("id").is_in(_many(row["parties"]))).select("id", "name").iter_rows())
    return License(
        number=row["number"], holder=row["holder"], eccns=tuple(_many(row["eccns"])),
        destinations=tuple(_country(text) for text in _many(row["destinations"])),
        parties=tuple(named.get(text, text) for text in _many(row["parties"])), value_usd=row["value_usd"],
        quantity=row["quantity"], start=row["start"], end=row["end"], authority=row["authority"] or "BIS",
    )  # fmt: skip


def _many(told: str | None) -> list[str]:
    return [part.strip() for part in (told or "").split(";") if part.strip()]


def _country(text: str) -> str:
    try:
        return read_country(text)
    except BadInput:
        return text
