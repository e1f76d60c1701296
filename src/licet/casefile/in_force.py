"""Is it in force on a day? Computed from dated acts and list sources, never read off a headline.

An act counts from its effective date when a document of the issuing agency or a list source shows it done; a press
report makes it *reported in force*. A pledge, an instruction, a bill, a deal or a plea agreement never does. It ends only
by an act that ends it, or by its term. What is only said is listed beside the answer and is never its basis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from licet.casefile.across import Cluster, Keys
from licet.casefile.answers import Answer
from licet.casefile.calendar import add_term
from licet.casefile.carrying import begins_on, carries, excepted, presupposed, tells_of
from licet.casefile.dates import bounds
from licet.casefile.doubts import end_spoken_of
from licet.casefile.endings import endings
from licet.casefile.events import Event
from licet.casefile.frames import GROUP_OF, frames
from licet.casefile.known import without_legal_form
from licet.casefile.official_record import from_record
from licet.casefile.reading import Reading
from licet.facts import Fact

RESTRICTIVE = (
    "entity_list_addition", "designation", "military_company_listing", "denial_order", "temporary_denial_order", "transaction_prohibition",
    "procurement_ban", "sales_ban",
)  # fmt: skip
RELIEF = ("sanctions_relief", "denial_order_termination", "delisting", "temporary_general_license")
_TERM = {"temporary_denial_order": "P180D"}
_GOES_ON = re.compile(r"\b(?:remain|stay|prolong|renew|extend|(?:are|is) (?:still )?(?:frozen|blocked)|(?:assets|property) are)")
_NEAR = timedelta(days=45)  # two days on which reports may date one act
_FINAL = re.compile(r"\b(?:final rule|final determination|it is (?:therefore |hereby )?ordered|order denying)\b")
_INTENDS = re.compile(r"\b(?:will|would|plan|intend|expect|propos|going to|set to)")
_RESTRICTION = re.compile(
    r"\b(?:sanctioned|sanctions|designat|blacklist|entity list|asset freeze|frozen|denial order|listed|was added|were added)"
)
_RAN_OUT = re.compile(r"\b(?:expired|lapsed|ran out|not (?:be )?(?:renewed|extended))\b")
_PERMISSION = re.compile(r"\b(?:licen[sc]e|waiver|reprieve|authori[sz]ation|grace period|deadline)")
_ONE_YEAR = re.compile(r"\b(?:one[- ]year|365[- ]days?|one \(1\) year|12 months)\b")
_UNTIL = re.compile(r"\b(?:until|through|to) $")
SAID = frozenset({"announced", "proposed", "alleged", "denied", "reversed"})


@lru_cache(maxsize=16)
def _names_a_year(low: str) -> bool:
    """Whether a document speaks of a term of a year: asked for every order it tells of."""
    return _ONE_YEAR.search(low) is not None


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
        answer = _from_act(cluster, reading, event, on, ends, readings, keys, parties, stays_listed)
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


def _from_act(
    cluster: Cluster,
    reading: Reading,
    event: Event,
    on: date,
    ends: set[str],
    readings: Sequence[Reading],
    keys: Keys,
    parties: frozenset[str],
    stays_listed: bool,
) -> Answer:
    """What one telling of a done act says about a day."""
    here = [(reading.doc_id, event.id)]
    continuing = frames()[event.type].lasts in ("until_ended", "pending")
    start = bounds(event.date) if event.date else (bounds(cluster.date) if cluster.date else None)
    if event.until is not None and event.date == event.until:
        start = None  # the day it ran out, not the day it was made
    name = event.type.replace("_", " ")
    if start is not None and on < start[0] and event.renews:
        return Answer(
            "not_established", f"the {name} was renewed on {event.date or cluster.date}; when it began is not told", basis=here
        )
    if start is not None and on < start[0]:
        return Answer(
            "no",
            f"the {name} is of {event.date or cluster.date}, after the day asked about",
            basis=here,
            turns_on="earlier" if event.type in RESTRICTIVE else "",
        )
    if start is not None and on < start[1] and start[0] != start[1]:
        finer = [bounds(e.date) for _, e in cluster.members if e.date]
        latest = min(b[1] for b in finer)
        if on < latest:
            return Answer(
                "not_established", f"the {name} is dated {event.date} only: it may begin after the day asked about", basis=here
            )
    later = begins_on(reading, event)
    if later is not None and on < later:
        return Answer("no", f"the {name} takes effect only on {later}", basis=here)
    if not continuing and start is None and reading.written is not None and on < reading.written:
        return Answer("not_established", f"the {name} has no date in the documents", basis=here)
    if not continuing and start is None and reading.written is not None and on < reading.written:
        return Answer("not_established", f"the {name} is told without its day, by a document of a later one", basis=here)
    if not continuing:
        return Answer("yes", f"the {name} is told as done", standing_of(reading), basis=here)
    if event.until is not None and on > bounds(event.until)[1]:
        return Answer("no", f"by its own words it ran until {event.until}", basis=here, turns_on="longer")
    undone = endings(cluster, ends, readings, keys, parties, stays_listed=stays_listed)
    for ending, ended_on in undone:
        if ended_on is not None and reading.written is not None and ended_on <= reading.written <= on and _lasts(event):
            continue  # a later document that says it goes on
        if ended_on is None or ended_on <= on:
            return Answer("no", "an act that ends it is told", basis=[*here, ending])
    if event.type == "temporary_denial_order" and any(e.renews for _, e in cluster.members):
        last = max((bounds(e.date)[1] for _, e in cluster.members if e.date), default=None)
        days = 366 if _names_a_year(reading.text.low) else 181
        if last is not None and on > last + timedelta(days=days):
            return Answer("not_established", "the term of its last renewal told of is over; no later renewal is told", basis=here)
    term = next((t.value for t in event.terms if t.value), None) or _TERM.get(event.type)
    if term and start is not None and not any(e.renews for _, e in cluster.members):
        end = add_term(start[1], term)
        if end is not None and end <= on:
            return Answer("no", f"its term {term} ended before the day asked about", basis=here)
    if event.status == "reversed" and not undone:
        over = reading.written is not None and on >= reading.written
        return Answer(
            "no" if over else "not_established", f"the {name} is told as undone by the day of {reading.doc_id}", basis=here
        )
    if event.status in ("historical", "reversed") and undone and start is not None:
        return Answer(
            "yes", f"the {name} stood until the act that ends it", standing_of(reading), basis=[*here, *(e for e, _ in undone)]
        )
    if event.status == "historical" and GROUP_OF[event.type] in ("lists", "export privileges", "permissions"):
        return Answer("not_established", f"the {name} is told as past; when it ended is not told", basis=here)
    if start is None and (reading.written is None or on < reading.written):
        return Answer("not_established", f"the {name} has no date in the documents", basis=here)
    told = [r.written for r, _ in cluster.members if r.written is not None]
    if event.type == "temporary_general_license" and event.until is None and not (told and on <= max(told)):
        return Answer("not_established", "a temporary license; until when it runs is not told", basis=here)
    if _outlier(cluster, readings):
        return Answer("not_established", "asserted by one document only, against others that tell of the same order", basis=here)
    return Answer("yes", f"the {name} is told as done and no act that ends it is told", standing_of(reading), basis=here)


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


def _lasts(event: Event) -> bool:
    """Whether a telling says that its act goes on."""
    return event.status == "in_force" and any(_GOES_ON.search(words) for words in event.trigger_words)


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


def standing_of(reading: Reading) -> str:
    return "in force" if reading.official else "reported in force"


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
            if not any(e.until and bounds(e.until)[1] < on for e in r.events)
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


def _outlier(cluster: Cluster, readings: Sequence[Reading]) -> bool:
    """A ban that a single press document tells of, while others tell of the order without it."""
    if cluster.type not in ("sales_ban", "procurement_ban", "transaction_prohibition"):
        return False
    documents = {r.doc_id for r, _ in cluster.members}
    if len(documents) != 1 or any(r.official for r, _ in cluster.members):
        return False
    others = set()
    for reading in readings:
        for event in reading.events:
            if (
                event.type in ("denial_order", "entity_list_addition", "temporary_denial_order")
                and event.status == "in_force"
                and reading.doc_id not in documents
            ) and {e.key for i in event.target if (e := reading.entity(i)) is not None} & cluster.parties:
                others.add(reading.doc_id)
    return len(others) >= 2
