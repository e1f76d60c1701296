"""Brands, short names and names in Han: other names of an organization that no spelling rule can find.

A name that is one of a group's, legal forms and generic endings put aside, is also asked for under the group's other names.
"""

import json
from functools import cache

from licet.kept import keep_text
from licet.screening import lexicon
from licet.screening.names import MOST_WORDS, Name, Reading, WordClass, analyze

_SHORT, _FEW, _LEAST_WORDS = 8, 5, 3


def other_names(name: Name) -> tuple[Name, ...]:
    """The other names of the organization that a name is a brand or short name of; empty when it is none.

    >>> [other.text for other in other_names(analyze("CNOOC Ltd", Reading.OTHER))][:1]
    ['China National Offshore Oil Corporation']
    """
    if name.reading is Reading.PERSON:
        return ()
    own = _essence(name)
    if len(own) > 1 and own not in _groups():
        return _with_rest(name)
    return tuple(other for group in _groups().get(own, ()) for other in _names(group) if _essence(other) != own)


def _with_rest(name: Name) -> tuple[Name, ...]:
    """A part of a group: `CETC 13` is asked for as the thirteenth of the group's longest name, too."""
    first, rest = name.words[0], name.words[1:]
    groups = _groups().get((first.text,), ()) if first.word_class is WordClass.BODY and len(first.text) <= _SHORT else ()
    if len(groups) != 1 or len(rest) > _FEW:
        return ()
    whole = max((other for other in _names(groups[0]) if other.script == "latin"), key=lambda other: len(other.words))
    body = tuple(word for word in whole.words if word.word_class is not WordClass.LEGAL)
    if len(body) < _LEAST_WORDS:
        return ()
    text = f"{whole.text} {name.text.partition(' ')[2]}"
    return (Name(text, name.reading, (*body, *rest)[:MOST_WORDS], name.cut, name.script),)


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
