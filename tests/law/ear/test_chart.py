"""The Commerce Country Chart and the Country Groups on the days that change them."""

import json
from datetime import date, timedelta

import pytest

from licet.countries import read_country
from licet.errors import UnknownName
from licet.law.us.ear import part738_country_chart as chart
from licet.law.us.ear import part740_country_groups as groups

ISSUE = date(2026, 7, 23)


@pytest.mark.parametrize(
    ("column", "country", "first_day", "before", "after"),
    [
        ("NS 1", "GB", date(2024, 4, 19), True, False),
        ("RS 1", "AU", date(2024, 4, 19), True, False),
        ("MT 1", "AU", date(2024, 4, 19), True, False),
        ("NP 2", "CN", date(2023, 8, 14), False, True),
        ("NP 2", "MO", date(2023, 8, 14), False, True),
        ("AT 1", "SD", date(2021, 1, 14), True, False),
        ("NS 2", "HK", date(2020, 12, 23), None, True),
        ("NP 2", "HK", date(2023, 8, 14), False, True),
        ("CC 1", "IN", date(2015, 1, 23), True, False),
    ],
)
def test_a_mark_changes_on_its_day_and_not_the_day_before(column, country, first_day, before, after):
    assert chart.mark(column, country, first_day - timedelta(days=1)) is before
    assert chart.mark(column, country, first_day) is after


@pytest.mark.parametrize(
    ("group", "country", "first_day", "before", "after"),
    [
        ("B", "NI", date(2024, 3, 15), True, False),
        ("D:1", "NI", date(2024, 3, 15), False, True),
        ("D:5", "NI", date(2024, 3, 15), False, True),
        ("E:1", "SD", date(2021, 1, 14), True, False),
        ("B", "SD", date(2021, 1, 14), False, True),
        ("E:1", "CU", date(2015, 7, 22), True, False),
        ("A:5", "IN", date(2018, 8, 3), False, True),
        ("D:1", "UA", date(2020, 12, 28), True, False),
        ("A:6", "MX", date(2020, 12, 28), False, True),
        ("D:1", "MM", date(2021, 3, 8), False, True),
        ("D:5", "KH", date(2021, 12, 9), False, True),
        ("D:5", "KH", ISSUE, None, False),
        ("A:5", "AE", date(2026, 7, 14), False, True),
        ("D:4", "AE", date(2026, 7, 14), True, False),
        ("B", "HK", date(2020, 12, 23), True, False),
        ("D:5", "HK", date(2020, 12, 23), False, True),
    ],
)
def test_a_membership_changes_on_its_day_and_not_the_day_before(group, country, first_day, before, after):
    assert groups.member(group, country, first_day - timedelta(days=1)) is before
    assert groups.member(group, country, first_day) is after


@pytest.mark.parametrize(("country", "section"), [("CU", "746.2"), ("IR", "746.7"), ("KP", "746.4"), ("SY", "746.9")])
def test_empty_is_not_free_where_part_746_governs(country, section):
    assert chart.governed_by(country) == f"15 CFR {section}"
    assert {chart.mark(column, country, ISSUE) for column in chart.columns()} == {None}


def test_hong_kong_and_china_agree_since_hong_kong_takes_its_row():
    for day in (date(2020, 12, 23), ISSUE):
        assert [chart.mark(column, "HK", day) for column in chart.columns()] == [
            chart.mark(column, "CN", day) for column in chart.columns()
        ]
        assert groups.groups_of("HK", day) == groups.groups_of("CN", day)


def test_macau_is_not_in_d5_and_has_a_row_of_its_own():
    assert groups.member("D:5", "MO", ISSUE) is False
    assert groups.member("D:1", "MO", ISSUE) is True
    assert chart.row_of("MO", ISSUE) == "MO"


def test_territories_and_regions_take_their_states_row():
    assert chart.row_of("GL", ISSUE) == "DK"
    assert chart.row_of("UA-43", ISSUE) == "UA"
    assert chart.row_of("AW", ISSUE) == "AW"
    assert groups.groups_of("UA-43", ISSUE) == groups.groups_of("UA", ISSUE)


def test_places_without_a_row_are_unknown_not_free():
    assert chart.mark("NS 1", "PS", ISSUE) is None
    assert chart.mark("NS 1", "US", ISSUE) is None


def test_before_the_first_day_covered_nothing_is_known():
    assert chart.mark("NS 1", "CN", date(2009, 12, 31)) is None
    assert groups.member("D:5", "CN", date(2013, 10, 14)) is None


def test_what_is_carried_back_says_so():
    now, then = chart.cell("NS 2", "BR", ISSUE), chart.cell("NS 2", "BR", date(2018, 4, 20))
    assert (now.marked, now.verified) == (True, True)
    assert (then.marked, then.verified, then.mark) == (True, False, "carried")
    told = groups.membership("B", "NI", date(2024, 2, 1))
    assert (told.marked, told.verified, told.cite, told.last_day) == (True, True, "89 FR 18780", date(2024, 3, 14))


def test_the_packs_do_not_contradict_themselves():
    assert chart.table().contradictions() == ()
    assert groups.table().contradictions() == ()


@pytest.mark.parametrize("day", [date(2018, 1, 1), date(2020, 12, 23), date(2023, 8, 14), date(2024, 4, 19), date(2026, 7, 13)])
def test_np2_and_cb3_follow_the_groups_they_are_made_of(day):
    """NP 2 is D:2, China and Macau (from 2023-08-14); CB 3 is D:3 (15 CFR 742.3, 742.2)."""
    for country in chart.destinations():
        expected = groups.member("D:2", country, day)
        if country in ("CN", "MO"):
            expected = day >= date(2023, 8, 14)
        assert chart.mark("NP 2", country, day) is expected, country
        assert chart.mark("CB 3", country, day) is groups.member("D:3", country, day), country


def test_a_footnote_brings_a_license_back_where_the_chart_has_no_mark():
    rows = {row.control.cite: row.required for row in chart.columns_required("9A515.e", "IN", ISSUE)}
    assert rows["CCL 9A515: RS 2"] is True
    assert {row.required for row in chart.columns_required("3A001.a.7", "IN", ISSUE)} == {False}


@pytest.mark.parametrize(
    ("eccn", "required"), [("0A501.a", True), ("0A501.y", False), ("0A502", None), ("0A504.i", True), ("0A504.a", False)]
)
def test_footnote_10_keeps_firearms_licensed_to_australia_and_the_united_kingdom(eccn, required):
    asked = [row.required for row in chart.columns_required(eccn, "GB", ISSUE) if row.control.column in ("NS 1", "RS 1")]
    assert (True if True in asked else None if None in asked else False) is required
    assert {row.required for row in chart.columns_required("9A610.x", "GB", ISSUE) if row.control.column == "NS 1"} == {False}


def test_unknown_columns_and_groups_are_errors():
    with pytest.raises(UnknownName, match="NS 3"):
        chart.mark("NS 3", "CN", ISSUE)
    with pytest.raises(UnknownName, match="Country Group A:9"):
        groups.member("A:9", "CN", ISSUE)


@pytest.mark.shared
def test_every_mark_and_membership_agrees_with_the_reference(shared):
    tables = json.loads((shared / "reference/ear-tables-2026-07-23.json").read_text())
    for name, marked in tables["country_chart"]["marks"].items():
        assert {column for column in chart.columns() if chart.mark(column, read_country(name), ISSUE)} == set(marked), name
    for group, names in tables["country_groups"].items():
        assert groups.members(group, ISSUE) == {read_country(name) for name in names}, group
    for name, numbers in tables["country_chart"]["footnotes"].items():
        assert set(chart.footnotes(read_country(name), ISSUE)) == set(map(str, numbers)), name


@pytest.mark.shared
def test_every_mark_and_member_agrees_with_extracts_made_by_others(shared):
    rows = json.loads((shared / "data/crosscheck/country-chart-2026-07-23.json").read_text())
    for name, row in rows["countries"].items():
        assert {column for column in chart.columns() if chart.mark(column, read_country(name), ISSUE)} == set(row["marks"]), name
    for name in rows["embargoed"]:
        assert chart.governed_by(read_country(name))
    found = json.loads((shared / "data/crosscheck/country-groups-2026-07-23.json").read_text())["groups"]
    assert {group: groups.members(group, ISSUE) for group in groups.groups()} == {
        group: {read_country(name) for name in names} for group, names in found.items()
    }
