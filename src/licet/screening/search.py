"""From queries to pairs compared: names, candidates, letters, features, model; `hits.py` writes what is worth a look.

One block of queries goes through arrays together; a single query is a block of one and gives the same answers.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from threading import Lock

import numpy as np
import numpy.typing as npt

from licet.errors import MissingExtra
from licet.screening.addresses import precise, same_address
from licet.screening.block import Block, Pairs, analyzed
from licet.screening.bounds import most_odds
from licet.screening.compiled import CompiledScorer
from licet.screening.facts import most_of_facts
from licet.screening.few import FEW_PAIRS, weighed
from licet.screening.hits import HitWriter, log_odds_of
from licet.screening.index import NameIndex
from licet.screening.initials import by_letters
from licet.screening.model import load_model
from licet.screening.names import Reading, UnreadableName
from licet.screening.query import Because, Hit, Query
from licet.screening.score import SURE, Bounds, PairScorer, Scored, edges_of, taken

MOST_CANDIDATES = 50
BLOCK = 256
# By judgment: a listed address is meant for whoever is there; a unit shared with a listed party is asked about, a house shown.
ADDRESS_LISTED, ADDRESS_SHARED, HOUSE_SHARED = 0.9, 0.71, 0.5
# Importing numba and loading the compiled loops takes about a second: as long as some thousand queries save.
_WORTH_COMPILING = 4_096
# A name asked for alone gains ten times what one in a block gains: worth it sooner, where nothing is left to compile.
_ALONE = 12

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Searcher:
    """Searches one index. It keeps the words it has seen; a lock lets threads take turns.

    Args:
        index: The names.
        compiled: Whether the inner loops run compiled (`licet[fast]`); None compiles once that pays and when it is installed.
    """

    def __init__(self, index: NameIndex, *, compiled: bool | None = None) -> None:
        self.index = index
        self.scorer = PairScorer(index)
        self._compiled: CompiledScorer | None = None
        self.writer = HitWriter(index)
        self._turn = Lock()
        self._until_compiled = _WORTH_COMPILING if compiled is None else 0
        if compiled:
            self._compile()

    def _compile(self) -> None:
        """Take the compiled inner loops from now on.

        Raises:
            MissingExtra: numba is not installed.
        """
        try:
            from licet.screening import kernels
        except ImportError as error:
            raise MissingExtra("compiled screening", "fast") from error
        self._compiled = CompiledScorer(self.index, self.scorer.words, kernels)

    def _may_compile(self, queries: int) -> None:
        """Count queries; once there were many, take the compiled loops where numba is installed."""
        if self._until_compiled > 0:
            self._until_compiled -= _ALONE if queries == 1 and _compiled_before() else queries
            if self._until_compiled <= 0 and find_spec("numba") is not None:
                self._compile()

    def search_many(
        self, queries: Iterable[Query], limit: int, threshold: float, only: npt.NDArray[np.bool_] | None
    ) -> Iterator[list[Hit] | UnreadableName]:
        """Hits of each query, in their order."""
        source = iter(queries)
        while block := list(islice(source, BLOCK)):
            with self._turn:
                self._may_compile(len(block))
                hits = self._block(block, limit, threshold, only)
            yield from hits

    def _block(
        self, queries: list[Query], limit: int, threshold: float, only: npt.NDArray[np.bool_] | None
    ) -> list[list[Hit] | UnreadableName]:
        block = analyzed(queries)
        hits: list[list[Hit] | UnreadableName] = [block.errors.get(place, []) for place in range(len(queries))]
        if block.names:
            hits_by_name = self.writer.hits(block, self._scored(block, only, threshold), limit, threshold)
            for place, by_name in hits_by_name.items():
                hits[place] = by_name
        for place, query in enumerate(queries):
            found = hits[place]
            if query.address and not isinstance(found, UnreadableName):
                known = {hit.entry.listing_id for hit in found}
                more = [hit for hit in self._at(query.address, threshold, only) if hit.entry.listing_id not in known]
                hits[place] = sorted([*found, *more], key=lambda hit: -hit.score)[:limit]
        return hits

    def _at(self, address: str, threshold: float, only: npt.NDArray[np.bool_] | None) -> list[Hit]:
        """Listings of an address, and listed parties at it under other names: both for a person to look at."""
        hits = []
        for number in self.index.entries_at(address):
            if only is not None and not only[number]:
                continue
            entry = self.index.entry(number)
            same = next((text for text in entry.addresses if same_address(address, text)), None)
            if same is None:
                continue
            if not entry.names:
                score, says = ADDRESS_LISTED, "the address itself is listed, whatever name is used there"
            elif precise(address, same):
                score, says = ADDRESS_SHARED, "another name, but the listed party's address down to the unit: a person must look"
            else:
                score, says = HOUSE_SHARED, "another name at the listed party's street address"
            if score >= threshold:
                hits.append(Hit(entry, same, score, (Because(says, float(np.log(score / (1.0 - score)))),)))
        return sorted(hits, key=lambda hit: -hit.score)

    def _scored(self, block: Block, only: npt.NDArray[np.bool_] | None, threshold: float = 0.0) -> Pairs:
        """Every pair worth it, compared in full; those that cannot reach a threshold may be left out."""
        letters = self._by_letters(block, only)
        reading, row, strength = self._pairs(block, letters, only)
        asked = self.scorer.asked(block.names)
        if self._compiled is not None:
            kept, scored, parts, odds = self._compiled.compared(
                block.names, asked, reading, row, strength, log_odds_of(threshold) - np.array(_room(block), dtype=np.float64)
            )
            reading, row = reading[kept], row[kept]
        else:
            kept, words = self.scorer.promising(asked, reading, row, strength)
            reading, row, strength = reading[kept], row[kept], strength[kept]
            edges = [words, *self.scorer.further_edges(asked, reading, row)]
            bounds = self.scorer.bounds(asked, reading, row, edges)
            wanted = self._may_reach(block, reading, bounds, threshold) | (strength >= SURE)
            size = len(reading)
            reading, row = reading[wanted], row[wanted]
            if len(reading) <= FEW_PAIRS:
                edges = [edges_of(part, wanted) for part in edges]
                scored, parts, odds = weighed(self.scorer, block.names, asked, reading, row, edges)
            else:
                scored = self.scorer.features(asked, reading, row, taken(size, edges, wanted))
                parts, odds = self._log_odds(block, reading, scored)
        lifted: dict[int, tuple[float, str]] = {}
        if letters:
            places = _find(reading, row, np.array(list(letters), dtype=np.int64)).tolist()
            for pair, (worth, says) in zip(places, letters.values(), strict=True):
                if pair >= 0 and worth > odds[pair]:
                    lifted[pair] = (worth - float(odds[pair]), says)
                    odds[pair] = worth
        return Pairs(reading, row, scored, parts, odds, lifted)

    def _may_reach(self, block: Block, reading: Ints, bounds: Bounds, threshold: float) -> npt.NDArray[np.bool_]:
        """Which pairs may reach a threshold, with the facts of their query."""
        readings = {name.reading for name in block.names}
        if len(readings) == 1:
            most = most_odds(*readings).of(bounds)
        else:
            kinds = np.array([name.reading for name in block.names], dtype=np.int64)
            most = np.empty(len(reading))
            for kind in Reading:
                here = (kinds == kind)[reading]
                most[here] = most_odds(kind).of(Bounds(*(part[here] for part in bounds)))
        may: npt.NDArray[np.bool_] = most + np.array(_room(block))[reading] >= log_odds_of(threshold)
        return may

    def _by_letters(self, block: Block, only: npt.NDArray[np.bool_] | None) -> dict[tuple[int, int], tuple[float, str]]:
        """Pairs whose letters agree: the name of the block and the row, with what that is worth and what to say of it."""
        found: dict[tuple[int, int], tuple[float, str]] = {}
        for place, name in enumerate(block.names):
            for letters in by_letters(name, self.index, partial(self._taking_part, only)):
                key = place, letters.row
                found[key] = max(found.get(key, (letters.odds, letters.says)), (letters.odds, letters.says))
        return found

    def _taking_part(self, only: npt.NDArray[np.bool_] | None, rows: Sequence[int]) -> Sequence[int]:
        """Of some rows those whose entries are flagged."""
        return rows if only is None else [row for row in rows if only[self.index.names.owner[row]]]

    def log_odds(self, queries: Sequence[Query]) -> tuple[Ints, Ints, Floats]:
        """Query number, entry and log-odds by name of every pair compared, for measurements and training."""
        parts: list[tuple[Ints, Ints, Floats]] = []
        for start in range(0, len(queries), BLOCK):
            block = analyzed(list(queries[start : start + BLOCK]))
            pairs = self._scored(block, None)
            owner = np.array(block.owner, dtype=np.int64)[pairs.reading] + start
            parts.append((owner, self.index.names.owner[pairs.row].astype(np.int64), pairs.odds))
        query, entry, odds = (np.concatenate([part[place] for part in parts]) for place in range(3))
        return query, entry, odds

    def _pairs(
        self, block: Block, letters: Iterable[tuple[int, int]], only: npt.NDArray[np.bool_] | None
    ) -> tuple[Ints, Ints, Ints]:
        """Pairs to compare: candidates by name, names whose letters agree, and all names of listings that share an identifier."""
        kernels = self._compiled.kernels if self._compiled is not None else None
        reading, row, strength = self.index.candidates(block.names, MOST_CANDIDATES, only, kernels)
        more: list[tuple[int, int]] = list(letters)
        for place, owner in enumerate(block.owner):
            for kind, value in block.queries[owner].identifiers.items():
                for entry in self.index.entries_with(kind, value):
                    if only is None or only[entry]:
                        more.extend((place, int(name)) for name in self.index.rows_of(entry))
        if not more:
            return reading, row, strength
        # What shares an identifier or initials is compared whatever its name: it stands before all others.
        wanted = np.array(sorted(set(more)), dtype=np.int64)
        met = _find(reading, row, wanted)
        strength[met[met >= 0]] = SURE
        added = wanted[met < 0]
        reading, row = np.concatenate([reading, added[:, 0]]), np.concatenate([row, added[:, 1]])
        strength = np.concatenate([strength, np.full(len(added), SURE, dtype=np.int64)])
        # Only the names that they belong to are sorted anew; those of the others stand in order.
        touched = np.zeros(len(block.names), dtype=bool)
        touched[wanted[:, 0]] = True
        moved = touched[reading].nonzero()[0]
        order = np.arange(len(reading))
        order[moved] = moved[np.lexsort((row[moved], -strength[moved], reading[moved]))]
        order = order[np.argsort(reading[order], kind="stable")]
        return reading[order], row[order], strength[order]

    def _log_odds(self, block: Block, reading: Ints, scored: Scored) -> tuple[Floats, Floats]:
        """What each feature adds, and the log-odds, of every pair."""
        kinds = np.array([name.reading for name in block.names], dtype=np.int64)[reading]
        parts = np.empty(scored.values.shape)
        odds = np.empty(len(reading))
        for kind in (Reading.PERSON, Reading.OTHER):
            here = kinds == kind
            if here.any():
                model = load_model("screening", kind)
                parts[here] = model.parts(scored.values[here])
                odds[here] = model.total(parts[here])
        return parts, odds


@cache
def _compiled_before() -> bool:
    """Whether compiled loops lie beside the module, so that loading them takes a second and not a minute."""
    source = Path(__file__).with_name("kernels.py")
    made = (source.parent / "__pycache__").glob("kernels.compared-*.nbi")
    return any(path.stat().st_mtime >= source.stat().st_mtime for path in made)


def _room(block: Block) -> list[float]:
    """At most what the facts of its query can add to the log-odds of each name of a block."""
    return [most_of_facts(block.queries[query]) for query in block.owner]


def _find(reading: Ints, row: Ints, wanted: Ints) -> Ints:
    """Where each of some pairs (reading, row), no two alike, stands among others; -1 where it does not."""
    order = np.lexsort((wanted[:, 1], wanted[:, 0]))
    numbers = (wanted[:, 0] << 32 | wanted[:, 1])[order]
    pairs = reading << 32 | row
    at = np.minimum(numbers.searchsorted(pairs), len(numbers) - 1)
    met = (numbers[at] == pairs).nonzero()[0]
    places = np.full(len(wanted), -1, dtype=np.int64)
    places[order[at[met]]] = met
    return places
