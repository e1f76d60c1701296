"""Jurisdiction by order of review: the U.S. Munitions List comes before the Commerce Control List.

An article that the list describes is not subject to the EAR (15 CFR 734.3(b)(1)); that is not "free to go": the State
Department licenses it (22 CFR 123.1). What the list describes is told with the item; licet does not classify.
"""

from __future__ import annotations

from licet.decisions import Determination, Outcome
from licet.law.findings import Finding, conclude
from licet.law.inquiry import Inquiry
from licet.proofs import Proof, all_of, condition, pledge
from licet.transactions import Kind

REGIME = "us/itar"
_PACK = "us/itar/jurisdiction"


def determine(q: Inquiry) -> Determination | None:
    """What the ITAR say of an item; None when nobody said that the Munitions List describes it, and for buying."""
    if q.tx.kind is Kind.PROCUREMENT or not on_munitions_list(q):
        return None
    return conclude(REGIME, "the ITAR", (_defense_article(q),), q.item.id or q.path)


def on_munitions_list(q: Inquiry) -> bool:
    """Whether the item was told to be a defense article or service."""
    return q.eccn == "USML" or (q.item.jurisdiction or "").strip().upper() in ("ITAR", "USML", "STATE", "DDTC")


def _defense_article(q: Inquiry) -> Finding:
    """State's answer: refused places are barred; elsewhere a license or exemption of its own is the condition."""
    life = q.law.value(f"{_PACK}/munitions_list")
    described = condition("the U.S. Munitions List describes the item", True, cite=life.cite, rests_on=life.ref)
    other = condition("it is then not subject to the EAR", True, cite="15 CFR 734.3(b)(1)")
    cites = ("15 CFR 734.3(b)(1)", "22 CFR 121.1", "22 CFR 123.1")
    if (bar := _refused(q)) is not None:
        proof = all_of("State refuses licenses for the destination", described, bar, cite="22 CFR 126.1")
        return Finding(outcome=Outcome.PROHIBITED, proof=proof, cites=(bar.cite or "22 CFR 126.1", *cites))
    limited = q.law.get(f"{_PACK}/limited_places")
    license_ = pledge("the Department of State (DDTC) licenses it, or one of its exemptions applies", cite="22 CFR 123.1")
    conditions: tuple[str, ...] = ()
    if limited is not None and q.to in limited.value:
        conditions = (f"State refuses licenses for {q.to} but for stated exceptions ({limited.cite})",)
    proof = all_of("the State Department, not Commerce, decides", described, other, license_, cite="15 CFR 734.3(b)(1)")
    return Finding(outcome=Outcome.NOT_SUBJECT, proof=proof, cites=cites, conditions=conditions, authority="State (DDTC)")


def _refused(q: Inquiry) -> Proof | None:
    """The destination, or the country of a party, is one to which State refuses licenses; None when it is not."""
    refused = q.law.get(f"{_PACK}/denied_places")
    if refused is None:
        return None
    places = dict.fromkeys([q.to, *(party.country for _, party in q.parties())])
    for place in places:
        if place is not None and place in refused.value:
            return condition(f"licenses for {place} are refused", True, cite=refused.cite, rests_on=refused.ref)
    return None
