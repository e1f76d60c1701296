"""License Exception TSU: technology and software, unrestricted (15 CFR 740.13)."""

from __future__ import annotations

import re

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.entry import of_kind, reasons_found
from licet.law.us.ear.part740_exceptions.grants import reasons
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, only_where, says_one_of
from licet.law.us.ear.part740_exceptions.places import destination_in, to_any
from licet.law.us.ear.part740_exceptions.users import says, undertaken, used_for
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.13"
PACK = "us/ear/part740_exceptions/tsu"

#: Words of technology that goes beyond operating a thing: the limb for operation technology is shut to it.
_BEYOND = re.compile(
    r"\b(?:development|production|manufactur\w*|design|upgrad\w*|enhanc\w*|source code"
    r"|new (?:features?|functions?|functionality))\b",
    re.IGNORECASE,
)


def operation_technology(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """The least needed to install, operate, maintain and repair an item lawfully sent, wherever it is (15 CFR 740.13(a))."""
    beyond = _BEYOND.search(q.item.description or "") is not None
    return all_of(
        "License Exception TSU is available for operation technology and software",
        of_kind(q, "technology", "software", cite=f"{CITE}(a)"),
        q.item_told(
            "it serves an item lawfully exported or going under authority",
            "for_lawfully_exported_item",
            "Is it for an item that was lawfully exported?",
            cite=f"{CITE}(a)(1)",
        ),
        condition("it is not described as development or production technology", not beyond, cite=f"{CITE}(a)(1)"),
        pledge("it is the minimum to install, operate, maintain and repair that item", cite=f"{CITE}(a)(1)"),
        pledge("software goes in object code", cite=f"{CITE}(a)(3)"),
        cite=f"{CITE}(a)",
    )


def sales_technology(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Data that usually go with a bid (15 CFR 740.13(b))."""
    return all_of(
        "License Exception TSU is available for sales technology",
        of_kind(q, "technology", cite=f"{CITE}(b)"),
        q.told(
            "it supports a bid, quotation or lease offer",
            True if says(q, "sales_technology") else None,
            "sales technology",
            "Is it technology that usually goes with a bid or quotation?",
            cite=f"{CITE}(b)(1)",
        ),
        pledge("it discloses no detail of design, production or manufacture", cite=f"{CITE}(b)(2)"),
        cite=f"{CITE}(b)",
    )


def bug_fixes(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Corrections of errors to the consignee that has the software (15 CFR 740.13(c))."""
    return all_of(
        "License Exception TSU is available for software updates",
        of_kind(q, "software", cite=f"{CITE}(c)"),
        q.told(
            "it corrects errors",
            True if says(q, "software_update") else None,
            "software update",
            "Does the update only correct errors?",
            cite=f"{CITE}(c)",
        ),
        q.item_told(
            "the consignee received the software lawfully",
            "for_lawfully_exported_item",
            "Was the software that it updates lawfully exported to this consignee?",
            cite=f"{CITE}(c)(1)",
        ),
        undertaken(q, "it does not add to what the software can do", "adds_functions", goods=True, cite=f"{CITE}(c)(2)"),
        cite=f"{CITE}(c)",
    )


def mass_market(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Software sold to the public from stock (General Software Note, 15 CFR 740.13(d)); never encryption or MT software."""
    held = (reasons(q) or frozenset()) | reasons_found(requirements)
    e1 = to_any(q, "E:1")
    return all_of(
        "License Exception TSU is available for mass market software",
        of_kind(q, "software", cite=f"{CITE}(d)"),
        q.told(
            "it is sold from stock at retail without restriction",
            True if says(q, "mass_market_software") else None,
            "mass market software",
            "Is it sold from stock to the public, and installed without the supplier?",
            cite=f"{CITE}(d)(1)",
        ),
        condition("it is not controlled for EI or MT reasons", not held & {"EI", "MT"}, cite=f"{CITE}(d)(2)"),
        condition(
            "the destination is not in Country Group E:1",
            None if e1 is None else not e1,
            cite=f"{CITE}(d)",
            asks=Question("destination", "What is the country of destination?"),
        ),
        cite=f"{CITE}(d)",
    )


def university_staff(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Release by a US university to its own full-time foreign staff (15 CFR 740.13(f))."""
    held = (reasons(q) or frozenset()) | reasons_found(requirements)
    return all_of(
        "License Exception TSU is available for university staff",
        of_kind(q, "technology", "software", cite=f"{CITE}(f)"),
        condition("it is a release to a foreign person in the United States", q.deemed, cite=f"{CITE}(f)"),
        q.told(
            "the person is a full-time regular employee of a US university",
            True if used_for(q, "university_staff") else None,
            "university staff",
            "Is the person a full-time regular employee of a US institution of higher learning, living here meanwhile?",
            cite=f"{CITE}(f)(1)",
        ),
        destination_in(q, f"{PACK}/nationals_f", cite=f"{CITE}(f)(1)(iii)"),
        condition("it is not controlled for MT, nor EI technology", not held & {"EI", "MT"}, cite=f"{CITE}(f)(2)"),
        pledge("the person was told in writing not to pass it on", cite=f"{CITE}(f)(1)(iv)"),
        cite=f"{CITE}(f)",
    )


def copies(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Copies of technology already authorized to the same recipient (15 CFR 740.13(g))."""
    return all_of(
        "License Exception TSU is available for copies",
        of_kind(q, "technology", cite=f"{CITE}(g)"),
        q.told(
            "the same recipient was authorized for the same technology",
            True if used_for(q, "copies_of_technology") else None,
            "copies",
            "Was this recipient authorized to receive the same technology before?",
            cite=f"{CITE}(g)",
        ),
        pledge("only the form or editing has changed", cite=f"{CITE}(g)(1)"),
        cite=f"{CITE}(g)",
    )


@only_where(told=["for_lawfully_exported_item"], said=["minimum_operation"])
def _served(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.item.for_lawfully_exported_item is not None or says(q, "minimum_operation")


EXCEPTION = LicenseException(
    symbol="TSU",
    section=CITE,
    limbs=(
        Limb(
            id="TSU(a)",
            title="operation technology and software",
            cite=f"{CITE}(a)",
            rule=operation_technology,
            claimed=_served,
            asks="Is it the minimum needed to operate an item that was lawfully exported?",
        ),
        Limb(
            id="TSU(b)",
            title="sales technology",
            cite=f"{CITE}(b)",
            rule=sales_technology,
            claimed=says_one_of("sales_technology", goods=True),
            asks="Is it technology that usually goes with a bid or quotation?",
        ),
        Limb(
            id="TSU(c)",
            title="software updates that correct errors",
            cite=f"{CITE}(c)",
            rule=bug_fixes,
            claimed=says_one_of("software_update", goods=True),
            asks="Is it an update that only corrects errors, for the same consignee?",
        ),
        Limb(
            id="TSU(d)",
            title="mass market software",
            cite=f"{CITE}(d)",
            rule=mass_market,
            claimed=says_one_of("mass_market_software", goods=True),
            asks="Is it software sold from stock to the public?",
        ),
        Limb(
            id="TSU(f)",
            title="staff of US universities",
            cite=f"{CITE}(f)",
            rule=university_staff,
            claimed=says_one_of("university_staff"),
            asks="Is the person a full-time employee of a US university?",
        ),
        Limb(
            id="TSU(g)",
            title="copies to the same recipient",
            cite=f"{CITE}(g)",
            rule=copies,
            claimed=says_one_of("copies_of_technology"),
            asks="Are these copies of technology the recipient was authorized to have?",
        ),
    ),
)
