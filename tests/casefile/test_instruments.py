"""Acts told by what an order says, by its being put off, by a listing that names no list, and what they make of each other."""

from __future__ import annotations

import pytest

from licet.casefile.reading import read_text


def told(words: str) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    reading = read_text(f"A report\n\nJune 6, 2023\n\n{words}\n")
    return [(e.type, e.status, e.date, tuple(reading.parties.by_id[t].canonical for t in e.target)) for e in reading.sure]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        (
            "The Commerce Department put off by nine days a ban on new downloads of the Corvane app. It will now begin on June 27.",
            ("transaction_prohibition", "announced", "2023-06-27", ("Corvane",)),
        ),
        (
            "Sanctions bite. Altyn Tech LLC, listed by Britain last October, closed its office.",
            ("designation", "in_force", "2022-10", ("Altyn Tech LLC",)),
        ),
        (
            "Tariffs that Trump imposed on Chinese goods in April have raised the price.",
            ("tariff", "in_force", "2023-04", ("China",)),
        ),
        (
            "In 2017, the European Central Bank fined Corvane Bank 3.1 million euros, and two years ago it settled a lawsuit.",
            ("penalty", "historical", "2017", ("Corvane Bank",)),
        ),
        (
            "Authorities are investigating whether a former manager of Kestrel Shipping's Piraeus office, Stavros Kolias, forged papers.",
            ("investigation", "in_force", None, ("Stavros Kolias",)),
        ),
    ],
)
def test_it_is_read(words, act):
    assert act in told(words)


@pytest.mark.parametrize(
    "words",
    [
        "A second order told the warehouse of Corvane Telecom to ship by June 9.",
        "The shares of Kestrel Chips Ltd., listed in 2019 in Hong Kong, rose 4%.",
        "Kestrel Chips Ltd. delayed until July an order to remove the old machines from its plant.",
    ],
)
def test_ordinary_business_is_no_act(words):
    assert told(words) == []
