"""How common words are in names at large, beside any list: given names, family names, words of company names."""

from functools import cache

from licet.screening import lexicon
from licet.screening.names import Reading


@cache
def _table() -> tuple[tuple[int, int], tuple[dict[str, int], dict[str, int]]]:
    parties = [0, 0]
    counts: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for reading, word, count in lexicon.rows("background.tsv"):
        if word == "*":
            parties[int(reading)] = int(count)
        else:
            counts[int(reading)][word] = int(count)
    return (parties[0], parties[1]), counts


def background_count(folded: str, reading: Reading) -> int:
    """In how many of the background parties a folded word stands."""
    return _table()[1][reading].get(folded, 0)


def background_parties(reading: Reading) -> int:
    """How many parties the background stands for."""
    return _table()[0][reading]
