"""License Exception CCD: consumer communications devices (15 CFR 740.19)."""

from __future__ import annotations

import re

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.entry import is_listed
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb
from licet.law.us.ear.part740_exceptions.places import destination_in, to_any
from licet.law.us.ear.part740_exceptions.users import end_users, individuals, is_government, named_so, says
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.19"
PACK = "us/ear/part740_exceptions/ccd"

#: What each group of paragraphs of (b) lets through, by the words that describe it.
_GROUPS = {"1": ("consumer_device",), "2": ("consumer_device", "consumer_electronics")}


def devices(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Computers, phones, monitors, printers, accessories, consumer software (15 CFR 740.19(b)(1) to (8))."""
    return _rule(q, "1", f"{CITE}(b)(1)")


def further_devices(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Drives, graphics, modems, routers, memory, cameras, receivers, recorders (15 CFR 740.19(b)(9) to (18))."""
    return _rule(q, "2", f"{CITE}(b)(9)")


def _rule(q: Inquiry, group: str, cite: str) -> Proof:
    fits = True if q.eccn == "EAR99" else is_listed(q, f"{PACK}/devices_{group}")
    return all_of(
        "License Exception CCD is available",
        condition(
            "the item is classified as one of the devices",
            None if q.eccn is None else fits,
            cite=cite,
            asks=Question(f"{q.path}.eccn", "Under which ECCN and paragraph does the item fall?"),
        ),
        q.told(
            "it is a consumer item sold from stock at retail",
            _consumer(q, *_GROUPS[group]),
            "consumer item",
            "Is it a consumer device of 15 CFR 740.19(b), sold from stock at retail and installed by the user?",
            cite=cite,
        ),
        destination_in(q, f"{PACK}/places_{group}", cite=cite),
        _users(q),
        pledge("it holds no encryption source code", cite=CITE),
        cite=CITE,
    )


def _consumer(q: Inquiry, *words: str) -> bool | None:
    """What the goods are; mass market encryption (5A992.c, 5D992.c) is sold at retail by its own definition.

    Of 5A991 the first group holds phones and the like alone (15 CFR 740.19(b)); other gear of that entry is none of it.
    """
    if (q.eccn or "").startswith(("5A992.c", "5D992.c")):
        return True
    if q.heading == "5A991" and "consumer_electronics" not in words and q.item.description:
        return q.goods("mobile_phone")
    return q.goods(*words) or None


#: Names that say that a user is a firm, neither an individual nor an independent organization of civil society.
FIRM = re.compile(
    r"\b(compan(?:y|ies)|corp(?:oration)?|inc|ltd|llc|gmbh|firms?|enterprises?|retailers?|traders?|trading|importers?|"
    r"wholesalers?|distributors?|dealers?|manufacturers?|operators?|factory|plant|bank|OOO|OAO|JSC|SA)\b",
    re.IGNORECASE,
)


def _users(q: Inquiry) -> Proof:
    """Individuals who are no officials, and independent organizations; in Syria anybody (15 CFR 740.19(c))."""
    claim, cite = "the end users are individuals or independent organizations that the section serves", f"{CITE}(c)"
    if to_any(q, "SY") is True:
        return condition("the end users are ones that the section serves: in Syria, all", True, cite=cite)
    official = any(is_government(party) for _, party in end_users(q))
    private, charity = individuals(q), named_so(end_users(q), "charity")
    firm = any(FIRM.search(party.name) for _, party in end_users(q))
    truth = False if official else True if private or charity else False if firm else private
    return q.told(
        claim,
        truth,
        "end user is an individual",
        "Are the end users individuals who are no officials, or independent organizations?",
        cite=cite,
    )


def _place(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    """A device to one of its places: the exception made for just that."""
    embargoed = any(r.family == "embargo" for r in requirements)
    return embargoed and (is_listed(q, f"{PACK}/devices_2") is True or says(q, "consumer_device"))


_ASKS = "Is it a consumer communications device for an individual or an independent organization?"

EXCEPTION = LicenseException(
    symbol="CCD",
    section=CITE,
    families=frozenset({"embargo", "fdp"}),
    limbs=(
        Limb(
            id="CCD(b)(1)", title="computers, phones, accessories", cite=f"{CITE}(b)(1)", rule=devices, claimed=_place, asks=_ASKS
        ),
        Limb(
            id="CCD(b)(9)",
            title="drives, routers, cameras, recorders",
            cite=f"{CITE}(b)(9)",
            rule=further_devices,
            claimed=_place,
            asks=_ASKS,
        ),
    ),
)
