"""Acts of US persons (15 CFR 744.6): support that needs a license though no item subject to the EAR moves.

Support of nuclear explosives, missiles, chemical and biological weapons, precursor plants and military intelligence (b); what
is done for chips (c)(2) is in part744_us_persons_chips.py. The requirement is on the person: it is found for items that are
not subject to the EAR, and for services.
"""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part734_scope import Scope, subject_to_the_ear
from licet.law.us.ear.part740_country_groups import member
from licet.law.us.ear.part744_us_persons_chips import advanced_node, chip_tools, node_unknown, official, requirement
from licet.proofs import FAILS, HOLDS, UNKNOWN, Proof, Question, all_of, condition, negation, pledge
from licet.transactions import Kind

PACK = "us/ear/part744_us_persons"
WEAPONS_POLICY = "denial where it would make a material contribution"
TOOLS = "744.6(c)(2)(iii)"
CLOSED: frozenset[str] = frozenset()
_RAISING = (
    "nuclear",
    "missile",
    "chemical_biological",
    "precursor_plant",
    "military_intelligence",
    "advanced_node",
    "node_unknown",
)


def us_person_acts(q: Inquiry, scope: Scope | None = None) -> tuple[Requirement, ...]:
    """The prohibitions that the facts raise; a requirement that fails shows an exclusion that serves (744.6(d)).

    Items subject to the EAR have 744.2 to 744.5, 744.22 and 744.23 instead, so nothing is found for them here.
    """
    if q.tx.kind in (Kind.PROCUREMENT, Kind.DEEMED_EXPORT):
        return ()
    if q.to is None:
        return _anywhere(q)
    scope = scope or subject_to_the_ear(q)
    if scope.proof.verdict is HOLDS or scope.other_regime is not None:
        return ()
    raised = (nuclear, missiles, weapons, precursor_plants, military_intelligence, advanced_node, node_unknown, chip_tools)
    asked = [found for rule in raised if (found := rule(q)) is not None]
    person = _us_person(q)
    if _by_the_item_alone(q, person):
        asked = [found for found in asked if found.reason != TOOLS]
    if not asked or person.verdict is FAILS:
        return ()
    return tuple(_with_person(found, person) for found in asked)


def nobody_from_the_us(q: Inquiry) -> Proof | None:
    """What a foreign sender of chip-making tools undertakes: that no US person takes part (15 CFR 744.6(c)(2)(iii)).

    The rule binds persons, not the item: where no US person is named and no end use raises the section, whoever sends knows
    whether one takes part. None where the tools, the place or the day raise nothing.
    """
    if q.to is None or q.tx.kind in (Kind.PROCUREMENT, Kind.DEEMED_EXPORT) or not _by_the_item_alone(q, _us_person(q)):
        return None
    found = chip_tools(q)
    if found is None or found.proof.verdict is FAILS:
        return None
    return pledge("no US person ships, facilitates or services it", cite="15 CFR 744.6(c)(2)(iii)")


def _by_the_item_alone(q: Inquiry, person: Proof) -> bool:
    """Whether nothing but the kind of item raises the section: no US person, no end use."""
    return person.verdict is UNKNOWN and not any(q.words.says(code) for code in (*_RAISING, "ic_production", "servicing"))


def _anywhere(q: Inquiry) -> tuple[Requirement, ...]:
    """Where the place is not known, an end use that 744.6 names is enough to ask."""
    if not any(q.words.says(code) for code in _RAISING) and not any(p.military_intelligence for p in q.tx.parties):
        return ()
    asks = Question("destination", "Where is the end use?")
    place = condition("the place is one that 744.6 names", None, cite="15 CFR 744.6", asks=asks)
    proof = all_of("a US person's support may need a license", _us_person(q), place, cite="15 CFR 744.6")
    return (requirement("744.6", proof, "15 CFR 744.6", policy=WEAPONS_POLICY),)


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
    return requirement(reason, proof, cite, "15 CFR 744.6(b)", policy=WEAPONS_POLICY)


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
        negation("it is no official duty of a US Government employee (d)(2)", official(q)),
        cite=cite,
    )
    return requirement("744.6 military intelligence", proof, cite, "15 CFR 744.6(b)", policy="presumption of denial")
