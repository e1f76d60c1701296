"""Every limb runs on each day its values change and the day before: no gap, no crash, and dated places do what they say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from licet.decisions import Requirement
from licet.law.pack import load_pack
from licet.law.us.ear.part740_exceptions import EXCEPTIONS, find
from licet.law.us.ear.part740_exceptions.bar_tests import PACK as BARS_PACK
from licet.law.us.ear.part740_exceptions.bars import OPENINGS, bars
from licet.proofs import condition

NS = (Requirement(reason="NS 2", family="chart", proof=condition("NS 2", True), cites=()),)
COVERED = date(2009, 1, 1)

SAMPLES = (
    {"destination": "BR", "items": [{"eccn": "3A002.a", "value_usd": 100}], "end_use": "civil"},
    {"destination": "CN", "items": [{"eccn": "5D002"}], "end_use": "tools of trade", "duration_days": 5},
    {"destination": "CU", "items": [{"eccn": "EAR99", "description": "food"}], "end_use": "gift"},
    {"destination": "SY", "items": [{"eccn": "EAR99"}], "end_use": "civil"},
    {"destination": "RU", "items": [{"eccn": "EAR99", "description": "medical device"}], "end_use": "civil"},
    {"destination": "IN", "items": [{"eccn": "9A610.x", "value_usd": 15000000}], "end_use": "military"},
    {"kind": "reexport", "exporter_country": "DE", "destination": "VN", "items": [{"eccn": "3A090.a", "datacenter": False}]},
    {"kind": "deemed_export", "destination": "IL", "items": [{"eccn": "4E001.a"}], "end_use": "research"},
)


def days_of(path: str) -> list[date]:
    """Each day a value of a pack begins, and the day before, within coverage."""
    starts = {value.valid.start for series in load_pack(path).values() for value in series.values if value.valid.start}
    days = {day for start in starts for day in (start, start - timedelta(days=1))} | {COVERED, date(2026, 11, 22)}
    return sorted(day for day in days if day >= COVERED)


@pytest.mark.parametrize("exception", EXCEPTIONS, ids=lambda each: each.symbol)
def test_every_limb_answers_on_each_day_of_change(inquiry_of, exception):
    for day in days_of(exception.pack):
        for fields in SAMPLES:
            q = inquiry_of(str(day), known="2026-11-22", **fields)
            if exception.life(q) is None:
                continue
            for limb in exception.limbs:
                assert limb.rule(q, NS).verdict is not None
                assert limb.claimed(q, NS) in (True, False)


@pytest.mark.parametrize("path", [BARS_PACK, OPENINGS])
def test_every_bar_answers_on_each_day_of_change(inquiry_of, path):
    for day in days_of(path):
        for fields in SAMPLES:
            for each in bars(inquiry_of(str(day), known="2026-11-22", **fields), NS):
                assert each.leaves("RPL(a)").verdict is not None


def symbol(inquiry_of, on: str, requirement: str = "NS 2", family: str = "chart", **fields) -> str | None:
    need = Requirement(reason=requirement, family=family, proof=condition(requirement, True), cites=())
    return find(inquiry_of(on, known="2026-11-22", **fields), (need,)).symbol


@pytest.mark.parametrize(
    ("day", "before", "after", "fields"),
    [
        (
            "2020-06-29",
            "CIV",
            None,
            {"destination": "CN", "items": [{"eccn": "3A001.a.7", "value_usd": 90000}], "end_use": "civil"},
        ),
        ("2021-01-14", None, None, {"destination": "SD", "items": [{"eccn": "3A001.a.7", "value_usd": 90000}]}),
        ("2024-03-15", "GBS", None, {"destination": "NI", "items": [{"eccn": "3A001.a.7", "value_usd": 90000}]}),
        ("2022-03-07", None, "ACE", {"destination": "BR", "items": [{"eccn": "4D004"}], "end_use": "civil"}),
        (
            "2011-06-16",
            None,
            "STA",
            {"destination": "SG", "items": [{"eccn": "3A002.a", "value_usd": 90000, "prior_consignee_statement": True}]},
        ),
    ],
)
def test_an_exception_to_the_chart_begins_and_ends_on_its_day(inquiry_of, day, before, after, fields):
    eve = str(date.fromisoformat(day) - timedelta(days=1))
    assert symbol(inquiry_of, eve, **fields) == before
    assert symbol(inquiry_of, day, **fields) == after


@pytest.mark.parametrize(
    ("day", "before", "after", "fields"),
    [
        ("2025-09-02", None, "SPP", {"destination": "SY", "items": [{"eccn": "EAR99"}]}),
        ("2025-09-02", None, "CCD", {"destination": "SY", "items": [{"eccn": "5A992.c", "description": "mobile phones"}]}),
        (
            "2024-04-29",
            None,
            "MED",
            {"destination": "UA-43", "items": [{"eccn": "EAR99", "description": "medical devices"}], "end_use": "civil"},
        ),
        ("2015-01-16", None, "SCP", {"destination": "CU", "items": [{"eccn": "EAR99"}], "end_use": "for private entrepreneurs"}),
    ],
)
def test_an_exception_to_an_embargo_begins_on_its_day(inquiry_of, day, before, after, fields):
    eve = str(date.fromisoformat(day) - timedelta(days=1))
    place = fields["destination"]
    assert symbol(inquiry_of, eve, place, "embargo", **fields) == before
    assert symbol(inquiry_of, day, place, "embargo", **fields) == after


def test_the_gift_parcel_limit_has_its_own_history(inquiry_of):
    parcel = {
        "destination": "CU",
        "end_use": "gift",
        "items": [{"eccn": "EAR99", "description": "gift parcel of clothes", "value_usd": 800}],
        "parties": [{"role": "end_user", "name": "individual relative", "country": "CU"}],
    }
    assert symbol(inquiry_of, "2009-09-07", "Cuba", "embargo", **parcel) is None
    assert symbol(inquiry_of, "2009-09-08", "Cuba", "embargo", **parcel) == "GFT"


@pytest.mark.parametrize(("day", "before", "after"), [("2023-11-17", None, "NAC"), ("2024-04-04", "NAC", "ACA")])
def test_advanced_computing_to_vietnam_changed_twice(inquiry_of, day, before, after):
    card = {"destination": "VN", "items": [{"eccn": "3A090.a", "tpp": 5285, "datacenter": False}]}
    eve = str(date.fromisoformat(day) - timedelta(days=1))
    assert symbol(inquiry_of, eve, "RS 1", **card) == before
    assert symbol(inquiry_of, day, "RS 1", **card) == after
