"""Acts a document tells of: type, actor, target, authority, date, status and modality, each tied to its words.

The frames say which words tell of which act; this module finds them in one pass over the masked text. Roles
(`licet.casefile.roles`), standing and date (`judging`) and the folding of several tellings into one event (`folding`) follow.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from licet.casefile.candidates import choose_within, matches, pattern_index
from licet.casefile.events import Candidate, Event
from licet.casefile.folding import Folding
from licet.casefile.frames import Pattern, frames
from licet.casefile.text import Span

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
        automaton, patterns, always = pattern_index()
        sentences = self.text.sentences
        if not sentences:
            return []
        starts = [s.span.start for s in sentences]
        wanted: dict[int, set[int]] = {}
        at, following, here = -1, starts[0], set[int]()
        for end, numbers in automaton.iter(self.masked):
            if end >= following:
                at = bisect_right(starts, end) - 1
                following = starts[at + 1] if at + 1 < len(starts) else len(self.masked)
                here = wanted.setdefault(at, set())
            if at >= 0:
                here.update(numbers)
        found: list[Candidate] = []
        table = frames()
        blocks = self.text.blocks
        story = ("story", "subtitle") if not self.official else ("story", "subtitle", "title", "heading", "link")
        only_lines = not any(b.kind == "story" for b in blocks)
        for at in sorted(wanted):
            sentence = sentences[at]
            if blocks[sentence.block].kind not in story and not only_lines:
                continue
            span = sentence.span
            words = self.masked[span.start : span.end]
            for number in (*wanted[at], *always):
                pattern = patterns[number]
                if not _may_match(pattern, words):
                    continue
                for m in matches(pattern.regex, self.masked, span):
                    found.append(Candidate(pattern, table[pattern.frame], self._trigger(m), sentence, m, self._quote_at(m.start())))
        return found

    def _trigger(self, match: re.Match[str]) -> Span:
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
