"""Part 744, end uses: license requirements that follow what an item is for.

Nuclear (744.2), rockets and unmanned aircraft (744.3), chemical and biological weapons (744.4), naval nuclear propulsion
(744.5), chips and supercomputers (744.23). Each speaks when the stated end use raises it; where no end use is stated the
exporter pledges to know of none (15 CFR 772.1, "knowledge").
"""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import ENTITY_LIST, Inquiry
from licet.law.us.ear.part734_content import nature
from licet.law.us.ear.part740_country_groups import member
from licet.law.us.ear.part772_nodes import advanced_node as of_advanced_node
from licet.law.us.ear.part772_nodes import speaks_of_memory
from licet.law.us.ear.part772_nodes import undecided as node_undecided
from licet.law.words import read_words
from licet.proofs import Proof, Question, all_of, condition
from licet.transactions import LISTED_ROLES

PACK = "us/ear/part744_end_uses"
NOTHING_OPEN: frozenset[str] = frozenset()


def _requirement(
    reason: str,
    proof: Proof,
    *cites: str,
    policy: str = "presumption of denial",
    open_to: frozenset[str] = NOTHING_OPEN,
) -> Requirement:
    return Requirement(reason=reason, family="end_use", proof=proof, cites=cites, exceptions_open=open_to, policy=policy)


#: Codes one of which an end use states wherever a rule below is raised by its words, and those that a name may speak of.
_RAISING_NAMES = ("nuclear", "nuclear_raised", "missile")
_RAISING = frozenset({
    *_RAISING_NAMES, "uav_range_unknown", "unmanned_aircraft", "chemical_biological", "precursor_plant", "nuclear_propulsion",
    "supercomputer", "ic_production", "node_unknown", "back_end", "mature_node", "advanced_node", "advanced_raised",
    "eda_advanced", "sme_production",
})  # fmt: skip


def end_uses(q: Inquiry) -> tuple[Requirement, ...]:
    """Every end-use rule that the facts raise, in the order of the part."""
    if _RAISING.isdisjoint(q.use.said) and not speaks_of_memory(q.tx.end_use) and not _named(q, *_RAISING_NAMES):
        return ()
    rules = (
        nuclear,
        missile,
        chemical_biological,
        naval_propulsion,
        supercomputer,
        advanced_node,
        node_unknown,
        design_software,
        tools,
    )
    return tuple(found for rule in rules if (found := rule(q)) is not None)


def nuclear(q: Inquiry) -> Requirement | None:
    """Nuclear explosive activities, unsafeguarded ones and listed fuel-cycle acts (15 CFR 744.2).

    Not for destinations of Supplement No. 3 to part 744; the explosive use itself knows no exempt country's buyer either, so
    only the destination is looked at.
    """
    certain = bool(q.use.says("nuclear"))
    if not (certain or q.use.says("nuclear_raised") or _named(q, "nuclear", "nuclear_raised")) or q.to is None:
        return None
    free = q.law.value(f"{PACK}/nuclear_free_countries")
    proof = all_of(
        "the item is for a restricted nuclear end use",
        q.told(
            "the stated end use is a nuclear one that the section restricts",
            True if certain else None,
            "end_use",
            "Is the use explosive, unsafeguarded, or one of the fuel-cycle acts of 15 CFR 744.2(a)?",
            cite="15 CFR 744.2(a)",
        ),
        condition(
            "the destination is outside Supplement No. 3 to part 744", q.to not in free.value, cite=free.cite, rests_on=free.ref
        ),
        cite="15 CFR 744.2(a)",
    )
    return _requirement(
        "744.2",
        proof,
        "15 CFR 744.2(a)",
        policy="case by case",
        open_to=frozenset({"TSU(a)", "TSU(b)"}) if q.to in free.value else NOTHING_OPEN,
    )


def missile(q: Inquiry) -> Requirement | None:
    """Rockets and unmanned aircraft (15 CFR 744.3).

    Range of 300 km or more in D:4; delivery of weapons of mass destruction anywhere. It applies too when range or use
    cannot be found out (744.3(a)(3)).
    """
    known, unknown_range = q.use.says("missile"), q.use.says("uav_range_unknown")
    if not (known or unknown_range) or q.to is None:
        raised = q.use.says("unmanned_aircraft") or _named(q, "missile")
        return _unmanned(q) if raised and q.to is not None else None
    weapon = bool(q.use.says("chemical_biological") or q.use.says("nuclear"))
    place = member("D:4", q.to, q.on)
    paragraph = "15 CFR 744.3(a)(2)" if weapon else "15 CFR 744.3(a)(3)" if not known else "15 CFR 744.3(a)(1)"
    proof = all_of(
        "the item is for a rocket system or unmanned aircraft that 744.3 restricts",
        condition("the stated end use is one", True, cite=paragraph),
        condition(
            "it delivers weapons of mass destruction, or the destination is in Country Group D:4",
            True if weapon else place,
            cite=paragraph,
        ),
        cite=paragraph,
    )
    return _requirement("744.3", proof, paragraph)


def _named(q: Inquiry, *codes: str) -> bool:
    """Whether a consignee's or user's own name raises the use, which its other purposes do not deny (732 Supp. 3)."""
    return any(not read_words(party.name).said.isdisjoint(codes) for _, party in q.parties(*LISTED_ROLES))


def _unmanned(q: Inquiry) -> Requirement:
    """An unmanned aircraft of which no range of 300 km is told, or a user whose name speaks of missiles: a shorter range is out;
    one not told is asked about in D:4."""
    asks = "Is it for a rocket or unmanned aircraft that can fly 300 km? Where that cannot be found out, 744.3(a)(3) applies"
    cite = "15 CFR 744.3(a)(1)"
    proof = all_of(
        "the item is for a rocket or unmanned aircraft that 744.3 restricts",
        condition("the destination is in Country Group D:4", member("D:4", q.to or "", q.on), cite=cite),
        q.told("it can fly 300 km or more", False if q.use.says("short_range") else None, "end_use", asks, cite=cite),
        cite=cite,
    )
    return _requirement("744.3", proof, cite)


def chemical_biological(q: Inquiry) -> Requirement | None:
    """Chemical and biological weapons, anywhere; whole plants for 1C350 precursors outside A:3 (15 CFR 744.4)."""
    if q.use.says("chemical_biological"):
        proof = condition("the item is for chemical or biological weapons", True, cite="15 CFR 744.4(a)")
        return _requirement("744.4", proof, "15 CFR 744.4(a)")
    if q.use.says("precursor_plant") and q.to is not None:
        proof = all_of(
            "the item is for a plant making 1C350 precursors outside Country Group A:3",
            condition("the stated end use is such a plant", True, cite="15 CFR 744.4(b)"),
            condition("the destination is outside Country Group A:3", not member("A:3", q.to, q.on), cite="15 CFR 744.4(b)"),
        )
        return _requirement("744.4", proof, "15 CFR 744.4(b)")
    return None


def naval_propulsion(q: Inquiry) -> Requirement | None:
    """Technology for maritime nuclear propulsion plants (15 CFR 744.5): technology, and machinery made for them."""
    if not q.use.says("nuclear_propulsion"):
        return None
    technology = q.group in ("D", "E") if q.on_ccl else nature(q.eccn, q.item.description) == "technology" or None
    proof = all_of(
        "the item is technology for maritime nuclear propulsion, or machinery developed for it",
        condition("the stated end use is naval nuclear propulsion", True, cite="15 CFR 744.5(a)"),
        q.told(
            "the item is such technology or specially developed machinery",
            technology,
            f"{q.path}.for_nuclear_propulsion",
            "Is the item technology, or machinery specially developed, for a maritime nuclear propulsion plant?",
            cite="15 CFR 744.5(a)",
        ),
    )
    return _requirement("744.5", proof, "15 CFR 744.5(a)")


# --- 744.23: chips -----------------------------------------------------------------------------------------------------


def _chip_place(q: Inquiry, paragraph: str) -> Proof:
    """Macau or Country Group D:5; before 2023-11-17 China (with Hong Kong), and Macau from 2023-01-17."""
    to = "CN" if q.to == "HK" else q.to
    wide = q.law.in_force(f"{PACK}/macau_and_d5")
    if to is None:
        return condition(
            "the destination is Macau or in Country Group D:5",
            None,
            cite=paragraph,
            asks=Question("destination", "Where is it going?"),
        )
    truth = to in ("CN", "MO") if wide is None else to == "MO" or member("D:5", to, q.on)
    return condition("the destination is Macau or in Country Group D:5", truth, cite=paragraph, rests_on=wide.ref if wide else None)


def _about_chips(q: Inquiry) -> bool:
    return bool(q.use.says("ic_production") or of_advanced_node(q) or q.use.says("node_unknown"))


def _footnote_five(q: Inquiry) -> bool:
    """A footnote 5 party is taken out of (a)(2)(i) and (ii) (15 CFR 744.23(a)(2)(iv))."""
    return any(5 in s.footnotes for s in q.on_list(ENTITY_LIST))


def supercomputer(q: Inquiry) -> Requirement | None:
    """Listed chips and computers for a supercomputer in Macau or D:5 (15 CFR 744.23(a)(1); definition in 772.1)."""
    rule = q.law.in_force(f"{PACK}/supercomputer_end_use")
    if rule is None or not q.use.says("supercomputer"):
        return None
    listed = q.law.value(f"{PACK}/supercomputer_items")
    proof = all_of(
        "the item is for a supercomputer",
        condition("the stated end use is a supercomputer", True, cite="15 CFR 744.23(a)(1)"),
        _chip_place(q, "15 CFR 744.23(a)(1)"),
        condition(
            "the item is on the closed list",
            None if q.eccn is None else q.heading in listed.value,
            cite="15 CFR 744.23(a)(1)",
            rests_on=listed.ref,
            asks=Question(f"{q.path}.eccn", "What is the item's ECCN?"),
        ),
        cite="15 CFR 744.23(a)(1)",
    )
    return _requirement("744.23(a)(1)", proof, "15 CFR 744.23(a)(1)")


def advanced_node(q: Inquiry) -> Requirement | None:
    """Any item, EAR99 too, for chips at a facility making advanced-node ones, whoever owns it (15 CFR 744.23(a)(2)(i)).

    Back-end steps that do not change the technology level are not production (744.23(a)(5)).
    """
    rule = q.law.in_force(f"{PACK}/chip_end_uses")
    spoken = any(q.use.says(code) for code in ("back_end", "mature_node", "advanced_raised"))
    if rule is None or not (_about_chips(q) or spoken):
        return None
    node = of_advanced_node(q)
    open_figure = node_undecided(q)
    back_end = q.use.says("back_end") and not node
    if not back_end and node is None and not open_figure:
        return None
    proof = all_of(
        "the item is for developing or producing chips at an advanced-node facility",
        condition(
            "the facility makes advanced-node chips",
            None if open_figure else bool(node),
            cite="15 CFR 772.1",
            asks=Question(
                "end_use",
                "Does the facility make advanced-node chips (15 CFR 772.1)? Of DRAM: what cell area, density, vias a die?",
            ),
        ),
        condition(
            "the steps are production, not back-end assembly, test or packaging",
            not q.use.says("back_end"),
            cite="15 CFR 744.23(a)(5)",
        ),
        condition("no footnote 5 party takes the rule's place", not _footnote_five(q), cite="15 CFR 744.23(a)(2)(iv)"),
        _chip_place(q, "15 CFR 744.23(a)(2)(i)"),
        cite="15 CFR 744.23(a)(2)(i)",
    )
    cites = ("15 CFR 744.23(a)(5)", "15 CFR 744.23(a)(2)(i)") if back_end else ("15 CFR 744.23(a)(2)(i)", "15 CFR 772.1")
    return _requirement("744.23(a)(2)(i)", proof, *cites)


def node_unknown(q: Inquiry) -> Requirement | None:
    """Category 3 items of groups B to E for chip production where the node is not known (15 CFR 744.23(a)(2)(ii))."""
    rule = q.law.in_force(f"{PACK}/chip_end_uses")
    known = of_advanced_node(q) is not None or q.use.says("back_end")
    if rule is None or not _about_chips(q) or (known and not q.use.says("node_unknown")):
        return None
    category = None if q.eccn is None else q.heading[:1] == "3" and q.group in ("B", "C", "D", "E")
    proof = all_of(
        "the item is for chip production at a facility whose node is unknown",
        condition("the stated end use is chip development or production, the node not known", True, cite="15 CFR 744.23(a)(2)(ii)"),
        condition(
            "the item is in category 3, product groups B to E",
            category,
            cite="15 CFR 744.23(a)(2)(ii)",
            asks=Question(f"{q.path}.eccn", "What is the item's ECCN?"),
        ),
        condition("no footnote 5 party takes the rule's place", not _footnote_five(q), cite="15 CFR 744.23(a)(2)(iv)"),
        _chip_place(q, "15 CFR 744.23(a)(2)(ii)"),
        cite="15 CFR 744.23(a)(2)(ii)",
    )
    return _requirement("744.23(a)(2)(ii)", proof, "15 CFR 744.23(a)(2)(ii)")


def design_software(q: Inquiry) -> Requirement | None:
    """ECAD and TCAD for designing advanced-node chips made there (15 CFR 744.23(a)(2)(iii))."""
    if not (q.use.says("eda_advanced") and of_advanced_node(q)):
        return None
    rule = q.law.in_force(f"{PACK}/design_software_end_use")
    if rule is None:
        return None
    proof = all_of(
        "the item is design software or technology for advanced-node chips",
        condition(
            "it is software or technology",
            q.group in ("D", "E") or None if q.on_ccl else None,
            cite="15 CFR 744.23(a)(2)(iii)",
            asks=Question(f"{q.path}.eccn", "Is the item ECAD or TCAD software or technology?"),
        ),
        _chip_place(q, "15 CFR 744.23(a)(2)(iii)"),
    )
    return _requirement("744.23(a)(2)(iii)", proof, "15 CFR 744.23(a)(2)(iii)")


def tools(q: Inquiry) -> Requirement | None:
    """CCL items for developing or producing chip-making tools in Macau or D:5 (15 CFR 744.23(a)(4))."""
    rule = q.law.in_force(f"{PACK}/tool_end_use")
    if rule is None or not q.use.says("sme_production"):
        return None
    proof = all_of(
        "the item is for developing or producing chip-making tools",
        condition("the stated end use is chip-making tools", True, cite="15 CFR 744.23(a)(4)"),
        condition(
            "the item is on the Commerce Control List",
            q.on_ccl,
            cite="15 CFR 744.23(a)(4)",
            asks=Question(f"{q.path}.eccn", "What is the item's ECCN?"),
        ),
        _chip_place(q, "15 CFR 744.23(a)(4)"),
        cite="15 CFR 744.23(a)(4)",
    )
    return _requirement("744.23(a)(4)", proof, "15 CFR 744.23(a)(4)", open_to=frozenset({"GOV(b)"}))
