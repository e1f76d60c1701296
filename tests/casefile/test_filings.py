"""Filings and lists: "the Company" is who it was defined as; a name ends with the short line that holds it."""

from datetime import date

from licet.casefile import build_case
from licet.casefile.reading import read_text

FILING = """FORM 8-K

On October 12, 2022, Brightmoor Materials, Inc. (the "Company") wrote to its customer Yuanjiang Memory Co., Ltd. about deliveries.

On September 30, 2022, the Company pleaded guilty to one count. Yuanjiang Memory Co., Ltd. was not involved.

Date: October 17, 2022
"""

LISTED = """Additions

In May 2023 the Bureau of Industry and Security added these to the Entity List:
China
Shenlan Flight Institute, and
Beijing Ruifeng Co., Ltd.
Pakistan
Karakoram Dynamics.
"""


def test_the_company_is_who_it_was_defined_as():
    reading = read_text(FILING, name="filing.txt")
    (plea,) = reading.events_of(["guilty_plea"])
    assert [reading.entity(i).canonical for i in plea.actor] == ["Brightmoor Materials, Inc."]


def test_a_name_ends_with_its_line():
    names = {e.canonical.rstrip(".") for e in read_text(LISTED, name="rule.txt").parties.entities}
    assert {"China", "Shenlan Flight Institute", "Beijing Ruifeng Co., Ltd", "Pakistan", "Karakoram Dynamics"} <= names


def test_a_name_may_give_its_short_form_and_write_out_its_legal_form():
    text = "June 3, 2023\n\nOFAC designated Arkady Olegovich Velikov (Velikov) and Public Joint Stock Company Velgor (Velgor). Velikov owns Velgor.\n"
    found = {e.canonical: e.type for e in read_text(text, name="a.txt").parties.entities}
    assert found["Arkady Olegovich Velikov"] == "person"
    assert [kind for name, kind in found.items() if name.endswith("Company Velgor")] == ["company"]
    assert "Velikov" not in found


def test_words_grant_nothing():
    text = "June 3, 2019\n\nOn May 20, 2019 the Commerce Department issued a temporary general license for Corvane Ltd. President Jane Roe pledged relief for Corvane Ltd on Sunday.\n"
    answer = build_case([read_text(text, name="a.txt")]).ask("Was any relief for Corvane granted by the pledge?", date(2019, 6, 4))
    assert answer.answer == "no"
