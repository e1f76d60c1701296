"""What undoes an answer: an order that a later one revoked, a fine that a court vacated, a name put back on the list it left.

```text
"The court vacated the penalty notice", told of Acme          the penalty is not in force from that day
"revoked the orders of August 6", a later document             those orders are over; others stay as they are told
"struck it from the list, only to relist it at once"           the removal told of is no "no"
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from licet.casefile.across import Keys
from licet.casefile.answers import Answer
from licet.casefile.dates import bounds
from licet.casefile.endings import days_of_acts_named, days_of_the_ended, one_day
from licet.casefile.entities import Entity
from licet.casefile.events import Event
from licet.casefile.reading import Reading
from licet.casefile.text import Span
from licet.casefile.whose_law import spans_about

_ANNULLED = (
    r"(?:vacat(?:es|ed|ing)|annul(?:s|led|ling)|quash(?:es|ed)|overturn(?:s|ed)|set(?:s)? aside|struck down|strikes down|threw out|throws out|thrown out|"
    r"revers(?:es|ed)|void(?:s|ed)|rescind(?:s|ed)|revok(?:es|ed)|withdr(?:ew|awn)|cancel(?:s|led|ed)|nullif(?:ies|ied)|toss(?:es|ed)(?: out)?)"
)


def _annulling(thing: str) -> re.Pattern[str]:
    """Words that annul a thing, it named after them or before a passive: "vacates the penalty notice", "the fine was set aside"."""
    return re.compile(
        rf"\b{_ANNULLED} (?:[^.;,]{{0,60}}? )?{thing}\b|\b{thing}\b (?:[^.;,]{{0,60}}? )?(?:was|were|is|are|been|be) {_ANNULLED}(?=\W|$)"
    )


_OF_A_FINE = _annulling(r"(?:penalt(?:y|ies)|fines?|forfeitures?)")
_OF_KIND = {
    "penalty": _OF_A_FINE,
    "forfeiture": _OF_A_FINE,
    "court_order": _annulling(r"(?:injunctions?|rulings?|judgments?|restraining orders?|convictions?|sentences?)"),
    "executive_order": _annulling(r"(?:executive orders?|decrees?|the orders?)"),
    "tariff": _annulling(r"(?:tariffs?|duties|levies)"),
    "settlement": _annulling(r"(?:settlements?|consent decrees?)"),
}
_NOT_DONE = re.compile(
    r"\b(?:not|never|n't|refus|declin|reject|den(?:y|ied|ies)|fail|would|will|could|may|might|if|should|whether|want|seek|sought|ask|demand|urg|until|plan|consider|request|petition|mov(?:e|ed|es) to)[a-z]*\b"
)
_PUT_BACK = re.compile(
    r"\b(?:re-?list(?:s|ed|ing)?|re-?designat(?:es|ed|ing)|re-?add(?:s|ed)|re-?instat(?:es|ed)|(?:put|placed|added|puts|places|adds) (?:[^.;,]{1,40}? )?(?:back (?:on|to)|(?:on|to) (?:it|the list|its list|the blacklist) again)|back on (?:the|its|that) (?:[a-z-]+ ){0,3}?(?:black)?list)\b"
)
_AT_ONCE = re.compile(r"\b(?:at once|immediately|the same day|simultaneously|in the same (?:notice|rule|breath))\b")
_FEW = 4  # types of act beyond which a question is of restrictions at large
_LEFT = frozenset({"delisting", "sanctions_relief", "court_order", "denial_order_termination"})


def undone(
    types: Sequence[str], parties: frozenset[str], on: date, told: Answer, readings: Sequence[Reading], keys: Keys
) -> Answer | None:
    """What a "yes" to "is it in force?" becomes where a later document revokes or annuls the very acts it rests on; None where none does.

    Args:
        types: The types of act asked about.
        parties: Case-wide keys of whom the question is about.
        on: The day asked about.
        told: The answer so far, with the acts it rests on.
        readings: The documents.
        keys: Case-wide names.
    """
    basis = set(told.basis)
    grounds = [(r, e) for r in readings for e in r.events if (r.doc_id, e.id) in basis]
    newest = max((r.written for r, _ in grounds if r.written is not None and r.written <= on), default=None)
    days = [e.date for _, e in grounds if e.date]
    for reading in readings:
        if reading.written is None or reading.written > on or (newest is not None and reading.written < newest):
            continue
        for event in reading.events_of(types):
            if not event.ends or event.status not in ("reversed", "in_force") or not keys.parties(reading, event.target) & parties:
                continue
            if event.date is not None and on < bounds(event.date)[0]:
                continue
            named = days_of_the_ended(reading, event)
            if named and days and not any(one_day(a, b) for a in named for b in days):
                continue  # another order was revoked
            here = [*told.basis, (reading.doc_id, event.id)]
            if not _one_act(days):
                return Answer("not_established", f"{reading.doc_id} revokes one of several acts told of", basis=here)
            return Answer("no", f"{reading.doc_id} tells that it was revoked", basis=here, not_basis=told.not_basis)
        patterns = {_OF_KIND[kind] for kind in types if kind in _OF_KIND}
        if patterns and len(types) < _FEW and (annulled := _annulled(patterns, days, reading, parties, keys)) is not None:
            its = [(reading.doc_id, e.id) for e in reading.events if any(s.overlaps(annulled) for s in e.evidence)]
            if not _one_act(days):
                return Answer("not_established", f"{reading.doc_id} annuls one of several acts told of", basis=[*told.basis, *its])
            return Answer("no", f"in {reading.doc_id} it is told as annulled", basis=[*told.basis, *its], not_basis=told.not_basis)
    return None


def put_back(
    parties: frozenset[str], on: date, told: Answer, readings: Sequence[Reading], keys: Keys, *, still: bool
) -> Answer | None:
    """What a "no" by an act that ends a listing becomes where a document tells that the name was listed again; None where none does.

    The new listing is the answer where it came at once, in the sentence of the removal; else it is open. `still` says whether it is asked if the
    listing stands, and nothing beyond.
    """
    basis = set(told.basis)
    ends = [(r, e) for r in readings for e in r.events_of(_LEFT) if (r.doc_id, e.id) in basis]
    if not ends or not parties:
        return None
    for reading in readings:
        own = keys.named_in(reading, parties)
        low = reading.text.low
        spans = [span for r, e in ends if r is reading for span in _spans(r, e)]
        for span in [*spans, *spans_about(reading, own)]:
            back = _PUT_BACK.search(low, span.start, span.end)
            if back is None or _NOT_DONE.search(low, max(span.start, back.start() - 40), back.start()):
                continue
            at_once = span in spans and _AT_ONCE.search(low, back.start(), span.end) is not None
            if at_once and still and {e.id for e in _firms(reading, span)} <= own:
                return Answer("yes", f"in {reading.doc_id} it is told as listed again at once", "reported in force", told.basis)
            days = [d.value for d in reading.dates if d.value and back.start() <= d.span.start < span.end]
            if not at_once and days and all(on < bounds(d)[0] for d in days):
                continue
            return Answer("not_established", f"{reading.doc_id} speaks of its being listed again", basis=told.basis)
    return None


def _firms(reading: Reading, span: Span) -> list[Entity]:
    """The firms and persons that a sentence names."""
    return [e for _, e in reading.parties.between(span.start, span.end) if e.type in ("company", "person")]


def _spans(reading: Reading, event: Event) -> list[Span]:
    """The sentences of an act's evidence."""
    return [s.span for p in event.evidence if (s := reading.text.sentence_at(p.start)) is not None]


def _annulled(
    patterns: Iterable[re.Pattern[str]], days: Sequence[str], reading: Reading, parties: frozenset[str], keys: Keys
) -> Span | None:
    """The sentence that annuls an act on one of some parties: one that names it, or no firm or person."""
    own = keys.named_in(reading, parties)
    if not own:
        return None
    for sentence in reading.text.sentences:
        span = sentence.span
        found = next((m for p in patterns if (m := p.search(reading.text.low, span.start, span.end)) is not None), None)
        if found is None or _NOT_DONE.search(reading.text.low, max(span.start, found.start() - 60), found.start()):
            continue
        others = days_of_acts_named(reading, found.start(), span.end)
        if others and days and not any(one_day(a, b) for a in others for b in days):
            continue  # an act of another day
        named = _firms(reading, span)
        if any(e.id in own for e in named) or not named:
            return span
    return None


def _one_act(days: Sequence[str]) -> bool:
    """Whether acts of some dates can be one act."""
    return all(one_day(a, b) for a in days for b in days)
