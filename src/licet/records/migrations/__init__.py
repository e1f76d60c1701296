"""Alembic migrations of the ledger; `licet.records.ledger` runs them when a ledger is opened."""
