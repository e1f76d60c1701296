"""Whether any act of relief had effect: an authorization, a license, an ended order; never a pledge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from licet.casefile.across import Cluster, Keys
from licet.casefile.answers import Answer
from licet.casefile.dates import bounds
from licet.casefile.events import Event
from licet.casefile.in_force import RELIEF, SAID
from licet.casefile.official_record import LATEST, facts_about
from licet.casefile.one_telling import standing_of
from licet.casefile.reading import Reading
from licet.facts import AsOf, Fact, as_of
from licet.listings import Authorization, DenialOrder, GeneralLicense, Listing, Notice

#: What a license that eases an end, or serves others than the party, is for.
_PURPOSE = re.compile(
    r"\bw(?:ind|ound|inding)[- ](?:down|up)\b|\b(?:existing (?:customers|handsets|devices|equipment|networks|users|contracts)|already (?:sold|installed|signed)|security updates|software updates|maintain(?:ing)? (?:existing|networks)|spare parts|safety|offload|unload|soften the blow|limited)\b"
)


def _limited(reading: Reading, event: Event) -> bool:
    """Whether an act of relief is a temporary license for an end of dealings, for upkeep or for others."""
    if event.type != "temporary_general_license":
        return False
    return any(
        _PURPOSE.search(reading.text.low, sentence.span.start, sentence.span.end + 200)
        for span in event.evidence
        if (sentence := reading.text.sentence_at(span.start)) is not None
    )


def relief_granted(
    parties: frozenset[str],
    on: date,
    clusters: Sequence[Cluster],
    keys: Keys,
    record: Sequence[Fact[Any]],
) -> Answer:
    """Whether any act of relief had effect by a day: an authorization, a license, an ended order; never a pledge."""
    said, done = [], []
    for cluster in clusters:
        if parties and not cluster.parties & parties:
            continue
        for reading, event in cluster.members:
            if event.type in RELIEF and event.status == "in_force":
                day = bounds(event.date)[0] if event.date else reading.written
                if day is not None and day <= on:
                    done.append((reading, event))
            elif event.type in (*RELIEF, "relief_pledge", "directive", "sanctions_review") and event.status in SAID:
                said.append((reading.doc_id, event.id))
    about = facts_about(parties, keys, record)
    valid = [f for f in as_of(about, AsOf(on, LATEST)) if isinstance(f.value, (Authorization, GeneralLicense))]
    if valid:
        return Answer("yes", f"{valid[0].value.name} in force on the day", "in force", facts=valid, not_basis=said)
    standing_orders = [
        f
        for f in as_of(about, AsOf(on, LATEST))
        if isinstance(f.value, Listing)
        and not (isinstance(f.value, DenialOrder) and f.value.suspended)
        and not isinstance(f.value, Notice)
    ]
    latest = {f.id: f for f in sorted(about, key=lambda f: f.known_at)}.values()
    ended = [f for f in latest if isinstance(f.value, Listing) and f.valid.end is not None and on - timedelta(days=365) <= f.valid.end <= on and not standing_orders
             and not (isinstance(f.value, DenialOrder) and f.value.suspended)]  # fmt: skip
    if ended:
        return Answer(
            "yes", f"{ended[0].value.kind.replace('_', ' ')} ended on {ended[0].valid.end}", "in force", facts=ended, not_basis=said
        )
    if done and not standing_orders and all(_limited(r, e) for r, e in done):
        limited = [(r.doc_id, e.id) for r, e in done]
        return Answer("not_established", "only a license of limited purpose is told of", basis=limited, not_basis=[*said, *limited])
    if done and not standing_orders:
        return Answer(
            "yes",
            "an act of relief is told as done",
            standing_of(done[0][0]),
            basis=[(r.doc_id, e.id) for r, e in done],
            not_basis=said,
        )
    if standing_orders:
        return Answer(
            "no", f"the restriction stands: {standing_orders[0].value.cite}", basis=said, facts=standing_orders, not_basis=said
        )
    if said:
        return Answer("no", "relief is only said or denied; no act with effect is told", basis=said, not_basis=said)
    return Answer("not_established", "nothing is told of relief")


_RAN_OUT = re.compile(
    r"\b(?:lift|end|revok|withdr|rescind|cancel|terminat)\w* (?:the |that |its |this |his )?(?:[a-z]+ ){0,2}?(?:waiver|exemption|reprieve|licen[sc]e)\b"
    r"|\b(?:waiver|exemption|reprieve|licen[sc]e)s? (?:has |had |have |was |is |were )?(?:[a-z]+ ){0,2}?(?:lifted|ended|revoked|withdrawn|expired|lapsed|ran out|run out|rescinded|cancel)"
)


def relief_stands(granted: Answer, on: date, readings: Sequence[Reading]) -> Answer:
    """A relief that was granted, asked about as of a day: a later document that speaks of its end leaves open whether it stands."""
    if granted.answer != "yes" or granted.facts:
        return granted
    begun = min(
        (r.written for r in readings if r.written is not None and r.doc_id in {doc for doc, _ in granted.basis}), default=None
    )
    for reading in readings:
        if reading.written is None or reading.written > on or (begun is not None and reading.written <= begun):
            continue
        if _RAN_OUT.search(reading.text.low):
            return Answer(
                "not_established", f"{reading.doc_id} speaks of its end", basis=granted.basis, not_basis=granted.not_basis
            )
    return granted


_EASED = re.compile(
    r"\b(?:reprieve|waive[dr]|waivers?|general licen[sc]e|temporary licen[sc]e|exempted|delisted|lifted|eased|rolled back|granted|unblocked|issu(?:ed?|ing) licen[sc]es|removed from)\b"
)


def only_asked_for(parties: frozenset[str], on: date, readings: Sequence[Reading], keys: Keys) -> Answer | None:
    """ "No" where documents of those days tell that relief was asked for, and no document of the case speaks of any that was given."""
    asked = [
        (reading.doc_id, event.id)
        for reading in readings
        if reading.written is not None and abs(reading.written - on) <= timedelta(days=31)
        if keys.named_in(reading, parties)
        for event in reading.events_of(("relief_request",))
        if event.status != "denied"
    ]
    if not asked or any(_EASED.search(reading.text.low) for reading in readings):
        return None
    return Answer("no", "relief is only asked for; no document speaks of any that was given", basis=asked, not_basis=asked)
