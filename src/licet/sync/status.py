"""Status: what the ledger holds of each list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from licet.errors import UnknownName, nearest
from licet.facts import moment
from licet.records.history import stamp
from licet.records.ledger import Ledger, Vintage
from licet.sources import spec_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ListStatus:
    """A list as the ledger holds it.

    Attributes:
        version: Its newest vintage, as it stands in ids.
        age_days: Days since that vintage.
        stale: Whether that is more than its source allows.
        last_change: The newest vintage at which an entry was added, removed or changed.
        covered_from, covered_to: The days of its first and its newest vintage.
    """

    list_id: str
    title: str
    version: str
    age_days: int
    stale: bool
    entries: int
    names: int
    read: int
    kept: int
    quarantined: int
    last_change: date | None
    covered_from: date
    covered_to: date
    vintages: int

    def as_dict(self) -> dict[str, object]:
        """As `--json` prints it."""
        return {
            "list": self.list_id, "title": self.title, "version": self.version, "as_of": self.covered_to.isoformat(),
            "age_days": self.age_days, "stale": self.stale, "rows": self.entries, "names": self.names,
            "read": self.read, "kept": self.kept, "quarantined": self.quarantined,
            "last_change": self.last_change.isoformat() if self.last_change else None,
            "coverage": {"from": self.covered_from.isoformat(), "last_day": self.covered_to.isoformat()},
            "vintages": self.vintages,
        }  # fmt: skip


def status_of(ledger: Ledger, now: datetime) -> list[ListStatus]:
    """Every list the ledger holds, by id."""
    by_list: dict[str, list[Vintage]] = {}
    for vintage in ledger.vintages():
        by_list.setdefault(vintage.list_id, []).append(vintage)
    found = []
    changed = ledger.last_changes()
    for list_id, held in by_list.items():
        newest = held[-1]
        age = max((now - newest.vintage).days, 0)
        found.append(
            ListStatus(
                list_id=list_id,
                title=newest.title,
                version=stamp(newest.vintage),
                age_days=age,
                stale=age > spec_of(list_id).stale_days,
                entries=newest.entries,
                names=newest.names,
                read=newest.read,
                kept=newest.kept,
                quarantined=newest.quarantined,
                last_change=changed[list_id].date() if list_id in changed else None,
                covered_from=held[0].vintage.date(),
                covered_to=newest.vintage.date(),
                vintages=len(held),
            )
        )
    return found


def vintages_of(ledger: Ledger, list_id: str) -> list[dict[str, Any]]:
    """All readings of a list's vintages, with their files, notes, and the records that were set aside.

    Raises:
        UnknownName: The ledger holds nothing of it.
    """
    readings = ledger.readings(list_id)
    if not readings:
        held = sorted({found.list_id for found in ledger.readings()})
        raise UnknownName(
            f"the ledger holds nothing of {list_id!r}", why=nearest(list_id, held), remedy=f"Lists: {', '.join(held) or 'none'}"
        )
    moved = ledger.moved(list_id)
    return [
        {
            "vintage": stamp(found.vintage), "recorded_at": moment(found.recorded_at), "entries": found.entries,
            "names": found.names, **dict(zip(("added", "removed", "changed"), moved[found.vintage], strict=True)),
            "read": found.read, "kept": found.kept, "quarantined": found.quarantined, "repeated": found.repeated,
            "position": found.position, "accepted": found.accepted, "notes": list(found.notes),
            "files": [
                {"name": name, "sha256": sha, "bytes": size, "read": count} for name, sha, size, count in ledger.files(found.id)
            ],
            "set_aside": [
                {"file": file, "where": where, "reason": reason, "words": words}
                for file, where, reason, words in ledger.quarantined(found.id)
            ],
        }
        for found in readings
    ]  # fmt: skip
