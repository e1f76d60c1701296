"""Every frame proves itself: its examples are read as the act they are, its counterexamples are not."""

from __future__ import annotations

from datetime import date

import pytest

from licet.casefile.frames import FOLDER, GROUP_OF, frames
from licet.casefile.literals import parse, required_literals
from licet.casefile.reading import Reading, read_text

WRITTEN = date(2019, 6, 12)  # a Wednesday
EXAMPLES = [(kind, dict(example)) for kind, f in frames().items() for example in f.examples]
COUNTEREXAMPLES = [(kind, words) for kind, f in frames().items() for words in f.counterexamples]


def read(words: str) -> Reading:
    reading = read_text(words)
    reading.about(WRITTEN, "stated")
    return reading


@pytest.mark.parametrize(("kind", "example"), EXAMPLES, ids=[f"{k}-{n}" for n, (k, _) in enumerate(EXAMPLES)])
def test_an_example_is_read_as_its_act(kind, example):
    reading = read(example["text"])
    found = [e for e in reading.sure if e.type == kind]
    assert found, f"{[(e.type, e.status) for e in reading.sure]}"
    event = found[0]
    assert event.status == example["status"]
    named = [reading.entity(t).canonical for t in event.target]
    for wanted in example.get("target", ()):
        assert any(name.startswith(wanted) for name in named), named
    if "date" in example:
        assert event.date == example["date"]


@pytest.mark.parametrize(("kind", "words"), COUNTEREXAMPLES, ids=[f"{k}-{n}" for n, (k, _) in enumerate(COUNTEREXAMPLES)])
def test_a_counterexample_is_not_that_act(kind, words):
    assert [e for e in read(words).sure if e.type == kind and e.status not in ("proposed", "announced")] == []


def test_every_type_of_the_closed_list_has_a_frame_with_its_law_and_examples():
    for kind in GROUP_OF:
        assert frames()[kind].derived_from, kind
        assert frames()[kind].examples, kind
        assert frames()[kind].counterexamples, kind
    assert {p.stem for p in FOLDER.glob("*.yaml")} - {"macros"} == set(GROUP_OF)


def test_a_needed_literal_stands_in_every_match():
    assert required_literals(parse("(?:added|placed) to (?:the )?entity list")) == {" entity list"}
    assert required_literals(parse("(?:pled|pleaded)? ?(?:guilty|not guilty)")) == {"guilty", "not guilty"}
    assert required_literals(parse("a?b?")) == frozenset()
