"""Part 738: what the Country Chart asks, row by row of the item's entry (15 CFR 738.4).

Each row of the entry's license table whose scope covers the item meets the destination's row of the chart; a mark is a
license requirement for that reason. Rows that state their reach in words are part 742's; destinations without marks
(Cuba, Iran, North Korea, Syria) are part 746's: empty is not free. Stops where General Prohibition Eight forbids unloading
are asked about like destinations (15 CFR 736.2(b)(8)).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.observed import by_day
from licet.law.us.ear.cells import Cell
from licet.law.us.ear.measured import camera_row
from licet.law.us.ear.part738_country_chart import PATH as CHART
from licet.law.us.ear.part738_country_chart import RequiredRow, columns_required, taken_from
from licet.law.us.ear.part740_country_groups import member
from licet.law.us.ear.part742_lines import special_function, unspoken, what_for
from licet.proofs import Proof, Question, all_of, condition

#: Countries where unloading on the way needs the authority an export there would need (15 CFR 736.2(b)(8)(ii); from memory).
UNLOADING = frozenset(["AM", "AZ", "BY", "KH", "CU", "GE", "KZ", "KG", "LA", "MN", "KP", "RU", "TJ", "TM", "UA", "UZ", "VN"])

#: Descriptions that describe nothing.
NOTHING = frozenset({"n/a", "na", "none", "nothing", "-", "tbd", "unknown"})

#: How applications are met, by reason, where part 742 says it in a word.
_POLICY = {"NP": "case by case", "CB": "case by case", "MT": "case by case", "RS": "case by case", "FC": "case by case"}


def chart_requirements(q: Inquiry) -> tuple[Requirement, ...]:
    """The chart's requirements for the destination, and for stops on the way where they count."""
    if q.to is None:
        return (
            _open(
                "destination",
                "the destination is not known",
                "destination",
                "Which country is the ultimate destination?",
            ),
        )
    if q.eccn in (None, "foreign-only"):  # what is subject to the EAR after all has still to be classified
        return (
            _open(
                "classification",
                "the item's classification is not known",
                f"{q.path}.eccn",
                "What is the item's ECCN, or is it EAR99?",
            ),
        )
    if (q.item.description or "").strip().lower() in NOTHING:
        asks = "What moves, or what is done? Nothing is described. For penalty arithmetic use licet penalty"
        return (_open("no item", "nothing is described that moves", f"{q.path}.description", asks),)
    if not q.on_ccl or q.to == "US":
        return ()
    made_for = what_for(q.eccn, q.item.description)
    ordinary = unspoken(q.item.description)
    found = list(_rows(q.eccn, q.to, made_for, q.path, _supposed(q, q.to), ordinary, q.on))
    for stop in q.tx.via:
        if stop in UNLOADING and stop != q.to:
            found += [unloaded(r, stop) for r in _rows(q.eccn, stop, made_for, q.path, _supposed(q, stop), ordinary, q.on)]
    return tuple(camera_row(q, requirement) for requirement in found)


def _open(reason: str, claim: str, fact: str, asks: str) -> Requirement:
    """A requirement that may apply because the fact it turns on is missing; no exception answers what is not known."""
    proof = condition(f"a license is required; {claim}", None, cite="15 CFR 738.4", asks=Question(fact, asks))
    return Requirement(reason=reason, family="chart", proof=proof, cites=("15 CFR 738.4",), exceptions_open=frozenset())


def _supposed(q: Inquiry, to: str) -> frozenset[str]:
    """Columns that a what-if marks for a destination: its overlay of "us/ear/part738_country_chart/<country>"."""
    return frozenset(q.law.overlay.get(f"{CHART}/{to}", ()))


@by_day
def _rows(
    eccn: str, to: str, made_for: str | None, path: str, supposed: frozenset[str], ordinary: frozenset[str], on: date
) -> tuple[Requirement, ...]:
    """The rows of the entry that name a column, each with its proof."""
    found = columns_required(eccn, to, on, made_for=made_for)
    place = _cites_of_place(to, on)
    return tuple(
        _requirement(row, eccn, to, path, place, supposed=row.control.column in supposed)
        for row in found
        if row.control.column
        and row.covers.holds is not False
        and not (row.covers.holds is None and special_function(row.control) in ordinary)
    )


@by_day
def _cites_of_place(to: str, on: date) -> tuple[str, ...]:
    """What is cited for a destination whatever the row: whose marks it takes, and that it is in a group under suspicion."""
    suspect = any(member(group, to, on) for group in ("D:1", "D:5", "E:1", "E:2"))
    return (*taken_from(to, on), *(("15 CFR 740 Supp. 1",) if suspect else ()))


def _requirement(row: RequiredRow, eccn: str, to: str, path: str, place: tuple[str, ...], *, supposed: bool) -> Requirement:
    control = row.control
    parts = [
        _in_scope(control.cite, eccn, row.covers.holds, row.covers.ask, path),
        condition(f"{control.column} is marked for {to}", True, cite="what-if")
        if supposed
        else _marked(control.column, to, row.marked, row.cell, row.governed_by),
    ]
    proof = all_of(f"{control.column} asks for a license to {to}", *parts, cite=control.cite)
    cites = [control.cite, control.home]
    if row.cell is not None and row.cell.start is not None and "FR" in row.cell.cite:
        cites.append(row.cell.cite)
    cites += place
    return Requirement(reason=control.column, family="chart", proof=proof, cites=tuple(cites), policy=_POLICY.get(control.reason))


@lru_cache(maxsize=65536)
def _in_scope(row: str, eccn: str, covers: bool | None, ask: str, path: str) -> Proof:
    """Whether the row of the entry covers the item; what to ask when that is open."""
    asks = Question(f"{path}.eccn", f"Is it so that {ask}?" if ask else "Which paragraph of the entry is the item?")
    return condition(f"{row} covers {eccn}", covers, cite=row, asks=asks)


@lru_cache(maxsize=65536)
def _marked(column: str, to: str, marked: bool | None, cell: Cell | None, governed_by: str | None) -> Proof:
    """The mark of the chart, or the part 746 section that takes its place."""
    if governed_by:
        return condition(f"the chart marks {to}; {governed_by} governs instead", False, cite=governed_by)
    asks = Question("destination", f"Is {column} marked for {to} on the day? The packs do not say")
    return condition(
        f"{column} is marked for {to}", marked, cite="15 CFR 738 Supp. 1", rests_on=cell.ref if cell else None, asks=asks
    )


#: Exceptions that serve the stops of General Prohibition Eight as they serve destinations.
_AT_STOPS = frozenset({"ENC", "GOV", "RPL", "TMP", "TSU"})


def unloaded(requirement: Requirement, stop: str) -> Requirement:
    """The same for a stop where the goods are unloaded (General Prohibition Eight): to unload there is to export there.

    What an exception says of the destination says nothing of the stop, and the stops lie outside the groups that LVS, GBS,
    TSR, APP and STA serve: only exceptions that serve any such place stay open.
    """
    cites = ("15 CFR 736.2(b)(8)", *requirement.cites)
    return replace(requirement, reason=f"{requirement.reason} at {stop}", cites=cites, exceptions_open=_AT_STOPS)
