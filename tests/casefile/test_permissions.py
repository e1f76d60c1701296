"""Licenses as releases and the press tell of them, ends of listings looked back on, lists kept by the armed forces."""

from __future__ import annotations

import pytest

from licet.casefile.reading import read_text


def told(sentence: str) -> set[tuple[str, str, frozenset[str]]]:
    reading = read_text(f"June 3, 2023\n\n{sentence}\n", name="x.txt")
    return {(e.type, e.status, frozenset(reading.entity(t).canonical for t in e.target)) for e in reading.sure}


@pytest.mark.parametrize(
    ("sentence", "kind", "status", "target"),
    [
        (
            "OFAC is issuing Iran-related General License P, which authorizes the wind down of dealings with Dravik Group through August 12, 2023.",
            "temporary_general_license",
            "in_force",
            {"Dravik Group"},
        ),
        (
            "Under a 60-day general license granted on Friday, customers can go on buying parts from Corvane Telecom Inc. for now.",
            "temporary_general_license",
            "in_force",
            {"Corvane Telecom Inc."},
        ),
        (
            "Washington gave buyers of Corvane Telecom's routers more time to comply with the sanctions.",
            "temporary_general_license",
            "in_force",
            {"Corvane Telecom"},
        ),
        ("Treasury lifted sanctions on Pellan Chips Ltd in March 2020.", "delisting", "historical", {"Pellan Chips Ltd"}),
        (
            "Sudan has had relief since October 2017, when the Harlow administration lifted most sanctions on Khartoum.",
            "sanctions_relief",
            "in_force",
            {"Sudan"},
        ),
        (
            "The Pentagon in January designated Ostrand Robotics Inc. as a company controlled by the Chinese military.",
            "military_company_listing",
            "in_force",
            {"Ostrand Robotics Inc."},
        ),
        ("BIS tightened its rules and added 43 entities to the Entity List.", "entity_list_addition", "in_force", set()),
    ],
)
def test_an_ordinary_sentence_of_a_release_or_a_paper(sentence: str, kind: str, status: str, target: set[str]):
    assert (kind, status, frozenset(target)) in told(sentence)


def test_the_country_of_a_license_s_name_is_not_whom_it_is_for():
    reading = read_text(
        "June 3, 2023\n\nOFAC issued Venezuela-related General License K to permit dealings with Petrosur Inc. until July.\n",
        name="x.txt",
    )
    assert {reading.entity(t).canonical for e in reading.sure for t in e.target} == {"Petrosur Inc."}
    assert not [e for e in reading.parties.entities if e.type == "person"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry gave the contractor more time to finish the bridge.",
        "Under a new license, the band may play at the Royal Hall.",
        "A license that lets shops sell wine expires in May.",
        "The state put off the date by which residents must end their leases.",
        "Whether the general license is renewed is anybody's guess.",
    ],
)
def test_other_licenses_and_deadlines_are_no_acts(sentence: str):
    assert not told(sentence)
