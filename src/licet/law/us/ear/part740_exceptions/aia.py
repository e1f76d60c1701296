"""License Exception AIA: artificial intelligence authorization (15 CFR 740.27).

Printed, but the rule it hangs on (90 FR 4544) is not enforced: its state is shown, and it is never taken for available on
less than all its conditions.
"""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.grants import granted
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, only_where
from licet.law.us.ear.part740_exceptions.places import destination_in, within
from licet.law.us.ear.part740_exceptions.users import end_users, used_for
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.27"
PACK = "us/ear/part740_exceptions/aia"


def favored_states(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """To users located, headquartered and parented in a state of Supplement No. 5(a) to part 740 (15 CFR 740.27(a))."""
    return all_of(
        "License Exception AIA is available",
        granted(q, "AIA"),
        destination_in(q, f"{PACK}/places", cite=f"{CITE}(a)(1)"),
        _seats(q),
        q.told(
            "the ultimate consignee certified",
            None,
            "AIA certification",
            "Did the ultimate consignee give the certification of 15 CFR 740.27?",
            cite=f"{CITE}(b)",
        ),
        pledge("a notice goes with each shipment", cite=f"{CITE}(c)"),
        cite=CITE,
    )


def model_weights(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Model weights to firms of such states elsewhere, kept secure (15 CFR 740.27(a)(3))."""
    return all_of(
        "License Exception AIA is available for model weights",
        condition("the item is 4E091", q.heading == "4E091", cite=f"{CITE}(a)(3)"),
        destination_in(q, f"{PACK}/weights_places", cite=f"{CITE}(a)(3)"),
        _seats(q),
        q.told(
            "they are stored in a facility that meets the section's security terms",
            None,
            "secure facility",
            "Does the facility meet the security terms of 15 CFR 740.27?",
            cite=f"{CITE}(a)(3)",
        ),
        cite=f"{CITE}(a)(3)",
    )


def _seats(q: Inquiry) -> Proof:
    states = q.law.value(f"{PACK}/places")
    seats = [p.ultimate_parent_hq or p.hq for _, p in end_users(q)]
    inside = None if not seats or None in seats else all(seat and within(tuple(states.value), seat, q.on) for seat in seats)
    return condition(
        "the end users are headquartered, and have their ultimate parents, in these states",
        inside,
        cite=f"{CITE}(a)",
        rests_on=states.ref,
        asks=Question("parties[0].ultimate_parent_hq", "Where are the end users and their ultimate parents seated?"),
    )


@only_where(said=["aia_certification"])
def _claimed(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return used_for(q, "aia_certification")


EXCEPTION = LicenseException(
    symbol="AIA",
    section=CITE,
    reasons=frozenset({"RS", "AT"}),
    families=frozenset({"fdp"}),
    limbs=(
        Limb(
            id="AIA",
            title="users of the states of Supplement No. 5(a)",
            cite=f"{CITE}(a)",
            rule=favored_states,
            claimed=_claimed,
            asks="Did the ultimate consignee give the certification of 15 CFR 740.27?",
        ),
        Limb(
            id="AIA(a)(3)",
            title="model weights",
            cite=f"{CITE}(a)(3)",
            rule=model_weights,
            claimed=_claimed,
            asks="Are the model weights kept in a facility that meets the security terms?",
        ),
    ),
)
