"""The table of cues: compiling only the expressions whose stems occur never loses or gains a match."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import licet.law
from licet.law.us.ear.names_read import OF_GOODS_ALONE, names_say_nothing
from licet.law.words import _cues, _pattern_of_part, _raised, _whole, read_words

CASES = [Path(__file__).with_name(f"redteam{number}.jsonl") for number in ("", "2", "3")]
TEXTS = sorted(
    {
        text
        for cases in CASES
        for row in map(json.loads, cases.read_text("utf-8").splitlines())
        for text in (row["transaction"].get("end_use"), *(item.get("description") for item in row["transaction"]["items"]))
        if text
    }
)


def matches(pattern, text):
    return [found.span() for found in pattern.finditer(text)]


def test_the_expressions_that_may_occur_match_as_all_of_them_do():
    for text in TEXTS:
        raised = _raised(text.lower())
        for number, cue in enumerate(_cues()):
            part = matches(_pattern_of_part(number, raised[number]), text) if number in raised else []
            assert part == matches(_whole(number), text), (cue.code, text)


def test_every_expression_is_found_by_its_stems():
    for text in [*TEXTS, "x", "", "ai", "An AI", "lab"]:
        low = text.lower()
        told = {
            (cue, number)
            for cue, each in enumerate(_cues())
            for number, stems in enumerate(each.stems)
            if not stems or any(stem in low for stem in stems)
        }
        assert {(cue, number) for cue, numbers in _raised(low).items() for number in numbers} == told, text


@pytest.mark.slow
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
@given(st.data())
def test_every_text_an_expression_matches_holds_a_stem_of_it(data):
    cue = data.draw(st.sampled_from(_cues()))
    number = data.draw(st.integers(0, len(cue.expressions) - 1))
    expression = re.compile(rf"\b(?:{cue.expressions[number]})\b", re.IGNORECASE)
    text = data.draw(st.from_regex(expression))
    stems = cue.stems[number]
    assert expression.search(text)
    assert not stems or any(stem in text.lower() for stem in stems)


@pytest.mark.parametrize(
    ("text", "code"),
    [("SMARTPHONES", "consumer_device"), ("14nm logic", "advanced_node"), ("defence ministry", "military"), ("ERP", "business_software")],
)
def test_a_cue_is_found_in_any_spelling(text, code):
    assert read_words(text).says(code)


def test_silence_is_said():
    assert read_words(None, "").silent
    assert not read_words("civil").silent


def test_codes_of_goods_alone_are_never_asked_of_a_name():
    """Each is asked in one way only: of the words of the end use and the description (`q.words`)."""
    law = Path(licet.law.__file__).parent
    told = "".join(file.read_text("utf-8") for file in law.rglob("*.py") if file.name != "names_read.py")
    for code in OF_GOODS_ALONE:
        dated = f'_life(q, "{code}")'
        assert told.count(f'"{code}"') - told.count(dated) == told.count(f'q.words.says("{code}")') > 0
    assert names_say_nothing("civil", (("Corvo Sensors", None),))
