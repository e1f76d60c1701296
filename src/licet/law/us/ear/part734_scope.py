"""Part 734: is the item, or the act, subject to the EAR?

What is outside comes first (734.3(b)), then what is no export at all (734.18) or no release to a foreign person (734.13(a)(2),
734.20), then the five limbs of 734.3(a): in the United States, of US origin, by content, by direct product, by plant.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from licet.law.inquiry import DENIED, ENTITY_LIST, Inquiry
from licet.law.us.ear.acts import not_an_act
from licet.law.us.ear.headquarters import supplement_4
from licet.law.us.ear.item_sets import product_group
from licet.law.us.ear.part734_content import nature
from licet.law.us.ear.part734_deminimis import DeMinimis, de_minimis
from licet.law.us.ear.part734_fdp import DirectProduct, direct_products
from licet.law.us.ear.part734_outside import outside
from licet.law.us.ear.part734_zero import Surroundings
from licet.proofs import FAILS, HOLDS, Proof, Question, any_of, condition, negation, pledges_of
from licet.transactions import Kind

#: The day on which the direct product rules were brought together in 734.9 (87 FR 6024).
FDP_CONSOLIDATED = date(2022, 2, 3)
LIMBS = "15 CFR 734.3(a)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whether the EAR reach the item.

    Attributes:
        proof: "it is subject to the EAR": holds, fails or unknown.
        cites: The citations that carry it, and those of limbs that were weighed and do not reach.
        values: subject_to_ear, controlled_content_pct, threshold_pct.
        other_regime: The agency that has the item instead: ITAR, NRC, DOE, OFAC, PTO, FMS.
        conditions: What the exporter has to keep for the answer to stand.
        requirements_only_via: Paragraphs of 734.9 through which alone it is, or can be, subject; else None.
        products: The direct product rules, asked; empty for items subject without them.
        munitions: Citations of the requirement that 600 series or 9x515 content without a level keeps.
        riders: US-origin software that goes along with a commodity and is subject by itself: the open proof of each.
    """

    proof: Proof
    cites: tuple[str, ...]
    values: dict[str, Any] = field(default_factory=dict)
    other_regime: str | None = None
    conditions: tuple[str, ...] = ()
    requirements_only_via: frozenset[str] | None = None
    products: tuple[DirectProduct, ...] = ()
    munitions: tuple[str, ...] = ()
    riders: tuple[Proof, ...] = ()

    def via(self, cite: str) -> bool:
        """Whether a direct product rule made it subject.

        Args:
            cite: Of the rule, "15 CFR 734.9(k)".
        """
        return any(product.cite == cite and product.proof.verdict is HOLDS for product in self.products)


def subject_to_the_ear(q: Inquiry) -> Scope:
    """Every question of part 734 for one item, in the order of 732.2."""
    left = outside(q)
    if left is not None and left.proof.verdict is not FAILS:
        proof = negation("the item is subject to the EAR", left.proof, cite=left.cites[0])
        return _scope(proof, left.cites, other_regime=left.regime)
    undone = left.cites if left is not None else ()
    act = not_an_act(q)
    if act is not None and act.verdict is HOLDS:
        return _scope(negation("the act is one the EAR reach", act, cite=str(act.cite)), _cites_of(act))
    found = _placeholder(q) or _in_the_us(q) or _us_origin(q) or _foreign(q)
    if act is not None and act.verdict is not FAILS:
        proof = any_of("the act is one the EAR reach", negation("it is no exempt act", act, cite=str(act.cite)), cite=str(act.cite))
        return _scope(proof, (*_cites_of(act), *found.cites), found)
    return Scope(
        proof=found.proof, cites=tuple(dict.fromkeys([*found.cites, *_deemed_cites(q), *undone])), values=found.values,
        conditions=found.conditions, requirements_only_via=found.requirements_only_via, products=found.products,
        munitions=found.munitions,
        riders=found.riders,
    )  # fmt: skip


def _scope(proof: Proof, cites: tuple[str, ...], found: Scope | None = None, **more: Any) -> Scope:
    """A scope with its values and the pledges in its proof."""
    values = {
        "subject_to_ear": proof.verdict.truth,
        **({} if found is None else {k: v for k, v in found.values.items() if k != "subject_to_ear"}),
    }
    pledges = tuple(pledges_of(proof))
    if found is not None:
        more = {
            "products": found.products,
            "munitions": found.munitions,
            "requirements_only_via": found.requirements_only_via,
            "riders": found.riders,
        } | more
    return Scope(proof=proof, cites=tuple(dict.fromkeys(cites)), values=values, conditions=pledges, **more)


def _cites_of(proof: Proof) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.cite for part in proof.walk() if part.cite))


def _deemed_cites(q: Inquiry) -> tuple[str, ...]:
    """Where the law says to whose country a release is an export: 734.13(b), before 2016-09-01 734.2(b)(2)(ii)."""
    if not q.deemed:
        return ()
    from licet.law.us.ear.acts import release_cite

    return (release_cite(q),)


# --- the limbs -----------------------------------------------------------------------------------------------------------


def _placeholder(q: Inquiry) -> Scope | None:
    """What the caller states is no item of the EAR: wholly foreign items, services, and lines that are no item.

    A denial order forbids acts of anybody whether an item moves or not (734.5(b)).
    """
    if q.eccn == "foreign-only":
        if _holds_us_content(q):
            return None
        return _scope(
            condition("the item is subject to the EAR (stated to be wholly foreign)", False, cite=LIMBS), ("15 CFR 734.3", LIMBS)
        )
    if q.eccn not in ("service", "n/a"):
        return None
    denied = q.on_list(DENIED, roles=None)
    if denied:
        bought = q.tx.kind is Kind.PROCUREMENT  # of what is bought the order reaches what was exported from the United States
        proof = condition(
            "a denial order reaches acts of anybody (734.5(b))",
            None if bought else True,
            cite="15 CFR 734.5(b)",
            asks=Question(f"{q.path}.origin", "Is what is bought an item that was exported from the United States?"),
        )
        return _scope(proof, ("15 CFR 734.5(b)",))
    return _scope(condition("an item subject to the EAR moves", False, cite="15 CFR 734.3(a)"), ("15 CFR 734.3", "15 CFR 734.5"))


def _holds_us_content(q: Inquiry) -> bool:
    """Whether an item that is stated to be wholly foreign is told to hold US content or to be made with US technology: then
    that is what is asked, not the statement."""
    item = q.item
    told = item.direct_product_of or item.plant_is_direct_product_of or item.contains_ic_from_us_tech_plant
    return bool(told or any(part.value_usd is None or part.value_usd > 0 for part in item.us_content or ()))


def _in_the_us(q: Inquiry) -> Scope | None:
    """All items in the United States, whatever their origin, transit and foreign-trade zones included (734.3(a)(1))."""
    here = q.item.located_in_us
    leaves = q.tx.kind in (Kind.EXPORT, Kind.DEEMED_EXPORT) and q.tx.exporter_country in (None, "US")
    if here is True or (leaves and here is not False):
        cites = ["15 CFR 734.3(a)(1)", *(["15 CFR 734.3(a)(2)"] if q.item.origin == "US" else [])]
        return _scope(condition("the item is in the United States", True, cite=cites[0]), tuple(cites))
    return None


def _us_origin(q: Inquiry) -> Scope | None:
    """US-origin items wherever located (734.3(a)(2)); US software sent by itself never has a de minimis level (734.4(d)(1))."""
    made = "US" if q.item.origin == "US" or (q.item.origin is None and q.item.made_in == "US") else None
    if made is None:
        return None
    cites = ["15 CFR 734.3(a)(2)"]
    if nature(q.eccn, q.item.description) == "software":
        cites.append("15 CFR 734.4(d)(1)")
    return _scope(condition("the item is of US origin", True, cite=cites[0]), tuple(cites))


def _foreign(q: Inquiry) -> Scope:
    """Foreign-made items abroad: by content (734.3(a)(3)), by direct product or plant (734.3(a)(4), (5))."""
    if q.item.origin is None and q.item.made_in is None:
        asks = Question(f"{q.path}.origin", "Is the item of US origin, or where was it made?")
        return _scope(condition("the item is subject to the EAR", None, cite=LIMBS, asks=asks), (LIMBS,))
    if q.to is None:
        asks = Question("destination", "Where does it go?")
        return _scope(condition("the item is subject to the EAR", None, cite=LIMBS, asks=asks), (LIMBS,))
    content = _content(q)
    products = direct_products(q)
    encryption = _from_encryption(q)
    live = [product for product in products if product.proof.verdict is not FAILS]
    holding = [product for product in products if product.proof.verdict is HOLDS]
    shown = holding or products
    proof = any_of("the foreign-made item is subject to the EAR", content.proof, *encryption, *(p.proof for p in shown), cite=LIMBS)
    cites = [*(str(one.cite) for one in encryption), *(product.cite for product in holding)]
    if content.proof.verdict is HOLDS or not holding:
        cites += content.cites
    cites += [cite for product in products if product.near and product.proof.verdict is FAILS for cite in product.weighed]
    if proof.verdict is FAILS:
        cites += [*content.weighed, *_made_by_us_technology(q)]
    elif proof.verdict is not HOLDS:
        cites += [product.cite for product in live]
    values = {"controlled_content_pct": content.pct, "threshold_pct": content.threshold_pct}
    alone = live and content.proof.verdict is FAILS and not encryption
    only = frozenset(product.cite for product in holding or live) if alone else None
    return Scope(
        proof=proof, cites=tuple(dict.fromkeys(cites)), values={"subject_to_ear": proof.verdict.truth} | _shown(values),
        conditions=_kept(q, content, proof), requirements_only_via=only, products=products,
        munitions=content.munitions if content.proof.verdict is not FAILS else (),
        riders=content.riders,
    )  # fmt: skip


def _made_by_us_technology(q: Inquiry) -> tuple[str, ...]:
    """The section whose rules were asked of an item, and that none reaches: somebody says how it is made, or a footnoted
    party takes part."""
    item = q.item
    made = item.direct_product_of or item.plant_is_direct_product_of or item.contains_ic_from_us_tech_plant
    footnoted = any(standing.footnotes for standing in q.on_list(ENTITY_LIST))
    if not (made or footnoted or item.fdp_facts or q.tx.fdp_facts):
        return ()
    return ("15 CFR 734.9",) if q.on >= FDP_CONSOLIDATED else ("15 CFR 736.2(b)(3)",)


def _from_encryption(q: Inquiry) -> tuple[Proof, ...]:
    """Foreign products made from encryption items that were sent under ENC 740.17(a) (note to 734.3(a)(4)).

    The caller states it by giving a foreign item the paragraph "740.17(a)..." in `enc_paragraph`.
    """
    paragraph = (q.item.enc_paragraph or "").replace(" ", "")
    if "(a)(" not in paragraph or "(b)" in paragraph:
        return ()
    return (condition("it was developed or produced from encryption items sent under ENC (a)", True, cite="15 CFR 740.17(a)"),)


def _content(q: Inquiry) -> DeMinimis:
    """The content test with what the special levels look at."""
    footnotes = frozenset(n for s in q.on_list(ENTITY_LIST) for n in s.footnotes)
    around = Surroundings(
        sent_from=q.tx.exporter_country, words=q.words, footnotes=footnotes, carved_out=supplement_4(q).verdict.truth
    )
    item = q.item if q.item.value_usd is not None else replace(q.item, value_usd=q.value)
    return de_minimis(
        item, str(q.to), q.on, q.law, sent_from=q.tx.exporter_country, path=q.path,
        one_time_report_filed=q.tx.one_time_report_filed, around=around, bundled=q.tx.bundled, answered=dict(q.tx.answers),
    )  # fmt: skip


def _shown(values: dict[str, Decimal | None]) -> dict[str, Decimal | None]:
    """Percentages without trailing zeros beyond what is exact: 30.0, 12.5; levels as 25."""
    pct, level = values["controlled_content_pct"], values["threshold_pct"]
    if pct is not None:
        plain = pct.normalize()
        exponent = plain.as_tuple().exponent
        pct = plain.quantize(Decimal("0.1")) if isinstance(exponent, int) and exponent >= 0 else plain
    return {"controlled_content_pct": pct, "threshold_pct": level}


def _kept(q: Inquiry, content: DeMinimis, proof: Proof) -> tuple[str, ...]:
    """Conditions: the one-time report, and records of the method for software and technology (734.4(g))."""
    if proof.verdict is HOLDS and content.proof.verdict is HOLDS:
        return ()
    kept = pledges_of(content.proof)
    if product_group(q.eccn) in ("D", "E") and q.item.us_content:
        kept.append("keep the records of how the US content was measured (15 CFR 734.4(g))")
    return tuple(dict.fromkeys(kept))
