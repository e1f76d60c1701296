"""Draw the pictures of the README: what the commands print on a terminal, as SVG. Run by `make pictures`.

A picture is drawn from the command's own output; tests/test_docs.py draws each again and compares the words.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

#: Picture, command, and how many of its lines are shown.
PICTURES = (("check", "licet check examples/zte/period-5-denied.yaml", 24),)

#: rich's frame without the font it would fetch from the net.
_FRAME = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: {char_height}px;
  line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g></g></svg>
"""


def printed(command: str, data: Path) -> str:
    """What a command prints on a terminal in color, 112 columns wide, with an empty data folder."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    env = {**os.environ, "LICET_DATA": str(data), "PATH": path, "COLUMNS": "112", "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    env.pop("NO_COLOR", None)
    done = subprocess.run(shlex.split(command), cwd=ROOT, env=env, capture_output=True, text=True, check=False)  # noqa: S603
    return done.stdout


def drawn(command: str, rows: int, data: Path) -> str:
    """The picture of a command's first rows, as SVG."""
    console = Console(record=True, width=112, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.assemble(("$ ", "bold green"), command), soft_wrap=True)
    lines = printed(command, data).splitlines()
    for line in lines[:rows]:
        console.print(Text.from_ansi(line), no_wrap=True, crop=True, overflow="ellipsis")
    if len(lines) > rows:
        console.print(Text("...", "dim"))
    return console.export_svg(title="licet", code_format=_FRAME, unique_id="licet")


def main() -> None:
    """Draw all pictures into this folder."""
    with TemporaryDirectory() as data:
        for name, command, rows in PICTURES:
            (HERE / f"{name}.svg").write_text(drawn(command, rows, Path(data)), "utf-8")


if __name__ == "__main__":
    main()
