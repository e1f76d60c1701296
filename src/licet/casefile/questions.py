"""Questions of legal status in plain words, answered from acts and facts.

A question names acts by the words their frames list under `asks`, parties by name, and sometimes a figure or a year.
What cannot be tied to an act gets `not_established`; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from licet.casefile.across import Cluster, Keys, bare_name
from licet.casefile.answers import Answer
from licet.casefile.blocks import frame
from licet.casefile.doubts import ended_before, stands_until_ended
from licet.casefile.events import Event
from licet.casefile.frames import GROUP_OF, frames
from licet.casefile.in_force import RELIEF, RESTRICTIVE, act_in_force
from licet.casefile.known import without_legal_form
from licet.casefile.money import find_money
from licet.casefile.parties import find_parties
from licet.casefile.reading import Reading
from licet.casefile.relief import relief_granted
from licet.casefile.text import Text
from licet.casefile.whose_law import fits_law, law_asked, numbered, says_number
from licet.facts import Fact

_BROAD = re.compile(
    r"\b(?:sanctioned|under (?:[\w.'-]+ ){0,3}(?:sanctions|restrictions)|restricted|on any (?:\w+ )?list|subject to (?:[\w.'-]+ ){0,4}(?:sanctions|restrictions|restrictive measures))\b"
)
_RELIEF = re.compile(r"\b(?:relief|reprieve|eased?|easing|lifted|waived?|waiver|exempt(?:ed|ion)?)\b")
_ON_A_LIST = re.compile(r"\bon (?:the|a|any) (?:[\w-]+ ){0,4}list\b")
_NAMED_ACT = re.compile(r"\b[A-Z]\w+ Act\b(?! of)")
_RESTRICTS = re.compile(
    r"\b(?:sanction|designat|blacklist|entity list|denial order|denied persons|asset freeze|frozen|blocked|banned|barred|prohibit|listed|listing)"
)
_GONE = re.compile(r"\b(?:terminated|lifted|ended|revoked|removed|delisted|expired|taken off)\b")

_BY_WORDS = re.compile(
    r"\bby (?:the|an?|his|her|its|that|this|[a-z]+'s) (?:[a-z]+ ){0,2}?(?:pledge|promise|tweet|post|statement|remarks?|words|comments?|interview|instruction)\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks: types of act, parties by key, a figure, and whether it is about relief or anything at all."""

    types: tuple[str, ...]
    parties: frozenset[str]
    figure: Decimal | None
    broad: bool
    relief: bool
    by_bill: bool


@cache
def _asks() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"(?<!\w)(?:{ask})(?!\w)", re.IGNORECASE), kind) for kind, f in frames().items() for ask in f.asks)


def understand(question: str, keys: Keys, readings: Sequence[Reading] = ()) -> Asked:
    """Read a question; the longest word for an act wins over shorter ones at the same place.

    Args:
        question: In plain words.
        keys: Case-wide names.
        readings: The documents, whose every name for a party may be asked by.
    """
    text = frame(Text(question))
    low = text.low
    hits: list[tuple[int, int, str]] = []
    for pattern, kind in _asks():
        for match in pattern.finditer(low):
            hits.append((match.start(), match.end(), kind))
    kept = [h for h in hits if not any(o[0] <= h[0] and h[1] <= o[1] and (o[1] - o[0]) > (h[1] - h[0]) for o in hits)]
    types = tuple(dict.fromkeys(kind for _, _, kind in sorted(kept)))
    found = find_parties(text)
    firms = [e for e in found.entities if e.type in ("company", "organization", "person")]
    called_by = keys.called_by(readings)
    parties = set()
    for firm in firms:
        own = keys.of(firm.key)
        known = own in keys.canonical or firm.known is not None
        parties.add(own if known else called_by.begins_with(without_legal_form(firm.canonical)) or own)
    for span in found.unresolved:
        key = called_by.begins_with(text.words(span))
        if key:
            parties.add(key)
    if not parties:
        parties = called_by.named_in(low)
    bare = keys.by_bare_name(readings)
    parties = parties.union(*(bare.get(bare_name(key), ()) for key in parties))
    amounts = find_money(text)
    figure = amounts[0].value if amounts else None
    return Asked(
        types,
        frozenset(parties),
        figure,
        bool(_BROAD.search(low)),
        bool(_RELIEF.search(low)),
        bool(re.search(r"\bby (?:the|a) (?:\w+ )?(?:bill|legislation)\b|\bbill\b", low) or _NAMED_ACT.search(text.flat)),
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
    if asked.by_bill and ("bill_introduced" in asked.types or not asked.types):
        return _bill(asked, on, readings, clusters, keys, record)
    gone = _GONE.search(question.lower())
    if asked.relief and not (
        gone
        and {"denial_order", "entity_list_addition", "temporary_denial_order", "designation", "military_company_listing"}
        & set(asked.types)
    ):
        if _BY_WORDS.search(question.lower()):
            return Answer("no", "words grant nothing: a pledge, a post or a statement is not an act with effect")
        return relief_granted(asked.parties, on, clusters, keys, record)
    if gone and asked.types:
        return _ended(asked, on, readings, clusters, keys, record)
    law = law_asked(question)
    if law:
        clusters = _limited(clusters, lambda r, e: GROUP_OF.get(e.type) not in _OF_A_LAW or fits_law(law, r, e))
        record = record if "US" in law else ()
    if (number := numbered(question)) is not None:
        clusters = _limited(clusters, lambda r, e: e.type != "temporary_general_license" or says_number(number, r, e))
    types = asked.types
    if asked.broad or not types:
        types = RESTRICTIVE
    elif set(types) & {"sales_ban"}:
        types = ("sales_ban",)
    wanted = None
    if asked.figure is not None:
        figure = asked.figure

        def wanted(event: Event) -> bool:
            values = [a.value for a in event.amounts]
            return not values or any(v == figure for v in values)

    if not asked.types and not asked.broad and _ON_A_LIST.search(question.lower()):
        left = act_in_force(("delisting",), asked.parties, on, clusters, keys, (), readings=readings)
        if left.answer == "yes":
            return Answer("no", f"it left a list: {left.why}", left.standing, left.basis, left.facts, left.not_basis)
    if asked.types == ("denial_order",) and not asked.broad:
        found = act_in_force(types, asked.parties, on, clusters, keys, record, wanted=wanted, readings=readings)
        if found.answer == "not_established":
            held = act_in_force(("suspended_denial_order",), asked.parties, on, clusters, keys, (), readings=readings)
            if held.answer == "yes":
                return Answer("no", f"only a suspended one, without effect while it is: {held.why}", held.standing, held.basis)
    if asked.types or asked.broad:
        found = act_in_force(types, asked.parties, on, clusters, keys, record, wanted=wanted, readings=readings)
        if found.answer == "not_established" and (asked.broad or set(types) <= set(RESTRICTIVE)) and not found.basis:
            return (
                stands_until_ended(types, asked.parties, on, clusters, keys)
                or ended_before(types, asked.parties, on, clusters, keys)
                or (found if law else None)
                or _only_pending(asked, on, clusters, keys)
                or (asked.broad and _told_without_restriction(asked, on, readings, clusters, keys))
                or found
            )
        return found
    return Answer("not_established", "the question names no act that licet knows")


_OF_A_LAW = frozenset({"lists", "export privileges", "permissions", "other rules"})


def _limited(clusters: Sequence[Cluster], fits: Callable[[Reading, Event], bool]) -> list[Cluster]:
    """The clusters with those tellings only that fit; a cluster without any is left out."""
    kept = []
    for cluster in clusters:
        members = [(r, e) for r, e in cluster.members if fits(r, e)]
        if len(members) == len(cluster.members):
            kept.append(cluster)
        elif members:
            kept.append(replace(cluster, members=members))
    return kept


def _bill(
    asked: Asked, on: date, readings: Sequence[Reading], clusters: Sequence[Cluster], keys: Keys, record: Sequence[Fact[Any]]
) -> Answer:
    """A bill binds nobody until it is enacted: only a ban in force, or an official listing under it, says so."""
    laws = act_in_force(
        ("procurement_ban", "transaction_prohibition"), asked.parties, on, clusters, keys, record, readings=readings
    )
    bills = [
        (r.doc_id, e.id)
        for c in clusters
        for r, e in c.members
        if e.type == "bill_introduced" and (not asked.parties or c.parties & asked.parties)
    ]
    if laws.answer == "yes":
        laws.not_basis = bills
        return laws
    if bills:
        return Answer("no", "introduced, not enacted", basis=bills, not_basis=bills)
    return Answer("not_established", "no bill is told of")


_REVOKES = re.compile(r"\b(?:revok|rescind|repeal|cancel|withdr|lift|terminat|end)")


def _ends_it(event: Event) -> bool:
    """Whether an act ends a restriction; a longer deadline or a waiver eases it and leaves it."""
    return event.type != "sanctions_relief" or any(_REVOKES.search(words) for words in event.trigger_words)


def _ended(
    asked: Asked, on: date, readings: Sequence[Reading], clusters: Sequence[Cluster], keys: Keys, record: Sequence[Fact[Any]]
) -> Answer:
    """ "Has the order been terminated?": yes when an ending act is told or the record shows the end."""
    base = tuple(t for t in asked.types if frames()[t].ended_by)
    if not base:
        return act_in_force(asked.types, asked.parties, on, clusters, keys, record, readings=readings)
    endings = tuple({t for kind in base for t in frames()[kind].ended_by})
    told = act_in_force(endings, asked.parties, on, clusters, keys, (), wanted=_ends_it, readings=readings)
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


def _told_without_restriction(
    asked: Asked, on: date, readings: Sequence[Reading], clusters: Sequence[Cluster], keys: Keys
) -> Answer | None:
    """A party that documents of those days tell of at length, in acts of other kinds, with no word of sanctions near its name.

    Only where no sentence that names it speaks of lists, sanctions or bans: what licet may have failed to understand answers nothing.
    """
    basis = []
    for cluster in clusters:
        for reading, event in cluster.members:
            near = reading.written is not None and abs(reading.written - on) <= timedelta(days=120)
            if near and keys.parties(reading, [*event.target, *event.actor]) & asked.parties:
                if event.type in RESTRICTIVE and event.status != "denied":
                    return None
                basis.append((reading.doc_id, event.id))
    if not basis:
        return None
    for reading in readings:
        for entity in reading.parties.entities:
            if keys.of(entity.key) not in asked.parties:
                continue
            for mention in entity.mentions:
                sentence = reading.text.sentence_at(mention.span.start)
                if sentence is not None and _RESTRICTS.search(reading.text.low, sentence.span.start, sentence.span.end):
                    return None
    return Answer("no", "documents of those days tell of it, and of no restriction on it", basis=basis, not_basis=basis)


def _only_pending(asked: Asked, on: date, clusters: Sequence[Cluster], keys: Keys) -> Answer | None:
    """A party of whom, around the day, only an investigation, a charge or a proposal is told: not restricted by it."""
    pending = []
    for cluster in clusters:
        for reading, event in cluster.members:
            parties = keys.parties(reading, event.target) | keys.parties(reading, event.actor)
            if not asked.parties or not parties & asked.parties:
                continue
            if event.type in RESTRICTIVE and event.status in ("in_force", "historical"):
                return None
            near = reading.written is not None and abs(reading.written - on) <= timedelta(days=31)
            if near and (
                event.type
                in ("investigation", "indictment", "lawsuit", "bill_introduced", "penalty", "settlement", "export_violation")
                or event.status in ("proposed", "announced", "alleged")
            ):
                pending.append((reading.doc_id, event.id))
    if pending:
        return Answer("no", "only an investigation, a charge, a penalty or a proposal is told", basis=pending, not_basis=pending)
    return None


def standard_questions(readings: Sequence[Reading], clusters: Sequence[Cluster], keys: Keys) -> list[tuple[str, date]]:
    """The questions a case raises by itself: each act that could bind, against each party, on each document's day."""
    days = sorted({r.written for r in readings if r.written is not None})
    asked: dict[tuple[str, date], None] = {}
    for cluster in clusters:
        if cluster.type in ("investigation", "indictment"):
            for party in sorted(p for p in cluster.parties if p.startswith("company:")):
                asked.update(dict.fromkeys((f"Is {keys.canonical.get(party, party)} sanctioned?", day) for day in days[-3:]))
        if not cluster.members or GROUP_OF.get(cluster.type) not in (
            "lists",
            "export privileges",
            "permissions",
            "other rules",
            "legislature",
        ):
            continue
        if cluster.type in (
            "delisting",
            "denial_order_termination",
            "escrow_deposit",
            "sanctions_review",
            "regulatory_resolution",
            "tariff_removal",
            "rulemaking",
            "legislative_vote",
            "congressional_notification",
        ):
            continue
        names = [
            keys.canonical.get(p, p)
            for p in sorted(cluster.parties)
            if p.startswith(("company:", "person:", "organization:", "country:"))
        ][:4]
        for name in names or [""]:
            verb = "Are" if cluster.type == "tariff" else "Is"
            question = f"{verb} the {_NAMED.get(cluster.type, cluster.type.replace('_', ' '))}{' against ' + name if name else ''} in force?"
            if cluster.type in RELIEF:
                question = f"Has any relief for {name} been granted?" if name else "Has any relief been granted?"
            for day in days[-3:]:
                asked.setdefault((question, day))
    specific = {question.split(" against ")[0] for question, _ in asked if " against " in question}
    return [
        (question, day)
        for question, day in asked
        if " against " in question or "sanctioned" in question or question.removesuffix(" in force?") not in specific
    ]


_NAMED = {
    "entity_list_addition": "Entity List listing",
    "designation": "designation",
    "military_company_listing": "military company listing",
    "bill_introduced": "bill",
    "tariff": "tariffs",
}
