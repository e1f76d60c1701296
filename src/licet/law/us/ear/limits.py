"""Limits: every amount in dollars that a rule compares a value with, on any day.

Between two of them all values are alike to the law. The LVS amounts are the Commerce Control List's; the others are the
packs' own. A test watches rules compare and finds no other amount.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from licet.law.pack import pack_file, series
from licet.law.us.ear.part774_ccl.paragraphs import CATEGORIES

_PART_740 = "us/ear/part740_exceptions"
SERIES = (
    "us/ear/follow/eei_value", f"{_PART_740}/gft/parcel_value", f"{_PART_740}/sta/major_equipment_value",
    f"{_PART_740}/bars/major_equipment_elsewhere", f"{_PART_740}/bars/major_equipment_favored",
    f"{_PART_740}/bars/firearms_contract_value",
)  # fmt: skip

_USD = re.compile(r"\busd: ['\"]?([\d.]+)")


@cache
def value_limits() -> tuple[Decimal, ...]:
    """The amounts in order; 0 among them, for a value that is nothing."""
    held = {Decimal(value.value) for path in SERIES for value in series(path).values}
    categories = [pack_file(f"us/ear/part774_ccl/category{digit}").read_text("utf-8") for digit in CATEGORIES]
    listed = {Decimal(text) for category in categories for text in _USD.findall(category)}
    return tuple(sorted({Decimal(0), *held, *listed}))
