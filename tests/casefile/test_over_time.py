"""What a later document overtakes, and figures written at two precisions."""

from __future__ import annotations

from licet.casefile.case import build_case
from licet.casefile.reading import read_text


def differences(*texts: str) -> list[tuple[str, str]]:
    readings = [read_text(words, name=f"{number}.txt") for number, words in enumerate(texts)]
    return [(d["kind"], d["verdict"]) for d in build_case(readings).as_dict()["contradictions"]]


def told(day: str, words: str) -> str:
    return f"A report\n\n{day}\n\n{words}\n"


def test_a_pledge_that_was_kept_is_overtaken():
    pledge = told("May 13, 2025", "President Donald Trump said on Tuesday he would lift all sanctions on Syria.")
    order = told("July 1, 2025", "The United States on Monday terminated its sanctions on Syria.")
    assert differences(pledge, order) == [("status_over_time", "superseded")]
    assert differences(order.replace("2025", "2024"), pledge) == []


def test_a_sum_and_its_rounding_are_one_figure():
    exact = told("May 2, 2024", "Kestrel Oil LLC shipped valves worth $3,871,662 to Iran.")
    rounded = told("May 3, 2024", "The valves that Kestrel Oil LLC shipped to Iran were worth $3.9 million.")
    other = told("May 3, 2024", "The valves that Kestrel Oil LLC shipped to Iran were worth $3.2 million.")
    assert differences(exact, rounded) == [("amount", "compatible_rounding")]
    assert differences(exact, other) == [("amount", "unresolved")]
    assert differences(exact, told("May 3, 2024", "Kestrel Oil LLC was fined $3.2 million for its sales to Iran.")) == []


def test_more_than_a_round_sum_may_be_the_exact_one():
    exact = told("May 2, 2024", "The total of the penalties that Kestrel Oil LLC owes is $140.6 million.")
    bound = told("May 3, 2024", "The total that Kestrel Oil LLC owes in penalties is more than $140 million.")
    assert ("amount", "compatible_rounding") in differences(exact, bound)
