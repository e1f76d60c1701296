"""US content of what we make abroad, rolled up over bills of materials of any depth.

Values are unit values times quantities, exact. A part that is bought stays one part whatever is inside it; a part that we make and
whose bill we hold is looked into only when it is foreign, since a US-origin part counts whole (Supplement No. 2 to part 734).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from licet.exposure.relations import Relations, day_number
from licet.transactions import Content


@dataclass(frozen=True, slots=True)
class Part:
    """A US-origin part, or one whose origin nobody told, somewhere below an item.

    Attributes:
        item: Its number.
        quantity: Pieces in one of the item.
        value_usd: Of all of them; None when the part has no price.
        eccn: None when it is not classified.
        us: True when of US origin, None when the origin is unknown.
        path: Numbers from the item down to the part.
    """

    item: int
    quantity: Decimal
    value_usd: Decimal | None
    eccn: str | None
    us: bool | None
    path: tuple[int, ...]


def us_parts(relations: Relations, item: int, on: date, choose: dict[int, int] | None = None) -> tuple[Part, ...] | None:
    """US-origin parts in one of an item, one entry a part number; None when we hold no bill for it.

    Of alternates the preferred one (lowest preference) counts, unless `choose` names another.

    Args:
        relations: The book's.
        item: Number of the item.
        on: Rows of bills that hold on this day count.
        choose: Number of the alternate to take, by position.
    """
    below = bill(relations, item, on, choose)
    if not below:
        return None
    held = _held(relations, item, on, choose, {})
    items = relations.book["items"]
    found = []
    for part, (quantity, path) in sorted(held.items()):
        row = items.row(part, named=True)
        price = row["unit_value_usd"]
        us = True if row["origin"] == "US" else None
        found.append(Part(part, quantity, None if price is None else price * quantity, row["eccn"], us, path))
    return tuple(found)


Held = dict[int, tuple[Decimal, tuple[int, ...]]]


def _held(relations: Relations, item: int, on: date, choose: dict[int, int] | None, known: dict[int, Held]) -> Held:
    """Parts that are, or may be, of US origin below an item: quantity in one, and the first path to it. Each item once."""
    if item in known:
        return known[item]
    total: Held = {}
    origins = relations.book["items"]["origin"]
    for part, quantity in bill(relations, item, on, choose):
        origin = origins[part]
        inner = _held(relations, part, on, choose, known) if origin != "US" else {}
        if origin == "US" or (origin is None and not inner):
            inner = {part: (Decimal(1), (part,))}
        for below, (count, path) in inner.items():
            before = total.get(below)
            total[below] = (quantity * count + (before[0] if before else 0), before[1] if before else (item, *path))
    known[item] = total
    return total


def bill(relations: Relations, item: int, on: date, choose: dict[int, int] | None = None) -> list[tuple[int, Decimal]]:
    """Parts directly in an item with their quantities, one a position."""
    parts = relations.parts
    edges = parts.leaving(np.array([item], dtype=np.int32), day_number(on))
    if not edges.size:
        return []
    rows = parts.row[edges]
    told = relations.book["boms"][rows.tolist()].select("quantity", "preference").rows()
    best: dict[int, tuple[Decimal, int, Decimal]] = {}
    for (quantity, preference), position, part in zip(
        told, relations.position[rows].tolist(), parts.head[edges].tolist(), strict=True
    ):
        rank = Decimal(-1) if choose and choose.get(position) == part else preference or Decimal(1)
        if position not in best or rank < best[position][0]:
            best[position] = (rank, part, quantity)
    return [(part, quantity) for _, part, quantity in best.values()]


def contents(relations: Relations, parts: tuple[Part, ...], pieces: Decimal) -> tuple[Content, ...]:
    """The parts as a transaction tells them, for a line of that many pieces.

    A part of unknown origin is told without value: it may be US content, so the share stays unknown.
    """
    names = relations.item_ids
    return tuple(
        Content(
            part=names[part.item], eccn=part.eccn, quantity=part.quantity * pieces,
            value_usd=None if part.us is None or part.value_usd is None else part.value_usd * pieces,
        )
        for part in parts
    )  # fmt: skip
