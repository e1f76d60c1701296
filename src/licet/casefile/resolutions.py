"""What the resolution of a case makes of its parts: terms that bind from its day, pleas of the day, suits that a ruling ended."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date

from licet.casefile.dates import bounds
from licet.casefile.events import DONE, Event
from licet.casefile.frames import RESOLUTION
from licet.casefile.text import Text

_TERMS = frozenset({"forfeiture", "compliance_monitor"})
_BINDS = re.compile(r"\b(?:must|shall|has to|have to|had to|agree[sd]? to|is required to|are required to|was ordered to|and to)\b")
_WILL = re.compile(r"\bwill\b")
_ENDS_A_SUIT = re.compile(
    r"\b(?:str(?:uck|ikes|ike|iking) down|upheld|upholds?|vacat|annul|dismiss|thr(?:ew|own|ows) out|toss|overturn|quash|revers|rul(?:ed|es) (?:that|in|against|for)|set aside)"
)
_JUDGED = re.compile(r"[^.;]{0,60}\bsummary judgment\b")
_SENT_BACK = re.compile(r"\b(?:sent|sends|sending) (?:the case|it|the matter) back\b|\bremand")
_STILL_ON = re.compile(r"\b(?:still|pending|ongoing|continues?|awaits?|goes on)\b")
_HAD = re.compile(r"\bhad (?!been )(?:[a-z]+ )?$")
_FOR_NOW = re.compile(r"\b(?:injunction|temporar|preliminar|block|halt|paus|restraining|stay)")


def bind_terms(events: list[Event], low: str, *, official: bool) -> None:
    """Terms of a resolution that is done bind from its day: "must also retain a monitor", in a release "will forfeit".

    A plea that is only agreed to leaves its terms announced (Federal Rules of Criminal Procedure 11(c)).
    """
    if any(e.type == "guilty_plea" and e.status == "announced" for e in events):
        return
    done = [e for e in events if e.type in RESOLUTION - _TERMS and e.status in DONE and e.quote is None]
    for event in events:
        if event.type not in _TERMS or event.status != "announced":
            continue
        words = low[max(0, event.trigger.start - 40) : event.trigger.end]
        mine = [e for e in done if {*e.target, *e.actor} & set(event.target)]
        if not mine:
            continue
        binds = _BINDS.search(words) is not None
        if event.type == "forfeiture":
            binds = official and (binds or _WILL.search(words) is not None or "to forfeit" in words)
        if binds:
            event.status = "in_force"


def past_cases(events: list[Event], low: str, written: date | None) -> None:
    """Rulings of more than a year ago are past, and suits that somebody "had" brought before the news; not those said to go on."""
    for event in events:
        if event.type not in ("court_order", "lawsuit") or event.status != "in_force" or not event.date or written is None:
            continue
        age = (written - bounds(event.date)[1]).days
        had = event.type == "lawsuit" and age > 31 and _HAD.search(low, max(0, event.trigger.start - 24), event.trigger.start)
        old = event.type == "court_order" and age > 366  # a suit goes on for years
        if (old or had) and not _STILL_ON.search(low, event.trigger.start, event.trigger.start + 160):
            event.status = "historical"


def end_suits(events: list[Event], low: str) -> None:
    """A suit is over when a later ruling decided it; an injunction, and an appeal that sends it back, leave it pending."""
    rulings = [
        e
        for e in events
        if e.type == "court_order"
        and e.status in DONE
        and (any(_ENDS_A_SUIT.search(w) for w in e.trigger_words) or _JUDGED.match(low, e.trigger.start))
        and not any(_FOR_NOW.search(w) for w in e.trigger_words)
    ]
    if not rulings or _SENT_BACK.search(low) is not None:
        return
    for event in events:
        if event.type != "lawsuit" or event.status != "in_force":
            continue
        sides = {*event.target, *event.actor}
        for ruling in rulings:
            later = not (event.date and ruling.date) or bounds(event.date)[0] <= bounds(ruling.date)[1]
            if later and sides & {*ruling.target, *ruling.actor} and ruling.trigger.start != event.trigger.start:
                event.status = "historical"


def pleaded_now(event: Event, text: Text, written: date | None, dates_in: Callable[[int, int], Collection[int]]) -> bool:
    """Whether a plea is the news: the story opens with it, or its own sentence gives a day of these days."""
    if event.type != "guilty_plea" or event.date_at is None or written is None or event.precision not in ("day", "minute"):
        return False
    here = text.sentence_at(event.trigger.start)
    if here is None or not event.date or not 0 <= (written - bounds(event.date)[0]).days <= 3:
        return False
    first = next((x.at for x in text.sentences if text.blocks[x.block].kind == "story"), 0)
    return (
        here.at <= first + 1 or event.date[:10] == written.isoformat() or event.date_at in dates_in(here.span.start, here.span.end)
    )
