"""Dollars as people and machines read them."""

from __future__ import annotations

from decimal import Decimal


def usd(value: Decimal) -> str:
    """Dollars with two decimals; a fraction of a cent keeps its digits.

    >>> usd(Decimal("240.000000")), usd(Decimal("0.0125"))
    ('240.00', '0.0125')
    """
    cents = value.quantize(Decimal("0.01"))
    return f"{cents if cents == value else value.normalize():f}"


def with_commas(text: str) -> str:
    """An amount for reading.

    >>> with_commas("124838.00"), with_commas("0.5"), with_commas("1000")
    ('124,838.00', '0.50', '1,000.00')
    """
    whole, _, rest = text.partition(".")
    return f"{int(whole):,}.{rest.ljust(2, '0')}"
