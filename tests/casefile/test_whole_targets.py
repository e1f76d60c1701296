"""Targets taken whole, and nobody who only stands by."""

from __future__ import annotations

from datetime import date

import pytest

from licet.casefile.reading import read_text

TOLD = [
    ("The Commerce Department fined Orvane Pumps GmbH, a maker of pumps in Graz, and its subsidiary Korrin Marine Ltd. $2 million.", "penalty", {"Orvane Pumps GmbH", "Korrin Marine Ltd."}),
    ("The Treasury Department imposed sanctions on Orvane Pumps GmbH, said Anna Brandt, an analyst at Dellwood Capital.", "designation", {"Orvane Pumps GmbH"}),
    ("The Commerce Department added Orvane Pumps GmbH to the Entity List, a move that rattled its rival Dellwood Pumps Ltd.", "entity_list_addition", {"Orvane Pumps GmbH"}),
    ("Dellwood Pumps Ltd. fell. Commerce put units of Orvane Pumps GmbH, the largest maker of pumps, on its Entity List.", "entity_list_addition", {"Orvane Pumps GmbH"}),
    ("OFAC designated the Ministry of Energy and Natural Resources of Turkey on Monday.", "designation", {"Ministry of Energy and Natural Resources"}),
    ("Washington added Orvane Pumps GmbH to the list of military companies, together with eight others, among them the plane maker Korrin Marine Ltd.", "military_company_listing", {"Orvane Pumps GmbH", "Korrin Marine Ltd."}),
    ("Orvane Pumps GmbH sued the Defense and Treasury departments on Friday.", "lawsuit", {"U.S. Department of Defense", "U.S. Department of the Treasury"}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "kind", "targets"), TOLD)
def test_an_act_has_all_its_targets_and_no_others(words, kind, targets):
    reading = read_text(words)
    reading.about(date(2023, 6, 3), "stated")
    found = [{reading.entity(t).canonical.rstrip(".") for t in e.target} for e in reading.sure if e.type == kind]
    assert {name.rstrip(".") if name.endswith("Ltd.") else name for name in targets} in found


def test_those_counted_are_named_over_several_sentences():
    reading = read_text(
        "Treasury imposed sanctions on four companies on Monday. Among those blacklisted were two units of Orvane Group: Orvane Pumps GmbH and "
        "Orvane Valves GmbH. The parent was not targeted. The others are Korrin Marine Ltd and Dellwood Pumps Ltd."
    )
    named = [{reading.entity(t).canonical for t in e.target} for e in reading.sure if e.type == "designation"]
    assert {"Orvane Pumps GmbH", "Orvane Valves GmbH", "Korrin Marine Ltd", "Dellwood Pumps Ltd"} in [{n.rstrip(".") for n in names} for names in named]
