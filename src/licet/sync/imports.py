"""Imports: one publication of a list, read whole, guarded, and recorded.

A publication is read whole, passed by the guards, and recorded in one transaction; whatever fails, the list we hold
stays.
"""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from licet.errors import BadInput, SourceChanged, SourceDamaged, SourceShrunk
from licet.facts import Fact, moment
from licet.listings import Listing
from licet.records.ledger import Ledger, Publication, Recorded, Vintage
from licet.sources import reader_of, spec_of, stated_vintage
from licet.sources.document import Document, File
from licet.sync.settle import PROSE, settle

_IN_NAME = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?:T(\d{2})(\d{2})Z)?(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did.

    Attributes:
        list_id: Of the list.
        vintage: When the publication was made public (UTC).
        told_by: Where that came from: "the file", "--as-of", "the file's name" or "the clock".
        document: The publication, with its tally.
        recorded: What the ledger made of it.
    """

    list_id: str
    vintage: datetime
    told_by: str
    document: Document
    recorded: Recorded

    def as_dict(self) -> dict[str, object]:
        """As `--json` prints it."""
        tally, recorded = self.document.tally, self.recorded
        return {
            "list": self.list_id, "vintage": moment(self.vintage), "told_by": self.told_by, "new": recorded.new,
            "files": [{"name": file.name, "sha256": file.sha256, "bytes": len(file.content),
                       "read": tally.read.get(file.name, 0)} for file in self.document.files],
            "read": tally.total, "kept": tally.kept, "quarantined": len(tally.quarantined), "repeated": tally.repeated,
            "entries": recorded.entries, "added": recorded.added, "removed": recorded.removed,
            "changed": recorded.changed, "position": recorded.position,
            "against": moment(recorded.before) if recorded.before else None, "later_vintages": recorded.after,
            "set_aside": [{"file": item.file, "where": item.locator, "reason": item.reason}
                          for item in tally.quarantined],
            "notes": list(tally.notes),
        }  # fmt: skip


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection of cycles while millions of small objects are made and kept.

    Nothing an import makes refers to itself, so memory is given back by counting references. With Python's own thresholds
    the collector would walk all of it again and again; the command line has set them high already.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def import_files(
    ledger: Ledger,
    list_id: str,
    paths: Sequence[Path],
    *,
    as_of: datetime | date | None = None,
    accept_shrink: str | None = None,
    mapping: Mapping[str, str] | None = None,
    now: datetime | None = None,
    ahead: Callable[[Mapping[str, str]], object] | None = None,
) -> Imported:
    """Import one publication from its files.

    Args:
        ledger: Where to record it.
        list_id: Of the list.
        paths: The publisher's own files, gzipped or not; a publication of several files is given whole.
        as_of: When it was made public, for files that do not say.
        accept_shrink: Why a person accepts a publication that lost more than its bounds allow; recorded.
        mapping: Field to column, for a user's own list.
        now: The clock, for files that nobody dates.
        ahead: Is told a list that is new to the ledger, before it is recorded: its entries, as JSON by id.

    Raises:
        BadInput: A path cannot be read, or `as_of` contradicts the file.
        SourceRefused: It is damaged, changed, or shrunken; nothing was recorded.
    """
    spec_of(list_id)
    return import_publication(
        ledger, list_id, [File.open(path) for path in paths], as_of=as_of, accept_shrink=accept_shrink, mapping=mapping, now=now,
        ahead=ahead,
    )  # fmt: skip


def import_publication(
    ledger: Ledger,
    list_id: str,
    files: Sequence[File],
    *,
    as_of: datetime | date | None = None,
    accept_shrink: str | None = None,
    mapping: Mapping[str, str] | None = None,
    now: datetime | None = None,
    ahead: Callable[[Mapping[str, str]], object] | None = None,
) -> Imported:
    """`import_files` for bytes in hand."""
    now = now or datetime.now(UTC)
    with uncollected():
        vintage, told_by = vintage_of_files(list_id, files, as_of, now)
        document, read = read_publication(list_id, files, vintage, now, accepted=accept_shrink, mapping=mapping)
        if document.absent or list_id in PROSE:
            before = [held for held in ledger.vintages(list_id) if held.vintage < vintage]
            held = ledger.state(list_id, before[-1].vintage) if before else {}
            read = settle(held, read) if list_id in PROSE else carry_over(document, held, before[-1:], read)
        _guard_shrink(ledger, document, len(read), accept_shrink)
        is_new = ahead is not None and not ledger.vintages(list_id)
        recorded = ledger.record(_publication(document, accept_shrink), read, ahead if ahead and is_new else lambda _: None)
    return Imported(list_id=list_id, vintage=vintage, told_by=told_by, document=document, recorded=recorded)


def read_publication(
    list_id: str,
    files: Sequence[File],
    vintage: datetime,
    now: datetime | None = None,
    *,
    accepted: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> tuple[Document, list[Fact[Listing]]]:
    """A publication's facts, read whole; nothing is recorded.

    Raises:
        SourceDamaged: It holds no entry at all, two records share an id, or most of its records could not be read.
        SourceChanged: More than a twentieth of its records are of an unknown type.
    """
    document = Document(spec_of(list_id), tuple(files), vintage, now or datetime.now(UTC), accepted=accepted, mapping=mapping)
    read = list(reader_of(list_id)(document))
    tally = document.tally
    if not read:
        raise SourceDamaged(
            f"none of its {tally.total} records could be read" if tally.total else "it holds no records",
            where=f"{list_id}, {files[0].name if files else 'no file'}",
            why=tally.quarantined[0].reason if tally.quarantined else "An empty list would clear everybody on it.",
            remedy="Mend the file, or the mapping."
            if list_id.startswith("own:")
            else "The list we hold is kept. Fetch it again, and compare it with what the publisher shows.",
        )
    ids = Counter(fact.id for fact in read)
    if len(ids) < len(read):
        twice, times = ids.most_common(1)[0]
        raise SourceDamaged(
            f"{times} records have the id {twice}", where=f"{list_id}, {files[0].name}",
            why="Which of them holds cannot be known.", remedy="The list we hold is kept. Fetch it again.",
        )  # fmt: skip
    if tally.strange * 20 > tally.total > 20:
        raise SourceChanged(
            f"{tally.strange} of {tally.total} records are of a type nobody here has heard of",
            where=f"{list_id}, {files[0].name}", why=tally.notes[0] if tally.notes else "",
            remedy="The list we hold is kept. If the publisher has new words for its types, licet must learn them.",
        )  # fmt: skip
    if len(tally.quarantined) * 2 > tally.total > 20:
        first = tally.quarantined[0]
        raise SourceDamaged(
            f"{len(tally.quarantined)} of {tally.total} records could not be read",
            where=f"{list_id}, {first.file}, {first.locator}", why=first.reason,
            remedy="The list we hold is kept. If the layout changed, its source.yml must follow.",
        )  # fmt: skip
    return document, read


def vintage_of_files(
    list_id: str, files: Sequence[File], as_of: datetime | date | None = None, now: datetime | None = None
) -> tuple[datetime, str]:
    """When the publication was made public, and who says so: the file, the caller, the file's name, or the clock."""
    stated = stated_vintage(list_id, files)
    told = _moment(as_of) if as_of is not None else None
    if stated is not None:
        if told is not None and told.date() != stated.date():
            raise BadInput(
                f"--as-of says {told:%Y-%m-%d}, the file says {stated:%Y-%m-%d}", where=files[0].name,
                remedy="Leave out --as-of: the file dates itself.",
            )  # fmt: skip
        return stated, "the file"
    if told is not None:
        return told, "--as-of"
    for file in files:
        if found := _IN_NAME.search(file.name):
            year, month, number, hour, minute = (int(part or 0) for part in found.groups())
            try:
                return datetime(year, month, number, hour, minute, tzinfo=UTC), "the file's name"
            except ValueError:
                continue
    return (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0), "the clock"


def _moment(told: datetime | date) -> datetime:
    """A day as its first second, a moment as it is (UTC)."""
    if isinstance(told, datetime):
        return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
    return datetime.combine(told, time(0), UTC)


def _guard_shrink(ledger: Ledger, document: Document, entries: int, accepted: str | None) -> None:
    """Refuse a publication that lost more than its bounds allow against the vintage before it."""
    spec = document.spec
    before = [vintage for vintage in ledger.vintages(spec.id) if vintage.vintage <= document.vintage]
    if not before or accepted:
        return
    held = before[-1]
    least = held.entries * (1 - spec.shrink)
    if entries < least:
        raise SourceShrunk(
            f"{entries} entries, where the publication of {held.vintage:%Y-%m-%d} has {held.entries}",
            where=f"{spec.id}, {document.files[0].name}",
            why=f"More than {spec.shrink:.0%} would be delisted at once; a cut-off file looks just like that.",
            remedy="The list we hold is kept. If it is right, import it again with --accept-shrink REASON.",
        )


def _publication(document: Document, accepted: str | None) -> Publication:
    """The document as the ledger records it."""
    spec, tally = document.spec, document.tally
    return Publication(
        list_id=spec.id,
        vintage=document.vintage,
        publisher=spec.publisher,
        title=spec.title,
        url=spec.url,
        retrieved_at=document.retrieved_at,
        files=tuple((file.name, file.sha256, len(file.content), tally.read.get(file.name, 0)) for file in document.files),
        read=tally.total,
        kept=tally.kept,
        repeated=tally.repeated,
        quarantined=tuple((item.file, item.locator, item.reason, item.words) for item in tally.quarantined),
        notes=tuple(tally.notes),
        accepted=accepted,
    )


def carry_over(
    document: Document, held: Mapping[str, Listing], before: Sequence[Vintage], read: Sequence[Fact[Listing]]
) -> list[Fact[Listing]]:
    """Complete listings with the parts their publication does not speak of, from the vintage before it.

    OFAC's main file may be published, or kept, without its alias, address and comments files. It does not say that there
    are no aliases; dropping them would make the screening blind. What is carried is noted in the publication.
    """
    said = f"carried over from {before[-1].vintage:%Y-%m-%d}" if before else "unknown"
    for part in sorted(document.absent):
        document.tally.notes.insert(0, f"not given: {part} ({said})")
    return [
        replace(fact, value=_completed(fact.value, held[fact.id], document.absent)) if fact.id in held else fact for fact in read
    ]


def _completed(listing: Listing, before: Listing, absent: set[str]) -> Listing:
    """A listing with the aliases and addresses of the one before it."""
    party, old = listing.party, before.party
    if "aliases" in absent:
        told = {name.text for name in party.names}
        carried = tuple(name for name in old.names[1:] if name.text not in told and name.raw is None)
        party = replace(party, names=(party.names[0], *carried, *party.names[1:]))
    if "addresses" in absent:
        party = replace(party, addresses=old.addresses, country=party.country or old.country)
    return replace(listing, party=party)
