"""One figure written at two precisions in different documents: $140.6 million and $140 million, 13,500 and 13,000.

Amounts of one act are compared in `figures_differ`; here are those that no act carries - values shipped, charges to earnings, sums
paid - by what their sentences share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from licet.casefile.differences import Contradiction, Ref, Told, ref
from licet.casefile.figures_differ import bounded, main_firm, rounds_to
from licet.casefile.reading import Reading
from licet.casefile.text import Span

_WORD = re.compile(r"[a-z]{4,}")
_PLAIN = frozenset(
    [
        "that",
        "this",
        "with",
        "from",
        "have",
        "been",
        "were",
        "will",
        "would",
        "said",
        "says",
        "than",
        "more",
        "about",
        "after",
        "before",
        "over",
        "under",
        "their",
        "which",
        "million",
        "billion",
        "thousand",
        "dollars",
        "company",
        "also",
        "into",
        "other",
        "some",
        "such",
        "between",
        "during",
        "through",
        "because",
        "first",
        "last",
        "year",
        "years",
        "month",
        "months",
        "week",
        "when",
        "where",
        "while",
        "they",
        "them",
        "there",
        "these",
        "those",
        "worth",
        "nearly",
        "almost",
        "around",
        "approximately",
    ]
)
_SHARED = 2  # words that two sentences about one sum have in common, at least


@dataclass(frozen=True, slots=True)
class _Figure:
    value: Decimal
    step: Decimal
    unit: str
    where: Ref
    words: frozenset[str]
    modifier: str


def roundings(told: Told) -> Iterable[Contradiction]:
    """Figures of different documents that are one another's roundings, and not the same, about one thing."""
    for kind, figures in (("amount", _amounts(told)), ("quantity", _counts(told))):
        done: set[Ref] = set()
        for number, one in enumerate(figures):
            if one.where in done:
                continue
            group = [one]
            for other in figures[number + 1 :]:
                if other.where not in done and other.where[0] != one.where[0] and _same(one, other):
                    group.append(other)
            if len({f.value for f in group}) < 2:
                continue
            done.update(f.where for f in group)
            sides: dict[Decimal, list[Ref]] = {}
            for figure in group:
                sides.setdefault(figure.value, []).append(figure.where)
            finest = min(group, key=lambda f: (f.step, f.value))
            yield Contradiction(
                kind, " ".join(sorted(one.words & group[1].words)[:4]), "compatible_rounding",
                [(float(value), refs) for value, refs in sorted(sides.items())], float(finest.value),
            )  # fmt: skip


_OF_WHAT = re.compile(r" (?:[a-z-]+ ){0,2}?(charge|fine|penalty|write-?down|loss|contract|bond|bail|forfeiture|impairment)s?\b")
_WHAT_OF = re.compile(
    r"\b(charge|fine|penalty|write-?down|loss|contract|bond|bail|forfeiture|impairment)s? (?:of|worth|totaling) (?:up to |about |around |nearly |roughly |some )?$"
)
_APART = Decimal("1.6")  # figures further apart are hardly of one thing


def conflicts(told: Told) -> Iterable[Contradiction]:
    """A charge, fine or contract put at different sums by documents that each give it one."""
    by_noun: dict[str, dict[str, dict[Decimal, list[tuple[Decimal, Ref]]]]] = {}
    for reading in told.readings:
        for a in reading.amounts:
            low = reading.text.low
            named = _OF_WHAT.match(low, a.span.end) or _WHAT_OF.search(low, max(0, a.span.start - 40), a.span.start)
            if named is not None and a.value is not None and a.modifier in ("exact", "about"):
                documents = by_noun.setdefault(f"{named[1]} {a.currency}", {})
                documents.setdefault(reading.doc_id, {}).setdefault(a.value, []).append((a.step, ref(reading, reading.ref(a))))
    for noun, documents in sorted(by_noun.items()):
        single = {doc: next(iter(values.items())) for doc, values in documents.items() if len(values) == 1}
        sides: dict[Decimal, list[Ref]] = {}
        steps: dict[Decimal, Decimal] = {}
        for value, told_here in single.values():
            sides.setdefault(value, []).extend(where for _, where in told_here)
            steps[value] = min(step for step, _ in told_here)
        if len(sides) != 2 or len(single) != len(documents):
            continue
        small, large = sorted(sides)
        if large <= _APART * small and not rounds_to(small, steps[small], large, steps[large]):
            yield Contradiction("amount", noun, "unresolved", [(float(v), refs) for v, refs in sorted(sides.items())], None)


def _same(one: _Figure, other: _Figure) -> bool:
    """Whether two figures are of one thing: equal or roundings, and told in words that are alike."""
    return (
        one.unit == other.unit
        and (
            bounded(one.value, one.step, one.modifier, other.value, other.step)
            or bounded(other.value, other.step, other.modifier, one.value, one.step)
        )
        and len(one.words & other.words) >= _SHARED
    )


def _amounts(told: Told) -> list[_Figure]:
    return [
        _Figure(a.value, a.step, a.currency, ref(reading, reading.ref(a)), _words(told, reading, a.span), a.modifier)
        for reading in told.readings
        for a in reading.amounts
        if a.value is not None and a.modifier in ("exact", "about", "over", "up_to")
    ]


def _counts(told: Told) -> list[_Figure]:
    return [
        _Figure(q.value, q.step, q.unit, ref(reading, f"N{number}"), _words(told, reading, q.span), q.modifier)
        for reading in told.readings
        for number, q in enumerate(reading.quantities, 1)
        if q.value is not None and q.value >= 100 and q.unit not in ("percent", "rank") and q.modifier in ("exact", "about")
    ]


def _words(told: Told, reading: Reading, span: Span) -> frozenset[str]:
    """The telling words around a figure in its sentence, plurals cut."""
    sentence = reading.text.sentence_at(span.start)
    if sentence is None:
        return frozenset()
    begin, end = max(sentence.span.start, span.start - 160), min(sentence.span.end, span.end + 160)
    firm = main_firm(reading)
    words = _WORD.findall(reading.text.low[begin : span.start] + " " + reading.text.low[span.end : end])
    return frozenset({told.keys.of(firm)} if firm else ()) | frozenset(
        w.removesuffix("s").removesuffix("ed").removesuffix("e")[:7] for w in words if w not in _PLAIN
    )
