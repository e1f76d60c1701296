"""Finding short names made of letters: `KOEC` for Korea Oil Exploration Corporation, and the other way round.

A listed name is known under each of its short forms (`short_forms.py`). Letters prove little: how much depends on how many
there are, on how usual the way is that leads from the name to them, and on how many listed parties would fit. It is always
said that a person must look, and nothing found so is certain.
"""

import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from licet.screening.names import Name, Reading, Word, WordClass
from licet.screening.short_forms import LEAST, MOST, PLAIN, short_forms

SAYS = "its letters are initials of the listed name: a person must look"
SAYS_WHOLE = "the listed name is made of its initials: a person must look"
# Probability by the number of letters (at least) and of listed parties that fit (at most); nothing below.
_WORTH = {
    "word asked": ((5, 5, 0.80), (5, 30, 0.705), (4, 1, 0.80), (4, 20, 0.705), (3, 1, 0.72), (3, 12, 0.705), (3, 400, 0.30)),
    "name asked": ((6, 1, 0.80), (5, 2, 0.72), (4, 1, 0.50), (3, 1, 0.20)),
}
# By rare ways, or written like a word (`Aena`), letters say less.
_RARE_WAY = ((6, 3, 0.705), (5, 3, 0.60), (4, 4, 0.50), (3, 400, 0.20))
# Usual ways are looked up first; once so many parties fit, rarer ways are left out. The last tier holds the rare ways.
_TIERS = (0.8, 0.55, PLAIN, 0.0)
_ENOUGH, _MOST_PARTIES, _MOST_ROWS = 8, 12, 60
_STEP = 0.002
_LONG = 7
_SIGNS = str.maketrans("–—‑“”„«»’‘´`", '---"""""\'\'\'\'')
_BESIDE = frozenset(
    {"russian", "academy", "sciences", "chinese", "democratic", "peoples", "republic", "korea", "siberian", "branch"}
)


def initials(text: str) -> tuple[str, ...]:
    """The usual short names that the initials of a name may make, in lower case; empty when it has too few words.

    >>> initials("Korea Oil Exploration Corporation")
    ('koe', 'koec', 'koeco', 'oec', 'oeco')
    """
    return tuple(sorted(letters for letters, weight in short_forms(text).items() if weight >= PLAIN))


def short_word(name: Name) -> str:
    """The one word of a short name such as `KOEC` or `KOEC Ltd`, also beside an academy or a country; else an empty text."""
    if name.reading is Reading.PERSON:
        return ""
    solid = [word for word in name.words if word.word_class is not WordClass.LEGAL]
    if len(solid) > 1:
        solid = _without_tail(solid)
    if len(solid) != 1 or solid[0].word_class is not WordClass.BODY:
        return ""
    text = solid[0].text
    return text if text.isalpha() and LEAST <= len(text) <= MOST else ""


def _without_tail(solid: list[Word]) -> list[Word]:
    """`ICS RAS` without the academy, `DPRK MSS` without the country."""
    kept = [word for word in solid if word.text not in _BESIDE]
    short = [word for word in kept if word.text not in ("sb", "feb", "of", "the")]
    return short if len(solid) - len(kept) >= 2 else solid


_BEGUN = {
    tier: blake2b(b"word/" if tier is None else f"initials {tier}/".encode(), digest_size=7) for tier in (None, *range(len(_TIERS)))
}


def number_of(letters: str, *, tier: int | None) -> int:
    """A number for letters: of a name's short forms in a tier, or of a short name itself."""
    begun = _BEGUN[tier].copy()
    begun.update(letters.encode())
    return int.from_bytes(begun.digest(), "little")


def numbers_listed(name: Name) -> list[int]:
    """The numbers under which a listed name is found."""
    if name.reading is Reading.PERSON:
        return []
    short = short_word(name)
    if short:
        return [number_of(short, tier=None)]
    text = _plain(name.text)
    return [number_of(letters, tier=_tier(weight)) for letters, weight in short_forms(text).items()] if text else []


def _plain(text: str) -> str:
    """A name in Latin letters without accents and with plain dashes; empty for other scripts."""
    if text.isascii():
        return text
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.translate(_SIGNS)) if not unicodedata.combining(sign))
    return bare if bare.isascii() else ""


def _tier(weight: float) -> int:
    place = 0
    while weight < _TIERS[place]:
        place += 1
    return place


class Letters(NamedTuple):
    """A listed name found by letters alone.

    Attributes:
        row: The name.
        odds: The log-odds that this is worth.
        way: Which side is the short one.
    """

    row: int
    odds: float
    way: str


def by_letters(name: Name, rows_of: Callable[[int], Sequence[int]], text: Callable[[int], str]) -> Iterator[Letters]:
    """The listed names that letters alone lead to, those that fit best.

    Args:
        name: The name asked for.
        rows_of: Gives the rows under a number.
        text: Gives the text of a row.
    """
    if name.reading is Reading.PERSON:
        return
    short = short_word(name)
    if short:
        yield from _of_word(name, short, rows_of, text)
    else:
        for letters in initials(_plain(name.text)):
            rows = rows_of(number_of(letters, tier=None))[:_MOST_ROWS]
            chance = _chance(_WORTH["name asked"], len(letters), len({_same_party(text(row)) for row in rows}))
            if len(rows) and chance > 0.0:
                yield from (Letters(row, math.log(chance / (1.0 - chance)), "name asked") for row in rows)


def _of_word(name: Name, short: str, rows_of: Callable[[int], Sequence[int]], text: Callable[[int], str]) -> Iterator[Letters]:
    found: list[tuple[int, int, str]] = []
    parties: list[str] = []
    for tier in range(len(_TIERS)):
        for row in rows_of(number_of(short, tier=tier))[:_MOST_ROWS]:
            found.append((row, tier, _same_party(text(row))))
        parties = list(dict.fromkeys(party for _, _, party in found))
        if len(parties) >= _ENOUGH:
            break
    rank = {party: place for place, party in enumerate(parties[:_MOST_PARTIES])}
    like_a_word = _like_a_word(name.text, short)
    for row, tier, party in found:
        rare = like_a_word or tier == len(_TIERS) - 1
        if like_a_word and tier == len(_TIERS) - 1 and len(short) < _LONG:
            continue
        chance = _chance(_RARE_WAY if rare else _WORTH["word asked"], len(short), len(parties))
        if party in rank and chance > 0.0:
            yield Letters(row, math.log(chance / (1.0 - chance)) - _STEP * rank[party], "word asked")


def _chance(table: Sequence[tuple[int, int, float]], letters: int, parties: int) -> float:
    return next((chance for least, most, chance in table if letters >= least and parties <= most), 0.0)


@lru_cache(maxsize=4_096)
def _same_party(text: str) -> str:
    """The name without its signs: the same party stands on several lists."""
    return "".join(letter for letter in text.lower().replace("limited", "ltd") if letter.isalnum())


def _like_a_word(text: str, letters: str) -> bool:
    """Whether the letters are written like a word, in a text whose capitals tell: `Aena`, not `ZTE`, `RosTec` or `zte`."""
    written = next((word for word in text.replace(".", "").split() if word.lower().strip(",;()") == letters), "")
    return written[:1].isupper() and written[1:].islower()
