"""`licet check FILE...`: decide transactions, the answer first, then why, then what to do."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from licet.decisions import Decision, Outcome
from licet.errors import BadValue, LicetError
from licet.transactions import License, Transaction

#: How many transactions of one run are asked what would change their answer; each costs as much as ten decisions.
MOST_EXPLAINED = 10
EXIT = {
    Outcome.PROHIBITED: 4,
    Outcome.LICENSE_REQUIRED: 4,
    Outcome.REVIEW: 3,
    Outcome.EXCEPTION_AVAILABLE: 0,
    Outcome.NO_LICENSE_REQUIRED: 0,
    Outcome.NOT_SUBJECT: 0,
}


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Transactions; - is standard input.", show_default=False)],
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="The day of the act, in place of each file's own.")
    ] = None,
    known_at: Annotated[
        str | None,
        typer.Option("--known-at", metavar="TIME", help="Decide on what was known then (day or moment, UTC)."),
    ] = None,
    book: Annotated[Path | None, typer.Option("--book", metavar="DIR", help="A book of business whose licenses count.")] = None,
    case: Annotated[
        Path | None,
        typer.Option("--case", metavar="CASE", help="A case file: show what was said beside what is in force."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One decision (or one line each for many) as JSON.")] = False,
    changes: Annotated[
        bool | None,
        typer.Option("--changes/--no-changes", help="Ask again for the smallest changes that alter the answer; on for people."),
    ] = None,
    proof: Annotated[bool, typer.Option("--proof", help="Show the whole proof, not only what carries the answer.")] = False,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", envvar="LICET_DATA", help="The data folder.", show_default=False),
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Never use the network (check never does).")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print one line a transaction.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Plain text.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit 0 whatever the answers.")] = False,
) -> None:
    """May these transactions go ahead, on their day, and why?"""
    from licet.workspace import Workspace

    workspace = Workspace(data)
    worst: list[int] = []
    many = len(files) > 1
    failures: list[LicetError] = []
    explained = changes if changes is not None else not (as_json or quiet)
    decisions = _decisions(files, workspace, day_of(as_of), moment_of(known_at), book, case, failures, explained=explained)
    if as_json:
        held: Decision | None = None
        for decision in decisions:
            worst.append(EXIT[decision.outcome])
            if held is not None:
                many = True
                sys.stdout.write(f"{held.as_json()}\n")
            held = decision
        if held is not None:
            sys.stdout.write(f"{held.as_json()}\n")
    else:
        from licet.cli.show import decision_panel, summary_table

        shown = []
        for decision in decisions:
            worst.append(EXIT[decision.outcome])
            shown.append(decision)
            if not quiet:
                decision_panel(decision, whole=proof, color=not no_color)
        if quiet or (many or len(shown) > 1):
            summary_table(shown, color=not no_color)
    for failure in failures:
        typer.echo(str(failure), err=True)
    raise typer.Exit(exit_code(worst, failures, zero=exit_zero))


def exit_code(codes: list[int], failures: list[LicetError], *, zero: bool = False) -> int:
    """The contract's exit code: bad input first, then the worst of 4, 3, 5, 0."""
    if failures:
        return max(failure.exit_code for failure in failures)
    worst = next((code for code in (4, 3, 5) if code in codes), 0)
    return 0 if zero and worst in (3, 4) else worst


def _decisions(
    files: list[str], workspace: object, day: date | None, known: datetime | date | None, book: Path | None, case: Path | None,
    failures: list[LicetError], *, explained: bool,
) -> Iterator[Decision]:  # fmt: skip
    """Every transaction of every file, decided; files that cannot be read are named at the end, the others go on."""
    from licet.api import with_changes
    from licet.bulk import Decider
    from licet.workspace import Workspace

    assert isinstance(workspace, Workspace)
    licenses = _licenses(book)
    decider = Decider(workspace, explore=True, notes=_said(case))
    left = MOST_EXPLAINED if explained else 0
    for name in files:
        waiting: deque[Transaction] = deque()
        told = _told(name, licenses, waiting)
        try:
            for decision in decider.decide_many(told, as_of=day, known_at=known, where=name):
                tx = waiting.popleft()
                yield with_changes(decision, tx, workspace) if left > 0 else decision
                left -= 1
        except LicetError as error:
            failures.append(error)


def _told(name: str, licenses: tuple[License, ...], waiting: deque[Transaction]) -> Iterator[Transaction]:
    """The transactions of a file with the licenses of the book, each noted as waiting for its decision."""
    from licet.intake import iter_transactions

    for tx in iter_transactions(name):
        told = replace(tx, licenses=(*tx.licenses, *licenses)) if licenses else tx
        waiting.append(told)
        yield told


def _licenses(book: Path | None) -> tuple[License, ...]:
    if book is None:
        return ()
    from licet.exposure.book import licenses_of

    return tuple(licenses_of(book))


def _said(case: Path | None) -> object:
    if case is None:
        return None
    from licet.casefile.beside import said_beside

    return said_beside(case)


def day_of(text: str | None) -> date | None:
    """A day from the command line.

    Raises:
        BadValue: It is not one.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadValue(f"{text!r} is not a date", where="--as-of", remedy="write year-month-day, such as 2018-04-20") from error


def moment_of(text: str | None) -> datetime | date | None:
    """A day or a moment from the command line.

    Raises:
        BadValue: It is neither.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError as error:
        raise BadValue(
            f"{text!r} is not a day or a moment", where="--known-at", remedy="write 2018-04-14 or 2018-04-14T12:00:00Z"
        ) from error
