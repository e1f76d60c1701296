"""Three verdicts, and no default."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.proofs import FAILS, HOLDS, UNKNOWN, Question, all_of, any_of, citations, condition, negation, pledge

TRUTHS = st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=6)


def leaves(truths):
    return [condition(f"claim {i}", truth, cite=f"15 CFR 744.{i}") for i, truth in enumerate(truths, 1)]


@given(TRUTHS)
def test_all_of_is_false_on_one_false_else_unknown_on_one_unknown(truths):
    expected = FAILS if False in truths else UNKNOWN if None in truths else HOLDS
    assert all_of("all", *leaves(truths)).verdict is expected


@given(TRUTHS)
def test_any_of_is_true_on_one_true_else_unknown_on_one_unknown(truths):
    expected = HOLDS if True in truths else UNKNOWN if None in truths else FAILS
    assert any_of("any", *leaves(truths)).verdict is expected


@given(TRUTHS)
def test_negation_of_all_is_any_of_negations(truths):
    one = negation("not all", all_of("all", *leaves(truths)))
    two = any_of("any not", *[negation("not", leaf) for leaf in leaves(truths)])
    assert one.verdict is two.verdict


@given(TRUTHS, st.integers(0, 5))
def test_an_unknown_made_known_never_turns_a_decided_answer(truths, place):
    before = all_of("all", *leaves(truths)).verdict
    for known in (True, False):
        told = [known if i == place and t is None else t for i, t in enumerate(truths)]
        after = all_of("all", *leaves(told)).verdict
        assert before is UNKNOWN or after is before


@pytest.mark.parametrize("join", [all_of, any_of])
def test_nothing_proves_nothing(join):
    with pytest.raises(ValueError, match="at least one part"):
        join("empty")


def test_only_the_branches_that_carry_the_verdict_are_cited():
    proof = any_of("any", condition("a", True, cite="15 CFR 744.11"), condition("b", False, cite="15 CFR 744.15"))
    assert citations([proof]) == ("15 CFR 744.11",)


def test_an_unknown_leaf_asks_and_a_known_one_does_not():
    asked = Question("items[0].eccn", "What is it?")
    for truth, expected in product((True, False, None), [None]):
        found = list(condition("x", truth, asks=asked).open_questions())
        assert found == ([asked] if truth is expected else [])


def test_a_pledge_holds_and_says_that_it_is_one():
    proof = pledge("the order is not split", cite="15 CFR 740.3(c)")
    assert proof.verdict is HOLDS
    assert proof.pledge
