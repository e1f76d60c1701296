"""Blocked parties: no US person may deal with them, anywhere, in any item (31 CFR chapter V).

The order: the party's own designation, then the 50 Percent Rule. Dated values are in the .yaml beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from licet.decisions import Outcome
from licet.law.findings import Finding
from licet.law.inquiry import BLOCKED, Inquiry, Standing
from licet.law.us.ofac.persons import authority_of, license_held, us_person_acts
from licet.listings import Sanction
from licet.ownership import BLOCKED_NODES, Holding, circle_above, holding_of, roots_of
from licet.proofs import FAILS, HOLDS, Proof, all_of, any_of, condition, pledge
from licet.transactions import Owner, Participant

RULE = "OFAC 50 Percent Rule"
_PACK = "us/ofac/blocking"
_TOO_SHORT_TO_SCREEN = 3
_CAUTION = "look into who owns and controls the party before dealing: it may be designated later (OFAC FAQ 398)"
_CAUSING = "keep US persons, US banks and dollar clearing out: to cause one to deal with it is a violation (50 USC 1705(a))"


def blocked_parties(q: Inquiry) -> Finding | None:
    """A party is blocked in its own name, or by who owns it; None when nothing points to either."""
    if not q.standings and not any(party.owners or party.ownership_graph for _, party in q.parties()):
        return None
    proofs = list(_listed(q))
    owned = list(_owned(q))
    proofs += [*(proof for proof, _ in owned), *_through_parents(q)]
    if not proofs:
        return None
    flagged = any(holding.significant for _, holding in owned)
    blocked = any_of("a party is blocked", *proofs)
    cites = tuple(dict.fromkeys(cite for proof in proofs if proof.verdict is not FAILS for cite in _cites(proof)))
    person = us_person_acts(q)
    if blocked.verdict is FAILS:
        return Finding(
            outcome=Outcome.NOT_SUBJECT if person.verdict is FAILS else Outcome.NO_LICENSE_REQUIRED,
            proof=blocked,
            cites=(RULE, "31 CFR 510.411"),
            red_flag=flagged,
            blocked=False,
            conditions=(_CAUTION,) if flagged else (),
        )
    proof = all_of("a US person would deal with a blocked party", blocked, person, cite=cites[0] if cites else None)
    if proof.verdict is FAILS:
        return Finding(
            outcome=Outcome.NOT_SUBJECT,
            proof=proof,
            cites=cites,
            red_flag=True,
            blocked=blocked.verdict is HOLDS,
            conditions=(_CAUSING,),
        )
    if (held := license_held(q)) is not None:
        return Finding(
            outcome=Outcome.EXCEPTION_AVAILABLE,
            proof=proof,
            cites=cites,
            authority=authority_of(held),
            blocked=blocked.verdict is HOLDS,
        )
    outcome = Outcome.PROHIBITED if proof.verdict is HOLDS else Outcome.REVIEW
    return Finding(outcome=outcome, proof=proof, cites=cites, red_flag=True, blocked=blocked.verdict is HOLDS)


def other_sanctions(q: Inquiry) -> Finding | None:
    """Listings that are no bar on exports: the securities rule of 31 CFR part 586 (CMIC), and the sectoral ones."""
    only = q.law.get(f"{_PACK}/securities_only")
    for standing in q.standings:
        programs = _programs(standing)
        if only is not None and _only_securities(q, standing):
            says = condition(f"the listing of {standing.name} reaches securities only", True, cite=only.cite, rests_on=only.ref)
            return Finding(outcome=Outcome.NOT_SUBJECT, proof=says, cites=(only.cite,))
        if standing.listing is not None and isinstance(standing.listing.value, Sanction):
            terms = pledge(f"what is agreed with {standing.name} keeps to the terms of its listing ({', '.join(programs)})")
            return Finding(outcome=Outcome.NOT_SUBJECT, proof=terms, cites=("31 CFR chapter V",), red_flag=True)
    return None


def _only_securities(q: Inquiry, standing: Standing) -> bool:
    """Whether every program of a listing forbids dealing in securities and nothing else (31 CFR part 586)."""
    only, programs = q.law.get(f"{_PACK}/securities_only"), _programs(standing)
    return only is not None and bool(programs) and set(programs) <= only.value


def part_of(q: Inquiry, program: str) -> str | None:
    """The part of title 31 that blocks under a program: "31 CFR part 544"; None for a tag nobody has told us of."""
    for name in ("parts_read", "parts_from_memory"):
        table = q.law.get(f"{_PACK}/{name}")
        if table is not None and program.upper() in table.value:
            return f"31 CFR part {table.value[program.upper()]}"
    return None


def _listed(q: Inquiry) -> Iterator[Proof]:
    """Parties designated in their own name, in any role."""
    for standing in q.on_list(BLOCKED, roles=None):
        if standing.through or _only_securities(q, standing):
            continue
        programs = _programs(standing)
        parts = tuple(dict.fromkeys(part for tag in programs if (part := part_of(q, tag)) is not None))
        tags = f" [{', '.join(programs)}]" if programs else ""
        cites = parts or ("31 CFR chapter V",)
        claim = f"{standing.name} is blocked{tags}"
        named = condition(claim, standing.truth, cite=cites[0], rests_on=standing.ref(), asks=standing.identity())
        under = [condition(f"its property is blocked under {cite}", standing.truth, cite=cite) for cite in cites[1:]]
        yield all_of(claim, named, *under) if under else named


def _owned(q: Inquiry) -> Iterator[tuple[Proof, Holding]]:
    """Parties whose owners were told with the transaction: the proof and the arithmetic."""
    rule = q.law.in_force(f"{_PACK}/fifty_percent_rule")
    if rule is None:
        return
    least: Decimal = q.law.value(f"{_PACK}/threshold").value
    for place, party in q.parties():
        holding = _holding(q, place, party, least)
        if holding is None or not (holding.stakes or holding.control or party.ownership_graph):
            continue
        named = party.name or "the party"
        shares = ", ".join(f"{stake.owner} {_percent(stake.low, stake.high)}" for stake in holding.stakes) or "none"
        counted = q.told(
            f"blocked persons own {_percent(holding.low, holding.high)} of {named} ({shares}), {least} or more",
            holding.restricted,
            f"parties[{place}].owners",
            f"Do blocked persons own {least} percent or more of {named}?",
            cite="31 CFR 510.411",
            rests_on=rule.ref,
        )
        parts = [condition("shares count, control does not", True, cite="OFAC FAQ 398")] if holding.control else []
        whole = all_of(f"{named} is blocked by who owns it", counted, *parts, cite=RULE)
        circle = circle_above(party) if holding.restricted is not True else ()
        yield any_of(whole.claim, whole, _in_a_circle(q, place, named, circle)) if circle else whole, holding


def _in_a_circle(q: Inquiry, place: int, named: str, circle: tuple[str, ...]) -> Proof:
    """A circle of owners told with a transaction: the rule does not say who owns it, so a person is asked, never guessed."""
    return q.told(
        f"blocked persons own half of {named} through {', '.join(circle)}, which hold each other",
        None,
        f"parties[{place}].ownership_graph",
        f"{', '.join(circle)} are told to hold each other in a circle: is that so, and do blocked persons own half of {named}?",
        cite="31 CFR 510.411",
    )


def _through_parents(q: Inquiry) -> Iterator[Proof]:
    """Parties whose blocked parent or owner was found by screening, with no share told: open until somebody says."""
    for standing in q.on_list(BLOCKED, roles=None):
        shares_told = {owner.name for owner in standing.party.owners or ()}
        shares_told |= {name for holder, owned, _ in standing.party.ownership_graph or () for name in (holder, owned)}
        if standing.through and not shares_told.intersection(standing.through):
            parent = standing.through[-1]
            yield q.told(
                f"{parent}, which is blocked, owns 50 percent or more of {standing.name}",
                None,
                f"{standing.path}.owners",
                f"Does {parent} own 50 percent or more of {standing.name}?",
                cite=RULE,
                rests_on=standing.ref(),
            )


def _holding(q: Inquiry, place: int, party: Participant, least: Decimal) -> Holding | None:
    """Ownership by all blocked persons together; before aggregation (2014-08-13) by the one that holds most."""
    nodes = _nodes(q, place, party)
    together = holding_of(party, _blocked_owner, least, nodes)
    if together is None or q.law.in_force(f"{_PACK}/aggregation") is not None:
        return together
    blocked = [owner.name for owner in party.owners or () if _blocked_owner(owner) and owner.name]
    blocked += [name for name, status in nodes.items() if status]
    alone = [held for name in blocked if (held := holding_of(party, _named(name), least, {name: True})) is not None]
    return max(alone, key=lambda h: (h.restricted is True, h.restricted is None, h.high), default=together)


def _nodes(q: Inquiry, place: int, party: Participant) -> dict[str, bool | None]:
    """The nodes of an ownership graph that are blocked, and those that may be.

    Blocked are those the graph calls so, and those that screening found on the list. A top owner with a name too short to
    be screened may be: nobody looked.
    """
    names = {name for holder, owned, _ in party.ownership_graph or () for name in (holder, owned)}
    nodes: dict[str, bool | None] = {name: None for name in roots_of(party) if len(name) <= _TOO_SHORT_TO_SCREEN}
    nodes |= {name: True for name in BLOCKED_NODES if name in names}
    for standing in q.on_list(BLOCKED, roles=None):
        if standing.index == place:
            nodes |= {name: standing.truth for name in standing.through if name in names and nodes.get(name) is not True}
    return nodes


def _blocked_owner(owner: Owner) -> bool:
    """Whether an owner was told to be blocked: listed "SDN" or "SDN:<program>", or "SDN-derived" by ownership."""
    return (owner.list or "").upper().startswith("SDN")


def _named(name: str) -> Callable[[Owner], bool]:
    """Whether an owner is the one of this name."""
    return lambda owner: owner.name == name


def _programs(standing: Standing) -> tuple[str, ...]:
    if standing.programs:
        return standing.programs
    if standing.listing is not None:
        return standing.listing.value.programs
    told = standing.party.listed_as or ""
    return (told.partition(":")[2],) if ":" in told else ()


def _cites(proof: Proof) -> Iterator[str]:
    for each in proof.walk():
        if each.cite and each.verdict is proof.verdict:
            yield each.cite


def _percent(low: Decimal, high: Decimal) -> str:
    return f"{low.normalize():f} percent" if low == high else f"{low.normalize():f} to {high.normalize():f} percent"
