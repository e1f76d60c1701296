"""Findings: what single rules of a regime say, and how they become its determination.

The regimes beside the EAR are short: each rule either has nothing to say of a transaction, or says one word with a
proof. `conclude` takes the strictest word, the proofs that carry it, and all the conditions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from licet.decisions import Determination, Outcome, strictest
from licet.proofs import FAILS, HOLDS, UNKNOWN, Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one rule says.

    Attributes:
        outcome: Its word.
        proof: Why; for a word that clears, the proof that fails or holds on the way there.
        cites: Citations that carry it, the rule first.
        conditions: What has to be done or kept, as printed.
        authority: A general authorization that lets it go, None otherwise.
        red_flag: Whether it is a sign to look into though it bars nothing.
        blocked: Whether a party is blocked (OFAC), None when the rule does not ask.
        compute: Numbers it works out.
    """

    outcome: Outcome
    proof: Proof
    cites: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    authority: str | None = None
    red_flag: bool = False
    blocked: bool | None = None
    compute: dict[str, Any] = field(default_factory=dict)


_CLAIMS = {
    Outcome.PROHIBITED: "{} bars it",
    Outcome.LICENSE_REQUIRED: "{} asks for a license",
    Outcome.REVIEW: "{} does not bar it",
    Outcome.EXCEPTION_AVAILABLE: "{} lets it go under the authorization named",
    Outcome.NO_LICENSE_REQUIRED: "{} does not bar it",
    Outcome.NOT_SUBJECT: "{} does not reach it",
}


def conclude(regime: str, speaks: str, findings: Iterable[Finding | None], item: str | None = None) -> Determination | None:
    """The determination of a regime from what its rules found; None when none had anything to say.

    Args:
        regime: Its path, "us/ofac".
        speaks: How people name it, "OFAC".
        findings: In the order of the law.
        item: Id of the item asked about.
    """
    found = [finding for finding in findings if finding is not None]
    if not found:
        return None
    outcome = strictest([finding.outcome for finding in found])
    carrying = [finding for finding in found if finding.outcome is outcome]
    verdict = UNKNOWN if outcome is Outcome.REVIEW else HOLDS
    proof = Proof(
        _CLAIMS[outcome].format(speaks),
        verdict,
        None,
        tuple(f.proof for f in (*carrying, *(f for f in found if f not in carrying))),
    )
    kept = (p.claim for f in found for p in f.proof.walk() if p.pledge and p.verdict is HOLDS and f.proof.verdict is not FAILS)
    values: dict[str, Any] = {
        "conditions": list(dict.fromkeys([*(c for f in found for c in f.conditions), *kept])),
        "red_flag": any(finding.red_flag for finding in found),
    }
    if authority := next((f.authority for f in carrying if f.authority), None):
        values["authority"] = authority
    if asked := [f.blocked for f in found if f.blocked is not None]:
        values["blocked"] = any(asked)
    if compute := {name: number for f in found for name, number in f.compute.items()}:
        values["compute"] = compute
    questions = tuple(dict.fromkeys(q for f in carrying if outcome is Outcome.REVIEW for q in f.proof.open_questions()))
    because = tuple(dict.fromkeys(cite for f in carrying for cite in f.cites))
    return Determination(
        regime=regime, item=item, outcome=outcome, proof=proof, because=because, values=values, questions=questions
    )
