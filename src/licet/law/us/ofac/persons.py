"""Who acts: US persons, and foreign firms that US persons own or control."""

from __future__ import annotations

import re

from licet.countries import parent_of
from licet.law.inquiry import Inquiry
from licet.ownership import HALF, Holding, aggregate, holding_of
from licet.proofs import Proof, any_of
from licet.transactions import Kind, License, Owner, Participant, Role

#: Roles whose holder does the dealing, whatever the goods.
ACTING = frozenset(
    {
        Role.EXPORTER,
        Role.SELLER,
        Role.SUPPLIER,
        Role.CONTRACTOR,
        Role.SERVICE_PROVIDER,
        Role.FORWARDER,
        Role.CARRIER,
        Role.BANK,
        Role.SUPPORTER,
        Role.APPLICANT,
    }
)


_RECEIVING = (Role.END_USER, Role.ULTIMATE_CONSIGNEE, Role.PURCHASER, Role.BUYER)


def in_the_us(country: str | None) -> bool:
    """Whether a code is the United States, a territory of it included."""
    return country is not None and (country == "US" or parent_of(country) == "US")


def bound_for(q: Inquiry, place: str) -> bool:
    """Whether the destination, or the known buyer, consignee or end user, is in a place."""
    return place in places_bound_for(q)


def places_bound_for(q: Inquiry) -> frozenset[str | None]:
    """The destination, and where the known buyers, consignees and end users are."""
    return frozenset([q.to, *[party.country for _, party in q.parties(*_RECEIVING)]])


def us_person_acts(q: Inquiry) -> Proof:
    """A US person, or somebody in the United States, takes part (31 CFR 560.314, 510.326 and their sisters).

    Sending from the United States settles it, as do buying into it and a party there. A foreign sender leaves it
    open.
    """
    tx = q.tx
    into = tx.kind is Kind.PROCUREMENT and in_the_us(tx.destination)
    told = [p for p in tx.parties if p.us_person or (in_the_us(p.country) and p.us_person is not False)]
    truth = True if in_the_us(tx.exporter_country) or into or told else tx.us_person_involved
    return q.told(
        "a US person, or somebody in the United States, takes part",
        truth,
        "us_person_involved",
        "Does a US person (a citizen or resident wherever located, a US firm or its foreign branch) take part?",
        cite="31 CFR 560.314",
    )


def us_owned(q: Inquiry) -> Proof | None:
    """A foreign firm that acts is owned or controlled by a US person (31 CFR 560.215(b), 515.329).

    50 percent or more of its equity by vote or value, a majority of its board, or control otherwise. None when nothing
    was told of a US owner.
    """
    found = []
    for place, party in q.parties():
        if party.role not in ACTING or in_the_us(party.country):
            continue
        holding = _us_share(party)
        if holding is None:
            continue
        named = party.name or "the sender"
        found.append(
            q.told(
                f"US persons own {HALF} percent or more of {named}, or control it",
                holding.restricted or None,
                f"parties[{place}].owners",
                f"How much of {named} do US persons hold, do they fill most of its board, or control it otherwise?",
                cite="31 CFR 560.215(b)(1)",
            )
        )
    return any_of("a foreign firm owned or controlled by a US person acts", *found) if found else None


def _us_share(party: Participant) -> Holding | None:
    """What US persons hold of a party; None when no US owner was told. A US parent without a share leaves it open."""
    name = party.name or "the party"
    if any(_us_owner(owner) for owner in party.owners or ()):
        return holding_of(party, _us_owner)
    parent_in_us = in_the_us(party.parent_country) or in_the_us(party.ultimate_parent_hq)
    return aggregate((), {name: None})[name] if parent_in_us else None


_US_NAME = re.compile(r"\b(?:U\.?S\.?A?|American|United States)\b")


def _us_owner(owner: Owner) -> bool:
    """Whether an owner was told to be a US person: `list: US`, or in words where nothing else is said of it ("US parent").

    >>> _us_owner(Owner(name="US persons")), _us_owner(Owner(name="Ausonia S.p.A."))
    (True, False)
    """
    return (owner.list or "").upper() == "US" or (owner.list is None and _US_NAME.search(owner.name or "") is not None)


def license_held(q: Inquiry) -> License | None:
    """An OFAC license that is ours and covers the parties, place, item and day; None when there is none."""
    for held in q.tx.licenses:
        if held.authority.upper() == "OFAC" and _covers(held, q):
            return held
    return None


def authority_of(held: License) -> str:
    """What a decision calls the license.

    >>> authority_of(License(number="IA-2024-1", authority="OFAC"))
    'OFAC license IA-2024-1'
    """
    return f"OFAC license {held.number}".strip()


def _covers(held: License, q: Inquiry) -> bool:
    names = {party.name for party in q.tx.parties if party.role not in ACTING}
    return (
        (held.start is None or held.start <= q.on)
        and (held.end is None or q.on <= held.end)
        and (not held.destinations or q.to in held.destinations)
        and (not held.parties or names <= set(held.parties))
        and (not held.eccns or q.eccn in held.eccns or q.heading in held.eccns)
        and (held.value_usd is None or (q.value is not None and q.value <= held.value_usd))
        and (held.quantity is None or (q.item.quantity is not None and q.item.quantity <= held.quantity))
    )
