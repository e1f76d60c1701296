"""Products that a measure takes away: parts we may no longer buy from the parties it names, and what is made of them.

A block bars every purchase. A denial order bars acquiring items subject to the EAR (Supplement No. 1 to part 764): a US-origin part
is lost for certain; a foreign one only may be, since it may hold US content; so each is asked. The Entity List bars no
purchase (15 CFR 744.11(a)).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import polars as pl

from licet.exposure.impact import Impact
from licet.exposure.owners import NEVER
from licet.exposure.paths import Lost, alternates, loss_hops, lost_items
from licet.exposure.relations import Codes, day_number
from licet.listings import Blocking, DenialOrder


def blocked_products(impact: Impact) -> list[dict[str, Any]]:
    """Items touched by the measure's suppliers, lost ones first, with path, alternates and open money."""
    wanted = {fact.id for fact in impact.measure.facts} | set(impact.measure.ends)
    side = impact.biting
    seeds: dict[bool, set[int]] = {True: set(), False: set()}
    whole = False
    for party, told in side.by_party.items():
        for match, fact in told:
            if fact.id in wanted and isinstance(fact.value, DenialOrder | Blocking):
                seeds[match.established].add(party)
                whole = whole or isinstance(fact.value, Blocking)
    sure = np.array(sorted(seeds[True]), dtype=np.int32)
    maybe = np.array(sorted(seeds[False] - seeds[True]), dtype=np.int32)
    if whole:
        sure = np.union1d(sure, side.blocked.certain()).astype(np.int32)
        maybe = np.setdiff1d(np.union1d(maybe, side.blocked.only_possible()), sure).astype(np.int32)
    if not sure.size and not maybe.size:
        return []
    us = (impact.book.relations.book["items"]["origin"] == "US").fill_null(False).to_numpy()
    lost = lost_items(impact.book.relations, side.on, sure, maybe, only_items=None if whole else us)
    return _described(impact, lost, np.union1d(sure, maybe).astype(np.int32))


def _described(impact: Impact, lost: Lost, barred: Codes) -> list[dict[str, Any]]:
    relations, on = impact.book.relations, impact.biting.on
    gone = np.flatnonzero((lost.certain < NEVER) | (lost.possible < NEVER)).astype(np.int32)
    near = _used_in(impact, lost)
    orders = impact.book.orders
    waiting = (
        orders.with_columns(pl.Series("_item", impact.book.items)).filter(pl.col("status") == "open")
        .group_by("_item").agg(pl.col("value_usd").sum(), pl.len().alias("lines"))
    )  # fmt: skip
    money = {int(code): (Decimal(value), int(lines)) for code, value, lines in waiting.iter_rows()}
    rows = []
    for code in np.unique(np.concatenate([gone, near])).tolist():
        certain, possible = bool(lost.certain[code] < NEVER), bool(lost.possible[code] < NEVER)
        rounds = lost.certain if certain else lost.possible
        value, count = money.get(code, (Decimal(0), 0))
        told = relations.book["items"].row(code, named=True)
        rows.append({
            "id": told["id"], "description": told["description"], "blocked": certain or possible,
            "certainty": "established" if certain else "possible" if possible else "alternate at hand",
            "bought": bool(rounds[code] == 0), "open_usd": f"{value.quantize(Decimal('0.01')):f}", "open_lines": count,
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
