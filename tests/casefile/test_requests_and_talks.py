"""Requests for relief, talks, deals, votes and rules as the press words them; ordinary prose beside them yields nothing."""

from __future__ import annotations

import pytest

from licet.casefile.reading import read_text

OPENING = "WASHINGTON, June 13, 2024 (Newswire) - "
TOLD = [
    ("Ostrand Robotics wrote to the Treasury Department on June 3 asking for a waiver.", "relief_request", "historical"),
    ("Corvane Telecom said it would ask the Commerce Department to reconsider.", "relief_request", "announced"),
    ("The two presidents are to meet in Lima next month.", "trade_talks", "announced"),
    ("No date was set for the next round of talks.", "trade_talks", "denied"),
    ("Japan agreed to buy more U.S. corn.", "trade_deal", "announced"),
    ("An attempt to block the sale failed in the Senate on Wednesday, two votes short.", "legislative_vote", "historical"),
    ("Senator Ana Ruiz said she would introduce legislation to strip offenders of their licenses.", "bill_introduced", "announced"),
    ("The order will bar any purchase of Corvane Telecom's shares by Americans.", "transaction_prohibition", "announced"),
    ("Commerce extended its rules to any chip made with American tools.", "rule_amendment", "in_force"),
    ("The foreign ministry summoned the Dutch ambassador on Tuesday.", "diplomatic_contact", "historical"),
]
INNOCENT = [
    "She asked the waiter to bring the bill.",
    "The chairman wrote to shareholders on May 2 asking for patience.",
    "The union asked the company to drop the plan.",
    "The judge summoned the jurors on Monday.",
]


@pytest.mark.parametrize(("sentence", "kind", "status"), TOLD)
def test_a_sentence_of_the_press_is_read(sentence: str, kind: str, status: str) -> None:
    assert (kind, status) in {(e.type, e.status) for e in read_text(OPENING + sentence, name="press.txt").sure}


@pytest.mark.parametrize("sentence", INNOCENT)
def test_ordinary_prose_tells_of_no_act(sentence: str) -> None:
    assert not read_text(OPENING + sentence, name="press.txt").sure


def test_a_firm_asks_the_office_that_listed_it() -> None:
    text = OPENING + "The Commerce Department added Pellan Chips to the Entity List in May. Pellan Chips applied to be removed."
    reading = read_text(text, name="press.txt")
    asked = [e for e in reading.sure if e.type == "relief_request"]
    assert [[reading.entity(t).canonical for t in e.target] for e in asked] == [["U.S. Department of Commerce"]]
