"""Where a party is seated: headquarters and ultimate parent, for the rules that look at Macau and Country Group D:5."""

from __future__ import annotations

from datetime import date

from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_country_groups import member
from licet.proofs import FAILS, Proof, Question, all_of, condition, negation, pledge
from licet.transactions import LISTED_ROLES, Participant, Role

SENDERS = (Role.EXPORTER, Role.SELLER, Role.SUPPLIER, Role.MANUFACTURER, Role.APPLICANT)


def macau_or_d5(country: str | None, on: date) -> bool | None:
    """Whether a place is Macau or in Country Group D:5 (Hong Kong follows China); None when it is not known.

    >>> macau_or_d5("MO", date(2024, 1, 1)), macau_or_d5("JP", date(2024, 1, 1)), macau_or_d5(None, date(2024, 1, 1))
    (True, False, None)
    """
    if country is None:
        return None
    return True if country == "MO" else member("D:5", country, on)


def seats(party: Participant) -> tuple[str, ...]:
    """The countries in which a party, its parent and its ultimate parent are seated, as told."""
    told = (party.hq, party.parent_country, party.ultimate_parent_hq)
    return tuple(dict.fromkeys(country for country in told if country))


def seated_in_macau_or_d5(q: Inquiry, cite: str, *, senders: bool = False) -> Proof:
    """Whether a party in the four roles (or the sender) is headquartered, or its ultimate parent is, in Macau or D:5.

    A party whose seat was not told is taken to be seated where it is: convention of callers, and no more than that.
    """
    roles = SENDERS if senders else tuple(LISTED_ROLES)
    found: list[tuple[Participant, bool | None]] = []
    for _, party in q.parties(*roles):
        places = seats(party) or ((party.country,) if party.country else ())
        truths = [macau_or_d5(place, q.on) for place in places]
        found.append((party, True if True in truths else None if None in truths else False))
    hit = next((party for party, truth in found if truth), None)
    truth = True if hit else None if any(t is None for _, t in found) else False
    who = hit.name if hit and hit.name else "a sender" if senders else "a party"
    asks = Question("parties[].ultimate_parent_hq", "Where are the parties and their ultimate parents headquartered?")
    return condition(
        f"{who} is headquartered, or its ultimate parent is, in Macau or Country Group D:5", truth, cite=cite, asks=asks
    )


def going_to_macau_or_d5(q: Inquiry, cite: str) -> Proof:
    """Whether the destination is Macau or in Country Group D:5."""
    asks = Question("destination", "Is the destination in Country Group D:5?")
    return condition("the destination is Macau or in Country Group D:5", macau_or_d5(q.to, q.on), cite=cite, asks=asks)


def supplement_4(q: Inquiry) -> Proof:
    """A foreign-produced item sent from abroad, by a sender in a Supplement No. 4 country not seated in Macau or D:5."""
    rule = q.law.get("us/ear/part742_controls/sme_carve_out")
    cite = "15 CFR Supp. 4 to 742"
    if rule is None:
        return condition("the Supplement No. 4 carve-out exists", False, cite=cite)
    foreign = q.item.origin == "foreign" or (q.item.origin is None and q.item.made_in not in (None, "US"))
    sender = seated_in_macau_or_d5(q, cite, senders=True)
    apart = (
        pledge("the sender is not headquartered, and has no ultimate parent, in Macau or Country Group D:5", cite=cite)
        if sender.verdict is FAILS
        else negation("the sender is not headquartered in Macau or Country Group D:5", sender, cite=cite)
    )  # fmt: skip
    return all_of(
        "the sender is carved out",
        condition("the item is foreign-produced", foreign, cite=cite),
        condition(
            "it is sent from a country of Supplement No. 4", q.tx.exporter_country in rule.value, cite=cite, rests_on=rule.ref
        ),
        apart,
        cite=cite,
    )
