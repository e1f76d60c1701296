"""Words: what a description or an end use says in plain words, as coded facts.

People write "back-end assembly and test only" or "ballistic missile". A table of cues (words.yaml) reads such words into
codes the rules know. Reading is one-sided: a cue can raise a fact ("military"), and a plain statement can deny one
("civil"); silence says nothing. Rules that clear never rest on the absence of a cue alone. The cues are the
terms of 15 CFR parts 740, 744 and 746 and of 772.1, and how traders write them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from licet.kept import keep_text
from licet.yaml_text import read_yaml


class Words(NamedTuple):
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


class _Cue(NamedTuple):
    """A code's cues. Of their expressions only those are compiled that may occur in a text, for compiling is what costs.

    Attributes:
        code: What they state.
        expressions: Regular expressions, as text, in the order of the table.
        stems: For each expression runs of letters of which every match holds one; empty when it has none.
    """

    code: str
    expressions: tuple[str, ...]
    stems: tuple[tuple[str, ...], ...]


@cache
def _cues() -> tuple[_Cue, ...]:
    """The table of words.yaml, with stems."""
    kept = json.loads(keep_text("law-words-stems", lambda: json.dumps(_read_cues())))
    return tuple(_Cue(code, tuple(expressions), tuple(map(tuple, stems))) for code, expressions, stems in kept)


def _read_cues() -> list[tuple[str, list[str], list[tuple[str, ...]]]]:
    nodes = read_yaml(Path(__file__).parent / "words.yaml")
    return [(code, node["cues"], list(map(_stems, node["cues"]))) for code, node in nodes.items()]


#: A piece of an expression: an escape, a class, the head of a group, a bar, a closing bracket, a quantifier, any other character.
_PIECE = re.compile(r"\\.|\[\^?\]?[^\]]*\]|\((?:\?(?::|<?[=!]))?|\||\)|(?:[?*+]|\{\d*(?:,\d*)?\})\??|.", re.DOTALL)


def _stems(expression: str) -> tuple[str, ...]:
    r"""Runs of letters, lower case, of which every match of an expression holds one; none when it could match without any.

    Of the runs that a match must hold the longest is taken; of alternatives, one of each.

    >>> _stems(r"reprocess\w+ of (?:irradiated|spent)")
    ('reprocess',)
    >>> _stems("(?:fighter|bomber) (?:jets?|planes?)")
    ('fighter', 'bomber')
    """
    return _needed(iter(_PIECE.findall(expression)))


def _needed(pieces: Iterator[str]) -> tuple[str, ...]:
    """The stems of what stands up to the end of the group, or of the expression."""
    alternatives: list[tuple[str, ...]] = []
    held: list[tuple[str, ...]] = []
    run = ""
    last: tuple[str, ...] | None = None  # a group just ended, before its quantifier is known
    for piece in pieces:
        if piece[0] in "?*+{":
            at_least_once = piece[0] == "+" or piece.startswith("{1")
            held += [(run if at_least_once else run[:-1],), (last or ()) if at_least_once else ()]
            run, last = "", None
            continue
        if last:
            held.append(last)
        last = None
        if piece.isalnum() or piece in " -":
            run += piece.lower()
            continue
        held.append((run,))
        run = ""
        if piece[0] == "(":
            inside = _needed(pieces)
            last = inside if piece in ("(", "(?:") else None
        elif piece == "|":
            alternatives.append(_best(held))
            held = []
        elif piece == ")":
            break
    alternatives.append(_best([*held, (run,), last or ()]))
    return tuple(dict.fromkeys(stem for each in alternatives for stem in each)) if all(alternatives) else ()


def _best(held: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Of sets of which a match must hold one run each, the set whose shortest run is longest; () when none has two letters."""
    best = max(held, key=lambda stems: min(map(len, stems), default=0), default=())
    return best if min(map(len, best), default=0) >= 2 else ()


#: An expression of the table: the number of its cue, and its own within the cue.
_Place = tuple[int, int]


def _raised(low: str) -> dict[int, set[int]]:
    """The cues with the expressions that may occur in a text of small letters: a stem of theirs does, or they have none."""
    always, starts = _starts()
    found: dict[int, set[int]] = {}
    for cue, number in always:
        found.setdefault(cue, set()).add(number)
    for place in range(len(low) - 1):
        for stem, places in (*starts.get(low[place : place + 3], ()), *starts.get(low[place : place + 2], ())):
            if low.startswith(stem, place):
                for cue, number in places:
                    found.setdefault(cue, set()).add(number)
    return found


@cache
def _starts() -> tuple[tuple[_Place, ...], dict[str, tuple[tuple[str, tuple[_Place, ...]], ...]]]:
    """Expressions without stems; and the stems, each with its expressions, by their first letters: three, or two of a short one."""
    of_stem: dict[str, list[_Place]] = {}
    always: list[_Place] = []
    for cue, each in enumerate(_cues()):
        for number, stems in enumerate(each.stems):
            for stem in dict.fromkeys(stems):
                of_stem.setdefault(stem, []).append((cue, number))
            if not stems:
                always.append((cue, number))
    starts: dict[str, list[tuple[str, tuple[_Place, ...]]]] = {}
    for stem, places in of_stem.items():
        starts.setdefault(stem[:3], []).append((stem, tuple(places)))
    return tuple(always), {start: tuple(stems) for start, stems in starts.items()}


#: Patterns of a part of a cue's expressions that are compiled before the whole cue is.
_PARTS = 16
_part_patterns: dict[int, dict[frozenset[int], re.Pattern[str]]] = {}


def _pattern_of_part(cue: int, numbers: set[int]) -> re.Pattern[str]:
    """The expressions of a cue that may occur, as one pattern in their order; what is left out can match nothing in the text."""
    made = _part_patterns.setdefault(cue, {})
    part = frozenset(numbers)
    found = made.get(part)
    if found is None:
        if len(made) >= _PARTS:
            return _whole(cue)
        expressions = _cues()[cue].expressions
        found = made[part] = _compiled([expressions[number] for number in sorted(part)])
    return found


@cache
def _whole(cue: int) -> re.Pattern[str]:
    return _compiled(_cues()[cue].expressions)


def _compiled(expressions: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(expressions) + r")\b", re.IGNORECASE)


@cache
def pattern_of(code: str) -> re.Pattern[str] | None:
    """The cues of a code as one pattern; None when the table has no such code."""
    return next((_whole(number) for number, cue in enumerate(_cues()) if cue.code == code), None)


@lru_cache(maxsize=65536)
def read_words(*texts: str | None) -> Words:
    """The codes of several texts together; a cue behind a negation denies its code.

    >>> read_words("engines for a ballistic missile").says("missile")
    True
    >>> sorted(read_words("not for military use").denied)
    ['military']
    """
    said: set[str] = set()
    denied: set[str] = set()
    told = [text for text in texts if text]
    for text in told:
        for cue, numbers in _raised(text.lower()).items():
            for found in _pattern_of_part(cue, numbers).finditer(text):
                (denied if _NEGATION.search(text, 0, found.start()) else said).add(_cues()[cue].code)
    return Words(frozenset(said), frozenset(denied - said), not told)
