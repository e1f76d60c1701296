"""The table of cues: compiling a pattern only when one of its stems occurs never loses a match."""

import json
from pathlib import Path

import pytest

from licet.law.words import _cues, _pattern, _raised, read_words

CASES = Path(__file__).with_name("redteam.jsonl")
TEXTS = sorted(
    {
        text
        for row in map(json.loads, CASES.read_text("utf-8").splitlines())
        for text in (row["transaction"].get("end_use"), *(item.get("description") for item in row["transaction"]["items"]))
        if text
    }
)


def test_stems_lose_no_match():
    for text in TEXTS:
        for cue in _cues():
            if _pattern(cue.pattern).search(text):
                assert cue in _raised(text.lower()), (cue.code, text)


def test_the_index_of_stems_finds_what_looking_for_each_finds():
    for text in [*TEXTS, "x", "", "ai", "An AI", "lab"]:
        low = text.lower()
        assert _raised(low) == {cue for cue in _cues() if not cue.stems or any(stem in low for stem in cue.stems)}, text


@pytest.mark.parametrize(
    ("text", "code"),
    [("SMARTPHONES", "consumer_device"), ("14nm logic", "advanced_node"), ("defence ministry", "military"), ("ERP", "business_software")],
)
def test_a_cue_is_found_in_any_spelling(text, code):
    assert read_words(text).says(code)


def test_silence_is_said():
    assert read_words(None, "").silent
    assert not read_words("civil").silent
