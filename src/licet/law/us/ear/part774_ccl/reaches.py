"""Reaches that entries state in words: "to Macau or Country Group D:5", "every destination but Canada".

Their meaning, and how it changed, is data in `reaches.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from licet.countries import parent_of
from licet.errors import PackError
from licet.law.pack import pack_file
from licet.law.us.ear.cells import READ
from licet.law.us.ear.part740_country_groups import hong_kong_until, member
from licet.yaml_text import read_yaml

PATH = "us/ear/part774_ccl/reaches"


class Reach(NamedTuple):
    """Which destinations a row in words covers.

    Attributes:
        code: Its name in the packs, "macau-d5".
        says: In words.
        kind: everywhere, only, all_but, groups or section.
        places: ISO codes named.
        within: Country Groups it takes.
        less: Country Groups it leaves out again.
    """

    code: str
    says: str
    kind: str
    places: frozenset[str]
    within: tuple[str, ...]
    less: tuple[str, ...]

    def covers(self, country: str, on: date) -> bool | None:
        """Whether a destination is within reach on a day; None when the entry only names a section, or a group is unknown.

        A territory or region counts as its state; Hong Kong as China since 2020-12-23 (15 CFR 738.3(b), 85 FR 83788).
        """
        if self.kind == "everywhere":
            return True
        if self.kind == "section":
            return None
        named = country in self.places or _state(country, on) in self.places
        if self.kind == "only":
            return named
        if self.kind == "all_but":
            return not named
        if named:
            return True
        found = [member(group, country, on) for group in self.within]
        out = [member(group, country, on) for group in self.less]
        if True in out or not any(each is not False for each in found):
            return False
        return None if None in out or True not in found else True


class RuleReach(NamedTuple):
    """The reach of a rule on a day.

    Attributes:
        reach: As printed.
        start: First day, None when carried back from the list.
        cite: The rule that made it so, or the section.
        mark: V, V2, M-hi, M-med, M-lo, or "list" as the list states it.
        enforcement: What the agency says of it; empty when it enforces the text.
        enforced: The reach it does enforce; None when that is the printed one.
    """

    reach: Reach
    start: date | None
    cite: str
    mark: str
    enforcement: str = ""
    enforced: Reach | None = None

    @property
    def verified(self) -> bool:
        """Whether the text behind it was read."""
        return self.mark in READ or self.mark == "list"


def reach_on(code: str, rule: str, on: date) -> RuleReach:
    """The reach on a day of a row that the list prints with `code`, made by section `rule`.

    >>> reach_on("worldwide", "742.6(a)(6)(iii)(A)", date(2023, 12, 1)).reach.code
    'd1-d4-d5-less-a5-a6'
    >>> reach_on("kp", "742.19", date(2020, 1, 1)).reach.covers("KP", date(2020, 1, 1))
    True

    Raises:
        PackError: No reach has this code.
    """
    history = _versions(code, rule)
    if not history:
        return RuleReach(reach(code), None, f"15 CFR {rule}", "list")
    found, since = next((pair for pair in reversed(history) if pair[0].start is None or pair[0].start <= on), history[0])
    return found if not found.enforcement or on >= since else RuleReach(found.reach, found.start, found.cite, found.mark)


@cache
def _versions(code: str, rule: str) -> tuple[tuple[RuleReach, date], ...]:
    """The reaches of a rule's row, oldest first, each with the day from which the agency's word on enforcing it counts."""
    rules_ = _raw()["rules"]
    return tuple(
        (
            RuleReach(
                reach(row["reach"]), date.fromisoformat(row["from"]), row["cite"], row["mark"], row.get("enforcement", ""),
                reach(row["enforced_reach"]) if row.get("enforcement") else None,
            ),
            date.fromisoformat(row.get("enforcement_from", "9999-12-31")),
        )
        for row in rules_.get(f"{rule} {code}") or rules_.get(rule) or ()
    )  # fmt: skip


@cache
def reach(code: str) -> Reach:
    """A reach by its code.

    Raises:
        PackError: There is none.
    """
    rows = _raw()["reaches"]
    if code not in rows:
        raise PackError(f"there is no reach {code}", where=PATH)
    row = rows[code]
    return Reach(
        code, row["says"], row["kind"], frozenset(row.get("places", "").split()),
        tuple(row.get("in", "").split()), tuple(row.get("less", "").split()),
    )  # fmt: skip


def rules() -> Mapping[str, list[Mapping[str, str]]]:
    """Every rule whose reach changed, with its rows, oldest first: for `licet law check` and `licet law diff`."""
    found: Mapping[str, list[Mapping[str, str]]] = _raw()["rules"]
    return found


def _state(country: str, on: date) -> str:
    """The state a territory counts as; Hong Kong and Macau stand for themselves until a rule says otherwise."""
    if country == "HK":
        return "CN" if on >= hong_kong_until() else "HK"
    return "MO" if country == "MO" else parent_of(country) or country


@cache
def _raw() -> Mapping[str, Mapping[str, Any]]:
    """Read the pack once."""
    raw: Mapping[str, Mapping[str, Any]] = read_yaml(pack_file(PATH))
    return raw
