"""The network: what each word of a document tells, from the words around it.

Word vectors (GloVe, cut to the words met) are projected and passed through four layers of dilated convolutions, so that a word sees
fifteen to its left and right; then every word is told apart by the type of act it tells, if any. A telling gets a status, and every
party near it a chance of being a target. `benchmarks/acts_train.py` trains it; here it only runs, on numpy.

Pennington, Socher, Manning: GloVe: Global Vectors for Word Representation (EMNLP 2014); Strubell et al.: Fast and Accurate Entity
Recognition with Iterated Dilated Convolutions (EMNLP 2017).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from licet.casefile.word_facts import WordFacts
from licet.errors import MissingExtra

Floats = npt.NDArray[np.float32]
FILE = Path(__file__).with_name("acts.npz")
UNKNOWN, NUMBER, YEAR = 1, 2, 3
NEAR = 90  # tokens between a telling and a party that may be its target
DILATIONS = (1, 2, 4, 8)
_REACH = sum(DILATIONS)
_AROUND = 3  # tokens around the surest one that are shown as the words of a telling
_GAP = 6  # tokens between two that tell of one act together
_PIECE = 4096  # tokens taken through the layers at once
STEPS = np.array([1, 3, 6, 10, 16, 26, 45])


_Layer = tuple[tuple[Floats, Floats, Floats], tuple[Floats, Floats, Floats], int]


@dataclass(frozen=True, slots=True)
class Telling:
    """Words that tell of an act, as the network reads them.

    Attributes:
        type: The type of act.
        chance: How sure the network is, 0 to 1.
        tokens: The tokens that tell it; the surest one is `at`.
        statuses: The chance of each status.
        targets: The chance of each party near by, by the number of its token.
    """

    type: str
    chance: float
    at: int
    tokens: tuple[int, ...]
    statuses: dict[str, float]
    targets: dict[int, float]


class Network:
    """A network with its weights.

    Args:
        arrays: The weights by name, as `benchmarks/acts_train.py` writes them.
    """

    def __init__(self, arrays: dict[str, npt.NDArray[np.generic]]) -> None:
        weights = {name: np.asarray(a, np.float32) for name, a in arrays.items() if a.dtype.kind == "f"}
        self.types: tuple[str, ...] = tuple(_text(arrays["types"]).split(" "))
        self.statuses: tuple[str, ...] = tuple(_text(arrays["statuses"]).split(" "))
        words = _text(arrays["words"]).split("\n")
        numbers = {word: n for n, word in enumerate(words)}

        def number(word: str) -> int:
            known = numbers.get(word)
            if known is not None:
                return known
            if word.isdigit():
                return YEAR if len(word) == 4 and word[:2] in ("19", "20") else NUMBER
            return UNKNOWN

        self._number = WordFacts(number)
        vectors = np.asarray(arrays["vectors"], np.float32) * weights["scales"][:, None]
        self._words = np.asarray(vectors @ weights["p.weight"].T + weights["p.bias"], np.float32)
        self._kind = weights["off"]
        self._layers = [self._layer(weights, n, step) for n, step in enumerate(DILATIONS)]
        self.w = weights

    @staticmethod
    def _layer(weights: dict[str, Floats], n: int, step: int) -> _Layer:
        """A convolution as three matrices that have the gain of the norm before it, and what its shift adds.

        The shift is in the bias; what it adds from the left and from the right is taken off where no word stands there.
        """
        matrices = weights[f"c.{n}.weight"].transpose(2, 1, 0)
        before, here, after = (np.ascontiguousarray(m * weights[f"n.{n}.weight"][:, None]) for m in matrices)
        left, middle, right = (weights[f"n.{n}.bias"] @ m for m in matrices)
        return (before, here, after), (left, weights[f"c.{n}.bias"] + left + middle + right, right), step

    def look(self, words: Sequence[str], sentences: Sequence[int], named: Sequence[int], *, official: bool) -> Sight:
        """What the network makes of a document.

        Args:
            words: Its tokens (`licet.casefile.trained.tokens`).
            sentences: The sentence of each.
            named: Tokens that name a party, in order.
            official: Whether the document is an official one.
        """
        with _one_core()():
            seen = self._seen(np.fromiter(map(self._number.__getitem__, words), np.int64, len(words)), official)
            chances = _softmax(seen @ self.w["t.weight"].T + self.w["t.bias"])[:, :-1]
        return Sight(self, seen, chances, sentences, named)

    def _seen(self, numbers: npt.NDArray[np.int64], official: bool) -> Floats:
        """What the network makes of each token, piece by piece: each with all the words that a token of it can see."""
        pieces = []
        for begin in range(0, max(1, len(numbers)), _PIECE):
            first = max(0, begin - _REACH)
            end = min(len(numbers), begin + _PIECE)
            pieces.append(self._layered(numbers[first : end + _REACH], official)[begin - first : end - first])
        return np.concatenate(pieces)

    def _layered(self, numbers: npt.NDArray[np.int64], official: bool) -> Floats:
        first = self._words[numbers]
        first += self._kind[int(official)]
        np.maximum(first, 0, out=first)
        x = first.copy()
        for (before, here, after), (left, bias, right), step in self._layers:
            y = _normal(x)
            told = y @ here
            told += bias
            if len(y) > step:
                told[step:] += y[:-step] @ before
                told[:-step] += y[step:] @ after
            told[:step] -= left
            told[-step:] -= right
            np.maximum(told, 0, out=told)
            x += told
        return np.concatenate([_normal(x) * self.w["nf.weight"] + self.w["nf.bias"], first], 1)


@dataclass(frozen=True, slots=True)
class Sight:
    """What a network makes of a document: `seen` of each token, and the chance that it tells of each type of act."""

    network: Network
    seen: Floats
    chances: Floats
    sentences: Sequence[int]
    named: Sequence[int]

    def runs(self, least: float) -> Iterator[tuple[str, list[int]]]:
        """Neighboring tokens of a sentence that tell of one type of act, where together they are sure enough (`least`, 0 to 1)."""
        rows, kinds = np.nonzero(self.chances > least / 4)
        order = np.lexsort((rows, kinds))
        run: list[int] = []
        last = -1
        for row, kind in (*zip(rows[order].tolist(), kinds[order].tolist(), strict=True), (-1, -1)):
            if run and (kind != last or row - run[-1] > _GAP or self.sentences[row] != self.sentences[run[-1]]):
                if self.chance(kind_told := self.network.types[last], run) >= least:
                    yield kind_told, run
                run = []
            run.append(row)
            last = kind

    def chance(self, kind: str, run: Sequence[int]) -> float:
        """The chance that any token of a run tells of a type of act, 0 to 1."""
        return 1 - float(np.prod(1 - self.chances[list(run), self.network.types.index(kind)]))

    def any_act(self, run: Sequence[int]) -> float:
        """The chance that any token of a run tells of an act of any type, 0 to 1."""
        return 1 - float(np.prod(1 - self.chances[list(run)].sum(1)))

    def words(self, kind: str, run: Sequence[int]) -> list[int]:
        """The tokens of a run that stand around the surest one."""
        at = run[int(self.chances[list(run), self.network.types.index(kind)].argmax())]
        return [n for n in run if abs(n - at) <= _AROUND]

    def telling(self, kind: str, tokens: Sequence[int]) -> Telling:
        """What the network makes of tokens as a telling of a type of act, whether or not it would have taken them for one."""
        number = self.network.types.index(kind)
        run = list(tokens)
        sure = self.chances[run, number]
        at = run[int(sure.argmax())]
        told = np.asarray((sure / max(float(sure.sum()), 1e-9)) @ self.seen[run], np.float32)
        w = self.network.w
        status = _softmax((w["s.weight"] @ told + w["s.bias"] + w["st.weight"][number])[None])[0]
        return Telling(
            kind, self.chance(kind, run), at, tuple(run), dict(zip(self.network.statuses, status.tolist(), strict=True)),
            self._targets(told, number, at),
        )  # fmt: skip

    def _targets(self, told: Floats, kind: int, at: int) -> dict[int, float]:
        """The chance of each party near a telling of being whom the act befalls."""
        named = self.named[bisect_right(self.named, at - NEAR) : bisect_left(self.named, at + NEAR)]
        if not named:
            return {}
        w = self.network.w
        parties = self.seen[named]
        asked = np.tanh(w["qa.weight"] @ told + w["qa.bias"] + w["kt.weight"][kind])
        away = np.array(named) - at
        steps = np.searchsorted(STEPS, np.abs(away)) + np.where(away > 0, 8, 0)
        aside = np.array([self.sentences[n] - self.sentences[at] for n in named])
        score = np.tanh(parties @ w["qb.weight"].T + w["qb.bias"]) @ asked + parties @ w["qb2.weight"][0] + w["qb2.bias"][0]
        score += w["dist"][steps] + w["distk.weight"][kind][steps] + w["same"][np.where(aside == 0, 0, np.where(aside < 0, 1, 2))]
        return dict(zip(named, (1 / (1 + np.exp(-score))).tolist(), strict=True))


def _text(array: npt.NDArray[np.generic]) -> str:
    return array.tobytes().decode("utf-8")


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(1, keepdims=True))
    return np.asarray(e / e.sum(1, keepdims=True), np.float32)


def _normal(x: Floats) -> Floats:
    centered = x - x.mean(1, keepdims=True)
    centered /= np.sqrt(np.einsum("ij,ij->i", centered, centered) / x.shape[1] + 1e-5)[:, None]
    return np.asarray(centered, np.float32)


@cache
def _one_core() -> Callable[[], AbstractContextManager[object]]:
    """What holds the matrix library to one core: its threads wait for each other longer than matrices of this size take.

    Raises:
        MissingExtra: The extra `cases` is not installed.
    """
    try:
        from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtra("reading documents", "cases") from error
    return partial(ThreadpoolController().limit, limits=1)


@cache
def network() -> Network:
    """The network that comes with licet."""
    with np.load(FILE, allow_pickle=False) as arrays:
        return Network({name: arrays[name] for name in arrays.files})
