"""Case files: documents to what happened, what was only said, and what is in force.

`read_text` reads one document, `build_case` puts documents together, `parties_named` finds listed parties in one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from licet.casefile.case import Case, build_case
    from licet.casefile.listed import Named, parties_named
    from licet.casefile.reading import Reading, read_text

_WHERE = {
    "Case": "case",
    "build_case": "case",
    "Named": "listed",
    "parties_named": "listed",
    "Reading": "reading",
    "read_text": "reading",
}

__all__ = ["Case", "Named", "Reading", "build_case", "parties_named", "read_text"]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first touched: reading documents needs more than checking a transaction."""
    if name in _WHERE:
        from importlib import import_module

        return getattr(import_module(f"licet.casefile.{_WHERE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
