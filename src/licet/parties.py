"""Parties: who takes part in a transaction or stands on a list, by which names, where, and who owns them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class PartyKind(StrEnum):
    """What sort of party it is, where the source says."""

    PERSON = "person"
    ORGANIZATION = "organization"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    ADDRESS = "address"
    UNKNOWN = "unknown"


class Strength(StrEnum):
    """How far a name identifies: OFAC calls some aliases weak, the UN calls them low quality."""

    PRIMARY = "primary"
    STRONG = "strong"
    WEAK = "weak"
    FORMER = "former"


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a party.

    Attributes:
        text: The name, cleaned for reading.
        strength: Primary, strong alias, weak alias, or former name.
        script: ISO 15924 code where known, such as "Hans"; None when not told.
        raw: The source's words where they differ from `text`.
    """

    text: str
    strength: Strength = Strength.PRIMARY
    script: str | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """Where a party is. `country` is an ISO 3166-1 alpha-2 code, or a sub-country region such as UA-43."""

    text: str = ""
    city: str | None = None
    region: str | None = None
    postal_code: str | None = None
    country: str | None = None
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number an authority gave: `kind` such as passport, imo, lei, uscc, ogrn, registration, tax, website, crypto."""

    kind: str
    number: str
    country: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who takes part in a transaction, or stands on a list.

    `None` means we were not told; an empty tuple means the source was read and named none.

    Attributes:
        id: Stable within its source or book.
        kind: Person, organization, vessel, aircraft, or a bare address.
        names: The first is the primary one.
        addresses: Where it is.
        identifiers: Numbers given by authorities.
        country: ISO 3166-1 alpha-2 code of its seat or residence, None when not told.
        nationalities: ISO codes, for persons.
        birth_dates: ISO dates or years as the source gives them ("1970", "1970-03", "1970-03-05", "c. 1970").
        birth_places: As the source gives them.
        remarks: The source's free text that no field holds.
    """

    id: str
    kind: PartyKind = PartyKind.UNKNOWN
    names: tuple[Name, ...]
    addresses: tuple[Address, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    country: str | None = None
    nationalities: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    remarks: str | None = None

    @property
    def caption(self) -> str:
        """The name people call it by; an address listing is called by its address."""
        if self.names:
            return self.names[0].text
        return self.addresses[0].text if self.addresses else self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """Who holds how much of whom.

    Attributes:
        owner: Id of the holder.
        owned: Id of what is held.
        low: Least share, 0 to 100 percent, exact.
        high: Greatest share; equal to `low` when the share is known.
        kind: "equity", "votes" or "control".
    """

    owner: str
    owned: str
    low: Decimal
    high: Decimal
    kind: str = "equity"
