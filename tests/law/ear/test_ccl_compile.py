"""Compiling the Commerce Control List: the real file byte for byte, and made-up files that must stop it."""

import gzip
from datetime import date
from pathlib import Path

import pytest

from licet.errors import BadFile, SourceChanged
from licet.law.compile import compile_file
from licet.law.us.ear.part774_ccl.compiling import compiled
from licet.law.us.ear.part774_ccl.document import read_document

REAL = "data/ear/ecfr-xml/part-774-supplement-1-2026-06.xml.gz"


def supplement(*entries: str, name: str = "Supplement No. 1 to Part 774") -> str:
    return f'<?xml version="1.0"?><DIV9 N="{name}" TYPE="APPENDIX"><HEAD>List</HEAD>{"".join(entries)}</DIV9>'


def made_up(eccn: str, *rows: tuple[str, str], tag: str = "FP-2", reasons: str = "NS, AT", items: str = "", extra: str = "") -> str:
    """An entry in the shape of the list, with words of our own."""
    cells = "".join(f"<TR><TD>{left}</TD><TD>{right}</TD></TR>" for left, right in rows)
    head = "<THEAD><TR><TH>Control(s)</TH><TH>Country Chart</TH></TR></THEAD>"
    return (
        f"<{tag}><B>{eccn} Made-up things for a test.</B></{tag}><FP-1>License Requirements</FP-1>"
        f"<FP-1><I>Reason for Control:</I> {reasons}</FP-1><DIV><DIV><TABLE>{head}<TBODY>{cells}</TBODY></TABLE></DIV></DIV>"
        f"{extra}<FP-1>List of Items Controlled</FP-1><FP><I>Items:</I></FP>{items}"
    )


@pytest.fixture
def read(tmp_path: Path):
    def from_text(text: str):
        file = tmp_path / "list.xml"
        file.write_text(text, "utf-8")
        return read_document(file)

    return from_text


PLAIN = (("NS applies to entire entry", "NS Column 2"), ("AT applies to entire entry", "AT Column 1."))


@pytest.mark.shared
def test_the_committed_packs_are_what_the_regulation_compiles_to(shared):
    packs = compile_file(shared / REAL, issue=date(2026, 6, 24), write=False)
    assert [pack.file.name for pack in packs if pack.changed] == []
    assert sum(pack.entries for pack in packs) == 638


@pytest.mark.shared
def test_the_entry_set_as_an_ordinary_paragraph_is_found(shared):
    numbers = [entry.eccn for entry in read_document(shared / REAL).entries]
    assert "8D001" in numbers
    assert len(numbers) == 638


def test_ranges_exceptions_and_second_headings_are_spelled_out(read):
    items = "".join(f"<P>{label}. Thing.</P>" for label in ("a", "a.1", "a.2", "a.3", "b", "c", "d"))
    row = ("NS applies to 3A777.a.1 to a.3, b and .d", "NS Column 1.")
    (entry,) = compiled(read(supplement(made_up("3A777", row, PLAIN[1], items=items, tag="FP-1"))))
    assert entry.rows[0].scope.covers == ("a.1", "a.2", "a.3", "b", "d")
    assert entry.rows[1].column == "AT 1"


def test_reserved_paragraphs_are_kept_apart(read):
    items = "<P>a. Thing.</P><P>b. to d. [Reserved]</P><P>e. [Reserved]</P><P>f.1.. Thing with two dots.</P>"
    (entry,) = compiled(read(supplement(made_up("3A777", *PLAIN, items=items))))
    assert entry.paths == ("a", "f", "f.1")
    assert entry.reserved == ("b", "c", "d", "e")


def test_a_line_nobody_has_read_stops_the_run_and_is_shown_with_its_mark(read):
    row = ("NS applies to things that a person must look at", "NS Column 1")
    with pytest.raises(SourceChanged, match=r"3A777 [0-9a-f]{8} NS applies to things that a person must look at") as stopped:
        compiled(read(supplement(made_up("3A777", row, PLAIN[1]))))
    assert "readings.yaml" in str(stopped.value)


def test_a_reason_announced_without_a_row_stops_the_run(read):
    with pytest.raises(SourceChanged, match="announces AT, MT, NS but its rows are AT, NS"):
        compiled(read(supplement(made_up("3A777", *PLAIN, reasons="NS, MT, AT"))))


def test_a_new_license_requirement_note_stops_the_run(read):
    note = "<NOTE><HED>License Requirement Note:</HED><P>A license is also required to Atlantis.</P></NOTE>"
    with pytest.raises(SourceChanged, match="Atlantis"):
        compiled(read(supplement(made_up("3A777", *PLAIN, extra=note))))


def test_prose_under_a_table_becomes_a_row(read):
    prose = "<P>RS applies to entire entry. A license is required for export or reexport to Iraq or transfer within Iraq.</P>"
    (entry,) = compiled(read(supplement(made_up("3A777", *PLAIN, reasons="NS, RS, AT", extra=prose))))
    assert [(row.reason, row.reach) for row in entry.rows if row.reach] == [("RS", "iq")]


def test_an_entry_twice_stops_the_run(read):
    with pytest.raises(SourceChanged, match="3A777"):
        read(supplement(made_up("3A777", *PLAIN), made_up("3A777", *PLAIN)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<DIV9", "not XML"),
        (supplement(name="Supplement No. 4 to Part 744"), "not Supplement No. 1 to part 774"),
        ('<!DOCTYPE x [<!ENTITY y "z">]><DIV9 N="Supplement No. 1 to Part 774">&y;</DIV9>', "document type"),
    ],
)
def test_files_that_are_not_the_list_are_refused(read, text, says):
    with pytest.raises(BadFile, match=says):
        read(text)


def test_an_empty_list_is_refused_and_nothing_is_written(read, tmp_path):
    with pytest.raises(SourceChanged, match="no entry"):
        read(supplement())
    with pytest.raises(BadFile, match="no such file"):
        compile_file(tmp_path / "absent.xml", issue=date(2026, 6, 24))


def test_a_gzip_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("licet.law.us.ear.part774_ccl.document.LIMIT", 1000)
    file = tmp_path / "list.xml.gz"
    file.write_bytes(gzip.compress(b"<a>" + b" " * 5000 + b"</a>"))
    with pytest.raises(BadFile, match="larger than 1,000 bytes"):
        read_document(file)
