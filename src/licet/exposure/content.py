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


def us_parts(relations: Relations, item: int, on: date, *, choose: dict[int, int] | None = None) -> tuple[Part, ...] | None:
    """US-origin parts in one of an item; None when we hold no bill for it.

    Of alternates the preferred one (lowest preference) counts, unless `choose` names another.

    Args:
        relations: The book's.
        item: Number of the item.
        on: Rows of bills that hold on this day count.
        choose: Number of the alternate to take, by position.
    """
    below = bill(relations, item, on, choose or {})
    if not below:
        return None
    found: list[Part] = []
    stack: list[tuple[int, Decimal, tuple[int, ...]]] = [(part, quantity, (item, part)) for part, quantity in reversed(below)]
    items = relations.book["items"]
    while stack:
        part, quantity, path = stack.pop()
        row = items.row(part, named=True)
        deeper = bill(relations, part, on, choose or {}) if row["origin"] != "US" else []
        if deeper:
            stack += [(child, quantity * count, (*path, child)) for child, count in reversed(deeper)]
        elif row["origin"] != "foreign":
            price = row["unit_value_usd"]
            us = True if row["origin"] == "US" else None
            found.append(Part(part, quantity, None if price is None else price * quantity, row["eccn"], us, path))
    return tuple(found)


def bill(relations: Relations, item: int, on: date, choose: dict[int, int]) -> list[tuple[int, Decimal]]:
    """Parts directly in an item with their quantities, one a position."""
    parts = relations.parts
    edges = parts.leaving(np.array([item], dtype=np.int32), day_number(on))
    best: dict[int, tuple[Decimal, int, Decimal]] = {}
    table = relations.book["boms"]
    for edge in edges:
        row = int(parts.row[edge])
        position, part = int(relations.position[row]), int(parts.head[edge])
        preference = table["preference"][row] or Decimal(1)
        if choose.get(position) == part:
            preference = Decimal(-1)
        if position not in best or preference < best[position][0]:
            best[position] = (preference, part, table["quantity"][row])
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
