"""An act as a document tells of it, and a candidate: words that may tell of one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from licet.casefile.counts import Term
from licet.casefile.entities import Entity
from licet.casefile.frames import Frame, Pattern
from licet.casefile.money import Amount
from licet.casefile.quotes import Quote
from licet.casefile.squeezing import Placed
from licet.casefile.text import Sentence, Span

HOSTILE = frozenset({"IR", "KP", "SY", "CU", "RU", "BY", "SD", "VE", "MM", "CRIMEA"})
#: Standings of an act that was done.
DONE = frozenset({"in_force", "historical"})
CONDUCT = frozenset({"export_violation", "false_statement", "agreement_breach"})


def _no_match() -> re.Match[str]:
    match = re.match("", "")
    assert match is not None
    return match


#: What a candidate carries that no expression of a frame found.
NO_MATCH = _no_match()


@dataclass(slots=True)
class Event:
    """One act or statement of an act, by the case file's schema; ids of entities stand in actor, target and source.

    Attributes:
        found_by: "trained" for what only the trained reader found (`licet.casefile.trained`); None for what the frames read.
    """

    type: str
    category: str
    actor: list[str]
    target: list[str]
    status: str
    modality: str
    trigger: Span
    evidence: list[Span]
    date: str | None = None
    precision: str | None = None
    date_basis: str | None = None
    date_at: int | None = None
    authority: Span | None = None
    source: str | None = None
    quote: Quote | None = None
    amounts: list[Amount] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    renews: bool = False
    ends: bool = False
    until: str | None = None
    id: str = ""
    optional: bool = False
    guessed: bool = False
    presumed: bool = False
    found_by: str | None = None
    trigger_words: tuple[str, ...] = ()
    attached: list[tuple[Span, int | None]] = field(default_factory=list)


@dataclass(slots=True)
class Candidate:
    pattern: Pattern
    frame: Frame
    span: Span
    sentence: Sentence
    match: re.Match[str] | Placed
    quote: Quote | None
    targets: list[Entity] = field(default_factory=list)
