"""Confirmed claims of cases are no files: they enter the ledger by `licet case confirm`."""

from __future__ import annotations

from collections.abc import Iterator

from licet.errors import SourceRefused
from licet.facts import Fact
from licet.listings import Listing
from licet.sources.document import Document


def read(document: Document) -> Iterator[Fact[Listing]]:
    """Refuse.

    Raises:
        SourceRefused: Always; a claim is confirmed one by one, by a person or an official document.
    """
    raise SourceRefused("is no list that is imported", where=document.spec.id, remedy="licet case confirm CASE CLAIM")
