"""De minimis over the book: which of our foreign-made products carry too much controlled US content, for where, and the smallest
change that would bring one under the level.

The arithmetic is `licet.law.us.ear.part734_deminimis`; here it is asked for each product and destination, and for each set of
parts that might be bought elsewhere. The search is exact: fewest parts first, then the least value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from licet.exposure.content import contents, us_parts
from licet.exposure.money import usd
from licet.exposure.relations import Relations
from licet.law.law import Law
from licet.law.us.ear.part734_deminimis import DeMinimis, de_minimis
from licet.proofs import FAILS, HOLDS
from licet.transactions import Item

#: Sets of parts tried before the search gives up and says so.
MOST_TRIED = 200_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One product for one destination.

    Attributes:
        product: Its id.
        destination: A country's code.
        answer: What the content test says.
    """

    product: str
    destination: str
    answer: DeMinimis

    @property
    def state(self) -> str:
        """over, under, or unknown."""
        verdict = self.answer.proof.verdict
        return "over" if verdict is HOLDS else "under" if verdict is FAILS else "unknown"

    def as_dict(self) -> dict[str, Any]:
        """As `licet deminimis --json` prints it."""
        a = self.answer
        return {
            "product": self.product, "destination": self.destination, "state": self.state,
            "controlled_content_pct": None if a.pct is None else _short(a.pct), "threshold_pct": str(a.threshold_pct),
            "controlled_usd": None if a.controlled_usd is None else usd(a.controlled_usd),
            "total_usd": None if a.total_usd is None else usd(a.total_usd), "because": list(a.cites),
            "counted": [
                {"part": c.part.part, "eccn": c.part.eccn, "counts": c.counts, "because": c.proof.claim,
                 "value_usd": None if c.part.value_usd is None else usd(c.part.value_usd)}
                for c in a.parts
            ],
            "questions": [{"fact": q.fact, "asks": q.asks} for q in a.questions],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """Parts that, bought elsewhere, bring a product under the level.

    Attributes:
        parts: Their places in the item's US content.
        names: Their names.
        value_usd: What they are worth together.
        after: The content test without them.
        exact: Whether no smaller change exists; False when the search was cut off.
    """

    parts: tuple[int, ...]
    names: tuple[str, ...]
    value_usd: Decimal
    after: DeMinimis
    exact: bool = True

    def as_dict(self) -> dict[str, Any]:
        """As `licet deminimis --json` prints it."""
        return {
            "replace": list(self.names), "value_usd": usd(self.value_usd), "exact": self.exact,
            "controlled_content_pct_after": None if self.after.pct is None else _short(self.after.pct),
            "threshold_pct": str(self.after.threshold_pct),
        }  # fmt: skip


def product_item(relations: Relations, code: int, on: date) -> Item | None:
    """One piece of a foreign-made product with its US content, None for what is of US origin or has no bill."""
    row = relations.book["items"].row(code, named=True)
    if row["origin"] == "US":
        return None
    parts = us_parts(relations, code, on)
    if parts is None:
        return None
    return Item(
        id=row["id"], description=row["description"], eccn=row["eccn"], value_usd=row["unit_value_usd"], quantity=Decimal(1),
        origin="foreign", made_in=row["made_in"], us_content=contents(relations, parts, Decimal(1)),
    )  # fmt: skip


def products(relations: Relations, on: date) -> Iterator[Item]:
    """All foreign-made products with a bill."""
    for code in range(relations.item_ids.len()):
        if relations.parts.begins[code] < relations.parts.begins[code + 1]:
            item = product_item(relations, code, on)
            if item is not None:
                yield item


def matrix(items: Iterable[Item], destinations: Iterable[str], on: date, law: Law) -> Iterator[Cell]:
    """Every product for every destination."""
    places = tuple(destinations)
    for item in items:
        for place in places:
            yield Cell(item.id, place, de_minimis(item, place, on, law, sent_from=item.made_in))


def smallest_change(item: Item, destination: str, on: date, law: Law) -> Change | None:
    """The fewest parts, and of those sets the least value, whose re-sourcing outside the US brings the item under the level.

    None when it is under already, or when nothing helps. A part whose classification is open is taken as controlled:
    classifying it may be cheaper than replacing it, and is asked.
    """
    ask = _asker(item, destination, on, law)
    now = ask(())
    if now.proof.verdict is FAILS:
        return None
    held = item.us_content or ()
    weights = [
        (place, held[place].value_usd or Decimal(0), held[place].value_usd is None)
        for place, counted in enumerate(now.parts)
        if counted.counts is not False
    ]
    if item.value_usd is None or not weights:
        return None
    need = sum((value for _, value, _ in weights), Decimal(0)) - now.threshold_pct * item.value_usd / 100
    weights.sort(key=lambda told: (-told[1], told[0]))
    must = frozenset(place for place, _, unknown in weights if unknown)
    budget = [MOST_TRIED]
    for size in range(max(1, len(must)), len(weights) + 1):
        found = _least(weights, must, size, need, ask, budget)
        if found is not None:
            return _change(item, found, ask(found), exact=budget[0] > 0)
        if budget[0] <= 0:
            break
    every = tuple(sorted(place for place, _, _ in weights))
    last = ask(every)
    return _change(item, every, last, exact=False) if last.proof.verdict is FAILS else None


def _asker(item: Item, destination: str, on: date, law: Law) -> Callable[[tuple[int, ...]], DeMinimis]:
    held = item.us_content or ()

    def ask(without: tuple[int, ...]) -> DeMinimis:
        left = tuple(part for place, part in enumerate(held) if place not in without)
        return de_minimis(replace(item, us_content=left), destination, on, law, sent_from=item.made_in)

    return ask


def _least(
    weights: list[tuple[int, Decimal, bool]], must: frozenset[int], size: int, need: Decimal,
    ask: Callable[[tuple[int, ...]], DeMinimis], budget: list[int],
) -> tuple[int, ...] | None:  # fmt: skip
    """The set of that size with the least value that works, by depth first search with two bounds.

    A set too light to reach the level cannot work whatever else holds; one no lighter than the best found is not better.
    """
    suffix = [sum((w for _, w, _ in weights[i : i + size]), Decimal(0)) for i in range(len(weights) + 1)]
    best: list[tuple[Decimal, tuple[int, ...]]] = []

    def descend(start: int, chosen: tuple[int, ...], weight: Decimal) -> None:
        if budget[0] <= 0 or (best and weight >= best[0][0]):
            return
        left = size - len(chosen)
        if left == 0:
            if weight < need or not must <= set(chosen):
                return
            budget[0] -= 1
            if ask(tuple(sorted(chosen))).proof.verdict is FAILS:
                best[:] = [(weight, tuple(sorted(chosen)))]
            return
        for place in range(start, len(weights) - left + 1):
            most = weight + sum((w for _, w, _ in weights[place : place + left]), Decimal(0))
            if most < need:
                return  # weights fall: what follows is lighter still
            descend(place + 1, (*chosen, weights[place][0]), weight + weights[place][1])

    if suffix[0] >= need:
        descend(0, (), Decimal(0))
    return best[0][1] if best else None


def _change(item: Item, places: tuple[int, ...], after: DeMinimis, *, exact: bool) -> Change:
    held = item.us_content or ()
    names = tuple(held[place].part or held[place].eccn or f"part {place + 1}" for place in places)
    value = sum((held[place].value_usd or Decimal(0) for place in places), Decimal(0))
    return Change(places, names, value, after, exact)


def _short(pct: Decimal) -> str:
    """A percentage with at most four decimals, for people; comparisons use the exact one."""
    return f"{pct:.4f}".rstrip("0").rstrip(".")
