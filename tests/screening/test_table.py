"""Tables of parties: what is read, what is refused, and lines that come back in order."""

import json
from datetime import date
from pathlib import Path

import pytest

from licet.bulk.screening import Job, opened, screen_table
from licet.errors import BadFile, BadValue
from licet.screening.table import read_queries


def _job(file: Path, **changes: object) -> Job:
    options: dict[str, object] = {
        "file": file, "name_column": None, "kind": None, "countries": (), "day": date(2018, 4, 20), "known_at": None,
        "data": file.parent / "none", "lists": (), "threshold": 0.7, "limit": 3, "jobs": 1,
    }  # fmt: skip
    return Job(**{**options, **changes})  # type: ignore[arg-type]


def test_columns_are_found_by_their_words(tmp_path: Path) -> None:
    path = tmp_path / "parties.csv"
    path.write_text("Full Name;Type;Country;LEI\nAnna Beispiel;Individual;Germany;\nReef Ltd;Company;;X1\n", encoding="utf-8-sig")
    first, second = (row.query for row in read_queries(path))
    assert (first.name, first.kind, first.countries) == ("Anna Beispiel", "person", ("DE",))
    assert (second.kind, second.countries, second.identifiers) == ("organization", (), {"lei": "X1"})


def test_a_missing_column_names_the_others(tmp_path: Path) -> None:
    path = tmp_path / "parties.csv"
    path.write_text("id,alias\n1,x\n", encoding="utf-8")
    with pytest.raises(BadValue, match="alias"):
        list(read_queries(path))
    with pytest.raises(BadValue, match="nome"):
        list(read_queries(path, "nome"))


@pytest.mark.parametrize(("name", "text"), [("empty.csv", ""), ("head.csv", "name\n"), ("bad.jsonl", "{"), ("what.doc", "name\nx")])
def test_unreadable_tables_are_refused(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile):
        list(read_queries(path))


def test_one_line_a_row_in_order_with_errors_in_place(tmp_path: Path) -> None:
    path = tmp_path / "parties.csv"
    path.write_text("name,kind\nZTE Corporation,company\n,person\nAnna Beispiel,person\n", encoding="utf-8")
    lines = [json.loads(line) for _, line in screen_table(_job(path))]
    assert [line["query"]["row"] for line in lines] == [1, 2, 3]
    assert [line["status"] for line in lines] == ["hit", "error", "clear"]
    assert lines[0]["results"][0]["listing"] == "us_bis_dpl/zte-corporation"


@pytest.mark.slow
def test_processes_answer_like_one(tmp_path: Path) -> None:
    path = tmp_path / "parties.jsonl"
    rows = [{"name": name, "kind": "organization"} for name in ("ZTE Corp", "Reef Shipping", "中兴通讯", "") for _ in range(1100)]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert list(screen_table(_job(path, jobs=2))) == list(screen_table(_job(path)))


def _broken_off(out: Path, job: Job) -> None:
    """Write the first line, then fail."""
    with opened(out, job, resume=False) as sink:
        sink.write(next(screen_table(job))[1])
        raise RuntimeError("the plug was pulled")


def test_an_interrupted_file_is_gone_on_with(tmp_path: Path) -> None:
    path, out = tmp_path / "parties.csv", tmp_path / "lines.jsonl"
    path.write_text("name\nZTE Corp\nReef Shipping\nAnna Beispiel\n", encoding="utf-8")
    job = _job(path)
    with pytest.raises(RuntimeError, match="pulled"):
        _broken_off(out, job)
    with out.open("a", encoding="utf-8") as file:
        file.write('{"query": {"row": 2, "na')
    with opened(out, job, resume=True) as sink:
        assert (sink.done, sink.statuses) == (1, {"hit"})
        for _, line in screen_table(job, skip=sink.done):
            sink.write(line)
    rows = [json.loads(line)["query"]["row"] for line in out.read_text(encoding="utf-8").splitlines()]
    assert rows == [1, 2, 3]


def test_another_job_is_not_gone_on_with(tmp_path: Path) -> None:
    path, out = tmp_path / "parties.csv", tmp_path / "lines.jsonl"
    path.write_text("name\nZTE Corp\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match="pulled"):
        _broken_off(out, _job(path))
    with pytest.raises(BadValue, match="another table"), opened(out, _job(path, threshold=0.5), resume=True):
        pass


def test_parquet_in_and_out(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    path, out = tmp_path / "parties.parquet", tmp_path / "lines.parquet"
    pq.write_table(pa.table({"name": ["ZTE Corp", "Anna Beispiel"]}), path)
    with opened(out, _job(path), resume=False) as sink:
        for _, line in screen_table(_job(path)):
            sink.write(line)
    table = pq.read_table(out).to_pydict()
    assert (table["row"], table["status"]) == ([1, 2], ["hit", "clear"])
