"""Acts a document tells of: type, actor, target, authority, date, status and modality, each tied to its words.

The frames say which words tell of which act; this module finds them in one pass over the masked text. Roles
(`licet.casefile.roles`), standing and date (`judging`) and the folding of several tellings into one event (`folding`) follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from licet.casefile.candidates import choose_within, matches, pattern_index, word_heads
from licet.casefile.events import Candidate, Event
from licet.casefile.folding import Folding
from licet.casefile.frames import Pattern, frames
from licet.casefile.squeezing import INNER, Placed, Squeezed
from licet.casefile.text import Sentence, Span

_GENERAL = re.compile(r"\b(?:may|can|might|could) (?:[a-z]+ ){0,3}$")


def _may_match(pattern: Pattern, words: str) -> bool:
    """Whether a sentence holds all the literals that a pattern cannot do without: cheaper by far than trying it."""
    for literals in pattern.also:
        for literal in literals:
            if literal in words:
                break
        else:
            return False
    return True


class Acts(Folding):
    """The acts of one document."""

    def read(self) -> list[Event]:
        """All events, in order of their first words, ids V1, V2, …"""
        candidates = self._candidates()
        chosen = self._choose([c for c in candidates if self._roles(c)])
        events: list[Event] = []
        self._by_type: dict[str, list[Event]] = {}
        loose: list[Candidate] = []
        for candidate in chosen:
            if (
                self.official
                and candidate.pattern.section == "does"
                and _GENERAL.search(
                    self.masked, max(candidate.sentence.span.start, candidate.span.start - 30), candidate.span.start
                )
            ):
                continue  # "persons ... may be added": what the law allows, not what was done
            if candidate.pattern.loose:
                loose.append(candidate)
                continue
            self._fold(events, self._event(candidate))
        for candidate in sorted(loose, key=lambda c: (c.pattern.status == "attach", c.span.start)):
            self._attach(events, candidate)
        self._settle(events)
        events.sort(key=lambda e: e.trigger.start)
        for number, event in enumerate(events, 1):
            event.id = f"V{number}"
        return events

    def _candidates(self) -> list[Candidate]:
        """Words of the document that may tell of an act, each with the pattern that found them."""
        automaton, patterns, always = pattern_index()
        found: list[Candidate] = []
        table, masked, blocks = frames(), self.masked, self.text.blocks
        story = ("story", "subtitle") if not self.official else ("story", "subtitle", "title", "heading", "link")
        read = [block.kind in story for block in blocks] if any(b.kind == "story" for b in blocks) else [True] * len(blocks)
        for sentence in self.text.sentences:
            if not read[sentence.block]:
                continue
            span = sentence.span
            wanted = {number for _, numbers in automaton.iter(masked, span.start, span.end) for number in numbers}
            if not wanted and not always:
                continue
            words = masked[span.start : span.end]
            beginnings: list[tuple[int, str]] = []
            for number in (*wanted, *always):
                pattern, heads = patterns[number]
                if not _may_match(pattern, words):
                    continue
                if heads is not None and not beginnings:
                    beginnings = word_heads(masked, span)
                for m in matches(pattern, heads, masked, span, beginnings):
                    found.append(Candidate(pattern, table[pattern.frame], self._trigger(m), sentence, m, self._quote_at(m.start())))
            if INNER.search(words):
                found += self._without_adverbials(sentence, (*wanted, *always))
        return found

    def _without_adverbials(self, sentence: Sentence, numbers: Iterable[int]) -> Iterator[Candidate]:
        """Acts whose words are parted by a day or an adverb: "imposed on Monday sanctions on"."""
        _, patterns, _ = pattern_index()
        squeezed = Squeezed(self.masked, sentence.span)
        if not squeezed:
            return
        whole = Span(0, len(squeezed.words))
        beginnings = word_heads(squeezed.words, whole)
        for number in numbers:
            pattern, heads = patterns[number]
            if not _may_match(pattern, squeezed.words):
                continue
            for m in matches(pattern, heads, squeezed.words, whole, beginnings):
                if squeezed.crosses(*m.span()):
                    placed = Placed(m, squeezed)
                    yield Candidate(
                        pattern, frames()[pattern.frame], self._trigger(placed), sentence, placed, self._quote_at(placed.start())
                    )

    def _trigger(self, match: re.Match[str] | Placed) -> Span:
        start, end = match.span()
        while end > start and self.masked[end - 1] in " ,.;":
            end -= 1
        return Span(start, end)

    def _choose(self, candidates: list[Candidate]) -> list[Candidate]:
        """One reading for words that several patterns claim: the section that says more about standing, then the longer."""
        kept: list[Candidate] = []
        by_sentence: dict[int, list[Candidate]] = {}
        for c in candidates:
            by_sentence.setdefault(c.sentence.at, []).append(c)
        for group in by_sentence.values():
            kept.extend(choose_within(group))
        kept.sort(key=lambda c: c.span.start)
        return kept
