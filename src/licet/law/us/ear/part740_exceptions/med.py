"""License Exception MED: medical devices to Russia, Belarus and occupied Ukraine (15 CFR 740.23)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import BLOCKED, ENTITY_LIST, MILITARY, Inquiry
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, only_where
from licet.law.us.ear.part740_exceptions.places import destination_in
from licet.law.us.ear.part740_exceptions.users import end_users, says
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.23"


def medical_devices(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """EAR99 medical devices and parts only for them, not for factories, listed or military parties (15 CFR 740.23)."""
    listed = any(q.on_list(name) for name in (ENTITY_LIST, MILITARY, BLOCKED))
    military = says(q, "military") or any(p.military or p.military_intelligence for _, p in end_users(q))
    caught = any(r.family in ("end_user", "end_use", "us_person") for r in requirements)
    return all_of(
        "License Exception MED is available",
        condition(
            "the item is EAR99",
            None if q.eccn is None else q.eccn == "EAR99",
            cite=f"{CITE}(a)",
            asks=Question(f"{q.path}.eccn", "Is the item on the Commerce Control List, or EAR99?"),
        ),
        q.told(
            "it is a medical device, or a part for one and nothing else",
            q.goods("medical_device", parts=True) or None,
            f"{q.path}.description",
            "Is it a medical device, or a part made only for one?",
            cite=f"{CITE}(a)(1)",
        ),
        destination_in(q, "us/ear/part740_exceptions/med/places", cite=f"{CITE}(a)"),
        condition("no party is listed, proscribed or a military end user", not (listed or military or caught), cite=f"{CITE}(b)"),
        condition("it does not go to a factory", not says(q, "ic_production", "sme_production", "factory"), cite=f"{CITE}(b)"),
        pledge(
            "parts replace broken ones or serve ordinary upkeep, and spares do not outnumber parts in use", cite=f"{CITE}(a)(2)"
        ),
        pledge("the distribution is checked, and the checks are kept five years", cite=f"{CITE}(c)"),
        cite=CITE,
    )


@only_where(said=["medical_device"])
def _claimed(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return says(q, "medical_device") and any(r.family in ("embargo", "fdp") for r in requirements)


EXCEPTION = LicenseException(
    symbol="MED",
    section=CITE,
    reasons=frozenset(),
    families=frozenset({"embargo", "fdp"}),
    limbs=(
        Limb(
            id="MED",
            title="medical devices",
            cite=CITE,
            rule=medical_devices,
            claimed=_claimed,
            asks="Is it an EAR99 medical device, or a part only for one?",
        ),
    ),
)
