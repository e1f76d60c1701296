"""Marks are data with a source, and no list of words was taken from the annotated texts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from licet.casefile import blocks, counts, dates, money, name_reader, page_frame, parties, speakers
from licet.casefile.frames import frames
from licet.casefile.known import TABLES
from licet.casefile.marks import find_marks
from licet.casefile.text import Text
from licet.yaml_text import read_yaml

SHARED = Path(__file__).resolve().parents[3] / "shared"
TEXTS = SHARED / "reference" / "documents"
MATTERS = Path(__file__).resolve().parents[2] / "benchmarks" / "matters"
GRAMMARS = (blocks, counts, dates, money, name_reader, page_frame, parties, speakers)


def test_every_list_of_marks_says_what_it_follows_from():
    for name, row in read_yaml(TABLES / "marks.yaml").items():
        assert len(row["follows"].split()) > 4, name
        assert row["marks"], name
        assert row["written"] in ("as_is", "any"), name


@pytest.mark.parametrize(
    ("words", "layer", "starts"),
    [
        ("in May it may", "dates", [3]),
        ("CFR cfr", "cfr", [0]),
        ("$5 and 5 EUR, eur 5", "money_signs", [0, 9, 14]),
        ("the Same period", "terms", [0]),
    ],
)
def test_capitals_count_where_the_list_says_so(words, layer, starts):
    text = Text(words)
    assert find_marks(text.flat, text.low)[layer] == starts


def test_amounts_dates_and_citations_hold_a_mark():
    """A grammar is tried only at marks: what it finds without them would be lost."""
    words = "On 3 May 2018 Acme paid $5 million, or 3 million euros, under 15 CFR 766.24(b), by E.O. 13846 and 83 FR 17644."
    text = Text(words)
    found = text.marks
    assert len(found["dates"]) >= 1
    assert found["money_signs"] == [words.index("$"), words.index("eur")]
    assert [found[name] for name in ("cfr", "executive_order")] == [[words.index(w)] for w in ("CFR", "E.O.")]
    assert words.index("FR 17644") in found["fr"]


def phrases() -> set[str]:
    """Words of two or more, as the code's expressions spell them out, and as the tables of marks and frames do."""
    found: set[str] = set()
    for module in GRAMMARS:
        patterns = [value.pattern for value in vars(module).values() if isinstance(value, re.Pattern)]
        found.update(run for pattern in patterns for run in re.findall(r"[a-z]{3,}(?: [a-z]{3,})+", pattern.lower()))
    for row in read_yaml(TABLES / "marks.yaml").values():
        found.update(mark.lower().strip() for mark in row["marks"] if " " in mark.strip())
    return found


@pytest.mark.shared
def test_no_phrase_of_the_code_was_taken_from_one_annotated_text():
    """A phrase of three words or more that one of the five texts holds, and no other text of ours, would be learnt from it."""
    texts = [path.read_text("utf-8").lower() for path in sorted(TEXTS.glob("*.txt"))]
    others = [path.read_text("utf-8").lower() for path in sorted(MATTERS.rglob("*.txt"))]
    others += [json.dumps([f.examples, f.counterexamples, f.derived_from]).lower() for f in frames().values()]
    others += [path.read_text("utf-8").lower() for path in TABLES.glob("*.yaml") if path.name != "marks.yaml"]
    others += [path.read_text("utf-8").lower() for path in Path(__file__).parent.glob("*.py") if path.name != Path(__file__).name]
    learnt = [
        phrase
        for phrase in sorted(phrases())
        if phrase.count(" ") >= 2 and sum(phrase in text for text in texts) == 1 and not any(phrase in text for text in others)
    ]
    assert learnt == []
