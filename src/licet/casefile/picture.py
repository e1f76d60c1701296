"""The timeline as a picture: sources as rows, acts in force as bars, statements and finished acts as points.

Drawn by Altair and turned into SVG by vl-convert, so that a page needs no script. Shape and words carry what color shows.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from licet.casefile.calendar import add_term
from licet.casefile.case import Case
from licet.casefile.dates import bounds
from licet.casefile.endings import endings
from licet.casefile.frames import frames
from licet.errors import MissingExtra

_KINDS = ("in force", "done", "said", "denied or taken back", "alleged")
_COLORS = ("#8c2d04", "#4d4d4d", "#08519c", "#6a51a3", "#b8860b")
_SHAPES = ("square", "circle", "triangle-up", "cross", "diamond")
_SHORT = 240  # days; marks of a shorter time need their day, or two would read alike


def rows(case: Case, until: date) -> list[dict[str, Any]]:
    """What the picture shows: one row a telling, with its source, its act, its kind and its days."""
    found = []
    for cluster in case.sure:
        if cluster.date is None:
            continue
        for reading, event in cluster.members:
            start, last = bounds(event.date or cluster.date)
            continuing = frames()[event.type].lasts == "until_ended" and event.status == "in_force"
            kind = (
                "in force"
                if continuing
                else {
                    "in_force": "done",
                    "historical": "done",
                    "alleged": "alleged",
                    "denied": "denied or taken back",
                    "reversed": "denied or taken back",
                }.get(event.status, "said")
            )
            end = last
            if continuing:
                term = next((t.value for t in event.terms if t.value), None)
                by_words = bounds(event.until)[1] if event.until else None
                by_act = [
                    day for _, day in endings(cluster, set(frames()[event.type].ended_by), case.readings) if day and day > start
                ]
                ends = (add_term(start, term) if term else None, by_words, min(by_act, default=None), until)
                end = min(filter(None, ends)) if until > start else until
            found.append({
                "source": _source(reading), "act": event.type.replace("_", " "), "kind": kind, "from": start.isoformat(),
                "to": max(end, start).isoformat(), "bar": continuing or (last - start).days > 20,
            })  # fmt: skip
    for fact in _official(case):
        start = fact.valid.start
        if start is not None:
            end = min(fact.valid.end or until, until)
            if end > start:
                found.append(
                    {
                        "source": "official record",
                        "act": fact.value.kind.replace("_", " "),
                        "kind": "in force",
                        "from": start.isoformat(),
                        "to": end.isoformat(),
                        "bar": True,
                    }
                )
    return found


def _official(case: Case) -> list[Any]:
    """Official facts about the case's parties, latest version each."""
    from licet.casefile.official_record import facts_about
    from licet.listings import Listing

    parties = frozenset(p for c in case.sure for p in c.parties if p.startswith("company:"))
    latest: dict[str, Any] = {}
    for fact in sorted(facts_about(parties, case.keys, case.record), key=lambda f: f.known_at):
        if isinstance(fact.value, Listing) and not getattr(fact.value, "suspended", False):
            latest[fact.id] = fact
    return list(latest.values())


def _source(reading: Any) -> str:
    name = reading.frame.publisher.get("value") or reading.doc_id
    return f"{str(name)[:28]} {reading.written or 'no date'}"


def timeline_svg(case: Case, on: date | None = None) -> str:
    """The timeline as an SVG element; an empty string when nothing is dated.

    Raises:
        MissingExtra: The extra `cases` is not installed.
    """
    try:
        import altair as alt
        import vl_convert
    except ImportError as error:
        raise MissingExtra("drawing a timeline", "cases") from error
    days = [r.written for r in case.readings if r.written]
    until = (on or (max(days) if days else date(2000, 1, 1))) + timedelta(days=14)
    data = rows(case, until)
    if not data:
        return ""
    first = min((r["from"] for r in data), default=until.isoformat())
    if days:  # a distant past act is cut at two years before the first document, and named in the table
        first = max(first, (min(days) - timedelta(days=800)).isoformat())
    first = (date.fromisoformat(first) - timedelta(days=45)).isoformat()  # room for the first label
    data = [{**r, "from": max(r["from"], first)} for r in data if r["to"] >= first and r["from"] <= until.isoformat()]
    told = {_source(r): (r.written or date.min) for r in case.readings}
    order = ["official record", *sorted(told, key=lambda name: (told[name], name))]
    slots: dict[str, dict[str, int]] = {}
    for row in data:
        mine = slots.setdefault(row["source"], {})
        row["slot"] = mine.setdefault(f"{row['act']} {row['from']}", len(mine))
    color = alt.Color(
        "kind:N",
        title=None,
        scale=alt.Scale(domain=list(_KINDS), range=list(_COLORS)),
        legend=alt.Legend(orient="top", columns=3, symbolOpacity=1),
    )
    shape = alt.Shape("kind:N", title=None, scale=alt.Scale(domain=list(_KINDS), range=list(_SHAPES)))
    scale = alt.Scale(domain=[first, until.isoformat()])
    base = alt.Chart(alt.InlineData(values=data))
    y = alt.Y("source:N", title=None, sort=order, axis=alt.Axis(labelLimit=220, labelFontSize=12))
    offset = alt.YOffset("slot:O")
    marks = "%-d %b %Y" if until - date.fromisoformat(first) < timedelta(days=_SHORT) else "%b %Y"
    x = alt.X("from:T", title=None, scale=scale, axis=alt.Axis(format=marks, labelOverlap=True))
    bars = (
        base.transform_filter("datum.kind == 'in force'")
        .mark_bar(height=6, opacity=0.8)
        .encode(x=x, x2="to:T", y=y, yOffset=offset, color=color)
    )
    spans = (
        base.transform_filter("datum.bar && datum.kind != 'in force'")
        .mark_rule(strokeDash=[3, 3], opacity=0.7)
        .encode(x=x, x2="to:T", y=y, yOffset=offset, color=color)
    )
    points = base.mark_point(filled=True, size=55, opacity=0.9).encode(x=x, y=y, yOffset=offset, color=color, shape=shape)
    labels = (
        base.transform_filter("datum.kind == 'in force'")
        .mark_text(align="right", dx=-6, fontSize=10, limit=150)
        .encode(x=x, y=y, yOffset=offset, text="act:N")
    )
    sources = len({r["source"] for r in data})
    chart = (
        (spans + bars + points + labels)
        .properties(width=640, height=max(140, 58 * sources))
        .configure_view(stroke=None)
        .configure_axis(grid=True, gridColor="#e4e4e4")
        .configure(font="sans-serif")
    )
    svg = vl_convert.vegalite_to_svg(chart.to_dict())
    return re.sub(r"<svg ", '<svg role="img" aria-label="Timeline of the case: the table below holds the same" ', svg, count=1)
