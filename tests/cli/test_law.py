"""`licet law`: the verbs print, and refuse."""

import json

import pytest

from licet.cli import main


@pytest.fixture
def run(capsys):
    def build(*words):
        with pytest.raises(SystemExit) as stopped:
            main(["law", *words])
        out = capsys.readouterr()
        return stopped.value.code or 0, out.out, out.err

    return build


def test_show_prints_value_rule_cases_and_citation_together(run):
    code, out, _ = run("show", "us/ofac/blocking/threshold", "--as-of", "2026-07-01", "--no-color")
    assert code == 0
    for words in ("50   31 CFR 510.411", "rule licet.law.us.ofac.blocking._owned", "def _owned", "OFAC FAQ 401, example 1"):
        assert words in out


def test_show_as_json(run):
    _, out, _ = run("show", "us/ear/part740/LVS", "--as-of", "2018-04-15", "--json")
    told = json.loads(out)
    assert (told["as_of"], told["words"]["section"]) == ("2018-04-15", "15 CFR 740.3")


def test_explain_prints_what_a_symbol_asks(run):
    _, out, _ = run("explain", "GBS", "--no-color")
    assert "15 CFR 740.4" in out


def test_diff_lists_changes_with_citations(run):
    _, out, err = run("diff", "2019-05-01", "2019-05-31", "--pack", "us/tariffs")
    assert "84 FR 20459" in out
    assert "10 -> 25" in out
    assert "1 change after" in err


def test_check_of_a_pack_that_is_whole_exits_zero(run):
    code, out, _ = run("check", "us/tariffs")
    assert code == 0
    assert "0 problems" in out


def test_coverage_as_json_and_as_a_page(run, tmp_path):
    assert "us/ear" in json.loads(run("coverage", "--json")[1])
    file = tmp_path / "coverage.md"
    run("coverage", "--write", str(file))
    assert file.read_text(encoding="utf-8").startswith("# Coverage of the law packs")


@pytest.mark.parametrize(
    "words", [("show", "us/nothing"), ("diff", "2020", "2021-01-01"), ("check", "us/mars"), ("explain", "XYZZY")]
)
def test_what_is_not_there_is_an_error_with_a_remedy(run, words):
    code, _, err = run(*words)
    assert code in (1, 2)
    assert err.strip()
