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
