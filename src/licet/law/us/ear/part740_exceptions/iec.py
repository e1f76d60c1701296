"""License Exception IEC: states that implemented equivalent controls (15 CFR 740.24)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.grants import granted, opened
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb
from licet.law.us.ear.part740_exceptions.places import to_any
from licet.proofs import Proof, all_of, condition

CITE = "15 CFR 740.24"


def equivalent_controls(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """A pair of item and state in the table that BIS keeps outside the Code (15 CFR 740.24(b)).

    The table (BIS, 17 September 2024, incorporated by reference) is not among our sources: a person must look the pair up.
    """
    embargoed = to_any(q, "D:5", "E")
    return all_of(
        "License Exception IEC is available",
        granted(q, "IEC"),
        condition("the destination is outside Country Groups D:5 and E", None if embargoed is None else not embargoed, cite=CITE),
        q.told(
            "the item and the destination are a pair of the table of 740.24", None, "IEC table",
            "Does the IEC table of BIS pair this item with this destination?", cite=f"{CITE}(b)",
        ),
        cite=CITE,
    )  # fmt: skip


def _claimed(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return opened(q, "IEC") is True and to_any(q, "A:1", "A:5") is True


EXCEPTION = LicenseException(
    symbol="IEC",
    section=CITE,
    reasons=frozenset({"NS", "RS", "AT"}),
    limbs=(
        Limb(
            id="IEC", title="states with equivalent controls", cite=CITE, rule=equivalent_controls, claimed=_claimed,
            asks="Does the IEC table of BIS pair this item with this destination?",
        ),
    ),
)  # fmt: skip
