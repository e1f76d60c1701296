"""Figures of one thing in several documents: roundings, conflicts, counts, and what is no difference at all."""

from __future__ import annotations

import pytest

from licet.casefile.case import build_case
from licet.casefile.reading import read_text


def differences(*texts: str) -> list[tuple[str, str]]:
    days = ("May 2, 2024", "May 6, 2024", "May 9, 2024")
    readings = [read_text(f"A report\n\n{day}\n\n{words}\n", name=f"{day[4]}.txt") for day, words in zip(days, texts, strict=False)]
    return [(d["kind"], d["verdict"]) for d in build_case(readings).as_dict()["contradictions"]]


ROUNDED = [("amount", "compatible_rounding")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The goods Bram Optics sold to Iran were valued at $612,400,000.", "Bram Optics sold $610 mln of lenses there."),
        ("Thieves moved coins worth $57 million through Bram Exchange.", "The thieves had stolen $60 million from players."),
        ("Bram Bank moved more than $4.2 billion for its clients in Syria.", "About $4 billion passed through New York this way."),
        ("The bidders would pay $2.97 billion into a fund for schools.", "And what became of the $3 billion?"),
    ],
)
def test_a_round_sum_is_the_exact_one(one, other):
    assert differences(one, other) == ROUNDED


def test_sums_of_other_things_are_no_roundings():
    fined = "Bram Optics was fined $4.2 million."
    assert differences(fined, "A reward of $4 million was offered for a fugitive banker.") == []
    assert differences(fined, "Bram Optics was fined $4.2 million and had revenue of $4 million.") == []


def test_a_charge_put_at_two_sums():
    one = "Bram Optics took a charge of $2.2 billion in April."
    assert differences(one, "Bram Optics wrote off $2.9 billion of stock in April.") == [("amount", "unresolved")]
    assert differences(one, "Bram Optics wrote off $2.9 billion, of which it took $2.2 billion as a charge in April.") == []


def test_heads_ships_and_users_are_counted():
    staff = "Bram Optics employs 8,200 people in Leiden."
    assert differences(staff, "Bram Optics has 9,100 workers.") == [("quantity", "unresolved")]
    assert differences(staff, "Bram Optics, with about 8,000 staff, makes lenses.") == [("quantity", "compatible_rounding")]
    assert differences(staff, "Bram Optics has 2,100 workers in Ghent.") == []
    ships = differences("Bram Shipping manages a fleet of 31 tankers.", "Bram Shipping manages 34 tankers, brokers said.")
    assert ships == [("quantity", "unresolved")]
    users = differences(
        "Chirp is an app with 80 million users.", "The app has about 95 million users.", "Chirp has 80 million users."
    )
    assert users == [("quantity", "unresolved")]


def test_shares_of_a_market_and_small_fleets():
    one = "Bram Robotics controls 54 percent of the world market for drones."
    assert differences(one, "Bram Robotics has 70 percent of the market for drones.") == [("quantity", "unresolved")]
    assert differences(one, "Bram Robotics was hit by a tariff of 70 percent.") == []
    fleet = "Bram Shipping manages fourteen tankers that carry oil."
    assert differences(fleet, "Bram Shipping manages 16 tankers, brokers said.") == [("quantity", "unresolved")]


def test_sums_of_one_kind_that_a_matter_has_one_of():
    assert differences(
        "The police froze more than $26 million of Bramex coins.", "Bramex wallets with $28 million were frozen."
    ) == [("amount", "unresolved")]
    by_two = "The Commerce Department fined Bram Optics $95 million."
    assert differences(by_two, "The Justice Department fined Bram Optics $140 million.") == []
