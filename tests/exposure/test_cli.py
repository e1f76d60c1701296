"""The three verbs as people type them: what they print, where, and how they exit."""

import json
from datetime import date
from pathlib import Path

import pytest

from licet.cli import impact as impact_verb
from licet.cli import main

ROOT = Path(__file__).parents[2]
BOOK = str(ROOT / "examples" / "book")


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Runs licet with arguments; gives exit code, stdout, stderr. The data folder is empty."""
    monkeypatch.setenv("LICET_DATA", str(tmp_path / "data"))

    def call(*args: str) -> tuple[int, str, str]:
        import typer

        from licet import cli

        monkeypatch.setattr(cli, "app", typer.Typer(callback=cli._root))
        with pytest.raises(SystemExit) as left:
            main(list(args))
        out = capsys.readouterr()
        return int(left.value.code or 0), out.out, out.err

    return call


@pytest.mark.slow
def test_impact_exits_4_when_it_stops_lines_and_0_when_it_frees_them(run):
    code, out, _ = run("impact", "us_bis_dpl/zte", "--book", BOOK, "--as-of", "2018-04-15", "--no-color")
    assert code == 4
    assert "IN FORCE" in out
    assert "288,551.45     9 lines stop (established)" in out
    code, out, _ = run("impact", "us_bis_dpl/zte", "--book", BOOK, "--as-of", "2018-07-13", "--json")
    assert code == 0
    assert json.loads(out)["summary"]["frees_established_usd"] == "321026.20"


@pytest.mark.slow
def test_impact_by_name_and_by_what_if(run, tmp_path):
    page, sheet = tmp_path / "r.html", tmp_path / "r.xlsx"
    code, out, _ = run("impact", "--party", "ZTE Kangxun", "--book", BOOK, "--as-of", "2018-04-15", "--json", "--exit-zero")
    assert code == 0
    assert {x["to"] for x in json.loads(out)["lines"]} >= {"prohibited"}
    code, out, _ = run(
        "impact", "--what-if", str(ROOT / "examples/what-if/zte-relief.yaml"), "--book", BOOK, "--as-of", "2018-05-14",
        "--report", str(page), "--xlsx", str(sheet), "--quiet",
    )  # fmt: skip
    assert code == 0
    assert "ANNOUNCED, NOT IN FORCE" in out
    assert "would become free" in out
    assert page.read_text().startswith("<!doctype html>")
    assert sheet.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("us_bis_dpl/zte", "--as-of", "2018-04-15"), "no book"),
        (("us_bis_dpl/zte-2018", "--book", BOOK), f"is known on {date.today()}"),  # noqa: DTZ011  the day of the user
        (("us_bis_dpl/zte", "--party", "ZTE", "--book", BOOK, "--as-of", "2018-04-15"), "give one of MEASURE"),
        (("us_bis_dpl/ztee", "--book", BOOK, "--as-of", "2018-04-15"), "no measure 'us_bis_dpl/ztee'"),
        (("--party", "Quiet Meadow Bakery", "--book", BOOK, "--as-of", "2018-04-15"), "nothing restricts"),
        (("us_bis_dpl/zte", "--book", BOOK, "--as-of", "2018-04-15", "--tiers", "many"), "'many' tiers"),
        (("us_bis_dpl/zte", "--book", "/nowhere", "--as-of", "2018-04-15"), "is not a folder"),
    ],
)
def test_bad_usage_exits_2_and_says_what_to_do(run, args, words):
    code, out, err = run("impact", *args)
    assert code == 2
    assert words in err
    assert out == ""


def test_exit_codes_follow_the_worst_line():
    line = {"change": "holds", "to": "review"}
    assert impact_verb.exit_code([line]) == 3
    assert impact_verb.exit_code([line, {"change": "worsens", "to": "prohibited"}]) == 4
    assert impact_verb.exit_code([{"change": "frees", "to": "no_license_required"}]) == 0


def test_book_template_check_and_import(run, tmp_path):
    assert run("book", "template", str(tmp_path / "new"), "parties", "orders")[0] == 0
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == ["orders.csv", "parties.csv"]
    code, out, _ = run("book", "check", BOOK, "--json")
    assert (code, json.loads(out)["rows"]["parties"]) == (0, 136)
    code, out, _ = run("book", "import", BOOK, "--out", str(tmp_path / "kept"))
    assert code == 0
    assert f"kept in {tmp_path / 'kept'}" in out
    code, out, _ = run("book", "screen", str(tmp_path / "kept"))
    assert (code, (tmp_path / "kept" / "screened.json").is_file()) == (0, True)
    assert "of 136 parties come near a listing" in out
    assert run("book", "screen", BOOK)[0] == 2
    code, out, _ = run("impact", "us_bis_dpl/zte", "--book", str(tmp_path / "kept"), "--as-of", "2018-04-15", "--quiet")
    assert "288,551.45" in out
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "parties.csv").write_text("id,name,country\nA,Acme,Nowhere\n")
    code, _, err = run("book", "import", str(tmp_path / "bad"), "--out", str(tmp_path / "bad-kept"))
    assert code == 2
    assert "parties.csv: row 2" in err
    assert (tmp_path / "bad-kept.quarantine.csv").exists()


def test_deminimis_of_a_book_of_parts_and_of_a_transaction(run, tmp_path):
    code, out, _ = run("deminimis", "--book", BOOK, "--item", "HM-2002", "--to", "CN", "--as-of", "2018-04-15", "--json")
    (cell,) = json.loads(out)["matrix"]
    assert (code, cell["state"], cell["controlled_content_pct"], cell["smallest_change"]["replace"]) == (0, "over", "30", ["P-103"])
    parts = tmp_path / "unit.csv"
    parts.write_text("part,eccn,value_usd\nfpga,3A001.a.7,200\npsu,EAR99,31.50\n")
    code, out, _ = run(
        "deminimis", str(parts), "--value", "800", "--eccn", "5A991", "--to", "CN,DE", "--as-of", "2018-04-15", "--json"
    )
    assert [cell["state"] for cell in json.loads(out)["matrix"]] == ["under", "under"]  # exactly 25 percent is de minimis
    code, out, _ = run("deminimis", str(parts), "--to", "CN", "--as-of", "2018-04-15")
    assert code == 3
    assert "OPEN" in out
    parts.write_text("part,eccn,prise\nfpga,3A001.a.7,200\n")
    code, _, err = run("deminimis", str(parts), "--to", "CN", "--as-of", "2018-04-15")
    assert code == 2
    assert "unknown column 'prise'" in err
