"""`licet penalty FILE`: reading, answering, refusing."""

import json

import pytest

from licet.cli import main
from licet.cli.penalty import read_assessment
from licet.errors import BadFile, ManyProblems


@pytest.fixture
def run(tmp_path, capsys):
    def build(text, *options):
        file = tmp_path / "penalty.yaml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(SystemExit) as stopped:
            main(["penalty", str(file), *options])
        out = capsys.readouterr()
        return stopped.value.code or 0, out.out, out.err

    return build


def test_json_gives_each_amount_and_the_sums(run):
    text = """
assessed_on: 2025-01-15
violations:
  - {statute: ecra, transaction_value_usd: "80,000", egregious: no, voluntarily_disclosed: yes, count: 3}
settlement:
  - {agency: Commerce, amount_usd: 661000000, suspended_usd: 300000000}
"""
    code, out, _ = run(text, "--json")
    found = json.loads(out)
    assert code == 0
    assert found["compute"]["base_penalty_max_usd"] == 120000
    assert found["compute"]["max_civil_penalty_usd"] == 3 * 374474
    assert found["compute"]["payable_usd"] == 361000000
    assert found["violations"][0]["verified"] is False


def test_an_amount_without_its_facts_is_open_not_zero(run):
    _, out, _ = run("assessed_on: 2025-01-15\nviolations:\n  - {statute: IEEPA}\n", "--json")
    assert json.loads(out)["compute"] == {"max_civil_penalty_usd": None, "base_penalty_max_usd": None}
    _, shown, _ = run("assessed_on: 2025-01-15\nviolations:\n  - {statute: IEEPA}\n")
    assert "to settle it, tell: transaction_value_usd" in shown


def test_all_mistakes_are_reported_together(run):
    text = """
assessed_on: soon
violations:
  - {statute: AECA, transaction_value_usd: -1, egregious: maybe, count: 0}
  - {statute: ECRA, transaction_value: 5}
"""
    code, _, err = run(text)
    assert code == 2
    for words in (
        "'soon' is not a date",
        "'AECA' is not a statute",
        "zero or more",
        "'maybe' is not yes or no",
        "count of one",
        "did you mean transaction_value_usd",
    ):
        assert words in err


@pytest.mark.parametrize("text", ["", "- a list", "a: [", "assessed_on: 2025-01-15"])
def test_files_that_say_nothing_are_refused(tmp_path, text):
    file = tmp_path / "bad.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises((BadFile, ManyProblems)):
        read_assessment(file)
