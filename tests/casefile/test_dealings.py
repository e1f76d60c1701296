"""Bills, votes, talks, duties, rules and bans told in further orders and voices, and what is none of them."""

from __future__ import annotations

from datetime import date

import pytest

from licet.casefile.reading import Reading, read_text

WRITTEN = date(2019, 6, 12)  # a Wednesday
TOLD = [
    ("tariff", "Brussels doubled the levy on Turkish steel on Monday.", "in_force", "2019-06-10", ["Turkey"]),
    ("tariff_removal", "The duty on Turkish steel will fall on July 1.", "announced", "2019-07-01", ["Turkey"]),
    ("legislative_vote", "On Monday senators threw out an amendment that would bar Kestrel Chips Inc.", "historical", "2019-06-10", ["Kestrel Chips"]),
    ("bill_introduced", "Two senators unveiled a bill on Monday to keep Kestrel Chips Inc. out of federal contracts.", "proposed", "2019-06-10", ["Kestrel Chips"]),
    ("rulemaking", "The ministry proposed a rule on Monday that would limit exports of lasers.", "proposed", "2019-06-10", []),
    ("trade_talks", "The trade talks in Geneva broke down on Monday.", "historical", "2019-06-10", []),
    ("procurement_ban", "Federal contractors are forbidden to use cameras made by Kestrel Chips Inc.", "in_force", None, ["Kestrel Chips"]),
    ("procurement_ban", "Agencies have been barred since 2018 from buying routers made by Kestrel Chips Inc.", "in_force", "2018", ["Kestrel Chips"]),
    ("transaction_prohibition", "Americans may no longer trade in shares of Kestrel Chips Inc.", "in_force", None, ["Kestrel Chips"]),
    ("sales_ban", "Imports of phones made by Kestrel Chips Inc. were prohibited on Monday.", "in_force", "2019-06-10", ["Kestrel Chips"]),
    ("directive", "The president told the Treasury Department on Monday to draw up a plan.", "announced", "2019-06-10", ["Treasury"]),
    ("relief_pledge", '"We will lift all sanctions on Sudan," the president told reporters on Monday.', "announced", "2019-06-10", ["Sudan"]),
    ("executive_order", "The ban rests on an executive order that President Donald Trump signed on Monday.", "in_force", "2019-06-10", []),
]  # fmt: skip
NOT_TOLD = [
    "The two partners began talks on a factory last year, and the union rejected an agreement on Friday.",
    "A museum has banned photography. The rule takes effect on Saturday.",
    "The minister raised the new duties in a call with a reader.",
    "Kestrel Chips Inc. signed a deal with a retailer and cut prices.",
]


def read(words: str) -> Reading:
    reading = read_text("A report\n\n" + words + "\n")
    reading.about(WRITTEN, "stated")
    return reading


@pytest.mark.parametrize(("kind", "words", "status", "day", "targets"), TOLD, ids=[words for _, words, _, _, _ in TOLD])
def test_a_dealing_is_read_in_any_order_and_voice(kind, words, status, day, targets):
    reading = read(words)
    found = [e for e in reading.sure if e.type == kind]
    assert [(e.status, e.date) for e in found] == [(status, day)]
    named = [reading.entity(t).canonical for t in found[0].target]
    assert len(named) == len(targets)
    assert all(any(want in name for name in named) for want in targets)


@pytest.mark.parametrize("words", NOT_TOLD)
def test_the_business_of_firms_is_no_dealing_of_states(words):
    assert read(words).sure == []


def test_what_a_bill_would_do_is_not_done():
    reading = read("The Senate on Monday passed a bill to bar Kestrel Chips Inc. from government devices.")
    assert [e.type for e in reading.sure] == ["legislative_vote"]


DATES = [
    ("It peaked in the third quarter of 2018.", "2018-07/2018-09"),
    ("It was listed in May of last year.", "2018-05"),
    ("Done at Brussels, 25.02.2019.", "2019-02-25"),
    ("The notice is of 2018年12月5日.", "2018-12-05"),
    ("Ministers met on June 7-8 in Fukuoka.", "2019-06-07/2019-06-08"),
    ("Between on or about March 4, 2017, and on or about June 30, 2018, it sold parts.", "2017-03-04/2018-06-30"),
    ("He is scheduled to be sentenced on December 9.", "2019-12-09"),
    ("The ban starts on Monday.", "2019-06-17"),
]


@pytest.mark.parametrize(("words", "value"), DATES)
def test_a_date_is_read_in_many_forms(words, value):
    assert [d.value for d in read(words).dates] == [value]


def test_firms_are_known_by_form_list_and_what_befalls_them():
    words = (
        "Corvane was fined $5 million. Chipmakers such as Novasil, Arcenta and Talvik Weida fell. Nordhavn Shipping A/S paid. "
        "Meridian S.p.A. did not. Tariffs were added to the list. Jane Roe, 52, of Fairfax, is a lawyer. Mr. Volkov left."
    )
    named = {(e.type, e.canonical) for e in read(words).parties.entities}
    firms = {name for kind, name in named if kind == "company"}
    wanted = {"Corvane", "Novasil", "Arcenta", "Talvik Weida", "Nordhavn Shipping A/S", "Meridian S.p.A"}
    assert wanted <= {name.rstrip(".") for name in firms}
    assert firms.isdisjoint({"Tariffs", "Fairfax"})
    assert ("person", "Volkov") in named
