"""The impact report: one HTML file that works offline, without scripts, on paper and on a phone.

Every text of the book is escaped; nothing is fetched (the page's own policy forbids it). Scripts only add what paper cannot do:
sorting, filtering, and a slider over the days.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from decimal import Decimal
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from licet.exposure.drawings import COLORS, WORDS, bars, flow
from licet.exposure.money import with_commas
from licet.exposure.workbook import tables, workbook

#: Rows of a table on the page; the workbook has them all.
MOST_ROWS = 500
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NUMERIC = " class='n'"
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
    days = "".join(f'<option value="{place}" label="{escape(f["as_of"])}"></option>' for place, f in enumerate(frames))
    return template.substitute(
        title=escape(f"Impact of {frames[first]['measure']['id']}"),
        slider="" if len(frames) == 1 else (
            f'<div class="slider" hidden><label for="day">Day</label><input type="range" id="day" min="0" max="{len(frames) - 1}" '
            f'value="{first}" step="1" list="days"><output id="shown" for="day">{escape(frames[first]["as_of"])}</output>'
            f'<datalist id="days">{days}</datalist></div>'
        ),
        frames="".join(_frame(frame, place, place == first, alone=len(frames) == 1) for place, frame in enumerate(frames)),
        timeline=_timeline(frames),
    )  # fmt: skip


def _frame(body: dict[str, Any], place: int, shown: bool, *, alone: bool) -> str:
    told, told_valid = body["measure"], body["measure"]["valid"]
    cites = "; ".join(told["cites"])
    until = f"{told_valid['from'] or '…'} to {told_valid['last_day'] or '…'}"
    data = base64.b64encode(workbook(body)).decode("ascii")
    name = f"impact-{told['id'].replace('/', '-')}-{body['as_of']}.xlsx"
    warning = ""
    if body["conditional"]:
        warning = '<p class="note">This measure is not law on this day. Everything below is what <em>would</em> happen.</p>'
    if body["book"]["set_aside"]:
        warning += f'<p class="note">{body["book"]["set_aside"]:,} rows of the book could not be used and are not counted.</p>'
    pictures = "".join(
        f"<figure>{svg}</figure>"
        for svg in (
            bars(body["money"]["by_month"], "Money by month of departure"),
            bars(body["money"]["by_customer"], "Money by customer", horizontal=True),
        )
        if svg
    )
    drawn = flow(body)
    river = (
        f'<h2 id="flow-{place}">Where the money is at risk</h2><figure class="wide">{drawn}</figure><p class="key">{_key(body)}</p>'
        if drawn else ""
    )  # fmt: skip
    return (
        f'<section class="frame" data-day="{escape(body["as_of"])}"{"" if shown or alone else " data-later"}>'
        f'<header><p class="standing">{escape(_STANDING[told["standing"]])} on {escape(body["as_of"])}</p>'
        f"<h1>{escape(told['says'][:1].upper() + told['says'][1:])}</h1>"
        f"<p>{escape(told['id'])} · {escape(until)} · {escape(cites)}</p>{warning}</header>"
        f"{_figures(body)}{river}<div class='pair'>{pictures}</div>{_lines(body, place)}{_rest(body, place)}"
        f'<p class="tools"><a download="{escape(name)}" href="data:{_XLSX};'
        f'base64,{data}">Download all tables as a workbook</a></p>'
        f"<footer>Known at {escape(body['known_at'])} · book {escape(body['book']['digest'][:12])} · facts without the measure "
        f"{escape(body['data']['before'][:12])}, with it {escape(body['data']['after'][:12])}</footer></section>"
    )


def _key(body: dict[str, Any]) -> str:
    used = dict.fromkeys([line["change"] for line in body["lines"]])
    if body["summary"]["products_blocked"]:
        used["cannot be built"] = None
    marks = "".join(f'<span><i style="background:{COLORS[c]}"></i>{escape(WORDS[c])}</span>' for c in COLORS if c in used)
    return f"{marks}<span>pale: only possible</span><span>left to right: measure, how it reaches us, customer, product</span>"


def _figures(body: dict[str, Any]) -> str:
    figures = body["summary"]
    cards = []
    for change in ("stops", "holds", "worsens", "frees", "eases"):
        for certainty in ("established", "possible"):
            lines = figures[f"{change}_{certainty}_lines"]
            if lines:
                cards.append(
                    _card(
                        figures[f"{change}_{certainty}_usd"],
                        f"{WORDS[change]}, {certainty}: {lines} {_lines_word(lines)}",
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
        cards.append(f'<div class="card"><b>0</b><span>of {figures["lines_counted"]:,} lines change</span></div>')
    note = (
        f"{figures['lines_changed']:,} of {figures['lines_counted']:,} lines change, "
        f"in {figures['orders_changed']:,} orders of {figures['customers_changed']:,} customers."
    )
    return f'<div class="cards">{"".join(cards)}</div><p>{note}</p>'


def _lines_word(count: int) -> str:
    return "line" if count == 1 else "lines"


def _card(usd: str, words: str, color: str) -> str:
    return f'<div class="card" style="border-color:{color}"><b>{with_commas(usd)}</b><span>USD {escape(words)}</span></div>'


def _lines(body: dict[str, Any], place: int) -> str:
    """Lines with their paths to drill into."""
    if not body["lines"]:
        return ""
    rows = []
    for line in body["lines"][:MOST_ROWS]:
        paths = "".join(f"<ol>{''.join(_hop(hop) for hop in hops)}</ol>" for hops in line["paths"])
        asks = (
            "".join(f"<li>{escape(q['asks'])}</li>" for q in line["questions"])
            if line["to"] in ("review", "license_required")
            else ""
        )
        why = f"<p>{escape('; '.join(line['because']))}</p>{paths}" + (f"<p>To ask:</p><ul>{asks}</ul>" if asks else "")
        rows.append(
            f"<tr><td>{escape(line['order'])}/{escape(line['line'])}{' <small>shipped</small>' if line['shipped'] else ''}</td>"
            f"<td>{escape(line['item'])}</td><td>{escape(line['customer'])}</td><td>{escape(line['destination'])}</td><td>{escape(line['month'])}</td>"
            f"<td class='n' data-n='{line['value_usd']}'>{with_commas(line['value_usd'])}</td>"
            f"<td>{_word(line['from'])}</td><td>{_word(line['to'])}</td>"
            f"<td><i style='background:{COLORS[line['change']]}'></i>"
            f"{escape(WORDS[line['change']])}, {escape(line['certainty'])}</td>"
            f"<td><details><summary>{_how(line)}</summary>{why}</details></td></tr>"
        )
    heads = ("order", "item", "customer", "to", "month", "USD", "was", "is", "change", "why")
    return f"<h2>Lines</h2>{_table(heads, rows, len(body['lines']), numeric=(5,), ident=f'lines-{place}')}"


def _how(line: dict[str, Any]) -> str:
    return escape(f"{line['exposure']}, tier {line['tier']}" if line["tier"] else line["exposure"])


def _hop(hop: dict[str, Any]) -> str:
    valid = hop["valid"]
    days = f", {valid['from'] or '…'} to {valid['last_day'] or '…'}" if valid["from"] or valid["last_day"] else ""
    sure = "" if hop["certain"] else " <b>possible</b>"
    source = f" · {escape(hop['source'])}" if hop["source"] else ""
    return (
        f"<li>{escape(hop['from'])} <em>{escape(hop['says'])}</em> {escape(hop['to'])}{sure}"
        f"<br><small>{escape(hop['row'])}{source}{escape(days)}</small></li>"
    )


def _rest(body: dict[str, Any], place: int) -> str:
    """The other tables, as the workbook has them."""
    titles = {
        "By order": "Money by order",
        "By product": "Money by product",
        "By tier": "Money by how it reaches us",
        "Products": "Parts and products",
        "Resellers": "Who sells on to the party",
        "Owned": "What the party owns",
        "Licenses": "Licenses held",
        "Questions": "To ask",
    }
    out = []
    for number, (title, heads, rows) in enumerate(tables(body)):
        if title in titles and rows:
            numeric = tuple(
                i
                for i, name in enumerate(heads)
                if "USD" in name or name in ("lines", "open lines") or (name, title) == ("tier", "Resellers")
            )
            rows = [[WORDS.get(v, v) if h == "change" else v for h, v in zip(heads, row, strict=True)] for row in rows]
            cells = [
                "<tr>" + "".join(_cell(value, i in numeric) for i, value in enumerate(row)) + "</tr>" for row in rows[:MOST_ROWS]
            ]
            out.append(f"<h2>{titles[title]}</h2>{_table(heads, cells, len(rows), numeric=numeric, ident=f't{number}-{place}')}")
    return "".join(out)


def _cell(value: Any, numeric: bool) -> str:
    if numeric and isinstance(value, Decimal | int):
        text = with_commas(str(value)) if "." in str(value) else f"{int(value):,}"
        return f"<td class='n' data-n='{value}'>{text}</td>"
    if isinstance(value, bool):
        value = "yes" if value else ""
    return f"<td>{escape('' if value is None else str(value))}</td>"


def _table(heads: Iterable[str], rows: list[str], count: int, *, numeric: tuple[int, ...], ident: str) -> str:
    head = "".join(f"<th scope='col'{_NUMERIC if i in numeric else ''}>{escape(name)}</th>" for i, name in enumerate(heads))
    more = f"<p>{count - len(rows):,} more rows are in the workbook.</p>" if count > len(rows) else ""
    return (
        f"<div class='scroll' tabindex='0'><table id='{ident}'><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>{more}"
    )


def _timeline(frames: list[dict[str, Any]]) -> str:
    """All days in one table, for paper and for those without scripts."""
    if len(frames) == 1:
        return ""
    rows = []
    for frame in frames:
        s = frame["summary"]
        rows.append(
            f"<tr><td>{escape(frame['as_of'])}</td><td>{escape(_STANDING[frame['measure']['standing']])}</td>"
            + "".join(
                f"<td class='n'>{with_commas(s[f'{change}_established_usd'])}</td>"
                f"<td class='n'>{with_commas(s[f'{change}_possible_usd'])}</td>"
                for change in ("stops", "holds", "frees")
            )
            + "</tr>"
        )
    heads = ("day", "state", "stopped USD", "possibly", "for review USD", "possibly", "freed USD", "possibly")
    return f"<h2>Days</h2>{_table(heads, rows, len(rows), numeric=(2, 3, 4, 5, 6, 7), ident='timeline')}"


def _word(outcome: str) -> str:
    return escape(outcome.replace("_", " "))
