"""Files in, transactions out; wrong files say what is wrong, all of it, and where."""

import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from licet.errors import BadFile, LicetError, ManyProblems
from licet.intake import read_transactions, transaction_from
from licet.intake.sense import contradictions

BROKEN = Path(__file__).parents[1] / "broken"

GOOD = """\
id: PO-4711
kind: export
as_of: 2018-04-20
exporter_country: United States
destination: NO
via: [HK]
net_value_usd: 125,000
parties:
  - {role: end user, name: Fjord Kraft, country: Norway, identifiers: {orgnr: 976944801}}
items:
  - {id: L1, eccn: 3a001.A.7, quantity: 500, value_usd: 125000.50, origin: US}
"""


def test_scalars_are_text_until_their_field_converts_them(tmp_path):
    path = tmp_path / "order.yaml"
    path.write_text(GOOD)
    (tx,) = read_transactions(path)
    assert (tx.destination, tx.exporter_country, tx.via, tx.as_of) == ("NO", "US", ("HK",), date(2018, 4, 20))
    assert tx.items[0].eccn == "3A001.a.7"
    assert tx.items[0].value_usd == Decimal("125000.50")
    assert tx.parties[0].identifiers == (("orgnr", "976944801"),)


def test_yaml_json_jsonl_and_python_give_one_transaction(tmp_path):
    (tmp_path / "a.yaml").write_text(GOOD)
    (tx,) = read_transactions(tmp_path / "a.yaml")
    data = {
        "id": "PO-4711", "kind": "export", "as_of": date(2018, 4, 20), "exporter_country": "US", "destination": "Norway", "via": "Hong Kong",
        "net_value_usd": 125000, "parties": [{"role": "end_user", "name": "Fjord Kraft", "country": "NO", "identifiers": {"orgnr": 976944801}}],
        "items": [{"id": "L1", "eccn": "3A001.a.7", "quantity": 500, "value_usd": Decimal("125000.50"), "origin": "us"}],
    }  # fmt: skip
    text = json.dumps(data, default=str)
    (tmp_path / "b.json").write_text(text)
    (tmp_path / "c.jsonl").write_text(text + "\n\n" + text + "\n")
    assert transaction_from(data) == tx
    assert read_transactions(tmp_path / "b.json") == [tx]
    assert read_transactions(tmp_path / "c.jsonl") == [tx, tx]


def table(suffix: str, path: Path, rows: list[list[object]]) -> None:
    if suffix == ".csv":
        path.write_text("\n".join(",".join(map(str, row)) for row in rows))
    elif suffix == ".xlsx":
        from openpyxl import Workbook

        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    else:
        pa = pytest.importorskip("pyarrow")
        import pyarrow.parquet as pq

        columns = {name: [str(row[i]) for row in rows[1:]] for i, name in enumerate(rows[0])}
        pq.write_table(pa.table(columns), path)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
def test_rows_of_one_id_are_one_transaction(suffix, tmp_path):
    head = ["id", "as_of", "exporter_country", "destination", "party_name", "party_role", "party_country", "eccn", "value_usd"]
    rows = [
        head,
        ["A", "2024-06-01", "US", "NO", "Fjord Kraft", "end_user", "NO", "EAR99", 10],
        ["A", "2024-06-01", "US", "NO", "Fjord Kraft", "end_user", "NO", "5A991", 20],
        ["B", "2024-06-01", "US", "BR", "Casa Verde", "purchaser", "BR", "1E001", 5],
    ]
    path = tmp_path / f"orders{suffix}"
    table(suffix, path, rows)
    one, two = read_transactions(path)
    assert [item.eccn for item in one.items] == ["EAR99", "5A991"]
    assert (one.destination, one.value, len(one.parties)) == ("NO", Decimal(30), 1)
    assert two.items[0].eccn == "1E001"


def words_of(path: Path) -> list[str]:
    return (path.with_suffix(path.suffix + ".expected")).read_text("utf-8").strip().splitlines()


@pytest.mark.parametrize("path", sorted(p for p in BROKEN.iterdir() if p.suffix != ".expected"), ids=lambda p: p.name)
def test_a_wrong_file_says_what_is_wrong_and_where(path):
    with pytest.raises(LicetError) as raised:
        found = read_transactions(path)
        problems = [problem for tx in found for problem in contradictions(tx)]
        raise ManyProblems(problems)
    assert raised.value.exit_code == 2
    for line in words_of(path):
        assert line in str(raised.value)


def test_standard_input_is_read(monkeypatch):
    fake = io.TextIOWrapper(io.BytesIO(GOOD.encode()))
    monkeypatch.setattr("sys.stdin", fake)
    assert read_transactions("-")[0].id == "PO-4711"


def test_a_file_that_is_not_there_says_so():
    with pytest.raises(BadFile, match=r"nowhere\.yaml"):
        read_transactions("nowhere.yaml")


def test_a_billion_laughs_are_not_laughed(tmp_path):
    path = tmp_path / "bomb.yaml"
    path.write_text("a: &a [1,1]\nb: &b [*a,*a]\nc: &c [*b,*b]\n" + "\n".join(f"k{i}: &x{i} [*c, *c]" for i in range(2000)))
    with pytest.raises(LicetError):
        read_transactions(path)


def test_a_parcel_may_be_written_as_its_value_alone():
    tx = transaction_from({"items": [{"eccn": "3A002.a", "shipments": [2000, "2000.50", {"value_usd": 5, "on": "2026-01-02"}]}]})
    assert [str(parcel.value_usd) for parcel in tx.items[0].shipments] == ["2000", "2000.50", "5"]
    with pytest.raises(ManyProblems, match="is not a number"):
        transaction_from({"items": [{"eccn": "3A002.a", "shipments": ["a few"]}]})
