"""Ordinary wordings of acts told a second time, to come, or of several at once; and what looks like them and is none."""

from __future__ import annotations

from datetime import date

import pytest

from licet.casefile.reading import read_text

WRITTEN = date(2024, 6, 20)
TOLD = [
    ("designation", "OFAC redesignated Kestrel Bank OU, a virtual currency exchange, under Executive Order 13694.", "in_force", {"Kestrel Bank OU"}),
    ("designation", "It also moved money for Ekaterina Morova, whom OFAC designated on May 3, 2023, for laundering.", "in_force", {"Ekaterina Morova"}),
    ("designation", "The executives designated today by OFAC are Sergey Mendel, a founder; Pavel Karavin, a director; and Ann Lowe, a trader.", "in_force", {"Sergey Mendel", "Pavel Karavin", "Ann Lowe"}),
    ("delisting", "On August 1, 2018, OFAC designated Suleyman Morlu and Abdul Gulmez. It removed both from its list on November 2, 2018.", "historical", {"Suleyman Morlu", "Abdul Gulmez"}),
    ("investigation", "China's cyberspace regulator summoned Kestrel Chips Ltd on June 1 to explain how its chips are tracked.", "in_force", {"Kestrel Chips Ltd"}),
    ("reward_offer", "For the capture of Pavel Karavin, the State Department will pay $6 million.", "in_force", {"Pavel Karavin"}),
    ("sanctions_relief", "The Commerce Department began to issue licences for Kestrel Chips Ltd on Friday.", "in_force", {"Kestrel Chips Ltd"}),
]  # fmt: skip
NOT_TOLD = [
    ("investigation", "The chairman summoned the board of Kestrel Chips Ltd to Berlin."),
    ("demand", "The coach called on the team to act."),
    ("designation", "Kestrel Chips Ltd was listed on June 3 in London, its first day of trading."),
    ("penalty", "For the capture of Pavel Karavin, the State Department will pay $6 million."),
]


def read(words: str):
    return read_text(f"June 20, 2024\n\nThe week in trade.\n\n{words}\n", name="a.txt")


@pytest.mark.parametrize(("kind", "words", "status", "whom"), TOLD, ids=[words for _, words, *_ in TOLD])
def test_an_act_is_read_with_its_standing_and_all_its_targets(kind, words, status, whom):
    reading = read(words)
    found = [e for e in reading.sure if e.type == kind]
    assert [e.status for e in found] == [status]
    assert {reading.entity(t).canonical for t in found[0].target} == whom


@pytest.mark.parametrize(("kind", "words"), NOT_TOLD)
def test_what_looks_like_an_act_is_none(kind, words):
    assert [e.trigger for e in read(words).sure if e.type == kind] == []


def test_an_act_told_in_the_perfect_has_the_day_of_the_news():
    reading = read_text(
        "June 20, 2024\n\nThe US defence department has agreed to remove Kestrel Chips Ltd from a list of military companies.\n", name="a.txt"
    )
    assert [(e.type, e.status, e.date) for e in reading.sure] == [("delisting", "announced", WRITTEN.isoformat())]
