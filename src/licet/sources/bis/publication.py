"""What readers of BIS's lists do alike: keys for entries without numbers, and citations with their days."""

from __future__ import annotations

import re
from datetime import date

from licet.sources.days import notices
from licet.sources.table import short_hash, slug

_CITED = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})(?!\d)")
_WRITTEN = re.compile(
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December) "
    r"(?P<day>\d{1,2}), (?P<year>\d{4})"
)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


class Keys:
    """Keys of one publication: the name as published and the country, told apart by citation where that is not enough."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, words: str, country: str | None, cite: str, *more: str) -> str:
        """A key nobody else has; the same words in the same order of rows give the same key."""
        base = "-".join(part for part in (slug(_settled(words)), (country or "").lower()) if part)
        for key in (base, f"{base}-{slug(cite.split(';')[0])}", f"{base}-{short_hash(cite, *more)}"):
            if key not in self._taken:
                self._taken.add(key)
                return key
        number = 2
        while f"{base}-{number}" in self._taken:
            number += 1
        self._taken.add(f"{base}-{number}")
        return f"{base}-{number}"

    def take_exactly(self, key: str) -> str:
        """A key that is a number; with a counter where a list repeats it."""
        name, number = key, 2
        while name in self._taken:
            name, number = f"{key}-{number}", number + 1
        self._taken.add(name)
        return name


def _settled(words: str) -> str:
    """A name's words without what editors add and take away: punctuation, "and" between, and a final alias mark."""
    return re.sub(r"[^\w\s]+", " ", words)


def cited(text: str) -> tuple[str | None, date | None]:
    """The Federal Register citations in a cell, joined by "; ", and the earliest day among them.

    The earliest day is when the entry was first published, which for the Entity List is as a rule the day it took effect.

    >>> cited("84 FR 22963, 5/21/19. 85 FR 29853, 5/19/20.")
    ('84 FR 22963; 85 FR 29853', datetime.date(2019, 5, 21))
    """
    days = []
    for found in (*_CITED.finditer(text), *_WRITTEN.finditer(text)):
        month = found["month"]
        year = int(found["year"])
        try:
            days.append(
                date(
                    year if year > 99 else 2000 + year if year < 90 else 1900 + year,
                    int(month) if month.isdigit() else _MONTHS.index(month) + 1,
                    int(found["day"]),
                )
            )
        except ValueError:
            continue
    return "; ".join(notices(text)) or None, min(days, default=None)
