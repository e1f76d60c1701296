"""What a line of an entry covers: the small facts that the packs hold and the rules ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

#: Home section of each reason (15 CFR part 742; 754 and 746 for short supply and UN).
HOMES: Mapping[str, str] = {
    "NS": "742.4", "MT": "742.5", "NP": "742.3", "CB": "742.2", "CW": "742.18", "RS": "742.6", "CC": "742.7", "FC": "742.17",
    "AT": "742.8", "EI": "742.15", "SI": "742.14", "SL": "742.13", "SS": "754.1", "UN": "746.1(b)", "RUSSIA": "746.8",
}  # fmt: skip


class Scope(NamedTuple):
    """What a row of a license table covers.

    Attributes:
        covers: Paths of the entry; empty for all of it.
        excepts: Paths left out.
        subject: ECCNs the software or technology must be for; empty when it does not matter.
        not_for: ECCNs it must not be for.
        same: Whether that item must itself be controlled for the row's reason.
        condition: What else must be so, in our words; empty when nothing.
    """

    covers: tuple[str, ...] = ()
    excepts: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()
    same: bool = False
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """One line of what an entry says of an exception.

    Attributes:
        symbol: "LVS", "GBS", "TSR", "APP", "NAC/ACA"; "STA" lines say what is closed, the others what is open.
        scope: What it is about.
        usd: Value limit of LVS.
        unless: Reasons for control that undo it ("N/A for MT").
        to: Where it holds: group, country or other place; empty for everywhere.
        not_to: Where it does not: group, column, country.
    """

    symbol: str
    scope: Scope = field(default_factory=Scope)
    usd: Decimal | None = None
    unless: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    not_to: tuple[str, ...] = ()
