"""A "yes" rests on an act with effect on the party asked about; what a document denies in words is a "no"."""

from __future__ import annotations

from datetime import date

import pytest

from licet.casefile.case import build_case
from licet.casefile.reading import read_text

SUSPENDED = "July 26, 2023\n\nKestrel Drives LLC said the Bureau of Industry and Security issued an order denying its export privileges for five years. The denial order is suspended as long as Kestrel Drives pays.\n"
UNLISTED = "July 20, 2024\n\nThe U.S. Treasury on Friday imposed sanctions on Osprey Holding PLC. OFAC has not designated its chief executive, Igor Roe.\n"
LATER = "October 18, 2023\n\nThe Commerce Department on Tuesday issued new rules on exports of lidar sensors. They take effect on November 17.\n"
BILL = "June 3, 2024\n\nRepresentative Ann Lowe introduced a bill on May 20 that would bar federal agencies from buying drones of Kestrel Drones Ltd.\n"


@pytest.mark.parametrize(
    ("document", "question", "on", "never"),
    [
        (SUSPENDED, "Is the denial order against Kestrel Drives in force?", "2023-07-27", "yes"),
        (UNLISTED, "Is Igor Roe sanctioned?", "2024-07-20", "yes"),
        (LATER, "Are the rules on lidar sensors in force?", "2023-10-18", "yes"),
        (BILL, "Is federal procurement of Kestrel Drones barred by the bill?", "2024-06-03", "yes"),
        (UNLISTED, "Is Osprey Holding sanctioned?", "2024-07-21", "no"),
    ],
)
def test_an_answer_is_not_the_rash_one(document, question, on, never):
    case = build_case([read_text(document, name="a.txt")], ())
    assert case.ask(question, date.fromisoformat(on)).answer != never


def test_what_a_document_says_it_is_not_is_a_no():
    case = build_case([read_text(UNLISTED, name="a.txt")], ())
    assert case.ask("Is Igor Roe designated by OFAC?", date(2024, 7, 20)).answer == "no"
