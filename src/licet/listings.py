"""Listings: one entry of a restricted-party list, and its kind.

Every kind says what it does in law; its period is the `valid` of the fact that carries it, never a field. Two listings of
one firm stay two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from licet.parties import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What all kinds share.

    Attributes:
        list_id: The list it stands on, such as "us_bis_dpl".
        party: Who is listed: names, addresses, identifiers.
        programs: Tags the publisher gives: "SDGT", "RUSSIA-EO14024".
        cite: Where it was published: "81 FR 12004"; several are joined by "; ".
        raw: The source's words for fields that were cleaned, by column name.
    """

    kind: ClassVar[str] = "listing"
    list_id: str
    party: Party
    programs: tuple[str, ...] = ()
    cite: str | None = None
    raw: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialOrder(Listing):
    """An order that takes away a person's export privileges.

    15 CFR 764.3(a)(2); standard terms in Supplement No. 1 to part 764. A suspended order does not bite (15 CFR 766.17(c)).

    Attributes:
        standard_terms: False when the order's own text narrows or widens the terms; None when the source does not say.
        suspended: Whether the order is suspended on probation.
        related_to: The respondent of whom this party is a related person (15 CFR 766.23), or None.
    """

    kind: ClassVar[str] = "denial_order"
    standard_terms: bool | None = True
    suspended: bool = False
    related_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityListing(Listing):
    """An entry of the Entity List (Supplement No. 4 to part 744; 15 CFR 744.11, 744.16).

    Attributes:
        scope: What needs a license: "all" (all items subject to the EAR), "ccl" (items on the Commerce Control List),
            "all-but" (all except what `scope_items` names), "only" (just what `scope_items` names), or "words" when
            only the column's words say.
        scope_items: ECCNs or "EAR99" that `scope` names.
        requirement: The license requirement column, in the project's own words or the list's phrase.
        policy: Review policy: "presumption of denial", "policy of denial", "case by case", "presumption of approval".
        footnotes: Footnote numbers 1 to 5 that change its reach (15 CFR 734.9(e), (g); 744.11(a)).
        exceptions_open: License exceptions the entry itself leaves open, such as "RFF".
        address_only: Whether the entry lists an address without a name (15 CFR 744.16(f)).
    """

    kind: ClassVar[str] = "entity_listing"
    scope: str = "all"
    scope_items: tuple[str, ...] = ()
    requirement: str = "all items subject to the EAR"
    policy: str | None = None
    footnotes: frozenset[int] = field(default_factory=frozenset)
    exceptions_open: tuple[str, ...] = ()
    address_only: bool = False


class Unverified(Listing):
    """A party whose bona fides BIS could not verify (15 CFR 744.15, Supplement No. 6 to part 744)."""

    __slots__ = ()
    kind: ClassVar[str] = "unverified"


class MilitaryEndUser(Listing):
    """An entry of the Military End-User List (15 CFR 744.21, Supplement No. 7 to part 744)."""

    __slots__ = ()
    kind: ClassVar[str] = "military_end_user"


class Blocking(Listing):
    """A designation that blocks property (OFAC's SDN list, UN, EU or UK asset freezes); `programs` say under what."""

    __slots__ = ()
    kind: ClassVar[str] = "blocking"


class Sanction(Listing):
    """A sanction short of blocking: sectoral, securities, correspondent-account or menu-based lists."""

    __slots__ = ()
    kind: ClassVar[str] = "sanction"


class Debarment(Listing):
    """A bar from arms exports (22 CFR 127.7) or a nonproliferation sanction of the State Department."""

    __slots__ = ()
    kind: ClassVar[str] = "debarment"


class Notice(Listing):
    """A listing without a trade rule of its own: FCC Covered List, section 889, section 1260H, a user's own list."""

    __slots__ = ()
    kind: ClassVar[str] = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralLicense:
    """A temporary general license: for named listings it restores the rules as before listing (ZTE 2016, Huawei 2019).

    Attributes:
        name: Its short name: "ZTE TGL".
        list_id: The list whose requirement it lifts.
        parties: Ids of the listings it serves; sister listings stay shut.
        restores: "all" for the position before listing, else the classes of acts it allows.
        cite: Where it was published.
    """

    kind: ClassVar[str] = "general_license"
    name: str
    list_id: str
    parties: tuple[str, ...]
    restores: str = "all"
    classes: tuple[str, ...] = ()
    cite: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorization:
    """What an agency allows under a denial order while it runs (15 CFR 764.3(a)(2)).

    Attributes:
        parties: Ids of the denial orders it relieves.
        classes: The classes of acts allowed, each a plain phrase.
        cite: Where it was published.
    """

    kind: ClassVar[str] = "authorization"
    name: str
    parties: tuple[str, ...]
    classes: tuple[str, ...]
    cite: str | None = None


#: The word of each kind of listing, as packs and payloads write it, with its class.
LISTING_KINDS: Mapping[str, type[Listing]] = {
    kind.kind: kind for kind in (Blocking, Debarment, DenialOrder, EntityListing, MilitaryEndUser, Notice, Sanction, Unverified)
}
