"""The Python door: days as people hand them over, answers as JSON, broken input as licet's own errors."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

import licet
from licet.errors import BadValue, ManyProblems

ORDER = {
    "kind": "reexport", "exporter_country": "DE", "destination": "CN", "end_use": "civil",
    "parties": [{"role": "end_user", "name": "Blue Finch Works", "country": "CN"}],
    "items": [{
        "eccn": "5A991", "value_usd": 1000, "origin": "foreign", "made_in": "DE",
        "us_content": [{"eccn": "5A002", "value_usd": 333}],
    }],
}  # fmt: skip


@pytest.mark.parametrize("day", [date(2024, 3, 1), datetime(2024, 3, 1, 9, 30, tzinfo=UTC), "2024-03-01"])
def test_a_day_is_taken_as_people_hand_it_over(day) -> None:
    assert licet.check(ORDER, as_of=day).when.valid_on == date(2024, 3, 1)
    assert licet.screen("Blue Finch Works", as_of=day).as_of == date(2024, 3, 1)


def test_what_is_no_day_is_an_error() -> None:
    with pytest.raises(BadValue, match="'soon' is no day"):
        licet.check(ORDER, as_of="soon")


def test_a_decision_is_json_with_exact_numbers() -> None:
    decision = licet.check(ORDER, as_of="2024-03-01")
    told = json.loads(decision.as_json())
    assert told["outcome"] == decision.outcome
    assert told["controlled_content_pct"] == 33.3


@pytest.mark.parametrize("items", [[[1]], [None], "5A991", [{"eccn": ["5A991"]}], 7])
def test_items_that_are_none_are_named(items) -> None:
    with pytest.raises(ManyProblems, match="items"):
        licet.check(ORDER | {"items": items}, as_of="2024-03-01")
