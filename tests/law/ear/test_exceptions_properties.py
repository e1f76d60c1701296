"""Properties of part 740: a stricter fact, a further requirement or a fact taken away never opens an exception."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licet.decisions import Requirement
from licet.facts import AsOf
from licet.intake import transaction_from
from licet.law.inquiry import Inquiry, Standing
from licet.law.law import law_as_of
from licet.law.us.ear.part740_exceptions import EXCEPTIONS, find
from licet.law.words import read_words
from licet.proofs import HOLDS, condition

QUICK = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ECCNS = [
    "3A002.a",
    "3A001.a.7",
    "5A002.a",
    "5D002",
    "5E002",
    "3E004",
    "4A003.b",
    "7A103",
    "3A090.a",
    "9A610.x",
    "3A611.x",
    "EAR99",
    "5A992.c",
    "2E201",
    "1C350.b",
]
FACTS = {
    "one_for_one": st.booleans(),
    "original_lawfully_exported": st.booleans(),
    "for_lawfully_exported_item": st.booleans(),
    "prior_consignee_statement": st.booleans(),
    "written_assurance_technology": st.booleans(),
    "nac_notified": st.booleans(),
    "datacenter": st.booleans(),
    "classification_obtained": st.booleans(),
    "enc_paragraph": st.sampled_from(["740.17(b)(1)", "740.17(b)(2)(i)(A)", "740.17(b)(3)"]),
}
ITEMS = st.fixed_dictionaries(
    {"eccn": st.sampled_from(ECCNS), "origin": st.just("US")},
    optional={
        **FACTS,
        "value_usd": st.sampled_from([0, 100, 3000, 3001, 40000]),
        "description": st.sampled_from(["operation technology", "gift parcel of clothes", "mobile phones", "a module"]),
    },
)
TRANSACTIONS = st.fixed_dictionaries(
    {
        "destination": st.sampled_from(["BR", "CN", "IN", "SG", "JP", "VN", "CU", "SY", "RU", "IR", "AE", "TW"]),
        "items": st.lists(ITEMS, min_size=1, max_size=1),
    },
    optional={
        "end_use": st.sampled_from(["civil", "tools of trade", "gift", "exhibition", "personal effects", "repair", "military"]),
        "duration_days": st.sampled_from([10, 365, 366, 700]),
        "parties": st.sampled_from(
            [
                [{"role": "end_user", "name": "A company", "country": "BR"}],
                [{"role": "end_user", "name": "Ministry of Health", "country": "SG", "government": True}],
                [{"role": "end_user", "name": "individual relative", "country": "CU"}],
            ]
        ),
        "kind": st.sampled_from(["export", "reexport"]),
    },
)
DAYS = st.sampled_from(
    [date(2016, 1, 5), date(2020, 6, 28), date(2020, 6, 29), date(2024, 2, 1), date(2024, 6, 1), date(2026, 9, 1)]
)
REQUIREMENTS = st.lists(
    st.sampled_from(["NS 1", "NS 2", "RS 1", "MT 1", "CC 1", "EI", "AT 1"]), min_size=1, max_size=3, unique=True
)


def inquiry(given_: dict[str, object], on: date, *standings: Standing) -> Inquiry:
    tx = transaction_from({"kind": "export", "exporter_country": "US", **given_})
    words = read_words(tx.end_use, tx.items[0].description)
    return Inquiry(
        tx=tx, item=tx.items[0], law=law_as_of(AsOf.on(on)), standings=standings, words=words, use=read_words(tx.end_use)
    )


def required(reasons: list[str], applies: bool | None = True) -> tuple[Requirement, ...]:
    return tuple(Requirement(reason=r, family="chart", proof=condition(r, applies), cites=()) for r in reasons)


@QUICK
@given(TRANSACTIONS, DAYS, REQUIREMENTS)
def test_an_answer_always_rests_on_a_proof_that_holds(tx, on, reasons):
    answered = find(inquiry(tx, on), required(reasons))
    assert (answered.symbol is None) == (answered.proof.verdict is not HOLDS)
    assert answered.symbol is None or not answered.undecided


@QUICK
@given(TRANSACTIONS, DAYS, REQUIREMENTS, st.sampled_from(["CB 1", "NP 1", "SI", "744.21"]))
def test_a_further_requirement_never_opens_an_exception(tx, on, reasons, further):
    q = inquiry(tx, on)
    more = (*required(reasons), Requirement(reason=further, family="chart", proof=condition(further, True), cites=()))
    answered = find(q, more)
    if answered.symbol is not None and not (further == "NP 1" and answered.limb == "APR(j)"):
        assert find(q, required(reasons)).symbol is not None


def test_apr_j_is_the_one_limb_that_a_reason_opens():
    """15 CFR 740.16(j) is for items controlled by NP 1: the reason is what the item must have, whatever else it has."""
    q = inquiry({"destination": "BR", "items": [{"eccn": "3A002.a", "origin": "US"}], "end_use": "civil", "kind": "reexport"}, date(2016, 1, 5))
    assert find(q, required(["NS 1"])).symbol is None
    assert find(q, required(["NS 1", "NP 1"])).limb == "APR(j)"


def test_apr_j_sends_no_ns_item_to_d1_from_outside_a1():
    """15 CFR 740.16(j)(1)."""
    given = {"destination": "CN", "exporter_country": "BR", "items": [{"eccn": "3A002.a", "origin": "US"}], "kind": "reexport"}
    q = inquiry(given, date(2016, 1, 5))
    assert find(q, required(["NS 1", "NP 1"])).symbol is None


@QUICK
@given(TRANSACTIONS, DAYS, REQUIREMENTS)
def test_an_entity_listing_without_openings_shuts_every_exception(tx, on, reasons):
    listed = Requirement(
        reason="Entity List", family="end_user", proof=condition("listed", True), cites=(), exceptions_open=frozenset()
    )
    assert find(inquiry(tx, on), (*required(reasons), listed)).symbol is None


@QUICK
@given(TRANSACTIONS, DAYS, REQUIREMENTS)
def test_an_unverified_party_shuts_every_exception(tx, on, reasons):
    with_party = {**tx, "parties": [{"role": "end_user", "name": "A company", "country": "BR"}]}
    q = inquiry(with_party, on)
    listed = inquiry(with_party, on, Standing(index=0, party=q.tx.parties[0], list="UVL"))
    assert find(listed, required(reasons)).symbol is None
    maybe = inquiry(with_party, on, Standing(index=0, party=q.tx.parties[0], list="UVL", established=False))
    assert find(maybe, required(reasons)).symbol is None


@QUICK
@given(TRANSACTIONS, DAYS, REQUIREMENTS)
def test_iran_opens_nothing(tx, on, reasons):
    assert find(inquiry({**tx, "destination": "IR"}, on), required(reasons)).symbol is None


@QUICK
@given(TRANSACTIONS, DAYS, REQUIREMENTS, st.data())
def test_a_fact_of_the_item_taken_away_never_opens_an_exception(tx, on, reasons, data):
    (item,) = tx["items"]
    told = [name for name in FACTS if name in item]
    if not told:
        return
    name = data.draw(st.sampled_from(told))
    without = {**tx, "items": [{k: v for k, v in item.items() if k != name}]}
    opened = find(inquiry(without, on), required(reasons)).symbol
    if opened is not None and item[name] not in (False, True):
        return
    if opened is not None and item[name] is True:
        assert find(inquiry(tx, on), required(reasons)).symbol is not None


@QUICK
@given(TRANSACTIONS, DAYS, REQUIREMENTS)
def test_the_order_of_requirements_does_not_matter(tx, on, reasons):
    q = inquiry(tx, on)
    forward, back = find(q, required(reasons)), find(q, required(reasons[::-1]))
    assert (forward.symbol, forward.limb, forward.conditions) == (back.symbol, back.limb, back.conditions)


@QUICK
@given(TRANSACTIONS, DAYS, REQUIREMENTS)
def test_a_requirement_in_doubt_opens_no_more_than_one_that_is_certain(tx, on, reasons):
    q = inquiry(tx, on)
    assert (find(q, required(reasons, None)).symbol is None) == (find(q, required(reasons)).symbol is None)


@QUICK
@given(TRANSACTIONS, DAYS, REQUIREMENTS)
def test_a_military_user_opens_no_exception_that_a_civil_one_lacks(tx, on, reasons):
    civil = {**tx, "end_use": "civil", "parties": [{"role": "end_user", "name": "A company", "country": "BR"}]}
    military = {
        **civil,
        "end_use": "military",
        "parties": [{"role": "end_user", "name": "A company", "country": "BR", "military": True}],
    }
    opened = find(inquiry(military, on), required(reasons))
    if opened.symbol not in (None, "GOV"):
        assert find(inquiry(civil, on), required(reasons)).symbol is not None


@pytest.mark.parametrize("exception", EXCEPTIONS, ids=lambda each: each.symbol)
def test_no_exception_answers_what_is_asked_of_a_us_person(exception):
    act = Requirement(reason="744.6(b)", family="us_person", proof=condition("744.6(b)", True), cites=())
    assert not any(exception.may_answer(limb, act) for limb in exception.limbs)
