"""Scripts and habits of the world by hand: most names find their party, and few find somebody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from licet.screening.entries import Entry, ListedName
from licet.screening.index import NameIndex
from licet.screening.names import Reading, analyze
from licet.screening.query import Query

TABLE = Path(__file__).resolve().parents[2] / "benchmarks" / "stress_names.tsv"
KINDS = {"p": "person", "o": "organization", "v": "vessel"}


def _pairs() -> Iterator[tuple[str, str, str, bool]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            _, kind, asked, listed, same = line.split("\t")
            yield KINDS[kind], asked, listed, same == "y"


@pytest.mark.slow
def test_names_in_other_scripts_and_habits_are_found() -> None:
    rows = list(_pairs())
    index = NameIndex.build([Entry(str(place), "own", row[0], (ListedName(row[2]),)) for place, row in enumerate(rows)])  # type: ignore[arg-type]
    found = index.search_many([Query(row[1], row[0]) for row in rows], 5, 0.7)
    flagged = [
        not isinstance(hits, Exception) and any(hit.matched_name == row[2] for hit in hits)
        for row, hits in zip(rows, found, strict=True)
    ]
    same = [hit for hit, row in zip(flagged, rows, strict=True) if row[3]]
    other = [hit for hit, row in zip(flagged, rows, strict=True) if not row[3]]
    assert sum(same) / len(same) > 0.82
    assert sum(other) <= 5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Park Cheol-soo", "PAK, Chol Su"), ("Chang Tsung-jen", "ZHANG, Zongren"), ("R0DRIG0 TEN0RI0", "Rodrigo Tenorio"),
        ("Abdurrahman Saleh", "SALEH, Abd al-Rahman"), ("יצחק רבין", "Yitzhak RABIN"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_have_the_same_words(one: str, other: str) -> None:
    words = [{word.text for word in analyze(name, Reading.PERSON).words if word.word_class.name == "BODY"} for name in (one, other)]
    assert words[0] == words[1]
