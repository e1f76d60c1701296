"""Export: the listings that hold on a day, as FollowTheMoney JSONL, CSV or Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from licet.errors import BadValue, MissingExtra
from licet.facts import Fact
from licet.listings import Listing
from licet.parties import PartyKind

COLUMNS = (
    "id", "list", "kind", "party_kind", "name", "aliases", "country", "addresses", "identifiers", "birth_dates",
    "nationalities", "programs", "citation", "valid_from", "valid_through", "known_since", "publisher", "source_sha256",
    "source_locator",
)  # fmt: skip
FORMATS = {".csv": "csv", ".parquet": "parquet", ".jsonl": "ftm", ".json": "ftm", ".ftm": "ftm"}
_SCHEMATA = {
    PartyKind.PERSON: "Person", PartyKind.ORGANIZATION: "Organization", PartyKind.VESSEL: "Vessel",
    PartyKind.AIRCRAFT: "Airplane", PartyKind.ADDRESS: "Address", PartyKind.UNKNOWN: "LegalEntity",
}  # fmt: skip
_IDENTIFIERS = {
    "passport": "passportNumber", "national_id": "idNumber", "tax": "taxNumber", "registration": "registrationNumber",
    "imo": "imoNumber", "mmsi": "mmsi", "call_sign": "callSign", "lei": "leiCode", "uscc": "uscCode", "bic": "swiftBic",
    "duns": "dunsCode", "okpo": "okpoCode", "email": "email", "phone": "phone", "website": "website",
    "crypto": "publicKey", "giin": "giiNumber", "aircraft_serial": "serialNumber", "aircraft_tail": "registrationNumber",
}  # fmt: skip
_TOPICS = {
    "blocking": "sanction", "sanction": "sanction", "entity_listing": "export.control", "denial_order": "export.control",
    "unverified": "export.risk", "military_end_user": "export.control", "debarment": "debarment", "notice": "poi",
}  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def format_of(path: Path, told: str | None) -> str:
    """The format of an export: as told, or by the file's ending.

    Raises:
        BadValue: Neither says one that is known.
    """
    found = told or FORMATS.get(path.suffix.lower())
    if found not in ("csv", "parquet", "ftm"):
        raise BadValue(f"{told or path.suffix or path.name!r} is no format", where="--format", remedy="csv, parquet or ftm")
    return found


def export(facts: Iterable[Fact[Listing]], path: Path, form: str) -> int:
    """Write the facts and return how many there were; the file appears whole or not at all."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        if form == "parquet":
            count = _parquet(facts, partial)
        else:
            with partial.open("w", encoding="utf-8", newline="") as file:
                count = write_ftm(facts, file) if form == "ftm" else write_csv(facts, file)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return count


def write_ftm(facts: Iterable[Fact[Listing]], file: TextIO) -> int:
    """FollowTheMoney entities, one JSON object a line."""
    count = 0
    for fact in facts:
        file.write(json.dumps(ftm_entity(fact), ensure_ascii=False, sort_keys=True) + "\n")
        count += 1
    return count


def write_csv(facts: Iterable[Fact[Listing]], file: TextIO) -> int:
    """One row a listing; cells that a spreadsheet would run as formulas are led by an apostrophe."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    count = 0
    for fact in facts:
        writer.writerow([_cell(value) for value in row_of(fact).values()])
        count += 1
    return count


def _cell(value: str | None) -> str:
    text = value or ""
    return f"'{text}" if text.startswith(_FORMULA) else text


def row_of(fact: Fact[Listing]) -> dict[str, str | None]:
    """A listing as one flat row."""
    listing, party, valid = fact.value, fact.value.party, fact.valid.as_dict()
    values = (
        fact.id, listing.list_id, listing.kind, party.kind.value, party.caption,
        "; ".join(name.text for name in party.names[1:]), party.country,
        "; ".join(address.text for address in party.addresses),
        "; ".join(f"{found.kind}:{found.number}" for found in party.identifiers), "; ".join(party.birth_dates),
        "; ".join(party.nationalities), "; ".join(listing.programs), listing.cite, valid["from"], valid["last_day"],
        fact.known_at.date().isoformat(), fact.source.publisher, fact.source.sha256, fact.source.locator,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def ftm_entity(fact: Fact[Listing]) -> dict[str, Any]:
    """A listing as a FollowTheMoney entity; what has no property there stays in `notes`."""
    listing, party = fact.value, fact.value.party
    properties: dict[str, list[str]] = {}

    def add(name: str, values: Iterable[str | None]) -> None:
        found = list(dict.fromkeys(value for value in values if value))
        if found:
            properties.setdefault(name, []).extend(found)

    add("name", [name.text for name in party.names[:1]])
    add("alias", [name.text for name in party.names[1:] if name.strength.value == "strong"])
    add("weakAlias", [name.text for name in party.names[1:] if name.strength.value == "weak"])
    add("previousName", [name.text for name in party.names[1:] if name.strength.value == "former"])
    add("address", [address.text for address in party.addresses])
    add("country", [party.country.lower() if party.country and len(party.country) == 2 else None])
    person = party.kind is PartyKind.PERSON
    add("nationality" if person else "country", [code.lower() for code in party.nationalities if len(code) == 2])
    if person:
        add("birthDate", [date for date in party.birth_dates if date[:4].isdigit() and "/" not in date])
        add("birthPlace", party.birth_places)
    for found in party.identifiers:
        add(_IDENTIFIERS.get(found.kind, "idNumber"), [found.number])
    add("program", listing.programs)
    add("topics", [_TOPICS.get(listing.kind)])
    add("notes", [party.remarks])
    return {
        "id": fact.id.replace("/", "-"), "caption": party.caption, "schema": _SCHEMATA[party.kind],
        "properties": properties, "datasets": [listing.list_id], "referents": [], "target": True,
        "first_seen": fact.valid.as_dict()["from"], "last_change": fact.known_at.date().isoformat(),
    }  # fmt: skip


def _parquet(facts: Iterable[Fact[Listing]], path: Path) -> int:
    """One row a listing, as strings."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("Parquet", "tables") from error
    schema = pa.schema([(column, pa.string()) for column in COLUMNS])
    count = 0
    with pq.ParquetWriter(path, schema) as writer:
        for part in _batches(facts):
            writer.write_table(pa.Table.from_pylist([row_of(fact) for fact in part], schema=schema))
            count += len(part)
    return count


def _batches(facts: Iterable[Fact[Listing]]) -> Iterator[list[Fact[Listing]]]:
    part: list[Fact[Listing]] = []
    for fact in facts:
        part.append(fact)
        if len(part) == 2000:
            yield part
            part = []
    if part:
        yield part
