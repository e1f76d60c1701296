"""Brands, short names and names in Han: other names of an organization that no spelling rule can find.

A name that is one of a group's, legal forms and generic endings put aside, is also asked for under the group's other names.
"""

import json
from functools import cache

from licet.kept import keep_text
from licet.screening import lexicon
from licet.screening.names import Name, Reading, WordClass, analyze


def other_names(name: Name) -> tuple[Name, ...]:
    """The other names of the organization that a name is a brand or short name of; empty when it is none.

    >>> [other.text for other in other_names(analyze("CNOOC Ltd", Reading.OTHER))][:1]
    ['China National Offshore Oil Corporation']
    """
    if name.reading is Reading.PERSON:
        return ()
    own = _essence(name)
    return tuple(other for group in _groups().get(own, ()) for other in _names(group) if _essence(other) != own)


def _essence(name: Name) -> tuple[str, ...]:
    small = (WordClass.LEGAL, WordClass.PARTICLE, WordClass.TITLE)
    return tuple(
        str(word.concept) if word.word_class is WordClass.GENERIC else word.text
        for word in name.words
        if word.word_class not in small
    )


@cache
def _groups() -> dict[tuple[str, ...], tuple[int, ...]]:
    kept = json.loads(keep_text("brands", lambda: json.dumps(list(_grouped().items()))))
    return {tuple(essence): tuple(numbers) for essence, numbers in kept}


def _grouped() -> dict[tuple[str, ...], tuple[int, ...]]:
    groups: dict[tuple[str, ...], tuple[int, ...]] = {}
    for number in range(len(lexicon.brands())):
        for name in _names(number):
            essence = _essence(name)
            if essence and number not in groups.get(essence, ()):
                groups[essence] = (*groups.get(essence, ()), number)
    return groups


@cache
def _names(group: int) -> tuple[Name, ...]:
    return tuple(analyze(text, Reading.OTHER) for text in lexicon.brands()[group])
