"""What simple matchers reach on the same aliases and innocents: token-sort ratio behind three kinds of candidates.

Names are lower case, words sorted, compared by rapidfuzz's ratio: against every name (`cdist`), against the fifty names that share
most three-letter runs, and against the fifty that share most words and consonant skeletons (both weighed by rarity).
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process, utils

from licet.screening.query import Query
from licet.screening.spelling import skeleton

Floats = npt.NDArray[np.float64]
Keys = Callable[[str], Iterable[str]]
MOST = 50


def _sorted_words(text: str) -> str:
    return " ".join(sorted(utils.default_process(text).split()))


def _runs(text: str) -> set[str]:
    return {f"^{word}$"[place : place + 3] for word in text.split() for place in range(len(word))}


def _words(text: str) -> set[str]:
    words = text.split()
    return {*words, *(f"~{skeleton(word)}" for word in words if word.isascii() and word.isalpha())}


class _Blocker:
    """Names that share rare keys."""

    def __init__(self, names: list[str], keys: Keys) -> None:
        self._keys = keys
        held: dict[str, list[int]] = defaultdict(list)
        for row, name in enumerate(names):
            for key in keys(name):
                held[key].append(row)
        self._held = {key: np.array(rows) for key, rows in held.items()}
        self._size = len(names)

    def rows(self, name: str) -> npt.NDArray[np.int64]:
        """The rows that share most with a name."""
        total = np.zeros(self._size)
        for key in self._keys(name):
            rows = self._held.get(key)
            if rows is not None:
                total[rows] += np.log(self._size / len(rows)) ** 2
        most = min(MOST, self._size - 1)
        best = np.argpartition(-total, most)[:most]
        return best[total[best] > 0]


def measure(entries: Any, queries: list[Query], truth: Any, innocents: list[Query], count: int) -> dict[str, dict[str, float]]:
    """Found in top 5, at 1% and at 0.1% false alarms, in percent, and names a second of CPU time, for each way."""
    names: dict[bool, list[str]] = {True: [], False: []}
    owner: dict[bool, list[int]] = {True: [], False: []}
    for number, entry in enumerate(entries):
        for name in entry.names:
            names[entry.kind == "person"].append(_sorted_words(name.text))
            owner[entry.kind == "person"].append(number)
    owners = {kind: np.array(rows) for kind, rows in owner.items()}
    ways: dict[str, Any] = {"every name": None, "three-letter runs": _runs, "words and skeletons": _words}
    answers = {}
    for way, keys in ways.items():
        blockers = {kind: None if keys is None else _Blocker(rows, keys) for kind, rows in names.items()}
        started = time.process_time()
        best = np.array([score.max(initial=0.0) for score, _ in _scored(innocents, names, owners, blockers)])
        rate = len(innocents) / (time.process_time() - started)
        top = np.full(count, -1.0)
        for place, (score, held) in enumerate(_scored(queries, names, owners, blockers)):
            order = np.argsort(-score, kind="stable")[:200]
            if truth[place] in list(dict.fromkeys(held[order].tolist()))[:5]:
                top[place] = score[held == truth[place]].max()
        at1, at01 = np.quantile(best, [0.99, 0.999])
        found = 100 * np.array([(top >= 0).mean(), (top > at1).mean(), (top > at01).mean()])
        answers[way] = {"top 5": found[0], "at 1%": found[1], "at 0.1%": found[2], "names a second": rate}
    return {way: {name: float(value) for name, value in row.items()} for way, row in answers.items()}


def _scored(queries: list[Query], names: Any, owners: Any, blockers: Any) -> Iterable[tuple[Floats, npt.NDArray[np.int64]]]:
    """Scores of the names compared with each query, and whose they are."""
    for start in range(0, len(queries), 200):
        part = queries[start : start + 200]
        kind = [query.kind == "person" for query in part]
        asked = [_sorted_words(query.name) for query in part]
        if blockers[True] is None:
            whole: dict[int, Any] = {}
            for person in (True, False):
                mine = [place for place, other in enumerate(kind) if other == person]
                if mine:
                    table = process.cdist([asked[place] for place in mine], names[person], scorer=fuzz.ratio, dtype=np.float32)
                    whole.update({place: (row, owners[person]) for place, row in zip(mine, table, strict=True)})
            yield from (whole[place] for place in range(len(part)))
            continue
        for text, person in zip(asked, kind, strict=True):
            rows = blockers[person].rows(text)
            scores = process.cdist([text], [names[person][row] for row in rows.tolist()], scorer=fuzz.ratio, dtype=np.float32)
            yield (scores[0] if len(rows) else np.zeros(0)), owners[person][rows]
