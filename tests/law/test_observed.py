"""Observed days and amounts answer like plain ones, and what they keep is neither too wide nor forgotten."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.law.observed import ObservedAmount, ObservedDay, by_day, plain_day

DAYS = st.dates(date(2015, 1, 1), date(2016, 12, 31))
AMOUNTS = st.decimals(-10, 10, places=1)
ASKS = [
    lambda one, other: one < other, lambda one, other: one <= other, lambda one, other: one > other, lambda one, other: one >= other,
    lambda one, other: one == other, lambda one, other: one != other, lambda one, other: other < one, lambda one, other: other <= one,
    lambda one, other: other > one, lambda one, other: other >= one, lambda one, other: other == one, lambda one, other: other != one,
    lambda one, other: max(one, other) == one, lambda one, other: one in (other, None),
]  # fmt: skip


@pytest.mark.slow
@given(DAYS, st.lists(st.tuples(st.sampled_from(ASKS), DAYS), max_size=4), st.lists(DAYS, max_size=20))
def test_every_day_of_the_stretch_gets_the_same_answers(day, asks, others):
    observed = ObservedDay.of(day)
    said = [ask(observed, other) for ask, other in asks]
    assert said == [ask(day, other) for ask, other in asks]
    assert observed.first <= day.toordinal() < observed.after
    beside = [date.fromordinal(n) for n in (observed.first, observed.after - 1)]
    for other_day in [*others, *beside]:
        if observed.first <= other_day.toordinal() < observed.after:
            assert [ask(other_day, other) for ask, other in asks] == said


@pytest.mark.slow
@given(AMOUNTS, st.lists(st.tuples(st.sampled_from(ASKS), AMOUNTS), max_size=4), st.lists(AMOUNTS, max_size=20))
def test_every_amount_of_the_range_gets_the_same_answers(amount, asks, others):
    observed = ObservedAmount.of(amount)
    said = [ask(observed, other) for ask, other in asks]
    assert said == [ask(amount, other) for ask, other in asks]
    assert amount in observed.seen
    for other_amount in others:
        if other_amount in observed.seen:
            assert [ask(other_amount, other) for ask, other in asks] == said


USES_OF_A_DAY = [
    str, repr, hash, "{}".format, date.isoformat, lambda day: day.year, lambda day: day.month, lambda day: day.day,
    lambda day: day + timedelta(days=1), lambda day: timedelta(days=1) + day, lambda day: day - date(2020, 1, 1),
    lambda day: date(2020, 1, 1) - day, lambda day: day.replace(day=1), lambda day: day.strftime("%d"), lambda day: day in {1: 2},
    lambda day: day.weekday(), lambda day: day.isocalendar(), lambda day: day.timetuple(),
]  # fmt: skip
USES_OF_AN_AMOUNT = [
    str, repr, hash, "{:,}".format, int, float, round, abs, lambda a: -a, lambda a: 2 * a, lambda a: a * 2, lambda a: a / 3,
    lambda a: 100 / a, lambda a: a + 1, lambda a: 1 + a, lambda a: a - 1, lambda a: 1 - a, lambda a: a % 2, lambda a: a**2,
    lambda a: sum([a, a]), lambda a: a.quantize(Decimal(1)), lambda a: a.as_tuple(), lambda a: a.to_integral_value(),
    lambda a: a in {1: 2}, lambda a: Decimal(5).__class__(3) + a,
]  # fmt: skip


@pytest.mark.parametrize("use", USES_OF_A_DAY)
def test_any_other_use_of_a_day_keeps_it_alone(use):
    day = ObservedDay.of(date(2024, 6, 3))
    if use is not date.isoformat:
        assert use(day) == use(date(2024, 6, 3))
        assert (day.first, day.after) == (date(2024, 6, 3).toordinal(), date(2024, 6, 4).toordinal())


@pytest.mark.parametrize("use", USES_OF_AN_AMOUNT)
def test_any_other_use_of_an_amount_keeps_it_as_it_is_written(use):
    amount = ObservedAmount.of(Decimal("7.50"))
    assert use(amount) == use(Decimal("7.50"))
    assert Decimal("7.50") in amount.seen
    assert Decimal("7.5") not in amount.seen


def test_no_method_of_a_day_or_an_amount_is_left_unobserved():
    harmless = {
        "__init__",
        "__new__",
        "__class__",
        "__dir__",
        "__getattribute__",
        "__setattr__",
        "__delattr__",
        "__getstate__",
        "__sizeof__",
    }
    for observed, plain in ((ObservedDay, date), (ObservedAmount, Decimal)):
        same = {name for name in dir(plain) if getattr(observed, name, None) is getattr(plain, name)}
        assert same <= harmless | {"min", "max", "resolution"}


def test_a_result_is_remembered_for_its_days_and_tells_the_one_who_asks():
    calls = []

    @by_day
    def rule(name, on):
        calls.append(on)
        return f"{name} is over" if on >= date(2020, 6, 29) else name

    assert [rule("CIV", date(2020, 6, 28)), rule("CIV", date(2019, 1, 1)), rule("CIV", date(2020, 6, 29))] == [
        "CIV",
        "CIV",
        "CIV is over",
    ]
    assert len(calls) == 2
    day = ObservedDay.of(date(2024, 1, 1))
    assert rule("CIV", day) == "CIV is over"
    assert (day.first, len(calls)) == (date(2020, 6, 29).toordinal(), 2)


def test_a_rule_that_raises_tells_of_its_days_too():
    @by_day
    def rule(on):
        if on < date(2020, 1, 1):
            raise LookupError
        return True

    day = ObservedDay.of(date(2019, 1, 1))
    with pytest.raises(LookupError):
        rule(day)
    assert day.after == date(2020, 1, 1).toordinal()


def test_a_plain_day_leaves_no_trace():
    day = ObservedDay.of(date(2024, 6, 3))
    assert type(plain_day(day)) is date
    assert day.after - day.first > 3_000_000
