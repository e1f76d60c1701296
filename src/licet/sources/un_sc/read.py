"""The UN list: one XML file of individuals and entities. `DATAID` is the key, `REFERENCE_NUMBER` the citation.

Many elements are empty and some values are padded with spaces or line breaks; both are read as absent or trimmed.
"""

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
from licet.sources.xml import Element, all_words, children, parse, words

_STRENGTHS = {"Good": Strength.STRONG, "Low": Strength.WEAK, "a.k.a.": Strength.STRONG, "f.k.a.": Strength.FORMER}
_DOCUMENTS = {"passport": "passport", "numéro de passeport": "passport", "número de pasaporte": "passport",
              "national identification number": "national_id"}  # fmt: skip


def read(document: Document) -> Iterator[Fact[Listing]]:
    """Listed individuals and entities, one fact a `DATAID`."""
    root = parse(document.file)
    for path, kind in ((("INDIVIDUALS", "INDIVIDUAL"), PartyKind.PERSON), (("ENTITIES", "ENTITY"), PartyKind.ORGANIZATION)):
        for number, entry in enumerate(children(root, *path), 1):
            document.tally.count(document.file)
            key, where = words(entry, "DATAID"), f"{path[1]} {number}"
            name = _full_name(entry)
            if not key or not name:
                document.tally.set_aside(document.file, where, "it has no DATAID or no name", all_words(entry)[:10])
                continue
            listed = words(entry, "LISTED_ON") or ""
            raw = [(tag, text) for tag in ("UN_LIST_TYPE", "REFERENCE_NUMBER", "LISTED_ON", "GENDER", "COMMENTS1")
                   if (text := words(entry, tag))]  # fmt: skip
            for tag in ("TITLE", "DESIGNATION", "LAST_DAY_UPDATED"):
                raw += [(tag, text) for text in all_words(entry, tag, "VALUE")]
            yield document.fact(
                key=key,
                value=Blocking(
                    list_id=document.spec.id,
                    party=_party(document.id(key), kind, name, entry, path[1]),
                    programs=tuple(all_words(entry, "UN_LIST_TYPE")),
                    cite=words(entry, "REFERENCE_NUMBER"),
                    raw=tuple(raw),
                ),
                valid=Interval(day(listed)),
                file=document.file,
                locator=where,
            )


def vintage(files: Sequence[File]) -> datetime | None:
    """The moment the file says it was generated."""
    said = parse(files[0]).get("dateGenerated") if files else None
    try:
        read_ = datetime.fromisoformat(said) if said else None
    except ValueError:
        return None
    return None if read_ is None else (read_ if read_.tzinfo else read_.replace(tzinfo=UTC)).replace(microsecond=0)


def _full_name(entry: Element) -> str:
    tags = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    return " ".join(text for tag in tags if (text := words(entry, tag)))


def _party(party_id: str, kind: PartyKind, name: str, entry: Element, tag: str) -> Party:
    names = [Name(name)]
    if original := words(entry, "NAME_ORIGINAL_SCRIPT"):
        names.append(Name(original, Strength.STRONG, script_of(original)))
    for alias in children(entry, f"{tag}_ALIAS"):
        if text := words(alias, "ALIAS_NAME"):
            strength = _STRENGTHS.get(words(alias, "QUALITY") or "", Strength.STRONG)
            names.append(Name(text, strength, script_of(text)))
    addresses = tuple(dict.fromkeys(filter(None, map(_address, children(entry, f"{tag}_ADDRESS")))))
    nationalities = [code for text in all_words(entry, "NATIONALITY", "VALUE") if (code := country_code(text))]
    places = [
        ", ".join(text for part in ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY", "NOTE") if (text := words(place, part)))
        for place in children(entry, f"{tag}_PLACE_OF_BIRTH")
    ]
    dates = [read for found in children(entry, f"{tag}_DATE_OF_BIRTH") if (read := _birth_date(found))]
    documents = list(filter(None, map(_document, children(entry, f"{tag}_DOCUMENT"))))
    return Party(
        id=party_id, kind=kind, names=tuple(dict.fromkeys(names)), addresses=addresses,
        identifiers=tuple(dict.fromkeys(documents)),
        country=next((address.country for address in addresses if address.country), None),
        nationalities=tuple(dict.fromkeys(nationalities)), birth_dates=tuple(dict.fromkeys(dates)),
        birth_places=tuple(dict.fromkeys(place for place in places if place)), remarks=words(entry, "COMMENTS1"),
    )  # fmt: skip


def _address(found: Element) -> Address | None:
    street, city, region, code, country, note = (
        words(found, part) for part in ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE")
    )
    text = ", ".join(part for part in (street, city, region, code, country) if part)
    if not text and not note:
        return None
    return Address(text or note or "", city=city, region=region, postal_code=code, country=country_code(country), raw=note)


def _birth_date(found: Element) -> str | None:
    about = "c. " if words(found, "TYPE_OF_DATE") == "APPROXIMATELY" else ""
    if text := words(found, "DATE") or words(found, "YEAR"):
        return f"{about}{text}"
    first, last = words(found, "FROM_YEAR"), words(found, "TO_YEAR")
    return f"{about}{first}/{last}" if first and last else words(found, "NOTE")


def _document(found: Element) -> Identifier | None:
    number, kind = words(found, "NUMBER"), words(found, "TYPE_OF_DOCUMENT") or ""
    country = words(found, "ISSUING_COUNTRY") or words(found, "COUNTRY_OF_ISSUE")
    note = words(found, "NOTE") or words(found, "TYPE_OF_DOCUMENT2")
    if not number:
        return None if not note else Identifier("other", note, country_code(country), kind or None)
    return Identifier(_DOCUMENTS.get(kind.lower(), "other"), number, country_code(country), note)
