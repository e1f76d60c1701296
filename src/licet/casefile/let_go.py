"""What is over without an act that ends it: a party dropped from an order, charges that a verdict ended, a monitor that left.

```text
"Acme was dropped from it on January 15, 2010"   not subject to the order from that day
"found Acme not guilty", "Acme pleaded guilty"   charged no longer
"the monitor that it imposed in 2012 left in March"   in place no longer
```
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from licet.casefile.across import Keys
from licet.casefile.answers import Answer
from licet.casefile.dates import bounds
from licet.casefile.reading import Reading
from licet.casefile.text import Span
from licet.casefile.whose_law import spans_about

_DROPPED = re.compile(
    r"\b(?:(?:was|were|been|being|is|are) (?:since |later |then |also |subsequently )?(?:dropped|removed|deleted|struck|released|omitted|excluded|taken off|left out)"
    r"|(?:dropped|removed|deleted|struck|released) (?!from\b)[^.;]{1,80}?)"
    r" (?:from|off|of) (?:it|them|the (?:[a-z]+ ){0,3}?(?:order|orders|list|ban|prohibition|denial)|that (?:order|list)|this (?:order|list)|its list)\b"
)
_NOT_DONE = re.compile(
    r"\b(?:not?|never|n't|refus|declin|reject|den(?:y|ied|ies)|fail|would|will|could|may|might|if|should|whether|want|seek|sought|ask|demand|urg|until|plan|consider|request|petition|before)[a-z]*\b"
)
_OVER = re.compile(
    r"\b(?:left|departed|stepped down|ended|ends|expired|lapsed|ran out|run out|concluded|came to an end|come to an end|completed|terminated|withdrawn|revoked|lifted|cancel(?:l)?ed|"
    r"(?:was|were|been|is) (?:not|never) (?:renewed|extended|replaced)|is over|no longer|discharged)\b"
)
_THINGS = {
    "compliance_monitor": re.compile(r"\bmonitor(?:s|ship)?\b"),
    "temporary_general_license": re.compile(r"\blicen[sc]es?\b|\bauthori[sz]ation\b|\breprieve\b"),
    "temporary_denial_order": re.compile(r"\border\b|\bdenial\b|\btdo\b"),
    "suspended_denial_order": re.compile(r"\bprobation\b|\bsuspended\b"),
    "denial_order": re.compile(r"\border\b|\bdenial\b|\bban\b"),
    "deferred_prosecution_agreement": re.compile(r"\bagreement\b|\bdpa\b"),
    "court_order": re.compile(r"\binjunction\b|\border\b|\bban\b"),
    "executive_order": re.compile(r"\border\b"),
    "tariff": re.compile(r"\btariffs?\b|\bdut(?:y|ies)\b"),
    "investigation": re.compile(r"\binvestigation\b|\bprobe\b|\binquiry\b"),
    "lawsuit": re.compile(r"\b(?:law)?suits?\b|\bactions?\b|\bcase\b|\bcomplaint\b"),
}
_CLEARED = re.compile(
    r"\bacquit(?:s|ted|tal)\b|\bnot guilty\b(?<!plead not guilty)(?<!pleaded not guilty)(?<!pleads not guilty)(?<!pleading not guilty)|\b(?:clears|cleared)\b|\bexonerat\w+"
    r"|\b(?:dismiss(?:es|ed)?|drop(?:s|ped)?|threw out|thrown out|toss(?:es|ed)(?: out)?|withdr(?:ew|awn)|quash(?:es|ed)) (?:(?!ruling|decision|appeal|judgment)[^.;]){0,60}?(?:charges?|indictment|case|counts?|prosecution)\b"
    r"|\b(?:charges?|indictments?|case|counts?|prosecution) [^.;]{0,60}?\b(?:dismissed|dropped|thrown out|tossed|withdrawn|quashed|ended)\b"
)
_CONVICTED = re.compile(r"\b(?:convicted|found guilty|pleaded guilty|sentenced)\b")
_DISMISSED = re.compile(
    r"\b(?:dismiss(?:es|ed|al)|drop(?:s|ped)|threw out|thrown out|toss(?:es|ed)|withdr(?:ew|awn)|settled|settlement|ended their|ended its|ended the)\b"
)
_PEOPLE = re.compile(
    r"\b(?:former|ex-|executives?|employees?|officials?|managers?|officers?|deputy|director|subsidiar(?:y|ies)|unit)\b"
)
_CASES = frozenset({"indictment", "lawsuit"})


def told_over(
    types: Sequence[str], parties: frozenset[str], on: date, told: Answer, readings: Sequence[Reading], keys: Keys, *, still: bool
) -> Answer | None:
    """What a "yes" becomes where a document tells that the act is over for a party; None where none does.

    Args:
        types: The types of act asked about.
        parties: Case-wide keys of whom the question is about.
        on: The day asked about.
        told: The answer so far, with the acts it rests on.
        readings: The documents.
        keys: Case-wide names.
        still: Whether it is asked if the act stands, not if it was made: who was acquitted has been charged.
    """
    if _CASES & set(types):
        return _case_over(types, parties, on, told, readings, keys) if still else None
    for reading in readings:
        if not parties or reading.written is None:
            continue
        own = keys.named_in(reading, parties)
        for span in spans_about(reading, own):
            for words in _DROPPED.finditer(reading.text.low, span.start, span.end):
                if _of_it(reading, span, words, own) and not _NOT_DONE.search(
                    reading.text.low, max(span.start, words.start() - 60), words.start()
                ):
                    return _as_of(reading, words, span, on, "is told as dropped from it", told)
    nouns = [_THINGS[kind] for kind in types if kind in _THINGS]
    return _run_out(nouns, parties, on, told, readings, keys) if nouns and still and len(types) < 4 else None


def _of_it(reading: Reading, sentence: Span, words: re.Match[str], own: set[str]) -> bool:
    """Whether a party is the one that was dropped: named last before the words or within them."""
    named = [(where, e) for where, e in reading.parties.between(sentence.start, words.end()) if e.is_party]
    within = [e for where, e in named if where.start >= words.start()]
    if within:
        return any(e.id in own for e in within)
    return bool(named) and named[-1][1].id in own


def _as_of(reading: Reading, words: re.Match[str], sentence: Span, on: date, why: str, told: Answer) -> Answer | None:
    """ "No" from the day that a sentence gives for an end, or from its document's; None before it."""
    days = [d.value for d in reading.dates if d.value and words.start() <= d.span.start < sentence.end]
    first = bounds(days[0]) if days else None
    if first is not None and on < first[0]:
        return None
    if (first is not None and first[1] <= on) or (reading.written is not None and reading.written <= on):
        return Answer("no", f"in {reading.doc_id} it {why}", basis=told.basis, not_basis=told.not_basis)
    return None  # a later document that gives no day


def _run_out(
    nouns: Sequence[re.Pattern[str]], parties: frozenset[str], on: date, told: Answer, readings: Sequence[Reading], keys: Keys
) -> Answer | None:
    """What a sentence says of the end of the very thing asked about: "no" from its own telling, open from another's."""
    grounds = set(told.basis)
    newest = max(
        (r.written for r in readings if r.written and r.written <= on and any(d == r.doc_id for d, _ in grounds)), default=None
    )
    for reading in readings:
        if reading.written is None or reading.written > on:
            continue
        own = keys.named_in(reading, parties)
        its = {
            s.span.start
            for e in reading.events
            if (reading.doc_id, e.id) in grounds
            for p in e.evidence
            if (s := reading.text.sentence_at(p.start))
        }
        if newest is not None and reading.written < newest and not its:
            continue
        for sentence in reading.text.sentences:
            span = sentence.span
            over = _OVER.search(reading.text.low, span.start, span.end)
            if over is None or not any(p.search(reading.text.low, span.start, over.end()) for p in nouns):
                continue
            if _NOT_DONE.search(reading.text.low, max(span.start, over.start() - 40), over.start()):
                continue
            if span.start in its:
                return _as_of(reading, over, span, on, "is told as over", told)
            if own and any(s == span for s in spans_about(reading, own)):
                return Answer("not_established", f"{reading.doc_id} speaks of an end", basis=told.basis, not_basis=told.not_basis)
    return None


def _case_over(
    types: Sequence[str], parties: frozenset[str], on: date, told: Answer, readings: Sequence[Reading], keys: Keys
) -> Answer | None:
    """What ends a prosecution or a suit: a verdict, a plea, a dismissal, a settlement, told of the party by the day."""
    charged = {doc: r for r in readings for doc, _ in told.basis if r.doc_id == doc}
    actors = {frozenset(keys.parties(r, e.actor)) for r in charged.values() for e in r.events if (r.doc_id, e.id) in told.basis}
    begun = [bounds(e.date)[0] for r in charged.values() for e in r.events if (r.doc_id, e.id) in told.basis and e.date]
    newest = max((r.written for r in charged.values() if r.written is not None and r.written <= on), default=None)
    words = (_CLEARED, _CONVICTED) if "indictment" in types else (_DISMISSED,)
    for reading in readings:
        if reading.written is None or reading.written > on or (begun and reading.written < max(begun)):
            continue
        if newest is not None and reading.written < newest:
            continue  # a later document tells that it stands
        own = keys.named_in(reading, parties)
        for event in reading.events_of(("court_order", "guilty_plea", "settlement")):
            whom = event.actor if event.type == "guilty_plea" else event.target
            if event.status not in ("in_force", "historical") or not own & set(whom):
                continue
            spans = [s.span for p in event.evidence if (s := reading.text.sentence_at(p.start)) is not None]
            ends = (event.type == "guilty_plea" and "indictment" in types) or (
                event.type == "court_order" and any(p.search(reading.text.low, s.start, s.end) for p in words for s in spans)
            )
            if not ends or (event.date and bounds(event.date)[1] > on):
                continue
            basis = [*told.basis, (reading.doc_id, event.id)]
            anothers = any(_PEOPLE.search(reading.text.low, s.start, s.end) for s in spans)  # a verdict on who served it
            if anothers or len([a for a in actors if a]) > 1 or (event.type == "court_order" and "lawsuit" in types):
                return Answer("not_established", "one of the cases is told as ended; whether all are is not", basis=basis)
            return Answer("no", f"the charges ended: {event.type.replace('_', ' ')}", basis=basis, not_basis=told.not_basis)
        for span in spans_about(reading, own):
            for pattern in words:
                found = pattern.search(reading.text.low, span.start, span.end)
                if found is not None and not _NOT_DONE.search(reading.text.low, max(span.start, found.start() - 60), found.start()):
                    return Answer("not_established", f"{reading.doc_id} speaks of an end of the case", basis=told.basis)
    return None
