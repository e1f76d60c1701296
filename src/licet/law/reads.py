"""The law that notes what is read of it: which dated values a decision asked for, so that a change of others cannot touch it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from licet.facts import AsOf
from licet.law.law import Law, Question, Value, law_as_of


class _Noted(dict[str, Any]):
    """An overlay that notes which of its paths were asked for."""

    __slots__ = ("asked",)

    def __init__(self, told: Mapping[str, Any], asked: set[str]) -> None:
        super().__init__(told)
        self.asked = asked

    def get(self, path: str, default: Any = None) -> Any:
        self.asked.add(path)
        return super().get(path, default)


class NotedLaw(Law):
    """The law as of `when`, without overlay, noting the paths asked for.

    Rules see a what-if in two ways only: they ask `get` (or `value`, `in_force`, which ask it) for a path, or the overlay itself
    for the marks of a destination. So a decision under which a path was not asked for is the same whatever a what-if
    makes of that path.

    Attributes:
        asked: Paths asked for so far.
    """

    __slots__ = ("asked",)

    def __init__(self, when: AsOf) -> None:
        super().__init__(when)
        self.asked: set[str] = set()
        self.overlay = _Noted({}, self.asked)
        self._seen = law_as_of(when)._seen

    def get(self, path: str) -> Value | None:
        """As `Law.get`; the path is noted."""
        self.asked.add(path)
        return super().get(path)

    def test(self, path: str, question: Question, about: Hashable) -> bool | None:
        """As `Law.test`; the path is noted."""
        self.asked.add(path)
        return super().test(path, question, about)
