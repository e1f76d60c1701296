"""License Exception APP: computers by adjusted peak performance (15 CFR 740.7)."""

from __future__ import annotations

from decimal import Decimal

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.grants import granted, opened
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, Rule, only_where
from licet.law.us.ear.part740_exceptions.places import destination_in, to_any
from licet.law.us.ear.part740_exceptions.users import undertaken
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.7"
PACK = "us/ear/part740_exceptions/app"


def _common(q: Inquiry, cite: str) -> tuple[Proof, ...]:
    """What 740.7(a), (b) ask of all: the entry, the nationals, the uses."""
    shut = to_any(q, "CU", "IR", "KP", "SY")
    return (
        granted(q, "APP"),
        condition(
            "the destination or nationality is not Cuba, Iran, North Korea or Syria", None if shut is None else not shut,
            cite=f"{CITE}(b)", asks=Question("destination", "What is the country of destination?"),
        ),
        undertaken(
            q, "no use of 15 CFR 744.2 to 744.5, and no later enhancement above the limit, is known",
            "nuclear", "nuclear_propulsion", "missile", "unmanned_aircraft", "chemical_biological", cite=f"{CITE}(b)",
        ),
        pledge("the consignee is told of the limits on reexport", cite=cite),
    )  # fmt: skip


def computers(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Computers of any performance to Tier 1 (15 CFR 740.7(c)); Tier 3 takes no commodities ((d))."""
    tier_3 = to_any(q, *q.law.value(f"{PACK}/tier_3").value)
    caught = any(r.family == "end_use" for r in requirements)
    return all_of(
        "License Exception APP is available for computers",
        condition("the item is a computer or assembly of 4A003", q.heading == "4A003", cite=f"{CITE}(c)(2)"),
        condition(
            "the destination is not in Computer Tier 3, which takes no commodities", None if tier_3 is None else not tier_3,
            cite=f"{CITE}(d)", asks=Question("destination", "What is the country of destination?"),
        ),
        *(() if tier_3 else (destination_in(q, f"{PACK}/tier_1", cite=f"{CITE}(c)(1)"),)),
        condition("no end use of part 744 is caught", not caught, cite=f"{CITE}(b)"),
        *_common(q, f"{CITE}(c)"),
        cite=f"{CITE}(c)(2)",
    )  # fmt: skip


def know_how(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Technology and software of any performance to Country Group A:5 (15 CFR 740.7(c)(3)(i))."""
    return all_of(
        "License Exception APP is available for technology and software",
        condition("the item is 4D001 or 4E001", q.heading in ("4D001", "4E001"), cite=f"{CITE}(c)(3)(i)"),
        destination_in(q, f"{PACK}/know_how_places", cite=f"{CITE}(c)(3)(i)"),
        *_common(q, f"{CITE}(c)(3)(i)"),
        cite=f"{CITE}(c)(3)(i)",
    )


def _release(cite: str, places: str, limit: str, use: str) -> Rule:
    """A release to nationals up to a performance (15 CFR 740.7(c)(3)(ii), (iii), (d)(3))."""

    def rule(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
        most = q.law.value(f"{PACK}/{limit}")
        told = q.tx.answer(f"{q.path}.app_wt")
        app = Decimal(told) if told and told.replace(".", "", 1).isdigit() else None
        return all_of(
            f"License Exception APP is available for the release of {use} technology",
            condition("it is a release to a foreign person", q.deemed, cite=cite),
            condition("the item is 4D001 or 4E001", q.heading in ("4D001", "4E001"), cite=cite),
            destination_in(q, f"{PACK}/{places}", cite=cite),
            condition(
                f"the adjusted peak performance is within {most.value} weighted teraflops",
                None if app is None else app <= Decimal(most.value), cite=cite, rests_on=most.ref,
                asks=Question(f"{q.path}.app_wt", "What is the adjusted peak performance, in weighted teraflops?"),
            ),
            *_common(q, cite),
            pledge("the visa is valid", cite=f"{CITE}(b)"),
            cite=cite,
        )  # fmt: skip

    return rule


@only_where(headings=["4A003"])
def _computer(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.heading == "4A003" and opened(q, "APP") is not False


@only_where(headings=["4D001", "4E001"])
def _know_how(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.heading in ("4D001", "4E001") and opened(q, "APP") is not False


@only_where(headings=["4D001", "4E001"])
def _code(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.deemed and q.heading in ("4D001", "4E001")


_ASKS = "What is the adjusted peak performance, in weighted teraflops?"

EXCEPTION = LicenseException(
    symbol="APP",
    section=CITE,
    limbs=(
        Limb(
            id="APP(c)(2)", title="computers to Tier 1", cite=f"{CITE}(c)(2)", rule=computers,  claimed=_computer,
            asks="Is it a computer for Computer Tier 1?",
        ),
        Limb(
            id="APP(c)(3)(i)", title="technology and software to A:5", cite=f"{CITE}(c)(3)(i)", rule=know_how, claimed=_know_how,
            asks="Is it technology or software of 4D001 or 4E001 for A:5?",
        ),
        Limb(
            id="APP(c)(3)(ii)", title="release of development technology, Tier 1", cite=f"{CITE}(c)(3)(ii)", claimed=_code,
            rule=_release(f"{CITE}(c)(3)(ii)", "release_1", "development_1", "development and production"), asks=_ASKS,
        ),
        Limb(
            id="APP(c)(3)(iii)", title="release of use technology, Tier 1", cite=f"{CITE}(c)(3)(iii)", claimed=_code,
            rule=_release(f"{CITE}(c)(3)(iii)", "release_1", "use_1", "use"), asks=_ASKS,
        ),
        Limb(
            id="APP(d)(3)(i)", title="release of development technology, Tier 3", cite=f"{CITE}(d)(3)(i)", claimed=_code,
            rule=_release(f"{CITE}(d)(3)(i)", "tier_3", "development_3", "development and production"), asks=_ASKS,
        ),
        Limb(
            id="APP(d)(3)(ii)", title="release of use technology, Tier 3", cite=f"{CITE}(d)(3)(ii)", claimed=_code,
            rule=_release(f"{CITE}(d)(3)(ii)", "tier_3", "use_3", "use"), asks=_ASKS,
        ),
    ),
)  # fmt: skip
