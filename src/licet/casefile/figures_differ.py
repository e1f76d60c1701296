"""Figures for one thing in several documents: roundings told from contradictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from licet.casefile.across import Cluster
from licet.casefile.differences import Contradiction, Ref, Told, ref, subject
from licet.casefile.money import Amount
from licet.casefile.reading import Reading


def rounds_to(one: Decimal, step_one: Decimal, other: Decimal, step_other: Decimal) -> bool:
    """Whether one figure is the other at a coarser written precision.

    >>> rounds_to(Decimal("1190000000"), Decimal("10000000"), Decimal("1200000000"), Decimal("100000000"))
    True
    >>> rounds_to(Decimal(70000), Decimal(10000), Decimal(75000), Decimal(1000))
    False
    """
    if step_one > step_other:
        one, step_one, other, step_other = other, step_other, one, step_one
    return one == other or (
        step_other > step_one and -step_other / 2 <= other - one <= step_other / 2 and (other - one) != -step_other / 2
    )


def bounded(one: Decimal, step_one: Decimal, modifier: str, other: Decimal, step_other: Decimal) -> bool:
    """Whether a figure with its hedge may mean the other: equal, a rounding, or "more than" it within its own precision.

    >>> bounded(Decimal(140), Decimal(10), "over", Decimal("140.6"), Decimal("0.1"))
    True
    """
    if one == other or rounds_to(one, step_one, other, step_other):
        return True
    if modifier == "over":
        return one < other < one + step_one
    return modifier == "up_to" and one - step_one < other < one


def _figure_sides(items: list[tuple[Decimal, Decimal, Ref]]) -> tuple[str, Any, list[tuple[Any, list[Ref]]]] | None:
    """Verdict, preferred value and sides of several figures for one thing; None when all are equal."""
    sides: dict[Decimal, list[Ref]] = defaultdict(list)
    steps: dict[Decimal, Decimal] = {}
    for value, step, where in items:
        sides[value].append(where)
        steps[value] = min(step, steps.get(value, step))
    if len(sides) < 2:
        return None
    values = sorted(sides)
    compatible_all = all(rounds_to(a, steps[a], b, steps[b]) for a in values for b in values if a < b)
    finest = min(values, key=lambda v: steps[v])
    return (
        "compatible_rounding" if compatible_all else "unresolved",
        float(finest) if compatible_all else None,
        [(float(v), sides[v]) for v in values],
    )


def amounts(told: Told) -> Iterable[Contradiction]:
    for cluster in told.clusters:
        items = []
        for reading, event in cluster.members:
            for amount in event.amounts:
                if amount.value is None or amount.modifier not in ("exact", "about") or event.type != cluster.type:
                    continue
                items.append((amount.value, amount.step, amount.currency, ref(reading, _amount_id(reading, amount))))
        for currency in sorted({c for _, _, c, _ in items}):
            mine = _of_one_thing([(v, s, r) for v, s, c, r in items if c == currency])
            if len({r[0] for _, _, r in mine}) < 2:
                continue
            result = _figure_sides(mine)
            if result is not None and max(v for v, _, _ in mine) <= 2 * min(v for v, _, _ in mine):
                verdict, preferred, sides = result
                if verdict == "unresolved" and (_told_elsewhere(told, mine, currency) or _of_two(told, cluster)):
                    continue
                yield Contradiction("amount", subject(cluster, told.keys), verdict, sides, preferred)


def _of_one_thing(items: list[tuple[Decimal, Decimal, Ref]]) -> list[tuple[Decimal, Decimal, Ref]]:
    """Sums without those that stand in one document beside a sum on which it agrees with another: these are of other things."""
    documents: dict[Decimal, set[str]] = defaultdict(set)
    for value, _, where in items:
        documents[value].add(where[0])
    agreeing = {doc for docs in documents.values() if len(docs) > 1 for doc in docs}
    return [item for item in items if item[2][0] not in agreeing or len(documents[item[0]]) > 1]


def _of_two(told: Told, cluster: Cluster) -> bool:
    """Whether tellings with sums name different agencies that levied them: each has a sum of its own."""
    agencies = [
        {told.keys.of(entity.key) for i in e.actor if (entity := r.entity(i)) is not None and entity.type == "agency"}
        for r, e in cluster.members
        if e.amounts
    ]
    return any(one and other and not one & other for one in agencies for other in agencies)


def _told_elsewhere(told: Told, items: list[tuple[Decimal, Decimal, Ref]], currency: str) -> bool:
    """Whether every document of a seeming conflict also gives the other's figure: parts and their sum, not a conflict."""
    largest, step, where = max(items)
    return all(
        any(
            a.currency == currency and a.value is not None and bounded(a.value, a.step, a.modifier, largest, step)
            for a in reading.amounts
        )
        for reading in told.readings
        if reading.doc_id in {r[0] for _, _, r in items} and reading.doc_id != where[0]
    )


def _amount_id(reading: Reading, amount: Amount) -> str:
    return reading.ref(amount)
