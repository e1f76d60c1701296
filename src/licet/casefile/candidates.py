"""Candidates for acts: which frames' words stand in a sentence, and which reading of them stands."""

# Expressions and tables stay on one line.

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from licet.casefile.events import Candidate
from licet.casefile.frames import GROUP_OF, Pattern, frames
from licet.casefile.text import Span
from licet.errors import MissingExtra

_PRIORITY = {
    "denies": 0,
    "ends": 1,
    "proposes": 2,
    "announces": 3,
    "suspends": 4,
    "renews": 5,
    "alleges": 6,
    "recalls": 7,
    "does": 8,
}
_REQUESTS = frozenset({"bill_introduced", "rulemaking", "relief_request", "sanctions_review", "demand"})
_SWALLOWS = frozenset({
    ("suspended_denial_order", "denial_order"), ("temporary_denial_order", "denial_order"), ("denial_order_termination", "denial_order"),
    ("denial_order_termination", "temporary_denial_order"), ("denial_order_termination", "suspended_denial_order"),
    ("temporary_denial_order", "temporary_general_license"), ("not_guilty_plea", "guilty_plea"), ("bill_introduced", "procurement_ban"),
    ("bill_introduced", "transaction_prohibition"), ("bill_introduced", "sales_ban"), ("delisting", "sanctions_relief"), ("military_company_listing", "designation"),
    ("military_company_listing", "entity_list_addition"), ("delisting", "designation"), ("rulemaking", "rule_amendment"),
    ("tariff_removal", "tariff"), ("legislative_vote", "bill_introduced"), ("procurement_ban", "designation"), ("sales_ban", "denial_order"),
    ("executive_order", "transaction_prohibition"), ("executive_order", "procurement_ban"), ("entity_list_addition", "designation"), ("deferred_prosecution_agreement", "settlement"),
    ("penalty", "denial_order"), ("relief_pledge", "sanctions_relief"), ("sanctions_review", "relief_pledge"),
    ("relief_pledge", "delisting"), ("court_order", "designation"), ("relief_pledge", "designation"), ("sanctions_review", "investigation"),
})  # fmt: skip


@cache
def pattern_index() -> tuple[Any, tuple[Pattern, ...], tuple[int, ...]]:
    """An automaton over the literals that patterns need, the patterns, and the numbers of those that need none."""
    try:
        import ahocorasick  # type: ignore[import-not-found]
    except ImportError as error:
        raise MissingExtra("reading documents", "cases") from error
    patterns = tuple(p for frame in frames().values() for p in frame.patterns)
    words: dict[str, list[int]] = {}
    always = []
    for number, pattern in enumerate(patterns):
        if not pattern.needs:
            always.append(number)
        for word in pattern.needs:
            words.setdefault(word, []).append(number)
    automaton = ahocorasick.Automaton()
    for word, numbers in words.items():
        automaton.add_word(word, tuple(numbers))
    automaton.make_automaton()
    return automaton, patterns, tuple(always)


def matches(regex: re.Pattern[str], masked: str, span: Span) -> Iterator[re.Match[str]]:
    """Matches that begin at the beginning of a word (tested here: in the expression it would cost its fast search)."""
    at = span.start
    while (match := regex.search(masked, at, span.end)) is not None:
        start = match.start()
        if start and (before := masked[start - 1]).isalnum() and (before.islower() or before.isdigit() or before == masked[start]):
            at = start + 1
            continue
        yield match
        at = max(match.end(), start + 1)


def choose_within(candidates: list[Candidate]) -> list[Candidate]:
    """`Acts._choose` for the candidates of one sentence."""
    candidates.sort(key=lambda c: (_PRIORITY[c.pattern.section], c.pattern.loose, -(c.span.end - c.span.start), c.span.start))
    chosen: list[Candidate] = []
    for c in candidates:
        over = [o for o in chosen if o.span.overlaps(c.span)]
        if not any(o.frame is c.frame or _swallows(o, c) for o in over):
            chosen.append(c)
    requests = [c for c in chosen if c.frame.type in _REQUESTS]
    kept = []
    for c in chosen:
        content = GROUP_OF[c.frame.type] not in ("conduct", "politics") and c.frame.type != "investigation"
        if content and any(r is not c and r.span.start < c.span.start < r.span.end + 12 for r in requests):
            continue  # what is asked for or proposed is not done
        if not any(o is not c and o.span.overlaps(c.span) and _swallows(o, c) for o in chosen):
            kept.append(c)
    return kept


def _swallows(one: Candidate, other: Candidate) -> bool:
    """Whether one act's words are the content of another: a suspended denial order is not a denial order as well."""
    return (one.frame.type, other.frame.type) in _SWALLOWS
