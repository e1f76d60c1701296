"""License Exception ACM: advanced compute manufacturing (15 CFR 740.28). Printed; its parent rule is not enforced."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.grants import granted
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, only_where
from licet.law.us.ear.part740_exceptions.places import destination_in, seated_in
from licet.law.us.ear.part740_exceptions.users import no_government, used_for
from licet.proofs import Proof, all_of, condition, pledge

CITE = "15 CFR 740.28"
PACK = "us/ear/part740_exceptions/acm"


def manufacturing(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """To private users who develop, make or store the items for customers outside Macau and D:5 (15 CFR 740.28)."""
    return all_of(
        "License Exception ACM is available",
        granted(q, "ACM"),
        destination_in(q, f"{PACK}/places", cite=CITE),
        condition("no party is known to be seated in Macau or Country Group D:5", not seated_in(q, "MO", "D:5"), cite=CITE),
        no_government(q, cite=CITE),
        q.told(
            "it is for development, production or storage before sale", True if used_for(q, "internal_development") else None,
            "advanced compute manufacturing", "Is it for development, production or storage before sale?", cite=f"{CITE}(a)",
        ),
        q.told(
            "chips of the .a kind come from an approved or authorized designer", None, "approved designer",
            "Is the designer of the chip approved or authorized under Supplement No. 6 to part 740?", cite=f"{CITE}(b)",
        ),
        pledge("final customers are outside Macau and Country Group D:5", cite=f"{CITE}(a)"),
        cite=CITE,
    )  # fmt: skip


@only_where(said=["aia_certification"])
def _claimed(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return used_for(q, "aia_certification") and used_for(q, "internal_development")


EXCEPTION = LicenseException(
    symbol="ACM",
    section=CITE,
    reasons=frozenset({"RS", "AT"}),
    families=frozenset({"fdp"}),
    limbs=(
        Limb(
            id="ACM", title="advanced compute manufacturing", cite=CITE, rule=manufacturing, claimed=_claimed,
            asks="Is it for a private maker whose final customers are outside Macau and D:5?",
        ),
    ),
)  # fmt: skip
