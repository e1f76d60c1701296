"""`licet check` on a table answers each line as if it were asked alone, though it remembers lines and kinds of lines."""

import json

import pytest

from licet.api import decide, with_changes
from licet.bulk import Decider
from licet.cli import main
from licet.errors import ManyProblems
from licet.intake import read_transactions
from licet.workspace import Workspace

MOST_EXPLAINED = 2
HEAD = "id,kind,as_of,destination,end_use,party_name,party_country,eccn,value_usd\n"
COMBINATIONS = (
    "export,2024-06-03,CN,civil,Lotus River Telecom,CN,3A001,9000",
    "export,2024-06-03,DE,civil,Northern Light Instruments,DE,5A992.c,4000",
    "export,2024-06-03,BR,,Huawei Technologies,CN,EAR99,100",
    "export,2024-06-03,IN,,Blue Mesa Controls,IN,,",
)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "orders.csv"
    rows = [f"R{n},{COMBINATIONS[n % 3 if n < 12 else 3]}" for n in range(14)]
    path.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("changes", [False, True])
def test_a_table_reads_as_its_lines_asked_alone(table, tmp_path, capsys, monkeypatch, changes):
    monkeypatch.setattr("licet.cli.check.MOST_EXPLAINED", MOST_EXPLAINED)
    said = [{"type": "ban", "status": "announced", "target": ["h"], "date": {"value": "2024-05-01"}}]
    entities = [{"id": "h", "canonical": "Huawei Technologies"}]
    case = tmp_path / "case.json"
    case.write_text(json.dumps({"documents": [{"file": "a.txt", "entities": entities, "events": said}]}), "utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["check", str(table), "--json", "--case", str(case), "--changes" if changes else "--no-changes"])
    from licet.casefile.beside import said_beside

    workspace, notes, alone = Workspace(), said_beside(case), []
    for place, tx in enumerate(read_transactions(table)):
        decision = decide(tx, workspace, where=str(table), notes=notes)
        alone.append(with_changes(decision, tx, workspace) if changes and place < MOST_EXPLAINED else decision)
    printed = capsys.readouterr().out
    assert printed.splitlines() == [decision.as_json() for decision in alone]
    assert ended.value.code == 4
    assert any(asked.could_become for decision in alone for asked in decision.questions)
    assert "Said, not in force" in printed


def test_lines_before_one_that_cannot_be_read_are_decided(table):
    workspace = Workspace()
    rows = read_transactions(table)

    def reading():
        yield from rows[:3]
        raise ManyProblems([])

    decisions = Decider(workspace).decide_many(reading())
    assert [next(decisions).id for _ in range(3)] == ["R0", "R1", "R2"]
    with pytest.raises(ManyProblems):
        next(decisions)
