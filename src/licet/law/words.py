"""Words: what a description or an end use says in plain words, as coded facts.

People write "back-end assembly and test only" or "ballistic missile". A table of cues (words.yaml) reads such words into
codes the rules know. Reading is one-sided: a cue can raise a fact ("military"), and a plain statement can deny one
("civil"); silence says nothing. Rules that clear never rest on the absence of a cue alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from licet.yaml_text import read_yaml


@dataclass(frozen=True, slots=True)
class Words:
    """Codes read from text.

    Attributes:
        said: Codes that the text states: "military", "nuclear", "food"...
        denied: Codes that the text denies: "not for military use".
        silent: Whether there was no text at all.
    """

    said: frozenset[str]
    denied: frozenset[str]
    silent: bool = False

    def says(self, code: str) -> bool | None:
        """True when stated, False when denied, None when the text is silent about it."""
        return True if code in self.said else False if code in self.denied else None


_NEGATION = re.compile(r"\b(?:not|no|non|never|without|neither|nor|excluding|other than)\b[\s-]*(?:\w+[\s,-]+){0,3}$", re.IGNORECASE)


@cache
def _cues() -> Mapping[str, re.Pattern[str]]:
    """Code to pattern, from words.yaml."""
    nodes = read_yaml(Path(str(resources.files("licet.law"))) / "words.yaml")
    return {code: re.compile(r"\b(?:" + "|".join(cues["cues"]) + r")\b", re.IGNORECASE) for code, cues in nodes.items()}


@lru_cache(maxsize=65536)
def read_words(*texts: str | None) -> Words:
    """The codes of several texts together; a cue behind a negation denies its code.

    >>> sorted(read_words("engines for a ballistic missile").said)
    ['missile']
    >>> sorted(read_words("not for military use").denied)
    ['military']
    """
    said: set[str] = set()
    denied: set[str] = set()
    told = [text for text in texts if text]
    for text in told:
        for code, pattern in _cues().items():
            for found in pattern.finditer(text):
                (denied if _NEGATION.search(text, 0, found.start()) else said).add(code)
    return Words(frozenset(said), frozenset(denied - said), not told)
