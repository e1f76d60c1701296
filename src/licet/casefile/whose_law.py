"""Whose law an act or a question is about: a British asset freeze answers nothing about the European Union's list.

Sources: the authorities themselves; an act of one binds under its law only (50 U.S.C. 1701-1706; art. 291 TFEU and Regulation (EU)
No 269/2014; Sanctions and Anti-Money Laundering Act 2018; UN Charter art. 41).
"""

from __future__ import annotations

import re

from licet.casefile.entities import Entity
from licet.casefile.events import Event
from licet.casefile.reading import Reading
from licet.casefile.text import Span

_ASKED = (
    ("EU", re.compile(r"\b(?:EU|European Union|European|Brussels|Council of the European Union)\b(?!'s? (?:firm|company|bank))")),
    ("GB", re.compile(r"\b(?:UK|U\.K\.|United Kingdom|British|Britain|London|OFSI)\b")),
    ("UN", re.compile(r"\b(?:UN|U\.N\.|United Nations|Security Council)\b")),
    ("CH", re.compile(r"\b(?:Swiss|Switzerland|SECO)\b")),
    ("CA", re.compile(r"\b(?:Canadian|Canada)\b")),
    ("AU", re.compile(r"\b(?:Australian?|DFAT)\b")),
    ("JP", re.compile(r"\b(?:Japan(?:ese)?)\b")),
    ("US", re.compile(r"\b(?:US|U\.S\.|United States|American|OFAC|Treasury|SDN|Entity List|BIS|Commerce|Pentagon|1260H|Washington|Denied Persons)\b")),
)  # fmt: skip
_LAW_OF = re.compile(r"\b(?:by|under|of|to|on)\b|sanction|list|freeze|measures|blocked|designat")
_PLACES = {
    "London": "GB",
    "Brussels": "EU",
    "Washington": "US",
    "Ottawa": "CA",
    "Canberra": "AU",
    "Bern": "CH",
    "Tokyo": "JP",
    "Luxembourg": "EU",
}
_BESIDE = 24  # characters before the words of an act in which its authority stands: "that Washington sanctioned"
_WITHIN = 40
_KINDS = ("agency", "government", "legislature", "organization", "country", "place", "person")
_LISTS_OF = re.compile(
    r"(?P<US>\bsdn\b|specially designated|entity list|denied persons|\bofac|1260h|e\.o\. 1[34]|executive order)|(?P<EU>\(eu\) no|annex i to|\beu sanctions|\beu's)|(?P<GB>uk sanctions|\bofsi\b|\buk's)|(?P<UN>1267|security council committee)"
)


def law_asked(question: str) -> frozenset[str]:
    """The countries or unions whose law a question names; empty when it names none.

    >>> sorted(law_asked("Is Acme subject to a UK asset freeze?")), law_asked("Is Acme sanctioned?")
    (['GB'], frozenset())
    """
    return laws_named(question) if _LAW_OF.search(question.lower()) is not None else frozenset()


def laws_named(words: str) -> frozenset[str]:
    """The countries or unions whose authorities some words name."""
    return frozenset(code for code, pattern in _ASKED if pattern.search(words))


def gives_law(entity: Entity) -> bool:
    """Whether an entity is a state or a union that lists others, and not itself asked about."""
    return _code(entity) is not None


def _code(entity: Entity) -> str | None:
    for prefix, code in (("eu-", "EU"), ("un", "UN"), ("us-", "US"), ("uk-", "GB")):
        if entity.key == prefix or (entity.key.startswith(prefix) and (prefix.endswith("-") or entity.key[2:3] in ("", "-"))):
            return code
    if entity.canonical in ("European Union", "Council of the European Union", "European Commission"):
        return "EU"
    if entity.canonical in ("United Nations", "UN Security Council", "United Nations Security Council", "Security Council"):
        return "UN"
    if entity.type == "place":
        return _PLACES.get(entity.canonical)
    if entity.type in ("agency", "government", "legislature", "country") and entity.known is not None:
        return entity.known.country
    return None


_CODES = frozenset(code for code, _ in _ASKED)


def law_of(reading: Reading, event: Event) -> str | None:
    """Whose law an act is under: as its own words say, else by the authority before them, else by the list, else by the document."""
    sentence = reading.text.sentence_at(event.trigger.start)
    named = []
    if sentence is not None:
        whole = sentence.span
        named = [
            (span, code)
            for span, entity in reading.parties.between(whole.start, whole.end)
            if entity.id not in event.target and (code := _code(entity)) in _CODES
        ]
        own = [
            code
            for span, code in named
            if -_BESIDE <= span.start - event.trigger.start < min(_WITHIN, event.trigger.end - event.trigger.start)
        ]
        if own:
            return own[-1]
    for identity in event.actor:
        entity = reading.entity(identity)
        code = _code(entity) if entity is not None else None
        if code in _CODES:
            return code
    if sentence is not None:
        before = [code for span, code in named if span.start < event.trigger.end]
        if before:
            return before[-1]
        listed = _LISTS_OF.search(reading.text.low, whole.start, whole.end)
        if listed is not None:
            return listed.lastgroup
        if len({code for _, code in named}) == 1:
            return named[0][1]
    codes = {
        code
        for entity in reading.parties.entities
        if entity.type in ("agency", "organization") and (code := _code(entity)) in _CODES
    }
    if len(codes) == 1:
        return codes.pop()
    if reading.official:  # the office that signs it stands first
        return next(
            (code for _, entity in reading.parties.where if (code := _code(entity)) in _CODES and entity.type == "agency"), None
        )
    return None


def fits_law(asked: frozenset[str], reading: Reading, event: Event) -> bool:
    """Whether an act may be under the law asked about: it is, or nothing tells."""
    if not asked:
        return True
    if event.id not in reading.laws:
        reading.laws[event.id] = law_of(reading, event)
    code = reading.laws[event.id]
    return code is None or code in asked


def numbered(question: str) -> re.Pattern[str] | None:
    """An expression of the general license a question names by number, for the words of documents; None when it names none.

    >>> numbered("Is General License 8C in force?").pattern
    '\\\\bgeneral licen[sc]es?(?:,)? (?:no\\\\. ?|number )?(?:\\\\d+[a-z]*(?:,| and) )*8c\\\\b'
    """
    found = re.search(r"\b(?:General Licen[sc]e|GL)(?:,)? ?(?:No\. ?|Number )?([A-Z]?\d{0,3}[A-Z]?)\b", question)
    if found is None or not found[1]:
        return None
    return re.compile(rf"\bgeneral licen[sc]es?(?:,)? (?:no\. ?|number )?(?:\d+[a-z]*(?:,| and) )*{re.escape(found[1].lower())}\b")


def says_number(pattern: re.Pattern[str], reading: Reading, event: Event) -> bool:
    """Whether an act is of the license a question names: its sentence says so, or the document's heading does and names no other first."""
    for span in (event.trigger, *event.evidence):
        if pattern.search(reading.text.low, span.start, span.end):
            return True
        if _ANY_NUMBER.search(reading.text.low, span.start, span.end):
            return False
    first = _ANY_NUMBER.search(reading.text.low)
    return first is not None and pattern.match(reading.text.low, first.start()) is not None


_ANY_NUMBER = re.compile(r"\bgeneral licen[sc]es?(?:,)? (?:no\. ?|number )?(?:\d+[a-z]*|[a-z]\b)")


def sentences_naming(reading: Reading, identities: set[str]) -> list[Span]:
    """The sentences of a document that name one of some entities."""
    spans = {}
    entities = (reading.entity(identity) for identity in identities)
    for at in sorted(m.span.start for entity in entities if entity is not None for m in entity.mentions):
        if (sentence := reading.text.sentence_at(at)) is not None:
            spans[sentence.span.start] = sentence.span
    return list(spans.values())


#: Words that go on about a party named before.
PRONOUN = re.compile(
    r"\b(?:it|its|either|both|their|they|them|he|him|she|her|the (?:company|firm|bank|group|maker|chipmaker|businessman|tycoon|carrier|airline))\b"
)
_NAMED = ("company", "person", "organization")


def spans_about(reading: Reading, own: set[str]) -> list[Span]:
    """The sentences that name one of some entities, and those after them that go on about it and name no other."""
    naming = sentences_naming(reading, own)
    if not naming:
        return []
    found = list(naming)
    starts = {span.start for span in naming}
    sentences = reading.text.sentences
    for first in naming:
        named = reading.text.sentence_at(first.start)
        for at in range(named.at + 1 if named is not None else len(sentences), len(sentences)):
            span = sentences[at].span
            if span.start in starts or any(
                e.type in _NAMED and not gives_law(e) for _, e in reading.parties.between(span.start, span.end)
            ):
                break
            if PRONOUN.search(reading.text.low, span.start, span.end):
                found.append(span)
    return found
