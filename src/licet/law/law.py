"""Law: dated values as of two clocks.

`Law(when)` answers what a value was on a day, as it was known at a moment. What-if overlays replace values by path; an
overlaid value says so in its citation.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, Final, NamedTuple

from licet.errors import OutOfCoverage
from licet.facts import AsOf, known_since
from licet.law.observed import ObservedDay, by_day, plain_day, truth_by_day
from licet.law.pack import DatedValue, Series, series
from licet.proofs import FactRef

#: A function of a value, or None, and of what is asked about.
Question = Callable[[Any, Any], "bool | None"]


class Value(NamedTuple):
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

    __slots__ = ("_by_day", "_number", "_seen", "overlay", "when")

    def __init__(self, when: AsOf, overlay: Mapping[str, Any] | None = None) -> None:
        self.when = when
        self.overlay = dict(overlay or {})
        self._seen: dict[str, Value | None] = {}
        self._by_day = at_its_end(when)
        self._number = date.toordinal(when.valid_on)

    def get(self, path: str) -> Value | None:
        """The value on the day as then known; None before its first value or after its last.

        Raises:
            PackError: No pack has the path.
        """
        seen = self._seen
        if path not in seen:
            seen[path] = self._find(path)
        return seen[path]

    @property
    def plain(self) -> bool:
        """Whether nothing but the day decides: no overlay, known at the day's end, nobody notes what is read."""
        return self._by_day and not self.overlay and self.__class__ is Law

    def test(self, path: str, question: Question, about: Hashable) -> bool | None:
        """The answer of a yes-or-no question to the value at a path (None where there is none) and something about the item.

        For rules that need the answer alone: it is remembered, and a change of the value that leaves the answer makes no
        difference to `licet.memory`.

        Raises:
            PackError: No pack has the path.
        """
        if self._by_day and path not in self.overlay:
            always = _whenever(path, question, about)
            return _answer(path, question, about, self.when.valid_on) if always is _BY_DAY else always
        found = self.get(path)
        return question(None if found is None else found.value, about)

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
        if self._by_day:
            on = self.when.valid_on
            for first, after, value, _ in _by_the_end_of.kept.get((path,), ()):  # type: ignore[attr-defined]
                if first <= self._number < after:
                    if on.__class__ is ObservedDay:
                        on.within(first, after)
                    return value  # type: ignore[no-any-return]
            return _by_the_end_of(path, on)
        return value_as_of(series(path), self.when)


def at_its_end(when: AsOf) -> bool:
    """Whether the day is asked about with what was known at its end."""
    known = when.known_at
    return known.toordinal() == date.toordinal(when.valid_on) and (known.hour, known.minute, known.second) == (23, 59, 59)


class _Open(Enum):
    """Stands for an answer that hangs on the day."""

    BY_DAY = "by day"


_BY_DAY: Final = _Open.BY_DAY


@lru_cache(maxsize=65536)
def _whenever(path: str, question: Question, about: Hashable) -> bool | _Open | None:
    """A question's answer where every value of a series, and none, gives the same: few rules name the item at hand on any day."""
    first = question(None, about)
    return first if all(question(dated.value, about) is first for dated in series(path).values) else _BY_DAY


@truth_by_day
def _answer(path: str, question: Question, about: Hashable, on: date) -> bool | None:
    """A question's answer to the value of a series on a day, as known at its end."""
    found = _by_the_end_of(path, on)
    return question(None if found is None else found.value, about)


@by_day
def _by_the_end_of(path: str, on: date) -> Value | None:
    """The value of a series on a day as known at its end."""
    return _value(series(path), on, lambda value: value.known <= on)


def value_as_of(found: Series, when: AsOf) -> Value | None:
    """The value of a series on the day, as known at the moment; None before its first and after its last."""
    return _value(found, when.valid_on, lambda value: known_since(value.known) <= when.known_at)


def _value(found: Series, on: date, public: Callable[[DatedValue], bool]) -> Value | None:
    """The value of a series on a day, among those that were public."""
    chosen = _chosen(found, on, public)
    if chosen is None:
        return None
    shown = chosen.valid.as_dict()
    text = _shown(chosen.value)
    ref = FactRef(found.path, chosen.cite, chosen.verified, (shown["from"], shown["last_day"]), text[:120])
    return Value(chosen.value, ref, chosen.cite, found.says)


def _shown(value: Any) -> str:
    """A value as text; a set in order, so that the same fact always reads the same."""
    if isinstance(value, frozenset):
        value = tuple(sorted(value))
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _chosen(found: Series, on: date, public: Callable[[DatedValue], bool]) -> DatedValue | None:
    """The value holding on the day, among those that were public.

    A value is closed by the next, and the closing is known when the next was published: so the last one that has begun,
    of those then known, holds.
    """
    begun = [
        value
        for value in found.values
        if public(value) and value.valid.start is not None
        and value.valid.start <= on
    ]  # fmt: skip
    if not begun:
        return None
    last = begun[-1]
    following = next((v for v in found.values if v.valid.start and last.valid.start and v.valid.start > last.valid.start), None)
    ended_by_itself = last.valid.end is not None and (following is None or last.valid.end != following.valid.start)
    return None if ended_by_itself and on not in last.valid else last


def law_of_the_day(on: date) -> Law:
    """The law of a day as known at its end, for rules remembered by day: an observed day learns what was read."""
    return Law(AsOf(on, AsOf.on(plain_day(on)).known_at))


@lru_cache(maxsize=4096)
def law_as_of(when: AsOf) -> Law:
    """The law without overlay, shared between decisions of the same clocks."""
    return Law(when)
