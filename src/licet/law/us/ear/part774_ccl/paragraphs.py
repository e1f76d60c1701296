"""ECCNs and their paragraphs: the grammar, what lies under what, and what a list of paragraphs covers.

A paragraph is written "3A001.a.5.b"; its path within the entry is "a.5.b", and the bare heading has the path "". An entry
lists more than it prints apart: whoever names only a heading has not said which of its paragraphs is meant, so a list of
paragraphs neither covers nor misses a heading (None).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from licet.errors import BadValue

_ECCN = re.compile(r"^(?P<heading>[0-9][A-E][0-9]{3})(?:\.(?P<path>[a-z][0-9a-z]*(?:\.[0-9a-z]+)*))?$")

#: The categories of the list (15 CFR 738.2(a)), in few words.
CATEGORIES = {
    "0": "nuclear, firearms and miscellaneous",
    "1": "materials, chemicals, microorganisms and toxins",
    "2": "materials processing",
    "3": "electronics",
    "4": "computers",
    "5": "telecommunications and information security",
    "6": "sensors and lasers",
    "7": "navigation and avionics",
    "8": "marine",
    "9": "aerospace and propulsion",
}
#: The product groups (15 CFR 738.2(b)).
GROUPS = {
    "A": "systems, equipment and components",
    "B": "test, inspection and production equipment",
    "C": "materials",
    "D": "software",
    "E": "technology",
}


class Eccn(NamedTuple):
    """An Export Control Classification Number, in its parts.

    Attributes:
        heading: "3A001", or "EAR99".
        path: "a.5.b"; empty for a bare heading.
    """

    heading: str
    path: str = ""

    @staticmethod
    def read(text: str) -> Eccn:
        """The parts of an ECCN as people write it: case, spaces and a trailing dot do not matter.

        >>> Eccn.read("3a001.A.5.b"), str(Eccn.read(" 5A992.c "))
        (Eccn(heading='3A001', path='a.5.b'), '5A992.c')

        Raises:
            BadValue: It has not the form of an ECCN.
        """
        plain = "".join(text.split()).strip(".")
        if plain.upper() == "EAR99":
            return Eccn("EAR99")
        match = _ECCN.match(plain[:5].upper() + plain[5:].lower())
        if not match:
            raise BadValue(
                f'"{text}" is not an ECCN',
                why="an ECCN is a digit, a letter A to E, three digits, and a paragraph: 3A001.a.7, 5A992.c",
                remedy="write the ECCN with its paragraph, or EAR99 for what is on no list",
            )
        return Eccn(match["heading"], match["path"] or "")

    def __str__(self) -> str:
        return f"{self.heading}.{self.path}" if self.path else self.heading

    @property
    def category(self) -> str:
        """Its first digit."""
        return self.heading[0]

    @property
    def group(self) -> str:
        """Its product group, A to E; empty for EAR99."""
        return "" if self.heading == "EAR99" else self.heading[1]

    @property
    def is_600_series(self) -> bool:
        """Whether it is a 600 series item (15 CFR 772.1): xY6zz.

        >>> Eccn.read("9A610.x").is_600_series, Eccn.read("9A515.x").is_600_series
        (True, False)
        """
        return self.heading != "EAR99" and self.heading[2] == "6"

    @property
    def is_9x515(self) -> bool:
        """Whether it is a spacecraft item, 9A515 to 9E515."""
        return self.heading[0] == "9" and self.heading[2:] == "515"

    @property
    def is_0x5zz(self) -> bool:
        """Whether it is a firearm, ammunition or related item, 0A501 to 0E505."""
        return self.heading[0] == "0" and self.heading[2] == "5" and self.heading[2:] != "521"


def under(path: str, place: str) -> bool | None:
    """Whether a path is `place` or lies under it; None when it only contains it, as a heading contains all.

    >>> under("a.5.b", "a.5"), under("a.7", "a.5"), under("a", "a.5"), under("a.50", "a.5")
    (True, False, None, False)
    """
    if path == place or path.startswith(f"{place}."):
        return True
    return None if not path or place.startswith(f"{path}.") else False


def any_under(path: str, places: Iterable[str]) -> bool | None:
    """Whether a path lies under one of the places; None when it may.

    >>> any_under("b.2", ["b.2", "b.3"]), any_under("b", ["b.2", "b.3"]), any_under("a", ["b.2"]), any_under("a", [])
    (True, None, False, False)
    """
    found = [under(path, place) for place in places]
    return True if True in found else None if None in found else False
