"""Words: what a description or an end use says in plain words, as coded facts.

People write "back-end assembly and test only" or "ballistic missile". A table of cues (words.yaml) reads such words into
codes the rules know. Reading is one-sided: a cue can raise a fact ("military"), and a plain statement can deny one
("civil"); silence says nothing. Rules that clear never rest on the absence of a cue alone.
"""

from __future__ import annotations

import re
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


_NEGATION = re.compile(
    r"\b(?:not|no|non|never|without|neither|nor|excluding|other than)\b[\s-]*(?:\w+[\s,-]+){0,3}$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Cue:
    """A code's cues: its pattern is compiled only when one of its stems occurs, for compiling is what costs.

    Attributes:
        code: What it states.
        stems: A run of letters from each cue; empty when some cue has none.
        pattern: The regular expression, as text.
    """

    code: str
    stems: tuple[str, ...]
    pattern: str


@cache
def _cues() -> tuple[_Cue, ...]:
    """The table of words.yaml."""
    nodes = read_yaml(Path(str(resources.files("licet.law"))) / "words.yaml")
    found = []
    for code, node in nodes.items():
        stems = [_stems(cue) for cue in node["cues"]]
        every = tuple(dict.fromkeys(run for runs in stems for run in runs)) if all(stems) else ()
        found.append(_Cue(code, every, r"\b(?:" + "|".join(node["cues"]) + r")\b"))
    return tuple(found)


def _stems(cue: str) -> tuple[str, ...]:
    """Runs of letters, lower case, of which every match of a cue holds one; none when a cue could match without any.

    Optional letters, classes and escapes are taken out first: "phones?" gives "phone".
    """
    plain = re.sub(r"\\.|\[[^\]]*\]|\w[?*]", " ", cue)
    return tuple(run.lower() for run in re.findall(r"[A-Za-z]{2,}", plain))


def _raised(low: str) -> set[_Cue]:
    """The cues of which a stem occurs in a text of small letters, and those that have none."""
    always, starts = _starts()
    found = set(always)
    for place in range(len(low) - 1):
        for stem, cues in (*starts.get(low[place : place + 3], ()), *starts.get(low[place : place + 2], ())):
            if low.startswith(stem, place):
                found |= cues
    return found


@cache
def _starts() -> tuple[frozenset[_Cue], dict[str, tuple[tuple[str, frozenset[_Cue]], ...]]]:
    """Cues without stems; and the stems, each with its cues, by their first three letters, or two when they have no more."""
    of_stem: dict[str, set[_Cue]] = {}
    for cue in _cues():
        for stem in cue.stems:
            of_stem.setdefault(stem, set()).add(cue)
    starts: dict[str, list[tuple[str, frozenset[_Cue]]]] = {}
    for stem, cues in of_stem.items():
        starts.setdefault(stem[:3], []).append((stem, frozenset(cues)))
    return frozenset(cue for cue in _cues() if not cue.stems), {start: tuple(stems) for start, stems in starts.items()}


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


@cache
def pattern_of(code: str) -> re.Pattern[str] | None:
    """The cues of a code as one pattern; None when the table has no such code."""
    return next((_pattern(cue.pattern) for cue in _cues() if cue.code == code), None)


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
        for cue in _raised(text.lower()):
            for found in _pattern(cue.pattern).finditer(text):
                (denied if _NEGATION.search(text, 0, found.start()) else said).add(cue.code)
    return Words(frozenset(said), frozenset(denied - said), not told)
