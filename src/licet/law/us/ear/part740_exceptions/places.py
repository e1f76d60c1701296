"""Places: destinations that a limb allows or shuts, as lists of Country Groups and country codes by date.

A list of a pack reads from left to right: "B -SD -UA" is Country Group B without Sudan and Ukraine; "any" is every place;
two letters are a country, "A:5" a group (15 CFR part 740, Supplement No. 1).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from licet.countries import name_of
from licet.law.inquiry import Inquiry
from licet.law.observed import truth_by_day
from licet.law.us.ear.part740_country_groups import groups, member
from licet.proofs import Proof, Question, condition

#: China, and Macau, which rules name beside Country Group D:5.


def within(listed: tuple[str, ...], country: str, on: date) -> bool | None:
    """Whether a list of places takes a country in: yes, no, or unknown.

    >>> within(("B", "-SD", "-UA"), "BR", date(2026, 7, 1)), within(("B", "-SD"), "SD", date(2026, 7, 1))
    (True, False)
    """
    return _within(listed, country, on)


@truth_by_day
def _within(listed: tuple[str, ...], country: str, on: date) -> bool | None:
    shut = [_holds(name[1:], country, on) for name in listed if name.startswith("-")]
    allowed = [_holds(name, country, on) for name in listed if not name.startswith("-")]
    if True in shut or (True not in allowed and None not in allowed):
        return False
    return None if None in shut or True not in allowed else True


def _holds(name: str, country: str, on: date) -> bool | None:
    """One name of the list."""
    if name == "any":
        return True
    if name in groups() or name in ("D", "E"):
        return member(name, country, on)
    if name == "CN" and country == "HK":
        return member("D:1", "HK", on)
    return name == country


@lru_cache(maxsize=1024)
def shown(named: tuple[str, ...]) -> str:
    """A list of places in words."""
    allowed = ["any place" if n == "any" else _word(n) for n in named if not n.startswith("-")]
    shut = [_word(n[1:]) for n in named if n.startswith("-")]
    return ", ".join(allowed) + (f", not {', '.join(shut)}" if shut else "")


def _word(name: str) -> str:
    return f"Country Group {name}" if name in groups() or name in ("D", "E") else name_of(name)


def destination_in(q: Inquiry, path: str, *, cite: str) -> Proof:
    """Whether the destination is in the list of places at `path`, as of the day; a limb without a list did not exist yet."""
    places = q.law.get(path)
    if places is None:
        return condition(f"the limb serves a destination on {q.on.isoformat()}", False, cite=cite)
    inside = None if q.to is None else within(tuple(places.value), q.to, q.on)
    return condition(
        f"the destination is open to it: {shown(tuple(places.value))}",
        inside,
        cite=cite,
        rests_on=places.ref,
        asks=Question("destination", "What is the country of ultimate destination, and its Country Groups on that day?"),
    )


def to_any(q: Inquiry, *names: str) -> bool | None:
    """Whether the destination is in one of the groups or countries."""
    return None if q.to is None else within(names, q.to, q.on)


def seated_in(q: Inquiry, *names: str) -> bool:
    """Whether a party with one of the four roles is, by what we are told, headquartered or parented in one of the places.

    Told seats count; a party whose seat is not told is taken to sit where it is.
    """
    for _, party in q.parties():
        seats = (party.ultimate_parent_hq, party.parent_country, party.hq)
        known = [seat for seat in seats if seat] or ([party.country] if party.country else [])
        if any(within(names, seat, q.on) is not False for seat in known):
            return True
    return False
