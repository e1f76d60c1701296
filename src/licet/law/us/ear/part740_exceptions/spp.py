"""License Exception SPP: EAR99 items to Syria (15 CFR 740.5, from 2 September 2025)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, only_where
from licet.law.us.ear.part740_exceptions.places import destination_in
from licet.proofs import Proof, Question, all_of, condition

CITE = "15 CFR 740.5"


def peace_and_prosperity(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Any EAR99 item to Syria where no requirement of part 744 applies (15 CFR 740.5(a))."""
    from_744 = [r for r in requirements if r.family in ("end_user", "end_use", "us_person")]
    certain = any(r.certain for r in from_744)
    return all_of(
        "License Exception SPP is available",
        condition(
            "the item is EAR99",
            None if q.eccn is None else q.eccn == "EAR99",
            cite="15 CFR 740.5(a)",
            asks=Question(f"{q.path}.eccn", "Is the item on the Commerce Control List, or EAR99?"),
        ),
        destination_in(q, "us/ear/part740_exceptions/spp/places", cite="15 CFR 740.5(a)"),
        condition("no requirement of part 744 applies", False if certain else None if from_744 else True, cite=CITE),
        cite=CITE,
    )


@only_where(to=["SY"])
def _syria(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.to == "SY"


EXCEPTION = LicenseException(
    symbol="SPP",
    section=CITE,
    reasons=frozenset(),
    families=frozenset({"embargo"}),
    limbs=(
        Limb(
            id="SPP", title="EAR99 items to Syria", cite=CITE, rule=peace_and_prosperity, by_entry=_syria,
            asks="Is the item EAR99 and no party or use caught by part 744?",
        ),
    ),
)  # fmt: skip
