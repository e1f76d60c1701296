"""The short names that an organization's name may have made of it: `KOEC`, `NICICO`, `OSK`, `GosNII`.

Which words lend a letter is a habit, not a rule. Each way has a weight, from 1 for the initials of all words but the small ones
down to ways that are rarely met: two or three letters of a word, the letters of the Russian words that the English name stands for.
Letters that a list itself gives in brackets behind a name are no guess (`stated`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product

from licet.screening import lexicon
from licet.screening.names import WordClass, other_word

LEAST, MOST = 3, 9
_MOST_WORDS = 12
_SMALL_TEXT = (
    "of and for the de la del el los las y e i al et und der die das des du da do dos to in on at a an fi wa bil van von ve en het "
    "ul as ash ad ar az es em s named after by"
)
_LIMITED_TEXT = (
    "ltd limited llc inc incorporated gmbh sa sas spa ag plc jsc ojsc pjsc cjsc ooo oao zao ao pao bv nv srl sarl llp pte pty pvt "
    "private public joint stock ltda doo ood ab as oy kk bhd sdn fze fzco dmcc fsue fgup"
)
_COMPANY_TEXT = "co company corp corporation cie compagnie compania"
_SMALL, LIMITED, COMPANY = (frozenset(text.split()) for text in (_SMALL_TEXT, _LIMITED_TEXT, _COMPANY_TEXT))
_WORD = re.compile(r"[a-z]+(?:'[a-rt-z]+)?")
_ASIDE = re.compile(r"\([^)]*\)")
_PARTS = re.compile(r"\s[-–—]\s|,\s|/|(?<=[a-z])-(?=[a-z]+ [a-z]+ )")
_FORM = (
    r"(?:(?:federal|republican)? ?state(?: (?:unitary|owned|budgetary|autonomous))?(?: (?:enterprise|institution))|"
    r"(?:public |open |closed |private )?joint[- ]stock (?:company|commercial bank|bank)|limited liability company|"
    r"open jsc|state corporation)"
)
_HEAD = re.compile(rf"^{_FORM} (?=\w+ \w+)")
_TAIL = re.compile(rf",? {_FORM}$")
_RUSSIAN = re.compile(
    r"russia|joint[- ]stock|\b[opcz]?jsc\b|\bpao\b|federal state|fsue|soviet|design bureau|moscow|state (?:unitary|scien)|"
    r"siberia|\bural"
)
_OF_A_COUNTRY = re.compile(
    r",? of (?:the )?(?:(?:islamic |democratic |people'?s |bolivarian )*republic of )?"
    r"(?:iran|china|russia|russian federation|cuba|venezuela|syria|burma|myanmar|belarus|korea|pakistan|iraq|libya|sudan|yemen)$"
    r"|,? (?:of the )?(?:[a-z]+ branch (?:of )?(?:the )?)?(?:russian|chinese|china|national)? ?academy of sciences?$|"
    r",? named after .*$"
)
_NATION = re.compile(r"^(?:the )?(?:iranian|iran|korean?|chinese|china|russian|cuban|syrian|islamic republic of) (?=\w+ )")
# Where a long name says what it is for, its short name may have ended.
_PURPOSE = re.compile(r" (?:for|to|in|of|and|&|at|under|by) ")
_OF = re.compile(r"^((?:[a-z]+ ){0,2}[a-z]+) of (?:the )?([a-z' -]+)$")
_STATED = re.compile(r"[(\"“«]\s*([A-Z](?:[A-Za-z0-9]|[.-](?=[A-Za-z0-9])){1,9}\.?)\s*[)\"”»]")
# What begins a word that is two: petrochemical, supercomputing.
_COMPOUND = re.compile(
    r"(petro|electro|aero|micro|super|semi|radio|hydro|bio|tele|agro|nano|opto|thermo|geo|photo|auto|metro|infra|vneshe|stroi|stroy|"
    r"trans|spets|gos|prom|mash|tech|tekh|neft|gaz|sel|energo|avia|metall)[ -]?([a-z]{4,})"
)
# Heads that say what kind of body it is; some short names are of what follows.
_KIND = re.compile(
    r"^(?:[a-z-]+ ){0,3}(?:institute|center|centre|bureau|organi[sz]ation|enterprise|association) (?:of|for) (?:the )?"
    r"(?=[a-z]+ (?:and )?[a-z]+)"
)
# Links of Arabic and Persian names that short names keep: LeT, JeM.
_LINKS = frozenset({"e", "i", "ul", "ud", "al", "us"})
_NAMED = re.compile(r"^(?:[a-z]{1,2}[. ]+)*[a-z]+ (?=institute of )")
# The ways to take letters, with their weight.
_COMPANY_LEFT, _PART, _SHORTENED = 0.7, 0.8, 0.8
_WITH_SMALL, _WITH_OF, _CO, _RUSSIAN_LETTERS = 0.4, 0.5, 0.5, 0.5
_BEFORE_PURPOSE, _HEAD_LAST, _IN_LETTERS, _BEHIND_LETTERS, _TWO_WORDS, _SYLLABLES = 0.4, 0.3, 0.6, 0.4, 0.4, 0.3
_WITH_LINKS, _WITHOUT_GROUP, _SUBJECT = 0.7, 0.4, 0.3
_COMPANY_ADDED, _ONE_LEFT, _BEGINNINGS = 0.15, 0.1, 0.12
_OWN_WORDS = 0.55
_LEAST_WEIGHT = 0.03
PLAIN = 0.35


@lru_cache(maxsize=65_536)
def short_forms(text: str) -> dict[str, float]:
    """Short names of a name in lower case, each with the weight of the way it is made.

    >>> [round(short_forms("National Iranian Copper Industries Company")[short], 2) for short in ("nicic", "nici", "nicico")]
    [1.0, 0.7, 0.5]
    >>> round(short_forms("Joint Stock Company United Shipbuilding Corporation")["osk"], 2)
    0.5
    """
    found = dict(usual_forms(text))
    told = _says_what(text)
    for letters, share in _less_usual(text, _bare(_plain(text))):
        if LEAST <= len(letters) <= MOST and share * told > found.get(letters, _LEAST_WEIGHT):
            found[letters] = share * told
    return found


@lru_cache(maxsize=65_536)
def usual_forms(text: str) -> dict[str, float]:
    """Those of the short forms that names usually have, some rare ones among them."""
    return _usual(text, _LEAST_WEIGHT)


@lru_cache(maxsize=65_536)
def plain_forms(text: str) -> tuple[str, ...]:
    """Those that are asked for in place of the name, sorted: the weight of their way is at least `PLAIN`."""
    return tuple(sorted(letters for letters, weight in _usual(text, PLAIN).items() if weight >= PLAIN))


def _usual(text: str, least: float) -> dict[str, float]:
    """The usual forms; of rare ways, which weigh less than `least`, some are left out."""
    found: dict[str, float] = {}
    told = _says_what(text)
    rare = least < _BEGINNINGS
    russian = _RUSSIAN.search(text.lower()) is not None
    for part, weight in _texts(_plain(text)):
        for letters, share in _letters(_WORD.findall(part.replace("'s", "")), russian=russian, rare=rare):
            if (LEAST if share > _BEGINNINGS else LEAST + 1) <= len(letters) <= MOST:
                worth = weight * share * told
                if worth > _LEAST_WEIGHT and worth > found.get(letters, 0.0):
                    found[letters] = worth
    return found


def _plain(text: str) -> str:
    """Lower case, without what stands in brackets."""
    return _ASIDE.sub(" ", text.lower()).replace("all-russia", "allrussia").strip()


def _bare(text: str) -> str:
    """Without a legal form, a country or an academy around it."""
    return _OF_A_COUNTRY.sub("", _TAIL.sub("", _HEAD.sub("", text)))


def stated(text: str) -> tuple[str, ...]:
    """The letters that stand in brackets or quotes within a name, in lower case.

    >>> stated("Isfahan Optics Industries (IOI)"), stated("Harbor Trading (Private) Ltd.")
    (('ioi',), ())
    """
    found = []
    for written in _STATED.findall(text):
        letters = re.sub(r"[.-]", "", written)
        small = letters.lower()
        if sum(map(str.isupper, letters)) < len(letters) - 2 or not LEAST <= len(small) <= MOST or not small.isalpha():
            continue
        # In a name all in capitals a word in brackets is no short name: it is read as one.
        known = other_word(small)
        if (small,) not in lexicon.legal_forms() and known.word_class is WordClass.BODY and not known.concept:
            found.append(small)
    return tuple(found)


def _says_what(text: str) -> float:
    """Names made of words for trades, ranks and places are shortened more often than names with words of their own."""
    words = [word for word in _WORD.findall(text.lower()) if word not in _SMALL and word not in LIMITED and word not in COMPANY]
    known = sum(analyzed.word_class is WordClass.GENERIC or analyzed.concept > 0 for analyzed in map(other_word, words))
    return _OWN_WORDS + (1.0 - _OWN_WORDS) * known / max(len(words), 1)


def _texts(text: str) -> Iterator[tuple[str, float]]:
    """The name, and the name without its legal form, nation, tail, or the part before a dash, each with a weight."""
    bare = _TAIL.sub("", _HEAD.sub("", text))
    yield text, 1.0
    if bare != text:
        yield bare, 1.0
    for pattern in (_OF_A_COUNTRY, _NATION, _NAMED):
        if pattern.search(bare):
            yield pattern.sub("", bare), _SHORTENED
    parts = _PARTS.split(bare)
    if len(parts) > 1:
        for part in parts[:4]:
            yield part.strip(), _PART


def _trimmed(words: Sequence[str]) -> list[str]:
    """Words without a legal form at either end."""
    trimmed = list(words)
    while len(trimmed) > 1 and trimmed[-1] in LIMITED:
        trimmed.pop()
    while len(trimmed) > 2 and trimmed[0] in LIMITED:
        del trimmed[0]
    return trimmed


def _less_usual(text: str, lower: str) -> Iterator[tuple[str, float]]:
    """Letters of the part before a purpose, of the head word last, of words that are letters or two words themselves."""
    words = _trimmed(_WORD.findall(lower.replace("'s", "")))
    solid = [word for word in words if word not in _SMALL]
    if not 1 < len(solid) <= _MOST_WORDS:
        return
    bare = [word for word in solid if word not in COMPANY] or solid
    for cut in _PURPOSE.finditer(lower):
        head = [word for word in _trimmed(_WORD.findall(lower[: cut.start()])) if word not in _SMALL]
        if len(head) > 2:
            yield _first(head), _BEFORE_PURPOSE
            break
    turned = _OF.match(lower)
    if turned is not None:
        head, rest = ([word for word in _WORD.findall(side) if word not in _SMALL] for side in turned.groups())
        if head and rest:
            yield _first([*rest, *head]), _HEAD_LAST
            yield _first([*head[:-1], *rest, head[-1]]), _HEAD_LAST
    if any(word in _LINKS for word in words[1:]):
        yield _first(words), _WITH_LINKS
        yield _first([word for word in words if word not in COMPANY][:4]), _WITH_LINKS / 2
    if "group" in bare[2:]:
        yield _first([word for word in solid if word != "group"]), _WITHOUT_GROUP
    subject = [word for word in _trimmed(_WORD.findall(_KIND.sub("", lower))) if word not in _SMALL]
    if len(subject) < len(solid):
        yield _first(subject), _SUBJECT
    capitals = set() if text.isupper() else {word.lower() for word in re.findall(r"\b[A-Z]{2,4}\b", text)}
    if any(word in capitals or _no_vowel(word) for word in bare[:3]):
        yield "".join(word if word in capitals or _no_vowel(word) else word[0] for word in bare), _IN_LETTERS
        if (bare[0] in capitals or _no_vowel(bare[0])) and len(bare) > 3:
            yield _first(bare[1:]), _BEHIND_LETTERS
    for split, weight in ((_compounds, _TWO_WORDS), (_syllables, _SYLLABLES)):
        doubled = [split(word) for word in bare]
        if any(len(letters) > 1 for letters in doubled):
            yield "".join(doubled), weight
            if len(bare) < len(solid):
                yield "".join(map(split, solid)), weight
    if len(bare) == len(solid) > 2:
        yield _first(solid) + "c", _COMPANY_ADDED
    if len(bare) > 4:
        for left in range(1, len(bare)):
            yield _first(bare[:left] + bare[left + 1 :]), _ONE_LEFT


def _no_vowel(word: str) -> bool:
    return 1 < len(word) <= 4 and not set(word) & set("aeiouy")


@lru_cache(maxsize=65_536)
def _compounds(word: str) -> str:
    """The first letters of the words that one is made of: `petrochemical` is p and c."""
    parts = _COMPOUND.fullmatch(word)
    return parts[1][0] + parts[2][0] if parts is not None else word[:1]


@lru_cache(maxsize=65_536)
def _syllables(word: str) -> str:
    """The first letters of the Chinese syllables of a word: `guangdong` is g and d; only the first letter of other words."""
    if not 4 < len(word) < 13 or other_word(word).word_class is not WordClass.BODY:
        return word[:1]
    parts = _two_or_three_syllables().fullmatch(word)
    return "".join(part[0] for part in parts.groups() if part) if parts is not None else word[:1]


@cache
def _two_or_three_syllables() -> re.Pattern[str]:
    readings = {reading for reading in lexicon.han_readings().values() if len(reading) > 1}
    one = "|".join(sorted(readings, key=lambda reading: (-len(reading), reading)))
    return re.compile(f"({one})({one})({one})?")


def _letters(words: Sequence[str], *, russian: bool, rare: bool) -> Iterator[tuple[str, float]]:
    if not 1 < len(words) <= _MOST_WORDS:
        return
    trimmed = _trimmed(words)
    # Without a legal form at its end the whole name would give the same letters again, for less.
    for chosen, weight in ((trimmed, 1.0), (list(words), _WITH_SMALL))[: 1 + (len(trimmed) < len(words))]:
        solid = [word for word in chosen if word not in _SMALL]
        bare = [word for word in solid if word not in COMPANY]
        yield _first(solid), weight
        yield _first(bare), weight * _COMPANY_LEFT
        yield _first(chosen), weight * _WITH_SMALL
        yield _first([word for word in chosen if word not in COMPANY]), weight * _WITH_SMALL * _COMPANY_LEFT
        yield _first([word for word in chosen if word not in _SMALL or word in ("of", "de")]), weight * _WITH_OF
        if chosen is trimmed and solid:
            if solid[-1] in COMPANY:
                yield _first(solid[:-1]) + "co", _CO
            if rare:
                yield from _beginnings(solid, bare)
            if russian:
                yield from _in_russian(bare if len(bare) > 1 else solid)
                yield from _in_russian(solid)


def _first(words: Sequence[str]) -> str:
    return "".join([word[0] for word in words])


def _beginnings(solid: Sequence[str], bare: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Two or three letters of one word and the first of the others, or of all words."""
    if len(bare) < 2:
        return
    firsts = _first(bare)
    for place in {0, 1, len(bare) - 1}:
        for size in (2, 3):
            yield firsts[:place] + bare[place][:size] + firsts[place + 1 :], _BEGINNINGS
    yield bare[0][:3] + bare[1][:3], _BEGINNINGS
    if len(bare) <= 4:
        yield "".join(word[:2] for word in bare), _BEGINNINGS
        yield "".join(word[:2] for word in solid), _BEGINNINGS
    if len(bare) <= 3:
        yield "".join(word[:3] for word in bare), _BEGINNINGS


def _in_russian(words: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The letters of the Russian words that an English name stands for; a place at the end may stand in front."""
    table = lexicon.russian_initials()
    choices = [table.get(word, (word[0],))[:2] for word in words]
    if sum(word in table for word in words) < len(words) - 1:
        return
    for order in (choices, [choices[-1], *choices[:-1]]):
        for letters in list(product(*order))[:16]:
            yield "".join(letters), _RUSSIAN_LETTERS if order is choices else _RUSSIAN_LETTERS / 2
