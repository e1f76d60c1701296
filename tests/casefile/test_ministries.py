"""Ministries and departments by their form."""

import pytest

from licet.casefile.output import document_dict
from licet.casefile.reading import read_text


def agencies(text: str) -> dict[str, str]:
    told = document_dict(read_text("LONDON, June 20, 2023 (Newswire) - " + text, name="x.txt"))
    return {
        mention["text"]: entity["canonical"]
        for entity in told["entities"]
        if entity["type"] == "agency"
        for mention in entity["mentions"]
    }


@pytest.mark.parametrize(
    ("text", "mention", "canonical"),
    [
        ("Turkey's trade ministry opened an inquiry.", "trade ministry", "Trade Ministry of Turkey"),
        ("A spokesman for the Chinese Foreign Ministry declined to comment.", "Chinese Foreign Ministry", "Foreign Ministry of China"),
        ("The Chinese embassy in Washington declined to comment.", "Chinese embassy", "Embassy of China"),
        ("Suppliers wrote to the defence ministry.", "defence ministry", "Defense Ministry"),
        ("The US commerce department added two firms to its Entity List.", "US commerce department", "U.S. Department of Commerce"),
    ],
)  # fmt: skip
def test_a_ministry_is_an_agency_of_its_country(text, mention, canonical):
    assert agencies(text).get(mention) == canonical


def test_a_firm_s_department_is_none():
    assert "treasury department" not in agencies("It happened in the bank's treasury department.")
