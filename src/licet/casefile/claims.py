"""Acts a document tells of: type, actor, target, authority, date, status and modality, each tied to its words.

The frames say which words tell of which act; this module finds them in one pass over the masked text, gives each its
roles by clause order, and folds the tellings of one act into one event with several pieces of evidence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, TypeVar

from licet.casefile import standing
from licet.casefile.cites import CitationInText
from licet.casefile.counts import Term
from licet.casefile.dates import DateExpression, compatible
from licet.casefile.frames import GROUP_OF, Frame, Pattern, frames
from licet.casefile.money import Amount
from licet.casefile.parties import Entity, Parties
from licet.casefile.quotes import Quote
from licet.casefile.text import Sentence, Span, Text
from licet.errors import MissingExtra

HOSTILE = frozenset({"IR", "KP", "SY", "CU", "RU", "BY", "SD", "VE", "MM", "CRIMEA"})
CONDUCT = frozenset({"export_violation", "false_statement", "agreement_breach"})
RESTRICTS = (
    "entity_list_addition", "temporary_denial_order", "denial_order", "designation", "military_company_listing", "transaction_prohibition",
    "procurement_ban", "penalty",
)  # fmt: skip
_PRIORITY = {
    "denies": 0,
    "ends": 1,
    "proposes": 2,
    "announces": 3,
    "suspends": 4,
    "renews": 5,
    "alleges": 6,
    "recalls": 7,
    "does": 8,
}
_KINDS = {
    "firm": ("company", "organization", "person"), "subject": ("company", "organization", "person"), "country": ("country", "place"),
    "agency": ("agency", "legislature", "government", "country", "place", "group"), "government": ("government", "agency", "country"), "person": ("person",), "none": (),
}  # fmt: skip
_COREFERENT = re.compile(
    r"\b(?:the|its|this|that|their|his) (?:[a-zDN-]+ ){0,3}?(?:company|firm|maker|manufacturer|giant|airline|bank|chipmaker|group|business|carrier|respondent|conglomerate)\b|\b(?:it|its|them|they)\b"
)
_STANDS_FOR = re.compile(
    r"\b(?:company|companies|firms?|makers?|manufacturers?|giant|airlines?|banks?|chipmakers?|group|business|businesses|carriers?|conglomerate|respondents?)\b|^(?:it|its|them|they)\b"
)
_REQUESTS = frozenset({"bill_introduced", "rulemaking", "relief_request", "sanctions_review", "demand"})
_LEADER = re.compile(r"\b(?:the (?:N+ )?president|he|she|the administration|the white house|i)\b")


@dataclass(slots=True)
class Event:
    """One act or statement of an act, by the case file's schema; ids of entities stand in actor, target and source."""

    type: str
    category: str
    actor: list[str]
    target: list[str]
    status: str
    modality: str
    trigger: Span
    evidence: list[Span]
    date: str | None = None
    precision: str | None = None
    date_basis: str | None = None
    date_at: int | None = None
    authority: Span | None = None
    source: str | None = None
    quote: Quote | None = None
    amounts: list[Amount] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    renews: bool = False
    ends: bool = False
    id: str = ""
    optional: bool = False
    trigger_words: tuple[str, ...] = ()
    attached: list[tuple[Span, int | None]] = field(default_factory=list)


@dataclass(slots=True)
class _Candidate:
    pattern: Pattern
    frame: Frame
    span: Span
    sentence: Sentence
    match: re.Match[str]
    quote: Quote | None
    targets: list[Entity] = field(default_factory=list)


@cache
def _index() -> tuple[Any, tuple[Pattern, ...], tuple[int, ...]]:
    """An automaton over the literals that patterns need, the patterns, and the numbers of those that need none."""
    try:
        import ahocorasick  # type: ignore[import-not-found]
    except ImportError as error:
        raise MissingExtra("reading documents", "cases") from error
    patterns = tuple(p for frame in frames().values() for p in frame.patterns)
    words: dict[str, list[int]] = {}
    always = []
    for number, pattern in enumerate(patterns):
        if not pattern.needs:
            always.append(number)
        for word in pattern.needs:
            words.setdefault(word, []).append(number)
    automaton = ahocorasick.Automaton()
    for word, numbers in words.items():
        automaton.add_word(word, tuple(numbers))
    automaton.make_automaton()
    return automaton, patterns, tuple(always)


class Acts:
    """The acts of one document."""

    def __init__(
        self, text: Text, masked: str, parties: Parties, dates: list[DateExpression], amounts: list[Amount], terms: list[Term], quotes: list[Quote],
        citations: list[CitationInText], written: date | None, *, official: bool = False,
    ) -> None:  # fmt: skip
        self.text, self.masked, self.parties = text, masked, parties
        self.dates, self.amounts, self.terms, self.quotes, self.citations = dates, amounts, terms, quotes, citations
        self.written, self.official = written, official
        self.where = parties.where
        self._starts = [s.start for s, _ in self.where]
        self._by_id = {e.id: e for e in parties.entities}
        firms = [e for e in parties.entities if e.type == "company" and e.canonical not in _MEDIA]
        self.respondents = self._respondents() if official else []
        self.effective = self._effective() if official else None
        self.topic = max(firms, key=lambda e: len(e.mentions), default=None)
        self._date_starts = [d.span.start for d in dates]
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
            if (
                d.form == "full"
                and d.value
                and re.search(
                    r"\beffective (?:date )?(?:is |on |as of |from )?$|\btakes? effect (?:on )?$",
                    self.text.low[max(0, d.span.start - 24) : d.span.start],
                )
            ):
                return d.value[:10], "stated", number
        if self.written is not None:
            return self.written.isoformat(), "document_date", -1
        return None

    # finding ----------------------------------------------------------------------------------------------------

    def read(self) -> list[Event]:
        """All events, in order of their first words, ids V1, V2, …"""
        candidates = self._candidates()
        chosen = self._choose([c for c in candidates if self._roles(c)])
        events: list[Event] = []
        self._by_type: dict[str, list[Event]] = {}
        loose: list[_Candidate] = []
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

    def _candidates(self) -> list[_Candidate]:
        automaton, patterns, always = _index()
        sentences = self.text.sentences
        if not sentences:
            return []
        starts = [s.span.start for s in sentences]
        wanted: dict[int, set[int]] = {}
        for end, numbers in automaton.iter(self.masked):
            at = bisect_right(starts, end) - 1
            if at >= 0:
                wanted.setdefault(at, set()).update(numbers)
        found: list[_Candidate] = []
        table = frames()
        blocks = self.text.blocks
        story = ("story", "subtitle") if not self.official else ("story", "subtitle", "title", "heading", "link")
        only_lines = not any(b.kind == "story" for b in blocks)
        for at in sorted(wanted):
            sentence = sentences[at]
            if blocks[sentence.block].kind not in story and not only_lines:
                continue
            span = sentence.span
            for number in (*wanted[at], *always):
                pattern = patterns[number]
                found.extend(
                    _Candidate(pattern, table[pattern.frame], self._trigger(m), sentence, m, self._quote_at(m.start()))
                    for m in _matches(pattern.regex, self.masked, span)
                )
        return found

    def _trigger(self, match: re.Match[str]) -> Span:
        start, end = match.span()
        while end > start and self.masked[end - 1] in " ,.;":
            end -= 1
        return Span(start, end)

    def _quote_at(self, position: int) -> Quote | None:
        at = bisect_right(self._quote_starts, position) - 1
        if at >= 0 and self.quotes[at].marks.start <= position < self.quotes[at].marks.end and self.quotes[at].kind != "fragment":
            return self.quotes[at]
        return None

    def _choose(self, candidates: list[_Candidate]) -> list[_Candidate]:
        """One reading for words that several patterns claim: the section that says more about standing, then the longer."""
        kept: list[_Candidate] = []
        by_sentence: dict[int, list[_Candidate]] = {}
        for c in candidates:
            by_sentence.setdefault(c.sentence.at, []).append(c)
        for group in by_sentence.values():
            kept.extend(_choose_within(group))
        kept.sort(key=lambda c: c.span.start)
        return kept

    # roles ------------------------------------------------------------------------------------------------------

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
        return tuple(kind for word in frame.target for kind in _KINDS[word])

    def _roles(self, c: _Candidate) -> bool:
        """Find the targets; False when the words turn out not to tell of the act."""
        mode = c.pattern.target
        kinds = self._kinds(c.frame)
        begin, end = c.sentence.span.start, c.sentence.span.end
        named = c.match.groupdict().get("T")
        if named is not None:
            start, stop = c.match.span("T")
            c.targets = self._unique(self.entities_in(start, stop, kinds))
            firms = [e for e in c.targets if e.type in _KINDS["firm"]]
            lands = [e for e in c.targets if e.type == "country" and e.key != "country:US"]
            if c.frame.type == "export_violation":
                c.targets = lands or firms
            elif not firms and "firm" in c.frame.target and (_STANDS_FOR.search(named) or mode == "topic"):
                c.targets = self._antecedent(start, several=bool(_SEVERAL.search(named)))
            elif (firms and "country" in c.frame.target) or (firms and "agency" in c.frame.target and c.frame.type != "lawsuit"):
                c.targets = firms
            if (
                not c.targets
                and mode in ("after", "before")
                and c.frame.target not in (("none",),)
                and (
                    "firm" in c.frame.target
                    and "country" not in c.frame.target
                    and not re.search(r"[CP]{2}", named)
                    and c.frame.type in ("entity_list_addition", "military_company_listing")
                )
            ):
                c.targets = self._listed_after(c)
        if not c.targets and self.respondents and GROUP_OF[c.frame.type] == "export privileges":
            c.targets = list(self.respondents)
        if not c.targets and (named is None or mode in ("near", "topic", "near_country", "near_agency", "subject", "counterpart")):
            c.targets = self._by_position(c, mode, kinds, begin, end)
        if GROUP_OF[c.frame.type] == "politics" or "country" in c.frame.target or c.frame.type == "lawsuit":
            c.targets = self._once([self._state_of(e) for e in c.targets])
        return self._admit(c)

    def _state_of(self, entity: Entity) -> Entity:
        """A capital stands for its government: Washington is the United States, where the document names it."""
        code = _CAPITALS.get(entity.canonical)
        return next((e for e in self.parties.entities if code and e.key == f"country:{code}"), entity)

    def _listed_after(self, c: _Candidate) -> list[Entity]:
        """`adds 28 entities to the Entity List`: the names stand in the lines that follow."""
        if not self.official:
            return []
        found = self.entities_in(c.span.end, c.span.end + 4000, ("company",))
        return self._unique(found)[:40]

    def _by_position(self, c: _Candidate, mode: str, kinds: tuple[str, ...], begin: int, end: int) -> list[Entity]:
        at, stop = c.span.start, c.span.end
        if mode == "none" or not kinds:
            return []
        if mode == "topic":
            return self._antecedent(at)
        if mode in ("subject", "before"):
            subject = self._subject(c, kinds)
            return [subject] if subject else []
        if mode == "near_country":
            after = self.entities_in(at, min(end, stop + 90), ("country",))
            hostile = [(s, e) for s, e in after if e.known is not None and e.known.country in HOSTILE]
            if not hostile:
                hostile = [
                    (s, e)
                    for s, e in self.entities_in(begin, end, ("country",))
                    if e.known is not None and e.known.country in HOSTILE
                ]
            return self._unique(hostile)
        if mode in ("near_agency", "agency"):
            inside = self.entities_in(at, end, ("agency", "government"))
            if not inside:
                inside = self.entities_in(at, end, ("group",))
            if not inside:
                inside = self.entities_in(begin, at, ("agency", "government"))
            if not inside and c.quote is not None:
                inside = self.entities_in(c.quote.span.start, c.quote.span.end, ("agency", "government"))
            if not inside:
                low = bisect_left(self._starts, begin)
                near = [(s, e) for s, e in self.where[max(0, low - 25) : low] if e.type in ("agency", "government")]
                inside = [x for x in near if x[1].known is not None and x[1].known.country == "US"][-1:] or near[-1:]
            return self._unique(inside)[:1]
        if mode == "counterpart":
            asking = self.entities_in(begin, at, ("country", "government"))
            home = {e.known.country for _, e in asking if e.known}
            inside = [
                (s, e)
                for s, e in self.entities_in(at, end, ("agency", "government", "country"))
                if e.known and e.known.country not in home
            ]
            if inside:
                country = next(
                    (e for e in self.parties.entities if inside[0][1].known and e.key == f"country:{inside[0][1].known.country}"),
                    inside[0][1],
                )
                return [country]
            return [e for e in self.parties.entities if e.key == "country:US"][:1]
        if mode == "all_before":
            return self._unique(self.entities_in(begin, at, kinds))
        inside = self.entities_in(at, stop, kinds)
        after = self.entities_in(stop, min(end, stop + 140), kinds)
        before = self.entities_in(standing.clause_start(self.masked, begin, at), at, kinds)
        if mode == "near":
            if inside:
                return self._unique(inside)
            near = [x for x in after if x[0].start - stop < 45 and not standing.CLAUSE.search(self.masked, stop, x[0].start)]
            if near:
                return self._unique(near)
            coreferent = _COREFERENT.search(self.masked, at, min(end, stop + 60))
            if "firm" in c.frame.target and coreferent:
                return self._antecedent(at)
            if before and c.frame.target != ("country",):
                return [before[-1][1]]
            if "firm" in c.frame.target:
                return self._antecedent(at)
            return self._unique(after or before)[:1]
        if mode == "object":
            return self._unique(inside or after)[:2]
        if inside or after:
            return [(inside or after)[0][1]]
        if "firm" in c.frame.target and _COREFERENT.search(self.masked, at, end):
            return self._antecedent(at)
        return []

    def _unique(self, found: list[tuple[Span, Entity]]) -> list[Entity]:
        seen: dict[str, Entity] = {}
        for span, entity in found:
            if entity.type == "company" and (_RIVAL.match(self.text.low, span.end) or entity.canonical in _MEDIA):
                continue
            seen.setdefault(entity.id, entity)
        return list(seen.values())

    def _subject(self, c: _Candidate, kinds: tuple[str, ...]) -> Entity | None:
        """The party that does the verb: the last firm of the clause before it, "the company" resolved, or a person."""
        begin = c.sentence.span.start
        clause = standing.clause_start(self.masked, begin, c.span.start)
        for start in dict.fromkeys((clause, begin)):
            inside = self.entities_in(start, c.span.start, kinds)
            plain = [(s, e) for s, e in inside if not self.text.flat.startswith("'s", s.end)] or [
                (s, e) for s, e in inside if e.type == "company" and not _RIVAL.match(self.text.low, s.end)
            ]
            firms = [x for x in plain if x[1].type != "person" and x[1].canonical not in _MEDIA]
            firms = [x for x in firms if not _OBJECT_OF.search(self.masked[max(start, x[0].start - 24) : x[0].start])] or firms
            if firms:
                return firms[-1][1] if start != begin or start == clause else firms[0][1]
            if _STANDS_FOR.search(self.masked[start : c.span.start]) or re.search(
                r"\b(?:it|its|them)\b", self.masked[start : c.span.start]
            ):
                found = self._antecedent(start)
                if found:
                    return found[0]
            if plain and "person" in kinds:
                return plain[-1][1]
        found = self._antecedent(c.span.start)
        return found[0] if found else None

    def _antecedent(self, at: int, *, several: bool = False) -> list[Entity]:
        """The firm that "the company" or "it" means: the first firm of the latest sentence that names one, near by.

        With `several` ("the companies", "them"): all firms of the latest sentence that names more than one.
        """
        here = self.text.sentence_at(at)
        if here is None:
            return [self.topic] if self.topic else []
        for back in range(6):
            number = here.at - back
            if number < 0:
                break
            span = self.text.sentences[number].span
            stop = at if back == 0 else span.end
            if back and not several and _OPENS_AGAIN.match(self.masked, span.start):
                continue  # its own subject is the one looked for
            inside = self._unique(
                [(s, e) for s, e in self.entities_in(span.start, stop, ("company",)) if e.canonical not in _MEDIA]
            )
            if several and len(inside) > 1:
                return inside
            if inside and not several:
                return [self.topic] if self.topic in inside and self.topic is not None else [inside[0]]
        return [self.topic] if self.topic else []

    def _admit(self, c: _Candidate) -> bool:
        """The conditions a frame sets on its roles."""
        strict = c.pattern.strict
        if c.frame.type == "export_violation" and len(c.targets) > 1:
            c.targets = [e for e in c.targets if e.key != "country:US"]
        kind = c.frame.type
        begin = c.sentence.span.start
        if kind in CONDUCT:
            lead = self.masked[max(begin, c.span.start - 40) : c.span.start]
            if _NOT_DONE.search(lead):
                return False
            if (
                not c.targets
                and not self.entities_in(begin, c.span.end, ("company", "organization", "person"))
                and not _STANDS_FOR.search(self.masked, begin, c.span.start)
            ):
                return False
        if kind == "operations_halt" and not self._actor(c):
            return False
        if strict == "person":
            if c.quote is not None:
                speaker = self._by_id.get(c.quote.speaker or "")
                return speaker is not None and speaker.type == "person"
            before = self.entities_in(begin, c.span.start + 1, ("person", "government", "group", "legislature", "company"))
            if not before:
                return bool(_LEADER.search(self.masked, begin, c.span.start + 24))
            return any(e.type != "company" for _, e in before) or bool(
                _LEADER.search(self.masked, standing.clause_start(self.masked, begin, c.span.start), c.span.start + 3)
            )
        if strict == "hostile":
            c.targets = [e for e in c.targets if e.known is not None and e.known.country in HOSTILE]
            return bool(c.targets)
        if strict == "congress":
            return any(e.type == "legislature" for e in c.targets) or bool(
                re.search(r"congress|lawmakers", self.masked[c.span.start : c.span.end])
            )
        if strict == "true":
            words = self.text.low[c.span.start : c.span.end]
            return bool(re.match(r"(?:judge|court|magistrate|jury|tribunal)|.{0,40}court", words))
        needs_target = c.frame.target not in (("none",), ("subject",)) and "none" not in c.frame.target
        if needs_target and not c.targets and GROUP_OF[kind] in ("lists", "export privileges"):
            return False
        if kind == "trade_deal" and strict == "country" and self.entities_in(begin, c.span.end, ("company",)):
            return False
        return not (kind in ("designation", "investigation") and not c.targets)

    # events -----------------------------------------------------------------------------------------------------

    def _event(self, c: _Candidate) -> Event:
        status, modality, source = self._standing(c)
        value, precision, basis, at = self._date(c)
        if (
            self.effective is not None
            and value is None
            and (status == "in_force" or c.frame.type in ("penalty", "settlement"))
            and (
                GROUP_OF[c.frame.type] in ("lists", "export privileges", "permissions", "other rules")
                or (c.frame.type in ("penalty", "settlement") and "agree" in self.masked[c.span.start : c.span.end])
            )
        ):
            value, precision, basis, at = (
                self.effective[0],
                "day",
                self.effective[1],
                self.effective[2] if self.effective[2] >= 0 else None,
            )
        evidence = c.sentence.span
        if c.quote is not None and c.quote.span.start > evidence.start:
            evidence = Span(
                min(max(evidence.start, c.quote.span.start), c.span.start), max(min(evidence.end, c.quote.span.end), c.span.end)
            )
        terms = _within(self.terms, c.sentence.span) if c.frame.lasts == "until_ended" else []
        kind = c.frame.type
        if kind == "denial_order" and any(t.value and t.value.endswith("D") for t in terms):
            kind = "temporary_denial_order"  # 15 CFR 766.24(d)(1): a temporary order runs for days
        return Event(
            type=kind, category=c.frame.category, actor=[e.id for e in self._actor(c)], target=[e.id for e in c.targets], status=status,
            modality=modality, trigger=c.span, evidence=[evidence], date=value, precision=precision, date_basis=basis, date_at=at,
            authority=self._authority(c), source=source, quote=c.quote, amounts=[a for a in _within(self.amounts, c.sentence.span) if self._owns(c, a)],
            terms=terms,
            renews=c.pattern.section == "renews", ends=c.pattern.section == "ends", trigger_words=(self.text.low[c.span.start : c.span.end],),
        )  # fmt: skip

    def _owns(self, c: _Candidate, amount: Amount) -> bool:
        if c.span.start <= amount.span.start < c.span.end:
            return True
        return (
            c.frame.type in ("penalty", "settlement", "forfeiture", "tariff", "escrow_deposit", "reward_offer")
            and abs(amount.span.start - c.span.end) < 80
        )

    def _authority(self, c: _Candidate) -> Span | None:
        return next((citation.span for citation in _within(self.citations, c.sentence.span)), None)

    def _actor(self, c: _Candidate) -> list[Entity]:
        begin = c.sentence.span.start
        if (
            c.frame.target == ("subject",)
            or GROUP_OF[c.frame.type] == "conduct"
            or c.frame.type in ("guilty_plea", "not_guilty_plea", "escrow_deposit")
        ):
            subject = self._subject(c, ("company", "organization", "person"))
            return [subject] if subject else []
        by = re.compile(r" by (?:the )?(?=[GNPD])").search(self.masked, c.span.start, min(c.sentence.span.end, c.span.end + 50))
        if by:
            found = self.entities_in(by.end(), by.end() + 1)
            if found:
                return [found[0][1]]
        before = [
            e
            for _, e in self.entities_in(begin, c.span.start + 1, ("agency", "government", "legislature", "person", "country"))
            if e not in c.targets
        ]
        if GROUP_OF[c.frame.type] == "politics":
            people = [e for e in before if e.type in ("person", "country", "government")]
            return self._once(people)[:2]
        agencies = [e for e in before if e.type in ("agency", "legislature")] or [
            e for e in before if e.type in ("government", "country")
        ]
        if agencies:
            return [agencies[-1]]
        for key in c.frame.who:
            entity = next((e for e in self.parties.entities if e.key == key), None)
            if entity is not None:
                return [entity]
        return []

    @staticmethod
    def _once(entities: list[Entity]) -> list[Entity]:
        return list({e.id: e for e in entities}.values())

    def _standing(self, c: _Candidate) -> tuple[str, str, str | None]:
        """Status, modality and source."""
        section, frame = c.pattern.section, c.frame
        begin = c.sentence.span.start
        speaker = c.quote.speaker if c.quote is not None else None
        default = {"does": _default(frame), "renews": "in_force", "announces": "announced", "proposes": "proposed", "denies": "denied", "ends": "reversed", "suspends": "reversed",
                   "alleges": "alleged", "recalls": "historical"}[section]  # fmt: skip
        status = c.pattern.status or default
        if status in ("ongoing", "attach"):
            status = "in_force"
        if section in ("does", "renews", "recalls") and status in ("in_force", "historical", "alleged"):
            cue = standing.by_cues(self.masked, begin, c.span.start)
            if cue is not None and not (cue == "announced" and frame.lasts == "said"):
                status = cue
                if cue == "announced" and frame.type in CONDUCT:
                    status = default
        if frame.lasts == "said" and status == "in_force":
            status = "announced"
        if frame.type in CONDUCT and status not in ("denied",):
            status, speaker = self._conduct(c, speaker)
        elif status == "in_force" and GROUP_OF[frame.type] in ("lists", "export privileges", "permissions") and section != "renews":
            before = self.masked[max(begin, c.span.start - 70) : c.span.start]
            if standing.LOOKS_BACK.search(before) or re.match(
                r"(?:were |was |been )?(?:originally|first|previously|formerly)\b", self.masked[c.span.start : c.span.end]
            ):
                status = "historical"
        if (
            self.official
            and status == "announced"
            and GROUP_OF[frame.type] in ("lists", "export privileges", "other rules", "permissions")
            and section in ("does", "renews")
        ):
            status = "in_force"  # a rule says "will be listed" of what it does
        modality = {"announced": "intended", "proposed": "asserted", "denied": "negated", "alleged": "reported"}.get(
            status, "asserted"
        )
        if frame.type == "directive":
            modality = "claimed"
        if speaker is not None and modality == "asserted":
            modality = "reported"
        if frame.lasts == "said" and speaker is None:
            people = self.entities_in(begin, c.span.start + 1, ("person",))
            speaker = people[0][1].id if people else None
        return status, modality, speaker

    def _conduct(self, c: _Candidate, speaker: str | None) -> tuple[str, str | None]:
        """Conduct is alleged when somebody says it of a party; a plea, a finding or the paper's own assertion makes it past."""
        begin, end = c.sentence.span.start, c.sentence.span.end
        before = self.masked[begin : c.span.start + 14]
        near = self.masked[max(begin, c.span.start - 60) : c.span.start]
        if c.quote is not None:
            return "alleged", speaker
        if re.search(r"\b(?:who|which|that) (?:had |have )?$", near):
            return "historical", None
        if standing.ALLEGED.search(before):
            accuser = self.entities_in(begin, c.span.start, ("agency", "government"))
            return "alleged", accuser[0][1].id if accuser else None
        if standing.ADMITTED.search(before):
            return "historical", None
        outside = before + self.masked[c.span.end : end]
        said = standing.REPORTING.search(outside)
        if said:
            sayer = self.entities_in(begin, end, ("agency", "government", "person"))
            if sayer or re.search(
                r"\b(?:department|agency|bureau|prosecutors|officials|authorities|investigators|government|regulators)\b", outside
            ):
                return "alleged", sayer[0][1].id if sayer else None
        return "historical", None

    def _date(self, c: _Candidate) -> tuple[str | None, str | None, str | None, int | None]:
        """The date of the clause; a statement takes the day it was made, an act told of by a report the day of the telling."""
        begin, end = c.sentence.span.start, c.sentence.span.end
        here = [
            (n, self.dates[n])
            for n in self.dates_in(begin, end)
            if self.dates[n].form not in ("vague", "offset") and (self.dates[n].value or self.written is None)
        ]
        if c.quote is not None:
            inside = [(n, d) for n, d in here if c.quote.span.start <= d.span.start < c.quote.span.end]
            if not inside:
                own_act = c.frame.lasts == "said" or c.frame.type == "operations_halt" or c.pattern.section == "denies"
                if own_act and c.quote.date_at is not None:
                    said = c.quote.date or (None, None)
                    return said[0], said[1], c.quote.date_basis or "relative", c.quote.date_at
                return None, None, None, None
            here = inside
        if c.pattern.section == "ends":
            return None, None, None, None  # the words tell when it ended, not when it was
        if c.frame.type in CONDUCT:
            here = [(n, d) for n, d in here if d.kind == "absolute"]
        best: tuple[float, int] | None = None
        for number, d in here:
            low, high = (d.span.end, c.span.start) if d.span.start < c.span.start else (c.span.end, d.span.start)
            between = self.masked[low:high] if low < high else ""
            lead = self.masked[max(begin, d.span.start - 48) : d.span.start]
            of_another = c.frame.type == "denial_order_termination" or (
                c.pattern.section == "renews" and d.span.start > c.span.start
            )
            if _ENDS_THEN.search(lead) or (of_another and _EARLIER_ORDER.search(lead)):
                continue
            cost = float(len(between))
            crossings = len(_BARRIER.findall(between))
            if crossings:
                continue
            if d.span.start >= c.span.end:
                cost *= 0.8
            if best is None or cost < best[0]:
                best = (cost, number)
        if best is not None:
            d = self.dates[best[1]]
            return d.value, d.precision, d.basis, best[1]
        return self._inherited(c)

    def _inherited(self, c: _Candidate) -> tuple[str | None, str | None, str | None, int | None]:
        """The day of the sentence before, when this one goes on from it: "The department ...", "It also ..."."""
        if c.frame.type in CONDUCT or GROUP_OF[c.frame.type] == "cases" or c.sentence.at == 0 or c.quote is not None:
            return None, None, None, None
        before = self.text.sentences[c.sentence.at - 1]
        head = self.masked[c.sentence.span.start : c.span.start]
        if before.block != c.sentence.block or not _GOES_ON.search(head):
            return None, None, None, None
        days = [
            (n, self.dates[n])
            for n in self.dates_in(before.span.start, before.span.end)
            if self.dates[n].value and self.dates[n].form not in ("vague", "offset")
        ]
        if len(days) != 1:
            return None, None, None, None
        number, d = days[0]
        return d.value, d.precision, d.basis, number

    # folding ----------------------------------------------------------------------------------------------------

    def _fold(self, events: list[Event], new: Event) -> None:
        """Add a telling to the event it tells of, or as an event of its own."""
        same_type = self._by_type.setdefault(new.type, [])
        for event in same_type:
            if self._same(event, new):
                self._absorb(event, new)
                return
        same_type.append(new)
        events.append(new)

    def _same(self, one: Event, other: Event) -> bool:
        if one.date and other.date and not compatible(one.date, other.date) and one.type not in ("relief_pledge",):
            return False
        if one.type == "legislative_vote" and set(one.evidence) & set(other.evidence):
            return True
        if one.type in CONDUCT:
            return (
                one.status == other.status
                and (one.actor == other.actor or not one.actor or not other.actor)
                and (one.quote is None) == (other.quote is None)
            )
        shared = set(one.target) & set(other.target)
        if (one.target or other.target) and not shared:
            return False
        live = {"in_force", "historical", "reversed"}
        if one.type in ("relief_pledge",):
            return True
        if one.type in ("investigation",):
            return one.status == other.status
        return (
            one.status == other.status
            or (one.status in live and other.status in live)
            or (
                one.type in ("tariff", "directive", "operations_halt")
                and one.status != "denied"
                and other.status != "denied"
                and bool(one.date) == bool(other.date)
            )
        )

    @staticmethod
    def _absorb(event: Event, new: Event) -> None:
        for span in new.evidence:
            if span not in event.evidence:
                event.evidence.append(span)
        event.target += [t for t in new.target if t not in event.target]
        event.actor = event.actor or new.actor
        event.trigger_words += new.trigger_words
        rank = {"day": 4, "minute": 5, "interval": 3, "week": 3, "month": 2, "year": 1, None: 0}
        if (
            new.date
            and rank.get(new.precision, 0) > rank.get(event.precision, 0)
            and (new.date_basis != "inferred" or event.date is None)
        ):
            event.date, event.precision, event.date_basis, event.date_at = new.date, new.precision, new.date_basis, new.date_at
        if new.status == "reversed" or (
            event.status == "historical" and new.status == "in_force" and frames()[event.type].lasts == "until_ended"
        ):
            event.status = new.status
        event.amounts += [a for a in new.amounts if a not in event.amounts]
        event.terms += [t for t in new.terms if t not in event.terms]
        event.authority = event.authority or new.authority
        event.source = event.source or new.source
        event.renews = event.renews or new.renews

    def _attach(self, events: list[Event], c: _Candidate) -> None:
        """Words such as "banned sales to the firm": evidence of a stricter act against the same target, else an act."""
        new = self._event(c)
        if new.status in ("in_force", "historical"):
            fits = [
                e
                for e in events
                if e.type in RESTRICTS
                and e.status in (("in_force", "historical") if e.type in ("penalty", new.type) else ("in_force",))
                and set(e.target) & set(new.target)
                and not (e.date and new.date and not compatible(e.date, new.date))
            ]
            if new.date:
                fits.sort(key=lambda e: e.date is None)
            elif self.official:
                fits.sort(key=lambda e: (e.date is not None, e.type != "temporary_denial_order"))
            if c.pattern.status != "attach" and GROUP_OF[c.frame.type] != "politics":
                fits = [e for e in fits if e.type != "penalty"]
            if fits and GROUP_OF[c.frame.type] not in ("conduct", "politics"):
                own = [e for e in fits if e.type == new.type]
                target = (own or fits)[0]
                target.attached.append((c.span, new.date_at))
                if target.type == new.type:
                    self._absorb(target, new)
                else:
                    target.evidence.extend(s for s in new.evidence if s not in target.evidence)
                return
        if c.pattern.status == "attach":
            return
        mates = [e for e in events if e.type == new.type and (set(e.target) & set(new.target) or not new.target)]
        if mates and GROUP_OF[c.frame.type] in ("conduct", "politics"):
            mate = next((e for e in mates if e.status == new.status), mates[0])
            mate.evidence.extend(s for s in new.evidence if s not in mate.evidence)
            return
        if GROUP_OF[c.frame.type] == "politics":
            return
        self._fold(events, new)

    def _settle(self, events: list[Event]) -> None:
        """What one event of the document says about another: a removal makes a listing past, a fresh penalty has effect."""
        for event in events:
            frame = frames()[event.type]
            if event.status == "in_force" and frame.ended_by:
                for other in events:
                    if other.type in frame.ended_by and other.status == "in_force" and set(other.target) & set(event.target):
                        later = not (event.date and other.date) or event.date <= other.date
                        if later and other.type in ("delisting", "denial_order_termination", "tariff_removal"):
                            event.status = "historical"
            if (
                event.type in ("penalty", "settlement")
                and event.status == "historical"
                and event.date
                and self.written
                and event.precision in ("day", "minute")
            ) and 0 <= (self.written - date.fromisoformat(event.date[:10])).days <= 3:
                event.status = "in_force"
            after = self.text.low[event.trigger.start : event.trigger.start + 700]
            if (
                event.type == "denial_order"
                and "temporary denial order" in after
                and not any("year" in w for w in event.trigger_words)
            ):
                event.type = "temporary_denial_order"  # "issued orders denying ... The temporary denial orders are for 180 days"
            if (
                event.type == "temporary_denial_order"
                and event.status == "in_force"
                and event.date
                and self.written
                and event.precision == "year"
                and int(event.date) < self.written.year - 1
                and not event.renews
            ):
                event.status = "historical"
            if event.type == "trade_deal" and event.status == "denied" and event.date is None:
                talks = [
                    e
                    for e in events
                    if e.type == "trade_talks" and e.status == "historical" and e.date and e.trigger.start < event.trigger.start
                ]
                if talks:
                    event.date, event.precision, event.date_basis = talks[-1].date, talks[-1].precision, talks[-1].date_basis


_GENERAL = re.compile(r"\b(?:may|can|might|could) (?:[a-z]+ ){0,3}$")
_NOT_DONE = re.compile(
    r"\b(?:prevent(?:ing|ed|s)?|imminent|future|further|any|potential|risk(?:s|ing)? (?:of)?|deter(?:ring|s)?|avoid(?:ing|s)?|penalt(?:y|ies) for|in the event of|against|such|possible) (?:[a-z]+ ){0,2}$"
)
_CAPITALS = {
    "Washington": "US", "Beijing": "CN", "Moscow": "RU", "Tehran": "IR", "Pyongyang": "KP", "London": "GB", "Tokyo": "JP", "Seoul": "KR",
    "Taipei": "TW", "Berlin": "DE", "Paris": "FR", "Damascus": "SY", "Minsk": "BY", "Caracas": "VE", "Havana": "CU", "Ankara": "TR", "Kyiv": "UA",
}  # fmt: skip
_SEVERAL = re.compile(
    r"\b(?:the|these|those|both|two|three|four) (?:[a-z]+ ){0,2}(?:companies|firms|entities|airlines|banks|suppliers)\b|^(?:them|they)\b"
)
_OBJECT_OF = re.compile(r"\b(?:of|by|with|from|than|like|including|and its) (?:(?:the|an?|N+(?:'s)?|D+) ){0,2}$")
_OPENS_AGAIN = re.compile(r"(?:the (?:company|firm|group|airline|bank|chipmaker|manufacturer|maker)|it|its|they)\b")
_ENDS_THEN = re.compile(
    r"\b(?:until|through|expires?(?: on)?|expiring(?: on)?|no later than|ending(?: on)?|to)(?: (?:12:01|11:59)[^;]{0,36},?)? $"
)
_EARLIER_ORDER = re.compile(r"\b(?:issued|entered|dated|signed|imposed|published|order of)(?: [a-z]+){0,4} $")
_GOES_ON = re.compile(
    r"^(?:the (?:department|agency|bureau|order|rule|ban|company|administration|commission|move|action|government)|it|they|he|she)\b|\balso\b"
)
_RIVAL = re.compile(r"'s (?:[a-z]+ )?(?:rival|competitor|supplier|suppliers|partner|customer|parent|lawyer|nominee)")
_MEDIA = frozenset(
    {"Twitter", "Facebook", "Reuters", "Truth Social", "Telegram", "Weibo", "Getty Images", "Associated Press", "AFP", "Bloomberg"}
)
_BARRIER = re.compile(
    r"(?:;|\b(?:after|before|following|because|as a result of|which|who|since|until|when|amid|while|ahead of|but|prior to|for violating|that (?:were|was|resulted))\b)"
)


def _choose_within(candidates: list[_Candidate]) -> list[_Candidate]:
    """`Acts._choose` for the candidates of one sentence."""
    candidates.sort(key=lambda c: (_PRIORITY[c.pattern.section], c.pattern.loose, -(c.span.end - c.span.start), c.span.start))
    chosen: list[_Candidate] = []
    for c in candidates:
        over = [o for o in chosen if o.span.overlaps(c.span)]
        if not any(o.frame is c.frame or _swallows(o, c) for o in over):
            chosen.append(c)
    requests = [c for c in chosen if c.frame.type in _REQUESTS]
    kept = []
    for c in chosen:
        content = GROUP_OF[c.frame.type] not in ("conduct", "politics") and c.frame.type != "investigation"
        if content and any(r is not c and r.span.start < c.span.start < r.span.end + 12 for r in requests):
            continue  # what is asked for or proposed is not done
        if not any(o is not c and o.span.overlaps(c.span) and _swallows(o, c) for o in chosen):
            kept.append(c)
    return kept


_Placed = TypeVar("_Placed", Amount, Term, CitationInText)


def _within(found: list[_Placed], span: Span) -> list[_Placed]:
    """Those of a sorted layer that begin within a span."""
    at = bisect_left(found, span.start, key=lambda item: item.span.start)
    inside = []
    while at < len(found) and found[at].span.start < span.end:
        inside.append(found[at])
        at += 1
    return inside


def _matches(regex: re.Pattern[str], masked: str, span: Span) -> Iterator[re.Match[str]]:
    """Matches that begin at the beginning of a word (tested here: in the expression it would cost its fast search)."""
    at = span.start
    while (match := regex.search(masked, at, span.end)) is not None:
        start = match.start()
        if start and (before := masked[start - 1]).isalnum() and (before.islower() or before.isdigit() or before == masked[start]):
            at = start + 1
            continue
        yield match
        at = max(match.end(), start + 1)


def _default(frame: Frame) -> str:
    return {"until_ended": "in_force", "once": "historical", "pending": "in_force", "said": "announced"}[frame.lasts]


def _swallows(one: _Candidate, other: _Candidate) -> bool:
    """Whether one act's words are the content of another: a suspended denial order is not a denial order as well."""
    return (one.frame.type, other.frame.type) in _SWALLOWS


_SWALLOWS = frozenset({
    ("suspended_denial_order", "denial_order"), ("temporary_denial_order", "denial_order"), ("denial_order_termination", "denial_order"),
    ("denial_order_termination", "temporary_denial_order"), ("denial_order_termination", "suspended_denial_order"),
    ("temporary_denial_order", "temporary_general_license"), ("not_guilty_plea", "guilty_plea"), ("bill_introduced", "procurement_ban"),
    ("bill_introduced", "transaction_prohibition"), ("bill_introduced", "sales_ban"), ("delisting", "sanctions_relief"), ("military_company_listing", "designation"),
    ("military_company_listing", "entity_list_addition"), ("delisting", "designation"), ("rulemaking", "rule_amendment"),
    ("tariff_removal", "tariff"), ("legislative_vote", "bill_introduced"), ("procurement_ban", "designation"), ("sales_ban", "denial_order"),
    ("executive_order", "transaction_prohibition"), ("executive_order", "procurement_ban"), ("entity_list_addition", "designation"), ("deferred_prosecution_agreement", "settlement"),
    ("penalty", "denial_order"), ("relief_pledge", "sanctions_relief"), ("sanctions_review", "relief_pledge"),
    ("relief_pledge", "delisting"), ("court_order", "designation"), ("relief_pledge", "designation"), ("sanctions_review", "investigation"),
})  # fmt: skip
