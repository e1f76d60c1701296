"""The worked cases of ../shared, scored by the project's own scorer."""

import importlib.util
from pathlib import Path

import pytest

SCORER = Path(__file__).parents[2] / "benchmarks/gold.py"


@pytest.fixture(scope="module")
def scored(shared):
    spec = importlib.util.spec_from_file_location("gold", SCORER)
    gold = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(gold)
    return gold.run(shared / "reference/gold/ear-cases.jsonl", [], False)


@pytest.mark.shared
def test_no_case_is_cleared_falsely(scored):
    assert scored["false_clearances"] == []


@pytest.mark.shared
def test_outcomes_and_reasons_reach_the_bars(scored):
    total = scored["areas"]["all"]
    assert total["exact"] / total["cases"] >= 0.95
    assert total["acceptable"] / total["cases"] >= 0.99
    assert total["because"] / total["because_of"] >= 0.90


@pytest.mark.shared
def test_every_number_is_exact(scored):
    """Those of penalty cases by `licet penalty`, on figures transcribed from the prose by hand."""
    assert {area: total["number_errors"] for area, total in scored["areas"].items() if total["number_errors"]} == {}
    assert scored["transcribed"] == scored["areas"]["penalty"]["cases"]
