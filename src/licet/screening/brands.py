"""Brands, short names and names in Han: other names of an organization that no spelling rule can find.

A name that is one of a group's (`brands.tsv`), legal forms and generic endings put aside, is also asked for under the group's other
names. A short name of `short_names.tsv` is asked for under the names that lists write, of every organization that is known by it.
"""

import json
from collections.abc import Sequence
from functools import cache

from licet.kept import keep_text
from licet.screening import lexicon
from licet.screening.names import MOST_WORDS, Name, Reading, Word, WordClass, analyze

_SHORT, _FEW, _LEAST_WORDS = 8, 5, 3
# So few letters beside a legal form that none of the listed names has (`BIT Mining plc`) are a name of their own.
_FEW_LETTERS = 4


def other_names(name: Name) -> tuple[Name, ...]:
    """The other names of the organization that a name is a brand or short name of; empty when it is none.

    >>> [other.text for other in other_names(analyze("CNOOC Ltd", Reading.OTHER))][:1]
    ['China National Offshore Oil Corporation']
    >>> [other.text for other in other_names(analyze("NNIIRT", Reading.OTHER))]
    ['FSUE FNPC Nizhegorodsky Scientific Research Institute of Radiotechnics (NNIIRT)']
    """
    if name.reading is Reading.PERSON:
        return ()
    own = _essence(name)
    others = [other for group in _groups().get(own, ()) for other in _names(group) if _essence(other) != own]
    others += _known_by(name)
    if not others and len(own) > 1:
        return _with_rest(name)
    return tuple({other.text: other for other in others}.values())


def _known_by(name: Name) -> list[Name]:
    """The listed names of the organizations that are known by a short name."""
    parties = _parties(name.words)
    if not parties:
        return []
    listed = [_listed(party) for party in parties]
    own_form = _forms(name)
    if own_form and len(_joined(_bare(name.words))) <= _FEW_LETTERS:
        listed = [names for names in listed if any(own_form & _forms(other) for other in names)]
    return [other for names in listed for other in names]


def another_name(asked: str, other: str) -> str:
    """What to say of a name that a name is also asked for under: until when it was used, and of how many organizations it is one.

    >>> another_name("Sibneft", "Gazprom Neft")
    'whose former name it is (to 2006): a person must look'
    >>> another_name("CNOOC", "China National Offshore Oil Corporation")
    'another name of it: a person must look'
    """
    parties = _parties(analyze(asked, Reading.OTHER).words)
    known = next((known for known in map(lexicon.short_names().__getitem__, parties) if other in known.listed), None)
    if known is None:
        return "another name of it: a person must look"
    until = next((year for name, year in known.until.items() if name.lower() == asked.lower()), None)
    told = "another name of it" if until is None else f"whose former name it is (to {until})"
    others = f", one of {len(parties)} organizations known by it" if len(parties) > 1 else ""
    return f"{told}{others}: a person must look"


def _with_rest(name: Name) -> tuple[Name, ...]:
    """A part of a group: `CETC 13` is asked for as the thirteenth of the group's longest name, too."""
    first, rest = name.words[0], name.words[1:]
    if first.word_class is not WordClass.BODY or len(first.text) > _SHORT or len(rest) > _FEW:
        return ()
    groups = _groups().get((first.text,), ())
    if len(groups) != 1:
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


def _parties(words: Sequence[Word]) -> list[int]:
    """The rows of the parties known by a short name, with or without its legal form."""
    known, whole = _short_names(), _joined(words)
    found = known.get(whole)
    if found is None:
        bare = _joined(_bare(words))
        found = known.get(bare) if bare != whole else None
    return found or []


def _bare(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.word_class is not WordClass.LEGAL and word.text != "the"]


def _joined(words: Sequence[Word]) -> str:
    return "".join([word.text for word in words])


def _forms(name: Name) -> set[int]:
    """The kinds of legal forms in a name, those that say nothing but company put aside."""
    return {word.group for word in name.words if word.word_class is WordClass.LEGAL} - {lexicon.legal_kinds().index("company") + 1}


@cache
def _short_names() -> dict[str, list[int]]:
    """Short name in one piece to the rows of the parties that are known by it."""
    kept: dict[str, list[int]] = json.loads(keep_text("short-names", lambda: json.dumps(_by_short_name())))
    return kept


def _by_short_name() -> dict[str, list[int]]:
    parties: dict[str, list[int]] = {}
    for number, known in enumerate(lexicon.short_names()):
        for text in known.short:
            rows = parties.setdefault(_joined(analyze(text, Reading.OTHER).words), [])
            if number not in rows:
                rows.append(number)
    return parties


@cache
def _listed(party: int) -> tuple[Name, ...]:
    return tuple(analyze(text, Reading.OTHER) for text in lexicon.short_names()[party].listed)
