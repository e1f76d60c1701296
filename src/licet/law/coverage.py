"""Coverage: from which day to which each regime's packs can be trusted.

`coverage.yaml` of a regime says from which day it answers, through which day the law was verified, and how many days past
that it still answers with a note. Beyond either end an answer is a review with the reason.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from licet.facts import AsOf
from licet.yaml_text import read_yaml

REGIMES = ("us/ear", "us/ofac", "us/itar", "us/procurement", "us/tariffs")


class Coverage(NamedTuple):
    """Days a regime answers for.

    Attributes:
        regime: Such as "us/ear".
        start: First day.
        verified: Last day the law was checked against its sources.
        grace: Days past `verified` for which the packs still answer.
        version: Of the packs.
    """

    regime: str
    start: date
    verified: date
    grace: int
    version: str


@cache
def coverage(regime: str) -> Coverage:
    """The coverage a regime declares."""
    node = read_yaml(Path(__file__).parent / regime / "coverage.yaml")
    return Coverage(
        regime,
        date.fromisoformat(node["from"]),
        date.fromisoformat(node["verified"]),
        int(node["grace_days"]),
        node["version"],
    )


def covered(regime: str, when: AsOf) -> str | None:
    """None when the regime answers for the day, else the reason it does not."""
    known = coverage(regime)
    if when.valid_on < known.start:
        return f"licet's {regime} packs begin on {known.start}; the law of {when.valid_on} is not in them"
    if when.valid_on > known.verified + timedelta(days=known.grace):
        return f"licet's {regime} packs were verified through {known.verified}; {when.valid_on} is too far beyond"
    return None


@cache
def versions() -> dict[str, str]:
    """Version of each regime's packs that are there."""
    return {regime: coverage(regime).version for regime in REGIMES}
