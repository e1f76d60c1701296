"""Short names from public knowledge: the table's own rules, and what is asked for because of it."""

import re

import pytest

from licet.screening import lexicon
from licet.screening.brands import another_name, other_names
from licet.screening.entries import Entry, ListedName
from licet.screening.index import NameIndex
from licet.screening.names import Reading, analyze
from licet.screening.query import Query


def _others(text: str) -> list[str]:
    return [name.text for name in other_names(analyze(text, Reading.OTHER))]


def test_every_row_says_who_where_and_by_which_names() -> None:
    rows = list(lexicon.rows("short_names.tsv"))
    assert {len(row) for row in rows} == {7}
    for known in lexicon.short_names():
        assert known.listed, known
        assert known.short, known
        assert all(known.listed), known
        assert known.source in ("own", "notices"), known
        assert len({*known.listed, *known.short}) == len(known.listed) + len(known.short), known
        assert all(1900 < year < 2027 for year in known.until.values()), known
        assert not [name for name in (*known.listed, *known.short) if name != name.strip() or "|" in name], known


def test_an_organization_stands_in_one_row() -> None:
    first = [known.listed[0].lower() for known in lexicon.short_names()]
    assert len(first) == len(set(first))


def test_former_names_have_their_last_year() -> None:
    known = next(known for known in lexicon.short_names() if "Sibneft" in known.short)
    assert known.until == {"Sibneft": 2006}


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Hagongda", "Harbin Institute of Technology"),
        ("HAGONGDA", "Harbin Institute of Technology"),
        ("Ha Gong Da", "Harbin Institute of Technology"),
        ("The Pasdaran", "ISLAMIC REVOLUTIONARY GUARD CORPS"),
        ("ООО МЦСТ", "MCST Lebedev"),
        ("nso", "NSO Group"),
    ],
)
def test_a_short_name_is_asked_for_as_lists_write_it(asked: str, listed: str) -> None:
    assert listed in _others(asked)


def test_a_short_name_of_several_is_asked_for_as_each() -> None:
    assert {"Shenyang Aircraft Corporation", "STATE ADMINISTRATION COUNCIL"} <= set(_others("SAC"))


def test_few_letters_beside_another_legal_form_are_a_name_of_their_own() -> None:
    assert _others("SAC GmbH") == []
    assert _others("Pasdaran GmbH") != []


def test_words_that_only_begin_or_end_like_a_short_name_are_none() -> None:
    assert _others("Skoltech Bakery") == []
    assert _others("Admiral Group") == []


def test_a_hit_by_a_short_name_is_for_a_person_to_look_at() -> None:
    listed = ("Harbin Institute of Technology", "Harbor Institute of Taxidermy", "Hagen Gondola Company")
    index = NameIndex.build(Entry(name, "own:test", "organization", (ListedName(name),)) for name in listed)
    best = index.search(Query("Hagongda", "organization"), limit=5, threshold=0.7)[0]
    assert best.entry.listing_id == listed[0]
    assert best.by_group
    assert best.score < 1.0
    assert any(re.search("a person must look", line.says) for line in best.because)


def test_it_is_said_of_how_many_a_short_name_is() -> None:
    assert "one of 2 organizations known by it" in another_name("SAC", "Shenyang Aircraft Corporation")
