"""When a "yes" is not safe: a later document speaks of an end in words that were not understood as an act.

```text
"the curbs on C were rolled back", not read as an act        not established, instead of "still in force"
"lifted sanctions on C and other firms linked to P"          for the other firms that were listed with C
"is in talks to be removed", "will be taken off" (read)      a document that speaks of an end to come says that it stands
```
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from licet.casefile.across import Cluster, Keys
from licet.casefile.answers import Answer
from licet.casefile.dates import bounds
from licet.casefile.endings import court_stops
from licet.casefile.events import Event
from licet.casefile.frames import GROUP_OF
from licet.casefile.reading import Reading
from licet.casefile.whose_law import sentences_naming

_ENDS = re.compile(
    r"\b(?:lift(?:s|ed|ing)|removed|removes|delist(?:s|ed)|terminat(?:es|ed)|revok(?:es|ed)|rescind(?:s|ed)|vacat(?:es|ed)|annul(?:s|led)|expired|lapsed|ran out|no longer|taken off|took [^.;]{1,60} off|"
    r"struck (?:off|down|from)|unblocked|unfr(?:oze|ozen)|rolled back|dropped from|scrapped|quash(?:es|ed)|overturn(?:s|ed)|set aside|withdrew|withdrawn|repealed|cancel(?:s|ed|led)|nullified|freed|reinstated|restored)\b"
)
_UNSURE = re.compile(
    r"\b(?:not|never|n't|refus|declin|reject|den(?:y|ied|ies)|fail|would|will|could|may|might|if|should|whether|want|seek|ask|demand|urg|until|plan|consider)[a-z]*\b"
)
_SANCTION_WORDS = re.compile(
    r"\b(?:sanction|list|designat|blacklist|freeze|frozen|order|ban|curb|restrict|measure|export privileges|licen[sc]e|waiver|blocked|assets)"
)
_OTHERS = re.compile(
    r"\b(?:others?|several|some|dozens|more|\d+|two|three|four|five|six|seven|eight|nine|ten) (?:[a-z-]+ ){0,3}?(?:firms?|companies|entities|people|individuals|persons|vessels|banks|businesses|subsidiaries|affiliates|units)|\bits (?:parent|subsidiar(?:y|ies)|affiliates|units)\b"
)
_ENDING = frozenset({"delisting", "denial_order_termination", "court_order", "sanctions_relief", "tariff_removal"})
_RELIEF_TO_COME = frozenset({"delisting", "denial_order_termination"})
_ENTITY_LIST = re.compile(r"entity list|(?:trade|export) blacklist")
_KIND_WORDS = {
    "entity_list_addition": re.compile(r"entity list|blacklist|export|trade"),
    "designation": re.compile(r"sanction|sdn|designat|treasury|ofac|freeze|frozen|blocked"),
    "military_company_listing": re.compile(r"militar|pentagon|defen[cs]e|1260h"),
    "denial_order": re.compile(r"denial|ban|export privileges|denied persons"),
    "temporary_denial_order": re.compile(r"denial|ban|tdo|export privileges"),
}


def end_spoken_of(
    types: Sequence[str],
    parties: frozenset[str],
    on: date,
    told: Sequence[tuple[Cluster, Reading, Event]],
    readings: Sequence[Reading],
    keys: Keys,
) -> Answer | None:
    """ "Not established" where a later document speaks of an end of the restriction that no act read there accounts for."""
    began = min((bounds(e.date)[0] for _, _, e in told if e.date), default=None)
    latest = max(
        (r.written for _, r, e in told if r.written is not None and e.status == "in_force" and r.written <= on), default=None
    )
    mates = frozenset().union(*(c.parties for c, _, _ in told)) if told else frozenset()
    for reading in readings:
        if reading.written is None or reading.written > on or (began is not None and reading.written < began):
            continue
        if latest is not None and latest > reading.written:
            continue  # a later document tells that it stands
        own = keys.named_in(reading, parties)
        about = reading.events_of(types)
        low = reading.text.low
        for span in sentences_naming(reading, own):
            word = _ENDS.search(low, span.start, span.end)
            if word is None or not _SANCTION_WORDS.search(low, span.start, span.end):
                continue
            if _UNSURE.search(low, max(span.start, word.start() - 60), word.start()):
                continue
            if any(s.overlaps(span) for e in (*filter(_speaks_of_an_end, reading.sure), *about) for s in e.evidence):
                continue  # read as an act, and weighed as one
            return Answer("not_established", f"{reading.doc_id} speaks of an end in words not understood", basis=[])
        if own & {i for e in about for i in e.target}:
            continue
        for event in reading.events_of(_RELIEF_TO_COME):
            if event.status != "in_force" or not keys.parties(reading, event.target) & mates:
                continue
            if any(_OTHERS.search(low, s.start, s.end) for s in event.evidence):
                return Answer(
                    "not_established", "others were freed with a party listed beside it; whether it was among them is not told",
                    basis=[(reading.doc_id, event.id)],
                )  # fmt: skip
    return None


def _speaks_of_an_end(event: Event) -> bool:
    """Whether an act ends a restriction, or is talk that may be of its end."""
    return event.type in _ENDING or event.ends or GROUP_OF.get(event.type) == "politics"


def ended_before(types: Sequence[str], parties: frozenset[str], on: date, clusters: Sequence[Cluster], keys: Keys) -> Answer | None:
    """ "No" where nothing tells of the restriction itself but an act of an earlier day ends it: who left a list is not on it."""
    if not parties or len(types) > 3:
        return None
    for cluster in clusters:
        for reading, event in cluster.members:
            if event.type not in _RELIEF_TO_COME or event.status != "in_force" or not keys.parties(reading, event.target) & parties:
                continue
            day = bounds(event.date)[1] if event.date else reading.written
            if (
                day is None
                or day > on
                or (event.type == "denial_order_termination") != ({"denial_order", "temporary_denial_order"} >= set(types))
            ):
                continue
            words = " ".join(reading.text.low[s.start : s.end] for s in event.evidence)
            if "entity_list_addition" in types and not _ENTITY_LIST.search(words):
                continue
            if any(_KIND_WORDS[t].search(words) for t in types if t in _KIND_WORDS):
                return Answer("no", "an act that ends it is told", basis=[(reading.doc_id, event.id)])
    return None


def _stopped_by_a_court(parties: frozenset[str], on: date, clusters: Sequence[Cluster], keys: Keys) -> bool:
    """Whether a court stopped something by the day in words that name one of the parties."""
    for cluster in clusters:
        for reading, event in cluster.members:
            if event.type != "court_order" or event.status not in ("in_force", "historical"):
                continue
            day = bounds(event.date)[0] if event.date else reading.written
            if day is None or day > on or not any(map(court_stops, event.trigger_words)):
                continue
            named = {keys.of(e.key) for s in event.evidence for _, e in reading.parties.between(s.start, s.end)}
            if parties & (named | keys.parties(reading, event.target)):
                return True
    return False


def stands_until_ended(
    types: Sequence[str], parties: frozenset[str], on: date, clusters: Sequence[Cluster], keys: Keys
) -> Answer | None:
    """ "Yes" where a document of those days speaks of an end that is still to come, asked for or refused."""
    if _stopped_by_a_court(parties, on, clusters, keys):
        return None
    for cluster in clusters:
        for reading, event in cluster.members:
            if (
                event.type not in _RELIEF_TO_COME
                or event.status not in ("announced", "proposed", "denied")
                or reading.written is None
            ):
                continue
            if not parties or not keys.parties(reading, event.target) & parties:
                continue
            if not reading.written <= on <= reading.written + timedelta(days=31) or (
                event.date and bounds(event.date)[0] <= on and event.status == "announced" and on > reading.written
            ):
                continue
            if event.type == "denial_order_termination" and not {"denial_order", "temporary_denial_order"} & set(types):
                continue
            words = " ".join(reading.text.low[s.start : s.end] for s in event.evidence)
            if len(types) < 4 and not any(_KIND_WORDS[t].search(words) for t in types if t in _KIND_WORDS):
                continue
            standing = "in force" if reading.official else "reported in force"
            return Answer(
                "yes", "a document of those days speaks of its end as still to come", standing, basis=[(reading.doc_id, event.id)]
            )
    return None
