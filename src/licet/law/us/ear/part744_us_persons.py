"""Acts of US persons (15 CFR 744.6): support that needs a license though no item subject to the EAR moves.

Support of nuclear explosives, missiles, chemical and biological weapons, precursor plants and military intelligence (b);
shipping, facilitating and servicing for advanced-node chips and chip-making tools (c)(2), with who is out of it (d). The
requirement is on the person: it is found for items that are not subject to the EAR, and for services.
"""

from __future__ import annotations

import re

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.headquarters import macau_or_d5, seats
from licet.law.us.ear.item_sets import covered
from licet.law.us.ear.part734_scope import Scope, subject_to_the_ear
from licet.law.us.ear.part740_country_groups import member
from licet.proofs import FAILS, HOLDS, Proof, Question, all_of, any_of, condition, negation
from licet.transactions import Kind, Participant, Role

PACK = "us/ear/part744_us_persons"
WEAPONS_POLICY = "denial where it would make a material contribution"
CLOSED: frozenset[str] = frozenset()
_CLERICAL = re.compile(r"\b(clerical|administrative|arrang\w+ (?:for )?shipment|prepar\w+ financial documents)\b", re.IGNORECASE)
_SERVICING = re.compile(r"\b(servic\w*|maint\w+|repair\w*|overhaul\w*|refurbish\w*|install\w*)\b", re.IGNORECASE)
_GOVERNMENT = re.compile(r"\b(US|U\.S\.|United States) Government (?:employee|program|official|contractor)", re.IGNORECASE)
_NATURAL = re.compile(r"\b(citizen|individual|engineer|national|employee|natural person|resident|freelancer)s?\b", re.IGNORECASE)
_RAISING = (
    "nuclear",
    "missile",
    "chemical_biological",
    "precursor_plant",
    "military_intelligence",
    "advanced_node",
    "node_unknown",
)
_CATEGORY_3 = ("3B???", "3C???", "3D???", "3E???")


def us_person_acts(q: Inquiry, scope: Scope | None = None) -> tuple[Requirement, ...]:
    """The prohibitions that the facts raise; a requirement that fails shows an exclusion that serves (744.6(d)).

    Items subject to the EAR have 744.2 to 744.5, 744.22 and 744.23 instead, so nothing is found for them here.
    """
    if q.tx.kind in (Kind.PROCUREMENT, Kind.DEEMED_EXPORT):
        return ()
    if q.to is None:
        return _anywhere(q)
    raised = (nuclear, missiles, weapons, precursor_plants, military_intelligence, advanced_node, node_unknown, chip_tools)
    asked = [found for rule in raised if (found := rule(q)) is not None]
    person = _us_person(q)
    if not asked or person.verdict is FAILS:
        return ()
    scope = scope or subject_to_the_ear(q)
    if scope.proof.verdict is HOLDS or scope.other_regime is not None:
        return ()
    return tuple(_with_person(found, person) for found in asked)


def _anywhere(q: Inquiry) -> tuple[Requirement, ...]:
    """Where the place is not known, an end use that 744.6 names is enough to ask."""
    if not any(q.words.says(code) for code in _RAISING) and not any(p.military_intelligence for p in q.tx.parties):
        return ()
    asks = Question("destination", "Where is the end use?")
    place = condition("the place is one that 744.6 names", None, cite="15 CFR 744.6", asks=asks)
    proof = all_of("a US person's support may need a license", _us_person(q), place, cite="15 CFR 744.6")
    return (_requirement("744.6", proof, "15 CFR 744.6", policy=WEAPONS_POLICY),)


def _requirement(reason: str, proof: Proof, cite: str, *more: str, policy: str) -> Requirement:
    return Requirement(
        reason=reason, family="us_person", proof=proof, cites=tuple(dict.fromkeys([cite, *more, "15 CFR 744.6"])),
        exceptions_open=CLOSED, policy=policy,
    )  # fmt: skip


def _with_person(found: Requirement, person: Proof) -> Requirement:
    """The prohibition binds US persons only (772.1)."""
    proof = all_of(found.proof.claim, person, found.proof, cite=found.cites[0])
    return Requirement(
        reason=found.reason,
        family=found.family,
        proof=proof,
        cites=found.cites,
        exceptions_open=found.exceptions_open,
        policy=found.policy,
    )


def _us_person(q: Inquiry) -> Proof:
    """Whether a US person takes part; asked when the end use raises it and nobody said."""
    told = [p.us_person for p in q.tx.parties if p.us_person is not None]
    truth = (
        True
        if q.tx.us_person_involved or True in told
        else q.tx.us_person_involved
        if q.tx.us_person_involved is not None
        else False
        if told
        else None
    )
    if truth is None and (q.tx.exporter_country == "US" or any(p.country == "US" for p in q.tx.parties)):
        truth = True
    return q.told(
        "a US person takes part in or supports it", truth, "us_person_involved",
        "Does a US person (citizen, permanent resident, US firm or its branch abroad) ship, facilitate or service it?",
        cite="15 CFR 744.6",
    )  # fmt: skip


# --- (b): weapons and military intelligence ------------------------------------------------------------------------------


def _weapons(q: Inquiry, paragraph: str, reason: str, claim: str, place: bool | None) -> Requirement | None:
    rule = q.law.in_force(f"{PACK}/weapons_support")
    if rule is None:
        return None
    cite = f"15 CFR 744.6(b)({paragraph})"
    proof = all_of(
        claim,
        condition("the stated end use is one of these", True, cite=cite),
        condition("the place is one the paragraph names", place, cite=cite, asks=Question("destination", "Where is the end use?")),
        cite=cite,
    )
    return _requirement(reason, proof, cite, "15 CFR 744.6(b)", policy=WEAPONS_POLICY)


def nuclear(q: Inquiry) -> Requirement | None:
    """Nuclear explosive devices in or by any country outside Supplement No. 3 to part 744 (b)(1)."""
    if not q.words.says("nuclear"):
        return None
    free = q.law.value(f"{PACK}/nuclear_free_countries").value
    return _weapons(q, "1", "744.6 nuclear", "it supports nuclear explosive devices", q.to not in free)


def missiles(q: Inquiry) -> Requirement | None:
    """Missiles in or by a country of D:4 or E:2 (b)(2)."""
    if not q.words.says("missile"):
        return None
    found = [member(group, str(q.to), q.on) for group in ("D:4", "E:2")]
    return _weapons(q, "2", "744.6 missiles", "it supports missiles", True if True in found else None if None in found else False)


def weapons(q: Inquiry) -> Requirement | None:
    """Chemical or biological weapons anywhere (b)(3)."""
    if not q.words.says("chemical_biological"):
        return None
    return _weapons(q, "3", "744.6 chemical and biological weapons", "it supports chemical or biological weapons", True)


def precursor_plants(q: Inquiry) -> Requirement | None:
    """Whole plants for 1C350 precursors outside Country Group A:3 (b)(4)."""
    if not q.words.says("precursor_plant"):
        return None
    inside = member("A:3", str(q.to), q.on)
    return _weapons(
        q, "4", "744.6 precursor plants", "it supports a whole plant for precursors", None if inside is None else not inside
    )


def military_intelligence(q: Inquiry) -> Requirement | None:
    """Military-intelligence end uses and users of named countries (b)(5), from 2021-03-16."""
    places = q.law.get(f"{PACK}/military_intelligence")
    users = [p for p in q.tx.parties if p.military_intelligence]
    if places is None or not (users or q.words.says("military_intelligence")):
        return None
    cite = "15 CFR 744.6(b)(5)"
    where = {("CN" if place == "HK" else place) for place in (q.to, *(p.country for p in users)) if place}
    truths = [place in places.value or bool(member("E", place, q.on)) for place in where]
    proof = all_of(
        "it supports military intelligence",
        condition("the end use or user is military intelligence", True, cite=cite),
        condition("of a country the paragraph names", any(truths), cite=cite, rests_on=places.ref),
        negation("it is no official duty of a US Government employee (d)(2)", _official(q)),
        cite=cite,
    )
    return _requirement("744.6 military intelligence", proof, cite, "15 CFR 744.6(b)", policy="presumption of denial")


def _official(q: Inquiry) -> Proof:
    text = " ".join([q.tx.end_use or "", *(p.name for p in q.tx.parties)])
    return condition(
        "it is in the official duties of US Government staff", bool(_GOVERNMENT.search(text)), cite="15 CFR 744.6(d)(2)"
    )


# --- (c)(2): chips -------------------------------------------------------------------------------------------------------


def advanced_node(q: Inquiry) -> Requirement | None:
    """Any item not subject to the EAR, for chips at an advanced-node facility (c)(2)(i)."""
    if not q.words.says("advanced_node"):
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
    if said("advanced_node") or said("mature_node") or not (said("node_unknown") or said("ic_production")):
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
    tools = q.law.get(f"{PACK}/chip_tools")
    codes = [q.eccn] if q.on_ccl else re.findall(r"\b3[BDE]\d{3}(?:\.[a-z0-9]+)*", q.item.description or "")
    if tools is None or not codes:
        return None
    found = [covered(code, tools.value) for code in codes]
    truth = True if True in found else None if None in found else False
    if truth is False:
        return None
    cite = "15 CFR 744.6(c)(2)(iii)"
    asks = Question(f"{q.path}.eccn", "Which paragraph does the tool meet?")
    item = condition("the item is a chip-making tool of the set", truth, cite=cite, rests_on=tools.ref, asks=asks)
    return _chips(q, "iii", "a chip-making tool goes to Macau or D:5", item)


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
    return _requirement(f"744.6(c)(2)({paragraph})", proof, cite, *serving, policy="presumption of denial")


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
        found.append(_official(q))
        serviced = bool(_SERVICING.search(text)) or q.eccn == "service"
        found.append(
            condition(
                "it is servicing away from an advanced-node facility",
                serviced and not q.words.says("advanced_node"),
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
    natural = person.kind in ("person", "individual") or bool(_NATURAL.search(person.name))
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
