"""Acts a document tells of: type, actor, target, authority, date, status and modality, each tied to its words.

The frames say which words tell of which act; this module finds them in one pass over the masked text. Roles
(`licet.casefile.roles`), standing and date (`judging`) and the folding of several tellings into one event (`folding`) follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from licet.casefile.candidates import choose_within
from licet.casefile.conduct_days import date_conduct
from licet.casefile.events import Candidate, Event
from licet.casefile.frames import GROUP_OF, Pattern, frames
from licet.casefile.licensed import licensed
from licet.casefile.matching import pattern_index
from licet.casefile.officials import holds_office, never_befalls_officials
from licet.casefile.squeezing import Placed, Squeezed, may_squeeze
from licet.casefile.text import Sentence, Span
from licet.casefile.told_of import ToldOf
from licet.casefile.trained.further import Further

_TALKS = frozenset({"trade_talks", "trade_deal"})
_FIRMS_TALK = re.compile(
    r"(?:\b(?:partners|companies|firms|unions?|pilots|lenders|creditors|shareholders|airlines?|clubs?|banks|C{2,})|C{2})(?: and (?:the |its )?[a-zC]+)? (?:has |have |had |also ){0,2}$"
)
_CHAMBER = re.compile(
    r"\b(?:house|senate|senators|lawmakers|committee|parliament|legislature|deputies|mps|meps|bill|legislation)\b"
)
_PENDING = frozenset({"bill_introduced", "legislative_vote", "rulemaking"})
_CONTENT = frozenset({"lists", "export privileges", "permissions", "other rules"})
_WOULD_DO = re.compile(
    r"^[^;]{0,120}?\b(?:to|would|that could|barring|banning|blocking|requiring|prohibiting|aimed at)(?: [a-z]+){0,3} ?$"
)
_SAID_NOT_DONE = frozenset({"designation", "entity_list_addition", "military_company_listing"})
_THEY = re.compile(r"(?:they|these (?:individuals|persons|entities|companies|people)|both|all) ")
_ORDER_TITLE = re.compile(
    r"(?:Final )?(?:Order|Modification|Notice) (?:Temporarily |Renewing |Denying |Terminating |Modifying |of )[A-Za-z ,'-]{8,140}"
)
_CAPITALS = re.compile(r"[A-Z][A-Z ,'-]{11,150}")
_GENERAL = re.compile(r"\b(?:may|can|might|could) (?:[a-z]+ ){0,3}$")


class Acts(Further):
    """The acts of one document."""

    def read(self) -> list[Event]:
        """All events, in order of their first words, ids V1, V2, …"""
        masked = self.masked
        sentences = [(s, masked[s.span.start : s.span.end].split(" ")) for s in self._read_sentences()]
        candidates = self._candidates(sentences)
        chosen = self._choose([c for c in candidates if self._roles(c)])
        chosen += self._by_grammar(sentences, chosen)
        chosen = [c for c in self._not_yet_law(chosen) if c.frame.type not in _TALKS or not self._of_firms(c)]
        votes = [c.span for c in chosen if c.frame.type == "legislative_vote"]
        chosen = [c for c in chosen if c.frame.type != "bill_introduced" or not any(v.overlaps(c.span) for v in votes)]
        chosen.sort(key=lambda c: c.span.start)
        self._take_groups(chosen)
        self._take_joined(chosen)
        self._take_owners(chosen)
        events: list[Event] = []
        self._by_type: dict[str, ToldOf] = {}
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
            if self.masked.endswith("would have ", candidate.sentence.span.start, candidate.span.start):
                continue  # what a measure that came to nothing would have done
            if candidate.pattern.loose:
                loose.append(candidate)
                continue
            self._right_list(candidate)
            self._goes_on(candidate, chosen)
            self._passes_over_officials(candidate)
            if GROUP_OF[candidate.frame.type] == "permissions":
                candidate.targets = licensed(candidate, masked, self.entities_in)
            event = self._event(candidate)
            if candidate.pattern.source.startswith("deed ") and event.status == "denied" and event.type not in _SAID_NOT_DONE:
                continue  # grammar alone does not tell what was denied from what merely was not done
            self._fold(events, event)
        for candidate in sorted(loose, key=lambda c: (c.pattern.status == "attach", c.span.start)):
            self._attach(events, candidate)
        self._settle(events)
        date_conduct(events, self.dates, self.text, self.written)
        events += self._further([s for s, _ in sentences], chosen, events)
        events.sort(key=lambda e: e.trigger.start)
        for number, event in enumerate(events, 1):
            event.id = f"V{number}"
        return events

    def _of_an_agency(self, c: Candidate) -> bool:
        """Whether commissioners vote, who decide: "the FCC voted 5-0 to bar"."""
        voters = self.entities_in(c.sentence.span.start, c.span.end, ("agency", "legislature"))
        return (
            any(e.type == "agency" for _, e in voters)
            and not any(e.type == "legislature" for _, e in voters)
            and not _CHAMBER.search(self.masked, c.sentence.span.start, c.span.end)
        )

    def _of_firms(self, c: Candidate) -> bool:
        """Whether firms talk or agree, by who stands right before the words."""
        return _FIRMS_TALK.search(self.masked, max(c.sentence.span.start, c.span.start - 60), c.span.start) is not None

    def _not_yet_law(self, chosen: list[Candidate]) -> list[Candidate]:
        """Without what a bill, a vote or a proposed rule would do: "passed a bill to bar C from government devices"."""
        chosen = [c for c in chosen if c.frame.type != "legislative_vote" or not self._of_an_agency(c)]
        pending: dict[int, list[Candidate]] = {}
        for c in chosen:
            if c.frame.type in _PENDING:
                pending.setdefault(c.sentence.at, []).append(c)
        kept = []
        for c in chosen:
            before = [p for p in pending.get(c.sentence.at, ()) if p.span.start < c.span.start and p is not c]
            if before and GROUP_OF[c.frame.type] in _CONTENT and c.frame.type not in _PENDING:
                between = self.masked[min(before[-1].span.end, c.span.start) : c.span.start]
                if _WOULD_DO.search(between) or (not between and before[-1].span.end > c.span.start):
                    continue
            kept.append(c)
        return kept

    def _passes_over_officials(self, c: Candidate) -> None:
        """A firm named before in the sentence takes the place of an official as the target of what befalls firms."""
        if c.targets and never_befalls_officials(c.frame.type) and all(holds_office(self.text, e) for e in c.targets):
            before = self.entities_in(c.sentence.span.start, c.span.start, ("company", "organization"))
            c.targets = [before[-1][1]] if before else []

    def _goes_on(self, c: Candidate, chosen: list[Candidate]) -> None:
        """`They are designated under`: whom the sentence before told of in the same act."""
        if GROUP_OF[c.frame.type] != "lists" or not _THEY.match(self.masked, c.sentence.span.start, c.span.end):
            return
        before = [o for o in chosen if o.frame is c.frame and o is not c and o.targets and 0 < c.sentence.at - o.sentence.at <= 2]
        if before:
            c.targets = list(before[-1].targets)

    def _candidates(self, sentences: list[tuple[Sentence, list[str]]]) -> list[Candidate]:
        """Words of the document that may tell of an act, each with the pattern that found them."""
        index, masked = pattern_index(), self.masked
        found: list[Candidate] = []
        for sentence, pieces in sentences:
            facts, span = index.facts(pieces), sentence.span
            if numbers := index.needing(facts):
                for pattern, match in index.matches(numbers, masked, span, pieces):
                    found.append(self._candidate(pattern, sentence, match))
            words = masked[span.start : span.end]
            if may_squeeze(words, pieces):
                found += self._without_adverbials(sentence, facts)
        return found

    def _read_sentences(self) -> list[Sentence]:
        """The sentences that may tell of acts: the story; in official documents titles and headings too."""
        blocks = self.text.blocks
        story = ("story", "subtitle") if not self.official else ("story", "subtitle", "title", "heading", "link")
        headings = [
            self.official
            and b.kind == "boilerplate"
            and (_CAPITALS.fullmatch(words := self.text.flat[b.span.start : b.span.end].strip()) or _ORDER_TITLE.fullmatch(words))
            is not None
            for b in blocks
        ]
        read = (
            [block.kind in story or heading for block, heading in zip(blocks, headings, strict=True)]
            if any(b.kind == "story" for b in blocks)
            else [True] * len(blocks)
        )
        return [sentence for sentence in self.text.sentences if read[sentence.block]]

    def _without_adverbials(self, sentence: Sentence, facts: int) -> Iterator[Candidate]:
        """Acts whose words are parted by a day or an adverb: "imposed on Monday sanctions on"."""
        squeezed = Squeezed(self.masked, sentence.span)
        if not squeezed:
            return
        index, pieces = pattern_index(), squeezed.words.split(" ")
        numbers = index.needing(facts, index.facts(pieces))
        for pattern, match in index.matches(numbers, squeezed.words, Span(0, len(squeezed.words)), pieces):
            if squeezed.crosses(*match.span()):
                yield self._candidate(pattern, sentence, Placed(match, squeezed))

    def _candidate(self, pattern: Pattern, sentence: Sentence, match: re.Match[str] | Placed) -> Candidate:
        return Candidate(pattern, frames()[pattern.frame], self._trigger(match), sentence, match, self._quote_at(match.start()))

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
