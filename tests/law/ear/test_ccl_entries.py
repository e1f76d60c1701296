"""The Commerce Control List: what paragraphs are controlled for, which exceptions entries open, and on which days."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from licet.errors import BadValue, UnknownName
from licet.law.us.ear.part738_country_chart import columns_required
from licet.law.us.ear.part774_ccl import lookup
from licet.law.us.ear.part774_ccl.lookup import entry
from licet.law.us.ear.part774_ccl.paragraphs import Eccn
from licet.law.us.ear.part774_ccl.problems import problems
from licet.law.us.ear.part774_ccl.reaches import reach_on

DAY = date(2026, 7, 23)


def asked(eccn, to, on=DAY, **about):
    """Rows that ask a license (True) or may (None), by their short name."""
    rows = columns_required(eccn, to, on, **about)
    return {
        (row.control.column or f"{row.control.reason} {row.reach.reach.code}"): row.required
        for row in rows
        if row.required is not False
    }


def test_a_paragraph_takes_only_the_rows_that_cover_it():
    assert asked("3A001.a.7", "CN") == {"NS 2": True}
    assert asked("3A001.a.7", "DE") == {}
    assert asked("9A610.y", "CN") == {"RS cn-ru-ve": True}
    assert asked("9A610.y", "BR") == {}
    assert asked("3A611.x", "IL") == {"NS 1": True, "RS 1": True}


def test_a_bare_heading_leaves_rows_that_depend_on_the_paragraph_unknown():
    assert asked("3B001", "CN")["NS macau-d5"] is None
    assert asked("9A610", "DE")["NS 1"] is None
    assert asked("3A001", "CN")["NS 2"] is True, "this row covers the entire entry"


def test_a_row_that_turns_on_the_items_data_asks_for_them():
    row = next(row for row in columns_required("6A003.b.4.b", "BR", DAY) if row.control.column == "RS 1" and row.required is None)
    assert "60 Hz" in row.covers.ask
    assert "111,000 elements" in row.covers.ask


@pytest.mark.parametrize(
    ("made_for", "expected"),
    [("3A001.a.7", True), ("3B002.c", False), (None, None)],
)
def test_technology_follows_what_it_is_for(made_for, expected):
    row = next(row for row in entry("3E001", DAY).controlled(made_for=made_for) if row.control.column == "NS 1")
    assert row.answer.holds is (None if expected else expected), "the heading's own exclusion stays a question"
    rs2 = next(row for row in entry("3E001", DAY).controlled(made_for=made_for) if row.control.column == "RS 2")
    assert rs2.answer.holds is (None if made_for is None else False)


def test_technology_controlled_for_the_same_reason_asks_the_item_it_is_for():
    def missile(made_for):
        return next(row.answer.holds for row in entry("7E611.a", DAY).controlled(made_for=made_for) if row.control.reason == "MT")

    assert missile(None) is None
    row = next(row for row in entry("2E101", DAY).controlled(made_for="2B109") if row.control.column == "MT 1")
    assert row.answer.holds is True, "2B109 is controlled for MT reasons as a whole"
    row = next(row for row in entry("2E101", DAY).controlled(made_for="2B991") if row.control.column == "MT 1")
    assert row.answer.holds is False


def test_requirements_stated_in_words_are_evaluated():
    assert asked("0A503", "GB") == {"CC all-but-ca": True}
    assert asked("0A503", "CA") == {}
    assert asked("5A980", "FR")["SL worldwide"] is True
    assert asked("1C992", "IQ")["RS iq"] is True
    assert asked("3A999", "PK") == {"RS iq-pk": True}
    assert asked("3A999", "IN") == {}
    assert asked("2A994", "KP")["AT ir-kp"] is True
    assert asked("5A002.a", "IN") == {"NS 1": True, "EI all-but-ca": True}


def test_macau_is_named_beside_d5():
    assert asked("3B001.c.2", "MO") == {"NS macau-d5": True, "RS macau-d5": True}
    assert asked("3B001.c.2", "VN") == {}, "Vietnam is in D:1, not D:5"


def test_the_uae_stays_named_for_the_b_chips_though_it_entered_a5():
    assert asked("3A090.b", "AE", date(2026, 7, 13)) == {"RS d1-d4-d5-less-a5-a6": True}
    assert asked("3A090.b", "AE", date(2026, 7, 14)) == {"RS ae-d1-d4-d5-less-a5-a6": True}
    assert asked("3A090.b", "IL") == {}, "Israel is in D:4 and A:6: taken out again"


def test_prose_beside_a_table_is_read_too():
    """1C350 and 1C351 state their CW row, and 6A992 its RS row, in words under the table."""
    assert asked("1C350.b.1", "EG") == {"CB 2": True, "CW not-cwc": True}
    assert asked("1C355.a", "TW") == {"CW not-cwc": True}
    assert "CW not-cwc-less-il-tw" not in asked("1E355", "TW")
    assert asked("1E355", "EG")["CW not-cwc-less-il-tw"] is True
    assert asked("6A992", "IQ")["RS iq"] is True
    assert entry("1C351.d.15", DAY).reasons == ("CB", "AT", "CW")


def test_notes_that_set_the_chart_aside_are_rows():
    assert asked("9A515.a.1", "DE")["RS all-but-au-ca-gb"] is True
    assert "RS all-but-au-ca-gb" not in asked("9A515.a.5", "DE")
    assert asked("0A501.y.7", "CN")["RS cn"] is True


def test_enforcement_is_told_apart_from_the_printed_text():
    printed = reach_on("worldwide", "742.6(a)(6)(iii)(A)", date(2026, 6, 15))
    assert (printed.reach.code, printed.enforced.code) == ("worldwide", "d1-d4-d5-less-a5-a6")
    before = reach_on("worldwide", "742.6(a)(6)(iii)(A)", date(2025, 5, 12))
    assert (before.reach.code, before.enforcement, before.enforced) == ("worldwide", "", None)


@pytest.mark.parametrize(
    ("day", "reach"),
    [
        (date(2022, 10, 20), "none"), (date(2022, 10, 21), "cn"), (date(2023, 11, 16), "cn-mo"),
        (date(2023, 11, 17), "d1-d4-d5-less-a5-a6"), (date(2025, 1, 12), "d1-d4-d5-less-a5-a6"), (date(2025, 1, 13), "worldwide"),
    ],
)  # fmt: skip
def test_the_reach_of_the_chip_rule_on_each_day_it_changed(day, reach):
    assert reach_on("worldwide", "742.6(a)(6)(iii)(A)", day).reach.code == reach


@pytest.mark.parametrize(
    ("eccn", "first_day"),
    [
        ("3A090.a", date(2022, 10, 21)), ("4A090", date(2022, 10, 21)), ("3A090.c", date(2024, 12, 2)),
        ("3B993", date(2024, 12, 2)), ("3B994", date(2024, 12, 2)), ("3A001.z.1.a", date(2023, 11, 17)),
        ("4E091", date(2025, 1, 13)), ("3A901", date(2024, 9, 6)), ("9A610.x", date(2013, 10, 15)),
        ("9A515.x", date(2014, 11, 10)), ("0A501.a", date(2020, 3, 9)), ("4A005", date(2022, 3, 7)),
    ],
)  # fmt: skip
def test_an_entry_that_was_not_on_the_list_yet_is_unknown_never_free(eccn, first_day):
    eve = entry(eccn, first_day - timedelta(days=1))
    assert eve.absent is not None
    assert eve.absent.start == first_day
    assert "elsewhere" in eve.reasons, "whatever held it then may ask for a license"
    assert {row.answer.holds for row in eve.controlled()} == {None}
    for country in ("CN", "CA"):
        found = {row.required for row in columns_required(eccn, country, first_day - timedelta(days=1))}
        assert None in found
        assert True not in found
    assert entry(eccn, first_day).absent is None


def test_an_entry_that_left_the_list_is_known_while_it_stood():
    assert asked("3B090", "CN", date(2023, 6, 1))["RS cn-mo"] is True
    assert entry("3B090", date(2024, 6, 1)).absent.end == date(2023, 11, 17)


@pytest.mark.parametrize("eccn", ["1C352", "0A987"])
def test_entries_of_old_papers_are_known_to_have_left(eccn):
    found = entry(eccn, DAY)
    assert found.status == "former"
    assert found.absent is not None
    assert {row.required for row in columns_required(eccn, "CN", date(2018, 1, 1))} == {None}


def test_rows_that_an_entry_had_earlier_still_bite_then():
    assert asked("3B001.c.2", "CN", date(2022, 5, 1)) == {"NS 2": True}
    assert "NS 2" not in asked("3B001.c.2", "CN", date(2024, 2, 1))
    assert asked("3B001.c.1.a", "DE", date(2024, 9, 5)) == {}
    assert asked("3B001.c.1.a", "DE", date(2024, 9, 6)) == {"NS worldwide": True, "RS worldwide": True}


def test_y_items_reach_russia_and_venezuela_only_since_2020():
    assert asked("9A610.y", "VE", date(2020, 6, 28)) == {}
    assert asked("9A610.y", "VE", date(2020, 6, 29)) == {"RS cn-ru-ve": True}


def test_sudan_needed_a_license_for_anti_terrorism_until_it_left_e1():
    assert asked("5A991", "SD", date(2020, 6, 1)) == {"AT 1": True}
    assert asked("5A991", "SD", date(2021, 6, 1)) == {}


def test_what_is_carried_back_says_so():
    assert entry("3A001.a.7", date(2018, 4, 20)).verified is False
    assert entry("3A001.a.7", DAY).verified is True


@pytest.mark.parametrize(
    ("eccn", "usd", "holds"),
    [
        ("3A002.a", "3000", True), ("3A001.a.7", "5000", True), ("3A001.c.1", "1500", True), ("3A090.a", None, False),
        ("5A001.c", "3000", True), ("5A001.b.5", None, False), ("5A002.a", "500", None), ("3B001.c.1", None, False),
        ("3A002.h", "5000", None), ("6A005.b", "3000", None), ("3A001", "5000", None), ("5A991", None, False),
    ],
)  # fmt: skip
def test_the_lvs_limit_follows_the_paragraph(eccn, usd, holds):
    limit, answer = entry(eccn, DAY).lvs_limit()
    assert limit == (None if usd is None else Decimal(usd))
    assert answer.holds is holds
    assert bool(answer.ask) is (holds is None)


def test_an_lvs_limit_may_depend_on_the_destination():
    assert entry("0A501.e", DAY).lvs_limit(to="CA") == (Decimal(500), entry("0A501.c", DAY).lvs_limit()[1])
    assert entry("0A501.e", DAY).lvs_limit(to="MX")[0] is None
    assert entry("2B350.a", DAY).lvs_limit(to="BR")[0] == 2000
    assert entry("2B350.a", DAY).lvs_limit(to="TW")[0] is None, "Taiwan is in D:3"
    assert entry("1B018.a", DAY).lvs_limit(to="BR")[0] is None, "RS 2 is marked for Brazil"


@pytest.mark.parametrize(
    ("eccn", "holds"),
    [
        ("3A001.a.7", True), ("3A001.a.1.a", False), ("3A001.b.2", None), ("3A001.b.4", False), ("3A002.a", False),
        ("3B001.f", False), ("3B001.a.1", True), ("5A001.b.5", False), ("5A001.f.3", True), ("5A002.a", False),
        ("5A001", None), ("3A001", None),
    ],
)  # fmt: skip
def test_gbs_is_open_paragraph_by_paragraph(eccn, holds):
    assert entry(eccn, DAY).opens("GBS").holds is holds


def test_other_list_based_exceptions():
    assert entry("4A003.b", DAY).opens("APP").holds is True
    assert entry("4A003.g", DAY).opens("APP").holds is False
    assert entry("3A090.a", DAY).opens("NAC/ACA").holds is None
    assert entry("3A090.c", DAY).opens("NAC/ACA").holds is False
    assert entry("3A090.c", DAY).opens("HBM").holds is True
    assert entry("3A901", DAY).opens("IEC").holds is True
    assert entry("6D003.a", DAY).opens("TSR", to="DE").holds is True
    assert entry("6D003.a", DAY).opens("TSR", to="BR").holds is False
    assert entry("5A002.a", DAY).opens("ENC").holds is True
    with pytest.raises(ValueError, match="sta_closed"):
        entry("3A001.a.7", DAY).opens("STA")


def test_what_an_entry_closes_of_sta():
    assert entry("3A001.z.1.a", DAY).sta_closed("A:5").holds is True
    assert entry("3A001.a.7", DAY).sta_closed("A:5").holds is False
    assert entry("3A002.g.1", DAY).sta_closed("A:6").holds is True
    assert entry("3A002.g.1", DAY).sta_closed("A:5").holds is False
    assert entry("9A610.x", DAY).sta_closed("A:6").holds is True
    assert entry("9A610.x", DAY).sta_closed("A:5").holds is False
    assert entry("9A610.a", DAY).sta_closed("A:5").holds is None, "unless BIS found it eligible"
    assert entry("7E004.a.7", DAY).sta_closed("A:5").holds is False
    assert entry("7E004.b", DAY).sta_closed("A:5").holds is True


def test_civ_is_gone_on_the_day_its_removal_took_effect():
    assert entry("3A001.a.7", date(2020, 6, 28)).civ_open().holds is True
    assert entry("3A001.a.7", date(2020, 6, 29)).civ_open().holds is False
    assert entry("3A001.b.2", date(2020, 6, 28)).civ_open().holds is False
    assert entry("3B001.a.1", date(2020, 6, 28)).civ_open().holds is None, "its line of 2020 was not found"
    assert entry("6A003.b.4.b", date(2020, 6, 28)).civ_open().holds is False, "no GBS, no CIV"


def test_an_eccn_that_does_not_exist_names_its_neighbors():
    with pytest.raises(UnknownName, match="nearest entries: 3A003, 3A002, 3A001"):
        entry("3A010", DAY)
    with pytest.raises(UnknownName, match="no entry 3B091"):
        entry("3B091", DAY)


@pytest.mark.parametrize(
    ("eccn", "names"),
    [("3A001.a.99", r"\.a\.1, \.a\.2"), ("5A992.q", r"\.c, \.z"), ("3A001.a.7.c", r"\.a\.7\.a, \.a\.7\.b"), ("5A991.x", r"\.a")],
)
def test_a_paragraph_that_does_not_exist_names_those_that_do(eccn, names):
    with pytest.raises(UnknownName, match=names):
        entry(eccn, DAY)


def test_a_reserved_paragraph_holds_nothing_now_and_is_unknown_earlier():
    with pytest.raises(UnknownName, match="reserved"):
        entry("5A992.b", DAY)
    assert {row.answer.holds for row in entry("5A992.b", date(2015, 1, 1)).controlled()} == {None}


@pytest.mark.parametrize("text", ["", "banana", "3A01", "33A001", "3F001", "3A001..a", "3A001.7", "EAR 98"])
def test_text_that_is_no_eccn_is_refused(text):
    with pytest.raises(BadValue, match="not an ECCN"):
        Eccn.read(text)


def test_eccns_are_read_as_people_write_them():
    assert str(Eccn.read("3a001 .A.5.B.")) == "3A001.a.5.b"
    assert Eccn.read("ear99").heading == "EAR99"


def test_series_and_groups():
    assert Eccn.read("9A610.x").is_600_series
    assert not Eccn.read("9A515.x").is_600_series
    assert Eccn.read("9E515.f").is_9x515
    assert Eccn.read("0A501").is_0x5zz
    assert not Eccn.read("0A521").is_0x5zz
    assert (Eccn.read("5D002").category, Eccn.read("5D002").group) == ("5", "D")


def test_entries_that_ask_nothing_say_why():
    assert entry("EAR99", DAY).status == "ear99"
    assert entry("9A005", DAY).status == "itar"
    assert entry("5A611", DAY).status == "elsewhere"
    assert entry("0A521", DAY).status == "supplement 5"


def test_an_entry_without_a_license_table_is_never_read_as_free():
    for heading in lookup.headings():
        found = entry(heading, DAY)
        assert found.controls
        if found.status:
            assert {row.required for row in columns_required(heading, "CA", DAY)} == {None}, heading
    assert entry("EAR99", DAY).controls == ()


def test_the_packs_of_the_list_do_not_contradict_themselves():
    assert problems() == ()


def test_a_contradiction_in_the_packs_is_found(monkeypatch):
    monkeypatch.setattr("licet.law.us.ear.part774_ccl.problems.about", lambda heading: "" if heading == "5A991" else "something")
    backward = {"742.4(a)(5)": [{"from": day, "reach": "nowhere", "mark": "V"} for day in ("2024-09-06", "2020-01-01")]}
    monkeypatch.setattr("licet.law.us.ear.part774_ccl.problems.rules", lambda: backward)
    assert set(problems()) == {
        "5A991: not described",
        "rule 742.4(a)(5): its days do not run forward",
        "rule 742.4(a)(5): no reach nowhere",
    }


def test_every_entry_is_described_in_our_own_words():
    assert [heading for heading in lookup.headings() if not lookup.about(heading)] == []
    assert len(lookup.headings()) == 638


def test_every_paragraph_answers_every_question_with_one_of_three(capsys):
    for heading in lookup.headings():
        found = entry(heading, DAY)
        for path in found.paths[:: max(len(found.paths) // 4, 1)]:
            item = entry(f"{heading}.{path}", DAY)
            assert {row.answer.holds for row in item.controlled()} <= {True, False, None}
            assert item.opens("GBS").holds in (True, False, None)
            for row in item.controlled():
                assert bool(row.answer.ask) is (row.answer.holds is None), f"{heading}.{path}"


def test_telling_more_never_makes_a_known_row_unknown():
    """What a heading knows for certain, each of its paragraphs knows too."""
    for heading in ("3A001", "3B001", "5A001", "6A003", "9A515", "4A003", "1C351"):
        whole = [row.answer.holds for row in entry(heading, DAY).controlled()]
        for path in entry(heading, DAY).paths:
            part = [row.answer.holds for row in entry(f"{heading}.{path}", DAY).controlled()]
            assert all(one is None or one is two for one, two in zip(whole, part, strict=True)), f"{heading}.{path}"
