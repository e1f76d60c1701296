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
def pattern_index() -> tuple[Any, tuple[tuple[Pattern, Heads | None], ...], tuple[int, ...]]:
    """An automaton over the literals that patterns need, the patterns, and the numbers of those that need none.

    Where a pattern begins is given for those that begin with a party: any other is found fast by searching.
    """
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
    return (
        automaton,
        tuple((p, Heads(p.begins) if p.begins and any(map(str.isupper, p.begins)) else None) for p in patterns),
        tuple(always),
    )


_TOKEN = re.compile(r"[a-z0-9]+|([A-Z])\1*|[^\W_a-zA-Z0-9]")
_HEADS_KEPT = 20_000


def begins_word(masked: str, at: int) -> bool:
    """Whether a word begins here: after no letter or digit, or where one party's mark follows another's."""
    if not at or not (before := masked[at - 1]).isalnum():
        return True
    return not (before.islower() or before.isdigit() or before == masked[at])


def word_heads(masked: str, span: Span) -> list[tuple[int, str]]:
    """Where words begin in a stretch of masked text, with the first three characters of each.

    >>> word_heads("the GGGGGG fined CCC.", Span(0, 21))
    [(0, 'the'), (4, 'GGG'), (11, 'fin'), (17, 'CCC')]
    """
    places = [m.start() for m in _TOKEN.finditer(masked, span.start, span.end)]
    return [(at, masked[at : at + 3]) for at in places if begins_word(masked, at)]


class Heads:
    """Beginnings of words to whether a pattern can begin with them, remembered for the beginnings that were met."""

    def __init__(self, begins: frozenset[str]) -> None:
        self._begins = begins
        self._known: dict[str, bool] = {}

    def begin(self, heads: list[tuple[int, str]]) -> list[int]:
        """The places of a sentence at which the pattern can begin."""
        known = self._known
        try:
            return [at for at, head in heads if known[head]]
        except KeyError:
            if len(known) > _HEADS_KEPT:
                known.clear()
            for _, head in heads:
                known[head] = not self._begins.isdisjoint((head[:1], head[:2], head))
            return [at for at, head in heads if known[head]]


def matches(
    pattern: Pattern, heads: Heads | None, masked: str, span: Span, words: list[tuple[int, str]]
) -> Iterator[re.Match[str]]:
    """Matches of a pattern in a sentence that begin at the beginning of a word and do not overlap."""
    regex, at = pattern.regex, span.start
    if heads is not None:
        for start in heads.begin(words):
            if start >= at and (match := regex.match(masked, start, span.end)) is not None:
                yield match
                at = max(match.end(), start + 1)
        return
    while (found := regex.search(masked, at, span.end)) is not None:
        if begins_word(masked, found.start()):
            yield found
            at = max(found.end(), found.start() + 1)
        else:
            at = found.start() + 1


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
