"""Counterfactuals: every one told is what the engine says when asked, and only what changes the answer is told."""

import pytest

from licet.api import decide
from licet.counterfactuals import counterfactuals
from licet.decisions import Outcome
from licet.intake import transaction_from
from licet.workspace import Workspace

CHIPS = {"eccn": "3A001.a.7", "description": "FPGA", "value_usd": 9000, "origin": "US"}
BUYER = {"role": "end_user", "name": "Plain Widgets Factory", "country": "CN"}


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """The real engine over the shipped facts."""
    workspace = Workspace(tmp_path_factory.mktemp("data"))
    return lambda tx: decide(tx, workspace, explore=False)


@pytest.fixture
def told(engine):
    def build(limit=5, **fields):
        given = {
            "kind": "export",
            "as_of": "2026-07-01",
            "exporter_country": "US",
            "destination": "CN",
            "end_use": "civil",
            **fields,
        }
        tx = transaction_from({"items": [CHIPS], "parties": [BUYER], **given})
        return engine(tx), counterfactuals(tx, engine, limit)

    return build


def kinds(found):
    return [each.kind for each in found]


def test_a_license_another_eccn_or_another_place_would_let_chips_go(told):
    now, found = told()
    assert now.outcome is Outcome.LICENSE_REQUIRED
    assert {"license", "eccn", "destination"} <= set(kinds(found))
    assert all(each.outcome.clears for each in found[:3])
    assert all(each.outcome is not now.outcome for each in found)


def test_each_is_what_the_engine_says_when_asked_again(told, engine):
    for fields in ({}, {"destination": "DE"}, {"end_use": "military radar"}):
        _, found = told(limit=12, **fields)
        assert found
        for each in found:
            assert engine(each.transaction).outcome is each.outcome


def test_a_denied_buyer_is_what_the_answer_hangs_on(told):
    buyer = {"role": "end_user", "name": "Somebody", "country": "CN", "listed_as": "DPL"}
    now, found = told(items=[{"eccn": "EAR99", "value_usd": 100, "origin": "US"}], parties=[buyer])
    assert now.outcome is Outcome.PROHIBITED
    assert found[0].kind == "party"
    assert found[0].outcome is Outcome.NO_LICENSE_REQUIRED
    assert "license" not in kinds(found)


def test_an_order_above_the_lvs_limit_would_go_below_it(told):
    machine = {"eccn": "3A002.a", "value_usd": 9000, "origin": "US"}
    now, found = told(destination="BR", parties=[], items=[machine])
    assert now.outcome is Outcome.LICENSE_REQUIRED
    smaller = next(each for each in found if each.kind == "value")
    assert (smaller.outcome, smaller.exception) == (Outcome.EXCEPTION_AVAILABLE, "LVS")


def test_content_at_the_level_would_take_a_foreign_item_out(told):
    item = {
        "eccn": "3A002.a",
        "value_usd": 1000,
        "origin": "foreign",
        "made_in": "KR",
        "us_content": [{"eccn": "3A001.b.4", "value_usd": 300}],
    }
    _, found = told(kind="reexport", exporter_country="KR", as_of="2024-06-01", fdp_facts="none", items=[item])
    less = next(each for each in found if each.kind == "content")
    assert less.outcome is Outcome.NOT_SUBJECT
    assert "at most 25 percent" in less.change


def test_an_unknown_fact_is_the_smallest_change(told):
    now, found = told(items=[{"value_usd": 100, "origin": "US"}])
    assert now.outcome is Outcome.REVIEW
    assert found
    assert found[0].kind in ("fact", "eccn")


def test_what_goes_freely_is_told_what_would_stop_it(told):
    now, found = told(destination="DE", parties=[], items=[{"eccn": "5A991", "value_usd": 9000, "origin": "US"}])
    assert now.outcome is Outcome.NO_LICENSE_REQUIRED
    assert any(not each.outcome.clears for each in found)


def test_buying_hangs_on_the_maker_not_on_the_destination(told):
    gear = {
        "eccn": "5A991",
        "description": "Huawei routers",
        "manufacturer": "Huawei Technologies",
        "origin": "foreign",
        "made_in": "CN",
    }
    agency = {"role": "buyer", "name": "US federal agency", "country": "US"}
    bought = {"kind": "procurement", "exporter_country": "CN", "destination": "US", "end_use": "procurement"}
    now, found = told(items=[gear], parties=[agency], **bought)
    assert now.outcome is Outcome.PROHIBITED
    assert (found[0].kind, found[0].outcome) == ("maker", Outcome.NO_LICENSE_REQUIRED)
    assert "destination" not in kinds(found)


def test_no_more_are_told_than_asked_for(told):
    assert len(told(limit=2)[1]) == 2
    assert told(limit=0)[1] == ()


def test_a_counterfactual_is_plain_data(told):
    _, found = told()
    assert set(found[0].as_dict()) == {"kind", "fact", "to", "change", "outcome", "exception", "because"}
