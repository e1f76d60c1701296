"""Part 744, cameras: thermal cameras and what holds them, for military end users (15 CFR 744.9).

The licenses of the Country Chart come beside; what BIS may tell an exporter in private (744.9(b)) is a listing of one's own.
"""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.item_sets import covered
from licet.law.us.ear.part740_country_groups import member
from licet.law.us.ear.part744_end_users import is_a_movement, military_raised, military_use_or_user
from licet.proofs import Proof, all_of, condition

PACK = "us/ear/part744_cameras"
FREE = frozenset({"AU", "CA", "GB"})


def cameras(q: Inquiry) -> tuple[Requirement, ...]:
    """Listed cameras for a military end user: outside Country Group A:1; for three paragraphs everywhere but AU, CA and GB."""
    rule, wide = q.law.get(f"{PACK}/items"), q.law.get(f"{PACK}/items_everywhere")
    if rule is None or wide is None or q.to is None or q.deemed or not military_raised(q):
        return ()
    everywhere, some = covered(q.eccn, wide.value), covered(q.eccn, rule.value)
    if everywhere is False and some is False:
        return ()
    cite = "15 CFR 744.9(a)(1)(i)" if everywhere else "15 CFR 744.9(a)(1)(ii)"
    listed = condition("the item is a camera that the section lists, or holds one", _listed(q, everywhere or some), cite=cite)
    inside = q.to in FREE if everywhere else member("A:1", q.to, q.on)
    place = condition(
        "the destination is not one the section leaves out", None if inside is None else not inside, cite=cite, rests_on=rule.ref
    )
    proof: Proof = all_of(
        "the camera is for a military end user", is_a_movement(q), listed, military_use_or_user(q), place, cite="15 CFR 744.9(a)"
    )
    return (
        Requirement(
            reason="744.9",
            family="end_user",
            proof=proof,
            cites=(cite, "15 CFR 744.9"),
            exceptions_open=frozenset({"GOV(b)(2)(ii)"}),
            policy="as under the ITAR (22 CFR parts 120 to 130)",
        ),
    )


def _listed(q: Inquiry, covered_by_code: bool | None) -> bool | None:
    """A sight of 0A504 counts when it holds such a camera; 6A993.a when its frame rate is 9 Hz or less."""
    if q.heading == "6A993" and q.item.frame_rate_hz is not None:
        return q.item.frame_rate_hz <= 9
    return None if q.heading == "0A504" else covered_by_code
