"""Which acts of a case involve a party: looked up for every question, as a long document raises many and tells of many acts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from licet.casefile.across import Cluster, Keys


class Involved:
    """The acts of a case by the parties they befall, that do them, or that their sentences name.

    Attributes:
        clusters: The acts, in order.
    """

    def __init__(self, clusters: Sequence[Cluster], keys: Keys) -> None:
        self.clusters = clusters
        self._numbers: dict[str, list[int]] = {}
        for number, cluster in enumerate(clusters):
            for party in set(_parties(cluster, keys)):
                self._numbers.setdefault(party, []).append(number)

    def by(self, parties: Iterable[str]) -> list[Cluster]:
        """The acts that involve one of some parties, in order."""
        numbers = {number for party in parties for number in self._numbers.get(party, ())}
        return [self.clusters[number] for number in sorted(numbers)]


def _parties(cluster: Cluster, keys: Keys) -> Iterator[str]:
    yield from cluster.parties
    for reading, event in cluster.members:
        yield from keys.parties(reading, [*event.target, *event.actor])
        for span in event.evidence:
            for _, entity in reading.parties.between(span.start, span.end):
                yield keys.of(entity.key)
