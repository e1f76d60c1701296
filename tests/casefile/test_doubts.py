"""What is asked about one authority, one license or one firm is not answered by another's; an end not understood is no "yes"."""

from __future__ import annotations

from datetime import date

import pytest

from licet.casefile.case import build_case
from licet.casefile.reading import read_text

SANCTIONED = "April 7, 2018\n\nThe U.S. Treasury on Friday imposed sanctions on Igor Roe, Kestrel Metals PLC and its parent Osprey Holding PLC.\n"
LIFTED = "January 28, 2019\n\nThe United States on Sunday lifted sanctions on Kestrel Metals PLC and other firms linked to Igor Roe. Roe remains under sanctions.\n"
WAIVED = (
    "January 28, 2019\n\nThe curbs and sanctions on Kestrel Metals PLC were withdrawn overnight, its chairman wrote to clients.\n"
)
TO_COME = "August 15, 2024\n\nThe Pentagon will remove Kestrel Optics Ltd. from a list of companies that work with China's military, a paper reported.\n"
LICENSE = """DEPARTMENT OF THE TREASURY
Office of Foreign Assets Control
GENERAL LICENSE NO. 8C
(a) All transactions involving Kestrel Bank JSC that are related to energy are authorized through 12:01 a.m. eastern standard time, December 5, 2022.
Issued: June 14, 2022.
"""


@pytest.mark.parametrize(
    ("documents", "question", "on", "answer"),
    [
        ([SANCTIONED], "Is Kestrel Metals under US sanctions?", "2018-05-01", "yes"),
        ([SANCTIONED], "Is Kestrel Metals under EU sanctions?", "2018-05-01", "not_established"),
        ([SANCTIONED], "Is Kestrel Metals on the Entity List?", "2018-05-01", "not_established"),
        ([SANCTIONED, LIFTED], "Is Kestrel Metals under US sanctions?", "2019-03-01", "no"),
        ([SANCTIONED, LIFTED], "Is Igor Roe under US sanctions?", "2019-03-01", "yes"),
        ([SANCTIONED, LIFTED], "Is Osprey Holding under US sanctions?", "2019-03-01", "not_established"),
        ([LIFTED], "Is Kestrel Metals on the SDN List?", "2019-03-01", "no"),
        ([TO_COME], "Is Kestrel Optics on the list of Chinese military companies?", "2024-08-15", "yes"),
        ([LICENSE], "Is General License 8C in force?", "2022-08-01", "yes"),
        ([LICENSE], "Is General License 8C in force?", "2023-02-01", "no"),
        ([LICENSE], "Is General License 13 in force?", "2022-08-01", "not_established"),
    ],
)
def test_a_question_is_answered_by_acts_of_its_own(documents, question, on, answer):
    case = build_case([read_text(text, name=f"{n}.txt") for n, text in enumerate(documents)], ())
    assert case.ask(question, date.fromisoformat(on)).answer == answer


def test_an_end_in_words_not_understood_is_no_yes():
    case = build_case([read_text(text, name=f"{n}.txt") for n, text in enumerate([SANCTIONED, WAIVED])], ())
    assert case.ask("Is Kestrel Metals under US sanctions?", date(2019, 3, 1)).answer != "yes"
