"""License Exception LPP: low processing performance (15 CFR 740.29). Printed; its parent rule is not enforced."""

from __future__ import annotations

from decimal import Decimal

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.grants import granted
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, only_where
from licet.law.us.ear.part740_exceptions.places import destination_in, seated_in
from licet.law.us.ear.part740_exceptions.users import used_for
from licet.proofs import Proof, Question, all_of, condition, pledge
from licet.transactions import Kind

CITE = "15 CFR 740.29"
PACK = "us/ear/part740_exceptions/lpp"


def low_performance(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """A yearly sum of processing performance to one ultimate consignee (15 CFR 740.29)."""
    most = q.law.value(f"{PACK}/yearly_performance")
    known = q.item.tpp is not None and q.item.quantity is not None
    line = q.item.tpp * q.item.quantity if q.item.tpp is not None and q.item.quantity is not None else Decimal(0)
    caught = any(r.family in ("end_user", "end_use", "us_person") for r in requirements)
    return all_of(
        "License Exception LPP is available",
        granted(q, "LPP"),
        condition("it is an export or reexport", q.tx.kind in (Kind.EXPORT, Kind.REEXPORT), cite=CITE),
        destination_in(q, f"{PACK}/places", cite=CITE),
        condition("no party is known to be seated in Macau or Country Group D:5", not seated_in(q, "MO", "D:5"), cite=CITE),
        condition(
            f"the year's performance to the ultimate consignee stays within {most.value}",
            None if not known else False if line > most.value else None, cite=CITE, rests_on=most.ref,
            asks=Question(f"{q.path}.tpp", "What processing performance has the ultimate consignee received this year?"),
        ),
        condition("no requirement of part 744 applies", not caught, cite=CITE),
        q.told(
            "the ultimate consignee certified", None, "LPP certification",
            "Did the ultimate consignee give the certification of 15 CFR 740.29?", cite=CITE,
        ),
        pledge("a copy of the certification goes to BIS within 30 days", cite=CITE),
        cite=CITE,
    )  # fmt: skip


@only_where(said=["lpp_certification"])
def _claimed(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return used_for(q, "lpp_certification")


EXCEPTION = LicenseException(
    symbol="LPP",
    section=CITE,
    reasons=frozenset({"RS", "AT"}),
    families=frozenset({"fdp"}),
    limbs=(
        Limb(
            id="LPP", title="low processing performance", cite=CITE, rule=low_performance, claimed=_claimed,
            asks="Did the ultimate consignee certify, and what performance has it received this year?",
        ),
    ),
)  # fmt: skip
