"""License Exception ACA: advanced computing items, without notice (15 CFR 740.8)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.entry import is_listed
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb
from licet.law.us.ear.part740_exceptions.nac import eligible
from licet.law.us.ear.part740_exceptions.places import destination_in, seated_in
from licet.proofs import Proof, all_of, condition, pledge

CITE = "15 CFR 740.8"
PACK = "us/ear/part740_exceptions/aca"


def outside(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Outside Macau and D:5, to parties seated outside them (15 CFR 740.8(a)(2))."""
    seats = q.law.value(f"{PACK}/seats")
    return all_of(
        "License Exception ACA is available",
        *eligible(q, requirements),
        destination_in(q, f"{PACK}/places", cite=f"{CITE}(a)"),
        condition(
            "no party is known to be headquartered or parented in Macau or Country Group D:5",
            not seated_in(q, *seats.value),
            cite=f"{CITE}(a)",
        ),
        pledge("no party has its seat, or that of its ultimate parent, in Macau or Country Group D:5", cite=f"{CITE}(a)"),
        cite=f"{CITE}(a)",
    )


def within_country(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """In-country transfers within Macau and D:5 (15 CFR 740.8(a))."""
    return all_of(
        "License Exception ACA is available for a transfer within the country",
        *eligible(q, requirements),
        condition("it is a transfer within the country", q.tx.kind == "transfer", cite=f"{CITE}(a)"),
        destination_in(q, f"{PACK}/transfers", cite=f"{CITE}(a)"),
        cite=f"{CITE}(a)",
    )


def _claimed(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    told = q.item.datacenter is False or (q.eccn or "").endswith(".b")
    return told and is_listed(q, "us/ear/part740_exceptions/bars/chips") is not False


def _moved(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.tx.kind == "transfer" and _claimed(q, requirements)


_ASKS = "Is the item not designed or marketed for data centers?"

EXCEPTION = LicenseException(
    symbol="ACA",
    section=CITE,
    reasons=frozenset({"RS", "NS", "EI", "AT"}),
    families=frozenset({"end_use", "fdp"}),
    limbs=(
        Limb(
            id="ACA",
            title="advanced computing items, without notice",
            cite=f"{CITE}(a)",
            rule=outside,
            claimed=_claimed,
            asks=_ASKS,
        ),
        Limb(
            id="ACA(transfer)",
            title="transfers within Macau and D:5",
            cite=f"{CITE}(a)",
            rule=within_country,
            claimed=_moved,
            asks=_ASKS,
        ),
    ),
)
