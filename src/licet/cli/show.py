"""Draw decisions for people: the answer first, then why, then what to do. Color repeats what the words already say."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from licet.decisions import Decision, Outcome
from licet.facts import moment
from licet.proofs import FAILS, HOLDS, UNKNOWN, Proof

_STYLE = {
    Outcome.PROHIBITED: "bold white on red",
    Outcome.LICENSE_REQUIRED: "bold red",
    Outcome.REVIEW: "bold yellow",
    Outcome.EXCEPTION_AVAILABLE: "bold green",
    Outcome.NO_LICENSE_REQUIRED: "bold green",
    Outcome.NOT_SUBJECT: "bold cyan",
}
_MARK = {HOLDS: "+", FAILS: "-", UNKNOWN: "?"}
_MARK_STYLE = {HOLDS: "green", FAILS: "dim", UNKNOWN: "yellow"}
_NEXT = {
    Outcome.PROHIBITED: "Stop. No license exception helps; only the agency's own authorization does.",
    Outcome.LICENSE_REQUIRED: "Do not ship without a license{policy}.",
    Outcome.REVIEW: "Hold it until the questions are answered.",
    Outcome.EXCEPTION_AVAILABLE: "It may go under {what}, on the conditions below.",
    Outcome.NO_LICENSE_REQUIRED: "It may go{what}; keep the papers below.",
    Outcome.NOT_SUBJECT: "The EAR do not reach it; other regimes may.",
}


def console(*, color: bool = True) -> Console:
    """A console on standard output; plain when not a terminal or when asked."""
    plain = Console(highlight=False, no_color=not color)
    return plain if plain.is_terminal else Console(highlight=False, no_color=not color, width=118)


def decision_panel(decision: Decision, *, whole: bool = False, color: bool = True) -> None:
    """One decision, printed."""
    out = console(color=color)
    word = decision.outcome.value.replace("_", " ").upper()
    head = Text.assemble(
        (f" {word} ", _STYLE[decision.outcome]),
        f"  {decision.id or 'transaction'}  {decision.regime}  on {decision.when.valid_on}",
        (f", known {moment(decision.when.known_at)}", "dim"),
    )
    out.print(head)
    out.print()
    if decision.because:
        _hanging(out, Text("Because  ", "bold"), Text("; ".join(decision.because[:8])))
    if len(decision.per_item) > 1:
        out.print(_items(decision))
    out.print()
    for part in decision.proof.because[:1] if not whole else decision.proof.because:
        _proof(out, part, 1, whole=whole)
    out.print()
    _what_to_do(out, decision)
    for note in decision.notes:
        _hanging(out, Text("Note  ", "bold"), Text(note))
    lists = sum(info["rows"] for info in decision.data.get("lists", {}).values())
    out.print(
        Text(
            f"Snapshot {str(decision.data.get('digest', ''))[:8]} · law {decision.data.get('law', {}).get('us/ear', '?')} · "
            f"{lists} listings searched · licet informs and is not legal advice",
            style="dim",
        )
    )
    out.print()


def _hanging(out: Console, mark: Text, line: Text) -> None:
    """A line behind a mark; what does not fit goes on under the line, not under the mark."""
    grid = Table.grid()
    grid.add_column(no_wrap=True, width=mark.cell_len)
    grid.add_column(overflow="fold")
    grid.add_row(mark, line)
    out.print(grid)


def _items(decision: Decision) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("item", "ECCN", "answer", "exception"):
        table.add_column(name)
    for row in decision.per_item:
        outcome = Outcome(row["outcome"])
        table.add_row(
            row["id"],
            row["eccn"] or "?",
            Text(outcome.value.replace("_", " "), style=_STYLE[outcome]),
            row["exception"] or "",
        )
    return table


def _proof(out: Console, proof: Proof, depth: int, *, whole: bool) -> None:
    """The proof as a tree of lines; without `whole`, only the branches that carry each verdict, five levels deep."""
    if depth > (30 if whole else 5):
        return
    cite = proof.cite or ""
    unread = " (unverified)" if proof.rests_on is not None and not proof.rests_on.verified else ""
    mark = Text.assemble("  " * depth, (_MARK[proof.verdict], _MARK_STYLE[proof.verdict]), " ")
    _hanging(out, mark, Text.assemble(proof.claim, (f"   {cite}{unread}" if cite else unread, "cyan")))
    shown = proof.because if whole else [part for part in proof.because if part.verdict is proof.verdict or part.verdict is UNKNOWN]
    for part in shown or proof.because:
        _proof(out, part, depth + 1, whole=whole)


def _what_to_do(out: Console, decision: Decision) -> None:
    values = decision.values
    policy = f" (applications meet: {values['review_policy']})" if values.get("review_policy") else ""
    under = (
        f"License Exception {values['exception']}"
        if values.get("exception")
        else str(values.get("authority") or "the license held")
    )
    what = (
        under
        if decision.outcome is Outcome.EXCEPTION_AVAILABLE
        else f" under {values['authority']}"
        if values.get("authority")
        else ""
    )
    _hanging(out, Text("To do  ", "bold"), Text(_NEXT[decision.outcome].format(policy=policy, what=what)))
    for condition in values.get("conditions", []):
        _hanging(out, Text("  - "), Text(condition))
    for asked in decision.questions:
        became = " or ".join(word.replace("_", " ") for word in asked.could_become)
        line = Text.assemble(asked.asks, (f"  [{asked.fact}]", "dim"), (f"  -> {became}" if became else "", "yellow"))
        _hanging(out, Text("  ? "), line)
    papers = {name.replace("_", " "): value for name, value in values.get("documents", {}).items() if value}
    if papers and decision.outcome is not Outcome.PROHIBITED:
        told = ", ".join(name if value is True else f"{name}: {value}" for name, value in papers.items())
        _hanging(out, Text("  papers: "), Text(told))
    worked_out = {name.replace("_", " "): value for name, value in values.get("compute", {}).items()}
    if worked_out and decision.outcome is not Outcome.PROHIBITED:
        _hanging(out, Text("  worked out: "), Text(", ".join(f"{name} {value}" for name, value in worked_out.items())))
    for change in values.get("counterfactuals", [])[:3]:
        became = str(change.get("outcome", "")).replace("_", " ")
        _hanging(out, Text("  would change it: "), Text(f"{change.get('change')} -> {became}"))


def summary_table(decisions: Sequence[Decision], *, color: bool = True) -> None:
    """A line a decision."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("transaction", "on", "answer", "because"):
        table.add_column(name, overflow="fold")
    for decision in decisions:
        answer = Text(decision.outcome.value.replace("_", " "), style=_STYLE[decision.outcome])
        table.add_row(decision.id, decision.when.valid_on.isoformat(), answer, "; ".join(decision.because[:3]))
    console(color=color).print(table)
