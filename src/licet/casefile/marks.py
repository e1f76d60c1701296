"""Where the literals stand that the grammars cannot do without: one pass over a document for all of them.

The literals are data (`names/marks.yaml`), a list a grammar. An Aho-Corasick automaton finds them all at once, so that a
grammar looks only where one of its own stands, and not at all in a document without one.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from licet.casefile.known import TABLES
from licet.errors import MissingExtra, PackError
from licet.yaml_text import read_yaml

_Layer = tuple[int, bool, tuple[str, ...]]
_WRITTEN = ("as_is", "any")


@cache
def _index() -> tuple[Any, tuple[str, ...]]:
    """The automaton over lower-case literals, and the names of the lists.

    A literal's value is its length and the lists it belongs to: those where capitals do not count by number, and those
    where they do by number and spellings.

    Raises:
        MissingExtra: The extra `cases` is not installed.
        PackError: A list of `marks.yaml` lacks its source or is written in an unknown way.
    """
    try:
        import ahocorasick  # type: ignore[import-not-found]
    except ImportError as error:
        raise MissingExtra("reading documents", "cases") from error
    path = TABLES / "marks.yaml"
    table = read_yaml(path)
    anyhow: dict[str, list[int]] = {}
    as_is: dict[str, dict[int, list[str]]] = {}
    for number, (name, row) in enumerate(table.items()):
        if not row.get("follows") or row.get("written") not in _WRITTEN:
            raise PackError(f"the list {name} must say what it follows from and be written as_is or any", where=str(path))
        for mark in row["marks"]:
            low = mark.lower()
            if row["written"] == "any":
                anyhow.setdefault(low, []).append(number)
            else:
                as_is.setdefault(low, {}).setdefault(number, []).append(mark)
    automaton = ahocorasick.Automaton()
    for low in anyhow.keys() | as_is.keys():
        spelled = tuple((number, tuple(marks)) for number, marks in as_is.get(low, {}).items())
        automaton.add_word(low, (len(low) - 1, tuple(anyhow.get(low, ())), spelled))
    automaton.make_automaton()
    return automaton, tuple(table)


def find_marks(flat: str, low: str) -> dict[str, list[int]]:
    """Where the marks of each list begin, in order.

    >>> text = "On Monday it paid $5, in May."
    >>> found = find_marks(text, text.lower())
    >>> found["dates"], found["money_signs"], found["cfr"]
    ([6, 25], [18], [])
    """
    automaton, lists = _index()
    found: list[list[int]] = [[] for _ in lists]
    for end, (back, anyhow, spelled) in automaton.iter(low):
        start = end - back
        for number in anyhow:
            found[number].append(start)
        for number, marks in spelled:
            if flat.startswith(marks, start):
                found[number].append(start)
    for places in found:
        places.sort()
    return dict(zip(lists, found, strict=True))
