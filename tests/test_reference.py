"""Reference pages name everything there is."""

import re
from pathlib import Path

import pytest

from licet import errors
from licet.cli import VERBS
from licet.errors import LicetError
from licet.sources import SOURCES

ROOT = Path(__file__).parents[1]
SETTING = re.compile(r"\bLICET_[A-Z_]+\b")


def codes(root: type[LicetError]) -> set[str]:
    return {root.code}.union(*(codes(child) for child in root.__subclasses__() if child.__module__ == errors.__name__))


def test_every_error_code_has_a_line_with_its_exit_code():
    page = (ROOT / "docs/reference/errors.md").read_text("utf-8")
    for code in codes(LicetError):
        assert f"\n| {code} |" in page, code


def test_every_setting_of_the_environment_has_a_line():
    page = (ROOT / "docs/reference/settings.md").read_text("utf-8")
    told = {name for path in (ROOT / "src/licet").rglob("*.py") for name in SETTING.findall(path.read_text("utf-8"))}
    assert {"LICET_DATA", "LICET_SPACY_MODEL"} <= told
    assert not {name for name in told if f"`{name}`" not in page}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_in_the_readme(verb):
    assert f"licet {verb}" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", SOURCES)
def test_every_list_source_is_a_folder_that_describes_itself(name):
    folder = ROOT / "src/licet/sources" / name
    assert (folder / "source.yml").exists()
    assert f"{name}" in (ROOT / "docs/reference/sources.md").read_text("utf-8")
