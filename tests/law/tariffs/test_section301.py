"""Section 301: the additional duty by list and day."""

from decimal import Decimal

import pytest

from licet.errors import UnknownName
from licet.law.us.tariffs.steps import determine


@pytest.fixture
def entry(inquiry_of):
    def build(on, listed, value=1000, made_in="CN"):
        item = {"eccn": "n/a", "value_usd": value, "origin": "foreign", "made_in": made_in, "section301_list": listed}
        return inquiry_of(on, kind="procurement", exporter_country="CN", destination="US", items=[item], end_use="import")

    return build


@pytest.mark.parametrize(
    ("listed", "on", "percent"),
    [
        ("1", "2018-07-05", 0), ("1", "2018-07-06", 25),
        ("2", "2018-08-22", 0), ("2", "2018-08-23", 25),
        ("3", "2018-09-23", 0), ("3", "2018-09-24", 10), ("3", "2019-05-09", 10), ("3", "2019-05-10", 25),
        ("4A", "2019-08-31", 0), ("4A", "2019-09-01", 15), ("4A", "2020-02-13", 15), ("List 4a", "2020-02-14", Decimal("7.5")),
        ("4B", "2020-01-01", 0),
        ("semiconductors", "2025-01-01", 50),
    ],
)  # fmt: skip
def test_the_rate_of_each_list_on_its_days(entry, listed, on, percent):
    assert determine(entry(on, listed)).values["compute"]["additional_duty_pct"] == percent


def test_the_duty_in_dollars_is_exact(entry):
    assert determine(entry("2020-02-14", "4A", "1000.10")).values["compute"]["additional_duty_usd"] == Decimal("75.0075")


def test_goods_of_other_places_pay_none_of_it(entry):
    assert determine(entry("2020-02-14", "3", made_in="VN")) is None


def test_a_list_nobody_made_is_an_error(entry):
    with pytest.raises(UnknownName, match="no section 301 list '9'"):
        determine(entry("2020-02-14", "9"))
