"""A whole round on PostgreSQL: import, compile, ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.sources.reading import denied

from licet.facts import AsOf
from licet.records.ledger import Ledger
from licet.sync.imports import import_files
from licet.sync.store import open_store


@pytest.mark.slow
def test_lists_are_imported_compiled_and_asked_on_postgresql(
    postgres: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres()
    monkeypatch.setenv("LICET_LEDGER", url)
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text(denied(30))
    second.write_text(denied(29, first=1))
    ledger = Ledger.open(url)
    import_files(ledger, "us_bis_dpl", [first], as_of=date(2024, 1, 1))
    import_files(ledger, "us_bis_dpl", [second], as_of=date(2024, 2, 1))
    ledger.close()
    opened = open_store(tmp_path)
    assert opened is not None
    assert len(opened.store.select(AsOf.on(date(2024, 1, 15)))) == 30
    assert len(opened.store.select(AsOf.on(date(2024, 2, 15)))) == 29
    again = open_store(tmp_path)
    assert again is not None
    assert again.store.digest == opened.store.digest
