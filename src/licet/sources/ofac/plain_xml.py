"""OFAC's plain XML: `sdnList`, with the misspelt `publshInformation` and a count of its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from licet.errors import SourceDamaged
from licet.facts import Fact
from licet.listings import Listing
from licet.parties import Address, Identifier, Name, Party, PartyKind, Strength
from licet.sources.document import Document
from licet.sources.ofac.remarks import country_code, read_birth_date, read_identifier
from licet.sources.xml import Element, all_words, children, local, words

KINDS = {
    "Individual": PartyKind.PERSON, "Entity": PartyKind.ORGANIZATION, "Vessel": PartyKind.VESSEL,
    "Aircraft": PartyKind.AIRCRAFT,
}  # fmt: skip
_STRENGTHS = {"strong": Strength.STRONG, "weak": Strength.WEAK}
_VESSEL = ("callSign", "vesselType", "vesselFlag", "vesselOwner", "tonnage", "grossRegisteredTonnage")


def read_plain(document: Document, root: Element, make: Callable[..., Listing]) -> Iterator[Fact[Listing]]:
    """One fact an `sdnEntry`.

    Raises:
        SourceDamaged: There are fewer or more entries than the file says.
    """
    entries = list(children(root, "sdnEntry"))
    said = words(root, "publshInformation", "Record_Count")
    if said is not None and said.isdigit() and int(said) != len(entries) and not document.accepted:
        raise SourceDamaged(
            f"it says it has {said} records and has {len(entries)}", where=f"{document.spec.id}, {document.file.name}",
            why="Entries are missing, or were added by somebody else.", remedy="Fetch it again; the list we hold is kept.",
        )  # fmt: skip
    for number, entry in enumerate(entries, 1):
        document.tally.count(document.file)
        key, kind = words(entry, "uid"), words(entry, "sdnType")
        where = f"sdnEntry {number}"
        if key is None or words(entry, "lastName") is None:
            document.tally.set_aside(document.file, where, "it has no number or no name", all_words(entry))
        else:
            yield document.fact(
                key=key,
                value=make(
                    list_id=document.spec.id,
                    party=_party(document.id(key), document.tally.kind(kind, KINDS, where), entry),
                    programs=tuple(all_words(entry, "programList", "program")),
                    raw=tuple(_raw(entry)),
                ),
                file=document.file,
                locator=where,
            )


def _party(party_id: str, kind: PartyKind, entry: Element) -> Party:
    addresses = tuple(_address(address) for address in children(entry, "addressList", "address"))
    identifiers = [_identifier(found) for found in children(entry, "idList", "id")]
    if call_sign := words(entry, "vesselInfo", "callSign"):
        identifiers.append(Identifier("call_sign", call_sign))
    nationalities = [
        code
        for path in (("nationalityList", "nationality"), ("citizenshipList", "citizenship"))
        for found in children(entry, *path)
        if (code := country_code(words(found, "country")))
    ]
    return Party(
        id=party_id,
        kind=kind,
        names=tuple(dict.fromkeys([Name(_full_name(entry)), *map(_alias, children(entry, "akaList", "aka"))])),
        addresses=addresses,
        identifiers=tuple(dict.fromkeys(identifiers)),
        country=country_code(words(entry, "vesselInfo", "vesselFlag"))
        or next((address.country for address in addresses if address.country), None),
        nationalities=tuple(dict.fromkeys(nationalities)),
        birth_dates=tuple(map(read_birth_date, all_words(entry, "dateOfBirthList", "dateOfBirthItem", "dateOfBirth"))),
        birth_places=tuple(all_words(entry, "placeOfBirthList", "placeOfBirthItem", "placeOfBirth")),
        remarks=words(entry, "remarks"),
    )


def _full_name(element: Element) -> str:
    """Last name, then first name, as in the delimited files."""
    return ", ".join(part for part in (words(element, "lastName"), words(element, "firstName")) if part)


def _alias(aka: Element) -> Name:
    kind = words(aka, "type") or ""
    strength = Strength.FORMER if kind.startswith("f") else _STRENGTHS.get(words(aka, "category") or "", Strength.STRONG)
    return Name(_full_name(aka), strength)


def _address(address: Element) -> Address:
    lines = [words(address, name) for name in ("address1", "address2", "address3")]
    city, region, code, country = (words(address, name) for name in ("city", "stateOrProvince", "postalCode", "country"))
    text = ", ".join(part for part in (*lines, city, region, code, country) if part)
    return Address(text, city=city, region=region, postal_code=code, country=country_code(country))


def _identifier(found: Element) -> Identifier:
    kind, number, country = (words(found, name) for name in ("idType", "idNumber", "idCountry"))
    dates = [f"{label} {text}" for name, label in (("issueDate", "issued"), ("expirationDate", "expires"))
             if (text := words(found, name))]  # fmt: skip
    said = " ".join(part for part in (kind, number, f"({country})" if country else None, *dates) if part)
    return read_identifier(said) or Identifier("other", number or said, country_code(country), kind)


def _raw(entry: Element) -> Iterator[tuple[str, str]]:
    """The words that no field holds as published."""
    for name in ("sdnType", "title", "remarks"):
        if text := words(entry, name):
            yield name, text
    for info in children(entry, "vesselInfo"):
        for found in info:
            if local(found) in _VESSEL and (text := words(found)):
                yield local(found), text
    for path in (("idList", "id"),):
        for found in children(entry, *path):
            yield "id", " | ".join(all_words(found)[1:]) or "".join(found.itertext()).strip()
