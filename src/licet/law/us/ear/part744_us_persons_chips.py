"""Acts of US persons for chips (15 CFR 744.6(c)(2)), and who is out of them ((d)).

Shipping, facilitating and servicing what is not subject to the EAR: for advanced-node facilities, for facilities whose node is
not known, and chip-making tools whatever the end use. China (with Macau) from 2022-10-12; Macau and D:5, and facilities of
firms headquartered there, from 2023-11-17.
"""

from __future__ import annotations

import re

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.headquarters import macau_or_d5, seats
from licet.law.us.ear.item_sets import covered
from licet.law.us.ear.part740_country_groups import member
from licet.law.us.ear.part772_nodes import advanced_node as of_advanced_node
from licet.proofs import HOLDS, Proof, Question, all_of, any_of, condition, negation
from licet.transactions import Participant, Role

PACK = "us/ear/part744_us_persons"
CLOSED: frozenset[str] = frozenset()
_CLERICAL = re.compile(r"\b(clerical|administrative|arrang\w+ (?:for )?shipment|prepar\w+ financial documents)\b", re.IGNORECASE)
_SERVICING = re.compile(r"\b(servic\w*|maint\w+|repair\w*|overhaul\w*|refurbish\w*|install\w*)\b", re.IGNORECASE)
GOVERNMENT = re.compile(r"\b(US|U\.S\.|United States) Government (?:employee|program|official|contractor)", re.IGNORECASE)
NATURAL = re.compile(r"\b(citizen|individual|engineer|national|employee|natural person|resident|freelancer)s?\b", re.IGNORECASE)
_CATEGORY_3 = ("3B???", "3C???", "3D???", "3E???")


def requirement(reason: str, proof: Proof, cite: str, *more: str, policy: str) -> Requirement:
    """A prohibition on US persons; no license exception is open ((d))."""
    return Requirement(
        reason=reason, family="us_person", proof=proof, cites=tuple(dict.fromkeys([cite, *more, "15 CFR 744.6"])),
        exceptions_open=CLOSED, policy=policy,
    )  # fmt: skip


def official(q: Inquiry) -> Proof:
    """Duties of US Government staff are out of (b)(5) and (c)(2)(iii) ((d)(2))."""
    text = " ".join([q.tx.end_use or "", *(p.name for p in q.tx.parties)])
    return condition(
        "it is in the official duties of US Government staff", bool(GOVERNMENT.search(text)), cite="15 CFR 744.6(d)(2)"
    )


def advanced_node(q: Inquiry) -> Requirement | None:
    """Any item not subject to the EAR, for chips at an advanced-node facility (c)(2)(i)."""
    if not of_advanced_node(q, goods_too=True):
        return None
    return _chips(
        q,
        "i",
        "the item is for chips at a facility that makes advanced-node ones",
        condition("an advanced-node facility is known", True, cite="15 CFR 744.6(c)(2)(i)"),
    )


def node_unknown(q: Inquiry) -> Requirement | None:
    """Items of category 3 B to E where the node is not known (c)(2)(ii)."""
    said = q.words.says
    if of_advanced_node(q, goods_too=True) is not None or not (said("node_unknown") or said("ic_production")):
        return None
    text = q.item.eccn if q.on_ccl else None
    described = covered(text, _CATEGORY_3) if text else None
    if not q.on_ccl and not re.search(r"\b3[BCDE]\d{3}\b|category 3", q.item.description or "", re.IGNORECASE):
        described = None if q.eccn in (None, "foreign-only", "service") and said("node_unknown") else False
    elif not q.on_ccl:
        described = True
    cite = "15 CFR 744.6(c)(2)(ii)"
    asks = Question(f"{q.path}.eccn", "Does the item meet an entry of category 3, groups B to E?")
    return _chips(
        q,
        "ii",
        "a category 3 item is for chips at a facility whose node is unknown",
        condition("the item meets category 3, groups B to E", described, cite=cite, asks=asks),
    )


def chip_tools(q: Inquiry) -> Requirement | None:
    """Chip-making tools of the SME set and their software and technology, whatever the end use (c)(2)(iii)."""
    codes = (q.eccn,) if q.on_ccl else tuple(re.findall(r"\b3[BDE]\d{3}(?:\.[a-z0-9]+)*", q.item.description or ""))
    truth = q.law.test(f"{PACK}/chip_tools", _takes_in_one, codes)
    if truth is False:
        return None
    tools = q.law.value(f"{PACK}/chip_tools")
    cite = "15 CFR 744.6(c)(2)(iii)"
    asks = Question(f"{q.path}.eccn", "Which paragraph does the tool meet?")
    item = condition("the item is a chip-making tool of the set", truth, cite=cite, rests_on=tools.ref, asks=asks)
    return _chips(q, "iii", "a chip-making tool goes to Macau or D:5", item)


def _takes_in_one(patterns: tuple[str, ...] | None, codes: tuple[str | None, ...]) -> bool | None:
    """Whether a set takes one of the codes in; no set takes in nothing."""
    found = [covered(code, patterns) for code in codes] if patterns is not None else []
    return True if True in found else None if None in found else False


def _chips(q: Inquiry, paragraph: str, claim: str, item: Proof) -> Requirement | None:
    """The common terms of (c)(2), and who is out of it under (d)."""
    rule = q.law.get(f"{PACK}/chips")
    if rule is None:
        return None
    cite = f"15 CFR 744.6(c)(2)({paragraph})"
    to = "CN" if q.to == "HK" else q.to
    wide = rule.value == "headquarters"
    where = macau_or_d5(to, q.on) if wide else to in ("CN", "MO")
    place = condition(
        "the place is Macau or in Country Group D:5" if wide else "the place is China or Macau", where, cite=cite, rests_on=rule.ref
    )
    parts = [item, place]
    if wide and paragraph != "iii":
        parts.append(_facility_seat(q, cite))
    outs = [*_exclusions(q, paragraph)]
    free = any_of("an exclusion of 744.6(d) serves", *outs, cite="15 CFR 744.6(d)")
    proof = all_of(claim, *parts, negation("no exclusion of 744.6(d) serves", free), cite=cite)
    serving = [str(out.cite) for out in outs if out.verdict is HOLDS]
    return requirement(f"744.6(c)(2)({paragraph})", proof, cite, *serving, policy="presumption of denial")


def _facility_seat(q: Inquiry, cite: str) -> Proof:
    """The facility is of a firm headquartered, or whose ultimate parent is, in Macau or D:5 (from 2023-11-17)."""
    users = [p for _, p in q.parties(Role.END_USER, Role.ULTIMATE_CONSIGNEE, Role.OWNER_OF_EQUIPMENT)]
    truths = [macau_or_d5(place, q.on) for p in users for place in (seats(p) or ((p.country,) if p.country else ()))]
    truth = True if True in truths else None if not truths or None in truths else False
    asks = Question("parties", "Where is the firm that runs the facility, and its ultimate parent, headquartered?")
    return condition(
        "the facility is of a firm headquartered, or with an ultimate parent, in Macau or D:5", truth, cite=cite, asks=asks
    )


def _exclusions(q: Inquiry, paragraph: str) -> tuple[Proof, ...]:
    """Who and what is out of (c)(2): clerks, US Government duties, back-end steps, employees of partner firms, servicing."""
    text = f"{q.tx.end_use or ''}; {q.item.description or ''}"
    found = [
        condition("the act is administrative or clerical", bool(_CLERICAL.search(text)), cite="15 CFR 744.6(d)(1)"),
        _employee(q),
    ]
    if paragraph == "iii":
        found.append(official(q))
        serviced = bool(_SERVICING.search(text)) or q.eccn == "service"
        found.append(
            condition(
                "it is servicing away from an advanced-node facility",
                serviced and not of_advanced_node(q, goods_too=True),
                cite="15 CFR 744.6(d)(5)",
            )
        )
    else:
        back = bool(q.words.says("back_end"))
        found.append(condition("it is a back-end step that does not change the technology level", back, cite="15 CFR 744.6(d)(3)"))
    return tuple(found)


def _employee(q: Inquiry) -> Proof:
    """A natural US person working for a firm of the US, A:5 or A:6, not majority-owned from Macau or D:5 (d)(4)."""
    cite = "15 CFR 744.6(d)(4)"
    rule = q.law.in_force(f"{PACK}/employees_excluded")
    persons = [p for p in q.tx.parties if p.us_person]
    if rule is None or not persons:
        return condition("the US persons work for a partner-country firm", False, cite=cite)
    truths = [_works_for_partner(q, p) for p in persons]
    truth = False if False in truths else None if None in truths else True
    asks = Question("parties", "For whom does the US person work: where is that firm headquartered, and who owns most of it?")
    return condition(
        "each US person is an individual working for a firm of the US, A:5 or A:6, not owned from Macau or D:5",
        truth,
        cite=cite,
        rests_on=rule.ref,
        asks=asks,
    )


def _works_for_partner(q: Inquiry, person: Participant) -> bool | None:
    if person.kind in ("organization", "company", "entity"):
        return False
    natural = person.kind in ("person", "individual") or bool(NATURAL.search(person.name))
    if not natural:
        return None if person.kind is None else False
    places = seats(person)
    if not places:
        return None
    seat = person.hq or places[0]
    partner = seat == "US" or any(member(group, seat, q.on) for group in ("A:5", "A:6"))
    if not partner:
        return False
    owners = [macau_or_d5(place, q.on) for place in places]
    return False if True in owners else None if None in owners else True
