"""An answer about what is in force, with its proof."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from licet.facts import Fact


@dataclass(slots=True)
class Answer:
    """An answer with its proof.

    Attributes:
        answer: yes, no or not_established.
        standing: "in force" (an official source), "reported in force" (press only), or empty.
        basis: (document, annotation) that prove it.
        facts: Official facts that prove it.
        not_basis: What was said and must not be taken for proof.
        turns_on: For a "no": earlier when the act is read as later than the day, longer when its term is read as run out.
    """

    answer: str
    why: str
    standing: str = ""
    basis: list[tuple[str, str]] = field(default_factory=list)
    facts: list[Fact[Any]] = field(default_factory=list)
    not_basis: list[tuple[str, str]] = field(default_factory=list)
    turns_on: str = ""
