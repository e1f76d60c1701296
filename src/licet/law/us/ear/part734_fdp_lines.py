"""License lines of the foreign direct product rules: what needs a license once a rule brought an item in.

744.11(a)(2) for footnotes 1, 4 and 5, 746.8(a)(2) and (3), 746.6(a)(1)(ii), 746.7(a)(1)(iii). National security, 600 series,
9x515, advanced computing and chip-making tools have theirs in part 742, supercomputers in 744.23.
"""

from __future__ import annotations

from dataclasses import replace

from licet.decisions import Requirement
from licet.law.inquiry import ENTITY_LIST, Inquiry
from licet.law.us.ear.headquarters import SENDERS, macau_or_d5, seats
from licet.law.us.ear.item_sets import covered
from licet.law.us.ear.part734_fdp import PACK, DirectProduct
from licet.law.us.ear.part734_scope import Scope
from licet.law.us.ear.part740_country_groups import member
from licet.proofs import FAILS, Proof, Question, all_of, condition
from licet.transactions import Kind

#: Footnotes of the Entity List to the limbs whose license line stands in place of the entry for direct products.
_FOOTNOTES = {
    1: frozenset({"15 CFR 734.9(e)(1)", "15 CFR 736.2(b)(3)(vi)"}),
    3: frozenset({"15 CFR 734.9(g)", "15 CFR 734.9(f)"}),
    5: frozenset({"15 CFR 734.9(e)(3)"}),
}
_RUSSIA = frozenset({"15 CFR 734.9(f)", "15 CFR 734.9(g)"})
_IRAN = frozenset({"15 CFR 734.9(j)"})


def fdp_requirements(q: Inquiry, scope: Scope) -> tuple[Requirement, ...]:
    """The license requirements tied to a limb of 734.9, for the rules that hold or may hold.

    744.11(a)(2) for the footnotes, 746.8(a)(2) and (3), 746.6(a)(1)(ii), 746.7(a)(1)(iii). National security, 600 series,
    9x515, advanced computing and chip-making tools have their license lines in part 742, supercomputers in 744.23.
    """
    lines = {
        "footnote_1": _footnote_1, "footnote_4": _footnote_4, "footnote_5": _footnote_5, "russia_belarus": _russia,
        "footnote_3": _footnote_3, "iran": _iran,
    }  # fmt: skip
    found = []
    for product in scope.products:
        line = lines.get(product.name)
        if line is not None and product.proof.verdict is not FAILS:
            found += line(q, product)
    return tuple(found)


def governed_by_their_lines(q: Inquiry, scope: Scope, requirements: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """The requirements, less what a direct product line governs in its stead.

    For an item that is subject to the EAR only through 734.9, the line tied to that limb says what needs a license: an Entity
    List entry of a footnoted party steps back behind 744.11(a)(2) or 746.8(a)(3), and what comes from a partner country is
    outside 746.8(a)(1) as it is outside (a)(2), or the exclusion would be empty. For Iran 742.8 and 746.7(a)(1)(i) state no
    such exclusion beside (a)(1)(iii), so there it is put to a person.
    """
    only = scope.requirements_only_via
    if not only:
        return requirements
    stepping_back = {
        f"Entity List: {standing.name}"
        for standing in q.on_list(ENTITY_LIST)
        for number, limbs in _FOOTNOTES.items()
        if number in standing.footnotes and only <= limbs
    }
    kept = [r for r in requirements if not (r.family == "entity_list" and r.reason in stepping_back)]
    if only <= _RUSSIA:
        kept = [_unless_from_partner(q, r, "partners_outside_fdp", ("Russia/Belarus",)) for r in kept]
    if only <= _IRAN:
        kept = [_unless_from_partner(q, r, "partners_outside_iran_fdp", ("Iran", "AT IR"), settled=False) for r in kept]
    return tuple(kept)


def _unless_from_partner(
    q: Inquiry, found: Requirement, rule: str, reasons: tuple[str, ...], *, settled: bool = True
) -> Requirement:
    """The requirement, failing (or open, where that is a reading) when the item comes from a partner country."""
    outside = _from_partner(q, rule)
    if found.family not in ("embargo", "prose") or found.reason not in reasons or outside.verdict is not FAILS:
        return found
    asks = Question(
        "law:746.7(a)(1)(iv)(A)", "Does the partner-country exclusion of the direct product rule free it from other lines too?"
    )
    free = (
        outside
        if settled
        else condition("the partner-country exclusion does not reach this line", None, cite=outside.cite, asks=asks)
    )
    proof = all_of(found.proof.claim, free, found.proof, cite=found.proof.cite)
    return replace(found, proof=proof, cites=(*found.cites, *_partner_cite(outside)))


def _line(reason: str, proof: Proof, *cites: str, policy: str | None, open_to: frozenset[str] | None) -> Requirement:
    return Requirement(
        reason=reason,
        family="fdp",
        proof=proof,
        cites=tuple(dict.fromkeys(c for c in cites if c)),
        policy=policy,
        exceptions_open=open_to,
    )


def _policy(q: Inquiry, footnote: int, default: str) -> str:
    """The entry's own review policy, where the listing is at hand."""
    for standing in q.on_list(ENTITY_LIST):
        if footnote in standing.footnotes and standing.listing is not None:
            said = getattr(standing.listing.value, "policy", None) or getattr(standing.listing.value, "review_policy", None)
            if said:
                return str(said)
    return default


def _footnote_1(q: Inquiry, product: DirectProduct) -> list[Requirement]:
    """Every exception of part 740 stays open on its terms; items for below-5G gear are looked at case by case."""
    text = f"{q.tx.end_use or ''} {q.item.description or ''}".lower()
    older = any(word in text for word in ("4g", "3g", "2g", "lte", "below 5g", "below the 5g")) and "5g" not in text.replace(
        "below 5g", ""
    ).replace("below the 5g", "")
    policy = "case by case" if older else _policy(q, 1, "presumption of denial; below 5G case by case")
    return [
        _line(
            "footnote 1",
            product.proof,
            product.cite,
            str(product.rule.value["license"]),
            *_entry_cites(q, 1),
            policy=policy,
            open_to=None,
        )
    ]


def _footnote_4(q: Inquiry, product: DirectProduct) -> list[Requirement]:
    return [
        _line(
            "footnote 4",
            product.proof,
            product.cite,
            str(product.rule.value["license"]),
            policy=_policy(q, 4, "presumption of denial"),
            open_to=frozenset(),
        )
    ]


def _footnote_3(q: Inquiry, product: DirectProduct) -> list[Requirement]:
    """Not from partner countries (746.8(a)(12)(iii)(A)); denial in all cases."""
    outside = _from_partner(q, "partners_outside_fdp")
    proof = all_of(product.proof.claim, product.proof, outside, cite="15 CFR 746.8(a)(3)")
    return [
        _line(
            "footnote 3",
            proof,
            product.cite,
            "15 CFR 746.8(a)(3)",
            *_partner_cite(outside),
            policy="policy of denial",
            open_to=frozenset(),
        )
    ]


def _russia(q: Inquiry, product: DirectProduct) -> list[Requirement]:
    """746.8(a)(2), and 746.6(a)(1)(ii) for Crimea; not from partner countries."""
    if q.deemed:
        return []
    outside = _from_partner(q, "partners_outside_fdp")
    section = "15 CFR 746.6(a)(1)(ii)" if q.to == "UA-43" else "15 CFR 746.8(a)(2)"
    proof = all_of(product.proof.claim, product.proof, outside, cite=section)
    return [_line("Russia/Belarus", proof, product.cite, section, *_partner_cite(outside), policy="policy of denial", open_to=None)]


def _iran(q: Inquiry, product: DirectProduct) -> list[Requirement]:
    """746.7(a)(1)(iii): not from partner countries; EAR99 food, medicine and medical devices are out."""
    outside = _from_partner(q, "partners_outside_iran_fdp")
    humane = q.goods("food", "medicine", "medical_device") is True
    free = condition(
        "it is not EAR99 food, medicine or a medical device", not (humane and q.eccn == "EAR99"), cite="15 CFR 746.7(a)(1)(iv)(B)"
    )
    proof = all_of(product.proof.claim, product.proof, outside, free, cite="15 CFR 746.7(a)(1)(iii)")
    return [
        _line(
            "Iran",
            proof,
            product.cite,
            "15 CFR 746.7(a)(1)(iii)",
            *_partner_cite(outside),
            policy="generally denied; humanitarian and aviation safety case by case",
            open_to=frozenset(),
        )
    ]


def _from_partner(q: Inquiry, rule: str) -> Proof:
    """Whether the sender's country is outside Supplement No. 3 to part 746 (its Scope column was not read)."""
    life = q.law.in_force(f"{PACK}/{rule}")
    partners = q.law.get("us/ear/part734_deminimis/partner_countries")
    cite = life.cite if life else "15 CFR 746 Supp. 3"
    inside = life is not None and partners is not None and q.tx.exporter_country in partners.value
    return condition("it is not sent from a partner country", not inside, cite=cite, rests_on=partners.ref if partners else None)


def _partner_cite(outside: Proof) -> tuple[str, ...]:
    return (str(outside.cite),) if outside.verdict is FAILS else ()


def _footnote_5(q: Inquiry, product: DirectProduct) -> list[Requirement]:
    """The lines of 744.11(a)(2)(v)(A), by sender and country of export."""
    items = q.law.value(f"{PACK}/footnote_5_license_items")
    whole = covered(q.eccn, items.value)
    only = covered(q.eccn, ["3B993"])
    inner = q.law.get("us/ear/part742_controls/sme_carve_out")
    supplement = inner.value if inner is not None else frozenset()
    sender = q.tx.exporter_country
    seat = _sender_seats(q)
    asks = Question("parties", "Where are the sender and its ultimate parent headquartered?")
    base = "15 CFR 744.11(a)(2)(v)(A)"
    china = any(macau_or_d5(place, q.on) for place in seat)
    favored = member("A:5", sender, q.on) if sender else None
    inside = all(place in supplement for place in seat) if seat else None
    if china:
        line, truth = f"{base}(1)", whole
    elif q.tx.kind is Kind.TRANSFER:
        line, truth = f"{base}(4)", only if inside else whole
    elif favored and sender not in supplement:
        line, truth = f"{base}(2)", only
    elif favored:
        line, truth = f"{base}(2)", False
    elif favored is None:
        line, truth = base, None
    else:
        line, truth = (f"{base}(3)(ii)", only) if inside else (f"{base}(3)(i)", whole)
    caught = condition(f"a line of {base} asks for a license", truth, cite=line, rests_on=items.ref, asks=asks)
    proof = all_of(product.proof.claim, product.proof, caught, cite="15 CFR 744.11(a)(2)(v)")
    return [
        _line(
            "footnote 5",
            proof,
            product.cite,
            "15 CFR 744.11(a)(2)(v)",
            line,
            "15 CFR Supp. 4 to 742",
            policy=_policy(q, 5, "presumption of denial"),
            open_to=frozenset({"RFF"}) if _names_rff(q) else frozenset(),
        )
    ]


def _sender_seats(q: Inquiry) -> tuple[str, ...]:
    """Seats of the sender, where told; else the country it sends from."""
    told = [place for _, party in q.parties(*SENDERS) for place in seats(party)]
    return tuple(dict.fromkeys(told)) or ((q.tx.exporter_country,) if q.tx.exporter_country else ())


def _entry_cites(q: Inquiry, footnote: int) -> tuple[str, ...]:
    """Where the footnoted party was listed."""
    found = [s.cite for s in q.on_list(ENTITY_LIST) if footnote in s.footnotes and s.cite]
    return ("15 CFR 744 Supp. 4", *found)


def _names_rff(q: Inquiry) -> bool:
    """Whether the entry names License Exception RFF (15 CFR 740.26)."""
    return any("RFF" in str(getattr(s.listing.value, "scope", "")) for s in q.on_list(ENTITY_LIST) if s.listing is not None)
