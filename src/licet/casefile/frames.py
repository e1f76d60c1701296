"""Frames of acts: what the law knows that may be done, by whom, and the words that do it, announce it or end it.

A frame is a YAML file in `frames/`, one a kind of act, with the law and the agency wording it was derived from and with
examples that run as tests. Its patterns are regular expressions over masked text (see `licet.casefile.masking`), in
which every party is a run of one capital letter, so that a frame names no party.

```text
C company or organization   P person   G agency, legislature, government   N country or place   D demonym
M amount of money           T date     ~ up to six words                   ~~ up to sixteen words
```
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from licet.casefile.literals import Macro, beginnings, parse, required_literals, requirements, weight
from licet.errors import PackError
from licet.kept import keep_text
from licet.yaml_text import read_yaml

FOLDER = Path(__file__).with_name("frames")
TYPES = {
    "lists": ("entity_list_addition", "designation", "delisting", "military_company_listing"),
    "export privileges": ("denial_order", "suspended_denial_order", "temporary_denial_order", "denial_order_termination"),
    "permissions": ("temporary_general_license", "sanctions_relief", "sanctions_review", "regulatory_resolution", "escrow_deposit"),
    "other rules": ("executive_order", "transaction_prohibition", "procurement_ban", "sales_ban", "rule_amendment", "rulemaking", "tariff", "tariff_removal"),
    "cases": ("investigation", "agency_letter", "indictment", "lawsuit", "court_order", "guilty_plea", "not_guilty_plea", "settlement",
              "deferred_prosecution_agreement", "penalty", "forfeiture", "compliance_monitor", "reward_offer"),
    "legislature": ("bill_introduced", "legislative_vote", "congressional_notification"),
    "conduct": ("export_violation", "false_statement", "agreement_breach", "operations_halt"),
    "politics": ("relief_pledge", "directive", "relief_request", "trade_talks", "trade_deal", "demand", "diplomatic_contact"),
}  # fmt: skip
#: How a case of an agency or a prosecutor ends: parts of one resolution, told together.
RESOLUTION = frozenset(
    {
        "settlement",
        "penalty",
        "guilty_plea",
        "forfeiture",
        "deferred_prosecution_agreement",
        "compliance_monitor",
        "suspended_denial_order",
    }
)
GROUP_OF = {kind: group for group, kinds in TYPES.items() for kind in kinds}
SECTIONS = ("does", "announces", "proposes", "suspends", "renews", "ends", "denies", "alleges", "recalls")
_KEYS = frozenset({"type", "category", "says", "derived_from", "who", "lasts", "target", "actor", "asks", "ends_as", "status", "strict",
                   "examples", "not", "ended_by", "suspended_by", "paused_by", *SECTIONS})  # fmt: skip


@dataclass(frozen=True)
class Pattern:
    """One way of wording an act.

    Attributes:
        section: What the words do with the act: does, announces, proposes, suspends, renews, ends, denies, alleges, recalls.
        target: Where the target stands when the pattern has no group T: after, before, to, none.
        actor: Where the actor stands: before, by, none, target (the actor is the target of the words).
        loose: The words alone do not say which act it is; they add evidence to a stricter one.
        status: Overrides the status of the section.
        strict: A condition on the roles: person, hostile, congress, country, true.
        needs: Literals one of which must occur, found by reading the expression; empty when none could be.
        also: Further sets of literals of which one each must occur in the words that match, the rarest first.
        begins: One to six characters with one of which every match begins; None when that cannot be told.
    """

    frame: str
    section: str
    source: str
    expanded: str
    target: str
    actor: str
    loose: bool
    status: str | None
    strict: str
    needs: tuple[str, ...]
    also: tuple[tuple[str, ...], ...] = ()
    begins: frozenset[str] | None = None

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression, compiled when it is first tried: most documents need a few dozen of them."""
        return re.compile(self.expanded)


@dataclass(frozen=True, slots=True)
class Frame:
    """One kind of act.

    Attributes:
        lasts: until_ended (an order, a listing), once (a plea, a payment), pending (an investigation, a bill) or said.
        target: Kinds of entity it can be done to: firm, country, agency, none.
        asks: Words by which a question names it.
        ended_by: Types of act that end it.
    """

    type: str
    category: str
    says: str
    derived_from: tuple[str, ...]
    who: tuple[str, ...]
    lasts: str
    target: tuple[str, ...]
    asks: tuple[str, ...]
    ended_by: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    examples: tuple[dict[str, Any], ...]
    counterexamples: tuple[str, ...]


@cache
def frames() -> dict[str, Frame]:
    """All frames by type.

    Raises:
        PackError: A file has an unknown key, a wrong expression, or a type outside the closed list; or a type has no file.
    """
    rows = {kind: _row(kind) for kind in GROUP_OF}
    needs = iter(json.loads(keep_text("casefile-frames", lambda: json.dumps(_read_expressions(rows), ensure_ascii=False))))
    return {kind: _frame(row, needs) for kind, row in rows.items()}


def _row(kind: str) -> dict[str, Any]:
    path = FOLDER / f"{kind}.yaml"
    if not path.exists():
        raise PackError(f"no frame for {kind}", where=str(path))
    row: dict[str, Any] = read_yaml(path)
    unknown = set(row) - _KEYS
    if unknown:
        raise PackError(f"unknown keys {', '.join(sorted(unknown))}", where=str(path))
    if row.get("type") != path.stem:
        raise PackError(f"type {row.get('type')!r} in a file named for {path.stem!r}", where=str(path))
    return row


_Needs = tuple[str, list[str], list[list[str]], list[str] | None]  # expanded, needs, also, begins


def _read_expressions(rows: dict[str, dict[str, Any]]) -> list[_Needs]:
    """What each expression of the frames is, written out, and what it cannot do without: read from the parse trees, which takes a second.

    Raises:
        PackError: An expression is wrong.
    """
    written = read_yaml(FOLDER / "macros.yaml")
    macros = {name: f"(?:{words})" for name, words in written.items()}
    for name in list(macros):  # a macro may use those above it
        macros[name] = _expand(macros[name], macros)
    parsed: dict[str, Macro] = {}
    for name, words in written.items():
        parsed[name] = Macro(parse(_written_out(f"(?:{words})"), parsed))
    return [
        _read_expression(str(FOLDER / f"{kind}.yaml"), section, options["words"], macros, parsed)
        for kind, row in rows.items()
        for section, options in _entries(row)
    ]


def _entries(row: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    for section in SECTIONS:
        for entry in row.get(section, ()):
            yield section, {"words": entry} if isinstance(entry, str) else entry


def _read_expression(file: str, section: str, source: str, macros: dict[str, str], parsed: dict[str, Macro]) -> _Needs:
    try:
        tree = parse(rf"{_written_out(source)}(?![a-z])", parsed)
    except re.error as error:
        raise PackError(f"{section}: {source!r}: {error}", where=file) from error
    needs, begins = required_literals(tree), beginnings(tree)
    also = [list(words) for words in _rarest_first(requirements(tree) - {needs})]
    return rf"{_expand(source, macros)}(?![a-z])", sorted(needs), also, sorted(begins) if begins is not None else None


def _frame(row: dict[str, Any], needs: Iterator[_Needs]) -> Frame:
    patterns = [_pattern(row, section, options, next(needs)) for section, options in _entries(row)]
    return Frame(
        type=row["type"], category=row["category"], says=row["says"], derived_from=tuple(row["derived_from"]), who=tuple(row.get("who", ())),
        lasts=row["lasts"], target=tuple(row.get("target", "firm").split()), asks=tuple(row.get("asks", ())), ended_by=tuple(row.get("ended_by", ())),
        patterns=tuple(patterns), examples=tuple(row.get("examples", ())), counterexamples=tuple(row.get("not", ())),
    )  # fmt: skip


def _pattern(row: dict[str, Any], section: str, options: dict[str, str], read: _Needs) -> Pattern:
    expanded, needs, also, begins = read
    return Pattern(
        frame=row["type"], section=section, source=options["words"], expanded=expanded, target=options.get("target", "after"), actor=options.get("actor", "before"),
        loose=options.get("loose") == "true", status=options.get("status") or (row.get("status") if section == "does" else None), strict=options.get("strict", ""),
        needs=tuple(needs), also=tuple(map(tuple, also)), begins=frozenset(begins) if begins is not None else None,
    )  # fmt: skip


def _rarest_first(sets: set[frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """The sets worth looking for in a sentence that holds the needed words, those that seldom occur first."""
    worth = [words for words in sets if len(words) <= 24 and min(map(len, words)) > 1]
    return tuple(tuple(sorted(words)) for words in sorted(worth, key=lambda words: (-weight(words), len(words), sorted(words))))


def _expand(source: str, macros: dict[str, str]) -> str:
    """Write out the marks of the pattern language.

    >>> _expand("banned ~ to (?P<T>{FIRM})", {"FIRM": "(?:C+)"})
    'banned(?: [^ .;]+){0,6}? to (?P<T>(?:C+))'
    """
    return re.sub(r"\{([A-Z_]+)\}", lambda m: macros.get(m[1], m[0]), _written_out(source))


def _written_out(source: str) -> str:
    """The marks for gaps written out, macros left as they are."""
    expanded = re.sub(r" \??~~ ", "(?: [^ ;]+){0,16}? ", source)
    return re.sub(r" \??~(?: |(?=\)))", lambda m: "(?: [^ .;]+){0,6}?" + m[0][2:].lstrip("?~"), expanded)
