"""What the index knows of a listing: its names and the facts beside them.

A plain record on purpose: any list, and any user's own list, becomes entries without this package knowing how.
"""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Kind = Literal["person", "organization", "vessel", "aircraft", "unknown"]
Strength = Literal["strong", "weak"]


class ListedName(NamedTuple):
    """One name of a listing.

    Attributes:
        text: As published.
        strength: `weak` when the publisher says that the name finds too much (a weak alias).
        script: Script or language as published, or None.
    """

    text: str
    strength: Strength = "strong"
    script: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A listing as the index holds it.

    Attributes:
        listing_id: Unique over all lists in one index.
        list_id: Such as `us_bis_dpl`.
        kind: What is listed; `unknown` is searched as a person and as anything else.
        names: The first is the caption.
        countries: ISO 3166-1 alpha-2 codes.
        birth_dates: ISO dates, years or `YYYY-MM`; impossible dates are kept as published.
        identifiers: Kind of identifier to its values, such as `{"imo": ("9187629",)}`.
        addresses: As published.
    """

    listing_id: str
    list_id: str
    kind: Kind
    names: tuple[ListedName, ...]
    countries: tuple[str, ...] = ()
    birth_dates: tuple[str, ...] = ()
    identifiers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    addresses: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain data, for the index file."""
        return {
            "listing_id": self.listing_id,
            "list_id": self.list_id,
            "kind": self.kind,
            "names": self.names,
            "countries": self.countries,
            "birth_dates": self.birth_dates,
            "identifiers": self.identifiers,
            "addresses": self.addresses,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Entry":
        """The entry again."""
        return cls(
            listing_id=data["listing_id"],
            list_id=data["list_id"],
            kind=data["kind"],
            names=tuple(ListedName(*name) for name in data["names"]),
            countries=tuple(data["countries"]),
            birth_dates=tuple(data["birth_dates"]),
            identifiers={kind: tuple(values) for kind, values in data["identifiers"].items()},
            addresses=tuple(data["addresses"]),
        )
