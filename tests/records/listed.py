"""Builders for ledger tests: listings, facts and publications by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from licet.facts import AsOf, Fact, Interval, Source, as_of
from licet.listings import Blocking, Listing
from licet.parties import Name, Party
from licet.payloads import from_json
from licet.records.ledger import FILE, Ledger, Publication, Recorded

LIST = "us_ofac_sdn"


@cache
def _migrated() -> bytes:
    """An empty ledger's file, migrated once."""
    with TemporaryDirectory() as folder:
        Ledger.open(Path(folder)).close()
        return (Path(folder) / FILE).read_bytes()


def empty_ledger(folder: Path) -> Ledger:
    """A new SQLite ledger in a folder, without the time its migration takes."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_bytes(_migrated())
    return Ledger.open(folder)


def moment(text: str) -> datetime:
    """A day, or a moment, as UTC."""
    read = datetime.fromisoformat(text)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def listing(name: str, *programs: str) -> Blocking:
    return Blocking(list_id=LIST, party=Party(id=f"{LIST}/{name[:1]}", names=(Name(name),)), programs=programs)


def publish(
    ledger: Ledger,
    on: str,
    entries: dict[str, Listing],
    ahead: Callable[[Mapping[str, str]], object] = lambda _: None,
    *,
    own: dict[str, Interval] | None = None,
) -> Recorded:
    """Record a vintage of `LIST` that carries these entries by key."""
    at = moment(on)
    content = repr(sorted(entries.items())) + repr(own)
    sha = sha256(content.encode()).hexdigest()
    source = Source(publisher="Test", title="Test list", sha256=sha, locator="row")
    facts: list[Fact[Listing]] = [
        Fact(id=f"{LIST}/{key}", value=value, valid=(own or {}).get(key, Interval(None)), known_at=at, source=source)
        for key, value in entries.items()
    ]
    publication = Publication(
        list_id=LIST, vintage=at, publisher="Test", title="Test list", retrieved_at=at,
        files=(("test.csv", sha, len(content), len(entries)),), read=len(entries), kept=len(entries),
    )  # fmt: skip
    return ledger.record(publication, facts, ahead)


def shown(ledger: Ledger, on: str, known: str | None = None) -> dict[str, str]:
    """Name by key, of the listings that hold `on` a day as `known`, by the one rule of time over all versions."""
    bodies = dict(ledger.bodies())
    rows = sorted(ledger.stored(), key=lambda row: row.position)
    source = Source(publisher="Test", title="Test list")
    facts = [
        Fact(id=row.id, value=(row.key, row.payload), valid=Interval(row.valid_from, row.valid_to),
             known_at=row.known_at, source=source)
        for row in rows
    ]  # fmt: skip
    day = date.fromisoformat(on)
    when = AsOf(day, moment(known) if known else datetime.combine(day, time(23, 59, 59), UTC))
    found = [fact.value for fact in as_of(facts, when)]
    assert len({key for key, _ in found}) == len(found), "two periods of one key hold on one day"
    return {key.removeprefix(f"{LIST}/"): from_json(bodies[sha]).party.caption for key, sha in found}
