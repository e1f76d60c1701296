"""Two names: do they say the same? And how sure can one be?

`agreement` asks whether two texts are one name, without regard to how common it is ("John Smith" is "John Smith");
screening asks how likely the same *party* is meant, so rarity counts. They are two models (matching.md, section 3); this
module answers with the first, the search with the second, and each comparison carries both.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

import numpy as np

from licet.screening.brands import other_names
from licet.screening.entries import Entry, Kind, ListedName
from licet.screening.evidence import evidence, lines_of
from licet.screening.index import NameIndex
from licet.screening.model import load_model, probability
from licet.screening.names import Name, Reading, UnreadableName, WordClass, alternatives, analyze, reading_of
from licet.screening.query import Because
from licet.screening.score import PairScorer

_BLOCK = 512


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far two names agree.

    Attributes:
        score: Probability that they are one name, 0 to 0.99.
        screening: Probability that the same party is meant if one of them is listed, before other facts.
        because: The evidence of `score`, in order of its size.
        error: Why the names could not be compared, else None; both scores are 0 then.
    """

    score: float
    screening: float
    because: tuple[Because, ...]
    error: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """As `licet compare --json` prints it."""
        data: dict[str, Any] = {
            "score": round(self.score, 4),
            "screening": round(self.screening, 4),
            "because": [{"says": line.says, "weight": round(line.weight, 3)} for line in self.because],
        }
        return data if self.error is None else data | {"error": self.error}


def compare(name1: str, name2: str, kind: str | None = None) -> Comparison:
    """Compare two names. `kind` is person, organization, vessel or aircraft; None reads them both ways.

    >>> compare("Friedrich Lindenberg", "LINDENBERG, Fridrich", "person").score > 0.7
    True
    >>> compare("Kim Yong-chol", "Olga Barynova", "person").score < 0.1
    True
    """
    return next(compare_many([(name1, name2, kind)]))


def compare_many(pairs: Iterable[tuple[str, str, str | None]]) -> Iterator[Comparison]:
    """The same for many pairs (name, name, kind), in their order."""
    source = iter(pairs)
    while block := list(islice(source, _BLOCK)):
        yield from _block(block)


def _block(pairs: Sequence[tuple[str, str, str | None]]) -> list[Comparison]:
    answers: dict[int, Comparison] = {}
    owner: list[int] = []
    asked: list[Name] = []
    listed: list[Entry] = []
    for place, (one, two, kind) in enumerate(pairs):
        for reading in _readings(one, two, kind):
            try:
                name = analyze(one, reading)
                analyze(two, reading)
            except UnreadableName as error:
                answers.setdefault(place, Comparison(0.0, 0.0, (), error.message))
                continue
            read: Kind = "person" if reading is Reading.PERSON else "organization"
            asked_as = [name, *other_names(name), *_readable(alternatives(one), reading)]
            listed_as = [two, *(part.text for part in _readable(alternatives(two), reading))]
            for this, other in product(asked_as, listed_as):
                owner.append(place)
                asked.append(this)
                listed.append(Entry(str(len(listed)), "", read, (ListedName(other),)))
    if asked:
        for place, comparison in zip(owner, _compared(asked, listed, {one for one, _, _ in pairs}), strict=True):
            held = answers.get(place)
            if held is None or held.error is not None or comparison.score > held.score:
                answers[place] = comparison
    return [answers[place] for place in range(len(pairs))]


def _readable(texts: Iterable[str], reading: Reading) -> Iterator[Name]:
    for text in texts:
        try:
            yield analyze(text, reading)
        except UnreadableName:
            continue


def _readings(one: str, other: str, kind: str | None) -> tuple[Reading, ...]:
    """The readings two names need: of unknown kind both, unless a legal form says that it is no person."""
    needed = reading_of(kind)
    if len(needed) > 1 and any(_has_legal_form(text) for text in (one, other)):
        return (Reading.OTHER,)
    return needed


def _has_legal_form(text: str) -> bool:
    try:
        words = analyze(text, Reading.OTHER).words
    except UnreadableName:
        return False
    return any(word.word_class is WordClass.LEGAL for word in words)


def _compared(asked: Sequence[Name], listed: Sequence[Entry], given: set[str]) -> Iterator[Comparison]:
    index = NameIndex.build(listed, count_words=False)
    scorer = PairScorer(index)
    every = np.arange(len(asked))
    first = np.searchsorted(index.names.owner, every)
    scored = scorer.features(scorer.asked(asked), every, first)
    for place, name in enumerate(asked):
        values = scored.values[place : place + 1]
        model = load_model("agreement", name.reading)
        lines = evidence(
            name,
            analyze(listed[place].names[0].text, name.reading).words,
            scored.edges.of(place),
            lines_of(model.parts(values))[0],
            values[0].tolist(),
            model.intercept,
        )
        if name.text not in given:
            lines.append(Because(f"compared as {name.text}, another name of it: a person must look", 0.0))
        yield Comparison(
            float(probability(model.log_odds(values))[0]),
            float(probability(load_model("screening", name.reading).log_odds(values))[0]),
            tuple(lines),
        )
