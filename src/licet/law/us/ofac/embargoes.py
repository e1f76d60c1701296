"""Embargoes beside Iran: bans on supply by US persons, place by place, with the day they began or ended.

Goods that Commerce licenses are left to it where the program says so (for Cuba 31 CFR 515.533): then OFAC adds a
condition. Services, and goods the EAR do not reach, stay forbidden to US persons.
"""

from __future__ import annotations

from licet.decisions import Outcome
from licet.law.findings import Finding
from licet.law.inquiry import Inquiry
from licet.law.law import Value
from licet.law.us.ofac.information import CITES as INFORMATION
from licet.law.us.ofac.information import STATUTE, informational
from licet.law.us.ofac.iran import ear_reaches
from licet.law.us.ofac.persons import authority_of, in_the_us, license_held, places_bound_for, us_owned, us_person_acts
from licet.proofs import FAILS, HOLDS, Proof, Question, all_of, condition, pledge
from licet.transactions import Kind

PLACES = ("CU", "KP", "SY", "UA-43", "UA-14", "UA-09", "SD")
_PACK = "us/ofac/embargoes"


def embargo(q: Inquiry) -> Finding | None:
    """What the program of a place it is bound for says; None when there is none on the day, and for releases to nationals."""
    if q.tx.kind is Kind.PROCUREMENT:
        return _import(q)
    if q.deemed:
        return None
    bound = places_bound_for(q)
    for place in PLACES:
        if place in bound:
            ban = q.law.get(f"{_PACK}/{place}")
            if ban is not None and ban.value["state"] == "banned":
                return _supplied(q, place, ban)
    return None


def _supplied(q: Inquiry, place: str, ban: Value) -> Finding | None:
    """Who supplies decides: a US person, a firm one owns or controls where the program says so, or somebody else."""
    person = us_person_acts(q)
    owned = us_owned(q) if "firms_too" in ban.value else None
    who = person if person.verdict is HOLDS or owned is None or owned.verdict is FAILS else owned
    told = q.tx.exporter_country is not None or person.verdict is FAILS
    if who.verdict is not HOLDS and who is person and told:
        kept = pledge("no US person takes part, and no US person owns or controls a firm that does", cite=ban.cite)
        return Finding(outcome=Outcome.NOT_SUBJECT, proof=kept, cites=(ban.cite,))
    return _banned(q, place, ban, who, firm=who is owned)


def _banned(q: Inquiry, place: str, ban: Value, who: Proof, *, firm: bool) -> Finding | None:
    """The word when a US person acts, or a firm one owns or controls."""
    service = q.eccn == "service"
    if ban.value["services_only"] == "yes" and not service:
        return None
    cites = (ban.cite, ban.value["firms_too"]) if firm else (ban.cite,)
    supplied = condition(f"it is supplied to {place}", True, cite=ban.cite, rests_on=ban.ref)
    proof = all_of("the embargo forbids it without an OFAC license", who, supplied, cite=ban.cite)
    if (held := license_held(q)) is not None:
        return Finding(
            outcome=Outcome.EXCEPTION_AVAILABLE,
            proof=proof,
            cites=cites,
            authority=authority_of(held),
        )
    if (informs := informational(q, place)) is not None:
        return Finding(outcome=Outcome.NOT_SUBJECT, proof=informs, cites=(INFORMATION.get(place, STATUTE),))
    if (general := ban.value.get("food")) and not service and q.eccn == "EAR99" and q.goods("food") is not False:
        return _food(q, general, proof, cites)
    commerce = ban.value.get("commerce")
    if commerce and not service and not firm and ear_reaches(q):
        left = pledge(f"OFAC's authorization for items that Commerce authorizes covers it ({commerce})", cite=commerce)
        return Finding(outcome=Outcome.NOT_SUBJECT, proof=left, cites=(commerce,))
    if who.verdict is not HOLDS:
        return Finding(outcome=Outcome.REVIEW, proof=proof, cites=cites)
    return Finding(outcome=Outcome.PROHIBITED, proof=proof, cites=cites)


def _food(q: Inquiry, general: str, proof: Proof, cites: tuple[str, ...]) -> Finding:
    """EAR99 food under the program's general license; goods that may be food and something more are asked about."""
    if q.goods("food") is None:
        asks = Question(f"{q.path}.description", f"Is the item food, which {general} lets through?")
        open_ = condition("it is food under the general license", None, cite=general, asks=asks)
        return Finding(outcome=Outcome.REVIEW, proof=all_of("the embargo may forbid it", proof, open_), cites=(*cites, general))
    left = pledge(f"the terms of the general license for food are kept ({general})", cite=general)
    return Finding(outcome=Outcome.NOT_SUBJECT, proof=left, cites=(general,))


def _import(q: Inquiry) -> Finding | None:
    """Buying goods of an embargoed place into the United States."""
    if not in_the_us(q.tx.destination):
        return None
    for place in PLACES:
        if place not in (q.item.made_in, q.tx.exporter_country):
            continue
        ban = q.law.get(f"{_PACK}/{place}")
        if ban is not None and ban.value["state"] == "banned" and "imports" in ban.value:
            cite = ban.value["imports"]
            proof = condition(f"goods of {place} come into the United States", True, cite=cite, rests_on=ban.ref)
            return Finding(outcome=Outcome.PROHIBITED, proof=proof, cites=(cite,))
    return None
