"""Foreign direct product rules (15 CFR 734.9): is a foreign-produced item subject to the EAR for how it was made?

A rule needs three things: a route (the item is the direct product of listed technology or software; or of a plant, or a
major component of one, that is such a product; or, in two rules, holds a commodity from such a plant), its item scope, and
its reach (who or where). There is no percentage test. Each rule is a dated value; one function reads them all. What they
bring in is one question, what needs a license is another: the license lines come second.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from licet.errors import BadValue, UnknownName
from licet.law.inquiry import Inquiry
from licet.law.law import Value
from licet.law.us.ear.fdp_reach import reached
from licet.law.us.ear.item_sets import covered, is_listed
from licet.law.us.ear.part742_lines import about_advanced_computing, leaves, lines_of, what_for
from licet.law.us.ear.part774_ccl.lookup import entry
from licet.proofs import FAILS, HOLDS, Proof, Question, all_of, any_of, condition

PACK = "us/ear/part734_fdp"
RULES = (
    "national_security", "nine_x515", "six_hundred_series", "footnote_1", "footnote_4", "footnote_5", "russia_belarus",
    "footnote_3", "advanced_computing", "supercomputer", "iran", "chip_making_tools", "model_weights",
)  # fmt: skip
_ECCN = re.compile(r"\d[A-E]\d{3}(?:\.[a-z0-9]+)*", re.IGNORECASE)


class DirectProduct(NamedTuple):
    """One rule, asked of an item.

    Attributes:
        name: Of its series.
        rule: Its terms on the day.
        proof: Holds when it makes the item subject to the EAR.
        route: Whether a route is met; None when item or reach left nothing to ask.
        near: Whether a route is met and the item is in scope, and a place or a footnote points at the rule, though its reach
            may not be met.
    """

    name: str
    rule: Value
    proof: Proof
    route: Proof | None
    near: bool

    @property
    def cite(self) -> str:
        """Its paragraph."""
        return self.rule.cite

    @property
    def weighed(self) -> tuple[str, ...]:
        """The citations of a rule that was looked at and does not reach."""
        reach = self.rule.value.get("reach_cite")
        return (str(reach),) if reach else (self.cite,)


def direct_products(q: Inquiry) -> tuple[DirectProduct, ...]:
    """Every rule in force, asked of a foreign-produced item, in the order of the section."""
    found = []
    for name in RULES:
        rule = q.law.get(f"{PACK}/{name}")
        if rule is not None:
            found.append(_ask(q, name, rule))
    return tuple(found)


def _ask(q: Inquiry, name: str, rule: Value) -> DirectProduct:
    """A rule: item scope, reach, route; what cannot change the answer any more is not asked."""
    terms: Mapping[str, Any] = rule.value
    item = _item_scope(q, rule, terms)
    if item.verdict is FAILS:
        return DirectProduct(name=name, rule=rule, proof=all_of(_claim(rule), item, cite=rule.cite), route=None, near=False)
    reach = reached(q, rule, terms)
    if reach.verdict is FAILS and not _told(q):
        return DirectProduct(name=name, rule=rule, proof=all_of(_claim(rule), item, reach, cite=rule.cite), route=None, near=False)
    route = _routes(q, rule, terms)
    proof = all_of(_claim(rule), item, reach, route, cite=rule.cite)
    near = item.verdict is HOLDS and route.verdict is HOLDS and _pointed_at(q, terms)
    return DirectProduct(name=name, rule=rule, proof=proof, route=route, near=near)


def _claim(rule: Value) -> str:
    return f"foreign direct product rule: {rule.says[:1].lower()}{rule.says[1:].rstrip('.')}"


def _pointed_at(q: Inquiry, terms: Mapping[str, Any]) -> bool:
    """Whether a reader would look at the rule at all: its footnote is there, or it speaks of groups of destinations."""
    if "footnote" in terms:
        return any(int(terms["footnote"]) in standing.footnotes for standing in q.standings)
    return "groups" in terms


def _told(q: Inquiry) -> bool:
    """Whether the caller said anything of how the item was made."""
    item = q.item
    facts = (item.direct_product_of, item.plant_is_direct_product_of, item.contains_ic_from_us_tech_plant)
    return any(fact is not None for fact in facts)


# --- item scope ----------------------------------------------------------------------------------------------------------


def _item_scope(q: Inquiry, rule: Value, terms: Mapping[str, Any]) -> Proof:
    """Whether the item is one the rule speaks of."""
    items = terms["items"]
    asks = Question(f"{q.path}.eccn", "What is the item's ECCN, with its paragraph?")
    if items == "national security":
        return condition("the item is controlled for national security", _ns_controlled(q), cite=rule.cite, asks=asks)
    if isinstance(items, str):
        items = q.law.value(f"{PACK}/{items}_items").value
    truth = covered(q.eccn, items)
    if truth is not True and "items_direct" in terms and covered(q.eccn, terms["items_direct"]):
        truth = True
    if truth is False and covered(q.eccn, terms.get("items_for", ())):
        subject = what_for(q.eccn or "", q.item.description)
        truth = covered(subject, items) if subject else None if about_advanced_computing(q.item.description) is not False else False
    if truth is False and "listed" in terms and not is_listed(q.eccn):
        words = f"Is the item listed in {terms['listed']} (by HTS code)?"
        claim = f"the item is listed in {terms['listed']}"
        return q.told(claim, None, f"{q.path}.hts", words, cite=rule.cite, rests_on=rule.ref)
    return condition("the item is one the rule names", truth, cite=rule.cite, rests_on=rule.ref, asks=asks)


def _ns_controlled(q: Inquiry) -> bool | None:
    """Whether the entry controls the item's paragraph for national security, wherever it goes."""
    if q.eccn is None:
        return None
    if not is_listed(q.eccn):
        return False
    lines = lines_of(q.eccn, q.to or "US", q.on, q.item.description, path=q.path)
    if lines is None:
        return None
    found = [line.proof.because[0].verdict.truth for line in lines if line.reason == "NS"]
    if True in found or None not in found:
        return True in found
    each = [entry(leaf, q.on).controlled_for("NS") for leaf in leaves(q.eccn, q.on)]
    return True if each and all(each) else None


# --- routes --------------------------------------------------------------------------------------------------------------


def _routes(q: Inquiry, rule: Value, terms: Mapping[str, Any]) -> Proof:
    """Routes D, P and C; the caller may state that there is none ("none: ...")."""
    said = next((text for text in (q.item.fdp_facts, q.tx.fdp_facts) if text), None)
    if said is not None and said.strip().lower().startswith("none"):
        return condition("it is made with no US technology, software or plant that a rule lists", False, cite=rule.cite)
    found = []
    if "direct" in terms and covered(q.eccn, terms.get("items_direct", ("*",))) is not False:
        found.append(
            _inputs(q, rule, "direct_product_of", terms["direct"], "it is the direct product of listed technology or software")
        )
    if "plant" in terms:
        plant_scope = terms["items"] if "items_direct" in terms else ("*",)
        if covered(q.eccn, plant_scope) is not False:
            found.append(
                _inputs(
                    q,
                    rule,
                    "plant_is_direct_product_of",
                    terms["plant"],
                    "it comes from a plant, or major component of one, that is a direct product of it",
                )
            )
    if "contains" in terms:
        asks = "Does it hold a chip or other commodity from a plant that is a direct product of US technology or software?"
        found.append(
            q.item_told("it contains a commodity from such a plant", "contains_ic_from_us_tech_plant", asks, cite=rule.cite)
        )
    route = (
        any_of("a route of production is met", *found, cite=rule.cite)
        if found
        else condition("a route of production is met", False, cite=rule.cite)
    )
    if "assurance" not in terms or route.verdict is FAILS:
        return route
    asks = "Does the US technology or software need a written assurance (15 CFR 748 Supp. 2(o)(3)(i), 740.6)?"
    claim = "the technology or software needs a written assurance"
    if q.item.written_assurance_technology is None and _below_assurance(q):
        assured = condition(f"{claim} (entries of the 990s are not controlled for national security)", False, cite=rule.cite)
    else:
        assured = q.item_told(claim, "written_assurance_technology", asks, cite=rule.cite)
    return all_of("a route of production is met", route, assured, cite=rule.cite)


def _below_assurance(q: Inquiry) -> bool:
    """Whether no input that was told is controlled for national security: written assurances are asked for that alone
    (15 CFR 740.6, 748 Supp. 2(o)(3)(i))."""
    told = [*(q.item.direct_product_of or ()), *(q.item.plant_is_direct_product_of or ())]
    codes = [code for text in told for code in _ECCN.findall(text)]
    return bool(told) and len(codes) >= len(told) and all(_never_for_security(code[:5].upper(), q.on) for code in codes)


def _never_for_security(heading: str, on: date) -> bool:
    """Whether the entry gives no national security reason on the day; an entry of another day is not known."""
    try:
        found = entry(heading, on)
    except (BadValue, UnknownName):
        return False
    return not found.absent and "NS" not in found.reasons


def _inputs(q: Inquiry, rule: Value, field: str, listed: list[str], claim: str) -> Proof:
    """One route, from the ECCNs of the inputs; inputs that were not told are unknown."""
    asks = f"Which US technology or software (ECCN) is behind it, so that {claim}?"
    told = getattr(q.item, field)
    if told is None:
        return q.told(claim, None, f"{q.path}.{field}", asks, cite=rule.cite)
    truths = [_one_input(text, listed) for text in told]
    truth = True if True in truths else None if None in truths else False
    return q.told(claim, truth, f"{q.path}.{field}", asks, cite=rule.cite, rests_on=rule.ref)


def _one_input(text: str, listed: list[str]) -> bool | None:
    """Whether an input, as people write it ("US 3E991 technology"), is on the rule's list."""
    codes = _ECCN.findall(text)
    if not codes:
        return False if "EAR99" in text.upper() else None
    found = [covered(code[:5].upper() + code[5:].lower(), listed) for code in codes]
    return True if True in found else None if None in found else False
