"""Labelled name pairs: F1 with the threshold chosen by cross-validation, the folds grouped by linked name."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import yaml

from screening_data import DATA, open_text

KINDS = {"Person": "person", "Company": "organization", "Organization": "organization", "Vessel": "vessel"}


@dataclass(frozen=True)
class Pair:
    """Two names and whether they mean one."""

    one: str
    other: str
    kind: str | None
    match: bool
    quality: str = ""
    category: str = ""


def cases() -> list[Pair]:
    """The rows of cases.csv."""
    with open_text(DATA / "namebench" / "cases.csv") as file:
        return [
            Pair(row["name1"], row["name2"], KINDS.get(row["schema"]), row["is_match"] == "true", row["quality"], row["category"])
            for row in csv.DictReader(file)
        ]


def checks() -> list[Pair]:
    """The pairs of checks.yml; parts of a person's name are put together when it has no whole one."""
    with open_text(DATA / "namebench" / "checks.yml") as file:
        rows = yaml.safe_load(file)["checks"]
    return [
        Pair(_name(row["query"]), _name(row["candidate"]), KINDS.get(row["schema"]), row["match"], "", row.get("label", ""))
        for row in rows
    ]


def _name(entity: dict[str, Any]) -> str:
    parts = (entity.get(part) for part in ("firstName", "middleName", "lastName"))
    return str(entity.get("name") or " ".join(str(part) for part in parts if part))


def groups(pairs: Sequence[Pair]) -> list[int]:
    """The group of each pair: pairs that share a name, directly or through others, are one."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            name = parent[name]
        return name

    for pair in pairs:
        parent[root(pair.one.casefold())] = root(pair.other.casefold())
    names = sorted({root(pair.one.casefold()) for pair in pairs})
    number = {name: place for place, name in enumerate(names)}
    return [number[root(pair.one.casefold())] for pair in pairs]


def f1(truth: np.ndarray, said: np.ndarray) -> float:
    """Harmonic mean of precision and recall."""
    right = float((truth & said).sum())
    return 2 * right / max(float(truth.sum() + said.sum()), 1.0)


def best_threshold(truth: np.ndarray, score: np.ndarray) -> float:
    """The threshold of greatest F1, half way to the next score below."""
    levels = np.unique(score)
    middles = np.concatenate([[levels[0] - 1e-6], (levels[1:] + levels[:-1]) / 2])
    return float(max(middles, key=lambda level: f1(truth, score >= level)))


def cross_validated(pairs: Sequence[Pair], score: np.ndarray, folds: int = 5, seed: int = 7) -> dict[str, float]:
    """F1, precision and recall with a threshold that never saw the pair's group; and the area under the curve."""
    truth = np.array([pair.match for pair in pairs])
    group = np.array(groups(pairs))
    order = np.random.default_rng(seed).permutation(group.max() + 1)
    fold = order[group] % folds
    said = np.zeros(len(pairs), dtype=bool)
    levels = []
    for part in range(folds):
        level = best_threshold(truth[fold != part], score[fold != part])
        levels.append(level)
        said[fold == part] = score[fold == part] >= level
    yes, no = score[truth], score[~truth]
    area = float(((yes[:, None] > no[None]) + 0.5 * (yes[:, None] == no[None])).mean())
    right = float((truth & said).sum())
    return {
        "f1": f1(truth, said), "precision": right / max(said.sum(), 1), "recall": right / max(truth.sum(), 1),
        "auc": area, "threshold": float(np.median(levels)), "f1_best": f1(truth, score >= best_threshold(truth, score)),
    }  # fmt: skip
