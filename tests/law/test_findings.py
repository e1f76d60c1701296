"""Findings of the short regimes: the strictest leads, all conditions stay, open questions are kept."""

from licet.decisions import Outcome
from licet.law.findings import Finding, conclude
from licet.proofs import Question, condition, pledge


def said(outcome, cite, truth=True, **more):
    proof = condition(f"a claim of {cite}", truth, cite=cite, asks=Question(f"fact of {cite}", "Is it so?"))
    return Finding(outcome=outcome, proof=proof, cites=(cite,), **more)


def test_nothing_found_is_nothing_said():
    assert conclude("us/test", "the test", (None, None)) is None


def test_the_strictest_leads_and_only_its_citations_carry_the_answer():
    free, barred = said(Outcome.NO_LICENSE_REQUIRED, "A"), said(Outcome.PROHIBITED, "B")
    for order in ((free, barred), (barred, free)):
        told = conclude("us/test", "the test", order)
        assert (told.outcome, told.because) == (Outcome.PROHIBITED, ("B",))
        assert len(told.proof.because) == 2


def test_conditions_of_every_finding_stay():
    kept = Finding(outcome=Outcome.NOT_SUBJECT, proof=pledge("papers are kept"), cites=())
    told = conclude("us/test", "the test", (kept, said(Outcome.NOT_SUBJECT, "A", conditions=("ask first",))))
    assert told.values["conditions"] == ["ask first", "papers are kept"]


def test_a_review_carries_its_questions_and_a_verdict_none():
    told = conclude("us/test", "the test", (said(Outcome.REVIEW, "A", truth=None), said(Outcome.REVIEW, "A", truth=None)))
    assert [question.fact for question in told.questions] == ["fact of A"]


def test_a_red_flag_and_blocking_are_never_lost():
    told = conclude(
        "us/test", "the test", (said(Outcome.NOT_SUBJECT, "A", red_flag=True, blocked=True), said(Outcome.REVIEW, "B", None))
    )
    assert (told.values["red_flag"], told.values["blocked"]) == (True, True)
