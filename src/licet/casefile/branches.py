"""A long alternation, tried branch by branch: only those branches that can begin with the three characters at hand.

An expression of a dozen branches costs microseconds where it fails, which it mostly does; what its branches can begin with is
read from their parse trees (`licet.casefile.literals`), so that looking up three characters settles most places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from licet.casefile.literals import first_characters, parse

_KEPT = 20_000


class Branches:
    """Expressions tried in their order, as one alternation of them would be.

    >>> months = Branches([r"(?P<month>(?:May|June) \\d{4})", r"(?P<year>(?:19|20)\\d\\d)"])
    >>> [months.match(words, 0).lastgroup for words in ("May 2018", "2018")], months.match("In 2018", 0)
    (['month', 'year'], None)
    """

    def __init__(self, branches: Iterable[str]) -> None:
        self._branches = [(re.compile(words), first_characters(parse(words))) for words in branches]
        self._known: dict[str, tuple[re.Pattern[str], ...]] = {}

    def match(self, words: str, at: int, limit: int | None = None) -> re.Match[str] | None:
        """The first branch that matches at a place, as `re.Pattern.match`."""
        head = words[at : at + 3]
        possible = self._known.get(head)
        if possible is None:
            possible = self._possible(head)
        for pattern in possible:
            found = pattern.match(words, at) if limit is None else pattern.match(words, at, limit)
            if found is not None:
                return found
        return None

    def _possible(self, head: str) -> tuple[re.Pattern[str], ...]:
        if len(self._known) > _KEPT:
            self._known.clear()
        plain = "".join("0" if letter.isdigit() else letter for letter in head)
        beginnings = {plain[:length] for length in range(len(plain) + 1)}
        possible = tuple(pattern for pattern, begins in self._branches if not begins.isdisjoint(beginnings))
        self._known[head] = possible
        return possible
