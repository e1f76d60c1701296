"""Confirmed claims: a claim of a case becomes a dated fact of the ledger, with its source, and can be taken back.

A claim enters the ledger in one of two ways: an official document of the case tells of the act as done, and is then the
source; or a person confirms it, with a name and a reason, and is the source. What is only said (a pledge, a bill, a plan, a
charge) is refused: it can be supposed (`licet.casefile.supposing`), and it can be confirmed once somebody states the day from
which the act has effect and where that was published.

Each claim is a list of its own in the ledger, `case:<case>-<number>`, with one entry; withdrawing it, or ending it, is a later
publication of that list. Nothing is edited or deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from licet.casefile.across import Cluster
from licet.casefile.calendar import add_term
from licet.casefile.case import Case
from licet.casefile.dates import bounds
from licet.casefile.events import Event
from licet.casefile.reading import Reading
from licet.errors import BadValue, UnknownName, nearest
from licet.facts import Fact, Interval, Source, known_since
from licet.listings import Blocking, DenialOrder, EntityListing, Listing, Notice, Unverified
from licet.parties import Name, Party, PartyKind, Strength
from licet.records.ledger import Ledger, Publication, Recorded

DONE = frozenset({"in_force", "historical"})
TERM = {"temporary_denial_order": "P180D"}  # 15 CFR 766.24(d)(1) as it stood before the rule of 2023; later orders state their term
_ENDINGS = {
    "delisting": ("entity_listing", "blocking", "notice", "unverified"),
    "denial_order_termination": ("denial_order",),
}
_OWN_LISTS = {"uk-": "uk_ofsi", "eu-": "eu_fsf", "un": "un_sc"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of a case, as it may be confirmed or supposed.

    Attributes:
        cluster: The tellings it rests on.
        reading, event: The telling it is taken from: an official one if there is any, else the first that says it was done.
        parties: Canonical name, further names, and kind of each party it is about.
    """

    case: str
    cluster: Cluster
    reading: Reading
    event: Event
    parties: tuple[tuple[str, tuple[str, ...], PartyKind], ...]

    @property
    def id(self) -> str:
        """Stable over re-readings: it hangs on the kind of act, the parties and the year, not on numbering."""
        year = (self.cluster.date or "")[:4]
        told = "|".join((self.cluster.type, *sorted(name for name, *_ in self.parties), year))
        return f"case:{_slug(self.case)}-{sha256(told.encode()).hexdigest()[:8]}"

    @property
    def done(self) -> bool:
        """Whether any telling says that the act was done."""
        return self.event.status in DONE

    @property
    def words(self) -> str:
        """The words of the document that tell of it."""
        return " ".join(self.reading.text.words(self.event.trigger).split())

    def says(self) -> str:
        """The claim in a line."""
        names = ", ".join(name for name, *_ in self.parties)
        return f"{self.cluster.type.replace('_', ' ')}: {names or 'no party named'} ({self.event.status.replace('_', ' ')})"


def find_claim(case: Case, name: str, wanted: str) -> Claim:
    """The claim called `C3` (a cluster) or `DOCUMENT/V2` (one telling) in a case.

    Args:
        case: The case.
        name: Of the case: the stem of its file.
        wanted: The claim's id.

    Raises:
        UnknownName: The case has no such claim; the nearest is named.
    """
    ids: dict[str, tuple[Cluster, Reading | None, Event | None]] = {}
    for cluster in case.clusters:
        if cluster.members:
            ids[cluster.id] = (cluster, None, None)
            ids.update({f"{r.doc_id}/{e.id}": (cluster, r, e) for r, e in cluster.members})
    if wanted not in ids:
        raise UnknownName(
            f"the case has no claim {wanted!r}",
            why=nearest(wanted, ids),
            remedy="`licet case show CASE --json` lists claims as C1, C2, ... and tellings as DOCUMENT/V1.",
        )
    cluster, reading, event = ids[wanted]
    if reading is None or event is None:
        reading, event = min(cluster.members, key=lambda m: (m[1].status not in DONE, not m[0].official, m[0].doc_id))
    return Claim(case=name, cluster=cluster, reading=reading, event=event, parties=_parties(case, reading, event))


def _parties(case: Case, reading: Reading, event: Event) -> tuple[tuple[str, tuple[str, ...], PartyKind], ...]:
    """The parties one telling is about, with every name the case knows them by."""
    found: dict[str, tuple[str, tuple[str, ...], PartyKind]] = {}
    for identity in event.target:
        entity = reading.entity(identity)
        if entity is None or entity.type not in ("company", "organization", "person"):
            continue
        key = case.keys.of(entity.key)
        names: dict[str, None] = {}
        for other in case.readings:
            for named in other.parties.entities:
                if case.keys.of(named.key) == key:
                    names.update(
                        dict.fromkeys([named.canonical, *(other.text.words(m.span) for m in named.mentions if m.kind == "name")])
                    )
        canonical = max((entity.canonical, case.keys.canonical.get(key, entity.canonical)), key=len)
        kind = PartyKind.PERSON if entity.type == "person" else PartyKind.ORGANIZATION
        rest = tuple(n for n in sorted({" ".join(n.split()) for n in names}) if n.casefold() != canonical.casefold())
        found[key] = (canonical, rest, kind)
    return tuple(found.values())


def confirm(
    ledger: Ledger, claim: Claim, *, by: str | None, reason: str | None, start: date | None = None, until: date | None = None,
    cite: str | None = None, published: date | None = None, now: datetime | None = None,
) -> tuple[list[Fact[Listing]], Recorded]:  # fmt: skip
    """Write a claim into the ledger as facts.

    Args:
        ledger: Where to.
        claim: What.
        by: The person who confirms it; None when an official document of the case does.
        reason: Why, in the person's words; needed with `by`.
        start: The day from which it holds, when the documents give no day, or for an act they tell of as to come.
        until: Its last day, when it has one.
        cite: Where it was published ("84 FR 22961"), when the documents do not say.
        published: The day it was made public, from which it could be known; the document's own day for an official document, now
            for a person who does not say.
        now: The clock.

    Raises:
        BadValue: The claim is only said, has no day, names no party, or is of a kind that no listing is; nothing was recorded.
    """
    now = (now or datetime.now(UTC)).replace(microsecond=0)
    official = claim.reading.official and claim.done and by is None
    if by is None and not official:
        raise BadValue(
            f"{claim.words!r} is told by {claim.reading.file}, which is no official document",
            where=claim.says(),
            remedy="Add the agency's own document to the case, or confirm it yourself: --by NAME --reason WHY.",
        )
    if by is not None and not (reason and reason.strip()):
        raise BadValue("a person's confirmation needs a reason", where="--reason")
    if not claim.done and (start is None or cite is None):
        raise BadValue(
            f"it is only {claim.event.status.replace('_', ' ')}: said is not in force",
            where=claim.says(),
            remedy="Suppose it with `licet case what-if`; once it has effect, give its day and where it was published: --from D --cite C.",
        )
    if claim.cluster.type in _ENDINGS:
        return _end(ledger, claim, by=by, reason=reason, on=start, now=now, official=official)
    valid = _valid(claim, start, until)
    known = min(known_since(published), now) if published is not None else _published(claim, now) if official else now
    facts = [_fact(claim, number, party, valid, cite, by, reason, known) for number, party in enumerate(claim.parties, 1)]
    if not facts:
        raise BadValue("names no party that a list could hold", where=claim.says())
    return facts, ledger.record(_publication(claim.id, facts, known, now, by, reason, claim), facts)


def withdraw(ledger: Ledger, list_id: str, *, by: str, reason: str, now: datetime | None = None) -> Recorded:
    """Take a confirmed claim back: from now on it is known never to have held. What was known before stays on record.

    Raises:
        UnknownName: The ledger holds no such confirmed claim.
        BadValue: No reason was given, or it was withdrawn before.
    """
    now = (now or datetime.now(UTC)).replace(microsecond=0)
    if not reason.strip():
        raise BadValue("taking a claim back needs a reason", where="--reason")
    held = confirmed(ledger).get(list_id)
    if held is None:
        raise UnknownName(f"no claim {list_id!r} was confirmed", remedy="`licet case confirmed` lists them.")
    if all(fact.valid.empty for fact in held):
        raise BadValue("was withdrawn before", where=list_id)
    gone = [
        Fact(
            id=f.id,
            value=f.value,
            valid=Interval(f.valid.start or now.date(), f.valid.start or now.date()),
            known_at=now,
            source=f.source,
        )
        for f in held
    ]
    return ledger.record(_again(list_id, gone, now, by, f"withdrawn: {reason}"), gone)


def confirmed(ledger: Ledger) -> dict[str, list[Fact[Listing]]]:
    """Every claim ever confirmed, by its list, as the ledger shows it now."""
    from licet.payloads import from_json

    found: dict[str, list[Fact[Listing]]] = {}
    readings = {vintage.id: vintage for vintage in ledger.readings() if vintage.list_id.startswith("case:")}
    for list_id in sorted({vintage.list_id for vintage in readings.values()}):
        latest = {row.key: row for row in ledger.stored(list_id)}  # by id, then by what was known last
        bodies = dict(ledger.bodies(row.payload for row in latest.values()))
        found[list_id] = [
            Fact(
                id=key, value=from_json(bodies[row.payload]), valid=Interval(row.valid_from, row.valid_to), known_at=row.known_at,
                source=Source(
                    publisher=readings[row.publication].publisher, title=readings[row.publication].title, sha256=row.file or None,
                    locator=row.locator, published=row.known_at.date(), retrieved_at=readings[row.publication].retrieved_at,
                ),
            )
            for key, row in sorted(latest.items())
        ]  # fmt: skip
    return found


def _end(
    ledger: Ledger, claim: Claim, *, by: str | None, reason: str | None, on: date | None, now: datetime, official: bool
) -> tuple[list[Fact[Listing]], Recorded]:
    """Confirm an act that ends another: the confirmed claim it ends gets its last day.

    A listing that an official list carries ends only when that list shows it.
    """
    day = on or _day(claim)
    kinds = _ENDINGS[claim.cluster.type]
    names = {n.casefold() for canonical, more, _ in claim.parties for n in (canonical, *more)}
    for list_id, held in confirmed(ledger).items():
        hit = [
            f
            for f in held
            if f.value.kind in kinds and not f.valid.empty and names & {n.text.casefold() for n in f.value.party.names}
        ]
        if not hit:
            continue
        if hit[0].valid.end is not None and hit[0].valid.end <= day:
            raise BadValue(f"ended before, on {hit[0].valid.last_day}", where=list_id)
        known = _published(claim, now) if official else now
        ended = [
            Fact(
                id=f.id, value=f.value, valid=Interval(f.valid.start, day) if f in hit else f.valid, known_at=known, source=f.source
            )
            for f in held
        ]
        words = f"ended by {claim.reading.file}: {claim.words[:120]}" + (f" ({reason})" if reason else "")
        return ended, ledger.record(_again(list_id, ended, known, by or claim.reading.file, words), ended)
    raise BadValue(
        "no confirmed claim of this party is there to end",
        where=claim.says(),
        why="A listing of an official list ends only when that list shows it.",
        remedy="`licet lists update`, or `licet lists import` with the publication that no longer carries it.",
    )


def _valid(claim: Claim, start: date | None, until: date | None) -> Interval:
    begins = start or _day(claim)
    term = next((t.value for t in claim.event.terms if t.value), None) or TERM.get(claim.event.type)
    end = until + timedelta(days=1) if until is not None else add_term(begins, term) if term else None
    if end is not None and end <= begins:
        raise BadValue(f"ends on {end - timedelta(days=1)}, before it begins on {begins}", where="--until")
    return Interval(begins, end)


def _day(claim: Claim) -> date:
    """The day the claim's act has effect, from the telling or from the tellings that agree with it.

    Raises:
        BadValue: No day is told.
    """
    for told in (claim.event.date, claim.cluster.date):
        if told is not None:
            first, after = bounds(told)  # first and last day
            if first == after:
                return first
    raise BadValue(
        f"the documents tell no day from which it holds ({claim.event.date or 'no date'})",
        where=claim.says(),
        remedy="Give it: --from 2018-04-15.",
    )


def _fact(
    claim: Claim, number: int, party: tuple[str, tuple[str, ...], PartyKind], valid: Interval, cite: str | None, by: str | None,
    reason: str | None, known: datetime,
) -> Fact[Listing]:  # fmt: skip
    canonical, more, kind = party
    event, reading = claim.event, claim.reading
    given = cite or (" ".join(reading.text.words(event.authority).split()) if event.authority is not None else reading.file)
    if by is not None:
        given = f"{given}; confirmed by {by}"  # a proof says whose word it rests on
    whole = tuple(Name(n, Strength.STRONG if " " in n else Strength.WEAK) for n in more)
    listed = Party(id=f"{claim.id}/{number}", kind=kind, names=(Name(canonical), *whole), remarks=None)
    value = _listing(claim, listed, given)
    where = f"characters {event.trigger.start} to {event.trigger.end}"
    return Fact(
        id=f"{claim.id}/{number}", value=value, valid=valid, known_at=known,
        source=Source(
            publisher=by or "official document", title=reason or reading.file, sha256=reading.sha256, locator=f"{reading.file}: {where}",
        ),
    )  # fmt: skip


def _listing(claim: Claim, party: Party, cite: str) -> Listing:
    """The kind of listing an act makes.

    Raises:
        BadValue: No listing is of this kind: a penalty, a tariff or a pledge changes nothing that a list could hold.
    """
    kind = claim.event.type
    actor = next((e.key for i in claim.event.actor if (e := claim.reading.entity(i)) is not None), "")
    if kind == "entity_list_addition":
        words = claim.reading.text.low[claim.event.trigger.start : claim.event.evidence[0].end]
        if "unverified list" in words:
            return Unverified(list_id="us_bis_uvl", party=party, cite=cite)
        return EntityListing(list_id="us_bis_entity", party=party, cite=cite)
    if kind == "designation":
        home = next((list_id for prefix, list_id in _OWN_LISTS.items() if actor.startswith(prefix)), "us_ofac_sdn")
        return Blocking(list_id=home, party=party, cite=cite)
    if kind in ("denial_order", "temporary_denial_order", "suspended_denial_order"):
        return DenialOrder(
            list_id="us_bis_dpl", party=party, cite=cite, standard_terms=None, suspended=kind == "suspended_denial_order"
        )
    if kind in ("military_company_listing", "procurement_ban", "transaction_prohibition"):
        return Notice(list_id=claim.id, party=party, cite=cite)
    raise BadValue(
        f"a {kind.replace('_', ' ')} is no listing of a party",
        where=claim.says(),
        remedy="Listings, designations and denial orders can be confirmed; rules and tariffs belong in a law pack.",
    )


def _published(claim: Claim, now: datetime) -> datetime:
    """When an official document made its act known: its own day; now when it has none."""
    written = claim.reading.written
    return min(known_since(written), now) if written is not None else now


def _publication(
    list_id: str, facts: Sequence[Fact[Listing]], known: datetime, now: datetime, by: str | None, reason: str | None, claim: Claim
) -> Publication:
    source = facts[0].source
    title = f"{claim.reading.file}: {claim.words[:160]}"
    publisher = f"confirmed by {by}" if by else "official document of the case"
    content = "|".join(sorted(f"{f.id} {f.valid} {f.value!r}" for f in facts))
    return Publication(
        list_id=list_id, vintage=known, publisher=publisher, title=title, url=None, retrieved_at=now,
        files=((claim.reading.file, source.sha256 or sha256(content.encode()).hexdigest(), len(claim.reading.text.raw), len(facts)),),
        read=len(facts), kept=len(facts), accepted=reason, notes=(claim.says(), *((f"by {by}",) if by else ())),
    )  # fmt: skip


def _again(list_id: str, facts: Sequence[Fact[Listing]], now: datetime, by: str, words: str) -> Publication:
    content = "|".join(sorted(f"{f.id} {f.valid}" for f in facts)) + words
    return Publication(
        list_id=list_id, vintage=now, publisher=f"confirmed by {by}", title=words[:200], retrieved_at=now,
        files=((words[:60], sha256(content.encode()).hexdigest(), len(content), len(facts)),), read=len(facts), kept=len(facts),
        accepted=words, notes=(f"by {by}",),
    )  # fmt: skip


def _slug(name: str) -> str:
    """A case's name as part of an id.

    >>> _slug("Huawei 2019 (May)")
    'huawei-2019-may'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40] or "case"


def listed(held: dict[str, list[Fact[Listing]]]) -> Iterable[dict[str, Any]]:
    """Confirmed claims as rows for people and for `--json`."""
    for list_id, facts in held.items():
        for fact in facts:
            yield {
                "claim": list_id, "fact": fact.id, "kind": fact.value.kind, "list": fact.value.list_id, "party": fact.value.party.caption,
                "valid": fact.valid.as_dict(), "withdrawn": fact.valid.empty, "known_at": fact.known_at.isoformat(), "publisher": fact.source.publisher,
                "title": fact.source.title, "where": fact.source.locator, "cite": fact.value.cite,
            }  # fmt: skip
