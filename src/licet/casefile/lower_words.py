"""Words that a document writes in small letters: what also stands small is seldom a name."""

from __future__ import annotations

import re

_SMALL = re.compile(r"\b[a-z]{3,}\b")
_LONG = 30_000


class LowerWords:
    """Asked whether a word of three letters or more stands in small letters somewhere in a text.

    A short text is searched for each word asked for; of a long one all words are listed once.

    >>> words = LowerWords("The rule of the sea, said Marble.")
    >>> "rule" in words, "marble" in words, "arb" in words, "of" in words
    (True, False, False, False)
    """

    def __init__(self, flat: str) -> None:
        self._flat = flat
        self._all = (
            frozenset(_SMALL.findall(" ".join(word for word in set(flat.split()) if "@" not in word and "://" not in word)))
            if len(flat) > _LONG
            else None
        )
        self._known: dict[str, bool] = {}

    def __contains__(self, word: object) -> bool:
        if self._all is not None:
            return word in self._all
        known = self._known.get(word)  # type: ignore[call-overload]
        if known is None:
            known = self._known[str(word)] = self._stands(str(word))
        return bool(known)

    def _stands(self, word: str) -> bool:
        if not _SMALL.fullmatch(word):
            return False
        flat = self._flat
        at = flat.find(word)
        while at >= 0:
            end = at + len(word)
            if not (at and _in_word(flat[at - 1])) and not (end < len(flat) and _in_word(flat[end])) and not self._address(at, end):
                return True
            at = flat.find(word, end)
        return False

    def _address(self, at: int, end: int) -> bool:
        """Whether the word is part of an address of mail or the web."""
        flat = self._flat
        start = max(flat.rfind(" ", 0, at), flat.rfind("\n", 0, at)) + 1
        stop = min(p for p in (flat.find(" ", end), flat.find("\n", end), len(flat)) if p >= 0)
        return stop - start < 200 and ("@" in flat[start:stop] or "://" in flat[start:stop])


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
