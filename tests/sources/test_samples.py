"""Every source folder reads its own samples as expected, in every format it declares; a folder that is not whole is told so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from licet.cli.sources import app
from licet.errors import UnknownName
from licet.sources import FAMILIES, SOURCES
from licet.sources.check import check_source, folder_of
from licet.sources.samples import samples_in

ALL = [*SOURCES, *FAMILIES]
DPL = "us_bis_dpl"


@pytest.mark.parametrize("source", ALL)
def test_a_source_reads_its_samples_as_expected(source: str) -> None:
    found = check_source(source)
    assert not found.problems, "\n".join(map(str, found.problems))
    assert set(found.formats) == {sample.format for sample in samples_in(folder_of(source))}


def test_every_folder_is_a_source_and_every_sample_is_small() -> None:
    folders = {path.parent.name for path in folder_of(DPL).parent.glob("*/source.yml")}
    assert folders == set(ALL)
    samples = [path for source in ALL for path in (folder_of(source) / "samples").rglob("*") if path.is_file()]
    assert len(samples) > 60
    assert all(path.stat().st_size < 20_000 for path in samples)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A source's folder, copied as a newcomer does."""
    return Path(shutil.copytree(folder_of(DPL), tmp_path / DPL, ignore=shutil.ignore_patterns("__pycache__")))


def changed(folder: Path, name: str, old: str, new: str) -> str:
    """What the check says after one change in a file."""
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return "\n".join(map(str, check_source(DPL, folder).problems))


def test_a_copied_folder_passes(copied: Path) -> None:
    assert check_source(DPL, copied).problems == []


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("source.yml", "shrink: 0.15\n", "", "source.yml: it has no shrink"),
        ("source.yml", "shrink: 0.15", "shrink: 15", "source.yml: shrink is 15"),
        ("source.yml", "rows: [300, 3000]", "rows: [3000, 300]", "rows is [3000, 300]"),
        ("source.yml", "stale_days: 30", "stale_days: soon", "stale_days is 'soon'"),
        ("source.yml", "stale_days:", "stale_day:", "unknown keys: stale_day"),
        ("source.yml", "id: us_bis_dpl", "id: us_bis_dlp", "its id is 'us_bis_dlp', its folder 'us_bis_dpl'"),
        ("source.yml", "https://www.bis.doc.gov", "http://www.bis.doc.gov", "fetch.dpl.txt is 'http://www.bis.doc.gov/dpl/dpl.txt'"),
        ("source.yml", "  tabs: dpl.txt, tab-separated", "  commas: dpl.csv", "the format commas has no sample"),
        ("source.yml", "columns:\n  tabs:", "columns:\n  tab:", "columns.tab is no declared format"),
        ("source.yml", "    - City\n", "    - City\n    - City\n", "names City twice"),
        ("source.yml", "formats:", "ignore: {Citty: a typing error}\nformats:", "ignore.Citty is in no layout"),
        ("source.yml", "title: ", "title: [", "not YAML"),
        ("samples/tabs/dpl.txt", "Effective_Date", "Effective", "the column 'Effective_Date' is gone"),
        ("samples/tabs/dpl.txt", "DOCK ROAD", "DOCK STREET", "addresses: expected ['SUITE 4, DOCK ROAD"),
        ("samples/tabs/expected.yml", "kept: '7'", "kept: '6'", "expected.yml: kept: expected 6, read 7"),
        ("samples/tabs/expected.yml", "  us_bis_dpl/acme", "  us_bis_dpl/acne", "expected nothing, read {'listing'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_file_and_field(copied: Path, name: str, old: str, new: str, says: str) -> None:
    assert says in changed(copied, name, old, new)


def test_a_format_without_sample_or_expectation_and_a_sample_without_format_are_told(copied: Path) -> None:
    (copied / "samples" / "tabs" / "expected.yml").unlink()
    shutil.copytree(copied / "samples" / "tabs", copied / "samples" / "spaces")
    (copied / "samples" / "empty").mkdir()
    said = "\n".join(map(str, check_source(DPL, copied).problems))
    assert "samples/tabs/expected.yml: there is no such file" in said
    assert "samples/spaces: it is no declared format" in said
    assert "samples/empty: it holds no file" in said
    shutil.rmtree(copied / "samples")
    assert "the format tabs has no sample" in str(check_source(DPL, copied).problems[0])


def test_the_command_names_sources_by_their_line_in_sources() -> None:
    run = CliRunner().invoke(app, ["check", DPL, "own"])
    assert run.exit_code == 0, run.stdout
    assert "us_bis_dpl  ok  tabs 7 of 9 (2 set aside)" in run.stdout
    assert CliRunner().invoke(app, ["check", "us_bis_dlp"]).exit_code == 2
    with pytest.raises(UnknownName, match="no source is called 'us_bis_dlp'"):
        folder_of("us_bis_dlp")
