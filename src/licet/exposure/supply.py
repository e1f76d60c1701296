"""Products that a measure takes away: parts we may no longer buy from the parties it names, and what is made of them.

A block bars every purchase. A denial order bars acquiring items subject to the EAR (Supplement No. 1 to part 764): a US-origin part
is lost for certain; a foreign one only may be, since it may hold US content; so each is asked. The Entity List bars no
purchase (15 CFR 744.11(a)).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np

from licet.exposure.impact import Impact
from licet.exposure.losses import Lost, alternates, loss_hops, lost_items
from licet.exposure.money import usd
from licet.exposure.owners import NEVER
from licet.exposure.relations import Codes, day_number
from licet.listings import Blocking, DenialOrder

#: Lines listed with a product; the sums count all.
MOST_LINES = 200


def blocked_products(impact: Impact, customer: Callable[[Impact, int], str]) -> list[dict[str, Any]]:
    """Items touched by suppliers whom the measure alone bars, lost ones first, with path, alternates and open money."""
    wanted = {fact.id for fact in impact.measure.facts} | set(impact.measure.ends)
    side = impact.biting
    anyhow = {
        party: any(match.established for match, _ in told)
        for party, every in impact.resting.by_party.items()
        if (told := [(m, f) for m, f in every if isinstance(f.value, DenialOrder | Blocking)])
    }
    seeds: dict[bool, set[int]] = {True: set(), False: set()}
    whole = False
    for party, told in side.by_party.items():
        for match, fact in told:
            again = party in anyhow and (anyhow[party] or not match.established)  # barred without the measure too
            if fact.id in wanted and isinstance(fact.value, DenialOrder | Blocking) and not again:
                seeds[match.established].add(party)
                whole = whole or isinstance(fact.value, Blocking)
    sure = np.array(sorted(seeds[True]), dtype=np.int32)
    maybe = np.array(sorted(seeds[False] - seeds[True]), dtype=np.int32)
    if whole:
        sure = np.union1d(sure, side.blocked.certain()).astype(np.int32)
        maybe = np.setdiff1d(np.union1d(maybe, side.blocked.only_possible()), sure).astype(np.int32)
    if not sure.size and not maybe.size:
        return []
    lost = lost_items(impact.book.relations, side.on, sure, maybe, only_items=None if whole else impact.book.relations.us_origin)
    return _described(impact, lost, np.union1d(sure, maybe).astype(np.int32), customer)


def _described(impact: Impact, lost: Lost, barred: Codes, customer: Callable[[Impact, int], str]) -> list[dict[str, Any]]:
    relations, on = impact.book.relations, impact.biting.on
    gone = np.flatnonzero((lost.certain < NEVER) | (lost.possible < NEVER)).astype(np.int32)
    near = _used_in(impact, lost)
    orders = impact.book.orders
    is_open = (orders["status"] == "open").to_numpy()
    wanted = np.union1d(gone, near)
    waiting: dict[int, list[int]] = {}
    for number in np.flatnonzero(is_open & np.isin(impact.book.items, wanted)).tolist():
        waiting.setdefault(int(impact.book.items[number]), []).append(number)
    rows = []
    for code in np.unique(np.concatenate([gone, near])).tolist():
        certain, possible = bool(lost.certain[code] < NEVER), bool(lost.possible[code] < NEVER)
        rounds = lost.certain if certain else lost.possible
        lines = waiting.get(code, [])
        value = sum((Decimal(orders["value_usd"][number]) for number in lines), Decimal(0))
        told = relations.book["items"].row(code, named=True)
        rows.append({
            "id": told["id"], "description": told["description"], "blocked": certain or possible, "released": impact.relieves,
            "certainty": "established" if certain else "possible" if possible else "alternate at hand",
            "bought": bool(rounds[code] == 0), "open_usd": usd(value), "open_lines": len(lines),
            "orders": [
                {
                    "order": orders["order"][number], "line": orders["line"][number], "customer": customer(impact, number),
                    "value_usd": usd(Decimal(orders['value_usd'][number])),
                }
                for number in lines[:MOST_LINES]
            ],
            "path": [hop.as_dict() for hop in loss_hops(relations, code, on, lost, barred)] if certain or possible else [],
            "alternates": [
                {"part": relations.item_ids[part], "left": [relations.item_ids[other] for other in left]}
                for part, left in alternates(relations, code, on, lost.possible)
            ],
        })  # fmt: skip
    order = {"established": 0, "possible": 1, "alternate at hand": 2}
    return sorted(rows, key=lambda row: (order[row["certainty"]], -Decimal(row["open_usd"]), row["id"]))


def _used_in(impact: Impact, lost: Lost) -> Codes:
    """Products that hold a lost part and still have an alternate for it."""
    uses = impact.book.relations.uses
    parts = np.flatnonzero((lost.certain < NEVER) | (lost.possible < NEVER)).astype(np.int32)
    return np.unique(uses.head[uses.leaving(parts, day_number(impact.biting.on))]).astype(np.int32)
