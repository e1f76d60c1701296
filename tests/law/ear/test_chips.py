"""Part 742 for chips: kinds, dates, headquarters, carve-outs, and text that is printed and not enforced."""

from __future__ import annotations

import pytest

from licet.law.us.ear.part734_scope import subject_to_the_ear
from licet.law.us.ear.part742_chips import advanced_computing
from licet.law.us.ear.part742_controls import prose_requirements
from licet.law.us.ear.part742_tools import chip_making_tools
from licet.proofs import FAILS, HOLDS, UNKNOWN, any_of


def chips(inquiry_of, on, to, eccn="3A090.a", **facts):
    item = {"eccn": eccn, "origin": "US", "value_usd": 1000} | facts.pop("item", {})
    return inquiry_of(on, destination=to, items=[item], **facts)


def verdict(requirements):
    return any_of("something applies", *(r.proof for r in requirements)).verdict if requirements else FAILS


@pytest.mark.parametrize(
    ("day", "to", "expected"),
    [
        ("2022-10-20", "CN", FAILS),
        ("2022-10-21", "CN", HOLDS),
        ("2022-10-21", "HK", HOLDS),
        ("2022-10-21", "MO", FAILS),
        ("2023-01-17", "MO", HOLDS),
        ("2023-11-16", "AE", FAILS),
        ("2023-11-17", "AE", HOLDS),
        ("2023-11-17", "IL", FAILS),
        ("2023-11-17", "VN", HOLDS),
        ("2025-01-12", "DE", FAILS),
        ("2025-01-13", "DE", UNKNOWN),
        ("2026-06-01", "DE", UNKNOWN),
        ("2026-06-01", "CN", HOLDS),
    ],
)
def test_the_reach_of_advanced_computing_by_day(inquiry_of, day, to, expected):
    eccn = "3A090" if day < "2023-11-17" else "3A090.a"
    assert verdict(advanced_computing(chips(inquiry_of, day, to, eccn))) is expected


@pytest.mark.parametrize(
    "eccn", ["3A090.a", "4A090.a", "3A001.z.1.a", "4A003.z.1.a", "4A004.z.1", "5A002.z.1.a", "5A992.z.1", "5D002.z.1.a"]
)
def test_every_item_of_the_a_kind(inquiry_of, eccn):
    assert verdict(advanced_computing(chips(inquiry_of, "2024-06-01", "CN", eccn))) is HOLDS
    assert verdict(advanced_computing(chips(inquiry_of, "2026-06-01", "JP", eccn))) is UNKNOWN


@pytest.mark.parametrize("eccn", ["3A090.b", "4A090.b", "3A001.z.1.b", "4A004.z.2", "5A992.z.2"])
def test_the_b_kind_is_not_worldwide(inquiry_of, eccn):
    assert verdict(advanced_computing(chips(inquiry_of, "2024-06-01", "CN", eccn))) is HOLDS
    assert verdict(advanced_computing(chips(inquiry_of, "2026-06-01", "JP", eccn))) is FAILS


def test_both_lines_are_reported_where_both_reach(inquiry_of):
    found = advanced_computing(chips(inquiry_of, "2026-06-01", "CN"))
    assert {r.reason for r in found if r.proof.verdict is not FAILS} == {"RS advanced computing", "RS worldwide (not enforced)"}


def test_the_headquarters_test_reaches_a_subsidiary_abroad(inquiry_of):
    party = [{"role": "end_user", "name": "cloud", "country": "SG", "hq": "SG", "ultimate_parent_hq": "MO"}]
    assert verdict(advanced_computing(chips(inquiry_of, "2024-06-01", "SG", parties=party))) is HOLDS


@pytest.mark.parametrize(
    ("tpp", "density", "to", "expected"),
    [("4800", None, "JP", UNKNOWN), ("1600", "5.92", "JP", UNKNOWN), ("2400", "1.6", "JP", FAILS), ("1599", "9", "CN", UNKNOWN)],
)
def test_a_bare_3a090_is_placed_by_its_performance(inquiry_of, tpp, density, to, expected):
    item = {"tpp": tpp} | ({"performance_density": density} if density else {})
    assert verdict(advanced_computing(chips(inquiry_of, "2026-06-01", to, "3A090", item=item))) is expected


@pytest.mark.parametrize(
    ("day", "to", "tpp", "bandwidth", "policy"),
    [
        ("2026-01-14", "CN", "15832", "4800", "presumption of denial"),
        ("2026-01-15", "CN", "15832", "4800", "case by case"),
        ("2026-02-15", "MO", "20999", "6499", "case by case"),
        ("2026-02-15", "CN", "21000", "4800", "presumption of denial"),
        ("2026-02-15", "CN", "15832", "6500", "presumption of denial"),
        ("2026-02-15", "CN", None, None, "presumption of denial"),
        ("2026-02-15", "RU", "15832", "4800", "presumption of denial"),
    ],
)
def test_the_review_policy_by_day_and_performance(inquiry_of, day, to, tpp, bandwidth, policy):
    item = {} if tpp is None else {"tpp": tpp, "dram_bandwidth_gb_s": bandwidth}
    assert advanced_computing(chips(inquiry_of, day, to, item=item))[0].policy == policy


def tools(inquiry_of, eccn="3B001.d.1", to="CN", day="2025-03-01", **facts):
    q = inquiry_of(day, destination=to, items=[{"eccn": eccn, "origin": "US", "value_usd": 1}], **facts)
    return chip_making_tools(q, subject_to_the_ear(q))


@pytest.mark.parametrize(
    ("to", "expected"), [("CN", HOLDS), ("MO", HOLDS), ("HK", HOLDS), ("RU", HOLDS), ("KR", FAILS), ("VN", FAILS)]
)
def test_tools_of_the_set_by_place(inquiry_of, to, expected):
    found = tools(inquiry_of, to=to)
    assert verdict(found) is expected
    assert {r.reason for r in found} == {"NS SME", "RS SME"}


def test_only_gov_is_open_for_tools(inquiry_of):
    assert {r.exceptions_open for r in tools(inquiry_of)} == {frozenset({"GOV(b)"})}


def test_a_bare_tool_heading_is_a_question(inquiry_of):
    assert verdict(tools(inquiry_of, "3B001")) is UNKNOWN


def test_deemed_exports_are_outside_the_chip_rules(inquiry_of):
    q = inquiry_of(
        "2025-03-01",
        kind="deemed_export",
        destination="CN",
        items=[{"eccn": "3E992", "description": "tool technology", "origin": "US"}],
    )
    assert verdict(chip_making_tools(q, subject_to_the_ear(q))) is FAILS


@pytest.mark.parametrize("eccn", ["3A090.a", "3A090.b", "3B001.d.1", "5A002.a", "9A610.y", "3E905", "5A980"])
@pytest.mark.parametrize("mild", ["CA", "JP", "BR"])
def test_a_stricter_destination_never_loosens(inquiry_of, eccn, mild):
    """What part 742 asks in words for a mild destination it asks for China too."""

    def asked(to):
        q = chips(inquiry_of, "2026-06-01", to, eccn)
        return verdict(prose_requirements(q, subject_to_the_ear(q)))

    order = {FAILS: 0, UNKNOWN: 1, HOLDS: 2}
    assert order[asked("CN")] >= order[asked(mild)]
