"""Cheap keys that names which may be about one party have in common.

All families of keys make one weighted row a name: folded words (and the concepts of generic words), neighbors in one piece,
consonant skeletons, three letters at a time, four at a time across spaces, the acronym, the whole name without spaces. A
key is a number of 64 bits; the reading (person or other) is part of it, so that both kinds of names share one index without
meeting.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from licet.screening.names import MOST_LETTERS, Name, Reading, Word, WordClass, acronym
from licet.screening.sorted_arrays import distinct
from licet.screening.spelling import fold, skeleton

# Shares of the families in a row: matching.md, section 1.
SHARES = {
    "word": 1.0, "concept": 0.6, "generic": 0.4, "skeleton": 0.5, "letters": 0.3, "run": 0.4, "pair": 0.6, "acronym": 0.6,
    "compact": 0.6,
}  # fmt: skip

_ARTICLE = re.compile(r"(?:al|el|ul|as|ash|an|ar|abd|abdul|abdal|abdel)([a-z]{4,})$")

Key = tuple[int, float]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


# Classes as plain numbers, which compare faster than the names of an enumeration.
_BODY, _LEGAL, _GENERIC, _PARTICLE, _TITLE, _NUMBER, _INITIAL = (int(part) for part in WordClass)
# Of so few names, letters are taken one by one: arrays of all names at once cost more to begin with.
_FEW_NAMES = 4
_SILENT = (_LEGAL, _TITLE, _PARTICLE)
_FAMILIES = ("word", "number", "initial", "concept", "given", "skeleton", "compact", "acronym")
# A hash that has read its family and reading is copied for each text, which costs half of a new one.
_BEGUN = {
    (family, reading): blake2b(f"{family}/{int(reading)}/".encode(), digest_size=8) for family in _FAMILIES for reading in Reading
}


def _hash(family: str, reading: Reading, text: str) -> int:
    begun = _BEGUN[family, reading].copy()
    begun.update(text.encode())
    return int.from_bytes(begun.digest(), "little") >> 1 | 0x4000000000000000


@lru_cache(maxsize=200_000)
def _word_keys(word: Word, reading: Reading) -> tuple[Key, ...]:
    text, word_class, concept, _ = word
    if word_class in _SILENT:
        return ()
    if word_class == _NUMBER:
        return ((_hash("number", reading, text), SHARES["word"]),)
    if word_class == _INITIAL:
        return ((_hash("initial", reading, text), SHARES["skeleton"]),)
    told = _hash_word(text, reading)
    if word_class == _GENERIC:
        return ((_hash("concept", reading, str(concept)), SHARES["concept"]), (told, SHARES["generic"]))
    keys = [(told, SHARES["word"])]
    if concept:
        keys.append((_hash("given", reading, str(concept)), SHARES["skeleton"]))
    consonants = skeleton(text)
    if len(consonants) > 1:
        keys.append((_hash("skeleton", reading, consonants), SHARES["skeleton"]))
    bare = _ARTICLE.match(text) if reading is Reading.PERSON else None
    if bare is not None:
        keys.append((_hash_word(bare.group(1), reading), SHARES["skeleton"]))
    return tuple(keys)


@lru_cache(maxsize=200_000)
def _hash_word(text: str, reading: Reading) -> int:
    return _hash("word", reading, fold(text))


@lru_cache(maxsize=200_000)
def _hash_short(text: str, reading: Reading) -> int:
    return _hash("acronym", reading, text)


@lru_cache(maxsize=200_000)
def _word_parts(word: Word) -> tuple[str, str]:
    """What the letters of a word give to the name in one piece, and to runs within words: folded, the latter with both ends."""
    folded = fold(word.text)
    in_whole = word.word_class != _LEGAL and word.word_class != _TITLE
    return folded if in_whole else "", f"^{folded}$" if word.word_class == _BODY else ""


def key_arrays(names: Sequence[Name]) -> tuple[Ints, Ints, Floats]:
    """The keys of many names: number of the name, key and the share of its family; no key twice in one name."""
    keys: list[int] = []
    shares: list[float] = []
    sizes: list[int] = []
    wholes: list[str] = []
    ended: list[str] = []
    words: list[int] = []
    few = len(names) <= _FEW_NAMES
    for name in names:
        parts = [_word_parts(word) for word in name.words]
        bodies = [part[1] for part in parts if part[1]]
        whole = "".join([part[0] for part in parts])
        ended += bodies
        words.append(len(bodies))
        found = _hashed_keys(name, whole)
        if few:
            _add_letters(found, whole, bodies, name.reading)
        keys += found
        shares += found.values()
        sizes.append(len(found))
        wholes.append(whole)
    owner = np.repeat(np.arange(len(names)), sizes)
    if few:
        return owner, np.array(keys, dtype=np.int64), np.array(shares, dtype=np.float64)
    reading = np.array([name.reading for name in names], dtype=np.int64)
    every = np.arange(len(names), dtype=np.int64)
    # Four letters at a time of the name in one piece, across spaces, and three at a time of each word with its ends.
    runs, run_keys = _letters_at_a_time(4, wholes, every)
    inside, inside_keys = _letters_at_a_time(3, ended, np.repeat(every, words))
    run_keys |= (reading[runs] + 2) << 33
    inside_keys |= reading[inside] << 24
    owner = np.concatenate((owner, runs, inside))
    key = np.concatenate((np.array(keys, dtype=np.int64), run_keys, inside_keys))
    alike = np.full(len(runs), SHARES["run"]), np.full(len(inside), SHARES["letters"])
    return owner, key, np.concatenate((np.array(shares, dtype=np.float64), *alike))


def _add_letters(found: dict[int, float], whole: str, bodies: Sequence[str], reading: Reading) -> None:
    """Add the keys of letters at a time to those of one name: what the arrays of `key_arrays` give."""
    letters, family = whole.encode(), (reading + 2) << 33
    for at in range(len(letters) - 3):
        found[int.from_bytes(letters[at : at + 4], "little") | family] = SHARES["run"]
    family = reading << 24
    for body in bodies:
        letters = body.encode()
        for at in range(len(letters) - 2):
            found[int.from_bytes(letters[at : at + 3], "little") | family] = SHARES["letters"]


def _letters_at_a_time(size: int, texts: Sequence[str], owner: Ints) -> tuple[Ints, Ints]:
    """All runs of some letters within texts, packed in a number: the owner of the text and the run, each once, sorted."""
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    letters = np.frombuffer("".join(texts).encode("ascii"), dtype=np.uint8).astype(np.int64)
    count = len(letters) - size + 1
    if count < 1:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    run = letters[:count].copy()
    for place in range(1, size):
        run |= letters[place : place + count] << 8 * place
    run |= np.repeat(owner << 32, lengths)[:count]
    ends = np.repeat(np.cumsum(lengths), lengths)[:count]
    packed = distinct(run[np.arange(size, size + count) <= ends])
    return packed >> 32, packed & 0xFFFFFFFF


def _hashed_keys(name: Name, whole: str) -> dict[int, float]:
    """The keys of a name that are numbers of words and of the whole, each with the share of its family."""
    reading = name.reading
    found: dict[int, float] = {}
    for word in name.words:
        found.update(_word_keys(word, reading))
    if not found:
        for word in name.words:
            found[_hash_word(word.text, reading)] = SHARES["word"]
    if len(whole) > 3:
        found[_hash("compact", reading, whole)] = SHARES["compact"]
    before = ""
    for text, word_class, _, _ in name.words:
        if word_class in (_LEGAL, _NUMBER):
            continue
        if before and 4 < len(before) + len(text) <= MOST_LETTERS:
            found.setdefault(_hash_word(before + text, reading), SHARES["pair"])
        before = text
    if reading is Reading.OTHER:
        initials = acronym(name)
        if initials:
            found[_hash("acronym", reading, initials)] = SHARES["acronym"]
        for text, word_class, _, _ in name.words:
            if word_class == _BODY and 2 < len(text) <= MOST_LETTERS // 3:
                found[_hash_short(text, reading)] = SHARES["acronym"]
    return found
