"""Epochs: the days on which anything in the law changes, and the stretches between them.

Within one epoch every pack, table and rule says the same, so what was found for one of its days holds for all of them. The
days are read off the files themselves: every date that a pack or a rule writes, and the day after it (a last day ends there),
whatever it stands for. That is more than the law needs, and never less; a test watches what rules compare a day with.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from licet.kept import keep_text

_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_EXAMPLE = re.compile(r"^ *>>> .*$", re.MULTILINE)
_IN_RULES = re.compile(r"(?<![.\w])date\((\d{4}), (\d{1,2}), (\d{1,2})\)")


@cache
def change_days() -> tuple[date, ...]:
    """Every day on which something may change, in order."""
    return tuple(map(date.fromisoformat, keep_text("days-of-change", lambda: " ".join(map(str, _written_days()))).split()))


def _written_days() -> list[date]:
    root = Path(str(resources.files("licet.law")))
    packs = [file.read_text("utf-8") for file in root.rglob("*.yaml") if "cases" not in file.parts]
    written = {text for pack in packs for text in _DATE.findall(pack)}
    days = {date.fromisoformat(text) for text in written - {"9999-12-31"}}
    rules = [file.read_text("utf-8") for file in root.rglob("*.py")]
    days |= {date(*map(int, numbers)) for rule in rules for numbers in _IN_RULES.findall(_EXAMPLE.sub("", rule))}
    return sorted({*days, *(day + timedelta(days=1) for day in days)})


def begins(day: date) -> date:
    """The first day of the epoch that a day lies in.

    >>> begins(date(2025, 10, 9)), begins(date(2025, 11, 6))
    (datetime.date(2025, 10, 1), datetime.date(2025, 10, 1))
    """
    place = bisect_right(change_days(), day)
    return change_days()[place - 1] if place else date.min


@lru_cache(maxsize=65536)
def epoch(day: date) -> date:
    """The first day of the epoch that a day lies in, for caches."""
    return begins(day)
