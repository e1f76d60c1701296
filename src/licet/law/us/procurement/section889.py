"""Section 889 of the FY2019 defense act: what agencies may not buy (A), with whom not contract (B), grants (b).

Covered are telecommunications equipment of two producers, surveillance equipment of three more for certain purposes,
and services that use either; not services that merely connect to third parties, nor gear that can neither route nor
see user data (48 CFR 4.2102(b)). Waivers under paragraph (d) are not modeled.
"""

from __future__ import annotations

from licet.decisions import Outcome
from licet.law.findings import Finding
from licet.law.inquiry import Inquiry
from licet.law.us.procurement.producers import (
    BUYING,
    Producer,
    covered_equipment,
    federal_buyer,
    producer_in,
    using_contractor,
)
from licet.proofs import HOLDS, Proof, all_of, any_of, condition, pledge
from licet.transactions import Role

CLAUSE = "48 CFR 52.204-25"
SECTION = "Pub. L. 115-232 s. 889(a)"
_PACK = "us/procurement/rules"
_EXCLUDED = ("Pub. L. 115-232 s. 889(a)(2)", "48 CFR 4.2102(b)")


def agency_purchase(q: Inquiry) -> Finding | None:
    """Parts A and B of paragraph (a)(1); None when no federal agency buys, or nothing points to covered gear."""
    agency = federal_buyer(q)
    if agency is None:
        return None
    buys = condition(f"{agency.name or 'the buyer'} is an executive agency", True, cite="48 CFR 4.2102(a)")
    if (out := _excluded(q)) is not None:
        return Finding(outcome=Outcome.NO_LICENSE_REQUIRED, proof=all_of("section 889 leaves it out", buys, out), cites=_EXCLUDED)
    producer = producer_in(q, "section_889")
    if producer is None:
        return _unnamed(q, buys)
    user = using_contractor(q)
    if user is not None:
        uses = condition(f"{user.name} uses it", True, cite="48 CFR 4.2102(a)(2)")
        return _bar(q, "part_b", producer, buys, uses)
    bought = _bar(
        q,
        "part_a",
        producer,
        buys,
        condition("what is bought is the equipment itself", True, cite="48 CFR 4.2102(a)(1)"),
    )
    return bought


def granted_purchase(q: Inquiry) -> Finding | None:
    """Paragraph (b): grant and loan money; None when none is spoken of."""
    producer = producer_in(q, "section_889")
    if producer is None or q.words.says("federal_grant") is not True:
        return None
    return _bar(q, "grants", producer, condition("federal grant or loan money pays for it", True, cite="2 CFR 200.216"))


def private_purchase(q: Inquiry) -> Finding | None:
    """Covered gear bought by nobody whom the section binds: neither an agency nor with its money, by no contractor of one.

    A purchase that speaks of a federal contract is put to a person (paragraph (a)(1)(B)).
    """
    producer = producer_in(q, "section_889")
    bound = federal_buyer(q) is not None or q.words.says("federal_grant") or using_contractor(q) is not None
    if producer is None or bound or not q.parties(Role.BUYER, Role.PURCHASER):
        return None
    if q.use.says("federal_contract") and q.law.in_force(f"{_PACK}/part_b") is not None:
        asks = "Is the buyer under contract with a federal agency, or is an agency behind the purchase?"
        open_ = q.told("the buyer is bound by section 889", None, "federal contract", asks, cite=SECTION)
        return Finding(outcome=Outcome.REVIEW, proof=open_, cites=(SECTION,))
    kept = pledge("the buyer is no agency, buys with no federal grant or loan, and is no contractor of one", cite=SECTION)
    return Finding(outcome=Outcome.NO_LICENSE_REQUIRED, proof=all_of("section 889 does not bind the buyer", kept), cites=(SECTION,))


def contracting_firm(q: Inquiry) -> Finding | None:
    """Covered gear that a contractor offers or uses, when nobody says whose contractor it is (paragraph (a)(1)(B)).

    Words of a federal contract say it; without them it is asked, never taken that the firm has no federal contract.
    """
    producer = producer_in(q, "section_889")
    firms = q.parties(Role.CONTRACTOR)
    if producer is None or not firms or federal_buyer(q) is not None or q.parties(*BUYING):
        return None
    if (out := _excluded(q)) is not None:
        return Finding(outcome=Outcome.NO_LICENSE_REQUIRED, proof=out, cites=_EXCLUDED)
    federal = q.words.says("federal_contract") or q.words.says("federal_agency") or q.words.says("defense_department")
    asks = "Is the firm under contract with a federal agency, or does it offer to be?"
    bound = q.told(
        "it contracts with an executive agency", True if federal else None, "federal contract", asks, cite="48 CFR 4.2102(a)(2)"
    )
    return _bar(q, "part_b", producer, bound, condition(f"{firms[0][1].name} uses it", True, cite="48 CFR 4.2102(a)(2)"))


def _excluded(q: Inquiry) -> Proof | None:
    """The two exclusions of (a)(2), when words state one."""
    named = producer_in(q, "section_889")
    offered = named is not None and named.where.startswith("parties")
    connects = q.eccn == "service" and q.words.says("interconnection") and not offered
    passive = q.words.says("passive_equipment") and not q.words.says("telecom_equipment")
    blind = q.words.says("blind_equipment") or passive
    if not (connects or blind):
        return None
    return any_of(
        "an exclusion applies",
        condition("the service only connects to the facilities of a third party", bool(connects), cite=_EXCLUDED[0]),
        condition("the equipment can neither route or redirect user data nor see it", bool(blind), cite=_EXCLUDED[1]),
        cite=_EXCLUDED[0],
    )


def _bar(q: Inquiry, series: str, producer: Producer, *parts: Proof) -> Finding | None:
    """The word of a part of the section on the day; before its day nothing bars."""
    life = q.law.get(f"{_PACK}/{series}")
    if life is None:
        return None
    if life.value is not True:
        begun = condition(f"the bar has taken effect ({q.on})", False, cite=life.cite, rests_on=life.ref)
        return Finding(outcome=Outcome.NO_LICENSE_REQUIRED, proof=begun, cites=(life.cite,))
    equipment = covered_equipment(q, producer, federal_site=True)
    inforce = condition("the bar has taken effect", True, cite=life.cite, rests_on=life.ref)
    proof = all_of("section 889 bars it", inforce, *parts, producer.made(), equipment, cite=life.cite)
    cites = (life.cite, CLAUSE, "48 CFR 4.2102(a)") if series != "grants" else (life.cite, "2 CFR 200.216")
    outcome = Outcome.PROHIBITED if proof.verdict is HOLDS else Outcome.REVIEW
    return Finding(outcome=outcome, proof=proof, cites=cites)


def _unnamed(q: Inquiry, buys: Proof) -> Finding | None:
    """An agency buys, and nothing names a covered producer."""
    telecom = q.words.says("telecom_equipment") or q.words.says("video_surveillance") or q.heading[:1] == "5"
    if q.law.in_force(f"{_PACK}/part_a") is None or not (telecom or q.parties(Role.CONTRACTOR)):
        return None
    if telecom and not q.item.manufacturer and not q.parties(Role.MANUFACTURER):
        maker = q.told(
            "a producer that section 889 names made it",
            None,
            f"{q.path}.manufacturer",
            "Who made the equipment?",
            cite="Pub. L. 115-232 s. 889(f)(3)",
        )
        return Finding(
            outcome=Outcome.REVIEW,
            proof=all_of("section 889 bars it", buys, maker),
            cites=("Pub. L. 115-232 s. 889(a)(1)(A)", CLAUSE),
        )
    kept = pledge("the offeror represents that it neither provides nor uses covered equipment", cite="48 CFR 52.204-24")
    other = pledge(
        "the maker is no subsidiary or affiliate of a producer that section 889 names",
        cite="Pub. L. 115-232 s. 889(f)(3)",
    )
    return Finding(
        outcome=Outcome.NO_LICENSE_REQUIRED,
        proof=all_of("section 889 is kept", buys, kept, other),
        cites=("48 CFR 52.204-24", "Pub. L. 115-232 s. 889(a)(1)(A)"),
    )
