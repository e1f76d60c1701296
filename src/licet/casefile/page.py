"""The case as one HTML page: no script, no request, readable on a phone, by keyboard and on paper.

Every claim links to its highlighted words in the document, and the words link back. Text of documents is escaped; it
never becomes markup.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from html import escape

from licet.casefile.answers import Answer
from licet.casefile.case import Case
from licet.casefile.differences import shown, subject
from licet.casefile.open_questions import open_questions
from licet.casefile.output import safe_name, timeline
from licet.casefile.page_style import STYLE
from licet.casefile.picture import timeline_svg
from licet.casefile.reading import Reading

_AS_TRAINED = ", as the trained reader reads it"
_TRAINED = ' <small class="preferred">trained reader: check</small>'
_WORDS = {"yes": "Yes", "no": "No", "not_established": "Not established"}


def page(case: Case, on: date | None = None, asked: Sequence[tuple[str, date, Answer]] = ()) -> str:
    """The page of a case, as of a day; without one, of its latest document's day."""
    days = [r.written for r in case.readings if r.written]
    day = on or (max(days) if days else None)
    status = list(asked) + [row for row in case.status(day) if row[0] not in {q for q, _, _ in asked}] if day else list(asked)
    main = [
        _header(case, day), _status(case, status), _said(case), _picture(case, day), _timeline(case), _differences(case), _open(case, status),
        *(_document(r) for r in case.readings),
    ]  # fmt: skip
    title = escape(_title(case))
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><title>{title}</title><style>{STYLE}</style></head>\n'
        f'<body><a class="skip" href="#status">Skip to what is in force</a><main>{"".join(main)}</main></body></html>\n'
    )


def _title(case: Case) -> str:
    counts: dict[str, int] = {}
    for cluster in case.clusters:
        for party in cluster.parties:
            if party.startswith("company:"):
                counts[party] = counts.get(party, 0) + len(cluster.members)
    best = max(counts, key=lambda p: (counts[p], p), default=None)
    return f"Case: {case.keys.canonical.get(best, best)}" if best else "Case"


def _header(case: Case, day: date | None) -> str:
    links = "".join(
        f'<li><a href="#{i}">{w}</a></li>'
        for i, w in (
            ("status", "In force"),
            ("said", "Only said"),
            ("timeline", "Timeline"),
            ("differences", "Differences"),
            ("open", "Open questions"),
            ("documents", "Documents"),
        )
    )
    documents = "".join(
        f"<tr><td><a href='#doc-{_id(r)}'>{escape(_name(r))}</a></td><td class='day'>{escape(str(r.frame.published.get('value') or 'no date')[:16])}</td><td>{escape(str(r.frame.published.get('basis')))}</td><td>{'official' if r.official else 'press'}</td></tr>"
        for r in case.readings
    )
    when = f"As of {day}. " if day else ""
    return (
        f"<header><h1>{escape(_title(case))}</h1><p>{when}{len(case.readings)} document{'s' * (len(case.readings) != 1)}. What a document says is shown in its own words; what is in force is computed from dated acts and official lists.</p>"
        f'<nav aria-label="On this page"><ul>{links}</ul></nav></header>'
        f'<section aria-labelledby="sources"><h2 id="sources">Sources</h2><div class="wide"><table><thead><tr><th>Document</th><th>Date</th><th>Basis</th><th>Kind</th></tr></thead><tbody>{documents}</tbody></table></div>{_unread(case)}</section>'
    )


def _unread(case: Case) -> str:
    """The files that could not be read: what the case may lack."""
    items = "".join(
        f"<li>{escape(str(p.get('where') or p.get('file')))}: {escape(str(p.get('message')))}</li>" for p in case.problems
    )
    return f"<h3>Not read</h3><ul>{items}</ul>" if items else ""


def _status(case: Case, status: Sequence[tuple[str, date, Answer]]) -> str:
    items = []
    for question, day, answer in sorted(status, key=lambda row: list(_WORDS).index(row[2].answer) if row[2].answer != "no" else 9):
        standing = f" <small>({escape(answer.standing)})</small>" if answer.standing and answer.answer == "yes" else ""
        facts = "".join(
            f"<li>Official: {escape(str(f.value.cite))}, {escape(str(f.valid))}{'' if f.source.verified else ' (not verified)'}</li>"
            for f in answer.facts
        )
        basis = [ref for ref in dict.fromkeys(answer.basis) if ref not in answer.not_basis]
        proof = "".join(f"<li>{_claim(case, *ref)}</li>" for ref in basis[:6])
        not_proof = "".join(f"<li>{_claim(case, *ref)}</li>" for ref in list(dict.fromkeys(answer.not_basis))[:6])
        heading = "What is told, and why it is not enough" if answer.answer == "not_established" else "What proves it"
        more = (f"<h4>{heading}</h4><ul>{facts}{proof}</ul>" if facts or proof else "") + (
            f"<h4>Said only: no proof</h4><ul>{not_proof}</ul>" if not_proof else ""
        )
        items.append(
            f'<article class="answer {answer.answer}"><h3><span class="verdict">{_WORDS[answer.answer]}</span>{standing} {escape(question)}</h3><p>{escape(answer.why)} <small>(on {day})</small></p>{more}</article>'
        )
    return f'<section aria-labelledby="status"><h2 id="status">What is in force</h2>{"".join(items) or "<p>No act that could bind is told.</p>"}</section>'


def _said(case: Case) -> str:
    rows_ = []
    for cluster, members in case.said():
        claims = "".join(f"<li>{_claim(case, r.doc_id, e.id)}</li>" for r, e in members)
        count = len({r.doc_id for r, _ in cluster.members})
        rows_.append(
            f"<tr><td class='day'>{escape(cluster.date or 'no date')}</td><td>{escape(subject(cluster, case.keys))}<ul>{claims}</ul></td><td>{count} document{'s' if count != 1 else ''}, {cluster.origins} origin{'s' if cluster.origins != 1 else ''}</td></tr>"
        )
    body = "".join(rows_)
    return (
        f'<section aria-labelledby="said"><h2 id="said">Said, not in force</h2><div class="wide"><table><thead><tr><th>Date</th><th>What was said</th><th>Told by</th></tr></thead><tbody>{body}</tbody></table></div></section>'
        if body
        else ""
    )


def _picture(case: Case, day: date | None) -> str:
    svg = timeline_svg(case, day)
    return (
        f'<section aria-labelledby="timeline"><h2 id="timeline">Timeline</h2><figure class="wide">{svg}<figcaption>Sources are rows. Bars: acts in force. Points: statements and finished acts, at the first day their words allow; a dashed line runs to the last.</figcaption></figure></section>'
        if svg
        else '<section><h2 id="timeline">Timeline</h2></section>'
    )


def _timeline(case: Case) -> str:
    body = ""
    for row in timeline(case.clusters, case.keys):
        refs = ", ".join(_link(case, m["doc"], m["ref"]) for m in row["members"][:8])
        body += f"<tr><td class='day'>{escape(str(row['date']))}</td><td class='day'>{escape(str(row['known'] or ''))}</td><td>{escape(str(row['what']))}{_TRAINED if row.get('found_by') else ''}</td><td>{escape(str(row['status'] or 'said').replace('_', ' '))}</td><td>{refs}</td></tr>"
    return f'<section aria-label="Timeline as a table"><div class="wide"><table><thead><tr><th>Day it is about</th><th>First told</th><th>What</th><th>Standing</th><th>Words</th></tr></thead><tbody>{body}</tbody></table></div></section>'


def _differences(case: Case) -> str:
    items = ""
    for x in case.contradictions:
        sides = ""
        for value, refs in x.sides:
            preferred = ' <small class="preferred">preferred</small>' if x.preferred is not None and value == x.preferred else ""
            claims = "".join(f"<li>{_claim(case, *ref)}</li>" for ref in dict.fromkeys(refs))
            sides += f"<div><h4>{escape(shown(value))}{preferred}</h4><ul>{claims}</ul></div>"
        items += f'<article><h3>{escape(x.id)} {escape(x.subject)}: {escape(x.verdict.replace("_", " "))}</h3><div class="sides">{sides}</div>{f"<p>{escape(x.note)}</p>" if x.note else ""}</article>'
    return f'<section aria-labelledby="differences"><h2 id="differences">Differences between documents</h2>{items or "<p>None found.</p>"}</section>'


def _open(case: Case, status: Sequence[tuple[str, date, Answer]]) -> str:
    items = "".join(f"<li>{escape(q)}</li>" for q in open_questions(case, status))
    return f'<section aria-labelledby="open"><h2 id="open">Open questions</h2><ul>{items or "<li>None.</li>"}</ul></section><h2 id="documents">Documents</h2>'


def _document(reading: Reading) -> str:
    """The whole text with the words of every claim marked; the mark links back to what it says."""
    marks = sorted([(e.trigger.start, e.trigger.end, e.id, f"{e.type.replace('_', ' ')}, {e.status.replace('_', ' ')}{_AS_TRAINED if e.found_by else ''}") for e in reading.events] + [
        (q.span.start, q.span.end, f"Q{n}", "quotation") for n, q in enumerate(reading.quotes, 1)
    ] + [(a.span.start, a.span.end, f"A{n}", "amount") for n, a in enumerate(reading.amounts, 1)] + [(a.span.start, a.span.end, f"N{n}", "count") for n, a in enumerate(reading.quantities, 1)])  # fmt: skip
    cuts = sorted({0, len(reading.text.raw), *(m[0] for m in marks), *(m[1] for m in marks)})
    out = []
    opened: set[str] = set()
    for start, end in itertools.pairwise(cuts):
        words = escape(reading.text.raw[start:end])
        over = [m for m in marks if m[0] <= start and end <= m[1]]
        ids = [m for m in over if m[2] not in opened]
        opened |= {m[2] for m in over}
        anchors = "".join(f'<a class="at" id="{_id(reading)}-{m[2]}"></a>' for m in ids)
        acts = [m for m in over if m[2].startswith("V")]
        if acts:
            words = f'<mark class="act" title="{escape("; ".join(f"{m[2]} {m[3]}" for m in acts))}">{words}</mark>'
        elif over:
            words = f'<mark class="{escape(over[0][3].split()[0])}">{words}</mark>'
        out.append(anchors + words)
    title = reading.text.words(reading.frame.title) if reading.frame.title else reading.doc_id
    acts_list = "".join(
        f'<li><a href="#{_id(reading)}-{e.id}">{e.id}</a> {escape(e.type.replace("_", " "))}, {escape(e.status.replace("_", " "))}{", " + escape(e.date) if e.date else ""}{_TRAINED if e.found_by else ""}</li>'
        for e in reading.events
    )
    return (
        f'<section class="document" id="doc-{_id(reading)}" aria-label="{escape(title)}"><h3>{escape(title)}</h3><p><small>{escape(reading.file)}, SHA-256 {reading.sha256[:16]}…</small></p>'
        f'<details open><summary>Acts read here ({len(reading.events)})</summary><ul class="acts">{acts_list}</ul></details><div class="text">{"".join(out)}</div></section>'
    )


def _claim(case: Case, doc: str, ref: str) -> str:
    """A claim in its own words, linked to them."""
    reading = next(r for r in case.readings if r.doc_id == doc)
    span = None
    status = ""
    if ref.startswith("V"):
        event = next((e for e in reading.events if e.id == ref), None)
        if event is not None:
            span, status = event.trigger, f" {event.status.replace('_', ' ')}"
    elif ref[0] in "QANT":
        layers = {"Q": reading.quotes, "A": reading.amounts, "N": reading.quantities, "T": reading.dates}
        spans = [item.span for item in layers[ref[0]]]  # type: ignore[attr-defined]
        number = int(ref[1:]) - 1
        span = spans[number] if number < len(spans) else None
    words = " ".join(reading.text.words(span).split())[:140] if span is not None else ref
    return f'<a href="#{_id(reading)}-{ref}">“{escape(words)}”</a> <small>{escape(_name(reading))}{status}</small>'


def _link(case: Case, doc: str, ref: str) -> str:
    reading = next(r for r in case.readings if r.doc_id == doc)
    return f'<a href="#{_id(reading)}-{ref}">{escape(_short(reading))} {ref}</a>'


def _id(reading: Reading) -> str:
    return safe_name(reading.doc_id)


def _name(reading: Reading) -> str:
    publisher = reading.frame.publisher.get("value")
    return f"{publisher} ({reading.doc_id})" if publisher else reading.doc_id


def _short(reading: Reading) -> str:
    return reading.doc_id.split("_")[0][:12]
