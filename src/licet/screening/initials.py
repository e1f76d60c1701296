"""Short names made of initials: `KOEC` for Korea Oil Exploration Corporation.

Which words lend their letter is a habit, not a rule: small words and legal forms sometimes do. So a listed name is known
under each usual choice. Letters prove little: how much depends on how many there are and on how many listed parties would
fit, and it is always said that a person must look.
"""

import math
import re
from collections.abc import Sequence
from hashlib import blake2b

from licet.screening.names import Name, Reading, WordClass

SAYS = "its letters are initials of the listed name: a person must look"
SAYS_WHOLE = "the listed name is made of its initials: a person must look"
_SMALL_TEXT = (
    "of and for the de la del el los las y e i al et und der die das du des da do dos to in on at a an fi wa bil van von ve"
)
_LIMITED_TEXT = (
    "ltd limited llc inc incorporated gmbh sa sas spa ag plc jsc ojsc pjsc cjsc ooo oao zao ao pao bv nv srl sarl llp pte pty pvt "
    "private public joint stock ltda doo ood ab as oy kk bhd sdn"
)
_COMPANY_TEXT = "co company corp corporation cie compagnie compania"
_SMALL, _LIMITED, _COMPANY = (frozenset(text.split()) for text in (_SMALL_TEXT, _LIMITED_TEXT, _COMPANY_TEXT))
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_ASIDE = re.compile(r"\([^)]*\)")
_LEAST, _MOST = 3, 8
# Probability by the number of letters (at least) and of listed parties that fit (at most); nothing below.
_WORTH = {
    "word asked": ((5, 5, 0.80), (4, 1, 0.80), (4, 20, 0.705), (3, 1, 0.72), (3, 10, 0.705), (3, 30, 0.30)),
    "name asked": ((6, 1, 0.80), (5, 2, 0.72), (4, 1, 0.50), (3, 1, 0.20)),
}


def initials(text: str) -> tuple[str, ...]:
    """The short names that the initials of a name may make, in lower case; empty when it has too few words.

    >>> initials("Korea Oil Exploration Corporation")
    ('koe', 'koec')
    >>> initials("Ministry of Defense and Armed Forces Logistics")
    ('mdafl', 'modaafl')
    """
    words = _WORD.findall(_ASIDE.sub(" ", text.lower()))
    if not 2 < len(words) <= 12:
        return ()
    found: set[str] = set()
    trimmed = list(words)
    while len(trimmed) > 1 and trimmed[-1] in _LIMITED:
        trimmed.pop()
    bare = [word for word in trimmed if word not in _COMPANY]
    for chosen in (words, trimmed, bare):
        for kept in (chosen, [word for word in chosen if word not in _SMALL]):
            letters = "".join(word[0] for word in kept)
            if _LEAST <= len(letters) <= _MOST:
                found.add(letters)
    return tuple(sorted(found))


def short_word(name: Name) -> str:
    """The one word of a short name such as `KOEC` or `KOEC Ltd`, else an empty text."""
    if name.reading is Reading.PERSON:
        return ""
    solid = [word for word in name.words if word.word_class is not WordClass.LEGAL]
    if len(solid) != 1 or solid[0].word_class is not WordClass.BODY:
        return ""
    text = solid[0].text
    return text if text.isalpha() and _LEAST <= len(text) <= _MOST else ""


def number_of(letters: str, *, whole: bool) -> int:
    """A number for letters: of a name's initials (`whole`), or of a short name itself."""
    return int.from_bytes(blake2b(f"{'initials' if whole else 'word'}/{letters}".encode(), digest_size=7).digest(), "little")


def numbers_asked(name: Name) -> list[tuple[int, str, int]]:
    """What to look up for a name that is asked for: the number, which way round it is, and how many letters agree."""
    short = short_word(name)
    if short:
        return [(number_of(short, whole=True), "word asked", len(short))]
    if name.reading is Reading.PERSON or not name.text.isascii():
        return []
    return [(number_of(letters, whole=False), "name asked", len(letters)) for letters in initials(name.text)]


def numbers_listed(name: Name) -> list[int]:
    """The numbers under which a listed name is found."""
    short = short_word(name)
    if short:
        return [number_of(short, whole=False)]
    if name.reading is Reading.PERSON or not name.text.isascii():
        return []
    return [number_of(letters, whole=True) for letters in initials(name.text)]


def worth(way: str, letters: int, parties: int) -> float:
    """Log-odds that letters alone are worth when so many listed parties fit; minus infinity when nothing."""
    for least, most, chance in _WORTH[way]:
        if letters >= least and parties <= most:
            return math.log(chance / (1.0 - chance))
    return -math.inf


def distinct_parties(owners: Sequence[int]) -> int:
    """How many parties a number leads to."""
    return len(set(owners))
