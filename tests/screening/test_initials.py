"""Short names made of letters: the ways that lead to them, and which of many parties are asked about."""

import numpy as np
import pytest

from licet.screening.entries import Entry, ListedName
from licet.screening.index import NameIndex
from licet.screening.query import Hit, Query
from licet.screening.search import Searcher
from licet.screening.short_forms import short_forms, stated


def _found(index: NameIndex, asked: str, threshold: float = 0.7) -> list[Hit]:
    return index.search(Query(asked, "organization"), limit=20, threshold=threshold)


def _index(*names: str) -> NameIndex:
    return NameIndex.build(
        Entry(f"own/{place}", "own:test", "organization", (ListedName(name),)) for place, name in enumerate(names)
    )


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Quiet Water Foundation for Relief and Learning", "qwf"),
        ("Institute of Cold Plasma Physics", "cppi"),
        ("Guanghe University of Mining", "ghum"),
        ("Atlas Harbor Petrochemical Company", "ahpc"),
        ("Lashkar-e-Quadrat", "leq"),
        ("JSC Willow Engine Works", "wew"),
        ("Northern Lantern Group Corporation", "nlc"),
    ],
)
def test_ways_from_a_name_to_its_letters(name: str, letters: str) -> None:
    assert short_forms(name)[letters] >= 0.1


def test_brackets_state_a_short_name_and_other_words_do_not() -> None:
    assert stated("Harbor Optics (HALO)") == ("halo",)
    assert stated("Harbor Optics (Pvt) Ltd. (Pakistan)") == ()
    best = _found(_index("Quince Tool Works (ZUMA)", "Zuma Ltdx Bearings"), "ZUMA")[0]
    assert best.entry.listing_id == "own/0"
    assert any("the list gives these letters" in line.says for line in best.because)


def test_no_party_is_lost_among_the_rows_of_better_ones() -> None:
    many = [f"{word} Plain Chemical" for word in ("Quiet", "Quartz", "Quilt", "Quince")]
    index = NameIndex.build(
        Entry(f"{copy}/{place}", "own:test", "organization", (ListedName(name), ListedName(f"The {name}")))
        for copy in range(4)
        for place, name in enumerate([*many, "Quarry Point Castings"])
    )
    names = {hit.matched_name.removeprefix("The ") for hit in _found(index, "QPC")}
    assert names >= {*many, "Quarry Point Castings"}


def test_three_letters_beside_a_legal_form_that_the_listed_name_has_not_are_a_name_of_their_own() -> None:
    index = _index("Quiet Harbor Relief", "Willow Crane Trading Ltd.")
    assert _found(index, "QHR")
    assert not _found(index, "QHR Inc.")
    assert _found(index, "QHR Inc.", threshold=0.2)
    assert _found(index, "WCT Limited")


def test_what_cannot_reach_the_threshold_is_left_out_and_nothing_else() -> None:
    rng = np.random.default_rng(5)
    words = [
        "ivan",
        "ivanov",
        "stone",
        "trading",
        "li",
        "wei",
        "mohammed",
        "harbor",
        "steel",
        "omar",
        "bank",
        "jon",
        "anna",
        "maria",
    ]
    made = [" ".join(rng.choice(words, size=int(size))) for size in rng.integers(1, 5, size=150)]
    kinds = ("person", "organization")
    index = NameIndex.build(
        Entry(str(place), "own:test", kinds[place % 2], (ListedName(name),))
        for place, name in enumerate(made[:100])  # type: ignore[arg-type]
    )
    queries = [Query(name, kinds[place % 2], countries=("RU",) if place % 3 else ()) for place, name in enumerate(made[75:])]  # type: ignore[arg-type]
    searcher = Searcher(index, compiled=False)
    everything = list(searcher.search_many(queries, 200, 0.0, None))
    for threshold in (0.3, 0.7):
        hits = list(searcher.search_many(queries, 200, threshold, None))
        wanted = [[hit for hit in found if hit.score >= threshold] for found in everything if isinstance(found, list)]
        assert hits == wanted
        assert any(wanted)
