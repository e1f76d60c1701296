"""OFAC's Enhanced XML: `sanctionsData`, whose values carry a `refId` into `referenceValues` at the top of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from licet.errors import SourceDamaged
from licet.facts import Fact, Interval
from licet.listings import Listing
from licet.parties import Address, Identifier, Name, Party, PartyKind, Strength
from licet.sources.days import day
from licet.sources.document import Document
from licet.sources.ofac.plain_xml import KINDS
from licet.sources.ofac.remarks import country_code, read_birth_date, read_identifier
from licet.sources.xml import Element, all_words, child, children, words

_SCRIPTS = {
    "Latin": "Latn", "Arabic": "Arab", "Cyrillic": "Cyrl", "Chinese Simplified": "Hans", "Chinese Traditional": "Hant",
    "Hebrew": "Hebr", "Japanese": "Jpan", "Korean": "Kore", "Greek": "Grek", "Armenian": "Armn", "Georgian": "Geor",
    "Hangul": "Hang", "Thai": "Thai", "Khmer": "Khmr", "Burmese": "Mymr", "Devanagari": "Deva",
}  # fmt: skip


def read_enhanced(document: Document, root: Element, make: Callable[..., Listing]) -> Iterator[Fact[Listing]]:
    """One fact an `entity`.

    Raises:
        SourceDamaged: A value refers to a reference value that the file does not define.
    """
    references = {found.get("refId"): words(found, "value") for found in children(root, "referenceValues", "referenceValue")}
    for number, entity in enumerate(children(root, "entities", "entity"), 1):
        document.tally.count(document.file)
        for found in entity.iter():
            if (reference := found.get("refId")) is not None and reference not in references:
                raise SourceDamaged(
                    f"refId {reference} is not among the reference values", why="The file is not whole.",
                    where=f"{document.spec.id}, {document.file.name}, entity {entity.get('id')}", remedy="Fetch it again.",
                )  # fmt: skip
        key, where = entity.get("id"), f"entity {number}"
        kind = words(entity, "generalInfo", "entityType")
        names = list(_names(entity))
        if not key or not names:
            document.tally.set_aside(document.file, where, "it has no number or no name", all_words(entity)[:20])
        else:
            yield document.fact(
                key=key,
                value=make(
                    list_id=document.spec.id,
                    party=_party(document.id(key), document.tally.kind(kind, KINDS, where), names, entity),
                    programs=tuple(all_words(entity, "sanctionsPrograms", "sanctionsProgram")),
                    raw=tuple(_raw(entity, references)),
                ),
                valid=Interval(_published(entity)),
                file=document.file,
                locator=where,
            )


def _published(entity: Element) -> date | None:
    """The first day the entity stood on one of the lists, where the file says."""
    said = (found.get("datePublished") for found in children(entity, "sanctionsLists", "sanctionsList"))
    return min((read for text in said if text and (read := day(text))), default=None)


def _names(entity: Element) -> Iterator[Name]:
    """Every name in every script, the primary one first."""
    found = sorted(children(entity, "names", "name"), key=lambda name: words(name, "isPrimary") != "true")
    for name in found:
        kind = words(name, "aliasType")
        strength = (
            Strength.PRIMARY if words(name, "isPrimary") == "true"
            else Strength.FORMER if kind == "F.K.A."
            else Strength.WEAK if words(name, "isLowQuality") == "true"
            else Strength.STRONG
        )  # fmt: skip
        for translation in children(name, "translations", "translation"):
            text = words(translation, "formattedFullName")
            script = _SCRIPTS.get(words(translation, "script") or "")
            if text:
                yield Name(text, strength, None if script == "Latn" else script)
                strength = Strength.STRONG if strength is Strength.PRIMARY else strength


def _party(party_id: str, kind: PartyKind, names: list[Name], entity: Element) -> Party:
    addresses = tuple(dict.fromkeys(filter(None, map(_address, children(entity, "addresses", "address")))))
    features = [(words(found, "type") or "", words(found, "value") or "") for found in children(entity, "features", "feature")]
    nationalities = [
        code for label, value in features if label in ("Nationality Country", "Citizenship Country")
        if (code := country_code(value))
    ]  # fmt: skip
    identifiers = [_document(found) for found in children(entity, "identityDocuments", "identityDocument")]
    identifiers += [found for label, value in features if (found := _feature_identifier(label, value))]
    return Party(
        id=party_id,
        kind=kind,
        names=tuple(dict.fromkeys(names)),
        addresses=addresses,
        identifiers=tuple(dict.fromkeys(identifiers)),
        country=next((address.country for address in addresses if address.country), None),
        nationalities=tuple(dict.fromkeys(nationalities)),
        birth_dates=tuple(read_birth_date(value) for label, value in features if label == "Birthdate"),
        birth_places=tuple(value for label, value in features if label == "Place of Birth"),
        remarks=words(entity, "generalInfo", "remarks"),
    )


def _address(address: Element) -> Address | None:
    country = words(address, "country")
    for translation in children(address, "translations", "translation"):
        if words(translation, "isPrimary") == "false":
            continue
        parts: dict[str, str] = {}
        for part in children(translation, "addressParts", "addressPart"):
            label, value = words(part, "type"), words(part, "value")
            if label and value:
                parts[label] = f"{parts[label]}, {value}" if label in parts else value
        text = ", ".join([*parts.values(), *([country] if country else [])])
        if text:
            return Address(
                text, city=parts.get("CITY"), region=parts.get("STATE/PROVINCE"), postal_code=parts.get("POSTAL CODE"),
                country=country_code(country),
            )  # fmt: skip
    return Address(country, country=country_code(country)) if country else None


def _document(found: Element) -> Identifier:
    """An identity document; the authority that numbered it is kept as the note."""
    kind, number, country = (words(found, name) for name in ("type", "documentNumber", "issuingCountry"))
    said = " ".join(part for part in (kind, number, f"({country})" if country else None) if part)
    read = read_identifier(said) or Identifier("other", number or said, country_code(country), kind)
    note = words(found, "issuingAuthority") or words(found, "issuingLocation")
    return Identifier(read.kind, read.number, read.country, note) if note and read.kind != "other" else read


def _feature_identifier(label: str, value: str) -> Identifier | None:
    """A feature that is a number: an IMO number, a website, a SWIFT code."""
    if label.startswith("Digital Currency Address - "):
        return Identifier("crypto", value, note=label.rpartition(" ")[2])
    return read_identifier(f"{label} {value}") if value else None


def _raw(entity: Element, references: dict[str | None, str | None]) -> Iterator[tuple[str, str]]:
    """The words that no field holds: lists, kinds of sanction, legal authorities, features and relationships."""
    for path, name in (
        (("sanctionsLists", "sanctionsList"), "list"), (("sanctionsTypes", "sanctionsType"), "sanction"),
        (("legalAuthorities", "legalAuthority"), "authority"), (("generalInfo", "title"), "title"),
    ):  # fmt: skip
        for text in dict.fromkeys(all_words(entity, *path)):
            yield name, text
    for feature in children(entity, "features", "feature"):
        reference = child(feature, "valueRefId")
        said = words(feature, "value") or (references.get(words(reference)) if reference is not None else None)
        if label := words(feature, "type"):
            yield label, said or ""
    for relation in children(entity, "relationships", "relationship"):
        yield words(relation, "type") or "related to", words(relation, "relatedEntity") or ""
