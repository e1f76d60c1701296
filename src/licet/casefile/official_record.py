"""What official facts say about an act: listings, orders and licenses of the register, the imported lists, and confirmed claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from licet.casefile.across import Keys
from licet.casefile.answers import Answer
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

_SHOWN_BY: dict[str, tuple[type[Listing | GeneralLicense | Authorization], ...]] = {
    "denial_order": (DenialOrder,), "temporary_denial_order": (DenialOrder,), "suspended_denial_order": (DenialOrder,),
    "entity_list_addition": (EntityListing,), "designation": (Blocking, Sanction), "military_company_listing": (MilitaryEndUser, Notice),
    "procurement_ban": (Notice,), "temporary_general_license": (GeneralLicense, Authorization),
}  # fmt: skip
_NOTICE_LISTS = {
    "procurement_ban": ("us_s889", "us_fcc_usf", "us_fcc_covered"),
    "military_company_listing": ("us_dod_1260h", "us_dod_cmc"),
}
#: Everything that is known.
LATEST = datetime(9999, 12, 31, tzinfo=UTC)


def facts_about(parties: frozenset[str], keys: Keys, record: Sequence[Fact[Any]]) -> list[Fact[Any]]:
    """Facts whose listed party bears a name of one of the parties."""
    wanted = {fold(keys.canonical.get(p, p)) for p in parties} | {fold(p.split(":")[-1]) for p in parties}
    found, ids = [], set()
    for fact in record:
        if isinstance(fact.value, Listing) and any(fold(name.text) in wanted for name in fact.value.party.names):
            found.append(fact)
            ids.add(fact.id)
    found += [f for f in record if isinstance(f.value, (GeneralLicense, Authorization)) and ids & set(f.value.parties)]
    return found


def fold(name: str) -> str:
    """A name for comparison, without legal form: Huawei Technologies Co., Ltd. is Huawei Technologies.

    >>> fold("Huawei Technologies Co., Ltd.")
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


def from_record(types: Sequence[str], parties: frozenset[str], on: date, keys: Keys, record: Sequence[Fact[Any]]) -> Answer | None:
    """What official facts say; None when they say nothing about this kind of act and these parties."""
    if not parties or not record:
        return None
    classes = tuple(c for kind in types for c in _SHOWN_BY.get(kind, ()))
    about = [f for f in facts_about(parties, keys, record) if isinstance(f.value, classes) and _fits(f, types)] if classes else []
    if not about:
        return None
    current = list(as_of(about, AsOf(on, LATEST)))
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
        else "nothing on the day"
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
