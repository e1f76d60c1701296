"""Section 1260H of the FY2021 defense act: the Defense Department's list of Chinese military companies.

The list itself forbids nothing; section 805 of the FY2024 act bars defense contracts with listed firms, later also
their goods through others. It has no effect on exports. Membership comes from a list the user keeps, a listing's program,
what is stated, or the names of covered.yaml. These are not all: of any other Chinese firm it is asked.
"""

from __future__ import annotations

from licet.decisions import Outcome
from licet.law.findings import Finding
from licet.law.inquiry import Inquiry, Standing
from licet.law.us.procurement.producers import federal_buyer, named_among, producer_in, words_of
from licet.proofs import HOLDS, Proof, all_of, any_of, condition
from licet.transactions import Role

_OFFERING = (Role.SELLER, Role.SUPPLIER, Role.CONTRACTOR, Role.SERVICE_PROVIDER)
_CHINA = ("CN", "HK", "MO")
_LIST, _BAR = "Pub. L. 116-283 s. 1260H", "Pub. L. 118-31 s. 805"


def defense_contract(q: Inquiry) -> Finding | None:
    """A defense contract with a listed firm, or for its goods; None when nobody listed may take part or others buy."""
    agency = federal_buyer(q)
    defense = words_of(agency).says("defense_department") if agency is not None else q.words.says("defense_department")
    if not defense:
        return None
    members = _members(q)
    offers = any(direct for direct, _ in members)
    if not members:
        return None
    life = q.law.in_force("us/procurement/rules/section_1260h" if offers else "us/procurement/rules/section_1260h_goods")
    if life is None:
        begun = condition("the bar on defense contracts has taken effect", False, cite=_BAR)
        return Finding(outcome=Outcome.NO_LICENSE_REQUIRED, proof=begun, cites=(_BAR, _LIST), red_flag=True)
    started = condition("the bar on defense contracts has taken effect", True, cite=life.cite, rests_on=life.ref)
    proof = all_of(
        "the Defense Department may not contract for it",
        started,
        any_of("a listed firm takes part", *(proof for direct, proof in members if direct or not offers)),
        cite=life.cite,
    )
    outcome = Outcome.PROHIBITED if proof.verdict is HOLDS else Outcome.REVIEW
    return Finding(outcome=outcome, proof=proof, cites=(life.cite, _LIST))


def _members(q: Inquiry) -> list[tuple[bool, Proof]]:
    """Who is, or may be, on the list: whether the firm itself offers, and the proof."""
    found = [
        (s.party.role in _OFFERING, condition(f"{s.name} is on the list", s.truth, rests_on=s.ref(), asks=s.identity()))
        for s in q.standings
        if _on_the_list(s)
    ]
    firms = q.parties(*_OFFERING)
    for _, party in firms:
        if words_of(party).says("military_company_list") or q.words.says("military_company_list"):
            found.append((True, condition(f"{party.name} is stated to be on the list", True, cite=_LIST)))
    if (producer := producer_in(q, "section_1260h")) is not None:
        found.append((named_among(q, producer, *_OFFERING), producer.made()))
    if found:
        return found
    for place, party in firms:
        if {party.country, party.hq, party.ultimate_parent_hq, party.parent_country} & {*_CHINA}:
            asks = f"Is {party.name or 'the firm'} on the Defense Department's list of Chinese military companies?"
            found.append((True, q.told(f"{party.name} is on the list", None, f"parties[{place}].listed_as", asks, cite=_LIST)))
    return found


def _on_the_list(standing: Standing) -> bool:
    """Whether a standing is of the section's list, by the list's id or a program tag."""
    return any("1260h" in tag.lower() for tag in (standing.list, *standing.programs))
