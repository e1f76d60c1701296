"""The parties, dates and quotations of one document, looked up by place; the respondents and the day of an official paper."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from datetime import date
from functools import cache

from licet.casefile import case_sides
from licet.casefile.cites import CitationInText
from licet.casefile.counts import Term
from licet.casefile.dates import DateExpression, bounds
from licet.casefile.defined_terms import defined_company, filing_company
from licet.casefile.entities import Entity, Parties
from licet.casefile.events import HOSTILE
from licet.casefile.frames import Frame
from licet.casefile.money import Amount
from licet.casefile.quotes import Quote
from licet.casefile.text import Sentence, Span, Text

_KINDS = {
    "firm": ("company", "organization", "person"), "subject": ("company", "organization", "person"), "country": ("country", "place"),
    "agency": ("agency", "legislature", "government", "country", "place", "group"), "government": ("government", "agency", "country"), "person": ("person",), "none": (),
}  # fmt: skip
_CAPITALS = {
    "Washington": "US", "Beijing": "CN", "Moscow": "RU", "Tehran": "IR", "Pyongyang": "KP", "London": "GB", "Tokyo": "JP", "Seoul": "KR",
    "Taipei": "TW", "Berlin": "DE", "Paris": "FR", "Damascus": "SY", "Minsk": "BY", "Caracas": "VE", "Havana": "CU", "Ankara": "TR", "Kyiv": "UA",
    "Kiev": "UA", "Khartoum": "SD", "Juba": "SS", "Tripoli": "LY", "Baghdad": "IQ", "Kabul": "AF", "Rangoon": "MM", "Naypyidaw": "MM", "Naypyitaw": "MM",
    "Managua": "NI", "Sanaa": "YE", "Harare": "ZW", "Bamako": "ML", "Bangui": "CF", "Kinshasa": "CD", "Mogadishu": "SO", "Asmara": "ER", "Addis Ababa": "ET",
    "Belgrade": "RS", "Ottawa": "CA", "Canberra": "AU", "New Delhi": "IN", "Delhi": "IN", "Islamabad": "PK", "Riyadh": "SA", "Doha": "QA", "Beirut": "LB",
    "Hanoi": "VN", "Jakarta": "ID", "Rome": "IT", "Madrid": "ES", "The Hague": "NL", "Warsaw": "PL", "Prague": "CZ", "Athens": "GR", "Cairo": "EG",
}  # fmt: skip
_RIVAL = re.compile(r"'s (?:[a-z]+ )?(?:rival|competitor|supplier|suppliers|partner|customer|parent|lawyer|nominee)")
_IS_COURT = re.compile(r"\b(?:Court|Tribunal|Circuit)\b")
_TAKES_EFFECT = re.compile(
    r"\b(?:effective|applicable) (?:date )?(?:is |on |as of |from )?$|\btakes? effect (?:on )?$"
    r"|\beffective (?:on|upon) (?:its |the )?publication in the federal register,? (?:on )?$"
)
_BROUGHT_OUT = re.compile(r"\b(?:published|issued|released|announced|adopted) (?:on )?$")
_OWNER_NAMED = re.compile(
    r"'s (?:[a-zDN-]+ ){0,2}?(?:owner|founder|unit|subsidiary|affiliate|arm|chairman|chief executive|chief|boss|director|president|head|parent company|operator|shareholder|spin-off|partner)(?: company)?,? (?:[CP]{2})"
)
_PAPERS = frozenset({"TDO", "TGL", "EAR", "DPA", "NDAA", "ECRA", "IEEPA", "PCL"})  # a paper or a law by its letters is no party
_ADDED_EFFECTIVE = re.compile(r"\b(?:which|who|that) (?:was|were|had been) [^.;]{1,60}effective (?:on )?$")
_DONE_AT = re.compile(r"\bdone at [a-z]+, $")
_MEDIA = frozenset(
    {"Twitter", "Facebook", "Reuters", "Truth Social", "Telegram", "Weibo", "Getty Images", "Associated Press", "AFP", "Bloomberg"}
)
_JOIN = re.compile(r",? (?:and |or )?(?:the )?")


class Lookups(ABC):
    """What stands where in one document."""

    def __init__(
        self, text: Text, masked: str, parties: Parties, dates: list[DateExpression], amounts: list[Amount], terms: list[Term], quotes: list[Quote],
        citations: list[CitationInText], written: date | None, *, official: bool = False,
    ) -> None:  # fmt: skip
        self.text, self.masked, self.parties = text, masked, parties
        self.dates, self.amounts, self.terms, self.quotes, self.citations = dates, amounts, terms, quotes, citations
        self.written, self.official = written, official
        self.where = [x for x in parties.where if not x[1].key.startswith("media:")]  # who prints it plays no part in it
        self._starts = [s.start for s, _ in self.where]
        self._by_id = parties.by_id
        firms = [e for e in parties.entities if e.type == "company" and e.canonical not in _MEDIA]
        self.respondents = self._respondents() if official else []
        self.effective = self._effective() if official else None
        self._enforced: list[Entity] = []
        self._sides: list[Entity] = []
        self._plaintiffs, self._defendants = case_sides.caption(text.low, self.entities_in) if official else ([], [])
        self.filer = filing_company(text, self.where)
        self.company = defined_company(text, self.where) or self.filer
        self.topic = max(firms, key=lambda e: len(e.mentions), default=None)
        self._demonyms = frozenset(m.span for e in parties.entities for m in e.mentions if m.kind == "demonym")
        self._date_starts = [d.span.start for d in dates]
        self._block_starts = [b.span.start for b in text.blocks]
        self._quote_starts = [q.marks.start for q in quotes]

    def _respondents(self) -> list[Entity]:
        """The parties an order names under "In the Matter of", up to its first paragraph of prose."""
        at = self.text.low.find("in the matter of")
        if at < 0:
            return []
        stop = re.compile(
            r"\b(?:pursuant to|upon|whereas|the bureau|on (?:january|february|march|april|may|june|july|august|september|october|november|december)|order relating)\b"
        ).search(self.text.low, at + 16)
        end = min(stop.start() if stop else at + 1500, at + 4000)
        return self._unique(
            [(s, e) for s, e in self.where if at <= s.start < end and e.type in ("company", "organization", "person")]
        )

    def _effective(self) -> tuple[str, str, int] | None:
        """The day an official document says it takes effect, with the number of the expression; else the document's own day."""
        for number, d in enumerate(self.dates):
            if d.form == "full" and d.value and _TAKES_EFFECT.search(self.text.low[max(0, d.span.start - 64) : d.span.start]):
                if _ADDED_EFFECTIVE.search(self.text.low[max(0, d.span.start - 90) : d.span.start]):
                    continue  # "which were added to the list effective May 16": the day of another act
                if self.written is not None and (self.written - date.fromisoformat(d.value[:10])).days > 45:
                    continue  # "Effective February 24, the Bureau imposed": what was done long before
                if self._of_an_earlier_rule(number):
                    continue  # "It follows a rule published on October 21, which takes effect on January 19"
                return d.value[:10], "stated", number
        for number, d in enumerate(self.dates):
            if d.form == "full" and d.value and _DONE_AT.search(self.text.low[max(0, d.span.start - 40) : d.span.start]):
                return d.value[:10], "stated", number  # the act's own day, whenever it was published (Art. 297 TFEU)
        if self.written is not None:
            return self.written.isoformat(), "document_date", -1
        return None

    def _of_an_earlier_rule(self, number: int) -> bool:
        """Whether a day of effect stands in a clause about a rule that was brought out over a week before the document."""
        if self.written is None or number == 0:
            return False
        before, day = self.dates[number - 1], self.dates[number]
        between = self.text.low[before.span.end : day.span.start]
        return (
            before.form == "full"
            and before.value is not None
            and ". " not in between
            and (" which " in between or " that " in between)
            and (self.written - bounds(before.value)[1]).days > 7
            and _BROUGHT_OUT.search(self.text.low[max(0, before.span.start - 20) : before.span.start]) is not None
        )

    def _quote_at(self, position: int) -> Quote | None:
        at = bisect_right(self._quote_starts, position) - 1
        if at >= 0 and self.quotes[at].marks.start <= position < self.quotes[at].marks.end and self.quotes[at].kind != "fragment":
            return self.quotes[at]
        return None

    def dates_in(self, start: int, end: int) -> range:
        """Numbers of the date expressions that begin in [start, end)."""
        return range(bisect_left(self._date_starts, start), bisect_left(self._date_starts, end))

    def entities_in(self, start: int, end: int, kinds: tuple[str, ...] | None = None) -> list[tuple[Span, Entity]]:
        """Mentions in [start, end), of some kinds."""
        found = []
        for at in range(bisect_left(self._starts, start), len(self.where)):
            span, entity = self.where[at]
            if span.start >= end:
                break
            if kinds is None or entity.type in kinds:
                found.append((span, entity))
        return found

    def _kinds(self, frame: Frame) -> tuple[str, ...]:
        return _kinds_of(frame.target)

    def _unique(self, found: list[tuple[Span, Entity]]) -> list[Entity]:
        seen: dict[str, Entity] = {}
        for span, entity in found:
            if entity.canonical in _PAPERS:
                continue
            if entity.type == "company" and (
                _RIVAL.match(self.text.low, span.end) or _OWNER_NAMED.match(self.masked, span.end) or entity.canonical in _MEDIA
            ):
                continue
            seen.setdefault(entity.id, entity)
        return list(seen.values())

    @staticmethod
    def _once(entities: list[Entity]) -> list[Entity]:
        return list({e.id: e for e in entities}.values())

    def _joined(self, found: list[tuple[Span, Entity]]) -> list[Entity]:
        """The first of some mentions with those joined to it: "Jane Roe, Acme LLC and its unit"."""
        group = found[:1]
        for x in found[1:]:
            if not _JOIN.fullmatch(self.masked, group[-1][0].end, x[0].start):
                break
            group.append(x)
        return self._unique(group)

    def _heads(self, start: int, stop: int, kinds: tuple[str, ...]) -> list[tuple[Span, Entity]]:
        """The parties of a noun phrase; those that stand inside another phrase are left out where grammar tells (`Patients`)."""
        return self.entities_in(start, stop, kinds)

    @abstractmethod
    def _members(self, sentence: Sentence, start: int, end: int) -> list[Entity]:
        """Whom a counted phrase stands for (`Collectives`)."""

    @abstractmethod
    def _owner_of(self, start: int, stop: int) -> list[Entity]:
        """Whose unnamed units are (`Collectives`)."""

    @abstractmethod
    def _last_group(self, start: int, end: int, kinds: tuple[str, ...], *, near: bool = False) -> list[Entity]:
        """The parties joined by commas and "and" that end a stretch (`Patients`)."""

    @abstractmethod
    def _both(self, at: int) -> list[Entity]:
        """Whom "both" or "the two men" means (`StandsFor`)."""

    @abstractmethod
    def _being_designated(self) -> list[Entity]:
        """Whom a release designates one by one (`Collectives`)."""

    @abstractmethod
    def _annexed(self, start: int, end: int) -> list[Entity]:
        """The entries of an annex (`Collectives`)."""

    def _state_of(self, entity: Entity) -> Entity:
        """A capital stands for its government: Washington is the United States, where the document names it."""
        code = _CAPITALS.get(entity.canonical)
        return self.parties.by_key.get(f"country:{code}", entity) if code else entity

    def _offices(self, start: int, end: int, kinds: tuple[str, ...]) -> list[tuple[Span, Entity]]:
        """Authorities named in a stretch that are no courts, and bodies that list (of organizations only those that are known)."""
        return [
            x
            for x in self.entities_in(start, end, kinds)
            if not (x[1].type == "agency" and _IS_COURT.search(x[1].canonical))
            and (x[1].type != "organization" or x[1].known is not None)
        ]

    def _hostile(self, begin: int, end: int) -> list[Entity]:
        """The embargoed countries a sentence names."""
        return self._unique(
            [x for x in self.entities_in(begin, end, ("country",)) if x[1].known is not None and x[1].known.country in HOSTILE]
        )


@cache
def _kinds_of(target: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kind for word in target for kind in _KINDS[word])
