"""Compiled: all fact versions of a ledger's imported lists, as memory-mapped columns that any two clocks can be asked of.

One folder, named by its digest, holds the whole history; a snapshot is a mask over it, never a rebuild. The columns are
verified when it is opened, each listing when it is first read. Only numpy is needed.

    store = Store.open(folder)
    held = store.select(AsOf.on(date(2019, 6, 30)))      # a mapping from id to fact, with a digest
"""

from licet.compiled.store import Store
from licet.compiled.writing import Publication, Row, write_store

__all__ = ["Publication", "Row", "Store", "write_store"]
