"""Names taken apart: scripts, legal forms, numbers, initials, and what cannot be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.screening.brands import other_names
from licet.screening.han import latin_han, latin_hangul
from licet.screening.names import Name, Reading, UnreadableName, WordClass, alternatives, analyze
from licet.screening.scripts import romanize
from licet.screening.spelling import fold


def _texts(name: Name) -> list[str]:
    return [word.text for word in name.words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Quellmann Optik Gesellschaft mit beschränkter Haftung", ["quellmann", "optik", "gmbh"]),
        ("T. N. K. Fabrics Limited", ["tnk", "fabrics", "ltd"]),
        ("Brigade Forty-Four", ["brigade", "44"]),
        ("Tamarind Fund II, Ltd.", ["tamarind", "fund", "2", "ltd"]),
        ("38th Test Plant", ["38", "test", "plant"]),
        ("ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ РЯБИНА", ["ooo", "ryabina"]),
        ("上海精密机械第三十八研究所", ["shanghai", "precision", "machinery", "38", "research", "institute"]),
    ],
)
def test_organizations_are_taken_apart(text: str, words: list[str]) -> None:
    assert _texts(analyze(text, Reading.OTHER)) == words


def test_a_family_name_before_a_comma_goes_last() -> None:
    assert _texts(analyze("BARANOWICZ, Ilja Petrowitsch", Reading.PERSON)) == ["ilja", "petrowitsch", "baranowicz"]


def test_joined_capitals_are_split() -> None:
    assert _texts(analyze("AnnaBeispiel", Reading.PERSON)) == ["anna", "beispiel"]


def test_other_scripts_become_readable() -> None:
    assert latin_han("歐陽修", person=True) == "ouyang xiu"
    assert latin_hangul("박지성", person=True) == "park ji song"
    assert romanize("محمد علي", person=True) == ("arabic", "muhammad ali")


@pytest.mark.parametrize(
    ("one", "other"),
    [("mohammed", "muhamad"), ("yusuf", "youssouf"), ("ivanov", "iwanow"), ("kravtsov", "krautsou"), ("xi", "shi")],
)
def test_spellings_of_one_sound_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_distinct_sounds_stay_apart() -> None:
    assert fold("kan") != fold("chan")
    assert fold("44") == "44"


def test_names_side_by_side() -> None:
    assert alternatives("Harbor Lights a.k.a. Faros") == ("Harbor Lights", "Faros")
    assert alternatives("Dansk Skib A/S") == ()


def test_a_brand_has_other_names() -> None:
    assert any("China National Offshore" in name.text for name in other_names(analyze("CNOOC Ltd.", Reading.OTHER)))
    assert other_names(analyze("Tamarind Reef", Reading.OTHER)) == ()


def test_long_names_say_that_they_were_cut() -> None:
    assert analyze(" ".join(f"word{chr(97 + place)}" for place in range(20)), Reading.OTHER).cut


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    for reading in Reading:
        try:
            name = analyze(text, reading)
        except UnreadableName:
            continue
        assert 0 < len(name.words) <= 12
        assert all(word.text.isascii() and word.text.isalnum() for word in name.words)
        assert all(word.word_class in WordClass for word in name.words)
