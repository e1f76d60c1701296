"""Facts: what was so, from when to when, who said it, and since when it could be known.

Two clocks run through everything. `valid` is when a fact holds in the world; `known_at` is when it became public (or,
failing that, when we fetched it). `as_of` is the one rule that reads both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Interval:
    """Whole days, half-open: `start` is the first day, `end` the first day after. None is unbounded.

    >>> order = Interval(date(2019, 4, 8), date(2024, 4, 8))
    >>> date(2024, 4, 7) in order, date(2024, 4, 8) in order
    (True, False)
    """

    start: date | None
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    @staticmethod
    def through(start: date | None, last_day: date | None) -> Interval:
        """The interval whose last day in force is `last_day`, as publishers write it.

        >>> Interval.through(date(2018, 4, 15), date(2018, 7, 12)).end
        datetime.date(2018, 7, 13)
        """
        return Interval(start, None if last_day is None else last_day + timedelta(days=1))

    @property
    def last_day(self) -> date | None:
        """The last day in force, None when open."""
        return None if self.end is None else self.end - timedelta(days=1)

    @property
    def empty(self) -> bool:
        """Whether no day lies in it, as for an entry published by mistake."""
        return self.start is not None and self.end is not None and self.end <= self.start

    def overlaps(self, other: Interval) -> bool:
        """Whether some day lies in both."""
        return (self.start is None or other.end is None or self.start < other.end) and (
            other.start is None or self.end is None or other.start < self.end
        )

    def as_dict(self) -> dict[str, str | None]:
        """From and last day, as shown to people."""
        last = self.last_day
        return {"from": self.start.isoformat() if self.start else None, "last_day": last.isoformat() if last else None}

    def __str__(self) -> str:
        return f"{self.start or '...'} to {self.last_day or '...'}"


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day a question is about, and the moment whose knowledge answers it (UTC)."""

    valid_on: date
    known_at: datetime

    @staticmethod
    def on(day: date, known_at: datetime | date | None = None) -> AsOf:
        """As of `day`; known at its end (23:59:59 UTC) unless a moment, or a day, is given.

        >>> str(AsOf.on(date(2018, 4, 20)))
        'on 2018-04-20, known 2018-04-20T23:59:59Z'
        """
        if known_at is None:
            known_at = day
        if not isinstance(known_at, datetime):
            known_at = datetime.combine(known_at, time(23, 59, 59), UTC)
        if known_at.tzinfo is None:
            known_at = known_at.replace(tzinfo=UTC)
        return AsOf(day, known_at.astimezone(UTC))

    def __str__(self) -> str:
        return f"on {self.valid_on}, known {moment(self.known_at)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a fact was read.

    Attributes:
        publisher: Who said it: "Bureau of Industry and Security".
        title: The document: "81 FR 12004", "Denied Persons List".
        url: Where it can be read, or None.
        published: The day it was made public, or None.
        retrieved_at: When we fetched it (UTC), or None for facts shipped in the package.
        sha256: Of the file's bytes, or None.
        locator: Row, page or paragraph within it.
        verified: Whether the operative text was read; False when a fact rests on memory or a secondary note.
    """

    publisher: str
    title: str
    url: str | None = None
    published: date | None = None
    retrieved_at: datetime | None = None
    sha256: str | None = None
    locator: str | None = None
    verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Generic[T]):
    """A dated, sourced statement. A later fact of the same id corrects the earlier one; nothing is edited.

    Attributes:
        id: Stable name: "us_bis_entity/zte-corporation".
        value: What is stated: a listing, a law value, a judgment.
        valid: When it holds.
        known_at: When it could be known (UTC).
        source: Where it was read.
    """

    id: str
    value: T
    valid: Interval
    known_at: datetime
    source: Source


def as_of(ledger: Iterable[Fact[T]], when: AsOf) -> Iterator[Fact[T]]:
    """The facts that hold on `when.valid_on`, as they were known at `when.known_at`."""
    latest: dict[str, Fact[T]] = {}
    for fact in sorted(ledger, key=lambda fact: fact.known_at):
        if fact.known_at <= when.known_at:
            latest[fact.id] = fact
    return (fact for fact in latest.values() if when.valid_on in fact.valid)


def known_since(day: date) -> datetime:
    """The moment a publication of `day` counts as known: its first second (UTC)."""
    return datetime.combine(day, time(0), UTC)


def moment(at: datetime) -> str:
    """ISO 8601 in UTC, as every output prints it.

    >>> moment(datetime(2018, 4, 20, 23, 59, 59, tzinfo=UTC))
    '2018-04-20T23:59:59Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
