"""Users: who receives the item, as exceptions ask it (15 CFR 740, 748.5(f)).

The end users are the parties named so; where none is, whoever receives. Words of a party's name count as told ("ministry").
"""

from __future__ import annotations

from collections.abc import Iterable

from licet.law.inquiry import Inquiry
from licet.law.words import read_words
from licet.proofs import Proof, condition, pledge
from licet.transactions import LISTED_ROLES, Participant, Role

_END_USER = frozenset({Role.END_USER})
_USERS = frozenset({Role.END_USER, Role.ULTIMATE_CONSIGNEE, Role.RECIPIENT, Role.LESSEE})

#: Words of a name by which a user may be of the armed forces or the police, though nobody says so.
FORCES = ("military", "security_forces")


def end_users(q: Inquiry) -> tuple[tuple[int, Participant], ...]:
    """The end users with their places; the parties of the listed roles when none is named so."""
    parties = tuple(enumerate(q.tx.parties))
    for roles in (_END_USER, _USERS, LISTED_ROLES):
        if found := tuple(pair for pair in parties if pair[1].role in roles):
            return found
    return ()


def says(q: Inquiry, *codes: str) -> bool:
    """Whether the end use or the description states one of the coded facts."""
    return not q.words.said.isdisjoint(codes)


def used_for(q: Inquiry, *codes: str) -> bool:
    """Whether the end use states one of the coded facts. What a description says of the goods states no purpose."""
    return not q.use.said.isdisjoint(codes)


def named_so(parties: Iterable[tuple[int, Participant]], *codes: str) -> bool:
    """Whether the name or kind of one of the parties states a coded fact ("individual relative")."""
    return any(not read_words(party.name, party.kind).said.isdisjoint(codes) for _, party in parties)  # memoized by the text


def users_say(q: Inquiry, *codes: str) -> bool:
    """Whether an end user's name or the end use states one of the coded facts."""
    return used_for(q, *codes) or named_so(end_users(q), *codes)


def is_government(party: Participant) -> bool | None:
    """Whether the party is a government body, as told or as its name says; None when neither speaks."""
    if party.government is not None:
        return party.government
    if party.military or party.military_intelligence:
        return True
    said = read_words(party.name, party.kind)
    return True if said.says("government_use") else False if said.says("civil") else None


def no_government(q: Inquiry, *, cite: str) -> Proof:
    """Whether no end user is a government body; a user of whom nothing is said counts as private when stated civil.

    A name that speaks of forces or police leaves it open, whatever is stated.
    """
    known = [is_government(party) for _, party in end_users(q)]
    forces = named_so([pair for pair in end_users(q) if pair[1].government is None], *FORCES)
    civil = q.words.says("civil") is True and not says(q, "government_use", "military")
    private = civil or (known and None not in known)
    truth = False if True in known or says(q, "government_use") else True if private and not forces else None
    return q.told(
        "no end user is a government body", truth, "end user is a government body", "Is an end user a government body?",
        cite=cite,
    )  # fmt: skip


def civil(q: Inquiry, *, cite: str) -> Proof:
    """Whether end use and end users are civil: no military use or user is told, and a civil use is stated."""
    military = q.words.says("military") or any(p.military or p.military_intelligence for _, p in end_users(q))
    forces = named_so([pair for pair in end_users(q) if pair[1].military is None], *FORCES)
    stated = q.words.says("civil") is True or q.words.says("military") is False
    truth = False if military else True if stated and not forces else None
    return q.told("end use and end user are civil", truth, "end_use", "Is the end use, and the end user, civil?", cite=cite)


def undertaken(q: Inquiry, claim: str, *contrary: str, cite: str, goods: bool = False) -> Proof:
    """A condition that lies in the exporter's hands: undertaken, unless the end use (or the description) states the contrary."""
    if says(q, *contrary) if goods else used_for(q, *contrary):
        return condition(claim, False, cite=cite)
    return pledge(claim, cite=cite)


def individuals(q: Inquiry) -> bool | None:
    """Whether the end users are individuals, as their kind, name or the end use says; None when nothing does.

    Whoever works for forces, police or a government body is served as such.
    """
    users = end_users(q)
    if used_for(q, "government_use", *FORCES) or named_so(users, *FORCES):
        return False
    if any(party.kind == "person" for _, party in users) or used_for(q, "individuals") or named_so(users, "individuals"):
        return True
    others = any(party.kind == "organization" for _, party in users)
    others = others or any(is_government(party) for _, party in (*users, *q.parties(*LISTED_ROLES)))
    return False if others else None
