"""Grants: which list-based exceptions the item's entry on the Commerce Control List opens, by paragraph and day.

The entries are compiled in part774_ccl; an item that is on no entry has no grants.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from licet.errors import UnknownName
from licet.law.inquiry import Inquiry
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
    if not q.on_ccl or q.eccn is None:
        return None
    try:
        return entry(q.eccn, q.on)
    except UnknownName:
        return None


def reasons(q: Inquiry) -> frozenset[str] | None:
    """Reasons for which the paragraph is controlled, or may be; empty for EAR99; None when the entry is not known."""
    found = entry_of(q)
    if found is None:
        return frozenset() if q.eccn == "EAR99" else None
    return frozenset(reason for reason in found.reasons if found.controlled_for(reason) is not False)


def surely_for(q: Inquiry, reason: str) -> bool | None:
    """Whether the paragraph is controlled for a reason: yes, no, or unknown."""
    found = entry_of(q)
    return (False if q.eccn == "EAR99" else None) if found is None else found.controlled_for(reason)


def lvs_limit(q: Inquiry) -> Limit:
    """The value an order may reach under LVS (15 CFR 740.3(b))."""
    found = entry_of(q)
    if found is None:
        return Limit(None, q.eccn == "EAR99")
    amount, answer = found.lvs_limit(to=q.to)
    sure = amount if answer.holds else None
    return Limit(sure, answer.holds is False, amount, _ref(q, found, "LVS", str(amount)), answer.ask)


def value_limit(q: Inquiry) -> Proof:
    """Whether the entry gives an LVS value for the paragraph."""
    limit = lvs_limit(q)
    truth = False if limit.no else None if limit.amount is None else True
    return condition(
        "the entry gives an LVS value for the paragraph", truth, cite="15 CFR 740.3(a)", rests_on=limit.ref, asks=_ask(q, limit.ask)
    )


def granted(q: Inquiry, symbol: str) -> Proof:
    """Whether the entry opens a list-based exception for the paragraph: "GBS", "TSR", "APP", "NAC/ACA", "IEC" ..."""
    found = entry_of(q)
    answer = Answer(False if q.eccn == "EAR99" else None) if found is None else found.opens(symbol, to=q.to)
    return condition(
        f"the entry says yes to {symbol} for the paragraph", answer.holds, cite=f"CCL {q.heading}",
        rests_on=None if found is None else _ref(q, found, symbol, "yes" if answer.holds else None), asks=_ask(q, answer.ask),
    )  # fmt: skip


def opened(q: Inquiry, symbol: str) -> bool | None:
    """The same as a plain truth."""
    found = entry_of(q)
    return (False if q.eccn == "EAR99" else None) if found is None else found.opens(symbol, to=q.to).holds


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
        rests_on=None if found is None else FactRef(_id(q, "CIV"), f"CCL {q.heading}", False),
        asks=_ask(q, "the entry of that day said yes to License Exception CIV"),
    )  # fmt: skip


def sta_shut(q: Inquiry, group: str) -> bool | None:
    """Whether the entry's STA paragraph closes the exception for "A:5" or "A:6"."""
    found = entry_of(q)
    return None if found is None else found.sta_closed(group).holds


def _id(q: Inquiry, symbol: str) -> str:
    return f"us/ear/part774_ccl/{q.eccn}/{symbol}"


def _ref(q: Inquiry, found: Entry, symbol: str, value: str | None) -> FactRef:
    return FactRef(_id(q, symbol), f"CCL {q.heading}", found.verified, (None, None), value)


def _ask(q: Inquiry, ask: str) -> Question:
    return Question(f"{q.path}.eccn", f"Is it so that {ask}?" if ask else "Under which ECCN and paragraph does the item fall?")
