"""A case in plain text: the answer first, then why, then what was only said, then what differs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from licet.casefile.answers import Answer
from licet.casefile.case import Case
from licet.casefile.differences import shown
from licet.casefile.output import timeline

_MARK = {"yes": "YES", "no": "NO", "not_established": "NOT ESTABLISHED"}
_NONE = ["  none"]


def answers(case: Case, asked: Sequence[tuple[str, date, Answer]]) -> str:
    """Questions with their answers, what proves them and what must not be taken for proof."""
    lines: list[str] = []
    for question, day, answer in asked:
        standing = f" ({answer.standing})" if answer.standing and answer.answer == "yes" else ""
        lines.append(f"{_MARK[answer.answer]}{standing}  {question}  on {day}")
        lines.append(f"  {answer.why}")
        lines += [
            f"  {'confirmed' if 'confirmed by ' in (f.value.cite or '') else 'official':9} {f.value.cite}, {f.valid.as_dict()['from']} to {f.valid.as_dict()['last_day'] or '...'}"
            for f in answer.facts
        ]
        for doc, ref in dict.fromkeys(answer.basis):
            if (doc, ref) not in answer.not_basis or answer.answer == "no":
                lines.append(f"  told      {_told(case, doc, ref)}")
        for doc, ref in dict.fromkeys(answer.not_basis):
            if answer.answer == "yes":
                lines.append(f"  not proof {_told(case, doc, ref)}")
    return "\n".join(lines)


def _count(items: Sequence[object], name: str) -> str:
    """How many, in words.

    >>> _count(["a"], "document"), _count([], "act")
    ('1 document', '0 acts')
    """
    return f"{len(items)} {name}{'s' * (len(items) != 1)}"


def _told(case: Case, doc: str, ref: str) -> str:
    reading = next(r for r in case.readings if r.doc_id == doc)
    event = next((e for e in reading.events if e.id == ref), None)
    words = reading.text.words(event.trigger) if event is not None else ref
    return f"{doc} {ref}: {event.status if event else ''} “{' '.join(words.split())[:90]}”"


def summary(case: Case, on: date | None) -> str:
    """The whole case on a page of text."""
    status = case.status(on)
    if on is None:
        last = max((d for _, d, _ in status), default=None)
        status = [row for row in status if row[1] == last]
    lines = [
        f"CASE  {_count(case.readings, 'document')}, {_count([c for c in case.clusters if c.members], 'act')} told, {_count(case.contradictions, 'difference')}"
    ]
    for reading in case.readings:
        published = reading.frame.published
        lines.append(
            f"  {reading.doc_id}  {published.get('value') or 'no date'} ({published.get('basis')})  {'official' if reading.official else 'press'}"
        )
    if case.problems:
        lines += ["", "NOT READ", *(f"  {p.get('where') or p.get('file')}: {p.get('message')}" for p in case.problems)]
    lines += ["", f"IN FORCE{f' on {status[0][1]}' if status else ''}"]
    lines += [f"  {_MARK[a.answer]:16} {q}  {a.why}" for q, _, a in status] or _NONE
    said = case.said()
    lines += ["", "SAID, NOT IN FORCE"]
    for cluster, ((reading, event), *_) in said:
        count = len({r.doc_id for r, _ in cluster.members})
        lines.append(
            f"  {cluster.id:4} {event.date or 'no date':12} {event.type.replace('_', ' ')}, {event.status}, told by {count} document{'s' if count != 1 else ''}, {cluster.origins} origin{'s' if cluster.origins != 1 else ''}: “{' '.join(reading.text.words(event.trigger).split())[:70]}”"
        )
    if not said:
        lines += _NONE
    lines += ["", "DIFFERENCES"]
    if not case.contradictions:
        lines += _NONE
    for x in case.contradictions:
        sides = " | ".join(f"{shown(v)} ({', '.join(sorted({d for d, _ in refs}))})" for v, refs in x.sides)
        lines.append(f"  {x.id} {x.kind}: {x.verdict.replace('_', ' ')}: {x.subject}: {sides}")
    lines += ["", "TIMELINE"]
    lines += [
        f"  {row['claim']:4} {row['date']:22} {row['what']} ({row['status'] or 'said'}{', trained reader' if row.get('found_by') else ''})"
        for row in timeline(case.clusters, case.keys)
    ]
    return "\n".join(lines)
