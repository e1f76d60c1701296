"""Finding an exception: which is taken, what it takes to count, what is said when none does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from licet.decisions import Requirement
from licet.errors import UnknownName
from licet.facts import AsOf
from licet.law.law import Law
from licet.law.pack import load_pack
from licet.law.us.ear.part740_exceptions import EXCEPTIONS, explain, find, papers, possible
from licet.law.us.ear.part740_exceptions.explain import status
from licet.law.us.ear.part740_exceptions.license_exception import PACKS, opens, reason_of
from licet.proofs import FAILS, HOLDS, UNKNOWN, condition


def required(reason: str = "NS 2", family: str = "chart", **terms) -> Requirement:
    verdict = terms.pop("applies", True)
    return Requirement(reason=reason, family=family, proof=condition(reason, verdict), cites=terms.pop("cites", ()), **terms)


NS = required()


def test_an_exception_must_answer_every_requirement(inquiry_of):
    chips = inquiry_of("2026-07-01", destination="TW", items=[{"eccn": "3A001.a.7", "value_usd": 90000}])
    assert find(chips, (NS,)).symbol == "GBS"
    assert find(chips, (NS, required("RS 1"))).symbol is None


def test_a_requirement_that_only_may_apply_must_be_answered_too(inquiry_of):
    chips = inquiry_of("2026-07-01", destination="TW", items=[{"eccn": "3A001.a.7", "value_usd": 90000}])
    assert find(chips, (NS, required("RS 1", applies=None))).symbol is None


def test_a_requirement_found_not_to_apply_is_no_matter(inquiry_of):
    chips = inquiry_of("2026-07-01", destination="TW", items=[{"eccn": "3A001.a.7", "value_usd": 90000}])
    assert find(chips, (NS, required("RS 1", applies=False))).symbol == "GBS"


def test_without_a_requirement_there_is_nothing_to_answer(inquiry_of):
    chips = inquiry_of("2026-07-01", destination="TW", items=[{"eccn": "3A001.a.7", "value_usd": 90000}])
    with pytest.raises(ValueError, match="there are none"):
        find(chips, ())


def test_of_two_that_serve_the_one_with_fewer_conditions_is_taken(inquiry_of):
    chips = inquiry_of("2026-07-01", destination="TW", items=[{"eccn": "3A001.a.7", "value_usd": 4000}])
    assert find(chips, (NS,)).symbol == "GBS"


def test_the_exception_that_the_facts_name_goes_first(inquiry_of):
    module = {"eccn": "3A002.a", "value_usd": 2000, "one_for_one": True, "original_lawfully_exported": True}
    assert find(inquiry_of("2026-07-01", destination="BR", items=[module]), (NS,)).symbol == "RPL"


def test_a_requirement_that_names_the_open_limbs_decides_by_them(inquiry_of):
    module = {"eccn": "3A002.a", "value_usd": 2000, "one_for_one": True, "original_lawfully_exported": True}
    q = inquiry_of("2026-07-01", destination="BR", items=[module])
    military = required("744.21", "end_user", exceptions_open=frozenset({"GOV(b)(2)(ii)"}))
    listed = required("Entity List", "end_user", exceptions_open=frozenset())
    opened = required("Entity List", "end_user", exceptions_open=frozenset({"740.10"}))
    assert find(q, (NS, military)).symbol is None
    assert find(q, (NS, listed)).symbol is None
    assert find(q, (NS, opened)).symbol == "RPL"


def test_help_by_a_us_person_has_no_exception(inquiry_of):
    module = {"eccn": "3A002.a", "value_usd": 2000, "one_for_one": True, "original_lawfully_exported": True}
    q = inquiry_of("2026-07-01", destination="BR", items=[module])
    assert find(q, (NS, required("744.6(b)", "us_person"))).symbol is None


def test_a_un_arms_embargo_leaves_gov_alone(inquiry_of):
    module = {"eccn": "3A002.a", "value_usd": 2000, "one_for_one": True, "original_lawfully_exported": True}
    q = inquiry_of("2026-07-01", destination="SO", items=[module])
    assert find(q, (required("UN", "embargo", cites=("15 CFR 746.1(b)",)),)).symbol is None


def test_when_nothing_answers_the_near_misses_are_cited(inquiry_of):
    q = inquiry_of("2026-07-01", destination="BR", items=[{"eccn": "3A002.a", "value_usd": 40000}])
    answered = find(q, (NS,))
    assert answered.symbol is None
    assert answered.proof.verdict is FAILS
    assert "15 CFR 740.3(b)" in answered.cites
    assert not answered.undecided


def test_what_is_only_possible_is_listed_with_its_question(inquiry_of):
    q = inquiry_of("2026-07-01", destination="BR", items=[{"eccn": "3A002.a", "value_usd": 40000}])
    facts = {question.fact for question in possible(q, (NS,))}
    assert {"License Exception RPL(a)", "License Exception TMP(a)(5)"} <= facts
    assert "License Exception SPP" not in facts


def test_a_claimed_exception_that_hangs_on_a_fact_is_undecided(inquiry_of):
    q = inquiry_of("2026-07-01", destination="BR", items=[{"eccn": "3A002.a", "value_usd": 40000, "one_for_one": True}])
    answered = find(q, (NS,))
    assert answered.undecided == ("RPL(a)",)
    assert answered.proof.verdict is UNKNOWN
    assert [question.fact for question in answered.questions] == ["items[0].original_lawfully_exported"]


def test_an_answer_given_by_a_person_settles_it(inquiry_of):
    items = [{"eccn": "3A002.a", "value_usd": 40000, "one_for_one": True}]
    answers = {"items[0].original_lawfully_exported": "yes"}
    assert find(inquiry_of("2026-07-01", destination="BR", items=items, answers=answers), (NS,)).symbol == "RPL"


def test_conditions_are_what_the_user_undertakes(inquiry_of):
    q = inquiry_of("2026-07-01", destination="BR", items=[{"eccn": "3A002.a", "value_usd": 3000}])
    answered = find(q, (NS,))
    assert answered.symbol == "LVS"
    assert len(answered.conditions) == 2
    assert all(part.verdict is HOLDS for part in answered.proof.because)


@pytest.mark.parametrize("exception", EXCEPTIONS, ids=lambda each: each.symbol)
def test_each_exception_is_in_force_from_its_first_day_and_not_the_day_before(exception):
    values = load_pack(exception.pack)["life"].values
    for value in values:
        start = value.valid.start
        assert start is not None
        law = Law(AsOf.on(start, max(start, value.known)))
        assert status(exception, law) == ("in force" if value.value else "ended")
    first = values[0].valid.start
    assert first is not None
    assert status(exception, Law(AsOf.on(first - timedelta(days=1)))) == "not yet in force"


@pytest.mark.parametrize("exception", EXCEPTIONS, ids=lambda each: each.symbol)
def test_each_exception_explains_itself_in_full(exception):
    law = Law(AsOf.on(date(2026, 9, 1)))
    told = explain(exception.symbol.lower(), law)
    assert told.symbol == exception.symbol
    assert told.title
    assert told.answers
    assert told.needs
    assert told.places
    assert len(told.limbs) == len(exception.limbs)
    assert isinstance(papers(exception.symbol, law), tuple)


@pytest.mark.parametrize("exception", EXCEPTIONS, ids=lambda each: each.symbol)
def test_each_limb_carries_its_symbol_its_section_and_a_question(exception):
    for limb in exception.limbs:
        assert limb.id.split("(")[0] == exception.symbol
        assert limb.cite.startswith(exception.section.split(" (")[0])
        assert limb.asks.endswith("?")
        assert limb.rule.__doc__ or limb.title


def test_the_exceptions_are_each_there_once():
    symbols = [each.symbol for each in EXCEPTIONS]
    assert len(symbols) == len(set(symbols)) == 29


def test_an_unknown_symbol_names_the_nearest():
    with pytest.raises(UnknownName, match="LVX"):
        explain("LVX", Law(AsOf.on(date(2026, 9, 1))))


def test_a_bar_that_closes_an_exception_whole_is_told():
    told = explain("GBS", Law(AsOf.on(date(2026, 9, 1))))
    assert "15 CFR 740.2(a)(17)" in told.closed_by
    assert "15 CFR 740.2(a)(5)" in told.closed_by
    assert "15 CFR 740.2(a)(5)" in explain("RPL", Law(AsOf.on(date(2026, 9, 1)))).open_in_part_under


def test_the_three_that_hang_on_the_diffusion_rule_say_so():
    for symbol in ("AIA", "ACM", "LPP"):
        assert explain(symbol, Law(AsOf.on(date(2025, 5, 12)))).status == "in force"
        assert explain(symbol, Law(AsOf.on(date(2025, 5, 13)))).status == "printed, parent rule not enforced"


def test_openings_are_read_as_rules_write_them():
    assert opens("GOV (b)(2)", "GOV(b)(2)(ii)")
    assert opens("15 CFR 740.11(b)", "GOV(b)(2)(ii)")
    assert opens("740.8", "ACA")
    assert opens("NAC/ACA", "NAC")
    assert not opens("GOV(b)(2)(i)", "GOV(b)(2)(ii)")
    assert not opens("TSU", "TMP(a)(1)")


def test_the_reason_of_a_requirement_is_read_from_its_name_or_its_section():
    assert reason_of(required("NS 2")) == "NS"
    assert reason_of(required("encryption", "prose", cites=("15 CFR 742.15",))) == "EI"
    assert reason_of(required("advanced computing", "prose", cites=("15 CFR 742.6(a)(6)(iii)",))) == "RS"


def test_every_list_of_the_packs_names_known_places():
    """Places are read on the day each list begins: an unknown group would raise."""
    from licet.law.us.ear.part740_exceptions.places import within

    for exception in EXCEPTIONS:
        for name, series in load_pack(f"{PACKS}/{exception.symbol.lower()}").items():
            if "places" in name or name in ("tier_1", "tier_3", "cooperating", "space_station"):
                for value in series.values:
                    assert value.valid.start is not None
                    assert within(tuple(value.value), "BR", max(value.valid.start, date(2010, 1, 1))) in (True, False, None)
