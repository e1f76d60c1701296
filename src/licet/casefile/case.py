"""A case: documents read together, and asked what is in force.

```python
case = read_case([("a.txt", text), ...], record=shipped())
case.ask("Is the denial order against Acme in force?", date(2018, 5, 13)).answer
```
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from licet.casefile.across import Cluster, Keys, gather, with_further
from licet.casefile.answers import Answer
from licet.casefile.contradictions import find_contradictions
from licet.casefile.differences import Contradiction
from licet.casefile.events import Event
from licet.casefile.names_of_a_case import share_names
from licet.casefile.output import SCHEMA_VERSION, cross_dict, document_dict
from licet.casefile.questions import answer
from licet.casefile.reading import Reading
from licet.casefile.standard_questions import standard_questions
from licet.casefile.two_readers import SecondReader
from licet.facts import Fact

_SAID = frozenset({"announced", "proposed", "denied", "reversed"})


@dataclass(slots=True)
class Case:
    """Documents with what they say together.

    Attributes:
        clusters: Every act and utterance with its tellings.
        sure: Those of the acts that the frames read: what answers rest on (`licet.casefile.trained`).
        record: Dated facts of official sources that questions may rest on.
    """

    readings: list[Reading]
    clusters: list[Cluster]
    keys: Keys
    contradictions: list[Contradiction]
    record: tuple[Fact[Any], ...] = ()
    sure: list[Cluster] = field(default_factory=list)
    problems: list[dict[str, str]] = field(default_factory=list)
    _second: SecondReader = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._second = SecondReader(self.readings)

    def ask(self, question: str, on: date) -> Answer:
        """Answer a question of legal status as of a day, with its proof."""
        return self._second.agreed(answer(question, on, self.readings, self.sure, self.keys, self.record))

    def said(self) -> list[tuple[Cluster, list[tuple[Reading, Event]]]]:
        """What is told and is not in force, by claim: announced, proposed, denied or taken back."""
        told = ((c, [(r, e) for r, e in c.members if e.status in _SAID]) for c in self.sure)
        return [(cluster, members) for cluster, members in told if members]

    def status(self, on: date | None = None) -> list[tuple[str, date, Answer]]:
        """The questions the case raises by itself, on the days of its documents or on one day."""
        asked = standard_questions(self.readings, self.sure, self.keys)
        if on is not None:
            asked = list(dict.fromkeys((question, on) for question, _ in asked))
        return [(question, day, self.ask(question, day)) for question, day in asked]

    def as_dict(self, on: date | None = None) -> dict[str, Any]:
        """The case file."""
        cross = cross_dict(self.clusters, self.contradictions, self.keys, self.status(on))
        return {
            "schema_version": SCHEMA_VERSION, "text_encoding": "utf-8", "offsets": "unicode code points", "annotator": "licet",
            "documents": [document_dict(r) for r in self.readings], "cross_document": cross,
            "clusters": cross["clusters"], "contradictions": cross["contradictions"], "timeline": cross["timeline"], "legal_status": cross["legal_status"],
            "problems": self.problems,
        }  # fmt: skip


def build_case(readings: Iterable[Reading], record: Sequence[Fact[Any]] = ()) -> Case:
    """Put documents together: date the undated, cluster what is told twice, set contradictions side by side."""
    ordered = sorted(readings, key=lambda r: r.doc_id)
    share_names(ordered)
    sure, keys = gather(ordered)
    contradictions = find_contradictions(ordered, sure, keys)
    return Case(ordered, with_further(ordered, sure, keys), keys, contradictions, tuple(record), sure)
