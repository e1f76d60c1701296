"""License Exception AGR: agricultural commodities to Cuba (15 CFR 740.18)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import BLOCKED, Inquiry
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, only_where
from licet.law.us.ear.part740_exceptions.places import destination_in
from licet.law.us.ear.part740_exceptions.users import says, used_for
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.18"


def farm_goods(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """EAR99 farm goods, sold under contract or given, after a notice nobody objected to (15 CFR 740.18(a))."""
    blocked = bool(q.on_list(BLOCKED))
    return all_of(
        "License Exception AGR is available",
        q.told(
            "it is an agricultural commodity",
            True if says(q, "food", "agriculture") else None,
            f"{q.path}.description",
            "Is it an agricultural commodity as part 772 defines it?",
            cite=f"{CITE}(a)(1)",
        ),
        condition(
            "the item is EAR99",
            None if q.eccn is None else q.eccn == "EAR99",
            cite=f"{CITE}(a)(2)",
            asks=Question(f"{q.path}.eccn", "Is the item on the Commerce Control List, or EAR99?"),
        ),
        destination_in(q, "us/ear/part740_exceptions/agr/places", cite=CITE),
        condition("no party is designated for terrorism or drug trade", not blocked, cite=f"{CITE}(b)"),
        q.told(
            "the notice to BIS met no objection after 11 business days",
            True if used_for(q, "notice_cleared") else None,
            "AGR notice",
            "Was the notice filed, and did BIS confirm after 11 business days that no agency objects?",
            cite=f"{CITE}(c)",
        ),
        pledge("it is sold under a written contract, or is a gift or sample, and goes within 12 months", cite=f"{CITE}(a)(3)"),
        cite=CITE,
    )


@only_where(to=["CU"])
def _claimed(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.to == "CU" and q.eccn == "EAR99" and says(q, "food", "agriculture")


EXCEPTION = LicenseException(
    symbol="AGR",
    section=CITE,
    reasons=frozenset(),
    families=frozenset({"embargo"}),
    limbs=(
        Limb(
            id="AGR",
            title="agricultural commodities to Cuba",
            cite=CITE,
            rule=farm_goods,
            claimed=_claimed,
            asks="Is it an EAR99 agricultural commodity for Cuba, with the notice cleared?",
        ),
    ),
)
