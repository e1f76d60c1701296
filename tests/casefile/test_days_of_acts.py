"""The day of an act: whose day it is, and how days count from other days."""

import pytest

from licet.casefile.case import build_case
from licet.casefile.reading import read_text

PRESS = "Chip maker barred from buying parts\n\nBy Jane Doe\n\n{day}\n\n{words}\n"


def days(day: str, words: str) -> dict[str, str | None]:
    """Type of act to its day, of a story of the press."""
    reading = read_text(PRESS.format(day=day, words=words), name="story.txt")
    build_case([reading])
    return {event.type: event.date for event in reading.sure}


@pytest.mark.parametrize(
    ("words", "kind", "day"),
    [
        ("Minister Li Hua asked Washington to lift the ban on Acme Corp. when the two met in Geneva on Tuesday.", "relief_request", "2024-05-14"),
        ("Last month, days after the two presidents agreed to a truce, the Commerce Department added Acme Corp. to the Entity List.", "entity_list_addition", "2024-04"),
        ("The Commerce Department published two rules on Tuesday. A third rule adds Acme Corp. to the Entity List.", "entity_list_addition", "2024-05-14"),
        ("Acme Corp. was struck from the draft on Monday. German prosecutors opened an investigation of the company a day later.", "investigation", "2024-05-14"),
        ("Two days after the Treasury Department sanctioned Acme Corp., its shares fell by a fifth.", "designation", "2024-05-14"),
    ],
)  # fmt: skip
def test_the_day_belongs_to_the_act(words: str, kind: str, day: str) -> None:
    assert days("May 16, 2024", words)[kind] == day


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Acme Corp. had filed no appeal by Tuesday evening.", "2024-05-14"),
        ("The trial is set for July.", "2024-07"),
        ("He worked on the list until July.", "2023-07"),
        ("The order lapses after 180 days, in July.", "2024-07"),
        ("The breaches occurred between 25 and 31 May 2022.", "2022-05-25/2022-05-31"),
        ("It made flights between July and November.", "2023-07/2023-11"),
    ],
)
def test_tense_gives_the_year(words: str, value: str) -> None:
    reading = read_text(PRESS.format(day="May 16, 2024", words=words), name="story.txt")
    assert reading.dates[-1].value == value


@pytest.mark.parametrize(
    "line", ["By Jane Doe | 13 November 2023 | Comments (7)", "13 November 2023 · 4 min read", "Published: 9:45pm, 13 Nov, 2023"]
)
def test_a_line_of_parts_dates_the_document(line: str) -> None:
    reading = read_text(f"Acme to pay a fine\n\n{line}\n\nAcme Corp. agreed to pay a fine of $2 million.\n", name="story.txt")
    assert reading.written is not None
    assert reading.written.isoformat() == "2023-11-13"


def test_a_day_counted_in_weeks_is_the_stated_day_of_the_same_act() -> None:
    order = "The Commerce Department denied the export privileges of Acme Corp. on Wednesday."
    halt = "Acme Corp. stopped production on Tuesday, a week after the Commerce Department denied its export privileges."
    told = [
        read_text(PRESS.format(day=day, words=words), name=name)
        for day, words, name in (("March 7, 2024", order, "a"), ("March 14, 2024", halt, "b"))
    ]
    case = build_case(told)
    cluster = next(c for c in case.clusters if c.type == "denial_order")
    assert ({r.doc_id for r, _ in cluster.members}, cluster.date) == ({"a", "b"}, "2024-03-06")
    assert case.contradictions == []


def test_a_stretch_of_two_dates_is_one_date() -> None:
    reading = read_text(PRESS.format(day="May 16, 2024", words="It sold drives between August 2020 and September 2021."), name="story.txt")
    found = build_case([reading]).as_dict()["documents"][0]["dates"]
    assert [d["value"] for d in found if d["value"].startswith(("2020", "2021"))] == ["2020-08/2021-09"]
    assert not any("part_of" in d for d in found)


def test_the_effect_of_an_earlier_rule_is_not_that_of_the_one_released() -> None:
    reading = read_text(
        "FOR IMMEDIATE RELEASE\nWednesday, November 3, 2021\n\nBureau of Industry and Security\n\n"
        "Commerce Adds Acme Corp. to Entity List\n\n"
        "The Commerce Department’s Bureau of Industry and Security (BIS) has released a final rule adding Acme Corp. to the Entity List. "
        "It follows an interim final rule that BIS published on October 21, 2021, which establishes controls on such items and takes effect "
        "on January 19, 2022. Today’s final rule is effective on its publication in the Federal Register, November 4, 2021.\n",
        name="release.txt",
    )
    assert {(e.date, e.status) for e in reading.sure if e.type == "entity_list_addition"} == {("2021-11-04", "in_force")}


def test_what_another_did_later_has_its_own_day() -> None:
    words = "In August 2018, Jane Doe, a former banker, pleaded guilty in Miami to her part in it, and in October 2018 John Roe, a former director of Acme Corp., pleaded guilty as well."
    reading = read_text(PRESS.format(day="May 16, 2024", words=words), name="story.txt")
    assert [e.date for e in reading.sure if e.type == "guilty_plea"] == ["2018-08", "2018-10"]


def test_a_plea_of_a_season_has_months_and_no_day() -> None:
    reading = read_text("December 23, 2020\n\nA second trader, Jan Rook, pleaded guilty last spring to a count of smuggling.\n")
    plea = next(e for e in reading.sure if e.type == "guilty_plea")
    assert (plea.date, plea.status) == ("2020-03/2020-05", "historical")
