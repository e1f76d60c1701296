"""License Exception CIV: civil end users in Country Group D:1 (15 CFR 740.5 until it was removed by 85 FR 23470)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions import grants
from licet.law.us.ear.part740_exceptions.entry import only_for, rest_on
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb
from licet.law.us.ear.part740_exceptions.places import destination_in, to_any
from licet.law.us.ear.part740_exceptions.users import civil
from licet.proofs import HOLDS, Proof, all_of, condition, pledge

CITE = "15 CFR 740.5 (CIV, as then in force)"
NS = frozenset({"NS"})


def civil_end_use(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """National security reasons only, the entry says yes, civil end use and user, D:1 less North Korea (old 15 CFR 740.5)."""
    life = q.law.value("us/ear/part740_exceptions/civ/life")
    parts = [
        condition("License Exception CIV is in force", life.value is True, cite=life.cite, rests_on=life.ref),
        grants.civ(q),
        only_for(requirements, NS, cite=CITE),
        destination_in(q, "us/ear/part740_exceptions/civ/places", cite=CITE),
        civil(q, cite=CITE),
    ]
    if q.deemed:
        parts.append(pledge("a foreign national review is submitted before the release, and the visa is valid", cite=CITE))
    return all_of("License Exception CIV is available", *parts, cite=CITE)


def _claimed(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    """A civil end use of an item whose entry said yes, in a place where only CIV asked for one.

    It is claimed after its end too, and for a military use: that it ended, or does not serve, is then worth saying. An entry
    whose flag is not known leaves it possible.
    """
    stated = q.words.says("civil") is True or q.words.says("military") is not None
    return stated and rest_on(requirements, NS) is not False and to_any(q, "D:1") is True and grants.civ(q).verdict is HOLDS


EXCEPTION = LicenseException(
    symbol="CIV",
    section=CITE,
    reasons=NS,
    limbs=(
        Limb(
            id="CIV", title="civil end users in D:1", cite=CITE, rule=civil_end_use, claimed=_claimed,
            asks="Is the end use, and the end user, civil?",
        ),
    ),
)  # fmt: skip
