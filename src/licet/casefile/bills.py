"""Questions of a bill: it binds nobody before it is law, and which chamber has passed it is told or open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from licet.casefile.across import Cluster, Keys
from licet.casefile.answers import Answer
from licet.casefile.dates import bounds
from licet.casefile.events import Event
from licet.casefile.held_to import limited
from licet.casefile.in_force import act_in_force
from licet.casefile.reading import Reading
from licet.casefile.understanding import Asked
from licet.facts import Fact

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
PASSED = re.compile(
    r"(?:has|have|had|did|was|were)\b(?!.*\b(?:barred|in force|law|signed|enacted)\b).*\b(?:passed|approved|adopted|voted|cleared|vote|pass)\b"
)
_CHAMBER = re.compile(r"\b(?:house|senate|congress|parliament|committee)\b")
_IN_PART = re.compile(r"\b(?:committee|panel|subcommittee|will|would|expected|set to|plan|yet)\b")
_VOTED = re.compile(r"\b(?:pass(?:es|ed)|approv(?:es|ed)|voted|adopt(?:s|ed)|cleared)\b")


def passed(asked: Asked, question: str, on: date, clusters: Sequence[Cluster], keys: Keys) -> Answer:
    """ "Has the bill passed the House?": yes where a vote of that very chamber is told of; what is not told is open."""
    chamber = _CHAMBER.search(question)
    for cluster in clusters:
        for reading, event in cluster.members:
            day = bounds(event.date)[0] if event.date else reading.written
            if event.type != "legislative_vote" or event.status not in ("in_force", "historical") or day is None or day > on:
                continue
            sentence = reading.text.sentence_at(event.trigger.start)
            if sentence is None or chamber is None or chamber[0] == "congress":
                continue
            words = reading.text.low[sentence.span.start : sentence.span.end]
            named = {keys.of(e.key) for _, e in reading.parties.between(sentence.span.start, sentence.span.end)}
            if (
                chamber[0] in words
                and _VOTED.search(words)
                and (chamber[0] == "committee" or not _IN_PART.search(words))
                and asked.parties
                and asked.parties <= named
            ):
                return Answer("yes", "a vote is told of", basis=[(reading.doc_id, event.id)])
    return Answer("not_established", "no vote of that chamber on it is told")


def of_a_bill(
    asked: Asked, on: date, readings: Sequence[Reading], clusters: Sequence[Cluster], keys: Keys, record: Sequence[Fact[Any]]
) -> Answer:
    """A bill binds nobody until it is enacted: only a ban in force, or an official listing under it, says so."""
    told = [
        (r, e)
        for c in clusters
        for r, e in c.members
        if e.type == "bill_introduced" and (not asked.parties or c.parties & asked.parties)
    ]
    if not told:  # a bill of which its passing is told, in a document that names the party
        told = [
            (r, e)
            for c in clusters
            for r, e in c.members
            if e.type in ("bill_introduced", "legislative_vote")
            and asked.parties & {keys.of(entity.key) for entity in r.parties.entities}
        ]
    begun = max((bounds(e.date)[0] for _, e in told if e.date), default=None)

    def made_by_it(event: Event) -> bool:
        """Whether a ban is none of an older law."""
        return begun is None or (event.date is not None and bounds(event.date)[1] >= begun)

    kinds = ("procurement_ban", "transaction_prohibition")
    if asked.parties:
        clusters = keys.involved(asked.parties, clusters)
    if told:  # the rule of an agency is no law that came of a bill
        clusters = limited(clusters, lambda r, e: e.type not in kinds or _by_statute(r, e, begun))
    laws = act_in_force(kinds, asked.parties, on, clusters, keys, record, wanted=made_by_it, readings=readings)
    bills = [(r.doc_id, e.id) for r, e in told]
    if laws.answer == "yes":
        laws.not_basis = bills
        return laws
    if bills:
        return Answer("no", "introduced, not enacted", basis=bills, not_basis=bills)
    return Answer("not_established", "no bill is told of")


_STATUTE = re.compile(
    r"\b(?:acts?|laws?|statutes?|statutory|sections?|provisions?|bills?|legislation|congress|senate|house|lawmakers|signed|enacted|ndaa|amendment)\b|§"
)


def _by_statute(reading: Reading, event: Event, begun: date | None) -> bool:
    """Whether the sentences of a ban speak of a law that makes it, and of no year before the bill."""
    low = reading.text.low
    sentences = [s.span for span in event.evidence if (s := reading.text.sentence_at(span.start)) is not None]
    older = begun is not None and any(int(y[0]) < begun.year for s, e in sentences for y in _YEAR.finditer(low, s, e))
    return not older and any(_STATUTE.search(low, start, end) for start, end in sentences)
