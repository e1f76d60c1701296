"""Buying: section 889, universal service money, equipment authorization, section 1260H."""

from dataclasses import replace

import pytest

from licet.decisions import Outcome
from licet.law.inquiry import Standing
from licet.law.us.procurement.steps import determine

ROUTERS = {"eccn": "5A991", "description": "routers", "origin": "foreign", "made_in": "CN", "manufacturer": "Huawei Technologies"}
AGENCY = {"role": "buyer", "name": "US federal agency", "country": "US"}
CARRIER = {"role": "buyer", "name": "rural carrier", "country": "US"}


@pytest.fixture
def purchase(inquiry_of):
    def build(on, item=ROUTERS, parties=(AGENCY,), end_use="procurement", **fields):
        return inquiry_of(
            on, kind="procurement", exporter_country="CN", destination="US", items=[item], parties=list(parties),
            end_use=end_use, **fields,
        )  # fmt: skip

    return build


def word(q):
    said = determine(q)
    return None if said is None else said.outcome


def test_part_a_begins_a_year_after_enactment(purchase):
    before, on_the_day = determine(purchase("2019-08-12")), determine(purchase("2019-08-13"))
    assert (before.outcome, before.because) == (Outcome.NO_LICENSE_REQUIRED, ("Pub. L. 115-232 s. 889(c)",))
    assert on_the_day.outcome is Outcome.PROHIBITED
    assert "Pub. L. 115-232 s. 889(a)(1)(A)" in on_the_day.because


def test_part_b_looks_at_what_the_contractor_uses(purchase):
    firm = {"role": "contractor", "name": "consulting firm using Huawei gear", "country": "US"}
    assert word(purchase("2020-08-12", parties=(AGENCY, firm))) is Outcome.NO_LICENSE_REQUIRED
    said = determine(purchase("2020-08-13", parties=(AGENCY, firm)))
    assert (said.outcome, said.because[0]) == (Outcome.PROHIBITED, "Pub. L. 115-232 s. 889(a)(1)(B)")


def test_a_service_that_only_interconnects_is_excluded(purchase):
    service = {"eccn": "service", "description": "backhaul and roaming"}
    assert word(purchase("2021-02-01", item=service)) is Outcome.NO_LICENSE_REQUIRED


def test_gear_that_cannot_see_user_data_is_excluded(purchase):
    for passive, outcome in (("power cords", Outcome.NO_LICENSE_REQUIRED), ("routers in racks", Outcome.PROHIBITED)):
        gear = ROUTERS | {"description": passive}
        assert word(purchase("2021-02-01", item=gear)) is outcome


def test_a_named_company_that_offers_the_interconnection_itself_is_not_excluded(purchase):
    seller = {"role": "seller", "name": "ZTE Services", "country": "CN"}
    service = {"eccn": "service", "description": "telecom roaming service"}
    assert word(purchase("2021-02-01", item=service, parties=(AGENCY, seller))) is Outcome.PROHIBITED


def test_equipment_of_an_unknown_maker_is_asked_about(purchase):
    said = determine(purchase("2021-02-01", item={"eccn": "5A991", "description": "routers"}))
    assert (said.outcome, said.questions[0].fact) == (Outcome.REVIEW, "items[0].manufacturer")


def test_a_maker_the_law_does_not_name_is_free_with_a_representation(purchase):
    said = determine(purchase("2021-02-01", item=ROUTERS | {"manufacturer": "Nokia"}))
    assert said.outcome is Outcome.NO_LICENSE_REQUIRED
    assert any("represents" in text for text in said.values["conditions"])


def test_gear_of_a_named_maker_that_may_not_be_telecom_is_asked_about(purchase):
    assert word(purchase("2021-02-01", item={"eccn": "EAR99", "description": "batteries", "manufacturer": "ZTE"})) is Outcome.REVIEW


def test_cameras_of_a_surveillance_maker_for_an_agency_are_barred(purchase):
    cameras = {"eccn": "EAR99", "description": "security cameras", "manufacturer": "Hangzhou Hikvision"}
    assert word(purchase("2021-02-01", item=cameras)) is Outcome.PROHIBITED


def test_a_private_buyer_is_free_of_section_889(purchase):
    shop = {"role": "buyer", "name": "hardware shop", "country": "US"}
    found = determine(purchase("2021-02-01", parties=(shop,)))
    assert (found.outcome, found.because) == (Outcome.NO_LICENSE_REQUIRED, ("Pub. L. 115-232 s. 889(a)",))


@pytest.mark.parametrize(
    ("on", "end_use", "outcome"),
    [
        ("2020-06-29", "purchase with USF support", Outcome.NO_LICENSE_REQUIRED),
        ("2020-06-30", "purchase with USF support", Outcome.PROHIBITED),
        ("2020-07-15", "purchase with private funds", Outcome.NO_LICENSE_REQUIRED),
        ("2020-07-15", "network upgrade", Outcome.REVIEW),
    ],
)
def test_universal_service_money_by_date_and_purse(purchase, on, end_use, outcome):
    assert word(purchase(on, parties=(CARRIER,), end_use=end_use)) is outcome


@pytest.mark.parametrize(
    ("on", "outcome"),
    [("2022-11-10", Outcome.NO_LICENSE_REQUIRED), ("2022-11-11", Outcome.PROHIBITED), ("2023-02-06", Outcome.PROHIBITED)],
)
def test_new_equipment_is_not_authorized_since_the_freeze(purchase, on, outcome):
    applicant = {"role": "applicant", "name": "Huawei Device", "country": "CN"}
    assert word(purchase(on, parties=(applicant,), end_use="FCC equipment authorization", known="2023-03-01")) is outcome


def test_federal_grants_may_not_buy_it(purchase):
    school = {"role": "buyer", "name": "school district", "country": "US"}
    paid = purchase("2020-08-13", parties=(school,), end_use="bought with federal grant funds")
    assert word(paid) is Outcome.PROHIBITED


def test_a_listed_military_company_is_barred_from_defense_contracts_only(purchase):
    firm = {"role": "seller", "name": "Firm", "country": "CN"}
    for buyer, on, outcome in (
        ("Department of Defense", "2026-06-29", Outcome.NO_LICENSE_REQUIRED),
        ("Department of Defense", "2026-06-30", Outcome.PROHIBITED),
        ("Department of Energy", "2026-06-30", None),
    ):
        q = purchase(on, item={"eccn": "EAR99", "description": "batteries"}, parties=(AGENCY | {"name": buyer}, firm))
        listed = Standing(index=1, party=q.tx.parties[1], list="own:1260h")
        assert word(replace(q, standings=(listed,))) is outcome


def test_exports_are_not_asked(inquiry_of):
    assert determine(inquiry_of("2021-02-01", items=[ROUTERS])) is None
