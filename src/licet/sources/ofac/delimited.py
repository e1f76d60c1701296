"""OFAC's delimited files: `sdn` or `cons_prim`, with `alt`, `add` and `comments` beside it.

They have no header line; a file is told by the number of its columns. Null is the unquoted "-0- ". Remarks are cut after
1,000 characters, in the middle of a word; the comments file holds the rest, joined without a space.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from licet.errors import BadFile, SourceDamaged
from licet.facts import Fact
from licet.listings import Listing
from licet.parties import Address, Identifier, Name, Party, PartyKind, Strength
from licet.sources.document import Document, File
from licet.sources.ofac.remarks import country_code, read_remarks
from licet.sources.table import decode, delimited, tidy

COLUMNS = {
    12: ("ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage", "GRT", "Vess_flag",
         "Vess_owner", "Remarks"),
    5: ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"),
    6: ("ent_num", "add_num", "Address", "City", "Country", "Add_remarks"),
    2: ("ent_num", "Remarks"),
}  # fmt: skip
PARTS = {5: "aliases", 6: "addresses", 2: "comments"}
_ROLE = {12: "the main file", 5: "the alias file", 6: "the address file", 2: "the comments file"}
_KINDS = {
    None: PartyKind.ORGANIZATION, "individual": PartyKind.PERSON, "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}  # fmt: skip
_STRENGTHS = {"aka": Strength.STRONG, "nka": Strength.STRONG, "fka": Strength.FORMER, None: Strength.STRONG}

Values = dict[str, str | None]


@dataclass(slots=True)
class _Entry:
    """The rows of all files that share one number."""

    locator: str
    main: Values
    aliases: list[Values] = field(default_factory=list)
    addresses: list[Values] = field(default_factory=list)
    comment: str | None = None


def read_delimited(document: Document, make: Callable[..., Listing]) -> Iterator[Fact[Listing]]:
    """One fact a row of the main file, with its aliases, addresses and the rest of its remarks.

    Args:
        document: Its files, in any order; the main file alone is allowed, the parts it lacks are then named in
            `document.absent`.
        make: The kind of listing, called with `list_id`, `party`, `programs` and `raw`.

    Raises:
        SourceDamaged: A file is cut off, or none is the main file.
        BadFile: Two files have the same role.
    """
    tables: dict[int, File] = {}
    records: dict[int, list[tuple[str, list[str]]]] = {}
    for file in document.files:
        width, rows = _records(document, file)
        if width in tables:
            raise BadFile(f"{tables[width].name} and {file.name} are both {_ROLE[width]}", where=document.spec.id)
        tables[width], records[width] = file, rows
    if 12 not in tables:
        raise SourceDamaged(
            "the main file (12 columns) is missing", where=f"{document.spec.id}, {', '.join(f.name for f in document.files)}",
            why="Aliases and addresses without it name nobody.", remedy="Give the files of one publication together.",
        )  # fmt: skip
    document.absent.update(part for width, part in PARTS.items() if width not in tables)
    entries: dict[str, _Entry] = {}
    for locator, record in records[12]:
        values = _values(12, record)
        number = values["ent_num"]
        if number is None or not number.isdigit() or values["SDN_Name"] is None:
            document.tally.set_aside(tables[12], locator, "it has no number or no name", record)
        elif number in entries:
            document.tally.set_aside(tables[12], locator, f"the number {number} stands twice", record)
        else:
            entries[number] = _Entry(locator, values)
    for width in (5, 6, 2):
        for locator, record in records.get(width, ()):
            _attach(document, tables[width], locator, width, record, entries)
    for number, entry in entries.items():
        party, programs, raw = _listed(document, number, entry)
        yield document.fact(
            key=number,
            value=make(list_id=document.spec.id, party=party, programs=programs, raw=raw),
            file=tables[12],
            locator=entry.locator,
        )


def _records(document: Document, file: File) -> tuple[int, list[tuple[str, list[str]]]]:
    """The number of columns and the records of a file, each with its locator."""
    rows: list[tuple[str, list[str]]] = []
    width = 0
    last_short = False
    text = decode(file, "utf-8-sig", "cp1252")
    for number, record in enumerate(delimited(file, text, strict=True), 1):
        width = width or len(record)
        if width not in COLUMNS:
            raise SourceDamaged(
                f"{width} columns; OFAC's files have 12, 5, 6 or 2", where=f"{document.spec.id}, {file.name}, row 1",
                remedy="Give the publisher's own file.",
            )  # fmt: skip
        document.tally.count(file)
        last_short = len(record) < width
        if len(record) != width:
            document.tally.set_aside(file, f"row {number}", f"{len(record)} fields instead of {width}", record)
        else:
            rows.append((f"row {number}", record))
    if last_short:
        raise SourceDamaged(
            f"the last record has {len(record)} fields instead of {width}: the file is cut off",
            where=f"{document.spec.id}, {file.name}, row {number}",
            why="Everybody after the cut would be delisted.", remedy="Fetch it again; the list we hold is kept.",
        )  # fmt: skip
    return width, rows


def _values(width: int, record: list[str]) -> Values:
    """The fields by column, null as None."""
    return {
        column: None if (words := tidy(cell)) in ("", "-0-") else words for column, cell in zip(COLUMNS[width], record, strict=True)
    }


def _attach(document: Document, file: File, locator: str, width: int, record: list[str], entries: dict[str, _Entry]) -> None:
    """Hang an alias, an address or a comment on its entry; set it aside when there is none."""
    values = _values(width, record)
    entry = entries.get(values["ent_num"] or "")
    if entry is None:
        document.tally.set_aside(file, locator, f"no entry has the number {values['ent_num']}", record)
    elif width == 5:
        if values["alt_type"] not in _STRENGTHS:
            document.tally.note(f"{file.name}, {locator}: unknown kind of alias {values['alt_type']!r}; it is kept as a strong one")
        if values["alt_name"] is None:
            document.tally.set_aside(file, locator, "it has no name", record)
        else:
            entry.aliases.append(values)
    elif width == 6:
        entry.addresses.append(values)
    else:
        entry.comment = record[1].rstrip()


def _listed(document: Document, number: str, entry: _Entry) -> tuple[Party, tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The party, its programs, and the row's own words."""
    main = entry.main
    words = (main["Remarks"] or "") + (entry.comment or "")
    remarks = read_remarks(words)
    names = [Name(main["SDN_Name"] or "")]
    names += [Name(alias["alt_name"] or "", _STRENGTHS.get(alias["alt_type"], Strength.STRONG)) for alias in entry.aliases]
    names += remarks.names
    identifiers = list(remarks.identifiers)
    if main["Call_Sign"]:
        identifiers.append(Identifier("call_sign", main["Call_Sign"]))
    addresses = tuple(filter(None, map(_address, entry.addresses)))
    party = Party(
        id=document.id(number),
        kind=document.tally.kind(main["SDN_Type"], _KINDS, entry.locator),
        names=tuple(dict.fromkeys(names)),
        addresses=addresses,
        identifiers=tuple(dict.fromkeys(identifiers)),
        country=country_code(main["Vess_flag"]) or next((a.country for a in addresses if a.country), None),
        nationalities=tuple(remarks.nationalities),
        birth_dates=tuple(dict.fromkeys(remarks.birth_dates)),
        birth_places=tuple(dict.fromkeys(remarks.birth_places)),
        remarks="; ".join(remarks.rest) or None,
    )
    programs = tuple(program.strip() for program in (main["Program"] or "").split("] [") if program.strip())
    kept = [(column, value) for column, value in main.items() if value and column not in ("ent_num", "SDN_Name")]
    kept += [("alt_remarks", alias["alt_remarks"]) for alias in entry.aliases if alias["alt_remarks"]]
    kept += [("Comments", entry.comment)] if entry.comment else []
    return party, programs, tuple(kept)


def _address(values: Values) -> Address | None:
    """An address; None for the all-null rows that say there is none."""
    street, city, country, remarks = (values[name] for name in ("Address", "City", "Country", "Add_remarks"))
    text = ", ".join(part for part in (street, city, country) if part)
    if not text and not remarks:
        return None
    return Address(text or remarks or "", city=city, country=country_code(country), raw=remarks)
