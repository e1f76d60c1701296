"""The ledger's tables. Rows are only ever added: triggers refuse updates and deletions (see migrations/versions).

A publication is one vintage of one list; its files, its quarantined records and the fact versions it
gave rise to hang on it. Listings are stored once, under the SHA-256 of their canonical JSON.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

HEAD = "0001"
"""The migration this version of licet reads and writes."""

metadata = MetaData()


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as naive UTC so that SQLite and PostgreSQL order and return it alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.replace(tzinfo=UTC)


publications = Table(
    "publications",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("list_id", String(120), nullable=False),
    Column("vintage", Moment, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("publisher", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text),
    Column("retrieved_at", Moment, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("read", Integer, nullable=False),
    Column("kept", Integer, nullable=False),
    Column("quarantined", Integer, nullable=False),
    Column("repeated", Integer, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("names", Integer, nullable=False),
    Column("added", Integer, nullable=False),
    Column("removed", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("accepted", Text),
    Column("notes", Text),
    Index("publications_by_list", "list_id", "vintage"),
)

files = Table(
    "files",
    metadata,
    Column("publication", ForeignKey("publications.id"), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("bytes", BigInteger, nullable=False),
    Column("read", Integer, nullable=False),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("publication", ForeignKey("publications.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("locator", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("words", Text, nullable=False),
)

payloads = Table(
    "payloads",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("effect", String(64), nullable=False),
    Column("body", Text, nullable=False),
)

facts = Table(
    "facts",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("list_id", String(120), nullable=False),
    Column("id", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("own_from", Date),
    Column("own_to", Date),
    Column("known_at", Moment, nullable=False),
    Column("present", Boolean, nullable=False),
    Column("payload", ForeignKey("payloads.sha256"), nullable=False),
    Column("publication", ForeignKey("publications.id"), nullable=False),
    Column("file", String(64), nullable=False),
    Column("locator", Text, nullable=False),
    UniqueConstraint("list_id", "id", "known_at", "position", name="facts_by_id"),
)
