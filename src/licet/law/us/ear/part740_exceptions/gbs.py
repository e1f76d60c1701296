"""License Exception GBS: shipments to Country Group B (15 CFR 740.4)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions import grants
from licet.law.us.ear.part740_exceptions.entry import of_kind, only_for
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb
from licet.law.us.ear.part740_exceptions.places import destination_in
from licet.proofs import Proof, all_of

CITE = "15 CFR 740.4"
NS = frozenset({"NS"})


def group_b(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """A commodity that needs a license for national security reasons only, and whose entry says yes (15 CFR 740.4)."""
    return all_of(
        "License Exception GBS is available",
        of_kind(q, "commodity", cite=CITE),
        grants.gbs(q),
        only_for(requirements, NS, cite=CITE),
        destination_in(q, "us/ear/part740_exceptions/gbs/places", cite=CITE),
        cite=CITE,
    )


def _open(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return grants.opened(q, "GBS") is not False


EXCEPTION = LicenseException(
    symbol="GBS",
    section=CITE,
    reasons=NS,
    limbs=(
        Limb(
            id="GBS", title="NS-only commodities to Group B", cite=CITE, rule=group_b, by_entry=_open,
            asks="Does the entry say yes to GBS for the paragraph?",
        ),
    ),
)  # fmt: skip
