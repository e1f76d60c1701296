"""Who sues whom, and whom a ruling between them binds."""

from __future__ import annotations

import pytest

from licet.casefile.output import document_dict
from licet.casefile.reading import read_text

DATE = "June 3, 2023\n\n"
OPINION = """UNITED STATES DISTRICT COURT FOR THE DISTRICT OF COLUMBIA

PELLAN CHIPS LTD, et al.,
Plaintiffs,
v.
DEPARTMENT OF DEFENSE, et al.,
Defendants.

MEMORANDUM OPINION

On May 4, 2023, the Department of Defense listed Pellan Chips Ltd. Pellan Chips Ltd and two of its owners sued on May 20, 2023.

Defendants are preliminarily enjoined from enforcing the listing.

Date: June 2, 2023
"""


def told(text: str) -> dict[str, tuple[set[str], str | None]]:
    document = document_dict(read_text(text, name="text.txt"))
    names = {e["id"]: e["canonical"] for e in document["entities"]}
    return {e["type"]: ({names[t] for t in e["target"]}, (e["date"] or {}).get("value")) for e in document["events"]}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Pellan Chips Ltd sued the Defense Department in May. A judge issued a preliminary injunction.", "court_order", {"U.S. Department of Defense", "Pellan Chips Ltd"}),
        ("Pellan Chips Ltd sued the Defense Department in May. Ostrand Robotics Inc. won a similar order on May 9.", "court_order", {"U.S. Department of Defense", "Ostrand Robotics Inc."}),
        ("The government filed a civil lawsuit to stop Pellan Chips Ltd from shipping goods.", "lawsuit", {"Pellan Chips Ltd"}),
        ("Pellan Chips Ltd makes memory. Marta Kolvin, previously its head of sales, was indicted in March on fraud charges.", "indictment", {"Marta Kolvin"}),
        ("Prosecutors charged the founder of the firm, James Harlow, with smuggling.", "indictment", {"James Harlow"}),
    ],
)  # fmt: skip
def test_targets_of_cases(text: str, kind: str, expected: set[str]) -> None:
    assert told(DATE + text)[kind][0] == expected


def test_the_caption_of_a_court_paper_gives_its_sides() -> None:
    acts = told(OPINION)
    assert acts["lawsuit"] == ({"U.S. Department of Defense"}, "2023-05-20")
    assert "U.S. Department of Defense" in acts["court_order"][0]
    assert acts["court_order"][1] == "2023-06-02"


def test_a_criminal_fine_agreed_with_a_plea_is_still_to_come() -> None:
    text = "Department of Justice\nJune 3, 2023\n\nPellan Chips Ltd has agreed to plead guilty and to pay a criminal fine of $110 million."
    document = document_dict(read_text(text, name="text.txt"))
    assert {e["type"]: e["status"] for e in document["events"]}["penalty"] == "announced"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Treasury met Igor Plotnin on Friday. A Treasury spokesperson said curbs \"can be lifted when conduct changes\", adding that it would wait.", "U.S. Department of the Treasury"),
        ("U.S. Attorney Jane Morrow spoke of Pellan Chips Ltd. The firm cut the names, routed the money abroad, and instructed staff to \"strip any reference\" to Iran.", "Pellan Chips Ltd"),
        ("The Defense Department listed Pellan Chips Ltd. Its paper cites the founder, Marta Kolvin, and radios, which the memorandum calls \"vital to war\".", "U.S. Department of Defense"),
        ("Asked about the curbs on Pellan Chips Ltd, a spokesman of the Commerce Department said: \"A rule looks at goods.\"", "a spokesman"),
        ("Senator Jane Morrow met Igor Plotnin. \"It has my blessing,\" Morrow told reporters as she left the Capitol for a meeting of her party in North Carolina.", "Jane Morrow"),
    ],
)  # fmt: skip
def test_speakers_that_are_no_nearest_name(text: str, speaker: str) -> None:
    document = document_dict(read_text(DATE + text, name="text.txt"))
    names = {e["id"]: e["canonical"] for e in document["entities"]}
    assert [names.get(q["speaker"]) for q in document["quotes"]] == [speaker]


def test_a_family_named_as_a_place_is_a_person_s_by_what_is_said_of_her() -> None:
    text = "Ann Hall, a lawyer for Pellan Chips Ltd, met them at Madison Hall, a venue for shows."
    document = document_dict(read_text(DATE + text, name="text.txt"))
    kinds = {e["canonical"]: e["type"] for e in document["entities"]}
    assert kinds["Ann Hall"] == "person"
    assert kinds.get("Madison Hall") != "person"


def test_the_accused_in_capitals_is_a_person() -> None:
    text = "Department of Justice\nJune 3, 2023\n\nThe office announced that MEHRDAD ANSARIAN, 47, was sentenced today to five years in prison. ANSARIAN will appeal."
    document = document_dict(read_text(text, name="text.txt"))
    assert ("person", "MEHRDAD ANSARIAN") in {(e["type"], e["canonical"]) for e in document["entities"]}
