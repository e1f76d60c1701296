"""The same act told in several documents: one party by several names, one act by several tellings.

Sources are counted by origin: documents that quote one tweet are one source of what it says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from licet.casefile.anchors import FAMILY, count_offsets, infer_days, plain, share_years
from licet.casefile.called_by import CalledBy
from licet.casefile.dates import bounds, compatible
from licet.casefile.entities import Parties
from licet.casefile.events import Event
from licet.casefile.involved import Involved
from licet.casefile.known import without_legal_form
from licet.casefile.quotes import Quote
from licet.casefile.reading import Reading
from licet.casefile.rough_days import may_be_one_day, slack, stated_dates
from licet.casefile.told_so_far import Summary, width

_LIVE = frozenset({"in_force", "historical", "reversed"})


@dataclass(slots=True)
class Cluster:
    """One act (or one utterance) and every telling of it.

    Attributes:
        members: (document, event) pairs, in document order.
        quotes: (document, quotation) pairs that carry it.
        parties: Case-wide keys of the targets.
        date: The most precise date on which the tellings agree; None without one.
    """

    id: str
    type: str
    parties: frozenset[str]
    members: list[tuple[Reading, Event]] = field(default_factory=list)
    quotes: list[tuple[Reading, Quote]] = field(default_factory=list)
    relation: str = "corroboration"

    @property
    def date(self) -> str | None:
        dated = stated_dates(self.members)
        return min(dated, key=width) if dated else None

    @property
    def status(self) -> str | None:
        """The status most tellings give, of those that the frames read if there are any."""
        counted = Counter(e.status for _, e in self.members if e.found_by is None) or Counter(e.status for _, e in self.members)
        return counted.most_common(1)[0][0] if counted else None

    @property
    def origins(self) -> int:
        """How many independent sources: a statement has one origin, its speaker; an act, one a document that tells it."""
        origins: set[str] = set()
        for reading, event in self.members:
            speaker = reading.entity(event.source)
            origins.add(
                f"said by {speaker.key} {event.date or ''}" if speaker is not None and event.type in _SAID else reading.sha256
            )
        return max(1, len({o.split(" 20")[0] for o in origins})) if origins else 1


_SAID = frozenset({"relief_pledge", "directive", "operations_halt", "demand"})


def _spelled(key: str) -> str:
    """A key in small letters, without legal forms.

    >>> _spelled("company:NVIDIA CORPORATION"), _spelled("company:Luokung Technology Corp.")
    ('company:nvidia', 'company:luokung technology')
    """
    kind, _, name = key.partition(":")
    while (shorter := without_legal_form(name).rstrip(".,")) != name and shorter:
        name = shorter
    return f"{kind}:{name.lower()}"


def _whole(name: str) -> bool:
    """Whether a firm's name has its own legal form, so that it is no short form of another's.

    >>> _whole("Acme Corp."), _whole("Acme")
    (True, False)
    """
    return without_legal_form(name).rstrip(".,") != name.rstrip(".,")


_WORDS = 24  # of a name that may stand for the whole
_NOWHERE: frozenset[int] = frozenset()


def bare_name(key: str) -> str:
    """A key without its kind and legal form: a name read once as a firm's and once as a person's is one name.

    >>> bare_name("company:Acme Telecom Co., Ltd."), bare_name("person:Acme Telecom")
    ('acme telecom', 'acme telecom')
    """
    return without_legal_form(key.partition(":")[2] or key).rstrip(".,").lower()


class Keys:
    """Case-wide names: "Seagate" in one document is "Seagate Technology LLC" in another."""

    def __init__(self, readings: list[Reading]) -> None:
        every = sorted({e.key for r in readings for e in r.parties.entities}, key=lambda key: (len(key), key))
        self.canonical: dict[str, str] = {}
        self._to: dict[str, str] = {}
        known = {e.key for r in readings for e in r.parties.entities if e.known is not None}
        alike: dict[str, list[str]] = defaultdict(list)
        for key in every:
            alike[_spelled(key)].append(key)
        for same in alike.values():  # LUOKUNG TECHNOLOGY CORP. is Luokung Technology Corp
            first = next((key for key in same if key in known), same[-1])
            self._to.update({key: first for key in same if key != first})
        keys = [key for key in every if key not in self._to]
        firms_in: dict[str, set[int]] = defaultdict(set)  # the documents that name a firm so
        for number, reading in enumerate(readings):
            for entity in reading.parties.entities:
                if entity.type == "company":
                    firms_in[_spelled(entity.key)].add(number)
        longer: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            kind, _, name = _spelled(key).partition(":")
            words = name.split()
            for count in range(1, min(len(words), _WORDS)):
                longer[f"{kind}:{' '.join(words[:count])}"].append(key)
            if kind == "person" and len(words) > 1:
                longer[f"person:{words[-1]}"].append(key)
        whole = {self.of(e.key) for r in readings for e in r.parties.entities if e.type == "company" and _whole(e.canonical)}
        for key in reversed(keys):  # the longest first: Acme is Acme Marine, which is Acme Marine Group
            if not key.startswith(("company:", "person:")) or key in whole:
                continue
            spelled = _spelled(key)
            fuller = longer.get(spelled, [])
            if len({self.of(other) for other in fuller}) == 1 and all(
                firms_in.get(spelled, _NOWHERE).isdisjoint(firms_in.get(_spelled(other), _NOWHERE)) for other in fuller
            ):
                self._to[key] = self.of(fuller[0])
        for reading in readings:
            for entity in reading.parties.entities:
                self.canonical.setdefault(self.of(entity.key), entity.canonical)
        self._names: tuple[tuple[Reading, ...], CalledBy] = ((), CalledBy({}))
        self._bare: tuple[tuple[Reading, ...], dict[str, set[str]]] = ((), {})
        self._involved: Involved | None = None
        self._ids: dict[str, tuple[Parties, dict[str, list[str]]]] = {}

    def called_by(self, readings: Sequence[Reading]) -> CalledBy:
        """The parties of some documents by the names that the documents give them."""
        known = tuple(readings)
        if tuple(map(id, self._names[0])) != tuple(map(id, known)) or not known:
            named = {canonical.lower(): key for key, canonical in self.canonical.items()}
            for reading in known:
                for entity in reading.parties.entities:
                    if entity.type in ("company", "organization", "person"):
                        for mention in entity.mentions:
                            named.setdefault(reading.text.words(mention.span).lower(), self.of(entity.key))
            self._names = known, CalledBy(named)
        return self._names[1]

    def by_bare_name(self, readings: Sequence[Reading]) -> dict[str, set[str]]:
        """The parties of some documents by their names without kind and legal form."""
        known = tuple(readings)
        if tuple(map(id, self._bare[0])) != tuple(map(id, known)) or not known:
            named: dict[str, set[str]] = {}
            for entity in (e for reading in known for e in reading.parties.entities if e.is_party):
                named.setdefault(bare_name(entity.key), set()).add(self.of(entity.key))
            self._bare = known, named
        return self._bare[1]

    def involved(self, parties: Iterable[str], clusters: Sequence[Cluster]) -> list[Cluster]:
        """The acts of a case that involve one of some parties, in order."""
        if self._involved is None or self._involved.clusters is not clusters:
            self._involved = Involved(clusters, self)
        return self._involved.by(parties)

    def of(self, key: str) -> str:
        """The case-wide key of a document's key."""
        if key not in self._to:
            return key
        seen = set()
        while key in self._to and key not in seen:
            seen.add(key)
            key = self._to[key]
        return key

    def named_in(self, reading: Reading, parties: Iterable[str]) -> set[str]:
        """The ids of a document's entities that are one of some parties of the case: looked up, as every question asks for it."""
        known = self._ids.get(reading.doc_id)
        if known is None or known[0] is not reading.parties:
            ids: dict[str, list[str]] = {}
            for entity in reading.parties.entities:
                ids.setdefault(self.of(entity.key), []).append(entity.id)
            known = self._ids[reading.doc_id] = reading.parties, ids
        return {identity for party in parties for identity in known[1].get(party, ())}

    def parties(self, reading: Reading, identities: list[str]) -> frozenset[str]:
        """Case-wide keys of some entities of a document."""
        return frozenset(self.of(e.key) for i in identities if (e := reading.entity(i)) is not None)


def gather(readings: list[Reading]) -> tuple[list[Cluster], Keys]:
    """Date what can be dated across documents, then cluster utterances and the acts that the frames read."""
    keys = Keys(readings)
    infer_days(readings, keys.of)
    share_years(readings)
    clusters = _cluster(readings, keys, lambda reading: reading.sure)
    _share_dates(clusters)
    for reading in readings:
        count_offsets(reading)
    return _numbered(_cluster(readings, keys, lambda reading: reading.sure), readings), keys


def with_further(readings: list[Reading], clusters: list[Cluster], keys: Keys) -> list[Cluster]:
    """The clusters of all acts, also of those that only the trained reader found; the same ones where it found none.

    A cluster that was there before gets the number of the one that holds its tellings now.
    """
    if all(event.found_by is None for reading in readings for event in reading.events):
        return clusters
    told = _numbered(_cluster(readings, keys, lambda reading: reading.events), readings)
    number = {id(item): cluster.id for cluster in told for _, item in (*cluster.quotes, *cluster.members)}
    for cluster in clusters:
        cluster.id = number[id((*cluster.members, *cluster.quotes)[0][1])]
    return told


def _numbered(clusters: list[Cluster], readings: list[Reading]) -> list[Cluster]:
    _attach_quotes(clusters, readings)
    for number, cluster in enumerate(clusters, 1):
        cluster.id = f"C{number}"
    return clusters


def _cluster(readings: list[Reading], keys: Keys, acts: Callable[[Reading], list[Event]]) -> list[Cluster]:
    buckets: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    clusters: list[Cluster] = []
    summaries: dict[int, Summary] = defaultdict(Summary)
    for reading in readings:
        for event in acts(reading):
            targets = keys.parties(reading, event.target)
            actors = keys.parties(reading, event.actor)
            parties = targets or actors
            family = FAMILY.get(event.type, event.type)
            home = None
            for party in sorted(parties) or [""]:
                for cluster in buckets[(family, party)]:
                    if _belongs(cluster, summaries[id(cluster)], event, reading):
                        home = cluster
                        break
                if home is not None:
                    break
            if home is None:
                home = Cluster("", event.type, parties)
                clusters.append(home)
            home.members.append((reading, event))
            summaries[id(home)].add(reading, event)
            home.parties |= parties
            for party in sorted(parties) or [""]:
                if home not in buckets[(family, party)]:
                    buckets[(family, party)].append(home)
    return clusters


def _belongs(cluster: Cluster, summary: Summary, event: Event, reading: Reading) -> bool:
    date = summary.date
    if date and event.date and not compatible(date, event.date):
        if not summary.rough and not slack(reading, event):
            return False
        if not all(may_be_one_day(member, (reading, event)) for member in cluster.members if member[1].date):
            return False
    if event.date is not None and summary.undated is not None and bounds(event.date)[0] > summary.undated:
        return False
    if _told_before(reading, event, date):
        return False
    if event.type in ("export_violation", "false_statement", "agreement_breach"):
        first = cluster.members[0]
        return first[0].entity(first[1].actor[0] if first[1].actor else None) is None or _key(first[0], first[1].actor) == _key(
            reading, event.actor
        )
    statuses = summary.statuses
    if event.type in ("relief_pledge", "operations_halt", "sanctions_relief"):
        return True
    return (
        event.status in statuses
        or (event.status in _LIVE and bool(statuses & _LIVE))
        or ("denied" not in statuses | {event.status} and event.type in ("directive", "tariff", "bill_introduced"))
    )


def _told_before(reading: Reading, event: Event, day: str | None) -> bool:
    """Whether an act told as done, without its day, cannot be of a day: its document is older."""
    return (
        day is not None
        and event.date is None
        and reading.written is not None
        and event.status in _LIVE
        and bounds(day)[0] > reading.written
    )


def _key(reading: Reading, identities: list[str]) -> str | None:
    entity = reading.entity(identities[0]) if identities else None
    return entity.key if entity else None


def _share_dates(clusters: list[Cluster]) -> None:
    """A telling without a date takes the date on which the other tellings agree, with basis cross_document."""
    for cluster in clusters:
        if cluster.date is None or cluster.type in (
            "trade_talks",
            "export_violation",
            "false_statement",
            "agreement_breach",
            "diplomatic_contact",
        ):
            continue
        dated = stated_dates(cluster.members)
        distinct = set(dated)
        if any(not compatible(a, b) for a in distinct for b in distinct):
            continue
        coarse = max(dated, key=width) if cluster.type in ("penalty", "settlement", "guilty_plea") else cluster.date
        for reading, event in cluster.members:
            if event.date is None and event.status not in ("denied", "reversed") and not _told_before(reading, event, coarse):
                event.date, event.precision, event.date_basis = coarse, _precision(coarse), "cross_document"


def _precision(value: str) -> str:
    return "interval" if "/" in value else "week" if "W" in value else {4: "year", 7: "month", 10: "day"}.get(len(value), "minute")


def _attach_quotes(clusters: list[Cluster], readings: list[Reading]) -> None:
    """Utterances quoted in several documents; those that carry an act join its cluster."""
    same: dict[str, list[tuple[Reading, Quote]]] = defaultdict(list)
    for reading in readings:
        for quote in reading.quotes:
            words = plain(reading.text.words(quote.span))
            if quote.optional or words.count(" ") < 2:
                continue
            same[" ".join(words.split()[:6])].append((reading, quote))
    carriers: dict[int, int] = {}  # the first cluster of which a quotation carries an act
    for number, cluster in enumerate(clusters):
        for _, event in cluster.members:
            if event.quote is not None:
                carriers.setdefault(id(event.quote), number)
    for said in same.values():
        if len({id(r) for r, _ in said}) < 2:
            continue
        carrying = [carriers[id(quote)] for _, quote in said if id(quote) in carriers]
        if carrying:
            clusters[min(carrying)].quotes.extend(said)
        else:
            clusters.append(Cluster("", "quote", frozenset(), [], said, "same_quote"))
