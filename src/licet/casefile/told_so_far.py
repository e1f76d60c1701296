"""What the tellings of one act say together: a further telling is set beside that, not beside each of them.

A matter of hundreds of documents has hundreds of tellings of each act; comparing each with each would take the square of their number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from licet.casefile.dates import bounds
from licet.casefile.events import Event
from licet.casefile.reading import Reading
from licet.casefile.rough_days import slack

_DONE = frozenset({"in_force", "historical", "reversed"})


@dataclass(slots=True)
class Summary:
    """What the tellings of a cluster say together so far.

    Attributes:
        stated: The first of the most precise dates that are no rough counts; `rough` the same of the others.
        undated: The day of the oldest document that tells the act as done without its day.
    """

    stated: str | None = None
    rough: str | None = None
    undated: date | None = None
    statuses: set[str] = field(default_factory=set)

    @property
    def date(self) -> str | None:
        """The most precise date on which they agree, as `licet.casefile.across.Cluster.date`."""
        return self.stated or self.rough

    def add(self, reading: Reading, event: Event) -> None:
        """Count a telling in."""
        self.statuses.add(event.status)
        if event.date is not None:
            if slack(reading, event):
                self.rough = _more_precise(self.rough, event.date)
            else:
                self.stated = _more_precise(self.stated, event.date)
        elif event.status in _DONE and reading.written is not None:
            self.undated = min(self.undated or reading.written, reading.written)


def _more_precise(known: str | None, other: str) -> str:
    return other if known is None or width(other) < width(known) else known


def width(value: str) -> timedelta:
    """How many days a date leaves open."""
    begin, end = bounds(value)
    return end - begin
