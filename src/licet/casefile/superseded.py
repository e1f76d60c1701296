"""What a later document overtakes: a pledge kept or taken back, a denial followed by the act, an order, a license or a fine undone.

Not contradictions but states of one matter on two days; both sides stand, with the days of their documents. A matter is a family
of acts (a list, a denial order, a relief) and a party; each document puts it in one state, the furthest it tells of. Two
documents differ over time when the later one's state overtakes the earlier one's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from licet.casefile.dates import bounds
from licet.casefile.differences import Contradiction, Ref, Told, ref
from licet.casefile.events import Event
from licet.casefile.reading import Reading

_LISTS = ("delisting",)


@dataclass(frozen=True, slots=True)
class _Family:
    """Acts that put one matter in a state.

    Attributes:
        makes: Acts that bring it about.
        ends: Acts that end it.
        pledges: Acts that are never more than an announcement of it.
        stopped: Whether a court may stop it, and relief undo it.
    """

    name: str
    makes: tuple[str, ...]
    ends: tuple[str, ...] = ()
    pledges: tuple[str, ...] = ()
    stopped: bool = False


_FAMILIES = (
    _Family("Entity List", ("entity_list_addition",), _LISTS),
    _Family("sanctions", ("designation",), (*_LISTS, "sanctions_relief")),
    _Family("list of military companies", ("military_company_listing",), _LISTS, stopped=True),
    _Family("denial order", ("denial_order", "temporary_denial_order", "suspended_denial_order"), ("denial_order_termination",)),
    _Family("delisting", ("delisting",)),
    _Family("end of the denial order", ("denial_order_termination",)),
    _Family(
        "relief",
        ("sanctions_relief", "delisting", "denial_order_termination", "tariff_removal"),
        pledges=("relief_pledge", "directive"),
    ),
    _Family("relief", ("sanctions_relief",)),
    _Family("license", ("temporary_general_license",)),
    _Family("prohibition", ("transaction_prohibition",), stopped=True),
    _Family("ban", ("procurement_ban",), stopped=True),
    _Family("sales ban", ("sales_ban",), stopped=True),
    _Family("executive order", ("executive_order",), stopped=True),
    _Family("penalty", ("penalty",), stopped=True),
    _Family("tariff", ("tariff",), ("tariff_removal",)),
    _Family("rule", ("rule_amendment", "rulemaking"), stopped=True),
    _Family("trade deal", ("trade_deal",)),
    _Family("directive", ("directive",)),
    _Family("halt of operations", ("operations_halt",)),
    _Family("deferred prosecution", ("deferred_prosecution_agreement",)),
    _Family("case", ("indictment",)),
)
_UNDONE_BY_RELIEF = frozenset({"executive order", "prohibition"})

_NONE, _PLANNED, _NOT, _STANDS, _ENDED = range(5)
_WORDS = {_PLANNED: "announced", _NOT: "not done", _STANDS: "in force", _ENDED: "ended"}
_OVERTAKES = {(_PLANNED, _STANDS), (_NOT, _STANDS), (_PLANNED, _NOT), (_PLANNED, _ENDED), (_STANDS, _ENDED)}
#: Statements that nobody keeps or breaks: only taking them back is a change.
_SAYINGS = frozenset({"directive", "trade deal", "halt of operations"})
_STOPS = ("enjoin", "injunction", "block", "stay", "halt", "vacat", "suspend", "set aside", "annul", "strik", "struck", "overturn", "quash",
          "throw", "threw", "invalidat", "put on hold", "stopp", "motion is granted")  # fmt: skip
_EXPIRED = (
    "expire",
    "lapse",
    "ran out",
    "run out",
    "ended",
    "came to an end",
    "withdr",
    "revok",
    "rescind",
    "cancel",
    "lift",
    "terminat",
)

_FUTURE = re.compile(r"\b(?:will|would|plans?|intends?|intention|preparing|set to|expected|considering|about to|poised|ready to)\b")
_MADE = re.compile(r"(?:made|finali[sz]ed|imposed|raised|doubled|put|signed|adopted)\b")
_DOES = re.compile(r"(?:terminat|revok|lift|end|remov|rescind|repeal)(?:e?s|ed)\b")

_Tellings = list[tuple[Reading, Event]]


def superseded(told: Told) -> Iterable[Contradiction]:
    """One difference for each matter that a later document tells in a state that overtakes an earlier one's."""
    days = {reading.doc_id: _day(reading) for reading in told.readings}
    by_party: dict[str, dict[str, _Tellings]] = defaultdict(lambda: defaultdict(list))
    for reading in told.readings:
        if days[reading.doc_id] is None:
            continue
        for event in reading.events:
            for party in told.keys.parties(reading, event.target or event.actor) or {""}:
                by_party[party][event.type].append((reading, event))
    for family in _FAMILIES:
        for courts in (False, True) if family.stopped else (False,):
            found = [
                difference
                for party, acts in sorted(by_party.items())
                if party or family.name == "rule"
                for difference in _of_matter(told, family, party, acts, by_party[""], days, courts=courts)
            ]
            yield from found
            if found:
                break


def _of_matter(
    told: Told, family: _Family, party: str, acts: dict[str, _Tellings], of_nobody: dict[str, _Tellings], days: dict[str, date | None], *,
    courts: bool,
) -> Iterable[Contradiction]:  # fmt: skip
    states: dict[str, tuple[int, list[Ref]]] = {}
    for kind in (*family.makes, *family.ends, *family.pledges, *(("court_order", "sanctions_relief") if courts else ())):
        for reading, event in acts.get(kind, ()) if kind != "directive" else acts.get(kind, []) + of_nobody.get(kind, []):
            state = _state(family, reading, event, courts=courts)
            known, refs = states.get(reading.doc_id, (_NONE, []))
            if state > known:
                states[reading.doc_id] = state, [ref(reading, event.id)]
            elif state == known and state != _NONE:
                refs.append(ref(reading, event.id))
    ordered = sorted((doc for doc, (state, _) in states.items() if state != _NONE), key=lambda doc: (days[doc] or date.min, doc))
    if len(ordered) < 2:
        return
    last = ordered[-1]
    became = states[last][0]
    before = [doc for doc in ordered if (states[doc][0], became) in _OVERTAKES and _earlier(days[doc], days[last])]
    if not before or (family.name in _SAYINGS and became == _STANDS):
        return
    was = states[before[-1]][0]
    first = [doc for doc in before if states[doc][0] == was]
    after = [doc for doc in ordered if states[doc][0] == became and _earlier(days[first[0]], days[doc])]
    year = (days[last] or date.min).year
    name = told.keys.canonical.get(party, party)
    yield Contradiction(
        "status_over_time", f"{year} {family.name}: {name}".rstrip(": "), "superseded",
        [(_WORDS[was], _refs(states, first)), (_WORDS[became], _refs(states, after))], None,
        dates=[str(days[first[0]]), str(days[last])],
    )  # fmt: skip


def _state(family: _Family, reading: Reading, event: Event, *, courts: bool) -> int:
    """In what state an act puts its matter by itself."""
    status = event.status
    if event.type in family.pledges:
        return _NOT if status in ("denied", "reversed") else _PLANNED if status in ("announced", "proposed") else _NONE
    if event.type in family.makes:
        if (
            event.ends
            or status == "reversed"
            or (status == "historical" and _says(event, _EXPIRED) and not _says(event, ("renew",)))
        ):
            return _ENDED
        if status == "denied":
            return _NOT
        if status in ("announced", "proposed"):
            if family.pledges and _DOES.match(event.trigger_words[0] if event.trigger_words else ""):
                return _STANDS  # an order that takes effect tomorrow is a pledge kept
            if (
                event.type == "tariff"
                and _MADE.match(event.trigger_words[0] if event.trigger_words else "")
                and not _to_come(reading, event)
            ):
                return _STANDS  # made, though it takes effect later
            done = status == "announced" and family.ends and event.type != "tariff" and not _to_come(reading, event)
            return _NONE if family.pledges or event.type == "penalty" or done else _PLANNED
        return _STANDS if status in ("in_force", "historical") else _NONE
    if event.type in family.ends:
        return _ENDED if status in ("in_force", "historical") else _NONE
    if courts and status in ("in_force", "historical"):
        if event.type == "court_order":
            return _ENDED if _says(event, _STOPS) else _NONE
        return _ENDED if family.name in _UNDONE_BY_RELIEF and _says(event, _EXPIRED) else _NONE
    return _NONE


def _to_come(reading: Reading, event: Event) -> bool:
    """Whether the words say that an act will be done: a listing announced without them is done, and takes effect when printed."""
    return _FUTURE.search(reading.text.low, max(0, event.trigger.start - 30), event.trigger.end) is not None


def _says(event: Event, words: tuple[str, ...]) -> bool:
    """Whether the words that tell the act - the first of them - hold one of some beginnings of words."""
    return bool(event.trigger_words) and any(word in event.trigger_words[0] for word in words)


def _day(reading: Reading) -> date | None:
    """The day of a document, or else the last day it tells of as past: it is no older than that."""
    if reading.written is not None:
        return reading.written
    past = [
        bounds(e.date)[0]
        for e in reading.events
        if e.date and (e.status in ("in_force", "historical") or e.type in ("relief_pledge", "directive"))
    ]
    return max(past, default=None)


def _earlier(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


def _refs(states: dict[str, tuple[int, list[Ref]]], documents: list[str]) -> list[Ref]:
    return list(dict.fromkeys(where for doc in documents for where in states[doc][1]))


def once(found: Iterable[Contradiction]) -> list[Contradiction]:
    """One difference over time for the same documents on both sides, or for one later act, whichever rules found it."""
    kept: list[Contradiction] = []
    seen: list[tuple[frozenset[str], ...]] = []
    told_last: set[Ref] = set()
    for difference in found:
        if difference.kind == "status_over_time":
            key = tuple(frozenset(doc for doc, _ in refs) for _, refs in difference.sides)
            last = set(difference.sides[-1][1])
            if any(key[1] & later and key[0] & first for first, later in seen) or last <= told_last:
                continue
            seen.append(key)
            told_last |= last
        kept.append(difference)
    return kept
