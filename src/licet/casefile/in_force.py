"""Is it in force on a day? Computed from dated acts and list sources, never read off a headline.

An act counts from its effective date when a document of the issuing agency or a list source shows it done; a press
report makes it *reported in force*. A pledge, an instruction, a bill, a deal or a plea agreement never does. It ends only
by an act that ends it, or by its term. What is only said is listed beside the answer and is never its basis.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from licet.casefile.across import Cluster, Keys
from licet.casefile.calendar import add_term
from licet.casefile.dates import bounds
from licet.casefile.events import Event
from licet.casefile.frames import GROUP_OF, frames
from licet.casefile.reading import Reading
from licet.facts import AsOf, Fact, as_of
from licet.listings import (
    Authorization,
    Blocking,
    DenialOrder,
    EntityListing,
    GeneralLicense,
    Listing,
    MilitaryEndUser,
    Notice,
    Sanction,
)

RESTRICTIVE = (
    "entity_list_addition", "designation", "military_company_listing", "denial_order", "temporary_denial_order", "transaction_prohibition",
    "procurement_ban", "sales_ban",
)  # fmt: skip
RELIEF = ("sanctions_relief", "denial_order_termination", "delisting", "temporary_general_license")
_TERM = {"temporary_denial_order": "P180D"}
_LISTING_OF: dict[str, tuple[type[Listing], ...]] = {
    "denial_order": (DenialOrder,), "temporary_denial_order": (DenialOrder,), "suspended_denial_order": (DenialOrder,),
    "entity_list_addition": (EntityListing,), "designation": (Blocking, Sanction), "military_company_listing": (MilitaryEndUser, Notice),
    "procurement_ban": (Notice,),
}  # fmt: skip
_NOTICE_LISTS = {
    "procurement_ban": ("us_s889", "us_fcc_usf", "us_fcc_covered"),
    "military_company_listing": ("us_dod_1260h", "us_dod_cmc"),
}
_SAID = frozenset({"announced", "proposed", "alleged", "denied", "reversed"})
_LATEST = datetime(9999, 12, 31, tzinfo=UTC)


@dataclass(slots=True)
class Answer:
    """An answer with its proof.

    Attributes:
        answer: yes, no or not_established.
        standing: "in force" (an official source), "reported in force" (press only), or empty.
        basis: (document, annotation) that prove it.
        facts: Official facts that prove it.
        not_basis: What was said and must not be taken for proof.
    """

    answer: str
    why: str
    standing: str = ""
    basis: list[tuple[str, str]] = field(default_factory=list)
    facts: list[Fact[Any]] = field(default_factory=list)
    not_basis: list[tuple[str, str]] = field(default_factory=list)


def act_in_force(
    types: Sequence[str], parties: frozenset[str], on: date, clusters: Iterable[Cluster], keys: Keys, record: Sequence[Fact[Any]] = (), *,
    wanted: Any = None, readings: Sequence[Reading] = (),
) -> Answer:  # fmt: skip
    """Whether an act of one of the types binds one of the parties on a day.

    Args:
        types: Types of act of the closed list.
        parties: Case-wide keys; empty means any.
        on: The day asked about.
        clusters: The case's acts.
        record: Dated facts of official sources: listings, general licenses, authorizations.
        wanted: A test an event must pass beside its type (an amount, a year); None for all.
    """
    clusters = [
        c for c in clusters if c.members and any(e.type in types for _, e in c.members) and (not parties or c.parties & parties)
    ]
    said = [
        (r.doc_id, e.id)
        for c in clusters
        for r, e in c.members
        if e.type in types and e.status in _SAID and (wanted is None or wanted(e))
    ]
    official = _from_record(types, parties, on, keys, record)
    if official is not None:
        official.not_basis = said
        official.basis += [
            (r.doc_id, e.id)
            for c in clusters
            for r, e in c.members
            if official.answer == "yes" and e.type in types and e.status == "in_force"
        ]
        return official
    told = [
        (c, r, e)
        for c in clusters
        for r, e in c.members
        if e.type in types and e.status in ("in_force", "historical") and (wanted is None or wanted(e))
    ]
    ends = {t for kind in types for t in frames()[kind].ended_by}
    best: Answer | None = None
    for cluster, reading, event in told:
        answer = _from_act(cluster, reading, event, on, ends, readings)
        answer.not_basis = said
        if best is None or _RANK[answer.answer] < _RANK[best.answer]:
            best = answer
        elif best is not None and answer.answer == best.answer:
            best.basis += answer.basis
            best.standing = "in force" if "in force" in (best.standing, answer.standing) else best.standing
    if best is not None:
        return best
    if said:
        statuses = sorted({e.status for c in clusters for _, e in c.members if e.type in types and e.status in _SAID})
        return Answer("no", f"only {' and '.join(statuses)}; no act with effect is told", basis=list(said), not_basis=said)
    return Answer("not_established", "no document and no list source tells of such an act")


_RANK = {"yes": 0, "no": 1, "not_established": 2}


def _from_act(
    cluster: Cluster,
    reading: Reading,
    event: Event,
    on: date,
    ends: set[str],
    readings: Sequence[Reading],
) -> Answer:
    """What one telling of a done act says about a day."""
    here = [(reading.doc_id, event.id)]
    continuing = frames()[event.type].lasts in ("until_ended", "pending")
    start = bounds(event.date) if event.date else (bounds(cluster.date) if cluster.date else None)
    name = event.type.replace("_", " ")
    if start is not None and on < start[0]:
        return Answer("no", f"the {name} is of {event.date or cluster.date}, after the day asked about", basis=here)
    if start is not None and on < start[1] and start[0] != start[1]:
        finer = [bounds(e.date) for _, e in cluster.members if e.date]
        latest = min(b[1] for b in finer)
        if on < latest:
            return Answer(
                "not_established", f"the {name} is dated {event.date} only: it may begin after the day asked about", basis=here
            )
    if not continuing:
        return Answer("yes", f"the {name} is told as done", _standing(reading), basis=here)
    for ending, ended_on in _endings(cluster, ends, readings):
        if ended_on is None or ended_on <= on:
            return Answer("no", "an act that ends it is told", basis=[*here, ending])
    term = next((t.value for t in event.terms if t.value), None) or _TERM.get(event.type)
    if term and start is not None and not any(e.renews for _, e in cluster.members):
        end = add_term(start[1], term)
        if end is not None and end <= on:
            return Answer("no", f"its term {term} ended before the day asked about", basis=here)
    if event.status == "historical" and GROUP_OF[event.type] in ("lists", "export privileges", "permissions"):
        return Answer("not_established", f"the {name} is told as past; when it ended is not told", basis=here)
    if start is None and (reading.written is None or on < reading.written - timedelta(days=31)):
        return Answer("not_established", f"the {name} has no date in the documents", basis=here)
    if _outlier(cluster, readings):
        return Answer("not_established", "asserted by one document only, against others that tell of the same order", basis=here)
    return Answer("yes", f"the {name} is told as done and no act that ends it is told", _standing(reading), basis=here)


def _standing(reading: Reading) -> str:
    return "in force" if reading.official else "reported in force"


def _endings(cluster: Cluster, ends: set[str], readings: Sequence[Reading]) -> list[tuple[tuple[str, str], date | None]]:
    """Acts that end the cluster's act, done ones only, with the day they are known to have had effect."""
    found = []
    keys_of = cluster.parties
    for reading in readings:
        for event in reading.events:
            if event.type not in ends or event.status not in ("in_force", "historical"):
                continue
            targets = {e.key for i in event.target if (e := reading.entity(i)) is not None}
            if targets & keys_of or any(
                t.split(":")[-1].split()[0] in {k.split(":")[-1].split()[0] for k in keys_of} for t in targets
            ):
                day = bounds(event.date)[1] if event.date else reading.written
                began = cluster.date
                if began and day is not None and day < bounds(began)[0]:
                    continue
                found.append(((reading.doc_id, event.id), day))
    return found


def _outlier(cluster: Cluster, readings: Sequence[Reading]) -> bool:
    """A ban that a single press document tells of, while others tell of the order without it."""
    if cluster.type not in ("sales_ban", "procurement_ban", "transaction_prohibition"):
        return False
    documents = {r.doc_id for r, _ in cluster.members}
    if len(documents) != 1 or any(r.official for r, _ in cluster.members):
        return False
    others = set()
    for reading in readings:
        for event in reading.events:
            if (
                event.type in ("denial_order", "entity_list_addition", "temporary_denial_order")
                and event.status == "in_force"
                and reading.doc_id not in documents
            ) and {e.key for i in event.target if (e := reading.entity(i)) is not None} & cluster.parties:
                others.add(reading.doc_id)
    return len(others) >= 2


def facts_about(parties: frozenset[str], keys: Keys, record: Sequence[Fact[Any]]) -> list[Fact[Any]]:
    """Facts whose listed party bears a name of one of the parties."""
    wanted = {_fold(keys.canonical.get(p, p)) for p in parties} | {_fold(p.split(":")[-1]) for p in parties}
    found, ids = [], set()
    for fact in record:
        if isinstance(fact.value, Listing) and any(_fold(name.text) in wanted for name in fact.value.party.names):
            found.append(fact)
            ids.add(fact.id)
    found += [f for f in record if isinstance(f.value, (GeneralLicense, Authorization)) and ids & set(f.value.parties)]
    return found


def _fold(name: str) -> str:
    """A name for comparison, without legal form: Huawei Technologies Co., Ltd. is Huawei Technologies.

    >>> _fold("Huawei Technologies Co., Ltd.")
    'huawei technologies'
    """
    words = re.sub(r"[^\w ]", " ", name.lower()).split()
    while len(words) > 1 and words[-1] in (
        "inc",
        "corp",
        "corporation",
        "co",
        "company",
        "ltd",
        "limited",
        "llc",
        "plc",
        "jsc",
        "gmbh",
        "ag",
    ):
        words.pop()
    return " ".join(words)


def _from_record(types: Sequence[str], parties: frozenset[str], on: date, keys: Keys, record: Sequence[Fact[Any]]) -> Answer | None:
    """What official facts say; None when they say nothing about this kind of act and these parties."""
    if not parties or not record:
        return None
    classes = tuple(c for kind in types for c in _LISTING_OF.get(kind, ()))
    about = [f for f in facts_about(parties, keys, record) if isinstance(f.value, classes) and _fits(f, types)] if classes else []
    if not about:
        return None
    current = list(as_of(about, AsOf(on, _LATEST)))
    if current:
        return Answer(
            "yes",
            f"{current[0].value.kind.replace('_', ' ')} in force on the day: {current[0].value.cite}",
            "confirmed in force" if all("confirmed by " in (f.value.cite or "") for f in current) else "in force",
            facts=current,
        )
    if len(set(types)) > 3:
        return None  # a broad question: other lists than those the record holds may answer it
    latest = {f.id: f for f in sorted(about, key=lambda f: f.known_at)}
    ended = [f for f in latest.values() if f.valid.end is not None and f.valid.end <= on]
    later = [f for f in latest.values() if f.valid.start is not None and f.valid.start > on]
    why = (
        f"ended by {ended[-1].valid.last_day}"
        if ended
        else f"begins only on {later[0].valid.start}"
        if later
        else "no such listing on the day"
    )
    return Answer("no", f"the official record shows none on the day: {why}", facts=ended or later)


def _fits(fact: Fact[Any], types: Sequence[str]) -> bool:
    value = fact.value
    if isinstance(value, DenialOrder):
        return value.suspended == (
            "suspended_denial_order" in types and not {"denial_order", "temporary_denial_order"} & set(types)
        )
    if isinstance(value, Notice):
        return any(value.list_id in _NOTICE_LISTS.get(kind, ()) for kind in types)
    return True


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
            elif event.type in (*RELIEF, "relief_pledge", "directive", "sanctions_review") and event.status in _SAID:
                said.append((reading.doc_id, event.id))
    about = facts_about(parties, keys, record)
    valid = [f for f in as_of(about, AsOf(on, _LATEST)) if isinstance(f.value, (Authorization, GeneralLicense))]
    if valid:
        return Answer("yes", f"{valid[0].value.name} in force on the day", "in force", facts=valid, not_basis=said)
    standing_orders = [
        f
        for f in as_of(about, AsOf(on, _LATEST))
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
    if done and not standing_orders:
        return Answer(
            "yes",
            "an act of relief is told as done",
            _standing(done[0][0]),
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
