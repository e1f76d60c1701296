"""Whom "46 affiliates of C" or "seven firms" means where no names are given: the firm the affiliates belong to, and nobody in particular."""

from __future__ import annotations

import re

#: `units of`, up to whose they are.
UNITS_OF = re.compile(
    r"(?<![a-z])(?:(?:units|affiliates|subsidiaries|arms|branches|divisions) of|(?:units|affiliates|subsidiaries|entities|companies|firms|businesses) (?:owned by|controlled by|belonging to)) (?:the |its )?"
)
THE_FIRM = re.compile(r"(?<![a-z])(?:company|firm|group|bank|maker|giant|airline|conglomerate|carrier|it|its)(?![a-z])")
_COUNT = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|forty|fifty|\d[\d,]*"
)
_INDEFINITE = re.compile(
    rf"(?:^|[ ,\"(])(?:{_COUNT}|several|some|many|more|dozens(?: of)?|scores of|hundreds of|a number of|an?|another|other|additional|new|certain)(?: (?!(?:the|these|those|and|of|on|against|for|with|to|from|in|by|at|which|that|who|is|are|was|were) )[a-zDN'-]+){{0,4}} ?$"
)
_BARE = re.compile(r"(?:^|[\"(])(?:D+ )?(?:[a-z-]+ )?$")
_PLURAL = re.compile(r"[a-z]+s(?![a-z])|people|persons|men|women")
_NUMBER = re.compile(rf"(?<![a-z0-9])(?P<n>{_COUNT}|dozens|scores|hundreds)(?![a-z0-9])")
_TAKES_UP = re.compile(r"\b(?:the|these|those|both|its|their|his|this|that|all) (?:[a-zDN0-9'-]+ ){0,4}$")
_SAYS_WHICH = re.compile(r"(?:the|these|those|both|its|their|his|this|that|all|it|them|they)(?![a-z])")
_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
FEW = 7  # fewer are named elsewhere
MANY = 24  # what "dozens" are at least


def nobody_named(lead: str, noun: str) -> bool:
    """Whether a noun for firms takes up nobody: it is counted, or a plural that opens its clause, without "the" or "these".

    >>> nobody_named("seven DDDDDDD supercomputing ", "firms"), nobody_named("the seven DDDDDDD ", "firms"), nobody_named("", "firms")
    (True, False, True)
    """
    if _TAKES_UP.search(lead) or _SAYS_WHICH.match(noun):
        return False
    return _INDEFINITE.search(lead) is not None or (_PLURAL.fullmatch(noun) is not None and _BARE.search(lead) is not None)


def how_many(words: str) -> int | None:
    """How many a phrase counts, None when it does not say.

    >>> how_many("46 affiliates of"), how_many("six firms"), how_many("dozens of firms"), how_many("several firms")
    (46, 6, 24, None)
    """
    found = _NUMBER.search(words)
    if found is None:
        return None
    word = found["n"].replace(",", "")
    return int(word) if word.isdigit() else _WORDS.get(word, MANY)
