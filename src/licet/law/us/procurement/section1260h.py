"""Section 1260H of the FY2021 defense act: the Defense Department's list of Chinese military companies.

The list itself forbids nothing; section 805 of the FY2024 act bars defense contracts with listed firms, later also
their goods through others. It has no effect on exports. Membership comes from a list the user keeps, or a listing's
program.
"""

from __future__ import annotations

from licet.decisions import Outcome
from licet.law.findings import Finding
from licet.law.inquiry import Inquiry, Standing
from licet.law.us.procurement.producers import federal_buyer, words_of
from licet.proofs import HOLDS, all_of, any_of, condition
from licet.transactions import Role

_OFFERING = (Role.SELLER, Role.SUPPLIER, Role.CONTRACTOR, Role.SERVICE_PROVIDER)


def defense_contract(q: Inquiry) -> Finding | None:
    """A defense contract with a listed firm, or for its goods; None when nobody listed takes part or others buy."""
    listed = [s for s in q.standings if _on_the_list(s)]
    agency = federal_buyer(q)
    if not listed or agency is None or not words_of(agency).says("defense_department"):
        return None
    direct = q.law.in_force("us/procurement/rules/section_1260h")
    goods = q.law.in_force("us/procurement/rules/section_1260h_goods")
    named = [condition(f"{s.name} is on the list", s.truth, rests_on=s.ref(), asks=s.identity()) for s in listed]
    offers = any(s.party.role in _OFFERING for s in listed)
    life = direct if offers else goods
    if life is None:
        begun = condition("the bar on defense contracts has taken effect", False, cite="Pub. L. 118-31 s. 805")
        return Finding(outcome=Outcome.NO_LICENSE_REQUIRED, proof=begun, cites=("Pub. L. 118-31 s. 805",), red_flag=True)
    started = condition("the bar on defense contracts has taken effect", True, cite=life.cite, rests_on=life.ref)
    proof = all_of(
        "the Defense Department may not contract for it",
        started,
        any_of("a listed firm takes part", *named),
        cite=life.cite,
    )
    outcome = Outcome.PROHIBITED if proof.verdict is HOLDS else Outcome.REVIEW
    return Finding(outcome=outcome, proof=proof, cites=(life.cite, "Pub. L. 116-283 s. 1260H"))


def _on_the_list(standing: Standing) -> bool:
    """Whether a standing is of the section's list, by the list's id or a program tag."""
    return any("1260h" in tag.lower() for tag in (standing.list, *standing.programs))
