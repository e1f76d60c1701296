"""Addresses: whether two texts mean one place, well enough to be evidence.

Numbers (house, street, unit) must not contradict; words count by how much of the shorter address the longer one has, with
the usual abbreviations and spellings folded. This is evidence beside a name, not geocoding.
"""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

from licet.screening.spelling import fold

_WORD = re.compile(r"[a-z]+|\d+")
_ABBREVIATIONS = {
    "st": "street", "str": "street", "strasse": "street", "ul": "street", "ulitsa": "street", "calle": "street", "rue": "street",
    "rd": "road", "ave": "avenue", "av": "avenue", "blvd": "boulevard", "bld": "building", "bldg": "building", "fl": "floor",
    "rm": "room", "apt": "room", "flat": "room", "ste": "suite", "no": "", "number": "", "dist": "district", "prov": "province",
    "cad": "street", "cd": "street", "sk": "street", "sok": "street", "mah": "district", "km": "",
}  # fmt: skip
_COMMON = {
    "street", "road", "avenue", "boulevard", "building", "floor", "room", "suite", "district", "province", "city", "tower",
    "china", "hong", "kong", "hk", "prc", "russia", "russian", "federation", "united", "arab", "emirates", "uae", "iran", "turkey",
    "turkiye", "usa", "republic", "islamic", "st", "nd", "rd", "th", "f", "g", "box", "po", "p", "o", "and", "of", "the",
    "de", "la", "el", "al", "unit", "block", "area", "zone", "industrial", "center",
}  # fmt: skip
LEAST_SHARED = 0.7
_MOST_NUMBERS, _MOST_WORDS = 4, 4
_HASH = blake2b(digest_size=7)


def same_address(one: str, other: str) -> bool:
    """Whether two addresses may mean one place.

    Two distinctive words or one and a number must be shared; a country and a city alone are no address.

    >>> same_address("12 Rosental Str., Riga", "Rosental Street 12, LV-1010 Riga, Latvia")
    True
    >>> same_address("12 Rosental Str., Riga", "Rosental Street 14, Riga")
    False
    """
    first, second = _parts(one), _parts(other)
    numbers, other_numbers = ({part for part in parts if part.isdigit()} for parts in (first, second))
    words, other_words = ({part for part in parts if not part.isdigit()} - _COMMON for parts in (first, second))
    if not words or not other_words:
        return False
    shorter = min(len(words), len(other_words))
    shared = len(words & other_words)
    if numbers and other_numbers:
        return shared >= 1 and shared / shorter >= LEAST_SHARED and bool(numbers & other_numbers)
    return shared >= 3 and shared / shorter >= LEAST_SHARED


def precise(one: str, other: str) -> bool:
    """Whether two addresses that mean one place agree on more than a house: two numbers, such as a street's and a room's.

    >>> precise("Unit 1607, 83 Hoi Yuen Road, Kwun Tong", "83 Hoi Yuen Rd., Unit 1607, Kwun Tong, Kowloon")
    True
    """
    return len({part for part in _parts(one) & _parts(other) if part.isdigit()}) > 1


@lru_cache(maxsize=10_000)
def address_numbers(text: str) -> tuple[int, ...]:
    """Numbers under which an address is found: each of its first numbers with each of its longest words.

    An address without a number or without a word of its own has none: a city alone is no address.
    """
    parts = _parts(text)
    numbers = sorted((part for part in parts if part.isdigit()), key=lambda part: (-len(part), part))[:_MOST_NUMBERS]
    words = sorted((part for part in parts - _COMMON if not part.isdigit()), key=lambda part: (-len(part), part))[:_MOST_WORDS]
    return tuple(sorted({_number(f"{number} {word}") for number in numbers for word in words if len(word) > 2}))


def _number(text: str) -> int:
    digest = _HASH.copy()
    digest.update(text.encode())
    return int.from_bytes(digest.digest(), "little")


def _parts(text: str) -> set[str]:
    words = (_ABBREVIATIONS.get(word, word) for word in _WORD.findall(_latin(text[:500]).lower()))
    return {word.lstrip("0") if word.isdigit() else word if word in _COMMON else fold(word) for word in words if word}


def _latin(text: str) -> str:
    if text.isascii():
        return text
    from anyascii import anyascii

    return anyascii(unicodedata.normalize("NFKC", text))
