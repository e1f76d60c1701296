"""The seven periods of the ZTE matter, and what stood beside it."""

from datetime import date
from pathlib import Path

import pytest

from licet.api import decide
from licet.intake import read_transactions, transaction_from
from licet.workspace import Workspace

EXAMPLES = Path(__file__).parents[2] / "examples/zte"


@pytest.fixture(scope="module")
def workspace():
    return Workspace(shipped_only=True)


def order(day: str, **changes):
    base = {
        "id": "order", "kind": "export", "as_of": day, "exporter_country": "US", "destination": "CN", "end_use": "civil",
        "parties": [{"role": "purchaser", "name": "ZTE Corporation", "country": "CN"}],
        "items": [{"id": "1", "eccn": "5A991", "value_usd": 1000, "origin": "US"}],
    }  # fmt: skip
    return transaction_from({**base, **changes})


PERIODS = [
    ("2016-03-07", "no_license_required", None),
    ("2016-03-08", "license_required", "81 FR 12004"),
    ("2016-03-23", "license_required", "81 FR 12004"),
    ("2016-03-24", "no_license_required", "81 FR 15633"),
    ("2017-03-28", "no_license_required", "82 FR 11505"),
    ("2017-03-29", "no_license_required", "82 FR 15458"),
    ("2018-04-14", "no_license_required", "82 FR 15458"),
    ("2018-04-15", "prohibited", "83 FR 17644"),
    ("2018-05-14", "prohibited", "83 FR 17644"),
    ("2018-07-01", "prohibited", "83 FR 17644"),
    ("2018-07-02", "prohibited", "83 FR 17644"),
    ("2018-07-12", "prohibited", "83 FR 17644"),
    ("2018-07-13", "no_license_required", "83 FR 34825"),
    ("2026-11-22", "no_license_required", "83 FR 34825"),
]


@pytest.mark.parametrize("eccn", ["5A991", "EAR99"])
@pytest.mark.parametrize(("day", "outcome", "cite"), PERIODS)
def test_each_day_has_its_answer_and_its_notice(workspace, day, outcome, cite, eccn):
    found = decide(order(day, items=[{"eccn": eccn, "value_usd": 1000, "origin": "US"}]), workspace)
    assert found.outcome.value == outcome
    assert cite is None or cite in found.because


def test_the_example_files_tell_the_same_story(workspace):
    words = [decide(tx, workspace).outcome.value for path in sorted(EXAMPLES.glob("period-*.yaml")) for tx in read_transactions(path)]
    nlr = "no_license_required"
    assert words == [nlr, "license_required", nlr, nlr, "prohibited", "prohibited", nlr]


def test_the_sisters_need_a_license_throughout(workspace):
    for name in ("eight-star.yaml", "parsian.yaml"):
        found = {decide(tx, workspace).outcome.value for tx in read_transactions(EXAMPLES / name)}
        assert found == {"license_required"}, name


def test_the_authorization_of_july_covers_only_its_classes(workspace):
    support = order("2018-07-10", end_use="support of existing phones: security updates")
    new = order("2018-07-10", end_use="parts for a new handset model")
    assert decide(support, workspace).outcome.value == "no_license_required"
    assert decide(support, workspace).values["authority"] == "limited authorisation under the denial order"
    assert decide(new, workspace).outcome.value == "prohibited"
    early = order("2018-06-30", end_use="support of existing phones: security updates")
    assert decide(early, workspace).outcome.value == "prohibited"


def test_on_what_was_known_the_day_before_the_order_was_not_prohibited(workspace):
    found = decide(order("2018-04-20"), workspace, known_at=date(2018, 4, 14))
    assert found.outcome.value == "no_license_required"
    assert any("Known later" in note and "83 FR 17644" in note for note in found.notes)


def test_the_order_does_not_reach_what_is_outside_the_ear(workspace):
    foreign = [{"eccn": "foreign-only", "origin": "foreign", "made_in": "DE", "value_usd": 5000, "us_content": [], "fdp_facts": "none"}]
    found = decide(order("2018-04-20", kind="reexport", exporter_country="DE", items=foreign), workspace)
    assert found.outcome.value == "not_subject"


@pytest.mark.parametrize("name", ["Lotus River Provincial Telecom", "China Unicom Guangdong", "Guangzhou Metro Equipment Co., Ltd."])
def test_an_unrelated_carrier_is_free(workspace, name):
    found = decide(order("2018-04-20", parties=[{"role": "end_user", "name": name, "country": "CN"}]), workspace)
    assert found.outcome.value == "no_license_required"
    assert found.screenings[0]["status"] == "clear"
    assert found.screenings[0]["searched"]


@pytest.mark.parametrize("name", ["ZTE", "ZTE Corp.", "Zhongxing Telecommunications Equipment Corp", "中兴通讯股份有限公司", "ZTE CORPORATION"])
def test_the_company_is_found_under_its_names(workspace, name):
    found = decide(order("2018-05-14", parties=[{"role": "end_user", "name": name, "country": "CN"}]), workspace)
    assert found.outcome.value == "prohibited"


def test_a_name_that_only_may_be_the_company_is_put_to_a_person(workspace):
    found = decide(order("2018-05-14", parties=[{"role": "end_user", "name": "ZTE Corporation", "country": "BR"}]), workspace)
    assert found.outcome.value == "review"
    asked = next(q for q in found.questions if q.fact == "parties[0].listed_as")
    assert set(asked.could_become) == {"prohibited", "no_license_required"}


def test_a_persons_answer_settles_it_either_way(workspace):
    doubtful = {"role": "end_user", "name": "ZTE Corporation", "country": "BR"}
    for answer, outcome in (("same", "prohibited"), ("different", "no_license_required")):
        found = decide(order("2018-05-14", parties=[doubtful], answers={"parties[0].listed_as": answer}), workspace)
        assert found.outcome.value == outcome


@pytest.mark.parametrize(
    ("name", "listings"),
    [("ZTE Kangxun Telecommunications Ltd.", ["us_bis_dpl/zte-kangxun"]), ("ZTE Marlow Telecommunications Ltd.", ["us_bis_dpl/zte-corporation"])],
)
def test_a_firm_of_the_group_is_asked_about_unless_it_stands_on_the_list_itself(workspace, name, listings):
    decision = decide(order("2018-05-14", parties=[{"role": "purchaser", "name": name, "country": "CN"}]), workspace)
    assert [each["listing"] for each in decision.screenings[0]["results"]] == listings
