"""The options that every command takes, as the contract says: --json, --data, --offline, --quiet, --no-color.

A command that means something of its own by one of them declares it; the others get it here, so that a script may pass the same
options to all.
"""

from __future__ import annotations

import os
from typing import Any

import click
from typer.core import TyperOption


def with_common_options(command: click.Command) -> click.Command:
    """The command, or every command of the group, with the common options it did not declare itself."""
    if isinstance(command, click.Group):
        for part in command.commands.values():
            with_common_options(part)
        return command
    declared = {flag for option in command.params for flag in option.opts}
    command.params += [option for option in _common() if not declared & set(option.opts)]
    return command


def _common() -> list[click.Option]:
    return [
        _option("--data", _use_data, "Data folder (also LICET_DATA).", metavar="DIR"),
        _option("--offline", _nothing, "Never reach for the network; only `licet lists update` ever does.", is_flag=True),
        _option("--quiet", _nothing, "Print the answer only.", is_flag=True),
        _option("--no-color", _no_color, "Plain text.", is_flag=True),
    ]


def _option(name: str, callback: Any, text: str, **more: Any) -> click.Option:
    return TyperOption(param_decls=[name], expose_value=False, callback=callback, help=text, **more)


def _use_data(_: click.Context, __: click.Parameter, folder: str | None) -> None:
    if folder:
        os.environ["LICET_DATA"] = folder


def _no_color(_: click.Context, __: click.Parameter, wanted: bool) -> None:
    if wanted:
        os.environ["NO_COLOR"] = "1"


def _nothing(_: click.Context, __: click.Parameter, ___: bool) -> None:
    """The command prints no more than its answer, and does not use the network."""
