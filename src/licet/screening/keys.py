"""Cheap keys that names which may be about one party have in common.

All families of keys make one weighted row a name: folded words (concepts for generic words), consonant skeletons, three
letters at a time, the acronym, and the whole name without spaces. A key is a number of 64 bits; the reading (person or other)
is part of it, so that both kinds of names share one index without meeting.
"""

import re
from functools import lru_cache
from hashlib import blake2b

from licet.screening.names import MOST_LETTERS, Name, Reading, Word, WordClass, acronym, compact
from licet.screening.spelling import fold, skeleton

# Shares of the families in a row: matching.md, section 1.
SHARES = {"word": 1.0, "concept": 0.6, "skeleton": 0.5, "letters": 0.45, "acronym": 0.6, "compact": 0.6}

_ARTICLE = re.compile(r"(?:al|el|ul|as|ash|an|ar|abd|abdul|abdal|abdel)([a-z]{4,})$")

Key = tuple[int, float]


def _hash(family: str, reading: Reading, text: str) -> int:
    digest = blake2b(f"{family}/{int(reading)}/{text}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1 | 1 << 62


@lru_cache(maxsize=200_000)
def _word_keys(word: Word, reading: Reading) -> tuple[Key, ...]:
    if word.word_class in (WordClass.LEGAL, WordClass.TITLE, WordClass.PARTICLE):
        return ()
    if word.word_class is WordClass.NUMBER:
        return ((_hash("number", reading, word.text), SHARES["word"]),)
    if word.word_class is WordClass.INITIAL:
        return ((_hash("initial", reading, word.text), SHARES["skeleton"]),)
    folded = fold(word.text)
    if word.word_class is WordClass.GENERIC:
        return ((_hash("concept", reading, str(word.concept)), SHARES["concept"]),)
    keys = [(_hash("word", reading, folded), SHARES["word"])]
    if word.concept:
        keys.append((_hash("given", reading, str(word.concept)), SHARES["skeleton"]))
    consonants = skeleton(word.text)
    if len(consonants) > 1:
        keys.append((_hash("skeleton", reading, consonants), SHARES["skeleton"]))
    bare = _ARTICLE.match(word.text) if reading is Reading.PERSON else None
    if bare is not None:
        keys.append((_hash("word", reading, fold(bare.group(1))), SHARES["skeleton"]))
    ended = f"^{folded}$".encode("ascii")
    threes = {ended[place : place + 3] for place in range(len(ended) - 2)}
    keys.extend((int.from_bytes(three, "little") | int(reading) << 24, SHARES["letters"]) for three in sorted(threes))
    return tuple(keys)


def keys_of(name: Name) -> dict[int, float]:
    """The keys of a name, each with the share of its family."""
    found: dict[int, float] = {}
    for word in name.words:
        for key, share in _word_keys(word, name.reading):
            found[key] = share
    if not found:
        for word in name.words:
            found[_hash("word", name.reading, fold(word.text))] = SHARES["word"]
    whole = compact(name)
    if len(whole) > 3:
        found[_hash("compact", name.reading, whole)] = SHARES["compact"]
    if name.reading is Reading.OTHER:
        letters = acronym(name)
        if letters:
            found[_hash("acronym", name.reading, letters)] = SHARES["acronym"]
        for word in name.words:
            if word.word_class is WordClass.BODY and 2 < len(word.text) <= MOST_LETTERS // 3:
                found[_hash("acronym", name.reading, word.text)] = SHARES["acronym"]
    return found
