"""License Exception ACE: authorized cybersecurity exports (15 CFR 740.22)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.grants import granted, opened
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb
from licet.law.us.ear.part740_exceptions.places import destination_in, to_any
from licet.law.us.ear.part740_exceptions.users import FORCES, end_users, is_government, named_so, says, undertaken, used_for
from licet.proofs import Proof, Question, all_of, any_of, condition

CITE = "15 CFR 740.22"
PACK = "us/ear/part740_exceptions/ace"


def cybersecurity(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Cybersecurity items, by place and kind of end user (15 CFR 740.22(b), (c)); the section has its own word for government."""
    return all_of(
        "License Exception ACE is available",
        granted(q, "ACE"),
        destination_in(q, f"{PACK}/places", cite=f"{CITE}(c)(1)"),
        _government(q),
        _private(q),
        undertaken(
            q, "it is not known to serve against systems without their owner's authority", "intrusion", cite=f"{CITE}(c)(2)"
        ),
        cite=CITE,
    )


def _government(q: Inquiry) -> Proof:
    """No government end users of D:1 to D:5, incident cooperation with A:6 states apart (15 CFR 740.22(c)(2)(i))."""
    in_d = to_any(q, "D")
    known = [is_government(p) for _, p in end_users(q)]
    government = True if True in known or says(q, "government_use") else False if known and None not in known else None
    if government is None and q.words.says("civil") is True and not named_so(end_users(q), *FORCES):
        government = False
    incident = to_any(q, "A:6") is True and used_for(q, "incident_response", "vulnerability")
    truth = True if in_d is False or government is False or incident else None if None in (in_d, government) else False
    return q.told(
        "it does not go to a government end user of Country Group D",
        truth,
        "government end user (740.22)",
        "Is the end user a government body, or a utility, carrier or arms maker with a quarter or more in state hands?",
        cite=f"{CITE}(c)(2)(i)",
    )


def _private(q: Inquiry) -> Proof:
    """Other users of D:1 and D:5 only when favored, or for vulnerabilities and incidents (15 CFR 740.22(c)(2)(ii))."""
    inside = to_any(q, "D:1", "D:5")
    outside = condition(
        "the destination is outside Country Groups D:1 and D:5",
        None if inside is None else not inside,
        cite=f"{CITE}(c)(2)(ii)",
        asks=Question("destination", "What is the country of destination?"),
    )
    if inside is False:
        return outside
    return any_of(
        "users in Country Groups D:1 and D:5 are ones that the section serves",
        outside,
        condition("it is a release to a foreign person", q.deemed, cite=f"{CITE}(c)(2)(ii)"),
        q.told(
            "it serves the disclosure of vulnerabilities or the response to incidents",
            True if used_for(q, "vulnerability", "incident_response") else None,
            "vulnerability disclosure",
            "Does it serve the disclosure of vulnerabilities or the response to a cyber incident?",
            cite=f"{CITE}(c)(2)(ii)(B)",
        ),
        q.told(
            "the end user is a US subsidiary, bank, insurer or hospital, and the item is not of category 5",
            False if q.heading.startswith("5") else True if used_for(q, "us_subsidiary") else None,
            "favorable treatment end user",
            "Is the end user a US subsidiary, or a bank, insurer or civil health institution?",
            cite=f"{CITE}(c)(2)(ii)(A)",
        ),
        cite=f"{CITE}(c)(2)(ii)",
    )


def _claimed(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return opened(q, "ACE") is True


EXCEPTION = LicenseException(
    symbol="ACE",
    section=CITE,
    reasons=frozenset({"NS", "AT"}),
    limbs=(
        Limb(
            id="ACE",
            title="cybersecurity items",
            cite=CITE,
            rule=cybersecurity,
            claimed=_claimed,
            asks="Is it a cybersecurity item, and what kind of end user receives it?",
        ),
    ),
)
