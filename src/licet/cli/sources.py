"""`licet sources check`: is a list source's folder whole, and does its reader still read its samples as expected?"""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from licet.errors import LicetError

app = typer.Typer(name="sources", help="List sources, for those who write them: check.", no_args_is_help=True)


@app.callback()
def _sources() -> None:
    """List sources, for those who write them."""


@app.command()
def check(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="The sources, such as us_bis_dpl; all unless told.")
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write what the samples read as to expected.yml, for you to read; then check.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Check source folders: source.yml valid, guards set, addresses over TLS, reader there, every format's sample read right."""
    from licet.sources import FAMILIES, SOURCES
    from licet.sources.check import check_source, folder_of, write_expected

    wanted = sources or [*SOURCES, *FAMILIES]
    try:
        for source in wanted:
            folder_of(source)
            if write:
                for path in write_expected(source):
                    sys.stderr.write(f"wrote {path}\n")
        found = [check_source(source) for source in wanted]
    except LicetError as error:
        sys.stderr.write((json.dumps({"error": error.as_dict()}, ensure_ascii=False) if as_json else str(error)) + "\n")
        raise typer.Exit(error.exit_code) from error
    if as_json:
        sys.stdout.write(json.dumps({"sources": [item.as_dict() for item in found]}, ensure_ascii=False, indent=2) + "\n")
    else:
        width = max(map(len, wanted))
        for item in found:
            told = "; ".join(
                f"{name} {kept} of {read}" + (f" ({aside} set aside)" if aside else "")
                for name, (read, kept, aside) in item.formats.items()
            )
            sys.stdout.write(f"{item.source:{width}}  {'ok' if not item.problems else 'NOT OK'}  {told}\n")
            for problem in item.problems:
                sys.stdout.write("  " + str(problem).replace("\n", "\n  ") + "\n")
    if any(item.problems for item in found):
        raise typer.Exit(1)
