"""Whether words end with one of many wordings, by look-up: what stands right before a name.

An expression that is searched for up to the end of a stretch is tried at each of its letters; one of finitely many wordings is written
out once, and the last words of a stretch are looked up among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from licet.casefile.literals import REPEATS, parse

_STARTS = re.compile(r"\b\w")
_Node = dict[str, "_Node"]


class Wordings:
    """Wordings, capitals not counting, that begin with a word and end with a space.

    >>> told = Wordings("(?:exports?|sales) (?:to|from) (?:the )?")
    >>> [told.end(before) for before in ("re-exports to ", "Sales from the ", "wholesales to ", "sales to", "exports ")]
    [True, True, False, False, False]
    """

    def __init__(self, words: str) -> None:
        """`words` is an expression of literals, alternatives, sets of letters and optional parts."""
        self._words = words

    @cached_property
    def _back(self) -> _Node:
        """The wordings word by word from their end; "" where one is complete."""
        root: _Node = {}
        for wording in _written_out(parse(self._words)):
            node = root
            for word in reversed(wording.lower().removesuffix(" ").split(" ")):
                node = node.setdefault(word, {})
            node[""] = {}
        return root

    def end(self, before: str) -> bool:
        """Whether a stretch ends with one of the wordings, which begins where a word does."""
        at = len(before) - 1
        if at < 0 or before[at] != " ":
            return False
        low, node = before.lower(), self._back
        if len(low) != len(before):
            at = len(low) - 1
        while at >= 0:
            space = low.rfind(" ", 0, at)
            word = low[space + 1 : at]
            following = node.get(word)
            if following is None:
                return not word.isalpha() and any("" in node.get(word[start.start() :], ()) for start in _STARTS.finditer(word))
            if "" in following:
                return True
            node, at = following, space
        return False


def _written_out(tree: Iterable[tuple[Any, Any]]) -> set[str]:
    """All texts that an expression without endless parts matches.

    Raises:
        ValueError: It has a part of another kind.
    """
    texts = {""}
    for operation, argument in tree:
        name = str(operation)
        if name == "LITERAL":
            parts = {chr(argument)}
        elif name == "BRANCH":
            parts = set().union(*(_written_out(branch) for branch in argument[1]))
        elif name == "SUBPATTERN":
            parts = _written_out(argument[3])
        elif name == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
            parts = {chr(letter) for _, letter in argument}
        elif name in REPEATS and int(argument[1]) == 1:
            parts = _written_out(argument[2]) | ({""} if argument[0] == 0 else set())
        else:
            raise ValueError(f"wordings cannot be written out: {name}")
        texts = {text + part for text in texts for part in parts}
    return texts
