"""Inquiries out of plain mappings, for the tests of the law."""

from __future__ import annotations

from datetime import date

import pytest

from licet.facts import AsOf
from licet.intake import transaction_from
from licet.law.cases import stated
from licet.law.inquiry import Inquiry, Standing
from licet.law.law import Law
from licet.law.words import read_words


@pytest.fixture
def inquiry_of():
    """A function from a transaction (fields of the contract) and a day to the inquiry about its first item."""

    def build(on: str, *, standings: tuple[Standing, ...] = (), known: str | None = None, **fields: object) -> Inquiry:
        given = {"kind": "export", "exporter_country": "US", "destination": "DE", "end_use": "civil", **fields}
        tx = transaction_from(given)
        day = date.fromisoformat(on)
        when = AsOf.on(day, date.fromisoformat(known) if known else None)
        item = tx.items[0]
        return Inquiry(
            tx=tx,
            item=item,
            law=Law(when),
            standings=(*stated(tx), *standings),
            words=read_words(tx.end_use, item.description),
            use=read_words(tx.end_use),
        )

    return build
