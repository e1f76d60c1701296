"""`licet impact`: what a measure hits in a book of business.

licet impact us_bis_dpl/zte --book examples/book --as-of 2018-04-15
licet impact --party "ZTE Corporation" --book examples/book --as-of 2018-04-15
licet impact --what-if examples/what-if/zte-relief.yaml --book examples/book --as-of 2018-05-20 --report relief.html
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from licet.cli.book import failing, long_road
from licet.errors import BadValue

if TYPE_CHECKING:
    from rich.console import Console

    from licet.impacts import Progress


def impact(
    measure: Annotated[
        str | None,
        typer.Argument(metavar="[MEASURE]", help="A listing's id, or its first part: us_bis_dpl/zte.", show_default=False),
    ] = None,
    party: Annotated[str | None, typer.Option("--party", metavar="NAME", help="All that restricts this party.")] = None,
    what_if: Annotated[Path | None, typer.Option("--what-if", metavar="FILE", help="A what-if (YAML).")] = None,
    book: Annotated[Path | None, typer.Option("--book", metavar="DIR", help="The book of business, a folder or an import.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day asked about; today if not given.")] = None,
    known_at: Annotated[str | None, typer.Option("--known-at", metavar="TIME", help="On what was known then (UTC).")] = None,
    tiers: Annotated[str, typer.Option("--tiers", metavar="N|all", help="How far resale is followed.")] = "3",
    everything: Annotated[
        bool, typer.Option("--everything", help="Decide every line anew, not only those it can touch; the answer is the same.")
    ] = False,
    report: Annotated[Path | None, typer.Option("--report", metavar="FILE", help="Write a page (HTML) that works offline.")] = None,
    dates: Annotated[
        str | None,
        typer.Option("--dates", metavar="D,D,...", help="Days the report's slider shows; the measure's own days when not told."),
    ] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="Write the tables as a workbook.")] = None,
    set_aside: Annotated[bool, typer.Option("--set-aside", help="Go on without rows of the book that cannot be used.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DIR", envvar="LICET_DATA", help="The data folder.", show_default=False)
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="No network (impact needs none).")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print the summary only.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Plain text.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever the answer.")] = False,
) -> None:
    """What of ours does a measure hit: orders, money, products, customers, licenses, and what to ask."""
    with failing(as_json):
        with nullcontext(None) if quiet else long_road() as say:
            body = _answer(
                measure, party, what_if, book, as_of, known_at, tiers, everything, set_aside, data, report, dates, quiet, say
            )
        if xlsx is not None:
            from licet.exposure.workbook import workbook

            xlsx.write_bytes(workbook(body))
    if as_json:
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=1) + "\n")
    else:
        _show(body, quiet=quiet, color=not no_color)
    code = exit_code(body["lines"])
    raise typer.Exit(0 if exit_zero and code in (3, 4) else code)


def exit_code(lines: list[dict[str, Any]]) -> int:
    """4 when a line is stopped or worse off, 3 when one is held for review, else 0."""
    worse = [line for line in lines if line["change"] in ("stops", "holds", "worsens")]
    if any(line["to"] in ("prohibited", "license_required") for line in worse):
        return 4
    return 3 if worse else 0


def _answer(
    measure: str | None, party: str | None, what_if: Path | None, book: Path | None, as_of: str | None, known_at: str | None,
    tiers: str, everything: bool, set_aside: bool, data: Path | None, report: Path | None, dates: str | None, quiet: bool,
    say: Progress | None,
) -> dict[str, Any]:  # fmt: skip
    """Parse, call, and write the report when one is asked for."""
    from licet.cli.check import day_of, moment_of

    if [measure, party, what_if].count(None) != 2:
        raise BadValue("give one of MEASURE, --party NAME, --what-if FILE", where="licet impact")
    if book is None:
        raise BadValue("no book", where="--book", remedy="Give the folder with parties, orders, items, ...")
    day = day_of(as_of) or date.today()  # noqa: DTZ011  the user's day
    if tiers != "all" and not (tiers.isdigit() and 0 < int(tiers) < 100):
        raise BadValue(f"{tiers!r} tiers", where="--tiers", remedy="Write a number from 1, or all.")

    from licet.exposure.answer import answer
    from licet.exposure.book import open_book
    from licet.impacts import Desk
    from licet.screened import MANY
    from licet.workspace import Workspace

    desk = Desk(open_book(book, set_aside=set_aside), Workspace(data), progress=say, jobs=os.cpu_count() or 1)
    parties = desk.book.counts["parties"]
    if not desk.load(book) and parties >= MANY and not quiet:
        kept = f" `licet book import {book}` makes a book beside which it is kept." if desk.folder is None else ""
        sys.stderr.write(f"Screening {parties:,} parties first: no screening by these lists is kept.{kept}\n")
    known = moment_of(known_at)
    if what_if is not None:
        chosen = desk.what_if(what_if, day, known)
    elif party is not None:
        chosen = desk.party_measure(party, day, known)
    else:
        chosen = desk.measure(str(measure), day, known)
    follow = None if tiers == "all" else int(tiers)
    body = answer(desk.impact(chosen, day, known, tiers=follow, everything=everything))
    if report is not None:
        from licet.exposure.report import page

        asked = [] if dates is None else [d for d in (day_of(text.strip()) for text in dates.split(",")) if d is not None]
        frames = [body]
        if what_if is None:
            days = asked or desk.days(chosen)
            name = chosen.id
            frames += [
                answer(desk.impact(desk.party_measure(name, d) if party else desk.measure(name, d), d, tiers=follow))
                for d in days
                if d != day
            ]
        report.write_text(page(sorted(frames, key=lambda frame: frame["as_of"]), shown=body["as_of"]), encoding="utf-8")
    return body


_WORDS = {
    "stops": "stops", "holds": "waits for review", "worsens": "gets stricter", "frees": "becomes free", "eases": "gets easier",
}  # fmt: skip


def _show(body: dict[str, Any], *, quiet: bool, color: bool) -> None:
    """The answer first, then the lines, then what else is hit, then what to ask."""
    from rich.console import Console
    from rich.markup import escape

    from licet.exposure.money import with_commas

    out = Console(highlight=False, no_color=not color, width=None if sys.stdout.isatty() else 160)
    told, figures = body["measure"], body["summary"]
    word = {"in force": "IN FORCE", "ended": "ENDED", "announced": "ANNOUNCED, NOT IN FORCE", "supposed": "SUPPOSED"}[
        told["standing"]
    ]
    out.print(f"[bold]{word}[/bold]  {escape(told['says'])}  on {body['as_of']}")
    out.print(f"  {told['valid']['from'] or '...'} to {told['valid']['last_day'] or '...'}  {escape('; '.join(told['cites']))}")
    would = "would " if body["conditional"] else ""
    for change in _WORDS:
        for certainty in ("established", "possible"):
            if figures[f"{change}_{certainty}_lines"]:
                verb = {
                    "stops": "stop",
                    "holds": "wait for review",
                    "worsens": "get stricter",
                    "frees": "become free",
                    "eases": "get easier",
                }[change]
                count = figures[f"{change}_{certainty}_lines"]
                said = verb if would or count > 1 else _WORDS[change]
                out.print(
                    f"  {with_commas(figures[f'{change}_{certainty}_usd']):>18}  "
                    f"{count:>4} {'line ' if count == 1 else 'lines'} {would}{said} ({certainty})"
                )
    if figures["shipped_while_in_force_lines"]:
        out.print(
            f"  {with_commas(figures['shipped_while_in_force_usd']):>18}  {figures['shipped_while_in_force_lines']:>4} lines "
            "left while it was in force: look at them first"
        )
    out.print(
        f"  {figures['lines_changed']} of {figures['lines_counted']} lines change; "
        f"{figures['products_blocked']} items blocked, {figures['products_released']} released"
    )
    if body["also_named"]:
        others = ", ".join(dict.fromkeys(f"{x['name']} ({x['listing']})" for x in body["also_named"]))
        out.print(f"  Not in this measure, but named by the same notice: {escape(others)}")
    if body["restricted_anyhow"]:
        others = ", ".join(dict.fromkeys(f"{x['name']} ({x['listing']})" for x in body["restricted_anyhow"]))
        out.print(f"  Restricted without this measure too, so that it changes less: {escape(others)}")
    if body["book"]["set_aside"]:
        out.print(f"  [bold]{body['book']['set_aside']} rows of the book were set aside and are not counted[/bold]")
    if not quiet:
        _tables(out, body)


def _tables(out: Console, body: dict[str, Any]) -> None:
    from rich.markup import escape
    from rich.table import Table

    from licet.exposure.money import with_commas

    def draw(title: str, columns: list[str], rows: list[list[str]], right: tuple[int, ...] = ()) -> None:
        if not rows:
            return
        table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, header_style="dim")
        for place, name in enumerate(columns):
            table.add_column(name, justify="right" if place in right else "left", overflow="fold")
        for row in rows[:200]:
            table.add_row(*map(escape, row))
        out.print()
        out.print(table)
        if len(rows) > 200:
            out.print(f"... and {len(rows) - 200} more (see --json, --xlsx or --report)")

    draw(
        "Lines",
        ["order", "item", "customer", "USD", "from", "to", "how", "because"],
        [
            [
                f"{x['order']}/{x['line']}{' (shipped)' if x['shipped'] else ''}",
                x["item"],
                x["customer"],
                with_commas(x["value_usd"]),
                x["from"],
                x["to"],
                f"{x['exposure']}{' tier ' + str(x['tier']) if x['tier'] else ''}, {x['certainty']}",
                "; ".join(x["because"][:2]),
            ]
            for x in body["lines"]
        ],
        (3,),
    )
    draw(
        "Parts and products",
        ["item", "what", "state", "open USD", "alternates", "path"],
        [
            [
                x["id"],
                x["description"] or "",
                f"{'released, was ' if x['released'] else ''}{x['certainty']}",
                with_commas(x["open_usd"]),
                "; ".join(f"{a['part']}: {', '.join(a['left']) or 'none'}" for a in x["alternates"]),
                " > ".join(f"{h['from']} {h['says']} {h['to']}" for h in x["path"]),
            ]
            for x in body["products"]
        ],
        (3,),
    )
    draw(
        "Sold on to the party",
        ["party", "tier", "certainty", "open USD", "path"],
        [
            [
                x["name"],
                str(x["tier"]),
                x["certainty"],
                with_commas(x["open_usd"]),
                " > ".join(f"{h['from']} {h['says']} {h['to']} ({h['row']})" for h in x["path"]),
            ]
            for x in body["resellers"]
        ],
        (3,),
    )
    draw("Owned by the party", ["party", "certainty", "because"], [
        [x["name"], x["certainty"], "; ".join(part["claim"] for part in x["proof"]["because"])] for x in body["owned"]
    ])  # fmt: skip
    draw(
        "Licenses",
        ["number", "last day", "USD left", "covered before", "covers now"],
        [
            [
                x["number"],
                x["last_day"] or "",
                with_commas(x["value_left_usd"] or "0"),
                ", ".join(x["covered_before"]) or "-",
                ", ".join(x["covers_after"]) or "-",
            ]
            for x in body["licenses"]
        ],
        (2,),
    )
    draw("To ask", ["USD", "question", "lines"], [
        [with_commas(x["value_usd"]), x["asks"], ", ".join(x["lines"][:6])] for x in body["questions"]
    ], (0,))  # fmt: skip
