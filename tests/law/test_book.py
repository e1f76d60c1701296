"""Law as a book: pages, explanations, differences between days, checks, and the coverage page."""

from datetime import date
from pathlib import Path

import pytest

from licet.determination import REGIMES
from licet.errors import BadValue, PackError, UnknownName
from licet.facts import AsOf
from licet.intake import transaction_from
from licet.law.book import explain, pack_of, page
from licet.law.cases import cases_of, run
from licet.law.changes import changes
from licet.law.consistency import check_packs
from licet.law.coverage_page import as_dict, markdown
from licet.law.law import Law
from licet.law.pack import Series, all_packs, load_pack

NOW = date(2026, 7, 1)


# --- pages ------------------------------------------------------------------------------------------------------------


def test_a_series_shows_its_values_the_rule_that_reads_them_and_the_citation():
    found = page("us/ear/follow/retention", NOW)
    (line,) = found.lines
    assert (line.value, line.cite, line.now, line.url is not None) == ("5", "15 CFR 762.6(a)", True, True)
    (rule,) = found.rules
    assert (rule.module, rule.name) == ("licet.law.us.ear.follow", "_retention")
    assert "q.law.value" in rule.source


def test_the_value_in_force_on_the_day_is_marked():
    rates = {
        on: [v.value for v in page("us/tariffs/section301/list_3", on).lines if v.now]
        for on in (date(2019, 5, 9), date(2019, 5, 10))
    }
    assert rates == {date(2019, 5, 9): ["10"], date(2019, 5, 10): ["25"]}


def test_an_exception_has_its_needs_values_rules_and_status_by_day():
    found = page("us/ear/part740/LVS", date(2018, 4, 15))
    assert dict(found.words)["section"] == "15 CFR 740.3"
    assert any(rule.module.endswith("part740_exceptions.lvs") for rule in found.rules)
    assert "ended" in dict(page("us/ear/part740/CIV", NOW).words)["status"]
    assert "in force" in dict(page("us/ear/part740/CIV", date(2020, 6, 28)).words)["status"]


def test_cases_stand_on_the_page_of_their_rule():
    assert any("Control without ownership" in case.says for case in page("us/ofac/blocking", NOW).cases)


def test_an_entry_shows_which_rows_cover_the_paragraph():
    found = page("us/ear/part774/3A001.a.7", NOW)
    assert {line.cite for line in found.lines if line.now} == {"CCL 3A001: NS 2", "CCL 3A001: AT 1"}


def test_the_chart_and_the_groups_have_pages():
    assert "governed by" in dict(page("us/ear/part738/IR", NOW).words)
    assert "CN" in dict(page("us/ear/part738/NS 2", NOW).words)["marked"]
    assert "NI" in dict(page("us/ear/part740/D:5", NOW).words)["members"].split()
    assert "NI" not in dict(page("us/ear/part740/D:5", date(2024, 3, 14)).words)["members"].split()


@pytest.mark.parametrize("symbol", ["LVS", "lvs", "3A001.a.7", "NS 2", "D:5", "CN", "retention"])
def test_short_names_are_found(symbol):
    assert explain(symbol, NOW).title


def test_a_place_that_is_not_there_names_the_nearest():
    with pytest.raises(UnknownName, match="us/ear/follow/retention"):
        page("us/ear/follow/retantion", NOW)
    with pytest.raises(UnknownName, match="LVS"):
        explain("LSV", NOW)
    with pytest.raises(PackError, match="no law pack us/mars"):
        pack_of("us/mars")


def test_a_page_is_plain_data():
    told = page("us/ofac/iran/supply_ban", NOW).as_dict()
    assert told["values"][0]["cite"] == "31 CFR 560.204"
    assert told["rules"][0]["name"] == "_ban" if told["rules"] else True


# --- changes ----------------------------------------------------------------------------------------------------------


def test_a_change_appears_on_its_first_day_only():
    def paths(start, end):
        return [change.path for change in changes(date.fromisoformat(start), date.fromisoformat(end))]

    assert "us/tariffs/section301/list_3" in paths("2019-05-09", "2019-05-10")
    assert "us/tariffs/section301/list_3" not in paths("2019-05-10", "2019-12-31")


def test_changes_say_from_what_to_what_and_where():
    (change,) = [c for c in changes(date(2019, 5, 1), date(2019, 5, 31)) if c.path.endswith("list_3")]
    assert (change.before, change.after, change.cite) == ("10", "25", "84 FR 20459")


def test_tables_and_entries_are_among_the_changes():
    found = {change.path for change in changes(date(2018, 4, 15), date(2026, 11, 1))}
    assert "us/ear/part740_country_groups/D:5/NI" in found
    assert "us/ear/part774_ccl/3A090" in found
    assert "us/ear/part740_exceptions/civ/life" in found


def test_every_change_is_cited_and_in_order():
    found = changes(date(2009, 1, 1), date(2027, 12, 31))
    assert all(change.cite for change in found)
    assert [change.on for change in found] == sorted(change.on for change in found)
    assert len(found) > 300


def test_days_the_wrong_way_round_are_an_error():
    with pytest.raises(BadValue, match="lies after"):
        changes(date(2026, 1, 1), date(2018, 1, 1))


# --- checks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("regime", ["us/ofac", "us/itar", "us/procurement", "us/tariffs"])
def test_the_neighbors_hold_together_and_their_cases_come_out(regime):
    report = check_packs(regime, rules=dict(REGIMES), read=transaction_from)
    assert report.problems == []
    assert report.cases == len(cases_of(regime)) > 0


def test_every_series_gives_its_value_from_its_first_day_and_not_before():
    asked = 0
    for pack in all_packs():
        for series in load_pack(pack).values():
            for value in series.values:
                start = value.valid.start
                assert Law(AsOf.on(start, date(2199, 1, 1))).get(series.path).value == value.value, (series.path, start)
                asked += 1
    assert asked > 400


def _pack(monkeypatch, *values):
    """A pack of one series that only this test knows."""
    import licet.law.consistency as consistency
    import licet.law.law as law
    from licet.law.pack import _series

    made: Series = _series("us/test", "rate", {"says": "A rate.", "unit": "percent", "values": list(values)})
    monkeypatch.setattr(consistency, "all_packs", lambda: iter(["us/test"]))
    monkeypatch.setattr(consistency, "load_pack", lambda pack: {"rate": made})
    monkeypatch.setattr(law, "series", lambda path: made)
    return check_packs("us/test")


def test_a_gap_is_found(monkeypatch):
    report = _pack(
        monkeypatch,
        {"from": "2020-01-01", "to": "2020-06-30", "value": "1", "cite": "15 CFR 740.3"},
        {"from": "2020-08-01", "value": "2", "cite": "15 CFR 740.3"},
    )
    assert [(p.kind, p.what) for p in report.problems] == [("gap", "no value for 31 days before 2020-08-01")]


def test_the_same_said_twice_and_a_citation_that_is_none_are_found(monkeypatch):
    report = _pack(
        monkeypatch,
        {"from": "2020-01-01", "value": "1", "cite": "somewhere"},
        {"from": "2020-08-01", "value": "1", "cite": "somewhere"},
    )
    assert sorted(p.kind for p in report.problems) == ["citation", "overlap"]


def test_a_case_that_comes_out_wrong_is_reported():
    from dataclasses import replace

    case = next(case for case in cases_of("us/ofac") if case.expect["outcome"] == "prohibited")
    wrong = replace(case, expect={**case.expect, "outcome": "not_subject", "because": ["15 CFR 999.9"], "asks": ["items[9]"]})
    (failure,) = run([wrong], dict(REGIMES), transaction_from)
    assert len(failure.wrong) == 3


def test_a_stay_that_no_pack_cites_is_a_problem(tmp_path):
    file = tmp_path / "part.xml"
    note = "At 99 FR 1, Jan. 2, 2026, in § 744.99, paragraph (a) was stayed, effective until Feb. 3, 2027."
    file.write_text(f'<A><DIV8 N="744.99"><EFFDNOT><PSPACE>{note}</PSPACE></EFFDNOT></DIV8></A>', encoding="utf-8")
    report = check_packs("us/tariffs", regulations=[file])
    assert [(p.kind, p.where) for p in report.problems] == [("note", "15 CFR 744.99")]


@pytest.mark.shared
def test_the_stay_of_the_affiliates_rule_is_known_to_the_packs(shared):
    report = check_packs("us/ear", regulations=[shared / "data/ear/ecfr-xml/part-744-2026-07-23.xml.gz"])
    assert [p for p in report.problems if p.kind == "note"] == []
    assert len(report.stays) == 7


# --- coverage ---------------------------------------------------------------------------------------------------------


def test_the_coverage_page_names_every_regime_and_what_is_left_to_judgment():
    text = markdown()
    assert all(f"## {regime}" in text for regime, _ in REGIMES)
    assert "Left to judgment" in text
    assert as_dict()["us/ofac"]["verified_through"] == "2026-11-22"


def test_the_coverage_page_counts_only_what_was_read():
    counted = {pack["path"]: pack for pack in as_dict()["us/tariffs"]["packs"]}["us/tariffs/section301"]
    assert counted["values"] > 0 == counted["verified"]


def test_the_page_in_the_docs_is_the_one_the_packs_give():
    written = Path(__file__).parents[2] / "docs/reference/coverage.md"
    remedy = "licet law coverage --write docs/reference/coverage.md"
    assert written.read_text(encoding="utf-8") == markdown(), remedy
