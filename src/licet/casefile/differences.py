"""A difference between documents: what kind, about what, the sides with their words, and the side preferred."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from licet.casefile.across import Cluster, Keys
from licet.casefile.reading import Reading

Ref = tuple[str, str]
"""A document and the id of an annotation in it."""


@dataclass(slots=True)
class Contradiction:
    """One difference; `sides` are (value, references to annotations)."""

    kind: str
    subject: str
    verdict: str
    sides: list[tuple[Any, list[Ref]]]
    preferred: Any = None
    note: str | None = None
    id: str = ""
    dates: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Told:
    """What the rules of difference look at: documents read, their acts clustered, and case-wide names."""

    readings: list[Reading]
    clusters: list[Cluster]
    keys: Keys


def ref(reading: Reading, identity: str) -> Ref:
    """Where an annotation stands."""
    return reading.doc_id, identity


def subject(cluster: Cluster, keys: Keys) -> str:
    """What a cluster is about, in words: "2017 penalty: ZTE Corporation"."""
    parties = sorted(keys.canonical.get(p, p) for p in cluster.parties)
    names = ", ".join(parties[:3]) + (f" and {len(parties) - 3} more" if len(parties) > 3 else "")
    year = f"{cluster.date[:4]} " if cluster.date else ""
    return f"{year}{cluster.type.replace('_', ' ')}{': ' + names if names else ''}"


def shown(value: object) -> str:
    """The value of a side as people read it.

    >>> shown(1240000.0), shown(["Iran", "Cuba"]), shown("reversed")
    ('1,240,000', 'Iran, Cuba', 'reversed')
    """
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
