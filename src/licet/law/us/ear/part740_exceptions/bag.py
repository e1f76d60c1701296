"""License Exception BAG: baggage of persons who travel or move (15 CFR 740.14)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.entry import kind_of, of_kind, reasons_found
from licet.law.us.ear.part740_exceptions.grants import reasons
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, only_where
from licet.law.us.ear.part740_exceptions.places import to_any
from licet.law.us.ear.part740_exceptions.users import end_users, says, undertaken, used_for
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.14"
_ENCRYPTION = ("5A002", "5A004", "5B002", "5D002", "5E002")
_FIREARMS = ("0A501", "0A502", "0A505", "0A506", "0A507", "0A508", "0A509")
_GEAR = ("1A613.c", "1A613.d", "1A607.f")


def personal(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Personal and household effects, vehicles, tools of trade of a traveler (15 CFR 740.14(b))."""
    held = (reasons(q) or frozenset()) | reasons_found(requirements)
    sensitive = bool(held & {"CB", "MT", "NS", "EI", "NP"}) and says(q, "unaccompanied")
    shut = to_any(q, "D:1", "D:2", "D:3", "D:4", "E:1") if sensitive else False
    return all_of(
        "License Exception BAG is available",
        _travel(q, f"{CITE}(b)"),
        condition(
            "it is not technology, protective gear or a firearm, which have their own limbs", not _own_limb(q), cite=f"{CITE}(b)"
        ),
        condition(
            "it is not controlled unaccompanied baggage for D:1 to D:4 or E:1",
            None if shut is None else not shut,
            cite=f"{CITE}(c)",
            asks=Question("destination", "What is the country of destination?"),
        ),
        *_encryption(q),
        undertaken(
            q,
            "owned by the traveler or the family, for own use, in usual kind and quantity, not for sale",
            "sale_or_lease",
            "resale",
            "sold",
            cite=f"{CITE}(b)",
        ),
        pledge("whoever travels for a time brings it back or uses it up", cite=f"{CITE}(b)"),
        cite=f"{CITE}(b)",
    )


def _own_limb(q: Inquiry) -> bool:
    return kind_of(q) == "technology" or q.heading in _FIREARMS or any((q.eccn or "").startswith(p) for p in _GEAR)


def _travel(q: Inquiry, cite: str) -> Proof:
    return q.told(
        "a traveler takes it as baggage",
        True if used_for(q, "personal_effects", "hunting_trip") else None,
        "baggage",
        "Does a traveler take it along as personal baggage?",
        cite=cite,
    )


def _encryption(q: Inquiry) -> tuple[Proof, ...]:
    """Encryption items do not go to E:1 (15 CFR 740.14(f))."""
    if q.heading not in _ENCRYPTION:
        return ()
    inside = to_any(q, "E:1")
    return (
        condition(
            "encryption items do not go to Country Group E:1",
            None if inside is None else not inside,
            cite=f"{CITE}(f)",
            asks=Question("destination", "What is the country of destination?"),
        ),
    )


def technology(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Technology that a US person takes along for own use (15 CFR 740.14(g))."""
    told = [party.us_person for _, party in end_users(q)]
    return all_of(
        "License Exception BAG is available for technology",
        of_kind(q, "technology", "software", cite=f"{CITE}(g)"),
        _travel(q, f"{CITE}(g)"),
        q.told(
            "a US person takes it",
            True if True in told else False if False in told else None,
            "traveler is a US person",
            "Is the traveler a US person?",
            cite=f"{CITE}(g)",
        ),
        *_encryption(q),
        pledge("only US persons use it, and it is kept secure", cite=f"{CITE}(g)"),
        cite=f"{CITE}(g)",
    )


def firearms(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Three firearms and a thousand rounds of a US citizen or resident (15 CFR 740.14(e))."""
    most = q.law.value("us/ear/part740_exceptions/bag/firearms")
    ammunition = q.law.value("us/ear/part740_exceptions/bag/rounds")
    limit = ammunition if q.heading == "0A505" else most
    return all_of(
        "License Exception BAG is available for firearms",
        condition("the item is a firearm or its ammunition", q.heading in _FIREARMS, cite=f"{CITE}(e)"),
        _travel(q, f"{CITE}(e)"),
        condition(
            f"no more than {limit.value} of them",
            None if q.item.quantity is None else q.item.quantity <= limit.value,
            cite=f"{CITE}(e)(1)",
            rests_on=limit.ref,
            asks=Question(f"{q.path}.quantity", "How many?"),
        ),
        pledge("a US citizen or resident takes them, declares them to Customs, and brings them back", cite=f"{CITE}(e)(2)"),
        cite=f"{CITE}(e)",
    )


def protective_gear(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """One set of protective gear of a US person (15 CFR 740.14(h))."""
    inside = to_any(q, "D:5")
    return all_of(
        "License Exception BAG is available for protective gear",
        condition("the item is 1A613.c, 1A613.d or 1A607.f", any((q.eccn or "").startswith(p) for p in _GEAR), cite=f"{CITE}(h)"),
        _travel(q, f"{CITE}(h)"),
        condition(
            "the destination is not in Country Group D:5, Iraq apart",
            True if q.to == "IQ" else None if inside is None else not inside,
            cite=f"{CITE}(h)",
            asks=Question("destination", "What is the country of destination?"),
        ),
        pledge("a US person takes one set for own use and brings it back", cite=f"{CITE}(h)(1)"),
        cite=f"{CITE}(h)(2)",
    )


@only_where(said=["personal_effects"])
def _baggage(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return used_for(q, "personal_effects") and not _own_limb(q)


@only_where(said=["personal_effects"])
def _knowledge(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return used_for(q, "personal_effects") and kind_of(q) == "technology"


@only_where(said=["personal_effects", "hunting_trip"])
def _guns(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.heading in _FIREARMS and used_for(q, "personal_effects", "hunting_trip")


@only_where(said=["personal_effects"])
def _gear(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return used_for(q, "personal_effects") and any((q.eccn or "").startswith(p) for p in _GEAR)


EXCEPTION = LicenseException(
    symbol="BAG",
    section=CITE,
    limbs=(
        Limb(
            id="BAG(b)",
            title="personal baggage",
            cite=f"{CITE}(b)",
            rule=personal,
            claimed=_baggage,
            asks="Does a traveler take it along as baggage?",
        ),
        Limb(
            id="BAG(e)",
            title="firearms of travelers",
            cite=f"{CITE}(e)",
            rule=firearms,
            claimed=_guns,
            asks="Does a US citizen or resident take the firearm along?",
        ),
        Limb(
            id="BAG(g)",
            title="technology taken along",
            cite=f"{CITE}(g)",
            rule=technology,
            claimed=_knowledge,
            asks="Does a US person take the technology along for own use?",
        ),
        Limb(
            id="BAG(h)(2)",
            title="protective gear",
            cite=f"{CITE}(h)",
            rule=protective_gear,
            claimed=_gear,
            asks="Does a US person take one set of protective gear along?",
        ),
    ),
)
