"""How common words are in names at large, beside any list: given names, family names, words of company names."""

from collections.abc import Mapping
from functools import cache

from licet.screening import lexicon
from licet.screening.names import Reading


@cache
def _table() -> tuple[tuple[int, int], tuple[dict[str, int], dict[str, int]]]:
    readings, words, seen = lexicon.columns("background.tsv", 3)
    others = readings.index("1")
    numbers = list(map(int, seen))
    persons, other = (dict(zip(words[part], numbers[part], strict=True)) for part in (slice(others), slice(others, None)))
    return (persons.pop("*"), other.pop("*")), (persons, other)


def background_count(folded: str, reading: Reading) -> int:
    """In how many of the background parties a folded word stands."""
    return _table()[1][reading].get(folded, 0)


def background_counts(reading: Reading) -> Mapping[str, int]:
    """The folded words of the background, each with its number of parties."""
    return _table()[1][reading]


def background_parties(reading: Reading) -> int:
    """How many parties the background stands for."""
    return _table()[0][reading]
