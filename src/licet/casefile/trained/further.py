"""Acts that the frames did not read and the network did.

The frames have the first word: a telling that they read, or one of an act they read elsewhere in the document, is not told again. What
is left becomes an event marked `found_by`, with the type, the status and the targets that the network gives it, and the day that the
grammar finds for its words.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import chain
from operator import itemgetter

from licet.casefile.candidates import swallows
from licet.casefile.dates import compatible
from licet.casefile.entities import Entity
from licet.casefile.events import NO_MATCH, Candidate, Event
from licet.casefile.frames import Pattern, frames
from licet.casefile.text import Sentence, Span
from licet.casefile.told_of import ToldOf
from licet.casefile.trained.network import Sight, Telling, network
from licet.casefile.trained.tokens import Tokens, tokens_of
from licet.casefile.whose_units import WhoseUnits

FOUND_BY = "trained"
#: How sure the network is to be that something is told, that a party is its target, and of all it says together: type, status and
#: targets. Chosen on documents it had not been shown (decision 53).
LEAST_SURE, LEAST_TARGET, LEAST_RIGHT = 0.5, 0.5, 0.4
_SECTIONS = {
    "in_force": "does", "announced": "announces", "proposed": "proposes", "alleged": "alleges", "reversed": "ends", "denied": "denies",
    "historical": "recalls",
}  # fmt: skip


class Further(WhoseUnits):
    """Adds what the network reads to what the frames read."""

    def _further(self, sentences: list[Sentence], read: list[Candidate], events: list[Event]) -> list[Event]:
        """Further events, in order of place; `events` are those already read."""
        tokens = tokens_of(self.text, self.masked, self.parties, self.dates, self.written, sentences)
        sight = network().look(tokens.words, tokens.sentences, [n for n, _ in tokens.named], official=self.official)
        told: dict[int, list[Candidate]] = {}
        for candidate in read:
            told.setdefault(candidate.sentence.at, []).append(candidate)
        of_type: dict[str, list[Event]] = {}
        for known in events:
            of_type.setdefault(known.type, []).append(known)
        by_number = {s.at: s for s in sentences}
        self._by_type: dict[str, ToldOf] = {}
        found: list[Event] = []
        for kind, run in _surest(sight):
            sentence = by_number[tokens.sentences[run[0]]]
            words = sight.words(kind, run)
            span = Span(tokens.starts[words[0]], tokens.ends[words[-1]])
            if any(_told_already(o, kind, span) for o in told.get(sentence.at, ())):
                continue
            telling = sight.telling(kind, run)
            if _all_right(telling) < LEAST_RIGHT:
                continue
            candidate = self._candidate_of(telling, tokens, sentence, span)
            event = self._event(candidate)
            event.status = max(telling.statuses, key=lambda s: telling.statuses[s])
            event.found_by = FOUND_BY
            if not any(_is_told(e, event) for e in of_type.get(event.type, ())):
                self._fold(found, event)
        return found

    def _candidate_of(self, telling: Telling, tokens: Tokens, sentence: Sentence, span: Span) -> Candidate:
        pattern = _pattern(telling.type, max(telling.statuses, key=lambda s: telling.statuses[s]))
        quote = self._quote_at(tokens.starts[telling.at])
        c = Candidate(pattern, frames()[telling.type], span, sentence, NO_MATCH, quote)
        c.targets = self._whom(telling, tokens)
        return c

    def _whom(self, telling: Telling, tokens: Tokens) -> list[Entity]:
        """The parties that the network takes for targets, in order of place: of the sentence itself if it has any."""
        if frames()[telling.type].target == ("none",):
            return []
        named = [n for n, chance in sorted(telling.targets.items()) if chance >= LEAST_TARGET]
        here = [n for n in named if tokens.sentences[n] == tokens.sentences[telling.at]]
        return self._once([tokens.named[bisect_left(tokens.named, n, key=itemgetter(0))][1] for n in here or named])


def _surest(sight: Sight) -> list[tuple[str, list[int]]]:
    """The runs of words that tell of acts, in order of place; of two that lie over each other the surer one."""
    kept: dict[int, list[tuple[str, list[int]]]] = {}  # by sentence, which no run leaves
    for kind, run in sorted(sight.runs(LEAST_SURE), key=lambda told: -sight.chance(*told)):
        here = kept.setdefault(sight.sentences[run[0]], [])
        if not any(run[0] <= other[-1] and other[0] <= run[-1] for _, other in here):
            here.append((kind, run))
    return sorted(chain.from_iterable(kept.values()), key=itemgetter(1))


def _all_right(telling: Telling) -> float:
    """How sure the network is of all it says: the type, the status, and the party it is least sure of."""
    targets = min((max(chance, 1 - chance) for chance in telling.targets.values()), default=1.0)
    return telling.chance * max(telling.statuses.values()) * targets


@cache
def _pattern(kind: str, status: str) -> Pattern:
    return Pattern(kind, _SECTIONS[status], FOUND_BY, "", "none", "before", False, status, "", ())


def _told_already(one: Candidate, kind: str, span: Span) -> bool:
    """Whether the frames read a telling of the same sentence: of the same act, or one whose content this would be."""
    return one.frame.type == kind or one.span.overlaps(span) or swallows(one.frame.type, kind)


def _is_told(one: Event, new: Event) -> bool:
    """Whether an act that the frames read is the one of its type that a further telling tells of."""
    if one.date and new.date and not compatible(one.date, new.date):
        return False
    return not one.target or not new.target or not set(one.target).isdisjoint(new.target)
