"""`licet check` and `licet screen` as the contract describes them: shapes, exit codes, streams."""

import json
from pathlib import Path

import pytest

from licet.cli import VERBS, main

EXAMPLES = Path(__file__).parents[2] / "examples/zte"


def run(capsys, *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(list(args))
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


KEYS = {
    "id", "as_of", "known_at", "outcome", "regime", "because", "subject_to_ear", "exception", "authority", "review_policy", "red_flag",
    "blocked", "controlled_content_pct", "threshold_pct", "conditions", "documents", "compute", "per_item", "questions", "screenings",
    "proof", "data",
}  # fmt: skip


def test_json_has_the_contracts_shape(capsys):
    code, out, err = run(capsys, "check", str(EXAMPLES / "period-5-denied.yaml"), "--json")
    found = json.loads(out)
    assert code == 4
    assert err == ""
    assert found.keys() >= KEYS
    assert found["id"] == "ZTE-5-denied"
    assert found["known_at"] == "2018-05-14T23:59:59Z"
    assert found["proof"].keys() == {"claim", "verdict", "cite", "rests_on", "because"}
    assert found["data"].keys() >= {"digest", "law", "lists"}
    assert found["data"]["lists"]["us_bis_dpl"].keys() == {"version", "as_of", "rows"}
    assert {row["id"] for row in found["per_item"]} == {"switches", "fpgas"}


def test_many_transactions_are_one_line_each_in_order(capsys):
    code, out, _ = run(capsys, "check", str(EXAMPLES / "eight-star.yaml"), str(EXAMPLES / "other-carrier.yaml"), "--json")
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 4
    assert [line["id"][:5] for line in lines] == ["8STAR"] * 7 + ["OTHER"]


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("other-carrier.yaml", [], 0),
        ("period-2-listed.yaml", [], 4),
        ("period-2-listed.yaml", ["--exit-zero"], 0),
        ("../tutorial/unclassified.yaml", [], 3),
        ("../../tests/broken/many.yaml", [], 2),
        ("../../tests/broken/empty.yaml", [], 2),
        ("nowhere.yaml", [], 2),
        ("other-carrier.yaml", ["--as-of", "1990-01-01"], 3),
        ("other-carrier.yaml", ["--as-of", "soon"], 2),
        ("other-carrier.yaml", ["--known-at", "18-04-20T"], 2),
    ],
)
def test_exit_codes(capsys, name, options, code):
    assert run(capsys, "check", str(EXAMPLES / name), *options, "--quiet")[0] == code


def test_one_bad_file_does_not_stop_the_others_and_is_not_forgotten(capsys):
    bad = Path(__file__).parents[1] / "broken/many.yaml"
    code, out, err = run(capsys, "check", str(bad), str(EXAMPLES / "other-carrier.yaml"), "--json")
    assert code == 2
    assert json.loads(out)["id"] == "OTHER-CARRIER"
    assert "did you mean destination?" in err


def test_what_would_change_the_answer_is_found_by_asking_again(capsys):
    _, out, _ = run(capsys, "check", str(EXAMPLES / "period-2-listed.yaml"), "--json", "--changes")
    found = json.loads(out)
    assert found["counterfactuals"], "a listed buyer: another buyer or a license would change it"


def test_a_screening_line_says_where_it_searched(capsys):
    code, out, _ = run(capsys, "screen", "ZTE Corp", "--country", "CN", "--as-of", "2018-04-20", "--json")
    found = json.loads(out)
    assert code == 4
    assert found["status"] == "hit"
    assert found["results"][0]["listing"] == "us_bis_dpl/zte-corporation"
    assert found["results"][0]["valid"] == {"from": "2018-04-15", "last_day": "2025-03-13"}
    assert 0.7 <= found["results"][0]["score"] < 1
    assert {part["list"] for part in found["searched"]} >= {"us_bis_dpl", "us_bis_entity"}


def test_nothing_found_is_clear_and_an_unreadable_name_is_an_error(capsys):
    assert run(capsys, "screen", "Perfectly Ordinary Bakery", "--json")[0] == 0
    code, out, _ = run(capsys, "screen", "!!!", "--json")
    assert (code, json.loads(out)["status"]) == (5, "error")


def test_an_unknown_verb_names_the_nearest(capsys):
    code, _, err = run(capsys, "chek", "x")
    assert code == 2
    assert "did you mean check" in err


def test_help_lists_every_verb_without_loading_them(capsys):
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert all(verb in out for verb in VERBS)


def test_a_document_is_screened_with_its_words(capsys, tmp_path):
    path = tmp_path / "contract.txt"
    path.write_text("This CONTRACT is made between Muster GmbH and Huawei Technologies Co., Ltd. of Shenzhen.")
    code, out, _ = run(capsys, "screen", "--document", str(path), "--as-of", "2021-05-14", "--json")
    found = json.loads(out)
    first = found["results"][0]
    assert (code, found["status"]) == (4, "hit")
    assert path.read_text()[first["start"] : first["end"]] == "Huawei Technologies Co., Ltd."
    assert run(capsys, "screen", "--document", str(path), "--as-of", "2018-01-01")[0] == 0
