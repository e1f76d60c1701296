"""The worked examples beside part 740 come out as written."""

from __future__ import annotations

import pytest

from licet.intake import transaction_from
from licet.law.cases import Case, cases_of, differences
from licet.law.us.ear import steps

CASES = [case for case in cases_of("us/ear") if case.file.name.startswith("part740")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says[:100])
def test_a_worked_example_comes_out_as_written(case: Case):
    assert not list(differences(case, steps.determine, transaction_from))
