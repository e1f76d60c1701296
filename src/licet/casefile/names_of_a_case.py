"""What the documents of a case teach one another of names: the wire says "phone maker Acme Technology", the blog only "Acme".

A document is read by itself first. Then a name that one document makes plain (a legal form, an apposition, a title, a table) and that
another uses without saying what it is, is read there too. Only what was read alone teaches: the order of documents never matters.
What only a pipeline told teaches nothing: it was asked about each document itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from licet.casefile.entities import Entity, Found
from licet.casefile.name_kinds import STOP
from licet.casefile.reading import Reading
from licet.casefile.text import Span

_TAUGHT = frozenset({"company", "person", "organization"})
_CAPITAL = re.compile(r"\b[A-ZÀ-ÞĀ-Ž][\w-]+")
_LEAST = 4  # letters: fewer may be anything
_NOWHERE = Span(0, 0)


def share_names(readings: Sequence[Reading]) -> None:
    """Read again each document that uses a name which another document of the case makes plain."""
    if len(readings) < 2:
        return
    told = _told(readings)
    for reading in readings:
        names = _used_without_saying(reading, told)
        if names:
            reading.knows(names)


def _told(readings: Sequence[Reading]) -> dict[str, dict[str, Found]]:
    """Names by their first word: each that means one party in all documents that say whom it means."""
    meant: dict[str, dict[str, Found]] = defaultdict(dict)
    for reading in readings:
        for entity in reading.parties.entities:
            if entity.type in _TAUGHT and entity.known is None and entity.by != "pipeline":
                for name in _names_of(reading, entity):
                    found = Found(_NOWHERE, entity.type, entity.key, entity.canonical)
                    meant[name].setdefault(f"{entity.type}:{entity.canonical.split()[0].lower()}", found)
    by_first: dict[str, dict[str, Found]] = defaultdict(dict)
    for name, parties in meant.items():
        if len(parties) == 1:
            longest = max(parties.values(), key=lambda found: (len(found.canonical), found.canonical))
            by_first[name.split(" ", 1)[0]][name] = longest
    return by_first


def _names_of(reading: Reading, entity: Entity) -> set[str]:
    """The spellings of a party in a document that may stand for it in another."""
    flat = reading.text.flat
    names = {flat[mention.span.start : mention.span.end] for mention in entity.mentions if mention.kind == "name"}
    return {name for name in names if len(name) >= _LEAST and not name.isupper() and name.lower() not in STOP}


def _used_without_saying(reading: Reading, told: dict[str, dict[str, Found]]) -> dict[str, Found]:
    """The names others make plain that stand in a document and that it does not take for a party of that kind."""
    flat = reading.text.flat
    own: dict[str, set[str]] = defaultdict(set)
    for span, entity in reading.parties.where:
        own[flat[span.start : span.end]].add(entity.type)
    first_words = told.keys() & set(_CAPITAL.findall(flat))
    return {
        name: found
        for word in sorted(first_words)
        for name, found in told[word].items()
        if name in flat and found.type not in own.get(name, ())
    }
