"""The report's tables: lines with their paths to drill into, what else is hit, what to ask, and the money by each key."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from html import escape
from typing import Any

from licet.exposure.drawings import COLORS, WORDS
from licet.exposure.money import with_commas
from licet.exposure.workbook import tables

#: Rows of a table on the page; the workbook has them all.
MOST_ROWS = 500
_NUMERIC = " class='n'"
#: Letters of an order's or item's number that is kept on one line.
LONGEST_NUMBER = 20
#: What each table of the workbook is called on the page, in the page's order; the last three fold away.
_TITLES = {
    "Questions": "To ask",
    "Products": "Parts and products",
    "Resellers": "Who sells on to the party",
    "Owned": "What the party owns",
    "Licenses": "Licenses held",
    "By order": "Money by order",
    "By product": "Money by product",
    "By tier": "Money by how it reaches us",
}
_KINDS = {"direct": "Direct dealing", "ownership": "Ownership", "resale": "Resale", "law": "Change of the law"}


def sections(body: dict[str, Any], place: int) -> list[tuple[str, str, str]]:
    """Anchor, title and HTML of each table that has rows, in the order of reading."""
    found = [(f"lines-{place}", "Lines", lines(body, place))] if body["lines"] else []
    told = {title: (heads, rows) for title, heads, rows in tables(body)}
    for title, shown in _TITLES.items():
        heads, rows = told[title]
        if rows:
            ident = f"{title.lower().replace(' ', '-')}-{place}"
            numeric = tuple(i for i, name in enumerate(heads) if _is_number(title, name))
            rows = [[WORDS.get(v, v) if h == "change" else v for h, v in zip(heads, row, strict=True)] for row in rows]
            drawn = [_row((_cell(value, i in numeric) for i, value in enumerate(row)), heads) for row in rows[:MOST_ROWS]]
            html = table(heads, drawn, len(rows), numeric=numeric, ident=f"{ident}-table")
            if title.startswith("By "):
                html = f"<details><summary>{len(rows):,} {'row' if len(rows) == 1 else 'rows'}</summary>{html}</details>"
            found.append((ident, shown, html))
    return found


def _is_number(title: str, head: str) -> bool:
    """Whether a column of a table of the workbook holds numbers."""
    return (
        "USD" in head
        or head == "open lines"
        or (head == "lines" and title != "Questions")
        or (head, title) == ("tier", "Resellers")
    )


def lines(body: dict[str, Any], place: int) -> str:
    """Lines, each with a second row that opens: why, the paths, and what to ask."""
    sides = ("now", "would be") if body["conditional"] else ("was", "is")
    heads = ("order", "item", "customer", "to", "month", "USD", *sides, "change")
    rows = []
    for line in body["lines"][:MOST_ROWS]:
        color, change = COLORS[line["change"]], escape(WORDS[line["change"]])
        shipped = " <small>shipped</small>" if line["shipped"] else ""
        cells = (
            f"<td>{escape(line['order'])}/{escape(line['line'])}{shipped}</td>",
            *(f"<td>{_unbroken(escape(line[name]))}</td>" for name in ("item", "customer", "destination", "month")),
            f"<td class='n' data-n='{line['value_usd']}'>{with_commas(line['value_usd'])}</td>",
            f"<td>{_word(line['from'])}</td>",
            f"<td>{_word(line['to'])}</td>",
            f"<td><i style='background:{color}'></i>{change}, {escape(line['certainty'])}</td>",
        )
        rows.append(
            f"<tbody>{_row(cells, heads)}<tr class='more'><td colspan='{len(heads)}'><details><summary>Why: {_how(line)}</summary>"
            f"{_why(line)}</details></td></tr></tbody>"
        )
    return table(heads, rows, len(body["lines"]), numeric=(5,), ident=f"lines-{place}-table", grouped=True)


def _why(line: dict[str, Any]) -> str:
    """The law, each path by which the line comes near the party, and the open questions."""
    paths = "".join(
        f"<div><b>Path {number}</b><ol>{''.join(map(_hop, hops))}</ol></div>" for number, hops in enumerate(line["paths"], 1)
    )
    asks = dict.fromkeys(q["asks"] for q in line["questions"]) if line["to"] in ("review", "license_required") else {}
    told = f"<div><b>To ask</b><ul>{''.join(f'<li>{escape(a)}</li>' for a in asks)}</ul></div>" if asks else ""
    return f"<p>{escape('; '.join(line['because']))}</p><div class='paths'>{paths}{told}</div>"


def _how(line: dict[str, Any]) -> str:
    """How the measure reaches the line, in words."""
    word = _KINDS[line["exposure"]].lower()
    return escape(f"{word}, tier {line['tier']}" if line["tier"] else word)


def _hop(hop: dict[str, Any]) -> str:
    valid = hop["valid"]
    days = f", {valid['from'] or '…'} to {valid['last_day'] or '…'}" if valid["from"] or valid["last_day"] else ""
    sure = "" if hop["certain"] else " <b>possible</b>"
    source = f" · {escape(hop['source'])}" if hop["source"] else ""
    return (
        f"<li>{escape(hop['from'])} <em>{escape(hop['says'])}</em> {escape(hop['to'])}{sure}"
        f"<br><small>{escape(hop['row'])}{source}{escape(days)}</small></li>"
    )


def _cell(value: Any, numeric: bool) -> str:
    if numeric and isinstance(value, Decimal | int):
        text = with_commas(str(value)) if "." in str(value) else f"{int(value):,}"
        return f"<td class='n' data-n='{value}'>{text}</td>"
    if isinstance(value, bool):
        value = "yes" if value else ""
    return f"<td>{_unbroken(escape('' if value is None else str(value)))}</td>"


def _unbroken(text: str) -> str:
    """Numbers of orders and items, which have no spaces, stay on one line: a list of them breaks after its commas."""
    parts = text.split(", ")
    short = all(len(part) <= LONGEST_NUMBER and " " not in part and "-" in part for part in parts)
    return ", ".join(f"<span class='w'>{part}</span>" for part in parts) if short else text


def _row(cells: Iterable[str], heads: Iterable[str]) -> str:
    """A row whose cells name their column, for screens too narrow for a table."""
    named = (cell.replace("<td", f"<td data-l='{escape(name, quote=True)}'", 1) for cell, name in zip(cells, heads, strict=True))
    return f"<tr>{''.join(named)}</tr>"


def table(heads: Iterable[str], rows: list[str], count: int, *, numeric: tuple[int, ...], ident: str, grouped: bool = False) -> str:
    """A table; `grouped` when each row brings its own body."""
    head = "".join(f"<th scope='col'{_NUMERIC if i in numeric else ''}>{escape(name)}</th>" for i, name in enumerate(heads))
    more = f"<p>{count - len(rows):,} more rows are in the workbook.</p>" if count > len(rows) else ""
    body = "".join(rows) if grouped else f"<tbody>{''.join(rows)}</tbody>"
    return f"<div class='scroll' tabindex='0'><table id='{ident}'><thead><tr>{head}</tr></thead>{body}</table></div>{more}"


def timeline(frames: list[dict[str, Any]], standing: dict[str, str]) -> str:
    """All days in one table, for paper and for those without scripts."""
    if len(frames) == 1:
        return ""
    rows = []
    heads = ("day", "state", "stopped USD", "possibly", "for review USD", "possibly", "freed USD", "possibly")
    for place, frame in enumerate(frames):
        sums = [f"{change}_{sure}_usd" for change in ("stops", "holds", "frees") for sure in ("established", "possible")]
        cells = [
            f"<td data-day='{place}'>{escape(frame['as_of'])}</td>",
            f"<td>{escape(standing[frame['measure']['standing']])}</td>",
            *(_cell(Decimal(frame["summary"][name]), True) for name in sums),
        ]
        rows.append(_row(cells, heads))
    return f"<h2 id='days-shown'>Days</h2>{table(heads, rows, len(rows), numeric=(2, 3, 4, 5, 6, 7), ident='timeline')}"


def _word(outcome: str) -> str:
    return escape(outcome.replace("_", " "))
