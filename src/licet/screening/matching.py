"""A participant's name to the listings that may be it: the one search that checking calls.

Beside the score it says whether the names are *exactly* the same once spelling, legal form and script are put aside: only
then, and with a second fact, does the law apply a listing without asking a person first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from licet.checked_names import Found
from licet.screening.index import NameIndex
from licet.screening.names import Reading, UnreadableName, WordClass, analyze
from licet.screening.query import Hit, Query
from licet.transactions import Participant

LIMIT = 8
LEAST = 0.5


def find(indexes: Sequence[NameIndex], party: Participant, name: str) -> list[Found]:
    """Listings that may be the party under this name, best first, from several indexes; none when it cannot be read."""
    return find_many(indexes, [(party, name)])[0]


def find_many(indexes: Sequence[NameIndex], asked: Sequence[tuple[Participant, str]]) -> list[list[Found]]:
    """The same for a block of participants and names: the arrays of the indexes take them together."""
    queries = [_query(party, name) for party, name in asked]
    found: list[list[Found]] = [[] for _ in queries]
    for index in indexes:
        for place, hits in enumerate(index.search_many(queries, LIMIT, LEAST)):
            if not isinstance(hits, UnreadableName):
                found[place] += [_found(queries[place].name, hit) for hit in hits]
    return [sorted(each, key=lambda one: -one.score) for each in found]


def _query(party: Participant, name: str) -> Query:
    """What is asked of the indexes."""
    return Query(
        name,
        kind=party.kind,
        countries=tuple(code for code in (party.country, party.nationality) if code) if name == party.name else (),
        birth_date=party.birth_date,
        identifiers=dict(party.identifiers or ()),
        address=party.address,
    )


def _found(name: str, hit: Hit) -> Found:
    """A hit as checking takes it."""
    return Found(
        listing_id=hit.entry.listing_id,
        matched_name=hit.matched_name,
        score=hit.score,
        exact=any(same_name(name, listed.text) for listed in hit.entry.names if listed.strength == "strong"),
        because=tuple((line.says, round(line.weight, 3)) for line in hit.because),
        by_group=hit.by_group,
    )


@lru_cache(maxsize=65536)
def same_name(one: str, other: str) -> bool:
    """Whether two names are one, legal forms and script put aside.

    >>> same_name("ZTE Kangxun Telecommunications Limited", "ZTE Kangxun Telecommunications Ltd.")
    True
    >>> same_name("ZTE Corp", "ZTE Parsian")
    False
    """
    left, right = _bare(one), _bare(other)
    return bool(left) and left == right


def _bare(text: str) -> tuple[str, ...]:
    """The words of a name without its legal forms, lower case and Latin."""
    try:
        words = analyze(text, Reading.OTHER).words
    except UnreadableName:
        return ()
    return tuple(word.text for word in words if word.word_class is not WordClass.LEGAL)
