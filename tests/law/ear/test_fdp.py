"""Foreign direct product rules: route, item, reach, and the license lines behind them."""

from __future__ import annotations

import pytest

from licet.law.pack import load_pack
from licet.law.us.ear.part734_fdp import PACK, RULES, direct_products
from licet.law.us.ear.part734_fdp_lines import fdp_requirements, governed_by_their_lines
from licet.law.us.ear.part734_scope import subject_to_the_ear
from licet.proofs import FAILS, HOLDS, UNKNOWN


def made(eccn, place="KR", **facts):
    return {"eccn": eccn, "value_usd": 1000, "origin": "foreign", "made_in": place, "us_content": [], **facts}


def reexport(inquiry_of, on, item, to="CN", sent_from="KR", **facts):
    return inquiry_of(on, kind="reexport", exporter_country=sent_from, destination=to, items=[item], **facts)


def listed(footnote, role="end_user"):
    return [{"role": role, "name": "a listed company", "country": "CN", "listed_as": f"EL:fn{footnote}"}]


def test_thirteen_rules_are_held():
    assert len(RULES) == 13
    assert set(RULES) <= load_pack(PACK).keys()


@pytest.mark.parametrize("name", RULES)
def test_each_rule_has_its_terms_on_every_date(name):
    for value in load_pack(PACK)[name].values:
        assert "items" in value.value
        assert {"direct", "plant", "contains"} & value.value.keys()
        assert value.cite.startswith("15 CFR 73")


def test_trap_zero_us_content_still_lands_inside(inquiry_of):
    scope = subject_to_the_ear(reexport(inquiry_of, "2025-03-01", made("3B001.d.1", direct_product_of=["3E992"])))
    assert scope.proof.verdict is HOLDS
    assert scope.requirements_only_via == {"15 CFR 734.9(k)"}


def test_trap_contains_a_chip_counts_in_two_rules_only(inquiry_of):
    item = made("3B991", contains_ic_from_us_tech_plant=True, direct_product_of=[], plant_is_direct_product_of=[])
    assert subject_to_the_ear(reexport(inquiry_of, "2025-03-01", item, parties=listed(5))).via("15 CFR 734.9(e)(3)")
    assert subject_to_the_ear(reexport(inquiry_of, "2025-03-01", item, parties=listed(1))).proof.verdict is FAILS


def test_trap_d3_and_d4_are_in_the_600_series_reach(inquiry_of):
    item = made("3A611.x", direct_product_of=["3E611"])
    assert subject_to_the_ear(reexport(inquiry_of, "2024-05-01", item, to="IL")).via("15 CFR 734.9(d)")
    assert subject_to_the_ear(reexport(inquiry_of, "2024-05-01", item, to="JP")).proof.verdict is FAILS


def test_trap_country_carve_out_frees_a_japanese_sender(inquiry_of):
    item = made("3B001.d.1", "JP", direct_product_of=["3E992"])
    q = reexport(inquiry_of, "2025-03-01", item, sent_from="JP")
    assert subject_to_the_ear(q).proof.verdict is HOLDS


def test_an_entity_list_party_without_the_footnote_raises_nothing(inquiry_of):
    item = made("EAR99", plant_is_direct_product_of=["3E991"])
    plain = [{"role": "end_user", "name": "a listed company", "country": "CN", "listed_as": "EL"}]
    assert subject_to_the_ear(reexport(inquiry_of, "2024-05-01", item, parties=plain)).proof.verdict is FAILS


def test_a_carrier_with_the_footnote_is_no_party_of_the_rule(inquiry_of):
    item = made("EAR99", plant_is_direct_product_of=["3E991"])
    assert subject_to_the_ear(reexport(inquiry_of, "2024-05-01", item, parties=listed(1, "carrier"))).proof.verdict is FAILS


def test_a_maker_with_the_footnote_is_asked_about(inquiry_of):
    item = made("EAR99", plant_is_direct_product_of=["3E991"])
    assert subject_to_the_ear(reexport(inquiry_of, "2024-05-01", item, parties=listed(1, "manufacturer"))).proof.verdict is UNKNOWN


@pytest.mark.parametrize(
    ("day", "verdict"), [("2020-05-14", FAILS), ("2020-05-15", UNKNOWN), ("2020-08-16", UNKNOWN), ("2020-08-17", HOLDS)]
)
def test_footnote_1_by_day(inquiry_of, day, verdict):
    q = reexport(inquiry_of, day, made("EAR99", plant_is_direct_product_of=["3E991"]), parties=listed(1))
    assert subject_to_the_ear(q).proof.verdict is verdict


@pytest.mark.parametrize(
    ("day", "cite"),
    [("2021-06-01", "15 CFR 736.2(b)(3)(vi)"), ("2022-02-02", "15 CFR 736.2(b)(3)(vi)"), ("2022-02-03", "15 CFR 734.9(e)(1)")],
)
def test_the_rules_moved_to_734_9_on_2022_02_03(inquiry_of, day, cite):
    q = reexport(inquiry_of, day, made("EAR99", plant_is_direct_product_of=["3E991"]), parties=listed(1))
    assert cite in subject_to_the_ear(q).cites


def test_stated_facts_close_every_route(inquiry_of):
    q = reexport(inquiry_of, "2025-03-01", made("3B001.d.1", fdp_facts="none: made with Korean technology"))
    assert all(product.proof.verdict is FAILS for product in direct_products(q))


def test_facts_of_production_nobody_gave_stay_open(inquiry_of):
    assert subject_to_the_ear(reexport(inquiry_of, "2025-03-01", made("3B001.d.1"))).proof.verdict is UNKNOWN


@pytest.mark.parametrize("footnote", [1, 3, 4])
def test_adding_a_footnoted_party_never_loosens(inquiry_of, footnote):
    """For every route told, a footnote can only bring the item in."""
    for facts in ({}, {"direct_product_of": ["3E001"]}, {"plant_is_direct_product_of": ["7E994"]}, {"direct_product_of": []}):
        item = made("EAR99", **facts)
        before = subject_to_the_ear(reexport(inquiry_of, "2024-05-01", item)).proof.verdict
        after = subject_to_the_ear(reexport(inquiry_of, "2024-05-01", item, parties=listed(footnote))).proof.verdict
        assert before is FAILS or after is not FAILS


def test_every_exception_is_open_behind_footnote_1(inquiry_of):
    q = reexport(inquiry_of, "2024-05-01", made("EAR99", direct_product_of=["5E991"]), parties=listed(1))
    line = fdp_requirements(q, subject_to_the_ear(q))[0]
    assert line.exceptions_open is None
    assert "15 CFR 744.11(a)(2)(i)" in line.cites


@pytest.mark.parametrize("footnote", [3, 4])
def test_none_is_open_behind_the_others(inquiry_of, footnote):
    q = reexport(inquiry_of, "2024-05-01", made("EAR99", direct_product_of=["5E991"]), sent_from="TR", parties=listed(footnote))
    lines = [line for line in fdp_requirements(q, subject_to_the_ear(q)) if line.reason.startswith("footnote")]
    assert [line.exceptions_open for line in lines] == [frozenset()]


def test_lines_change_nothing_for_items_that_are_subject_otherwise(inquiry_of):
    q = inquiry_of("2024-05-01", destination="CN", items=[{"eccn": "EAR99", "origin": "US"}], parties=listed(1))
    assert governed_by_their_lines(q, subject_to_the_ear(q), ()) == ()


@pytest.mark.parametrize(
    ("sender", "hq", "eccn", "verdict"),
    [
        ("MY", "MY", "3B991.b.1", HOLDS),
        ("MY", "JP", "3B991.b.1", FAILS),
        ("MY", "JP", "3B993.c.1", HOLDS),
        ("KR", "KR", "3B991.b.1", FAILS),
        ("KR", "KR", "3B993.c.1", HOLDS),
        ("JP", "JP", "3B993.c.1", FAILS),
        ("JP", "CN", "3B991.b.1", HOLDS),
    ],
)
def test_the_footnote_5_lines_split_by_sender(inquiry_of, sender, hq, eccn, verdict):
    item = made(eccn, sender, contains_ic_from_us_tech_plant=True)
    parties = [*listed(5), {"role": "exporter", "name": "sender", "country": sender, "hq": hq}]
    q = reexport(inquiry_of, "2025-03-01", item, sent_from=sender, parties=parties)
    line = next(r for r in fdp_requirements(q, subject_to_the_ear(q)) if r.reason == "footnote 5")
    assert line.proof.verdict is verdict
