"""The ledger: publications, their files and quarantined records, payloads, and fact versions, all append-only."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = ("publications", "files", "quarantine", "payloads", "facts")


def upgrade() -> None:
    """Create the tables, and the triggers that keep them append-only."""
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("list_id", sa.String(120), nullable=False),
        sa.Column("vintage", sa.DateTime, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("retrieved_at", sa.DateTime, nullable=False),
        sa.Column("recorded_at", sa.DateTime, nullable=False),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("read", "kept", "quarantined", "repeated", "entries", "names", "added", "removed", "changed")
        ),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("accepted", sa.Text),
        sa.Column("notes", sa.Text),
    )
    op.create_index("publications_by_list", "publications", ["list_id", "vintage"])
    op.create_table(
        "files",
        sa.Column("publication", sa.Integer, sa.ForeignKey("publications.id"), primary_key=True),
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("bytes", sa.BigInteger, nullable=False),
        sa.Column("read", sa.Integer, nullable=False),
    )
    op.create_table(
        "quarantine",
        sa.Column("publication", sa.Integer, sa.ForeignKey("publications.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("file", "locator", "reason", "words")),
    )
    op.create_table(
        "payloads",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("effect", sa.String(64), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "facts",
        sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("list_id", sa.String(120), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_to", sa.Date),
        sa.Column("own_from", sa.Date),
        sa.Column("own_to", sa.Date),
        sa.Column("known_at", sa.DateTime, nullable=False),
        sa.Column("present", sa.Boolean, nullable=False),
        sa.Column("payload", sa.String(64), sa.ForeignKey("payloads.sha256"), nullable=False),
        sa.Column("publication", sa.Integer, sa.ForeignKey("publications.id"), nullable=False),
        sa.Column("file", sa.String(64), nullable=False),
        sa.Column("locator", sa.Text, nullable=False),
        sa.UniqueConstraint("list_id", "id", "known_at", "position", name="facts_by_id"),
    )
    if op.get_bind().dialect.name == "sqlite":
        _forbid_on_sqlite()
    else:
        _forbid_on_postgresql()


def _forbid_on_sqlite() -> None:
    for table in _TABLES:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )


def _forbid_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION licet_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
    )
    for table in _TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION licet_append_only()"
        )
