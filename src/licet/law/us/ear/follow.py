"""What follows from a decision: filings, statements, reports, records (parts 743, 758, 762), and signs to look into.

Papers of an export from the United States; a reexport needs none of these. Each answer is yes, no, or None where a
fact is missing (whether software leaves in tangible form, which Schedule B number a line has).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from licet.decisions import Outcome, Requirement
from licet.law.inquiry import UNVERIFIED, Inquiry
from licet.law.law import Value
from licet.law.observed import plain_day
from licet.law.us.ear.part740_country_groups import member
from licet.law.us.ear.part774_ccl.lookup import applied, entry
from licet.law.us.ear.red_flags import signs
from licet.transactions import Kind, Role

PACK = "us/ear/follow"
UVL_STATEMENT = "signed UVL statement before shipment"
_CONSIGNEES = frozenset({Role.INTERMEDIATE_CONSIGNEE, Role.ULTIMATE_CONSIGNEE, Role.END_USER, Role.RECIPIENT})
_OVER_A_WIRE = ("electronically", "download", "by email", "by e-mail", "over the internet", "cloud")
_IN_THE_HAND = ("on disk", "on a disk", "on cd", "on dvd", "usb", "on paper", "printed", "on tape")
_STATES = ("US", "PR", "VI", "GU", "AS", "MP", "UM")


def follow(
    q: Inquiry, outcome: Outcome, requirements: tuple[Requirement, ...] = (), exception: str | None = None
) -> dict[str, Any]:
    """What the exporter files, states, reports and keeps.

    Returns:
        Values to merge into a determination: `documents` (eei_required, eccn_in_eei, dcs_required, eccn_on_invoice,
        uvl_statement, reports; None is unknown), `conditions`, `compute` (retain_until, an ISO date), `red_flag`,
        and `document_cites`, the citations behind them. Empty when the EAR do not reach the item or nothing may go.
    """
    flags = tuple(signs(q))
    found: dict[str, Any] = {
        "conditions": [f"resolve before going on: {sign.asks}" for sign in flags],
        "red_flag": bool(flags),
    }
    if outcome in (Outcome.NOT_SUBJECT, Outcome.PROHIBITED) or q.tx.kind is Kind.PROCUREMENT:
        return found
    answered_by_license = outcome is Outcome.EXCEPTION_AVAILABLE and exception is None and any(r.certain for r in requirements)
    licensed = outcome is Outcome.LICENSE_REQUIRED or answered_by_license
    documents: dict[str, Any] = {}
    cites: list[str] = []
    if from_the_us(q):
        filing = _filing(q, licensed, exception)
        documents["eei_required"], basis = filing
        documents["eccn_in_eei"], eccn_cite = _eccn_in_filing(q, documents["eei_required"], licensed, exception)
        documents["dcs_required"], statement_cite = _statement(q, exception)
        documents["eccn_on_invoice"] = bool(documents["dcs_required"]) and _eccn_on_invoice(q)
        cites += [*basis, *([eccn_cite] if eccn_cite else []), statement_cite]
    else:
        documents |= {"eei_required": False, "eccn_in_eei": False, "dcs_required": False, "eccn_on_invoice": False}
    if (unverified := _unverified(q)) is not None and not licensed:
        documents["uvl_statement"] = True
        found["conditions"] += [UVL_STATEMENT, "a log of the shipments made under one UVL statement"]
        cites.append(unverified.cite)
    if exception is not None and (reports := _reports(q, exception)) is not None:
        documents["reports"] = [reports.cite]
        found["conditions"].append(f"half-yearly report where the item is on the Wassenaar lists ({reports.cite})")
        cites.append(reports.cite)
    until, keep = _retention(q)
    found["documents"] = documents
    found["compute"] = {"retain_until": until.isoformat()}
    found["document_cites"] = list(dict.fromkeys([*cites, keep.cite]))
    return found


def from_the_us(q: Inquiry) -> bool:
    """Whether it is a shipment out of the United States, so that parts 758 and 30 apply."""
    return q.tx.kind is Kind.EXPORT and (q.tx.exporter_country or "US") in _STATES and q.to not in _STATES


def tangible(q: Inquiry) -> bool | None:
    """Whether something is shipped: commodities are; software and technology may go over a wire, nobody told."""
    if q.eccn in ("service", "published"):
        return False
    said, know_how = _sent(q.item.description or "", q.tx.end_use or "")
    return said if said is not None else None if know_how or q.group in ("D", "E") else True


@lru_cache(maxsize=65536)
def _sent(description: str, end_use: str) -> tuple[bool | None, bool]:
    """Whether words say that it is shipped (False: that it goes over a wire), and whether they speak of software or technology."""
    words = f"{description} {end_use}".lower()
    shipped = (
        False if any(sign in words for sign in _OVER_A_WIRE) else True if any(sign in words for sign in _IN_THE_HAND) else None
    )
    return shipped, "software" in words or "technology" in words


# --- 758.1: Electronic Export Information ----------------------------------------------------------------------------


def _filing(q: Inquiry, licensed: bool, exception: str | None) -> tuple[bool | None, tuple[str, ...]]:
    """Whether EEI is filed, and under which paragraph; the first that asks for it, in the order of 758.1(b)."""
    moves = tangible(q)
    if moves is False:
        return False, ("15 CFR 758.1(b)",)
    triggers = list(_triggers(q, licensed, exception))
    holding = [cite for cite, truth in triggers if truth]
    if holding:
        return moves, tuple(holding)
    unknown = [cite for cite, truth in triggers if truth is None]
    return (None, tuple(unknown)) if unknown else (False, ("15 CFR 758.1(b)(5)",))


def _triggers(q: Inquiry, licensed: bool, exception: str | None) -> Iterator[tuple[str, bool | None]]:
    """Each paragraph of 758.1(b) that is in force, and whether it asks for EEI."""
    place = q.to or ""
    yield "15 CFR 758.1(b)(1)", member("E", place, q.on) if place else None
    yield "15 CFR 758.1(b)(2)", licensed
    if series := q.law.in_force(f"{PACK}/eei_series"):
        yield series.cite, _munitions_paragraph(q)
    yield "15 CFR 758.1(b)(4)", exception == "STA"
    limit: Value = q.law.value(f"{PACK}/eei_value")
    yield limit.cite, _above(q, limit.value, exception)
    if unverified := q.law.in_force(f"{PACK}/eei_unverified_party"):
        yield unverified.cite, bool([s for s in q.on_list(UNVERIFIED, _CONSIGNEES) if s.established])
    if exception != "BAG" and q.law.test(f"{PACK}/eei_firearms", _covers_one, q.eccn):
        yield q.law.value(f"{PACK}/eei_firearms").cite, True
    if exception != "GOV" and q.law.test(f"{PACK}/eei_any_value_places", _holds, place):
        yield q.law.value(f"{PACK}/eei_any_value_places").cite, q.on_ccl
    if q.law.test(f"{PACK}/eei_biotech", _covers_one, q.eccn):
        yield q.law.value(f"{PACK}/eei_biotech").cite, member("D", place, q.on) if place else None


def _above(q: Inquiry, limit: Decimal, exception: str | None) -> bool | None:
    """Whether the value under one Schedule B number is above the limit, and no exemption by place or exception holds.

    Lines with the same tariff number are added. Lines without one may share it: then it is open when only their sum is
    above the limit.
    """
    if q.law.test(f"{PACK}/eei_not_for", _holds, exception) or q.law.test(f"{PACK}/eei_no_exemption_by_place", _holds, q.to):
        return False
    if q.value is None:
        return None
    if q.value > limit:
        return True
    same = [item.value_usd for item in q.tx.items if item.hts == q.item.hts]
    total = sum((value for value in same if value is not None), Decimal(0))
    if total > limit:
        return True if q.item.hts else None
    return None if None in same and len(same) > 1 else False


def _munitions_paragraph(q: Inquiry) -> bool | None:
    """Whether the item is 9x515 or 600 series of a paragraph .a to .x; unknown with a bare heading."""
    if not (q.six_hundred_series or q.nine_x515):
        return False
    paragraph = (q.eccn or "").split(".")[1:2]
    return None if not paragraph else paragraph[0] not in ("y", "z")


def _covers(code: str, eccn: str | None) -> bool:
    """Whether a heading or paragraph covers the item's paragraph."""
    return eccn is not None and (eccn == code or eccn.startswith(f"{code}."))


def _covers_one(codes: Collection[str] | None, eccn: str | None) -> bool:
    """Whether one of a list's headings or paragraphs covers the item's; no list covers nothing."""
    return any(_covers(code, eccn) for code in codes or ())


def _holds(names: Collection[str] | None, name: str | None) -> bool:
    """Whether a list, if there is one, holds a name."""
    return name in (names or ())


def _eccn_in_filing(q: Inquiry, filed: bool | None, licensed: bool, exception: str | None) -> tuple[bool | None, str | None]:
    """Whether the EEI names the ECCN (758.1(g)): always under a license or exception; under NLR unless AT-only.

    To China, Russia and Venezuela always (758.1(g)(3)).
    """
    if not filed:
        return (filed, None)
    if licensed:
        return True, "15 CFR 758.1(g)(1)"
    if exception is not None:
        return True, "15 CFR 758.1(g)(2)"
    cite = "15 CFR 758.1(g)(3)"
    if not q.on_ccl:
        return (False if q.on_ccl is False else None), cite
    if q.law.test(f"{PACK}/eei_any_value_places", _holds, q.to):
        return True, cite
    anti_terrorism_only = at_only(q)
    return (None if anti_terrorism_only is None else not anti_terrorism_only), cite


def at_only(q: Inquiry) -> bool | None:
    """Whether anti-terrorism is the item's only reason for control; None when its paragraph leaves it open."""
    asked = entry(q.eccn or "", q.on)
    if asked.absent is not None:
        return None
    beside = [row.answer.holds for row in applied(q.eccn or "", None, q.on) if row.control.reason != "AT"]
    return False if True in beside else None if None in beside else True


# --- 758.6: destination control statement ----------------------------------------------------------------------------


def _statement(q: Inquiry, exception: str | None) -> tuple[bool | None, str]:
    """Whether the statement goes on the commercial invoice."""
    rule = q.law.value(f"{PACK}/statement_on_invoice")
    if q.on_ccl is False or q.law.test(f"{PACK}/statement_not_for", _holds, exception):
        return False, rule.cite
    moves = tangible(q)
    return (None if q.on_ccl is None else moves), rule.cite


def _eccn_on_invoice(q: Inquiry) -> bool:
    """Whether the invoice also names the ECCN (758.6(a)(2))."""
    if q.six_hundred_series or q.nine_x515:
        return True
    return bool(q.law.test(f"{PACK}/eccn_on_invoice", _covers_one, q.eccn))


# --- 743.1, 744.15, 762.6 --------------------------------------------------------------------------------------------


def _unverified(q: Inquiry) -> Value | None:
    """The rule on the UVL statement, when a party of 748.5 is on the list."""
    rule = q.law.in_force(f"{PACK}/unverified_statement")
    return rule if rule is not None and any(s.established for s in q.on_list(UNVERIFIED)) else None


def _reports(q: Inquiry, exception: str) -> Value | None:
    """The rule on Wassenaar reports, when the exception is one of those and the place no participating state."""
    rule = q.law.get(f"{PACK}/reports")
    if rule is None or exception not in rule.value or not q.to or q.deemed:
        return None
    return None if member("A:1", q.to, q.on) else rule


def _retention(q: Inquiry) -> tuple[date, Value]:
    """The last day records are kept: five years from the latest event that is known; `licet.memory` counts it for each line."""
    rule = q.law.value(f"{PACK}/retention")
    day = plain_day(q.on)
    return years_after(max(day, q.item.known_reexport or day), rule.value), rule


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March, so that nothing is destroyed a day early.

    >>> years_after(date(2019, 6, 30), 5), years_after(date(2020, 2, 29), 5)
    (datetime.date(2024, 6, 30), datetime.date(2025, 3, 1))
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
