"""License Exception RPL: one-for-one replacement of parts, servicing and replacement (15 CFR 740.10)."""

from __future__ import annotations

import re

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.grants import reasons
from licet.law.us.ear.part740_exceptions.license_exception import LicenseException, Limb, only_where
from licet.law.us.ear.part740_exceptions.places import to_any
from licet.law.us.ear.part740_exceptions.users import says
from licet.proofs import Proof, Question, all_of, condition, pledge

CITE = "15 CFR 740.10"

#: Words of what is no like-for-like replacement: stock of spares, better performance.
_SHUT = re.compile(
    r"\b(?:(?:for|to|into) (?:the )?(?:stock|inventory)|stock of|spares? stock|upgrad\w*|improv\w*|enhanc\w*|faster|more powerful"
    r"|newer model|next[- ]generation)\b",
    re.IGNORECASE,
)

#: Words of an item that comes back from the shop, rather than of goods with which somebody repairs.
_GOES_BACK = re.compile(
    r"\b(?:return\w*|(?:sent|send|sends|goes|going|comes|ship(?:ped|s)?) back|after (?:the |its )?(?:servic\w+|repairs?|overhaul)"
    r"|(?:repaired|serviced|refurbished|overhauled) (?:item|unit|module|set|part|device|goods|equipment|instrument)s?"
    r"|(?:was|were|been|has been) (?:repaired|serviced|refurbished|overhauled))\b",
    re.IGNORECASE,
)


def _text(q: Inquiry) -> str:
    return f"{q.item.description or ''} {q.tx.end_use or ''}"


def replacement_parts(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """A part for the immediate repair of a thing lawfully sent, one for one (15 CFR 740.10(a))."""
    return all_of(
        "License Exception RPL is available for a replacement part",
        q.item_told("the part replaces one for one", "one_for_one", "Does it replace a part one for one?", cite=f"{CITE}(a)(1)"),
        _lawfully_sent(q, f"{CITE}(a)"),
        _not_terrorist_states(q),
        _military_series(q),
        condition("it is not described as stock or as an improvement", not _SHUT.search(_text(q)), cite=f"{CITE}(a)(3)"),
        pledge("it is for immediate repair and not for stock", cite=f"{CITE}(a)(2)(i)"),
        pledge("it does not improve the performance of the item", cite=f"{CITE}(a)(3)(ii)"),
        pledge("the part replaced is destroyed or returned promptly", cite=f"{CITE}(a)(2)(iii)"),
        pledge("the sender exported the original, or has confirmed its authority", cite=f"{CITE}(a)(2)(ii)"),
        cite=f"{CITE}(a)",
    )


def after_servicing(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """An item sent for servicing goes back as it was (15 CFR 740.10(b)(2))."""
    return all_of(
        "License Exception RPL is available for the return of a serviced item",
        q.told(
            "the item was sent for servicing and goes back",
            True if _GOES_BACK.search(_text(q)) else None,
            f"{q.path}.serviced",
            "Is it the item itself that was serviced, and now goes back?",
            cite=f"{CITE}(b)(2)",
        ),
        _lawfully_sent(q, f"{CITE}(b)(2)"),
        _closed(q, "E:1", f"{CITE}(b)(2)"),
        _military_series(q),
        pledge("it goes back to where it came from, and is not improved", cite=f"{CITE}(b)(2)"),
        *_favored_or_same(q),
        cite=f"{CITE}(b)(2)",
    )


def defective(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """A defective item that went under a license is replaced by one like it (15 CFR 740.10(b)(3))."""
    return all_of(
        "License Exception RPL is available for the replacement of a defective item",
        q.told(
            "it replaces an item one for one",
            True if q.item.one_for_one is None and says(q, "replacement") else q.item.one_for_one,
            f"{q.path}.one_for_one",
            "Does it replace an item one for one?",
            cite=f"{CITE}(b)(3)",
        ),
        _lawfully_sent(q, f"{CITE}(b)(3)"),
        q.told(
            "the original is defective or was sent in error, and is not worn out",
            False if says(q, "worn_out") else True if says(q, "defective") else None,
            f"{q.path}.defective",
            "Is the original defective, and not worn out?",
            cite=f"{CITE}(b)(3)(i)",
        ),
        _closed(q, "E:1", f"{CITE}(b)(3)(ii)"),
        _military_series(q),
        condition("it is not described as an improvement", not _SHUT.search(_text(q)), cite=f"{CITE}(b)(3)"),
        pledge("it goes free of charge and does not improve on the original", cite=f"{CITE}(b)(3)(i)"),
        pledge("the original is destroyed or returned before, or promptly after", cite=f"{CITE}(b)(3)(i)"),
        *_favored_or_same(q),
        cite=f"{CITE}(b)(3)",
    )


def _lawfully_sent(q: Inquiry, cite: str) -> Proof:
    return q.item_told(
        "the original was lawfully exported",
        "original_lawfully_exported",
        "Was the original lawfully exported, and how?",
        cite=cite,
    )


def _closed(q: Inquiry, group: str, cite: str) -> Proof:
    """A group of places that the limb shuts."""
    inside = to_any(q, group)
    return condition(
        f"the destination is not in Country Group {group}",
        None if inside is None else not inside,
        cite=cite,
        asks=Question("destination", "What is the country of ultimate destination?"),
    )


def _not_terrorist_states(q: Inquiry) -> Proof:
    """E:1 is shut if an aircraft or NS-controlled item is repaired, and for concealed-object gear (15 CFR 740.10(a)(3)).

    The part's own reasons for control stand for those of the thing repaired: whoever repairs something else asks first.
    """
    inside = to_any(q, "E:1")
    held = reasons(q)
    grave = "NS" in held if held is not None else None
    if q.heading in ("2A983", "2A984", "2D983", "2D984") or q.words.says("aircraft") is True:
        grave = True
    open_ = True if inside is False else None if inside is None else None if grave is None else not grave
    return condition(
        "it does not repair an aircraft or an NS-controlled item in Country Group E:1",
        open_,
        cite=f"{CITE}(a)(3)",
        asks=Question(f"{q.path}.description", "Is the item repaired an aircraft, or controlled for NS reasons?"),
    )


def _military_series(q: Inquiry) -> Proof:
    """9x515 and 600 series items do not go to D:5 (15 CFR 740.10(a)(3)(v), (b)(4))."""
    inside = to_any(q, "D:5") if q.six_hundred_series or q.nine_x515 else False
    return condition(
        "it is not a 9x515 or 600 series item for Country Group D:5",
        None if inside is None else not inside,
        cite=CITE,
        asks=Question("destination", "What is the country of ultimate destination?"),
    )


def _favored_or_same(q: Inquiry) -> tuple[Proof, ...]:
    """To D:1 less China: same exporter, use and user, and within warranty or 12 months for a replacement (15 CFR 740.10(b))."""
    if to_any(q, "D:1", "-CN") is False:
        return ()
    claim = "to Country Group D:1 (China apart): the same exporter, end use and end user, within warranty or 12 months"
    return (pledge(claim, cite=f"{CITE}(b)"),)


@only_where(told=["one_for_one"])
def _part(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.item.one_for_one is not None


@only_where(told=["original_lawfully_exported"])
def _serviced(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    return q.item.one_for_one is None and q.item.original_lawfully_exported is not None and says(q, "repair")


@only_where(said=["defective", "worn_out"])
def _replaced(q: Inquiry, requirements: tuple[Requirement, ...]) -> bool:
    whole = q.item.one_for_one is None and q.item.original_lawfully_exported is not None and says(q, "replacement")
    return (q.item.one_for_one is True or whole) and says(q, "defective", "worn_out")


EXCEPTION = LicenseException(
    symbol="RPL",
    section=CITE,
    limbs=(
        Limb(
            id="RPL(a)",
            title="replacement parts, one for one",
            cite=f"{CITE}(a)",
            rule=replacement_parts,
            claimed=_part,
            asks="Is it a one-for-one replacement part for an item lawfully exported before?",
        ),
        Limb(
            id="RPL(b)(2)",
            title="return after servicing",
            cite=f"{CITE}(b)(2)",
            rule=after_servicing,
            claimed=_serviced,
            asks="Is an item going back after it was serviced or repaired?",
        ),
        Limb(
            id="RPL(b)(3)",
            title="replacement of defective equipment",
            cite=f"{CITE}(b)(3)",
            rule=defective,
            claimed=_replaced,
            asks="Does it replace a defective item that went under a license?",
        ),
    ),
)
