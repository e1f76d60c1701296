"""When a wrong was done, where its own words do not say: the one stretch of time that the document tells of.

A release says "admitted that it shipped goods to Iran" in its title and "between 2013 and 2016" further down.
"""

from __future__ import annotations

import re
from datetime import date

from licet.casefile.dates import DateExpression, bounds
from licet.casefile.events import CONDUCT, Event
from licet.casefile.text import Text

_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:sanctions? (?:were|was)|in office|served|tariffs?|exports? (?:rose|fell|grew)|sales (?:rose|fell|grew)|revenue|licen[sc]es? (?:were|was)|war|talks|fiscal|quarter)\b"
)
_DONE_THEN = re.compile(
    r"\b(?:ship|sold|sell|export|suppl|deliver|transfer|sent|made|process|paid|provid|violat|engag|conceal|caus|carri|operat|conduct|occur|transact|dealt|deal|serv|flew|flight|order|bought|purchas|procur|evad|smuggl|conspir|allow)"
)


def date_conduct(events: list[Event], dates: list[DateExpression], text: Text, written: date | None) -> None:
    """Give undated violations of one status the one stretch of time, over before the document, in which things are said to be done."""
    open_ones = [e for e in events if e.type == "export_violation" and e.date is None and e.status in ("historical", "alleged")]
    if not open_ones or any(e.date for e in events if e.type in CONDUCT):
        return
    spans: dict[str, int] = {}
    for number, d in enumerate(dates):
        if d.form not in ("range", "months") or not d.value or "/" not in d.value:
            continue
        sentence = text.sentence_at(d.span.start)
        if sentence is None or (written is not None and bounds(d.value)[1] > written):
            continue
        words = text.low[sentence.span.start : sentence.span.end]
        if _DONE_THEN.search(words) and not _OF_SOMETHING_ELSE.search(words):
            spans.setdefault(d.value, number)
    if len(spans) != 1:
        return
    value, number = next(iter(spans.items()))
    for event in open_ones:
        event.date, event.precision, event.date_basis, event.date_at = value, "interval", dates[number].basis, number


__all__ = ["date_conduct"]
