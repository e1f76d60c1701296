"""Aggregate ownership: which parties are treated as their listed owners are.

Two rules of one shape. OFAC's 50 percent rule (31 CFR 510.411 and its like; FAQ 398 to 402): what blocked persons hold, directly
or through parties themselves so held, 50 percent or more in sum is blocked. The BIS affiliates rule (15 CFR 744.11(a)(1),
90 FR 47201) says the same of foreign parties held by those on the Entity List, the Military End-User List, or under the programs of
744.8. Both count whole stakes of caught holders and never multiply percentages (FAQ 401); only equity counts, control does not.

A share may be a range. A party is *established* when even the least shares reach the threshold, *possible* when some shares
within the ranges, no holding summing above 100 percent, would, or when it may be owned through a circle (`licet.circles`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from licet.circles import doubtful
from licet.exposure.relations import PERCENT, Bools, Codes, Ints, Links, Relations, day_number
from licet.proofs import HOLDS, UNKNOWN, FactRef, Proof, Question

HALF = 50 * PERCENT
WHOLE = 100 * PERCENT
NEVER = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that extends listings to what the listed own.

    Attributes:
        name: Short name.
        says: The claim it makes of a party, after its name.
        cite: The law.
        foreign_only: Whether parties in the United States are left out.
    """

    name: str
    says: str
    cite: str
    foreign_only: bool = False


OFAC_50 = Rule("ofac50", "is owned 50 percent or more by blocked persons", "31 CFR 510.411")
AFFILIATES = Rule("affiliates", "is owned 50 percent or more by listed parties", "15 CFR 744.11(a)(1)", foreign_only=True)
HELD = Rule("held", "is owned 50 percent or more by the measure's parties", "15 CFR 766.23")


@dataclass(frozen=True)
class Caught:
    """Who is caught by a rule on a day.

    Attributes:
        rule: Which.
        on: The day.
        established: Round in which each party was caught for certain: 0 for the listed, NEVER for the free. By number.
        possible: The same for what may be; a party caught for certain is caught here too.
    """

    rule: Rule
    on: date
    established: Codes
    possible: Codes

    def certain(self, among: Codes | None = None) -> Codes:
        """Numbers of parties caught for certain, the listed left out."""
        return _between(self.established, among)

    def only_possible(self, among: Codes | None = None) -> Codes:
        """Numbers of parties that only may be caught."""
        found = _between(self.possible, among)
        unsure: Codes = found[self.established[found] == NEVER]
        return unsure


def _between(rounds: Codes, among: Codes | None) -> Codes:
    chosen = np.arange(rounds.size, dtype=np.int32) if among is None else among
    kept: Codes = chosen[(rounds[chosen] > 0) & (rounds[chosen] < NEVER)]
    return kept


def caught(relations: Relations, on: date, listed: Iterable[int], possibly: Iterable[int] = (), *, rule: Rule = OFAC_50) -> Caught:
    """Close the listed parties under the rule.

    Args:
        relations: The book's.
        on: Stakes that hold on this day count.
        listed: Numbers of the parties established to be listed.
        possibly: Numbers of parties that may be listed (an undecided match).
        rule: Which rule.
    """
    sure = np.fromiter(listed, dtype=np.int32)
    maybe = np.fromiter(possibly, dtype=np.int32)
    free = relations.at_home if rule.foreign_only else None
    established = _close(relations, on, sure, certain=True, free=free)
    start = np.unique(np.concatenate([sure, maybe, np.flatnonzero(established < NEVER).astype(np.int32)]))
    possible = _close(relations, on, start, certain=False, free=free)
    while (ring := _circles(relations, on, possible, free)).size:  # and what circles hold, and circles of that
        known = np.flatnonzero(possible < NEVER).astype(np.int32)
        later = _close(relations, on, np.concatenate([known, ring]), certain=False, free=free)
        last = int(possible[known].max()) + 1
        possible = np.where(possible < NEVER, possible, np.where(later < NEVER, later + last, NEVER)).astype(np.int32)
    return Caught(rule, on, established, possible)


#: Steps upward, and companies seen, after which a circle is no longer looked for nearby but everywhere.
_NEAR_STEPS, _NEAR_SIZE = 12, 20_000


def _circles(relations: Relations, on: date, possible: Codes, free: Bools | None) -> Codes:
    """Parties that may be restricted through a circle (`licet.circles`), beyond those that may be anyhow."""
    taken = possible < NEVER
    links, day = relations.stakes, day_number(on)
    ends = links.head[links.leaving(np.flatnonzero(taken).astype(np.int32), day)]
    start = np.unique(ends[~taken[ends]]).astype(np.int32)
    if free is not None:
        start = start[~free[start]]
    if not start.size:
        return start
    back = relations.holders
    seen, step = start, 0
    while True:  # a circle contains one of those at the start, so its holders lie upward of it
        alive = _could_be(relations, seen, taken, free, day)
        if not np.isin(start, alive).any():
            return np.empty(0, dtype=np.int32)
        above = back.head[back.leaving(alive, day)]
        more = np.setdiff1d(above[~taken[above]], seen).astype(np.int32)
        step += 1
        if not more.size or step > _NEAR_STEPS or seen.size > _NEAR_SIZE:
            break
        seen = np.union1d(seen, more).astype(np.int32)
    return _could_be(relations, np.arange(possible.size, dtype=np.int32), taken, free, day)


def _could_be(relations: Relations, among: Codes, taken: Bools, free: Bools | None, day: int) -> Codes:
    """Those of the parties that are in a circle, if all who hold them and were not looked at are."""
    edges = relations.holders.leaving(among, day)
    owned, owner, least, most = _pairs(relations, edges)
    nodes, place = np.unique(np.concatenate([owner, owned]), return_inverse=True)
    caught_ = taken[nodes] | ~np.isin(nodes, among)
    never = None if free is None else free[nodes] & ~taken[nodes]
    if never is not None:
        caught_ &= ~never
    found = doubtful(place[: owner.size], place[owner.size :], least / WHOLE, most / WHOLE, caught_, never=never)
    chosen: Codes = nodes[found].astype(np.int32)
    return chosen


def _pairs(relations: Relations, edges: Ints) -> tuple[Codes, Codes, Ints, Ints]:
    """Held, holder, least and greatest share of each pair among the edges of `Relations.holders`."""
    back = relations.holders
    forward = Links(back.begins, back.head, back.tail, back.row, back.first, back.last)
    owned, least, most, owner = _stakes(relations, forward, edges)
    return owned, owner, least, most


def controlled(relations: Relations, on: date, listed: Iterable[int]) -> Codes:
    """Round in which each party comes under control of the listed: a red flag, no rule.

    Reachability over stated control and over what `caught` would catch, so that chains may mix both.
    """
    n = relations.party_ids.len()
    rounds = np.full(n, NEVER, dtype=np.int32)
    frontier = np.unique(np.fromiter(listed, dtype=np.int32))
    rounds[frontier] = 0
    day, links, turn = day_number(on), relations.controls, 0
    while frontier.size:
        turn += 1
        heads = np.unique(links.head[links.leaving(frontier, day)])
        frontier = heads[rounds[heads] == NEVER]
        rounds[frontier] = turn
        held = _close(relations, on, np.flatnonzero(rounds < NEVER).astype(np.int32), certain=True, free=None)
        more = np.flatnonzero((held < NEVER) & (rounds == NEVER)).astype(np.int32)
        rounds[more] = turn
        frontier = np.concatenate([frontier, more])
    return rounds


def _close(relations: Relations, on: date, start: Codes, *, certain: bool, free: Bools | None) -> Codes:
    """Rounds of the least fixed point: each newly caught holder adds its whole stake to what it holds, once."""
    n = relations.party_ids.len()
    rounds = np.full(n, NEVER, dtype=np.int32)
    frontier = np.unique(start).astype(np.int32)
    rounds[frontier] = 0
    links, day = relations.stakes, day_number(on)
    if not links.head.size:
        return rounds
    low = np.zeros(n, dtype=np.int64)
    high = np.zeros(n, dtype=np.int64)
    turn = 0
    while frontier.size:
        turn += 1
        edges = links.leaving(frontier, day)
        edges = edges[links.tail[edges] != links.head[edges]]
        heads, least, most, _ = _stakes(relations, links, edges)
        np.add.at(low, heads, least)
        np.add.at(high, heads, most)
        reached = np.unique(heads)
        reached = reached[rounds[reached] == NEVER]
        if free is not None:
            reached = reached[~free[reached]]
        total = low[reached] if certain else _most(relations, reached, low[reached], high[reached], day)
        frontier = reached[total >= HALF]
        rounds[frontier] = turn
    return rounds


def _stakes(relations: Relations, links: Links, edges: Ints) -> tuple[Codes, Ints, Ints, Codes]:
    """Head, least and greatest share, and tail, of each pair of holder and held among the edges.

    Lots told by one source add up. Where sources differ the truth is one of them: least of the least, greatest of the greatest.
    """
    heads, rows = links.head[edges], links.row[edges]
    least, most = relations.shares[0][rows], relations.shares[1][rows]
    tails = links.tail[edges]
    pair = tails.astype(np.int64) * np.int64(len(links.begins)) + heads
    order = np.argsort(pair, kind="stable")
    again = np.flatnonzero(pair[order][1:] == pair[order][:-1])
    if not again.size:
        return heads, least, most, tails
    doubled = np.isin(pair, pair[order][again])
    source = relations.book["ownership"]["source"]
    merged: dict[int, dict[str | None, list[int]]] = {}
    for place in np.flatnonzero(doubled):
        told = merged.setdefault(int(pair[place]), {}).setdefault(source[int(rows[place])], [0, 0])
        told[0] += int(least[place])
        told[1] += int(most[place])
    extra = [
        (
            key % len(links.begins),
            key // len(links.begins),
            min(t[0] for t in by.values()),
            min(max(t[1] for t in by.values()), WHOLE),
        )
        for key, by in merged.items()
    ]
    more = np.array(extra, dtype=np.int64).reshape(-1, 4)
    return (
        np.concatenate([heads[~doubled], more[:, 0].astype(np.int32)]),
        np.concatenate([least[~doubled], more[:, 2]]),
        np.concatenate([most[~doubled], more[:, 3]]),
        np.concatenate([tails[~doubled], more[:, 1].astype(np.int32)]),
    )


def _most(relations: Relations, reached: Codes, low: Ints, high: Ints, day: int) -> Ints:
    """The greatest sum the caught holders can have: what the least shares of the others leave of 100 percent."""
    if not reached.size:
        return low
    links = relations.holders
    edges = links.leaving(reached, day)
    edges = edges[links.tail[edges] != links.head[edges]]
    forward = Links(links.begins, links.head, links.tail, links.row, links.first, links.last)
    heads, least, _, _ = _stakes(relations, forward, edges)
    place = np.searchsorted(reached, heads)
    known = np.zeros(reached.size, dtype=np.int64)
    np.add.at(known, place, least)
    most: Ints = np.maximum(np.minimum(high, WHOLE - (known - low)), low)
    return most


def holdings(relations: Relations, party: int, on: date) -> list[tuple[int, int, int, int]]:
    """Direct holders of a party on the day: number, least and greatest share (millionths of a percent), row of the table."""
    links = relations.holders
    edges = links.leaving(np.array([party], dtype=np.int32), day_number(on))
    low, high = relations.shares
    return [(int(links.head[e]), int(low[links.row[e]]), int(high[links.row[e]]), int(links.row[e])) for e in edges]


def ownership_proof(
    relations: Relations, result: Caught, party: int, *, depth: int = 12, below_of: frozenset[int] = frozenset()
) -> Proof:
    """Why a party is caught: each caught holder with its whole stake, the row that states it, and why it is caught itself."""
    names = relations.book["parties"]["name"]
    certain = result.established[party] < NEVER
    rounds = result.established if certain else result.possible
    verdict = HOLDS if certain else UNKNOWN
    name = names[party]
    if rounds[party] == 0:
        return Proof(f"{name} is listed", verdict, None)
    parts = []
    table, on_the_way = relations.book["ownership"], below_of | {party}
    for holder, least, most, row in sorted(holdings(relations, party, result.on)):
        if holder == party or rounds[holder] > rounds[party] or (certain and rounds[holder] == rounds[party]):
            continue
        told = table.row(row, named=True)
        share = f"{least / PERCENT:g}" if least == most else f"{least / PERCENT:g} to {most / PERCENT:g}"
        ref = FactRef(
            f"{told['file']}: row {told['row']}", told["source"], True,
            (told["from"] and told["from"].isoformat(), told["until"] and told["until"].isoformat()), f"{share} percent",
        )  # fmt: skip
        asks = (
            None
            if least == most
            else Question(f"ownership {names[holder]} in {name}", f"How much of {name} does {names[holder]} hold?")
        )
        again = holder in below_of  # a circle comes back to where it was
        below = () if again or not depth else (ownership_proof(relations, result, holder, depth=depth - 1, below_of=on_the_way),)
        parts.append(
            Proof(
                f"{names[holder]} holds {share} percent of {name}",
                HOLDS if least == most else UNKNOWN,
                None,
                below,
                ref,
                asks,
            )
        )
    return Proof(f"{name} {result.rule.says}", verdict, result.rule.cite, tuple(parts))


def control_proof(relations: Relations, rounds: Codes, party: int, on: date) -> Proof:
    """Why a party counts as controlled: the rows by which a controller, or an owner, stands above it. A sign, no rule."""
    names, table = relations.book["parties"]["name"], relations.book["ownership"]
    parts = []
    for row in table.with_row_index("_row").filter(table["owned"] == relations.party_ids[party])["_row"].to_list():
        told = table.row(row, named=True)
        holder = int(relations.parties([told["owner"]])[0])
        holds = (told["from"] is None or told["from"] <= on) and (told["until"] is None or on <= told["until"])
        if holds and rounds[holder] < rounds[party]:
            kind = told["kind"] or "equity"
            ref = FactRef(f"{told['file']}: row {told['row']}", told["source"])
            parts.append(Proof(f"{names[holder]} holds {kind} of {names[party]}", HOLDS, None, (), ref))
    return Proof(f"{names[party]} is controlled by the listed", HOLDS, "15 CFR Supp. 3 to 732", tuple(parts))
