"""Sense: what one field of a transaction says against another."""

from __future__ import annotations

from decimal import Decimal

from licet.errors import BadValue, LicetError
from licet.transactions import Item, Transaction


def contradictions(tx: Transaction) -> list[LicetError]:
    """What one field says against another: content above the item's value, prices in other currencies, shares over 100."""
    found: list[LicetError] = []
    for i, item in enumerate(tx.items):
        found += _content(item, i)
        if item.currency not in (None, "USD"):
            found.append(
                BadValue(
                    f"items[{i}] is priced in {item.currency}",
                    remedy="convert it to US dollars; licet takes no exchange rate",
                )
            )
    for i, party in enumerate(tx.parties):
        known = [o.pct if o.pct is not None else o.pct_min or Decimal(0) for o in party.owners or ()]
        if known and sum(known, Decimal(0)) > 100:
            found.append(
                BadValue(
                    f"the owners of parties[{i}] hold {sum(known, Decimal(0))} percent",
                    remedy="shares add up to 100 at most",
                )
            )
    return found


def _content(item: Item, index: int) -> list[LicetError]:
    found: list[LicetError] = []
    for j, part in enumerate(item.us_content or ()):
        if part.currency not in (None, "USD", item.currency):
            found.append(
                BadValue(
                    f"items[{index}].us_content[{j}] is priced in {part.currency}",
                    remedy="convert it to the item's currency",
                )
            )
    values = [part.value_usd for part in item.us_content or () if part.value_usd is not None]
    if item.value_usd is not None and item.value_usd > 0 and sum(values, Decimal(0)) > item.value_usd:
        found.append(
            BadValue(
                f"the US content of items[{index}] is worth {sum(values, Decimal(0))} USD, "
                f"more than the item ({item.value_usd} USD)",
                remedy="give fair market prices of the parts in one finished line",
            )
        )
    return found
