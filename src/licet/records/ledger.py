"""The ledger: every fact ever read, with both clocks, its source, and a position.

    ledger = Ledger.open(Path("~/.local/share/licet"))       # SQLite; or a PostgreSQL URL
    done = ledger.record(publication, facts)                 # one transaction, append-only

Positions number fact versions as they arrive, from 1 without gaps; a decision keeps the position it was made at.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, func, insert, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from licet.errors import LedgerError, OutOfCoverage
from licet.facts import Fact
from licet.listings import Listing
from licet.payloads import digest, from_json, to_json_and_effect
from licet.records import tables
from licet.records.history import State, Version, missing, timeline, versions, weave
from licet.records.tables import HEAD, facts, files, payloads, publications, quarantine

FILE = "ledger.sqlite"
_CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One vintage of a list, as it is recorded.

    Attributes:
        vintage: When it was made public (UTC).
        files: Name, SHA-256, size in bytes and records read of each file.
        quarantined: File, locator, reason and words of each record set aside.
        accepted: Why a person accepted it against a guard, None when no guard spoke.
    """

    list_id: str
    vintage: datetime
    publisher: str
    title: str
    url: str | None = None
    retrieved_at: datetime
    files: tuple[tuple[str, str, int, int], ...]
    read: int
    kept: int
    repeated: int = 0
    quarantined: tuple[tuple[str, str, str, str], ...] = ()
    notes: tuple[str, ...] = ()
    accepted: str | None = None

    @property
    def digest(self) -> str:
        """Of its files, whatever their order and names."""
        return sha256("".join(sorted(file[1] for file in self.files)).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What recording a publication did.

    Attributes:
        new: False when the ledger held this very publication already; then nothing changed.
        entries: Listings in it.
        added, removed, changed: Against the vintage before it.
        position: Of the ledger, afterward.
        before: The vintage before it, None when it is the earliest one held.
        after: How many later vintages are held.
    """

    new: bool
    entries: int
    added: int
    removed: int
    changed: int
    position: int
    before: datetime | None = None
    after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Vintage:
    """A publication the ledger holds."""

    id: int
    list_id: str
    vintage: datetime
    digest: str
    title: str
    publisher: str
    url: str | None
    retrieved_at: datetime
    recorded_at: datetime
    read: int
    kept: int
    quarantined: int
    repeated: int
    entries: int
    names: int
    added: int
    removed: int
    changed: int
    position: int
    accepted: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """One fact version as it lies in the ledger, its listing still as JSON."""

    position: int
    list_id: str
    id: str
    key: str
    valid_from: date | None
    valid_to: date | None
    known_at: datetime
    present: bool
    payload: str
    publication: int
    file: str
    locator: str


class Ledger:
    """The append-only store of facts.

    Args:
        engine: Of a database whose schema is at `HEAD`; use `open`.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @staticmethod
    def open(where: Path | str) -> Ledger:
        """The ledger of a data folder (SQLite, made on first use) or at a database URL.

        Raises:
            LedgerError: It cannot be reached, or was written by a newer licet.
        """
        if isinstance(where, str) and "://" in where:
            engine = create_engine(_driver(where), pool_pre_ping=True)
        else:
            folder = Path(where)
            folder.mkdir(parents=True, exist_ok=True)
            engine = create_engine(f"sqlite:///{folder / FILE}", connect_args={"timeout": 30})
            _tune(engine)
        with _explained(str(where)):
            _migrate(engine)
        return Ledger(engine)

    def close(self) -> None:
        """Give back all connections."""
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer shares; rolled back when the block raises."""
        with _explained(self._engine.url.render_as_string()), self._engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            else:
                connection.execute(text("LOCK TABLE publications IN EXCLUSIVE MODE"))
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _explained(self._engine.url.render_as_string()), self._engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")
            yield connection

    def position(self) -> int:
        """The number of the latest fact version; 0 when there is none."""
        with self._reading() as connection:
            return _position(connection)

    def vintages(self, list_id: str | None = None) -> list[Vintage]:
        """Its publications, by list and date; a vintage read again stands in its newest reading."""
        return list({(found.list_id, found.vintage): found for found in self.readings(list_id)}.values())

    def readings(self, list_id: str | None = None) -> list[Vintage]:
        """Its publications with every reading of a vintage apart, by list, date and reading."""
        query = select(publications).order_by(publications.c.list_id, publications.c.vintage, publications.c.id)
        if list_id is not None:
            query = query.where(publications.c.list_id == list_id)
        with self._reading() as connection:
            return [
                Vintage(**{**row, "notes": tuple(json.loads(row["notes"] or "[]"))}) for row in connection.execute(query).mappings()
            ]

    def quarantined(self, publication: int) -> list[tuple[str, str, str, str]]:
        """File, locator, reason and words of the records a publication set aside."""
        query = select(quarantine).where(quarantine.c.publication == publication).order_by(quarantine.c.number)
        with self._reading() as connection:
            return [(row.file, row.locator, row.reason, row.words) for row in connection.execute(query)]

    def files(self, publication: int) -> list[tuple[str, str, int, int]]:
        """Name, SHA-256, bytes and records of a publication's files."""
        query = select(files).where(files.c.publication == publication).order_by(files.c.name)
        with self._reading() as connection:
            return [(row.name, row.sha256, row.bytes, row.read) for row in connection.execute(query)]

    def record(
        self, publication: Publication, read: Sequence[Fact[Listing]], ahead: Callable[[Mapping[str, str]], object] = lambda _: None
    ) -> Recorded:
        """Append what a publication says that the ledger does not show yet, in one transaction.

        Args:
            publication: The vintage.
            read: What it says.
            ahead: Is told the listings, as JSON by id, before they are recorded.

        Raises:
            LedgerError: Two facts share an id, or the database fails; nothing was recorded then.
        """
        bodies = {fact.id: to_json_and_effect(fact.value) for fact in read}
        ahead({key: body for key, (body, _) in bodies.items()})
        if len(bodies) != len(read):
            seen: set[str] = set()
            twice = next(fact.id for fact in read if fact.id in seen or seen.add(fact.id))  # type: ignore[func-returns-value]
            raise LedgerError("two facts of one publication share an id", where=twice)
        with self.writing() as connection:
            return _record(connection, publication, read, bodies)

    def stored(self, list_id: str | None = None) -> Iterator[Stored]:
        """Every fact version ever, by id, then known_at, then position; of one list or of all."""
        columns = [facts.c[name] for name in Stored.__slots__]
        query = select(*columns).order_by(facts.c.list_id, facts.c.id, facts.c.known_at, facts.c.position)
        if list_id is not None:
            query = query.where(facts.c.list_id == list_id)
        with self._reading() as connection:
            for row in connection.execution_options(yield_per=2000).execute(query):
                yield Stored(*row)

    def bodies(self, wanted: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
        """SHA-256 and JSON of listings: all of them, by SHA-256, or those wanted."""
        query = select(payloads.c.sha256, payloads.c.body)
        with self._reading() as connection:
            if wanted is None:
                ordered = query.order_by(payloads.c.sha256)
                for row in connection.execution_options(yield_per=2000).execute(ordered):
                    yield row.sha256, row.body
                return
            for part in _chunks(sorted(set(wanted))):
                for row in connection.execute(query.where(payloads.c.sha256.in_(part))):
                    yield row.sha256, row.body

    def last_changes(self) -> dict[str, datetime]:
        """For each list the newest vintage at which an entry came, went or changed, whatever the order of loading."""
        by_list: dict[str, list[Vintage]] = {}
        for found in self.readings():
            by_list.setdefault(found.list_id, []).append(found)
        changed: dict[str, datetime] = {}
        for list_id, held in by_list.items():
            in_order = [found.id for found in held] == sorted(found.id for found in held)
            moved = (
                {found.vintage: (found.added, found.removed, found.changed) for found in held} if in_order else self.moved(list_id)
            )
            if days := [at for at, counts in moved.items() if any(counts)]:
                changed[list_id] = max(days)
        return changed

    def moved(self, list_id: str) -> dict[datetime, tuple[int, int, int]]:
        """Entries added, removed and changed at each vintage against the one before it, as the ledger now stands.

        A publication keeps the counts of the day it was recorded; a vintage loaded later, but published earlier, changes
        what its successor is compared with.
        """
        counts: dict[datetime, list[int]] = {found.vintage: [0, 0, 0] for found in self.vintages(list_id)}
        first = min(counts, default=None)
        with self._reading() as connection:
            shown = _shown(connection, list_id)
        for versions_ in shown.values():
            was: State | None = None
            for at, state in timeline(versions_):
                if at != first:
                    counts[at][0 if was is None else 1 if state is None else 2] += 1
                was = state
        return {at: (found[0], found[1], found[2]) for at, found in counts.items()}

    def state(self, list_id: str, at: datetime) -> dict[str, Listing]:
        """What the list carried at a vintage: listings by key.

        Raises:
            OutOfCoverage: The ledger holds no vintage of that moment.
        """
        known = {vintage.vintage for vintage in self.vintages(list_id)}
        if at not in known:
            raise OutOfCoverage(f"the ledger holds no vintage of {list_id} at {at:%Y-%m-%d %H:%M} UTC")
        latest: dict[str, Stored] = {}
        for row in self.stored(list_id):
            if row.known_at <= at:
                latest[row.id] = row
        carried = {row.key: row.payload for row in latest.values() if row.present}
        listings = {sha: from_json(body) for sha, body in self.bodies(carried.values())}
        return {key: listings[sha] for key, sha in carried.items()}


def _record(
    connection: Connection, publication: Publication, read: Sequence[Fact[Listing]], bodies: Mapping[str, tuple[str, str]]
) -> Recorded:
    """`Ledger.record`, inside its transaction."""
    list_id, at = publication.list_id, publication.vintage
    held = connection.execute(
        select(publications).where(publications.c.list_id == list_id).order_by(publications.c.vintage, publications.c.id)
    ).all()
    again = [row for row in held if row.vintage == at]
    if again and again[-1].digest == publication.digest:
        position, entries = _position(connection), again[-1].entries
        return Recorded(new=False, entries=entries, added=0, removed=0, changed=0, position=position)
    number = (connection.scalar(select(func.max(publications.c.id))) or 0) + 1
    following = min((row.vintage for row in held if row.vintage > at), default=None)
    states = {
        fact.id: State(
            payload=digest(bodies[fact.id][0]), effect=bodies[fact.id][1], start=fact.valid.start, end=fact.valid.end,
            file=fact.source.sha256 or "", locator=fact.source.locator or "",
        )
        for fact in read
    }  # fmt: skip
    shown = _shown(connection, list_id)
    position = _position(connection)
    rows: list[dict[str, Any]] = []
    added = removed = changed = 0
    before = max((row.vintage for row in held if row.vintage < at), default=None)
    for key in sorted({*states, *shown}):
        state, mine = states.get(key), shown.get(key, [])
        if (
            state is not None
            and len(mine) == 1
            and mine[0].present
            and mine[0].known_at <= at
            and mine[0].state.says() == state.says()
        ):
            continue  # it was so before, and nothing else was ever said of it
        events = timeline(mine)
        was = next((said for when, said in reversed(events) if when < at), None)
        if before is not None:
            added += was is None and state is not None
            removed += was is not None and state is None
            changed += was is not None and state is not None and was.says() != state.says()
        wanted = versions(key, weave(events, at, state, following))
        for version in missing(mine, wanted) if mine else wanted:
            position += 1
            rows.append(_row(position, list_id, key, version, number))
    _insert_payloads(connection, {states[fact.id].payload: bodies[fact.id][0] for fact in read}, states)
    connection.execute(
        insert(publications),
        {
            "id": number, "list_id": list_id, "vintage": at, "digest": publication.digest,
            "publisher": publication.publisher, "title": publication.title, "url": publication.url,
            "retrieved_at": publication.retrieved_at, "recorded_at": datetime.now(UTC),
            "read": publication.read, "kept": publication.kept, "quarantined": len(publication.quarantined),
            "repeated": publication.repeated, "entries": len(states),
            "names": sum(len(fact.value.party.names) for fact in read),
            "added": added, "removed": removed, "changed": changed, "position": position,
            "accepted": publication.accepted, "notes": json.dumps(publication.notes) if publication.notes else None,
        },
    )  # fmt: skip
    _insert(connection, files, [
        {"publication": number, "name": name, "sha256": sha, "bytes": size, "read": count}
        for name, sha, size, count in publication.files
    ])  # fmt: skip
    _insert(connection, quarantine, [
        {"publication": number, "number": index, "file": file, "locator": where, "reason": why, "words": words}
        for index, (file, where, why, words) in enumerate(publication.quarantined, 1)
    ])  # fmt: skip
    _insert(connection, facts, rows)
    later = len({row.vintage for row in held if row.vintage > at})
    return Recorded(
        new=True, entries=len(states), added=added, removed=removed, changed=changed, position=position, before=before, after=later
    )  # fmt: skip


def _shown(connection: Connection, list_id: str) -> dict[str, list[Version]]:
    """What the ledger shows of a list: each key's versions in order, the latest of those known at once."""
    query = (
        select(facts, payloads.c.effect)
        .join(payloads, payloads.c.sha256 == facts.c.payload)
        .where(facts.c.list_id == list_id)
        .order_by(facts.c.position)
    )
    latest: dict[str, dict[tuple[str, datetime], Version]] = {}
    for row in connection.execute(query):
        state = State(row.payload, row.effect, row.own_from, row.own_to, row.file, row.locator)
        version = Version(row.id, row.valid_from, row.valid_to, row.known_at, row.present, state)
        latest.setdefault(row.key, {})[row.id, row.known_at] = version
    return {key: sorted(found.values(), key=lambda version: version.known_at) for key, found in latest.items()}


def _row(position: int, list_id: str, key: str, version: Version, publication: int) -> dict[str, Any]:
    """A version as a row of the table."""
    state = version.state
    return {
        "position": position, "list_id": list_id, "id": version.id, "key": key, "valid_from": version.start,
        "valid_to": version.end, "own_from": state.start, "own_to": state.end, "known_at": version.known_at,
        "present": version.present, "payload": state.payload, "publication": publication, "file": state.file,
        "locator": state.locator,
    }  # fmt: skip


def _insert_payloads(connection: Connection, bodies: Mapping[str, str], states: Mapping[str, State]) -> None:
    """Add the listings the ledger does not hold yet."""
    held: set[str] = set()
    for part in _chunks(sorted(bodies)):
        held.update(connection.scalars(select(payloads.c.sha256).where(payloads.c.sha256.in_(part))))
    effects = {state.payload: state.effect for state in states.values()}
    _insert(connection, payloads, [
        {"sha256": sha, "effect": effects[sha], "body": body} for sha, body in bodies.items() if sha not in held
    ])  # fmt: skip


def _insert(connection: Connection, into: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows, or none."""
    if rows:
        connection.execute(insert(into), list(rows))


def _position(connection: Connection) -> int:
    return connection.scalar(select(func.max(facts.c.position))) or 0


def _chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]


def _driver(url: str) -> URL:
    """The URL with the driver licet installs, for PostgreSQL."""
    read = make_url(url)
    return read.set(drivername="postgresql+psycopg") if read.drivername in ("postgresql", "postgres") else read


def _tune(engine: Engine) -> None:
    """SQLite as the ledger wants it: durable, readers beside one writer, transactions begun by us."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")


@contextmanager
def _explained(where: str) -> Iterator[None]:
    """Database errors as ours."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).splitlines()[0] if error.orig else str(error)
        raise LedgerError(said, where=where, remedy="Nothing was recorded; try again once the cause is gone.") from error
    except SQLAlchemyError as error:
        raise LedgerError(str(error).splitlines()[0], where=where) from error


def _migrate(engine: Engine) -> None:
    """Bring the schema to `HEAD`, in one transaction; Alembic is loaded only when there is something to do."""
    with engine.connect() as connection:
        found = _version(connection)
    if found == HEAD:
        return
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("SELECT pg_advisory_xact_lock(7100247)"))
        found = _version(connection)
        if found == HEAD:
            return
        if found is not None and found > HEAD:
            raise LedgerError(f"the ledger is of version {found}, this licet knows {HEAD}", remedy="Update licet.")
        scripts = ScriptDirectory(str(Path(tables.__file__).with_name("migrations")))
        with EnvironmentContext(Config(), scripts, fn=lambda revision, _: scripts._upgrade_revs("head", revision)) as environment:
            environment.configure(connection=connection, target_metadata=tables.metadata)
            environment.run_migrations()


def _version(connection: Connection) -> str | None:
    """The schema's migration, None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
