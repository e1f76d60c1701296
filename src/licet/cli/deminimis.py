"""`licet deminimis`: US content of foreign-made products, for one destination or all, and the smallest change that helps.

licet deminimis unit.yaml --to CN --as-of 2018-04-15
licet deminimis parts.csv --value 800 --to all --as-of 2018-04-15
licet deminimis --book examples/book --item HM-2002 --to CN --as-of 2018-04-15
"""

from __future__ import annotations

import csv
import json
import sys
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from licet.cli.book import failing
from licet.errors import BadFile, BadValue, LicetError, ManyProblems, UnknownName, nearest

if TYPE_CHECKING:
    from licet.exposure.resourcing import Cell
    from licet.law.law import Law
    from licet.transactions import Item

_PARTS = ("part", "eccn", "value_usd", "quantity")


def deminimis(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", help="A transaction (YAML, JSON), or a CSV of parts: part, eccn, value_usd.", show_default=False
        ),
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="CC|all", help="Destination, several with commas, or all.")] = "all",
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day; the file's own, else today.")] = None,
    known_at: Annotated[str | None, typer.Option("--known-at", metavar="TIME", help="On what was known then (UTC).")] = None,
    value: Annotated[str | None, typer.Option("--value", metavar="USD", help="Value of the product, with a CSV of parts.")] = None,
    eccn: Annotated[
        str | None, typer.Option("--eccn", metavar="ECCN", help="The product's classification, with a CSV of parts.")
    ] = None,
    made_in: Annotated[str | None, typer.Option("--made-in", metavar="CC", help="Where it is made, with a CSV of parts.")] = None,
    book: Annotated[
        Path | None, typer.Option("--book", metavar="DIR", help="A book of business: its products with a bill.")
    ] = None,
    items: Annotated[list[str] | None, typer.Option("--item", metavar="ID", help="Only these items of the book.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Plain text.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever the answer.")] = False,
) -> None:
    """Does a foreign-made product hold too much controlled US content, for where, and what would bring it under?"""
    with failing(as_json):
        body = _answer(file, to, as_of, known_at, value, eccn, made_in, book, items or [])
    if as_json:
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=1) + "\n")
    else:
        _show(body, color=not no_color)
    unknown = any(row["state"] == "unknown" for row in body["matrix"])
    raise typer.Exit(3 if unknown and not exit_zero else 0)


def _answer(
    file: Path | None, to: str, as_of: str | None, known_at: str | None, value: str | None, eccn: str | None, made_in: str | None,
    book: Path | None, wanted: list[str],
) -> dict[str, Any]:  # fmt: skip
    from licet.cli.check import day_of, moment_of
    from licet.countries import codes, read_country
    from licet.exposure.resourcing import matrix, smallest_change
    from licet.facts import AsOf
    from licet.law.law import Law

    if (file is None) == (book is None):
        raise BadValue("give FILE or --book DIR, one of them", where="licet deminimis")
    day = day_of(as_of)
    places = [c for c in codes() if "-" not in c and c != "US"] if to == "all" else [read_country(c) for c in to.split(",")]
    known = moment_of(known_at)
    if book is not None:
        day = day or _today()
        found = _of_book(book, wanted, day)
    else:
        assert file is not None
        found, day = _of_file(file, value, eccn, made_in, day)
    law = Law(AsOf.on(day, known))
    cells = list(matrix(found, places, day, law))
    changes = {
        (cell.product, cell.destination): smallest_change(_item(found, cell.product), cell.destination, day, law)
        for cell in cells
        if cell.state != "under"
    } if to != "all" else _changes_once(cells, found, day, law)  # fmt: skip
    return {
        "as_of": day.isoformat(),
        "products": [item.id for item in found],
        "destinations": places,
        "matrix": [
            cell.as_dict()
            | {"smallest_change": None if (c := changes.get((cell.product, cell.destination))) is None else c.as_dict()}
            for cell in cells
        ],
    }


def _changes_once(cells: list[Cell], found: list[Item], day: date, law: Law) -> dict[tuple[str, str], Any]:
    """The smallest change of each product for each group of destinations that count the same parts at the same level."""
    from licet.exposure.resourcing import smallest_change

    known: dict[Any, Any] = {}
    out = {}
    for cell in cells:
        if cell.state == "over":
            key = (cell.product, cell.answer.threshold_pct, tuple(c.counts for c in cell.answer.parts))
            if key not in known:
                known[key] = smallest_change(_item(found, cell.product), cell.destination, day, law)
            out[cell.product, cell.destination] = known[key]
    return out


def _item(found: list[Item], ident: str) -> Item:
    return next(item for item in found if item.id == ident)


def _today() -> date:
    return date.today()  # noqa: DTZ011  the user's day


def _of_book(folder: Path, wanted: list[str], day: date) -> list[Item]:
    from licet.exposure.book import open_book
    from licet.exposure.relations import Relations
    from licet.exposure.resourcing import product_item, products

    relations = Relations(open_book(folder))
    if not wanted:
        found = list(products(relations, day))
        if not found:
            raise BadValue(
                "no foreign-made product with a bill of materials in the book", where=str(folder),
                why="De minimis asks how much of a foreign-made product is US content, and bills say what is in it.",
                remedy="Add boms (parent, part, quantity), and say of each item where it is made.",
            )  # fmt: skip
        return found
    known, found = set(relations.item_ids), []
    for ident in wanted:
        if ident not in known:
            raise UnknownName(f"no item {ident!r} in the book", where="--item", remedy=nearest(ident, known))
        item = product_item(relations, int(relations.items([ident])[0]), day)
        if item is None:
            raise BadValue(
                f"{ident} is of US origin or has no bill of materials",
                where="--item",
                remedy="De minimis is asked of foreign-made products.",
            )
        found.append(item)
    return found


def _of_file(file: Path, value: str | None, eccn: str | None, made_in: str | None, day: date | None) -> tuple[list[Item], date]:
    from dataclasses import replace

    from licet.intake import iter_transactions

    if file.suffix.lower() == ".csv" and _is_parts(file):
        return [_of_parts(file, value, eccn, made_in)], day or _today()
    found: list[Item] = []
    for tx in iter_transactions(file):
        day = day or tx.as_of
        found += [
            replace(item, id=item.id or f"{tx.id or file.stem}[{place}]")
            for place, item in enumerate(tx.items)
            if item.origin != "US"
        ]
    if not found:
        raise BadFile(
            "no foreign-made item in it", where=str(file), remedy="Items with `origin: foreign` and `us_content` are asked about."
        )
    return found, day or _today()


def _is_parts(file: Path) -> bool:
    with file.open(encoding="utf-8-sig") as text:
        return "part" in [name.strip().lower() for name in text.readline().split(",")]


def _of_parts(file: Path, value: str | None, eccn: str | None, made_in: str | None) -> Item:
    """A product from a CSV of its US-origin parts; every mistake is named with its row."""
    from licet.countries import read_country
    from licet.transactions import Content, Item

    wrong: list[LicetError] = []
    parts = []
    with file.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.DictReader(text)
        names = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
        wrong += [
            BadValue(
                f"unknown column {name!r}", where=f"{file}: row 1",
                remedy=nearest(name, _PARTS) or f"Columns: {', '.join(_PARTS)}.",
            )
            for name in names
            if name not in _PARTS
        ]  # fmt: skip
        for row, line in enumerate(reader, 2):
            cell = {name: (line.get(told) or "").strip() for name, told in names.items()}
            price = _number(cell.get("value_usd"), f"{file}: row {row}: value_usd", wrong)
            count = _number(cell.get("quantity"), f"{file}: row {row}: quantity", wrong)
            parts.append(Content(part=cell.get("part") or None, eccn=cell.get("eccn") or None, value_usd=price, quantity=count))
    total = _number(value, "--value", wrong)
    if wrong:
        raise wrong[0] if len(wrong) == 1 else ManyProblems(wrong)
    return Item(
        id=file.stem,
        eccn=eccn,
        value_usd=total,
        origin="foreign",
        made_in=read_country(made_in) if made_in else None,
        us_content=tuple(parts),
    )


def _number(text: str | None, where: str, wrong: list[LicetError]) -> Decimal | None:
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal(-1)
    if not number.is_finite() or number < 0:
        wrong.append(BadValue(f"{text!r} is no amount", where=where, remedy="Write digits with a point: 1250.00."))
        return None
    return number


def _show(body: dict[str, Any], *, color: bool) -> None:
    """Each product: for one destination its parts; for several, destinations that answer alike together."""
    from rich.console import Console
    from rich.markup import escape

    out = Console(highlight=False, no_color=not color, width=None if sys.stdout.isatty() else 140)
    for product in body["products"]:
        rows = [row for row in body["matrix"] if row["product"] == product]
        groups: dict[tuple[Any, ...], list[str]] = {}
        for row in rows:
            change = row["smallest_change"]
            key = (row["state"], row["controlled_content_pct"], row["threshold_pct"], tuple(change["replace"]) if change else ())
            groups.setdefault(key, []).append(row["destination"])
        out.print(f"[bold]{escape(product)}[/bold]  on {body['as_of']}")
        for (state, pct, level, replace_), places in sorted(
            groups.items(), key=lambda g: (g[0][0] != "over", g[0][0] != "unknown", -len(g[1]))
        ):
            word = {"over": "SUBJECT TO THE EAR", "under": "de minimis", "unknown": "OPEN"}[state]
            share = "share unknown" if pct is None else f"{pct} percent controlled US content"
            out.print(f"  {word}: {share}, level {level} percent: {escape(', '.join(places[:40]))}{_more(len(places) - 40)}")
            if replace_:
                out.print(f"    smallest change: buy {escape(', '.join(replace_))} outside the United States")
        if len(rows) == 1:
            for part in rows[0]["counted"]:
                counts = {True: "counts", False: "does not count", None: "open"}[part["counts"]]
                out.print(
                    f"    {escape(str(part['part'] or part['eccn']))} "
                    f"({part['eccn'] or 'no ECCN'}, {part['value_usd'] or '?'} USD): {counts}"
                )
            out.print(f"    because {escape('; '.join(rows[0]['because'][:4]))}")
            for asked in rows[0]["questions"]:
                out.print(f"    ? {escape(asked['asks'])}")


def _more(count: int) -> str:
    return f" and {count} more" if count > 0 else ""
