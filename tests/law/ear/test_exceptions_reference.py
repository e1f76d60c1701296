"""The packs of part 740 against the facts of the reference: symbols, dates, places, bars, openings."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from licet.countries import read_country
from licet.facts import AsOf
from licet.law.law import Law
from licet.law.us.ear.part740_exceptions import EXCEPTIONS, explain

pytestmark = pytest.mark.shared
LAW = Law(AsOf.on(date(2026, 9, 1)))

#: (a)(2) is every requirement's own list of open limbs; (19) and (20) are papers to hold; (23) may leave more open to A:5, A:6.
ELSEWHERE = {"740.2(a)(2)", "740.2(a)(19)", "740.2(a)(20)", "740.2(a)(23)"}
#: Exceptions for EAR99 items alone, which the bars on listed items cannot concern.
EAR99_ONLY = {"SPP", "AGR", "MED"}


@pytest.fixture(scope="module")
def reference(shared):
    return json.loads((shared / "reference" / "license-exceptions.json").read_text("utf-8"))


def bare(cites: tuple[str, ...]) -> set[str]:
    return {cite.removeprefix("15 CFR ") for cite in cites}


def test_every_exception_of_the_reference_is_here(reference):
    assert {each["symbol"] for each in reference["exceptions"]} == {each.symbol for each in EXCEPTIONS}


def test_each_stands_in_its_section(reference):
    sections = {each["symbol"]: each["section"].split()[0] for each in reference["exceptions"]}
    assert {each.symbol: each.section.removeprefix("15 CFR ").split()[0] for each in EXCEPTIONS} == sections


def test_each_begins_and_ends_on_the_days_of_the_reference(reference):
    for each in reference["exceptions"]:
        if each["valid_from"]:
            assert explain(each["symbol"], LAW).since[0] == each["valid_from"], each["symbol"]
        if each["valid_to"]:
            last = date.fromisoformat(each["valid_to"])
            assert explain(each["symbol"], Law(AsOf.on(last))).status == "in force"
            assert explain(each["symbol"], LAW).status == "ended"


def test_the_bars_close_and_leave_open_what_the_reference_says(reference):
    for each in reference["exceptions"]:
        told = explain(each["symbol"], LAW)
        closed, left = set(each["bars_740_2"]["closed_by"]) - ELSEWHERE, set(each["bars_740_2"]["open_in_part_under"]) - ELSEWHERE
        assert closed <= bare(told.closed_by), each["symbol"]
        assert left - {"740.2(a)(6)"} <= bare(told.open_in_part_under), each["symbol"]
        if each["symbol"] not in EAR99_ONLY:
            assert bare(told.closed_by) - ELSEWHERE <= closed, each["symbol"]


@pytest.mark.parametrize(
    ("listed", "path"),
    [
        ("computer_tier_1", "app/tier_1"),
        ("computer_tier_3", "app/tier_3"),
        ("enc_favourable", "enc/favored_states"),
        ("ai_authorization", "aia/places"),
    ],
)
def test_lists_of_states_agree(reference, listed, path):
    codes = {read_country(name) for name in reference["lists"][listed]["states"]}
    assert set(LAW.value(f"us/ear/part740_exceptions/{path}").value) == codes


def test_the_firms_approved_for_the_emirates_agree(reference):
    approved = reference["lists"]["uae_approved"]["US_headquartered_with_subsidiaries"]["names"]
    assert set(LAW.value("us/ear/part740_exceptions/bars/emirates_approved_firms").value) == set(approved)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("lvs/yearly_multiple", 12),
        ("gft/parcel_value", 800),
        ("nac/notice_days", 25),
        ("rff/notice_days", 45),
        ("hbm/bandwidth_density", Decimal("3.3")),
        ("lpp/yearly_performance", 26900000),
        ("app/development_1", 175),
        ("app/use_1", 500),
        ("app/development_3", 50),
        ("app/use_3", 140),
        ("apr/spares_share", 10),
        ("avs/aircraft_days", 7),
        ("avs/vessel_days", 14),
        ("bag/firearms", 3),
        ("bag/rounds", 1000),
        ("bars/major_equipment_elsewhere", 14000000),
        ("bars/major_equipment_favored", 25000000),
        ("bars/firearms_contract_value", 4000000),
    ],
)
def test_numbers_agree(path, value):
    assert LAW.value(f"us/ear/part740_exceptions/{path}").value == value
