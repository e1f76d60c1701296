"""From compared pairs to hits: the best name of each listing, the facts beside it, the evidence in words.

Numbers of all pairs worth a look leave their arrays together; what is written for each hit then reads plain lists.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from licet.screening.block import Block, Pairs, side_by_side
from licet.screening.brands import another_name
from licet.screening.candidates import ranges
from licet.screening.evidence import EdgeList, Lines, evidence, lines_of
from licet.screening.facts import NO_FACTS, FactEvidence, most_of_facts, weigh_facts
from licet.screening.index import NameIndex
from licet.screening.model import MOST_BY_NAME, load_model
from licet.screening.names import MOST_LETTERS, Name, Reading, Word, WordClass, analyze
from licet.screening.query import Because, Hit, Query
from licet.screening.words import texts_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_CLASSES = tuple(WordClass)


class _Found(NamedTuple):
    """A pair worth a look, as plain numbers."""

    pair: int
    name: Name
    row: int
    odds: float
    edges: EdgeList
    lines: Lines
    values: list[float]


class HitWriter:
    """Writes the hits of one index; it keeps the listed words it has read.

    Args:
        index: The names.
    """

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        self._words: dict[int, Word] = {}

    def hits(self, block: Block, pairs: Pairs, limit: int, threshold: float) -> dict[int, list[Hit]]:
        """The hits of each query that has any at or above the threshold, best first."""
        if len(pairs.row) == 0:
            return {}
        owner = np.array(block.owner, dtype=np.int64)[pairs.reading]
        query, best = self._best(owner, pairs, limit, log_odds_of(threshold), block.queries)
        hits: dict[int, list[Hit]] = {}
        if len(best):
            self._read(pairs.row[best])
            for place, found in zip(query.tolist(), self._found(block, pairs, best), strict=True):
                hit = self._hit(block.queries[place], found, pairs.lifted, threshold)
                if hit is not None:
                    hits.setdefault(place, []).append(hit)
        return {place: sorted(each, key=lambda hit: -hit.score)[:limit] for place, each in hits.items()}

    def _best(self, owner: Ints, pairs: Pairs, limit: int, least: float, queries: list[Query]) -> tuple[Ints, Ints]:
        """For each query the pairs worth a look: the best name of each listing, best first."""
        row, odds = pairs.row, pairs.odds
        has_facts = np.array([_has_facts(query) for query in queries])
        room = np.array([most_of_facts(query) for query in queries])
        order = (odds + room[owner] >= least).nonzero()[0]
        if len(order) == 0:
            return owner[order], order
        entry = self.index.names.owner[row[order]].astype(np.int64)
        order = order[np.lexsort((order, -odds[order], entry, owner[order]))]
        entry = self.index.names.owner[row[order]].astype(np.int64)
        first = np.ones(len(order), dtype=bool)
        first[1:] = (entry[1:] != entry[:-1]) | (owner[order][1:] != owner[order][:-1])
        order = order[first]
        order = order[np.lexsort((row[order], -odds[order], owner[order]))]
        query = owner[order]
        rank = np.arange(len(order)) - query.searchsorted(query)
        kept = (has_facts[query] | (rank < limit)).nonzero()[0]
        return query[kept], order[kept]

    def _found(self, block: Block, pairs: Pairs, best: Ints) -> list[_Found]:
        """The numbers of some pairs, out of their arrays."""
        edges = pairs.scored.edges
        first, last = edges.pair.searchsorted(best), edges.pair.searchsorted(best, side="right")
        here = ranges(first, last - first)
        told = list(zip(edges.asked[here].tolist(), edges.listed[here].tolist(), edges.alike[here].tolist(), strict=True))
        ends = (last - first).cumsum().tolist()
        spans = [told[start:end] for start, end in zip([0, *ends], ends, strict=False)]
        names = [block.names[reading] for reading in pairs.reading[best].tolist()]
        columns = (
            best.tolist(), names, pairs.row[best].tolist(), pairs.odds[best].tolist(), spans, lines_of(pairs.parts[best]),
            pairs.scored.values[best].tolist(),
        )  # fmt: skip
        return [_Found(*each) for each in zip(*columns, strict=True)]

    def _hit(self, query: Query, found: _Found, lifted: dict[int, tuple[float, str]], threshold: float) -> Hit | None:
        """The hit with its evidence in words; None below the threshold, before any word is written."""
        pair, name, row, odds, edges, lines, values = found
        entry = self.index.entry(self.index.owner_of(row))
        facts = weigh_facts(query, entry, odds) if _has_facts(query) else NO_FACTS
        score = _score(odds + sum([line.weight for line in facts.lines]), facts)
        if score < threshold:
            return None
        told = evidence(name, self._listed_words(row, name.reading), edges, lines, values, _base(name.reading))
        if pair in lifted:
            lift, says = lifted[pair]
            told.insert(1, Because(says, lift))
        if name.text != query.name:
            how = "one of the names in the field" if name.text in query.name else another_name(query.name, name.text)
            told.append(Because(f"asked for as {name.text}, {how}", 0.0))
        return Hit(entry, self.index.listed_name(row), score, (*told, *facts.lines), name.text not in query.name)

    def _read(self, rows: Ints) -> None:
        """Take the words of some listed names from the index, those that were not met before."""
        held = self.index.words
        new = sorted(set(self.index.names.words[rows].ravel().tolist()).difference(self._words, (-1,)))
        if not new:
            return
        columns = (held.word_class[new].tolist(), held.concept[new].tolist(), held.group[new].tolist())
        for place, text, part, concept, group in zip(new, texts_of(held.plain[new]), *columns, strict=True):
            self._words[place] = Word(text, _CLASSES[part], concept, group)

    def _listed_words(self, row: int, reading: Reading) -> Sequence[Word]:
        """The words of a listed name as the index holds them; a word that was cut there is read again from the name."""
        held = self._words
        words = [held[place] for place in self.index.names.words[row].tolist() if place >= 0]
        if MOST_LETTERS in [len(word.text) for word in words]:
            whole = self.index.listed_name(row)
            for name in (analyze(whole, reading), *side_by_side(whole, reading)):
                if [word.text[:MOST_LETTERS] for word in name.words] == [word.text for word in words]:
                    return name.words
        return words


def log_odds_of(threshold: float) -> float:
    """The least log-odds of a score."""
    bounded = min(max(threshold, 1e-9), MOST_BY_NAME)
    return float(np.log(bounded / (1.0 - bounded))) - 1e-9


def _has_facts(query: Query) -> bool:
    return bool(query.birth_date or query.countries or query.identifiers or query.address)


def _base(reading: Reading) -> float:
    return load_model("screening", reading).intercept


def _score(log_odds: float, facts: FactEvidence) -> float:
    """The probability; a second identifier that agrees may lift it to 1.0, a name alone never."""
    by_name = min(float(1.0 / (1.0 + np.exp(-log_odds))), MOST_BY_NAME)
    if not facts.settles or by_name < MOST_BY_NAME:
        return by_name
    return round(float(1.0 / (1.0 + np.exp(-log_odds))), 4)
