"""`licet law`: the law packs as a book.

licet law show us/ear/part740/LVS --as-of 2018-04-15
licet law diff 2018-04-15 2026-11-01
licet law check us/ear
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from licet.errors import BadValue

if TYPE_CHECKING:
    from licet.law.pages import Page

app = typer.Typer(name="law", help="The law packs: coverage, show, explain, diff, check, compile.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Day = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day asked about; the last verified one when not given.")
]
Plain = Annotated[bool, typer.Option("--no-color", help="Plain text.")]


@app.command()
def coverage(
    write: Annotated[Path | None, typer.Option("--write", metavar="FILE", help="Write the page to a file.")] = None,
    as_json: Json = False,
) -> None:
    """Which parts of the law are covered, from which day, verified through which day, and what is left to judgment."""
    from licet.law.coverage_page import as_dict, markdown

    if as_json:
        typer.echo(json.dumps(as_dict()))
    elif write is not None:
        write.write_text(markdown(), encoding="utf-8")
        typer.echo(f"wrote {write}", err=True)
    else:
        typer.echo(markdown(), nl=False)


@app.command()
def show(
    path: Annotated[str, typer.Argument(metavar="PATH", help="Such as us/ear/part740/LVS or us/ear/follow/retention.")],
    as_of: Day = None,
    code: Annotated[bool, typer.Option("--code/--no-code", help="Print the rule's source.")] = True,
    as_json: Json = False,
    no_color: Plain = False,
) -> None:
    """A value, the rule that reads it, the cases beside it and the citation, together."""
    from licet.law.book import page

    _print(page(path, _day(as_of)), as_json=as_json, code=code, color=not no_color)


@app.command()
def explain(
    symbol: Annotated[str, typer.Argument(metavar="SYMBOL", help='Such as LVS, 3A001.a.7, "NS 2", D:5, CN or affiliates_rule.')],
    as_of: Day = None,
    as_json: Json = False,
    no_color: Plain = False,
) -> None:
    """What a short name means on a day."""
    from licet.law.book import explain as explained

    _print(explained(symbol, _day(as_of)), as_json=as_json, code=False, color=not no_color)


@app.command()
def diff(
    start: Annotated[str, typer.Argument(metavar="A", help="The earlier day.")],
    end: Annotated[str, typer.Argument(metavar="B", help="The later day.")],
    pack: Annotated[str, typer.Option("--pack", help="Only paths that begin so.")] = "",
    as_json: Json = False,
) -> None:
    """What changed in the law between two days, each change with its citation."""
    from licet.law.changes import changes

    found = [change for change in changes(_date(start), _date(end)) if change.path.startswith(pack)]
    if as_json:
        typer.echo(json.dumps([change.as_dict() for change in found]))
        return
    for change in found:
        unread = "" if change.verified else "  (from memory or notes, check)"
        typer.echo(f"{change.on}  {change.path}   {change.cite}{unread}")
        typer.echo(f"            {change.says}")
        typer.echo(f"            {_short(change.before)} -> {_short(change.after)}")
    typer.echo(f"{len(found)} change{'s' if len(found) != 1 else ''} after {start}, to {end}", err=True)


@app.command()
def check(
    pack: Annotated[str, typer.Argument(metavar="[PACK]", help="Only packs that begin so, such as us/ear.")] = "",
    regulation: Annotated[
        list[Path] | None, typer.Option("--regulation", metavar="FILE", help="eCFR XML whose effective date notes must be known.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Gaps and overlaps at each date of change, every rule's cases, and every citation's form."""
    from licet.determination import REGIMES
    from licet.intake import transaction_from
    from licet.law.book import pack_of
    from licet.law.consistency import check_packs

    prefix = pack_of(pack) if pack else ""
    report = check_packs(prefix, rules=dict(REGIMES), read=transaction_from, regulations=regulation or ())
    if as_json:
        typer.echo(json.dumps(report.as_dict()))
    else:
        for problem in report.problems:
            typer.echo(f"{problem.kind}: {problem.where}: {problem.what}")
        for stay in report.stays:
            typer.echo(f"not in effect through {stay.through}: {stay.where}, {stay.what} ({stay.verb} by {stay.cite})")
        typer.echo(
            f"{report.packs} packs, {report.series} series, {report.values} values asked on {report.days} days; "
            f"{report.cases} cases run; {report.citations} citations, {len(report.unread)} of them in words; "
            f"{len(report.problems)} problems"
        )
    if report.problems:
        raise typer.Exit(1)


@app.command("compile")
def compile_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="eCFR XML of Supplement No. 1 to part 774, gzipped or not.")],
    issue: Annotated[str, typer.Option("--issue", metavar="DATE", help="The day of the issue.", show_default=False)],
    dry: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    as_json: Json = False,
) -> None:
    """Read a regulation's own XML and write the packs that are compiled from it."""
    from licet.law.compile import compile_file
    from licet.law.effective_dates import read_stays

    packs = compile_file(file, issue=_date(issue), write=not dry)
    stays = read_stays(file)
    told: dict[str, Any] = {
        "packs": [{"file": p.file.name, "entries": p.entries, "changed": p.changed} for p in packs],
        "entries": sum(p.entries for p in packs), "written": not dry,
        "stays": [{"where": s.where, "what": s.what, "cite": s.cite} for s in stays],
    }  # fmt: skip
    if as_json:
        typer.echo(json.dumps(told))
        return
    for each in packs:
        typer.echo(f"{each.file.name}: {each.entries} entries, {'changed' if each.changed else 'as before'}")
    for stay in stays:
        typer.echo(f"printed but {stay.verb} by {stay.cite}: {stay.where}, {stay.what}")
    typer.echo(f"{told['entries']} entries, {'not written' if dry else 'written'}", err=True)


def _print(page: Page, *, as_json: bool, code: bool, color: bool) -> None:
    """A page of the book."""
    if as_json:
        typer.echo(json.dumps(page.as_dict()))
        return
    from rich.console import Console
    from rich.syntax import Syntax
    from rich.text import Text

    out = Console(highlight=False, no_color=not color, soft_wrap=True)
    out.print(Text(f"{page.title}", style="bold"))
    out.print(Text(f"{page.path}   on {page.on}", style="dim"))
    for heading, text in page.words:
        out.print(Text.assemble((f"{heading}: ", "bold"), text))
    previous = None
    for line in page.lines:
        if line.says != previous:
            out.print(Text.assemble("\n", (line.name, "bold"), f"  {line.says}"))
            previous = line.says
        days = f"{line.valid[0] or '...'} to {line.valid[1] or '...'}" if line.valid != (None, None) else ""
        unread = "" if line.verified else "  (from memory or notes, check)"
        mark = ">" if line.now else " "
        out.print(Text.assemble(f"  {mark} ", (f"{days:<24} ", "dim"), line.value, (f"   {line.cite}{unread}", "cyan")))
        if line.note:
            out.print(Text(f"      {line.note}", style="dim"))
    for rule in page.rules:
        out.print(Text.assemble("\n", ("rule ", "bold"), f"{rule.module}.{rule.name}, line {rule.line}"))
        if code:
            out.print(Syntax(rule.source, "python", theme="ansi_light", background_color="default") if color else Text(rule.source))
    if page.cases:
        out.print(Text("\ncases", style="bold"))
    for case in page.cases:
        answer = case.expect.get("outcome", "")
        out.print(Text.assemble(f"  {case.on}  {case.says}", (f"   -> {answer}", "green"), (f"   {case.source or ''}", "cyan")))


def _short(text: str | None) -> str:
    if text is None:
        return "(none)"
    return text if len(text) <= 160 else f"{text[:157]}..."


def _day(text: str | None) -> date:
    """The day asked about, or the last day the EAR packs were verified through."""
    if text is not None:
        return _date(text)
    from licet.law.coverage import coverage as covered

    return covered("us/ear").verified


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadValue(f"{text!r} is not a date", remedy="write year-month-day, such as 2018-04-20") from error
