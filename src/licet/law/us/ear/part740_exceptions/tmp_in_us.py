"""License Exception TMP, what was in the United States for a time, and beta software (15 CFR 740.9(b), (c))."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.entry import of_kind, reasons_found
from licet.law.us.ear.part740_exceptions.grants import reasons
from licet.law.us.ear.part740_exceptions.places import destination_in, to_any
from licet.law.us.ear.part740_exceptions.users import undertaken, used_for
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.9"
PACK = "us/ear/part740_exceptions/tmp"
FIREARMS = ("0A501", "0A502", "0A506", "0A507", "0A508", "0A509")


def in_transit(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Items that only cross the United States (15 CFR 740.9(b)(1)); imported for fairs ((b)(2)) on the same terms of place."""
    barred = {"NS": "D:1", "NP": "D:2", "CB": "D:3", "MT": "D:4"}
    held = reasons(q) or reasons_found(requirements)
    shut = to_any(q, "E:1", *(group for reason, group in barred.items() if reason in held))
    return all_of(
        "License Exception TMP is available for items crossing the United States",
        q.told(
            "the item is in the United States in transit, or under bond for a fair",
            True if used_for(q, "in_transit") and (q.item.origin == "foreign" or q.item.located_in_us) else None,
            "in transit",
            "Is the item in the United States in transit or under bond?",
            cite=f"{CITE}(b)(1)",
        ),
        condition(
            "the destination is not shut for its reason for control",
            None if shut is None else not shut,
            cite=f"{CITE}(b)(1)",
            asks=Question("destination", "What is the country of destination?"),
        ),
        condition("it is not a firearm, which has its own limb", q.heading not in FIREARMS, cite=f"{CITE}(b)"),
        condition("it is not 1C350", q.heading != "1C350", cite=f"{CITE}(b)(1)(ii)"),
        pledge("the customs entry was for transportation and exportation", cite=f"{CITE}(b)(1)"),
        cite=f"{CITE}(b)",
    )


def returned_abroad(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Foreign-origin items go back where they came from, unchanged (15 CFR 740.9(b)(3)); goods refused entry likewise ((b)(4))."""
    same = None if q.item.made_in is None or q.to is None else q.item.made_in == q.to
    return all_of(
        "License Exception TMP is available for the return of foreign items",
        condition(
            "the item is of foreign origin",
            None if q.item.origin is None else q.item.origin == "foreign",
            cite=f"{CITE}(b)(3)",
            asks=Question(f"{q.path}.origin", "Where was the item made?"),
        ),
        condition(
            "it goes back to the country it came from, which is not Cuba",
            False if q.to == "CU" else same,
            cite=f"{CITE}(b)(3)",
            asks=Question(f"{q.path}.made_in", "From which country was the item imported?"),
        ),
        pledge("it was not enhanced in the United States", cite=f"{CITE}(b)(3)"),
        cite=f"{CITE}(b)(3)",
    )


def beta_software(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Software sent to be tested before it is sold to the public (15 CFR 740.9(c))."""
    e1 = to_any(q, "E:1") if q.heading == "5D002" else False
    return all_of(
        "License Exception TMP is available for beta test software",
        of_kind(q, "software", cite=f"{CITE}(c)"),
        q.told(
            "it goes for beta testing",
            True if used_for(q, "beta_test") else None,
            "beta test",
            "Is it sent for beta testing?",
            cite=f"{CITE}(c)",
        ),
        destination_in(q, f"{PACK}/places_c", cite=f"{CITE}(c)"),
        condition(
            "5D002 software does not go to Country Group E:1",
            None if e1 is None else not e1,
            cite=f"{CITE}(c)",
            asks=Question("destination", "What is the country of destination?"),
        ),
        undertaken(q, "it is meant for the general public, and given free or at cost", "paid_for", cite=f"{CITE}(c)(3)"),
        pledge("the importer's statement is in hand, and the software is destroyed or returned in 30 days", cite=f"{CITE}(c)(5)"),
        cite=f"{CITE}(c)",
    )


def refused_entry(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Goods that US Customs refused go back to their country of origin, which is not Cuba (15 CFR 740.9(b)(4))."""
    cite = f"{CITE}(b)(4)"
    same = None if q.item.made_in is None or q.to is None else q.item.made_in == q.to
    return all_of(
        "License Exception TMP is available for goods refused entry",
        q.told(
            "Customs refused the goods entry",
            True if used_for(q, "refused_entry") else None,
            "refused entry",
            "Did Customs refuse the goods entry?",
            cite=cite,
        ),
        condition(
            "they go back to their country of origin, which is not Cuba",
            False if q.to == "CU" else same,
            cite=cite,
            asks=Question(f"{q.path}.made_in", "What is the country of origin?"),
        ),
        cite=cite,
    )


def firearms_here(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Firearms that were in the United States for a time leave again (15 CFR 740.9(b)(5))."""
    cite = f"{CITE}(b)(5)"
    most = q.law.get(f"{PACK}/firearms_per_shipment")
    if most is None:
        return condition("the limb for firearms temporarily in the United States exists", False, cite=cite)
    barred = to_any(q, "D:5")
    return all_of(
        "License Exception TMP is available for firearms temporarily in the United States",
        condition("the item is a firearm", q.heading in FIREARMS, cite=cite),
        q.told(
            "it was in the United States for a time, a year at most",
            True if used_for(q, "in_transit") else None,
            "firearm temporarily in the United States",
            "Was the firearm in the United States for a year at most?",
            cite=cite,
        ),
        condition(
            f"no more than {most.value} a shipment",
            None if q.item.quantity is None else q.item.quantity <= most.value,
            cite=cite,
            rests_on=most.ref,
            asks=Question(f"{q.path}.quantity", "How many?"),
        ),
        condition(
            "the destination is not in Country Group D:5",
            None if barred is None else not barred,
            cite=cite,
            asks=Question("destination", "What is the country of destination?"),
        ),
        cite=cite,
    )
