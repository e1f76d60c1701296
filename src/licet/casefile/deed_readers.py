"""Which grammars of deeds a sentence is shown to: those of which it has an opening word.

Most sentences of running text tell of no act. What a run of characters between spaces opens is kept with it, so that one look-up a
word settles what would otherwise be asked of each sentence by every grammar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, reduce
from operator import or_

from licet.casefile.addressing import addressing_deeds
from licet.casefile.addressing import opening_words as verbs_of_speech
from licet.casefile.dealings import dealing_deeds
from licet.casefile.dealings import opening_words as verbs_of_dealing
from licet.casefile.deeds import Deed, deeds, free_forms, table
from licet.casefile.instruments import OPENING_WORDS as INSTRUMENTS
from licet.casefile.instruments import instrument_deeds
from licet.casefile.naming import OPENING_WORDS as NAMES
from licet.casefile.naming import naming_deeds
from licet.casefile.nominals import nominal_deeds, opening_words
from licet.casefile.permits import OPENING_WORDS as PERMITS
from licet.casefile.permits import permissions
from licet.casefile.prohibitions import OPENING_WORDS as BANS
from licet.casefile.prohibitions import prohibitions
from licet.casefile.text import Span
from licet.casefile.told_to import OPENING_WORDS as ORDERS
from licet.casefile.told_to import told_deeds
from licet.casefile.word_facts import WordFacts, words_in

Reader = Callable[[str, Span], Iterator[Deed]]
_THING, _VERB, _FREE_VERB, _NAME, _NOUN, _NOUN_OF_THING, _INSTRUMENT, _BAN, _SPEECH, _TOLD, _DEALING = (
    1 << bit for bit in range(11)
)
_PERMIT = 1 << 20


@cache
def _openings() -> WordFacts[int]:
    """What runs of characters between spaces open, a bit each."""
    rows = table()
    nouns, beside_things = opening_words()
    sets = (
        (_VERB, frozenset(rows.forms)), (_FREE_VERB, free_forms()), (_NAME, NAMES), (_NOUN, nouns), (_NOUN_OF_THING, beside_things),
        (_INSTRUMENT, INSTRUMENTS), (_BAN, BANS), (_TOLD, ORDERS), (_SPEECH, verbs_of_speech()), (_DEALING, verbs_of_dealing()), (_PERMIT, PERMITS),
    )  # fmt: skip

    def of_piece(piece: str) -> int:
        words = words_in(piece)
        return reduce(
            or_, (bit for bit, opening in sets if not opening.isdisjoint(words)), _THING if rows.anywhere.hinted[piece] else 0
        )

    return WordFacts(of_piece)


def _without_things(masked: str, span: Span) -> Iterator[Deed]:
    return deeds(masked, span, things=False)


@cache
def _readers(opened: int) -> tuple[Reader, ...]:
    """The grammars that the words of a sentence open, in the order in which they are heard."""
    things = bool(opened & _THING)
    told = (
        (opened & _TOLD, told_deeds), (opened & _SPEECH, addressing_deeds), (opened & _VERB and things, deeds), (opened & _FREE_VERB and not things, _without_things), (opened & _NAME, naming_deeds),
        (opened & _NOUN or (opened & _NOUN_OF_THING and things), nominal_deeds), (opened & _INSTRUMENT, instrument_deeds),
        (opened & _BAN, prohibitions), (opened & _DEALING, dealing_deeds), (opened & _PERMIT, permissions),
    )  # fmt: skip
    return tuple(reader for opens, reader in told if opens)


def readers(pieces: Iterable[str]) -> tuple[Reader, ...]:
    """The grammars that may find a deed in a sentence, by what stands between its spaces.

    >>> [reader.__name__ for reader in readers("the weather was bad all week".split(" "))]
    []
    >>> [reader.__name__ for reader in readers("sanctions were imposed".split(" "))]
    ['deeds', 'nominal_deeds']
    """
    return _readers(reduce(or_, map(_openings().__getitem__, pieces), 0))
