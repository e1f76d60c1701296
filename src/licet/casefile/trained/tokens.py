"""A document as the network sees it: words in lower case, with parties, amounts and dates as kinds of thing.

```text
Commerce put Acme Corp. on the list on Monday    ->    <G:us-commerce> put <C> on the list on <T0>
```

A name is replaced by its kind, so that nothing is learned of a party; agencies, which say whose act it is, keep theirs. A date is
replaced by how long before the document it lies.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from licet.casefile.date_expressions import DateExpression
from licet.casefile.dates import bounds
from licet.casefile.entities import Entity, Parties
from licet.casefile.masking import LETTER
from licet.casefile.text import Sentence, Text

STORY, TITLE = "<s>", "<t>"
_TOKEN = re.compile(r"[CPGNDMT]+|'s\b|[^\W\dA-Z_]+(?:'t\b)?|\d+|[^\s\w]")
_DISTANCES = ((10, "<T0>"), (100, "<T1>"), (400, "<T2>"))  # days before the document
_AGENCIES = ("us-", "eu", "uk", "un")


@dataclass(slots=True)
class Tokens:
    """The tokens of a document's sentences, each sentence opened by a mark of what it is.

    Attributes:
        words: What each token is.
        starts, ends: Its code points in the document; both are those of the sentence's first for its opening mark.
        sentences: The number of its sentence.
        named: Tokens that name a party, with the party, in order.
    """

    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    named: list[tuple[int, Entity]] = field(default_factory=list)


def tokens_of(
    text: Text, masked: str, parties: Parties, dates: Sequence[DateExpression], written: date | None, read: Iterable[Sentence]
) -> Tokens:
    """The tokens of the sentences to be read.

    >>> from licet.casefile.reading import read_text
    >>> r = read_text("The Commerce Department fined Acme Corp. in 2019.")
    >>> tokens_of(r.text, r.masked, r.parties, r.dates, date(2023, 5, 1), r.text.sentences).words
    ['<s>', 'the', '<G:us-commerce>', 'fined', '<C>', 'in', '<T3>', '.']
    """
    kinds, where = _kinds(parties, dates, written)
    begins = sorted(kinds)
    out = Tokens()
    words, starts, ends, sentences = out.words, out.starts, out.ends, out.sentences
    for sentence in read:
        begin, end = sentence.span
        opening = STORY if text.blocks[sentence.block].kind == "story" else TITLE
        words.append(opening)
        starts.append(begin)
        ends.append(begin)
        sentences.append(sentence.at)
        for token in _TOKEN.finditer(masked, begin, end):
            start = token.start()
            word = token.group()
            if word[0].isupper():
                word = kinds.get(start) or _inside(start, kinds, begins)
                entity = where.get(start)
                if entity is not None:
                    out.named.append((len(words), entity))
            words.append(word)
            starts.append(start)
            ends.append(token.end())
            sentences.append(sentence.at)
    return out


def _kinds(parties: Parties, dates: Sequence[DateExpression], written: date | None) -> tuple[dict[int, str], dict[int, Entity]]:
    """What stands where: the kind of thing by its first code point, and the party there."""
    kinds: dict[int, str] = {d.span.start: _age(d, written) for d in dates}
    where: dict[int, Entity] = {}
    demonyms = {m.span.start for e in parties.entities for m in e.mentions if m.kind == "demonym"}
    for span, entity in parties.where:
        letter = LETTER.get(entity.type)
        if letter is None:
            continue
        key = entity.key or ""
        if span.start in demonyms:
            kind = "<D:US>" if key == "country:US" else "<D>"
        elif letter == "G":
            short = key.rpartition(":")[2]
            kind = f"<G:{short}>" if short.startswith(_AGENCIES) else "<G>"
        elif letter == "N":
            kind = "<N:US>" if key == "country:US" else "<N>"
        else:
            kind = f"<{letter}>"
        kinds[span.start] = kind
        where[span.start] = entity
    return kinds, where


def _inside(start: int, kinds: dict[int, str], begins: list[int]) -> str:
    """A run that does not begin where something was found: it goes on from before its sentence, or is an amount."""
    at = bisect_left(begins, start)
    return kinds[begins[at - 1]] if at and start - begins[at - 1] < 3 else "<M>"


def _age(expression: DateExpression, written: date | None) -> str:
    """How long before the document a date lies."""
    if not expression.value or written is None:
        return "<T>"
    first, last = bounds(expression.value)
    if first > written:
        return "<T+>"
    gap = (written - last).days
    return next((kind for days, kind in _DISTANCES if gap <= days), "<T3>")
