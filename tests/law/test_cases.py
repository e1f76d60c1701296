"""Cases beside the rules: their form, and that all of them come out."""

import pytest

from licet.determination import REGIMES
from licet.errors import PackError
from licet.intake import transaction_from
from licet.law import cases as module
from licet.law.cases import cases_of, run

ALL = [case for regime, _ in REGIMES for case in cases_of(regime)]


@pytest.mark.parametrize("regime", [regime for regime, _ in REGIMES])
def test_every_case_comes_out(regime):
    wrong = [(f.case.file.name, f.case.says, f.wrong) for f in run(cases_of(regime), dict(REGIMES), transaction_from)]
    assert wrong == []


def test_every_regime_has_cases_and_each_is_said_once():
    assert all(cases_of(regime) for regime, _ in REGIMES)
    sentences = [(case.regime, case.says, case.on) for case in ALL]
    assert len(sentences) == len(set(sentences))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: b", "not a list of cases"),
        ("- {case: x, on: 2020-01-01, given: {}}", "a case has"),
        ("- {case: x, on: soon, given: {}, expect: {}}", "not a date"),
        ("- {case: x, on: 2020-01-01, given: {}, expect: {}, wen: y}", "unknown key 'wen'"),
    ],
)
def test_a_file_of_another_form_is_an_error(tmp_path, monkeypatch, text, words):
    folder = tmp_path / "us/test/cases"
    folder.mkdir(parents=True)
    (folder / "bad.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "__file__", str(tmp_path / "cases.py"))
    with pytest.raises(PackError, match=words):
        cases_of.__wrapped__("us/test")
