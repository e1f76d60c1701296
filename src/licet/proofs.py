"""Proofs: a claim, whether it holds, and because of what.

Three verdicts. Only what is known to be false is false; unknown stays unknown through `all_of` and `any_of` (Kleene's
strong logic). A leaf that is unknown carries the question whose answer would decide it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Verdict(Enum):
    """Whether a claim holds, fails, or cannot be told from what we know."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"

    @staticmethod
    def of(truth: bool | None) -> Verdict:
        """True holds, False fails, None is unknown."""
        return UNKNOWN if truth is None else HOLDS if truth else FAILS

    @property
    def truth(self) -> bool | None:
        """The other way round."""
        return None if self is UNKNOWN else self is HOLDS


HOLDS, FAILS, UNKNOWN = Verdict.HOLDS, Verdict.FAILS, Verdict.UNKNOWN


@dataclass(frozen=True, slots=True)
class Question:
    """What we were not told.

    Attributes:
        fact: Path of the missing fact in the transaction, such as "items[0].eccn", or a name for a judgment.
        asks: The question in words, for a person.
    """

    fact: str
    asks: str


@dataclass(frozen=True, slots=True)
class FactRef:
    """A fact that a proof rests on: enough to find it again in the ledger or the packs.

    Attributes:
        id: Of the fact.
        cite: Where it was read.
        verified: False when the pack's fact rests on memory or a secondary note.
        valid: First and last day, as shown.
        value: The value used, as text; None for listings.
    """

    id: str
    cite: str | None = None
    verified: bool = True
    valid: tuple[str | None, str | None] = (None, None)
    value: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """As the decision prints it."""
        return {
            "id": self.id, "cite": self.cite, "verified": self.verified, "value": self.value,
            "valid": {"from": self.valid[0], "last_day": self.valid[1]},
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proof:
    """A claim with its verdict.

    Attributes:
        claim: A sentence that is true, false or unknown.
        verdict: Which.
        cite: The law that makes it matter.
        because: The parts it follows from, in the order of the law.
        rests_on: The dated fact it was read from, if any.
        question: What to ask when it is unknown and a leaf.
        pledge: Whether it is a condition the exporter keeps, not a fact of the world; it is printed among `conditions`.
    """

    claim: str
    verdict: Verdict
    cite: str | None = None
    because: tuple[Proof, ...] = ()
    rests_on: FactRef | None = None
    question: Question | None = None
    pledge: bool = False

    def as_dict(self) -> dict[str, Any]:
        """As the decision prints it."""
        return {
            "claim": self.claim,
            "verdict": self.verdict.value,
            "cite": self.cite,
            "rests_on": self.rests_on.as_dict() if self.rests_on else {},
            "because": [proof.as_dict() for proof in self.because],
        }

    def walk(self) -> list[Proof]:
        """This proof and all below it, parents first."""
        found: list[Proof] = []
        left = [self]
        while left:
            proof = left.pop()
            found.append(proof)
            if proof.because:
                left += proof.because[::-1]
        return found

    def open_questions(self) -> Iterator[Question]:
        """The questions of the unknown leaves that keep this proof from being decided."""
        if self.verdict is not UNKNOWN:
            return
        if self.question is not None:
            yield self.question
        for part in self.because:
            if part.verdict is UNKNOWN:
                yield from part.open_questions()


def condition(
    claim: str,
    truth: bool | None,
    *,
    cite: str | None = None,
    rests_on: FactRef | None = None,
    asks: Question | None = None,
) -> Proof:
    """One thing tested. `truth` None is unknown; `asks` then says what would decide it.

    >>> condition("the net value is within the limit", None).verdict is UNKNOWN
    True
    """
    return Proof(claim, Verdict.of(truth), cite, (), rests_on, asks if truth is None else None)


def pledge(claim: str, *, cite: str | None = None, rests_on: FactRef | None = None) -> Proof:
    """Something the exporter undertakes by using an exception (15 CFR 740.1(b)): it holds, and becomes a condition.

    For acts that lie in the exporter's own hands (a statement obtained before shipment, an order not split). What
    somebody could know today about the item, a party or a place is a `condition`, never a pledge.
    """
    return Proof(claim, HOLDS, cite, (), rests_on, None, True)


def all_of(claim: str, *parts: Proof, cite: str | None = None) -> Proof:
    """Holds when every part holds; fails when one fails; else unknown.

    Raises:
        ValueError: There are no parts: nothing proves nothing.
    """
    if not parts:
        raise ValueError(f"all_of needs at least one part: {claim}")
    verdict = HOLDS
    for part in parts:
        if part.verdict is FAILS:
            verdict = FAILS
            break
        if part.verdict is UNKNOWN:
            verdict = UNKNOWN
    return Proof(claim, verdict, cite, parts)


def any_of(claim: str, *parts: Proof, cite: str | None = None) -> Proof:
    """Holds when one part holds; fails when every part fails; else unknown.

    Raises:
        ValueError: There are no parts: nothing proves nothing.
    """
    if not parts:
        raise ValueError(f"any_of needs at least one part: {claim}")
    verdict = FAILS
    for part in parts:
        if part.verdict is HOLDS:
            verdict = HOLDS
            break
        if part.verdict is UNKNOWN:
            verdict = UNKNOWN
    return Proof(claim, verdict, cite, parts)


def negation(claim: str, part: Proof, *, cite: str | None = None) -> Proof:
    """Holds when the part fails, and the other way round; unknown stays unknown."""
    verdict = UNKNOWN if part.verdict is UNKNOWN else FAILS if part.verdict is HOLDS else HOLDS
    return Proof(claim, verdict, cite, (part,))


def citations(proofs: Iterable[Proof]) -> tuple[str, ...]:
    """The citations of the branches that carry each proof's verdict, first seen first.

    A proof that holds is carried by its parts that hold, one that fails by those that fail.
    """
    found: dict[str, None] = {}

    def visit(proof: Proof) -> None:
        for cite in (proof.cite, proof.rests_on.cite if proof.rests_on else None):
            if cite:
                found.setdefault(cite)
        for part in proof.because:
            if part.verdict is proof.verdict:
                visit(part)

    for proof in proofs:
        visit(proof)
    return tuple(found)


def pledges_of(proof: Proof) -> list[str]:
    """The claims that the exporter undertakes to keep, in the order of the proof."""
    return [part.claim for part in proof.walk() if part.pledge]
