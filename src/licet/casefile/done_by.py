"""Questions of what a party itself did: whether it pleaded, sued, asked. The act's target is somebody else."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from licet.casefile.across import Cluster, Keys
from licet.casefile.answers import Answer
from licet.casefile.dates import bounds
from licet.casefile.events import Event
from licet.casefile.one_telling import standing_of
from licet.casefile.reading import Reading
from licet.casefile.who_and_when import WhoAndWhen

#: Acts of the party asked about, each with the act that says it did the contrary.
_CONTRARY = {"guilty_plea": "not_guilty_plea", "not_guilty_plea": "guilty_plea", "lawsuit": "", "operations_halt": ""}
_NOBODY = WhoAndWhen()
_PEOPLE = r"(?:employees?|executives?|officers?|directors?|managers?|traders?|subsidiar(?:y|ies)|units?|founders?|staff|officials?|bankers?|lawyers?|administrators?|operators?|developers?|members?|agents?|customers?|suppliers?|associates?|branch(?:es)?|chief)"
_OF_IT = re.compile(rf"(?:'s|’s)? (?:[a-z.-]+ )?{_PEOPLE}\b")
_ITS = re.compile(rf"\b{_PEOPLE} (?:of|at|for) (?:the )?$")
#: A question that asks of those people themselves.
ITS_PEOPLE = re.compile(rf"\b{_PEOPLE} (?:of|at|for) ")
_DONE = ("in_force", "historical")


def done_by(
    types: Sequence[str], parties: frozenset[str], on: date, clusters: Sequence[Cluster], keys: Keys, asked: WhoAndWhen = _NOBODY
) -> Answer | None:
    """Whether one of the parties did an act of one of the types by a day; None where the documents tell of none by it.

    Of a suit that is told, who sued whom is held to the question: "has A sued B?", "has B been sued?".

    An act that is only announced ("has agreed to plead guilty") is a no, and so is the contrary one.
    """
    if not parties or not types or not _CONTRARY.keys() >= set(types):
        return None
    if "lawsuit" in types and (asked.doers & parties or asked.passive):
        return _sued(parties, on, clusters, keys, asked)
    theirs = [(r, e) for c in clusters for r, e in c.members if keys.parties(r, e.actor) & parties and _by(r, e, on)]
    mine = [(r, e) for r, e in theirs if _names(r, e)]
    done = [(r, e) for r, e in mine if e.status in _DONE]
    contrary = {_CONTRARY[t] for t in types}
    if any(e.type in types for _, e in done) and any(e.type in contrary for _, e in done):
        basis = [(r.doc_id, e.id) for r, e in done]
        return Answer("not_established", "both it and the contrary are told", basis=basis)
    for answer, told in (
        ("yes", [(r, e) for r, e in done if e.type in types]),
        ("no", [(r, e) for r, e in done if e.type in contrary]),
        ("no", [(r, e) for r, e in mine if e.type in types and e.status in ("announced", "proposed", "denied")]),
    ):
        if told:
            reading, event = told[0]
            why = f"the {event.type.replace('_', ' ')} is told as {'done' if event.status in _DONE else event.status}"
            return Answer(answer, why, standing_of(reading) if answer == "yes" else "", basis=[(r.doc_id, e.id) for r, e in told])
    others = [(r.doc_id, e.id) for r, e in theirs if e.type in types and (r, e) not in mine and only_of_another(r, e, e.actor)]
    if others:
        return Answer("not_established", "it is told of somebody who serves the party", basis=others, not_basis=others)
    return None


def only_of_another(reading: Reading, event: Event, own: Collection[str]) -> bool:
    """Whether the words of an act name some entities, and only for who serves or belongs to them: "two founders of C were charged"."""
    low = reading.text.low
    named = [
        _OF_IT.match(low, where.end) is not None or _ITS.search(low, max(0, where.start - 40), where.start) is not None
        for span in event.evidence
        for where, entity in reading.parties.between(span.start, span.end)
        if entity.id in own
    ]
    return bool(named) and all(named)


def told_of_another(reading: Reading, event: Event, own: Collection[str]) -> bool:
    """Whether an act is of who serves some entities, by its own sentence, or by all of its evidence where that names none of them."""
    sentence = reading.text.sentence_at(event.trigger.start)
    return only_of_another(reading, event, own) or (
        sentence is not None and only_of_another(reading, replace(event, evidence=[sentence.span]), own)
    )


def _sued(parties: frozenset[str], on: date, clusters: Sequence[Cluster], keys: Keys, asked: WhoAndWhen) -> Answer | None:
    """Whether a suit is told of by the one asked about, against the one asked about."""
    by, against = parties & asked.doers, parties - asked.doers
    suits = [(r, e) for c in clusters for r, e in c.members if e.type == "lawsuit" and e.status in _DONE and _by(r, e, on)]
    fit = [
        (r, e)
        for r, e in suits
        if (not by or keys.parties(r, e.actor) & by) and (not against or keys.parties(r, e.target) & against)
    ]
    if not fit:
        if all(e.target and not keys.parties(r, e.target) & parties for r, e in suits):
            return None  # what is only said of one may answer
        return Answer("not_established", "no suit between them is told", not_basis=[(r.doc_id, e.id) for r, e in suits])
    return Answer("yes", "the lawsuit is told as done", standing_of(fit[0][0]), basis=[(r.doc_id, e.id) for r, e in fit])


def _by(reading: Reading, event: Event, on: date) -> bool:
    day = bounds(event.date)[0] if event.date else reading.written
    return day is not None and day <= on


def _names(reading: Reading, event: Event) -> bool:
    """Whether a sentence of the act names its doer: "one of the former employees" or "a former C employee" is not C."""
    low = reading.text.low
    return any(
        entity.id in event.actor
        and not _OF_IT.match(low, where.end)
        and not _ITS.search(low, max(0, where.start - 40), where.start)
        for span in event.evidence
        if (sentence := reading.text.sentence_at(span.start)) is not None
        for where, entity in reading.parties.between(sentence.span.start, sentence.span.end)
    )
