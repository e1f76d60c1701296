"""Part 734: what is subject to the EAR, limb by limb, and what is outside."""

from __future__ import annotations

import pytest

from licet.law.us.ear.item_sets import covered
from licet.law.us.ear.part734_scope import subject_to_the_ear
from licet.proofs import FAILS, HOLDS, UNKNOWN

ANYTHING = {"eccn": "EAR99", "description": "device", "value_usd": 100}


def foreign(eccn="EAR99", **facts):
    return {"eccn": eccn, "origin": "foreign", "made_in": "DE", "value_usd": 1000, "us_content": [], "fdp_facts": "none", **facts}


def test_everything_in_the_united_states_is_subject(inquiry_of):
    scope = subject_to_the_ear(inquiry_of("2024-06-01", items=[{**ANYTHING, "origin": "foreign", "made_in": "DE"}]))
    assert scope.proof.verdict is HOLDS
    assert scope.cites == ("15 CFR 734.3(a)(1)",)


def test_us_origin_is_subject_wherever_it_is(inquiry_of):
    q = inquiry_of("2024-06-01", kind="reexport", exporter_country="FR", items=[{**ANYTHING, "origin": "US"}])
    assert subject_to_the_ear(q).cites[0] == "15 CFR 734.3(a)(2)"


def test_a_wholly_foreign_item_is_not(inquiry_of):
    q = inquiry_of("2024-06-01", kind="reexport", exporter_country="DE", destination="BR", items=[foreign()])
    scope = subject_to_the_ear(q)
    assert scope.proof.verdict is FAILS
    assert scope.values["subject_to_ear"] is False


def test_an_origin_nobody_told_is_asked_about(inquiry_of):
    scope = subject_to_the_ear(inquiry_of("2024-06-01", kind="reexport", exporter_country="DE", items=[ANYTHING]))
    assert scope.proof.verdict is UNKNOWN
    assert next(scope.proof.open_questions()).fact == "items[0].origin"


@pytest.mark.parametrize(
    ("said", "regime"),
    [
        ("ITAR", "ITAR"),
        ("USML Category XI", "ITAR"),
        ("NRC", "NRC"),
        ("DOE, 10 CFR 810", "DOE"),
        ("FMS case", "FMS"),
        ("USPTO", "PTO"),
    ],
)
def test_trap_another_agency_is_named_and_not_taken_for_free(inquiry_of, said, regime):
    scope = subject_to_the_ear(inquiry_of("2024-06-01", items=[{**ANYTHING, "jurisdiction": said}]))
    assert scope.proof.verdict is FAILS
    assert scope.other_regime == regime
    assert scope.cites[0] == "15 CFR 734.3(b)(1)"


def test_jurisdiction_of_the_ear_takes_nothing_out(inquiry_of):
    scope = subject_to_the_ear(inquiry_of("2024-06-01", items=[{**ANYTHING, "jurisdiction": "EAR"}]))
    assert scope.proof.verdict is HOLDS


def test_published_is_not_proprietary(inquiry_of):
    item = {"eccn": "3E001", "description": "confidential process technology", "published": True, "origin": "US"}
    assert subject_to_the_ear(inquiry_of("2024-06-01", destination="CN", items=[item])).proof.verdict is HOLDS


def test_a_commodity_is_not_published(inquiry_of):
    item = {"eccn": "3A001.a.7", "description": "chips from a published design", "origin": "US"}
    assert subject_to_the_ear(inquiry_of("2024-06-01", destination="CN", items=[item])).proof.verdict is HOLDS


def test_a_denial_order_reaches_services(inquiry_of):
    denied = [{"role": "end_user", "name": "a denied person", "country": "CN", "listed_as": "DPL"}]
    q = inquiry_of("2018-04-20", destination="CN", parties=denied, items=[{"eccn": "service", "description": "repair"}])
    assert subject_to_the_ear(q).cites == ("15 CFR 734.5(b)",)


def test_end_to_end_encryption_does_not_cover_keys_that_are_handed_over(inquiry_of):
    item = {"eccn": "3E001", "description": "technology, end-to-end encrypted; keys are given to the customer", "origin": "US"}
    assert subject_to_the_ear(inquiry_of("2024-06-01", items=[item])).proof.verdict is HOLDS


def test_a_move_to_a_territory_is_no_export(inquiry_of):
    scope = subject_to_the_ear(inquiry_of("2024-06-01", destination="PR", items=[{**ANYTHING, "origin": "US"}]))
    assert scope.proof.verdict is FAILS
    assert "15 CFR 734.18(a)(3)" in scope.cites


@pytest.mark.parametrize(
    ("eccn", "patterns", "truth"),
    [
        ("3B001.c.1.a", ["3B001.c"], True),
        ("3B001", ["3B001.c"], None),
        ("3B001.g", ["3B001", "!3B001.g"], False),
        ("3B001", ["3B001", "!3B001.g"], None),
        ("3B001", ["3B001", "~3B001.g"], True),
        ("9D515.a", ["9?515"], True),
        ("EAR99", ["?????"], False),
        ("nonsense", ["*"], True),
        (None, ["3B001"], None),
    ],
)
def test_sets_of_items(eccn, patterns, truth):
    assert covered(eccn, patterns) is truth
