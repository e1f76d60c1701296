"""History: how vintages of one list become dated versions of its facts.

The rules, for one key (an entry's stable name within its list):

- It appears: its interval starts at its own day of listing, or else at the vintage's day.
- It is missing from the next vintage: a version whose interval ends at that vintage's day.
- It comes back: a new period, under the id "<key>@<vintage>", so that both periods can be asked about.
- What it does in law changes (see `licet.payloads.effect`): the old period closes and a new one starts, as above.
- Anything else changes (a name, an address, wording): a new version of the same period.

Each version is known since its vintage. Everything is a function of the whole timeline of the key, so vintages may be
loaded in any order: `versions` says what the ledger should show, the ledger appends what it does not show yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class State:
    """What one vintage says of one key.

    Attributes:
        payload: SHA-256 of the listing.
        effect: Digest of what it does in law.
        start: Its own day of listing, None when the source gives none.
        end: The first day after its own period, None when open.
        file, locator: Where it was read.
    """

    payload: str
    effect: str
    start: date | None
    end: date | None
    file: str
    locator: str

    def says(self) -> tuple[object, ...]:
        """What is said, apart from where."""
        return self.payload, self.start, self.end


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a fact: a row of the ledger.

    Attributes:
        id: The key, or "<key>@<vintage>" for a later period of it.
        present: Whether the vintage still carried it; False on the version that closes a period.
        state: What was said; its own dates are the source's, `start` and `end` what follows for the interval.
    """

    id: str
    start: date | None
    end: date | None
    known_at: datetime
    present: bool
    state: State

    def shows(self) -> tuple[object, ...]:
        """What a reader of the ledger sees."""
        return self.start, self.end, self.present, *self.state.says()

    @property
    def void(self) -> Version:
        """The version that takes this one back: the same fact with an empty interval."""
        day = self.start or self.known_at.date()
        return Version(self.id, day, day, self.known_at, False, self.state)


Event = tuple[datetime, State | None]
"""A vintage at which a key appeared, changed, or (None) was missing."""


def versions(key: str, events: Sequence[Event]) -> list[Version]:
    """The versions a key's timeline gives rise to, in the order they became known.

    >>> at = lambda day: datetime(2020, 1, day, tzinfo=UTC)
    >>> said = State("p", "e", None, None, "f", "row 1")
    >>> [(v.id, str(v.start), str(v.end)) for v in versions("k", [(at(1), said), (at(5), None), (at(9), said)])]
    [('k', '2020-01-01', 'None'), ('k', '2020-01-01', '2020-01-05'), ('k@2020-01-09', '2020-01-09', 'None')]
    """
    found: list[Version] = []
    now: Version | None = None
    last_end: date | None = None
    for at, state in events:
        day = at.date()
        if now is not None and (state is None or state.effect != now.state.effect):
            ended = day if now.end is None else min(now.end, day)
            found.append(Version(now.id, now.start, ended, at, False, now.state))
            last_end, now = ended, None
            if state is not None:
                now = Version(f"{key}@{stamp(at)}", day, state.end, at, True, state)
                found.append(now)
        elif state is None:
            continue
        elif now is None:
            if not found:
                now = Version(key, state.start or day, state.end, at, True, state)
            else:
                own = state.start if state.start and (last_end is None or state.start >= last_end) else day
                now = Version(f"{key}@{stamp(at)}", own, state.end, at, True, state)
            found.append(now)
        elif state.says() != now.state.says():
            start = state.start if state.start and now.id == key else now.start
            now = Version(now.id, start, state.end, at, True, state)
            found.append(now)
    return found


def stamp(at: datetime) -> str:
    """A vintage as it stands in ids: its day, with the time when that is not midnight.

    >>> stamp(datetime(2021, 8, 20, 18, 50, tzinfo=UTC)), stamp(datetime(2021, 8, 20, tzinfo=UTC))
    ('2021-08-20T1850Z', '2021-08-20')
    """
    at = at.astimezone(UTC)
    return at.strftime("%Y-%m-%d" if (at.hour, at.minute, at.second) == (0, 0, 0) else "%Y-%m-%dT%H%MZ")


def weave(events: Sequence[Event], at: datetime, state: State | None, following: datetime | None) -> list[Event]:
    """The timeline with what a vintage says put in, leaving what later vintages said as it was.

    Args:
        events: The timeline so far, in order.
        at: The vintage; an earlier reading of the same vintage is replaced.
        state: What it says, None when the key is missing from it.
        following: The next vintage of the list, None when this is the newest.
    """
    before = [event for event in events if event[0] < at]
    after = [event for event in events if event[0] > at]
    carried = next((was for when, was in reversed(events) if when <= at), None)
    woven = [*before, (at, state)]
    if following is not None and not (after and after[0][0] == following):
        woven.append((following, carried))
    return [*woven, *after]


def timeline(shown: Sequence[Version]) -> list[Event]:
    """The vintages at which a key appeared, changed or was missing, read back from its versions.

    Args:
        shown: One version for each id and moment, by moment.
    """
    events: list[Event] = []
    latest: dict[str, Version] = {}
    for at in dict.fromkeys(version.known_at for version in shown):
        for version in shown:
            if version.known_at == at:
                latest[version.id] = version
        carried = next((version.state for version in latest.values() if version.present), None)
        was = events[-1][1] if events else None
        if carried is None and was is None:
            continue
        if carried is None or was is None or carried.says() != was.says():
            events.append((at, carried))
    return events


def missing(shown: Sequence[Version], wanted: Sequence[Version]) -> list[Version]:
    """The versions to append so that the ledger shows what is wanted at every moment.

    Of two versions of one fact known at one moment the later appended counts, so a version that turns out wrong is
    answered, never edited.
    """
    have: dict[str, dict[datetime, Version]] = {}
    want: dict[str, dict[datetime, Version]] = {}
    for versions_, into in ((shown, have), (wanted, want)):
        for version in versions_:
            into.setdefault(version.id, {})[version.known_at] = version
    found: list[Version] = []
    for name in dict.fromkeys((*have, *want)):
        mine, theirs = have.get(name, {}), want.get(name, {})
        if mine == theirs:
            continue
        now: Version | None = None
        goal: Version | None = None
        for at in sorted({*mine, *theirs}):
            now, goal = mine.get(at, now), theirs.get(at, goal)
            target = goal if goal is not None else now.void if now is not None else None
            if target is not None and (now is None or now.shows() != target.shows()):
                now = Version(target.id, target.start, target.end, at, target.present, target.state)
                found.append(now)
    return found
