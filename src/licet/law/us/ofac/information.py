"""Information and informational materials, which no embargo of chapter V reaches (50 USC 1702(b)(3); for Cuba 50 USC 4305 note).

The exemption serves what is fully made and public when the act takes place, and not what the EAR keep (files to build a
firearm, encryption source code that was not notified): part 734 says which that is.
"""

from __future__ import annotations

from licet.law.inquiry import Inquiry
from licet.law.us.ear.part734_outside import PRINTED, PUBLISHED, outside
from licet.proofs import HOLDS, Proof, all_of, condition

#: Where a program repeats the exemption, by place.
CITES = {"CU": "31 CFR 515.206(a)", "IR": "31 CFR 560.210(c)"}
STATUTE = "50 USC 1702(b)(3)"


def informational(q: Inquiry, place: str) -> Proof | None:
    """That the item is information fully made and published, or printed matter; None when it is not shown to be."""
    cite = CITES.get(place, STATUTE)
    if q.eccn == "published":
        return condition("it is information or informational material, fully made and published", True, cite=cite)
    left = outside(q)
    if left is None or left.regime is not None or left.proof.verdict is not HOLDS:
        return None
    if not (q.item.published or {PRINTED, PUBLISHED} & set(left.cites)):
        return None
    return all_of("it is information or informational material, fully made and published", left.proof, cite=cite)
