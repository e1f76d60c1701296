"""Questions of what a party itself did: whether it pleaded, sued, asked. The act's target is somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from licet.casefile.across import Cluster, Keys
from licet.casefile.answers import Answer
from licet.casefile.dates import bounds
from licet.casefile.events import Event
from licet.casefile.one_telling import standing_of
from licet.casefile.reading import Reading

#: Acts of the party asked about, each with the act that says it did the contrary.
_CONTRARY = {"guilty_plea": "not_guilty_plea", "not_guilty_plea": "guilty_plea", "lawsuit": "", "operations_halt": ""}
_DONE = ("in_force", "historical")


def done_by(types: Sequence[str], parties: frozenset[str], on: date, clusters: Sequence[Cluster], keys: Keys) -> Answer | None:
    """Whether one of the parties did an act of one of the types by a day; None where the documents tell of none by it.

    An act that is only announced ("has agreed to plead guilty") is a no, and so is the contrary one.
    """
    if not parties or not types or not _CONTRARY.keys() >= set(types):
        return None
    mine = [(r, e) for c in clusters for r, e in c.members if keys.parties(r, e.actor) & parties and _by(r, e, on) and _names(r, e)]
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
    return None


def _by(reading: Reading, event: Event, on: date) -> bool:
    day = bounds(event.date)[0] if event.date else reading.written
    return day is not None and day <= on


def _names(reading: Reading, event: Event) -> bool:
    """Whether a sentence of the act names its doer: "one of the former employees pleaded guilty" names nobody."""
    return any(
        entity.id in event.actor
        for span in event.evidence
        if (sentence := reading.text.sentence_at(span.start)) is not None
        for _, entity in reading.parties.between(sentence.span.start, sentence.span.end)
    )
