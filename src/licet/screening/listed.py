"""Listings of the snapshot as entries of the name index."""

from collections.abc import Iterable, Iterator

from licet.facts import Fact
from licet.listings import Listing
from licet.parties import PartyKind, Strength
from licet.screening.entries import Entry, Kind, ListedName

_KINDS: dict[PartyKind, Kind] = {
    PartyKind.PERSON: "person",
    PartyKind.ORGANIZATION: "organization",
    PartyKind.VESSEL: "vessel",
    PartyKind.AIRCRAFT: "aircraft",
    PartyKind.ADDRESS: "unknown",
    PartyKind.UNKNOWN: "unknown",
}


def entries_of(facts: Iterable[Fact[Listing]]) -> Iterator[Entry]:
    """One entry a listing that has a name, or an address: those without a name are listed for their address alone."""
    for fact in facts:
        if fact.value.party.names or fact.value.party.addresses:
            yield entry_of(fact)


def entry_of(fact: Fact[Listing]) -> Entry:
    """A listing as the index holds it; its id is the fact's."""
    return entry_from(fact.id, fact.value)


def entry_from(listing_id: str, listing: Listing) -> Entry:
    """A listing as the index holds it, under an id."""
    party = listing.party
    countries = [party.country, *party.nationalities, *(address.country for address in party.addresses)]
    identifiers: dict[str, tuple[str, ...]] = {}
    for identifier in party.identifiers:
        identifiers[identifier.kind] = (*identifiers.get(identifier.kind, ()), identifier.number)
    return Entry(
        listing_id=listing_id,
        list_id=listing.list_id,
        kind=_KINDS[party.kind],
        names=tuple(
            ListedName(name.text, "weak" if name.strength is Strength.WEAK else "strong", name.script) for name in party.names
        ),
        countries=tuple(dict.fromkeys(code for code in countries if code)),
        birth_dates=party.birth_dates,
        identifiers=identifiers,
        addresses=tuple(address.raw or address.text for address in party.addresses if address.raw or address.text),
    )
