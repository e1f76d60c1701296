"""Acts told by nouns, by what stands, by what somebody is named, and of parties that are named elsewhere in the document."""

from __future__ import annotations

import pytest

from licet.casefile.reading import Reading, read_text

TOLD = [
    ("entity_list_addition", "The blacklisting of Kestrel Optics Ltd. by the Commerce Department in 2018 hurt it.", "in_force", "2018"),
    ("entity_list_addition", "Kestrel Optics Ltd., on the Entity List since May 2018, opened a plant in Mexico.", "in_force", "2018-05"),
    ("entity_list_addition", "The firm said Kestrel Optics Ltd. will stay on the Entity List for now.", "in_force", None),
    ("entity_list_addition", "The Entity List already includes Kestrel Optics Ltd. and dozens of others.", "in_force", None),
    ("designation", "The government banned talks with Kestrel Marine LLC, which has been under sanctions since 2017.", "in_force", "2017"),
    ("designation", "Blacklisted by the Treasury in 2017, Kestrel Marine LLC has since lost its ships.", "in_force", "2017"),
    ("military_company_listing", "The Pentagon labeled Kestrel Drones Ltd. a Chinese military company on Monday.", "in_force", "2019-06-10"),
    ("military_company_listing", "Kestrel Drones Ltd. was last week designated by the Pentagon as a Chinese military company.", "in_force", "2019-W23"),
    ("suspended_denial_order", "Kestrel Air LLC faces a suspended ten-year ban that the department can activate.", "in_force", None),
    ("temporary_general_license", "Kestrel Telecom Corp. won another 90-day reprieve on Monday.", "in_force", "2019-06-10"),
    ("temporary_general_license", "A temporary general license for Kestrel Telecom Corp. expired on Monday.", "historical", "2019-06-10"),
    ("regulatory_resolution", "OFAC closed its inquiry into Kestrel Bank Ltd. with a cautionary letter on Monday.", "in_force", "2019-06-10"),
]  # fmt: skip


def read(words: str) -> Reading:
    return read_text(f"June 12, 2019\n\n{words}\n", name="note.txt")


@pytest.mark.parametrize(("kind", "words", "status", "day"), TOLD, ids=[words for _, words, _, _ in TOLD])
def test_an_act_is_read_from_nouns_and_states(kind, words, status, day):
    found = [e for e in read(words).sure if e.type == kind]
    assert [(e.status, e.date) for e in found] == [(status, day)]


@pytest.mark.parametrize(
    "words",
    [
        "The listing of Kestrel Foods PLC on the exchange in 2018 raised money for two more plants.",
        "Kestrel Foods PLC put sugar on its list of inputs and removed palm oil from the list last year.",
        "The removal of a fence and the extension of the hall cost Kestrel Foods PLC a year of profits.",
        "Kestrel Foods PLC was named the best employer of the year and is on the short list again.",
    ],
)
def test_ordinary_business_is_no_listing(words):
    assert read(words).sure == []


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("BIS issued orders temporarily denying the export privileges of three airlines on Monday: Kestrel Air LLC, Osprey Wings JSC and Heron Cargo Ltd.",
         ["Kestrel Air LLC", "Osprey Wings JSC", "Heron Cargo Ltd."]),
        ("The Treasury on Monday designated two men and a company. The individuals are John Roe and James Doe; the company is Osprey Oil LLC.",
         ["John Roe", "James Doe", "Osprey Oil LLC"]),
        ("The Commerce Department on Monday added dozens of firms, including top chipmaker Kestrel Chips Corp. and Osprey Drones Ltd., to the Entity List.",
         ["Kestrel Chips Corp.", "Osprey Drones Ltd."]),
        ('The Treasury on Monday lifted sanctions imposed on Kestrel Metals PLC ("Kestrel"), Osprey Power JSC ("Osprey") and Heron Group Ltd. ("Heron").',
         ["Kestrel Metals PLC", "Osprey Power JSC", "Heron Group Ltd."]),
    ],
)  # fmt: skip
def test_a_counted_or_joined_phrase_names_all_its_members(words, names):
    reading = read(words)
    (event,) = [e for e in reading.sure if e.category == "regulatory"]
    found = [reading.entity(i).canonical.rstrip(".") for i in event.target]
    assert found == [name.rstrip(".") for name in names]
