"""Licenses held: each term that keeps a license from answering, and the one that answers."""

from __future__ import annotations

import pytest

from licet.decisions import Requirement
from licet.law.us.ear.licenses_held import held_license
from licet.proofs import FAILS, HOLDS, UNKNOWN, condition

NS = Requirement(reason="NS 2", family="chart", proof=condition("NS 2", True), cites=("15 CFR 742.4",))
IRAN = Requirement(reason="Iran", family="embargo", proof=condition("Iran", True), cites=("15 CFR 746.7",))
OURS = {
    "number": "D1234567", "eccns": ["3A002"], "destinations": ["CN"], "parties": ["Acme (Shanghai) Co., Ltd."],
    "value_usd": 50000, "quantity": 10, "start": "2026-01-01", "end": "2029-12-31",
}  # fmt: skip
ORDER = {
    "destination": "CN",
    "parties": [{"role": "end_user", "name": "ACME (Shanghai) Co Ltd", "country": "CN"}],
    "items": [{"eccn": "3A002.a", "value_usd": 40000, "quantity": 4}],
}


def held(inquiry_of, on: str = "2026-07-01", requirement: Requirement = NS, order=None, **terms):
    return held_license(inquiry_of(on, **(order or ORDER), licenses=[{**OURS, **terms}]), (requirement,))


def test_a_license_answers_within_its_terms(inquiry_of):
    proof = held(inquiry_of)
    assert proof.verdict is HOLDS
    assert "D1234567" in proof.claim


def test_no_license_held_is_no_answer(inquiry_of):
    assert held_license(inquiry_of("2026-07-01", **ORDER), (NS,)) is None


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({"eccns": ["3A001"]}, "covers 3A002.a"),
        ({"eccns": ["3A002.h"]}, "covers 3A002.a"),
        ({"destinations": ["IN"]}, "destination"),
        ({"parties": ["Somebody Else"]}, "parties"),
        ({"value_usd": 39999}, "value"),
        ({"quantity": 3}, "quantity"),
        ({"end": "2026-06-30"}, "may be used"),
        ({"start": "2026-07-02"}, "may be used"),
        ({"authority": "OFAC"}, "may license"),
    ],
)
def test_a_license_that_does_not_fit_says_why(inquiry_of, terms, says):
    proof = held(inquiry_of, **terms)
    assert proof.verdict is FAILS
    (why,) = [part for part in proof.because if part.verdict is FAILS]
    assert says in why.claim
    assert why.cite == "15 CFR 750.7" or why.cite.startswith("15 CFR 750.7(")


def test_it_may_be_used_on_its_last_day_and_not_the_day_after(inquiry_of):
    assert held(inquiry_of, "2029-12-31").verdict is HOLDS
    assert held(inquiry_of, "2030-01-01").verdict is FAILS


def test_a_license_without_an_expiry_is_asked_about(inquiry_of):
    terms = {key: value for key, value in OURS.items() if key != "end"}
    proof = held_license(inquiry_of("2026-07-01", **ORDER, licenses=[terms]), (NS,))
    assert proof.verdict is UNKNOWN
    assert "expire" in next(proof.open_questions()).asks


def test_a_missing_value_is_asked_about(inquiry_of):
    order = {**ORDER, "items": [{"eccn": "3A002.a", "quantity": 4}]}
    assert held(inquiry_of, order=order).verdict is UNKNOWN


def test_two_lines_of_the_licensed_items_are_added_up(inquiry_of):
    lines = [
        {"id": "a", "eccn": "3A002.a", "value_usd": 30000, "quantity": 1},
        {"id": "b", "eccn": "3A002.c", "value_usd": 30000, "quantity": 1},
    ]
    assert held(inquiry_of, order={**ORDER, "items": lines}).verdict is FAILS


def test_the_license_that_covers_is_taken_over_one_that_does_not(inquiry_of):
    other = {**OURS, "number": "D0000001", "destinations": ["IN"]}
    proof = held_license(inquiry_of("2026-07-01", **ORDER, licenses=[other, OURS]), (NS,))
    assert proof.verdict is HOLDS


def test_an_ofac_license_stands_for_bis_where_the_rule_lets_it(inquiry_of):
    order = {**ORDER, "destination": "IR"}
    assert held(inquiry_of, requirement=IRAN, order=order, destinations=["IR"], authority="OFAC").verdict is HOLDS
    assert held(inquiry_of, requirement=NS, order=order, destinations=["IR"], authority="OFAC").verdict is FAILS
