"""The EU list: XML 1.1, one `sanctionEntity` a subject; values stand in attributes. `logicalId` is the key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from licet.facts import Fact, Interval
from licet.listings import Blocking, Listing
from licet.parties import Address, Identifier, Name, Party, PartyKind, Strength
from licet.sources.days import day
from licet.sources.document import Document, File
from licet.sources.ofac.remarks import country_code
from licet.sources.scripts import script_of
from licet.sources.table import tidy
from licet.sources.xml import Element, all_words, child, children, local, parse

_KINDS = {"P": PartyKind.PERSON, "E": PartyKind.ORGANIZATION}
_DOCUMENTS = {"passport": "passport", "id": "national_id", "ssn": "national_id", "tax": "tax", "fiscalcode": "tax",
              "regnumber": "registration", "imo": "imo", "swiftbic": "bic", "travelDocument": "passport"}  # fmt: skip


def read(document: Document) -> Iterator[Fact[Listing]]:
    """Frozen subjects, one fact a `sanctionEntity`."""
    root = parse(document.file)
    for number, entity in enumerate(children(root, "sanctionEntity"), 1):
        document.tally.count(document.file)
        key, where = _said(entity, "logicalId"), f"sanctionEntity {number}"
        kind = _said(child(entity, "subjectType"), "classificationCode")
        names = list(_names(entity))
        if not key or not names:
            document.tally.set_aside(document.file, where, "it has no logicalId or no name", [_said(entity, "euReferenceNumber")])
            continue
        regulations = list(children(entity, "regulation"))
        raw = [(name, text) for name in ("euReferenceNumber", "unitedNationId", "designationDate", "designationDetails")
               if (text := _said(entity, name))]  # fmt: skip
        raw += [("regulation", " | ".join(filter(None, (_said(found, name) for name in
                 ("numberTitle", "programme", "publicationDate", "entryIntoForceDate"))))) for found in regulations]  # fmt: skip
        yield document.fact(
            key=key,
            value=Blocking(
                list_id=document.spec.id,
                party=_party(document.id(key), document.tally.kind(kind, _KINDS, where), names, entity),
                programs=tuple(dict.fromkeys(text for found in regulations if (text := _said(found, "programme")))),
                cite="; ".join(dict.fromkeys(text for found in regulations if (text := _said(found, "numberTitle")))) or None,
                raw=tuple(raw),
            ),
            valid=Interval(day(_said(entity, "designationDate") or "")),
            file=document.file,
            locator=where,
        )


def vintage(files: Sequence[File]) -> datetime | None:
    """The moment the file says it was generated."""
    said = parse(files[0]).get("generationDate") if files else None
    try:
        found = datetime.fromisoformat(said) if said else None
    except ValueError:
        return None
    return None if found is None else (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)


def _said(element: Element | None, name: str) -> str | None:
    """An attribute, tidy; None when absent or empty."""
    return tidy(element.get(name) or "") or None if element is not None else None


def _names(entity: Element) -> Iterator[Name]:
    """The aliases with a whole name, strong ones first; the first is the primary one."""
    found = [alias for alias in children(entity, "nameAlias") if _said(alias, "wholeName")]
    found.sort(key=lambda alias: alias.get("strong") == "false")
    seen: set[str] = set()
    for alias in found:
        text = _said(alias, "wholeName") or ""
        if text in seen:
            continue
        weak = Strength.WEAK if alias.get("strong") == "false" else Strength.STRONG
        yield Name(text, weak if seen else Strength.PRIMARY, script_of(text))
        seen.add(text)


def _party(party_id: str, kind: PartyKind, names: list[Name], entity: Element) -> Party:
    addresses = tuple(dict.fromkeys(filter(None, map(_address, children(entity, "address")))))
    births = list(children(entity, "birthdate"))
    citizenships = [code for found in children(entity, "citizenship") if (code := _country(found))]
    contacts = [
        Identifier(key.lower(), value)
        for found in children(entity, "address", "contactInfo")
        if (key := _said(found, "key")) and (value := _said(found, "value"))
    ]
    remarks = [text for found in entity if local(found) == "remark" and (text := tidy("".join(found.itertext())))]
    return Party(
        id=party_id, kind=kind, names=tuple(names), addresses=addresses,
        identifiers=tuple(dict.fromkeys([*filter(None, map(_document, children(entity, "identification"))), *contacts])),
        country=next((address.country for address in addresses if address.country), None),
        nationalities=tuple(dict.fromkeys(citizenships)),
        birth_dates=tuple(dict.fromkeys(read for found in births if (read := _birth_date(found)))),
        birth_places=tuple(dict.fromkeys(place for found in births if (place := _place(found)))),
        remarks="; ".join(remarks) or None,
    )  # fmt: skip


def _country(element: Element) -> str | None:
    code = _said(element, "countryIso2Code")
    return country_code(code) if code not in (None, "00") else country_code(_said(element, "countryDescription"))


def _address(found: Element) -> Address | None:
    street, box, code, city, region, place = (
        _said(found, name) for name in ("street", "poBox", "zipCode", "city", "region", "place")
    )
    country = _country(found)
    described = _said(found, "countryDescription") if country else None
    text = ", ".join(part for part in (street, box, place, city, region, code, described) if part)
    note = "; ".join(all_words(found, "remark")) or None
    if not text and not note:
        return None
    return Address(text or note or "", city=city, region=region, postal_code=code, country=country, raw=note)


def _birth_date(found: Element) -> str | None:
    about = "c. " if found.get("circa") == "true" else ""
    if text := _said(found, "birthdate"):
        return f"{about}{text}"
    year, month = _said(found, "year"), _said(found, "monthOfYear")
    if year:
        return f"{about}{year}-{month.zfill(2)}" if month else f"{about}{year}"
    first, last = _said(found, "yearRangeFrom"), _said(found, "yearRangeTo")
    return f"{about}{first}/{last}" if first and last else None


def _place(found: Element) -> str | None:
    country = _said(found, "countryDescription")
    parts = (_said(found, "place"), _said(found, "city"), _said(found, "region"), None if country == "UNKNOWN" else country)
    return ", ".join(part for part in parts if part) or None


def _document(found: Element) -> Identifier | None:
    number = _said(found, "number") or _said(found, "latinNumber")
    if not number:
        return None
    kind = _DOCUMENTS.get(_said(found, "identificationTypeCode") or "", "other")
    return Identifier(kind, number, _country(found), "; ".join(all_words(found, "remark")) or None)
