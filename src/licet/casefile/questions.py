"""Questions of legal status in plain words, answered from acts and facts.

What cannot be tied to an act gets `not_established`; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from licet.casefile.across import Cluster, Keys
from licet.casefile.answers import Answer
from licet.casefile.bills import PASSED, of_a_bill, passed
from licet.casefile.carrying import suspended_there
from licet.casefile.dates import bounds
from licet.casefile.done_by import done_by
from licet.casefile.doubts import ended_before, stands_until_ended
from licet.casefile.endings import court_stops, takes_off
from licet.casefile.events import Event
from licet.casefile.frames import GROUP_OF, frames
from licet.casefile.held_to import fits, held_to, limited
from licet.casefile.in_force import act_in_force
from licet.casefile.one_telling import RESTRICTIVE
from licet.casefile.reading import Reading
from licet.casefile.relief import only_asked_for, relief_granted, relief_stands
from licet.casefile.topics import about_the_subject
from licet.casefile.understanding import Asked, sales_by_listing, understand
from licet.casefile.untold import only_pending, said_not_done, told_without
from licet.casefile.whose_law import fits_law, law_asked, numbered, says_number
from licet.facts import Fact

_ANY = re.compile(
    r"\b(?:has|have|is|are|was|were) any (?:(?!relief|license|licence|order|act|ban|sanction)[a-z-]+ ){0,2}?(?:bank|firm|company|person|individual|official|entity|executive|minister|employee|customer|supplier)s?\b"
)
_ON_A_LIST = re.compile(r"\bon (?:the|a|any) (?:[\w-]+ ){0,4}list\b")
_A_LIST = re.compile(r"\blists?\b|\bdelisted\b")
_GONE = re.compile(
    r"\b(?:terminated|lifted|ended|revoked|removed|delisted|expired|taken off|rescinded|repealed|withdrawn|lapsed|cancell?ed|dropped|annulled|vacated)\b"
)
_STANDS = re.compile(r"\bin (?:force|effect|place)\b|\bstill\b|\bvalid\b")
_RENEWED = re.compile(r"\b(?:renew(?:s|ed|al)|extend(?:s|ed)|extension|prolong(?:s|ed))\b")
_BY_WORDS = re.compile(
    r"\bby (?:the|an?|his|her|its|that|this|[a-z]+'s) (?:[a-z]+ ){0,2}?(?:pledge|promise|tweet|post|statement|remarks?|words|comments?|interview|instruction)\b"
)


def answer(
    question: str, on: date, readings: Sequence[Reading], clusters: Sequence[Cluster], keys: Keys, record: Sequence[Fact[Any]] = ()
) -> Answer:
    """Answer a question of legal status as of a day.

    Args:
        question: Such as "Is the denial order against Acme in force?".
        on: The day it is about.
        record: Dated facts of official sources; without them press reports answer, and say so.
    """
    asked = understand(question, keys, readings)
    if asked.each:
        return _each(asked, question, on, readings, clusters, keys, record)
    return _held(asked, question, on, readings, clusters, keys, record)


def _held(
    asked: Asked, question: str, on: date, readings: Sequence[Reading], clusters: Sequence[Cluster], keys: Keys, record: Sequence[Fact[Any]]
) -> Answer:  # fmt: skip
    """The answer, its "yes" held to everything the question says."""
    told = _answer(asked, question, on, readings, clusters, keys, record)
    return held_to(asked, question, told, on, readings, keys)


def _each(
    asked: Asked, question: str, on: date, readings: Sequence[Reading], clusters: Sequence[Cluster], keys: Keys, record: Sequence[Fact[Any]]
) -> Answer:  # fmt: skip
    """What is asked of several parties together is so when it is so of each."""
    answers = [
        _held(replace(asked, parties=frozenset({party}), each=False), question, on, readings, clusters, keys, record)
        for party in sorted(asked.parties)
    ]
    told = next((a for a in answers if a.answer == "yes" and not a.facts), None)
    if told is not None and all(a.answer == "yes" or (a.answer == "not_established" and not a.basis) for a in answers):
        names = [keys.canonical.get(p, p.partition(":")[2]).lower() for p in asked.parties]
        for reading in readings:  # one act that names them side by side
            for event in reading.events:
                said = [reading.text.low[s.start : s.end] for s in event.evidence]
                if (reading.doc_id, event.id) in told.basis and any(all(name in words for name in names) for words in said):
                    return told
    worst = next((a for kind in ("no", "not_established") for a in answers if a.answer == kind), answers[0])
    if worst.answer == "yes":
        worst.basis = list(dict.fromkeys(b for a in answers for b in a.basis))
    return worst


def _answer(
    asked: Asked, question: str, on: date, readings: Sequence[Reading], clusters: Sequence[Cluster], keys: Keys, record: Sequence[Fact[Any]]
) -> Answer:  # fmt: skip
    """The answer of the acts and the record."""
    if asked.beyond is not None:
        return Answer("not_established", f"it asks for more than whether an act was made, stands or ended: {asked.beyond!r}")
    if not asked.parties and _ANY.search(question.lower()):
        return Answer("not_established", "it asks about anybody of a kind, not about a party")
    if PASSED.match(question.lower()) and ("legislative_vote" in asked.types or "bill_introduced" in asked.types):
        return passed(asked, question.lower(), on, clusters, keys)
    if asked.by_bill and ("bill_introduced" in asked.types or not asked.types):
        return of_a_bill(asked, on, readings, clusters, keys, record)
    if asked.unknown:
        near = limited(clusters, lambda r, e: _names_them(r, e, asked.unknown))
        found = act_in_force(RESTRICTIVE if asked.broad else asked.types, asked.parties, on, near, keys, (), readings=readings)
        if found.answer == "yes" and not _GONE.search(question.lower()):
            return found
        return Answer("not_established", "no act is told of whom the question names", basis=found.basis)
    gone = _GONE.search(question.lower())
    if asked.relief and not (
        gone
        and {"denial_order", "entity_list_addition", "temporary_denial_order", "designation", "military_company_listing"}
        & set(asked.types)
    ):
        if _BY_WORDS.search(question.lower()):
            return Answer("no", "words grant nothing: a pledge, a post or a statement is not an act with effect")
        granted = relief_granted(asked.parties, on, clusters, keys, record)
        if granted.answer == "not_established" and not granted.basis:
            granted = only_asked_for(asked.parties, on, readings, keys) or granted
        return relief_stands(granted, on, readings) if _STANDS.search(question) else granted
    if gone and asked.types:
        return _ended(asked, on, readings, clusters, keys, record, off_a_list=_A_LIST.search(question.lower()) is not None)
    law, told = law_asked(question), clusters
    if (of_them := fits(asked, keys)) is not None:
        clusters = limited(clusters, of_them)
    if asked.parties:
        clusters = keys.involved(asked.parties, clusters)
    if law:
        clusters = limited(clusters, lambda r, e: GROUP_OF.get(e.type) not in _OF_A_LAW or fits_law(law, r, e))
        record = record if "US" in law else ()
    if (number := numbered(question)) is not None:
        clusters = limited(clusters, lambda r, e: e.type != "temporary_general_license" or says_number(number, r, e))
    types = asked.types
    if asked.broad or not types:
        types = RESTRICTIVE
    elif set(types) & {"sales_ban"}:
        types = ("sales_ban",)
    if not asked.parties and set(types) <= _BY_SUBJECT:
        clusters = about_the_subject(clusters, (*types, "rulemaking"), question)
    wanted = _sentenced if "sentenced" in question.lower() else _renews if _RENEWED.search(question.lower()) else None
    if asked.figure is not None:
        figure = asked.figure

        def wanted(event: Event) -> bool:
            values = [a.value for a in event.amounts]
            return not values or any(v == figure for v in values)

    if not asked.types and not asked.broad and _ON_A_LIST.search(question.lower()):
        left = act_in_force(("delisting",), asked.parties, on, clusters, keys, (), readings=readings)
        if left.answer == "yes":
            return Answer("no", f"it left a list: {left.why}", left.standing, left.basis, left.facts, left.not_basis)
    own = done_by(asked.types, asked.parties, on, clusters, keys, asked.whom)
    if own is not None:
        return own
    if asked.types == ("denial_order",) and not asked.broad:
        other = _suspended_or_temporary(asked, on, readings, clusters, keys, record)
        if other is not None:
            return other
    if asked.types or asked.broad:
        if types == ("rule_amendment",):
            types = ("rule_amendment", "rulemaking")
        listed = _ON_A_LIST.search(question.lower()) is not None
        found = act_in_force(
            types, asked.parties, on, clusters, keys, record, wanted=wanted, readings=readings, stays_listed=listed
        )
        if found.answer == "yes" and found.standing == "reported in force" and sales_by_listing(question):
            return Answer(
                "not_established", "a listing or an order bars supplies to a party; a report that it bars the party's own sales does not show it", basis=found.basis
            )  # fmt: skip
        if found.answer == "not_established" and (asked.broad or set(types) <= set(RESTRICTIVE)) and not found.basis:
            return (
                stands_until_ended(types, asked.parties, on, clusters, keys)
                or ended_before(types, asked.parties, on, clusters, keys)
                or said_not_done(types, asked.parties, law, on, readings, keys)
                or (found if law - {"US"} else None)
                or (only_pending(asked.parties, on, clusters, keys, readings) if asked.broad else None)
                or told_without(types, asked.parties, on, readings, told, keys, broad=asked.broad)
                or found
            )
        return found
    return Answer("not_established", "the question names no act that licet knows")


def _suspended_or_temporary(
    asked: Asked, on: date, readings: Sequence[Reading], clusters: Sequence[Cluster], keys: Keys, record: Sequence[Fact[Any]]
) -> Answer | None:
    """What a suspended order or a temporary one says to a question about a denial order.

    Sources: 15 CFR 766.18(c) (a suspended denial has no effect while it is suspended), 766.24 (a temporary order denies too).
    """
    found = act_in_force(asked.types, asked.parties, on, clusters, keys, record, readings=readings)
    if found.answer == "no" or found.facts:
        return None
    held = act_in_force(("suspended_denial_order",), asked.parties, on, clusters, keys, (), readings=readings)
    if held.answer == "yes":
        tells_both = {
            r.doc_id
            for c in clusters
            if c.parties & asked.parties
            for r, e in c.members
            if e.type == "suspended_denial_order" and e.status == "in_force"
        }
        if {doc for doc, _ in found.basis} <= tells_both:
            return Answer("no", f"only a suspended one, without effect while it is: {held.why}", held.standing, held.basis)
    if found.answer == "not_established" and not found.basis:
        idle = [
            (r.doc_id, e.id)
            for c in clusters
            for r, e in c.members
            if e.type == "denial_order" and e.status == "in_force" and keys.parties(r, e.target) & asked.parties
            if (day := bounds(e.date)[0] if e.date else r.written) is not None and day <= on and suspended_there(r, e)
        ]
        if idle:
            return Answer("no", "the order is told as suspended, without effect while it is", basis=idle)
        temporary = act_in_force(("temporary_denial_order",), asked.parties, on, clusters, keys, (), readings=readings)
        return temporary if temporary.answer == "yes" else None
    return None


_BY_SUBJECT = frozenset(
    {"rule_amendment", "rulemaking", "tariff", "transaction_prohibition", "sales_ban", "procurement_ban", "executive_order"}
)
_OF_A_LAW = frozenset({"lists", "export privileges", "permissions", "other rules"})


def _names_them(reading: Reading, event: Event, names: Sequence[str]) -> bool:
    """Whether the sentences of an act have one of some names."""
    low = reading.text.low
    sentences = [s.span for span in event.evidence if (s := reading.text.sentence_at(span.start)) is not None]
    return any(low.find(name, start, end) >= 0 for start, end in sentences for name in names)


def _renews(event: Event) -> bool:
    """Whether an act renews an order or extends a license, which it does not say by its type."""
    return event.renews or any(_RENEWED.search(words) for words in event.trigger_words)


def _sentenced(event: Event) -> bool:
    """Whether a court's act is a sentence: bail, a conviction or an injunction is none."""
    return any("sentenced" in words for words in event.trigger_words)


_ENDINGS = frozenset({"delisting", "denial_order_termination", "tariff_removal", "sanctions_relief"})
_CASES = frozenset({"indictment", "deferred_prosecution_agreement"})
_REVOKES = re.compile(r"\b(?:revok|rescind|repeal|cancel|withdr|lift|terminat|end)")


def _ends_it(event: Event) -> bool:
    """Whether an act ends a restriction; a longer deadline or a waiver eases it and leaves it."""
    return event.type != "sanctions_relief" or any(_REVOKES.search(words) for words in event.trigger_words)


def _ended(
    asked: Asked, on: date, readings: Sequence[Reading], clusters: Sequence[Cluster], keys: Keys, record: Sequence[Fact[Any]], *,
    off_a_list: bool,
) -> Answer:  # fmt: skip
    """ "Has the order been terminated?": yes when an ending act is told or the record shows the end."""
    base = tuple(t for t in asked.types if frames()[t].ended_by)
    if not base:
        if set(asked.types) <= _ENDINGS:
            return act_in_force(asked.types, asked.parties, on, clusters, keys, record, readings=readings)
        return Answer("not_established", "no act that ends such an act is known")
    if set(base) <= _CASES:
        return Answer("not_established", "whether a case was dropped is not read from acts")
    endings = tuple({t for kind in base for t in frames()[kind].ended_by})

    def ends_it(event: Event) -> bool:
        if event.type == "court_order" and not any(map(court_stops, event.trigger_words)):
            return False
        return _ends_it(event) and (takes_off(event) or not off_a_list)

    told = act_in_force(endings, asked.parties, on, clusters, keys, (), wanted=ends_it, readings=readings)
    if told.answer == "yes":
        return told
    still = act_in_force(base, asked.parties, on, clusters, keys, record, readings=readings)
    if still.answer == "yes":
        return Answer("no", f"it is still in force: {still.why}", still.standing, still.basis, still.facts, still.not_basis)
    if still.answer == "no" and still.facts:
        return Answer("yes", still.why, "in force", still.basis, still.facts, still.not_basis)
    if told.answer == "not_established":
        to_come = stands_until_ended(base, asked.parties, on, clusters, keys)
        if to_come is not None:
            return Answer("no", to_come.why, to_come.standing, to_come.basis)
        relief = relief_granted(asked.parties, on, clusters, keys, record)
        if relief.answer == "no":
            return relief
    return told
