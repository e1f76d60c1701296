"""Part 742, chip-making tools: the SME set and the restricted tools (742.4(a)(4), 742.6(a)(6)(i)(A), (a)(11))."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.headquarters import going_to_macau_or_d5, supplement_4
from licet.law.us.ear.item_sets import takes_in
from licet.law.us.ear.part734_scope import Scope
from licet.law.us.ear.part742_lines import Line, prose
from licet.law.us.ear.part772_nodes import advanced_node
from licet.proofs import Question, all_of, condition, negation

PACK = "us/ear/part742_controls"
DENIAL, GOV_B = "presumption of denial", frozenset({"GOV(b)"})


def chip_making_tools(q: Inquiry, scope: Scope) -> tuple[Requirement, ...]:
    """The SME set to Macau and D:5, for national security and for regional stability.

    Deemed exports are free; so is what a sender in a Supplement No. 4 country, not headquartered in Macau or D:5, sends of
    foreign-produced items (from 2024-12-02). From 2022-10-07 the tools stood in 3B090, for China alone.
    """
    if q.law.test(f"{PACK}/early_sme_items", takes_in, q.eccn):
        early = q.law.value(f"{PACK}/early_sme_items")
        place = condition("the destination is China", q.to in ("CN", "HK"), cite="15 CFR 742.6(a)(6)", rests_on=early.ref)
        return (
            prose(
                "RS SME",
                all_of("3B090 to China", place, cite="15 CFR 742.6(a)(6)"),
                "15 CFR 742.6(a)(6)",
                early.cite,
                policy="presumption of denial",
            ),
        )
    truth = q.law.test(f"{PACK}/sme_items", takes_in, q.eccn)
    if truth is False:
        return ()
    items = q.law.value(f"{PACK}/sme_items")
    asks = Question(f"{q.path}.eccn", f"Which paragraph of {q.heading} is it?")
    listed = condition("the item is of the SME set", truth, cite="15 CFR 742.4(a)(4)", rests_on=items.ref, asks=asks)
    there = going_to_macau_or_d5(q, "15 CFR 742.4(a)(4)")
    released = negation("it is not a deemed export or reexport", condition("it is a release", q.deemed, cite="15 CFR 742.4(a)(4)"))
    inside = negation("the sender is not carved out by Supplement No. 4 to part 742", supplement_4(q), cite="15 CFR Supp. 4 to 742")
    made = [
        all_of(f"{name} asks for a license for the chip-making tool", listed, there, released, inside, cite=cite)
        for name, cite in (("national security", "15 CFR 742.4(a)(4)"), ("regional stability", "15 CFR 742.6(a)(6)(i)(A)"))
    ]
    regional = "15 CFR 742.6(a)(6)(i)(A)"
    carve = ["15 CFR Supp. 4 to 742"] if q.law.get(f"{PACK}/sme_carve_out") else []
    via = ["15 CFR 734.9(k)"] if scope.via("15 CFR 734.9(k)") else []
    return (
        prose("NS SME", made[0], "15 CFR 742.4(a)(4)", f"CCL {q.heading}: NS", *carve, *via, policy=DENIAL, open_to=GOV_B),
        prose("RS SME", made[1], regional, "15 CFR 742.6(a)(6)(i)", f"CCL {q.heading}: RS", policy=DENIAL, open_to=GOV_B),
    )  # fmt: skip


def restricted_tools(q: Inquiry, scope: Scope, lines: tuple[Line, ...]) -> tuple[Requirement, ...]:
    """3B993, 3B994 and what goes with them (742.6(a)(11)): the reach is in no stored copy, so Macau and D:5 are asked about.

    It is for items that are subject to the EAR otherwise than as direct products for footnote 5 parties: for those the lines of
    744.11(a)(2)(v) say who needs a license, and they would be empty beside a requirement for all.
    """
    if not any(line.control.rule == "742.6(a)(11)" for line in lines) or q.law.in_force(f"{PACK}/restricted_tools") is None:
        return ()
    if q.deemed:
        return ()
    there = going_to_macau_or_d5(q, "15 CFR 742.6(a)(11)")
    only = scope.requirements_only_via
    otherwise = condition(
        "it is subject to the EAR otherwise than through 734.9(e)(3) alone",
        not only or only != {"15 CFR 734.9(e)(3)"},
        cite="15 CFR 742.6(a)(11)",
    )
    which = "Is it for an advanced-node facility or a footnote 5 party (15 CFR 742.6(a)(11))?"
    fab = advanced_node(q, goods_too=True)
    known = True if fab or any(5 in s.footnotes for s in q.standings) else None
    proof = all_of(
        "the restricted tool needs a license for regional stability", there, otherwise,
        q.told("it is for an advanced-node facility or a footnote 5 party", known, "end_use", which, cite="15 CFR 742.6(a)(11)"),
        cite="15 CFR 742.6(a)(11)",
    )  # fmt: skip
    return (
        prose(
            "RS restricted tools",
            proof,
            "15 CFR 742.6(a)(11)",
            f"CCL {q.heading}: RS",
            policy="presumption of denial",
            open_to=frozenset({"GOV(b)"}),
        ),
    )
