"""Supply chains: who sells to a party and who buys from it at any tier.

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
from licet.exposure.relations import Bools, Codes, Links, Relations, day_number


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
