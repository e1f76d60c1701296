"""Licenses held: whether one we have covers what is asked (15 CFR 750.7).

A license answers a requirement only within its items, places, parties, value, quantity and days. One that does not fit
says so, term by term; it never answers in part.
"""

from __future__ import annotations

from decimal import Decimal

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part774_ccl.paragraphs import under
from licet.proofs import FAILS, HOLDS, UNKNOWN, Proof, Question, all_of, condition, pledge
from licet.transactions import LISTED_ROLES, License

CITE = "15 CFR 750.7"


def held_license(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof | None:
    """The first license held that answers every requirement; else the one that comes nearest, with what it lacks.

    Returns:
        None when no license is held.
    """
    proofs = [covers(q, license_, requirements) for license_ in q.tx.licenses]
    for verdict in (HOLDS, UNKNOWN, FAILS):
        found = [proof for proof in proofs if proof.verdict is verdict]
        if found:
            return min(found, key=lambda proof: sum(part.verdict is FAILS for part in proof.because))
    return None


def covers(q: Inquiry, license_: License, requirements: tuple[Requirement, ...]) -> Proof:
    """Whether a license covers the item, place, parties, value, quantity and day, and may answer the requirements."""
    return all_of(
        f"license {license_.number or 'without a number'} covers it",
        _authority(license_, requirements),
        _term(q, license_),
        _item(q, license_),
        _place(q, license_),
        _parties(q, license_),
        _value(q, license_),
        _quantity(q, license_),
        pledge("the terms and conditions written on the license are kept, and its use is recorded", cite=f"{CITE}(d)"),
        cite=CITE,
    )


def _authority(license_: License, requirements: tuple[Requirement, ...]) -> Proof:
    """A BIS license answers the EAR; another agency's only where part 744 or 746 lets it stand for BIS's."""
    others = tuple(r.reason for r in requirements if not _lets_ofac(r))
    fits = license_.authority == "BIS" or (license_.authority == "OFAC" and not others)
    return condition(f"{license_.authority} may license what is required here", fits, cite=CITE)


def _lets_ofac(requirement: Requirement) -> bool:
    """Iran (15 CFR 746.7(a)(2)) and blocked persons (15 CFR 744.8(b)) are left to OFAC's license."""
    return any(section in cite for cite in requirement.cites for section in ("746.7", "744.8"))


def _term(q: Inquiry, license_: License) -> Proof:
    days = f"from {license_.start or 'its issue'} to {license_.end or 'no stated end'}"
    begun = license_.start is None or license_.start <= q.on
    ended = license_.end is not None and q.on > license_.end
    truth = False if ended or not begun else None if license_.end is None else True
    return condition(
        f"it may be used on {q.on.isoformat()}: it runs {days}", truth, cite=f"{CITE}(g)",
        asks=Question("licenses", f"When does license {license_.number} expire?"),
    )  # fmt: skip


def _item(q: Inquiry, license_: License) -> Proof:
    """A heading covers its paragraphs; a paragraph covers what lies under it."""
    found = [_under(q.eccn, eccn) for eccn in license_.eccns] if q.eccn is not None else [None]
    truth = True if True in found else None if None in found else False
    return condition(
        f"it covers {q.eccn or 'the item'}: it names {', '.join(license_.eccns) or 'no item'}", truth, cite=f"{CITE}(a)",
        asks=Question(f"{q.path}.eccn", "Under which ECCN and paragraph does the item fall?"),
    )  # fmt: skip


def _under(eccn: str, named: str) -> bool | None:
    heading, _, path = eccn.partition(".")
    wanted, _, place = named.strip().partition(".")
    if heading.upper() != wanted.upper():
        return False
    return under(path.lower(), place.lower()) if place else True


def _place(q: Inquiry, license_: License) -> Proof:
    truth = None if q.to is None else q.to in license_.destinations
    return condition(
        f"it covers the destination: it names {', '.join(license_.destinations) or 'none'}", truth, cite=f"{CITE}(a)",
        asks=Question("destination", "What is the country of ultimate destination?"),
    )  # fmt: skip


def _parties(q: Inquiry, license_: License) -> Proof:
    """Every consignee and end user must be named, when the license binds itself to names."""
    named = {_folded(name) for name in license_.parties}
    others = [p.name for _, p in q.parties(*LISTED_ROLES) if _folded(p.name) not in named]
    claim = f"it covers the parties: it names {', '.join(license_.parties) or 'none in particular'}"
    if named and any(not name for name in others):
        return condition(claim, None, cite=f"{CITE}(a)", asks=Question("parties[0].name", "Who are the consignees and end users?"))
    return condition(claim, not named or not others, cite=f"{CITE}(a)")


def _folded(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _value(q: Inquiry, license_: License) -> Proof:
    if license_.value_usd is None:
        return condition("it sets no limit of value", True, cite=f"{CITE}(g)")
    claim = f"the value is within the {license_.value_usd} USD left on it"
    same = [item.value_usd for item in q.tx.items if item.eccn and any(_under(item.eccn, e) for e in license_.eccns)]
    whole = q.value if len(same) <= 1 else None if None in same else sum((v for v in same if v is not None), Decimal(0))
    return condition(
        claim, None if whole is None else whole <= license_.value_usd, cite=f"{CITE}(g)",
        asks=Question(f"{q.path}.value_usd", "What is the value of the line in USD?"),
    )  # fmt: skip


def _quantity(q: Inquiry, license_: License) -> Proof:
    if license_.quantity is None:
        return condition("it sets no limit of quantity", True, cite=f"{CITE}(g)")
    claim, asked = f"the quantity is within the {license_.quantity} left on it", q.item.quantity
    return condition(
        claim, None if asked is None else asked <= license_.quantity, cite=f"{CITE}(g)",
        asks=Question(f"{q.path}.quantity", "How many?"),
    )  # fmt: skip
