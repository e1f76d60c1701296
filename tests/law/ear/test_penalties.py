"""Penalty arithmetic: maxima by day of assessment, base amounts by matrix, the ZTE settlement's sums."""

from datetime import date
from decimal import Decimal

import pytest

from licet.errors import BadValue, OutOfCoverage
from licet.law.us.ear.penalties import Payment, Statute, Violation, penalty, settlement, sums


def of(statute="ECRA", value=10000, on="2025-06-01", **facts):
    worth = None if value is None else Decimal(value)
    return penalty(Violation(statute=Statute(statute), transaction_value=worth, **facts), date.fromisoformat(on))


@pytest.mark.parametrize(
    ("statute", "on", "maximum"),
    [
        ("ECRA", "2018-12-01", 300000), ("ECRA", "2020-06-01", 305292), ("ECRA", "2021-06-01", 308901),
        ("ECRA", "2022-06-01", 328121), ("ECRA", "2023-06-01", 353534), ("ECRA", "2024-06-01", 364992),
        ("ECRA", "2025-06-01", 374474), ("ECRA", "2026-06-01", 374474),
        ("IEEPA", "2017-06-01", 289238), ("IEEPA", "2018-06-01", 295141), ("IEEPA", "2019-06-01", 302584),
        ("IEEPA", "2020-06-01", 307922), ("IEEPA", "2021-06-01", 311562), ("IEEPA", "2022-06-01", 330947),
        ("IEEPA", "2023-06-01", 356579), ("IEEPA", "2024-06-01", 368136), ("IEEPA", "2025-06-01", 377700),
        ("IEEPA", "2026-06-01", 377700),
    ],
)  # fmt: skip
def test_the_maximum_is_of_the_year_of_assessment(statute, on, maximum):
    assert of(statute, on=on).maximum == maximum


def test_2026_was_not_adjusted_and_says_so():
    assert "OMB M-26-11 (17 Apr 2026)" in of("IEEPA", on="2026-06-01").cites


def test_twice_the_value_counts_when_it_is_more():
    assert of(value=187237).maximum == 374474
    assert of(value="187237.01").maximum == Decimal("374474.02")


def test_without_a_value_the_maximum_is_open():
    found = of(value=None)
    assert (found.maximum, found.missing) == (None, ("transaction_value_usd", "egregious", "voluntarily_disclosed"))


@pytest.mark.parametrize(
    ("on", "egregious", "disclosed", "value", "base"),
    [
        ("2025-01-15", False, True, 80000, 40000), ("2025-01-15", False, True, 800000, 400000),
        ("2025-01-15", False, False, 800000, 800000),
        ("2025-01-15", True, True, 80000, 187237), ("2025-01-15", True, False, 80000, 374474),
        ("2024-09-15", False, True, 80000, 40000), ("2024-09-15", False, True, 800000, 125000),
        ("2024-09-15", False, False, 999, 1000), ("2024-09-15", False, False, 1000, 10000),
        ("2024-09-15", False, False, 60000, 100000), ("2024-09-15", False, False, 800000, 250000),
        ("2024-09-16", False, True, 800000, 400000),
    ],
)  # fmt: skip
def test_the_base_penalty_matrix_and_its_caps_by_date(on, egregious, disclosed, value, base):
    assert of(value=value, on=on, egregious=egregious, voluntarily_disclosed=disclosed).base == base


def test_the_base_never_exceeds_the_maximum():
    found = of(value=1, on="2024-01-20", egregious=False, voluntarily_disclosed=False)
    assert found.base == 1000
    assert found.base <= found.maximum


def test_no_base_before_the_guidelines_and_no_maximum_before_the_statute():
    assert of("IEEPA", on="2016-07-21", egregious=True, voluntarily_disclosed=False).base is None
    with pytest.raises(OutOfCoverage, match="no ECRA maximum"):
        of("ECRA", on="2018-08-12")


def test_acts_up_to_2015_11_02_keep_the_statutes_figure():
    assert of("IEEPA", on="2017-06-01", violated_on=date(2015, 11, 2)).maximum == 250000
    assert of("IEEPA", on="2017-06-01", violated_on=date(2015, 11, 3)).maximum == 289238


def test_ecra_reaches_no_act_before_it():
    with pytest.raises(BadValue, match="falls under IEEPA"):
        of("ECRA", violated_on=date(2018, 8, 12))
    with pytest.raises(BadValue, match="after its assessment"):
        of("ECRA", violated_on=date(2025, 6, 2))


def test_the_time_to_charge():
    assert of("ECRA", violated_on=date(2024, 6, 1)).limitation == date(2029, 6, 1)
    assert of("IEEPA", violated_on=date(2024, 6, 1)).limitation == date(2034, 6, 1)


def test_the_zte_settlements_add_up():
    march = sums(settlement("zte_2017", date(2017, 3, 23)))
    assert march == {"total_usd": 1192360064, "payable_usd": 892360064, "suspended_usd": 300000000}
    june = sums(settlement("zte_2018", date(2018, 6, 8)))
    assert (june["total_usd"], june["suspended_usd"]) == (1761000000, 400000000)
    with pytest.raises(OutOfCoverage):
        settlement("zte_2018", date(2018, 6, 7))


def test_more_suspended_than_agreed_is_an_error():
    with pytest.raises(BadValue, match="suspends"):
        sums((Payment(agency="BIS", amount=Decimal(1), suspended=Decimal(2)),))
