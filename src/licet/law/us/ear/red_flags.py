"""Signs that something may be wrong, seen in the facts themselves (Supplement No. 3 to part 732), with their questions.

Signs that a person states (`red_flags`) stop a transaction until they are resolved; those found here are shown with it.
They are few and rest on facts told, never on a name or a nationality.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_country_groups import member
from licet.transactions import Role

_RECEIVING = (Role.END_USER, Role.ULTIMATE_CONSIGNEE)
FORWARDER = re.compile(r"\b(?:freight|forward(?:er|ing)|logistics|cargo|shipping agen\w+|customs broker)\b", re.IGNORECASE)
_ELECTRONICS = ("3", "4", "5", "7")


class Sign(NamedTuple):
    """One sign.

    Attributes:
        fact: Path of the fact that shows it.
        says: What was seen.
        asks: What would resolve it.
    """

    fact: str
    says: str
    asks: str


def signs(q: Inquiry) -> Iterator[Sign]:
    """The signs in the facts of one item."""
    for place, party in q.parties(*_RECEIVING):
        if FORWARDER.search(party.name):
            yield Sign(
                f"parties[{place}].role",
                "a freight forwarder is named as the final recipient",
                f"who uses the item in the end, when {party.name} is a forwarder?",
            )
        if party.founded and (since := _diversion_day(q)) and party.founded >= since and _electronics(q) and not _ally(q):
            yield Sign(
                f"parties[{place}].founded",
                "a company set up since the war against Ukraine buys electronics",
                f"what did {party.name or 'the buyer'} buy before, and who are its customers?",
            )
    if q.words.says("resale") and not q.parties(Role.END_USER):
        yield Sign("parties", "the goods are for resale and no end user is named", "who are the end users?")


def _diversion_day(q: Inquiry) -> str | None:
    """The day as text, cut to the precision people give ("2022-03" sorts after "2022-02-24")."""
    found = q.law.get("us/ear/follow/diversion_day")
    return None if found is None else str(found.value)


def _electronics(q: Inquiry) -> bool:
    return bool(q.on_ccl) and q.heading[:1] in _ELECTRONICS


def _ally(q: Inquiry) -> bool:
    return bool(q.to) and bool(member("A:5", q.to or "", q.on) or member("A:6", q.to or "", q.on))
