"""Chinese and Korean names in Latin letters.

Organizations: known words become English, longest first, and what is left between them becomes one pinyin word a run, because
the lists write `Zhongxing`, not `zhong xing`. Persons: the surname, then the given name in one word.
"""

import re
from functools import cache

from licet.screening import lexicon

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff〇]+")
_HANGUL = re.compile(r"[가-힣]+")
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NUMBER = re.compile(r"第?([〇零一二两三四五六七八九十百]+)(?=[\u3400-\u9fff]|$)")
_LONGEST_WORD = 12
_LONGEST_HANGUL = 6
_OF_A_PLACE = ("市", "省")  # "city" and "province" behind a place's name are rarely said in English
# The letters of a Korean syllable in the spelling the lists use (McCune-Reischauer without marks).
_INITIALS = ["k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"]
_VOWELS = ["a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "u", "ui", "i"]
_FINALS = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k",
    "t", "p", "t",
]  # fmt: skip


def has_han(text: str) -> bool:
    """Whether a Han character stands in a text."""
    return bool(_HAN.search(text))


def latin_han(text: str, *, person: bool) -> str:
    """A text with its Han parts in Latin letters.

    >>> latin_han("习近平", person=True), latin_han("上海精密机械有限公司", person=False)
    ('xi jinping', ' shanghai precision machinery co ltd ')
    """
    text = text.translate(lexicon.han_simplified())
    if not person:
        return _HAN.sub(lambda match: _organization(match.group()), text)
    spaced = len(_HAN.findall(text)) > 1
    return _HAN.sub(lambda match: pinyin(match.group()) if spaced else _person(match.group()), text)


def pinyin(text: str) -> str:
    """The readings of some characters in one word."""
    readings = lexicon.han_readings()
    return "".join(readings.get(character, "") for character in text)


def _person(text: str) -> str:
    surnames = lexicon.han_surnames()
    length = 2 if text[:2] in surnames and len(text) > 2 else 1
    family = surnames.get(text[:length]) or pinyin(text[:length])
    return f"{family} {pinyin(text[length:])}".strip() if len(text) <= 4 + length else pinyin(text)


def _organization(text: str) -> str:
    text = _NUMBER.sub(lambda match: _number(match.group()), text)
    parts: list[str] = []
    rest = ""
    place = 0
    words = lexicon.han_words()
    while place < len(text):
        if not _HAN.match(text[place]):
            rest = _flush(parts, rest)
            end = place
            while end < len(text) and not _HAN.match(text[end]):
                end += 1
            parts.append(text[place:end])
            place = end
            continue
        for length in range(min(_LONGEST_WORD, len(text) - place), 0, -1):
            word = words.get(text[place : place + length])
            if word is not None and (length > 1 or (place + length == len(text) and place > 1)):
                rest = _flush(parts, rest)
                parts.append(word)
                place += length
                if length > 1 and text[place : place + 1] in _OF_A_PLACE and text[place : place + 2] != "市场":
                    place += 1
                break
        else:
            rest += text[place]
            place += 1
    _flush(parts, rest)
    return f" {' '.join(parts)} "


def _flush(parts: list[str], rest: str) -> str:
    if rest:
        parts.append(pinyin(rest))
    return ""


def _number(text: str) -> str:
    """`第三十八` is ` 38 `; a lone digit without the ordinal sign stays as it is, for it is often part of a name."""
    digits = text.removeprefix("第")
    if not text.startswith("第") and len(digits) < 2:
        return text
    if "十" not in digits and "百" not in digits:
        return f" {''.join(str(_DIGITS[digit]) for digit in digits)} "
    total = current = 0
    for digit in digits:
        if digit == "百":
            total, current = total + (current or 1) * 100, 0
        elif digit == "十":
            total, current = total + (current or 1) * 10, 0
        else:
            current = _DIGITS[digit]
    return f" {total + current} "


def latin_hangul(text: str, *, person: bool) -> str:
    """A text with its Hangul parts in Latin letters.

    >>> latin_hangul("김정은", person=True)
    'kim jong un'
    """
    return _HANGUL.sub(lambda match: _korean(match.group(), person=person), text)


def _korean(text: str, *, person: bool) -> str:
    if person and 1 < len(text) <= 5:
        surnames = lexicon.hangul_surnames()
        length = 2 if text[:2] in surnames and len(text) > 2 else 1
        family = surnames.get(text[:length]) or "".join(map(_syllable, text[:length]))
        return " ".join([family, *map(_syllable, text[length:])])
    return "".join(map(_syllable, text)) if person else _korean_organization(text)


def _korean_organization(text: str) -> str:
    """Known words of an organization's name in English, longest first, and what is left between them in one word."""
    words = lexicon.hangul_words()
    parts: list[str] = []
    place = 0
    while place < len(text):
        for length in range(min(_LONGEST_HANGUL, len(text) - place), 1, -1):
            word = words.get(text[place : place + length])
            if word is not None:
                parts.append(f" {word} ")
                place += length
                break
        else:
            parts.append(_syllable(text[place]))
            place += 1
    return "".join(parts)


@cache
def _syllable(character: str) -> str:
    number = ord(character) - 0xAC00
    initial, vowel, final = number // 588, number // 28 % 21, number % 28
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]
