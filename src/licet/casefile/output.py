"""The case file: JSON by the schema of the contract, with every annotation tied to its words.

Spans are `{start, end, text}` in code points of the document as read; ids are local to a document (E1, T1, A1, N1, M1, V1,
Q1), and cross-document parts refer to them as `{doc, ref}`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from licet.casefile.across import Cluster, Keys
from licet.casefile.answers import Answer
from licet.casefile.dates import bounds
from licet.casefile.differences import Contradiction, subject
from licet.casefile.events import Event
from licet.casefile.reading import Reading
from licet.casefile.text import Span

SCHEMA_VERSION = "1"


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def document_dict(reading: Reading) -> dict[str, Any]:
    """One document of the case file."""
    words = reading.text.as_dict

    def span(s: Span | None) -> dict[str, Any] | None:
        return None if s is None else words(s)

    frame = reading.frame
    stamped = {k: (span(v) if isinstance(v, Span) else v) for k, v in frame.published.items()}
    publisher = {k: (span(v) if isinstance(v, Span) else v) for k, v in frame.publisher.items()}
    updated = None if frame.updated is None else {k: (span(v) if isinstance(v, Span) else v) for k, v in frame.updated.items()}
    quote_dates = {id(q): _said_when(q.date, q.date_basis) for q in reading.quotes}
    return {
        "doc_id": reading.doc_id, "file": reading.file, "sha256": reading.sha256, "n_chars": len(reading.text.raw), "media_type": reading.media_type,
        "metadata": {
            "title": span(frame.title), "subtitle": span(frame.subtitle), "publisher": publisher, "dateline": span(frame.dateline), "genre": frame.genre,
            "language": "en", "published": stamped, "updated": updated, "boilerplate": [words(s) for s in frame.boilerplate], "captions": [words(s) for s in frame.captions],
        },
        "entities": [_entity(reading, e) for e in reading.parties.entities],
        "not_resolved": [words(s) for s in reading.parties.unresolved],
        "dates": [
            {"id": f"T{n}", **words(d.span), "value": d.value, "precision": d.precision, "kind": d.kind, **({"basis": d.basis} if d.basis else {}), **({"optional": True} if d.optional else {})}
            for n, d in enumerate(reading.dates, 1)
        ],
        "amounts": [
            {"id": f"A{n}", **words(a.span), "value": _number(a.value), "currency": a.currency, "modifier": a.modifier, "role": a.role, "event": a.event,
             **({"value_low": _number(a.low), "value_high": _number(a.high)} if a.low is not None else {})}
            for n, a in enumerate(reading.amounts, 1)
        ],
        "quantities": [
            {"id": f"N{n}", **words(q.span), "value": _number(q.value), "unit": q.unit, "modifier": q.modifier, "role": q.role,
             **({"value_low": _number(q.low), "value_high": _number(q.high)} if q.low is not None else {}), **({"optional": True} if q.optional else {})}
            for n, q in enumerate(reading.quantities, 1)
        ],
        "terms": [{"id": f"M{n}", **words(t.span), "value": t.value, "kind": t.kind, "applies_to": t.applies_to} for n, t in enumerate(reading.terms, 1)],
        "citations": [{"id": f"L{n}", **words(c.span), "kind": c.kind} for n, c in enumerate(reading.citations, 1)],
        "events": [event_dict(reading, e) for e in reading.events],
        "quotes": [
            {"id": f"Q{n}", **words(q.span), "speaker": q.speaker, "kind": q.kind, "medium": q.medium, "date": quote_dates[id(q)], "cue": span(q.cue), "group": q.group, "optional": q.optional}
            for n, q in enumerate(reading.quotes, 1)
        ],
    }  # fmt: skip


def _said_when(said: tuple[str, str] | None, basis: str | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {"value": said[0], "precision": said[1], **({"basis": basis} if basis in ("inferred", "offset") else {})}


def _entity(reading: Reading, entity: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"id": entity.id, "type": entity.type, "canonical": entity.canonical, "by": entity.by}
    told_by = {"found_by": reading.said.engine} if reading.said is not None else {}
    if entity.by == "pipeline":
        row |= told_by
    row["mentions"] = [
        {**reading.text.as_dict(m.span), "kind": m.kind, **(told_by if m.by_pipeline else {})} for m in entity.mentions
    ]
    if entity.known is not None and entity.known.links:
        row["list_links"] = [{"list": a, "from": b, "to": c, "basis": "external", "cite": d} for a, b, c, d in entity.known.links]
    return row


def event_dict(reading: Reading, event: Event) -> dict[str, Any]:
    """One act as the case file writes it."""
    words = reading.text.as_dict
    when = None
    if event.date is not None or event.date_basis is not None:
        expression = f"T{event.date_at + 1}" if event.date_at is not None else None
        when = {"value": event.date, "precision": event.precision, "basis": event.date_basis or "relative", "expr": expression}
    return {
        "id": event.id, "type": event.type, "category": event.category, "actor": event.actor, "target": event.target,
        "authority": words(event.authority) if event.authority else None, "date": when, "status": event.status, "modality": event.modality, "source": event.source,
        "trigger": words(event.trigger), "evidence": [words(s) for s in event.evidence], "optional": event.optional, **({"found_by": event.found_by} if event.found_by else {}),
        "amounts": [reading.ref(a) for a in event.amounts], "terms": [reading.ref(t) for t in event.terms],
    }  # fmt: skip


def found_by(cluster: Cluster) -> dict[str, str]:
    """What says that only the trained reader tells of an act; nothing where the frames read a telling of it."""
    only = {event.found_by for _, event in cluster.members}
    return {"found_by": str(*only)} if cluster.members and None not in only else {}


def _refs(refs: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"doc": doc, "ref": ref} for doc, ref in dict.fromkeys(refs)]


def cross_dict(
    clusters: Sequence[Cluster],
    contradictions: Sequence[Contradiction],
    keys: Keys,
    status: Sequence[tuple[str, date, Answer]],
) -> dict[str, Any]:
    """Clusters (also under their older name, claims), contradictions, timeline and legal status."""
    found = [_cluster(c, keys) for c in clusters if len(c.members) + len(c.quotes) > 1 or c.members]
    return {
        "claims": found, "clusters": found,
        "contradictions": [
            {"id": x.id, "kind": x.kind, "subject": x.subject, "verdict": x.verdict, "preferred": x.preferred, "note": x.note,
             "sides": [{"value": v, **({"as_of": x.dates[n]} if n < len(x.dates) else {}), "members": _refs(m)} for n, (v, m) in enumerate(x.sides)]}
            for x in contradictions
        ],
        "timeline": timeline(clusters, keys),
        "legal_status": [answer_dict(f"L{n}", question, day, answer) for n, (question, day, answer) in enumerate(status, 1)],
    }  # fmt: skip


def answer_dict(identity: str, question: str, day: date, answer: Answer) -> dict[str, Any]:
    """An answer of legal status with its proof."""
    return {
        "id": identity, "question": question, "as_of": day.isoformat(), "answer": answer.answer, "standing": answer.standing or None, "why": answer.why,
        "basis": _refs(answer.basis), "not_basis": _refs(answer.not_basis), "external": bool(answer.facts),
        "facts": [{"id": f.id, "cite": f.value.cite, "valid": f.valid.as_dict(), "publisher": f.source.publisher, "verified": f.source.verified} for f in answer.facts],
    }  # fmt: skip


def _cluster(cluster: Cluster, keys: Keys) -> dict[str, Any]:
    if cluster.type == "quote":
        reading, quote = cluster.quotes[0]
        speaker = reading.entity(quote.speaker)
        proposition = f'{speaker.canonical if speaker else "unknown"}: "{reading.text.words(quote.span)[:80]}"'
    else:
        proposition = subject(cluster, keys)
    members = [(r.doc_id, e.id) for r, e in cluster.members] + [(r.doc_id, r.ref(q)) for r, q in cluster.quotes]
    return {
        "id": cluster.id, "proposition": proposition, "type": cluster.type, "parties": sorted(keys.canonical.get(p, p) for p in cluster.parties), "status": cluster.status,
        "date": cluster.date, "members": _refs(members), "relation": cluster.relation, "documents": len({doc for doc, _ in members}), "independent_sources": cluster.origins,
        **found_by(cluster),
    }  # fmt: skip


def timeline(clusters: Sequence[Cluster], keys: Keys) -> list[dict[str, Any]]:
    """What happened, by the day it is about; `known` is the day the first document that tells of it was written."""
    rows = []
    for cluster in clusters:
        if cluster.date is None and not cluster.quotes:
            continue
        day = cluster.date
        members = [(r.doc_id, e.id) for r, e in cluster.members] + [(r.doc_id, r.ref(q)) for r, q in cluster.quotes]
        if day is None:
            said = [q.date[0] for _, q in cluster.quotes if q.date]
            if not said:
                continue
            day = min(said)
        written = [r.written for r, _ in (*cluster.members, *cluster.quotes) if r.written]
        rows.append({
            "date": day, "basis": "documents", "known": min(written).isoformat() if written else None, "what": _cluster(cluster, keys)["proposition"],
            "claim": cluster.id, "type": cluster.type, "status": cluster.status, "members": _refs(members), **found_by(cluster),
        })  # fmt: skip
    rows.sort(key=lambda row: (bounds(str(row["date"]))[0], bounds(str(row["date"]))[1], str(row["what"])))
    return rows


_SAFE = re.compile(r"[^A-Za-z0-9_.-]")


def safe_name(doc_id: str) -> str:
    """A document's id as a file name or an anchor."""
    return _SAFE.sub("_", doc_id)
