"""What a person must still find out: answers not established, figures that stand against each other, undated acts, unknown names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from licet.casefile.answers import Answer
from licet.casefile.case import Case
from licet.casefile.differences import shown
from licet.casefile.events import Event
from licet.casefile.frames import GROUP_OF
from licet.casefile.reading import Reading

_SHOWN = 6  # acts of the trained reader that a document's question names
#: Capitalized words that are adjectives or open a clause, and name nobody.
_NO_PARTY = frozenset(
    [
        "Democratic",
        "Republican",
        "Except",
        "Newswire",
        "Agency",
        "HOLD",
        "Re",
        "FR",
        "CFR",
        "TDO",
        "Eastern",
        "Western",
        "Failure",
        "Areas",
        "Acting",
    ]
)


def open_questions(case: Case, status: Sequence[tuple[str, date, Answer]]) -> list[str]:
    """Questions in the order of weight: law first, then figures, then dates, then names."""
    asked = [
        f"{question} {answer.why[0].upper()}{answer.why[1:]} (on {day})."
        for question, day, answer in status
        if answer.answer == "not_established"
    ]
    for question, day, answer in status:
        if answer.answer == "yes" and answer.standing == "reported in force":
            asked.append(f"{question} The press says so (on {day}); which official act is it, and from which day?")
        asked += [
            f"{question} It rests on {fact.value.cite}, which was not verified."
            for fact in answer.facts
            if not fact.source.verified
        ]
    for x in case.contradictions:
        if x.verdict == "unresolved":
            asked.append(f"{x.subject}: which is right, {' or '.join(shown(value) for value, _ in x.sides)}?")
    for cluster in case.sure:
        if (
            cluster.members
            and cluster.date is None
            and GROUP_OF.get(cluster.type) in ("lists", "export privileges", "permissions", "other rules")
        ):
            names = ", ".join(sorted(case.keys.canonical.get(p, p) for p in cluster.parties)[:3])
            asked.append(f"When was the {cluster.type.replace('_', ' ')}{' of ' + names if names else ''}? No document dates it.")
    asked += [f"{r.doc_id}: when was it written? Its dates stay relative." for r in case.readings if r.written is None]
    asked += [
        f"{r.doc_id}: its date was inferred ({r.frame.published.get('earliest')} to {r.frame.published.get('latest')}); is it {r.written}?"
        for r in case.readings
        if r.frame.published.get("basis") == "inferred" and r.frame.published.get("earliest")
    ]
    for reading in case.readings:
        heads = [b.span for b in reading.text.blocks if b.kind in ("title", "subtitle", "link", "heading", "boilerplate")]
        unknown = list(
            dict.fromkeys(
                reading.text.words(s)
                for s in reading.parties.unresolved
                if not any(s.start in head for head in heads) and reading.text.words(s) not in _NO_PARTY
            )
        )[:8]
        if unknown:
            asked.append(f"{reading.doc_id}: are any of these parties: {', '.join(unknown)}?")
        further = [f"{event.type.replace('_', ' ')} ({_words(reading, event)})" for event in reading.events if event.found_by]
        if further:
            more = f" and {len(further) - _SHOWN} more" if len(further) > _SHOWN else ""
            asked.append(
                f"{reading.doc_id}: only the trained reader tells of these; are they right: {', '.join(further[:_SHOWN])}{more}?"
            )
        told = [entity.canonical for entity in reading.parties.entities if entity.by == "pipeline"]
        if told and reading.said is not None:
            asked.append(f"{reading.doc_id}: only {reading.said.engine} takes these for parties; are they: {', '.join(told[:8])}?")
    return list(dict.fromkeys(asked))


def _words(reading: Reading, event: Event) -> str:
    sentence = reading.text.sentence_at(event.trigger.start)
    span = sentence.span if sentence is not None else event.trigger
    return f"{event.id}: “{' '.join(reading.text.words(span).split())[:80]}”"
