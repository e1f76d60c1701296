"""The tables of an answer as an Excel workbook; text that would start a formula is kept as text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

Rows = tuple[str, tuple[str, ...], list[list[Any]]]


def tables(body: dict[str, Any]) -> Iterator[Rows]:
    """Title, headings and rows of each table."""
    yield "Lines", (
        "order", "line", "item", "customer", "destination", "month", "USD", "shipped", "from", "to", "change", "exposure", "tier",
        "certainty", "because", "path",
    ), [
        [
            x["order"], x["line"], x["item"], x["customer"], x["destination"], x["month"], Decimal(x["value_usd"]), x["shipped"],
            x["from"], x["to"], x["change"], x["exposure"], x["tier"], x["certainty"], "; ".join(x["because"]),
            " | ".join(path_text(hops) for hops in x["paths"]),
        ]
        for x in body["lines"]
    ]  # fmt: skip
    for name, title in (
        ("by_order", "By order"),
        ("by_product", "By product"),
        ("by_customer", "By customer"),
        ("by_tier", "By tier"),
        ("by_month", "By month"),
    ):
        yield title, (title[3:], "change", "certainty", "lines", "USD"), [
            [x["key"], x["change"], x["certainty"], x["lines"], Decimal(x["value_usd"])] for x in body["money"][name]
        ]  # fmt: skip
    yield "Products", ("item", "description", "state", "released", "open USD", "open lines", "alternates", "path"), [
        [
            x["id"], x["description"], x["certainty"], x["released"], Decimal(x["open_usd"]), x["open_lines"],
            "; ".join(f"{a['part']}: {', '.join(a['left']) or 'none'}" for a in x["alternates"]), path_text(x["path"]),
        ]
        for x in body["products"]
    ]  # fmt: skip
    yield "Resellers", ("id", "party", "tier", "certainty", "open USD", "path"), [
        [x["id"], x["name"], x["tier"], x["certainty"], Decimal(x["open_usd"]), path_text(x["path"])] for x in body["resellers"]
    ]  # fmt: skip
    yield "Owned", ("id", "party", "rule", "certainty", "because"), [
        [x["id"], x["name"], x["cite"], x["certainty"], "; ".join(p["claim"] for p in x["proof"]["because"])] for x in body["owned"]
    ]  # fmt: skip
    yield (
        "Licenses",
        ("number", "last day", "USD left", "covered before", "covers after"),
        [
            [
                x["number"],
                x["last_day"],
                x["value_left_usd"] and Decimal(x["value_left_usd"]),
                ", ".join(x["covered_before"]) or "none",
                ", ".join(x["covers_after"]) or "none",
            ]
            for x in body["licenses"]
        ],
    )
    yield "Questions", ("USD", "question", "lines"), [
        [Decimal(x["value_usd"]), x["asks"], ", ".join(x["lines"])] for x in body["questions"]
    ]  # fmt: skip


def path_text(hops: list[dict[str, Any]]) -> str:
    """A path in one line, each hop with its row."""
    return " > ".join(f"{h['from']} {h['says']} {h['to']} ({h['row']}{'' if h['certain'] else ', possible'})" for h in hops)


def workbook(body: dict[str, Any]) -> bytes:
    """The answer as .xlsx: what was asked, the figures, then a sheet a table."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    for unasked in list(book):
        book.remove(unasked)
    sheet = book.create_sheet("Summary")
    told = body["measure"]
    head = [
        ("measure", told["id"]),
        ("says", told["says"]),
        ("standing", told["standing"]),
        ("as of", body["as_of"]),
        ("known at", body["known_at"]),
        ("conditional", body["conditional"]),
        ("cites", "; ".join(told["cites"])),
        ("book", body["book"]["digest"]),
        ("rows set aside", body["book"]["set_aside"]),
        *body["summary"].items(),
    ]
    for name, value in head:
        is_money = str(name).endswith("_usd")
        _append(sheet, [str(name).replace("_", " "), Decimal(value) if is_money else value])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 60
    for title, headings, rows in tables(body):
        page = book.create_sheet(title)
        page.append(list(headings))
        for cell in page[1]:
            cell.font = Font(bold=True)
        for row in rows:
            _append(page, row)
        page.freeze_panes = "A2"
        page.auto_filter.ref = page.dimensions
        for place, name in enumerate(headings):
            page.column_dimensions[page.cell(1, place + 1).column_letter].width = (
                60 if name in ("path", "because", "question") else 18
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _append(sheet: Any, row: list[Any]) -> None:
    """A row whose text stays text: openpyxl takes a leading = for a formula."""
    sheet.append([None if value is None else value if isinstance(value, Decimal | int | bool) else "" for value in row])
    place = sheet.max_row
    for column, value in enumerate(row, 1):
        cell = sheet.cell(place, column)
        if isinstance(value, Decimal):
            cell.number_format = "#,##0.00"
        elif isinstance(value, str):
            cell.value = value[:32000]
            cell.data_type = "s"
            if value[:1] in "=+-@\t\r":
                cell.quotePrefix = True
