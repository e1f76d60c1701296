"""Finding short names made of letters: `KOEC` for Korea Oil Exploration Corporation, and the other way round.

A listed name is known under each of its short forms (`short_forms.py`). Letters prove little: how much depends on how many
there are, on how usual the way is that leads from the name to them, and on how many listed parties would fit. It is always
said that a person must look, and nothing found so is certain.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from typing import NamedTuple, Protocol

from licet.screening import lexicon
from licet.screening.names import Name, Reading, Word, WordClass
from licet.screening.short_forms import COMPANY, LEAST, LIMITED, MOST, PLAIN, plain_forms, short_forms, stated

SAYS = "its letters are initials of the listed name: a person must look"
SAYS_STATED = "the list gives these letters as the short name: a person must look"
SAYS_WHOLE = "the listed name is made of its initials: a person must look"
# Probability by the number of letters (at least) and of listed parties that fit (at most); nothing below.
_WORTH = {
    "word asked": ((5, 5, 0.80), (5, 30, 0.705), (4, 1, 0.80), (4, 20, 0.705), (3, 1, 0.72), (3, 400, 0.705)),
    "name asked": ((6, 1, 0.80), (5, 2, 0.72), (4, 1, 0.50), (3, 1, 0.20)),
}
# By rare ways, or written like a word (`Aena`), letters say less.
_LESS_USUAL = ((5, 5, 0.705), (4, 3, 0.705), (4, 12, 0.50), (3, 2, 0.50), (3, 400, 0.30))
_RARE_WAY = ((6, 3, 0.705), (5, 1, 0.705), (5, 3, 0.60), (4, 4, 0.50), (3, 400, 0.20))
# Of more parties than this only those that fit best are asked about; three letters beside a legal form that the listed name has not
# (`APA Corporation`) are a name of their own.
_ASKED_ABOUT, _BELOW, _SHORTEST = 5, 0.30, 3
_STATED = 0.85
_SELDOM = 0.2
# The ways by falling weight, each a tier of the index; once so many parties fit, rarer ways are left out.
_TIERS = (0.95, 0.8, 0.68, 0.55, 0.45, PLAIN, _SELDOM, 0.1, 0.0)
_ENOUGH, _MOST_PARTIES, _MOST_ROWS = 12, 20, 60
# Institutions are known by their letters more often than firms with a legal form.
_FORM = 0.1
_BESIDE_IT = 1.0
_STEP = 0.002
_LONG = 7
_SIGNS = str.maketrans("–—‑“”„«»’‘´`", '---"""""\'\'\'\'')
_BESIDE = frozenset(
    {"russian", "academy", "sciences", "chinese", "democratic", "peoples", "republic", "korea", "siberian", "branch"}
)
_ACADEMIES = frozenset({"cas", "ras", "ran", "academy", "sciences"})
_WORDS = re.compile(r"\w+")
_PIECES = re.compile(r"[A-Za-z]{1,6}(?:[-/][A-Za-z]{1,4}){1,2}")


def initials(text: str) -> tuple[str, ...]:
    """The usual short names that the initials of a name may make, in lower case; empty when it has too few words.

    >>> initials("Korea Oil Exploration Corporation")
    ('koe', 'koec', 'koeco', 'oec', 'oeco')
    """
    return plain_forms(text)


def short_word(name: Name) -> str:
    """The one word of a short name such as `KOEC` or `KOEC Ltd`, also beside an academy or a country; else an empty text."""
    if name.reading is Reading.PERSON:
        return ""
    if _PIECES.fullmatch(name.text) and len(name.text) <= MOST + 1:
        return re.sub("[^a-z]", "", name.text.lower())
    solid = [word for word in name.words if word.word_class is not WordClass.LEGAL]
    if len(solid) > 1:
        solid = _without_tail(solid)
    if len(solid) != 1 or solid[0].word_class is not WordClass.BODY:
        return ""
    text = solid[0].text
    return text if text.isalpha() and LEAST <= len(text) <= MOST else ""


def _without_tail(solid: list[Word]) -> list[Word]:
    """`ICS RAS` without the academy, `DPRK MSS` without the country."""
    if len(solid) == 2 and solid[-1].text in _ACADEMIES:
        return solid[:1]
    kept = [word for word in solid if word.text not in _BESIDE]
    short = [word for word in kept if word.text not in ("sb", "feb", "of", "the")]
    return short if len(solid) - len(kept) >= 2 else solid


_BY_LIST = len(_TIERS)
_BEGUN = {
    tier: blake2b(b"word/" if tier is None else f"initials {tier}/".encode(), digest_size=7)
    for tier in (None, *range(len(_TIERS)), _BY_LIST)
}


def number_of(letters: str, *, tier: int | None) -> int:
    """A number for letters: of a name's short forms in a tier, of those a list gives itself, or of a short name itself."""
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
    if not text:
        return []
    given = [number_of(letters, tier=_BY_LIST) for letters in stated(text)]
    return given + [number_of(letters, tier=_tier(weight)) for letters, weight in short_forms(text).items()]


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
        says: What to say of it.
    """

    row: int
    odds: float
    says: str


class Listed(Protocol):
    """What is asked of the listed names."""

    def rows_with_letters(self, number: int) -> Sequence[int]:
        """The rows under a number."""
        ...

    def listed_name(self, row: int) -> str:
        """The text of a row."""
        ...

    def owner_of(self, row: int) -> int:
        """The entry of a row."""
        ...

    def legal_groups(self, row: int) -> frozenset[int]:
        """The kinds of legal forms in a row."""
        ...


def by_letters(name: Name, listed: Listed, flagged: Callable[[Sequence[int]], Sequence[int]]) -> Iterator[Letters]:
    """The listed names that letters alone lead to, those that fit best.

    Args:
        name: The name asked for.
        listed: The listed names.
        flagged: Keeps of some rows those that take part in the search.
    """
    if name.reading is Reading.PERSON:
        return
    short = short_word(name)
    if short:
        yield from _of_word(name, short, listed, flagged)
    else:
        for letters in initials(_plain(name.text)):
            rows = flagged(listed.rows_with_letters(number_of(letters, tier=None)))[:_MOST_ROWS]
            if len(rows):
                chance = _chance(_WORTH["name asked"], len(letters), len({_same_party(listed.listed_name(row)) for row in rows}))
                if chance > 0.0:
                    yield from (Letters(row, math.log(chance / (1.0 - chance)), SAYS_WHOLE) for row in rows)


def _of_word(name: Name, short: str, listed: Listed, flagged: Callable[[Sequence[int]], Sequence[int]]) -> Iterator[Letters]:
    for row in flagged(listed.rows_with_letters(number_of(short, tier=_BY_LIST)))[:_MOST_ROWS]:
        yield Letters(row, math.log(_STATED / (1.0 - _STATED)), SAYS_STATED)
    aside = {word.text for word in name.words} & (_BESIDE | _ACADEMIES)
    found: list[tuple[int, int, str]] = []
    worth: dict[str, float] = {}
    parties: dict[int, str] = {}
    for tier, weight in enumerate(_TIERS):
        for row in flagged(listed.rows_with_letters(number_of(short, tier=tier)))[:_MOST_ROWS]:
            party = parties.setdefault(listed.owner_of(row), _same_party(listed.listed_name(row)))
            found.append((row, tier, party))
            fits = weight - _FORM * bool(listed.legal_groups(row)) + _BESIDE_IT * _holds(aside, listed.listed_name(row))
            worth[party] = max(worth.get(party, fits), fits)
        if len(worth) >= _ENOUGH and not aside:
            break
    rank = {party: place for place, party in enumerate(sorted(worth, key=lambda party: -worth[party])[:_MOST_PARTIES])}
    like_a_word = _like_a_word(name.text, short)
    own_form = {word.group for word in name.words if word.word_class is WordClass.LEGAL} - {_just_a_company()}
    usual = len({party for _, tier, party in found if _TIERS[tier] >= PLAIN})
    for row, tier, party in found:
        rare = like_a_word or _TIERS[tier] < PLAIN
        if party not in rank or (like_a_word and rare and _TIERS[tier] < PLAIN and len(short) < _LONG):
            continue
        if len(short) == _SHORTEST and own_form and own_form.isdisjoint(listed.legal_groups(row)):
            rare = True
        less = not like_a_word and _TIERS[tier] >= _SELDOM
        table = _WORTH["word asked"] if not rare else _LESS_USUAL if less else _RARE_WAY
        chance = _chance(table, len(short), len(worth) if rare else usual)
        if rank[party] >= _ASKED_ABOUT:
            chance = min(chance, _BELOW)
        if chance > 0.0:
            yield Letters(row, math.log(chance / (1.0 - chance)) - _STEP * rank[party], SAYS)


@cache
def _just_a_company() -> int:
    """The kind of the legal forms that say nothing but company."""
    return lexicon.legal_kinds().index("company") + 1


def _holds(aside: set[str], text: str) -> bool:
    """Whether a listed name holds what stands beside the letters: the academy of `ICS RAS`."""
    return bool(aside) and not aside.isdisjoint(text.lower().replace("academy", "ras cas ran academy").split())


def _chance(table: Sequence[tuple[int, int, float]], letters: int, parties: int) -> float:
    return next((chance for least, most, chance in table if letters >= least and parties <= most), 0.0)


@lru_cache(maxsize=4_096)
def _same_party(text: str) -> str:
    """The name without article, legal form and signs: the same party stands on several lists."""
    found = _WORDS.findall(text.lower())
    return "".join([word for word in found if word not in LIMITED and word not in COMPANY and word != "the"]) or text


def _like_a_word(text: str, letters: str) -> bool:
    """Whether the letters are written like a word, in a text whose capitals tell: `Aena`, not `ZTE`, `RosTec` or `zte`."""
    written = next((word for word in text.replace(".", "").split() if word.lower().strip(",;()") == letters), "")
    return written[:1].isupper() and written[1:].islower()
