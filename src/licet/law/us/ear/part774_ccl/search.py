"""Find entries by words: candidates to check, never a classification.

The words searched are our own short descriptions and their synonyms. A word counts the more the fewer entries have it;
words that only begin alike, or differ by a slip of the finger, count less.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from licet.errors import BadValue
from licet.law.pack import pack_file
from licet.law.us.ear.part774_ccl.lookup import FOLDER

_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "into",
        "is",
        "it",
        "its",
        "made",
        "of",
        "on",
        "or",
        "other",
        "parts",
        "set",
        "than",
        "that",
        "the",
        "their",
        "them",
        "to",
        "up",
        "use",
        "used",
        "with",
        "without",
    ]
)
#: Words that say which product group is meant.
_GROUP_WORDS = {
    "software": "D", "firmware": "D", "code": "D", "program": "D", "app": "D",
    "technology": "E", "know": "E", "drawings": "E", "blueprints": "E", "data": "E",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry worth checking.

    Attributes:
        heading: "5A991".
        about: Our few words on it.
        score: 0 to 1; how much of what was asked it answers.
        matched: The words of the question that it answers, best first.
    """

    heading: str
    about: str
    score: float
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Index:
    """Words of every description.

    Attributes:
        about: Heading to description.
        words: Heading to its words with their weight: the more, the earlier a word stands.
        rarity: Word to how telling it is.
    """

    about: Mapping[str, str]
    words: Mapping[str, Mapping[str, float]]
    rarity: Mapping[str, float]


def search(question: str, *, limit: int = 10) -> tuple[Candidate, ...]:
    """The entries whose descriptions answer a question best, best first; none when nothing fits.

    >>> [found.heading for found in search("network router", limit=2)]
    ['5A991', '5E991']

    Raises:
        BadValue: The question has no words.
    """
    asked = _words(question)
    if not asked:
        raise BadValue("nothing to search for", remedy='give words that say what the item is: --search "optical switch"')
    index = _index()
    group = next((_GROUP_WORDS[word] for word in asked if word in _GROUP_WORDS), "")
    plain = [word for word in asked if word not in _GROUP_WORDS] or asked
    whole = sum(_rarity(index, word) for word in plain)
    found = []
    for heading, words in index.words.items():
        hits = {word: _best(word, words) * _rarity(index, word) for word in plain}
        score = sum(hits.values()) / whole
        if score < 0.2:
            continue
        if group:
            score *= 1.0 if heading[1:2] == group else 0.6
        elif heading[1:2] in "DE":
            score *= 0.8
        score *= 1.0 if heading[2] in "09" else 0.95 if heading[2] in "123" else 0.9
        matched = tuple(word for word in sorted(hits, key=lambda word: -hits[word]) if hits[word] > 0)
        found.append(Candidate(heading, index.about[heading], round(min(score, 1.0), 3), matched))
    return tuple(sorted(found, key=lambda each: (-each.score, len(index.words[each.heading]), each.heading))[:limit])


def _best(word: str, words: Mapping[str, float]) -> float:
    """How well a description answers one word: itself, its beginning, or nearly itself."""
    if word in words:
        return words[word]
    best = 0.0
    for other, weight in words.items():
        if len(word) >= 4 and len(other) >= 4 and (other.startswith(word) or word.startswith(other)):
            best = max(best, 0.7 * weight)
        elif len(word) >= 5 and abs(len(other) - len(word)) <= 1 and _one_slip(word, other):
            best = max(best, 0.6 * weight)
    return best


def _one_slip(one: str, two: str) -> bool:
    """Whether two words differ by one letter put in, left out, exchanged or swapped."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, two, score_cutoff=1) <= 1


def _rarity(index: _Index, word: str) -> float:
    """How telling a word is; one that no description has counts as the rarest."""
    return index.rarity.get(word, math.log(len(index.about) + 1))


@cache
def _index() -> _Index:
    """Read the descriptions once."""
    about: dict[str, str] = {}
    words: dict[str, dict[str, float]] = {}
    text = pack_file(f"{FOLDER}/descriptions").read_text("utf-8")
    for match in re.finditer(r"^(\d[A-E]\d{3}): (.*)$", text, re.M):
        said, _, others = match[2].strip('"').partition(" | ")
        about[match[1]] = said
        named = {word: 0.95 - 0.01 * place for place, word in enumerate(_words(others))}
        for place, word in enumerate(_words(said)):
            named[word] = max(named.get(word, 0.0), max(1.0 - 0.06 * place, 0.7))
        words[match[1]] = named
    counts = Counter(word for entry in words.values() for word in entry)
    rarity = {word: math.log((len(words) + 1) / count) for word, count in counts.items()}
    return _Index(about, words, rarity)


def _words(text: str) -> tuple[str, ...]:
    """The words that matter, in the singular, each once."""
    return tuple(dict.fromkeys(_singular(word) for word in _split(text) if word not in _STOP))


def _split(text: str) -> Iterable[str]:
    """Lower-case words and numbers."""
    return re.findall(r"[a-z0-9]+", text.lower())


def _singular(word: str) -> str:
    """A word without its plural ending: routers, batteries, switches.

    >>> [_singular(word) for word in ("routers", "batteries", "switches", "glass", "lens")]
    ['router', 'battery', 'switch', 'glass', 'lens']
    """
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "lens")):
        return word[:-1]
    return word
