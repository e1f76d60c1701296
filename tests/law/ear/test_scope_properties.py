"""What is forgotten never loosens: each worked example again, less one fact."""

from __future__ import annotations

import copy
from functools import cache

import pytest

from licet.decisions import strictest
from licet.intake import transaction_from
from licet.law.cases import Case, cases_of, inquiries
from licet.law.us.ear import steps

OURS = ("part734", "part742", "part744_us_persons")
DEFAULTS = {"kind": "export", "exporter_country": "US"}
#: Facts whose absence is unknown, not a statement (a party that nobody calls listed is unlisted, by convention of callers).
ITEM_FACTS = (
    "eccn", "value_usd", "origin", "made_in", "direct_product_of", "plant_is_direct_product_of",
    "contains_ic_from_us_tech_plant", "written_assurance_technology", "enc_paragraph", "published",
)  # fmt: skip
OTHER_FACTS = ("design_by_listed_entity", "destination")


def outcome(given: dict[str, object], case: Case):
    found = (steps.determine(q) for q in inquiries(transaction_from({**DEFAULTS, **given}), case))
    return strictest([each.outcome for each in found if each is not None])


def without(given: dict[str, object], fact: str) -> dict[str, object] | None:
    """The transaction without a fact of its first item, or of itself; None when it was not told anyway."""
    less = copy.deepcopy(dict(given))
    holder = less["items"][0] if fact in ITEM_FACTS else less
    return less if holder.pop(fact, None) is not None else None


@cache
def clears(place: int) -> bool:
    return outcome(CASES[place].given, CASES[place]).clears


CASES = [case for case in cases_of("us/ear") if case.file.name.startswith(OURS)]


@pytest.mark.parametrize("fact", [*ITEM_FACTS, *OTHER_FACTS])
def test_forgetting_a_fact_never_clears(fact: str):
    told = [(place, less) for place, case in enumerate(CASES) if (less := without(case.given, fact)) is not None]
    asked = [(CASES[place], less) for place, less in told if not clears(place)]
    assert asked
    assert not [case.says for case, less in asked if outcome(less, case).clears]
