"""Part 744, military intelligence: any item for its end uses and users of the named countries (15 CFR 744.22).

A user of one of these countries counts wherever it is; outside them only the agencies that 744.22(f)(2) lists, which the list
of cues names. A user elsewhere whose country is not told is asked about.
"""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_country_groups import member
from licet.law.words import read_words
from licet.proofs import Proof, all_of, any_of, condition
from licet.transactions import LISTED_ROLES, Participant

PACK = "us/ear/part744_end_users"
CITE = "15 CFR 744.22"


def military_intelligence(q: Inquiry) -> tuple[Requirement, ...]:
    """Any item for military-intelligence end uses or users of the named countries (15 CFR 744.22)."""
    countries = q.law.get(f"{PACK}/military_intelligence_countries")
    users = [(i, p) for i, p in q.parties(*LISTED_ROLES) if p.military_intelligence or _listed_agency(p) or _named_so(p)]
    said = q.use.says("military_intelligence") or q.use.says("named_intelligence_agency")
    if countries is None or q.to is None or not (users or said):
        return ()
    here = condition("the country is one of those named", _named(q, q.to), cite="15 CFR 744.22(a)", rests_on=countries.ref)
    listed = condition("the end use names an agency that the section lists", True, cite="15 CFR 744.22(f)(2)")
    parts = [_user(q, index, party) for index, party in users]
    if said:
        parts.append(
            all_of(
                "the end use is military intelligence of a named country",
                condition("the end use is military intelligence", True, cite="15 CFR 744.22(f)(1)"),
                listed if q.use.says("named_intelligence_agency") else here,
                cite="15 CFR 744.22(f)",
            )
        )
    proof = any_of("the end use or an end user is military intelligence of a named country", *parts, cite=CITE)
    return (
        Requirement(
            reason="744.22",
            family="end_user",
            proof=proof,
            cites=(CITE,),
            exceptions_open=frozenset({"GOV(b)(2)(ii)"}),
            policy="presumption of denial",
        ),
    )


def _named(q: Inquiry, country: str | None) -> bool | None:
    """Whether a country is one of those named, or in Country Group E:1 or E:2; Hong Kong follows China."""
    if country is None:
        return None
    named = q.law.value(f"{PACK}/military_intelligence_countries")
    return ("CN" if country == "HK" else country) in named.value or any(member(group, country, q.on) for group in ("E:1", "E:2"))


def _listed_agency(party: Participant) -> bool:
    return bool(read_words(party.name).says("named_intelligence_agency"))


def _named_so(party: Participant) -> bool:
    """Whether a party's own name speaks of military intelligence, and nobody told whether it is that."""
    return party.military_intelligence is None and bool(read_words(party.name).says("military_intelligence"))


def _user(q: Inquiry, index: int, party: Participant) -> Proof:
    """A user: one that the section lists, anywhere; another within the named countries; elsewhere one of theirs is asked about."""
    agency = q.told(
        f"{party.name or 'a party'} is a military-intelligence end user",
        None if _named_so(party) and not party.government else True,
        f"parties[{index}].military_intelligence",
        f"Is {party.name or 'the party'} a military-intelligence body (15 CFR 744.22(f)(2))? Its name suggests it.",
        cite="15 CFR 744.22(f)(2)",
    )
    if _listed_agency(party):
        return all_of(f"{party.name} is an agency that the section lists", agency, cite="15 CFR 744.22(f)(2)")
    within = _named(q, party.country or q.to)
    told_of = (party.nationality, party.hq, party.parent_country, party.ultimate_parent_hq)
    theirs = [_named(q, country) for country in told_of if country]
    truth = True if within else None if True in theirs or within is None else False
    asks = "Is it one of the agencies that 15 CFR 744.22(f)(2) lists, which count wherever they are?"
    place = q.told(
        "it is in a named country, or an agency of one that the section lists",
        truth,
        f"parties[{index}].name",
        asks,
        cite="15 CFR 744.22(a)",
    )
    return all_of(f"{party.name or 'a party'} is military intelligence of a named country", agency, place, cite=CITE)
