"""Quotations of one speaker that differ, causes that differ, and what two speakers say of one thing."""

from __future__ import annotations

import pytest

from licet.casefile.case import build_case
from licet.casefile.reading import read_text


def differences(*texts: str) -> list[tuple[str, str]]:
    readings = [read_text(f"A report\n\nMay 2, 2024\n\n{words}\n", name=f"{number}.txt") for number, words in enumerate(texts)]
    return [(d["kind"], d["verdict"]) for d in build_case(readings).as_dict()["contradictions"]]


def said(words: str) -> str:
    return f'"{words}" Senator Jane Roe said.'


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("Bram Optics has kept every law of this country,", "Bram Optics has obeyed every law of this country,", "misquotation"),
        ("We will lift the ban,", "We will lift the ban unless they cheat again,", "truncation_changes_meaning"),
        (
            "The firm stays Dutch and Washington will own a third of it,",
            "Washington will own a third of it,",
            "truncation_changes_meaning",
        ),
        ("We will do no favour to Bram Optics,", "We will do no favor to Bram Optics,", "spelling_variant"),
    ],
)
def test_a_quotation_told_otherwise(one, other, verdict):
    assert differences(said(one), said(other)) == [("quote_wording", verdict)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bram Optics has kept every law of this country,", "Bram Optics has never asked for a license in this country,"),
        ("We have kept every law,", "We have kept every law and every rule that there is,"),
    ],
)
def test_other_words_and_longer_ones_are_no_misquotation(one, other):
    assert differences(said(one), said(other)) == []


def test_a_halt_laid_to_two_causes():
    ban = "Bram Optics halted production at its main plant because of the U.S. export ban."
    parts = "Bram Optics halted production at its main plant because of a shortage of glass."
    assert differences(ban, parts) == [("cause", "unresolved")]
    assert differences(ban, "Bram Optics halted production at its main plant as a result of U.S. sanctions.") == []


def test_an_instruction_told_of_and_denied():
    ordered = "President John Doe told the Commerce Department on Monday to lift the ban on Bram Optics."
    denied = "The White House said on Thursday that the president had given no such instruction."
    assert ("characterisation", "speakers_disagree") in differences(f"{ordered}\n\n{denied}")
    assert differences(ordered) == []
