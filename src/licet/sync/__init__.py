"""Sync: bring publications of lists into the ledger, and keep the compiled history beside it current.

`imports` reads and records one publication, `guards` says which must not replace what we hold, `status` what the ledger
holds, `store` compiles it so that a new process is ready at once. Names are loaded when first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from licet.sync.imports import Imported, import_files, import_publication, read_publication
    from licet.sync.status import ListStatus, status_of
    from licet.sync.store import ImportedLists, compile_store, open_store

__all__ = [
    "Imported",
    "ImportedLists",
    "ListStatus",
    "compile_store",
    "import_files",
    "import_publication",
    "open_store",
    "read_publication",
    "status_of",
]  # fmt: skip

_HOMES = {
    "ImportedLists": "store", "Imported": "imports", "ListStatus": "status", "compile_store": "store",
    "import_files": "imports", "import_publication": "imports", "open_store": "store", "read_publication": "imports",
    "status_of": "status",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"licet.sync.{_HOMES[name]}"), name)
