"""The worked examples beside parts 734, 742 and 744.6 come out as written."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from licet.api import decide
from licet.intake import transaction_from
from licet.law.cases import Case, differences, read_cases
from licet.workspace import Workspace

FOLDER = Path(str(resources.files("licet.law"))) / "us/ear/cases"
FILES = ("part734_scope", "part734_deminimis", "part734_fdp", "part742_controls", "part744_us_persons")
CASES = [case for name in FILES for case in read_cases(FOLDER / f"{name}.yaml")]


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace(shipped_only=True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.says}"[:90])
def test_a_worked_example_comes_out_as_written(case: Case, workspace: Workspace):
    tx = transaction_from({"id": case.says, "as_of": case.on.isoformat(), **case.given})
    decision = decide(tx, workspace, explore=False).as_dict()
    assert not differences(case, decision)
