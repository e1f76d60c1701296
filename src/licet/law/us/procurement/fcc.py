"""The FCC: no universal service money for designated companies (47 CFR 54.9), no subsidies for the Covered List
(54.10), no new equipment authorizations for its producers (47 CFR part 2).

The funding rules forbid paying, not buying; the authorization rule forbids marketing new equipment. None of them
reaches what was authorized, or paid for by others, before.
"""

from __future__ import annotations

from licet.decisions import Outcome
from licet.law.findings import Finding
from licet.law.inquiry import Inquiry
from licet.law.us.procurement.producers import carrier_buyer, covered_equipment, producer_in
from licet.proofs import FAILS, HOLDS, all_of, condition, pledge
from licet.transactions import Role

_PACK = "us/procurement/rules"
_RULE = "47 CFR 54.9"


def universal_service(q: Inquiry) -> Finding | None:
    """Universal Service Fund money (47 CFR 54.9); None when neither it nor a carrier's purchase is spoken of."""
    told = False if q.words.says("private_funds") else q.words.says("usf_support")
    if told is None and carrier_buyer(q) is None:
        return None
    life = q.law.in_force(f"{_PACK}/usf")
    producer = producer_in(q, "usf_designated")
    if life is None or producer is None:
        if told is None or producer_in(q, "section_889") is None:
            return None
        later = condition("the FCC has finally designated the company", False, cite=_RULE)
        return Finding(outcome=Outcome.NO_LICENSE_REQUIRED, proof=later, cites=(_RULE,))
    pays = q.told(
        "Universal Service Fund money pays for it",
        told,
        "end_use",
        "Does Universal Service Fund money pay for any of it?",
        cite=_RULE,
    )
    order = producer.terms["order"]
    named = condition(f"{producer.name} is finally designated", True, cite=order, rests_on=producer.list.ref)
    proof = all_of("universal service money may not pay for it", named, pays, cite=_RULE)
    if proof.verdict is FAILS:
        free = pledge("no Universal Service Fund money pays for, maintains or supports it", cite=_RULE)
        return Finding(outcome=Outcome.NO_LICENSE_REQUIRED, proof=all_of("private money is free to buy it", free), cites=(_RULE,))
    outcome = Outcome.PROHIBITED if proof.verdict is HOLDS else Outcome.REVIEW
    return Finding(outcome=outcome, proof=proof, cites=(_RULE, order))


def subsidies(q: Inquiry) -> Finding | None:
    """Other FCC-administered subsidies (47 CFR 54.10); None when none is spoken of."""
    life = q.law.in_force(f"{_PACK}/subsidies")
    producer = producer_in(q, "covered_list")
    if life is None or producer is None or q.words.says("fcc_subsidy") is not True:
        return None
    pays = condition("an FCC-administered subsidy pays for it", True, cite=life.cite, rests_on=life.ref)
    equipment = covered_equipment(q, producer, federal_site=False)
    proof = all_of("a federal subsidy may not pay for it", pays, producer.made(), equipment, cite=life.cite)
    outcome = Outcome.PROHIBITED if proof.verdict is HOLDS else Outcome.REVIEW
    return Finding(outcome=outcome, proof=proof, cites=(life.cite, producer.list.cite))


def equipment_authorization(q: Inquiry) -> Finding | None:
    """New equipment authorizations; None when none is asked for."""
    if q.words.says("equipment_authorization") is not True and not (
        q.parties(Role.APPLICANT) and q.words.says("telecom_equipment")
    ):
        return None
    producer = producer_in(q, "covered_list") or producer_in(q, "section_889")
    if producer is None:
        return None
    cites = ("47 CFR part 2", "FCC 22-84", "Secure Equipment Act of 2021")
    life = q.law.in_force(f"{_PACK}/equipment_authorization")
    if life is None:
        begun = condition("the FCC has stopped authorizing covered equipment", False, cite="FCC 22-84")
        return Finding(outcome=Outcome.NO_LICENSE_REQUIRED, proof=begun, cites=("47 CFR part 2", "FCC 22-84"))
    stopped = condition("the FCC authorizes no covered equipment", True, cite=life.cite, rests_on=life.ref)
    parts = [stopped, producer.made()]
    if producer.terms["kind"] == "telecom":
        parts.append(covered_equipment(q, producer, federal_site=False))
    else:
        parts.append(condition("the FCC has approved no plan that keeps it from the covered purposes", True, cite="FCC 22-84"))
    proof = all_of("the FCC will not authorize it", *parts, cite="47 CFR 2.903")
    outcome = Outcome.PROHIBITED if proof.verdict is HOLDS else Outcome.REVIEW
    return Finding(outcome=outcome, proof=proof, cites=tuple(dict.fromkeys([*cites, life.cite])))
