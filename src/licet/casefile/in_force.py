"""Is it in force on a day? Computed from dated acts and list sources, never read off a headline.

An act counts from its effective date when a document of the issuing agency or a list source shows it done; a press
report makes it *reported in force*. A pledge, an instruction, a bill, a deal or a plea agreement never does. It ends only
by an act that ends it, or by its term. What is only said is listed beside the answer and is never its basis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from licet.casefile.across import Cluster, Keys
from licet.casefile.answers import Answer
from licet.casefile.carrying import begins_on, carries, excepted, presupposed, tells_of
from licet.casefile.dates import bounds
from licet.casefile.doubts import end_spoken_of
from licet.casefile.events import Event
from licet.casefile.frames import GROUP_OF, frames
from licet.casefile.known import without_legal_form
from licet.casefile.official_record import from_record
from licet.casefile.one_telling import RESTRICTIVE, from_act, standing_of
from licet.casefile.reading import Reading
from licet.facts import Fact

RELIEF = ("sanctions_relief", "denial_order_termination", "delisting", "temporary_general_license")
_NEAR = timedelta(days=45)  # two days on which reports may date one act
_FINAL = re.compile(r"\b(?:final rule|final determination|it is (?:therefore |hereby )?ordered|order denying)\b")
_INTENDS = re.compile(r"\b(?:will|would|plan|intend|expect|propos|going to|set to)")
_RESTRICTION = re.compile(
    r"\b(?:sanctioned|sanctions|designat|blacklist|entity list|asset freeze|frozen|denial order|listed|was added|were added"
    r"|(?:add(?:s|ed)|puts?|placed|places) (?:[^.;,]{1,80}? )?(?:to|on) (?:an?|the|its|their|that) (?:[\w'-]+ ){0,4}?(?:black)?(?:list|roster)\b)"
)
_RAN_OUT = re.compile(r"\b(?:expired|lapsed|ran out|not (?:be )?(?:renewed|extended))\b")
_PERMISSION = re.compile(r"\b(?:licen[sc]e|waiver|reprieve|authori[sz]ation|grace period|deadline)")
_UNTIL = re.compile(r"\b(?:until|through|to) $")
SAID = frozenset({"announced", "proposed", "alleged", "denied", "reversed"})


def act_in_force(
    types: Sequence[str], parties: frozenset[str], on: date, clusters: Iterable[Cluster], keys: Keys, record: Sequence[Fact[Any]] = (), *,
    wanted: Any = None, readings: Sequence[Reading] = (), stays_listed: bool = False,
) -> Answer:  # fmt: skip
    """Whether an act of one of the types binds one of the parties on a day.

    Args:
        types: Types of act of the closed list.
        parties: Case-wide keys; empty means any.
        on: The day asked about.
        clusters: The case's acts.
        record: Dated facts of official sources: listings, general licenses, authorizations.
        wanted: A test an event must pass beside its type (an amount, a year); None for all.
        stays_listed: Whether a name is asked for on a list, which a court's injunction does not take it off.
    """
    clusters = [
        c for c in clusters if (not parties or not c.parties.isdisjoint(parties)) and any(e.type in types for _, e in c.members)
    ]
    said = [
        (r.doc_id, e.id)
        for c in clusters
        for r, e in c.members
        if e.type in types and e.status in SAID and (wanted is None or wanted(e)) and not presupposed(r, e)
    ]
    official = from_record(types, parties, on, keys, record)
    if official is not None:
        official.not_basis = said
        official.basis += [
            (r.doc_id, e.id)
            for c in clusters
            for r, e in c.members
            if official.answer == "yes" and e.type in types and e.status == "in_force"
        ]
        return official
    told = [
        (c, r, e)
        for c in clusters
        for r, e in c.members
        if e.type in types
        and (e.status in ("in_force", "historical") or _was_in_force(e))
        and not e.ends
        and (wanted is None or wanted(e))
        and (not parties or not e.target or not (own := keys.parties(r, e.target)) or _shared(own, parties))
        and carries(r, e, types)
        and not excepted(r, e, parties, keys)
    ]
    ends = {t for kind in types for t in frames()[kind].ended_by}
    best: Answer | None = None
    for cluster, reading, event in told:
        answer = from_act(cluster, reading, event, on, ends, readings, keys, parties, stays_listed)
        answer.not_basis = said
        if best is None or _RANK[answer.answer] < _RANK[best.answer]:
            best = answer
        elif best is not None and answer.answer == best.answer:
            best.basis += answer.basis
            best.standing = "in force" if "in force" in (best.standing, answer.standing) else best.standing
    if best is not None and best.answer == "yes" and parties and set(types) <= set(RESTRICTIVE):
        grounds = [(r, e) for _, r, e in told if (r.doc_id, e.id) in best.basis]
        if not any(tells_of(r, e, parties, keys) for r, e in grounds):
            return Answer("not_established", f"{best.why}, in a sentence about another", basis=best.basis, not_basis=said)
    if best is not None and best.answer == "yes":
        best = _dated_otherwise(on, told, best) or best
    if best is not None and best.answer == "yes" and best.standing == "reported in force":
        best = _not_yet(on, types, clusters) or best
    if best is not None and best.answer == "yes" and parties and set(types) <= {*RESTRICTIVE, "suspended_denial_order"}:
        doubt = end_spoken_of(types, parties, on, told, readings, keys)
        if doubt is not None:
            doubt.basis, doubt.not_basis = doubt.basis or best.basis, said
            best = doubt
    if best is not None and best.answer == "yes" and "rule_amendment" in types:
        best = _suspended(on, clusters) or best
    if best is not None and best.answer == "no" and best.turns_on == "longer" and len(types) > 3:
        return Answer(
            "not_established", f"{best.why}; whether another restriction stands is not told", basis=best.basis, not_basis=said
        )
    if best is not None and best.answer == "no" and best.turns_on and _spoken_of(parties, on, readings, keys, best.turns_on):
        return Answer("not_established", f"{best.why}; another document speaks of it otherwise", basis=best.basis, not_basis=said)
    if best is not None:
        return best
    due = [
        (r.doc_id, e.id)
        for c in clusters
        for r, e in c.members
        if e.type in types and e.status == "announced" and r.official and e.date and bounds(e.date)[1] <= on
    ]
    if due and any(
        _FINAL.search(r.text.low[:3000]) and not _INTENDS.search(" ".join(e.trigger_words))
        for c in clusters
        for r, e in c.members
        if (r.doc_id, e.id) in due
    ):
        return Answer(
            "yes",
            "a final act of the agency that took effect on its stated day; no act that ends it is told",
            "in force",
            basis=due,
            not_basis=said,
        )
    if due:
        return Answer(
            "not_established",
            "the agency announced it with effect from a day now past; no document shows it done",
            basis=due,
            not_basis=said,
        )
    heard = [(c, r, e) for c in clusters for r, e in c.members if e.type in types and e.status == "announced"]
    only = {e.status for c in clusters for _, e in c.members if e.type in types and e.status in SAID} == {"announced"}
    still = any(r.written is not None and r.written >= on for _, r, _ in heard)  # a document of the day says that it is to come
    past_its_day = any(_due_by(on, r, e) for _, r, e in heard)
    if only and (
        past_its_day or (not still and any(e.type in RESTRICTIVE and not (e.date and on < bounds(e.date)[0]) for _, _, e in heard))
    ):
        return Answer(
            "not_established", "announced; no document shows whether it was done by then", basis=list(said), not_basis=said
        )
    if said:
        statuses = sorted({e.status for c in clusters for _, e in c.members if e.type in types and e.status in SAID})
        return Answer("no", f"only {' and '.join(statuses)}; no act with effect is told", basis=list(said), not_basis=said)
    return Answer("not_established", "no document and no list source tells of such an act")


def _due_by(on: date, reading: Reading, event: Event) -> bool:
    """Whether what a document announced was to have effect by a day after the document's own."""
    begins = begins_on(reading, event)
    if begins is not None:
        return begins <= on
    return (
        event.date is not None
        and reading.written is not None
        and reading.written < bounds(event.date)[0] <= bounds(event.date)[1] < on
    )


_RANK = {"yes": 0, "no": 1, "not_established": 2}


def _was_in_force(event: Event) -> bool:
    """Whether a telling of an act that was undone tells of one that stood from a day on."""
    return event.status == "reversed" and event.date is not None and GROUP_OF.get(event.type) in ("lists", "export privileges")


def _shared(own: frozenset[str] | set[str], asked: frozenset[str]) -> bool:
    """Whether parties are asked about, by their keys or by a name that begins with the other: Acme Gold FZE is Acme Gold."""
    if own & asked:
        return True
    mine = {_bare(key) for key in own}
    return any(a == b or a.startswith(f"{b} ") or b.startswith(f"{a} ") for a in mine for b in map(_bare, asked))


def _bare(key: str) -> str:
    return without_legal_form(key.partition(":")[2]).rstrip(".,").lower()


def _not_yet(on: date, types: Sequence[str], clusters: Iterable[Cluster]) -> Answer | None:
    """Not established when the agency's own document gives a later day of effect than the press does."""
    for cluster in clusters:
        for reading, event in cluster.members:
            if event.type in types and event.status == "announced" and reading.official and event.date and reading.written:
                first = bounds(event.date)[0]
                if reading.written - timedelta(days=7) <= on < first <= on + timedelta(days=60):
                    return Answer(
                        "not_established",
                        f"told by the press, but the agency announced it with effect from {first}",
                        basis=[(reading.doc_id, event.id)],
                    )
    return None


def _dated_otherwise(on: date, told: Sequence[tuple[Cluster, Reading, Event]], best: Answer) -> Answer | None:
    """What stands when one report dates an act before the day, more roughly than the others, which date it after."""
    earlier = [(r, e) for _, r, e in told if (r.doc_id, e.id) in best.basis]
    later = [(r, e) for _, r, e in told if e.date and len(e.date) >= 10 and on < bounds(e.date)[0]]
    documents = {r.doc_id for r, _ in earlier}
    if len(documents) != 1 or not later or any(r.official or e.date is None or len(e.date) >= 10 for r, e in earlier):
        return None
    if documents & {r.doc_id for r, _ in later}:
        return None
    first, begun = bounds(str(earlier[0][1].date)), min(bounds(str(e.date))[0] for _, e in later)
    if begun - first[1] > _NEAR:
        return None
    basis = [(r.doc_id, e.id) for r, e in later]
    if len({r.doc_id for r, _ in later}) > 1:
        return Answer(
            "no", f"several documents date it {begun}, after the day asked about; one says {earlier[0][1].date}", basis=basis
        )
    return Answer("not_established", f"one document dates it {earlier[0][1].date}, another {begun}", basis=basis)


def _suspended(on: date, clusters: Iterable[Cluster]) -> Answer | None:
    """The answer "no" when a rule told of is suspended on the day by a later one."""
    for cluster in clusters:
        for reading, event in cluster.members:
            if not event.ends or event.status != "in_force" or event.date is None or on < bounds(event.date)[0]:
                continue
            until = [
                d.value
                for d in reading.dates
                if d.value
                and any(d.span.overlaps(s) for s in event.evidence)
                and _UNTIL.search(reading.text.low[max(0, d.span.start - 12) : d.span.start])
            ]
            if until and on > max(bounds(value)[1] for value in until):
                continue
            return Answer("no", f"it is suspended from {event.date}", standing_of(reading), basis=[(reading.doc_id, event.id)])
    return None


def _spoken_of(parties: frozenset[str], on: date, readings: Sequence[Reading], keys: Keys, how: str) -> bool:
    """Whether a document speaks of a restriction on a party before the act understood began, or of a longer term than it had.

    What was not understood must not turn into a "no".
    """
    if how == "longer":  # a later document of the matter may tell of an extension in words not understood
        return any(
            r.written is not None
            and r.written >= on - timedelta(days=200)
            and _PERMISSION.search(r.text.low)
            and not _RAN_OUT.search(r.text.low)
            for r in readings
            if not any(e.until and bounds(e.until)[1] < on for e in r.sure)
        )
    for reading in readings:
        if reading.written is None or reading.written > on:
            continue
        for entity in reading.parties.entities:
            if keys.of(entity.key) in parties:
                for mention in entity.mentions:
                    sentence = reading.text.sentence_at(mention.span.start)
                    if sentence is not None and _RESTRICTION.search(reading.text.low, sentence.span.start, sentence.span.end):
                        return True
    return False
