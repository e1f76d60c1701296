"""Made-up disturbances of names: what training an agreement model on needs, without any labelled benchmark row.

`disturbed` changes a name so that it still means the same; `contradicted` so that it means another. The base names are given
by the caller.
"""

import random
from collections.abc import Sequence
from itertools import pairwise

_RESPELL = [
    ("kh", "h"), ("h", "kh"), ("y", "i"), ("i", "y"), ("ou", "u"), ("u", "ou"), ("ei", "ey"), ("ey", "ei"), ("q", "k"),
    ("k", "q"), ("w", "v"), ("v", "w"), ("ph", "f"), ("f", "ph"), ("c", "k"), ("k", "c"), ("ee", "i"), ("oo", "u"),
    ("ie", "i"), ("e", "a"), ("o", "u"), ("iy", "y"), ("aa", "a"), ("ll", "l"), ("ss", "s"), ("mm", "m"), ("z", "s"),
    ("sch", "sh"), ("tsch", "ch"), ("x", "ks"), ("j", "y"), ("dj", "j"), ("ae", "e"), ("ck", "k"), ("cz", "ch"),
]  # fmt: skip
_FORMS = [
    ["ltd", "limited", "co ltd", "co., ltd.", "company limited"],
    ["llc", "l.l.c.", "limited liability company", "ooo", "gmbh"],
    ["jsc", "joint stock company", "ao", "ojsc", "pjsc"],
    ["inc", "incorporated", "corporation", "corp", "inc."],
    ["gmbh", "gesellschaft mit beschrankter haftung"],
    ["ag", "aktiengesellschaft"],
    ["sa", "s.a.", "sociedad anonima", "societe anonyme"],
    ["srl", "s.r.l.", "societa a responsabilita limitata"],
]
_SHORT = {
    "technology": "tech", "technologies": "tech", "international": "intl", "trading": "trdg", "company": "co",
    "industries": "ind", "services": "svcs", "group": "grp", "communications": "comm", "engineering": "eng",
    "manufacturing": "mfg", "development": "dev", "general": "gen", "management": "mgmt", "university": "univ",
    "electronics": "elec", "systems": "sys", "department": "dept", "corporation": "corp", "institute": "inst",
}  # fmt: skip
_NUMBERS = {"1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight",
            "9": "nine", "10": "ten", "20": "twenty", "44": "forty-four", "31": "thirty one"}  # fmt: skip
_GENERIC = ["systems", "services", "trading", "industries", "international", "capital", "engineering", "trust", "bank",
            "holdings", "shipping", "energy", "insurance", "logistics", "electronics", "foods", "partners", "academy"]  # fmt: skip


def _typo(word: str, rng: random.Random) -> str:
    if len(word) < 4:
        return word
    place = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(5)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + word[place] + word[place:]
    if kind == 2:
        return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
    if kind == 3:
        return word[:place] + rng.choice("abcdefghiklmnoprstuvyz") + word[place:]
    return word[:place] + rng.choice("aeiouylnrst") + word[place + 1 :]


def _respelled(word: str, rng: random.Random) -> str:
    fitting = [pair for pair in _RESPELL if pair[0] in word[1:]]
    for old, new in rng.sample(fitting, min(len(fitting), rng.choice((1, 1, 2)))):
        word = word[0] + word[1:].replace(old, new, 1)
    return word


def _one_word(words: list[str], rng: random.Random, change: object) -> list[str]:
    places = [place for place, word in enumerate(words) if len(word) > 3]
    if places:
        place = rng.choice(places)
        words = [*words]
        words[place] = change(words[place], rng)  # type: ignore[operator]
    return words


def _joined(words: list[str], rng: random.Random) -> list[str]:
    if len(words) < 2:
        return words
    place = rng.randrange(len(words) - 1)
    return [*words[:place], words[place] + words[place + 1], *words[place + 2 :]]


def _split(words: list[str], rng: random.Random) -> list[str]:
    places = [place for place, word in enumerate(words) if len(word) > 5]
    if not places:
        return words
    place = rng.choice(places)
    at = rng.randrange(2, len(words[place]) - 2)
    return [*words[:place], words[place][:at], words[place][at:], *words[place + 1 :]]


def disturbed_person(words: list[str], rng: random.Random) -> list[str]:
    """A person's name, given name first, written otherwise."""
    kind = rng.choices(range(8), (26, 30, 10, 12, 8, 6, 4, 4))[0]
    if kind == 0:
        return _one_word(words, rng, _typo)
    if kind == 1:
        return _one_word(_one_word(words, rng, _respelled), rng, _respelled)
    if kind == 2 and len(words) > 1:
        return [words[0][0], *words[1:]]
    if kind == 3 and len(words) > 2:
        place = rng.randrange(1, len(words) - 1)
        return [*words[:place], *words[place + 1 :]]
    if kind == 4:
        return [words[-1], *words[:-1]]
    if kind == 5:
        return _joined(words, rng)
    if kind == 6:
        return _split(words, rng)
    if kind == 7 and len(words) > 2:
        return [words[0], words[1][0], *words[2:]]
    return _one_word(words, rng, _respelled)


def disturbed_other(words: list[str], rng: random.Random) -> list[str]:
    """An organization's or vessel's name written otherwise. The words are lower case."""
    kind = rng.choices(range(9), (20, 16, 22, 8, 8, 6, 8, 6, 6))[0]
    if kind == 0:
        return _one_word(words, rng, _typo)
    if kind == 1:
        return _one_word(words, rng, _respelled)
    if kind == 2:
        for forms in _FORMS:
            if words[-1] in forms or words[-1].rstrip(".") in forms:
                rest = words[:-1]
                return rest if rng.random() < 0.3 else [*rest, rng.choice(forms)]
        return [*words, rng.choice(rng.choice(_FORMS))]
    if kind == 3:
        return _joined(words, rng)
    if kind == 4:
        return _split(words, rng)
    if kind == 5 and len(words) > 2:
        return [*words[1:], words[0]]
    if kind == 6:
        return [_SHORT.get(word, word) for word in words]
    if kind == 7:
        return [_NUMBERS.get(word, word) for word in words]
    return ["the", *words]


def contradicted_person(words: list[str], rng: random.Random, others: Sequence[list[str]]) -> list[str]:
    """Another person with much in common."""
    kind = rng.choices(range(6), (30, 25, 15, 10, 10, 10))[0]
    other = rng.choice(others)
    if kind == 0 and len(words) > 1:
        return [other[0], *words[1:]]
    if kind == 1 and len(words) > 1:
        return [*words[:-1], other[-1]]
    if kind == 2:
        near = sorted(rng.sample(others, min(60, len(others))), key=lambda name: -_shared(name[0], words[0]))
        return [near[0][0], *words[1:]] if near[0][0] != words[0] else [near[1][0], *words[1:]]
    if kind == 3 and len(words) > 1:
        letter = rng.choice([letter for letter in "abdfghjklmnprstvy" if letter != words[0][0]])
        return [letter, *words[1:]]
    if kind == 4 and len(words) > 2:
        return [words[0], other[0], words[-1]]
    near = sorted(rng.sample(others, min(60, len(others))), key=lambda name: -_shared(name[-1], words[-1]))
    return [*words[:-1], near[1][-1]]


def contradicted_other(words: list[str], rng: random.Random, others: Sequence[list[str]]) -> list[str]:
    """Another organization or vessel with much in common."""
    kind = rng.choices(range(7), (25, 15, 20, 10, 10, 10, 10))[0]
    other = rng.choice(others)
    digits = [place for place, word in enumerate(words) if word.isdigit()]
    form = words[-1].rstrip(".")
    if rng.random() < 0.12:
        kinds = [forms for forms in _FORMS if form not in forms]
        bare = words[:-1] if len(kinds) < len(_FORMS) and len(words) > 1 else words
        mine = next((place for place, forms in enumerate(_FORMS) if form in forms), None)
        if mine is not None:
            apart = {0: (2, 3, 5, 6), 1: (2, 3, 5, 6), 2: (0, 1, 4, 7), 3: (0, 1, 4, 7), 4: (2, 3, 5, 6), 5: (0, 1, 4, 7),
                     6: (0, 1, 4, 7), 7: (2, 3, 5, 6)}[mine]  # fmt: skip
            return [*bare, rng.choice(_FORMS[rng.choice(apart)])]
    if digits:
        place = digits[0]
        return [*words[:place], str(int(words[place][:6]) + rng.choice((1, 2, 3))), *words[place + 1 :]]
    if kind == 0:
        return [other[0], *words[1:]]
    if kind == 1:
        place = rng.randrange(len(words))
        return [*words[:place], rng.choice(other), *words[place + 1 :]]
    if kind == 2:
        place = rng.randrange(1, len(words) + 1)
        return [*words[:place], rng.choice(_GENERIC), *words[place:]]
    if kind == 3:
        return [*words, rng.choice(("ii", "2", "iii", "5"))]
    if kind == 4:
        generic = [place for place, word in enumerate(words) if word in _GENERIC]
        if generic:
            return [*words[: generic[0]], rng.choice(_GENERIC), *words[generic[0] + 1 :]]
    if kind == 5 and len(words) > 1:
        return [words[0], *other[1:]]
    near = sorted(rng.sample(others, min(80, len(others))), key=lambda name: -_shared(name[0], words[0]))
    return [near[0][0] if near[0][0] != words[0] else near[1][0], *words[1:]]


def _shared(one: str, other: str) -> float:
    return len(set(pairwise(one)) & set(pairwise(other))) / (len(one) + len(other))
