"""Whom the words around a quotation name or mean: subjects, pronouns, bodies by their noun."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from licet.casefile.dates import DateExpression
from licet.casefile.entities import Entity, Parties
from licet.casefile.quotes import Quote
from licet.casefile.text import Span, Text

PERSONAL = re.compile(r"\b(he|she)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?P<p>he|she|they|it)\b", re.IGNORECASE)
_GENERIC = re.compile(
    r"\b(?:the|its|this|that|his|her|their)? ?(?:[a-z]+ )?(?P<noun>company|firm|manufacturer|chipmaker|maker|airline|bank|group|department|agency|bureau|regulator|ministry|office|commission|letter|notice|order|memorandum|memo|president|senator|secretary|spokesman|spokeswoman|lawmaker|court|judge)\b",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(r"'s (?:tweets?|statement|letter|spokes|words|remarks|lawyers?|office|department|press)")
_CLAUSE_OPENS = re.compile(
    r"[;:]|, (?:and|but|while|which|because|after|as) |\b(?:that|after|because|while|whereas|days) (?=[A-Z])|\b(?:Ltd|Inc|Corp|Co|LLC|plc|AG|SA)\. (?=[A-Z][a-z]+ [A-Z])"
)
_ASKED = re.compile(
    r"(?:(?:When )?[Aa]sked|Pressed|Questioned|Responding|Replying|Reacting|Speaking|Commenting|Referring|Writing|Testifying|In (?:response|reply|answer|reaction)) [^,;\"]{4,160}, (?!(?:and|or|Inc|Ltd|Corp|LLC)\b)"
)
_PAPER_SAYS = re.compile(
    r"(?:^|\b(?:which|that|,) )(?:the|its|this) (?:[a-z]+ )?(?:memorandum|memo|letter|notice|order) ?(?:calls|describes|terms|deems)?\s*$"
)
_HAVING = re.compile(
    r"\b(?:after|before|by) (?:concluding|finding|determining|deciding|ruling|warning|noting|calling|citing|saying)\b[^,;\"]{0,60}$"
)
_OPENS_WITH = re.compile(
    r"(?:The|Its|This) (?:company|firm|bank|airline|group|chipmaker|maker|manufacturer|department|agency|bureau|ministry)\b"
)
_PRONOUN_LAST = re.compile(r"\b(?:he|she|they|it)\s*(?:\w+ly )?$", re.IGNORECASE)
_AGENCY_NOUNS = frozenset(
    [
        "department",
        "agency",
        "bureau",
        "regulator",
        "ministry",
        "office",
        "commission",
        "court",
        "letter",
        "notice",
        "order",
        "memorandum",
        "memo",
    ]
)
_FIRM_NOUNS = frozenset(["company", "firm", "manufacturer", "chipmaker", "maker", "airline", "bank", "group"])


def _last(pattern: re.Pattern[str], words: str, begin: int = 0) -> re.Match[str] | None:
    """The last match that begins at or after a place."""
    found = None
    for found in pattern.finditer(words, max(0, begin)):  # noqa: B007  the last one is wanted
        pass
    return found


_UNNAMED = re.compile(r"group:(?:an?|one|another) ")
_SOMEBODY = re.compile(
    r"\bthe (?P<noun>broker|trader|official|diplomat|lawyer|analyst|executive|banker|adviser|aide|manager|engineer|researcher|lawmaker|economist|consultant|dealer)\b"
)
_BODIES = frozenset({"company", "agency", "organization", "government", "legislature"})
_REMEMBERED = 200  # quotations


class WhoSpeaks:
    """The parties and dates of one document, asked for who may speak."""

    def __init__(self, text: Text, parties: Parties, dates: list[DateExpression]) -> None:
        self.text, self.flat, self.low = text, text.flat, text.low
        self.parties = parties
        self.where = parties.where
        self.dates = dates
        self._starts = [span.start for span, _ in parties.where]
        self._date_starts = [d.span.start for d in dates]
        offices = [e for e in parties.entities if e.type == "agency" and "court" not in e.canonical.lower()]
        self._author = max(offices, key=lambda e: len(e.mentions)).id if offices else None
        self._people = frozenset(e.id for e in parties.entities if e.type == "person")
        self.quotes: list[Quote] = []
        self._quote_starts: list[int] = []

    def _quotes_before(self, at: int) -> Iterator[Quote]:
        """Quotations that end at or before a place, the last first, as far back as a reader remembers."""
        last = bisect_left(self._quote_starts, at) - 1
        for number in range(last, max(-1, last - _REMEMBERED), -1):
            if self.quotes[number].marks.end <= at:
                yield self.quotes[number]

    def _quotes_in(self, span: Span) -> Iterator[Quote]:
        """Quotations that share words with a stretch, in order."""
        number = max(0, bisect_left(self._quote_starts, span.start) - 1)
        while number < len(self.quotes) and self.quotes[number].marks.start < span.end:
            if self.quotes[number].marks.overlaps(span):
                yield self.quotes[number]
            number += 1

    def dates_in(self, start: int, end: int) -> range:
        """Numbers of the date expressions that begin in [start, end)."""
        return range(bisect_left(self._date_starts, start), bisect_left(self._date_starts, end))

    def entities_in(self, start: int, end: int) -> list[tuple[Span, Entity]]:
        """Mentions that lie within [start, end)."""
        low = bisect_left(self._starts, start)
        found = []
        for at in range(low, len(self.where)):
            span, entity = self.where[at]
            if span.start >= end:
                break
            found.append((span, entity))
        return found

    def _speaker_in(self, start: int, end: int, *, last: bool = False) -> str | None:
        """The party that speaks in a stretch: a person before a body, and never a country by its adjective."""
        inside = [
            (s, e) for s, e in self.entities_in(start, end) if e.type not in ("country", "place", "law", "list", "group") or False
        ]
        inside = [(s, e) for s, e in inside if not self.flat.startswith("'s", s.end) or self._owned_is_speech(s.end)]
        inside = [
            (s, e)
            for s, e in inside
            if e.canonical not in ("Twitter", "Facebook", "Truth Social", "Telegram", "Weibo", "Reuters", "Associated Press")
            or (len(inside) == 1 and "on " not in self.low[s.start - 3 : s.start])
        ]
        people = [(s, e) for s, e in inside if e.type == "person"]
        unnamed = [(s, e) for s, e in self.entities_in(start, end) if e.type == "group" and _UNNAMED.match(e.key)]
        if (
            people
            and unnamed
            and unnamed[0][0].end <= people[0][0].start
            and "," not in self.flat[unnamed[0][0].end : people[0][0].start]
        ):
            people = []  # "an adviser to President Roe said"
        chosen = people or [x for x in unnamed if not inside or x[0].start < inside[0][0].start] or inside
        if not chosen:
            return None
        return (chosen[-1] if last else chosen[0])[1].id

    def _owned_is_speech(self, end: int) -> bool:
        return _OWN_WORDS.match(self.low, end, end + 24) is not None

    def _subject(self, start: int, verb_at: int) -> str | None:
        """Who says, in [start, verb): the first person of the last clause, else the last party, else what a noun stands for."""
        cut = start
        for mark in _CLAUSE_OPENS.finditer(self.flat[start:verb_at]):
            cut = start + mark.end()
        if (opening := _ASKED.match(self.flat, start, verb_at)) is not None and opening.end() > cut:
            cut = opening.end()  # "Asked about Acme, a spokesman of the ministry said"
        words = self.flat[cut:verb_at]
        if (
            cut > start and _PAPER_SAYS.search(words) is not None
        ):  # "..., which the memorandum calls": of the office the text is about
            return self._author
        if (doing := _HAVING.search(words)) is not None and doing.start():  # "restricted exports to Acme after finding a"
            first = [e for _, e in self.entities_in(start, cut + doing.start()) if e.type in _BODIES or e.type == "person"]
            if first:
                return first[0].id
        speaker = self._speaker_in(cut, verb_at)
        pronoun = _last(_PRONOUN, words)
        if pronoun is not None and (speaker is None or _PRONOUN_LAST.search(words)):
            if pronoun["p"].lower() in ("he", "she"):
                return self._subject_before(cut + pronoun.start(), None)
            body = self._body_before(cut + pronoun.start()) if pronoun["p"].lower() == "it" else None
            return body or speaker or self._coreferent(words, cut)
        if speaker is None:
            speaker = self._coreferent(words, cut)
        if speaker is None and cut > start:
            speaker = self._speaker_in(start, verb_at)
        if speaker is None and (opening := _OPENS_WITH.match(self.flat, start, verb_at)) is not None:
            speaker = self._coreferent(opening.group(), start)  # "The bank cut names, and instructed staff to"
        return speaker

    def _coreferent(self, words: str, before: int) -> str | None:
        """What "the company", "the department" or "she" stands for at a place."""
        if PERSONAL.search(words):
            return self._subject_before(before, None)
        somebody = _SOMEBODY.search(words.lower())
        if somebody is not None:
            low = bisect_left(self._starts, before)
            for _, entity in reversed(self.where[max(0, low - 60) : low]):
                if entity.type == "group" and _UNNAMED.match(entity.key) and entity.key.endswith(somebody["noun"]):
                    return entity.id
        match = _GENERIC.search(words)
        if match is None:
            return self._subject_before(before, None) if _PRONOUN.search(words) else None
        noun = match["noun"].lower()
        wanted = ("agency",) if noun in _AGENCY_NOUNS else ("company",) if noun in _FIRM_NOUNS else ("person",)
        low = bisect_left(self._starts, before)
        for _, entity in reversed(self.where[max(0, low - 60) : low]):
            if entity.type in wanted:
                return entity.id
        return None

    def _subject_before(self, before: int, quote: Quote | None) -> str | None:
        """The person whom "he" or "she" means: the subject of the sentence before, or the speaker before."""
        at = self.text.sentence_at(before)
        if at is None:
            return None
        here = self._speaker_person(at.span.start, before)
        if here is not None:
            return here
        last = next(
            (q.speaker for q in self._quotes_before(before) if q.speaker and q is not quote and self._is_person(q.speaker)), None
        )
        for back in range(1, 6):
            if at.at - back < 0:
                break
            sentence = self.text.sentences[at.at - back]
            block = self.text.blocks[sentence.block]
            if block.kind not in ("story",):
                continue
            quoted = next((q for q in self._quotes_in(sentence.span) if q.marks.end <= before), None)
            if quoted is not None and quoted.speaker and self._is_person(quoted.speaker):
                return quoted.speaker
            person = self._speaker_person(sentence.span.start, sentence.span.end)
            if person is not None:
                return person
        return last

    def _body_before(self, before: int) -> str | None:
        """What "it" means: the firm or body that opens the latest sentence that names one; a person is no "it"."""
        at = self.text.sentence_at(before)
        for back in range(4):
            if at is None or at.at - back < 0:
                return None
            sentence = self.text.sentences[at.at - back]
            if self.text.blocks[sentence.block].kind != "story":
                continue
            stop = before if back == 0 else sentence.span.end
            for _, entity in self.entities_in(sentence.span.start, stop):
                if entity.type in _BODIES and not entity.key.startswith("media:"):
                    return entity.id
        return None

    def _speaker_person(self, start: int, end: int) -> str | None:
        for _, entity in self.entities_in(start, end):
            if entity.type == "person":
                return entity.id
        return None

    def _is_person(self, identity: str) -> bool:
        return identity in self._people
