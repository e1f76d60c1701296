"""Candidates for acts: which reading of a sentence's words stands when several frames claim them."""

# Expressions and tables stay on one line.

from __future__ import annotations

from licet.casefile.events import Candidate
from licet.casefile.frames import GROUP_OF

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
    ("bill_introduced", "transaction_prohibition"), ("bill_introduced", "sales_ban"), ("delisting", "sanctions_relief"), ("temporary_general_license", "sanctions_relief"), ("military_company_listing", "designation"),
    ("military_company_listing", "entity_list_addition"), ("delisting", "designation"), ("rulemaking", "rule_amendment"),
    ("tariff_removal", "tariff"), ("legislative_vote", "bill_introduced"), ("procurement_ban", "designation"), ("sales_ban", "denial_order"),
    ("executive_order", "transaction_prohibition"), ("executive_order", "procurement_ban"), ("entity_list_addition", "designation"), ("deferred_prosecution_agreement", "settlement"),
    ("penalty", "denial_order"), ("forfeiture", "penalty"), ("reward_offer", "penalty"), ("forfeiture", "lawsuit"), ("agency_letter", "rule_amendment"), ("relief_pledge", "sanctions_relief"), ("sanctions_review", "relief_pledge"),
    ("relief_pledge", "delisting"), ("lawsuit", "relief_request"), ("relief_request", "delisting"), ("relief_request", "demand"), ("legislative_vote", "procurement_ban"), ("bill_introduced", "denial_order"), ("court_order", "designation"), ("relief_pledge", "designation"), ("sanctions_review", "investigation"),
})  # fmt: skip


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
    return swallows(one.frame.type, other.frame.type)


def swallows(kind: str, other: str) -> bool:
    """Whether the words of one type of act are the content of another: a suspended denial order is not a denial order as well."""
    return (kind, other) in _SWALLOWS
