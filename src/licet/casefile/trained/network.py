"""The network: what each word of a document tells, from the words around it.

Word vectors (GloVe, cut to the words met) are projected and passed through four layers of dilated convolutions, so that a word sees
fifteen to its left and right; then every word is told apart by the type of act it tells, if any. A telling gets a status, and every
party near it a chance of being a target. `benchmarks/acts_train.py` trains it; here it only runs, on numpy.

Pennington, Socher, Manning: GloVe: Global Vectors for Word Representation (EMNLP 2014); Strubell et al.: Fast and Accurate Entity
Recognition with Iterated Dilated Convolutions (EMNLP 2017).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from licet.casefile.word_facts import WordFacts

Floats = npt.NDArray[np.float32]
FILE = Path(__file__).with_name("acts.npz")
UNKNOWN, NUMBER, YEAR = 1, 2, 3
NEAR = 90  # tokens between a telling and a party that may be its target
_DILATIONS = (1, 2, 4, 8)
_REACH = sum(_DILATIONS)
_PIECE = 4096  # tokens taken through the layers at once
_STEPS = np.array([1, 3, 6, 10, 16, 26, 45])


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
        self._layers = [
            (np.ascontiguousarray(weights[f"c.{n}.weight"].transpose(2, 1, 0).reshape(-1, weights[f"c.{n}.weight"].shape[0])), weights[f"c.{n}.bias"],
             weights[f"n.{n}.weight"], weights[f"n.{n}.bias"], step)
            for n, step in enumerate(_DILATIONS)
        ]  # fmt: skip
        self._w = weights

    def read(
        self, words: Sequence[str], sentences: Sequence[int], named: Sequence[int], *, official: bool, least: float
    ) -> list[Telling]:
        """The tellings of a document.

        Args:
            words: Its tokens (`licet.casefile.trained.tokens`).
            sentences: The sentence of each.
            named: Tokens that name a party.
            official: Whether the document is an official one.
            least: The chance from which a telling counts, 0 to 1.
        """
        if not words:
            return []
        seen = self._seen(np.fromiter(map(self._number.__getitem__, words), np.int64, len(words)), official)
        chances = _softmax(seen @ self._w["t.weight"].T + self._w["t.bias"])[:, :-1]
        return [self._telling(seen, chances, run, kind, sentences, named) for kind, run in self._runs(chances, sentences, least)]

    def _seen(self, numbers: npt.NDArray[np.int64], official: bool) -> Floats:
        """What the network makes of each token, piece by piece: each with all the words that a token of it can see."""
        pieces = []
        for begin in range(0, len(numbers), _PIECE):
            first = max(0, begin - _REACH)
            end = min(len(numbers), begin + _PIECE)
            pieces.append(self._layered(numbers[first : end + _REACH], official)[begin - first : end - first])
        return np.concatenate(pieces)

    def _layered(self, numbers: npt.NDArray[np.int64], official: bool) -> Floats:
        first = np.maximum(self._words[numbers] + self._kind[int(official)], 0)
        x = first
        for weight, bias, gain, shift, step in self._layers:
            y = _normal(x, gain, shift)
            size = y.shape[1]
            around = np.zeros((len(y), 3 * size), np.float32)
            around[step:, :size] = y[:-step]
            around[:, size : 2 * size] = y
            around[:-step, 2 * size :] = y[step:]
            x = x + np.maximum(around @ weight + bias, 0)
        return np.concatenate([_normal(x, self._w["nf.weight"], self._w["nf.bias"]), first], 1)

    def _runs(self, chances: Floats, sentences: Sequence[int], least: float) -> Iterator[tuple[int, list[int]]]:
        """Neighboring tokens of a sentence that tell of one type of act, where together they are sure enough."""
        rows, kinds = np.nonzero(chances > least / 4)
        order = np.lexsort((rows, kinds))
        run: list[int] = []
        last = -1
        for row, kind in zip(rows[order].tolist(), kinds[order].tolist(), strict=True):
            if run and (kind != last or row - run[-1] > 6 or sentences[row] != sentences[run[-1]]):
                yield from self._sure(chances, last, run, least)
                run = []
            run.append(row)
            last = kind
        if run:
            yield from self._sure(chances, last, run, least)

    @staticmethod
    def _sure(chances: Floats, kind: int, run: list[int], least: float) -> Iterator[tuple[int, list[int]]]:
        if 1 - float(np.prod(1 - chances[run, kind])) >= least:
            yield kind, run

    def _telling(
        self, seen: Floats, chances: Floats, run: list[int], kind: int, sentences: Sequence[int], named: Sequence[int]
    ) -> Telling:
        sure = chances[run, kind]
        at = run[int(sure.argmax())]
        told = (sure / sure.sum()) @ seen[run]
        status = _softmax((self._w["s.weight"] @ told + self._w["s.bias"] + self._w["st.weight"][kind])[None])[0]
        return Telling(
            self.types[kind], 1 - float(np.prod(1 - sure)), at, tuple(run), dict(zip(self.statuses, status.tolist(), strict=True)),
            self._targets(seen, told, kind, at, sentences, [n for n in named if abs(n - at) < NEAR]),
        )  # fmt: skip

    def _targets(
        self, seen: Floats, told: Floats, kind: int, at: int, sentences: Sequence[int], named: list[int]
    ) -> dict[int, float]:
        """The chance of each party near a telling of being whom the act befalls."""
        if not named:
            return {}
        w = self._w
        parties = seen[named]
        asked = np.tanh(w["qa.weight"] @ told + w["qa.bias"] + w["kt.weight"][kind])
        away = np.array(named) - at
        steps = np.searchsorted(_STEPS, np.abs(away)) + np.where(away > 0, 8, 0)
        aside = np.array([sentences[n] - sentences[at] for n in named])
        score = np.tanh(parties @ w["qb.weight"].T + w["qb.bias"]) @ asked + parties @ w["qb2.weight"][0] + w["qb2.bias"][0]
        score += w["dist"][steps] + w["distk.weight"][kind][steps] + w["same"][np.where(aside == 0, 0, np.where(aside < 0, 1, 2))]
        return dict(zip(named, (1 / (1 + np.exp(-score))).tolist(), strict=True))


def _text(array: npt.NDArray[np.generic]) -> str:
    return array.tobytes().decode("utf-8")


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(1, keepdims=True))
    return np.asarray(e / e.sum(1, keepdims=True), np.float32)


def _normal(x: Floats, gain: Floats, shift: Floats) -> Floats:
    centered = x - x.mean(1, keepdims=True)
    return np.asarray(centered / np.sqrt((centered * centered).mean(1, keepdims=True) + 1e-5) * gain + shift, np.float32)


@cache
def network() -> Network:
    """The network that comes with licet."""
    with np.load(FILE, allow_pickle=False) as arrays:
        return Network({name: arrays[name] for name in arrays.files})
