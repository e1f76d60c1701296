"""Observed facts: days and amounts that keep what rules found out about them.

A rule asks whether a day lies before a change of the law, or a value above a limit. An observed day answers like any other
and keeps the stretch of days for which every answer it gave is the same; an observed amount keeps such a range. Whatever else
is done with one (printing it, adding to it, looking it up) narrows it to itself. So what rules found for one line holds for
every line whose day and amounts lie within what was kept: nobody needs to say what matters.

Code in C that takes a date or a decimal apart (`datetime.combine`, `Decimal(x)`) is not seen; a test keeps the rules from it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_FIRST, _AFTER = date.min.toordinal(), date.max.toordinal() + 1
_ordinal = date.toordinal


class ObservedDay(date):
    """A day that keeps the stretch within which every answer it gave is the same.

    Attributes:
        first: Its first day, as an ordinal.
        after: The ordinal of the first day after it.

    >>> day = ObservedDay.of(date(2024, 6, 3))
    >>> day < date(2025, 1, 1), date(2023, 10, 17) <= day
    (True, True)
    >>> str(date.fromordinal(day.first)), str(date.fromordinal(day.after))
    ('2023-10-17', '2025-01-01')
    """

    __slots__ = ("after", "first")

    first: int
    after: int

    @staticmethod
    def of(day: date) -> ObservedDay:
        """A fresh one, of which nothing is known yet."""
        number = _ordinal(day)
        made = ObservedDay.fromordinal(number)
        made.first, made.after = _FIRST, _AFTER
        return made

    def within(self, first: int, after: int) -> None:
        """Narrow the stretch to days from `first` up to `after`, which the day lies in."""
        if first > self.first:
            self.first = first
        if after < self.after:
            self.after = after

    def plain(self) -> date:
        """The plain day, without a trace."""
        return date.fromordinal(_ordinal(self))

    def told(self) -> date:
        """The plain day for a reader: no other serves then."""
        self._pin()
        return self.plain()

    def _pin(self) -> None:
        self.first = _ordinal(self)
        self.after = self.first + 1

    def __lt__(self, other: date) -> bool:
        if date.__lt__(self, other):
            self.within(_FIRST, _ordinal(other))
            return True
        self.within(_ordinal(other), _AFTER)
        return False

    def __ge__(self, other: date) -> bool:
        return not self < other

    def __le__(self, other: date) -> bool:
        if date.__le__(self, other):
            self.within(_FIRST, _ordinal(other) + 1)
            return True
        self.within(_ordinal(other) + 1, _AFTER)
        return False

    def __gt__(self, other: date) -> bool:
        return not self <= other

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, date):
            return False
        if date.__eq__(self, other):
            self._pin()
            return True
        return not (self < other or self > other)

    def __ne__(self, other: object) -> bool:
        return not self == other


class Range:
    """The amounts between two bounds, each in or out; or one amount as it is written.

    Attributes:
        low, high: The bounds; None where there is none.
        above, below: Whether the bound itself is left out.
        text: The amount as written, when no other serves.
    """

    __slots__ = ("above", "below", "high", "low", "text")

    def __init__(self) -> None:
        self.low: Decimal | None = None
        self.high: Decimal | None = None
        self.above = self.below = False
        self.text: str | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing was asked."""
        return self.low is None and self.high is None and self.text is None

    def raise_to(self, low: Decimal, above: bool) -> None:
        """Only amounts from `low` on, or above it."""
        if self.low is None or low > self.low or (low == self.low and above):
            self.low, self.above = low, above

    def lower_to(self, high: Decimal, below: bool) -> None:
        """Only amounts up to `high`, or below it."""
        if self.high is None or high < self.high or (high == self.high and below):
            self.high, self.below = high, below

    def __contains__(self, amount: Decimal) -> bool:
        if self.low is not None and (amount < self.low or (self.above and amount == self.low)):
            return False
        if self.high is not None and (amount > self.high or (self.below and amount == self.high)):
            return False
        return self.text is None or str(amount) == self.text


class ObservedAmount(Decimal):
    """An amount that keeps the range within which every answer it gave is the same.

    Adding nothing to it leaves it as it is, for rules add up the one value of an order.

    >>> amount = ObservedAmount.of(Decimal(900))
    >>> Decimal(0) + amount <= 5000, Decimal(4900) in amount.seen, Decimal(5001) in amount.seen
    (True, True, False)
    """

    __slots__ = ("seen",)

    seen: Range

    @staticmethod
    def of(amount: Decimal) -> ObservedAmount:
        """A fresh one, of which nothing is known yet."""
        made = ObservedAmount(amount)
        made.seen = Range()
        return made

    def plain(self) -> Decimal:
        """The plain amount, without a trace."""
        return Decimal(Decimal.__str__(self))

    def told(self) -> Decimal:
        """The plain amount for a reader: no other serves then."""
        self._pin()
        return self.plain()

    def _pin(self) -> None:
        self.seen.text = Decimal.__str__(self)

    def __lt__(self, other: Any) -> bool:
        if Decimal.__lt__(self, other):
            self.seen.lower_to(Decimal(other), True)
            return True
        self.seen.raise_to(Decimal(other), False)
        return False

    def __ge__(self, other: Any) -> bool:
        return not self < other

    def __le__(self, other: Any) -> bool:
        if Decimal.__le__(self, other):
            self.seen.lower_to(Decimal(other), False)
            return True
        self.seen.raise_to(Decimal(other), True)
        return False

    def __gt__(self, other: Any) -> bool:
        return not self <= other

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decimal | int | float) and not (self < other or self > other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __bool__(self) -> bool:
        return self != 0

    def __add__(self, other: Any) -> Decimal:
        found = Decimal.__add__(self, other)
        if other == 0 and Decimal.__str__(found) == Decimal.__str__(self):
            return self
        self._pin()
        return found

    __radd__ = __add__


def _pin_the_rest(kind: Any, plain: type) -> None:
    """Make every other method and attribute of `plain` narrow an observed one to itself, and go on with a plain one."""
    left = set(dir(object)) - {"__hash__", "__str__", "__repr__", "__format__", "__reduce__", "__reduce_ex__"}
    own = {name for name, value in vars(kind).items() if value is not None}
    for name in set(dir(plain)) - own - left:
        member = vars(plain).get(name, getattr(plain, name))
        if type(member).__name__ == "getset_descriptor":
            setattr(kind, name, property(_pinning(member.__get__, kind.plain)))
        elif callable(member) and type(member).__name__ != "classmethod_descriptor":
            setattr(kind, name, _pinning(member, kind.plain))


def _pinning(method: Any, plain: Any) -> Any:
    @wraps(method)
    def pinned(self: Any, *args: Any, **kwargs: Any) -> Any:
        self._pin()
        return method(plain(self), *args, **kwargs)

    return pinned


def plain_day(day: date) -> date:
    """The day without a trace; who asks answers for counting what is made of it anew for each line."""
    return day.plain() if isinstance(day, ObservedDay) else day


def by_day(function: Callable[P, R]) -> Callable[P, R]:
    """Remember a function of plain arguments and, last of all, a day: each result with the stretch of days it holds for.

    An observed day that is asked about learns of the stretch. Results must not keep the day.
    """
    return _remembered(function, None)


def truth_by_day(function: Callable[P, R]) -> Callable[P, R]:
    """The same for a yes-or-no question: days beside one another with the same answer are one stretch, whatever they rest on.

    The stretch is only widened for an observed day; to others it makes no difference.
    """
    return _remembered(function, _with_its_neighbors)


class _Stretch(list[Any]):
    """[first day, the day after the last, the result, whether it was widened], the days as ordinals."""

    __slots__ = ()


def _remembered(function: Callable[P, R], widened: Callable[[Callable[..., R], Any, _Stretch], None] | None) -> Callable[P, R]:
    kept: dict[Any, list[_Stretch]] = {}

    @wraps(function)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> R:  # noqa: ARG001  positional only
        on: Any = args[-1]
        key, number = args[:-1], _ordinal(on)
        held = kept.get(key)
        if held is not None:
            for stretch in held:
                if stretch[0] <= number < stretch[1]:
                    if on.__class__ is ObservedDay:
                        if not stretch[3] and widened is not None:
                            widened(function, key, stretch)
                        on.within(stretch[0], stretch[1])
                    return stretch[2]  # type: ignore[no-any-return]
        day = _from_ordinal(number)
        day.first, day.after = _FIRST, _AFTER
        try:
            found = function(*key, day)  # type: ignore[call-arg, arg-type]
            stretch = _Stretch((day.first, day.after, found, False))
            if widened is not None and on.__class__ is ObservedDay:
                widened(function, key, stretch)
        except BaseException:
            if isinstance(on, ObservedDay):
                on.within(day.first, day.after)
            raise
        if isinstance(on, ObservedDay):
            on.within(stretch[0], stretch[1])
        if held is None:
            if len(kept) >= MOST_REMEMBERED:
                kept.clear()
            held = kept.setdefault(key, [])
        held.append(stretch)
        return found

    remembered.cache_clear = kept.clear  # type: ignore[attr-defined]
    remembered.kept = kept  # type: ignore[attr-defined]
    return remembered


#: Makes an observed day, its stretch yet to be set.
_from_ordinal = ObservedDay.fromordinal


def _with_its_neighbors(function: Callable[..., R], key: Any, stretch: _Stretch) -> None:
    """Widen a stretch by those beside it that give the same answer."""
    first, after, found, _ = stretch
    while after < _AFTER:
        beside = ObservedDay.of(date.fromordinal(after))
        if function(*key, beside) is not found:
            break
        after = beside.after
    while first > _FIRST:
        beside = ObservedDay.of(date.fromordinal(first - 1))
        if function(*key, beside) is not found:
            break
        first = beside.first
    stretch[:] = first, after, found, True


#: Sets of arguments that a function remembers before it starts anew.
MOST_REMEMBERED = 65_536


_pin_the_rest(ObservedDay, date)
_pin_the_rest(ObservedAmount, Decimal)
