"""One spelling for names that several romanizations spell: Korean persons, and Chinese ones written after Wade and Giles.

A name is only respelled when it must be Korean, or must be Wade-Giles: every part of it reads so, and at least one syllable is
none of Mandarin's in pinyin. Both sides of a comparison go through here, so nothing depends on which spelling a list took.
"""

import re
from functools import cache, lru_cache

from licet.screening import lexicon

# Korean surnames in their usual spellings, to the one of the North, which the lists use most.
_SURNAMES_TEXT = (
    "kim gim|ri lee rhee yi rhi|pak park bak bahk|choe choi chey|jong jeong chong|kang gang|jo cho joe|yun yoon youn|"
    "jang chang|rim lim im yim leem|han hahn|o oh|so seo suh|sin shin|kwon gwon|hwang|an ahn|song|ryu yu ryoo yoo ryou|"
    "jon jeon jun chon|hong|ko go koh goh|mun moon|yang ryang|son sohn|pae bae|paek baek paik baik|ho heo hur huh|nam|"
    "sim shim|ro no roh noh|ha|kwak gwak|cha|ju joo|ku gu koo|min|chin jin|na ra rah|chi ji|om eom um|chae|won|chon cheon|"
    "pang bang|kong gong|hyon hyun|ham|yom yeom|pyon byun byeon|yo yeo|chu choo|to do|sok seok suk|sol seol|ma|kil gil|"
    "yon yeon|wi|pyo|myong myung|ki|pan ban|ok|maeng|chegal"
)
_SURNAMES = {spelling: line.split()[0] for line in reversed(_SURNAMES_TEXT.split("|")) for spelling in line.split()}
_SURE_TEXT = (
    "kim gim rhee rhi pak park bak choe choi chey jeong yoon youn hahn oh seo suh shin kwon gwon ahn ryoo jeon koh goh moon ryang "
    "sohn paek baek paik baik heo hur huh shim roh noh kwak gwak koo eom cheon hyon hyun yom yeom pyon byun "
    "byeon seok ri o ok"
)
_SURE = frozenset(_SURE_TEXT.split())
_SYLLABLE = (
    r"(?:kk|tt|pp|ss|jj|ch|kh|th|ph|sh|[gkndrltmbpsjch])?"
    r"(?:yeo|yae|wae|eui|you|yoo|yu|yo|ya|ye|wa|wo|woo|we|wi|ae|eo|eu|oe|oi|oo|ou|ui|ee|ai|a|e|i|o|u)"
    r"(?:ng|ck|[nmkglrpbt])?"
)
_ONE = re.compile(_SYLLABLE)
_TWO = re.compile(rf"({_SYLLABLE}?)({_SYLLABLE})")
_INITIALS = (
    ("sh", "s"), ("th", "t"), ("kh", "k"), ("ph", "p"), ("jj", "j"), ("g", "k"), ("d", "t"), ("b", "p"), ("l", "r"),
)  # fmt: skip
_RHYMES = (
    ("yeo", "yo"), ("you", "yo"), ("yoo", "yu"), ("woo", "u"), ("eui", "ui"), ("eo", "o"), ("eu", "u"), ("oo", "u"), ("ou", "o"),
    ("oi", "oe"), ("ai", "ae"),
)  # fmt: skip
# Syllables that McCune and Reischauer write with `ch` and the North with `j`; `cheol` is `chol` in both.
_SAME = {"chong": "jong", "chun": "jun", "chin": "jin", "chae": "jae", "chi": "ji", "jol": "chol"}
_FINALS = str.maketrans({"g": "k", "b": "p", "r": "l"})
_NARROW = re.compile(r"u(?=ng$)|(?<=ch)u(?=l$)|(?<=hy)u(?=n$)|(?<=[st])u(?=k$)")
_STRONG = re.compile(r"eo|eu|ae|oo|you|yo|hy|ky|gy|ry|ee$|[bdgkptlmr]$|^ui")
_KOREAN_ONLY = re.compile(r"(?:[kghrp]y|kk)[aeou]|.*eo(?:ng|[nlmgkb])?$|.h?[aeiou]{1,2}[lr]$")

# Wade-Giles: initials without and with the apostrophe that many leave out, and rhymes, as pinyin writes them.
_ASPIRATED_TEXT = "tsai tsao tseng chen cheng chiu chi chin tang tao tien pan peng pi kung"
_ASPIRATED = frozenset(_ASPIRATED_TEXT.split())
_WADE_ONLY = re.compile(
    r"^(?:hs|ts|tz|ss|sz)|(?:ieh|ueh|ien|uei)$|^(?:jen|jih|chih|shih|erh|yen|yeh|chieh|k(?:uo|uei|uang|uan)|(?:[jtckhln]|ch|s)ung)$"
)
_RESPELLED = {"ih": "i", "ieh": "ie", "ueh": "ue", "ien": "ian", "ung": "ong", "eh": "e", "iung": "iong", "uei": "ui"}
_LONELY = re.compile(r"^(?:hs|ts|tz|sz)|ieh$|ueh$|ien$|^(?:jih|chih|shih|erh|ssu)$")


def one_spelling(words: list[str], raw: str) -> list[str]:
    """The words of a person's name in one romanization, when it must be Korean or Wade-Giles; else as they are.

    Args:
        words: In lower-case Latin letters, given name and family name in either order.
        raw: The name as written, in lower case: its apostrophes tell `ch'i` from `chi`.

    >>> one_spelling(["park", "cheol", "soo"], ""), one_spelling(["bak", "cheolsu"], "")
    (['pak', 'chol', 'su'], ['pak', 'chol', 'su'])
    >>> one_spelling(["chang", "tsung", "jen"], "chang tsung-jen"), one_spelling(["zhang", "zongren"], "zhang zongren")
    (['zhang', 'zongren'], ['zhang', 'zongren'])
    """
    if not 2 <= len(words) <= 3:
        return words
    key = tuple(words)
    if words[0] in _SURNAMES or words[-1] in _SURNAMES:
        korean = _korean(key)
        if korean:
            return list(korean)
    if "-" in raw or "'" in raw or any(map(_LONELY.search, words)):
        chinese = _wade_giles(key, raw)
        if chinese:
            return list(chinese)
    return words


@lru_cache(maxsize=20_000)
def _korean(words: tuple[str, ...]) -> tuple[str, ...]:
    for place in (0, len(words) - 1):
        family = words[place]
        given = words[1:] if place == 0 else words[:-1]
        if family not in _SURNAMES:
            continue
        syllables = _syllables(given)
        if len(syllables) != 2:
            continue
        strong = sum(bool(_STRONG.search(one)) and one not in _pinyin() for one in syllables)
        if strong + (family in _SURE) >= 2 or (strong and family not in _pinyin()) or any(map(_KOREAN_ONLY.match, syllables)):
            return (_SURNAMES[family], *map(_northern, syllables))
    return ()


def _syllables(given: tuple[str, ...]) -> tuple[str, ...]:
    if len(given) == 2:
        return given if all(map(_ONE.fullmatch, given)) else ()
    both = _TWO.fullmatch(given[0])
    return (both[1], both[2]) if both and both[1] and both[2] else ()


def _northern(syllable: str) -> str:
    """A syllable as the North spells it.

    >>> [_northern(one) for one in ("cheol", "soo", "hyun", "gyeong", "seok", "young")]
    ['chol', 'su', 'hyon', 'kyong', 'sok', 'yong']
    """
    for other, here in _INITIALS:
        if syllable.startswith(other):
            syllable = here + syllable[len(other) :]
            break
    if syllable.endswith("ee"):
        syllable = f"{syllable[:-2]}{'ui' if syllable == 'hee' else 'i'}"
    for other, here in _RHYMES:
        if other in syllable:
            syllable = syllable.replace(other, here)
            break
    if not syllable.endswith("ng"):
        syllable = syllable[:-1] + syllable[-1].translate(_FINALS)
    syllable = _NARROW.sub("o", syllable)
    return _SAME.get(syllable, syllable)


@lru_cache(maxsize=20_000)
def _wade_giles(words: tuple[str, ...], raw: str) -> tuple[str, ...]:
    """Family name, then the given name in one word, in pinyin; empty when it is not Wade-Giles."""
    if not any(map(_WADE_ONLY.search, words)):
        return ()
    aspirated = {match.replace("'", "") for match in re.findall(r"[a-z]+'[a-z]+", raw)}
    aspirated |= {words[0]} & _ASPIRATED
    spelled = [_pinyin_of(word, aspirated=word in aspirated) for word in words]
    if not all(word in _pinyin() for word in spelled):
        return ()
    return (spelled[0], "".join(spelled[1:]))


def _pinyin_of(word: str, *, aspirated: bool) -> str:
    """A Wade-Giles syllable in pinyin.

    >>> [_pinyin_of(one, aspirated=False) for one in ("hsiao", "chih", "hsiung", "jen", "kuo", "tzu")]
    ['xiao', 'zhi', 'xiong', 'ren', 'guo', 'zi']
    """
    word = {"szu": "si", "ssu": "si", "tzu": "ci" if aspirated else "zi", "erh": "er", "yen": "yan", "yeh": "ye"}.get(word, word)
    initial = re.match(r"ch|sh|hs|ts|tz|[bpmfdtnlgkhjrzcsywx]|", word)
    head = initial[0] if initial else ""
    rhyme = word[len(head) :]
    rhyme = _RESPELLED.get(rhyme, rhyme)
    if head in ("k", "h") and rhyme == "o":
        rhyme = "e"
    elif rhyme == "o" and head in ("t", "l", "n", "ts", "s", "ch", "j"):
        rhyme = "uo"
    palatal = rhyme[:1] in ("i",) and word != "chih"
    plain = {
        "ch": ("j", "q") if palatal else ("zh", "ch"), "ts": ("z", "c"), "tz": ("z", "c"), "p": ("b", "p"), "t": ("d", "t"),
        "k": ("g", "k"), "hs": ("x", "x"), "j": ("r", "r"),
    }.get(head, (head, head))  # fmt: skip
    return plain[aspirated] + rhyme


@cache
def _pinyin() -> frozenset[str]:
    """The syllables of Mandarin in pinyin."""
    return frozenset(lexicon.han_readings().values())
