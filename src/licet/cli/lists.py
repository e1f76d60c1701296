"""`licet lists`: bring restricted-party lists in, and say what the ledger holds.

licet lists import us_bis_dpl dpl.txt --as-of 2023-11-30
licet lists status
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from licet.errors import BadValue, LicetError
from licet.workspace import data_dir

if TYPE_CHECKING:
    from licet.records.ledger import Ledger
    from licet.sync import Imported
    from licet.sync.diff import Diff
    from licet.sync.status import ListStatus

app = typer.Typer(name="lists", help="Restricted-party lists: update, import, status, diff, export.", no_args_is_help=True)

Data = Annotated[Path | None, typer.Option("--data", help="The data folder.", envvar="LICET_DATA", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")]


@app.command("import")
def import_(
    list_id: Annotated[str, typer.Argument(metavar="ID", help="The list, such as us_bis_dpl.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The publisher's own files, gzipped or not.")],
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day (or moment) it was made public, for files that do not say.")
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--map", metavar="YAML", help="For own:<name>: field to column, such as `name: Firma`."),
    ] = None,
    defer: Annotated[bool, typer.Option("--defer", help="Compile names when next needed, for a series of imports.")] = False,
    accept_shrink: Annotated[
        str | None,
        typer.Option(
            "--accept-shrink",
            metavar="REASON",
            help="Accept a list that lost more than its bounds allow; the reason is recorded.",
        ),
    ] = None,
    data: Data = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Read one publication of a list into the ledger; all of it or nothing."""
    from licet.sync import import_files, open_store
    from licet.sync.naming import Naming
    from licet.sync.store import PARTS

    folder = data_dir(data)
    with _Failing(as_json), _telling(quiet) as tell, Naming(folder / "snapshots" / PARTS) as naming:
        tell(f"reading {list_id}")
        if not defer:
            naming.get_ready(files)
        ledger = open_ledger(data)
        done = import_files(
            ledger, list_id, files, as_of=moment_of(as_of), accept_shrink=accept_shrink, mapping=_mapping(mapping),
            ahead=None if defer else naming.analyze_ahead,
        )  # fmt: skip
        if not defer:
            tell("compiling the names of all lists, so that screening starts at once (--defer leaves it for later)")
            open_store(folder, told=tell.share, naming=naming)
        if as_json:
            print_json(done.as_dict())
        elif not quiet:
            _show_import(done)


@app.command()
def update(
    lists: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="The lists; all with a publisher unless told.")
    ] = None,
    accept_shrink: Annotated[
        str | None,
        typer.Option("--accept-shrink", metavar="REASON", help="Accept one list that lost more than its bounds allow."),
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Do not touch the network.")] = False,
    data: Data = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Fetch the newest publications; what must not replace a list we hold is refused (exit 5), and the list stays."""
    from licet.sources import SOURCES, spec_of
    from licet.sync import open_store
    from licet.sync.update import update as bring

    with _Failing(as_json):
        wanted = lists or [list_id for list_id in SOURCES if spec_of(list_id).fetch]
        if accept_shrink is not None and len(wanted) != 1:
            raise BadValue("needs exactly one list", where="--accept-shrink")
        for list_id in wanted:
            spec_of(list_id)
        ledger, folder = open_ledger(data), data_dir(data)
        results: list[dict[str, object]] = []
        worst = 0
        for list_id in wanted:
            try:
                with _telling(quiet) as tell:
                    tell(f"fetching {list_id}")
                    done = bring(ledger, folder, list_id, accept_shrink=accept_shrink, offline=offline)
            except LicetError as error:
                worst = max(worst, error.exit_code)
                results.append({"list": list_id, "error": error.as_dict()})
                sys.stderr.write(f"{error}\n")
                continue
            results.append(done.as_dict())
            if done.imported is None:
                if not (as_json or quiet):
                    sys.stdout.write(f"{list_id}  not modified since it was last fetched\n")
            elif not (as_json or quiet):
                _show_import(done.imported)
        with _telling(quiet) as tell:
            tell("compiling the names of all lists")
            open_store(folder, told=tell.share)
        if as_json:
            print_json({"lists": results})
        if worst:
            raise typer.Exit(worst)


@app.command()
def status(
    list_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="One list, with all its vintages.")] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Each list's version, age, rows, names, last change, and the days the ledger covers; or one list's vintages."""
    from licet.sync import status_of
    from licet.sync.status import vintages_of

    with _Failing(as_json):
        if list_id is not None:
            told = vintages_of(open_ledger(data), list_id)
            if as_json:
                print_json({"list": list_id, "vintages": told})
            else:
                sys.stdout.write(_vintages_in_words(told))
            return
        found = status_of(open_ledger(data), datetime.now(UTC))
        if as_json:
            print_json({"lists": [item.as_dict() for item in found]})
            return
        if not found:
            print("No list was imported yet.\n  licet lists import us_bis_dpl dpl.txt --as-of 2023-11-30")  # noqa: T201
            return
        _draw_status(found)


@app.command()
def diff(
    list_id: Annotated[str, typer.Argument(metavar="ID", help="The list, such as us_ofac_sdn.")],
    before: Annotated[
        str, typer.Argument(metavar="A", help="A vintage of the ledger (2021-07-01 or 2021-07), a file or a folder.")
    ],
    after: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write a page instead.")] = None,
    whole: Annotated[bool, typer.Option("--all", help="Print every entry, not the first twenty of each sort.")] = False,
    data: Data = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """What one vintage of a list says that another does not; editorial churn apart from change."""
    from licet.sync.diff import diff as compare
    from licet.sync.diff_page import diff_page

    with _Failing(as_json):
        found = compare(open_ledger(data), list_id, before, after)
        if html is not None:
            html.write_text(diff_page(found), "utf-8")
        if as_json:
            print_json(found.as_dict())
        elif not quiet:
            sys.stdout.write(_diff_in_words(found, None if whole else 20) + (f"Page: {html}\n" if html else ""))


@app.command("export")
def export_(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="Where to: .jsonl (FollowTheMoney), .csv or .parquet.")],
    lists: Annotated[list[str] | None, typer.Option("--list", metavar="ID", help="Only these lists; may be repeated.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="The day asked about; today unless told.")] = None,
    known_at: Annotated[
        str | None, typer.Option("--known-at", help="Whose knowledge answers; the end of the day unless told.")
    ] = None,
    form: Annotated[str | None, typer.Option("--format", help="csv, parquet or ftm; by the file's ending unless told.")] = None,
    data: Data = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write the listings that hold on a day."""
    from licet.sync.export import export, format_of
    from licet.sync.held import held_on

    with _Failing(as_json):
        when = moment_of(as_of) or datetime.now(UTC)
        facts, told = held_on(data_dir(data), when.date(), moment_of(known_at), lists or [])
        count = export(facts, out, format_of(out, form))
        if as_json:
            print_json({"file": str(out), "listings": count, "as_of": when.date().isoformat(), "notes": told})
        elif not quiet:
            sys.stdout.write(f"{count:,} listings that hold on {when.date()}: {out}\n" + "".join(f"  note: {n}\n" for n in told))


def open_ledger(data: Path | None) -> Ledger:
    """The ledger at the URL in LICET_LEDGER, or else of the data folder."""
    from licet.records.ledger import Ledger

    return Ledger.open(os.environ.get("LICET_LEDGER") or data_dir(data))


def moment_of(text: str | None) -> datetime | None:
    """A day or a moment as typed (UTC when it has no zone).

    Raises:
        BadValue: It is neither.
    """
    if text is None:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadValue(f"{text!r} is no day", where="--as-of", remedy="Write 2023-11-30 or 2023-11-30T18:43Z.") from error
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _mapping(path: Path | None) -> dict[str, str] | None:
    """Field to column, from YAML; every scalar is text."""
    if path is None:
        return None
    import yaml

    try:
        body = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  text only, no objects
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadValue(f"cannot be read: {error}", where=str(path), remedy="Write lines such as `name: Firma`.") from error
    if not isinstance(body, dict) or not all(isinstance(value, str) for value in body.values()):
        raise BadValue("is not a mapping of fields to columns", where=str(path), remedy="Write lines such as `name: Firma`.")
    return body


def print_json(body: object) -> None:
    """One JSON object on stdout."""
    sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=2) + "\n")


class _Progress:
    """Says on a terminal what takes so long, for how long it has taken, and how much of it is done; elsewhere nothing."""

    def __init__(self, say: Callable[[str, float | None], None]) -> None:
        self._say = say
        self._said = ""

    def __call__(self, said: str) -> None:
        """What is done now, nobody knows for how long."""
        self._said = said
        self._say(said, None)

    def share(self, done: float) -> None:
        """How much of it is done, from 0 to 1."""
        self._say(self._said, done)


@contextmanager
def _telling(quiet: bool) -> Iterator[_Progress]:
    """Progress on a terminal while the block runs."""
    if quiet or not sys.stderr.isatty():
        yield _Progress(lambda _said, _done: None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=30), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield _Progress(lambda said, done: progress.update(task, description=said, total=done and 1.0, completed=done or 0.0))


class _Failing:
    """Licet's errors on stderr (as JSON with `--json`), with their exit code."""

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, LicetError):
            said = json.dumps({"error": error.as_dict()}, ensure_ascii=False) if self._as_json else str(error)
            sys.stderr.write(said + "\n")
            raise typer.Exit(error.exit_code) from error


def _show_import(done: Imported) -> None:
    """The import as a person reads it: what changed, what was read, what was set aside."""
    tally, recorded = done.document.tally, done.recorded
    lines = [f"{done.list_id}  {done.vintage:%Y-%m-%d %H:%M} UTC (from {done.told_by})"]
    if recorded.new and recorded.before is not None:
        lines.append(
            f"  {recorded.entries:,} entries: {recorded.added:,} added, {recorded.removed:,} removed, "
            f"{recorded.changed:,} changed against the vintage of {recorded.before:%Y-%m-%d}"
        )
    elif recorded.new:
        later = f"; {recorded.after} later one{'s are' if recorded.after > 1 else ' is'} held" if recorded.after else ""
        lines.append(f"  {recorded.entries:,} entries: the earliest vintage of this list{later}")
    else:
        lines.append(f"  the ledger held this publication already ({recorded.entries:,} entries); nothing changed")
    lines.append(
        f"  read {tally.total:,}, kept {tally.kept:,}, quarantined {len(tally.quarantined):,}, repeated {tally.repeated:,}"
    )
    if len(tally.read) > 1:
        lines += [f"    {name}: {count:,}" for name, count in tally.read.items()]
    lines += [f"  set aside: {item.file}, {item.locator}: {item.reason}" for item in tally.quarantined[:10]]
    if len(tally.quarantined) > 10:
        lines.append(f"  ... and {len(tally.quarantined) - 10:,} more, all kept in the ledger")
    lines += [f"  note: {note}" for note in tally.notes[:5]]
    if len(tally.notes) > 5:
        lines.append(f"  ... and {len(tally.notes) - 5} more notes")
    sys.stdout.write("\n".join(lines) + "\n")


def _draw_status(found: list[ListStatus]) -> None:
    """The table, as wide as the terminal allows, and a line for each list that is too old to clear anybody."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not console.is_terminal:
        console = Console(width=160)
    is_wide = console.width >= 125
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    columns = [("list", 0), ("version", 0), ("age", 1), ("entries", 1), ("names", 1), ("covered" if is_wide else "since", 0)]
    further = [("records", 1), ("set aside", 1), ("changed", 0), ("vintages", 1)] if is_wide else []
    for column, right in (*columns, *further):
        drawn.add_column(column, justify="right" if right else "left", no_wrap=True)
    for item in found:
        age = Text(f"{item.age_days:,} d{' STALE' if item.stale else ''}", "bold red" if item.stale else "green")
        since = f"{item.covered_from} to {item.covered_to}" if is_wide else str(item.covered_from)
        version = item.version if is_wide else str(item.covered_to)
        cells: list[str | Text] = [item.list_id, version, age, f"{item.entries:,}", f"{item.names:,}", since]
        if is_wide:
            aside = Text(f"{item.quarantined:,}", "yellow" if item.quarantined else "")
            cells += [f"{item.read:,}", aside, str(item.last_change or "-"), str(item.vintages)]
        drawn.add_row(*cells)
    console.print(drawn)
    stale = [item.list_id for item in found if item.stale]
    if stale:
        which = ", ".join(stale) if len(stale) < 4 else f"{len(stale)} of {len(found)} lists"
        what = "is older than its source allows" if len(stale) == 1 else "are older than their sources allow"
        console.print(Text(f"\n{which} {what}; nobody is cleared against a stale list.", "red"), soft_wrap=True)
        console.print("  licet lists update, or licet lists import ID FILE...", soft_wrap=True, highlight=False)


def _diff_in_words(found: Diff, most: int | None) -> str:
    """The diff as a person reads it: the counts, then the entries."""
    from licet.sync.words import marked

    counts = found.counts
    lines = [
        f"{found.list_id}  {found.before.label} to {found.after.label}",
        f"  {counts['added']:,} added, {counts['removed']:,} removed, {counts['changed']:,} changed"
        f" ({counts['changed_aliases_or_addresses']:,} more in aliases or addresses alone),"
        f" {counts['editorial']:,} editorial only, {counts['unchanged']:,} unchanged",
    ]
    if found.not_compared:
        lines.append(f"  not compared, since one side was published without them: {', '.join(found.not_compared)}")
    for sign, entries in (("+", found.added), ("-", found.removed)):
        lines += [f"{sign} {listing.party.caption}  {key}" for key, listing in entries[:most]]
        lines += [f"  ... and {len(entries) - most:,} more (--all)"] if most is not None and len(entries) > most else []
    for change in found.changed[:most]:
        lines.append(f"~ {change.caption}  {change.key}")
        lines += [f"    {field.field}: {marked(field.pieces)}" for field in change.shown]
    if most is not None and len(found.changed) > most:
        lines.append(f"  ... and {len(found.changed) - most:,} more (--all)")
    return "\n".join(lines) + "\n"


def _vintages_in_words(vintages: list[dict[str, Any]]) -> str:
    """A list's vintages, newest last, and the records that were set aside."""
    lines = []
    for told in vintages:
        lines.append(
            f"{told['vintage']}  {told['entries']:,} entries: {told['added']:,} added, {told['removed']:,} removed, "
            f"{told['changed']:,} changed; read {told['read']:,}, kept {told['kept']:,}, quarantined {told['quarantined']:,}"
        )
        lines += [f"    {file['name']}  sha256 {file['sha256'][:16]}  {file['read']:,} records" for file in told["files"]]
        lines += [f"    accepted: {told['accepted']}"] if told["accepted"] else []
        lines += [f"    set aside: {item['file']}, {item['where']}: {item['reason']}" for item in told["set_aside"]]
        lines += [f"    note: {note}" for note in told["notes"]]
    return "\n".join(lines) + "\n"
