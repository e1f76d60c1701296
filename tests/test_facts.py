"""The one rule of time, and intervals."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from licet.facts import AsOf, Fact, Interval, Source, as_of, known_since

DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
SOURCE = Source(publisher="test", title="test")


def fact(id_: str, value: str, start: str, end: str | None, known: str) -> Fact[str]:
    valid = Interval(date.fromisoformat(start), date.fromisoformat(end) if end else None)
    return Fact(id=id_, value=value, valid=valid, known_at=known_since(date.fromisoformat(known)), source=SOURCE)


def test_the_end_day_is_outside():
    assert date(2024, 4, 8) not in Interval(date(2019, 4, 8), date(2024, 4, 8))


def test_a_later_fact_of_one_id_corrects_the_earlier():
    ledger = [fact("a", "open", "2018-04-15", None, "2018-04-15"), fact("a", "ended", "2018-04-15", "2018-07-13", "2018-07-13")]
    on = AsOf.on(date(2018, 8, 1))
    assert list(as_of(ledger, on)) == []
    assert [f.value for f in as_of(ledger, AsOf.on(date(2018, 8, 1), date(2018, 6, 1)))] == ["open"]


def test_what_was_not_yet_known_does_not_hold():
    ledger = [fact("order", "active", "2018-04-15", None, "2018-04-15")]
    assert not list(as_of(ledger, AsOf.on(date(2018, 4, 20), date(2018, 4, 14))))


def test_a_day_is_known_to_its_end():
    assert AsOf.on(date(2018, 4, 20)).known_at == datetime(2018, 4, 20, 23, 59, 59, tzinfo=UTC)


@given(DAYS, DAYS, DAYS)
def test_overlap_is_having_a_day_in_common(a: date, b: date, c: date):
    one, two = Interval(min(a, b), max(a, b)), Interval(c, None)
    common = not one.empty and one.end is not None and max(one.start or c, c) < one.end
    assert one.overlaps(two) == (common or (one.empty and one.overlaps(two)))


@given(DAYS, DAYS)
def test_the_last_day_shown_is_the_last_day_inside(a: date, b: date):
    interval = Interval.through(min(a, b), max(a, b))
    assert max(a, b) in interval
    assert interval.last_day == max(a, b)


@given(st.lists(st.tuples(st.sampled_from("abc"), DAYS, DAYS), max_size=8), DAYS, DAYS)
def test_order_of_the_ledger_never_matters(rows, on, known):
    ledger = [
        Fact(id=id_, value=n, valid=Interval(start), known_at=known_since(at), source=SOURCE)
        for n, (id_, start, at) in enumerate({(r[0], r[2]): r for r in rows}.values())
    ]
    when = AsOf.on(on, known)
    forward = {f.id: f.value for f in as_of(ledger, when)}
    assert forward == {f.id: f.value for f in as_of(reversed(ledger), when)}
