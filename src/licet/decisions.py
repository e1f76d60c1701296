"""Decisions: requirements, what answers them, and the one word at the end.

`Outcome` is ordered, strictest first. A `Requirement` is kept apart from what answers it and from the policy under which a
license application would be reviewed: a friendly policy is not permission.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from licet.facts import AsOf, moment
from licet.proofs import HOLDS, UNKNOWN, Proof, Question


class Outcome(StrEnum):
    """The answer, strictest first; meanings as the contract gives them."""

    PROHIBITED = "prohibited"
    LICENSE_REQUIRED = "license_required"
    REVIEW = "review"
    EXCEPTION_AVAILABLE = "exception_available"
    NO_LICENSE_REQUIRED = "no_license_required"
    NOT_SUBJECT = "not_subject"

    __hash__ = str.__hash__  # equal to its text, so alike in dictionaries; and it is faster

    @property
    def clears(self) -> bool:
        """Whether nothing stands in the way."""
        return self in CLEARING

    @property
    def severity(self) -> int:
        """0 for the strictest."""
        return _ORDER[self]


_IN_WORDS = {outcome: outcome.value.replace("_", " ") for outcome in Outcome}
_ORDER = {outcome: place for place, outcome in enumerate(Outcome)}
CLEARING = frozenset({Outcome.EXCEPTION_AVAILABLE, Outcome.NO_LICENSE_REQUIRED, Outcome.NOT_SUBJECT})


def strictest(outcomes: list[Outcome] | tuple[Outcome, ...]) -> Outcome:
    """The strictest of several; an item that is not subject does not free the others.

    Raises:
        ValueError: There are none.
    """
    return min(outcomes, key=lambda outcome: outcome.severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A license requirement found for an item.

    Attributes:
        reason: Its short name: "NS 2", "AT 1", "Entity List", "Cuba", "744.21".
        family: What sort of rule made it: "chart", "embargo", "end_user", "end_use", "us_person", "fdp", "deemed".
        proof: Why it applies; unknown when a fact is missing.
        cites: The citations that carry it, the rule first, then the listing or entry.
        exceptions_open: License exception limbs that may answer it: None when part 740 decides on its own terms; else
            exactly those named ("GOV(b)", "RPL", ...), an empty set when none can.
        policy: How an application would be reviewed, None when the rule does not say here.
        answers: Exceptions, general licenses and licenses tried against it.
    """

    reason: str
    family: str
    proof: Proof
    cites: tuple[str, ...]
    exceptions_open: frozenset[str] | None = None
    policy: str | None = None
    answers: tuple[Proof, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether it is known to apply."""
        return self.proof.verdict is HOLDS

    @property
    def open(self) -> bool:
        """Whether it may apply, depending on a fact we lack."""
        return self.proof.verdict is UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination:
    """What one regime says of one item (or of the whole transaction).

    Attributes:
        regime: "us/ear", "us/ofac", "us/itar", "us/procurement", "us/tariffs".
        item: Id of the item, None when it speaks of the whole.
        outcome: Its word.
        proof: Why.
        because: Citations that carry the outcome, strictest first.
        values: What the regime states beside the outcome: subject_to_ear, exception, authority, review_policy,
            red_flag, blocked, controlled_content_pct, threshold_pct, conditions, documents, compute.
        questions: What to ask, and which fact each is about.
        requirements: The license requirements found.
    """

    regime: str
    item: str | None = None
    outcome: Outcome
    proof: Proof
    because: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    requirements: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question of a decision, with what the answer could change.

    Attributes:
        fact: Path of the missing fact.
        asks: The question in words.
        could_become: Outcomes the answers could lead to.
    """

    fact: str
    asks: str
    could_become: tuple[str, ...] = ()


def claim_of(id_: str, outcome: Outcome) -> str:
    """What the proof of a decision claims.

    >>> claim_of("", Outcome.LICENSE_REQUIRED)
    'the transaction: license required'
    """
    return f"{id_ or 'the transaction'}: {_IN_WORDS[outcome]}"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """The answer to one transaction, with all it rests on. See the contract for the JSON form.

    Without slots: in bulk the same answer is given to many ids, each of which holds little more than its id.
    """

    id: str
    when: AsOf
    outcome: Outcome
    regime: str
    because: tuple[str, ...]
    proof: Proof
    per_item: tuple[dict[str, Any], ...] = ()
    questions: tuple[Asked, ...] = ()
    screenings: tuple[dict[str, Any], ...] = ()
    determinations: tuple[Determination, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    data: dict[str, Any] = field(default_factory=dict)

    def renamed(self, id_: str, item: str | None = None) -> Decision:
        """The same decision for a transaction that differs only in its id, and with `item` in that of its one item.

        It holds its ids and its word; everything else it takes from the first, when it is asked for.
        """
        other = object.__new__(Decision)
        own = other.__dict__
        own["id"], own["outcome"], own["_like"] = id_, self.outcome, self
        if item is not None:
            own["_item"] = item
        return other

    def __getattr__(self, name: str) -> Any:
        """What a renamed decision has in common with the first; its proof differs in the id it names."""
        own = self.__dict__
        like = own.get("_like")
        if like is not None and name in vars(like):
            p = like.proof
            proof = Proof(claim_of(self.id, self.outcome), p.verdict, p.cite, p.because, p.rests_on, p.question, p.pledge)
            own.update({**vars(like), "id": self.id, "proof": proof})
            own.pop("_like", None)
            item = own.pop("_item", None)
            if item is not None:
                own["per_item"] = tuple([{**row, "id": item or "1"} for row in like.per_item])
                place = item or "items[0]"
                own["determinations"] = tuple([d if d.item is None else replace(d, item=place) for d in like.determinations])
        if name not in own:
            raise AttributeError(f"a decision has no {name}")
        return own[name]

    def as_json(self) -> str:
        """The contract's JSON object as text, exact decimals as JSON numbers."""
        return json.dumps(self.as_dict(), ensure_ascii=False, default=json_number)

    def as_dict(self) -> dict[str, Any]:
        """The decision as the contract's JSON object; amounts and shares stay exact decimals, see `as_json`."""
        given = self.values
        return {
            "id": self.id,
            "as_of": self.when.valid_on.isoformat(),
            "known_at": moment(self.when.known_at),
            "outcome": self.outcome.value,
            "regime": self.regime,
            "because": list(self.because),
            "subject_to_ear": given.get("subject_to_ear"),
            "exception": given.get("exception"),
            "authority": given.get("authority"),
            "review_policy": given.get("review_policy"),
            "red_flag": given.get("red_flag", False),
            "blocked": given.get("blocked", False),
            "controlled_content_pct": given.get("controlled_content_pct"),
            "threshold_pct": given.get("threshold_pct"),
            "conditions": given.get("conditions", []),
            "documents": given.get("documents", {}),
            "compute": given.get("compute", {}),
            "per_item": list(self.per_item),
            "questions": [
                {"fact": asked.fact, "asks": asked.asks, "could_become": list(asked.could_become)} for asked in self.questions
            ],
            "screenings": list(self.screenings),
            "proof": self.proof.as_dict(),
            "counterfactuals": given.get("counterfactuals", []),
            "regimes": [
                {"regime": d.regime, "item": d.item, "outcome": d.outcome.value, "because": list(d.because)}
                for d in self.determinations
            ],
            "notes": list(self.notes),
            "data": self.data,
        }


def json_number(value: object) -> object:
    """Exact decimals as JSON numbers, 30.0 and 25 as they would be written; days as text, sets in order."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
