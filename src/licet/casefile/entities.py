"""Entities of a document: parties, countries, places, lists and laws, with every mention."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from licet.casefile.known import PARTY_TYPES, Known
from licet.casefile.text import Span


@dataclass(slots=True)
class Mention:
    """A name where it stands: `kind` is name or demonym; `by_pipeline` where only a pipeline saw it."""

    span: Span
    kind: str = "name"
    by_pipeline: bool = False


@dataclass(slots=True)
class Entity:
    """One party (or country, place, law, list) of a document, by all its names.

    Attributes:
        key: Shared by all documents that mean it.
        by: Which layer named it: table, grammar, definition, listing or pipeline.
    """

    id: str
    type: str
    canonical: str
    key: str
    mentions: list[Mention] = field(default_factory=list)
    known: Known | None = None
    by: str = "grammar"

    @property
    def is_party(self) -> bool:
        """One of the six types that a screening can be about."""
        return self.type in PARTY_TYPES


@dataclass(slots=True)
class Found:
    span: Span
    type: str
    key: str
    canonical: str
    known: Known | None = None
    kind: str = "name"
    by: str = "grammar"
    titled: bool = False


@dataclass(slots=True)
class Parties:
    """The entities of a document; `unresolved` are capitalized names nothing could be said about."""

    entities: list[Entity]
    unresolved: list[Span]
    where: list[tuple[Span, Entity]]
    by_id: dict[str, Entity] = field(default_factory=dict)
    by_key: dict[str, Entity] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_id = {e.id: e for e in self.entities}
        self.by_key = {e.key: e for e in self.entities}

    def between(self, start: int, end: int) -> list[tuple[Span, Entity]]:
        """The mentions that begin in [start, end), in order."""
        first = bisect_left(self.where, start, key=_begins)
        return self.where[first : bisect_left(self.where, end, first, key=_begins)]


def _begins(mention: tuple[Span, Entity]) -> int:
    return mention[0].start
