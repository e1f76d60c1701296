"""The compiled loops and plain Python answer as the array code does, bit for bit."""

import random

import numpy as np
import pytest

from licet.errors import MissingExtra
from licet.screening.align import word_similarity
from licet.screening.entries import Entry, ListedName
from licet.screening.few_words import few_alike
from licet.screening.index import NameIndex
from licet.screening.names import Reading, analyze
from licet.screening.query import Query
from licet.screening.score import PairScorer
from licet.screening.search import Searcher

GIVEN = "ivan ivanov ivanovich mohammed muhamad mohamed abdul abd al rahman li wei jo j maria mario anna-maria o'neil xu"
FIRM = "ivan trading trade trd co ltd limited llc 12 xii bank banco of the general steel stahl shipping ship zte z t e unit61398"


def made_up(words: list[str], rng: random.Random) -> str:
    """A name of some words, now and then with a letter changed or two words in one."""
    name = " ".join(rng.choice(words) for _ in range(rng.randint(1, 7)))
    place = rng.randrange(len(name))
    if rng.random() < 0.4:
        name = name[:place] + rng.choice("aeiouhkz ") + name[place + 1 :]
    return name.replace(" ", "", 1) if rng.random() < 0.2 else name


def names_of(kind: str, count: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    return [made_up((GIVEN if kind == "person" else FIRM).split(), rng) for _ in range(count)]


@pytest.fixture(scope="module")
def index() -> NameIndex:
    kinds = ["person", "organization", "unknown"]
    return NameIndex.build(
        Entry(f"{kind}/{number}", "own:a", kind, tuple(ListedName(text) for text in (name, f"{name} bis")))  # type: ignore[arg-type]
        for kind in kinds
        for number, name in enumerate(names_of(kind, 300, kinds.index(kind)))
    )


@pytest.mark.slow  # compiling takes half a minute where nothing is cached
def test_compiled_and_not_compiled_answers_are_the_same(index: NameIndex) -> None:
    pytest.importorskip("numba", reason="numba (licet[fast]) is not installed, so there is nothing compiled to compare")
    queries = [Query(name, kind) for kind in ("person", "organization", None) for name in names_of(kind or "person", 250, 9)]
    only = np.arange(len(index)) % 3 > 0
    answers = []
    for searcher in (Searcher(index, compiled=False), Searcher(index, compiled=True)):
        hits = [found for found in searcher.search_many(queries[:200], 5, 0.3, only) if isinstance(found, list)]
        answers.append((searcher.log_odds(queries), hits))
    (array_odds, array_hits), (compiled_odds, compiled_hits) = answers
    assert len(array_odds[0]) > 5_000
    for one, other in zip(array_odds, compiled_odds, strict=True):
        assert np.array_equal(one, other)
    assert array_hits == compiled_hits


def test_names_asked_one_by_one_answer_as_a_block_does(index: NameIndex) -> None:
    """A few pairs are weighed in plain Python, many in arrays."""
    queries = [Query(name, kind) for kind in ("person", "organization", None) for name in names_of(kind or "person", 6, 11)]
    block, alone = Searcher(index, compiled=False), Searcher(index, compiled=False)
    found = list(block.search_many(queries, 5, 0.3, None))
    assert [next(alone.search_many([query], 5, 0.3, None)) for query in queries] == found
    assert sum(len(hits) for hits in found if isinstance(hits, list)) > 20
    number, entry, odds = block.log_odds(queries)
    for one, many in zip(alone.log_odds(queries[:1])[1:], (entry, odds), strict=True):
        assert np.array_equal(one, many[number == 0])


def test_a_few_words_are_compared_as_many_are(index: NameIndex) -> None:
    scorer = PairScorer(index)
    scorer.asked([analyze(f"acme {name}", Reading.OTHER) for name in names_of("organization", 60, 3)])
    rng = np.random.default_rng(1)
    a, b = rng.integers(len(scorer.words), size=4_000), rng.integers(len(index.words.plain), size=4_000)
    many = word_similarity(scorer.words.words, scorer.words.masks, a, index.words, b)
    assert np.array_equal(few_alike(scorer.words.words, a, index.words, b), many)
    assert 100 < (many > 0).sum() < 4_000


def test_without_numba_it_says_what_to_install(index: NameIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.delattr("licet.screening.kernels", raising=False)
    monkeypatch.setitem(sys.modules, "licet.screening.kernels", None)
    with pytest.raises(MissingExtra, match="compiled screening"):
        Searcher(index, compiled=True)
