"""License Exception RFF: restricted fabrication facilities (15 CFR 740.26)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.entry import is_listed
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, opens
from licet.law.us.ear.part740_exceptions.users import says
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.26"
PACK = "us/ear/part740_exceptions/rff"


def _names_it(requirement: Requirement) -> bool:
    return any(opens(opening, "RFF") for opening in requirement.exceptions_open or ())


def listed_facility(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Supplies to a facility whose Entity List entry names 740.26, after a notice of 45 days (15 CFR 740.26(a) to (c))."""
    shut = is_listed(q, f"{PACK}/closed")
    days = q.law.value(f"{PACK}/notice_days")
    return all_of(
        "License Exception RFF is available",
        condition(
            "each requirement is that of an entry which names 740.26", all(_names_it(r) for r in requirements), cite=f"{CITE}(a)"
        ),
        condition(
            "it is none of the tools, software and technology taken out",
            None if shut is None else not shut,
            cite=f"{CITE}(b)",
            asks=Question(f"{q.path}.eccn", "Under which ECCN and paragraph does the item fall?"),
        ),
        condition(
            "it is not for advanced-node production or for servicing such tools", not says(q, "advanced_node"), cite=f"{CITE}(b)"
        ),
        q.told(
            f"BIS was notified {days.value} days before and did not object",
            None,
            "RFF notice",
            f"Was BIS notified {days.value} days ago, and did it not object?",
            cite=f"{CITE}(c)",
            rests_on=days.ref,
        ),
        pledge("the installation and yearly end-use reports are made", cite=f"{CITE}(d)"),
        cite=CITE,
    )


def _claimed(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return any(_names_it(r) for r in requirements)


EXCEPTION = LicenseException(
    symbol="RFF",
    section=CITE,
    reasons=frozenset(),
    families=frozenset(),
    limbs=(
        Limb(
            id="RFF",
            title="restricted fabrication facilities",
            cite=CITE,
            rule=listed_facility,
            claimed=_claimed,
            asks="Does the party's entry name 740.26, and was BIS notified 45 days ago?",
        ),
    ),
)
