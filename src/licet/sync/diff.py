"""Diffs: what one vintage of a list says that another does not, by stable keys.

In the lists that are prose of the Code, churn of the editor (a full stop added, an alias list punctuated anew) is told
apart from change: the cells have the same letters and digits, and what the entry does in law is the same.

OFAC's aliases and addresses stand in files of their own; where one side was published without them they are not compared,
and entries that changed in them alone are counted apart from those whose own record changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from licet.countries import find_country
from licet.errors import OutOfCoverage
from licet.facts import moment
from licet.listings import EntityListing, Listing
from licet.payloads import effect, to_json
from licet.records.history import stamp
from licet.records.ledger import Ledger
from licet.sources.document import File
from licet.sync.imports import read_publication, vintage_of_files
from licet.sync.settle import PROSE, cells, same_entries
from licet.sync.words import changes

ATTACHED = {"aliases": "aliases", "addresses": "addresses", "Comments": "comments", "alt_remarks": "aliases"}
"""Fields that OFAC publishes in files of their own, and the part each belongs to."""
_DERIVED = {"identifiers", "nationalities", "birth dates", "birth places", "remarks", "weak aliases"}

_COMMAS = {"programs", "birth dates", "nationalities", "footnotes", "exceptions"}
"""Fields whose items stand between commas."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one entry: its words on both sides."""

    field: str
    before: str
    after: str

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """What went, what came, and what stands around it; see `licet.sync.words`."""
        return changes(self.before, self.after, ", " if self.field in _COMMAS else "; ")

    def as_dict(self) -> dict[str, str]:
        return {"field": self.field, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class Change:
    """An entry both sides have, with the fields that differ."""

    key: str
    caption: str
    fields: tuple[FieldChange, ...]

    @property
    def shown(self) -> tuple[FieldChange, ...]:
        """The fields to show a person: without the source's columns that were read into other fields shown here."""
        names = {field.field for field in self.fields}
        read = ({"Program"} if "programs" in names else set()) | ({"Remarks"} if names & _DERIVED else set())
        return tuple(field for field in self.fields if field.field not in read)

    def as_dict(self) -> dict[str, Any]:
        return {"id": self.key, "caption": self.caption, "fields": [field.as_dict() for field in self.fields]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two vintages: what it is called, when it was published, its entries, and parts it does not speak of."""

    label: str
    vintage: datetime | None
    listings: Mapping[str, Listing]
    absent: frozenset[str] = frozenset()

    def as_dict(self) -> dict[str, Any]:
        return {"label": self.label, "vintage": moment(self.vintage) if self.vintage else None, "entries": len(self.listings)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What changed from one side to the other.

    Attributes:
        added, removed: Keys with their listings.
        changed: Entries whose own record changed.
        attached: Entries that changed in their aliases or addresses alone, which OFAC publishes beside the record.
        editorial: Entries that differ in punctuation, spacing or case alone.
        not_compared: Parts of a listing that one side does not speak of.
    """

    list_id: str
    before: Side
    after: Side
    added: tuple[tuple[str, Listing], ...]
    removed: tuple[tuple[str, Listing], ...]
    changed: tuple[Change, ...]
    attached: tuple[Change, ...]
    editorial: tuple[Change, ...]
    not_compared: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each."""
        told = len(self.changed) + len(self.attached) + len(self.editorial)
        return {
            "added": len(self.added), "removed": len(self.removed), "changed": len(self.changed),
            "changed_aliases_or_addresses": len(self.attached), "editorial": len(self.editorial),
            "unchanged": len(self.after.listings) - len(self.added) - told,
        }  # fmt: skip

    def as_dict(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "list": self.list_id, "from": self.before.as_dict(), "to": self.after.as_dict(), "counts": self.counts,
            "not_compared": list(self.not_compared),
            "added": [_entry(key, listing) for key, listing in self.added],
            "removed": [_entry(key, listing) for key, listing in self.removed],
            "changed": [change.as_dict() for change in self.changed],
            "changed_aliases_or_addresses": [change.as_dict() for change in self.attached],
            "editorial": [change.as_dict() for change in self.editorial],
        }  # fmt: skip


def diff(ledger: Ledger, list_id: str, before: str, after: str) -> Diff:
    """The diff between two vintages, each a day or its beginning ("2021-07") in the ledger, or a file or folder.

    Raises:
        OutOfCoverage: The ledger holds no vintage of that day.
        SourceRefused: A file cannot be read as this list.
    """
    return compare(list_id, _side(ledger, list_id, before), _side(ledger, list_id, after))


def compare(list_id: str, before: Side, after: Side) -> Diff:
    """The diff between two sides."""
    absent = before.absent | after.absent
    prose = list_id in PROSE
    if prose:
        gone = {key: listing for key, listing in before.listings.items() if key not in after.listings}
        new = {key: listing for key, listing in after.listings.items() if key not in before.listings}
        renamed = same_entries(gone, new)
        after = replace(after, listings={renamed.get(key, key): listing for key, listing in after.listings.items()})
    columns = frozenset() if prose else _columns_of_one_side(before, after)
    added = [(key, after.listings[key]) for key in after.listings.keys() - before.listings.keys()]
    removed = [(key, before.listings[key]) for key in before.listings.keys() - after.listings.keys()]
    changed: list[Change] = []
    attached: list[Change] = []
    editorial: list[Change] = []
    for key in sorted(before.listings.keys() & after.listings.keys(), key=_order):
        one, two = before.listings[key], after.listings[key]
        if one == two:
            continue
        fields = tuple(_differing_prose(one, two) if prose else _differing(one, two, absent, columns))
        if not fields:
            continue
        change = Change(key, two.party.caption, fields)
        if prose and cells(one) == cells(two) and effect(to_json(one)) == effect(to_json(two)):
            editorial.append(change)
        elif all(field.field in ATTACHED for field in fields):
            attached.append(change)
        else:
            changed.append(change)
    return Diff(
        list_id=list_id, before=before, after=after, added=tuple(sorted(added, key=lambda item: _order(item[0]))),
        removed=tuple(sorted(removed, key=lambda item: _order(item[0]))), changed=tuple(changed),
        attached=tuple(attached), editorial=tuple(editorial), not_compared=tuple(sorted(absent | columns)),
    )  # fmt: skip


def _side(ledger: Ledger, list_id: str, told: str) -> Side:
    """A vintage of the ledger, or files."""
    path = Path(told)
    if path.exists():
        paths = sorted(item for item in path.iterdir() if item.is_file()) if path.is_dir() else [path]
        files = [File.open(item) for item in paths]
        vintage, _ = vintage_of_files(list_id, files)
        document, read = read_publication(list_id, files, vintage)
        return Side(
            label=path.name, vintage=vintage, listings={fact.id: fact.value for fact in read},
            absent=frozenset(document.absent),
        )  # fmt: skip
    held = ledger.vintages(list_id)
    matching = [found for found in held if stamp(found.vintage).startswith(told) or moment(found.vintage).startswith(told)]
    if not matching:
        known = ", ".join(stamp(found.vintage) for found in held[-12:]) or "none"
        raise OutOfCoverage(
            f"the ledger holds no vintage of {list_id} of {told}, and no file is called so",
            remedy=f"Vintages: {known}",
        )
    newest = matching[-1]
    absent = {note.partition(": ")[2].partition(" ")[0] for note in newest.notes if note.startswith("not given: ")}
    return Side(
        label=stamp(newest.vintage), vintage=newest.vintage, listings=ledger.state(list_id, newest.vintage),
        absent=frozenset(absent),
    )  # fmt: skip


def _columns_of_one_side(before: Side, after: Side) -> frozenset[str]:
    """Columns of the source that one side's layout does not have; parts that OFAC publishes apart are told elsewhere."""
    one, two = ({name for listing in side.listings.values() for name, _ in listing.raw} for side in (before, after))
    return frozenset(one ^ two) - ATTACHED.keys() if one and two else frozenset()


def _differing(one: Listing, two: Listing, absent: frozenset[str], columns: frozenset[str]) -> Iterator[FieldChange]:
    """The fields that differ, parts that are not compared left out."""
    before, after = _fields(one), _fields(two)
    found = [
        FieldChange(name, before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys((*before, *after))
        if before.get(name, "") != after.get(name, "") and ATTACHED.get(name) not in absent and name not in columns
    ]
    own = [change for change in found if change.field not in ATTACHED]
    if own and all(change.field in _DERIVED for change in own):
        # The row's own remarks did not move; what was read from them moved with the rest in the comments file.
        found = [change for change in found if change.field in ATTACHED]
    yield from found


def _differing_prose(one: Listing, two: Listing) -> Iterator[FieldChange]:
    """The cells that differ, line breaks apart: what is read from a cell moves with its words."""
    before, after = _columns(one), _columns(two)
    for name in dict.fromkeys((*before, *after)):
        if before.get(name, "") != after.get(name, ""):
            yield FieldChange(name, before.get(name, ""), after.get(name, ""))


def _columns(listing: Listing) -> dict[str, str]:
    """The raw columns, each once, white space single."""
    found: dict[str, list[str]] = {}
    for name, words in listing.raw:
        found.setdefault(name, []).append(" ".join(words.split()))
    return {name: "; ".join(words) for name, words in found.items()}


def _fields(listing: Listing) -> dict[str, str]:
    """An entry as named words, for comparing and for showing."""
    party = listing.party
    raw: dict[str, list[str]] = {}
    for name, words in listing.raw:
        raw.setdefault(name, []).append(find_country(words) or words if name == "Country" else words)
    weak = [name.text for name in party.names[1:] if name.raw is not None and _is_remark(name.raw)]
    fields = {
        "name": party.names[0].text if party.names else "",
        "kind": party.kind.value,
        "aliases": "; ".join(f"{n.text} ({n.strength.value})" for n in party.names[1:] if n.text not in weak),
        "weak aliases": "; ".join(weak),
        "addresses": "; ".join(address.text for address in party.addresses),
        "identifiers": "; ".join(f"{i.kind} {i.number} {i.country or ''} {i.note or ''}".strip() for i in party.identifiers),
        "nationalities": ", ".join(party.nationalities),
        "birth dates": ", ".join(party.birth_dates),
        "birth places": "; ".join(party.birth_places),
        "remarks": party.remarks or "",
        "programs": ", ".join(listing.programs),
        "citation": listing.cite or "",
    }
    if isinstance(listing, EntityListing):
        fields |= {
            "scope": " ".join((listing.scope, *listing.scope_items)), "policy": listing.policy or "",
            "footnotes": ", ".join(map(str, sorted(listing.footnotes))), "exceptions": ", ".join(listing.exceptions_open),
        }  # fmt: skip
    fields |= {name: "; ".join(words) for name, words in raw.items()}
    return fields


def _is_remark(raw: str) -> bool:
    """Whether a name was read from OFAC's remarks."""
    return raw.removeprefix("alt. ").startswith(("a.k.a. ", "f.k.a. ", "n.k.a. "))


def _order(key: str) -> tuple[int, str]:
    """Numbers in their order, then names."""
    name = key.rpartition("/")[2]
    return (int(name), "") if name.isdigit() else (1 << 62, name)


def _entry(key: str, listing: Listing) -> dict[str, Any]:
    return {
        "id": key, "caption": listing.party.caption, "kind": listing.kind, "programs": list(listing.programs),
        "country": listing.party.country, "cite": listing.cite,
    }  # fmt: skip
