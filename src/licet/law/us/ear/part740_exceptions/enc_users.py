"""Users of encryption items: whom each paragraph of License Exception ENC serves (15 CFR 740.17, 772.1)."""

from __future__ import annotations

from licet.decisions import Requirement
from licet.law.inquiry import Inquiry
from licet.law.us.ear.part740_exceptions.places import to_any, within
from licet.law.us.ear.part740_exceptions.users import end_users, is_government, no_government, used_for
from licet.law.words import read_words
from licet.proofs import Proof, Question, all_of, any_of, condition

CITE = "15 CFR 740.17"
PACK = "us/ear/part740_exceptions/enc"


def no_nationals(q: Inquiry) -> Proof:
    """Source code and technology are not released to nationals of E:1 and E:2 (15 CFR 740.17, introductory text)."""
    nationals = [p.nationality for _, p in end_users(q) if p.nationality]
    caught = q.heading in ("5D002", "5E002") and any(within(("E:1", "E:2"), nation, q.on) for nation in nationals)
    return condition("no national of Country Groups E:1 or E:2 receives it", not caught, cite=CITE)


def favored(q: Inquiry) -> bool | None:
    """Whether every end user is in, or headquartered in, a state of Supplement No. 3 to part 740."""
    states = tuple(q.law.value(f"{PACK}/favored_states").value)
    inside = None if q.to is None else within(states, q.to, q.on)
    if inside:
        return True
    seats = [party.ultimate_parent_hq or party.hq for _, party in end_users(q)]
    if seats and all(seat and within(states, seat, q.on) for seat in seats):
        return True
    return inside


def seat_favored(q: Inquiry) -> bool | None:
    """Whether the end users' seats, told or where they are, lie in such a state."""
    states = tuple(q.law.value(f"{PACK}/favored_states").value)
    seats = [party.ultimate_parent_hq or party.hq or party.country for _, party in end_users(q)]
    if not seats or None in seats:
        return None
    return all(seat is not None and within(states, seat, q.on) for seat in seats)


def private_or_favored(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """No government end user, unless in a state of Supplement No. 3 to part 740."""
    cite = f"{CITE}(b)(2)"
    return any_of(
        "the end users are in a state of Supplement No. 3 to part 740, or none is a government body",
        in_favored(q, cite),
        no_government(q, cite=cite),
        cite=cite,
    )


def in_favored(q: Inquiry, cite: str) -> Proof:
    states = q.law.value(f"{PACK}/favored_states")
    return condition(
        "the end users are in, or headquartered in, a state of Supplement No. 3 to part 740",
        favored(q),
        cite=cite,
        rests_on=states.ref,
        asks=Question("destination", "What is the country of ultimate destination?"),
    )


def only_favored(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    return in_favored(q, f"{CITE}(b)(2)")


def network_users(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """Private users, users in the favored states, and elsewhere less sensitive government users (15 CFR 772.1)."""
    cite = f"{CITE}(b)(2)(i)"
    less, more = True if used_for(q, "less_sensitive_government") else None, False
    for _, party in end_users(q):
        named = _codes(party.name) if is_government(party) else frozenset()
        classes = {"less_sensitive_government", "more_sensitive_government"} & named
        if classes == {"less_sensitive_government"}:
            less = True
        if classes == {"more_sensitive_government"}:
            more = True
        if party.military or party.military_intelligence:
            more = True
    if more:
        less = False
    return any_of(
        "the end users are in a favored state, private, or less sensitive government bodies",
        in_favored(q, cite),
        no_government(q, cite=cite),
        q.told(
            "each government end user is a less sensitive one",
            less,
            "class of government end user",
            "Is the government end user less sensitive (energy, health, agriculture, works, schools, local bodies) or more "
            "sensitive (defense, finance, interior, police, telecommunications)?",
            cite="15 CFR 772.1",
        ),
        cite=cite,
    )


def _codes(text: str) -> frozenset[str]:
    return read_words(text).said


def not_d1(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    inside = to_any(q, "D:1")
    return condition(
        "the destination is not in Country Group D:1",
        None if inside is None else not inside,
        cite=f"{CITE}(b)(2)(iv)(B)",
        asks=Question("destination", "What is the country of destination?"),
    )


def development(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """A private firm seated in a favored state develops or makes products inside the firm (15 CFR 740.17(a)(1)(i))."""
    cite = f"{CITE}(a)(1)"
    return all_of(
        "a private firm of a favored state uses it to develop or make new products",
        condition(
            "the end user is headquartered in a state of Supplement No. 3 to part 740",
            seat_favored(q),
            cite=cite,
            asks=Question("parties[0].hq", "Where is the end user headquartered?"),
        ),
        no_government(q, cite=cite),
        q.told(
            "it is for internal development or production of new products",
            True if used_for(q, "internal_development", "new_product") else None,
            "internal development",
            "Is it for the firm's internal development or production of new products?",
            cite=cite,
        ),
        cite=cite,
    )


def us_subsidiary(q: Inquiry, requirements: tuple[Requirement, ...]) -> Proof:
    """A subsidiary of a US company, or foreign staff of one (15 CFR 740.17(a)(2))."""
    parents = [party.ultimate_parent_hq or party.parent_country or party.hq for _, party in end_users(q)]
    truth = True if (parents and all(p == "US" for p in parents)) or used_for(q, "us_subsidiary") else None
    return q.told(
        "the recipient is a subsidiary of a US company, or works for one",
        truth,
        "US subsidiary",
        "Is the recipient a subsidiary of a US company, or an employee, contractor or intern of one?",
        cite=f"{CITE}(a)(2)",
    )
