"""Aggregate ownership: who is restricted because restricted parties own enough of it, together.

The arithmetic that OFAC's 50 Percent Rule (31 CFR 510.411 and its sisters; FAQ 398, 399, 401) and the BIS affiliates
rule (15 CFR 744.11(a)(1), 90 FR 47201) share: mark from the top down, and add the WHOLE direct stakes of holders that
are themselves restricted. Shares are never multiplied along a path, and control never counts.

Three verdicts. A company is restricted when the least shares of holders known to be restricted reach the threshold; it
is not when even the greatest shares of every holder that may be restricted do not; between the two it is unknown. A
circle of companies that hold each other is unknown too where the restricted own half of it or more, looked through
(`licet.circles`): the rules do not say. Of one transaction every circle is asked about (`circle_above`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from licet.errors import BadValue, LicetError, ManyProblems
from licet.parties import Stake
from licet.transactions import Owner, Participant

HALF = Decimal(50)
_WHOLE = Decimal(100)
_NONE = Decimal(0)

#: Names by which ownership graphs, as OFAC's examples do (FAQ 399 to 401), call a blocked person; X in the contract.
BLOCKED_NODES = ("X", "Y", "Z")


class Holding(NamedTuple):
    """What restricted parties hold of one entity, together.

    Attributes:
        entity: Whose ownership it is.
        restricted: True or False when settled, None when a share, a holder or a circle leaves it open.
        listed: Whether it is restricted in its own name.
        low: Sum of the least direct shares of holders known to be restricted, in percent.
        high: Sum of the greatest direct shares of holders that may be restricted, at most 100.
        stakes: The direct stakes that count, or may: known ones first, greatest first.
        control: Restricted parties said to control it; control alone restricts nobody.
        above: Listed parties anywhere above it, through however small stakes.
    """

    entity: str
    restricted: bool | None
    listed: bool | None
    low: Decimal
    high: Decimal
    stakes: tuple[Stake, ...] = ()
    control: tuple[str, ...] = ()
    above: tuple[str, ...] = ()

    @property
    def significant(self) -> bool:
        """Whether a restricted party has, or may have, a part in it short of restricting it: a sign to look into."""
        return self.restricted is not True and (self.high > 0 or bool(self.control) or bool(self.above))


def aggregate(stakes: Iterable[Stake], listed: Mapping[str, bool | None], threshold: Decimal = HALF) -> dict[str, Holding]:
    """What each entity of a graph is under the rule, by entity.

    Args:
        stakes: Direct stakes; those of kind "equity" count, in percent from `low` to `high`. Others state control.
        listed: Entities restricted in their own name: True, None when a match is not settled; others are not.
        threshold: The share from which the rule bites; exactly that much is enough.

    Raises:
        ManyProblems: Stakes below 0 or above 100, upside down, of an entity in itself, or together above 100.

    >>> fifty = Decimal(50)
    >>> graph = [Stake(owner="X", owned="A", low=fifty, high=fifty), Stake(owner="A", owned="B", low=fifty, high=fifty)]
    >>> aggregate(graph, {"X": True})["B"].restricted
    True
    """
    told = tuple(stakes)
    _check(told)
    equity: dict[str, list[Stake]] = defaultdict(list)
    control: dict[str, list[str]] = defaultdict(list)
    for stake in told:
        if stake.kind == "equity":
            equity[stake.owned].append(stake)
        else:
            control[stake.owned].append(stake.owner)
    entities = dict.fromkeys([*listed, *(name for stake in told for name in (stake.owner, stake.owned))])

    known = {entity for entity in entities if listed.get(entity, False) is True}
    while grown := {e for e in entities if e not in known and _low(equity[e], known) >= threshold}:
        known |= grown
    maybe = {entity for entity in entities if listed.get(entity, False) is not False}
    while grown := _may_be(entities, equity, maybe, threshold):
        maybe |= grown

    return {
        entity: Holding(
            entity=entity,
            restricted=True if entity in known else None if entity in maybe else False,
            listed=listed.get(entity, False),
            low=_low(equity[entity], known),
            high=_high(equity[entity], maybe),
            stakes=_counting(equity[entity], known, maybe),
            control=tuple(dict.fromkeys(name for name in control[entity] if name in maybe)),
            above=tuple(name for name in _above(entity, told) if listed.get(name, False) is not False),
        )
        for entity in entities
    }


def _may_be(entities: Iterable[str], equity: Mapping[str, list[Stake]], maybe: set[str], threshold: Decimal) -> set[str]:
    """Entities not yet known to be so that may be restricted because those that may be hold enough; if there are none, circles."""
    grown = {e for e in entities if e not in maybe and equity.get(e) and _high(equity[e], maybe) >= threshold}
    if grown or not maybe:
        return grown
    left = [e for e in entities if e not in maybe and _held_by_rest(equity.get(e, ()), maybe)]
    stakes = [s for e in entities if e not in maybe for s in equity.get(e, ())] if left else []
    return _in_circles(stakes, maybe, threshold) if stakes else set()


def _held_by_rest(stakes: Iterable[Stake], maybe: set[str]) -> bool:
    """Whether those that may be restricted hold a part and a company that is not of them another: without, there is no circle."""
    sides = {stake.owner in maybe for stake in stakes if stake.high > 0}
    return sides == {True, False}


def _in_circles(stakes: list[Stake], maybe: set[str], threshold: Decimal) -> set[str]:
    import numpy as np

    from licet.circles import doubtful

    pairs: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
    for stake in stakes:
        low, high = pairs.get((stake.owner, stake.owned), (_NONE, _NONE))
        pairs[stake.owner, stake.owned] = (low + stake.low, min(high + stake.high, _WHOLE))
    names = list(dict.fromkeys(name for pair in pairs for name in pair))
    place = {name: number for number, name in enumerate(names)}
    owner, owned = (np.array([place[pair[side]] for pair in pairs]) for side in (0, 1))
    least, most = (np.array([float(shares[side]) / 100 for shares in pairs.values()]) for side in (0, 1))
    found = doubtful(owner, owned, least, most, np.array([name in maybe for name in names]), float(threshold) / 100)
    return {names[number] for number in np.flatnonzero(found).tolist()}


def holding_of(
    party: Participant,
    on_list: Callable[[Owner], bool | None],
    threshold: Decimal = HALF,
    nodes: Mapping[str, bool | None] | None = None,
) -> Holding | None:
    """What listed parties hold of a participant, from the owners and the ownership graph told with it.

    Args:
        party: Its `owners` are direct; its `ownership_graph` may reach further up.
        on_list: Whether an owner is restricted under the rule that asks, None when that is not settled.
        threshold: As in `aggregate`.
        nodes: Which nodes of the graph are restricted under the rule that asks, None for those that may be.

    Returns:
        None when nobody told us who owns it.

    Raises:
        ManyProblems: The shares cannot be right.
        BadValue: A share in the graph is neither a number, a range, "control" nor unknown, or the graph does not
            say which company the participant is.
    """
    if not party.owners and not party.ownership_graph:
        return None
    name = party.name or "the party"
    stakes: list[Stake] = []
    listed: dict[str, bool | None] = {}
    for place, owner in enumerate(party.owners or ()):
        holder = owner.name or f"owner {place + 1}"
        stakes.append(_stake_of(holder, name, owner))
        listed[holder] = on_list(owner)
    subject = name
    if party.ownership_graph:
        subject = subject_of(party)
        for holder, owned, share in party.ownership_graph:
            stakes.append(read_stake(holder, name if owned == subject else owned, share))
        listed |= {name: status for name, status in (nodes or {}).items() if name != subject}
    return aggregate(stakes, listed, threshold).get(name)


def subject_of(party: Participant) -> str:
    """The node of an ownership graph that stands for the participant: its name, else the one that owns nothing.

    Raises:
        BadValue: No node has its name and several, or none, own nothing.
    """
    graph = party.ownership_graph or ()
    nodes = dict.fromkeys(name for holder, owned, _ in graph for name in (holder, owned))
    if party.name in nodes:
        return party.name
    ends = [name for name in nodes if all(holder != name for holder, _, _ in graph)]
    if len(ends) != 1:
        found = ", ".join(ends) or "none"
        raise BadValue(
            f"the ownership graph does not say which company is {party.name or 'the party'}",
            where="ownership_graph",
            why=f"companies in it that own nothing: {found}",
            remedy="give one node the party's name",
        )
    return ends[0]


def circle_above(party: Participant) -> tuple[str, ...]:
    """Companies told to hold each other in a circle, the participant among them or below them; empty where there is none.

    Stakes of control count: whoever commands whom, a circle told by hand is more often a slip than a group's true shape.

    >>> circle_above(Participant(name="B", ownership_graph=(("A", "B", "60"), ("B", "A", "50"))))
    ('A', 'B')
    """
    graph = party.ownership_graph or ()
    owners: dict[str, set[str]] = defaultdict(set)
    for holder, owned, _ in graph:
        owners[owned].add(holder)
    reached, near = set[str](), {subject_of(party)} if graph else set[str]()
    while near:
        reached |= near
        near = {holder for owned in near for holder in owners[owned]} - reached
    try:
        TopologicalSorter({owned: sorted(owners[owned]) for owned in sorted(reached)}).prepare()
    except CycleError as error:
        return tuple(sorted(set(error.args[1])))
    return ()


def roots_of(party: Participant) -> tuple[str, ...]:
    """The nodes of a participant's ownership graph that own and are owned by nobody: where its ownership begins."""
    graph = party.ownership_graph or ()
    owned = {name for _, name, _ in graph}
    return tuple(dict.fromkeys(holder for holder, _, _ in graph if holder not in owned))


def read_stake(owner: str, owned: str, share: str | None) -> Stake:
    """A stake from a share as people write it: "50", "50%", "25-50", "control", or "unknown".

    >>> read_stake("X", "A", "25-50%").high, read_stake("X", "A", "control").kind
    (Decimal('50'), 'control')

    Raises:
        BadValue: It is none of these.
    """
    text = "" if share is None else str(share).replace("%", "").strip().lower()
    if text in ("", "?", "none", "null", "unknown"):
        return Stake(owner=owner, owned=owned, low=_NONE, high=_WHOLE)
    if text in ("control", "votes", "board"):
        return Stake(owner=owner, owned=owned, low=_NONE, high=_NONE, kind="control")
    low, dash, high = text.partition("-") if not text.startswith("-") else (text, "", "")
    try:
        least = Decimal(low.strip())
        return Stake(owner=owner, owned=owned, low=least, high=Decimal(high.strip()) if dash else least)
    except InvalidOperation as error:
        raise BadValue(
            f"{share!r} is not a share", where=f"{owner} in {owned}", remedy='write a percentage, a range, or "control"'
        ) from error


def _stake_of(holder: str, owned: str, owner: Owner) -> Stake:
    if owner.pct is not None:
        return Stake(owner=holder, owned=owned, low=owner.pct, high=owner.pct)
    low = _NONE if owner.pct_min is None else owner.pct_min
    return Stake(owner=holder, owned=owned, low=low, high=_WHOLE if owner.pct_max is None else owner.pct_max)


def _above(entity: str, stakes: tuple[Stake, ...]) -> tuple[str, ...]:
    """Everybody above an entity, nearest first, through stakes that are or may be more than nothing, or control."""
    found: dict[str, None] = {}
    near = [entity]
    while near:
        owners = [s.owner for s in stakes if s.owned in near and (s.high > 0 or s.kind != "equity")]
        near = [owner for owner in dict.fromkeys(owners) if owner not in found and owner != entity]
        found.update(dict.fromkeys(near))
    return tuple(found)


def _low(stakes: Iterable[Stake], holders: set[str]) -> Decimal:
    return sum((stake.low for stake in stakes if stake.owner in holders), _NONE)


def _high(stakes: Iterable[Stake], holders: set[str]) -> Decimal:
    """The most the holders may have: their greatest shares, but no more than the others' least shares leave."""
    told = tuple(stakes)
    others = sum((stake.low for stake in told if stake.owner not in holders), _NONE)
    return min(sum((stake.high for stake in told if stake.owner in holders), _NONE), _WHOLE - others)


def _counting(stakes: Iterable[Stake], known: set[str], maybe: set[str]) -> tuple[Stake, ...]:
    counted = [stake for stake in stakes if stake.owner in maybe]
    return tuple(sorted(counted, key=lambda stake: (stake.owner not in known, -stake.high, stake.owner)))


def _check(stakes: tuple[Stake, ...]) -> None:
    """All that cannot be, together."""
    problems: list[LicetError] = []
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for stake in stakes:
        where = f"{stake.owner} in {stake.owned}"
        if not (stake.low.is_finite() and stake.high.is_finite() and 0 <= stake.low <= stake.high <= _WHOLE):
            shown = stake.low if stake.low == stake.high else f"{stake.low} to {stake.high}"
            problems.append(BadValue(f"a share of {shown} percent", where=where, remedy="write 0 to 100"))
        if stake.owner == stake.owned:
            problems.append(BadValue("a company that owns itself", where=where, remedy="leave treasury shares out of the total"))
        if stake.kind == "equity":
            sums[stake.owned] += stake.low
    for owned, total in sums.items():
        if total > _WHOLE:
            problems.append(
                BadValue(
                    f"owners hold {total} percent of it together", where=owned,
                    remedy="check whether an indirect share was given beside the direct one",
                )
            )  # fmt: skip
    if problems:
        raise ManyProblems(problems)
