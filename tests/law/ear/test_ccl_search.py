"""Searching the list by words, and the command that shows entries."""

import json

import pytest
from typer.testing import CliRunner

from licet.errors import BadInput, BadValue, UnknownName
from licet.law.us.ear.part774_ccl.search import search


def first(words, count=3):
    return [found.heading for found in search(words, limit=count)]


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        ("optical switch", "5A991"), ("network router", "5A991"), ("FPGA", "3A001"), ("field programmable gate arrays", "3A001"),
        ("server", "4A003"), ("drone", "9A012"), ("drones", "9A012"), ("GPU", "3A090"), ("plasma etcher", "3B001"),
        ("oscilloscope", "3A992"), ("smartphone", "5A992"), ("body armor", "1A005"), ("handcuffs", "0A982"),
        ("encryption software", "5D002"), ("laptop", "4A994"), ("vaccine", "1C991"), ("model weights", "4E091"),
    ],
)  # fmt: skip
def test_everyday_words_find_the_entry(words, entry):
    assert entry in first(words)


def test_thermal_cameras_show_both_the_controlled_and_the_ordinary_entry():
    assert {"6A003", "6A993"} <= set(first("thermal camera"))


def test_a_slip_of_the_finger_still_finds_it():
    assert first("osciloscope")[0] in ("3A992", "3A002")


def test_asking_for_software_puts_software_first():
    assert first("software for routers", 1) == ["5D991"]


def test_words_of_no_entry_find_nothing_and_no_words_are_an_error():
    assert search("xyzzy") == ()
    with pytest.raises(BadValue, match="nothing to search"):
        search("of the")


def test_scores_are_ordered_and_say_what_matched():
    found = search("optical switch", limit=20)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert all(0 < each.score <= 1 and each.matched for each in found)


@pytest.fixture
def run():
    import typer

    from licet.cli.eccn import eccn

    app = typer.Typer()
    app.command()(eccn)
    return lambda *words: CliRunner().invoke(app, [*words, "--no-color"])


def test_an_entry_is_shown_with_rows_counts_and_exceptions(run):
    shown = run("5A002", "--as-of", "2026-07-01")
    assert shown.exit_code == 0
    for word in ("NS 1", "193", "742.15", "every destination but Canada", "ENC", "part 746", "not enforced"):
        assert word in shown.output


def test_the_json_says_the_same(run):
    told = json.loads(run("3A001.a.7", "--as-of", "2026-07-01", "--to", "China", "--json").output)
    assert told["required"] is True
    assert told["to"] == "CN"
    assert [row["cite"] for row in told["rows"] if row["required"]] == ["CCL 3A001: NS 2"]
    assert {line["symbol"]: (line["open"], line["usd"]) for line in told["exceptions"]}["LVS"] == (True, "5000")
    assert told["verified"] is True
    assert json.loads(run("3A001.a.7", "--as-of", "2018-04-20", "--json").output)["verified"] is False


def test_an_entry_that_was_not_there_yet_says_so(run):
    told = json.loads(run("3A090.a", "--as-of", "2022-10-20", "--to", "CN", "--json").output)
    assert told["absent"] == "3A090 came with 87 FR 62186 on 2022-10-21"
    assert told["required"] is None


def test_candidates_are_never_called_a_classification(run):
    shown = run("--search", "optical switch")
    assert shown.exit_code == 0
    assert "Candidates to check, never a classification" in shown.output
    told = json.loads(run("--search", "optical switch", "--json", "--limit", "3").output)
    assert len(told["candidates"]) == 3


def test_bad_questions_are_errors_with_a_remedy(run):
    assert isinstance(run().exception, BadInput)
    assert isinstance(run("5A002", "--search", "x").exception, BadInput)
    assert isinstance(run("5A002", "--as-of", "yesterday").exception, BadInput)
    assert isinstance(run("3A002.b.99").exception, UnknownName)
    assert isinstance(run("5A002", "--to", "Korea").exception, BadValue)
