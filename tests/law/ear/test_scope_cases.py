"""The worked examples beside parts 734, 742 and 744.6 come out as written."""

from __future__ import annotations

import pytest

from licet.intake import transaction_from
from licet.law.cases import Case, cases_of, differences
from licet.law.us.ear import steps

OURS = ("part734", "part742", "part744_us_persons")
CASES = [case for case in cases_of("us/ear") if case.file.name.startswith(OURS)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file.stem}: {case.says}"[:100])
def test_a_worked_example_comes_out_as_written(case: Case):
    assert not list(differences(case, steps.determine, transaction_from))
