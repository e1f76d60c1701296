"""Confirmed claims: a claim of a case becomes a dated fact of the ledger, with its source, and can be taken back.

A claim enters the ledger in one of two ways: an official document of the case tells of the act as done, and is then the
source; or a person confirms it, with a name and a reason, and is the source. What is only said (a pledge, a bill, a plan, a
charge) is refused: it can be supposed (`licet.casefile.supposing`), and it can be confirmed once somebody states the day from
which the act has effect and where that was published.

Each claim is a list of its own in the ledger, `case:<case>-<number>`, with one entry; withdrawing it, or ending it, is a later
publication of that list. Nothing is edited or deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from licet.casefile.claim_facts import day_of, fact_of, valid_of
from licet.casefile.claim_of_case import Claim
from licet.errors import BadValue, UnknownName
from licet.facts import Fact, Interval, Source, known_since
from licet.listings import Listing
from licet.records.ledger import Ledger, Publication, Recorded

_ENDINGS = {
    "delisting": ("entity_listing", "blocking", "notice", "unverified"),
    "denial_order_termination": ("denial_order",),
}


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
    official = claim.reading.official and claim.done and by is None and claim.event.found_by is None
    if by is None and not official:
        raise BadValue(
            f"{claim.words!r} is told by {claim.reading.file}, "
            + ("as only the trained reader reads it" if claim.event.found_by else "which is no official document"),
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
    valid = valid_of(claim, start, until)
    known = min(known_since(published), now) if published is not None else _published(claim, now) if official else now
    facts = [fact_of(claim, number, party, valid, cite, by, reason, known) for number, party in enumerate(claim.parties, 1)]
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
    day = on or day_of(claim)
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


def listed(held: dict[str, list[Fact[Listing]]]) -> Iterable[dict[str, Any]]:
    """Confirmed claims as rows for people and for `--json`."""
    for list_id, facts in held.items():
        for fact in facts:
            yield {
                "claim": list_id, "fact": fact.id, "kind": fact.value.kind, "list": fact.value.list_id, "party": fact.value.party.caption,
                "valid": fact.valid.as_dict(), "withdrawn": fact.valid.empty, "known_at": fact.known_at.isoformat(), "publisher": fact.source.publisher,
                "title": fact.source.title, "where": fact.source.locator, "cite": fact.value.cite,
            }  # fmt: skip
