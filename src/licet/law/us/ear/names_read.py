"""Names, as rules read them: the few words by which a party's name tells what it is ("Ministry", "Freight", "University").

A name in which no rule finds anything is only a name: another like it changes nothing. A test lists every rule that reads
names and finds no others.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from licet.law.us.ear.part744_us_persons_chips import GOVERNMENT, NATURAL
from licet.law.us.ear.red_flags import FORWARDER
from licet.law.words import read_words

#: Codes that rules ask of what is shipped and never of a name: "Corvo Sensors" is not made of sensors.
OF_GOODS_ALONE = frozenset({"iran_supplement_7"})


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Patterns that rules search names for."""
    from licet.law.us.ear.part740_exceptions.agencies import LOCAL, NATIONAL

    return LOCAL, NATIONAL, NATURAL, FORWARDER


@lru_cache(maxsize=65536)
def names_say_nothing(end_use: str | None, named: tuple[tuple[str, str | None], ...]) -> bool:
    """Whether no rule finds anything in the parties' names, each given with the party's kind.

    >>> names_say_nothing("civil", (("Casa Verde Eletronica", None),)), names_say_nothing("civil", (("Blue Freight Ltd", None),))
    (True, False)
    """
    if not all(_says_nothing(name, kind) for name, kind in named):
        return False
    together = " ".join([end_use or "", *(name for name, _ in named)])
    return (GOVERNMENT.search(together) is None) is (GOVERNMENT.search(end_use or "") is None)


@lru_cache(maxsize=65536)
def _says_nothing(name: str, kind: str | None) -> bool:
    """The same of one name."""
    if any(pattern.search(name) for pattern in _patterns()):
        return False
    return not any(_asked_of_names(name)) and _asked_of_names(name, kind) == _asked_of_names(kind)


def _asked_of_names(*texts: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """The codes that words of a name state and deny, but for those no rule asks of a name."""
    words = read_words(*texts)
    return words.said - OF_GOODS_ALONE, words.denied - OF_GOODS_ALONE
