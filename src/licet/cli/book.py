"""`licet book`: read, check and keep a book of business.

licet book template mybook
licet book check mybook
licet book import mybook --out mybook.licet
licet book screen mybook.licet
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from licet.errors import BadFile, LicetError, MissingExtra

if TYPE_CHECKING:
    from licet.exposure.book import Book

app = typer.Typer(name="book", help="A book of business: template, check, import.", no_args_is_help=True)

#: Things to do from which a log without a terminal is told how far it is, in tenths.
SLOW = 20_000

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
SetAside = Annotated[
    bool, typer.Option("--set-aside", help="Go on without rows that cannot be used; they are counted in every answer.")
]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder with parties, orders, items, ...")]


@app.command()
def template(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write the empty files.")],
    tables: Annotated[list[str] | None, typer.Argument(metavar="[TABLE]...", help="Only these tables.")] = None,
    as_json: Json = False,
) -> None:
    """Write one CSV a table with the headings licet reads."""
    with failing(as_json):
        from licet.exposure.book import write_templates

        written = [str(path) for path in write_templates(folder, tables or None)]
        sys.stdout.write(json.dumps({"written": written}) + "\n" if as_json else "".join(f"{path}\n" for path in written))


@app.command()
def check(folder: Folder, set_aside: SetAside = False, as_json: Json = False) -> None:
    """Read a book and say what is in it; exit 2 when a row cannot be used."""
    with failing(as_json):
        from licet.exposure.book import read_book

        show(read_book(folder, set_aside=set_aside), as_json)


@app.command("import")
def import_(
    folder: Folder,
    out: Annotated[Path | None, typer.Option("--out", help="Where to keep it; DIR.licet beside it when not told.")] = None,
    set_aside: SetAside = False,
    as_json: Json = False,
) -> None:
    """Check a book and keep it as Parquet: all of it or nothing, with a quarantine file of what cannot be used."""
    with failing(as_json):
        from licet.exposure.book import import_book

        where = out or folder.resolve().with_name(folder.resolve().name + ".licet")
        show(import_book(folder, where, set_aside=set_aside), as_json, where)


@app.command()
def screen(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="An imported book.")],
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", envvar="LICET_DATA", help="The data folder.", show_default=False)
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, max=64, help="Processes; one a core when not told.")] = None,
    as_json: Json = False,
) -> None:
    """Screen every party of an imported book once; `licet impact` then starts from these while the lists stay the same.

    Interrupted, it goes on where it was.
    """
    with failing(as_json):
        from licet.exposure.book import MANIFEST, open_book
        from licet.screened import screen_book
        from licet.workspace import Workspace

        if not (folder / MANIFEST).is_file():
            raise BadFile("is not an imported book", where=str(folder), remedy="licet book import DIR")
        book = open_book(folder)
        with long_road() as say:
            found = screen_book(book, Workspace(data), folder, jobs=jobs, progress=partial(say, "Screening the book"))
        parties = book.counts["parties"]
        told = {"parties": parties, "near_a_listing": found}
        sys.stdout.write((json.dumps(told) if as_json else f"{found:,} of {parties:,} parties come near a listing") + "\n")


@contextmanager
def long_road() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on stderr for each thing that takes long, with the time that is left; where no person watches, a line now and then."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    tasks: dict[str, TaskID] = {}
    said: dict[str, int] = {}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:

        def say(what: str, done: int, total: int) -> None:
            if sys.stderr.isatty():
                if what not in tasks:
                    tasks[what] = bar.add_task(what, total=total)
                bar.update(tasks[what], completed=done, total=total)
            elif total >= SLOW and done * 10 // total > said.get(what, 0):
                said[what] = done * 10 // total
                sys.stderr.write(f"{what}: {done:,} of {total:,}\n")

        yield say


def show(book: Book, as_json: bool, where: Path | None = None) -> None:
    """What a book holds: rows by table, what was set aside, headings nobody reads."""
    aside = book.set_aside.select("table", "file", "row").unique().height
    if as_json:
        body = {
            "rows": book.counts, "set_aside": aside, "unread": book.unread, "digest": book.digest,
            "out": str(where) if where else None,
        }  # fmt: skip
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=2) + "\n")
        return
    lines = [f"{name:<10} {rows:>12,}" for name, rows in book.counts.items()]
    lines += [f"not read: {', '.join(names)} ({file})" for file, names in book.unread.items()]
    if aside:
        lines.append(f"set aside: {aside:,} rows that cannot be used")
    if where:
        lines.append(f"kept in {where}")
    sys.stdout.write("\n".join(lines) + "\n")


class failing:  # noqa: N801  reads as a word: with failing(as_json)
    """Licet's errors on stderr (as JSON with `--json`), with their exit code."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ModuleNotFoundError):
            error = MissingExtra("a book of business", "impact")
        if isinstance(error, LicetError):
            said = json.dumps({"error": error.as_dict()}, ensure_ascii=False) if self._as_json else str(error)
            sys.stderr.write(said + "\n")
            raise typer.Exit(error.exit_code) from error
