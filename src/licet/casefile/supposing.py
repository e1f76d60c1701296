"""Supposed claims: what is only said, written as a what-if that an impact can be computed on, and never as a fact.

The file is the one `licet impact --what-if` reads (`licet.exposure.what_if`): its standing is `announced` or `supposed`, and
every answer drawn from it is told as "would". Nothing here touches the ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from licet.casefile.calendar import add_term
from licet.casefile.claim_facts import TERM
from licet.casefile.claim_of_case import Claim
from licet.casefile.dates import bounds
from licet.errors import BadValue

_LIST_OF = {
    "entity_list_addition": "us_bis_entity", "designation": "us_ofac_sdn", "denial_order": "us_bis_dpl", "temporary_denial_order": "us_bis_dpl",
    "suspended_denial_order": "us_bis_dpl",
}  # fmt: skip
EASES = frozenset(
    {"delisting", "denial_order_termination", "sanctions_relief", "relief_pledge", "directive", "temporary_general_license"}
)


def what_if(claim: Claim, start: date | None, standing_listings: Sequence[str]) -> dict[str, Any]:
    """A claim as the content of a what-if file.

    Args:
        claim: What is supposed; done or only said, it is supposed all the same.
        start: The day from which it is supposed to hold; the claim's own day when None.
        standing_listings: Ids of listings that restrict its parties, which relief would end.

    Raises:
        BadValue: The claim has no day, no party, or is of a kind that no step of a what-if expresses.
    """
    day = start or day_of(claim)
    kind = claim.cluster.type
    if not claim.parties:
        raise BadValue("names no party that a list could hold", where=claim.says())
    steps: list[dict[str, Any]]
    if kind in EASES:
        if not standing_listings:
            raise BadValue(
                "nothing that the ledger holds restricts its parties, so there is nothing to suppose ended",
                where=claim.says(),
                remedy="Import the list (`licet lists import`), or confirm the claim that restricts them.",
            )
        steps = [{"end": listing, "on": day.isoformat()} for listing in standing_listings]
    elif kind in _LIST_OF:
        steps = [_listing(claim, kind, name, more, str(party_kind), day) for name, more, party_kind in claim.parties]
    else:
        raise BadValue(
            f"no step of a what-if expresses a {kind.replace('_', ' ')}",
            where=claim.says(),
            remedy="Listings, designations, denial orders and relief from them can be supposed; write law steps by hand.",
        )
    said = "announced" if claim.event.status == "announced" else "supposed"
    return {
        "says": f"Supposed, not in force: {claim.says().split(' (')[0]} from {day} (told as {claim.event.status.replace('_', ' ')})", "standing": said,
        "source": f'{claim.reading.file}: "{claim.words[:160]}"', "steps": steps,
    }  # fmt: skip


def _listing(claim: Claim, kind: str, name: str, more: Sequence[str], party_kind: str, day: date) -> dict[str, Any]:
    step: dict[str, Any] = {"list": _LIST_OF[kind], "name": name, "from": day.isoformat(), "kind": party_kind}
    aliases = [n for n in more if " " in n]
    if aliases:
        step["aliases"] = aliases
    if kind == "suspended_denial_order":
        step["suspended"] = "yes"
    term = next((t.value for t in claim.event.terms if t.value), None) or TERM.get(kind)
    end = add_term(day, term) if term else None
    if end is not None:
        step["until"] = date.fromordinal(end.toordinal() - 1).isoformat()
    return step


def day_of(claim: Claim) -> date:
    """The first day of a claim's date.

    Raises:
        BadValue: It has none.
    """
    told = claim.event.date or claim.cluster.date
    if told is None:
        raise BadValue("the documents tell no day for it", where=claim.says(), remedy="Give one: --from 2018-06-01.")
    return bounds(told)[0]
