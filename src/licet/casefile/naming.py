"""Listings told as what somebody is named: "labeled C a Chinese military company", "C, a sanctioned trader", "entity-listed C".

Sources: section 1260H of Pub. L. 116-283 and Executive Order 13959 (military companies), 15 CFR 744.21 (military end users), 31 CFR
chapter V (blocked persons), 8 U.S.C. 1189 and Executive Order 13224 (terrorist organizations, specially designated global terrorists).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from licet.casefile.deeds import _PASSIVE, Deed
from licet.casefile.text import Span
from licet.casefile.word_facts import words_in

_CLASS = (
    r"(?:(?P<mil>(?:[a-zDN'-]+ ){0,3}?military(?:[ -]industrial(?:[ -]complex)?)? (?:compan(?:y|ies)|end[- ]users?|contractors?)|(?:section )?1260h (?:compan(?:y|ies)|entit(?:y|ies)))|"
    r"(?P<sdn>(?:specially designated (?:[a-z]+ ){0,2}(?:nationals?|terrorists?|narcotics traffickers?|entit(?:y|ies))|sdns?|blocked (?:persons?|part(?:y|ies)|property|entit(?:y|ies))|(?:foreign )?terrorist (?:organi[sz]ations?|groups?|entit(?:y|ies)))))(?![a-z])"
)
_VERB = re.compile(
    r"(?<![a-z-])(?:label|brand|nam|declar|deem|designat|identif|list|class|classif|categori[sz]|defin)(?P<form>e|es|s|ed|led|ling|ing|y|ies|ied|ying)?(?![a-z])"
)
_AS = re.compile(
    rf"(?:(?: by (?:the )?[A-Z]+)?(?: T+| on T+| again| formally| officially)? as| to be)?(?: an?| the| one of (?:the )?(?:[a-z]+ )?| among (?:the )?)? {_CLASS}"
)
_THEN_AS = re.compile(
    rf"(?P<whom>(?: [^ .;:]+){{1,14}}?),? (?:as |to be )?(?:an? |the |one of (?:the )?(?:[a-z]+ )?|among (?:the )?)?{_CLASS}"
)
_APPOSED = re.compile(
    r"(?P<whom>[CP]{2,})(?:,| \(| -| –) (?:himself |itself )?(?:also )?(?:an?|the|another|one of the|two) (?:[a-zDN-]+ ){0,2}?(?P<how>(?:[DNG]+-|us-|u\.s\.-|eu-|uk-|ofac-)?(?:sanctioned|blacklisted)|entity[- ]listed|designated)(?= [a-zDN])"
)
_BEFORE_NAME = re.compile(
    r"(?<![a-z])(?P<how>(?:[DNG]+-|us-|u\.s\.-|eu-|uk-|ofac-)(?:sanctioned|blacklisted|designated)|entity[- ]listed|blacklisted|u\.s\.-listed) (?:[a-zDN'-]+ ){0,4}?(?P<whom>[CP]{2,})"
)
_LISTED_VERB = re.compile(
    r"(?P<whom>[CP]{2,}|it|the (?:company|firm)),? (?:which |who )?(?:was|is|were|are|has been|had been|being) (?P<how>entity[- ]listed)(?![a-z])"
)
_WORDS = frozenset({"military", "terrorist", "terrorists", "blocked", "specially", "sdn", "sdns", "h"})
_HOWS = frozenset({"sanctioned", "blacklisted", "listed", "designated"})
OPENING_WORDS = _WORDS | _HOWS
_NOT_IT = re.compile(r"\b(?:not|never|any|no|other|such|if|with|by|from|dealing with|between) (?:an? |the )?(?:[a-z]+ )?$")


def naming_deeds(masked: str, span: Span) -> Iterator[Deed]:
    """What a sentence names somebody, where that is a listing.

    >>> words = "the pentagon labeled CCCC a DDDD military company in TTTT."
    >>> [(d.act, words[d.patient.start : d.patient.end]) for d in naming_deeds(words, Span(0, len(words)))]
    [('military_company_listing.does', ' CCCC')]
    """
    words = words_in(masked[span.start : span.end])
    if not _WORDS.isdisjoint(words):
        for found in _VERB.finditer(masked, span.start, span.end):
            told = _named(masked, span, found)
            if told is not None:
                yield told
    if not _HOWS.isdisjoint(words):
        for pattern in (_APPOSED, _BEFORE_NAME, _LISTED_VERB):
            for found in pattern.finditer(masked, span.start, span.end):
                if pattern is _BEFORE_NAME and _NOT_IT.search(masked, max(span.start, found.start() - 30), found.start()):
                    continue
                how = found["how"]
                act = (
                    "entity_list_addition.does"
                    if "entity" in how
                    else "blacklisting.does"
                    if "black" in how
                    else "listing.does"
                    if "designated" in how
                    else "designation.does"
                )
                at = Span(*found.span("how"))
                yield Deed(act, at, at, Span(*found.span("whom")), False, False, at, "on", head=at.start, nominal=True, stands=True)


def _named(masked: str, span: Span, found: re.Match[str]) -> Deed | None:
    at = Span(*found.span())
    form = found["form"] or ""
    lead = masked[max(span.start, at.start - 60) : at.start]
    passive = _PASSIVE.search(lead) if form.endswith("ed") else None
    told = _AS.match(masked, at.end, span.end)
    if told is not None:
        if passive is None and not form.endswith("ed"):
            return None
        head = at.start - len(lead) + passive.start() if passive else at.start
        patient, before = Span(span.start, head), True
    else:
        told = _THEN_AS.match(masked, at.end, min(span.end, at.end + 260))
        if told is None or passive is not None:
            return None
        head, patient, before = at.start, Span(*told.span("whom")), False
    kind = "mil" if told["mil"] else "sdn"
    act = "military_company_listing.does" if told["mil"] else "designation.does"
    return Deed(
        act,
        at,
        Span(at.start, told.end()),
        patient,
        before,
        before and passive is None,
        Span(*told.span(kind)),
        "on",
        masked[told.start(kind) : told.end(kind)],
        head=head,
    )
