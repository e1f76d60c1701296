"""The closed list of civil users in Russia and Belarus (15 CFR 746.8(a)(12)(ii)(A) to (F), repeated in 746.8(c)(2)(iii) and (vi)).

On it are firms that belong wholly to firms of the United States or of Country Groups A:5 and A:6, joint ventures among such
firms, and missions of A:5 and A:6 governments on official business. Whoever relies on the list must show that its user is on
it: a user of whom no seat is told is outside.
"""

from __future__ import annotations

from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_country_groups import member
from licet.law.words import read_words
from licet.transactions import LISTED_ROLES, Participant

PARTNER_GROUPS = ("A:5", "A:6")
WHOLE = 100


def civil_users(q: Inquiry) -> bool | None:
    """Whether every consignee and user is on the list; None when something told of one leaves it open."""
    found = [_user(q, party) for _, party in q.parties(*LISTED_ROLES)]
    if q.words.says("military") or not found or False in found:
        return False
    return None if None in found else True


def _user(q: Inquiry, party: Participant) -> bool | None:
    """One user: a mission (F), or a firm by the seat of whoever owns it (A) to (E)."""
    if party.military or party.military_intelligence:
        return False
    if party.government or read_words(party.name).says("diplomatic_mission"):
        return _mission(q, party)
    seat = party.ultimate_parent_hq or party.parent_country or party.hq
    if seat is None or not partner(seat, q):
        return False
    return _wholly(party)


def partner(country: str, q: Inquiry) -> bool:
    """Whether a country is the United States or in Country Group A:5 or A:6."""
    return country == "US" or any(member(group, country, q.on) for group in PARTNER_GROUPS)


def _mission(q: Inquiry, party: Participant) -> bool | None:
    """Missions of A:5 and A:6 governments on official business; the Government of the United States has License Exception GOV."""
    if not (read_words(party.name).says("diplomatic_mission") or q.use.says("diplomatic_mission")):
        return False
    sender = party.hq or party.nationality or party.parent_country or party.ultimate_parent_hq
    if sender is None:
        return None
    return any(bool(member(group, sender, q.on)) for group in PARTNER_GROUPS)


def _wholly(party: Participant) -> bool | None:
    """Whether the firm belongs wholly to partner firms: open when the shares that were told leave a rest."""
    shares = [owner.pct for owner in party.owners or ()]
    if not shares:
        return True
    return True if any(share is not None and share >= WHOLE for share in shares) else None
