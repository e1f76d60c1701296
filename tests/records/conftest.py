"""The ledger's tests run the same on every database there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from licet.records.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger."""
    opened = Ledger.open(tmp_path)
    yield opened
    opened.close()
