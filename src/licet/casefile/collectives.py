"""Who "six firms", "the following persons" or "those listed in the Annex" are: the names that stand elsewhere in the document.

```text
six firms, including C and C        the names after the words that open a list
six firms. The companies are C, C   the names of a sentence that goes on with the same noun
persons listed in the Annex         the entries under the heading of the annex
```
"""

from __future__ import annotations

import re

from licet.casefile.entities import Entity
from licet.casefile.folding import Folding
from licet.casefile.text import Sentence, Span
from licet.casefile.units_meant import THE_FIRM, how_many

_NOUN = (
    r"(?:compan(?:y|ies)|firms?|entit(?:y|ies)|individuals?|persons?|people|men|women|vessels?|ships?|tankers?|airlines?|banks?|subsidiar(?:y|ies)|affiliates?|suppliers?|traders?|oligarchs?|"
    r"businessmen|ministers?|generals?|commanders?|judges?|politicians?|lawmakers?|executives?|officials?|institutes?|universit(?:y|ies)|chipmakers?|makers?|manufacturers?|carriers?|organi[sz]ations?|parties|units?|targets|names|groups?|businesses|distributors?|start-?ups?|exchanges?|"
    r"laborator(?:y|ies)|front companies|insurers?|refiner(?:y|ies|s)|additions|designees|respondents|defendants|tycoons?|shippers?|brokers?|producers?)"
)
_COLLECTIVE = re.compile(rf"(?<![a-z]){_NOUN}(?![a-z])")
_LISTING_WORDS = re.compile(
    r"\b(?:including|such as|among them|among which|namely|notably|in particular)(?: are| is|:)? |(?:: | [-–—] |--)(?!$)"
)
_GO_ON = re.compile(
    rf"(?:the |those |these |among (?:the |those |these )?|they|also |other |newly )?(?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|newly|others?|[a-zDN-]+|latest|new) ){{0,4}}?(?:{_NOUN}(?: [a-z]+){{0,6}}?|them|they|those [a-z]+(?: [a-z]+)?|additions|list|names|others|rest)"
    r" (?:are|is|were|was|include|includes|included|named|comprise|comprised|consist of|targeted (?:are|were|include)|:)"
)
_AMONG_THEM = re.compile(
    rf"among (?:those|them|the (?:[a-z0-9]+ ){{0,3}}?{_NOUN})(?: (?:newly )?(?:blacklisted|sanctioned|targeted|designated|named|listed|added|affected|hit)(?: T+| today)?)? (?:are|were|is|was) "
)
_FAR, _NEAR = 8, 3  # sentences in which names go on, and in which they begin
_JOINED = re.compile(r"(?:,|;|,? and|,? or|,? as well as|,? along with|,? plus| &|\)|\([^()]{0,60}\)|[a-zDN' -]|,? \(| T+)*")
_VERB = re.compile(
    r"\b(?:said|says|told|which|who|that|because|after|were|was|is|are|has|have|had|for|over|by|from|to|into|under|accus|citing|saying|makes?(?![a-z])|made|sells?(?![a-z])|supplied|provid|help|bars?|requir|allow|mean)"
)
_AND_THE_OTHERS = re.compile(rf"(?:;|,|,? and) (?:the )?(?:[a-z]+ )?{_NOUN} (?:are|were|include|is|was|:) ")
_ANNEX_SAID = re.compile(r"\b(?:annex(?:es)?|appendix|schedule|table below|list below)\b")
_ANNEX_HEAD = re.compile(r"(?:annex|appendix|schedule)(?: [ivx\d]+)?(?: to .{0,120})?\s*$")
_ENTRY = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[-•*–]|\d{1,3}\s)\s*(?:name:? ?)?")
_BEING = re.compile(
    r"(?P<who>[CP]{2,}(?:(?:,|,? and) [CP]{2,})*)(?: \([^()]{1,60}\))?(?:,[^.;]{0,80},)? (?:is|are|was|were) (?:also |today )?(?:being )?(?:designated|sanctioned)(?: today)? (?:pursuant|for|under)"
)
_MAY_OPEN = ("company", "organization", "person")


class Collectives(Folding):
    """Finds the members of a collective."""

    def _members(self, sentence: Sentence, start: int, end: int) -> list[Entity]:
        """The parties a counted or plural phrase in [start, end) stands for, where they are named in the words that follow."""
        nouns = list(_COLLECTIVE.finditer(self.masked, start, min(sentence.span.end, end + 40)))
        if not nouns:
            return []
        noun = nouns[-1]
        part = self.masked.find("; ", noun.end(), sentence.span.end)
        opening = _LISTING_WORDS.search(self.masked, noun.end(), part if part >= 0 else sentence.span.end)
        if opening is not None and (named := self._run(opening.end(), sentence.span.end)):
            return named
        count = how_many(self.masked[start : noun.end()])
        found: list[Entity] = []
        last = sentence.at
        for following in self.text.sentences[sentence.at + 1 : sentence.at + 1 + _FAR]:
            if named := self._named_on(following):
                found += named
                last = following.at
            elif following.at - last > (1 if found else _NEAR):
                break
            elif not found and following.at <= sentence.at + _NEAR and (joined := self._joined_opening(following, sentence.at)):
                return joined if count is None or count == len(joined) else []
            if found and (count is None or len(found) >= count):
                break
        return self._once(found)

    def _named_on(self, following: Sentence) -> list[Entity]:
        """The names of a sentence that goes on with those counted before: "the others are", "among those listed were two units of C: C and C"."""
        begin, end = following.span.start, following.span.end
        opens = _GO_ON.match(self.masked, begin, end) or _AMONG_THEM.match(self.masked, begin, end)
        if opens is not None:
            colon = self.masked.find(": ", opens.end(), end)
            if colon >= 0 and _COLLECTIVE.search(self.masked, opens.end(), colon):
                return self._run(colon + 1, end)
            return self._run(opens.end(), end)
        return self._run(begin + len("among "), end) if self.text.low.startswith("among ", begin) else []

    def _joined_opening(self, following: Sentence, at: int) -> list[Entity]:
        """The names joined at the beginning of the very next sentence."""
        begin = following.span.start
        if following.at != at + 1 or not self.entities_in(begin, begin + 2, _MAY_OPEN):
            return []
        joined = self._joined(self.entities_in(begin, following.span.end, _MAY_OPEN))
        return joined if len(joined) > 1 else []

    def _owner_of(self, start: int, stop: int) -> list[Entity]:
        """Whose the units are that nobody names: the first firm after "units of", or what "the company" there stands for."""
        owner = self.entities_in(start, stop, ("company", "organization"))
        if owner:
            return [owner[0][1]]
        return self._antecedent(start) if THE_FIRM.search(self.masked, start, stop) else []

    def _being_designated(self) -> list[Entity]:
        """Whom an official document says, one by one, to be designated by it."""
        found: list[tuple[Span, Entity]] = []
        for m in _BEING.finditer(self.masked):
            found += self.entities_in(m.start("who"), m.end("who"), _MAY_OPEN)
        return self._unique(found)

    def _run(self, start: int, end: int) -> list[Entity]:
        """The parties of a run of names joined by commas and "and", each perhaps with words that say what it is."""
        found: list[tuple[Span, Entity]] = []
        for x in self.entities_in(start, end, _MAY_OPEN):
            between = self.masked[found[-1][0].end if found else start : x[0].start]
            if found and _AND_THE_OTHERS.fullmatch(between):
                found.append(x)
                continue
            if len(between) > 90 or _VERB.search(between) or (";" in between[:-1] and not found):
                break
            if found and not between.strip(" ").startswith((",", "and", ";", "&", "or", "(", "as well", "along", "plus")):
                continue
            found.append(x)
        return self._unique(found)

    def _annexed(self, start: int, end: int) -> list[Entity]:
        """The entries under the heading of the annex that words in [start, end) refer to; empty without one."""
        if not _ANNEX_SAID.search(self.text.low, start, end):
            return []
        blocks = self.text.blocks
        head = next(
            (
                n
                for n, b in enumerate(blocks)
                if b.span.start >= end
                and b.span.end - b.span.start < 160
                and _ANNEX_HEAD.match(self.text.low, b.span.start, b.span.end)
            ),
            None,
        )
        if head is None:
            return []
        found: list[tuple[Span, Entity]] = []
        for block in blocks[head + 1 : head + 400]:
            opens = _ENTRY.match(self.text.low, block.span.start, block.span.end)
            at = opens.end() if opens else block.span.start
            first = self.entities_in(at, min(block.span.end, at + 12), _MAY_OPEN)
            if first and first[0][0].start - at <= 2:
                found.append(first[0])
        return self._unique(found)
