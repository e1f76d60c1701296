"""Names in Hebrew letters in Latin letters.

The script leaves out most vowels. Known words get theirs from `hebrew_names.tsv`; other words keep their consonants, and the
letters that may be vowels are read as such between consonants.
"""

import re

from licet.screening import lexicon

_WORD = re.compile(r"[\u05d0-\u05ea\u0591-\u05c7'\"\u05f3\u05f4]+")
_SIGNS = re.compile(r"[\u0591-\u05c7'\"\u05f3\u05f4]")
_LETTERS = {
    ord(letter): latin
    for letter, latin in {
        "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "v", "ז": "z", "ח": "h", "ט": "t", "י": "y", "כ": "k", "ך": "k",
        "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "a", "פ": "p", "ף": "f", "צ": "tz", "ץ": "tz", "ק": "k",
        "ר": "r", "ש": "sh", "ת": "t",
    }.items()
}  # fmt: skip
_LONG_O = re.compile(r"(?<=[^aeiouy])v(?=[^aeiouyv]|$)")
_LONG_I = re.compile(r"(?<=[^aeiouy])y(?=[^aeiouy]|$)")


def latin_hebrew(text: str) -> str:
    """A text with its words in Hebrew letters in Latin letters.

    >>> latin_hebrew("יצחק רבין")
    'yitzhak rabin'
    """
    return _WORD.sub(lambda match: _word(match.group()), text)


def _word(word: str) -> str:
    bare = _SIGNS.sub("", word)
    known = lexicon.hebrew_words().get(bare)
    if known is not None:
        return known
    latin = _LONG_O.sub("o", _LONG_I.sub("i", bare.translate(_LETTERS)))
    return latin[:-1] + "a" if latin.endswith("h") and len(latin) > 3 else _vowels(latin)


def _vowels(latin: str) -> str:
    """An `a` behind a first consonant that stands before another: the commonest vowel of names."""
    return re.sub(r"^([bdgklmnprtz]|sh|tz)(?=[bdghklmnprstvz])", r"\1a", latin)
