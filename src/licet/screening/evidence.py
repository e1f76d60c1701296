"""The evidence of a score in words: which words agree and how, what differs, what is on one side only."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from licet.screening.lexicon import FIRST_TRANSLATION
from licet.screening.names import Name, Word, WordClass
from licet.screening.query import Because
from licet.screening.score import FEATURES
from licet.screening.spelling import fold

# Features that speak about the same thing are one line.
_LINES = {
    "agree": ("agreement", "asked_covered", "listed_covered", "first_word", "worst_word"),
    "rarity": ("matched_information",),
    "asked_only": ("asked_unmatched", "largest_unmatched"),
    "listed_only": ("listed_unmatched",),
    "replaced": ("replaced",),
    "elsewhere": ("elsewhere",),
    "numbers": ("number_conflict",),
    "legal": ("legal_conflict",),
    "initials": ("initials",),
    "letter": ("initial_conflict",),
    "joined": ("joined",),
    "generic": ("generic_apart", "generic_extra"),
    "order": ("order",),
    "weak": ("weak",),
    "script": ("asked_script",),
    "acronym": ("acronym",),
}
_NUMBER = {name: place for place, name in enumerate(FEATURES)}
_NAMES = tuple(_LINES)
_COLUMNS = tuple(tuple(_NUMBER[name] for name in features) for features in _LINES.values())
_FIXED = {
    "replaced": "words stand in each other's place",
    "elsewhere": "words not in this name stand in another name of the same listing",
    "initials": "an initial stands for a word",
    "letter": "an initial fits no word of the other name",
    "generic": "words for the trade or rank differ",
    "joined": "words stand together on one side and apart on the other",
    "weak": "the publisher calls this alias weak",
    "acronym": "the letters of one are the initials of the other: a person must look",
}
_SHOWN = 0.005
_COMMON_NATS = 5.0

EdgeList = Sequence[tuple[int, int, float]]
# Numbers of lines, in the order of `_LINES`, and their weights.
Lines = Sequence[tuple[int, float]]


def lines_of(parts: npt.NDArray[np.float64]) -> list[Lines]:
    """The lines worth saying of each pair, and what they add to its log-odds, in order of their size.

    Args:
        parts: What each feature adds, one row a pair, in the order of `FEATURES`.
    """
    weights = parts[:, [columns[0] for columns in _COLUMNS]]
    for line, columns in enumerate(_COLUMNS):
        for column in columns[1:]:
            weights[:, line] += parts[:, column]
    size = np.abs(weights)
    order = np.argsort(-size, axis=1, kind="stable")
    count = (size > _SHOWN).sum(axis=1).tolist()
    rows = zip(order.tolist(), np.take_along_axis(weights, order, axis=1).tolist(), count, strict=True)
    return [list(zip(lines[:shown], added[:shown], strict=True)) for lines, added, shown in rows]


def evidence(
    asked: Name, listed: Sequence[Word], edges: EdgeList, lines: Lines, values: Sequence[float], base: float
) -> list[Because]:
    """Lines whose weights add up to the log-odds of the name.

    Args:
        asked, listed: The name asked for, and the words of the listed one.
        edges: Bits of words on either side and how alike they are.
        lines: Of `lines_of`.
        values: The features themselves, in the order of `FEATURES`.
        base: The log-odds before any evidence.
    """
    told = [Because("before any evidence: the base rate of a listed name", base)]
    told += [Because(_says(_NAMES[line], asked, listed, edges, values), weight) for line, weight in lines]
    return told


def _says(line: str, asked: Name, listed: Sequence[Word], edges: EdgeList, values: Sequence[float]) -> str:
    """A line in words."""
    match line:
        case "agree":
            return _agreement(asked.words, listed, edges)
        case "rarity":
            return _rarity(values[_NUMBER["matched_information"]])
        case "asked_only":
            return _only("asked for, not in the listing", asked.words, [edge[0] for edge in edges])
        case "listed_only":
            return _only("in the listing, not asked for", listed, [edge[1] for edge in edges])
        case "numbers":
            return f"numbers differ: {_of(asked.words, WordClass.NUMBER)} / {_of(listed, WordClass.NUMBER)}"
        case "legal":
            return f"legal forms differ: {_of(asked.words, WordClass.LEGAL)} / {_of(listed, WordClass.LEGAL)}"
        case "order":
            return "the words stand in another order" if values[_NUMBER["order"]] else "the words stand in the same order"
        case "script":
            return f"written in another script ({asked.script}) than the listing"
        case _:
            return _FIXED[line]


def _picked(words: Sequence[Word], bits: int) -> Sequence[Word]:
    if not bits & (bits - 1):  # one word, as nearly always
        return (words[bits.bit_length() - 1],)
    return [word for place, word in enumerate(words) if bits >> place & 1]


def _text(words: Sequence[Word]) -> str:
    return words[0].text if len(words) == 1 else " ".join([word.text for word in words])


def _agreement(asked: Sequence[Word], listed: Sequence[Word], edges: EdgeList) -> str:
    if not edges:
        return "no word agrees"
    shown = []
    for bits, listed_bits, alike in edges:
        one, two = _picked(asked, bits), _picked(listed, listed_bits)
        left, right = _text(one), _text(two)
        shown.append(left if left == right else f"{left} = {right} ({_how(one, two, alike)})")
    return "agrees: " + ", ".join(shown)


def _how(one: Sequence[Word], two: Sequence[Word], alike: float) -> str:
    left, right = "".join(word.text for word in one), "".join(word.text for word in two)
    if len(one) > 2 or len(two) > 2:
        return "initials" if min(len(left), len(right)) == max(len(one), len(two)) else "joined"
    if len(one) != len(two):
        return "joined" if alike > 0.98 else f"joined, {alike:.0%} alike"
    a, b = one[0], two[0]
    if a.word_class is WordClass.LEGAL:
        return "same kind of legal form"
    if a.concept and a.concept == b.concept and a.word_class == b.word_class:
        meant = a.word_class is WordClass.GENERIC or a.concept >= FIRST_TRANSLATION
        return "same meaning" if meant else "forms of one given name"
    if len(left) == 1 or len(right) == 1:
        return "initial"
    if fold(left) == fold(right):
        return "spelling of one sound"
    if left.startswith(right) or right.startswith(left):
        return "shortened"
    return f"{alike:.0%} alike"


def _rarity(nats: float) -> str:
    return "what agrees is common" if nats < _COMMON_NATS else f"what agrees is rare (1 in {_rounded(nats)} names by chance)"


def _rounded(nats: float) -> str:
    return f"10^{nats / 2.302585:.0f}"


def _only(label: str, words: Sequence[Word], taken: Sequence[int]) -> str:
    used = 0
    for bits in taken:
        used |= bits
    left = [word.text for place, word in enumerate(words) if not used >> place & 1]
    return f"{label}: {' '.join(left)}" if left else f"{label}: parts of words"


def _of(words: Sequence[Word], word_class: WordClass) -> str:
    return " ".join(word.text for word in words if word.word_class is word_class) or "none"
