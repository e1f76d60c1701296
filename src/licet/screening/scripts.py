"""Names in other scripts, in Latin letters.

`romanize` answers with the script and a Latin spelling. Most scripts go letter by letter through anyascii (ISC license);
Arabic, Hebrew, Hangul and Han have modules of their own.
"""

import re
import unicodedata
from functools import lru_cache

_RANGES = (
    ("latin", 0x0000, 0x024F),
    ("latin", 0x1E00, 0x1EFF),
    ("greek", 0x0370, 0x03FF),
    ("cyrillic", 0x0400, 0x052F),
    ("armenian", 0x0530, 0x058F),
    ("hebrew", 0x0590, 0x05FF),
    ("arabic", 0x0600, 0x06FF),
    ("arabic", 0x0750, 0x077F),
    ("arabic", 0xFB50, 0xFDFF),
    ("arabic", 0xFE70, 0xFEFF),
    ("devanagari", 0x0900, 0x097F),
    ("bengali", 0x0980, 0x09FF),
    ("thai", 0x0E00, 0x0E7F),
    ("georgian", 0x10A0, 0x10FF),
    ("khmer", 0x1780, 0x17FF),
    ("kana", 0x3040, 0x30FF),
    ("hangul", 0xAC00, 0xD7AF),
    ("han", 0x3400, 0x9FFF),
    ("han", 0xF900, 0xFAFF),
    ("han", 0x20000, 0x2FA1F),
)
# Greek letters that are said together; those of the first line only begin a word so.
_GREEK = tuple(
    (re.compile(letters), latin)
    for letters, latin in (
        (r"\bμπ", "b"), (r"\bντ", "d"), (r"\bγκ", "g"), ("γγ", "ng"), ("γκ", "ng"), ("γχ", "nch"), ("ου", "ou"), ("αυ", "av"),
        ("ευ", "ev"), ("ηυ", "iv"),
    )
)  # fmt: skip
_CAPITALS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=10_000)
def _script(character: str) -> str:
    point = ord(character)
    return next((name for name, low, high in _RANGES if low <= point <= high), "other")


def script_of(text: str) -> str:
    """The script most letters of a text are written in; `other` when none is known, `latin` for a tie or no letter."""
    counts: dict[str, int] = {}
    for character in text:
        if not character.isalpha():
            continue
        script = _script(character)
        counts[script] = counts.get(script, 0) + 1
    if not counts:
        return "latin"
    return max(counts, key=lambda script: (counts[script], script == "latin"))


def romanize(text: str, *, person: bool) -> tuple[str, str]:
    """The script of a text and its spelling in ASCII letters.

    Args:
        text: In normal form NFKC.
        person: True when it is a person's name: Han and Hangul surnames have readings of their own.
    """
    if text.isascii():
        return "latin", text
    from anyascii import anyascii

    from licet.screening.arabic import latin_arabic
    from licet.screening.han import has_han, latin_han, latin_hangul
    from licet.screening.hebrew import latin_hebrew

    script = script_of(text)
    if script in ("han", "kana") or has_han(text):
        text = latin_han(text, person=person)
    if script == "hangul":
        text = latin_hangul(text, person=person)
    if script == "arabic":
        text = latin_arabic(text)
    if script == "greek":
        text = _greek(text)
    if script == "hebrew":
        text = latin_hebrew(text)
    latin = anyascii(text)
    return script, _CAPITALS.sub(" ", latin) if script == "kana" else latin


def _greek(text: str) -> str:
    """Greek in lower case without accents, with letters that are said together in Latin letters.

    >>> _greek("Μπουρνιάς")
    'bouρνιας'
    """
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(letter))
    for letters, latin in _GREEK:
        bare = letters.sub(latin, bare)
    return bare
