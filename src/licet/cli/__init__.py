"""The command line: a verb, an object, the two clocks.

Each verb is a module that is imported only when it is called, so that one check stays quick. A verb module has an `app`
(a Typer application with subcommands) or a function of its own name.
"""

from __future__ import annotations

import atexit
import gc
import sys
from importlib import import_module
from typing import Any

import typer

from licet.cli.common import with_common_options

#: Verb to (module, attribute, one line of help). `licet --help` prints it without importing any of them.
VERBS: dict[str, tuple[str, str, str]] = {
    "check": ("licet.cli.check", "check", "May these transactions go ahead? YAML, JSON, JSONL, CSV, XLSX or Parquet."),
    "screen": ("licet.cli.screen", "screen", "Is this party restricted? One name, a table, or a document."),
    "compare": ("licet.cli.compare", "compare", "How alike are two names, and why?"),
    "eccn": ("licet.cli.eccn", "eccn", "What an ECCN is controlled for and where; candidates by words."),
    "deminimis": (
        "licet.cli.deminimis",
        "deminimis",
        "US content of a foreign-made product, for one destination or all.",
    ),
    "impact": ("licet.cli.impact", "impact", "What a measure hits in a book of business."),
    "book": ("licet.cli.book", "app", "A book of business: import, check, template."),
    "case": ("licet.cli.case", "app", "Documents to what happened, what was said, and what is in force."),
    "lists": ("licet.cli.lists", "app", "Restricted-party lists: update, import, status, diff, export."),
    "sources": ("licet.cli.sources", "app", "List sources, for those who write them: check."),
    "law": ("licet.cli.law", "app", "The law packs: coverage, show, explain, diff, check, compile."),
    "penalty": ("licet.cli.penalty", "penalty", "Penalty arithmetic: statutory maximum and guideline base amounts."),
}


app = typer.Typer(
    name="licet", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="May this go ahead? Export controls and sanctions, decided with a proof, as of any date.",
)  # fmt: skip


def _load(verb: str) -> None:
    """Import one verb and put it under the application."""
    module, attribute, summary = VERBS[verb]
    found = getattr(import_module(module), attribute)
    if isinstance(found, typer.Typer):
        app.add_typer(found, name=verb, help=summary)
    else:
        app.command(verb)(found)


def _list_verbs() -> None:
    """Every verb with its line of help, none imported: for `licet --help`."""
    for verb, (_, _, summary) in VERBS.items():
        app.command(verb, help=summary)(_nothing)


def _nothing() -> None:
    """Stands for a verb in the list of verbs; it is never run."""


def _version(wanted: bool) -> None:
    if wanted:
        from licet import __version__

        typer.echo(f"licet {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Options before the verb."""


def main(args: list[str] | None = None) -> Any:
    """Run the command line; errors of licet are printed and become the contract's exit codes."""
    from licet.errors import LicetError, nearest

    gc.set_threshold(100_000, 20, 20)  # one check makes objects it keeps to its end; collecting them is a tenth of its time
    atexit.register(gc.freeze)  # nor are they collected one by one when the process ends anyway
    given = sys.argv[1:] if args is None else args
    verb = next((word for word in given if not word.startswith("-")), None)
    if verb is None:
        _list_verbs()
    elif verb in VERBS:
        _load(verb)
    else:
        hint = nearest(verb, VERBS) or f"commands: {', '.join(VERBS)}"
        typer.echo(f"licet: no such command {verb!r}; {hint}", err=True)
        sys.exit(2)
    try:
        return with_common_options(typer.main.get_command(app)).main(args, standalone_mode=True)
    except LicetError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
