"""Where-used: which parts and products cannot be had or made without a supplier, through bills of materials of any depth.

Every answer is a path of hops, as in `licet.exposure.paths`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from licet.exposure.owners import NEVER
from licet.exposure.paths import Hop, hop
from licet.exposure.relations import Bools, Codes, Ints, Relations, day_number


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
