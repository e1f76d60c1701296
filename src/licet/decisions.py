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
from operator import attrgetter
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The answer to one transaction, with all it rests on. See the contract for the JSON form."""

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
        """The same decision for a transaction that differs only in its id, and with `item` in that of its one item."""
        again: _Again = _Again()
        again._id, again._outcome, again._item, again._like = id_, self.outcome, item, self
        return again

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


class _Again(Decision):
    """A decision given again: in bulk one answer goes to many ids, each of which holds its ids and its word alone.

    All else is taken from the first when it is asked for. To everybody it is a decision like any other.
    """

    __slots__ = ("_id", "_item", "_like", "_outcome")
    __init__ = object.__init__
    __setattr__, __delattr__ = object.__setattr__, object.__delattr__

    _id: str
    _item: str | None
    _like: Decision
    _outcome: Outcome

    id = property(attrgetter("_id"))
    outcome = property(attrgetter("_outcome"))
    when, regime, because, questions, screenings, values, notes, data = (
        property(attrgetter(f"_like.{name}"))
        for name in ("when", "regime", "because", "questions", "screenings", "values", "notes", "data")
    )

    @property  # type: ignore[misc]
    def __class__(self) -> type[Decision]:  # type: ignore[override]
        """What it is told apart, compared and made anew by."""
        return Decision

    @property
    def proof(self) -> Proof:
        """The first's, whose claim names the id."""
        return replace(self._like.proof, claim=claim_of(self._id, self._outcome))

    @property
    def per_item(self) -> tuple[dict[str, Any], ...]:
        """The first's, with the item's own id."""
        rows = self._like.per_item
        return rows if self._item is None else tuple([{**row, "id": self._item or "1"} for row in rows])

    @property
    def determinations(self) -> tuple[Determination, ...]:
        """The first's, with the item's own id."""
        found = self._like.determinations
        place = self._item or "items[0]"
        return found if self._item is None else tuple([d if d.item is None else replace(d, item=place) for d in found])

    def __reduce__(self) -> str | tuple[Any, ...]:
        """It travels as a whole decision."""
        return replace(self).__reduce_ex__(2)


def json_number(value: object) -> object:
    """Exact decimals as JSON numbers, 30.0 and 25 as they would be written; days as text, sets in order."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
