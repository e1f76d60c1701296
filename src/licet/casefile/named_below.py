"""Names that stand after the words of an act: joined to them, counted before, or in the lines below."""

from __future__ import annotations

import re
from bisect import bisect_right

from licet.casefile.entities import Entity
from licet.casefile.events import Candidate
from licet.casefile.kinds_meant import KindsMeant
from licet.casefile.text import Span

_NEXT_LIST = re.compile(
    r"\bfollowing (?:individuals?|entit|persons?|vessels?|deletions|changes|entr|amend)|\bentr(?:y|ies) (?:concerning|has|have|is|are)|\bdated:|\bdone at\b|\barticle \d|\bhas also issued\b"
)
_OTHER_LIST = re.compile(r"\bfollowing (?:[a-z]+ )?(?:deletions|changes|removals|amendments)|\b(?:deleted|removed) from\b")
_RUNS_ON = re.compile(
    r"[\"”’)\]\s]*(?:,|;|,? and|,? as well as|,? or|,? plus| &)?[ (\[\"“]*(?:(?:and|the|its|his|their|parent|subsidiary|unit|affiliate|company|also|firm|group|[DN]+|[a-z]+-based|formerly|a\.?k\.?a\.?) ){0,3}[(\"“]*"
)
_ACTS_NEXT = re.compile(
    r"[\"”)]* (?:said|says|told|reported|announced|was|is|has|had|were|will|also|confirmed|showed|did|declined)\b"
)
_COUNTED_ONES = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten) (?:[a-zDN-]+ ){0,2}(?:persons?|individuals?|entit(?:y|ies)|compan(?:y|ies)|vessels?|firms?)\b"
)
_HAD = re.compile(r"\bhad\b|\balready\b|\bpreviously\b")
_NUMBERED = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[-•*–])\s+")
_REMOVES = re.compile(r"\b(?:remov(?:e|es|ed|ing|al)|delet(?:e|es|ed|ing)|delist)")


class NamedBelow(KindsMeant):
    """Targets that the words of an act announce and the lines after them name."""

    def _entry_lines(self, at: int) -> list[tuple[Span, Entity]]:
        """The parties that open the lines below a place, one a line: "1. Jane Roe, director of Acme" lists Jane Roe.

        The list ends with the first line that opens with other words; lines of particulars without a party belong to the entry.
        """
        found: list[tuple[Span, Entity]] = []
        blocks = self.text.blocks
        here = bisect_right(self._block_starts, at) - 1
        if here < 0:
            return []
        ends = blocks[here].span.end
        if self.entities_in(at, ends, ("company", "person")):
            return []
        bare = 0
        for block in blocks[here + 1 : here + 200]:
            if found and _OTHER_LIST.search(self.text.low, block.span.start, block.span.end):
                break
            opens = _NUMBERED.match(self.text.low, block.span.start, block.span.end)
            start = opens.end() if opens else block.span.start
            inside = self.entities_in(start, min(block.span.end, start + 12), ("company", "organization", "person"))
            if inside and inside[0][0].start - start <= 2:
                found.append(inside[0])
                bare = 0
            elif not found or bare or self.entities_in(block.span.start, block.span.end, ("company", "organization", "person")):
                break
            else:
                bare += 1
        return found

    def _removed(self, at: int) -> bool:
        """Whether the sentence a name stands in takes names off the list."""
        sentence = self.text.sentence_at(at)
        return sentence is not None and _REMOVES.search(self.text.low, sentence.span.start, at) is not None

    def _listed_after(self, c: Candidate) -> list[Entity]:
        """`adds 28 entities to the Entity List`: the names stand in the lines that follow."""
        if not self.official:
            return []
        found = self._entry_lines(c.sentence.span.end - 1) or self.entities_in(c.span.end, c.span.end + 4000, ("company",))
        found = [x for x in found if not self._removed(x[0].start)]
        return self._unique(found)[:40]

    def _named_below(self, at: int) -> list[Entity]:
        """The parties listed after `the following entries have been added`, up to the next such sentence."""
        entries = self._entry_lines(at)
        if entries:
            return self._unique(entries)
        here = self.text.sentence_at(at - 1)
        if here is not None and (annexed := self._annexed(here.span.start, here.span.end)):
            return annexed
        stop = _NEXT_LIST.search(self.text.low, at + 1, at + 6000)
        found = self.entities_in(at, stop.start() if stop else at + 3000, ("company", "organization", "person"))
        return self._unique(found)[:60]

    def _run_on(self, c: Candidate, stop: int) -> list[Entity]:
        """The targets with those joined after the words of the act, names in brackets between them: `C ("C"), C ("C") and C`."""
        targets = list(c.targets)
        known = {e.id for e in targets}
        at = max((s.end for s, e in self.entities_in(c.span.start, stop) if e.id in known), default=None)
        if at is None or stop - at > 6:
            return targets
        for span, entity in self.entities_in(at, c.sentence.span.end):
            if _RUNS_ON.fullmatch(self.masked, at, span.start) is None:
                break
            if entity.id not in known:
                if entity.type not in ("company", "person", "organization") or _ACTS_NEXT.match(self.masked, span.end):
                    break
                targets.append(entity)
                known.add(entity.id)
            at = span.end
        return targets

    def _counted(self, c: Candidate) -> list[Entity]:
        """Who "two persons and one entity" are: the parties that the next sentence with names tells of."""
        begin, end = c.sentence.span.start, c.sentence.span.end
        if not _COUNTED_ONES.search(self.masked, begin, end) or _HAD.search(self.masked, begin, c.span.start):
            return []
        if c.frame.type == "designation" and (told := self._being_designated()):
            return told
        for sentence in self.text.sentences[c.sentence.at + 1 : c.sentence.at + 3]:
            heads = self._heads(sentence.span.start, sentence.span.end, ("company", "person"))
            if heads:
                return self._unique(heads)
        return []
