"""Speakers who assert what cannot both be so: kept apart from contradictions between documents, and never resolved.

Two statements disagree when they speak of the same things (most of the words that carry meaning are shared) and one denies what
the other says. Which of the two is right is not for a reader of documents to say: both sides are kept.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from licet.casefile.across import Cluster, Keys
from licet.casefile.differences import Contradiction, Ref, Told, ref, subject
from licet.casefile.events import CONDUCT
from licet.casefile.quotes import Quote
from licet.casefile.reading import Reading

_CLAUSE = re.compile(r"[^.;!?:—–]+")
_DENIES = re.compile(r"\b(?:not|no|never|nothing|none|neither|nor|cannot|without any|denies|denied|false|untrue|wrong)\b|n't\b")
_WORD = re.compile(r"[a-z][a-z'-]{2,}")
_ENDING = re.compile(r"(?:ations?|ated?|ating|ings?|ed|es|s|ly)$")
_EMPTY = frozenset(
    [
        "the",
        "and",
        "for",
        "that",
        "this",
        "these",
        "those",
        "with",
        "from",
        "have",
        "has",
        "had",
        "was",
        "were",
        "are",
        "been",
        "being",
        "will",
        "would",
        "shall",
        "could",
        "should",
        "may",
        "might",
        "can",
        "our",
        "their",
        "its",
        "his",
        "her",
        "they",
        "them",
        "you",
        "your",
        "who",
        "which",
        "what",
        "when",
        "where",
        "there",
        "here",
        "about",
        "into",
        "onto",
        "over",
        "under",
        "after",
        "before",
        "than",
        "then",
        "also",
        "just",
        "very",
        "much",
        "more",
        "most",
        "some",
        "any",
        "all",
        "not",
        "never",
        "nothing",
        "none",
        "neither",
        "nor",
        "cannot",
        "but",
        "because",
        "while",
        "said",
        "says",
        "say",
        "does",
        "did",
        "done",
        "doing",
        "one",
        "two",
        "get",
        "got",
        "make",
        "made",
        "take",
        "took",
        "way",
        "well",
        "still",
        "only",
        "even",
        "such",
        "same",
        "other",
        "out",
        "off",
        "per",
        "day",
        "week",
        "month",
        "year",
        "time",
        "today",
    ]
)


@dataclass(frozen=True, slots=True)
class _Statement:
    reading: Reading
    number: int
    quote: Quote
    speaker: str
    stems: frozenset[str]
    denies: bool


def speakers(told: Told) -> Iterable[Contradiction]:
    """Statements of two speakers of which one denies what the other says."""
    yield from _quoted(told.readings, told.keys)
    yield from _of_conduct(told.clusters, told.keys)
    yield from _of_sayings(told.readings)


def _quoted(readings: list[Reading], keys: Keys) -> Iterator[Contradiction]:
    said = [s for reading in readings for s in _statements(reading, keys)]
    done: set[frozenset[tuple[str, int]]] = set()
    for one, other in _near(said):
        shared = one.stems & other.stems
        pair = frozenset({(one.reading.doc_id, one.number), (other.reading.doc_id, other.number)})
        least = min(len(one.stems), len(other.stems))
        if (
            len(shared) < (2 if least <= 2 and one.reading is other.reading else 3)
            or 2 * len(shared) < min(len(one.stems), len(other.stems))
            or 4 * len(shared) < max(len(one.stems), len(other.stems))
        ):
            continue
        if len(pair) < 2 or pair in done:
            continue
        done.add(pair)
        yes, no = (other, one) if one.denies else (one, other)
        topic = " ".join(w for w in _WORD.findall(yes.reading.text.words(yes.quote.span).lower()) if _stem(w) in shared)
        yield Contradiction(
            "characterisation", topic, "speakers_disagree",
            [("no", [ref(no.reading, f"Q{no.number}")]), ("yes", [ref(yes.reading, f"Q{yes.number}")])], None,
            f"{keys.canonical.get(yes.speaker, yes.speaker)} says so, {keys.canonical.get(no.speaker, no.speaker)} denies it",
        )  # fmt: skip


def _near(said: list[_Statement]) -> Iterator[tuple[_Statement, _Statement]]:
    """Pairs of two speakers, one of whom denies something, that share two stems at least: by look-up, in order."""
    with_stem: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for at, statement in enumerate(said):
        for stem in statement.stems:
            with_stem[stem, statement.denies].append(at)
    for at, one in enumerate(said):
        shared: Counter[int] = Counter()
        for stem in one.stems:
            places = with_stem.get((stem, not one.denies), [])
            shared.update(places[bisect_right(places, at) :])
        for other in sorted(number for number, count in shared.items() if count >= 2):
            if said[other].speaker != one.speaker:
                yield one, said[other]


def _statements(reading: Reading, keys: Keys) -> Iterator[_Statement]:
    for number, quote in enumerate(reading.quotes, 1):
        speaker = reading.entity(quote.speaker)
        if speaker is None or quote.optional:
            continue
        for clause in _CLAUSE.finditer(reading.text.low, quote.span.start, quote.span.end):
            stems = frozenset(_stem(w) for w in _WORD.findall(clause[0]) if w not in _EMPTY)
            if 2 <= len(stems) <= 14:
                yield _Statement(reading, number, quote, keys.of(speaker.key), stems, bool(_DENIES.search(clause[0])))


def _stem(word: str) -> str:
    """A word without its ending: violated, violate and violation are one.

    >>> _stem("violated") == _stem("violation") == _stem("violate")
    True
    """
    return _ENDING.sub("", word)[:7]


_SAYINGS = ("directive", "relief_pledge", "diplomatic_contact")


def _of_sayings(readings: list[Reading]) -> Iterator[Contradiction]:
    """An instruction, a pledge or a meeting that a document tells of, and somebody in it denies."""
    for reading in readings:
        for kind in _SAYINGS:
            told = [e for e in reading.events if e.type == kind]
            said = [e for e in told if e.status in ("announced", "historical", "in_force")]
            denied = [e for e in told if e.status == "denied" and not e.target]
            if len(said) == 1 and denied:
                yield Contradiction(
                    "characterisation", f"{kind.replace('_', ' ')}: {reading.text.words(said[0].trigger)[:60]}", "speakers_disagree",
                    [("no", [ref(reading, e.id) for e in denied]), ("yes", [ref(reading, said[0].id)])], None,
                )  # fmt: skip


def _of_conduct(clusters: list[Cluster], keys: Keys) -> Iterator[Contradiction]:
    """Conduct that one says of a party and the party, or another, denies."""
    of_type: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        of_type[cluster.type].append(cluster)
    for kind in sorted(CONDUCT & of_type.keys()):
        found: dict[frozenset[Ref], Contradiction] = {}  # one for each denial, however many claims it answers
        for cluster in of_type[kind]:
            claims = [(r, e) for r, e in cluster.members if e.status in ("alleged", "historical")]
            doers = frozenset().union(*(keys.parties(r, e.actor) for r, e in claims))
            claimed = [ref(r, e.id) for r, e in claims]
            denied = [
                ref(r, e.id)
                for other in of_type[kind]
                if other is cluster or other.parties & cluster.parties
                for r, e in other.members
                if e.status == "denied" and keys.parties(r, e.actor) & doers
            ]
            if not claimed or not denied:
                continue
            told = found.get(frozenset(denied))
            if told is not None:
                told.sides[1][1].extend(where for where in claimed if where not in told.sides[1][1])
            else:
                found[frozenset(denied)] = Contradiction(
                    "characterisation",
                    subject(cluster, keys),
                    "speakers_disagree",
                    [("denied", denied), ("claimed", claimed)],
                    None,
                )
        yield from found.values()
