"""The open points and traps at the end of the reference, each by name: what is unsettled is asked about, what is dated is dated."""

from __future__ import annotations

import pytest

from licet.api import decide
from licet.intake import transaction_from
from licet.workspace import Workspace

WORKSPACE = Workspace(shipped_only=True)


def ask(on, to, *, item=None, party=None, **more):
    """One decision as JSON data."""
    buyer = {"role": "end_user", "name": "unlisted civil company", "country": to, **(party or {})}
    body = {
        "kind": "export", "as_of": on, "exporter_country": "US", "destination": to, "end_use": "civil", "parties": [buyer],
        "items": [{"eccn": "EAR99", "description": "goods", "value_usd": 4000, "origin": "US", **(item or {})}], **more,
    }  # fmt: skip
    return decide(transaction_from(body), WORKSPACE, explore=False).as_dict()


@pytest.mark.parametrize(
    ("on", "outcome"),
    [
        ("2025-09-28", "no_license_required"), ("2025-09-29", "license_required"), ("2025-11-09", "license_required"),
        ("2025-11-10", "no_license_required"), ("2026-11-09", "no_license_required"), ("2026-11-10", "review"),
    ],
)  # fmt: skip
def test_trap_1_the_affiliates_rule_on_each_of_its_dates(on, outcome):
    owned = {"owners": [{"name": "A", "list": "EL", "pct": 60}]}
    assert ask(on, "CN", party=owned)["outcome"] == outcome


@pytest.mark.parametrize(("on", "outcome"), [("2024-12-01", "no_license_required"), ("2026-06-01", "review")])
def test_trap_2_the_diffusion_rule_is_printed_and_not_enforced(on, outcome):
    found = ask(on, "BR", item={"eccn": "3A090.a", "tpp": 15000, "datacenter": True}, party={"ultimate_parent_hq": "BR"})
    assert found["outcome"] == outcome
    if outcome == "review":
        assert "90 FR 4544" in found["because"]


def test_trap_3_unloading_countries_rest_on_memory_and_still_bite():
    found = ask("2024-06-01", "MN", item={"eccn": "3A001.a.7"}, via=["KZ"])
    assert found["outcome"] == "license_required"
    assert "15 CFR 736.2(b)(8)" in found["because"]


def test_trap_4_partner_countries_rest_on_memory_and_say_so():
    from licet.law.pack import load_pack

    values = load_pack("us/ear/part734_deminimis")["partner_countries"].values
    assert values
    assert not any(value.verified for value in values)


def test_trap_5_figures_from_memory_say_so():
    from licet.law.pack import load_pack

    marks = {value.valid.start.year: value.verified for value in load_pack("us/ear/penalties")["ecra_maximum"].values}
    assert (marks[2021], marks[2022], marks[2025]) == (True, False, False)


def test_trap_6_iec_cannot_be_cleared_for_its_table_is_no_law_at_hand():
    assert ask("2025-06-01", "JP", item={"eccn": "3B001.q"})["outcome"] in ("review", "license_required")


@pytest.mark.parametrize(("on", "outcome"), [("2022-02-23", "no_license_required"), ("2022-02-24", "license_required")])
def test_trap_7_a_rule_binds_from_its_effective_day(on, outcome):
    assert ask(on, "RU", item={"eccn": "3A991.d"})["outcome"] == outcome


def test_trap_8_old_acts_are_told_by_the_old_text():
    found = ask("2010-06-01", "RU", item={"eccn": "3E001"}, kind="deemed_export")
    assert "15 CFR 734.2(b)(2)(ii)" in found["because"]


def test_trap_9_review_text_that_is_missing_leaves_no_policy_made_up():
    assert ask("2026-06-01", "CN", item={"eccn": "3A069"})["outcome"] in ("license_required", "review")


def test_trap_10_a_cross_reference_that_no_longer_fits_is_cited_as_it_stands_now():
    item = {"origin": "foreign", "made_in": "TW", "us_content": [], "plant_is_direct_product_of": ["3E991"]}
    found = ask("2025-06-01", "CN", item=item, party={"listed_as": "EL:fn4"}, kind="reexport", exporter_country="TW")
    assert found["outcome"] == "license_required"
    assert any(cite.startswith("15 CFR 744.11(a)(2)(iv)") for cite in found["because"])


def test_trap_11_the_slip_in_a_footnote_makes_pakistan_no_embargo():
    assert ask("2026-06-01", "PK", item={"eccn": "5A991"})["outcome"] == "no_license_required"


def test_trap_12_a_listing_has_days():
    assert ask("2016-03-07", "CN", party={"name": "ZTE Corporation"})["outcome"] == "no_license_required"
    assert ask("2016-03-08", "CN", party={"name": "ZTE Corporation"})["outcome"] != "no_license_required"


@pytest.mark.parametrize(("on", "symbol"), [("2020-06-28", "CIV"), ("2020-06-29", None)])
def test_trap_13_a_section_number_used_twice_is_told_by_its_day(on, symbol):
    use = {"end_use": "civil end use, civil end user"}
    assert ask(on, "CN", item={"eccn": "3A001.a.7"}, **use)["exception"] == symbol
    assert ask("2025-09-02", "SY", **use)["exception"] == "SPP"
