"""Every command takes the options that the contract gives to all, and means them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import click
import pytest
import typer
from rich.console import Console

from licet.cli import VERBS
from licet.cli.common import with_common_options
from licet.workspace import data_dir

COMMON = ("--json", "--data", "--offline", "--quiet", "--no-color")


def commands() -> Iterator[tuple[str, click.Command]]:
    for verb, (module, attribute, _) in VERBS.items():
        found = getattr(import_module(module), attribute)
        app = found if isinstance(found, typer.Typer) else typer.Typer()
        if app is not found:
            app.command(verb)(found)
        yield from leaves(verb, with_common_options(typer.main.get_command(app)))


def leaves(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for part, each in command.commands.items():
            yield from leaves(f"{name} {part}", each)
    else:
        yield name, command


@pytest.mark.parametrize(("name", "command"), [pytest.param(*pair, id=pair[0]) for pair in commands()])
def test_every_command_takes_the_common_options(name: str, command: click.Command) -> None:
    flags = [flag for option in command.params for flag in option.opts]
    assert not set(COMMON) - set(flags), name
    assert len(flags) == len(set(flags)), "an option is declared twice"


def test_a_command_that_declares_none_of_them_obeys_them(tmp_path, monkeypatch, capsys) -> None:
    for name in ("NO_COLOR", "LICET_DATA"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("FORCE_COLOR", "1")
    app = typer.Typer()

    @app.command()
    def told() -> None:
        Console().print(f"[red]{data_dir()}[/red]", soft_wrap=True)

    command = with_common_options(typer.main.get_command(app))
    command.main([], standalone_mode=False)
    command.main(["--data", str(tmp_path), "--offline", "--quiet", "--no-color"], standalone_mode=False)
    plain, told_where = capsys.readouterr().out.splitlines()
    assert plain.startswith("\x1b[31m")
    assert told_where == str(tmp_path)


@pytest.mark.parametrize(("name", "command"), [pytest.param(*pair, id=pair[0]) for pair in commands()])
def test_help_tells_what_each_word_and_option_is(name: str, command: click.Command) -> None:
    shown = command.get_help_option(click.Context(command))
    silent = [param.name for param in command.params if not getattr(param, "help", None) and param is not shown]
    assert not silent, f"licet {name} --help does not tell of {silent}"
