"""Supply chains: who sells to a party and who buys from it at any tier, and which products lack a part without it.

Every answer is a path of hops; a hop names the row that states it, its days, its source and whether it is certain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from licet.exposure.owners import NEVER
from licet.exposure.relations import Bools, Codes, Ints, Links, Relations, day_number


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path.

    Attributes:
        start, end: Names of the two ends.
        says: What joins them: "sells to", "holds 60 percent of", "is in", "is matched to".
        row: Where it is stated: "supply.csv: row 12".
        source: What that row rests on, in the book's words.
        first, last: Days it holds, as ISO text; None when open.
        certain: Whether it is established, not only possible.
    """

    start: str
    end: str
    says: str
    row: str
    source: str | None = None
    first: str | None = None
    last: str | None = None
    certain: bool = True

    def as_dict(self) -> dict[str, Any]:
        """As `licet impact --json` prints it."""
        return {
            "from": self.start, "to": self.end, "says": self.says, "row": self.row, "source": self.source,
            "valid": {"from": self.first, "last_day": self.last}, "certain": self.certain,
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.start} {self.says} {self.end} ({self.row}{'' if self.certain else ', possible'})"


def hop(frame: pl.DataFrame, row: int, start: str, end: str, says: str, *, certain: bool = True) -> Hop:
    """The hop that a row of a relation states."""
    told = frame.row(row, named=True)
    first, last = told.get("from"), told.get("until")
    return Hop(
        start, end, says, f"{told['file']}: row {told['row']}", told.get("source"),
        first.isoformat() if first else None, last.isoformat() if last else None,
        certain and told.get("certainty") != "possible",
    )  # fmt: skip


@dataclass(frozen=True)
class Reach:
    """Parties reached from targets along supply.

    Attributes:
        tier: 0 for the targets, 1 for those that deal with them, ...; NEVER for those not reached. By number.
        toward: The next party on the way to a target, -1 at the target.
        row: Row of the supply table that joins the two.
        certain: Whether every hop is established.
    """

    tier: Codes
    toward: Codes
    row: Codes
    certain: Bools

    def path(self, party: int) -> list[int]:
        """Numbers from the party to its target."""
        way = [party]
        while self.toward[way[-1]] >= 0:
            way.append(int(self.toward[way[-1]]))
        return way


def reach(
    relations: Relations,
    targets: Iterable[int],
    on: date,
    *,
    upstream: bool,
    tiers: int | None = None,
    past: Bools | None = None,
) -> Reach:
    """Who sells to the targets (upstream) or buys from them, to the given tier or to the last.

    `past` flags parties through which no path may run, by number: our own companies, when the question is who resells.

    The shortest established path is kept; only parties without one get the shortest path that has a possible hop.
    """
    n = relations.party_ids.len()
    links = relations.purchases if upstream else relations.sales
    result = Reach(
        np.full(n, NEVER, dtype=np.int32), np.full(n, -1, dtype=np.int32), np.full(n, -1, dtype=np.int32),
        np.zeros(n, dtype=np.bool_),
    )  # fmt: skip
    start = np.unique(np.fromiter(targets, dtype=np.int32))
    result.tier[start] = 0
    result.certain[start] = True
    sure = relations.sold_surely
    day = day_number(on)
    _spread(links, result, start, day, tiers, sure, past)
    if not sure.all():
        known = np.flatnonzero(result.tier < NEVER).astype(np.int32)
        _spread(links, result, known, day, tiers, None, past)
    return result


def _spread(links: Links, result: Reach, start: Codes, day: int, tiers: int | None, sure: Bools | None, past: Bools | None) -> None:
    """Breadth first, a tier at a time; in the second pass parties of every tier start at once, in order of tier."""
    waiting = {int(t): start[result.tier[start] == t] for t in np.unique(result.tier[start])}
    turn = 0
    while waiting:
        if turn in waiting:
            frontier = waiting.pop(turn)
            if tiers is None or turn < tiers:
                edges = links.leaving(frontier, day)
                if sure is not None:
                    edges = edges[sure[links.row[edges]]]
                edges = edges[result.tier[links.head[edges]] == NEVER]
                if past is not None:
                    edges = edges[~past[links.head[edges]]]
                heads, place = np.unique(links.head[edges], return_index=True)
                if heads.size:
                    chosen = edges[place]
                    result.tier[heads] = turn + 1
                    result.toward[heads] = links.tail[chosen]
                    result.row[heads] = links.row[chosen]
                    result.certain[heads] = sure is not None
                    more = waiting.get(turn + 1)
                    waiting[turn + 1] = heads if more is None else np.concatenate([more, heads])
        turn += 1


def supply_hops(relations: Relations, found: Reach, party: int, *, upstream: bool) -> tuple[Hop, ...]:
    """The path from a party to its target as hops in the direction of the goods."""
    names, table = relations.book["parties"]["name"], relations.book["supply"]
    way = found.path(party)
    hops = []
    for here, there in pairwise(way):
        seller, buyer = (here, there) if upstream else (there, here)
        row = int(found.row[here])
        item = table["item"][row]
        hops.append(hop(table, row, names[seller], names[buyer], f"sells {item} to" if item else "sells to"))
    return tuple(hops if upstream else reversed(hops))


@dataclass(frozen=True)
class Lost:
    """Items that cannot be had or made without the barred suppliers.

    Attributes:
        certain, possible: Round in which each item was lost (0: bought from the barred only), NEVER when it is not. By number.
        touched: Numbers of items of which a barred supplier is one source among others.
    """

    certain: Codes
    possible: Codes
    touched: Codes


def lost_items(relations: Relations, on: date, barred: Codes, maybe: Codes, *, only_items: Bools | None = None) -> Lost:
    """Where-used over bills of materials of any depth.

    An item is lost when no source is left for it and it cannot be made: one position of its bill has no part left, alternates
    counted. An item with neither sources nor a bill is taken as at hand.

    Args:
        relations: The book's.
        on: Relations that hold on this day count.
        barred: Numbers of suppliers we may not buy from.
        maybe: Numbers of suppliers we may not be allowed to buy from.
        only_items: Items that the bar reaches for certain, where it does not reach all; by number.
    """
    n = relations.party_ids.len()
    sure, unsure = np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.bool_)
    sure[barred] = True
    unsure[barred] = unsure[maybe] = True
    rows = np.concatenate(
        [relations.sales.row[relations.sales.leaving(np.unique(np.concatenate([barred, maybe])), day_number(on))]]
    )
    items = np.unique(relations.sold_item[rows])
    items = items[items >= 0]
    return Lost(
        _lose(relations, on, items if only_items is None else items[only_items[items]], sure, None, only_items),
        _lose(relations, on, items, unsure, relations.sold_surely),
        items.astype(np.int32),
    )


def _lose(relations: Relations, on: date, items: Codes, barred: Bools, only: Bools | None, reached: Bools | None = None) -> Codes:
    """Rounds of loss; `only` leaves sources that are merely possible out of what could help, `reached` names the items barred."""
    rounds = np.full(relations.item_ids.len(), NEVER, dtype=np.int32)
    day, turn = day_number(on), 0
    made = relations.parts.begins[1:] > relations.parts.begins[:-1]
    frontier = items[_no_source(relations, items, day, barred, only, reached) & ~made[items]]
    while frontier.size:  # what we also make is lost only with a part of it, so it comes back as a parent below
        rounds[frontier] = turn
        turn += 1
        parents = np.unique(relations.uses.head[relations.uses.leaving(frontier, day)])
        parents = parents[rounds[parents] == NEVER]
        broken = parents[_position_empty(relations, parents, day, rounds)]
        frontier = broken[_no_source(relations, broken, day, barred, only, reached)]
    return rounds


def _no_source(relations: Relations, items: Codes, day: int, barred: Bools, only: Bools | None, reached: Bools | None) -> Bools:
    """Whether no supplier that we may buy from is left for each item."""
    offers = relations.offers
    edges = offers.leaving(items, day)
    good = ~barred[offers.head[edges]]
    if reached is not None:
        good |= ~reached[offers.tail[edges]]
    if only is not None:
        good &= only[offers.row[edges]]
    left = np.zeros(relations.item_ids.len(), dtype=np.bool_)
    left[offers.tail[edges[good]]] = True
    return ~left[items]


def _position_empty(relations: Relations, parents: Codes, day: int, rounds: Codes) -> Bools:
    """Whether some position of each parent has only lost parts."""
    parts = relations.parts
    edges = parts.leaving(parents, day)
    position = relations.position[parts.row[edges]]
    order = np.argsort(position, kind="stable")
    edges, position = edges[order], position[order]
    begins = np.flatnonzero(np.r_[True, position[1:] != position[:-1]]) if edges.size else np.empty(0, dtype=np.int64)
    gone = rounds[parts.head[edges]] < NEVER
    empty = np.logical_and.reduceat(gone, begins) if edges.size else gone
    bad = np.zeros(relations.item_ids.len(), dtype=np.bool_)
    bad[parts.tail[edges[begins[empty]]]] = True
    return bad[parents]


def alternates(relations: Relations, item: int, on: date, lost: Codes) -> list[tuple[int, tuple[int, ...]]]:
    """Lost parts directly in an item, each with the alternates of its position that are left."""
    parts = relations.parts
    edges = parts.leaving(np.array([item], dtype=np.int32), day_number(on))
    place: dict[int, list[int]] = {}
    for edge in edges:
        place.setdefault(int(relations.position[parts.row[edge]]), []).append(int(parts.head[edge]))
    return [
        (part, tuple(other for other in group if lost[other] == NEVER))
        for group in place.values()
        for part in group
        if lost[part] < NEVER
    ]


def loss_hops(relations: Relations, item: int, on: date, lost: Lost, barred: Codes) -> tuple[Hop, ...]:
    """Why an item is lost: from the barred supplier through each part up to the item."""
    rounds = lost.certain if lost.certain[item] < NEVER else lost.possible
    items, names = relations.item_ids, relations.book["parties"]["name"]
    day, hops = day_number(on), []
    here, certain = item, lost.certain[item] < NEVER
    while rounds[here] > 0:
        edges = relations.parts.leaving(np.array([here], dtype=np.int32), day)
        heads = relations.parts.head[edges]
        below = edges[rounds[heads] < rounds[here]]
        keep = [e for e in below if _alone(relations, int(e), edges, rounds, int(rounds[here]))]
        edge = keep[0]
        part = int(relations.parts.head[edge])
        row = int(relations.parts.row[edge])
        hops.append(hop(relations.book["boms"], row, items[part], items[here], "is in", certain=bool(certain)))
        here = part
    offers = relations.offers
    edges = offers.leaving(np.array([here], dtype=np.int32), day)
    bad = edges[np.isin(offers.head[edges], barred)]
    if bad.size:
        seller, row = int(offers.head[bad[0]]), int(offers.row[bad[0]])
        hops.append(hop(relations.book["supply"], row, names[seller], items[here], "supplies", certain=bool(certain)))
    return tuple(reversed(hops))


def _alone(relations: Relations, edge: int, edges: Ints, rounds: Codes, turn: int) -> bool:
    """Whether every part of the edge's position was lost before the round."""
    parts, position = relations.parts, relations.position
    same = edges[position[parts.row[edges]] == position[parts.row[edge]]]
    return bool(np.all(rounds[parts.head[same]] < turn))
