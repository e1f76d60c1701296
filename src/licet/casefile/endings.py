"""Which acts end another act, and from which day: a delisting, a revocation, a court that stops it.

What eases an act (a longer deadline, a waiver) leaves it in force, and so does a court that refuses to stop it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from licet.casefile.across import Cluster, Keys
from licet.casefile.carrying import asked_there
from licet.casefile.dates import bounds
from licet.casefile.events import Event
from licet.casefile.reading import Reading
from licet.casefile.whose_law import sentences_naming

_REVOKES = re.compile(r"\b(?:revok|rescind|repeal|cancel|withdr|lift)")
_STOPS = re.compile(
    r"\b(?:block|halt|enjoin|vacat|annul|quash|stay|suspend|overturn|struck|set aside|strik|void|lift|revers|injunction|freez|froze|pause|put [^.;]{1,40}? on hold)"
)
_REFUSED = re.compile(r"\b(?:refus|declin|reject|den(?:y|ied|ies|ying|ial)|fail|lost|loses|without|not\b|against)[^.;]{0,60}$")


_ANNULS = re.compile(
    r"\b(?:annul(?:s|led)|vacat(?:es|ed)|quash(?:es|ed)|set aside|voided|struck|overturn(?:s|ed)|revers(?:es|ed)|lift(?:s|ed)|remove[sd])\b"
)
_BAN = re.compile(r"\b(?:bans?|banned|banning|prohibit\w*|forbid\w*|restrict\w*|bar|bars|barring|barred|curbs?)\b")
_NOT_DONE = re.compile(
    r"\b(?:does|do|did|has|have|had|is|was|were|will|would|can|could)(?: not|n't)(?: [a-z]+ly| (?:in |by |of )?(?:itself|themselves)| on its own| yet| at once| in any way){0,2} (?:be |been )?(?:remov|lift|end|terminat|revok|delist|tak|drop|suspend)"
    r"|\b(?:before|until|unless|once|if) (?:the )?(?:[\w.'-]+ ){1,3}?(?:removes?|lifts?|ends?|terminates?|revokes?|takes? [^.;]{1,40}? off|is (?:removed|lifted|ended|terminated|revoked))\b"
)


_STAYS = re.compile(
    r"\b(?<!no longer )(?:remain|stay|continue)(?:s|ed)? (?:on (?:the|its|that|it)\b|blocked|sanctioned|blacklisted|designated|listed|frozen|under (?:[a-z.]+ )?sanctions|subject to (?:[a-z.]+ )?sanctions)"
)
_OF_THE_DAY = re.compile(r"\b(?:orders?|decrees?|rules?|bans?|prohibitions?|actions?|listings?|designations?) (?:of|dated) $")


def court_stops(words: str) -> bool:
    """Whether a court's words stop what they rule on.

    >>> court_stops("blocked the listing"), court_stops("refused to suspend the listing"), court_stops("was sentenced")
    (True, False, False)
    """
    return any(not _REFUSED.search(words, 0, stop.start()) for stop in _STOPS.finditer(words))


def endings(
    cluster: Cluster,
    ends: set[str],
    readings: Sequence[Reading],
    keys: Keys | None = None,
    parties: frozenset[str] = frozenset(),
    *,
    stays_listed: bool = False,
) -> list[tuple[tuple[str, str], date | None]]:
    """Acts that end the cluster's act, done ones only, with the day they are known to have had effect.

    With `stays_listed` only what takes a name off its list counts: a court that stops a listing for the time of a suit does not.
    """
    found = []
    keys_of = (cluster.parties & parties) or cluster.parties  # who leaves a list leaves the others on it
    for reading in readings:
        for event in reading.events_of(ends):
            if event.status not in ("in_force", "historical"):
                continue
            if asked_there(reading, event):
                continue
            if event.type == "court_order" and not any(map(court_stops, _ruled(reading, event))):
                continue  # a court that rejects a challenge, convicts or sentences ends no listing
            targets = {e.key for i in event.target if (e := reading.entity(i)) is not None}
            if keys is not None:
                targets |= keys.parties(reading, event.target)
            if not targets & keys_of and not (event.type == "court_order" and _same_authority(reading, event, cluster, keys)):
                continue
            if event.type == "sanctions_relief" and not any(_REVOKES.search(words) for words in event.trigger_words):
                continue  # a longer wind-down or a waiver eases what an order imposes and leaves the order
            if event.type == "delisting" and keys is not None and _adds_as_well(reading, event, cluster, keys):
                continue
            if event.type == "delisting" and keys is not None and _stays(reading, keys_of, keys):
                continue  # what freed another of the same group
            if (
                event.type == "denial_order_termination"
                and cluster.type == "suspended_denial_order"
                and any("temporary" in w for w in event.trigger_words)
            ):
                continue
            if any(_NOT_DONE.search(reading.text.low, e.start, e.end) for e in event.evidence[:1]):
                continue  # "the ruling does not itself remove it from the list"
            if stays_listed and not takes_off(event):
                continue  # an injunction keeps a listing from having effect; the name stays on the list
            if event.type == "court_order" and cluster.type == "transaction_prohibition" and not _of_a_ban(reading, event):
                continue
            day = bounds(event.date)[1] if event.date else reading.written
            began = cluster.date
            if began and (named := days_of_the_ended(reading, event)) and not any(one_day(d, began) for d in named):
                continue  # "revoked the orders of March 2" leaves that of August 6
            if began and day is not None and day < bounds(began)[0]:
                continue
            found.append(((reading.doc_id, event.id), day))
    return found


def days_of_the_ended(reading: Reading, event: Event) -> list[str]:
    """The days by which an end names what it ends: "revoked the orders of August 6"."""
    spans = [s.span for p in (event.trigger, *event.evidence) if (s := reading.text.sentence_at(p.start)) is not None]
    return days_of_acts_named(reading, event.trigger.start, max((s.end for s in spans), default=event.trigger.end))


def days_of_acts_named(reading: Reading, start: int, end: int) -> list[str]:
    """The days by which a stretch of a document names acts: "the orders of August 6", "the rule dated May 2"."""
    return [
        d.value
        for d in reading.dates
        if d.value
        and start <= d.span.start < end
        and _OF_THE_DAY.search(reading.text.low, max(start, d.span.start - 40), d.span.start) is not None
    ]


def one_day(a: str, b: str) -> bool:
    """Whether two dates, each as exact as it was told, can be of one day."""
    (first, last), (begin, end) = bounds(a), bounds(b)
    return first <= end and begin <= last


def takes_off(event: Event) -> bool:
    """Whether an act that ends a listing takes the name off its list; a court's injunction does not."""
    return event.type != "court_order" or any(map(_ANNULS.search, event.trigger_words))


def _ruled(reading: Reading, order: Event) -> tuple[str, ...]:
    """The words of a court's act, the first with what it granted: "granted Acme a preliminary injunction"."""
    end = min(order.trigger.end + 60, order.evidence[0].end if order.evidence else order.trigger.end)
    return (*order.trigger_words, reading.text.low[order.trigger.start : end])


def _of_a_ban(reading: Reading, order: Event) -> bool:
    """Whether the sentences of a court's order speak of a ban or of what it forbids."""
    low = reading.text.low
    sentences = [s.span for span in order.evidence if (s := reading.text.sentence_at(span.start)) is not None]
    return any(_BAN.search(low, start, end) for start, end in sentences)


def _stays(reading: Reading, parties: frozenset[str], keys: Keys) -> bool:
    """Whether the document of an end says in a sentence that names only the party that it stays restricted."""
    own = keys.named_in(reading, parties)
    for span in sentences_naming(reading, own):
        match = _STAYS.search(reading.text.low, span.start, span.end)
        if match is not None and not any(
            e.id not in own and e.type in ("company", "person") for _, e in reading.parties.between(span.start, match.start())
        ):
            return True
    return False


def _adds_as_well(reading: Reading, ending: Event, cluster: Cluster, keys: Keys) -> bool:
    """Whether a rule that adds some and removes others lists the party, and no sentence of the removal names it."""
    if not any(
        e.status in ("in_force", "announced", "reversed")
        and e.date == ending.date
        and keys.parties(reading, e.target) & cluster.parties
        for e in reading.events_of((cluster.type,))
    ):
        return False
    named = {keys.of(e.key) for s in ending.evidence for _, e in reading.parties.between(s.start, s.end)}
    return not named & cluster.parties


def _same_authority(reading: Reading, order: Event, cluster: Cluster, keys: Keys | None) -> bool:
    """Whether a court's order binds the authority that did the cluster's act, by a document that tells of both."""
    bound = set(order.target)
    return (
        bool(bound)
        and keys is not None
        and any(
            not bound.isdisjoint(event.actor) and keys.parties(reading, event.target) & cluster.parties
            for event in reading.events_of((cluster.type,))
        )
    )
