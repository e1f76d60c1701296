"""Whom and where a foreign direct product rule reaches (15 CFR 734.9): destinations, footnoted parties, end uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from licet.law.inquiry import ENTITY_LIST, Inquiry
from licet.law.law import Value
from licet.law.us.ear.headquarters import macau_or_d5, seated_in_macau_or_d5
from licet.law.us.ear.part740_country_groups import member
from licet.law.us.ear.part772_nodes import advanced_node
from licet.proofs import Proof, Question, all_of, any_of, condition
from licet.transactions import LISTED_ROLES, Role

#: Roles whose holder makes or orders what the item may go into (734.9(e), "produced, purchased or ordered by").
_MAKERS = (Role.MANUFACTURER, Role.OWNER_OF_EQUIPMENT, Role.CONTRACTOR, Role.APPLICANT)


def reached(q: Inquiry, rule: Value, terms: Mapping[str, Any]) -> Proof:
    """Whether the transaction is within the rule's reach."""
    if "footnote" in terms:
        return _footnote(q, rule, terms)
    cite = str(terms.get("reach_cite", rule.cite))
    wide = not ({"groups", "places"} & terms.keys())
    if wide:
        return condition("the rule reaches every destination", True, cite=cite, rests_on=rule.ref)
    place = condition(
        "the destination is one the rule reaches",
        _place(q, terms),
        cite=cite,
        rests_on=rule.ref,
        asks=Question("destination", "Where does it go?"),
    )
    if "words" in terms:
        known = bool(q.words.says(str(terms["words"])))
        return all_of(
            "it is known to be for such a use there", place, condition(f"it is for a {terms['words']}", known, cite=cite), cite=cite
        )
    if "government" in terms:
        body = any(p.government and p.country in str(terms["government"]).split() for _, p in q.parties(*LISTED_ROLES))
        return any_of(
            "it goes there or to its government", place, condition("its government takes part", body, cite=cite), cite=cite
        )
    if "headquarters" in terms:
        seats = [seated_in_macau_or_d5(q, cite)]
        if q.group == "E":
            seats.append(seated_in_macau_or_d5(q, "15 CFR 734.9(h)(2)(ii)", senders=True))
        return any_of("it goes there, or a firm headquartered in Macau or D:5 is behind it", place, *seats, cite=cite)
    return place


def _place(q: Inquiry, terms: Mapping[str, Any]) -> bool | None:
    """Whether the destination, or the country of its consignee or end user, is one the rule reaches."""
    users = [p.country for _, p in q.parties(Role.END_USER, Role.ULTIMATE_CONSIGNEE) if p.country]
    where = [q.to, *users] if not q.deemed else [q.to]
    found = [_one_place(country, q, terms) for country in dict.fromkeys(where)]
    return True if True in found else None if None in found else False


def _one_place(country: str | None, q: Inquiry, terms: Mapping[str, Any]) -> bool | None:
    if country is None:
        return None
    places = str(terms.get("places", "")).split()
    if country in places or (country == "HK" and "CN" in places):
        return True
    found = [member(group, country, q.on) for group in terms.get("groups", ())]
    out = [member(group, country, q.on) for group in terms.get("less", ())]
    if True in out or not any(each is not False for each in found):
        return False
    return None if True not in found or None in out else True


def _footnote(q: Inquiry, rule: Value, terms: Mapping[str, Any]) -> Proof:
    """A party with the footnote in one of the four roles, or one that makes, buys or orders what the item goes into."""
    number = int(terms["footnote"])
    parts: list[Proof] = []
    for standing in q.on_list(ENTITY_LIST, roles=None):
        if number not in standing.footnotes:
            continue
        truth = standing.truth if standing.party.role in LISTED_ROLES else None if standing.party.role in _MAKERS else False
        if standing.through and truth is not False:
            truth = _owned(q)
        asks = standing.identity() or Question(
            "end_use", f"Will the item go into, or help make, what {standing.name} makes, buys or orders?"
        )
        parts.append(
            condition(
                f"{standing.name}, with footnote {number}, takes part or makes what the item goes into", truth,
                cite=rule.cite, rests_on=standing.ref(), asks=asks,
            )
        )  # fmt: skip
    if "fab" in terms:
        parts.append(_facility(q, rule))
    if not parts:
        return condition(f"no party carries footnote {number} of the Entity List", False, cite=rule.cite)
    reach = any_of(f"a party with footnote {number} is behind it", *parts, cite=rule.cite)
    if "design" not in terms:
        return reach
    designed = q.told(
        "the item was produced, developed or designed by that party", q.tx.design_by_listed_entity, "design_by_listed_entity",
        "Was the item produced or developed by the listed party, or made to its design?", cite=rule.cite,
    )  # fmt: skip
    return all_of(f"a party with footnote {number} designed it and is behind it", reach, designed, cite=rule.cite)


def _owned(q: Inquiry) -> bool | None:
    """The 50 percent sentence of 734.9(e) and (g): in force, stayed, or unsettled."""
    rule = q.law.get("us/ear/part744_end_users/affiliates_rule")
    return {"in force": True, "stayed": False, "unsettled": None}.get(str(rule.value)) if rule is not None else False


def _facility(q: Inquiry, rule: Value) -> Proof:
    """An advanced-node logic or DRAM facility in Macau or D:5 (734.9(e)(3))."""
    asks = Question("end_use", "Is it for a facility in Macau or D:5 that makes advanced-node logic or DRAM?")
    there = condition("the destination is Macau or in Country Group D:5", macau_or_d5(q.to, q.on), cite=rule.cite, asks=asks)
    known = condition(
        "it is known to be for an advanced-node logic or DRAM facility", bool(advanced_node(q, goods_too=True)), cite=rule.cite
    )
    return all_of("it goes to such a facility", there, known, cite=rule.cite)
