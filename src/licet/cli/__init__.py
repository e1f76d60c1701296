"""The command line: a verb, an object, the two clocks.

Each verb is a module that is imported only when it is called, so that one check stays quick. A verb module has an `app`
(a Typer application with subcommands) or a function of its own name.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click
import typer
from typer.core import TyperGroup

#: Verb to (module, attribute, one line of help). `licet --help` prints it without importing any of them.
VERBS: dict[str, tuple[str, str, str]] = {
    "check": ("licet.cli.check", "check", "May these transactions go ahead? YAML, JSON, JSONL, CSV, XLSX or Parquet."),
    "screen": ("licet.cli.screen", "screen", "Is this party restricted? One name, a table, or a document."),
    "compare": ("licet.cli.compare", "compare", "How alike are two names, and why?"),
    "eccn": ("licet.cli.eccn", "eccn", "What an ECCN is controlled for and where; candidates by words."),
    "deminimis": ("licet.cli.deminimis", "deminimis", "US content of a foreign-made product, for one destination or all."),
    "impact": ("licet.cli.impact", "impact", "What a measure hits in a book of business."),
    "book": ("licet.cli.book", "app", "A book of business: import, check, template."),
    "case": ("licet.cli.case", "app", "Documents to what happened, what was said, and what is in force."),
    "lists": ("licet.cli.lists", "app", "Restricted-party lists: update, import, status, diff, export."),
    "law": ("licet.cli.law", "app", "The law packs: coverage, show, explain, diff, check, compile."),
    "penalty": ("licet.cli.penalty", "penalty", "Penalty arithmetic: statutory maximum and guideline base amounts."),
}


class _Verbs(TyperGroup):
    """A group whose commands are imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module, attribute, summary = VERBS[cmd_name]
        if ctx.invoked_subcommand is None and _asks_for_help(ctx):
            return click.Command(cmd_name, short_help=summary)
        found = getattr(import_module(module), attribute)
        if isinstance(found, typer.Typer):
            command = typer.main.get_command(found)
        else:
            wrapper = typer.Typer(add_completion=False)
            wrapper.command(name=cmd_name)(found)
            command = typer.main.get_command(wrapper)
        command.name = cmd_name
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from licet.errors import nearest

            hint = nearest(args[0], VERBS)
            ctx.fail(f"no such command {args[0]!r}{': ' + hint if hint else ''}. Commands: {', '.join(VERBS)}")
        return super().resolve_command(ctx, args)


def _asks_for_help(ctx: click.Context) -> bool:
    return not ctx.protected_args if hasattr(ctx, "protected_args") else True


app = typer.Typer(
    cls=_Verbs, name="licet", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="May this go ahead? Export controls and sanctions, decided with a proof, as of any date.",
)  # fmt: skip


def _version(wanted: bool) -> None:
    if wanted:
        from licet import __version__

        typer.echo(f"licet {__version__}")
        raise typer.Exit


@app.callback()
def _root(version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version.")) -> None:
    """Options before the verb."""


def main(args: list[str] | None = None) -> Any:
    """Run the command line; errors of licet are printed and become the contract's exit codes."""
    from licet.errors import LicetError

    try:
        return app(args, standalone_mode=True)
    except LicetError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
