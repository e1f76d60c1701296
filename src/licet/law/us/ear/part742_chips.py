"""Part 742, chips: advanced computing items, high bandwidth memory, model weights, technology that goes out.

Each with its dates and its review policy: 742.6(a)(6)(i)(B), (ii), (iii), (a)(13), and the headquarters test of
744.23(a)(3)(i). Text that is printed and not enforced is found, and put to a person.
"""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.headquarters import SENDERS, going_to_macau_or_d5, macau_or_d5, seated_in_macau_or_d5
from licet.law.us.ear.item_sets import covered, takes_in
from licet.law.us.ear.measured import CHIPS, meets_3a090
from licet.law.us.ear.part740_supplement_8 import ADVANCED_COMPUTING, users_approved
from licet.law.us.ear.part742_lines import about_advanced_computing, prose, what_for
from licet.law.us.ear.part774_ccl.reaches import reach_on
from licet.proofs import FAILS, Proof, Question, all_of, any_of, condition, negation
from licet.transactions import Kind

PACK = "us/ear/part742_controls"
DENIAL, GOV_B = "presumption of denial", frozenset({"GOV(b)"})
NOT_ENFORCED = "BIS non-enforcement statement, May 2025"
_WHICH = (
    "The printed text asks for a license worldwide (90 FR 4544); BIS has said since 2025-05-13 that it does not enforce it. "
    "Which do you follow?"
)


def advanced_computing(q: Inquiry) -> tuple[Requirement, ...]:
    """3A090, 4A090 and .z items of the .a and .b kinds, and software and technology for them.

    China from 2022-10-21; D:1, D:4, D:5 less A:5 and A:6, and firms headquartered in Macau or D:5, from 2023-11-17. The
    worldwide requirement for .a items of January 2025 is printed and not enforced: where it alone bites, that is put to a
    person. Deemed exports and reexports are free (742.6(a)(6)(iv)).
    """
    reach = q.law.get(f"{PACK}/advanced_computing_reach")
    kind_a, kind_b = _kind(q, "a"), _kind(q, "b")
    if reach is None or (kind_a.verdict is FAILS and kind_b.verdict is FAILS):
        return ()
    either = any_of("it is an advanced computing item", kind_a, kind_b, cite=reach.cite)
    released = negation(
        "it is not a deemed export or reexport", condition("it is a release", q.deemed, cite="15 CFR 742.6(a)(6)(iv)")
    )
    place = _reached(q, str(reach.value), reach.cite)
    diffused = _diffusion(q, kind_a)
    paragraph = _paragraph(q, kind_a, kind_b, reach.cite)
    policy, policy_cites = _review(q)
    listed = "CCL 3A090: RS" if q.heading in CHIPS else f"CCL {q.heading}: RS"
    found = [
        prose(
            "RS advanced computing",
            all_of("regional stability asks for a license for an advanced computing item", either, released, place, cite=paragraph),
            paragraph, reach.cite, *policy_cites, listed, *(["15 CFR 742.6(a)(6)(iv)"] if q.deemed else []),
            *(["15 CFR 740 Supp. 8"] if q.to == "AE" and q.law.in_force(f"{PACK}/uae_named") else []), policy=policy,
        )
    ]  # fmt: skip
    if str(reach.value) == "groups":
        seat = seated_in_macau_or_d5(q, "15 CFR 744.23(a)(3)(i)")
        abroad = negation("the destination is outside D:1, D:4 and D:5 (less A:5 and A:6)", place, cite="15 CFR 744.23(a)(3)(i)(A)")
        test = all_of(
            "it is for a firm headquartered, or whose ultimate parent is, in Macau or Country Group D:5",
            either, released, abroad, seat, cite="15 CFR 744.23(a)(3)(i)",
        )  # fmt: skip
        found.append(
            prose(
                "RS headquarters",
                test,
                "15 CFR 742.6(a)(6)(iii)",
                "15 CFR 744.23(a)(3)(i)",
                *policy_cites,
                listed,
                policy="presumption of denial",
            )
        )
    if diffused is not None:
        found.append(
            prose(
                "RS worldwide (not enforced)",
                all_of("the printed worldwide requirement", diffused, released, cite="15 CFR 742.6(a)(6)(iii)(A)"),
                "15 CFR 742.6(a)(6)(iii)(A)",
                NOT_ENFORCED,
                "90 FR 4544",
                listed,
            )
        )
    return tuple(found)


def _kind(q: Inquiry, kind: str) -> Proof:
    """Whether the item is of the .a or the .b kind; software and technology must be for such an item.

    A bare heading such as 5A002 whose description speaks of nothing of the kind is not taken for its .z paragraphs.
    """
    items = q.law.get(f"{PACK}/advanced_computing_items_{kind}")
    claim = f"the item is an advanced computing item of the .{kind} kind"
    cite = "15 CFR 742.6(a)(6)(iii)"
    if items is None:
        return condition(claim, False, cite=cite)
    truth = covered(q.eccn, items.value)
    if q.heading in CHIPS:
        truth = _by_figures(q, kind, truth)
    if truth is None and q.heading not in ("3A090", "4A090", "4D090") and about_advanced_computing(q.item.description) is False:
        truth = False
    technology = q.law.get(f"{PACK}/advanced_computing_technology")
    if technology is not None and covered(q.eccn, technology.value):
        subject = what_for(q.eccn or "", q.item.description)
        truth = (
            covered(subject, items.value)
            if subject
            else None
            if about_advanced_computing(q.item.description) is not False
            else False
        )
    return condition(
        claim,
        truth,
        cite=cite,
        rests_on=items.ref,
        asks=Question(f"{q.path}.eccn", "Which paragraph is it (for technology: of what it is for)?"),
    )


def _by_figures(q: Inquiry, kind: str, by_code: bool | None) -> bool | None:
    """What the figures say of a chip: they make it 3A090 whatever entry it was given, and put a 3A090 that they belie in doubt."""
    told = meets_3a090(q, kind)
    if told or (by_code is None and q.heading != "3A090"):
        return told
    other = meets_3a090(q, "b" if kind == "a" else "a")
    belied = told is False and not other and by_code is not False
    return None if belied else told if by_code is None else by_code


def _reached(q: Inquiry, reach: str, cite: str) -> Proof:
    """Whether the enforced requirement reaches the destination."""
    to = "CN" if q.to == "HK" else q.to or ""
    asks = Question("destination", "Is the destination in Country Group D:1, D:4 or D:5?")
    if reach != "groups":
        return condition(
            "the destination is China (from 2023-01-17 also Macau)", to == "CN" or (to == "MO" and "macau" in reach), cite=cite
        )
    uae = q.law.in_force(f"{PACK}/uae_named")
    if to == "AE" and uae is not None:
        return _uae(q, uae.cite)
    words = reach_on("d1-d4-d5-less-a5-a6", "742.6(a)(6)(iii)(B)", q.on).reach
    truth = words.covers(to, q.on)
    return condition(
        "the destination is in Country Group D:1, D:4 or D:5 and not in A:5 or A:6",
        truth,
        cite="15 CFR 742.6(a)(6)(iii)",
        asks=asks,
    )


def _uae(q: Inquiry, cite: str) -> Proof:
    """The Emirates stay named; users approved in Supplement No. 8 to part 740 are free."""
    free = q.told(
        "the ultimate consignee and every end user are approved in Supplement No. 8 to part 740",
        True if users_approved(q, ADVANCED_COMPUTING) else None,
        "uae_users_approved",
        "Are the ultimate consignee and every end user approved in Supplement No. 8 to part 740?",
        cite="15 CFR 740 Supp. 8",
    )
    return negation("the United Arab Emirates are named and the users are not approved", free, cite=cite)


def _diffusion(q: Inquiry, kind_a: Proof) -> Proof | None:
    """The worldwide requirement for .a items; unknown by design once BIS said that it does not enforce it."""
    rule = q.law.get(f"{PACK}/diffusion_rule")
    if rule is None or kind_a.verdict is FAILS:
        return None
    unsettled = q.told(
        f"the worldwide requirement of January 2025 binds (status: {rule.value})",
        None,
        "law:742.6(a)(6)(iii)(A)",
        _WHICH,
        cite=rule.cite,
        rests_on=rule.ref,
    )
    return all_of("the January 2025 rule reaches it", kind_a, unsettled, cite=rule.cite)


def _paragraph(q: Inquiry, kind_a: Proof, kind_b: Proof, cite: str) -> str:
    """The paragraph of 742.6(a)(6) on the day."""
    if q.law.get(f"{PACK}/advanced_computing_items_b") is None:
        return cite
    if kind_b.verdict is FAILS:
        return "15 CFR 742.6(a)(6)(iii)(A)"
    return "15 CFR 742.6(a)(6)(iii)(B)" if kind_a.verdict is FAILS else "15 CFR 742.6(a)(6)(iii)"


def _review(q: Inquiry) -> tuple[str, tuple[str, ...]]:
    """How an application is met: denial is presumed for Macau and D:5; since 2026-01-15 case by case below two limits for
    users in China or Macau; chips not meant for data centers case by case (742.6(b)(10))."""
    to = "CN" if q.to == "HK" else q.to
    limits = q.law.get(f"{PACK}/case_by_case")
    tpp, bandwidth = q.item.tpp, q.item.dram_bandwidth_gb_s
    below = (
        limits is not None and tpp is not None and bandwidth is not None
        and tpp < int(limits.value["tpp"]) and bandwidth < int(limits.value["dram_bandwidth_gb_s"])
    )  # fmt: skip
    if limits is not None and below and to in ("CN", "MO") and q.tx.kind is Kind.EXPORT and q.group in "ABC":
        return "case by case", (limits.cite, str(limits.value["notice"]))
    if q.item.datacenter is False and q.law.get(f"{PACK}/advanced_computing_items_b") is not None:
        return "case by case", ("15 CFR 742.6(b)(10)",)
    if macau_or_d5(q.to, q.on) is not False:
        return "presumption of denial", ("15 CFR 742.6(b)(10)",)
    return "presumption of approval unless headquartered in Macau or Country Group D:5", ("15 CFR 742.6(b)(10)",)


def memory(q: Inquiry) -> tuple[Requirement, ...]:
    """High bandwidth memory (3A090.c) to Macau and D:5 from 2024-12-02, and to firms headquartered there anywhere else."""
    truth = q.law.test(f"{PACK}/high_bandwidth_memory", takes_in, q.eccn)
    if truth is False:
        return ()
    items = q.law.value(f"{PACK}/high_bandwidth_memory")
    if truth is None and q.item.tpp is not None:
        return ()
    asks = Question(f"{q.path}.eccn", "Which paragraph of 3A090 is it?")
    is_memory = condition(
        "the item is high bandwidth memory of 3A090.c", truth, cite="15 CFR 742.6(a)(6)(i)(B)", rests_on=items.ref, asks=asks
    )
    released = negation(
        "it is not a deemed export or reexport", condition("it is a release", q.deemed, cite="15 CFR 742.6(a)(6)(iv)")
    )
    there = going_to_macau_or_d5(q, "15 CFR 742.6(a)(6)(i)(B)")
    here = all_of(
        "high bandwidth memory goes to Macau or Country Group D:5", is_memory, released, there, cite="15 CFR 742.6(a)(6)(i)(B)"
    )
    seat = seated_in_macau_or_d5(q, "15 CFR 744.23(a)(3)(i)(B)")
    abroad = all_of(
        "it goes elsewhere, to a firm headquartered there",
        is_memory,
        released,
        negation("the destination is another", there),
        seat,
        cite="15 CFR 744.23(a)(3)(i)(B)",
    )
    policy = "presumption of denial" if seat.verdict is not FAILS or there.verdict is not FAILS else "presumption of approval"
    return (
        prose("RS memory", here, "15 CFR 742.6(a)(6)(i)(B)", "15 CFR 742.6(b)(10)", f"CCL {q.heading}: RS", policy=policy),
        prose("RS headquarters", abroad, "15 CFR 744.23(a)(3)(i)(B)", "15 CFR 742.6(b)(10)", policy="presumption of denial"),
    )  # fmt: skip


def model_weights(q: Inquiry) -> tuple[Requirement, ...]:
    """4E091 worldwide (742.6(a)(13)): part of the diffusion rule, printed and not enforced."""
    if not covered(q.eccn, ["4E091"]) or (rule := q.law.get(f"{PACK}/model_weights")) is None:
        return ()
    claim = f"the worldwide requirement for model weights binds (status: {rule.value})"
    proof = q.told(claim, None, "law:742.6(a)(13)", _WHICH, cite=rule.cite, rests_on=rule.ref)
    return (prose("RS weights (not enforced)", proof, rule.cite, NOT_ENFORCED, policy=DENIAL),)


def outgoing_technology(q: Inquiry) -> tuple[Requirement, ...]:
    """3E001 technology for 3A090 developed by a firm of Macau or D:5, out of D:1, D:4 or D:5 (less A:5 and A:6) to anywhere,
    when 734.9(h) makes it subject (742.6(a)(6)(ii), 744.23(a)(3)(ii), from 2023-11-17)."""
    rule = q.law.get(f"{PACK}/advanced_computing_items_b")
    items = q.law.get(f"{PACK}/advanced_computing_items_a")
    if rule is None or items is None or q.heading != "3E001" or q.item.origin == "US" or q.deemed:
        return ()
    subject = what_for(q.eccn or "", q.item.description)
    if subject is None or not covered(subject, [*items.value, *rule.value, "3A090", "!3A090.c"]):
        return ()
    cite = "15 CFR 742.6(a)(6)(ii)"
    words = reach_on("d1-d4-d5-less-a5-a6", "742.6(a)(6)(iii)(B)", q.on).reach
    sender = q.tx.exporter_country
    leaves = condition(
        "it leaves a country of D:1, D:4 or D:5 (less A:5 and A:6)", None if sender is None else words.covers(sender, q.on),
        cite=cite, asks=Question("exporter_country", "From where is it sent?"),
    )  # fmt: skip
    firm = seated_in_macau_or_d5(q, cite, senders=True)
    known = firm if firm.verdict is not FAILS or q.parties(*SENDERS) else condition(
        "it was developed by a firm headquartered in Macau or D:5", macau_or_d5(q.item.made_in, q.on), cite=cite,
        asks=Question(f"{q.path}.manufacturer", "Who developed it, and where is that firm headquartered?"),
    )  # fmt: skip
    proof = all_of("technology for advanced chips leaves with a firm of Macau or D:5 behind it", leaves, known, cite=cite)
    return (prose("RS outgoing technology", proof, cite, "15 CFR 744.23(a)(3)(ii)", f"CCL {q.heading}: RS", policy=DENIAL),)
