"""`licet compare NAME1 NAME2`, `licet compare --file pairs.csv`: how alike are two names, and why?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from licet.errors import BadFile, BadValue

KINDS = (None, "person", "organization", "vessel", "aircraft")


def compare(
    name1: Annotated[str | None, typer.Argument(metavar="NAME1", help="A name.", show_default=False)] = None,
    name2: Annotated[str | None, typer.Argument(metavar="NAME2", help="Another.", show_default=False)] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="PAIRS", help="A table with columns name1, name2, schema.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="person, organization, vessel or aircraft.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON.")] = False,
) -> None:
    """How far two names agree, from 0 to 0.99, with the evidence. A table gives one line of JSON a pair."""
    if kind not in KINDS:
        raise BadValue(f"{kind!r} is no kind", where="--kind", remedy="person, organization, vessel or aircraft")
    if file is not None:
        if name1 is not None:
            raise BadValue("give two names or --file, not both", where="licet compare", remedy="leave one out")
        for line in _lines(file, kind):
            typer.echo(json.dumps(line, ensure_ascii=False))
        return
    if name1 is None or name2 is None:
        raise BadValue("two names are needed", where="licet compare", remedy='licet compare "ZTE Corp" "ZTE Corporation"')
    from licet.screening.compare import compare as compare_names

    found = compare_names(name1, name2, kind)
    if as_json:
        typer.echo(json.dumps({"name1": name1, "name2": name2} | found.as_dict(), ensure_ascii=False))
    else:
        _show(name1, name2, found.as_dict())
    if found.error:
        raise typer.Exit(2)


def _lines(file: Path, kind: str | None) -> Iterator[dict[str, Any]]:
    from licet.screening.compare import compare_many
    from licet.screening.table import kind_of, read_rows

    asked: list[dict[str, Any]] = []

    def pairs() -> Iterator[tuple[str, str, str | None]]:
        for number, row in enumerate(read_rows(file), start=1):
            if "name1" not in row or "name2" not in row:
                raise BadFile(
                    "a pair needs the columns name1 and name2", where=f"{file}, row {number}", remedy="name1,name2,schema"
                )
            schema = str(row.get("schema") or "")
            pair = {"row": number, "name1": str(row["name1"] or ""), "name2": str(row["name2"] or "")}
            asked.append(pair | ({"schema": schema} if schema else {}))
            yield pair["name1"], pair["name2"], kind_of(schema) if schema.casefold() != "legalentity" else kind  # type: ignore[misc]

    for place, found in enumerate(compare_many(pairs())):
        line, asked[place] = asked[place], {}
        yield line | found.as_dict()


def _show(name1: str, name2: str, found: dict[str, Any]) -> None:
    from rich.text import Text

    from licet.cli.show import console

    out = console()
    out.print(Text(f"{found['score']:.2f}", style="bold"), Text(f"  {name1}  /  {name2}"))
    if "error" in found:
        out.print(Text(f"  {found['error']}", style="bold yellow"))
    for line in found["because"]:
        out.print(Text(f"    {line['weight']:+5.1f}  {line['says']}", style="dim"))
    out.print(Text(f"as a hit on a list, before other facts: {found['screening']:.2f}", style="dim"))
