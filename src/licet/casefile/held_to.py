"""A "yes" is held to everything the question says: whose act, of which day, over what, and whether it still stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from licet.casefile.across import Cluster, Keys
from licet.casefile.answers import Answer
from licet.casefile.carrying import asked_there, tells_of
from licet.casefile.dates import bounds
from licet.casefile.done_by import ITS_PEOPLE, told_of_another
from licet.casefile.events import Event
from licet.casefile.frames import GROUP_OF
from licet.casefile.let_go import told_over
from licet.casefile.one_telling import RESTRICTIVE
from licet.casefile.reading import Reading
from licet.casefile.understanding import Asked
from licet.casefile.undone import put_back, undone
from licet.casefile.who_and_when import by_them, of_that_day
from licet.casefile.whose_law import spans_about

_STILL = re.compile(r"^(?:is|are|does|do)\b|\bstill\b|\bin (?:force|effect|place)\b|\bpending\b")
_STEM = 5  # letters of a word by which another form of it is known: prohibition, prohibited
_IN_WHICH_COURT = re.compile(r"\bin (?:a |the )?(?P<which>federal|state|district|appeals|supreme) court\b")
_COURTS = {
    "federal": re.compile(
        r"\bfederal (?:[a-z]+ )?(?:courts?|judge|jury)\b|\bdistrict court\b|\bu\.s\. (?:[a-z]+ )?(?:judge|court)\b"
    ),
    "state": re.compile(r"\bstate (?:[a-z]+ )?(?:courts?|judge|charges|jury)\b|\bdistrict attorney\b"),
    "district": re.compile(r"\bdistrict (?:court|judge)\b"),
    "appeals": re.compile(r"\bappeals?\b|\bcircuit\b"),
    "supreme": re.compile(r"\bsupreme court\b"),
}
_CLOSING = ("settlement", "guilty_plea", "penalty", "deferred_prosecution_agreement", "regulatory_resolution")
_FOR_WHOM = re.compile(r"\b(?:for|to) (?:the |its |an? )?[a-z]")
_FORM = re.compile(r"\b(?:inc|incorporated|corp|corporation|llc|ltd|limited|plc|gmbh|ag|ao|ooo|pjsc|jsc|oao|zao)\b")
_FORM_BESIDE = 5  # characters beside a name within which its legal form may stand
_SPELLED = {"incorporated": "inc", "corporation": "corp", "limited": "ltd"}
_OF_A_THING = {
    "injunction": re.compile(r"injunct|enjoin|restrain|block|barr|\bbar\b|halt|stop|stay|suspend|prohibit|order"),
    "restraining order": re.compile(r"restrain"),
}


def fits(asked: Asked, keys: Keys) -> Callable[[Reading, Event], bool] | None:
    """The test that a telling must pass to answer, by who acted and when; None where the question says neither.

    Whose law a listing or a rule is under is another test (`whose_law`): here it is who sued, charged or fined.
    """
    whom = asked.whom
    if not whom.doers and not whom.dates:
        return None

    def of_them(reading: Reading, event: Event) -> bool:
        if whom.dates and not of_that_day(whom, event, None):
            return False
        return not whom.doers or GROUP_OF.get(event.type) != "cases" or by_them(whom, reading, event, keys)

    return of_them


def held_to(asked: Asked, question: str, told: Answer, on: date, readings: Sequence[Reading], keys: Keys) -> Answer:
    """What is left of an answer: a "yes" whose acts are not of what the question names beside them is not established.

    A "no" by an act that ends a listing gives way where the name is told as listed again.
    """
    if told.answer == "no" and not told.facts:
        still = _STILL.search(question.lower()) is not None and asked.degree is None and not asked.whom.dates
        return put_back(asked.parties, on, told, readings, keys, still=still) or told
    if told.answer != "yes":
        return told
    if asked.degree is not None:
        return Answer("not_established", f"it asks for more than the act: {asked.degree!r}", basis=told.basis, facts=told.facts)
    if told.facts:
        days = [f.valid.start for f in told.facts if f.valid.start is not None]
        if asked.whom.dates and not any(bounds(d)[0] <= day <= bounds(d)[1] for d in asked.whom.dates for day in days):
            return Answer("not_established", "in force on the day, but not shown as of the date asked about", facts=told.facts)
        return told
    if asked.whom.bounded is not None:
        return Answer("not_established", f"it asks for more than the day: {asked.whom.bounded!r} a date", basis=told.basis)
    grounds = _grounds(told, readings)
    if grounds and all(asked_there(r, e) for r, e in grounds):
        return Answer("not_established", "it is told of only in a question", basis=told.basis, not_basis=told.not_basis)
    if _FOR_WHOM.search(question) and asked.relief and not asked.parties:
        return Answer("not_established", "for whom it is asked is not known", basis=told.basis, not_basis=told.not_basis)
    if set(asked.types) <= set(RESTRICTIVE) and grounds and _another_form(asked, question, grounds, keys):
        return Answer("not_established", "a firm of another legal form is told of", basis=told.basis, not_basis=told.not_basis)
    if asked.parties and grounds and not asked.relief and not ITS_PEOPLE.search(question.lower()):
        own = [(r, e) for r, e in grounds if not told_of_another(r, e, keys.named_in(r, asked.parties))]
        if not own:
            return Answer("not_established", "it is told of those who serve it or belong to it", basis=told.basis)
    if (
        asked.types == ("investigation",)
        and _STILL.search(question.lower())
        and not _inquired_into(asked, grounds, on, readings, keys)
    ):
        return Answer("not_established", "whether an investigation of it is open is not told", basis=told.basis)
    if asked.thing is not None:
        stem = _OF_A_THING.get(asked.thing.rstrip("s")) or re.compile(re.escape(asked.thing[:_STEM]))
        grounds = [(r, e) for r, e in grounds if any(stem.search(words) for words in _sentences(r, e))]
        if not grounds:
            return Answer("not_established", f"no act told of says {asked.thing!r}", basis=told.basis, not_basis=told.not_basis)
    court = _IN_WHICH_COURT.search(question.lower())
    if court is not None and not any(_COURTS[court["which"]].search(words) for r, e in grounds for words in _sentences(r, e)):
        return Answer("not_established", f"in which court is not told: {court['which']!r} is asked for", basis=told.basis)
    for named in asked.beside:
        stem = re.compile(re.escape(named.split()[-1][:_STEM]))
        if not any(stem.search(words) for r, e in grounds for words in _sentences(r, e)):
            return Answer(
                "not_established", f"whether that is of the {named!r} is not told", basis=told.basis, not_basis=told.not_basis
            )
    still = _STILL.search(question.lower()) is not None
    if still and (over := undone(asked.types, asked.parties, on, told, readings, keys)) is not None:
        return over
    return told_over(asked.types, asked.parties, on, told, readings, keys, still=still) or told


def limited(clusters: Sequence[Cluster], fits: Callable[[Reading, Event], bool]) -> list[Cluster]:
    """The clusters with those tellings only that fit; a cluster without any is left out."""
    kept = []
    for cluster in clusters:
        members = [(r, e) for r, e in cluster.members if fits(r, e)]
        if len(members) == len(cluster.members):
            kept.append(cluster)
        elif members:
            kept.append(replace(cluster, members=members))
    return kept


def _grounds(told: Answer, readings: Sequence[Reading]) -> list[tuple[Reading, Event]]:
    """The acts that an answer rests on."""
    basis = set(told.basis)
    return [(r, e) for r in readings for e in r.events if (r.doc_id, e.id) in basis]


def _names(reading: Reading, event: Event, asked: Asked, keys: Keys) -> bool:
    """Whether the sentences of an act name one of the parties, or go on about one by a pronoun and name no other."""
    own = keys.named_in(reading, asked.parties)
    about = spans_about(reading, own)
    return any(part.overlaps(span) for part in event.evidence for span in about)


def _inquired_into(
    asked: Asked, grounds: Sequence[tuple[Reading, Event]], on: date, readings: Sequence[Reading], keys: Keys
) -> bool:
    """Whether an investigation told of is open, is of the party by its own words, and no settlement, plea or fine has closed it."""
    open_ones = [
        (r, e) for r, e in grounds if e.status == "in_force" and (not asked.parties or tells_of(r, e, asked.parties, keys))
    ]
    closed = any(
        keys.parties(r, [*e.target, *e.actor]) & asked.parties
        for r in readings
        if r.written is not None and r.written <= on
        for e in r.events_of(_CLOSING)
        if e.status in ("in_force", "historical")
    )
    return bool(open_ones) and not closed


def _another_form(asked: Asked, question: str, grounds: Sequence[tuple[Reading, Event]], keys: Keys) -> bool:
    """Whether the question names a firm with its legal form, and the acts name it only with another: Acme, Inc. is not AO Acme."""
    wanted = _forms(question)
    named = [
        _forms(reading.text.low[max(0, span.start - _FORM_BESIDE) : span.end + _FORM_BESIDE])
        for reading, event in grounds
        for part in event.evidence
        for span, entity in reading.parties.between(part.start, part.end)
        if entity.id in event.target and keys.of(entity.key) in asked.parties
    ]
    return bool(wanted) and bool(named) and all(forms and not forms & wanted for forms in named)


def _forms(words: str) -> set[str]:
    """The legal forms among some words, each by one spelling."""
    return {_SPELLED.get(form, form) for form in _FORM.findall(words.lower())}


def _sentences(reading: Reading, event: Event) -> list[str]:
    """The sentences of an act's evidence, in small letters."""
    low = reading.text.low
    found = [s.span for p in (event.trigger, *event.evidence) if (s := reading.text.sentence_at(p.start)) is not None]
    return [low[span.start : span.end] for span in found]
