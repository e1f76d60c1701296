"""Determination: the regimes that reach a transaction, each item by each, and the strictest answer.

An explicit tuple says which regimes there are; one is added by a folder with `coverage.yaml`, `steps.py` and cases, and one
line here.
"""

from __future__ import annotations

from collections.abc import Callable

from licet.decisions import Determination, Outcome, strictest
from licet.errors import OutOfCoverage
from licet.law.inquiry import Inquiry
from licet.law.us.ear import steps as ear
from licet.law.us.itar import steps as itar
from licet.law.us.ofac import steps as ofac
from licet.law.us.procurement import steps as procurement
from licet.law.us.tariffs import steps as tariffs
from licet.proofs import Question, condition

Regime = Callable[[Inquiry], Determination | None]

REGIMES: tuple[tuple[str, Regime], ...] = (
    ("us/ear", ear.determine),
    ("us/ofac", ofac.determine),
    ("us/itar", itar.determine),
    ("us/procurement", procurement.determine),
    ("us/tariffs", tariffs.determine),
)


def determine(inquiry: Inquiry) -> tuple[Determination, ...]:
    """What every regime says of one item; a day or rule outside a regime's coverage is a review, never a pass."""
    found = []
    for regime, rule in REGIMES:
        try:
            said = rule(inquiry)
        except OutOfCoverage as error:
            said = outside(regime, inquiry, error)
        if said is not None:
            found.append(said)
    return tuple(found)


def outside(regime: str, inquiry: Inquiry, error: OutOfCoverage) -> Determination:
    """The review that a gap in the packs asks for."""
    question = Question("as_of", error.remedy or "Ask a lawyer: licet's law does not reach this day or rule")
    proof = condition(f"the law packs cover the question: {error.message}", None, asks=question)
    return Determination(
        regime=regime, item=inquiry.item.id or inquiry.path, outcome=Outcome.REVIEW, proof=proof, questions=(question,),
        values={"red_flag": False},
    )  # fmt: skip


def leading(determinations: tuple[Determination, ...]) -> Determination:
    """The determination whose word the decision takes: the strictest; among equals the first in the order of regimes.

    A regime that only adds papers or duties does not outrank the EAR's own clearance: among clearing outcomes the EAR's
    leads.

    Raises:
        ValueError: There are none.
    """
    if len(determinations) == 1:
        return determinations[0]
    word = strictest([d.outcome for d in determinations])
    buying = any(d.regime in ("us/procurement", "us/tariffs") for d in determinations)
    if word.clears and not buying:
        own = [d for d in determinations if d.regime == "us/ear"]
        if own:
            return min(own, key=lambda d: d.outcome.severity)
    return next(d for d in determinations if d.outcome is word)
