"""The short names that an organization's name may have made of it: `KOEC`, `NICICO`, `OSK`, `GosNII`.

Which words lend a letter is a habit, not a rule. Each way has a weight, from 1 for the initials of all words but the small ones
down to ways that are rarely met: two or three letters of a word, the letters of the Russian words that the English name stands for.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
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
    "private public joint stock ltda doo ood ab as oy kk bhd sdn fze fzco dmcc"
)
_COMPANY_TEXT = "co company corp corporation cie compagnie compania"
_SMALL, _LIMITED, _COMPANY = (frozenset(text.split()) for text in (_SMALL_TEXT, _LIMITED_TEXT, _COMPANY_TEXT))
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
_NAMED = re.compile(r"^(?:[a-z]{1,2}[. ]+)*[a-z]+ (?=institute of )")
# The ways to take letters, with their weight.
_COMPANY_LEFT, _WITH_SMALL, _WITH_OF, _CO, _BEGINNINGS, _RUSSIAN_LETTERS, _PART, _SHORTENED = (
    0.7,
    0.4,
    0.5,
    0.5,
    0.12,
    0.5,
    0.8,
    0.8,
)
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
    found: dict[str, float] = {}
    told = _says_what(text)
    russian = _RUSSIAN.search(text.lower()) is not None
    for part, weight in _texts(_ASIDE.sub(" ", text.lower()).replace("all-russia", "allrussia").strip()):
        for letters, share in _letters(_WORD.findall(part.replace("'s", "")), russian=russian):
            if (LEAST if share > _BEGINNINGS else LEAST + 1) <= len(letters) <= MOST:
                worth = weight * share * told
                if worth > _LEAST_WEIGHT and worth > found.get(letters, 0.0):
                    found[letters] = worth
    return found


def _says_what(text: str) -> float:
    """Names made of words for trades, ranks and places are shortened more often than names with words of their own."""
    words = [word for word in _WORD.findall(text.lower()) if word not in _SMALL and word not in _LIMITED and word not in _COMPANY]
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


def _letters(words: Sequence[str], *, russian: bool) -> Iterator[tuple[str, float]]:
    if not 1 < len(words) <= _MOST_WORDS:
        return
    trimmed = list(words)
    while len(trimmed) > 1 and trimmed[-1] in _LIMITED:
        trimmed.pop()
    # Without a legal form at its end the whole name would give the same letters again, for less.
    for chosen, weight in ((trimmed, 1.0), (list(words), _WITH_SMALL))[: 1 + (len(trimmed) < len(words))]:
        solid = [word for word in chosen if word not in _SMALL]
        bare = [word for word in solid if word not in _COMPANY]
        yield _first(solid), weight
        yield _first(bare), weight * _COMPANY_LEFT
        yield _first(chosen), weight * _WITH_SMALL
        yield _first([word for word in chosen if word not in _COMPANY]), weight * _WITH_SMALL * _COMPANY_LEFT
        yield _first([word for word in chosen if word not in _SMALL or word in ("of", "de")]), weight * _WITH_OF
        if chosen is trimmed and solid:
            yield from _beginnings(solid, bare)
            if russian:
                yield from _in_russian(bare if len(bare) > 1 else solid)
                yield from _in_russian(solid)


def _first(words: Sequence[str]) -> str:
    return "".join([word[0] for word in words])


def _beginnings(solid: Sequence[str], bare: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Two or three letters of one word and the first of the others, or of all words."""
    if solid[-1] in _COMPANY:
        yield _first(solid[:-1]) + "co", _CO
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
