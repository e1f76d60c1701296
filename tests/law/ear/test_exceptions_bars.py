"""Each bar of 15 CFR 740.2(a): on its first day and the day before, what it shuts and what it leaves open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from licet.decisions import Requirement
from licet.law.pack import load_pack
from licet.law.us.ear.part740_exceptions.bar_tests import PACK
from licet.law.us.ear.part740_exceptions.bars import BARS, OPENINGS, bars, leaves_open, undertakings
from licet.proofs import FAILS, HOLDS, UNKNOWN, condition


def required(reason: str = "NS 2", family: str = "chart", cites: tuple[str, ...] = (), applies: bool | None = True) -> Requirement:
    return Requirement(reason=reason, family=family, proof=condition(reason, applies), cites=cites)


def fired(q, *requirements: Requirement) -> dict[str, bool]:
    return {each.bar.name: each.certain for each in bars(q, requirements or (required(),))}


#: Name of a bar, a transaction it fires on, limbs it shuts, limbs it leaves open.
FIRES = {
    "suspended": (
        {"destination": "BR", "items": [{"eccn": "3A002.a"}], "answers": {"license exceptions suspended": "yes"}},
        ["LVS", "GOV(b)(2)(ii)"],
        [],
    ),
    "interception": ({"destination": "FR", "items": [{"eccn": "5A980"}]}, ["RPL(a)", "TMP(a)(1)"], ["GOV(b)(2)(ii)"]),
    "interception_technology": ({"destination": "FR", "items": [{"eccn": "5E980"}]}, ["GOV(b)(2)(ii)", "TSU(a)"], []),
    "crime_control": ({"destination": "BR", "items": [{"eccn": "0A978"}]}, ["LVS", "RPL(a)"], ["STA(c)(1)(i)", "BAG(e)"]),
    "missile": (
        {"destination": "BR", "items": [{"eccn": "7A103"}]},
        ["LVS", "TSU(d)", "STA(c)(2)"],
        ["RPL(a)", "TMP(a)(1)", "TSU(a)"],
    ),
    "missile_to_d4_d5": ({"destination": "CN", "items": [{"eccn": "1C107"}]}, ["RPL(a)", "GOV(b)(2)(ii)"], []),
    "navigation": ({"destination": "CN", "items": [{"eccn": "7A103"}]}, ["LVS", "GOV(c)"], []),
    "bearing": ({"destination": "CN", "items": [{"eccn": "2A101"}]}, ["RPL(b)(3)", "TSU(a)"], ["RPL(a)", "TMP(a)(4)"]),
    "infrared": (
        {"destination": "BR", "items": [{"eccn": "6E002", "description": "technology for infrared focal plane arrays"}]},
        ["TSR", "TSU(a)"],
        ["GOV(b)(2)(ii)"],
    ),
    "concealed_object": ({"destination": "BR", "items": [{"eccn": "2A983"}]}, ["TMP(a)(5)", "LVS"], ["RPL(a)", "TSU(c)"]),
    "chip_tool": ({"destination": "CN", "items": [{"eccn": "3B001.c.2"}]}, ["RPL(a)", "TSU(a)"], ["GOV(b)(2)(ii)"]),
    "chip": (
        {"destination": "CN", "items": [{"eccn": "3A090.a"}]},
        ["LVS", "TMP(a)(1)", "STA(c)(1)(i)", "LPP"],
        ["NAC", "RPL(a)", "HBM"],
    ),
    "torture": ({"destination": "FR", "items": [{"eccn": "0A983"}]}, ["GOV(b)(2)(ii)", "RPL(a)"], []),
    "foreign_arms": ({"destination": "FR", "items": [{"eccn": "0A919"}]}, ["RPL(a)"], ["GOV(b)(2)(ii)"]),
    "military_to_d5": ({"destination": "CN", "items": [{"eccn": "9A610.x"}]}, ["LVS", "RPL(a)", "STA(c)(1)(i)"], ["GOV(b)(2)(ii)"]),
    "gear_to_d5": ({"destination": "CN", "items": [{"eccn": "1A613.c"}]}, ["RPL(a)"], ["TMP(a)(11)", "BAG(h)(2)"]),
    "six_hundred": (
        {"destination": "BR", "items": [{"eccn": "3A611.x"}]},
        ["GBS", "TSU(c)", "APR(a)", "STA(c)(2)"],
        ["LVS", "RPL(a)", "STA(c)(1)(i)"],
    ),
    "six_hundred_technology": (
        {"destination": "BR", "items": [{"eccn": "9E610.b"}]},
        ["TSU(a)", "STA(c)(1)(i)"],
        ["GOV(b)(2)(ii)"],
    ),
    "holding": ({"destination": "BR", "items": [{"eccn": "0E521"}]}, ["LVS", "TSU(a)"], ["GOV(b)(2)(ii)"]),
    "unverified": (
        {
            "destination": "MY",
            "items": [{"eccn": "3A001.a.7"}],
            "parties": [{"role": "purchaser", "name": "A", "listed_as": "UVL"}],
        },
        ["GBS", "LVS", "GOV(b)(2)(ii)", "RPL(a)"],
        [],
    ),
    "firearms_articles": (
        {
            "kind": "reexport",
            "exporter_country": "DE",
            "destination": "BR",
            "items": [{"eccn": "0A501.a", "description": "rifle with a Category I(h)(2) magazine"}],
        },
        ["LVS", "TMP(a)(5)"],
        ["GOV(b)(2)(ii)"],
    ),
    "equivalent_controls": (
        {"destination": "JP", "items": [{"eccn": "3A901"}]},
        ["LVS", "STA(c)(1)(i)"],
        ["IEC", "RPL(a)", "TMP(a)(6)"],
    ),
    "firearms_contract": (
        {"destination": "BR", "net_value_usd": 4000000, "items": [{"eccn": "0A507"}]},
        ["ENC(b)(1)"],
        ["GOV(b)(2)(ii)"],
    ),
    "pakistan": ({"destination": "PK", "items": [{"eccn": "3A999"}]}, ["LVS", "GFT(a)"], ["RPL(a)", "TMP(a)(1)", "GOV(d)"]),
    "emirates": (
        {"destination": "AE", "items": [{"eccn": "3A002.a"}], "parties": [{"role": "end_user", "name": "A Firm", "country": "AE"}]},
        ["STA(c)(1)(i)", "STA(c)(2)"],
        ["LVS", "RPL(a)"],
    ),
}


@pytest.mark.parametrize("name", FIRES)
def test_a_bar_fires_and_shuts_what_it_should(inquiry_of, name):
    fields, shut, left = FIRES[name]
    q = inquiry_of("2026-09-01", **fields)
    found = {each.bar.name: each for each in bars(q, (required(),))}
    assert found[name].certain
    assert {limb: found[name].leaves(limb).verdict for limb in shut} == dict.fromkeys(shut, FAILS)
    assert {limb: found[name].leaves(limb).verdict for limb in left} == dict.fromkeys(left, HOLDS)


#: Bars whose items or places changed too, so that the same transaction did not fire on their first day.
_LATER = {"chip_tool", "crime_control"}


@pytest.mark.parametrize("name", [name for name in FIRES if name not in _LATER])
def test_a_bar_begins_on_its_first_day(inquiry_of, name):
    first = load_pack(PACK)[name].values[0]
    start = first.valid.start
    assert start is not None
    fields = FIRES[name][0]
    if start > date(1996, 12, 4):
        known = str(max(first.known, start))
        assert name not in fired(inquiry_of(str(start - timedelta(days=1)), known=known, **fields))
        on_the_day = fired(inquiry_of(str(start), known=known, **fields))
        assert name in on_the_day or name in ("equivalent_controls",)


def test_every_bar_has_a_dated_list_and_a_test_here():
    names = {bar.name for bar in BARS}
    assert names <= load_pack(PACK).keys()
    untested = names - FIRES.keys()
    assert untested == {"missile_six_hundred", "missile_spacecraft", "major_elsewhere", "major_favored"}


def test_major_defense_equipment_is_asked_about_from_its_value_on(inquiry_of):
    below = inquiry_of("2026-09-01", destination="BR", net_value_usd=13999999, items=[{"eccn": "9A610.x"}])
    above = inquiry_of("2026-09-01", destination="BR", net_value_usd=14000000, items=[{"eccn": "9A610.x"}])
    assert "major_elsewhere" not in fired(below)
    assert fired(above)["major_elsewhere"] is False
    favored = inquiry_of("2026-09-01", destination="DE", net_value_usd=14000000, items=[{"eccn": "9A610.x"}])
    assert "major_favored" not in fired(favored)
    assert "major_elsewhere" not in fired(favored)


def test_a_possible_unverified_party_leaves_the_rest_unknown(inquiry_of):
    from licet.law.inquiry import Standing

    fields = {"destination": "MY", "items": [{"eccn": "3A001.a.7"}], "parties": [{"role": "end_user", "name": "A"}]}
    q = inquiry_of("2026-09-01", **fields)
    maybe = Standing(index=0, party=q.tx.parties[0], list="UVL", established=False, score=0.8)
    found = {each.bar.name: each for each in bars(inquiry_of("2026-09-01", standings=(maybe,), **fields), (required(),))}
    assert found["unverified"].leaves("GBS").verdict is UNKNOWN


def test_a_chip_for_a_firm_parented_in_china_is_barred_wherever_it_goes(inquiry_of):
    party = {"role": "end_user", "name": "A", "country": "SG", "ultimate_parent_hq": "CN"}
    q = inquiry_of("2026-09-01", destination="SG", items=[{"eccn": "3A090.a"}], parties=[party])
    assert fired(q)["chip"]
    other = inquiry_of("2026-09-01", destination="SG", items=[{"eccn": "3A090.a"}], parties=[{**party, "ultimate_parent_hq": "US"}])
    assert "chip" not in fired(other)


@pytest.mark.parametrize(
    ("place", "shut", "left"),
    [
        ("CU", ["LVS", "RPL(b)(2)", "ENC(b)(1)"], ["GFT(a)", "RPL(a)", "AGR", "CCD(b)(1)", "SCP(b)(1)"]),
        ("IR", ["GFT(a)", "GOV(b)(2)(ii)", "TSU(a)", "BAG(b)"], []),
        ("KP", ["RPL(a)", "TSU(c)", "GOV(c)"], ["GFT(a)", "TSU(a)", "GOV(b)(2)(ii)"]),
        ("SY", ["GFT(a)", "LVS"], ["SPP", "CCD(b)(1)", "TSU(a)"]),
        ("UA-43", ["RPL(a)", "CCD(b)(1)"], ["GFT(a)", "MED", "TSU(b)"]),
    ],
)
def test_an_embargoed_place_leaves_what_part_746_names(inquiry_of, place, shut, left):
    q = inquiry_of("2026-09-01", destination=place, items=[{"eccn": "EAR99"}])
    (found,) = [each for each in bars(q, (required(place, "embargo"),)) if each.bar.paragraph == "(a)(6)"]
    assert all(found.leaves(limb).verdict is FAILS for limb in shut)
    assert all(found.leaves(limb).verdict is HOLDS for limb in left)


def test_what_the_new_syria_section_widened_is_left_to_a_person(inquiry_of):
    q = inquiry_of("2026-09-01", destination="SY", items=[{"eccn": "EAR99"}])
    (found,) = [each for each in bars(q, (required("Syria", "embargo"),)) if each.bar.paragraph == "(a)(6)"]
    assert found.leaves("RPL(a)").verdict is UNKNOWN


def test_footnote_3_products_for_russia_have_no_exception(inquiry_of):
    q = inquiry_of("2026-09-01", destination="RU", items=[{"eccn": "5A992.c"}])
    plain = bars(q, (required("Russia", "embargo", ("15 CFR 746.8(a)(1)",)),))[-1]
    grave = bars(q, (required("Russia", "fdp", ("15 CFR 746.8(a)(3)",)),))[-1]
    assert plain.leaves("CCD(b)(1)").verdict is HOLDS
    assert grave.leaves("CCD(b)(1)").verdict is FAILS


def test_a_deemed_export_to_a_russian_national_is_not_under_the_sanctions_bar(inquiry_of):
    q = inquiry_of("2026-09-01", kind="deemed_export", destination="RU", items=[{"eccn": "3E001"}])
    assert not [each for each in bars(q, (required("NS 1", "deemed"),)) if each.bar.paragraph == "(a)(6)"]


def test_every_embargoed_place_of_the_openings_is_dated():
    assert {"CU", "IR", "KP", "SY", "UA-43", "UA-14", "UA-09", "RU", "BY", "IQ"} == load_pack(OPENINGS).keys()


def test_hong_kong_asks_for_its_own_papers(inquiry_of):
    to = inquiry_of("2018-06-01", destination="HK", items=[{"eccn": "3A002.a"}])
    assert [proof.cite for proof in undertakings(to)] == ["15 CFR 740.2(a)(19)"]
    away = inquiry_of("2018-06-01", kind="reexport", exporter_country="HK", destination="BR", items=[{"eccn": "3A002.a"}])
    assert [proof.cite for proof in undertakings(away)] == ["15 CFR 740.2(a)(20)"]
    assert not undertakings(inquiry_of("2017-04-18", destination="HK", items=[{"eccn": "3A002.a"}]))
    assert not undertakings(inquiry_of("2018-06-01", destination="HK", items=[{"eccn": "5A991"}]))


def test_a_shut_limb_is_shut_under_any():
    assert leaves_open(("any", "-STA"), "LVS") is True
    assert leaves_open(("any", "-STA"), "STA(c)(1)(i)") is False
    assert leaves_open((), "GOV(b)(2)(ii)") is False
