"""The Entity List: Supplement No. 4 to part 744 in eCFR XML, or BIS's own CSV of older days.

A row of the supplement is one entry. Rows without a requirement continue the entry above them with subordinate
institutions, affiliated entities or addresses; each party they name is an entry of its own under the same requirement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from licet.facts import Fact, Interval
from licet.listings import EntityListing, Listing
from licet.parties import Address, Party
from licet.sources.bis.cells import Cell, read_cell
from licet.sources.bis.delimited import is_xml, read_bis_csv
from licet.sources.bis.publication import Keys, cited
from licet.sources.bis.requirements import Requirement, read_policy, read_requirement
from licet.sources.bis.supplements import TableRow, supplement_rows
from licet.sources.document import Document
from licet.sources.table import tidy

COLUMNS = ("Entity", "License requirement", "License review policy", "Federal Register citation")
_PART = re.compile(r"^(?:Subordinate institutions?|Affiliated entit(?:y|ies)):?\s*$", re.IGNORECASE | re.MULTILINE)
_ADDRESSES = re.compile(r"^The following addresses apply to[^:]*:", re.IGNORECASE)


@dataclass(slots=True)
class _Entry:
    """One entry before it becomes a fact; addresses may still be added by rows below it."""

    row: TableRow
    cell: Cell
    locators: list[str]
    requirement: Requirement
    policy: str | None
    part_of: str | None = None
    words: list[str] = field(default_factory=list)


def read(document: Document) -> Iterator[Fact[Listing]]:
    """Entities, one fact a party named."""
    if not is_xml(document.file):
        yield from read_bis_csv(document, _listing_of_csv)
        return
    keys = Keys()
    for entry in _entries(document):
        cite, first = cited(entry.row.cells[3])
        cell = entry.cell
        key = keys.take(cell.key_words, entry.row.country, cite or "", *(address.text for address in cell.addresses))
        yield document.fact(
            key=key,
            value=EntityListing(
                list_id=document.spec.id,
                party=Party(
                    id=document.id(key),
                    names=tuple(dict.fromkeys(cell.names)),
                    addresses=tuple(cell.addresses),
                    country=entry.row.country,
                    remarks="; ".join(cell.remarks) or None,
                ),
                cite=cite,
                raw=tuple(_raw(entry)),
                scope=entry.requirement.scope,
                scope_items=entry.requirement.scope_items,
                requirement=entry.requirement.words,
                policy=entry.policy,
                footnotes=entry.requirement.footnotes,
                exceptions_open=entry.requirement.exceptions_open,
                address_only=cell.address_only,
            ),
            valid=Interval(first),
            file=document.file,
            locator=", ".join(entry.locators),
        )


def _entries(document: Document) -> Iterator[_Entry]:
    """The entries, each with the rows that continue it."""
    group: list[_Entry] = []
    for row in supplement_rows(document, 4, COLUMNS):
        text, requirement, policy, _ = row.cells
        if row.reserved:
            document.tally.note(f"{row.locator} is reserved")
        elif not tidy(text):
            document.tally.set_aside(document.file, row.locator, "it names nobody", row.cells)
        elif tidy(requirement) or tidy(policy) or not group:
            yield from group
            if tidy(requirement).lower().startswith("presumption") and "items subject" in policy:
                document.tally.note(f"{row.locator}: requirement and policy stand in each other's column; read exchanged")
                requirement, policy = policy, requirement
            read = read_requirement(requirement, row.marks[1] | row.marks[0])
            group = [_Entry(row, read_cell(text, row.country), [row.locator], read, read_policy(policy), words=[text])]
        else:
            _continue(group, row)
    yield from group


def _continue(group: list[_Entry], row: TableRow) -> None:
    """Add what a continuing row names: addresses for all of the group, or further parties."""
    parent = group[0]
    text = row.cells[0]
    if found := _ADDRESSES.match(text):
        further = read_cell(f"X\n{text[found.end() :]}", row.country).addresses
        for entry in group:
            _add(entry.cell.addresses, further)
            entry.locators.append(row.locator)
        return
    for block in _blocks(text):
        cell = read_cell(block, row.country)
        group.append(_Entry(parent.row, cell, [row.locator], parent.requirement, parent.policy, parent.cell.key_words, [block]))


def _add(addresses: list[Address], further: list[Address]) -> None:
    addresses.extend(address for address in further if address not in addresses)


def _blocks(text: str) -> Iterator[str]:
    """The parts of a continuing cell, one a party."""
    marked = _PART.split(text)
    listed = "affiliated" in text[:40].lower()
    for part in marked:
        if not part.strip():
            continue
        if not listed:
            yield part.strip()
            continue
        block: list[str] = []
        for line in part.split("\n"):
            starts = line.strip() and not re.match(r"^\s*[—–-]", line)
            hangs = block and (block[-1].rstrip().endswith((":", ";", "; and")) or _hanging(line, block))
            if starts and block and not hangs:
                yield "\n".join(block)
                block = []
            if line.strip():
                block.append(line)
        if block:
            yield "\n".join(block)


def _hanging(line: str, block: list[str]) -> bool:
    """Whether a line is the address of the party above it: that has aliases but no address, and the line starts as one."""
    aliased = len(block) > 1
    return aliased and re.match(r"^(?:Building|No\.|Room|\d|[A-Z]\d)", line.strip()) is not None


def _raw(entry: _Entry) -> Iterator[tuple[str, str]]:
    """The cells as published."""
    yield "Country", entry.row.heading
    yield "Entity", "\n".join(entry.words)
    if entry.part_of:
        yield "Part of", tidy(entry.part_of)
    yield "License requirement", tidy(entry.row.cells[1])
    yield "License review policy", tidy(entry.row.cells[2])
    yield "Federal Register citation", tidy(entry.row.cells[3])


def _listing_of_csv(list_id: str, party: Party, columns: dict[str, str], cite: str | None) -> Listing:
    """An entry of BIS's CSV."""
    requirement = read_requirement(columns["License Requirement"])
    return EntityListing(
        list_id=list_id,
        party=party,
        cite=cite,
        raw=tuple((name, words) for name, words in columns.items() if words),
        scope=requirement.scope,
        scope_items=requirement.scope_items,
        requirement=requirement.words,
        policy=read_policy(columns["License Policy"]),
        footnotes=requirement.footnotes,
        exceptions_open=requirement.exceptions_open,
    )
