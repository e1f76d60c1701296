"""One claim of a case: what it says, of whom, and the telling it is taken from. It is confirmed in `confirming`, supposed in `supposing`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from licet.casefile.across import Cluster
from licet.casefile.case import Case
from licet.casefile.events import DONE, Event
from licet.casefile.reading import Reading
from licet.errors import UnknownName, nearest
from licet.parties import PartyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of a case, as it may be confirmed or supposed.

    Attributes:
        cluster: The tellings it rests on.
        reading, event: The telling it is taken from: one that the frames read before one of the trained reader, an official one
            if there is any, else the first that says it was done.
        parties: Canonical name, further names, and kind of each party it is about.
    """

    case: str
    cluster: Cluster
    reading: Reading
    event: Event
    parties: tuple[tuple[str, tuple[str, ...], PartyKind], ...]

    @property
    def id(self) -> str:
        """Stable over re-readings: it hangs on the kind of act, the parties and the year, not on numbering."""
        year = (self.cluster.date or "")[:4]
        told = "|".join((self.cluster.type, *sorted(name for name, *_ in self.parties), year))
        return f"case:{_slug(self.case)}-{sha256(told.encode()).hexdigest()[:8]}"

    @property
    def done(self) -> bool:
        """Whether any telling says that the act was done."""
        return self.event.status in DONE

    @property
    def words(self) -> str:
        """The words of the document that tell of it."""
        return " ".join(self.reading.text.words(self.event.trigger).split())

    def says(self) -> str:
        """The claim in a line."""
        names = ", ".join(name for name, *_ in self.parties)
        return f"{self.cluster.type.replace('_', ' ')}: {names or 'no party named'} ({self.event.status.replace('_', ' ')})"


def find_claim(case: Case, name: str, wanted: str) -> Claim:
    """The claim called `C3` (a cluster) or `DOCUMENT/V2` (one telling) in a case.

    Args:
        case: The case.
        name: Of the case: the stem of its file.
        wanted: The claim's id.

    Raises:
        UnknownName: The case has no such claim; the nearest is named.
    """
    ids: dict[str, tuple[Cluster, Reading | None, Event | None]] = {}
    for cluster in case.clusters:
        if cluster.members:
            ids[cluster.id] = (cluster, None, None)
            ids.update({f"{r.doc_id}/{e.id}": (cluster, r, e) for r, e in cluster.members})
    if wanted not in ids:
        raise UnknownName(
            f"the case has no claim {wanted!r}",
            why=nearest(wanted, ids),
            remedy="`licet case show CASE --json` lists claims as C1, C2, ... and tellings as DOCUMENT/V1.",
        )
    cluster, reading, event = ids[wanted]
    if reading is None or event is None:
        reading, event = min(
            cluster.members, key=lambda m: (m[1].status not in DONE, m[1].found_by is not None, not m[0].official, m[0].doc_id)
        )
    return Claim(case=name, cluster=cluster, reading=reading, event=event, parties=_parties(case, reading, event))


def _parties(case: Case, reading: Reading, event: Event) -> tuple[tuple[str, tuple[str, ...], PartyKind], ...]:
    """The parties one telling is about, with every name the case knows them by."""
    found: dict[str, tuple[str, tuple[str, ...], PartyKind]] = {}
    for identity in event.target:
        entity = reading.entity(identity)
        if entity is None or entity.type not in ("company", "organization", "person"):
            continue
        key = case.keys.of(entity.key)
        names: dict[str, None] = {}
        for other in case.readings:
            for named in other.parties.entities:
                if case.keys.of(named.key) == key:
                    names.update(
                        dict.fromkeys([named.canonical, *(other.text.words(m.span) for m in named.mentions if m.kind == "name")])
                    )
        canonical = max((entity.canonical, case.keys.canonical.get(key, entity.canonical)), key=len)
        kind = PartyKind.PERSON if entity.type == "person" else PartyKind.ORGANIZATION
        rest = tuple(n for n in sorted({" ".join(n.split()) for n in names}) if n.casefold() != canonical.casefold())
        found[key] = (canonical, rest, kind)
    return tuple(found.values())


def _slug(name: str) -> str:
    """A case's name as part of an id.

    >>> _slug("Huawei 2019 (May)")
    'huawei-2019-may'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40] or "case"
