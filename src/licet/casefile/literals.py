"""What an expression cannot do without, read from its parse tree: words it must hold, and letters it can begin with.

An expression of an act is tried only in a sentence that holds its words, and only at words it can begin with; both are found
by look-up, which costs far less than trying it. Nothing is left out: the sets hold more than the expression matches, never less.
"""

from __future__ import annotations

import re
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

Tree = list[tuple[Any, Any]]
REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
HEAD = 6
_MANY = 4000
_FEW = 12  # letters of a set after which a beginning is read on
_PRIVATE = 0xE000  # letters that stand for macros while an expression is parsed
_COMMON = frozenset(
    [
        "the",
        "of",
        "to",
        "on",
        "for",
        "from",
        "with",
        "by",
        "in",
        "and",
        "or",
        "a",
        "an",
        "as",
        "at",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "that",
        "this",
        "under",
        "subject",
        "said",
        "will",
        "would",
        "into",
    ]
)


class Macro:
    """A named part of expressions, read once for all that use it."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._required: dict[str, tuple[set[frozenset[str]], str]] = {}

    def required(self, last: str) -> tuple[set[frozenset[str]], str]:
        """What it requires, and the space that surely ends it."""
        if last not in self._required:
            self._required[last] = _required(self._tree, last)
        return self._required[last]

    @cached_property
    def heads(self) -> set[tuple[str, bool]]:
        """Its beginnings, and whether what follows it may go on with them."""
        return _heads(self._tree, HEAD)


def parse(pattern: str, macros: Mapping[str, Macro] = MappingProxyType({})) -> Tree:
    """The parse tree of an expression, in which a macro written `{NAME}` is one node.

    Raises:
        re.error: It is no expression.
    """
    marks = {name: chr(_PRIVATE + number) for number, name in enumerate(macros)}
    marked = re.sub(r"\{([A-Z_]+)\}", lambda m: marks.get(m[1], m[0]), pattern)
    return _with_macros(parser.parse(marked), {ord(mark): macros[name] for name, mark in marks.items()})


def _with_macros(tree: Iterable[tuple[Any, Any]], macros: dict[int, Macro]) -> Tree:
    """The tree with a node of its own for each macro's mark."""
    return [_node(operation, argument, macros) for operation, argument in tree]


def _node(operation: Any, argument: Any, macros: dict[int, Macro]) -> tuple[Any, Any]:
    name = str(operation)
    if name == "LITERAL" and argument in macros:
        return "MACRO", macros[argument]
    if name == "IN" and any(
        str(kind) == "LITERAL" and letter in macros for kind, letter in argument
    ):  # branches of one letter each
        return "BRANCH", (None, [[_node(kind, letter, macros)] for kind, letter in argument])
    if name == "BRANCH":
        return operation, (None, [_with_macros(branch, macros) for branch in argument[1]])
    if name == "SUBPATTERN":
        return operation, (*argument[:3], _with_macros(argument[3], macros))
    if name in REPEATS:
        return operation, (*argument[:2], _with_macros(argument[2], macros))
    return operation, argument


def required_literals(tree: Tree) -> frozenset[str]:
    """Words of which one must stand in any text that matches; empty when the expression requires none of three letters.

    Of the sets of `requirements` the rarest is taken, hence the one whose shortest word has the most letters.

    >>> sorted(required_literals(parse("(?:added|placed)(?: [^ ]+){0,6} entity list")))
    [' entity list']
    """
    best = max(requirements(tree), key=lambda words: (weight(words), -len(words), sorted(words)), default=frozenset[str]())
    return best if weight(best) >= 3 else frozenset()


def weight(option: Iterable[str]) -> int:
    """Letters that a scan of running text will seldom meet by chance: function words count for nothing."""
    return min(map(_letters_that_tell, option), default=0)


@cache
def _letters_that_tell(literal: str) -> int:
    return sum(len(word) for word in literal.split() if word not in _COMMON)


@cache
def telling(literal: str) -> str:
    """The part of a literal by which a word that may belong to it is known: the word that says most, with the spaces around it.

    >>> telling(" entity list"), telling("export privileges of")
    (' entity ', ' privileges ')
    """
    parts = literal.split(" ")
    last = len(parts) - 1
    pieces = [f"{' ' if number else ''}{part}{' ' if number < last else ''}" for number, part in enumerate(parts) if part]
    return max(pieces, key=lambda piece: (weight([piece]), len(piece)), default=" ")


def commonness(literals: Iterable[str]) -> tuple[float, tuple[str, ...]]:
    """How much of running text a set of literals is thought to hit, by the letters of the words they are known by."""
    return sum(8.0 ** -weight([telling(literal)]) for literal in literals), tuple(literals)


def requirements(tree: Tree, before: str = "") -> set[frozenset[str]]:
    """Sets of literals; a text that matches holds at least one of each. `before` is the space that surely stands before it.

    A sequence requires what each of its parts requires, an alternative one literal of each branch, an optional part
    nothing. A literal keeps the space that always stands before it, so that "aid" is not found in "said".

    >>> sorted(sorted(words) for words in requirements(parse("(?:added|placed) (?:[a-z]+ )?(?:on|to) it")))
    [[' it'], [' on', ' to'], ['added', 'placed']]
    """
    return _required(tree, before)[0]


def _required(tree: Tree, last: str) -> tuple[set[frozenset[str]], str]:
    """What a sequence requires, and the space that surely ends it; `last` is the space that surely stands before it."""
    found: set[frozenset[str]] = set()
    run = ""
    for operation, argument in [*tree, ("END", None)]:
        name = str(operation)
        if name == "LITERAL":
            run = (run or last) + chr(argument)
            continue
        before = run or last
        if run:
            last = " " if run.endswith(" ") else ""
        if name == "BRANCH":  # the parser takes a common beginning out of the branches: put it back
            branches = [_required([*_letters(before), *branch], "") for branch in argument[1]]
            best = [
                max(sets, key=lambda words: (weight(words), min(map(len, words)), -len(words), sorted(words)), default=None)
                for sets, _ in branches
            ]
            if all(words is not None for words in best):
                found.add(frozenset().union(*(words for words in best if words is not None)))
            last = " " if all(end == " " for _, end in branches) else ""
        elif name == "SUBPATTERN":
            sets, last = _required(list(argument[3]), last)
            found |= sets
        elif name == "MACRO":
            sets, last = argument.required(last)
            found |= sets
        elif name in REPEATS:
            sets, end = _required(list(argument[2]), "")
            found |= sets if argument[0] >= 1 else set()
            last = end if argument[0] >= 1 or end == last else ""
        elif name not in ("AT", "ASSERT", "ASSERT_NOT", "END"):
            last = ""
        if run.strip():
            found.add(frozenset({run}))
        run = ""
    return found, last


def _letters(words: str) -> Tree:
    return [(parser.LITERAL, ord(letter)) for letter in words]


def beginnings(tree: Tree) -> frozenset[str] | None:
    """One to six characters with one of which every match begins; None when it may begin with anything but a letter or digit.

    >>> sorted(beginnings(parse("(?:the )?(?:ban|bar)red")))
    ['banred', 'barred', 'the ba']
    >>> beginnings(parse(r"\\w+ list")) is None
    True
    """
    heads = {words for words, _ in _heads(tree, HEAD)}
    if len(heads) > _MANY or not all(words[:1].isalnum() for words in heads):
        return None
    return frozenset(heads)


def first_characters(tree: Tree, size: int = HEAD) -> frozenset[str]:
    """Up to so many characters with one of which every match begins, any digit written 0; "" where anything may stand.

    >>> sorted(first_characters(parse(r"(?:Mon|Tues)day|\\d{1,2} May"), 3))
    ['0 M', '00 ', 'Mon', 'Tue']
    >>> first_characters(parse(r"\\w+ list"))
    frozenset({''})
    """
    heads = {words for words, _ in _heads(_digits_named(tree), size)}
    return frozenset(heads) if len(heads) <= _MANY else frozenset({""})


def _digits_named(tree: Iterable[tuple[Any, Any]]) -> Tree:
    """The tree with `0` for any digit."""
    return [_digit_named(operation, argument) for operation, argument in tree]


def _digit_named(operation: Any, argument: Any) -> tuple[Any, Any]:
    name = str(operation)
    if name == "LITERAL" and chr(argument).isdigit():
        return parser.LITERAL, ord("0")
    if name == "IN" and all(_is_digit(*item) for item in argument):
        return parser.LITERAL, ord("0")
    if name == "IN":
        return operation, [_digit_named(*item) for item in argument]
    if name == "BRANCH":
        return operation, (None, [_digits_named(branch) for branch in argument[1]])
    if name == "SUBPATTERN":
        return operation, (*argument[:3], _digits_named(argument[3]))
    if name in REPEATS:
        return operation, (*argument[:2], _digits_named(argument[2]))
    return operation, argument


def _is_digit(kind: Any, what: Any) -> bool:
    """Whether a member of a set stands for digits alone: `\\d`, `0-9`, `7`."""
    name = str(kind)
    if name == "CATEGORY":
        return str(what) == "CATEGORY_DIGIT"
    if name == "RANGE":
        return chr(what[0]).isdigit() and chr(what[1]).isdigit()
    return name == "LITERAL" and chr(what).isdigit()


def _heads(tree: Iterable[tuple[Any, Any]], size: int) -> set[tuple[str, bool]]:
    """Beginnings of a sequence, and whether what follows the sequence may go on with them."""
    heads = {("", True)}
    for operation, argument in tree:
        if not any(goes_on for _, goes_on in heads):
            break
        heads = _joined(heads, _head(str(operation), argument, size), size)
    return heads


def _joined(heads: set[tuple[str, bool]], following: set[tuple[str, bool]], size: int) -> set[tuple[str, bool]]:
    joined = {head for head in heads if not head[1]}
    for words, goes_on in heads:
        if goes_on:
            for more, on in following:
                both = (words + more)[:size]
                joined.add((both, on and len(both) < size))
    return {("", False)} if len(joined) > _MANY else joined


def _letters_of(members: Iterable[tuple[Any, Any]]) -> str | None:
    """The letters of a set that names them, one by one or from one to another; None for any other."""
    letters = []
    for kind, what in members:
        name = str(kind)
        if name == "LITERAL":
            letters.append(chr(what))
        elif name == "RANGE" and what[1] - what[0] < _MANY:
            letters.extend(map(chr, range(what[0], what[1] + 1)))
        else:
            return None
    return "".join(letters)


def _head(name: str, argument: Any, size: int) -> set[tuple[str, bool]]:
    if name == "LITERAL":
        return {(chr(argument), True)}
    if name == "IN" and (letters := _letters_of(argument)) is not None:
        return {(letter, len(letters) <= _FEW) for letter in letters}
    if name == "BRANCH":
        return set().union(*(_heads(branch, size) for branch in argument[1]))
    if name == "SUBPATTERN":
        return _heads(argument[3], size)
    if name == "MACRO":
        heads: set[tuple[str, bool]] = argument.heads
        return heads
    if name in REPEATS:
        once = _heads(argument[2], size)
        heads = set(once)
        for _ in range(min(int(argument[1]), size) - 1):
            heads |= _joined(heads, once, size)
        return heads | {("", True)} if argument[0] == 0 else heads
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return {("", True)}
    return {("", False)}
