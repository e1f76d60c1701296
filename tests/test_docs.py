"""Docs are true because they are run: Python blocks are executed, console blocks are compared with what licet prints."""

import os
import re
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.docs

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list:
    found = []
    for page in PAGES:
        codes = [match[2] for match in BLOCK.finditer(page.read_text("utf-8")) if match[1] == kind]
        if codes:
            found.append(pytest.param(page, codes, id=str(page.relative_to(ROOT))))
    return found


@pytest.mark.parametrize(("page", "codes"), blocks("python"))
def test_python_blocks_run(page, codes, monkeypatch):
    monkeypatch.chdir(ROOT)
    space: dict[str, object] = {"__name__": "docs"}
    for code in codes:
        exec(compile(code, str(page), "exec"), space)


@pytest.mark.parametrize(("page", "codes"), blocks("console"))
def test_console_blocks_print_what_they_show(page, codes, tmp_path):
    env = {**os.environ, "LICET_DATA": str(tmp_path), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "118"}
    for code in codes:
        for command, expected in _commands(code):
            done = subprocess.run(command, shell=True, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=120)
            printed = done.stdout + done.stderr
            assert done.returncode != 1, printed
            assert "Traceback" not in printed
            assert printed_as(expected, printed), f"$ {command}\n{printed}"


def printed_as(expected: str, printed: str) -> bool:
    """Whether the output is what the page shows; `...` stands for anything, white space is folded."""
    parts = [re.escape(" ".join(part.split())) for part in expected.split("...")]
    return re.fullmatch(r"\s*.*\s*".join(parts), " ".join(printed.split()), re.DOTALL) is not None


def _commands(code: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in code.splitlines(keepends=True):
        if line.startswith("$ "):
            assert shlex.split(line[2:])[0] == "licet", "console blocks show licet"
            found.append((line[2:].strip(), ""))
        else:
            command, expected = found[-1]
            found[-1] = (command, expected + line)
    return found


def test_links_between_pages_lead_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(ROOT)} links to {target}"


def test_pictures_show_what_the_commands_print(tmp_path):
    space = runpy.run_path(str(ROOT / "docs/pictures/draw.py"))
    for name, command, rows in space["PICTURES"]:
        assert (ROOT / f"docs/pictures/{name}.svg").read_text("utf-8") == space["drawn"](command, rows, tmp_path), "make pictures"
