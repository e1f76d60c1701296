"""Records: the append-only ledger of dated facts, and the chain of decisions. SQLAlchemy is used here only."""
