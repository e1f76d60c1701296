"""Reading a book: forgiving about headings, strict about values, all or nothing."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from licet.errors import BadFile, ManyProblems
from licet.exposure.book import Quarantined, import_book, licenses_of, open_book, read_book, write_safe_csv, write_templates
from licet.exposure.columns import TABLES, UNITS

EXAMPLE = Path(__file__).parents[2] / "examples" / "book"


@pytest.fixture
def folder(tmp_path: Path):
    """Writes files into a folder: folder(parties="id,name\\nA,Acme\\n")."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def problems_of(where: Path) -> list[tuple[str, int, str, str]]:
    with pytest.raises(Quarantined) as caught:
        read_book(where)
    return [(r["file"], r["row"], r["column"], r["reason"]) for r in caught.value.frame.iter_rows(named=True)]


def test_headings_are_read_in_any_usual_spelling(folder):
    where = folder(
        parties="Customer ID;Company;Country Code;Colour\nA;Acme;Germany;red\n",
        items="SKU\tText\tclassification\nX\tA thing\tEAR99\n",
        orders="PO,Pos,State,Ship-From,Destination,Material,Qty,Amount USD,Sold-To,Due Date\n"
        "7,1,OPEN,us,CN,X,2,12.50,A,2018-05-01\n",
    )
    book = read_book(where)
    assert book["parties"].row(0, named=True)["country"] == "DE"
    order = book["orders"].row(0, named=True)
    assert (order["value_usd"], order["due_on"], order["purchaser"]) == (Decimal("12.500000"), date(2018, 5, 1), "A")
    assert book.unread == {"parties.csv": ["Colour"]}


def test_a_missing_column_is_an_error_that_names_the_nearest_heading(folder):
    with pytest.raises(BadFile, match=r"parties.csv: row 1: parties needs the column name \(did you mean nam\?\)"):
        read_book(folder(parties="id,nam\nA,Acme\n"))


@pytest.mark.parametrize(
    ("cell", "value", "reason"),
    [
        ("value_usd", "1,250.00", "not US dollars"), ("value_usd", "-5", "not US dollars"), ("value_usd", "", "empty"),
        ("due_on", "01/05/2018", "not a day as YYYY-MM-DD"), ("due_on", "2018-02-30", "not a day"),
        ("quantity", "0", "not a positive number"),
        ("status", "closed", "not one of open, shipped, canceled"), ("destination", "Chin", "not a country"),
        ("item", "Y", "is not in items"), ("purchaser", "B", "is not in parties"), ("status", "shipped", "a shipped line needs it"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_read_names_its_row_and_stops_the_import(folder, cell, value, reason):
    row = {"order": "7", "line": "1", "status": "open", "exporter_country": "US", "destination": "CN", "item": "X", "quantity": "2",
           "value_usd": "5", "purchaser": "A", "due_on": "2018-05-01"} | {cell: value}  # fmt: skip
    cells = ",".join(f'"{v}"' if "," in v else v for v in row.values())
    where = folder(parties="id,name\nA,Acme\n", items="id\nX\n", orders=f"{','.join(row)}\n{cells}\n")
    found = problems_of(where)
    assert [(f, r) for f, r, _, _ in found] == [("orders.csv", 2)]
    assert found[0][3].startswith(reason)


def test_rows_that_rest_on_a_row_set_aside_are_set_aside_too(folder):
    where = folder(
        parties="id,name\nA,Acme\nA,Again\n",
        ownership="owner,owned,pct,pct_min\nA,A,50,10\nB,A,50,\n",
        boms="parent,part,quantity\nX,Y,1\nY,X,1\n", items="id,origin,made_in\nX,US,DE\nY,,\n",
    )  # fmt: skip
    assert {(file, row): reason for file, row, _, reason in problems_of(where)} == {
        ("parties.csv", 3): "the id stands on an earlier row",
        ("ownership.csv", 2): "is given together with a range",
        ("ownership.csv", 3): "is not in parties (or its row there was set aside)",
        ("items.csv", 2): "is not US while the origin is",
        ("boms.csv", 2): "is not in items (or its row there was set aside)",
        ("boms.csv", 3): "is not in items (or its row there was set aside)",
    }


def test_a_part_inside_itself_is_found_at_any_depth(folder):
    where = folder(items="id\nA\nB\nC\nD\n", boms="parent,part,quantity\nA,B,1\nB,C,1\nC,A,1\nA,D,1\n")
    assert [(r, reason) for _, r, _, reason in problems_of(where)] == [
        (row, "is made from its own parent somewhere below") for row in (2, 3, 4)
    ]


def test_an_import_is_all_or_nothing_and_writes_what_was_wrong(folder, tmp_path):
    where = folder(parties="id,name,country\nA,Acme,DE\n=cmd,Evil,Nowhere\n")
    out = tmp_path / "kept"
    with pytest.raises(ManyProblems, match="Nothing was imported"):
        import_book(where, out)
    assert not out.exists()
    assert pl.read_csv(tmp_path / "kept.quarantine.csv").row(0) == (
        "parties", "parties.csv", 3, "country", "Nowhere", f"not {UNITS['country']}",
    )  # fmt: skip
    book = import_book(where, out, set_aside=True)
    assert (book.counts["parties"], book.set_aside.height) == (1, 1)
    again = open_book(out)
    assert_frame_equal(again["parties"], book["parties"])
    assert again.set_aside.height == 1


def test_an_imported_book_that_was_altered_is_refused(tmp_path):
    import_book(EXAMPLE, tmp_path / "kept")
    path = tmp_path / "kept" / "orders.parquet"
    pl.read_parquet(path).head(3).write_parquet(path)
    with pytest.raises(BadFile, match="is not as it was imported"):
        open_book(tmp_path / "kept")


def test_a_folder_that_is_no_book_is_never_overwritten(tmp_path):
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "file").write_text("x")
    with pytest.raises(BadFile, match="exists and is not an imported book"):
        import_book(EXAMPLE, tmp_path / "precious")


def test_cells_never_start_a_formula(tmp_path):
    write_safe_csv(pl.DataFrame({"a": ["=1+1", "+x", "@y", "-3", "plain", None]}), tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text().splitlines()[1:] == ["'=1+1", "'+x", "'@y", "'-3", "plain", ""]


@pytest.mark.slow
def test_csv_xlsx_and_parquet_give_the_same_book(tmp_path):
    plain = read_book(EXAMPLE)
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    parquet = tmp_path / "parquet"
    parquet.mkdir()
    for spec in TABLES:
        frame = plain[spec.name].drop("file", "row")
        sheet = workbook.create_sheet(spec.name.title())
        sheet.append(frame.columns)
        for row in frame.iter_rows():
            sheet.append([float(v) if isinstance(v, Decimal) else v for v in row])
        frame.write_parquet(parquet / f"{spec.name}.parquet")
    (tmp_path / "xlsx").mkdir()
    workbook.save(tmp_path / "xlsx" / "book.xlsx")
    for other in (read_book(parquet), read_book(tmp_path / "xlsx")):
        for spec in TABLES:
            assert_frame_equal(other[spec.name].drop("file", "row"), plain[spec.name].drop("file", "row"))


def test_templates_are_read_back_as_an_empty_book(tmp_path):
    paths = write_templates(tmp_path / "new")
    assert len(paths) == len(TABLES)
    with pytest.raises(BadFile, match="is there already"):
        write_templates(tmp_path / "new")
    with pytest.raises(BadFile, match="holds tables without rows"):
        read_book(tmp_path / "new")


def test_licenses_are_told_with_the_names_of_their_parties():
    (held, other) = licenses_of(EXAMPLE)
    assert (held.number, held.destinations, held.parties, held.end) == (
        "D1104207", ("CN",), ("ZTE Corporation",), date(2021, 6, 30),
    )  # fmt: skip
    assert other.parties == ("Beijing 8-Star International Co.",)


def test_damaged_files_are_named(tmp_path):
    for name, content, words in (
        ("parties.csv", b"", "is empty"),
        ("parties.csv", b"id,name\n\0", "is not text"),
        ("parties.csv", b"id,id\n1,2\n", "one heading"),
        ("parties.xlsx", b"PK nonsense", "is not an Excel workbook"),
        ("parties.parquet", b"nonsense", "cannot be read as Parquet"),
        ("x.bods.json", b"[{", "is not JSON"),
        ("x.gleif.xml", b"<a>", "is not well-formed"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(BadFile, match=words):
            read_book(tmp_path)
        path.unlink()


# --- registers -----------------------------------------------------------------------------------------------------------


def bods(record: str, kind: str, details: dict, day: str = "2024-01-01", status: str = "new") -> dict:
    return {"statementId": record + day, "recordId": record, "recordType": kind, "recordStatus": status, "statementDate": day,
            "recordDetails": details}  # fmt: skip


def test_bods_keeps_ranges_indirect_interests_and_closed_records(tmp_path):
    statements = [
        bods("p1", "person", {"names": [{"fullName": "Ines Barrow"}], "nationalities": [{"code": "PT"}]}),
        bods(
            "e1",
            "entity",
            {
                "name": "Fallowgate Ltd",
                "jurisdiction": {"code": "GB"},
                "identifiers": [{"scheme": "XI-LEI", "id": "529900T8BM49AURSDO55"}],
            },
        ),
        bods(
            "r1",
            "relationship",
            {
                "subject": "e1",
                "interestedParty": "p1",
                "interests": [
                    {
                        "type": "shareholding",
                        "directOrIndirect": "direct",
                        "share": {"minimum": 25, "exclusiveMaximum": 50},
                        "startDate": "2020-05-01",
                    },
                    {"type": "votingRights", "directOrIndirect": "direct", "share": {"exact": 60}},
                ],
            },
        ),
        bods(
            "r2",
            "relationship",
            {
                "subject": "e1",
                "interestedParty": "p1",
                "interests": [{"type": "shareholding", "directOrIndirect": "indirect", "share": {"exact": 80}}],
            },
            "2023-01-01",
        ),
        bods(
            "r2",
            "relationship",
            {
                "subject": "e1",
                "interestedParty": "p1",
                "interests": [{"type": "shareholding", "directOrIndirect": "indirect", "share": {"exact": 80}}],
            },
            "2024-06-30",
            "closed",
        ),
        bods("r3", "relationship", {"subject": "e1", "interestedParty": {"reason": "unknown"}, "interests": []}),
    ]
    (tmp_path / "uk.bods.json").write_text(json.dumps(statements))
    (tmp_path / "parties.csv").write_text("id,name,identifiers\nV-9,Fallowgate Limited,lei:529900T8BM49AURSDO55\n")
    book = read_book(tmp_path)
    assert book["parties"]["id"].to_list() == ["V-9", "p1"]  # the entity is the book's own party, by its LEI
    rows = book["ownership"].select("owner", "owned", "pct", "pct_min", "pct_max", "kind", "certainty", "from", "until").rows()
    assert rows == [
        ("p1", "V-9", None, Decimal(25), Decimal("49.999999"), "equity", "established", date(2020, 5, 1), None),
        ("p1", "V-9", Decimal(60), None, None, "votes", "established", None, None),
        ("p1", "V-9", None, None, Decimal(80), "equity", "possible", None, date(2024, 6, 30)),
    ]  # fmt: skip


GLEIF = """<rr:RelationshipData xmlns:rr="http://www.gleif.org/data/schema/rr/2016"><rr:RelationshipRecords><rr:RelationshipRecord>
<rr:Relationship><rr:StartNode><rr:NodeID>CHILD</rr:NodeID></rr:StartNode><rr:EndNode><rr:NodeID>PARENT</rr:NodeID></rr:EndNode>
<rr:RelationshipType>IS_DIRECTLY_CONSOLIDATED_BY</rr:RelationshipType><rr:RelationshipPeriods><rr:RelationshipPeriod>
<rr:StartDate>2016-09-01T00:00:00Z</rr:StartDate><rr:PeriodType>RELATIONSHIP_PERIOD</rr:PeriodType></rr:RelationshipPeriod>
</rr:RelationshipPeriods><rr:RelationshipStatus>ACTIVE</rr:RelationshipStatus></rr:Relationship></rr:RelationshipRecord>
</rr:RelationshipRecords></rr:RelationshipData>"""


def test_gleif_states_control_and_an_unknown_share_in_both_forms(tmp_path):
    names = ("StartNode.NodeID", "EndNode.NodeID", "RelationshipType", "RelationshipStatus", "Period.1.startDate")
    head = ",".join(f"Relationship.{name}" for name in (*names, "Period.1.periodType"))
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "rr.gleif.csv").write_text(
        f"{head}\nCHILD,PARENT,IS_DIRECTLY_CONSOLIDATED_BY,ACTIVE,2016-09-01T00:00:00Z,RELATIONSHIP_PERIOD\nF,M,IS_FUND-MANAGED_BY,ACTIVE,,\n"
    )
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "rr.gleif.xml").write_text(GLEIF)
    for where in ("a", "b"):
        rows = read_book(tmp_path / where)["ownership"].select("owner", "owned", "kind", "pct", "certainty", "from").rows()
        assert rows == [
            ("lei:PARENT", "lei:CHILD", "control", None, "established", date(2016, 9, 1)),
            ("lei:PARENT", "lei:CHILD", "equity", None, "possible", date(2016, 9, 1)),
        ]  # fmt: skip


def test_an_xml_entity_is_not_expanded(tmp_path):
    (tmp_path / "secret").write_text("leaked")
    (tmp_path / "rr.gleif.xml").write_text(
        f'<!DOCTYPE a [<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">]>' + GLEIF.replace("PARENT", "&x;")
    )
    rows = read_book(tmp_path)["ownership"]["owner"].to_list()
    assert all("leaked" not in owner for owner in rows)


def test_followthemoney_gives_parties_and_stakes(tmp_path):
    entities = [
        {"id": "c1", "schema": "Company", "properties": {"name": ["Gorsewick AG", "Gorsewick"], "country": ["ch"]}},
        {"id": "p1", "schema": "Person", "properties": {"name": ["Ada Slade"]}},
        {
            "id": "o1",
            "schema": "Ownership",
            "properties": {"owner": ["p1"], "asset": ["c1"], "percentage": ["50-75 %"], "startDate": ["2019-01-01"]},
        },
        {"id": "o2", "schema": "Ownership", "properties": {"owner": ["p1"], "asset": ["c1"]}},
    ]
    (tmp_path / "x.ftm.jsonl").write_text("\n".join(json.dumps(e) for e in entities))
    book = read_book(tmp_path)
    assert book["parties"].select("id", "country", "aliases").rows() == [("c1", "CH", "Gorsewick"), ("p1", None, None)]
    assert book["ownership"].select("pct_min", "pct_max", "pct").rows() == [(Decimal(50), Decimal(75), None), (None, None, None)]


# --- as people keep their files -----------------------------------------------------------------------------------------


def test_a_report_s_title_and_usual_headings_are_read_and_values_stay_strict(tmp_path):
    sheet = openpyxl.Workbook().active
    sheet.append(["Open order report", None, date(2018, 4, 15)])
    sheet.append([])
    sheet.append(
        ["Sales Order", "Pos.", "Order Status", "Ship From", "Ship-To Country", "Part No.", "Qty", "Net Value USD", "Sold-to party"]
    )
    sheet.append([4711, 1, "Open", "USA", "P.R. China", "RX-1", 0.1 + 0.2, 1250.1 + 0.2, "C1"])
    sheet.append([4711, 2, "Open", "USA", "China", "RX-1", 1, "1.250,00", "C1"])
    sheet.parent.save(tmp_path / "Open orders April 2018.xlsx".replace(" April", ""))
    (tmp_path / "Customer master.csv").write_text("Customer No;Customer Name;Ctry\nC1;Muster Elektronik GmbH;Germany\n")
    (tmp_path / "Materials.csv").write_text("Material,ECCN No,Country of Origin\nRX-1,5a991.B,US\nRX-2,ear99,DE\n")
    (tmp_path / "Forecast.csv").write_text("a,b\n1,2\n")
    with pytest.raises(Quarantined) as caught:
        read_book(tmp_path)
    (bad,) = caught.value.frame.rows(named=True)
    assert (bad["row"], bad["column"], bad["value"]) == (5, "value_usd", "1.250,00")
    book = read_book(tmp_path, set_aside=True)
    row = book["orders"].row(0, named=True)
    assert (row["destination"], row["quantity"], row["value_usd"], row["row"]) == ("CN", Decimal("0.3"), Decimal("1250.3"), 4)
    assert book["items"].select("eccn", "origin").rows() == [("5A991.b", "US"), ("EAR99", "foreign")]
    assert book.unread == {"Forecast.csv": ["the whole file"]}


def test_two_headings_for_one_column_are_both_named(tmp_path):
    (tmp_path / "parties.csv").write_text("id,Customer Name,Company\n1,A,B\n")
    with pytest.raises(BadFile, match="'Customer Name' and 'Company'"):
        read_book(tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "stakes"),
    [
        ("statements.json", [
            {"recordId": "e", "recordType": "entity", "recordDetails": {"name": "Fennel Holdings Ltd."}},
            {"recordId": "p", "recordType": "person", "recordDetails": {"names": [{"fullName": "Ada Quill"}]}},
            {"recordId": "r", "recordType": "relationship", "recordDetails": {
                "subject": "e", "interestedParty": "p", "interests": [{"type": "shareholding", "share": {"exact": 60}}]}},
        ], 1),
        ("entities.json", [
            {"id": "a", "schema": "Company", "properties": {"name": ["Reedmere AG"]}},
            {"id": "b", "schema": "Company", "properties": {"name": ["Reedmere GmbH"]}},
            {"id": "o", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["b"], "percentage": ["51"]}},
        ], 1),
        ("20180415-gleif-goldencopy-rr.csv",
         "Relationship.StartNode.NodeID,Relationship.EndNode.NodeID,Relationship.RelationshipType\nA,B,IS_DIRECTLY_CONSOLIDATED_BY\n",
         2),
        ("rr.xml", None, 2),
    ],
)  # fmt: skip
def test_a_register_s_file_is_known_by_how_it_begins(tmp_path, name, text, stakes):
    (tmp_path / "parties.csv").write_text("id,name\nX,Pebblecroft Instruments Inc.\n")
    (tmp_path / name).write_text(GLEIF if text is None else text if isinstance(text, str) else json.dumps(text))
    book = read_book(tmp_path)
    assert (book["ownership"].height, book.unread) == (stakes, {})


def test_a_row_with_more_cells_than_headings_is_named(tmp_path):
    (tmp_path / "parties.csv").write_text("id,name\nX,Pebblecroft\nY,Larkspur, Inc.\n")
    with pytest.raises(BadFile, match=r"(?s)parties\.csv: row 3.*3 cells under 2 headings.*quotes"):
        read_book(tmp_path)
