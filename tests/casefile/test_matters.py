"""The rules carry over: other parties, other years, press and official wording."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casefile import matters

from licet.casefile.case import build_case
from licet.casefile.reading import Reading, read_text


def acts(reading: Reading) -> set[tuple[str, str, str | None, frozenset[str]]]:
    return {(e.type, e.status, e.date, frozenset(reading.entity(t).canonical for t in e.target)) for e in reading.sure}


def named(*names: str) -> frozenset[str]:
    return frozenset(names)


def test_a_settlement_in_the_press():
    found = acts(read_text(matters.STORAGE))
    halverson, longwei = "Halverson Storage Holdings plc", "Longwei"
    assert ("penalty", "in_force", "2023-04-19", named(halverson)) in found or (
        "penalty",
        "in_force",
        "2023-04-20",
        named(halverson),
    ) in found
    assert any(kind == "settlement" and halverson in who for kind, _, _, who in found)
    assert any(kind == "export_violation" and longwei in who for kind, _, _, who in found)
    assert ("entity_list_addition", "in_force", "2019", named(longwei)) in found
    assert ("agency_letter", "historical", "2022-10", named(halverson)) in found
    assert ("suspended_denial_order", "in_force", None, named(halverson)) in found


def test_the_speakers_of_the_press():
    reading = read_text(matters.STORAGE)
    assert [reading.entity(q.speaker).canonical for q in reading.quotes] == ["Matthew Axel", "Matthew Axel", "Dave Morley"]


def test_a_renewed_temporary_denial_order_binds_all_respondents_from_its_own_day():
    reading = read_text(matters.RENEWAL)
    assert reading.official
    assert reading.written == date(2020, 11, 24)
    all_three = named("Zarin Airways", "Mahmoud Amiri", "Kerman Aviation")
    assert ("temporary_denial_order", "in_force", "2020-11-24", all_three) in acts(reading)
    assert ("temporary_denial_order", "historical", "2008-03-17", named("Zarin Airways")) in acts(reading)
    assert not any(kind == "export_violation" for kind, *_ in acts(reading)), "an imminent violation has not happened"


def test_a_rule_lists_from_its_effective_date_and_general_law_text_lists_nobody():
    found = acts(read_text(matters.LISTING_RULE))
    assert ("entity_list_addition", "in_force", "2018-10-30", named("Minjiang Integrated Circuit Company, Ltd.")) in found
    assert sum(kind == "entity_list_addition" for kind, *_ in found) == 1


def test_lifted_sanctions_and_the_owner_who_stays_under_them():
    found = acts(read_text(matters.LIFTED))
    assert ("delisting", "in_force", "2019-01-27", named("Arkadia")) in found
    assert any(kind == "designation" and status == "in_force" and who == named("Viktor Selin") for kind, status, _, who in found)


def test_an_ofac_release_designates_those_it_names_and_no_employer():
    found = acts(read_text(matters.DESIGNATION))
    designated = frozenset().union(*(who for kind, *_, who in found if kind == "designation"))
    assert designated == named("Hangzhou Koto Machinery Co., Ltd.", "Raven International Trade Co., Limited", "Yun Xia Yuan")


def test_charges_are_no_conviction_and_a_bill_is_no_ban():
    found = acts(read_text(matters.CHARGES))
    kinds = {(kind, status) for kind, status, *_ in found}
    assert ("indictment", "in_force") in kinds
    assert ("export_violation", "alleged") in kinds
    assert ("not_guilty_plea", "historical") in kinds
    assert ("bill_introduced", "proposed") in kinds
    assert ("executive_order", "proposed") in kinds
    assert "guilty_plea" not in {kind for kind, *_ in found}


@pytest.mark.parametrize(
    ("question", "day", "answer"),
    [
        ("Is the denial order against Longwei in force?", "2019-06-03", "yes"),
        ("Has any relief for Longwei been granted?", "2019-06-03", "no"),
        ("Is the denial order against Longwei in force?", "2019-01-01", "no"),
        ("Is Longwei on the Entity List?", "2019-06-03", "not_established"),
        ("Is the denial order against Longwei in force?", "2030-01-01", "no"),
    ],
)
def test_a_pledge_is_no_relief_and_an_order_runs_for_its_term(question, day, answer):
    case = build_case([read_text(matters.PLEDGE, name="pledge.txt")])
    assert case.ask(question, date.fromisoformat(day)).answer == answer


def test_a_plea_a_bill_and_an_investigation_bind_nobody():
    case = build_case([read_text(matters.CHARGES, name="charges.txt")])
    assert case.ask("Is Longwei sanctioned?", date(2019, 1, 28)).answer == "no"
    assert case.ask("Is the executive order in force?", date(2019, 1, 28)).answer == "no"
