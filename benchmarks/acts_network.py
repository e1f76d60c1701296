"""The network of `licet.casefile.trained.network` as torch trains it, what it is trained to say, and how its weights are written.

Per token: the type of act it tells, or none. Any token of a marked trigger may carry the act (the loss takes their sum), tokens of its
evidence outside the trigger are left free, all others are to tell of nothing. Per act: its status, and for every party near by whether it
is a target. What ships computes the same on numpy, but for the weights being written in a byte or two (chances differ by less than .01).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from acts_data import Document
from licet.casefile.frames import GROUP_OF
from licet.casefile.trained.network import DILATIONS, NEAR, NUMBER, STEPS, UNKNOWN, YEAR

TYPES = tuple(GROUP_OF)
STATUSES = ("in_force", "announced", "proposed", "alleged", "reversed", "denied", "historical")
NONE = len(TYPES)
_NOTHING_WEIGHS, _TYPE_WEIGHS, _STATUS_WEIGHS, _TARGET_WEIGHS = 0.5, 1.5, 1.0, 0.5
_COMMON = 20_000  # words of the vectors kept although no document of ours has them
#: Types for which the writers of most tellings marked who did it, and not whom it was done to, as the schema does; and who did not.
BY_THE_SCHEMA = frozenset({"stories_older", "stories_tech", "stories_world"})
TARGETS_OTHERWISE = frozenset({
    "export_violation", "false_statement", "agreement_breach", "relief_request", "demand", "operations_halt", "congressional_notification",
    "diplomatic_contact", "guilty_plea", "not_guilty_plea", "trade_talks", "trade_deal", "directive",
})  # fmt: skip


class Words:
    """The words that the network knows, with their vectors.

    Args:
        documents: What it is trained on.
        vectors: Words and their vectors, the most common words first.
    """

    def __init__(self, documents: Sequence[Document], vectors: dict[str, np.ndarray]) -> None:
        met = Counter(w for d in documents for w in d.tokens.words)
        mine = sorted(w for w, n in met.items() if w[0] == "<" or (not w.isdigit() and (n > 1 or w in vectors)))
        known = set(mine)
        common = [w for w in list(vectors)[:_COMMON] if w.isalpha() and w not in known]
        self.words = ["<pad>", "<unknown>", "<number>", "<year>", *mine, *common]
        self._numbers = {w: n for n, w in enumerate(self.words)}
        size = len(next(iter(vectors.values())))
        self.vectors = np.random.default_rng(0).normal(0, 0.2, (len(self.words), size)).astype(np.float32)
        self.vectors[0] = 0
        for word, number in self._numbers.items():
            if word in vectors:
                self.vectors[number] = vectors[word] * 0.6

    def number(self, word: str) -> int:
        """The number of a word; as in the network that ships."""
        if word in self._numbers:
            return self._numbers[word]
        return (YEAR if len(word) == 4 and word[:2] in ("19", "20") else NUMBER) if word.isdigit() else UNKNOWN


@dataclass(slots=True)
class Sheet:
    """A document as numbers: its words, where nothing is told, its acts, its parties."""

    numbers: np.ndarray
    nothing: np.ndarray
    acts: list[tuple[int, int, list[int], frozenset[str], bool]]
    named: list[tuple[int, str]]
    sentences: list[int]
    official: int


def sheet(document: Document, words: Words) -> Sheet:
    """A document as the network is trained on it."""
    stream = document.tokens
    nothing = np.ones(len(stream.words), np.float32)
    acts = []
    otherwise = document.telling and document.group not in BY_THE_SCHEMA
    for act in document.acts:
        for token in (*act.evidence, *act.trigger):
            nothing[token] = 0
        if act.trigger and not act.optional:
            asked = bool(act.targets) and not (otherwise and act.type in TARGETS_OTHERWISE)
            acts.append((TYPES.index(act.type), STATUSES.index(act.status), list(act.trigger[:12]), act.targets, asked))
    numbers = np.array([words.number(w) for w in stream.words], np.int64)
    return Sheet(numbers, nothing, acts, [(n, e.id) for n, e in stream.named], stream.sentences, int(document.reading.official))


class Net(nn.Module):
    """Vectors, a projection, four dilated convolutions, and three questions asked of what comes out."""

    def __init__(self, vectors: np.ndarray, width: int = 128, drop: float = 0.35) -> None:
        super().__init__()
        self.e = nn.Embedding(*vectors.shape, sparse=True)
        self.e.weight.data = torch.tensor(vectors)
        self.p = nn.Linear(vectors.shape[1], width)
        self.off = nn.Parameter(torch.zeros(2, width))
        self.c = nn.ModuleList([nn.Conv1d(width, width, 3, padding=d, dilation=d) for d in DILATIONS])
        self.n = nn.ModuleList([nn.LayerNorm(width) for _ in self.c])
        self.nf = nn.LayerNorm(width)
        self.drop = drop
        self.t, self.s, self.st = (
            nn.Linear(2 * width, NONE + 1),
            nn.Linear(2 * width, len(STATUSES)),
            nn.Embedding(NONE, len(STATUSES)),
        )
        self.qa, self.qb, self.kt, self.qb2 = (
            nn.Linear(2 * width, 64),
            nn.Linear(2 * width, 64),
            nn.Embedding(NONE, 64),
            nn.Linear(2 * width, 1),
        )
        self.dist, self.distk, self.same = nn.Parameter(torch.zeros(16)), nn.Embedding(NONE, 16), nn.Parameter(torch.zeros(3))
        for table in (self.st, self.kt, self.distk):
            nn.init.zeros_(table.weight)

    def forward(self, numbers: Tensor, official: Tensor) -> Tensor:
        first = functional.relu(self.p(self._veiled(self.e(numbers), 0.15)) + self.off[official][:, None])
        x = self._veiled(first, self.drop)
        size = x.shape[1]
        for convolution, norm in zip(self.c, self.n, strict=True):
            step, weight, y = convolution.dilation[0], convolution.weight, norm(x)
            wide = functional.pad(y, (0, 0, step, step))
            told = wide[:, :size] @ weight[:, :, 0].T + y @ weight[:, :, 1].T + wide[:, 2 * step :] @ weight[:, :, 2].T
            x = x + self._veiled(functional.relu(told + convolution.bias), self.drop)
        return self._veiled(torch.cat([self.nf(x), first], -1), self.drop)

    def _veiled(self, x: Tensor, share: float) -> Tensor:
        """Without a share of the channels, the same ones for all words of a document."""
        if not self.training:
            return x
        return x * ((torch.rand(x.shape[0], 1, x.shape[2]) > share).float() / (1 - share))


def batches(sheets: list[Sheet], tokens: int = 1600) -> Iterator[tuple[list[Sheet], Tensor, Tensor]]:
    """Sheets of like length together, in random order."""
    order = sorted(range(len(sheets)), key=lambda n: len(sheets[n].numbers) * (1 + 0.2 * random.random()))
    groups: list[list[int]] = [[]]
    for number in order:
        if groups[-1] and len(sheets[number].numbers) * (len(groups[-1]) + 1) > tokens:
            groups.append([])
        groups[-1].append(number)
    random.shuffle(groups)
    for group in groups:
        chosen = [sheets[n] for n in group]
        numbers = np.zeros((len(chosen), max(len(s.numbers) for s in chosen)), np.int64)
        for row, one in enumerate(chosen):
            numbers[row, : len(one.numbers)] = one.numbers
        yield chosen, torch.from_numpy(numbers), torch.tensor([s.official for s in chosen])


def loss(net: Net, chosen: list[Sheet], numbers: Tensor, official: Tensor, *, unknown: float = 0.06) -> Tensor:
    """How far the network is from what was marked."""
    hidden = (torch.rand(numbers.shape) < unknown) & (numbers > YEAR)
    seen = net(torch.where(hidden, torch.full_like(numbers, UNKNOWN), numbers), official)
    chances = functional.log_softmax(net.t(seen), -1)
    nothing = np.zeros(numbers.shape, np.float32)
    for row, one in enumerate(chosen):
        nothing[row, : len(one.nothing)] = one.nothing
    total = -_NOTHING_WEIGHS * (chances[..., NONE] * torch.from_numpy(nothing)).sum()
    acts = [(row, one, *act) for row, one in enumerate(chosen) for act in one.acts]
    if not acts:
        return total
    longest = max(len(a[4]) for a in acts)
    places, there = torch.zeros(len(acts), longest, dtype=torch.long), torch.zeros(len(acts), longest)
    for n, act in enumerate(acts):
        places[n, : len(act[4])], there[n, : len(act[4])] = torch.tensor(act[4]), 1
    rows, kinds, statuses = (torch.tensor([a[i] for a in acts]) for i in (0, 2, 3))
    told = chances[rows[:, None], places, kinds[:, None]].masked_fill(there == 0, -1e4)
    weights = functional.softmax(told.detach(), 1) * there
    total = total - _TYPE_WEIGHS * torch.logsumexp(told, 1).clamp(max=-1e-4).sum()
    act_seen = (weights[..., None] * seen[rows[:, None], places]).sum(1)
    standing = functional.cross_entropy(net.s(act_seen) + net.st(kinds), statuses, label_smoothing=0.05, reduction="sum")
    total = total + _STATUS_WEIGHS * standing
    asked = [(n, a, a[4][int(weights[n].argmax())]) for n, a in enumerate(acts) if a[6]]
    asked = [(n, a, at) for n, a, at in asked if any(abs(t - at) < NEAR for t, _ in a[1].named)]
    if asked:
        total = total + _TARGET_WEIGHS * _targets(net, seen, act_seen, kinds, rows, asked)
    return total


def _targets(net: Net, seen: Tensor, act_seen: Tensor, kinds: Tensor, rows: Tensor, asked: list[tuple[int, tuple, int]]) -> Tensor:
    """How far the chances of the parties near each act are from its targets."""
    near = [[(t, e) for t, e in act[1].named if abs(t - at) < NEAR] for _, act, at in asked]
    shape = len(asked), max(map(len, near))
    places, steps, aside = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    there, wanted = torch.zeros(shape), torch.zeros(shape)
    for q, ((_, act, at), parties) in enumerate(zip(asked, near, strict=True)):
        for c, (token, entity) in enumerate(parties):
            apart = act[1].sentences[token] - act[1].sentences[at]
            places[q, c], there[q, c], wanted[q, c] = token, 1, float(entity in act[5])
            steps[q, c] = int(np.searchsorted(STEPS, abs(token - at))) + (8 if token > at else 0)
            aside[q, c] = 0 if apart == 0 else 1 if apart < 0 else 2
    index = torch.tensor([n for n, *_ in asked])
    parties_seen = seen[rows[index][:, None], places]
    question = torch.tanh(net.qa(act_seen[index]) + net.kt(kinds[index]))[:, None]
    score = (torch.tanh(net.qb(parties_seen)) * question).sum(-1) + net.qb2(parties_seen)[..., 0]
    score = score + net.dist[steps] + net.distk(kinds[index]).gather(1, steps) + net.same[aside]
    return (functional.binary_cross_entropy_with_logits(score, wanted, reduction="none") * there).sum()


def train(sheets: list[Sheet], net: Net, epochs: int, *, rate: float = 2e-3) -> Iterator[float]:
    """Train; yields the mean loss of each epoch."""
    dense = [w for name, w in net.named_parameters() if name != "e.weight"]
    optimizer, vectors = torch.optim.AdamW(dense, lr=rate, weight_decay=0.02), torch.optim.SparseAdam([net.e.weight], lr=rate)
    steps = epochs * (sum(1 for _ in batches(sheets)) + 20)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps, pct_start=0.15)
    for _ in range(epochs):
        net.train()
        total = 0.0
        for chosen, numbers, official in batches(sheets):
            error = loss(net, chosen, numbers, official)
            optimizer.zero_grad()
            vectors.zero_grad()
            (error / len(chosen) / 3).backward()
            nn.utils.clip_grad_norm_(dense, 2.0)
            optimizer.step()
            schedule.step()
            vectors.param_groups[0]["lr"] = 0.7 * schedule.get_last_lr()[0]
            vectors.step()
            total += error.item()
        yield total / len(sheets)


def write(net: Net, words: Words, path: Path) -> None:
    """The weights as the network that ships reads them: vectors in a byte a number, the rest in two."""
    weights = {name: w.detach().numpy() for name, w in net.state_dict().items()}
    vectors = weights.pop("e.weight")
    scales = np.maximum(np.abs(vectors).max(1), 1e-6) / 127
    texts = {"words": "\n".join(words.words), "types": " ".join(TYPES), "statuses": " ".join(STATUSES)}
    np.savez_compressed(
        path, **{n: w.astype(np.float16) for n, w in weights.items()}, scales=scales.astype(np.float16),
        vectors=np.round(vectors / scales[:, None]).astype(np.int8), **{n: np.frombuffer(t.encode(), np.uint8) for n, t in texts.items()},
    )  # fmt: skip
