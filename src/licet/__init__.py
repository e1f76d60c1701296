"""licet: may this go ahead? Export controls and sanctions, decided with a proof, as of any date.

The public names are loaded when first used, so that `import licet` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from licet.api import check, compare, screen
    from licet.decisions import Decision, Outcome
    from licet.errors import LicetError
    from licet.facts import AsOf, Fact, Interval, Source
    from licet.transactions import Item, Participant, Transaction
    from licet.workspace import Workspace

_WHERE = {
    "AsOf": "licet.facts",
    "Decision": "licet.decisions",
    "Fact": "licet.facts",
    "Interval": "licet.facts",
    "Item": "licet.transactions",
    "LicetError": "licet.errors",
    "Outcome": "licet.decisions",
    "Participant": "licet.transactions",
    "Source": "licet.facts",
    "Transaction": "licet.transactions",
    "Workspace": "licet.workspace",
    "check": "licet.api",
    "compare": "licet.api",
    "screen": "licet.api",
}

__all__ = [
    "AsOf", "Decision", "Fact", "Interval", "Item", "LicetError", "Outcome", "Participant", "Source", "Transaction",
    "Workspace", "check", "compare", "screen",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'licet' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return sorted(_WHERE)
