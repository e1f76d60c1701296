"""Names that only their surroundings tell: who counted, the platform one writes on, letters that are a thing."""

from __future__ import annotations

import pytest

from licet.casefile.reading import read_text


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("The company builds AI servers, and Norvik sells AI chips, according to Canopus, which counts them.", {"Canopus": "company"}),
        ("Data from Ferrol showed it. Figures by Tallis, a broker, did not.", {"Ferrol": "company"}),
        ("Jane Halloran wrote on X that it was over. The X-ray showed it.", {"Jane Halloran": "person", "X": "company"}),
        ('"You settle," said Jane Halloran of Pell Chambers.', {"Jane Halloran": "person", "Pell Chambers": "company"}),
        ("It stands at 2788 San Tomas Expressway.", {}),
    ],
)
def test_a_name_is_told_by_what_stands_around_it(words, named):
    found = {e.canonical: e.type for e in read_text(words + "\n").parties.entities if e.type not in ("country", "place")}
    assert {name: kind for name, kind in found.items() if name in named} == named
    assert not found.keys() & {"AI", "Tomas Expressway"}
