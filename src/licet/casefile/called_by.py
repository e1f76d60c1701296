"""Parties by the names that documents give them: looked up for every question a case is asked."""

from __future__ import annotations

from collections.abc import Mapping

_LONGEST = 400  # characters of a name by which its bearer is asked for


class CalledBy:
    """Case-wide keys by name.

    >>> names = CalledBy({"acme aviation": "company:Acme Aviation", "roe, jane": "person:Jane Roe"})
    >>> names.begins_with("Acme"), names.begins_with("Aviation"), sorted(names.named_in("is roe or acme listed?"))
    ('company:Acme Aviation', None, ['person:Jane Roe'])
    >>> CalledBy({"reza elyas": "person:Reza Elyas"}).begins_with("Elyas")
    'person:Reza Elyas'
    """

    def __init__(self, keys: Mapping[str, str]) -> None:
        self._begun: dict[str, str] = dict(keys)  # a whole name before the beginnings of longer ones
        for name, key in keys.items():
            at = name.find(" ")
            while 0 <= at < _LONGEST:
                self._begun.setdefault(name[:at], key)
                at = name.find(" ", at + 1)
        families: dict[str, set[str]] = {}
        for name, key in keys.items():
            if key.startswith("person:") and " " in name:
                families.setdefault(name.rsplit(" ", 1)[1], set()).add(key)
        for family, bearers in families.items():
            if len(bearers) == 1:  # two of one family are told apart by their given names
                self._begun.setdefault(family, next(iter(bearers)))
        self._said = [(name.split(",")[0], key) for name, key in keys.items() if key.startswith(("company:", "person:"))]

    def begins_with(self, words: str) -> str | None:
        """The first party whose name is, or begins with, some words; a person by the family name alone."""
        return self._begun.get(words.lower())

    def named_in(self, low: str) -> set[str]:
        """The firms and persons whose name, up to its first comma, stands in words in small letters."""
        return {key for name, key in self._said if name in low and _stands(name, low)}


def _stands(name: str, low: str) -> bool:
    """Whether a name stands between words."""
    at = low.find(name) if name else -1
    while at >= 0:
        end = at + len(name)
        if not (at and _in_word(low[at - 1])) and not (end < len(low) and _in_word(low[end])):
            return True
        at = low.find(name, at + 1)
    return False


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
