"""Limits: every amount in dollars that a rule compares a value with, on any day.

Between two of them all values are alike to the law. The LVS amounts are the Commerce Control List's; the others are the
packs' own. A test watches rules compare and finds no other amount.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache

from licet.law.pack import series
from licet.law.us.ear.part774_ccl.lookup import lvs_amounts

_PART_740 = "us/ear/part740_exceptions"
SERIES = (
    "us/ear/follow/eei_value", f"{_PART_740}/gft/parcel_value", f"{_PART_740}/sta/major_equipment_value",
    f"{_PART_740}/bars/major_equipment_elsewhere", f"{_PART_740}/bars/major_equipment_favored",
    f"{_PART_740}/bars/firearms_contract_value",
)  # fmt: skip


@lru_cache(maxsize=16384)
def value_limits(eccn: str | None) -> tuple[Decimal, ...]:
    """The amounts that matter to an item, in order; 0 among them, for a value that is nothing.

    >>> [str(amount) for amount in value_limits("3A001.a.7")]
    ['0', '400', '800', '1500', '2500', '3000', '5000', '4000000', '14000000', '25000000']
    """
    return tuple(sorted({Decimal(0), *_held(), *lvs_amounts((eccn or "").partition(".")[0])}))


@cache
def _held() -> frozenset[Decimal]:
    """The amounts of the packs."""
    return frozenset(Decimal(value.value) for path in SERIES for value in series(path).values)
