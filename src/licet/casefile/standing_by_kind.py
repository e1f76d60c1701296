"""Standing that words give to acts of one kind: a letter told of in a filing, a tariff put off, a review that runs."""

from __future__ import annotations

import re

from licet.casefile.text import Span

_RULES = frozenset({"tariff", "transaction_prohibition", "sales_ban", "procurement_ban", "rule_amendment"})
_PUTS_OFF = re.compile(
    r"(?:put(?:s|ting)? off|postpon(?:es|ed|ing)|delay(?:s|ed|ing)|defer(?:s|red|ring)|push(?:es|ed|ing) back)\b"
)
_WEIGHS = re.compile(r"(?:is |are |was |were )?(?:consider|weigh|mull|explor|examin|study)(?:s|es|ed|ing)?\b")
_WITH_A_PLEA = re.compile(
    r"\b(?:agree(?:d|s|ing)|will|would|is to|has agreed) (?:to )?plead guilty\b[^.;]{0,80}? and (?:to |will |would )?(?:also )?pay (?:an? |the )?(?:[a-z]+ )?$"
)
_REVIEWS = re.compile(r"(?:(?:is|are|was|were|(?:has |have |had )?been) )?(?:also |now )?review(?:s|ing)\b")
_UNDER_WAY = re.compile(r"\b(?:is|are|was|were|been) (?:also |now |still )?reviewing|\b(?:it|they|he|she|[GCP]{2,}) reviews\b")


def by_kind(kind: str, section: str, status: str, masked: str, begin: int, span: Span) -> str:
    """The status of an act by words that say it for its kind, else the one given.

    Args:
        section: Of the pattern that told the act.
        masked: The document's masked text.
        begin: Where the sentence begins.
        span: The act's words.

    >>> by_kind("tariff", "does", "in_force", "it put off until TTT a tariff", 0, Span(3, 28))
    'announced'
    >>> by_kind("sanctions_review", "does", "proposed", "GGGG is reviewing the ban", 0, Span(8, 25))
    'in_force'
    """
    if status == "in_force" and kind == "agency_letter" and masked.startswith("informed", span.start):
        return "historical"  # a filing tells of the letter, not of the rule it makes
    if kind == "lawsuit" and status == "announced" and _WEIGHS.match(masked, span.start, span.end):
        return "proposed"
    if kind == "penalty" and status in ("in_force", "historical") and _WITH_A_PLEA.search(masked, begin, span.start):
        return "announced"  # "agreed to plead guilty and pay": when the court takes the plea
    if status == "in_force" and kind in _RULES and _PUTS_OFF.match(masked, span.start, span.end):
        return "announced"
    if (
        kind == "sanctions_review"
        and section == "does"
        and _REVIEWS.match(masked, span.start, span.end)
        and _UNDER_WAY.search(masked, max(begin, span.start - 30), span.start + 24)
    ):
        return "in_force"  # a review that runs; what is only weighed is proposed
    return status
