"""Status that the words around an act give it: pledges walked back, permissions that ran out, cases long decided, orders to come."""

import pytest

from licet.casefile.reading import read_text

HEAD = "Toolmaker in trouble\n\nWASHINGTON, Sept 12, 2023 (Newswire) - "


@pytest.mark.parametrize(
    ("story", "kind", "status"),
    [
        (
            "President Ann Marsh promised on Friday to save Norvik Telecom. On Monday she backed away from it.",
            "relief_pledge",
            "reversed",
        ),
        ("President Ann Marsh promised on Friday to save Norvik Telecom. Aides are at work on it.", "relief_pledge", "announced"),
        (
            "The Treasury Department issued a general license that let customers wind down contracts with Norvik Telecom. It has run out.",
            "temporary_general_license",
            "historical",
        ),
        (
            "Norvik Telecom sued the Commerce Department in May 2021 over the listing. A judge threw out the case.",
            "lawsuit",
            "historical",
        ),
        ("Norvik Telecom pleaded guilty on Monday to smuggling, and will pay a fine of $3 million.", "guilty_plea", "in_force"),
        ("Norvik Telecom pleaded guilty on Monday to smuggling, and will pay a fine of $3 million.", "penalty", "in_force"),
        ("Norvik Telecom pleaded guilty in March to smuggling.", "guilty_plea", "historical"),
        ("Norvik Telecom asked a district judge in Boston to order its removal from the Entity List.", "delisting", "proposed"),
        ("China's commerce ministry called on Washington to lift the ban on Norvik Telecom.", "relief_request", "proposed"),
        ("China had asked Washington in June to lift the ban on Norvik Telecom.", "relief_request", "historical"),
        ("The Commerce Department is reviewing the ban on Norvik Telecom.", "sanctions_review", "in_force"),
        ("The Commerce Department is weighing whether to ease the ban on Norvik Telecom.", "sanctions_review", "proposed"),
        ("In May the Commerce Department rescinded a rule of its own on chips sold to China.", "rule_amendment", "reversed"),
        ("The Commerce Department has no plans to remove Norvik Telecom from the Entity List.", "delisting", "denied"),
        ("Norvik Telecom sued the Commerce Department in May 2021, and the case is pending.", "lawsuit", "in_force"),
        ("Norvik Telecom sued the Commerce Department last month over the listing.", "lawsuit", "in_force"),
        (
            "The ruling does not itself remove Norvik Telecom from the Entity List.",
            "delisting",
            "denied",
        ),
    ],
)
def test_what_follows_an_act_sets_its_status(story, kind, status):
    told = [e.status for e in read_text(HEAD + story + "\n", name="story.txt").sure if e.type == kind]
    assert told == [status], told


def test_conduct_is_no_fact_for_a_plea_of_somebody_else():
    story = (
        "Frank Miller pleaded guilty to smuggling in May.\n\n"
        "Norvik Telecom shipped restricted routers to Iran between 2019 and 2021.\n"
    )
    told = [e for e in read_text(HEAD + story, name="story.txt").sure if e.type == "export_violation"]
    assert any(e.status == "alleged" for e in told), told
