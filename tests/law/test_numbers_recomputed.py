"""Every number again, by a slow way of its own: shares, levels, retention days, duties, penalties, on random facts.

The recomputations below use fractions and tables written here from the regulation; they share no code with the rules.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from licet.api import decide
from licet.intake import transaction_from
from licet.law.us.ear.penalties import Payment, Statute, Violation, penalty, sums
from licet.workspace import Workspace

WORKSPACE = Workspace(shipped_only=True)
QUICK = settings(max_examples=40, deadline=None)
CENTS = st.integers(1, 2_000_000)

#: Which US content needs a license on its own on 2026-07-01, by destination; GBS content (3A001.a.7) is left out for Brazil.
COUNTS = {
    "CN": {"3A001.a.7", "3A002.a", "2B350.i"},
    "BR": {"3A002.a", "2B350.i"},
    "DE": set(),
    "KP": {"3A001.a.7", "3A002.a", "2B350.i", "5A991", "3A991.a", "EAR99"},
    "CU": {"3A001.a.7", "3A002.a", "2B350.i", "5A991", "3A991.a", "EAR99"},
}
LEVELS = {"CN": 25, "BR": 25, "DE": 25, "KP": 10, "CU": 10}
CONTENT = st.lists(st.tuples(st.sampled_from(sorted(COUNTS["KP"])), CENTS), max_size=6)


def usd(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


@QUICK
@given(CONTENT, st.integers(0, 8_000_000), st.sampled_from(sorted(COUNTS)))
@example([("3A002.a", 25_00)], 75_00, "CN")
@example([("3A002.a", 25_01)], 74_99, "CN")
@example([("EAR99", 10_00)], 90_00, "CU")
@example([("EAR99", 10_01)], 89_99, "KP")
def test_the_share_of_controlled_content(parts, rest, to):
    cents = sum(worth for _, worth in parts) + rest
    if not cents:
        return
    item = {
        "eccn": "EAR99", "origin": "foreign", "made_in": "TH", "value_usd": usd(cents), "description": "machine",
        "us_content": [{"eccn": eccn, "value_usd": usd(worth), "part": "part"} for eccn, worth in parts],
    }  # fmt: skip
    body = {
        "kind": "reexport", "as_of": "2026-07-01", "exporter_country": "TH", "destination": to, "items": [item], "end_use": "civil",
        "fdp_facts": "none",
    }  # fmt: skip
    found = decide(transaction_from(body), WORKSPACE, explore=False).as_dict()
    counted = sum(worth for eccn, worth in parts if eccn in COUNTS[to])
    share = Fraction(100 * counted, cents)
    assert found["threshold_pct"] == LEVELS[to]
    shown = Fraction(str(found["controlled_content_pct"]))
    assert abs(shown - share) < Fraction(1, 10**20)
    assert shown == share or 10**25 % share.denominator
    assert found["subject_to_ear"] is (share > LEVELS[to])


DAYS = st.dates(date(2016, 1, 1), date(2026, 11, 1))


@QUICK
@given(DAYS, st.none() | st.dates(date(2016, 1, 1), date(2027, 12, 31)))
@example(date(2020, 2, 29), None)
@example(date(2020, 2, 28), date(2024, 2, 29))
def test_records_are_kept_for_five_whole_years(day, known):
    item = {"eccn": "5A991", "origin": "US", "value_usd": 100, **({"known_reexport": known.isoformat()} if known else {})}
    body = {"kind": "export", "as_of": day.isoformat(), "exporter_country": "US", "destination": "DE", "items": [item]}
    found = decide(transaction_from({**body, "end_use": "civil"}), WORKSPACE, explore=False).as_dict()
    last = max(day, known) if known else day
    until, target = last, (last.year + 5, last.month, last.day)
    while (until.year, until.month, until.day) < target:
        until += timedelta(days=1)
    assert found["compute"]["retain_until"] == until.isoformat()


#: First day and percent of each list, from the notices (83 FR 28710, 83 FR 40823, 83 FR 47974, 84 FR 20459, 84 FR 45821, 85 FR 3741).
DUTIES = {
    "1": [("2018-07-06", 25)],
    "2": [("2018-08-23", 25)],
    "3": [("2018-09-24", 10), ("2019-05-10", 25)],
    "4A": [("2019-09-01", 15), ("2020-02-14", Decimal("7.5"))],
    "4B": [],
}


@QUICK
@given(st.sampled_from(sorted(DUTIES)), st.dates(date(2018, 4, 3), date(2026, 11, 1)), st.integers(0, 5_000_000))
def test_the_duty_of_a_list_on_a_day(listed, day, cents):
    item = {"eccn": "n/a", "description": "goods", "value_usd": usd(cents), "origin": "foreign", "made_in": "CN"}
    body = {
        "kind": "procurement", "as_of": day.isoformat(), "exporter_country": "CN", "destination": "US", "end_use": "import",
        "items": [{**item, "section301_list": listed}], "parties": [{"role": "buyer", "name": "shop", "country": "US"}],
    }  # fmt: skip
    found = decide(transaction_from(body), WORKSPACE, explore=False).as_dict()["compute"]
    rate = 0
    for first, percent in DUTIES[listed]:
        rate = percent if day.isoformat() >= first else rate
    assert Decimal(str(found["additional_duty_pct"])) == rate
    if cents and rate:
        assert Fraction(str(found["additional_duty_usd"])) == Fraction(cents, 100) * Fraction(rate) / 100


#: Civil maxima by year of assessment (15 CFR 6.3; 2026 as 2025, OMB M-26-11), all after the yearly change in January.
MAXIMA = {
    "ECRA": {2019: 300000, 2020: 305292, 2021: 308901, 2022: 328121, 2023: 353534, 2024: 364992, 2025: 374474, 2026: 374474},
    "IEEPA": {
        2017: 289238, 2018: 295141, 2019: 302584, 2020: 307922, 2021: 311562, 2022: 330947, 2023: 356579, 2024: 368136,
        2025: 377700, 2026: 377700,
    },
}  # fmt: skip
SCHEDULE = [(170000, 250000), (100000, 170000), (50000, 100000), (25000, 50000), (10000, 25000), (1000, 10000), (0, 1000)]


def base_by_hand(value: Fraction, top: Fraction, day: date, egregious: bool, disclosed: bool) -> Fraction:
    if egregious:
        return top / 2 if disclosed else top
    if day >= date(2024, 9, 16):
        return min(value / 2 if disclosed else value, top)
    if disclosed:
        return min(value / 2, Fraction(125000), top)
    return min(Fraction(next(amount for floor, amount in SCHEDULE if value >= floor)), top)


@QUICK
@given(
    st.sampled_from(["ECRA", "IEEPA"]), st.integers(0, 200_000_000), st.dates(date(2017, 2, 1), date(2026, 11, 1)), st.booleans(),
    st.booleans(),
)  # fmt: skip
@example("ECRA", 100_000_00, date(2025, 6, 1), False, True)
@example("IEEPA", 170_000_00, date(2024, 9, 15), False, False)
@example("IEEPA", 169_999_99, date(2024, 9, 15), False, False)
@example("ECRA", 250_000_00, date(2024, 9, 15), False, True)
@example("ECRA", 250_000_01, date(2024, 9, 16), False, True)
def test_the_maximum_and_the_base_of_a_violation(statute, cents, day, egregious, disclosed):
    if day.year not in MAXIMA[statute] or (day.month == 1 and day.day < 16):
        return
    found = penalty(
        Violation(
            statute=Statute(statute), transaction_value=Decimal(usd(cents)), egregious=egregious, voluntarily_disclosed=disclosed
        ),
        day,
    )
    value = Fraction(cents, 100)
    top = max(Fraction(MAXIMA[statute][day.year]), 2 * value)
    assert found.maximum is not None
    assert found.base is not None
    assert Fraction(found.maximum) == top
    assert Fraction(found.base) == base_by_hand(value, top, day, egregious, disclosed)


@QUICK
@given(st.lists(st.tuples(st.integers(0, 10**12), st.integers(0, 100)), min_size=1, max_size=5))
def test_the_sums_of_a_settlement(rows):
    payments = tuple(
        Payment(agency=str(i), amount=Decimal(amount), suspended=Decimal(amount * part // 100))
        for i, (amount, part) in enumerate(rows)
    )
    found = sums(payments)
    suspended = sum(amount * part // 100 for amount, part in rows)
    assert found["total_usd"] == sum(amount for amount, _ in rows)
    assert (found["suspended_usd"], found["payable_usd"]) == (suspended, found["total_usd"] - suspended)
