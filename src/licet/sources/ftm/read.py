"""FollowTheMoney entities (as OpenSanctions publishes them) or Senzing records, one JSON object a line.

Persons, organizations, vessels and aircraft are parties; entities of other schemata (sanctions, addresses, ownership) give
context. What a dataset does in law is not ours to say: a sanction topic becomes a `Sanction`, a debarment topic a
`Debarment`, anything else a `Notice`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from licet.errors import SourceDamaged
from licet.facts import Fact, Interval
from licet.listings import Debarment, Listing, Notice, Sanction
from licet.parties import Address, Identifier, Name, Party, PartyKind, Strength
from licet.sources.days import day
from licet.sources.document import Document
from licet.sources.ftm.senzing import is_senzing, read_senzing
from licet.sources.ofac.remarks import country_code
from licet.sources.scripts import script_of
from licet.sources.table import decode, tidy

_KINDS = {
    "Person": PartyKind.PERSON, "Organization": PartyKind.ORGANIZATION, "Company": PartyKind.ORGANIZATION,
    "PublicBody": PartyKind.ORGANIZATION, "LegalEntity": PartyKind.UNKNOWN, "Vessel": PartyKind.VESSEL,
    "Airplane": PartyKind.AIRCRAFT, "Asset": PartyKind.UNKNOWN, "Thing": PartyKind.UNKNOWN,
}  # fmt: skip
_NAMES = (("name", Strength.STRONG), ("alias", Strength.STRONG), ("weakAlias", Strength.WEAK), ("previousName", Strength.FORMER),
          ("abbreviation", Strength.WEAK))  # fmt: skip
_IDENTIFIERS = {
    "passportNumber": "passport", "idNumber": "national_id", "taxNumber": "tax", "vatCode": "tax", "innCode": "tax",
    "registrationNumber": "registration", "ogrnCode": "ogrn", "imoNumber": "imo", "mmsi": "mmsi", "callSign": "call_sign",
    "leiCode": "lei", "uscCode": "uscc", "swiftBic": "bic", "dunsCode": "duns", "okpoCode": "okpo", "email": "email",
    "phone": "phone", "website": "website", "publicKey": "crypto", "giiNumber": "giin", "serialNumber": "aircraft_serial",
}  # fmt: skip
_MOST_LINE = 4 * 1024 * 1024


def read(document: Document) -> Iterator[Fact[Listing]]:
    """Parties of the dataset, one fact an entity."""
    parties: dict[str, tuple[str, dict[str, Any]]] = {}
    context: dict[str, int] = {}
    sanctions: dict[str, list[dict[str, Any]]] = {}
    for locator, found in _lines(document):
        if is_senzing(found):
            yield from read_senzing(document, locator, found)
            continue
        key, schema = found.get("id"), found.get("schema")
        if not isinstance(key, str) or not key or not isinstance(schema, str) or not isinstance(found.get("properties"), dict):
            document.tally.set_aside(document.file, locator, "it has no id, schema or properties", [json.dumps(found)[:400]])
        elif schema in _KINDS:
            if key in parties:
                document.tally.set_aside(document.file, locator, f"the id {key} stands twice", [key])
            else:
                parties[key] = (locator, found)
        else:
            context[schema] = context.get(schema, 0) + 1
            if schema == "Sanction":
                for subject in _texts(found["properties"], "entity"):
                    sanctions.setdefault(subject, []).append(found["properties"])
    for schema, count in sorted(context.items()):
        document.tally.note(f"{count} of schema {schema}: read for context, no parties")
    for key, (locator, found) in parties.items():
        names = list(_names(found))
        if not names:
            document.tally.set_aside(document.file, locator, "it has no name", [key])
            continue
        yield _fact(document, key, locator, found, names, sanctions.get(key, []))


def _lines(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of the file, one a line."""
    file = document.file
    for number, line in enumerate(decode(file, "utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        document.tally.count(file)
        if len(line) > _MOST_LINE:
            document.tally.set_aside(file, f"line {number}", "longer than 4 MB")
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise SourceDamaged(
                f"not JSON: {error}", where=f"{document.spec.id}, {file.name}, line {number}",
                why="A cut-off line looks just like that.", remedy="Give one JSON object a line.",
            ) from error  # fmt: skip
        if isinstance(found, dict):
            yield f"line {number}", found
        else:
            document.tally.set_aside(file, f"line {number}", "no JSON object", [line[:200]])


def _texts(properties: dict[str, Any], name: str) -> list[str]:
    """The values of a property as text; referenced entities are told by their id."""
    values = properties.get(name) or []
    values = values if isinstance(values, list) else [values]
    found = [value.get("id") if isinstance(value, dict) else value for value in values]
    return [tidy(str(value)) for value in found if value not in (None, "")]


def _names(found: dict[str, Any]) -> Iterator[Name]:
    """The caption, or the first name, then the others."""
    properties = found["properties"]
    first = tidy(str(found.get("caption") or "")) or next(iter(_texts(properties, "name")), "")
    known = {text for name, _ in _NAMES for text in _texts(properties, name)}
    seen: set[str] = set()
    if first and (first in known or not known):
        yield Name(first, Strength.PRIMARY, script_of(first))
        seen.add(first)
    for name, strength in _NAMES:
        for text in _texts(properties, name):
            if text not in seen:
                yield Name(text, strength if seen else Strength.PRIMARY, script_of(text))
                seen.add(text)


def _fact(
    document: Document, key: str, locator: str, found: dict[str, Any], names: list[Name], sanctions: list[dict[str, Any]]
) -> Fact[Listing]:
    properties = found["properties"]
    topics = _texts(properties, "topics")
    programs = _texts(properties, "program") + _texts(properties, "programId")
    programs += [text for item in sanctions for text in (*_texts(item, "program"), *_texts(item, "programId"))]
    starts = [
        read_ for item in sanctions for text in (*_texts(item, "startDate"), *_texts(item, "listingDate")) if (read_ := day(text))
    ]
    ends = [read_ for item in sanctions for text in _texts(item, "endDate") if (read_ := day(text))]
    authorities = [text for item in sanctions for text in _texts(item, "authority")]
    countries = [
        code for name in ("country", "jurisdiction", "flag") for text in _texts(properties, name) if (code := country_code(text))
    ]
    nationalities = [
        code for name in ("nationality", "citizenship") for text in _texts(properties, name) if (code := country_code(text))
    ]
    party = Party(
        id=document.id(key),
        kind=_KINDS[found["schema"]],
        names=tuple(names),
        addresses=tuple(
            Address(text, country=countries[0] if len(set(countries)) == 1 else None) for text in _texts(properties, "address")
        ),
        identifiers=tuple(
            dict.fromkeys(Identifier(kind, text) for name, kind in _IDENTIFIERS.items() for text in _texts(properties, name))
        ),
        country=next(iter(countries), None),
        nationalities=tuple(dict.fromkeys(nationalities)),
        birth_dates=tuple(dict.fromkeys(_texts(properties, "birthDate"))),
        birth_places=tuple(dict.fromkeys(_texts(properties, "birthPlace"))),
        remarks="; ".join(_texts(properties, "notes")) or None,
    )
    kind = Sanction if any(topic.startswith("sanction") for topic in topics) else Debarment if "debarment" in topics else Notice
    raw = [("schema", found["schema"]), *(("topic", topic) for topic in topics), *(("authority", text) for text in authorities)]
    raw += [("dataset", text) for text in _texts(found, "datasets")]
    return document.fact(
        key=key,
        value=kind(
            list_id=document.spec.id, party=party, programs=tuple(dict.fromkeys(programs)),
            cite="; ".join(dict.fromkeys(authorities)) or None, raw=tuple(dict.fromkeys(raw)),
        ),
        valid=Interval.through(min(starts, default=None), max(ends) if ends and len(ends) == len(sanctions) else None),
        file=document.file,
        locator=locator,
    )  # fmt: skip
