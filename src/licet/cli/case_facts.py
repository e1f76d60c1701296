"""`licet case confirm`, `withdraw`, `confirmed`, `what-if`: claims of a case into the ledger, and back.

licet case confirm matter.json C3 --by "Jane Roe" --reason "read in the Federal Register" --cite "84 FR 22961"
licet case what-if matter.json C1 --out relief.yaml
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Data = Annotated[Path | None, typer.Option("--data", help="The data folder.", envvar="LICET_DATA", show_default=False)]
CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help="A case file written by `licet case read --out`.")]
ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="C3 (a claim), or DOCUMENT/V2 (one telling of it).")]
Day = Annotated[str | None, typer.Option("--from", metavar="D", help="The day from which it has effect.")]


def confirm(
    case: CaseFile,
    claim: ClaimId,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who confirms it; not needed when an official document does.")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="WHY", help="Why; recorded.")] = None,
    start: Day = None,
    until: Annotated[str | None, typer.Option("--until", metavar="D", help="Its last day.")] = None,
    cite: Annotated[str | None, typer.Option("--cite", metavar="C", help='Where it was published: "84 FR 22961".')] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="D", help="The day it was made public, from which it could be known.")
    ] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Make a claim a dated fact of the ledger; what is only said is refused."""
    from licet.casefile.claim_of_case import find_claim
    from licet.casefile.confirming import confirm as write
    from licet.casefile.confirming import listed
    from licet.cli.case import open_case
    from licet.sync import open_store

    found = find_claim(open_case(case), _name(case), claim)
    ledger, folder = _ledger(data)
    facts, recorded = write(
        ledger, found, by=by, reason=reason, start=_day(start, "--from"), until=_day(until, "--until"), cite=cite,
        published=_day(published, "--published"),
    )  # fmt: skip
    open_store(folder)
    list_id = facts[0].id.rpartition("/")[0]
    rows = list(listed({list_id: facts}))
    if as_json:
        _print({"claim": list_id, "new": recorded.new, "position": recorded.position, "facts": rows})
        return
    typer.echo(f"{list_id}  {found.says()}" + ("" if recorded.new else "  (was confirmed before)"))
    for row in rows:
        valid = row["valid"]
        typer.echo(f"  {row['party']}: {row['kind'].replace('_', ' ')}, {valid['from']} to {valid['last_day'] or '...'}")
    typer.echo(f"Take it back with: licet case withdraw {list_id} --by NAME --reason WHY")


def withdraw(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A confirmed claim: case:..., see `licet case confirmed`.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who takes it back.")],
    reason: Annotated[str, typer.Option("--reason", metavar="WHY", help="Why; recorded.")],
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Take a confirmed claim back by a later act; what was known in between stays on record."""
    from licet.casefile.confirming import withdraw as take_back
    from licet.sync import open_store

    ledger, folder = _ledger(data)
    recorded = take_back(ledger, claim, by=by, reason=reason)
    open_store(folder)
    if as_json:
        _print({"claim": claim, "withdrawn": True, "position": recorded.position})
    else:
        typer.echo(f"{claim}  withdrawn; what was known before stays on record")


def confirmed(data: Data = None, as_json: Json = False) -> None:
    """Claims that were confirmed, by whom, and those withdrawn."""
    from licet.casefile.confirming import confirmed as held
    from licet.casefile.confirming import listed

    ledger, _ = _ledger(data)
    rows = list(listed(held(ledger)))
    if as_json:
        _print({"confirmed": rows})
        return
    for row in rows:
        valid = row["valid"]
        period = "withdrawn" if row["withdrawn"] else f"{valid['from']} to {valid['last_day'] or '...'}"
        typer.echo(f"{row['claim']}  {row['kind'].replace('_', ' ')}  {row['party']}  {period}  {row['publisher']}")
    if not rows:
        typer.echo("No claim was confirmed.")


def what_if(
    case: CaseFile,
    claim: ClaimId,
    start: Day = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the what-if here (YAML).")] = None,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Write a claim, done or only said, as a what-if for `licet impact --what-if`; the ledger is not touched."""
    import yaml

    from licet.casefile.claim_of_case import find_claim
    from licet.casefile.supposing import EASES
    from licet.casefile.supposing import what_if as suppose
    from licet.cli.case import open_case

    found = find_claim(open_case(case), _name(case), claim)
    day = _day(start, "--from")
    standing = _standing(found, day, data) if found.cluster.type in EASES else ()
    node = suppose(found, day, standing)
    text = "# Conditional: what if this claim were law? Written by `licet case what-if`.\n" + yaml.safe_dump(
        node, allow_unicode=True, sort_keys=False, width=120
    )
    if out is not None:
        out.write_text(text, "utf-8")
    if as_json:
        typer.echo(json.dumps(node, ensure_ascii=False, default=str))
        return
    if out is None:
        typer.echo(text, nl=False)
        return
    typer.echo(f"{out}: {node['standing']}, not in force. Next: licet impact --what-if {out} --book DIR --as-of D")


def _standing(found: Any, day: date | None, data: Path | None) -> tuple[str, ...]:
    """Ids of listings that restrict the claim's parties on the day, by name."""
    from licet.casefile.supposing import day_of
    from licet.exposure.measures import bites
    from licet.facts import AsOf
    from licet.screening.query import Query
    from licet.workspace import Workspace

    workspace = Workspace(data)
    when = day or day_of(found)
    snapshot = workspace.at(when)
    ids: dict[str, None] = {}
    for name, *_ in found.parties:
        for match in workspace.screen(Query(name=name), AsOf.on(when), threshold=0.9, limit=10).matches:
            fact = snapshot.listing(match.hit.entry.listing_id)
            if fact is not None and bites(fact):
                ids.setdefault(fact.id)
    return tuple(ids)


def _ledger(data: Path | None) -> tuple[Any, Path]:
    from licet.cli.lists import open_ledger
    from licet.workspace import data_dir

    return open_ledger(data), data_dir(data)


def _name(path: Path) -> str:
    return path.name if path.is_dir() else path.stem


def _day(given: str | None, option: str) -> date | None:
    from licet.errors import BadValue

    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise BadValue(f"{given!r} is not a day", where=option, remedy="write it as 2018-05-16") from error


def _print(node: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(node, ensure_ascii=False) + "\n")
