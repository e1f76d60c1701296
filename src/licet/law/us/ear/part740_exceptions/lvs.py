"""License Exception LVS: shipments of limited value (15 CFR 740.3)."""

from __future__ import annotations

from decimal import Decimal

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions import grants
from licet.law.us.ear.part740_exceptions.entry import of_kind
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb
from licet.law.us.ear.part740_exceptions.places import destination_in
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.3"


def limited_value(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """An order within the value the entry gives for the paragraph (15 CFR 740.3(b) to (d)).

    The net value is what is ordered under the same ECCN, and no part of it may be left out to fit. A year's shipments under
    one ECCN to one consignee may reach the multiple of the value that the rule sets.
    """
    return all_of(
        "License Exception LVS is available",
        of_kind(q, "commodity", cite=CITE),
        grants.value_limit(q),
        destination_in(q, "us/ear/part740_exceptions/lvs/places", cite="15 CFR 740.3(b)"),
        _within(q),
        _within_the_year(q),
        *_encryption(q),
        pledge("the order is not split or shaped to meet the limit", cite="15 CFR 740.3(c)"),
        cite=CITE,
    )


def order_value(q: Inquiry) -> Decimal | None:
    """Net value in USD of the order under the item's ECCN: as told, else its parcels, else its lines of that heading."""
    if q.item.order_value_usd is not None:
        return q.item.order_value_usd
    if q.item.shipments:
        parcels = [parcel.value_usd for parcel in q.item.shipments]
        return None if None in parcels else max(sum((v for v in parcels if v is not None), Decimal(0)), q.value or Decimal(0))
    same = [item.value_usd for item in q.tx.items if (item.eccn or "").split(".")[0] == q.heading]
    if len(same) <= 1:
        return q.value
    return None if None in same else sum((v for v in same if v is not None), Decimal(0))


def _within(q: Inquiry) -> Proof:
    """15 CFR 740.3(b)."""
    limit, value = grants.lvs_limit(q), order_value(q)
    within = None if limit.amount is None or value is None else value <= limit.amount
    if limit.no or (value is not None and limit.at_most is not None and value > limit.at_most):
        within = False
    said = "the value the entry gives" if limit.amount is None else f"the {limit.amount} USD that the entry gives"
    return condition(
        f"the net value of the order under this ECCN is within {said}",
        within,
        cite="15 CFR 740.3(b)",
        rests_on=limit.ref,
        asks=Question(f"{q.path}.value_usd", "What is the net value in USD of all ordered under this ECCN?"),
    )


def _within_the_year(q: Inquiry) -> Proof:
    """15 CFR 740.3(d)."""
    times = q.law.value("us/ear/part740_exceptions/lvs/yearly_multiple")
    claim = f"the calendar year's total to the same consignee stays within {times.value} times the value"
    limit = grants.lvs_limit(q).amount
    this_year = [s.value_usd for s in q.item.shipments or () if s.on is not None and s.on.year == q.on.year]
    if not this_year or limit is None:
        return pledge(claim, cite="15 CFR 740.3(d)", rests_on=times.ref)
    total = None if None in this_year else sum((v for v in this_year if v is not None), Decimal(0))
    return condition(
        claim,
        None if total is None else total <= times.value * limit,
        cite="15 CFR 740.3(d)",
        rests_on=times.ref,
        asks=Question(f"{q.path}.shipments", "What was each shipment's value this year?"),
    )


def _encryption(q: Inquiry) -> tuple[Proof, ...]:
    """5A002 parts go under LVS only to support what was authorized before (15 CFR 740.3(b))."""
    if q.heading != "5A002":
        return ()
    return (
        q.item_told(
            "the part or spare supports a commodity authorized before",
            "for_lawfully_exported_item",
            "Is it a component or spare part for a commodity that was authorized before?",
            cite="15 CFR 740.3(b)",
        ),
    )


def _valued(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return not grants.lvs_limit(q).no


EXCEPTION = LicenseException(
    symbol="LVS",
    section=CITE,
    limbs=(
        Limb(
            id="LVS", title="an order within the entry's value", cite=CITE, rule=limited_value, by_entry=_valued,
            asks="Is the order's net value within the value the entry gives?",
        ),
    ),
)  # fmt: skip
