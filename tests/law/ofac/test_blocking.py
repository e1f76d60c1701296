"""Blocked parties: designation, the 50 Percent Rule, who is bound."""

from dataclasses import replace
from datetime import date

import pytest

from licet.decisions import Outcome
from licet.errors import ManyProblems
from licet.law.inquiry import Standing
from licet.law.us.ofac.steps import determine
from licet.transactions import Participant, Role

GOODS = [{"eccn": "EAR99", "description": "goods", "value_usd": 3000, "origin": "US"}]


@pytest.fixture
def sale(inquiry_of):
    """A US sale to a buyer in the Emirates."""

    def build(on="2026-07-01", seller="US", **party):
        buyer = {"role": "end_user", "name": "Buyer", "country": "AE", **party}
        return inquiry_of(on, destination="AE", exporter_country=seller, items=GOODS, parties=[buyer])

    return build


def test_a_designated_buyer_is_closed_to_us_persons_under_its_program(sale):
    said = determine(sale(listed_as="SDN:NPWMD"))
    assert (said.outcome, said.values["blocked"]) == (Outcome.PROHIBITED, True)
    assert "31 CFR part 544" in said.because


def test_a_program_nobody_told_us_of_still_blocks(sale):
    said = determine(sale(listed_as="SDN:SOMETHING-NEW"))
    assert said.outcome is Outcome.PROHIBITED
    assert said.because == ("31 CFR chapter V",)


def test_a_foreign_seller_is_asked_whether_a_us_person_takes_part(sale):
    said = determine(sale(seller="DE", listed_as="SDN:SDGT"))
    assert said.outcome is Outcome.REVIEW
    assert [question.fact for question in said.questions] == ["us_person_involved"]


def test_a_possible_match_is_a_question_never_a_pass(sale):
    party = Participant(role=Role.END_USER, name="Buyer", country="AE")
    q = sale()
    maybe = Standing(index=0, party=party, list="SDN", established=False, score=0.82, programs=("SDGT",))
    said = determine(replace(q, standings=(maybe,)))
    assert said.outcome is Outcome.REVIEW
    assert said.questions[0].fact == "parties[0].listed_as"


@pytest.mark.parametrize(
    ("graph", "outcome"),
    [
        ([["X", "Buyer", 50]], Outcome.PROHIBITED),
        ([["X", "H", 50], ["H", "Buyer", 50]], Outcome.PROHIBITED),
        ([["X", "Buyer", "49.9"]], Outcome.NO_LICENSE_REQUIRED),
        ([["X", "Buyer", 30], ["X", "Buyer", "control"]], Outcome.NO_LICENSE_REQUIRED),
    ],
)
def test_ownership_decides_and_control_does_not(sale, graph, outcome):
    said = determine(sale(ownership_graph=graph))
    assert (said.outcome, said.because[0]) == (outcome, "OFAC 50 Percent Rule")
    assert said.values["red_flag"] is True


def test_blocked_persons_x_and_y_are_added(sale):
    assert determine(sale(ownership_graph=[["X", "Buyer", 25], ["Y", "Buyer", 25]])).outcome is Outcome.PROHIBITED


def test_a_top_owner_nobody_screened_is_a_question_when_it_could_matter(sale):
    assert determine(sale(ownership_graph=[["P", "Buyer", 60]])).outcome is Outcome.REVIEW
    assert determine(sale(ownership_graph=[["P", "Buyer", 40]])).outcome is Outcome.NO_LICENSE_REQUIRED


@pytest.mark.parametrize(
    "graph",
    [
        [["A", "Buyer", 60], ["Buyer", "A", 60]],
        [["X", "Buyer", 10], ["A", "B", 60], ["B", "A", 60], ["A", "Buyer", 20]],
    ],
)
def test_a_circle_of_owners_is_asked_about_and_the_answer_settles_it(sale, graph):
    asked = determine(sale(ownership_graph=graph))
    assert asked.outcome is Outcome.REVIEW
    assert [question.fact for question in asked.questions] == ["parties[0].ownership_graph"]
    q = sale(ownership_graph=graph)
    answered = replace(q, tx=replace(q.tx, answers=(("parties[0].ownership_graph", "no"),)))
    assert determine(answered).outcome is Outcome.NO_LICENSE_REQUIRED


def test_a_node_that_screening_found_counts_with_its_share(sale):
    q = sale(ownership_graph=[["Blocked Group", "Holding", 50], ["Holding", "Buyer", 50]])
    tied = Standing(index=0, party=q.tx.parties[0], list="SDN", through=("Blocked Group",))
    assert determine(replace(q, standings=(tied,))).outcome is Outcome.PROHIBITED
    assert determine(replace(q, standings=(replace(tied, established=False),))).outcome is Outcome.REVIEW


def test_an_owner_whose_share_is_unknown_is_a_question(sale):
    said = determine(sale(owners=[{"name": "Blocked Holding", "list": "SDN:SDGT"}]))
    assert said.outcome is Outcome.REVIEW
    assert said.questions[0].fact == "parties[0].owners"


def test_shares_of_two_blocked_owners_add_up_only_since_2014_08_13(sale):
    owners = [{"name": "P", "list": "SDN:SDGT", "pct": 30}, {"name": "Q", "list": "SDN:NPWMD", "pct": 25}]
    assert determine(sale(on="2014-08-12", owners=owners)).outcome is Outcome.NO_LICENSE_REQUIRED
    assert determine(sale(on="2014-08-13", owners=owners)).outcome is Outcome.PROHIBITED


def test_entity_list_owners_are_none_of_ofacs_business(sale):
    assert determine(sale(owners=[{"name": "P", "list": "EL", "pct": 60}])) is None


def test_owners_of_more_than_everything_are_an_error(sale):
    q = sale(owners=[{"name": "P", "list": "SDN:SDGT", "pct": 60}])
    party = q.tx.parties[0]
    twice = type(party)(name="Buyer", country="AE", role=Role.END_USER, owners=party.owners * 2)
    tx = type(q.tx)(parties=(twice,), items=q.tx.items, exporter_country="US", destination="AE", as_of=date(2026, 7, 1))
    with pytest.raises(ManyProblems, match="120 percent"):
        determine(replace(q, tx=tx))


def test_a_blocked_parent_found_by_screening_asks_for_its_share(sale):
    q = sale(parent="Blocked Group")
    tied = Standing(index=0, party=q.tx.parties[0], list="SDN", through=("Blocked Group",))
    said = determine(replace(q, standings=(tied,)))
    assert (said.outcome, said.values["blocked"]) == (Outcome.REVIEW, False)


def test_a_small_stake_of_a_blocked_owner_found_by_screening_blocks_nobody(sale):
    q = sale(owners=[{"name": "Blocked Group", "list": "SDN", "pct": 10}])
    tied = Standing(index=0, party=q.tx.parties[0], list="SDN", through=("Blocked Group",))
    said = determine(replace(q, standings=(tied,)))
    assert said.outcome is Outcome.NO_LICENSE_REQUIRED


def test_a_securities_listing_is_no_export_rule(sale):
    q = sale()
    listed = Standing(index=0, party=q.tx.parties[0], list="us_ofac_cons", programs=("CMIC-EO13959",))
    said = determine(replace(q, standings=(listed,)))
    assert (said.outcome, said.because) == (Outcome.NOT_SUBJECT, ("31 CFR part 586",))


def test_an_ofac_license_within_its_terms_lets_it_go(inquiry_of):
    buyer = {"role": "end_user", "name": "Buyer", "country": "AE", "listed_as": "SDN:SDGT"}
    held = {"number": "SDGT-1", "authority": "OFAC", "destinations": ["AE"], "parties": ["Buyer"], "end": "2026-12-31"}

    def said(**terms):
        q = inquiry_of("2026-07-01", destination="AE", items=GOODS, parties=[buyer], licenses=[held | terms])
        return determine(q)

    assert (said().outcome, said().values["authority"]) == (Outcome.EXCEPTION_AVAILABLE, "OFAC license SDGT-1")
    assert said(end="2026-06-30").outcome is Outcome.PROHIBITED
    assert said(parties=["Somebody else"]).outcome is Outcome.PROHIBITED
    assert said(value_usd=2999).outcome is Outcome.PROHIBITED
