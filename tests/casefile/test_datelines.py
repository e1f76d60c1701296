"""Date lines: with a year, and without one."""

import pytest

from licet.casefile import build_case
from licet.casefile.reading import read_text

STORY = "Ministry lists Corvane\n\nOSLO, {line} (Reuters) - The Commerce Department on {weekday} added Corvane Telecom Ltd to the Entity List.\n\n{more}\n"


@pytest.mark.parametrize(
    ("line", "weekday", "more", "day"),
    [
        ("June 29", "Monday", "The company was first fined in May 2019.", "2020-06-29"),  # the first 29 June after it on a Monday
        ("June 29", "Sunday", "The company was first fined in May 2019.", "2020-06-29"),  # told on the day after
        ("June 29", "Saturday", "The company was first fined in May 2019.", "2019-06-29"),
        ("June 29", "Monday", "The license runs until May 2024.", None),  # what lies ahead says nothing of the year
        ("June 29", "Monday", "", None),
        ("June 29, 2021", "Tuesday", "", "2021-06-29"),
    ],
)
def test_the_year_of_a_date_line(line, weekday, more, day):
    written = read_text(STORY.format(line=line, weekday=weekday, more=more), name="a.txt").written
    assert (written.isoformat() if written else None) == day


def test_a_case_tells_the_year():
    dated = "June 30, 2020\n\nThe Commerce Department added Corvane Telecom Ltd to the Entity List on June 29, 2020, it said.\n"
    case = build_case(
        [read_text(STORY.format(line="June 29", weekday="Monday", more=""), name="a.txt"), read_text(dated, name="b.txt")]
    )
    first = case.readings[0]
    assert str(first.written) == "2020-06-29"
    assert first.frame.published["basis"] == "inferred"


@pytest.mark.parametrize(
    "head", ["Munich, 4 March 2024. ", "SAN JOSE, Calif., March 4, 2024 /Newswire/ -- ", "BRUSSELS, 4 March 2024 — "]
)
def test_a_full_date_behind_the_place(head):
    assert (
        str(read_text(f"A company settles its case\n\n{head}Corvane Telecom Ltd said it had settled.\n", name="a.txt").written)
        == "2024-03-04"
    )


def test_an_undated_document_is_not_older_than_the_days_it_tells_of():
    """A Monday alone would date it to the week of an earlier act; the day it names lies later."""
    dated = "June 3, 2022\n\nThe Commerce Department added Corvane Ltd to the Entity List on Monday, May 30, 2022. A court will rule on June 18, 2022, it said.\n"
    undated = "Court halts ban\n\nOn Monday the Commerce Department added Corvane Ltd to the Entity List, papers say. Corvane was heard on June 18.\n"
    case = build_case([read_text(dated, name="a.txt"), read_text(undated, name="b.txt")])
    second = case.readings[1]
    assert second.written is None or str(second.written) >= "2022-06-18"
    assert [d.value for d in second.dates if d.form == "month_day"] == ["2022-06-18"]
