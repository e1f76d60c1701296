"""`licet screen NAME`, `licet screen --file TABLE`: is this party restricted, by which list, since when, how sure, and why?"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from licet.cli.check import day_of, moment_of
from licet.errors import BadValue

if TYPE_CHECKING:
    from rich.console import Console

    from licet.casefile.file_text import FileText

EXIT = {"hit": 4, "clear": 0, "error": 5}


def screen(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The party's name, in any script.", show_default=False)] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="TABLE", help="Screen a table: CSV, XLSX, JSONL, Parquet.")] = None,
    document: Annotated[
        Path | None, typer.Option("--document", metavar="FILE", help="Restricted parties named in a contract, invoice or article.")
    ] = None,
    name_column: Annotated[str | None, typer.Option("--name-column", metavar="C", help="The column of names.")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="F", help="Write lines to a .jsonl or .parquet file.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an interrupted --out file ends.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Processes for a table; 0 is one a core.")] = 0,
    kind: Annotated[str | None, typer.Option("--kind", help="person, organization, vessel or aircraft.")] = None,
    country: Annotated[str | None, typer.Option("--country", metavar="CC", help="Where it is.")] = None,
    birth_date: Annotated[str | None, typer.Option("--birth-date", metavar="D", help="1970, 1970-05 or 1970-05-17.")] = None,
    address: Annotated[str | None, typer.Option("--address", metavar="TEXT", help="Where it is, as written.")] = None,
    identifiers: Annotated[
        list[str] | None, typer.Option("--id", metavar="KIND=NUMBER", help="Such as lei=..., imo=..., passport=... (repeatable).")
    ] = None,
    lists: Annotated[list[str] | None, typer.Option("--list", metavar="ID", help="Search only this list (repeatable).")] = None,
    threshold: Annotated[float, typer.Option("--threshold", min=0.0, max=1.0, help="Least score of a hit.")] = 0.7,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most results.")] = 5,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day; today when not given.")] = None,
    known_at: Annotated[str | None, typer.Option("--known-at", metavar="TIME", help="As known then.")] = None,
    explain_threshold: Annotated[bool, typer.Option("--explain-threshold", help="What each threshold finds and alarms.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The screening line as JSON.")] = False,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", envvar="LICET_DATA", help="The data folder.", show_default=False)
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever is found.")] = False,
) -> None:
    """Screen one party, every row of a table, or a document, against every list, as of a day."""
    if kind not in (None, "person", "organization", "vessel", "aircraft"):
        raise BadValue(f"{kind!r} is no kind", where="--kind", remedy="person, organization, vessel or aircraft")
    if explain_threshold:
        _explain(kind, threshold, as_json=as_json)
        return
    if sum(given is not None for given in (name, file, document)) != 1:
        raise BadValue("give a name, --file or --document, one of them", where="licet screen", remedy='licet screen "ZTE Corp"')
    options: dict[str, Any] = {"lists": tuple(lists or ()), "threshold": threshold, "limit": limit}
    day = day_of(as_of) or datetime.now(UTC).date()
    if document is not None:
        code = _document(document, day, known_at, tuple(lists or ()), data, as_json=as_json)
    elif file is not None:
        code = _table(file, name_column, out, resume, jobs, kind, country, day, moment_of(known_at), options, data, quiet)
    else:
        from licet.api import screen as screen_name

        assert name is not None
        options |= {"birth_date": birth_date, "address": address, "identifiers": _identifiers(identifiers or [])}
        found = screen_name(name, kind=kind, country=country, as_of=day, known_at=moment_of(known_at), data=data, **options)
        line = found.as_dict()
        if as_json:
            typer.echo(json.dumps(line, ensure_ascii=False))
        else:
            _show(line)
        code = EXIT[found.status]
    raise typer.Exit(0 if exit_zero and code == 4 else code)


def _identifiers(told: list[str]) -> dict[str, str]:
    """Identifiers as written on the command line.

    Raises:
        BadValue: One is not KIND=NUMBER.
    """
    found: dict[str, str] = {}
    for each in told:
        kind, equals, number = each.partition("=")
        if not (equals and kind.strip() and number.strip()):
            raise BadValue(f"{each!r} is not KIND=NUMBER", where="--id", remedy="such as --id lei=5493001KJTIIGC8Y1R12")
        found[kind.strip().lower()] = number.strip()
    return found


def _table(
    file: Path, name_column: str | None, out: Path | None, resume: bool, jobs: int, kind: str | None, country: str | None,
    day: Any, known: Any, options: dict[str, Any], data: Path | None, quiet: bool,
) -> int:  # fmt: skip
    """Screen a table, one line a row in input order; the worst exit code of 4, 5, 0."""
    from contextlib import nullcontext

    from licet.bulk.screening import Job, opened, screen_table
    from licet.countries import read_country

    places = (read_country(country),) if country else ()
    job = Job(
        file=file, name_column=name_column, kind=kind, countries=places, day=day, known_at=known, data=data,
        lists=options["lists"], threshold=options["threshold"], limit=options["limit"], jobs=jobs,
    )  # fmt: skip
    seen: set[str] = set()
    with opened(out, job, resume=resume) as sink:
        bar = nullcontext() if quiet or not sys.stderr.isatty() else _progress()
        with bar as progress:
            task = progress.add_task("screening", total=None) if progress is not None else None
            for status, line in screen_table(job, skip=sink.done):
                seen.add(status)
                sink.write(line)
                if progress is not None and task is not None:
                    progress.advance(task)
    seen |= sink.statuses
    return 4 if "hit" in seen else 5 if "error" in seen else 0


def _document(document: Path, day: date, known_at: str | None, lists: tuple[str, ...], data: Path | None, *, as_json: bool) -> int:
    """Listed parties that a document names, with its words and the listing as of the day."""
    from licet.casefile import parties_named
    from licet.casefile.formats import read_file
    from licet.parties import PartyKind
    from licet.screening.screen import not_cleared
    from licet.workspace import Workspace

    workspace = Workspace(data)
    snapshot = workspace.at(day, moment_of(known_at))
    held = [fact for fact in snapshot.listings if not lists or fact.value.list_id in lists]
    listed = [(fact.id, [name.text for name in fact.value.party.names], fact.valid) for fact in held]
    craft = {fact.id for fact in held if fact.value.party.kind in (PartyKind.VESSEL, PartyKind.AIRCRAFT)}
    texts, unread = _texts(read_file(document))
    found = [
        {**named.as_dict(), "in": name, "cite": snapshot.facts[named.listing].value.cite}
        for name, text in texts
        for named in parties_named(text, listed, day, craft=craft)
    ]
    searched = workspace.searched(snapshot.when, lists, reach_back=known_at is None)
    too_old = not_cleared(searched, day)
    status = "hit" if found else "error" if unread or too_old else "clear"
    line = {
        "document": str(document), "as_of": day.isoformat(), "status": status, "results": found, "unread": unread,
        "searched": [part.as_dict() for part in searched],
    } | ({"error": too_old} if status == "error" and too_old else {})  # fmt: skip
    if as_json:
        typer.echo(json.dumps(line, ensure_ascii=False, default=str))
    else:
        _show_named(line)
    return EXIT[status]


def _texts(file: FileText) -> tuple[list[tuple[str, str]], list[dict[str, str]]]:
    """The texts of a file and of what is attached to it, each with its name; and what could not be read."""
    texts, unread = [(file.name, file.text)], [{"file": error.where or file.name, **error.as_dict()} for error in file.problems]
    for part in file.parts:
        more, problems = _texts(part)
        texts, unread = [*texts, *more], [*unread, *problems]
    return texts, unread


def _show_named(line: dict[str, Any]) -> None:
    from rich.table import Table
    from rich.text import Text

    from licet.cli.show import console

    out = console()
    _headline(out, line, line["document"])
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("words", "at", "listing", "listed name", "published in"):
        table.add_column(column, overflow="fold")
    for row in line["results"]:
        table.add_row(row["text"], str(row["start"]), row["listing"], row["matched_name"], row["cite"] or "")
    if line["results"]:
        out.print(table)
    for problem in line["unread"]:
        out.print(Text(f"not read: {problem['file']}: {problem['message']}", "yellow"))
    _show_searched(out, line)


def _progress() -> Any:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn

    return Progress(SpinnerColumn(), "{task.description}", MofNCompleteColumn(), TimeElapsedColumn(), console=Console(stderr=True))


def _explain(kind: str | None, threshold: float, *, as_json: bool) -> None:
    from licet.screening.thresholds import explain_threshold as explained

    rows = explained(kind, threshold)
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    from rich.table import Table

    from licet.cli.show import console

    out = console()
    for part in rows["kinds"]:
        table = Table(title=f"{part['kind']}: {part['measured_on']}", title_justify="left", box=None, header_style="bold")
        for column in (
            "threshold",
            "false alarms in 1,000 innocents",
            "misses in 100 aliases left out",
            "misses in 100 respellings",
        ):
            table.add_column(column, justify="right")
        for row in part["rows"]:
            mark = "bold" if row["threshold"] == part["nearest"] else None
            cells = (
                f"{row['threshold']:.2f}",
                f"{row['false_alarms_per_1000']:.1f}",
                f"{row['missed_aliases_pct']:.1f}",
                f"{row['missed_respellings_pct']:.1f}",
            )
            table.add_row(*cells, style=mark)
        out.print(table)
    out.print(rows["note"], style="dim")


def _show(line: dict[str, Any]) -> None:
    from rich.text import Text

    from licet.cli.show import console

    out = console()
    _headline(out, line, line["query"]["name"])
    if line["results"]:
        _show_results(out, line["results"])
    if line.get("suppressed"):
        out.print(Text(f"  {line['suppressed']} judged to be somebody else, listed last"))
    _show_searched(out, line)


def _headline(out: Console, line: dict[str, Any], what: str) -> None:
    from rich.text import Text

    style = {"hit": "bold red", "clear": "bold green", "error": "bold yellow"}[line["status"]]
    out.print(Text.assemble((line["status"].upper(), style), f"  {what}  on {line['as_of']}"))
    if line.get("error"):
        out.print(Text(f"  {line['error']}"))


def _show_searched(out: Console, line: dict[str, Any]) -> None:
    """The lists searched with how many entries held; one too old to clear anybody is named in red."""
    from rich.text import Text

    told = [Text(f"{part['list']} ({part['rows']})", "dim") for part in line["searched"]]
    for text, part in zip(told, line["searched"], strict=True):
        if part.get("stale"):
            text.append(f" STALE, of {part['as_of']}", "bold red")
    out.print(Text("searched: ", "dim") + Text(", ", "dim").join(told))


def _show_results(out: Console, results: list[dict[str, Any]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("score", "listing", "matched name", "in force", "published in"):
        table.add_column(column, overflow="fold")
    for row in results:
        period = f"{row['valid']['from'] or '...'} to {row['valid']['last_day'] or '...'}"
        identity = "" if row["identity"] == "undecided" else f" ({row['identity']})"
        table.add_row(
            f"{row['score']:.2f}{identity}", Text(row["listing"]), Text(row["matched_name"]), period, Text(row["cite"] or "")
        )
    out.print(table)
    for evidence in results[0]["because"][:6]:
        out.print(Text(f"    {evidence['weight']:+5.1f}  {evidence['says']}", style="dim"))
