"""The word tables of the matcher, read once from the `.tsv` files in `tables/`.

Every table is data with its source and license in `tables/README.md`; the readers here only give each one its shape.
Lines that start with `#` are comments. A table that breaks its own rules is an error at first use, never a silent gap.
"""

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from licet.kept import keep_text


@cache
def tables_digest() -> str:
    """SHA-256 over the word tables and the modules that read names with them: what was worked out holds for these only."""
    return keep_text("tables-digest", _digest_of_tables)


def _digest_of_tables() -> str:
    total = sha256()
    here = Path(__file__).parent
    for file in (*sorted((here / "tables").iterdir()), *sorted(here.glob("*.py"))):
        total.update(file.name.encode() + file.read_bytes())
    return total.hexdigest()


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table as lists of columns, comments and blank lines left out."""
    text = (Path(__file__).parent / "tables" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.rstrip("\n").split("\t")


def columns(name: str, count: int) -> list[list[str]]:
    """The columns of a long table whose cells hold no blanks, read in one sweep.

    Raises:
        ValueError: The cells do not fill the last row.
    """
    text = (Path(__file__).parent / "tables" / name).read_text(encoding="utf-8")
    while text.startswith("#"):
        text = text.partition("\n")[2]
    cells = text.split()
    if len(cells) % count:
        raise ValueError(f"{name} has {len(cells)} cells, which are no rows of {count}")
    return [cells[column::count] for column in range(count)]


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    return ((first, second) for first, second in rows(name))


@cache
def legal_forms() -> dict[tuple[str, ...], tuple[str, str]]:
    """Spelling of a legal form, as words, to its (kind, form).

    A spelling made of single letters is known both spaced and joined: `s a` and `sa`.

    >>> legal_forms()[("limited", "liability", "company")]
    ('limited', 'llc')
    """
    forms: dict[tuple[str, ...], tuple[str, str]] = {}
    for kind, form, spellings in rows("legal_forms.tsv"):
        for spelling in spellings.split(" | "):
            words = tuple(spelling.split())
            forms.setdefault(words, (kind, form))
            if len(words) > 1 and all(len(word) == 1 for word in words):
                forms.setdefault(("".join(words),), (kind, form))
    return forms


@cache
def legal_kinds() -> tuple[str, ...]:
    """The kinds of legal forms in the order of the table; a kind's number is its place here, from 1."""
    return tuple(dict.fromkeys(row[0] for row in rows("legal_forms.tsv")))


@cache
def legal_form_names() -> tuple[str, ...]:
    """The forms in the order of the table; a form's number is its place here, from 1."""
    return tuple(dict.fromkeys(row[1] for row in rows("legal_forms.tsv")))


@cache
def word_classes() -> dict[str, dict[str, frozenset[str]]]:
    """Class of small words (`particle`, `title`, `vessel`) to its words."""
    classes: dict[str, set[str]] = {}
    for name, words in rows("particles.tsv"):
        classes.setdefault(name, set()).update(words.split())
    return {"small": {name: frozenset(words) for name, words in classes.items()}}


@cache
def concept_names() -> tuple[str, ...]:
    """Names of the concepts that generic company words stand for; a concept's number is its place here, from 1."""
    return tuple(row[0] for row in rows("generic.tsv"))


@cache
def concepts() -> dict[str, int]:
    """Generic word of an organization's name, in any of its spellings, to the number of its concept.

    >>> concepts()["ticaret"] == concepts()["trading"]
    True
    """
    numbers: dict[str, int] = {}
    for number, (_, words) in enumerate(rows("generic.tsv"), start=1):
        for word in words.split():
            numbers.setdefault(word, number)
    return numbers


@cache
def concept_stems() -> dict[str, int]:
    """Beginning of an inflected word to the number of its concept.

    Raises:
        ValueError: The table names a concept that `generic.tsv` does not have.
    """
    numbers = {name: number for number, name in enumerate(concept_names(), start=1)}
    stems: dict[str, int] = {}
    for concept, words in rows("stems.tsv"):
        if concept not in numbers:
            raise ValueError(f"stems.tsv speaks of the concept {concept!r}, which generic.tsv does not have")
        for stem in words.split():
            stems.setdefault(stem, numbers[concept])
    return stems


# Numbers of translated words start here, so that they are never taken for families of given names.
FIRST_TRANSLATION = 1_000_000


@cache
def translations() -> tuple[dict[str, int], dict[str, int]]:
    """Words, and stems of words, that name the same thing in other languages: each to the number of its meaning.

    >>> translations()[0]["bearings"] == translations()[1]["podshipnik"]
    True
    """
    words: dict[str, int] = {}
    stems: dict[str, int] = {}
    for number, (_, spellings) in enumerate(rows("translations.tsv"), start=FIRST_TRANSLATION):
        for word in spellings.split():
            (stems if word.endswith("*") else words).setdefault(word.rstrip("*"), number)
    return words, stems


@cache
def legal_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Legal forms with the pattern of their many spellings, to be looked for in lower-case Latin text."""
    return tuple((form, re.compile(rf"\b{pattern}\b")) for form, pattern in rows("legal_patterns.tsv"))


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Abbreviation in organization names to the words it stands for."""
    return {short: tuple(words.split()) for short, words in rows("abbreviations.tsv")}


@cache
def numerals() -> dict[str, int]:
    """A number written in words, as an ordinal or in Roman letters, to its value."""
    return {word: int(digits) for digits, words in rows("numbers.tsv") for word in words.split()}


@cache
def given_name_families() -> dict[str, int]:
    """Given name to the number of its family of forms and nicknames (`bill`, `william`)."""
    families: dict[str, int] = {}
    for number, (line,) in enumerate(rows("nicknames.tsv"), start=1):
        for word in line.split():
            families.setdefault(word, number)
    return families


@cache
def brands() -> tuple[tuple[str, ...], ...]:
    """Groups of names of one organization that no spelling rule connects."""
    return tuple(tuple(line.split(" | ")) for (line,) in rows("brands.tsv"))


_LAST_YEAR = " (to "


class Known(NamedTuple):
    """An organization with the short and other names under which it is publicly known.

    Attributes:
        listed: The organization as lists write it.
        lists: Lists on which one of these names stands.
        short: Its acronyms, names in its own language, former and other names.
        until: Former name to the last year of its use, where that is known.
        source: Where such names are used: `own` (its website, reports, filings) or `notices` (of the agencies that listed it).
    """

    listed: tuple[str, ...]
    lists: tuple[str, ...]
    short: tuple[str, ...]
    until: dict[str, int]
    source: str


@cache
def short_names() -> tuple[Known, ...]:
    """Listed organizations with the names under which they are publicly known."""
    known = []
    for listed, lists, *kinds, source in rows("short_names.tsv"):
        names = [name.partition(_LAST_YEAR) for kind in kinds if kind for name in kind.split(" | ")]
        until = {name: int(year.rstrip(")")) for name, told, year in names if told}
        known.append(Known(tuple(listed.split(" | ")), tuple(lists.split()), tuple(name for name, *_ in names), until, source))
    return tuple(known)


@cache
def han_readings() -> dict[str, str]:
    """Han character to its Mandarin reading without tone."""
    return {character: reading for reading, characters in rows("han_readings.tsv") for character in characters}


@cache
def han_simplified() -> dict[int, int]:
    """Traditional characters to their simplified forms, as a table for `str.translate`."""
    ((traditional, simplified),) = rows("han_simplified.tsv")
    return str.maketrans(traditional, simplified)


@cache
def han_words() -> dict[str, str]:
    """Han words of organization names to their English; the first line that holds a word wins."""
    words: dict[str, str] = {}
    for english, spellings in rows("han_words.tsv"):
        for word in spellings.split():
            words.setdefault(word, english)
    return words


@cache
def han_surnames() -> dict[str, str]:
    """Surnames with a reading of their own, and those of two characters."""
    return dict(_pairs("han_surnames.tsv"))


@cache
def hangul_surnames() -> dict[str, str]:
    """Korean surnames as usually written in Latin letters."""
    return dict(_pairs("hangul_surnames.tsv"))


@cache
def arabic_words() -> dict[str, str]:
    """Common words of names in Arabic letters, with the vowels that the script leaves out."""
    return {word: latin for latin, spellings in rows("arabic_names.tsv") for word in spellings.split()}


@cache
def hangul_words() -> dict[str, str]:
    """Hangul words of organization names to their English."""
    return {word: english for english, spellings in rows("hangul_words.tsv") for word in spellings.split()}


@cache
def hebrew_words() -> dict[str, str]:
    """Common words of names in Hebrew letters, with the vowels that the script leaves out."""
    return {word: latin for latin, spellings in rows("hebrew_names.tsv") for word in spellings.split()}


@cache
def russian_initials() -> dict[str, tuple[str, ...]]:
    """English word of an organization's name to the letters that its Russian word lends to a short name."""
    return {word: tuple(letters.split()) for word, letters in rows("russian_initials.tsv")}
