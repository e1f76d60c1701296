"""Which names can be screened at all: where one can not, that nothing was found clears nobody."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from licet.screening import lexicon
from licet.screening.names import Name, Reading, UnreadableName, WordClass, analyze

_WEAK = frozenset({WordClass.PARTICLE, WordClass.TITLE})
_LETTERS = re.compile(r"[a-z]{3,}")
_READ = 200


@lru_cache(maxsize=65536)
def why_unscreenable(name: str, kind: str | None = None) -> str | None:
    """Why finding nothing for a name would not clear it; None for a name that can be screened.

    Args:
        name: As asked.
        kind: person, organization, vessel or aircraft; None when it is not known.

    >>> why_unscreenable("Acme Ltd"), why_unscreenable("Co., Ltd.")
    (None, 'the name is a legal form and nothing else; give the name of the firm')
    """
    if _has_a_word_of_its_own(name):
        return None
    try:
        return _tells_nothing(analyze(name.lower(), Reading.PERSON if kind == "person" else Reading.OTHER), kind)
    except UnreadableName as error:
        return error.message


def _has_a_word_of_its_own(name: str) -> bool:
    """Whether it is plain that a name tells one party from others: nearly all names, so that these few need no analysis."""
    return len(name) <= _READ and any(word not in _common() for word in _LETTERS.findall(name.lower()))


def _tells_nothing(name: Name, kind: str | None) -> str | None:
    """Vessels do bear numbers for names; nobody else does."""
    if kind != "vessel" and all(word.word_class is WordClass.NUMBER for word in name.words):
        return "the name has digits only; if it is an identifier, screen it as one"
    if _only_legal_forms(tuple(word.text for word in name.words)):
        return "the name is a legal form and nothing else; give the name of the firm"
    if len(name.words) == 1 and name.words[0].word_class in _WEAK:
        return "the name is one word that is part of many names; give it in full"
    return None


def _only_legal_forms(texts: tuple[str, ...]) -> bool:
    """Whether legal forms, one after the other, make up all the words."""
    forms = _spellings()
    return not texts or any(texts[:end] in forms and _only_legal_forms(texts[end:]) for end in range(1, len(texts) + 1))


@cache
def _spellings() -> frozenset[tuple[str, ...]]:
    return frozenset(lexicon.legal_forms())


@cache
def _common() -> frozenset[str]:
    """Words of legal forms, particles and titles."""
    small = lexicon.word_classes()["small"]
    return small["particle"] | small["title"] | {word for spelling in _spellings() for word in spelling}
