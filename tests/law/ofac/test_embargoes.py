"""Iran, Cuba, Syria and the other embargoes, by who acts, what moves and on which day."""

import pytest

from licet.decisions import Outcome
from licet.law.us.ofac.steps import determine

BUYER = {"role": "end_user", "name": "buyer"}


def word(q):
    said = determine(q)
    return None if said is None else said.outcome


@pytest.fixture
def reexport(inquiry_of):
    """A machine made in Germany, sent from there."""

    def build(to, on="2025-02-01", content=None, origin="foreign", **fields):
        item = {"eccn": "EAR99", "description": "machine", "value_usd": 1000, "origin": origin, "made_in": "DE"}
        if content is not None:
            item["us_content"] = content
        sent = {"kind": "reexport", "exporter_country": "DE", "destination": to}
        return inquiry_of(on, items=[item], **({"parties": [BUYER | {"country": to}]} | sent | fields))

    return build


def test_a_us_sale_to_iran_needs_ofacs_license_which_serves_for_both(inquiry_of):
    q = inquiry_of("2016-05-01", destination="IR", items=[{"eccn": "EAR99", "origin": "US"}])
    said = determine(q)
    assert (said.outcome, said.because) == (Outcome.LICENSE_REQUIRED, ("31 CFR 560.204",))


def test_an_end_user_in_iran_counts_whatever_the_address_on_the_invoice(inquiry_of):
    q = inquiry_of("2024-05-01", destination="AE", items=[{"eccn": "EAR99", "origin": "US"}], parties=[BUYER | {"country": "IR"}])
    assert word(q) is Outcome.LICENSE_REQUIRED


def test_food_may_go_to_iran_under_the_general_license_but_not_to_soldiers(inquiry_of):
    food = [{"eccn": "EAR99", "description": "wheat", "origin": "US"}]
    said = determine(inquiry_of("2024-05-01", destination="IR", items=food))
    assert (said.outcome, said.values["authority"]) == (Outcome.NO_LICENSE_REQUIRED, "31 CFR 560.530")
    soldiers = inquiry_of("2024-05-01", destination="IR", items=food, end_use="rations for the army")
    assert word(soldiers) is Outcome.LICENSE_REQUIRED


@pytest.mark.parametrize(
    ("dollars", "outcome"), [("99.99", Outcome.NOT_SUBJECT), ("100", Outcome.PROHIBITED), ("101", Outcome.LICENSE_REQUIRED)]
)
def test_exactly_ten_percent_is_inside_the_itsr_though_the_ear_let_it_go(reexport, dollars, outcome):
    content = [{"eccn": "3A991", "value_usd": dollars}]
    assert word(reexport("IR", content=content, substantially_transformed=False)) is outcome


def test_substantially_transformed_content_is_out_and_not_told_is_asked(reexport):
    content = [{"eccn": "3A991", "value_usd": 400}]
    assert word(reexport("IR", content=content, substantially_transformed=True)) is Outcome.NOT_SUBJECT
    asked = determine(reexport("IR", content=content))
    assert (asked.outcome, asked.questions[0].fact) == (Outcome.REVIEW, "substantially_transformed")


def test_ear99_parts_do_not_count_and_an_unclassified_part_is_asked_about(reexport):
    assert word(reexport("IR", content=[{"eccn": "EAR99", "value_usd": 900}])) is Outcome.NOT_SUBJECT
    asked = determine(reexport("IR", content=[{"value_usd": 400}], substantially_transformed=False))
    assert (asked.outcome, asked.questions[0].fact) == (Outcome.REVIEW, "items[0].us_content")


@pytest.mark.parametrize(
    ("on", "outcome"),
    [
        ("2012-10-08", Outcome.NOT_SUBJECT),
        ("2012-10-09", Outcome.PROHIBITED),
        ("2016-01-16", Outcome.NO_LICENSE_REQUIRED),
        ("2018-06-26", Outcome.NO_LICENSE_REQUIRED),
        ("2018-06-27", Outcome.PROHIBITED),
    ],
)
def test_subsidiaries_of_us_firms_by_date(inquiry_of, on, outcome):
    seller = {"role": "exporter", "name": "Subsidiary", "country": "TR", "owners": [{"name": "P", "list": "US", "pct": 50}]}
    q = inquiry_of(
        on, kind="reexport", exporter_country="TR", destination="IR", parties=[seller],
        items=[{"eccn": "foreign-only", "origin": "foreign", "made_in": "TR"}],
    )  # fmt: skip
    assert (word(q) or Outcome.NOT_SUBJECT) is outcome


def test_a_us_parent_with_an_unknown_or_small_share_is_asked_about(inquiry_of):
    for told in ({"owners": [{"name": "P", "list": "US", "pct": 30}]}, {"parent": "P", "parent_country": "US"}):
        seller = {"role": "exporter", "name": "Firm", "country": "TR"} | told
        q = inquiry_of(
            "2025-02-01", kind="reexport", exporter_country="TR", destination="IR", parties=[seller],
            items=[{"eccn": "foreign-only", "origin": "foreign", "made_in": "TR"}],
        )  # fmt: skip
        assert word(q) is Outcome.REVIEW


def test_cuba_leaves_us_goods_to_commerce_and_binds_us_owned_firms(inquiry_of, reexport):
    said = determine(inquiry_of("2024-05-01", destination="CU", items=[{"eccn": "EAR99", "origin": "US"}]))
    assert said.outcome is Outcome.NOT_SUBJECT
    assert "515.533" in said.values["conditions"][0]
    seller = {"role": "exporter", "name": "Firm", "country": "DE", "owners": [{"name": "P", "list": "US", "pct": 100}]}
    assert word(reexport("CU", parties=[seller])) is Outcome.PROHIBITED
    assert word(reexport("CU")) is Outcome.NOT_SUBJECT


def test_services_to_syria_were_barred_until_the_program_ended(inquiry_of):
    def service(on):
        return word(inquiry_of(on, destination="SY", items=[{"eccn": "service", "description": "consulting"}]))

    assert service("2025-06-29") is Outcome.PROHIBITED
    assert service("2025-06-30") is None


def test_a_release_to_a_cuban_national_is_no_export_to_cuba(inquiry_of):
    recipient = {"role": "recipient", "name": "engineer", "country": "US", "nationality": "CU"}
    q = inquiry_of("2024-06-01", kind="deemed_export", destination="CU", items=[{"eccn": "EAR99"}], parties=[recipient])
    assert determine(q) is None


@pytest.mark.parametrize(("made_in", "cite"), [("IR", "31 CFR 560.201"), ("CU", "31 CFR 515.204"), ("KP", "31 CFR 510.205")])
def test_goods_of_embargoed_places_may_not_be_bought(inquiry_of, made_in, cite):
    q = inquiry_of(
        "2024-06-01", kind="procurement", exporter_country=made_in, destination="US",
        items=[{"eccn": "EAR99", "origin": "foreign", "made_in": made_in}],
    )  # fmt: skip
    said = determine(q)
    assert (said.outcome, said.because) == (Outcome.PROHIBITED, (cite,))


def test_a_sale_between_friends_is_nothing_to_ofac(inquiry_of):
    assert determine(inquiry_of("2026-07-01", items=[{"eccn": "3A001.a.7", "origin": "US"}])) is None


def test_without_a_sender_it_is_asked_whether_a_us_person_takes_part(inquiry_of):
    for place in ("IR", "CU"):
        q = inquiry_of(
            "2026-07-01", exporter_country=None, destination=place, items=[{"eccn": "foreign-only", "origin": "foreign"}]
        )
        said = determine(q)
        assert (said.outcome, said.questions[0].fact) == (Outcome.REVIEW, "us_person_involved")


def test_a_buyer_in_cuba_counts_whatever_the_destination(inquiry_of):
    q = inquiry_of("2026-07-01", destination="PA", items=[{"eccn": "service"}], parties=[BUYER | {"country": "CU"}])
    assert word(q) is Outcome.PROHIBITED
