"""`licet lists`: what it prints, and the exit codes of the contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.sources.reading import denied
from typer.testing import CliRunner, Result

from licet.cli.lists import app


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("LICET_LEDGER", raising=False)
    monkeypatch.setenv("LICET_DATA", str(tmp_path / "data"))
    return tmp_path


def lists(*args: object) -> Result:
    return CliRunner().invoke(app, [str(arg) for arg in args])


def test_import_status_diff_and_export(data: Path) -> None:
    one, two = data / "dpl-2024-01-01.txt", data / "dpl-2024-02-01.txt"
    one.write_text(denied(20))
    two.write_text(denied(21).replace("ROAD 3", "AVENUE 3"))
    first = lists("import", "us_bis_dpl", one)
    assert first.exit_code == 0
    assert "read 20, kept 20, quarantined 0, repeated 0" in first.stdout
    assert "1 added, 0 removed, 1 changed" in lists("import", "us_bis_dpl", two).stdout
    assert "nothing changed" in lists("import", "us_bis_dpl", two).stdout
    status = json.loads(lists("status", "--json").stdout)["lists"][0]
    assert (status["rows"], status["vintages"], status["stale"], status["coverage"]["from"]) == (21, 2, True, "2024-01-01")
    found = json.loads(lists("diff", "us_bis_dpl", "2024-01", "2024-02", "--json", "--html", data / "d.html").stdout)
    assert found["counts"]["added"] == 1
    assert (data / "d.html").read_text().startswith("<!doctype html>")
    assert lists("export", data / "x.csv", "--as-of", "2024-01-15").exit_code == 0
    assert len((data / "x.csv").read_text().splitlines()) == 21
    assert lists("export", data / "x.jsonl", "--as-of", "2024-02-15", "--quiet").exit_code == 0
    assert json.loads((data / "x.jsonl").read_text().splitlines()[0])["schema"] == "LegalEntity"


def test_exit_codes(data: Path) -> None:
    whole, shrunken, empty = data / "whole.txt", data / "shrunken.txt", data / "empty.txt"
    whole.write_text(denied(20))
    shrunken.write_text(denied(5))
    empty.write_text("")
    assert lists("import", "us_bis_dpl", whole, "--as-of", "2024-01-01").exit_code == 0
    for args, code in (
        (("us_bis_dpl", empty), 5),
        (("us_bis_dpl", shrunken, "--as-of", "2024-02-01"), 5),
        (("us_bis_dpl", data / "nowhere.txt"), 2),
        (("us_bis_dlp", whole), 2),
        (("us_bis_dpl", whole, "--as-of", "soon"), 2),
    ):
        assert lists("import", *args).exit_code == code, args
    assert lists("import", "us_bis_dpl", shrunken, "--as-of", "2024-02-01", "--accept-shrink", "seen").exit_code == 0
    assert lists("diff", "us_bis_dpl", "2024-01", "2023-01").exit_code == 3
    assert lists("update", "us_bis_dpl", "--offline").exit_code == 5
    assert lists("export", data / "x.csv", "--list", "us_bis_dpl", "--as-of", "2020-01-01").exit_code == 3


def test_an_own_list_needs_no_mapping_when_its_columns_have_usual_names(data: Path) -> None:
    (data / "mine.csv").write_text("Company,Country,Aliases\nMuster GmbH,Germany,Muster AG; Muster KG\nBad,Atlantis,\n")
    done = json.loads(lists("import", "own:mine", data / "mine.csv", "--json").stdout)
    assert (done["read"], done["kept"], done["quarantined"], done["entries"]) == (2, 1, 1, 1)
    assert done["set_aside"][0]["reason"] == "no country is called 'Atlantis'"


def test_a_list_s_vintages_show_what_was_set_aside(data: Path) -> None:
    path = data / "dpl.txt"
    path.write_text(denied(3) + "NOBODY KNOWS\t\t\t\t\t\tsoon\t\tY\t\t\t\n")
    assert lists("import", "us_bis_dpl", path, "--as-of", "2024-01-01", "--defer").exit_code == 0
    shown = lists("status", "us_bis_dpl").stdout
    assert "read 4, kept 3, quarantined 1" in shown
    assert "set aside: dpl.txt, row 4: Effective_Date 'soon' is no day" in shown
    assert lists("status", "us_bis_dlp").exit_code == 2


def test_nobody_is_cleared_against_a_list_that_is_too_old(data: Path) -> None:
    import licet

    (data / "dpl.txt").write_text(denied(20))
    assert lists("import", "us_bis_dpl", data / "dpl.txt", "--as-of", "2024-01-01").exit_code == 0
    fresh = licet.screen("Tamarind Reef Choir", as_of="2024-01-31", data=data / "data")
    late = licet.screen("Tamarind Reef Choir", as_of="2024-02-01", data=data / "data")
    assert (fresh.status, late.status) == ("clear", "error")
    assert "us_bis_dpl of 2024-01-01 (31 days)" in (late.error or "")
    assert [part["list"] for part in late.as_dict()["searched"] if part.get("stale")] == ["us_bis_dpl"]
    # Who is found is found, however old the list; and a list that is recent enough clears by itself.
    assert licet.screen("Huawei Technologies Co., Ltd.", as_of="2024-02-01", data=data / "data").status == "hit"
    assert licet.screen("Tamarind Reef Choir", as_of="2024-02-01", lists=["us_bis_entity"], data=data / "data").status == "clear"
