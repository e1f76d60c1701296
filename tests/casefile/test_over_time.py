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


OVERTAKEN = [("status_over_time", "superseded")]


def test_a_denial_that_is_followed_by_the_act_is_overtaken():
    letter = told("May 2, 2024", "Bram Optics Ltd. is not on the Entity List.")
    wire = told("July 9, 2024", "The Commerce Department on Tuesday added Bram Optics Ltd. to the Entity List.")
    assert differences(letter, wire) == OVERTAKEN
    assert differences(wire.replace("2024", "2023"), wire) == []


def test_a_listing_is_ended_once_however_often_the_end_is_told():
    listed = told("May 2, 2024", "The Treasury Department on Thursday imposed sanctions on Bram Shipping Ltd.")
    planned = told("June 3, 2024", "The Treasury said it would remove Bram Shipping Ltd. from the sanctions list in 30 days.")
    lifted = told("July 9, 2024", "The Treasury Department on Tuesday removed Bram Shipping Ltd. from the sanctions list.")
    assert differences(listed, planned, lifted) == OVERTAKEN


def test_a_license_that_ran_out_is_overtaken():
    issued = told("May 2, 2024", "OFAC on Thursday issued General License 14, which authorizes transactions with Bram Oil Ltd.")
    alert = told("July 9, 2024", "General License 14, which authorized transactions with Bram Oil Ltd., expired on July 1, 2024.")
    assert differences(issued, alert) == OVERTAKEN


def test_a_fine_that_a_court_strikes_down_is_overtaken():
    fined = told("May 2, 2024", "OFAC on Thursday imposed a penalty of $3 million on Bram Oil Ltd.")
    ruling = told("July 9, 2025", "A federal judge on Wednesday struck down the penalty that OFAC imposed on Bram Oil Ltd.")
    rejected = told("July 9, 2025", "A federal judge on Wednesday rejected a suit by Bram Oil Ltd. against the penalty.")
    assert OVERTAKEN[0] in differences(fined, ruling)
    assert OVERTAKEN[0] not in differences(fined, rejected)


def test_a_listing_that_is_planned_and_then_done():
    planned = told("May 2, 2024", "The Commerce Department will add Bram Optics Ltd. to its Entity List, two officials said.")
    done = told("May 21, 2024", "The Commerce Department on Monday added Bram Optics Ltd. to its Entity List.")
    assert differences(planned, done) == OVERTAKEN


def test_a_suspended_order_told_as_a_ban():
    agency = told("May 2, 2024", "BIS on Thursday imposed a five-year denial order on Bram Optics Ltd., which is suspended.")
    press = told("May 3, 2024", "The Commerce Department on Thursday issued a denial order against Bram Optics Ltd.")
    assert ("status", "conflict_resolved") in differences(agency, press)
    assert ("status", "conflict_resolved") not in differences(agency, press.replace("Thursday", "February 3, 2023"))
