"""OFAC's Advanced XML: `Sanctions`, by the schema of the UN's sanctions data model.

Everything is a number into the reference value sets at the top of the file, and parties, locations, documents and
sanctions entries refer to each other by ID.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from licet.errors import SourceDamaged
from licet.facts import Fact, Interval
from licet.listings import Listing
from licet.parties import Address, Identifier, Name, Party, PartyKind, Strength
from licet.sources.days import day
from licet.sources.document import Document
from licet.sources.ofac.remarks import country_code, read_identifier
from licet.sources.xml import Element, all_words, child, children, words

_KINDS = {
    "Individual": PartyKind.PERSON, "Entity": PartyKind.ORGANIZATION, "Vessel": PartyKind.VESSEL,
    "Aircraft": PartyKind.AIRCRAFT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _File:
    """The indexes of one file: reference values by set and ID, and what hangs on each profile or identity."""

    where: str
    values: dict[tuple[str, str], Element]
    locations: dict[str, Element]
    documents: dict[str, list[Element]]
    entries: dict[str, list[Element]]

    def value(self, kind: str, number: str | None) -> str | None:
        """The text of a reference value.

        Raises:
            SourceDamaged: The file does not define it.
        """
        if number is None:
            return None
        if (kind, number) not in self.values:
            raise SourceDamaged(f"{kind} {number} is not among its reference values", where=self.where,
                                why="The file is not whole.", remedy="Fetch it again.")  # fmt: skip
        return words(self.values[kind, number])


def read_advanced(document: Document, root: Element, make: Callable[..., Listing]) -> Iterator[Fact[Listing]]:
    """One fact a distinct party that a sanctions entry is about."""
    file = _index(document, root)
    for number, party in enumerate(children(root, "DistinctParties", "DistinctParty"), 1):
        document.tally.count(document.file)
        key, profile, where = party.get("FixedRef"), child(party, "Profile"), f"DistinctParty {number}"
        names = list(_names(file, profile)) if profile is not None else []
        entries = file.entries.get(profile.get("ID", ""), []) if profile is not None else []
        if not key or profile is None or not names:
            document.tally.set_aside(document.file, where, "it has no reference or no name")
        elif not entries:
            document.tally.set_aside(document.file, where, "no sanctions entry is about it", [names[0].text])
        else:
            listed = [read for found in entries for event in children(found, "EntryEvent")
                      if (read := day(_date(child(event, "Date"))))]  # fmt: skip
            measures = [(file.value("SanctionsType", found.get("SanctionsTypeID")), words(found, "Comment"))
                        for entry in entries for found in children(entry, "SanctionsMeasure")]  # fmt: skip
            programs = [comment for kind, comment in measures if kind == "Program" and comment]
            lists = [("list", name) for entry in entries if (name := file.value("List", entry.get("ListID")))]
            other = [("sanction", kind) for kind, _ in measures if kind and kind != "Program"]
            yield document.fact(
                key=key,
                value=make(
                    list_id=document.spec.id,
                    party=_party(file, document.id(key), profile, names),
                    programs=tuple(dict.fromkeys(programs)),
                    raw=tuple(dict.fromkeys([*lists, *other, *_features_in_words(file, profile)])),
                ),
                valid=Interval(min(listed, default=None)),
                file=document.file,
                locator=where,
            )


def _index(document: Document, root: Element) -> _File:
    values = {
        (str(found.tag).rpartition("}")[2], found.get("ID", "")): found
        for sets in children(root, "ReferenceValueSets")
        for group in sets
        for found in group
    }
    documents: dict[str, list[Element]] = {}
    for found in children(root, "IDRegDocuments", "IDRegDocument"):
        documents.setdefault(found.get("IdentityID", ""), []).append(found)
    entries: dict[str, list[Element]] = {}
    for found in children(root, "SanctionsEntries", "SanctionsEntry"):
        entries.setdefault(found.get("ProfileID", ""), []).append(found)
    locations = {found.get("ID", ""): found for found in children(root, "Locations", "Location")}
    return _File(f"{document.spec.id}, {document.file.name}", values, locations, documents, entries)


def _names(file: _File, profile: Element) -> Iterator[Name]:
    """Every documented name; the primary alias of the primary identity first."""
    identities = sorted(children(profile, "Identity"), key=lambda found: found.get("Primary") != "true")
    for order, identity in enumerate(identities):
        kinds = {
            group.get("ID"): file.value("NamePartType", group.get("NamePartTypeID"))
            for group in children(identity, "NamePartGroups", "MasterNamePartGroup", "NamePartGroup")
        }
        for alias in sorted(children(identity, "Alias"), key=lambda found: found.get("Primary") != "true"):
            for name in children(alias, "DocumentedName"):
                parts: dict[str, list[str]] = {}
                script = None
                for part in children(name, "DocumentedNamePart", "NamePartValue"):
                    kind = kinds.get(part.get("NamePartGroupID")) or ""
                    parts.setdefault("last" if kind == "Last Name" else "rest", []).append(words(part) or "")
                    code = file.values.get(("Script", part.get("ScriptID", "")))
                    script = code.get("ScriptCode") if code is not None else None
                text = ", ".join(" ".join(parts[which]).strip() for which in ("last", "rest") if parts.get(which))
                kind = file.value("AliasType", alias.get("AliasTypeID")) or ""
                strength = (
                    Strength.PRIMARY if alias.get("Primary") == "true" and order == 0
                    else Strength.FORMER if kind.upper().startswith("F")
                    else Strength.WEAK if alias.get("LowQuality") == "true"
                    else Strength.STRONG
                )  # fmt: skip
                if text:
                    yield Name(text, strength, None if script in (None, "Latn") else script)


def _party(file: _File, party_id: str, profile: Element, names: list[Name]) -> Party:
    sub = file.values.get(("PartySubType", profile.get("PartySubTypeID", "")))
    kind = words(sub) or ""
    if kind not in _KINDS and sub is not None:
        kind = file.value("PartyType", sub.get("PartyTypeID")) or ""
    birth_dates: list[str] = []
    birth_places: list[str] = []
    nationalities: list[str] = []
    addresses: list[Address] = []
    identifiers = [
        _identifier(file, found)
        for identity in children(profile, "Identity")
        for found in file.documents.get(identity.get("ID", ""), ())
    ]
    for label, version in _features(file, profile):
        detail = words(version, "VersionDetail")
        places = [_address(file, found.get("LocationID", "")) for found in children(version, "VersionLocation")]
        if label == "Birthdate":
            birth_dates.extend(_period(version))
        elif label == "Place of Birth":
            birth_places.extend([detail] if detail else [place.text for place in places])
        elif label in ("Nationality Country", "Citizenship Country"):
            nationalities.extend(place.country for place in places if place.country)
        elif label == "Location":
            addresses.extend(places)
        elif label.startswith("Digital Currency Address - ") and detail:
            identifiers.append(Identifier("crypto", detail, note=label.rpartition(" ")[2]))
        elif detail and (read := read_identifier(f"{label} {detail}")):
            identifiers.append(read)
    return Party(
        id=party_id,
        kind=_KINDS.get(kind, PartyKind.UNKNOWN),
        names=tuple(dict.fromkeys(names)),
        addresses=tuple(dict.fromkeys(addresses)),
        identifiers=tuple(dict.fromkeys(identifiers)),
        country=next((address.country for address in addresses if address.country), None),
        nationalities=tuple(dict.fromkeys(nationalities)),
        birth_dates=tuple(dict.fromkeys(birth_dates)),
        birth_places=tuple(dict.fromkeys(birth_places)),
    )


def _features(file: _File, profile: Element) -> Iterator[tuple[str, Element]]:
    for feature in children(profile, "Feature"):
        label = file.value("FeatureType", feature.get("FeatureTypeID")) or ""
        for version in children(feature, "FeatureVersion"):
            yield label, version


def _features_in_words(file: _File, profile: Element) -> Iterator[tuple[str, str]]:
    """Features as published: the detail's text, or the reference value it points at."""
    for label, version in _features(file, profile):
        for detail in children(version, "VersionDetail"):
            said = words(detail) or file.value("DetailReference", detail.get("DetailReferenceID"))
            if said:
                yield label, said


def _identifier(file: _File, found: Element) -> Identifier:
    kind = file.value("IDRegDocType", found.get("IDRegDocTypeID")) or "other"
    number = words(found, "IDRegistrationNo") or ""
    country = file.value("Country", found.get("IssuedBy-CountryID"))
    read = read_identifier(f"{kind} {number}" + (f" ({country})" if country else ""))
    return read or Identifier("other", number, country_code(country), kind)


def _address(file: _File, number: str) -> Address:
    """A location as an address: its parts in order, then the country."""
    location = file.locations.get(number)
    if location is None:
        raise SourceDamaged(f"Location {number} is not in the file", where=file.where, remedy="Fetch it again.")
    parts = {
        file.value("LocPartType", part.get("LocPartTypeID")) or "": text
        for part in children(location, "LocationPart")
        if (text := ", ".join(all_words(part, "LocationPartValue", "Value")))
    }
    country = next((file.value("Country", found.get("CountryID")) for found in children(location, "LocationCountry")), None)
    text = ", ".join([*parts.values(), *([country] if country else [])])
    return Address(
        text, city=parts.get("CITY"), region=parts.get("STATE/PROVINCE"), postal_code=parts.get("POSTAL CODE"),
        country=country_code(country),
    )  # fmt: skip


def _period(version: Element) -> Iterator[str]:
    """Birth dates: a day, a year, or the years between."""
    for period in children(version, "DatePeriod"):
        first, last = _date(child(period, "Start", "From")), _date(child(period, "End", "To"))
        about = "c. " if any(found.get("Approximate") == "true" for found in children(period, "Start")) else ""
        if first == last:
            yield f"{about}{first}"
        elif first.endswith("-01-01") and last.endswith("-12-31"):
            years = (first[:4], last[:4])
            yield f"{about}{years[0]}" if years[0] == years[1] else f"{about}{years[0]}/{years[1]}"
        else:
            yield f"{about}{first}/{last}"


def _date(point: Element | None) -> str:
    """Year, month and day as an ISO date."""
    parts = [words(point, name) or "" for name in ("Year", "Month", "Day")]
    return "-".join(part.zfill(2) for part in parts)
