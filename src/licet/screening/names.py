"""What a name is made of: the one analysis that both sides of every comparison go through.

A name becomes up to `MOST_WORDS` typed words: body, legal form, generic word, particle, title, number, initial. Persons are
read one way and everything else (organizations, vessels, aircraft) another, because "Company", "S A" and "44" mean nothing
in a person's name and "Sheikh" nothing in a firm's. A name of unknown kind is read both ways.
"""

import re
import unicodedata
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from licet.errors import BadInput
from licet.screening import lexicon
from licet.screening.romanizations import one_spelling
from licet.screening.scripts import romanize

MOST_WORDS = 12
MOST_LETTERS = 24
MOST_CHARACTERS = 10_000
MOST_READABLE_WORDS = 40
_READ_CHARACTERS = 600
_LONGEST_WORD = 18
_LEAST_PART = 9


class Reading(IntEnum):
    """How a name is read: as a person's, or as that of an organization, a vessel or an aircraft."""

    PERSON = 0
    OTHER = 1


class WordClass(IntEnum):
    """The part a word plays in a name, which decides how much its agreement proves."""

    BODY = 0
    LEGAL = 1
    GENERIC = 2
    PARTICLE = 3
    TITLE = 4
    NUMBER = 5
    INITIAL = 6


class Word(NamedTuple):
    """One word of a name; a tuple, because words are hashed and compared by the million.

    Attributes:
        text: Lower-case ASCII letters and digits, at most `MOST_LETTERS`.
        word_class: The part it plays.
        concept: What a generic word means (from `generic.tsv`), the meaning of a body word that has translations, the family
            of a given name, the value of a number or the legal form; 0 when it has none. Words of one class with one concept
            agree although they are spelt differently.
        group: The kind of a legal form (`limited`, `stock`), else 0.
    """

    text: str
    word_class: WordClass
    concept: int = 0
    group: int = 0


class Name(NamedTuple):
    """An analyzed name.

    Attributes:
        text: The name as given.
        reading: The way it was read.
        words: Its words in order.
        cut: True when the name had more than could be read; the rest takes no part in the comparison.
        script: The script most letters are written in, in lower case: `latin`, `han`, `arabic`.
    """

    text: str
    reading: Reading
    words: tuple[Word, ...]
    cut: bool
    script: str


class UnreadableName(BadInput):
    """A name in which nothing can be compared: empty, only signs, or beyond any name's length."""

    code = "unreadable-name"


_DOTTED = re.compile(r"(?<![a-z0-9])((?:[a-z]\s?\.\s?){2,}[a-z]?)(?![a-z0-9])")
_WORD = re.compile(r"[a-z0-9]+")
# Where `VladimirPutin` and `SiemensAG` are two words and `TsKB`, `GosNII` and `iFLYTEK` are one.
_CAMEL = re.compile(r"(?<=[a-zà-öø-ÿа-яіїєґ])(?=[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ](?![A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ]))|(?<=[a-zа-яіїєґ]{3})(?=[A-ZА-ЯІЇЄҐ])")
_SMALL_L = re.compile(r"(?<=[A-Z])l(?=[A-Z])|\bl(?=[A-Z]{2})|(?<=[A-Z]{2})l\b")
# Initials of two letters, as Russian has them: `Yu. Ye.`
_TWO_LETTERS = re.compile(r"\b([yjisztkc])(?:[uaehs]|hch)\.")
_SERVANT = re.compile(r"abd(?:[aeou]l|[aeiou]([rsnzdt])(?=\1))(?!.*(?:[aey]v|[aey]va|oglu|lah|la)$)([a-z]{4,})$")
_LOOKS_LIKE = str.maketrans("0158", "olsb")
_INSIDE = re.compile(r"(?<=[a-z])[015](?=[a-z])")
_APOSTROPHES = dict.fromkeys(map(ord, "'`’‘ʻʼʿʾ´′ʹ\"“”„«»"), "")
_NUMBER = re.compile(r"0*(\d+)(?:st|nd|rd|th)?$")
_BESIDE = re.compile(r"/|;|\b[afd][./]?[kb][./]?a\b\.?:?", re.IGNORECASE)
_LENDS_A_LETTER = tuple(int(part) for part in (WordClass.BODY, WordClass.GENERIC, WordClass.INITIAL))
_LETTERS_DIGITS = re.compile(r"[a-z]+|\d+")


@cache
def _long_form() -> re.Pattern[str]:
    return re.compile(r"ot?ve|adkazn|vidpov|tvo\b|tva\b|ystva|institution|enterprise|establishment|uchrezh|p[ri]+[da]+pr|organiz")


def reading_of(kind: str | None) -> tuple[Reading, ...]:
    """The readings that a kind of party needs; an unknown kind needs both."""
    if kind is None or kind == "unknown":
        return (Reading.PERSON, Reading.OTHER)
    return (Reading.PERSON,) if kind == "person" else (Reading.OTHER,)


def analyze(text: str, reading: Reading) -> Name:
    """Take a name apart.

    Raises:
        UnreadableName: Nothing in it can be compared. The message says why and what to do.
    """
    if len(text) > MOST_CHARACTERS:
        raise UnreadableName(f"the name has {len(text):,} characters, more than {MOST_CHARACTERS:,}; give one name a row")
    cut = len(text) > _READ_CHARACTERS
    raw = text[:_READ_CHARACTERS]
    script = "latin"
    if not (raw.isascii() and raw.isprintable()):
        raw = _readable(unicodedata.normalize("NFKC", raw))
    if not (raw.islower() or raw.isupper() or raw.istitle()):  # a capital at the start of each word parts nothing
        raw = _CAMEL.sub(" ", _SMALL_L.sub("I", raw))
    if not raw.isascii():
        script, raw = romanize(raw, person=reading is Reading.PERSON)
    latin = raw.lower()
    if "'" in latin or '"' in latin or "`" in latin or not latin.isascii():
        latin = latin.translate(_APOSTROPHES)
    words = _person_words(latin) if reading is Reading.PERSON else _other_words(latin)
    if not words:
        raise UnreadableName("the name has no letter or digit that can be compared; check the column and its encoding")
    if len(words) == 1 and len(words[0].text) == 1:
        raise UnreadableName("the name is one letter or digit; a single letter can't be screened")
    if len(words) > MOST_READABLE_WORDS:
        raise UnreadableName(f"the name has {len(words)} words or more; give one name a row and each alias a row of its own")
    if reading is Reading.PERSON and {word.word_class for word in words} == {WordClass.NUMBER}:
        raise UnreadableName("the name has digits only; if it is an identifier, screen it as one")
    return Name(text, reading, words[:MOST_WORDS], cut or len(words) > MOST_WORDS, script)


def alternatives(text: str) -> tuple[str, ...]:
    """The names that one field holds side by side, parted by a slash, a semicolon or "a.k.a."; empty when it is one name.

    >>> alternatives("Harbor Lights / Faros del Puerto"), alternatives("Dansk Skib A/S")
    (('Harbor Lights', 'Faros del Puerto'), ())
    """
    if not _BESIDE.search(text):
        return ()
    parts = [part.strip(' ,.()"') for part in _BESIDE.split(text)]
    if not 1 < len(parts) <= 4 or any(sum(map(str.isalpha, part)) < 4 for part in parts):
        return ()
    return tuple(parts)


def _readable(text: str) -> str:
    """Without symbols, emoji and control characters; line breaks and tabs count as spaces."""
    kept = []
    for character in text:
        category = unicodedata.category(character)
        if character.isspace():
            kept.append(" ")
        elif category[0] in "LNMPZ" or character in "&+%@":
            kept.append(character)
    return "".join(kept)


def _plain_words(found: list[str]) -> list[str]:
    """A person's words with digits read as the letters they look like, and `abdulaziz`, `abdurrahman` parted behind the article."""
    words: list[str] = []
    for word in found:
        if not word.isalpha() and sum(map(str.isalpha, word)) > 2:
            word = word.translate(_LOOKS_LIKE)
        servant = _SERVANT.match(word) if word.startswith("abd") else None
        words.extend(("abdul", servant[2]) if servant else (word,))
    return words


def _person_words(latin: str) -> tuple[Word, ...]:
    if latin.count(",") == 1:
        family, given = latin.split(",")
        latin = f"{given} {family}"
    if "." in latin:
        latin = _TWO_LETTERS.sub(r"\1 ", latin)
    found = one_spelling(_plain_words(_WORD.findall(latin)), latin)
    words = [_person_word(word[:MOST_LETTERS]) for word in found]
    body = [word for word in words if word.word_class in (WordClass.BODY, WordClass.INITIAL)]
    if not body:
        words = [Word(word.text, WordClass.BODY, 0) if not word.text.isdigit() else word for word in words]
    return tuple(words)


@lru_cache(maxsize=200_000)
def _person_word(word: str) -> Word:
    small = lexicon.word_classes()["small"]
    if word.isdigit():
        return Word(word, WordClass.NUMBER, int(word[:9]))
    if len(word) == 1:
        return Word(word, WordClass.INITIAL)
    if word in small["title"]:
        return Word(word, WordClass.TITLE)
    if word in small["particle"]:
        return Word(word, WordClass.PARTICLE)
    return Word(word, WordClass.BODY, lexicon.given_name_families().get(word, 0))


def _other_words(latin: str) -> tuple[Word, ...]:
    if "." in latin:
        latin = _DOTTED.sub(lambda match: " " + re.sub(r"[\s.]", "", match.group()) + " ", latin)
    if "&" in latin:
        latin = re.sub(r"(?<![a-z0-9])([a-z0-9])\s?&\s?([a-z0-9])(?![a-z0-9])", r"\1\2", latin)
    if "%" in latin:
        latin = latin.replace("%", " percent ")
    found = _WORD.findall(latin)
    if max(map(len, found), default=0) > _LONGEST_WORD:
        found = [part for word in found for part in _parted(word)]
    found = [word if word.isalpha() or len(word) < 6 else _looked_at(word) for word in found]
    found = [word[:MOST_LETTERS] for word in found]
    if len(found) > 2 and _long_form().search(latin):
        text = " ".join(found)
        for form, pattern in lexicon.legal_patterns():
            text = pattern.sub(form, text)
        found = text.split()
    return tuple(_numbered(_lettered(_with_legal_forms(found))))


def _looked_at(word: str) -> str:
    """`aviati0n` is `aviation`; a digit at either end is a number's."""
    return _INSIDE.sub(lambda match: match.group().translate(_LOOKS_LIKE), word) if sum(map(str.isdigit, word)) < 3 else word


@lru_cache(maxsize=20_000)
def _parted(word: str) -> tuple[str, ...]:
    """A long word in one piece, parted before the generic words it ends with: `silverpineaviationservices`."""
    concepts, forms = lexicon.concepts(), _legal_starts()
    ends: list[str] = []
    while len(word) > _LEAST_PART:
        end = next((word[-size:] for size in range(14, 4, -1) if len(word) - size > 3 and word[-size:] in concepts), "")
        if not end and not ends:
            end = next((word[-size:] for size in (7, 4, 3) if word[-size:] in forms and size < len(word)), "")
        if not end:
            break
        ends.append(end)
        word = word[: -len(end)]
    return (word, *reversed(ends))


def _with_legal_forms(found: list[str]) -> list[Word | str]:
    """Words with each spelling of a legal form, longest first, in one piece."""
    starts = _legal_starts()
    if starts.keys().isdisjoint(found):
        return list(found)
    forms = _legal_words()
    words: list[Word | str] = []
    place = 0
    while place < len(found):
        longest = starts.get(found[place], 0)
        for length in range(min(longest, len(found) - place), 0, -1):
            form = forms.get(tuple(found[place : place + length]))
            if form is not None and (length > 1 or len(found) > 1):
                words.append(form)
                place += length
                break
        else:
            words.append(found[place])
            place += 1
    if not any(isinstance(word, str) for word in words):
        return list(found)
    return words


@cache
def _legal_words() -> dict[tuple[str, ...], Word]:
    kinds = {kind: number for number, kind in enumerate(lexicon.legal_kinds(), start=1)}
    names = {form: number for number, form in enumerate(lexicon.legal_form_names(), start=1)}
    return {
        spelling: Word(form, WordClass.LEGAL, names[form], kinds[kind]) for spelling, (kind, form) in lexicon.legal_forms().items()
    }


@cache
def _legal_starts() -> dict[str, int]:
    longest: dict[str, int] = {}
    for spelling in lexicon.legal_forms():
        longest[spelling[0]] = max(longest.get(spelling[0], 0), len(spelling))
    return longest


def _lettered(words: list[Word | str]) -> list[Word | str]:
    """Runs of single letters in one piece: `t n k fabrics` is `tnk fabrics`."""
    joined: list[Word | str] = []
    run: list[str] = []
    for word in [*words, Word("", WordClass.BODY)]:
        if isinstance(word, str) and len(word) == 1 and word.isalpha():
            run.append(word)
            continue
        if run:
            joined.append("".join(run))
            run = []
        joined.append(word)
    return joined[:-1]


def _numbered(words: list[Word | str]) -> list[Word]:
    """Typed words, with numbers in words, ordinals and closing Roman numerals as their value."""
    numerals, abbreviations = lexicon.numerals(), lexicon.abbreviations()
    typed: list[Word] = []
    last = max((place for place, word in enumerate(words) if isinstance(word, str)), default=-1)
    for place, word in enumerate(words):
        if isinstance(word, Word):
            typed.append(word)
            continue
        if word not in numerals and word not in abbreviations and word.isalpha():
            typed.append(other_word(word))
            continue
        digits = _NUMBER.match(word)
        value = int(digits.group(1)[:9]) if digits else numerals.get(word)
        if value is not None and len(word) == 1 and word.isalpha() and (place != last or place == 0):
            value = None
        if value is not None and len(words) > 1:
            before = typed[-1] if typed else None
            if (
                before is not None
                and before.word_class is WordClass.NUMBER
                and before.group == 1
                and 0 < value < 10
                and before.concept % 10 == 0
                and before.concept < 100
            ):
                value += before.concept
                typed.pop()
            typed.append(Word(str(value), WordClass.NUMBER, value, int(digits is None)))
            continue
        meant = abbreviations.get(word)
        if meant is not None and len(words) > 1:
            typed.extend(other_word(part) for part in meant)
            continue
        typed.extend(other_word(part) for part in _split_number(word))
    return typed


def _split_number(word: str) -> list[str]:
    """`unit61398` is `unit` and `61398`; short mixtures such as `3m` stay whole."""
    if word.isalpha() or word.isdigit() or len(word) < 5:
        return [word]
    parts = _LETTERS_DIGITS.findall(word)
    return parts if len(parts) == 2 and all(len(part) > 1 for part in parts) else [word]


@lru_cache(maxsize=200_000)
def other_word(word: str) -> Word:
    """One word of a name that is no person's, by itself."""
    small = lexicon.word_classes()["small"]
    if word.isdigit():
        return Word(str(int(word)), WordClass.NUMBER, int(word[:9]))
    if len(word) == 1:
        return Word(word, WordClass.INITIAL)
    if word in small["particle"]:
        return Word(word, WordClass.PARTICLE)
    concept = lexicon.concepts().get(word, 0) or _stem_concept(word)
    if concept:
        return Word(word, WordClass.GENERIC, concept)
    if word in small["title"] or word in small["vessel"]:
        return Word(word, WordClass.TITLE)
    translated, stems = lexicon.translations()
    return Word(word, WordClass.BODY, translated.get(word, 0) or _stem(word, stems, 4))


def _stem_concept(word: str) -> int:
    return _stem(word, lexicon.concept_stems(), 5)


def _stem(word: str, stems: dict[str, int], least: int) -> int:
    """The number of the longest stem, of at least so many letters, that a word begins with; 0 when there is none."""
    for length in range(min(len(word), 14), least - 1, -1):
        number = stems.get(word[:length])
        if number is not None:
            return number
    return 0


def acronym(name: Name) -> str:
    """First letters of the words that make an acronym: body, generic and initial words; empty below three.

    Of a person, the letters of two given names before a family name: `J C` of `Jean-Claude Juncker`.

    >>> acronym(analyze("Zhongxing Telecommunications Equipment Corporation", Reading.OTHER))
    'zte'
    """
    if name.reading is Reading.PERSON:
        first = name.words[:2]
        if len(name.words) < 3 or any(word.word_class is not WordClass.BODY for word in first):
            return ""
        return "".join(word.text[0] for word in first)
    letters = [text[0] for text, word_class, _, _ in name.words if word_class in _LENDS_A_LETTER and text[0].isalpha()]
    return "".join(letters) if len(letters) > 2 else ""
