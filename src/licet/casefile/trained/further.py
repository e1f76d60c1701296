"""Acts that the frames did not read and the network did.

The frames have the first word: a telling that they read, or one of an act they read elsewhere in the document, is not told again. What
is left becomes an event marked `found_by`, with the type, the status and the targets that the network gives it, and the day that the
grammar finds for its words.
"""

from __future__ import annotations

from functools import cache

from licet.casefile.candidates import swallows
from licet.casefile.dates import compatible
from licet.casefile.entities import Entity
from licet.casefile.events import NO_MATCH, Candidate, Event
from licet.casefile.frames import Pattern, frames
from licet.casefile.text import Sentence, Span
from licet.casefile.told_of import ToldOf
from licet.casefile.trained.network import FILE, Telling, network
from licet.casefile.trained.tokens import Tokens, tokens_of
from licet.casefile.whose_units import WhoseUnits

FOUND_BY = "trained"
#: How sure the network is to be of a telling, and of a target; chosen on documents it had not been shown (decision 53).
LEAST_SURE, LEAST_TARGET = 0.6, 0.5
_SECTIONS = {
    "in_force": "does", "announced": "announces", "proposed": "proposes", "alleged": "alleges", "reversed": "ends", "denied": "denies",
    "historical": "recalls",
}  # fmt: skip


class Further(WhoseUnits):
    """Adds what the network reads to what the frames read."""

    def _further(self, sentences: list[Sentence], read: list[Candidate], events: list[Event]) -> list[Event]:
        """Further events, in order of place; `events` are those already read."""
        if not self._read_on(sentences):
            return []
        tokens = tokens_of(self.text, self.masked, self.parties, self.dates, self.written, sentences)
        tellings = network().read(
            tokens.words, tokens.sentences, [n for n, _ in tokens.named], official=self.official, least=LEAST_SURE
        )
        told: dict[int, list[Candidate]] = {}
        for candidate in read:
            told.setdefault(candidate.sentence.at, []).append(candidate)
        by_number = {s.at: s for s in sentences}
        self._by_type: dict[str, ToldOf] = {}
        found: list[Event] = []
        for telling in sorted(tellings, key=lambda t: t.at):
            sentence = by_number[tokens.sentences[telling.at]]
            candidate = self._candidate_of(telling, tokens, sentence)
            if any(_told_already(o, candidate) for o in told.get(sentence.at, ())):
                continue
            event = self._event(candidate)
            event.status = max(telling.statuses, key=lambda s: telling.statuses[s])
            event.found_by = FOUND_BY
            if not any(_is_told(e, event) for e in events):
                self._fold(found, event)
        return found

    @staticmethod
    def _read_on(sentences: list[Sentence]) -> bool:
        return FILE.exists() and bool(sentences)

    def _candidate_of(self, telling: Telling, tokens: Tokens, sentence: Sentence) -> Candidate:
        near = [n for n in telling.tokens if abs(n - telling.at) <= 3]
        span = Span(tokens.starts[near[0]], tokens.ends[near[-1]])
        status = max(telling.statuses, key=lambda s: telling.statuses[s])
        c = Candidate(
            _pattern(telling.type, status),
            frames()[telling.type],
            span,
            sentence,
            NO_MATCH,
            self._quote_at(tokens.starts[telling.at]),
        )
        c.targets = self._whom(telling, tokens)
        return c

    def _whom(self, telling: Telling, tokens: Tokens) -> list[Entity]:
        """The parties that the network takes for targets, in order of place."""
        kinds = frames()[telling.type].target
        if kinds == ("none",):
            return []
        entities = dict(tokens.named)
        return self._once([entities[n] for n, chance in sorted(telling.targets.items()) if chance >= LEAST_TARGET])


@cache
def _pattern(kind: str, status: str) -> Pattern:
    return Pattern(kind, _SECTIONS[status], FOUND_BY, "", "none", "before", False, status, "", ())


def _told_already(one: Candidate, new: Candidate) -> bool:
    """Whether the frames read a telling of the same sentence: of the same act, or one whose content this would be."""
    return one.frame is new.frame or one.span.overlaps(new.span) or swallows(one.frame.type, new.frame.type)


def _is_told(one: Event, new: Event) -> bool:
    """Whether an act that the frames read is the one that a further telling tells of."""
    if one.type != new.type or (one.date and new.date and not compatible(one.date, new.date)):
        return False
    return not one.target or not new.target or not set(one.target).isdisjoint(new.target)
