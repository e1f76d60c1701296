"""Sets of items as rules name them: ECCN patterns with exceptions.

A pattern is an ECCN or a paragraph ("3B001.f.1"), its heading written with wildcards when the rule names many entries:
"??6??" is the 600 series, "9?515" the spacecraft entries, "[3-9][DE]???" software and technology of categories 3 to 9,
"*" any item, EAR99 included. A leading "!" takes away; "~" takes away only what is surely there, for small exclusions that
whoever relies on them must show. Whoever names only a heading has not said which paragraph it is, so a set that depends on
the paragraph answers None.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import lru_cache

from licet.errors import BadValue
from licet.law.us.ear.part774_ccl.paragraphs import Eccn, under


def covered(eccn: str | None, patterns: Iterable[str]) -> bool | None:
    """Whether the item is in the set: yes, no, or unknown when its ECCN or its paragraph was not told.

    >>> covered("3B001.c.1", ["3B001.c"]), covered("3B001", ["3B001.c"]), covered("3B001.g", ["3B001", "!3B001.g"])
    (True, None, False)
    >>> covered("9A610.x", ["??6??"]), covered("EAR99", ["?????"]), covered("EAR99", ["*"]), covered(None, ["3B001"])
    (True, False, True, None)
    >>> covered("3B991", ["3B991", "~3B991.b.2.a"]), covered("3B991.b.2.a", ["3B991", "~3B991.b.2.a"])
    (True, False)
    """
    return _covered(eccn, tuple(patterns))


def takes_in(patterns: Iterable[str] | None, eccn: str | None) -> bool | None:
    """The same as a question to a dated set (`Law.test`); no set takes in nothing."""
    return False if patterns is None else covered(eccn, patterns)


@lru_cache(maxsize=65536)
def _covered(eccn: str | None, patterns: tuple[str, ...]) -> bool | None:
    if "*" in patterns:
        return True
    if eccn is None:
        return None
    try:
        code = Eccn.read(eccn)
    except BadValue:
        return False
    if code.heading == "EAR99":
        return False
    inside, outside, shown = (_any(code, part) for part in _parts(patterns))
    if inside is False or outside is True or shown is True:
        return False
    return None if inside is None or outside is None else True


#: Patterns, each taken apart into its heading, as it is or with wildcards, and its path.
_Parts = tuple[tuple[str, bool, str], ...]


@lru_cache(maxsize=4096)
def _parts(patterns: tuple[str, ...]) -> tuple[_Parts, _Parts, _Parts]:
    """The patterns that take in, that take away, and that take away only what is surely there."""
    signs: dict[str, list[tuple[str, bool, str]]] = {"": [], "!": [], "~": []}
    for pattern in patterns:
        sign = pattern[0] if pattern[0] in "!~" else ""
        heading, _, path = pattern[len(sign) :].partition(".")
        signs[sign].append((heading, any(wild in heading for wild in "*?["), path))
    return tuple(signs[""]), tuple(signs["!"]), tuple(signs["~"])


def _any(code: Eccn, patterns: _Parts) -> bool | None:
    found = []
    for heading, wild, path in patterns:
        if fnmatchcase(code.heading, heading) if wild else code.heading == heading:
            found.append(under(code.path, path) if path else True)
    return True if True in found else None if None in found else False


def is_listed(eccn: str | None) -> bool | None:
    """Whether the code is an entry of the Commerce Control List; None when it was not told.

    >>> is_listed("5A991"), is_listed("EAR99"), is_listed("ML-foreign"), is_listed(None)
    (True, False, False, None)
    """
    return covered(eccn, ("?[A-E]???",))


def product_group(eccn: str | None) -> str:
    """A to E for an entry of the list; empty for EAR99, for placeholders and when it was not told.

    >>> product_group("5E002"), product_group("EAR99")
    ('E', '')
    """
    return str(eccn)[1] if is_listed(eccn) else ""
