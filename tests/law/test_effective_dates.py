"""Effective date notes: printed text that is not in effect."""

from datetime import date

import pytest

from licet.errors import BadFile
from licet.law.effective_dates import read_stays, uncovered

NOTE = "<EFFDNOT><HED>Effective Date Note:</HED><PSPACE>{}</PSPACE></EFFDNOT>"
STAYED = "At 90 FR 50857, Nov. 12, 2025, in § 744.11, paragraph (a)(1) was stayed, effective until Nov. 9, 2026."


def read(tmp_path, *notes):
    file = tmp_path / "part.xml"
    inside = "".join(NOTE.format(note) for note in notes)
    file.write_text(f'<DIV5 N="744"><DIV8 N="744.11"><P>Printed text.</P>{inside}</DIV8></DIV5>', encoding="utf-8")
    return read_stays(file)


def test_a_stay_says_where_what_by_whom_and_through_which_day(tmp_path):
    (stay,) = read(tmp_path, STAYED)
    assert (stay.where, stay.what, stay.verb, stay.cite) == ("15 CFR 744.11", "paragraph (a)(1)", "stayed", "90 FR 50857")
    assert (stay.published, stay.through) == (date(2025, 11, 12), date(2026, 11, 9))
    assert stay.holds(date(2026, 11, 9))
    assert not stay.holds(date(2026, 11, 10))


def test_a_supplement_may_be_stayed_whole(tmp_path):
    (stay,) = read(
        tmp_path, "At 90 FR 50857, Nov. 12, 2025, supplement no. 8 to part 744 was stayed, effective until Nov. 9, 2026."
    )
    assert (stay.where, stay.what) == ("15 CFR part 744 Supp. 8", "the whole")


def test_two_notices_in_one_note_are_two(tmp_path):
    found = read(tmp_path, STAYED + " At 91 FR 100, Sept. 2, 2026, in § 744.12, paragraph (b) was delayed until July 1, 2027.")
    assert [(stay.cite, stay.where, stay.through) for stay in found] == [
        ("90 FR 50857", "15 CFR 744.11", date(2026, 11, 9)),
        ("91 FR 100", "15 CFR 744.12", date(2027, 7, 1)),
    ]


def test_a_note_of_unknown_form_stops_the_reading(tmp_path):
    with pytest.raises(BadFile, match="cannot be read"):
        read(tmp_path, "This paragraph is suspended for the time being.")


def test_a_notice_no_pack_cites_is_named(tmp_path):
    stays = read(tmp_path, STAYED)
    assert uncovered(stays, ["90 FR 47201", "90 FR 50857"]) == ()
    assert uncovered(stays, ["90 FR 47201"]) == stays


@pytest.mark.parametrize("text", ["", "<a>", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><a>&b;<EFFDNOT/></a>"])
def test_hostile_or_broken_files_are_refused_or_harmless(tmp_path, text):
    file = tmp_path / "part.xml"
    file.write_text(text, encoding="utf-8")
    if "ENTITY" in text:
        assert read_stays(file) == ()
    else:
        with pytest.raises(BadFile):
            read_stays(file)


@pytest.mark.shared
@pytest.mark.parametrize("issue", ["2026-03-25", "2026-07-18", "2026-07-23"])
def test_part_744_has_seven_stays_of_the_affiliates_rule(shared, issue):
    stays = read_stays(shared / f"data/ear/ecfr-xml/part-744-{issue}.xml.gz")
    assert len(stays) == 7
    assert {(s.cite, s.through, s.verb) for s in stays} == {("90 FR 50857", date(2026, 11, 9), "stayed")}
    assert [s.where.removeprefix("15 CFR ") for s in stays] == [
        "744.8", "744.11", "744.16", "744.21", "part 744 Supp. 4", "part 744 Supp. 7", "part 744 Supp. 8",
    ]  # fmt: skip
