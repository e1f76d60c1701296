"""Cases written against the engine from the reference alone, before its answers were looked at: outcomes, numbers, clearances."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SETS = (
    "redteam3.jsonl",
    *(pytest.param(f"redteam{n}.jsonl", marks=pytest.mark.slow) for n in ("", 2, 4, 5, 6, 7, 8, 9, 10, 11, 12)),
)


@pytest.fixture(scope="module", params=SETS)
def score(request: pytest.FixtureRequest) -> dict[str, Any]:
    """The whole file, scored as the benchmark scores worked cases."""
    spec = importlib.util.spec_from_file_location("gold_benchmark", ROOT / "benchmarks" / "gold.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, Any] = module.run(Path(__file__).with_name(request.param), [], show=False)
    return found


def test_nothing_is_cleared_that_may_not_be(score: dict[str, Any]) -> None:
    assert score["false_clearances"] == []


def test_outcomes_are_those_a_careful_officer_reaches(score: dict[str, Any]) -> None:
    total = score["areas"]["all"]
    assert total["cases"] >= 40
    assert total["exact"] / total["cases"] >= 0.94
    assert total["acceptable"] / total["cases"] >= 0.99


def test_every_number_is_exact(score: dict[str, Any]) -> None:
    assert score["areas"]["all"]["number_errors"] == 0


def test_reasons_are_named(score: dict[str, Any]) -> None:
    total = score["areas"]["all"]
    assert total["because"] / total["because_of"] >= 0.95
