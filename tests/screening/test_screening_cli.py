"""The two verbs as processes: one line of JSON a pair, exit codes, and the thresholds."""

import json
import subprocess
import sys
from pathlib import Path

import pytest


def _licet(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "licet", *args], capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_pairs_give_a_line_each(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("name1,name2,schema\nReef Shipping Ltd,Reef Shipping Limited,Company\n,Anna,Person\n", encoding="utf-8")
    run = _licet("compare", "--file", str(path))
    first, second = (json.loads(line) for line in run.stdout.splitlines())
    assert run.returncode == 0
    assert first["score"] > 0.7
    assert first["because"]
    assert second["error"]


def test_thresholds_are_explained() -> None:
    run = _licet("screen", "--explain-threshold", "--kind", "person", "--json")
    said = json.loads(run.stdout)
    (part,) = said["kinds"]
    alarms = [row["false_alarms_per_1000"] for row in part["rows"]]
    misses = [row["missed_aliases_pct"] for row in part["rows"]]
    assert alarms == sorted(alarms, reverse=True)
    assert misses == sorted(misses)


@pytest.mark.slow
def test_a_table_is_screened_with_the_worst_exit_code(tmp_path: Path) -> None:
    path = tmp_path / "parties.csv"
    path.write_text("name,kind\nAnna Beispiel,person\n,person\n", encoding="utf-8")
    run = _licet("screen", "--file", str(path), "--as-of", "2018-04-20", "--data", str(tmp_path / "none"))
    assert [json.loads(line)["status"] for line in run.stdout.splitlines()] == ["clear", "error"]
    assert run.returncode == 5
