"""Lines: what the entry of an item asks for a destination, row by row: chart columns, and reaches stated in words.

Three things must be so for a row to bite: it covers the paragraph, the column is marked for the destination (or the words
reach it), and the item is controlled for the reason. Missing facts leave a row unknown, with its question.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from licet.decisions import Requirement
from licet.errors import BadValue, UnknownName
from licet.law.observed import by_day
from licet.law.us.ear.part738_country_chart import cell, footnotes_bring_back, mark_for_item
from licet.law.us.ear.part774_ccl.entries import Control
from licet.law.us.ear.part774_ccl.lookup import applied, entry
from licet.law.us.ear.part774_ccl.paragraphs import under
from licet.law.us.ear.part774_ccl.reaches import reach_on
from licet.proofs import Proof, Question, all_of, condition

_FOR = re.compile(r"\b\d[A-E]\d{3}(?:\.[a-z0-9]+)*\b")
#: Words by which a description of software or technology says that it is for advanced computing items.
_ADVANCED = re.compile(
    r"3A090|4A090|\.z\b|advanced computing|accelerator|\bGPU|\bAI\b|artificial intelligence|\bTPU|HBM", re.IGNORECASE
)


#: Special functions that a few rows turn on, with the words by which a description speaks of them. Ordinary goods, software
#: and technology that are described without any such word are not of that function.
_SPECIAL = {
    "5A001.f.1": re.compile(r"5A001\.f|5A980|intercept|eavesdrop|wiretap|monitor|surveil|jam", re.IGNORECASE),
    "fingerprint": re.compile(r"finger ?print|AFIS|biometric|police|crime|forensic", re.IGNORECASE),
}


class Line(NamedTuple):
    """One row of an entry, asked for a destination.

    Attributes:
        control: The row.
        proof: Whether it asks for a license.
    """

    control: Control
    proof: Proof

    @property
    def reason(self) -> str:
        """NS, RS, AT ..."""
        return self.control.reason


def leaves(eccn: str, on: date) -> tuple[str, ...]:
    """The paragraphs that an ECCN may stand for: those under it that have nothing under them; itself when it is one.

    >>> leaves("5A001.f", date(2024, 6, 1))
    ('5A001.f.1', '5A001.f.2', '5A001.f.3.a', '5A001.f.3.b', '5A001.f.3.c', '5A001.f.4')
    """
    return _leaves(eccn, on)


@by_day
def _leaves(eccn: str, on: date) -> tuple[str, ...]:
    try:
        found = entry(eccn, on)
    except (BadValue, UnknownName):
        return ()
    if found.is_leaf:
        return (eccn,)
    return tuple(f"{found.eccn.heading}.{path}" for path in _ends(found.paths, found.eccn.path))


@lru_cache(maxsize=4096)
def _ends(paths: tuple[str, ...], path: str) -> tuple[str, ...]:
    """The paragraphs at or under a path that have nothing under them."""
    here = [each for each in paths if not path or under(each, path)]
    parents = {each.rpartition(".")[0] for each in here}
    return tuple(each for each in here if each not in parents)


def whichever_paragraph(eccn: str, destination: str, on: date) -> frozenset[str] | None:
    """Reasons that ask for a license to the destination whichever paragraph the ECCN stands for; None when it is a paragraph.

    >>> sorted(whichever_paragraph("5A001.f", "CN", date(2024, 6, 1)) or ())
    ['NS']
    """
    return _whichever(eccn, destination, on)


@by_day
def _whichever(eccn: str, destination: str, on: date) -> frozenset[str] | None:
    each = _sure_of_each(eccn, on)
    if each is None:
        return None
    common: set[str] | None = None
    reached: dict[tuple[str, str, str, str], bool | None] = {}
    for leaf, sure in each:
        here = set()
        for control in sure:
            if common is not None and control.reason not in common:
                continue
            noted = control.column and footnotes_bring_back(control.column, destination, on)
            asked = (control.column, control.reach, control.rule, leaf if noted else "")
            if asked not in reached:
                reached[asked] = _reaches(control, leaf, destination, on)
            if reached[asked]:
                here.add(control.reason)
        common = here
        if not common:
            break
    return frozenset(common or ())


@by_day
def _sure_of_each(eccn: str, on: date) -> tuple[tuple[str, tuple[Control, ...]], ...] | None:
    """Each paragraph that an ECCN may stand for, with the rows that surely cover it for a reason that all of them share; none
    where they share no reason, None where it stands for itself."""
    each = [(leaf, _surely(leaf, on)) for leaf in leaves(eccn, on)]
    if len(each) < 2:
        return None
    shared = frozenset.intersection(*(frozenset(control.reason for control in sure) for _, sure in each))
    if not shared:
        return ()
    return tuple((leaf, tuple(control for control in sure if control.reason in shared)) for leaf, sure in each)


@by_day
def _surely(eccn: str, on: date) -> tuple[Control, ...]:
    """The rows of an entry that cover a paragraph whatever else is told."""
    return tuple(row.control for row in applied(eccn, None, on) if row.answer.holds)


def lines_of(
    eccn: str, destination: str, on: date, described: str | None = None, *, path: str = "items[0]", presume: bool = False
) -> tuple[Line, ...] | None:
    """Every row of the item's entry for a destination; None when the list has no such entry or paragraph.

    Args:
        eccn: Entry, with its paragraph if known.
        destination: As a code.
        on: The day.
        described: The item in words; software and technology may say there what they are for.
        path: Where the item stands, for questions.
        presume: Take a row that leaves out a special function ("it is not for use in a 9A610.b aircraft") to cover the item
            unless it is shown: the strict side, for content that is counted.
    """
    try:
        made_for, advanced = what_for(eccn, described), about_advanced_computing(described)
        presume = presume and _leaves_out_a_function(eccn, made_for, on)
        return _lines(eccn, destination, made_for, advanced, unspoken(described), path, presume, on)
    except (BadValue, UnknownName):
        return None


@by_day
def _leaves_out_a_function(eccn: str, made_for: str | None, on: date) -> bool:
    """Whether an open row of the entry leaves out a special function, so that presuming makes a difference."""
    return any(
        row.answer.holds is None and row.control.scope.condition.startswith("it is not ") for row in applied(eccn, made_for, on)
    )


@by_day
def _lines(
    eccn: str, destination: str, made_for: str | None, advanced: bool | None, ordinary: frozenset[str], path: str,
    presume: bool, on: date,
) -> tuple[Line, ...]:  # fmt: skip
    """The same, once for each question."""
    found = entry(eccn, on)
    lines = []
    for row in applied(eccn, made_for, on):
        control, answer = row.control, row.answer
        covers = _covers(answer.holds, control, advanced, made_for)
        if covers is None and special_function(control) in ordinary:
            covers = False
        if presume and covers is None and control.scope.condition.startswith("it is not "):
            covers = found.covers(control._replace(scope=control.scope._replace(condition="")), made_for).holds
        scope = in_scope(control.cite, eccn, covers, answer.ask, path)
        lines.append(
            Line(
                control,
                all_of(
                    f"{control.reason} asks for a license to {destination}",
                    scope,
                    place_of(control, str(found.eccn), destination, on),
                    cite=control.cite,
                ),
            )
        )
    return tuple(lines)


@lru_cache(maxsize=65536)
def in_scope(row: str, eccn: str, covers: bool | None, ask: str, path: str) -> Proof:
    """Whether a row of the entry covers the item; what to ask when that is open."""
    asks = Question(f"{path}.eccn", f"Is it so that {ask}?" if ask else "Which paragraph is it?")
    return condition(f"{row} covers {eccn}", covers, cite=row, asks=asks)


def place_of(control: Control, eccn: str, destination: str, on: date) -> Proof:
    """Whether a row reaches a destination: its column is marked (a footnote may mark it for the item alone), or its words
    name it."""
    asked = eccn if control.column and footnotes_bring_back(control.column, destination, on) else ""
    return _place(control.column, control.reach, control.rule, control.home, asked, destination, on)


def _reaches(control: Control, eccn: str, destination: str, on: date) -> bool | None:
    """The verdict of `place_of` as a plain truth, for questions about many paragraphs at once."""
    if not control.column:
        return reach_on(control.reach, control.rule, on).reach.covers(destination, on)
    marked = mark_for_item(cell(control.column, destination, on), control.column, eccn, destination, on).marked
    return bool(marked) if destination in ("CU", "IR", "KP", "SY") else marked


@by_day
def _place(column: str, reach: str, rule: str, home: str, eccn: str, destination: str, on: date) -> Proof:
    asks = Question("destination", "Is the destination one the rule names?")
    if column:
        mark = mark_for_item(cell(column, destination, on), column, eccn, destination, on)
        return condition(
            f"{column} is marked for {destination}",
            bool(mark.marked) if destination in ("CU", "IR", "KP", "SY") else mark.marked,
            cite=home,
            rests_on=mark.ref,
            asks=asks,
        )
    reached = reach_on(reach, rule, on).reach
    return condition(f"{destination} is within reach: {reached.says}", reached.covers(destination, on), cite=home, asks=asks)


@lru_cache(maxsize=65536)
def what_for(eccn: str, described: str | None) -> str | None:
    """The ECCN that software or technology is for, as its description names one other than its own.

    >>> what_for("3E001", "development technology for 3A090.a")
    '3A090.a'
    """
    if eccn[1:2] not in ("D", "E"):
        return None
    return next((code for code in _FOR.findall(described or "") if code.split(".")[0] != eccn.split(".")[0]), None)


@lru_cache(maxsize=65536)
def unspoken(described: str | None) -> frozenset[str]:
    """The special functions that a description does not speak of; none when nothing is described.

    >>> sorted(unspoken("digital computer")), sorted(unspoken("police computer")), sorted(unspoken(None))
    (['5A001.f.1', 'fingerprint'], ['5A001.f.1'], [])
    """
    if not (described or "").strip():
        return frozenset()
    return frozenset(name for name, words in _SPECIAL.items() if not words.search(described or ""))


def special_function(control: Control) -> str | None:
    """The special function without which a row covers no item; None for every other row."""
    return _special_function(tuple(control.scope.subject), control.scope.condition)


@lru_cache(maxsize=4096)
def _special_function(subject: tuple[str, ...], condition_: str) -> str | None:
    if subject == ("5A001.f.1",):
        return "5A001.f.1"
    return next((name for name in _SPECIAL if name in condition_), None)


@lru_cache(maxsize=65536)
def about_advanced_computing(described: str | None) -> bool | None:
    """Whether a description speaks of advanced computing items; None when there is none.

    >>> about_advanced_computing("etch tool technology"), about_advanced_computing("for AI accelerators")
    (False, True)
    """
    return bool(_ADVANCED.search(described)) if described else None


def _covers(holds: bool | None, control: Control, advanced: bool | None, made_for: str | None) -> bool | None:
    """A row for software or technology "for 3A090" does not cover what is described as something else."""
    if holds is None and made_for is None and control.rule.startswith(("742.6(a)(6)", "742.4(a)(4)")) and control.scope.subject:
        return None if advanced is not False else False
    return holds


def prose(reason: str, proof: Proof, *cites: str, policy: str | None = None, open_to: frozenset[str] | None = None) -> Requirement:
    """A requirement that part 742 states in words; `open_to` as `Requirement.exceptions_open`."""
    return Requirement(
        reason=reason, family="prose", proof=proof, cites=tuple(dict.fromkeys(c for c in cites if c)), policy=policy,
        exceptions_open=open_to,
    )  # fmt: skip
