"""Names in Arabic letters (Arabic, Persian, Urdu, Pashto, Kurdish) in Latin letters.

The script leaves out short vowels and writes one letter in several ways. Letters are brought to one form, articles and
conjunctions are parted from their words, known words get their vowels from `arabic_names.tsv`, and other words keep their
consonants and long vowels. What the vowels were is a guess, so a name found this way has lost something: the score counts it.
"""

import re
from functools import lru_cache

from licet.screening import lexicon

# One form for letters that are written in several ways; signs for vowels and the lengthening stroke go.
_ONE_FORM = {
    ord(letter): form
    for letters, form in (
        ("أإٱآ", "ا"), ("یىېۍے", "ي"), ("ک", "ك"), ("ھہۀە", "ه"), ("ۃ", "ة"), ("ؤ", "و"), ("ئ", "ي"), ("ټٹ", "ت"), ("ډڈ", "د"),
        ("ړڑ", "ر"), ("ڼں", "ن"), ("ڕ", "ر"), ("ڵ", "ل"), ("ۆ", "و"), ("ښ", "ش"), ("ږ", "ژ"), ("ځ", "ز"), ("څ", "س"), ("ګ", "گ"),
        ("ء", ""), ("ـ", ""), ("\u200c\u200d\u200e\u200f", ""),
    )
    for letter in letters
}  # fmt: skip
_VOWEL_SIGNS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
_LETTERS = {
    ord(arabic): latin
    for arabic, latin in {
        "ا": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r",
        "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q",
        "ڤ": "v", "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "w", "ي": "y",
    }.items()
}  # fmt: skip
_LONG_U = re.compile(r"(?<=[^aeiouwy])w(?=[^aeiou]|$)")
_LONG_I = re.compile(r"(?<=[^aeiouwy])y(?=[^aeiou]|$)")
_GOD = "الله"


def latin_arabic(text: str) -> str:
    """A text with its words in Arabic letters in Latin letters.

    >>> latin_arabic("محمد عبدالرحمن"), latin_arabic("نجیب الله"), latin_arabic("جيش المهاجرين والأنصار")
    ('muhammad abdulrahman', 'najibullah', 'jaysh al emigrants wa al supporters')
    """
    words = [_one_form(word) for word in text.split()]
    spelled: list[str] = []
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        if word == _GOD and place and before not in ("عبد", "حزب", "عبيد", "انصار", "جند") and not before.startswith("ال"):
            spelled[-1] += "ullah"
            continue
        spelled.append(_word(word))
    return " ".join(spelled)


def _one_form(word: str) -> str:
    return _VOWEL_SIGNS.sub("", word).translate(_ONE_FORM)


@lru_cache(maxsize=20_000)
def _word(word: str) -> str:
    known = _known()
    if word in known:
        return known[word]
    if word.startswith("وال") and len(word) > 5:
        return f"wa al {_word(word[3:])}"
    if word.startswith("لل") and len(word) > 4:
        return f"lil {_word(word[2:])}"
    if word.startswith("عبدال") and len(word) > 6:
        return f"abd al {_word(word[5:])}"
    if word.startswith("ال") and len(word) > 4:
        return f"al {_word(word[2:])}"
    if word.endswith(_GOD) and len(word) > 5:
        return f"{_word(word[:-4])}ullah"
    if word.startswith("و") and word[1:] in known and len(word) > 4:
        return f"wa {known[word[1:]]}"
    if len(word) > 5:
        for cut in range(3, len(word) - 2):
            if word[:cut] in known and word[cut:] in known:
                return f"{known[word[:cut]]} {known[word[cut:]]}"
    latin = word.translate(_LETTERS)
    return _LONG_I.sub("i", _LONG_U.sub("u", latin))


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Known words in one form of their letters."""
    return {_one_form(word): latin for word, latin in lexicon.arabic_words().items()}
