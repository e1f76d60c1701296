"""A claim as a fact that a list could hold: the days it holds, the listing it makes, the source it rests on."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from licet.casefile.calendar import add_term
from licet.casefile.claim_of_case import Claim
from licet.casefile.dates import bounds
from licet.errors import BadValue
from licet.facts import Fact, Interval, Source
from licet.listings import Blocking, DenialOrder, EntityListing, Listing, Notice, Unverified
from licet.parties import Name, Party, PartyKind, Strength

TERM = {"temporary_denial_order": "P180D"}  # 15 CFR 766.24(d)(1) as it stood before the rule of 2023; later orders state their term
_OWN_LISTS = {"uk-": "uk_ofsi", "eu-": "eu_fsf", "un": "un_sc"}


def valid_of(claim: Claim, start: date | None, until: date | None) -> Interval:
    begins = start or day_of(claim)
    term = next((t.value for t in claim.event.terms if t.value), None) or TERM.get(claim.event.type)
    end = until + timedelta(days=1) if until is not None else add_term(begins, term) if term else None
    if end is not None and end <= begins:
        raise BadValue(f"ends on {end - timedelta(days=1)}, before it begins on {begins}", where="--until")
    return Interval(begins, end)


def day_of(claim: Claim) -> date:
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


def fact_of(
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
