"""What one telling of a done act says of a day: not yet, in force, ended by an act or by its term, or open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from licet.casefile.across import Cluster, Keys
from licet.casefile.answers import Answer
from licet.casefile.calendar import add_term
from licet.casefile.carrying import begins_on
from licet.casefile.dates import bounds
from licet.casefile.endings import endings
from licet.casefile.events import Event
from licet.casefile.frames import GROUP_OF, frames
from licet.casefile.reading import Reading

RESTRICTIVE = (
    "entity_list_addition", "designation", "military_company_listing", "denial_order", "temporary_denial_order", "transaction_prohibition",
    "procurement_ban", "sales_ban",
)  # fmt: skip
_TERM = {"temporary_denial_order": "P180D"}
_GOES_ON = re.compile(r"\b(?:remain|stay|prolong|renew|extend|(?:are|is) (?:still )?(?:frozen|blocked)|(?:assets|property) are)")
#: A temporary order that is told as renewed again and again, or as one that can be, may have been since (15 CFR 766.24(d)).
_RENEWED = re.compile(
    r"\border(?:s|)\b[^.;]{0,30} (?:has|have) been renewed|\border(?:s|)\b[^.;]{0,12} (?:can|may) be (?:renewed|extended)"
)
_ONE_YEAR = re.compile(r"\b(?:one[- ]year|365[- ]days?|one \(1\) year|12 months)\b")


def from_act(
    cluster: Cluster,
    reading: Reading,
    event: Event,
    on: date,
    ends: set[str],
    readings: Sequence[Reading],
    keys: Keys,
    parties: frozenset[str],
    stays_listed: bool,
) -> Answer:
    """What one telling of a done act says about a day."""
    here = [(reading.doc_id, event.id)]
    continuing = frames()[event.type].lasts in ("until_ended", "pending")
    start = bounds(event.date) if event.date else (bounds(cluster.date) if cluster.date else None)
    if event.until is not None and event.date == event.until:
        start = None  # the day it ran out, not the day it was made
    name = event.type.replace("_", " ")
    if start is not None and on < start[0] and event.renews:
        return Answer(
            "not_established", f"the {name} was renewed on {event.date or cluster.date}; when it began is not told", basis=here
        )
    if start is not None and on < start[0]:
        return Answer(
            "no",
            f"the {name} is of {event.date or cluster.date}, after the day asked about",
            basis=here,
            turns_on="earlier" if event.type in RESTRICTIVE else "",
        )
    if start is not None and on < start[1] and start[0] != start[1]:
        finer = [bounds(e.date) for _, e in cluster.members if e.date]
        latest = min(b[1] for b in finer)
        if on < latest:
            return Answer(
                "not_established", f"the {name} is dated {event.date} only: it may begin after the day asked about", basis=here
            )
    later = begins_on(reading, event)
    if later is not None and on < later:
        return Answer("no", f"the {name} takes effect only on {later}", basis=here)
    if not continuing and start is None and reading.written is not None and on < reading.written:
        return Answer("not_established", f"the {name} has no date in the documents", basis=here)
    if not continuing and start is None and reading.written is not None and on < reading.written:
        return Answer("not_established", f"the {name} is told without its day, by a document of a later one", basis=here)
    if not continuing:
        return Answer("yes", f"the {name} is told as done", standing_of(reading), basis=here)
    if event.until is not None and on > bounds(event.until)[1]:
        return Answer("no", f"by its own words it ran until {event.until}", basis=here, turns_on="longer")
    undone = endings(cluster, ends, readings, keys, parties, stays_listed=stays_listed)
    for ending, ended_on in undone:
        if ended_on is not None and reading.written is not None and ended_on <= reading.written <= on and _lasts(event):
            continue  # a later document that says it goes on
        if ended_on is None or ended_on <= on:
            return Answer("no", "an act that ends it is told", basis=[*here, ending])
    if event.type == "temporary_denial_order" and any(e.renews for _, e in cluster.members):
        last = max((bounds(e.date)[1] for _, e in cluster.members if e.date), default=None)
        days = 366 if _names_a_year(reading.text.low) else 181
        if last is not None and on > last + timedelta(days=days):
            return Answer("not_established", "the term of its last renewal told of is over; no later renewal is told", basis=here)
    term = next((t.value for t in event.terms if t.value), None) or _TERM.get(event.type)
    if term and start is not None and not any(e.renews for _, e in cluster.members):
        end = add_term(start[1], term)
        if end is not None and end <= on:
            if event.type == "temporary_denial_order" and _RENEWED.search(reading.text.low):
                return Answer("not_established", f"its term {term} is over; whether it was renewed is not told", basis=here)
            return Answer("no", f"its term {term} ended before the day asked about", basis=here)
    if event.status == "reversed" and not undone:
        over = reading.written is not None and on >= reading.written
        return Answer(
            "no" if over else "not_established", f"the {name} is told as undone by the day of {reading.doc_id}", basis=here
        )
    if event.status in ("historical", "reversed") and undone and start is not None:
        return Answer(
            "yes", f"the {name} stood until the act that ends it", standing_of(reading), basis=[*here, *(e for e, _ in undone)]
        )
    if event.status == "historical" and GROUP_OF[event.type] in ("lists", "export privileges", "permissions"):
        return Answer("not_established", f"the {name} is told as past; when it ended is not told", basis=here)
    if start is None and (reading.written is None or on < reading.written):
        return Answer("not_established", f"the {name} has no date in the documents", basis=here)
    told = [r.written for r, _ in cluster.members if r.written is not None]
    if event.type == "temporary_general_license" and event.until is None and not (told and on <= max(told)):
        return Answer("not_established", "a temporary license; until when it runs is not told", basis=here)
    if _outlier(cluster, readings):
        return Answer("not_established", "asserted by one document only, against others that tell of the same order", basis=here)
    return Answer("yes", f"the {name} is told as done and no act that ends it is told", standing_of(reading), basis=here)


def _lasts(event: Event) -> bool:
    """Whether a telling says that its act goes on."""
    return event.status == "in_force" and any(_GOES_ON.search(words) for words in event.trigger_words)


@lru_cache(maxsize=16)
def _names_a_year(low: str) -> bool:
    """Whether a document speaks of a term of a year: asked for every order it tells of."""
    return _ONE_YEAR.search(low) is not None


def standing_of(reading: Reading) -> str:
    return "in force" if reading.official else "reported in force"


def _outlier(cluster: Cluster, readings: Sequence[Reading]) -> bool:
    """A ban that a single press document tells of, while others tell of the order without it."""
    if cluster.type not in ("sales_ban", "procurement_ban", "transaction_prohibition"):
        return False
    documents = {r.doc_id for r, _ in cluster.members}
    if len(documents) != 1 or any(r.official for r, _ in cluster.members):
        return False
    others = set()
    for reading in readings:
        for event in reading.sure:
            if (
                event.type in ("denial_order", "entity_list_addition", "temporary_denial_order")
                and event.status == "in_force"
                and reading.doc_id not in documents
            ) and {e.key for i in event.target if (e := reading.entity(i)) is not None} & cluster.parties:
                others.add(reading.doc_id)
    return len(others) >= 2
