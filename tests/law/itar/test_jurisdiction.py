"""Jurisdiction: the Munitions List comes first, and is not "free to go"."""

import pytest

from licet.decisions import Outcome
from licet.law.us.itar.steps import determine


@pytest.mark.parametrize("item", [{"eccn": "USML"}, {"eccn": "EAR99", "jurisdiction": "ITAR"}])
def test_a_defense_article_is_states_and_needs_its_license(inquiry_of, item):
    said = determine(inquiry_of("2024-06-01", destination="NO", items=[item]))
    assert (said.regime, said.outcome) == ("us/itar", Outcome.NOT_SUBJECT)
    assert "15 CFR 734.3(b)(1)" in said.because
    assert any("Department of State" in text for text in said.values["conditions"])


def test_state_refuses_some_places(inquiry_of):
    said = determine(inquiry_of("2024-06-01", destination="CN", items=[{"eccn": "USML"}]))
    assert (said.outcome, said.because[0]) == (Outcome.PROHIBITED, "22 CFR 126.1(d)(1)")


def test_places_with_stated_exceptions_carry_a_condition(inquiry_of):
    said = determine(inquiry_of("2024-06-01", destination="NI", items=[{"eccn": "USML"}]))
    assert said.outcome is Outcome.NOT_SUBJECT
    assert any("126.1(d)(2)" in text for text in said.values["conditions"])


def test_everything_else_is_not_its_business(inquiry_of):
    assert determine(inquiry_of("2024-06-01", items=[{"eccn": "9A610.a"}])) is None
