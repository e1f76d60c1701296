"""Law: dated values as of two clocks.

`Law(when)` answers what a value was on a day, as it was known at a moment. What-if overlays replace values by path; an
overlaid value says so in its citation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from licet.errors import OutOfCoverage
from licet.facts import AsOf, known_since
from licet.law.epochs import epoch
from licet.law.pack import DatedValue, Series, series
from licet.proofs import FactRef


@dataclass(frozen=True, slots=True)
class Value:
    """A value in force, with the fact it is.

    Attributes:
        value: In its unit.
        ref: For proofs.
        cite: Where it was made.
        says: What the series says.
    """

    value: Any
    ref: FactRef
    cite: str
    says: str


class Law:
    """The law packs as of `when`.

    Args:
        when: The two clocks.
        overlay: Values of a what-if by full path, already converted to their units.
    """

    __slots__ = ("_seen", "overlay", "when")

    def __init__(self, when: AsOf, overlay: Mapping[str, Any] | None = None) -> None:
        self.when = when
        self.overlay = dict(overlay or {})
        self._seen: dict[str, Value | None] = {}

    def get(self, path: str) -> Value | None:
        """The value on the day as then known; None before its first value or after its last.

        Raises:
            PackError: No pack has the path.
        """
        if path not in self._seen:
            self._seen[path] = self._find(path)
        return self._seen[path]

    def value(self, path: str) -> Value:
        """The value, which must exist on the day.

        Raises:
            OutOfCoverage: The packs hold no value for that day.
            PackError: No pack has the path.
        """
        found = self.get(path)
        if found is None:
            raise OutOfCoverage(
                f"no value of {path} {self.when}",
                why="a rule may not guess a value that the packs do not hold",
                remedy=f"licet law show {path}",
            )
        return found

    def in_force(self, path: str) -> Value | None:
        """The value of a rule's life when the rule is in force, else None.

        A day before the first value counts as not in force: the rule did not exist.
        """
        found = self.get(path)
        return found if found is not None and found.value is True else None

    def _find(self, path: str) -> Value | None:
        if path in self.overlay:
            ref = FactRef(path, "what-if", False, (None, None), str(self.overlay[path]))
            return Value(self.overlay[path], ref, "what-if", series(path).says)
        found = series(path)
        chosen = _value_as_of(found, self.when)
        if chosen is None:
            return None
        shown = chosen.valid.as_dict()
        text = _shown(chosen.value)
        ref = FactRef(path, chosen.cite, chosen.verified, (shown["from"], shown["last_day"]), text[:120])
        return Value(chosen.value, ref, chosen.cite, found.says)


def _shown(value: Any) -> str:
    """A value as text; a set in order, so that the same fact always reads the same."""
    if isinstance(value, frozenset):
        value = tuple(sorted(value))
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _value_as_of(found: Series, when: AsOf) -> DatedValue | None:
    """The value holding on the day, among those public at the moment.

    A value is closed by the next, and the closing is known when the next was published: so the last one that has begun,
    of those then known, holds.
    """
    begun = [
        value
        for value in found.values
        if known_since(value.known) <= when.known_at and value.valid.start is not None
        and value.valid.start <= when.valid_on
    ]  # fmt: skip
    if not begun:
        return None
    last = begun[-1]
    following = next(
        (v for v in found.values if v.valid.start and last.valid.start and v.valid.start > last.valid.start), None
    )
    ended_by_itself = last.valid.end is not None and (following is None or last.valid.end != following.valid.start)
    return None if ended_by_itself and when.valid_on not in last.valid else last


@lru_cache(maxsize=4096)
def law_as_of(when: AsOf) -> Law:
    """The law without overlay, shared between decisions of the same clocks; its values between those of the same epoch."""
    law = Law(when)
    if when == AsOf.on(when.valid_on):
        law._seen = _values_of(epoch(when.valid_on))
    return law


@lru_cache(maxsize=4096)
def _values_of(first: date) -> dict[str, Value | None]:  # noqa: ARG001  the cache is by epoch
    """The values read so far for the days of an epoch, as known at the end of each."""
    return {}
