"""The Consolidated (non-SDN) list: delimited files, or one XML file in the plain, Enhanced or Advanced format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from licet.facts import Fact
from licet.listings import Listing, Sanction
from licet.sources.document import Document, File
from licet.sources.ofac.formats import read_any, vintage_of


def read(document: Document) -> Iterator[Fact[Listing]]:
    """Persons under sanctions short of blocking, one fact a number."""
    return read_any(document, Sanction)


def vintage(files: Sequence[File]) -> datetime | None:
    """When an XML file says it was published; the delimited files do not say."""
    return vintage_of(files)
