"""Grants: which list-based exceptions the item's entry on the Commerce Control List opens, by paragraph and day.

The entries are compiled in part774_ccl; an item that is on no entry has no grants.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from licet.errors import UnknownName
from licet.law.inquiry import Inquiry
from licet.law.observed import by_day, truth_by_day
from licet.law.us.ear.part742_lines import what_for
from licet.law.us.ear.part774_ccl.entries import Answer, Entry
from licet.law.us.ear.part774_ccl.lookup import entry
from licet.law.us.ear.part774_ccl.paragraphs import any_under
from licet.proofs import FactRef, Proof, Question, condition


@dataclass(frozen=True, slots=True)
class Limit:
    """What an entry says of LVS for the paragraph.

    Attributes:
        amount: USD; None when there is none or it is not known.
        at_most: What it may be at most while it is not known.
        no: Whether it is known that there is none.
        ref: The entry, for proofs.
        ask: What would decide an open limit.
    """

    amount: Decimal | None
    no: bool
    at_most: Decimal | None = None
    ref: FactRef | None = None
    ask: str = ""


def entry_of(q: Inquiry) -> Entry | None:
    """The item's entry on the day; None for EAR99, for codes off the list and for items without a code.

    An entry or paragraph that the list does not have grants nothing and shuts nothing: all that is asked of it is unknown.
    """
    return _entry(q.eccn, q.on) if q.eccn is not None and q.on_ccl else None


def made_for(q: Inquiry) -> str | None:
    """What software or technology is for, when its description names an ECCN."""
    return what_for(q.eccn, q.item.description) if q.eccn is not None and q.group in ("D", "E") else None


def _entry(eccn: str, on: date) -> Entry | None:
    try:
        return entry(eccn, on)
    except UnknownName:
        return None


def reasons(q: Inquiry) -> frozenset[str] | None:
    """Reasons for which the paragraph is controlled, or may be; empty for EAR99; None when the entry is not known."""
    if q.eccn is None or not q.on_ccl:
        return frozenset() if q.eccn == "EAR99" else None
    held = _reasons(q.eccn, made_for(q), q.on)
    return None if held is None else frozenset(reason for reason, surely in held.items() if surely is not False)


@by_day
def _reasons(eccn: str, subject: str | None, on: date) -> Mapping[str, bool | None] | None:
    """Each reason of the entry with whether it holds for the paragraph; None when the entry is not known."""
    found = _entry(eccn, on)
    return None if found is None else {reason: found.controlled_for(reason, made_for=subject) for reason in found.reasons}


def surely_for(q: Inquiry, reason: str) -> bool | None:
    """Whether the paragraph is controlled for a reason: yes, no, or unknown."""
    if q.eccn is None or not q.on_ccl:
        return False if q.eccn == "EAR99" else None
    held = _reasons(q.eccn, made_for(q), q.on)
    return None if held is None else held.get(reason, False)


def lvs_limit(q: Inquiry) -> Limit:
    """The value an order may reach under LVS (15 CFR 740.3(b))."""
    if q.eccn is None or not q.on_ccl:
        return Limit(None, q.eccn == "EAR99")
    return _lvs(q.eccn, _place(q, "LVS"), made_for(q), q.on)


def _place(q: Inquiry, symbol: str) -> str | None:
    """The destination, where what the entry says of an exception depends on it; else it is asked for any."""
    return q.to if _differs_by_place(q.eccn or "", symbol, q.on) else None


@truth_by_day
def _differs_by_place(eccn: str, symbol: str, on: date) -> bool:
    found = _entry(eccn, on)
    return found is not None and found.differs_by_place(symbol)


@by_day
def _lvs(eccn: str, to: str | None, subject: str | None, on: date) -> Limit:
    found = _entry(eccn, on)
    if found is None:
        return Limit(None, False)
    amount, answer = found.lvs_limit(to=to, made_for=subject)
    sure = amount if answer.holds else None
    return Limit(sure, answer.holds is False, amount, _ref(found, "LVS", str(amount)), answer.ask)


def value_limit(q: Inquiry) -> Proof:
    """Whether the entry gives an LVS value for the paragraph."""
    limit = lvs_limit(q)
    truth = False if limit.no else None if limit.amount is None else True
    return condition(
        "the entry gives an LVS value for the paragraph", truth, cite="15 CFR 740.3(a)", rests_on=limit.ref, asks=_ask(q, limit.ask)
    )


def granted(q: Inquiry, symbol: str) -> Proof:
    """Whether the entry opens a list-based exception for the paragraph: "GBS", "TSR", "APP", "NAC/ACA", "IEC" ..."""
    answer, ref = _answer(q.eccn, symbol, q) if q.eccn is not None and q.on_ccl else (Answer(None), None)
    truth = False if q.eccn == "EAR99" else answer.holds
    if truth is None and symbol == "TSR" and _plain_telecom(q):
        truth = True
    claim = f"the entry says yes to {symbol} for the paragraph"
    return condition(claim, truth, cite=f"CCL {q.heading}", rests_on=ref, asks=_ask(q, answer.ask))


#: Words of the telecommunications functions of 5A001.b.5, .h and .j, for which 5D001 and 5E001 shut TSR outside A:5.
_SHUT = re.compile(
    r"5A001|5B001|radio receiver|jam|IED|improvised explosive|surveil|monitor|intercept|IP network|direction find", re.IGNORECASE
)


def _plain_telecom(q: Inquiry) -> bool:
    """Whether technology or software of 5D001 and 5E001 is described, and as none of the functions that shut TSR."""
    described = (q.item.description or "").strip()
    told = described and not re.fullmatch(r"(?:technology|software|source code|data)?", described, re.IGNORECASE)
    return q.heading in ("5D001", "5E001") and bool(told) and not _SHUT.search(described)


def opened(q: Inquiry, symbol: str) -> bool | None:
    """The same as a plain truth."""
    if q.eccn is None or not q.on_ccl:
        return False if q.eccn == "EAR99" else None
    return _answer(q.eccn, symbol, q)[0].holds


def _answer(eccn: str, symbol: str, q: Inquiry) -> tuple[Answer, FactRef | None]:
    """What the entry says of the exception for the paragraph, and as a fact."""
    subject = made_for(q)
    anywhere = _opens_anywhere(eccn, symbol, subject, q.on)
    return anywhere if anywhere is not None else _opens(eccn, symbol, q.to, subject, q.on)


@by_day
def _opens_anywhere(eccn: str, symbol: str, subject: str | None, on: date) -> tuple[Answer, FactRef | None] | None:
    """The answer where it is the same for every destination, else None."""
    return None if _differs_by_place(eccn, symbol, on) else _opens(eccn, symbol, None, subject, on)


@by_day
def _opens(eccn: str, symbol: str, to: str | None, subject: str | None, on: date) -> tuple[Answer, FactRef | None]:
    found = _entry(eccn, on)
    if found is None:
        return Answer(None), None
    answer = found.opens(symbol, to=to, made_for=subject)
    return answer, _ref(found, symbol, "yes" if answer.holds else None)


def gbs(q: Inquiry) -> Proof:
    """Whether the entry says yes to GBS for the paragraph."""
    return granted(q, "GBS")


def civ(q: Inquiry) -> Proof:
    """Whether the entry of before 29 June 2020 said yes to CIV for the paragraph."""
    found = entry_of(q)
    known = None if found is None else found.civ
    truth = None if found is None or known is None else any_under(found.eccn.path, known)
    return condition(
        "the entry then said yes to CIV for the paragraph", False if q.eccn == "EAR99" else truth, cite=f"CCL {q.heading}",
        rests_on=None if found is None else FactRef(f"us/ear/part774_ccl/{q.eccn}/CIV", f"CCL {q.heading}", False),
        asks=_ask(q, "the entry of that day said yes to License Exception CIV"),
    )  # fmt: skip


def sta_shut(q: Inquiry, group: str) -> bool | None:
    """Whether the entry's STA paragraph closes the exception for "A:5" or "A:6"."""
    found = entry_of(q)
    return None if found is None else found.sta_closed(group, made_for=made_for(q)).holds


def _ref(found: Entry, symbol: str, value: str | None) -> FactRef:
    return FactRef(f"us/ear/part774_ccl/{found.eccn}/{symbol}", f"CCL {found.eccn.heading}", found.verified, (None, None), value)


def _ask(q: Inquiry, ask: str) -> Question:
    return Question(f"{q.path}.eccn", f"Is it so that {ask}?" if ask else "Under which ECCN and paragraph does the item fall?")
