"""`licet screen NAME`: is this party restricted, by which list, since when, how sure, and why?"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from licet.cli.check import day_of, moment_of
from licet.errors import BadValue


def screen(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The party's name, in any script.", show_default=False)],
    kind: Annotated[str | None, typer.Option("--kind", help="person, organization, vessel or aircraft.")] = None,
    country: Annotated[str | None, typer.Option("--country", metavar="CC", help="Where it is.")] = None,
    lists: Annotated[list[str] | None, typer.Option("--list", metavar="ID", help="Search only this list (repeatable).")] = None,
    threshold: Annotated[float, typer.Option("--threshold", min=0.0, max=1.0, help="Least score of a hit.")] = 0.7,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most results.")] = 5,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day; today when not given.")] = None,
    known_at: Annotated[str | None, typer.Option("--known-at", metavar="TIME", help="As known then.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The screening line as JSON.")] = False,
    data: Annotated[Path | None, typer.Option("--data", metavar="DIR", envvar="LICET_DATA", help="The data folder.", show_default=False)] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever is found.")] = False,
) -> None:
    """Screen one party against every list, as of a day."""
    from licet.api import screen as screen_name

    if kind not in (None, "person", "organization", "vessel", "aircraft"):
        raise BadValue(f"{kind!r} is no kind", where="--kind", remedy="person, organization, vessel or aircraft")
    day = day_of(as_of) or datetime.now(UTC).date()
    found = screen_name(
        name, kind=kind, country=country, as_of=day, known_at=moment_of(known_at), lists=tuple(lists or ()), threshold=threshold, limit=limit,
        data=data,
    )  # fmt: skip
    line = found.as_dict()
    if as_json:
        typer.echo(json.dumps(line, ensure_ascii=False))
    else:
        _show(line)
    code = {"hit": 4, "clear": 0, "error": 5}[found.status]
    raise typer.Exit(0 if exit_zero and code == 4 else code)


def _show(line: dict[str, object]) -> None:
    from rich.table import Table
    from rich.text import Text

    from licet.cli.show import console

    out = console()
    style = {"hit": "bold red", "clear": "bold green", "error": "bold yellow"}[str(line["status"])]
    out.print(Text.assemble((str(line["status"]).upper(), style), f"  {line['query']['name']}  on {line['as_of']}"))  # type: ignore[index]
    if line.get("error"):
        out.print(f"  {line['error']}")
    results: list[dict[str, object]] = line["results"]  # type: ignore[assignment]
    if results:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for column in ("score", "listing", "matched name", "in force", "published in"):
            table.add_column(column, overflow="fold")
        for row in results:
            valid: dict[str, str | None] = row["valid"]  # type: ignore[assignment]
            period = f"{valid['from'] or '...'} to {valid['last_day'] or '...'}"
            table.add_row(f"{row['score']:.2f}", str(row["listing"]), str(row["matched_name"]), period, str(row["cite"] or ""))
        out.print(table)
        because: list[dict[str, object]] = results[0]["because"]  # type: ignore[assignment]
        for evidence in because[:6]:
            out.print(Text(f"    {evidence['weight']:+5.1f}  {evidence['says']}", style="dim"))
    searched: list[dict[str, object]] = line["searched"]  # type: ignore[assignment]
    out.print(Text("searched: " + ", ".join(f"{part['list']} ({part['rows']})" for part in searched), style="dim"))
