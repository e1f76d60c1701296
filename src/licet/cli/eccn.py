"""`licet eccn CODE`: what an entry is controlled for and where; `licet eccn --search WORDS`: candidates to check."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any

import typer

from licet.errors import BadInput


def eccn(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="An ECCN or paragraph: 5A002, 3A001.a.7.", show_default=False)
    ] = None,
    search: Annotated[
        str | None, typer.Option("--search", metavar="TEXT", help="Find entries by words; candidates to check.")
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="The day asked about; today if not given.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="COUNTRY", help="Ask the rows about one destination.")] = None,
    made_for: Annotated[str | None, typer.Option("--for", metavar="ECCN", help="What the software or technology is for.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="Candidates shown.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="One object as JSON.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Plain text.")] = False,
) -> None:
    """What an ECCN is controlled for and where, on a day; or candidates by words (never a classification)."""
    if (code is None) == (search is None):
        raise BadInput("give an ECCN, or words to search", remedy='licet eccn 5A002, or licet eccn --search "optical switch"')
    if search is not None:
        found = candidates(search, limit)
        if as_json:
            typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            _print_candidates(found, color=not no_color)
        return
    try:
        on = date.fromisoformat(as_of) if as_of else date.today()  # noqa: DTZ011  the user's day
    except ValueError as error:
        raise BadInput(f"{as_of!r} is not a date", remedy="write it as 2018-04-20") from error
    report = describe(str(code), on, to=to, made_for=made_for)
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        _print_entry(report, color=not no_color)


def candidates(words: str, limit: int = 10) -> dict[str, Any]:
    """Entries whose short descriptions answer the words, best first, as the API and `--json` give them.

    Raises:
        BadValue: There are no words.
    """
    from licet.law.us.ear.part774_ccl.search import search

    found = search(words, limit=limit)
    return {
        "query": words,
        "note": "candidates to check, never a classification: the official text of the entry decides",
        "candidates": [
            {"eccn": each.heading, "about": each.about, "score": each.score, "matched": list(each.matched)} for each in found
        ],
    }


def describe(code: str, on: date, *, to: str | None = None, made_for: str | None = None) -> dict[str, Any]:
    """One entry or paragraph on a day: rows, reach, exceptions, and what the answers rest on.

    Raises:
        BadValue: The code has not the form of an ECCN, or the destination names several countries.
        UnknownName: There is no such entry, paragraph or country.
    """
    from licet.countries import read_country
    from licet.law.us.ear.part738_country_chart import columns_required
    from licet.law.us.ear.part774_ccl.lookup import entry
    from licet.law.us.ear.part774_ccl.paragraphs import CATEGORIES, GROUPS

    found = entry(code, on)
    country = read_country(to) if to else None
    rows = columns_required(str(found.eccn), country, on, made_for=made_for) if country else ()
    absent = found.absent
    return {
        "eccn": str(found.eccn),
        "as_of": on.isoformat(),
        "about": found.about,
        "category": CATEGORIES.get(found.eccn.category, "") if found.status != "ear99" else "",
        "product_group": GROUPS.get(found.eccn.group, ""),
        "series": _series(found.eccn),
        "status": found.status or "on the list",
        "absent": None if absent is None else _absent(str(found.eccn), absent),
        "reasons": list(found.reasons),
        "rows": [
            _row(applied.control, applied.answer, on, rows[place] if rows else None)
            for place, applied in enumerate(found.controlled(made_for=made_for))
        ],
        "exceptions": _exceptions(found, country, made_for),
        "also": list(found.also),
        "paragraphs": list(found.children),
        "to": country,
        "required": _required(rows) if country else None,
        "read_in_issue_of": found.issue.isoformat(),
        "verified": found.verified,
    }


def _series(eccn_: Any) -> str | None:
    """600 series, 9x515 or 0x5zz, which many rules name."""
    named = (("600 series", eccn_.is_600_series), ("9x515", eccn_.is_9x515), ("0x5zz", eccn_.is_0x5zz))
    return next((name for name, is_it in named if is_it), None)


def _absent(code: str, since: Any) -> str:
    """Why it was not on the list that day."""
    place = f"{code[:5]}.{since.path}" if since.path else code[:5]
    if since.start:
        return f"{place} came with {since.cite} on {since.start}"
    if since.end:
        return f"{place} left with {since.cite} on {since.end}"
    return f"{place} stands empty in {since.cite}" if since.path else f"{place} stood in {since.cite} and has left since"


def _row(control: Any, answer: Any, on: date, met: Any) -> dict[str, Any]:
    """A license table row: what it covers, how far it reaches, and what it asks of one destination if one was given."""
    from licet.law.us.ear.part738_country_chart import destinations, mark
    from licet.law.us.ear.part774_ccl.reaches import reach_on

    count: int | None
    if control.column:
        marked = [country for country in destinations() if mark(control.column, country, on)]
        where, count, enforcement = f"Country Chart, {control.column}", len(marked), None
    else:
        reach = reach_on(control.reach, control.rule, on)
        reached = [country for country in destinations() if reach.reach.covers(country, on)]
        where, count, enforcement = reach.reach.says, len(reached), reach.enforcement or None
        count = None if reach.reach.kind == "section" else count
    return {
        "reason": control.reason,
        "column": control.column or None,
        "where": where,
        "destinations": count,
        "scope": _scope(control.scope),
        "covers": answer.holds,
        "asks": answer.ask or None,
        "required": None if met is None else met.required,
        "cite": control.cite,
        "section": control.home,
        "enforcement": enforcement,
    }


def _scope(scope: Any) -> str:
    """A row's scope in words."""
    parts = [f".{', .'.join(scope.covers)}" if scope.covers else "entire entry"]
    if scope.excepts:
        parts.append(f"except .{', .'.join(scope.excepts)}")
    if scope.subject:
        parts.append(f"for {', '.join(scope.subject)}")
    if scope.not_for:
        parts.append(f"not for {', '.join(scope.not_for)}")
    if scope.condition:
        parts.append(f"if {scope.condition}")
    return " ".join(parts)


def _exceptions(found: Any, to: str | None, made_for: str | None) -> list[dict[str, Any]]:
    """The list-based exceptions the entry speaks of, each with its answer for the paragraph."""
    lines: list[dict[str, Any]] = []
    for symbol in dict.fromkeys(term.symbol for term in found.terms):
        if symbol == "STA":
            for group in ("A:5", "A:6"):
                closed = found.sta_closed(group, made_for=made_for)
                lines.append({"symbol": f"STA to {group}", "open": None if closed.holds is None else not closed.holds,
                              "usd": None, "asks": closed.ask or None})  # fmt: skip
        elif symbol == "LVS":
            usd, answer = found.lvs_limit(to=to, made_for=made_for)
            lines.append(
                {"symbol": symbol, "open": answer.holds, "usd": None if usd is None else str(usd), "asks": answer.ask or None}
            )
        else:
            answer = found.opens(symbol, to=to, made_for=made_for)
            lines.append({"symbol": symbol, "open": answer.holds, "usd": None, "asks": answer.ask or None})
    return lines


def _required(rows: Any) -> bool | None:
    """Whether some row asks a license for the destination; unknown when none surely does and one may."""
    found = [row.required for row in rows]
    return True if True in found else None if None in found else False


_SAYS = {True: "yes", False: "no", None: "depends"}
_WHY = {
    "itar": "Subject to the ITAR: the Department of State controls it.",
    "elsewhere": "The entry only points to other entries; nothing is controlled under it.",
    "supplement 5": "Items are named in Supplement No. 5 to part 774, with their own requirements (15 CFR 742.6(a)(8)).",
    "ear99": "On no list entry: no row of the chart applies. End users, end uses, embargoes and sanctions still do.",
    "former": "An entry that has left the list.",
}


def _print_entry(report: dict[str, Any], *, color: bool) -> None:
    """One entry for people."""
    from rich.table import Table
    from rich.text import Text

    from licet.cli.show import console

    out = console(color=color)
    series = f" · {report['series']}" if report["series"] else ""
    group = f"Category {report['eccn'][0]}, {report['category']} · {report['product_group']}{series}" if report["category"] else ""
    out.print(Text.assemble((report["eccn"], "bold"), f"  {report['about']}", f"   on {report['as_of']}"))
    if group:
        out.print(Text(group, style="dim"))
    if report["status"] in _WHY:
        out.print(_WHY[report["status"]])
    if report["absent"]:
        out.print(Text(f"Not on the list that day: {report['absent']}. How was the item classified then?", style="yellow"))
    if report["rows"]:
        out.print()
        table = Table(box=None, pad_edge=False, header_style="bold")
        for name in ("reason", "where", "destinations", "covers", *(["license"] if report["to"] else []), "cite"):
            table.add_column(name, overflow="fold", justify="right" if name == "destinations" else "left")
        for row in report["rows"]:
            count = "" if row["destinations"] is None else str(row["destinations"])
            covers = f"{_SAYS[row['covers']]}: {row['scope']}" if row["scope"] != "entire entry" else "entire entry"
            license_ = [_SAYS[row["required"]]] if report["to"] else []
            table.add_row(row["column"] or row["reason"], row["where"], count, covers, *license_, row["section"])
        out.print(table)
        for note in dict.fromkeys(row["enforcement"] for row in report["rows"] if row["enforcement"]):
            out.print(Text(f"Printed text against enforcement: {note}.", style="yellow"))
    if report["exceptions"]:
        out.print()
        for line in report["exceptions"]:
            value = f" up to {int(line['usd']):,} USD" if line["usd"] else ""
            asks = f" (if {line['asks']})" if line["asks"] else ""
            out.print(f"  {line['symbol']:<12}{_SAYS[line['open']]}{value}{asks}")
    if report["paragraphs"]:
        out.print(Text(f"\nParagraphs: {' '.join('.' + path for path in report['paragraphs'])}", style="dim"))
    if report["also"]:
        out.print(Text(f"See also {', '.join(report['also'])}", style="dim"))
    read = "read in" if report["verified"] else "carried back from"
    out.print(
        Text(f"\nRows {read} the issue of {report['read_in_issue_of']}. Cuba, Iran, North Korea and Syria: part 746.", style="dim")
    )


def _print_candidates(found: dict[str, Any], *, color: bool) -> None:
    """Candidates for people."""
    from rich.table import Table

    from licet.cli.show import console

    out = console(color=color)
    if not found["candidates"]:
        out.print("Nothing fits these words. Try others, or a more general one; what is on no list is EAR99.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("ECCN", "about", "score", "matched"):
        table.add_column(name, overflow="fold")
    for each in found["candidates"]:
        table.add_row(each["eccn"], each["about"], f"{each['score']:.2f}", ", ".join(each["matched"]))
    out.print(table)
    out.print(f"\n{found['note'][0].upper()}{found['note'][1:]}.")
