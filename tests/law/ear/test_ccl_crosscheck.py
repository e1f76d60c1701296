"""The compiled list beside the project's reference tables and extracts made by others: every difference is a known one.

Each is explained in docs/reference/ccl-differences.md.
"""

import gzip
import json
import re
from datetime import date

import pytest

from licet.law.us.ear.part774_ccl.lookup import entry, headings

pytestmark = pytest.mark.shared
DAY = date(2026, 7, 23)
PROSE = {
    "worldwide": "worldwide", "all destinations": "worldwide", "all but Canada": "all-but-ca", "Macau or D:5": "macau-d5",
    "UAE or D:1/D:4/D:5 less A:5/A:6": "d1-d4-d5-less-a5-a6", "China, Russia, Venezuela": "cn-ru-ve", "Iraq": "iq",
    "Iraq, Pakistan": "iq-pk", "Pakistan": "pk", "North Korea": "kp",
}  # fmt: skip
#: Reaches the reference calls "see section named in the entry".
NAMED = {"un-arms-embargo", "by-ru", "see", "all-but-au-ca-gb", "all-but-ca", "not-cwc", "not-cwc-less-il-tw"}
IN_WORDS = {
    *("0A980", "0A981", "0A982", "0A983", "0A999", "1A999", "1C350", "1C351", "1C355", "1C395", "1C980", "1C982", "1C983", "1C984"),
    *("1C988", "1D999", "2A994", "2A999", "2D994", "2E994", "5A980", "5D980", "5E980", "6A992"),
}
FROM_NOTES = {"0A501", "9A515", "9E515"}
MERGED_OR_MISREAD = {"0D606", "1A231", "1D018", "3D005", "3E001", "4A001"}


@pytest.fixture(scope="module")
def reference(shared):
    return json.loads((shared / "reference/ear-tables-2026-07-23.json").read_text())["eccn_controls"]


def ordinary(heading):
    """The rows of an entry that has a license table."""
    return [row for row in entry(heading, DAY).controls if row.reason != "elsewhere"]


def test_only_five_entries_are_missing_there_and_none_here(reference):
    assert set(headings()) - set(reference) == {"0D614", "2B352", "3D006", "3E002", "8D001"}
    assert set(reference) <= set(headings())


def test_rows_agree_but_for_the_explained_ones(reference):
    differ = set()
    for heading, told in reference.items():
        theirs = {(row["reason"], column) for row in told["rows"] for column in row.get("columns", ())}
        theirs |= {
            (row["reason"] or "RUSSIA", PROSE.get(row["prose_scope"], "named")) for row in told["rows"] if "prose_scope" in row
        }
        ours = {(row.reason, row.column or row.reach) for row in ordinary(heading)}
        ours = {(reason, "named" if how in NAMED and (reason, "named") in theirs else how) for reason, how in ours}
        if ours != theirs:
            differ.add(heading)
    assert differ <= IN_WORDS | FROM_NOTES | MERGED_OR_MISREAD
    assert {"3D005", "3E001", "1A231", "6A992", "5A980", "9A515"} <= differ


def test_rows_that_cover_the_entire_entry_agree(reference):
    differ = set()
    for heading, told in reference.items():
        theirs = {(row["reason"], column) for row in told["rows"] if row["scope"] == "entire" for column in row.get("columns", ())}
        ours = {(row.reason, row.column) for row in ordinary(heading) if row.column and not any(_parts(row.scope))}
        if ours != theirs:
            differ.add(heading)
    assert differ == {"0D606", "1A231", "1C350", "1C351", "3D005", "3E001", "4A003"}


def _parts(scope):
    return scope.covers, scope.excepts, scope.subject, scope.not_for, scope.condition


def test_exceptions_agree_but_for_the_explained_ones(reference):
    lvs, gbs = set(), set()
    for heading, told in reference.items():
        terms = entry(heading, DAY).terms
        if {int(term.usd) for term in terms if term.symbol == "LVS"} != set(told["lvs_usd_values"]):
            lvs.add(heading)
        lines = [term for term in terms if term.symbol == "GBS"]
        whole = len(lines) == 1 and not any((*_parts(lines[0].scope), lines[0].unless, lines[0].not_to))
        if ("no" if not lines else "yes" if whole else "partial") != told["gbs"]:
            gbs.add(heading)
    assert lvs == {"1B018", "3A001", "3A002", "6A002", "6A005"}
    assert gbs == {"2A001"}


def test_what_sta_closes_is_known_wherever_the_reference_knows_it(reference):
    for heading, told in reference.items():
        closes = any(term.symbol == "STA" for term in entry(heading, DAY).terms)
        assert closes or not told["sta_special"], heading


def test_columns_agree_with_an_extract_made_by_others(shared):
    extract = json.loads(gzip.decompress((shared / "data/crosscheck/ccl-2026-07-23.json.gz").read_bytes()))["entries"]
    differ = {}
    for told in extract:
        theirs = set()
        for row in told["countryChart"]:
            words = f"{row['countryChart'] or ''} {row['control'] if 'Column' in row['control'] else ''}"
            theirs |= {f"{reason} {number}" for reason, number in re.findall(r"\b([A-Z]{2}) Column (\d)", words)}
        ours = {row.column for row in ordinary(told["eccn"]) if row.column}
        if ours != theirs:
            differ[told["eccn"]] = sorted(ours ^ theirs)
    assert differ == {"1C351": ["AT 1"], "1D018": ["MT 1"], "3D005": ["NS 2"], "3E001": ["MT 1", "NP 1", "RS 2"]}


def test_reasons_agree_with_a_parse_of_the_same_file_made_by_others(shared):
    index = json.loads(gzip.decompress((shared / "data/crosscheck/ccl-index-2026-06.json.gz").read_bytes()))["entries"]
    assert set(headings()) - {told["eccn"] for told in index} == {"8D001"}
    differ = set()
    for told in index:
        said = set(re.findall(r"\b(?:NS|MT|NP|CB|CC|RS|AT|UN|SL|SI|EI|FC|CW|SS)(?=\d?\b)", told["reason_for_control"] or ""))
        if said != {row.reason for row in ordinary(told["eccn"])} - {"RUSSIA"}:
            differ.add(told["eccn"])
    assert differ == {"0A919", "3A232", "9B104", "9D620"}
