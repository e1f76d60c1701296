"""Which of several rules, tariffs or licenses a question that names no party is about: the one whose sentence shares its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from licet.casefile.across import Cluster
from licet.casefile.events import Event
from licet.casefile.reading import Reading

_WORD = re.compile(r"[a-z]{4,}|\d{2,}")
_EMPTY = frozenset(
    [
        "force", "effect", "been", "still", "rule", "rules", "regulation", "regulations", "tariff", "tariffs", "duty", "duties", "order", "orders", "ban", "bans", "that", "this", "these",
        "those", "have", "with", "from", "against", "under", "into", "department", "commerce", "treasury", "license", "licenses", "licence", "general", "requirement", "requirements",
        "export", "exports", "controls", "control", "restrictions", "curbs", "their", "which", "what", "were", "will", "would", "dollar", "dollars", "billion", "million",
        "united", "states", "state", "european", "union",
    ]
)  # fmt: skip
_STEM = 5  # letters that two forms of a word share: import, imports, imported


def subject_words(question: str) -> frozenset[str]:
    """What a question is about, beside the kind of act.

    >>> sorted(subject_words("Is the rule on test equipment for advanced memory in force?"))
    ['advan', 'equip', 'memor', 'test']
    """
    return frozenset(word[:_STEM] for word in _WORD.findall(question.lower()) if word not in _EMPTY)


def about_the_subject(clusters: Sequence[Cluster], types: Sequence[str], question: str) -> list[Cluster]:
    """Of the clusters with acts of some types those whose sentences share the most of a question's words; all where only one is told of."""
    words = subject_words(question)
    of_kind = [c for c in clusters if any(e.type in types and not e.ends for _, e in c.members)]
    if len(of_kind) < 2 or not words:
        return list(clusters)
    shared = {id(c): max((_shared(words, r, e) for r, e in c.members if e.type in types), default=0) for c in of_kind}
    most = max(shared.values())
    return [c for c in clusters if shared.get(id(c), most) == most]


def _shared(words: frozenset[str], reading: Reading, event: Event) -> int:
    """How many words a telling shares: in its sentences, and once more in its own words."""
    low = reading.text.low
    sentences = [sentence.span for span in event.evidence if (sentence := reading.text.sentence_at(span.start)) is not None]
    return sum(
        len(words & {word[:_STEM] for start, end in spans for word in _WORD.findall(low, start, end)})
        for spans in (sentences, [event.trigger])
    )
