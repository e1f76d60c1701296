"""The impact report: one HTML file that works offline, without scripts, on paper and on a phone.

Every text of the book is escaped; nothing is fetched (the page's own policy forbids it). Scripts only add what paper cannot do:
sorting, filtering, and a slider over the days.
"""

from __future__ import annotations

import base64
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from licet.exposure.drawings import COLORS, WORDS, bars, flow
from licet.exposure.money import with_commas
from licet.exposure.report_tables import sections, timeline
from licet.exposure.workbook import workbook

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STANDING = {
    "in force": "In force", "ended": "Ended", "announced": "Announced, not in force", "supposed": "Supposed, not law",
}  # fmt: skip


def page(frames: list[dict[str, Any]], *, shown: str) -> str:
    """The report of one measure on one or more days.

    Args:
        frames: Answers of `licet.exposure.answer.answer`, in order of their days.
        shown: The day to open on.

    Raises:
        ValueError: There are no frames.
    """
    if not frames:
        raise ValueError("a report needs an answer")
    first = next((place for place, frame in enumerate(frames) if frame["as_of"] == shown), 0)
    template = Template(files("licet.exposure").joinpath("report.html").read_text(encoding="utf-8"))
    return template.substitute(
        title=escape(f"Impact of {frames[first]['measure']['id']}"),
        slider=_slider([frame["as_of"] for frame in frames], first),
        frames="".join(_frame(frame, place == first, place, alone=len(frames) == 1) for place, frame in enumerate(frames)),
        timeline=timeline(frames, _STANDING),
    )


def _slider(days: list[str], first: int) -> str:
    """Moves between the days; empty when there is one."""
    if len(days) == 1:
        return ""
    marks = "".join(f'<option value="{place}" label="{escape(day)}"></option>' for place, day in enumerate(days))
    return (
        '<div class="slider" hidden><label for="day">Day</label>'
        '<button type="button" id="earlier" aria-label="Earlier day">‹</button>'
        f'<input type="range" id="day" min="0" max="{len(days) - 1}" value="{first}" step="1" list="days">'
        '<button type="button" id="later" aria-label="Later day">›</button>'
        f'<output id="shown" for="day">{escape(days[first])}</output><datalist id="days">{marks}</datalist></div>'
    )


def _frame(body: dict[str, Any], shown: bool, place: int, *, alone: bool) -> str:
    told = body["measure"]
    valid = f"{told['valid']['from'] or '…'} to {told['valid']['last_day'] or '…'}"
    about = " · ".join(filter(None, (told["id"], valid, "; ".join(told["cites"]))))
    found = sections(body, place)
    links = "".join(f'<a href="#{ident}">{escape(title)}</a>' for ident, title, _ in found[:6])
    drawn = "".join(f"<h2 id='{ident}'>{escape(title)}</h2>{html}" for ident, title, html in found)
    river = flow(body)
    return (
        f'<section class="frame{" supposed" if body["conditional"] else ""}" data-day="{escape(body["as_of"])}"'
        f"{'' if shown or alone else ' data-later'}>"
        f'<header><p class="standing">{escape(_STANDING[told["standing"]])} on {escape(body["as_of"])}</p>'
        f"<h1>{escape(told['says'][:1].upper() + told['says'][1:])}</h1><p>{escape(about)}</p>{_warnings(body)}</header>"
        f"{_figures(body)}<nav class='tools'>{links}{_download(body)}</nav>"
        + (
            f"<h2>{_river(body)}</h2><p class='sideways'>The picture moves sideways.</p>"
            f"<figure class='wide' tabindex='0'>{river}</figure>"
            if river
            else ""
        )
        + (f'<p class="key">{_key(body)}</p>' if river else "")
        + f"<div class='pair'>{_bars(body)}</div>{drawn}"
        f"<footer>Known at {escape(body['known_at'])} · book {escape(body['book']['digest'][:12])} · facts without the measure "
        f"{escape(body['data']['before'][:12])}, with it {escape(body['data']['after'][:12])}</footer></section>"
    )


def _river(body: dict[str, Any]) -> str:
    """What the flow shows."""
    freed = {line["change"] for line in body["lines"]} <= {"frees", "eases"} and bool(body["lines"])
    if freed:
        return "Where money would become free" if body["conditional"] else "Where money becomes free"
    return "Where money would be at risk" if body["conditional"] else "Where money is at risk"


def _warnings(body: dict[str, Any]) -> str:
    """What a reader must know before the figures."""
    found = ""
    if body["conditional"]:
        word = "Announced, and not in force" if body["measure"]["standing"] == "announced" else "Supposed"
        found = f'<p class="note"><b>{word}.</b> This is not law on this day. Everything below is what <em>would</em> happen.</p>'
    if body["also_named"]:
        others = ", ".join(dict.fromkeys(f"{x['name']} ({x['listing']})" for x in body["also_named"]))
        found += f'<p class="note">Not in this measure, but named by the same notice: {escape(others)}.</p>'
    if body["restricted_anyhow"]:
        others = ", ".join(dict.fromkeys(f"{x['name']} ({x['listing']})" for x in body["restricted_anyhow"]))
        found += f'<p class="note">Restricted without this measure too, so that it changes less: {escape(others)}.</p>'
    if body["book"]["set_aside"]:
        found += f'<p class="note">{body["book"]["set_aside"]:,} rows of the book could not be used and are not counted.</p>'
    return found


def _download(body: dict[str, Any]) -> str:
    data = base64.b64encode(workbook(body)).decode("ascii")
    name = f"impact-{body['measure']['id'].replace('/', '-')}-{body['as_of']}.xlsx"
    return f'<a class="save" download="{escape(name)}" href="data:{_XLSX};base64,{data}">Download all tables (.xlsx)</a>'


def _bars(body: dict[str, Any]) -> str:
    drawn = (
        bars(body["money"]["by_month"], "Money by month of departure"),
        bars(body["money"]["by_customer"], "Money by customer", horizontal=True),
    )
    return "".join(f"<figure>{svg}</figure>" for svg in drawn if svg)


def _key(body: dict[str, Any]) -> str:
    used = dict.fromkeys([line["change"] for line in body["lines"]])
    if body["summary"]["products_blocked"]:
        used["cannot be built"] = None
    marks = "".join(f'<span><i style="background:{COLORS[c]}"></i>{escape(WORDS[c])}</span>' for c in COLORS if c in used)
    return f"{marks}<span>pale: only possible</span><span>left to right: measure, how it reaches us, customer, product</span>"


#: What the figures say of a measure that is not law.
_WOULD = {
    "stops": "would be stopped", "holds": "would wait for review", "worsens": "would get stricter", "frees": "would become free",
    "eases": "would get easier",
}  # fmt: skip


def _figures(body: dict[str, Any]) -> str:
    figures = body["summary"]
    words = _WOULD if body["conditional"] else WORDS
    change_word = "would change" if body["conditional"] else "change"
    cards = []
    for change in ("stops", "holds", "worsens", "frees", "eases"):
        for certainty in ("established", "possible"):
            lines = figures[f"{change}_{certainty}_lines"]
            if lines:
                cards.append(
                    _card(
                        figures[f"{change}_{certainty}_usd"],
                        f"{words[change]}, {certainty}: {lines} {_lines_word(lines)}",
                        COLORS[change],
                    )
                )
    if figures["shipped_while_in_force_lines"]:
        cards.append(
            _card(
                figures["shipped_while_in_force_usd"],
                f"left while it was in force: {figures['shipped_while_in_force_lines']} lines",
                "#000",
            )
        )
    for name, word in (("products_blocked", "items cannot be had or built"), ("products_released", "items can be had again")):
        if figures[name]:
            cards.append(
                f'<div class="card" style="border-color:{COLORS["cannot be built"]}">'
                f"<b>{figures[name]}</b><span>{word}</span></div>"
            )
    if not cards:
        cards.append(f'<div class="card"><b>0</b><span>of {figures["lines_counted"]:,} lines {change_word}</span></div>')
    note = (
        f"{figures['lines_changed']:,} of {figures['lines_counted']:,} lines {change_word}, "
        f"in {figures['orders_changed']:,} orders of {figures['customers_changed']:,} customers."
    )
    return f'<div class="cards">{"".join(cards)}</div><p>{note}</p>'


def _lines_word(count: int) -> str:
    return "line" if count == 1 else "lines"


def _card(usd: str, words: str, color: str) -> str:
    return f'<div class="card" style="border-color:{color}"><b>{with_commas(usd)}</b><span>USD {escape(words)}</span></div>'
