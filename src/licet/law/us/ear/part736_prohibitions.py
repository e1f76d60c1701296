"""Part 736: the general prohibitions that bar an act outright.

Four (acts that a denial order forbids) and Ten (going on with an item in knowledge of a violation) know no license
exception (15 CFR 740.1(a), 736.2(b)). One to Three are license requirements found elsewhere; Five to Seven stand in parts
744 and 746; Eight (unloading on the way) is read by part 738.
"""

from __future__ import annotations

from typing import NamedTuple

from licet.facts import Fact
from licet.law.inquiry import DENIED, Inquiry, Standing
from licet.listings import Authorization
from licet.proofs import FAILS, FactRef, Proof, Question, all_of, any_of, condition, negation

GP4 = "15 CFR 736.2(b)(4)"
GP10 = "15 CFR 736.2(b)(10)"
TERMS = "15 CFR 764 Supp. 1(b)"

#: Words of an end use that fall into a class of acts an authorization allows.
_CLASS_WORDS = {
    "existing_network": "support of networks and equipment already in service",
    "existing_phone": "support of phones already on sale",
    "vulnerability": "disclosure of security vulnerabilities",
    "payment": "payments for these",
    "standards": "work on published standards",
}


class Bar(NamedTuple):
    """What the denial orders say of the transaction.

    Attributes:
        proof: That a party is denied and nothing allows the act.
        authority: The authorization that allows it, when one does.
        cites: The citations that carry the verdict.
    """

    proof: Proof
    authority: Fact[Authorization] | None = None
    cites: tuple[str, ...] = ()


def denial_orders(q: Inquiry) -> Bar:
    """General Prohibition Four (15 CFR 736.2(b)(4), 764.2(k); standard terms in Supplement No. 1 to part 764).

    A denial order binds everybody as to any item subject to the EAR, EAR99 included, whatever role the denied person has.
    A suspended order does not bite (15 CFR 766.17(c), 766.18(c)). An affiliate is bound only when the order names it
    (15 CFR 766.23), but nobody may act on a denied person's behalf: that is asked.
    """
    standings = q.on_list(DENIED, roles=None)
    if not standings:
        nobody = condition("no party is known to be denied export privileges", True, cite=GP4)
        return Bar(negation("a denial order forbids the act", nobody, cite=GP4))
    proofs, cites = [], [GP4]
    authority: Fact[Authorization] | None = None
    for standing in standings:
        proof, allowed = _denied(q, standing)
        proofs.append(proof)
        authority = authority or allowed
        cites += _cites(standing)
    whole = any_of("a denial order forbids the act", *proofs, cite=GP4)
    if whole.verdict is FAILS and authority is not None:
        cites += [authority.value.cite or "", "15 CFR 764.3(a)(2)"]
    return Bar(whole, authority if whole.verdict is FAILS else None, tuple(dict.fromkeys(c for c in cites if c)))


def _cites(standing: Standing) -> list[str]:
    """The citations a standing brings, strictest first; a party that only may be the denied one may be an affiliate of it."""
    if standing.through:
        return ["15 CFR 766.23", TERMS, GP10]
    if standing.suspended:
        return ["15 CFR 766.18(c)", "15 CFR 766.17(c)", *_published(standing)]
    affiliate = [] if standing.established else ["15 CFR 766.23"]
    return [*_published(standing), TERMS, *affiliate, "15 CFR 764.2(k)", "15 CFR 764.3(a)(2)"]


def _published(standing: Standing) -> list[str]:
    return [part.strip() for part in (standing.cite or "").split(";") if part.strip()]


def _denied(q: Inquiry, standing: Standing) -> tuple[Proof, Fact[Authorization] | None]:
    """Whether one standing bars the act, and the authorization that may lift it."""
    who = standing.name
    if standing.through:
        owner = standing.through[0]
        return q.told(
            f"{who} acts for {owner}, a denied person, or passes the item on to it",
            None if not standing.suspended else False,
            f"{standing.path}.on_behalf_of",
            f"{who} is tied to {owner}, a denied person, without being named in the order. Does it act for {owner}, or "
            "will the item be passed on to it?",
            cite="15 CFR 766.23",
        ), None
    is_denied = condition(
        f"{who} ({standing.party.role.replace('_', ' ')}) is a denied person", standing.truth,
        cite=standing.cite, rests_on=standing.ref(), asks=standing.identity(),
    )  # fmt: skip
    active = condition(
        "the order is active, not suspended", not standing.suspended, cite="15 CFR 766.18(c)", rests_on=standing.ref()
    )
    allowed = next((fact for fact in q.authorizations if _serves(fact, standing)), None)
    parts = [is_denied, active]
    covers: bool | None = False
    if allowed is not None:
        covers = _covers(q, allowed.value)
        ref = FactRef(allowed.id, allowed.value.cite, allowed.source.verified, _shown(allowed))
        claim = f"{allowed.value.name} does not cover the act"
        parts.append(condition(claim, None if covers is None else not covers, cite=allowed.value.cite, rests_on=ref))
    return all_of(f"the denial order against {who} forbids the act", *parts, cite=GP4), allowed if covers else None


def _shown(fact: Fact[Authorization]) -> tuple[str | None, str | None]:
    shown = fact.valid.as_dict()
    return shown["from"], shown["last_day"]


def _serves(fact: Fact[Authorization], standing: Standing) -> bool:
    return standing.listing is not None and standing.listing.id in fact.value.parties


def _covers(q: Inquiry, authorization: Authorization) -> bool:
    """Whether the stated end use falls in an allowed class; what is not stated to be covered is not covered."""
    if q.words.says("new_product"):
        return False
    return any(q.words.says(name) for name in authorization.classes)


def known_violation(q: Inquiry) -> Proof:
    """General Prohibition Ten (15 CFR 736.2(b)(10), 764.2(e)): acting with knowledge that a violation has or will occur."""
    known = q.tx.knowledge_of_violation
    return condition(
        "somebody knows that a violation concerning the item has occurred or is about to",
        bool(known),
        cite=GP10,
        asks=Question("knowledge_of_violation", "Is a violation known?"),
    )
