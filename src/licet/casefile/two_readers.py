"""A yes needs two readers: the frames read the act as done, and the trained reader does not read it otherwise.

Official facts need neither. A no and "not established" are left as they are: the trained reader may only take a yes away.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from licet.casefile.answers import Answer
from licet.casefile.events import DONE, Event
from licet.casefile.reading import Reading
from licet.casefile.trained.network import Sight, network
from licet.casefile.trained.tokens import Tokens, tokens_of

#: How sure the trained reader is to be that words tell of an act, of whatever type, and that it was done, not to doubt a telling of the frames.
LEAST_SURE, LEAST_DONE = 0.3, 0.7


class SecondReader:
    """The trained reader, asked about documents one at a time; what it made of each is kept.

    Args:
        readings: The documents of a case.
    """

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = {reading.doc_id: reading for reading in readings}
        self._looked: dict[str, tuple[Tokens, Sight]] = {}

    def agreed(self, found: Answer) -> Answer:
        """The answer, or "not established" where every telling that a yes rests on is doubted."""
        if found.answer != "yes" or found.facts:
            return found
        tellings = [(r, e) for doc, ref in found.basis if (r := self._readings.get(doc)) for e in r.events if e.id == ref]
        if not tellings or not all(self._doubts(reading, event) for reading, event in tellings):
            return found
        kinds = " or ".join(sorted({event.type.replace("_", " ") for _, event in tellings}))
        why = f"one reader takes the words for a {kinds} that was done, the other does not"
        return Answer("not_established", why, basis=found.basis)

    def _doubts(self, reading: Reading, event: Event) -> bool:
        """Whether it takes the words of an act told as done for no telling of any, or for one of an act that was not done."""
        if event.status not in DONE:
            return False
        tokens, sight = self._look(reading)
        first, last = bisect_left(tokens.ends, event.trigger.start + 1), bisect_left(tokens.starts, event.trigger.end)
        words = [n for n in range(first, last) if tokens.ends[n] > tokens.starts[n]]
        if not words:
            return False
        telling = sight.telling(event.type, words)
        return sight.any_act(words) < LEAST_SURE or telling.statuses["in_force"] + telling.statuses["historical"] < LEAST_DONE

    def _look(self, reading: Reading) -> tuple[Tokens, Sight]:
        if reading.doc_id not in self._looked:
            text, dates = reading.text, reading.dates
            tokens = tokens_of(text, reading.masked, reading.parties, dates, reading.written, text.sentences)
            named = [n for n, _ in tokens.named]
            sight = network().look(tokens.words, tokens.sentences, named, official=reading.official)
            self._looked[reading.doc_id] = tokens, sight
        return self._looked[reading.doc_id]
