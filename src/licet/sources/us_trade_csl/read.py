"""The Consolidated Screening List: CSV of 28 (until about 2020) or 29 columns, or JSON.

`_id` is no key. Treasury's entries have a number; the others are keyed by list, name, country and notice. Rows that
differ in the address alone are one entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from licet.errors import SourceChanged, SourceDamaged
from licet.facts import Fact, Interval
from licet.listings import (
    Blocking,
    Debarment,
    DenialOrder,
    EntityListing,
    Listing,
    MilitaryEndUser,
    Sanction,
    Unverified,
)
from licet.parties import Identifier, Name, Party, PartyKind, Strength
from licet.sources.bis.publication import Keys
from licet.sources.bis.requirements import read_policy, read_requirement
from licet.sources.days import day, notices
from licet.sources.document import Document
from licet.sources.ofac.remarks import country_code, read_birth_date
from licet.sources.table import decode, delimited, slug, table, tidy
from licet.sources.us_trade_csl.record import Record, misshapen, of_object, of_row

_LISTS: dict[str, tuple[str, type[Listing]]] = {
    "Specially Designated Nationals (SDN)": ("sdn", Blocking),
    "Entity List (EL)": ("el", EntityListing),
    "Denied Persons List (DPL)": ("dpl", DenialOrder),
    "Unverified List (UVL)": ("uvl", Unverified),
    "Military End User (MEU) List": ("meu", MilitaryEndUser),
    "ITAR Debarred (DTC)": ("dtc", Debarment),
    "Nonproliferation Sanctions (ISN)": ("isn", Debarment),
    "Sectoral Sanctions Identifications List (SSI)": ("ssi", Sanction),
    "Palestinian Legislative Council List (PLC)": ("plc", Sanction),
    "Non-SDN Chinese Military-Industrial Complex Companies List (CMIC)": ("cmic", Sanction),
    "Capta List (CAP)": ("cap", Sanction),
    "Non-SDN Menu-Based Sanctions List (NS-MBS List)": ("mbs", Sanction),
    "Foreign Sanctions Evaders (FSE)": ("fse", Sanction),
    "Part 561 List (561)": ("cap", Sanction),
}
_KINDS = {
    "Individual": PartyKind.PERSON, "Entity": PartyKind.ORGANIZATION, "Vessel": PartyKind.VESSEL,
    "Aircraft": PartyKind.AIRCRAFT, "": PartyKind.UNKNOWN,
}  # fmt: skip
_STANDARD = {"Y": True, "N": False, "": None}
_RAW = ("source", "type", "title", "federal_register_notice", "start_date", "end_date", "standard_order",
        "license_requirement", "license_policy", "call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage",
        "vessel_flag", "vessel_owner", "remarks")  # fmt: skip


def read(document: Document) -> Iterator[Fact[Listing]]:
    """Entries of thirteen lists, one fact an entry.

    Raises:
        SourceChanged: An entry is of a list nobody has heard of.
    """
    entries: dict[tuple[object, ...], tuple[Record, list[str]]] = {}
    for locator, record in _records(document):
        if not tidy(record.name):
            document.tally.set_aside(document.file, locator, "it names nobody", record.text.values())
            continue
        held = entries.get(record.same)
        if held is None:
            entries[record.same] = (record, [locator])
        else:
            further = tuple(address for address in record.addresses if address not in held[0].addresses)
            document.tally.repeated += not further
            held[1].append(locator)
            entries[record.same] = (replace(held[0], addresses=held[0].addresses + further), held[1])
    keys = Keys()
    for record, locators in entries.values():
        key, listing = _listing(document, record, keys, locators[0])
        start, end = day(record.text["start_date"]), day(record.text["end_date"])
        if start and end and end < start:
            document.tally.note(f"{locators[0]}: it ends on {end}, before it starts on {start}; the words are kept")
            start, end = None, None
        yield document.fact(
            key=key, value=listing, valid=Interval.through(start, end), file=document.file, locator=", ".join(locators)
        )


def _records(document: Document) -> Iterator[tuple[str, Record]]:
    """The records of the CSV or the JSON, each with its locator."""
    file = document.file
    if file.content[:200].lstrip(b"\xef\xbb\xbf \r\n\t")[:1] not in (b"{", b"["):
        for row in table(document, file, delimited(file, decode(file, "utf-8-sig"), strict=True)):
            yield row.locator, of_row(row.values)
        return
    try:
        body = json.loads(decode(file, "utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceDamaged(f"not JSON: {error}", where=f"{document.spec.id}, {file.name}", remedy="Fetch it again.") from error
    results = body.get("results") if isinstance(body, dict) else body
    if not isinstance(results, list) or not all(isinstance(found, dict) for found in results):
        raise SourceChanged("it has no list of results", where=f"{document.spec.id}, {file.name}")
    for number, found in enumerate(results, 1):
        document.tally.count(file)
        if reason := misshapen(found):
            document.tally.set_aside(file, f"result {number}", reason, [json.dumps(found)[:400]])
        else:
            yield f"result {number}", of_object(found)


def _listing(document: Document, record: Record, keys: Keys, where: str) -> tuple[str, Listing]:
    """The key and the listing of an entry, of the kind its list is."""
    text = record.text
    source = text["source"].partition(" - ")[0]
    if source not in _LISTS:
        raise SourceChanged(
            f"an entry is of {text['source']!r}, a list nobody here has heard of",
            where=f"{document.spec.id}, {document.file.name}",
            why="What it does in law is unknown; reading on would guess.",
            remedy="Update licet, or name it in us_trade_csl/read.py.",
        )  # fmt: skip
    code, kind = _LISTS[source]
    cite = "; ".join(notices(text["federal_register_notice"])) or text["federal_register_notice"] or None
    kind_of_party = document.tally.kind(text["type"], _KINDS, where)
    country = country_code(text["vessel_flag"]) or next((found.country for found in record.addresses if found.country), None)
    if text["entity_number"]:
        key = keys.take_exactly(f"{code}-{text['entity_number']}")
    else:
        words = f"{code} {record.name}" + (f" {text['start_date']}" if kind is DenialOrder else "")
        key = keys.take(words, country, cite or "", *(address.text for address in record.addresses))
    programs = record.lists["programs"]
    if kind is Sanction and code.upper() not in programs:
        programs = (code.upper(), *programs)
    raw = [(column, text[column]) for column in _RAW if text[column]] + [("ids", words) for words in record.ids]
    common: dict[str, Any] = {
        "list_id": document.spec.id, "party": _party(record, document.id(key), kind_of_party, country), "programs": programs,
        "cite": cite, "raw": tuple(raw),
    }  # fmt: skip
    if kind is DenialOrder:
        return key, DenialOrder(**common, standard_terms=_STANDARD.get(text["standard_order"].upper()))
    if kind is EntityListing:
        requirement = read_requirement(text["license_requirement"])
        return key, EntityListing(
            **common, scope=requirement.scope, scope_items=requirement.scope_items, requirement=requirement.words,
            policy=read_policy(text["license_policy"]), footnotes=requirement.footnotes,
            exceptions_open=requirement.exceptions_open, address_only=slug(record.name).startswith("address-"),
        )  # fmt: skip
    return key, kind(**common)


def _party(record: Record, id_: str, kind: PartyKind, country: str | None) -> Party:
    """The party of an entry."""
    numbers, rest = record.identifiers()
    if record.text["call_sign"]:
        numbers.append(Identifier("call_sign", record.text["call_sign"]))
    name = tidy(record.name)
    names = [Name(name, raw=record.name if record.name != name else None)]
    names += [Name(alias, Strength.STRONG) for alias in record.lists["alt_names"]]
    codes = [country_code(found) for found in (*record.lists["nationalities"], *record.lists["citizenships"])]
    said = [record.text["remarks"], *rest]
    return Party(
        id=id_,
        kind=kind,
        names=tuple(dict.fromkeys(names)) if len(names) > 1 else tuple(names),
        addresses=record.addresses,
        identifiers=tuple(dict.fromkeys(numbers)) if len(numbers) > 1 else tuple(numbers),
        country=country,
        nationalities=tuple(dict.fromkeys(code for code in codes if code)),
        birth_dates=tuple(map(read_birth_date, record.lists["dates_of_birth"])),
        birth_places=record.lists["places_of_birth"],
        remarks="; ".join(part for part in said if part) or None,
    )
