"""Packs: text in, typed and dated values out; a pack that contradicts itself is refused."""

from datetime import date
from decimal import Decimal

import pytest
import yaml

from licet.errors import OutOfCoverage, PackError
from licet.facts import AsOf
from licet.law import pack
from licet.law.law import Law, value_as_of


def series(text: str, unit: str = "percent"):
    values = yaml.load(text, Loader=yaml.BaseLoader)
    return pack._series("test", "rule", {"says": "x", "unit": unit, "values": values})


TWO = "- {from: 2018-01-01, value: 25, cite: A}\n- {from: 2020-01-01, value: 10, cite: B, published: 2020-02-01}"


def value(text: str, on: str, known: str | None = None, unit: str = "percent"):
    when = AsOf.on(date.fromisoformat(on), date.fromisoformat(known) if known else None)
    found = value_as_of(series(text, unit), when)
    return found.value if found else None


def test_the_next_value_closes_the_one_before():
    assert value(TWO, "2019-12-31") == Decimal(25)
    assert value(TWO, "2020-03-01") == Decimal(10)


def test_a_value_printed_later_is_not_known_before():
    assert value(TWO, "2020-01-15", known="2020-01-15") == Decimal(25)
    assert value(TWO, "2020-01-15", known="2020-02-01") == Decimal(10)


def test_a_day_before_the_first_value_has_none():
    assert value(TWO, "2017-12-31") is None


def test_a_value_with_an_end_of_its_own_ends():
    text = "- {from: 2018-01-01, value: true, cite: A, to: 2018-06-30}"
    assert value(text, "2018-06-30", unit="in force") is True
    assert value(text, "2018-07-01", unit="in force") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- {from: 2018-13-01, value: 1, cite: A}", "is not a date"),
        ("- {from: 2018-01-01, value: 1}", "has no citation"),
        ("- {from: 2018-01-01, value: one, cite: A}", "is not percent"),
        ("- {from: 2018-01-01, value: 1, cite: A, form: x}", "unknown key"),
        ("- {from: 2019-01-01, value: 1, cite: A}\n- {from: 2018-01-01, value: 2, cite: B}", "not in the order"),
        ("- {from: 2018-01-01, value: 1, cite: A}\n- {from: 2018-01-01, value: 2, cite: B}", "share one"),
    ],
)
def test_a_pack_that_cannot_be_trusted_is_refused(text, words):
    with pytest.raises(PackError, match=words):
        series(text)


def test_every_scalar_is_text_until_its_unit_converts_it():
    assert value("- {from: 2018-01-01, value: NO SE 1E001 0101, cite: A}", "2018-02-01", unit="list") == ("NO", "SE", "1E001", "0101")


def test_a_name_no_pack_has_is_named_with_the_nearest():
    with pytest.raises(PackError, match="affiliates_rule"):
        pack.series("us/ear/part744_end_users/afiliates_rule")


def test_asking_for_a_value_before_it_began_raises_and_get_says_none():
    law = Law(AsOf.on(date(2020, 1, 1)))
    assert law.get("us/ear/part744_end_users/affiliates_threshold") is None
    with pytest.raises(OutOfCoverage, match="affiliates_threshold"):
        law.value("us/ear/part744_end_users/affiliates_threshold")


def test_every_pack_loads_and_every_value_is_cited():
    paths = list(pack.all_packs())
    assert len(paths) > 5
    for path in paths:
        for one in pack.load_pack(path).values():
            assert one.says, path
            assert all(dated.cite for dated in one.values), path
