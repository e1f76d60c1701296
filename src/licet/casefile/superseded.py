"""What a later document overtakes: a pledge that was kept, a denial that was followed by the act, an order undone.

Not contradictions but states of one matter on two days; both sides stand, with the days of their documents.
"""

from __future__ import annotations

from collections.abc import Iterable

from licet.casefile.across import Cluster
from licet.casefile.differences import Contradiction, Ref, Told, ref, subject
from licet.casefile.events import Event
from licet.casefile.reading import Reading

_RELIEF = frozenset({"sanctions_relief", "delisting", "denial_order_termination", "tariff_removal"})
_UNDONE = frozenset({"executive_order", "transaction_prohibition", "procurement_ban"})

_Tellings = list[tuple[Reading, Event]]


def superseded(told: Told) -> Iterable[Contradiction]:
    """Pledges kept, acts first denied and then done, rules and orders stayed, revoked or withdrawn."""
    for cluster in told.clusters:
        if cluster.type == "relief_pledge":
            said = [(r, e) for r, e in cluster.members if e.status == "announced"]
            done = [x for other in told.clusters if other.type in _RELIEF and other.parties & cluster.parties for x in _live(other)]
            yield from _overtaken(told, cluster, said, done, "announced", "granted")
        elif cluster.type in _RELIEF or cluster.type == "temporary_general_license":
            denied = [
                (r, e)
                for other in told.clusters
                if other.type == cluster.type and other.parties & cluster.parties
                for r, e in other.members
                if e.status == "denied"
            ]
            yield from _overtaken(told, cluster, denied, _live(cluster), "not done", "done")
        elif cluster.type in _UNDONE and cluster.parties:
            yield from _overtaken(told, cluster, _live(cluster), _undone(told, cluster), "in force", "undone")


def _live(cluster: Cluster) -> _Tellings:
    return [(r, e) for r, e in cluster.members if e.status in ("in_force", "announced") and not e.ends]


def _undone(told: Told, cluster: Cluster) -> _Tellings:
    """Tellings that an act was reversed, by itself or by a court or a relief for the same party."""
    found = [
        (r, e)
        for other in told.clusters
        if other.type == cluster.type and other.parties & cluster.parties
        for r, e in other.members
        if e.status == "reversed" or e.ends
    ]
    found += [
        (r, e)
        for other in told.clusters
        if other.type in ("court_order", "sanctions_relief") and other.parties & cluster.parties
        for r, e in other.members
        if e.status == "in_force" and (other.type != "court_order" or any(map(_stops, e.trigger_words)))
    ]
    return found


def _stops(words: str) -> bool:
    return any(
        word in words
        for word in ("enjoin", "injunction", "block", "stay", "halt", "vacat", "suspend", "set aside", "annul", "strik", "struck")
    )


def _overtaken(told: Told, cluster: Cluster, first: _Tellings, later: _Tellings, was: str, became: str) -> Iterable[Contradiction]:
    """One difference when some tellings stand in documents older than those of the others."""
    first = [(r, e) for r, e in first if r.written is not None]
    later = [(r, e) for r, e in later if r.written is not None]
    if not first or not later:
        return
    begun = min(r.written for r, _ in first if r.written)
    ended = max(r.written for r, _ in later if r.written)
    before = [(r, e) for r, e in first if r.written and r.written < ended]
    after = [(r, e) for r, e in later if r.written and r.written > begun]
    if begun >= ended or not before or {r.doc_id for r, _ in after} <= {r.doc_id for r, _ in before}:
        return
    sides: list[tuple[str, list[Ref]]] = [(was, _refs(before)), (became, _refs(after))]
    yield Contradiction(
        "status_over_time", subject(cluster, told.keys), "superseded", sides, None, dates=[begun.isoformat(), ended.isoformat()]
    )


def _refs(tellings: _Tellings) -> list[Ref]:
    return list(dict.fromkeys(ref(r, e.id) for r, e in tellings))


def once(found: Iterable[Contradiction]) -> list[Contradiction]:
    """One difference over time for the same documents on both sides, whichever rules found it."""
    kept: list[Contradiction] = []
    seen: list[tuple[frozenset[str], ...]] = []
    for difference in found:
        if difference.kind == "status_over_time":
            key = tuple(frozenset(doc for doc, _ in refs) for _, refs in difference.sides)
            if any(key[1] & later and key[0] & first for first, later in seen):
                continue
            seen.append(key)
        kept.append(difference)
    return kept
