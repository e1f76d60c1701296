"""Two wordings of one field side by side: what went, what came, and as much of the rest as is needed to read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

_BESIDE = 5
"""Words that stay before and after a change; longer stretches in between are left out."""
_MOST = 4_000
SAME, GONE, CAME, LEFT_OUT = "same", "gone", "came", "left out"


def changes(before: str, after: str, between: str = "; ") -> list[tuple[str, str]]:
    """The wordings as pieces, each `SAME`, `GONE`, `CAME` or `LEFT_OUT`.

    Lists ("A; B; C") are compared by their items, whatever the order; running text word by word. `between` stands between
    the items of a list.

    >>> changes("A; B; C", "C; A; D")
    [('gone', 'B'), ('came', 'D')]
    >>> changes("1 Road, Dubai", "2 Road, Dubai")
    [('gone', '1'), ('came', '2'), ('same', 'Road, Dubai')]
    """
    if not before or not after:
        return [(kind, text) for kind, text in ((GONE, before), (CAME, after)) if text]
    if between in before or between in after:
        one, two = _items(before, between), _items(after, between)
        gone, came = list((Counter(one) - Counter(two)).elements()), list((Counter(two) - Counter(one)).elements())
        if gone or came:
            if len(gone) == len(came) == 1:
                return list(_by_words(gone[0], came[0]))
            return [*((GONE, item) for item in gone), *((CAME, item) for item in came)]
    return list(_by_words(before, after))


def marked(pieces: Iterable[tuple[str, str]]) -> str:
    """The pieces in plain text: [-gone-] {+came+}.

    >>> marked(changes("1 Road, Dubai", "2 Road, Dubai"))
    '[-1-] {+2+} Road, Dubai'
    """
    signs = {SAME: "{}", GONE: "[-{}-]", CAME: "{{+{}+}}", LEFT_OUT: "{}"}
    return " ".join(signs[kind].format(text) for kind, text in pieces)


def _items(text: str, between: str) -> list[str]:
    return [item for part in text.split(between) if (item := part.strip())]


def _by_words(before: str, after: str) -> Iterator[tuple[str, str]]:
    one, two = before.split(), after.split()
    if len(one) + len(two) > _MOST or not one or not two:
        yield GONE, before
        yield CAME, after
        return
    found = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    for place, (what, start, end, first, last) in enumerate(found):
        if what == "equal":
            yield from _shortened(one[start:end], is_first=place == 0, is_last=place == len(found) - 1)
            continue
        if end > start:
            yield GONE, " ".join(one[start:end])
        if last > first:
            yield CAME, " ".join(two[first:last])


def _shortened(words: list[str], *, is_first: bool, is_last: bool) -> Iterator[tuple[str, str]]:
    """Words that did not change, without those far from a change."""
    head = 0 if is_first else _BESIDE
    tail = 0 if is_last else _BESIDE
    if len(words) <= head + tail + 2:
        yield SAME, " ".join(words)
        return
    if head:
        yield SAME, " ".join(words[:head])
    yield LEFT_OUT, "…"
    if tail:
        yield SAME, " ".join(words[-tail:])
