"""Supplement No. 8 to part 740: users in the United Arab Emirates that are approved (91 FR 43038).

Two scopes: advanced computing items (742.6(a)(6)(iii)) and License Exception STA (740.2(a)(26)). Agencies of the government
there are approved for both; its state-owned corporations are not. The ultimate consignee and every end user must be approved,
purchasers and intermediate consignees need not.
"""

from __future__ import annotations

import re

from licet.law.inquiry import Inquiry
from licet.transactions import Participant, Role

_LISTS = "us/ear/part740_exceptions/bars"
STA, ADVANCED_COMPUTING = "emirates_approved_firms", "emirates_approved_for_computing"
_USERS = (Role.END_USER, Role.ULTIMATE_CONSIGNEE, Role.RECIPIENT)


def users_approved(q: Inquiry, scope: str) -> bool:
    """Whether the ultimate consignee and every end user are shown to be approved.

    Args:
        q: The item, destined to the United Arab Emirates.
        scope: `STA` or `ADVANCED_COMPUTING`.
    """
    firms = {_plain(firm) for name in {STA, scope} if (told := q.law.get(f"{_LISTS}/{name}")) for firm in told.value}
    users = [party for _, party in q.parties(*_USERS)]
    return bool(users) and all(_approved(party, firms) for party in users)


def _approved(party: Participant, firms: set[str]) -> bool:
    from licet.law.us.ear.part740_exceptions.users import is_government  # part 740 is read only where something may stand

    if is_government(party) is True and party.country in (None, "AE"):
        return True
    return any(_plain(name) in firms for name in (party.name, party.parent) if name)


def _plain(name: str) -> str:
    """A name without case and punctuation.

    >>> _plain("Amazon.com, Inc")
    'amazon com inc'
    """
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()
