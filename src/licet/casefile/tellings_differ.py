"""Tellings of one act that differ: in its day, its reach, its cause, whether it was done, and what a later one takes back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from licet.casefile.across import Cluster
from licet.casefile.dates import bounds, compatible
from licet.casefile.differences import Contradiction, Ref, Told, ref, subject
from licet.casefile.events import Event
from licet.casefile.frames import GROUP_OF
from licet.casefile.reading import Reading

_BACK = re.compile(r"\b(?:about |some |more than |nearly )?[a-z]+ (?:weeks?|months?|years?) (?:ago|before|earlier|later|after)\b")
#: One agency makes many rules, and one case has many filings, orders and agreements.
_MANY = frozenset({"rule_amendment", "rulemaking", "executive_order", "court_order", "settlement"})
_CLOSED = re.compile(r"\b(?:dismiss|dropp|withdr|settl|clos)")  # how a case ended tells no day on which it began
_COUNTED_BACK = 7  # days by which a day counted in weeks or months may be off


_EFFECTIVE = re.compile(r"\b(?:effective|with effect from|takes effect|in force from)(?: on| from)? $")
_AT_ONCE = 3


def dates(told: Told) -> Iterable[Contradiction]:
    """Tellings of one act kept apart only by neighboring dates in different documents."""
    by_type: dict[tuple[str, frozenset[str]], list[Cluster]] = defaultdict(list)
    for cluster in told.clusters:
        if (
            cluster.members
            and cluster.date
            and not any(e.renews for _, e in cluster.members)
            and cluster.status in ("historical", "in_force")
            and cluster.type not in _MANY
            and not any(_CLOSED.search(words) for _, e in cluster.members for words in e.trigger_words)
        ):
            actors = (
                frozenset().union(*(told.keys.parties(r, e.actor) for r, e in cluster.members))
                if GROUP_OF.get(cluster.type) == "politics"
                else frozenset()
            )
            by_type[(cluster.type, cluster.parties | actors if cluster.type != "relief_request" else cluster.parties)].append(
                cluster
            )
    for (_, _), group in sorted(by_type.items(), key=lambda kv: (kv[0][0], sorted(kv[0][1]))):
        documents = [frozenset(r.doc_id for r, _ in one.members) for one in group]
        if len(frozenset().union(*documents)) < 2:
            continue
        for number, one in enumerate(group):
            for further, other in enumerate(group[number + 1 :], number + 1):
                docs_one, docs_other = documents[number], documents[further]
                assert one.date is not None
                assert other.date is not None
                if docs_one & docs_other or compatible(one.date, other.date):
                    continue
                if any(r.official for c in (one, other) for r, _ in c.members) and GROUP_OF.get(one.type) != "politics":
                    continue  # a legal act is signed, published and takes effect on different days
                gap = max(bounds(one.date)[0], bounds(other.date)[0]) - min(bounds(one.date)[1], bounds(other.date)[1])
                if gap.days > 45 or (gap.days <= _AT_ONCE and any(_takes_effect(r, e) for c in (one, other) for r, e in c.members)):
                    continue  # "put it on the list, effective Tuesday"
                if gap.days <= _COUNTED_BACK and any(_counted_back(r, e) for c in (one, other) for r, e in c.members):
                    continue  # "two weeks ago" is no day
                sides = [(c.date, [ref(r, e.id) for r, e in c.members]) for c in (one, other)]
                weight = [
                    (sum(r.frame.published.get("basis") == "stated" for r, _ in c.members), len(c.members)) for c in (one, other)
                ]
                preferred = one.date if weight[0] > weight[1] else other.date if weight[1] > weight[0] else None
                yield Contradiction(
                    "date", subject(one, told.keys), "conflict_resolved" if preferred else "unresolved", sides, preferred
                )


def _takes_effect(reading: Reading, event: Event) -> bool:
    """Whether the day of an act is the one from which it has effect."""
    if event.date_at is None or event.date_at >= len(reading.dates):
        return False
    start = reading.dates[event.date_at].span.start
    return _EFFECTIVE.search(reading.text.low, max(0, start - 24), start) is not None


def _counted_back(reading: Reading, event: Event) -> bool:
    """Whether the day of an act is counted in weeks or months from another: two weeks ago, a month later."""
    return _BACK.search(reading.text.low, event.trigger.start, event.trigger.end) is not None or (
        event.date_at is not None and _BACK.match(reading.text.low, event.date_at) is not None
    )


def narrower(told: Told) -> Iterable[Contradiction]:
    """One telling names fewer countries (or parties) of the same conduct than another."""
    for cluster in told.clusters:
        if cluster.type != "export_violation" or len({r.doc_id for r, _ in cluster.members}) < 2:
            continue
        sets: dict[frozenset[str], list[Ref]] = defaultdict(list)
        by_document: dict[str, set[str]] = defaultdict(set)
        refs: dict[str, list[Ref]] = defaultdict(list)
        for reading, event in cluster.members:
            countries = {k.removeprefix("country:") for k in told.keys.parties(reading, event.target) if k.startswith("country:")}
            by_document[reading.doc_id] |= countries
            refs[reading.doc_id].append(ref(reading, event.id))
        for doc, countries in by_document.items():
            if countries:
                sets[frozenset(countries)].extend(refs[doc])
        ordered = sorted(sets, key=lambda s: (len(s), sorted(s)))
        if len(ordered) >= 2 and all(a < ordered[-1] for a in ordered[:-1]):
            sides = [(sorted(s), sets[s]) for s in ordered]
            yield Contradiction(
                "scope", f"countries: {subject(cluster, told.keys)}", "narrower_not_contradictory", sides, sorted(ordered[-1])
            )


def outliers(told: Told) -> Iterable[Contradiction]:
    """A restriction that one press document tells of, beside an order that several tell without it."""
    widely = [
        c
        for c in told.clusters
        if GROUP_OF.get(c.type) in ("lists", "export privileges") and len({r.doc_id for r, _ in c.members}) >= 3
    ]
    for cluster in told.clusters:
        if cluster.type not in ("sales_ban", "procurement_ban", "transaction_prohibition") or cluster.status != "in_force":
            continue
        documents = {r.doc_id for r, _ in cluster.members}
        if len(documents) != 1 or any(r.official for r, _ in cluster.members):
            continue
        for order in widely:
            if order.parties & cluster.parties and (
                cluster.date is None or order.date is None or compatible(cluster.date, order.date)
            ):
                others = [ref(r, e.id) for r, e in order.members if r.doc_id not in documents]
                if len(others) >= 2:
                    sides = [(f"{order.type} only", others), (f"also {cluster.type}", [ref(r, e.id) for r, e in cluster.members])]
                    yield Contradiction(
                        "scope", f"effect of the {subject(order, told.keys)}", "uncorroborated_outlier", sides, f"{order.type} only"
                    )
                    break


_CAUSE = re.compile(
    r"\b(?:as a result of|because of|after|due to|following|in response to|in the wake of|owing to|on account of|citing|blam(?:es|ed|ing)|for (?:want|lack) of)\b"
)


def causes(told: Told) -> Iterable[Contradiction]:
    """A firm's halt that documents lay to different causes."""
    halts: dict[frozenset[str], list[tuple[Cluster, Reading, Event]]] = defaultdict(list)
    for cluster in told.clusters:
        if cluster.type == "operations_halt":
            for reading, event in cluster.members:
                halts[told.keys.parties(reading, event.actor)].append((cluster, reading, event))
    for halted in halts.values():
        causes: dict[str, list[Ref]] = defaultdict(list)
        for _, reading, event in halted:
            cause = _cause(reading, event)
            if cause is not None:
                causes[cause].append(ref(reading, event.id))
        if causes.keys() - {name for name, _ in _OTHER_CAUSES}:
            causes.pop(_BY_LAW, None)  # "because of the ban" is any of the acts that others name
        if len({where[0] for refs in causes.values() for where in refs}) < 2 or len(causes) < 2:
            continue
        sides: list[tuple[Any, list[Ref]]] = sorted(causes.items(), key=lambda kv: len(kv[1]))
        best, second = sides[-1], sides[-2]
        resolved = len(best[1]) > len(second[1])
        yield Contradiction(
            "cause",
            subject(halted[0][0], told.keys),
            "conflict_resolved" if resolved else "unresolved",
            sides,
            best[0] if resolved else None,
        )


_BY_LAW = "orders and sanctions"
_OTHER_CAUSES = (
    (
        _BY_LAW,
        re.compile(r"\b(?:sanctions|ban|order|blacklist(?:ing)?|export controls?|restrictions|embargo|denial|penalt(?:y|ies))\b"),
    ),
    ("want of parts", re.compile(r"\b(?:shortages?|lack|scarcity|supply (?:problems|chain)|missing)\b")),
    ("want of demand", re.compile(r"\b(?:demand|weak sales|falling (?:sales|prices|orders)|slump|downturn|glut|costs)\b")),
    ("repairs", re.compile(r"\b(?:maintenance|repairs?|upgrades?|overhaul|retooling|refit)\b")),
    ("an accident", re.compile(r"\b(?:fire|explosion|flood|storm|earthquake|outage|blackout|leak|typhoon)\b")),
    ("a strike", re.compile(r"\b(?:strike|walkout|labou?r dispute|protests?)\b")),
    ("an illness", re.compile(r"\b(?:virus|covid|outbreak|pandemic|lockdowns?)\b")),
)


def _cause(reading: Reading, event: Event) -> str | None:
    """The act a halt is laid to, by type and year, from what follows "as a result of", "after", "because of"."""
    for evidence in sorted(event.evidence, key=lambda s: s.start != event.evidence[0].start):
        for match in _CAUSE.finditer(reading.text.low, evidence.start, evidence.end):
            for other in reading.events:
                if other is event or GROUP_OF[other.type] not in ("lists", "export privileges", "cases", "other rules"):
                    continue
                spots = [other.trigger, *(s for s, _ in other.attached)]
                if any(match.end() <= s.start < match.end() + 60 and s.end <= evidence.end for s in spots):
                    return f"{other.type} of {(other.date or '')[:4]}".strip()
                if (
                    other.type == "penalty"
                    and re.match(r" (?:the )?(?:penalties|fines?)\b", reading.text.low[match.end() : match.end() + 16])
                    and any(s.overlaps(evidence) for s in other.evidence)
                ):
                    return f"{other.type} of {(other.date or '')[:4]}".strip()
            if re.match(
                r" (?:the )?(?:u\.?s\.? )?(?:sanctions|ban|export ban|order)\b", reading.text.low[match.end() : match.end() + 24]
            ):
                order = next(
                    (e for e in reading.events if GROUP_OF[e.type] in ("lists", "export privileges") and e.status == "in_force"),
                    None,
                )
                if order is not None:
                    return f"{order.type} of {(order.date or '')[:4]}".strip()
            for cause, words in _OTHER_CAUSES:
                if words.search(reading.text.low, match.end(), min(match.end() + 60, evidence.end)):
                    return cause
    return None


def suspended(told: Told) -> Iterable[Contradiction]:
    """A denial order that one document tells as suspended, without effect, and another as in force."""
    idle: dict[str, list[tuple[Reading, Event]]] = defaultdict(list)
    live: dict[str, list[tuple[Reading, Event]]] = defaultdict(list)
    for cluster in told.clusters:
        for reading, event in cluster.members:
            if event.status in ("in_force", "announced") and event.type in ("suspended_denial_order", "denial_order"):
                for party in told.keys.parties(reading, event.target):
                    (live if event.type == "denial_order" else idle)[party].append((reading, event))
    for party in sorted(idle.keys() & live.keys()):
        aware = {r.doc_id for r, _ in idle[party]}
        days = [bounds(e.date)[0] for _, e in idle[party] if e.date]
        unaware = [
            (r, e)
            for r, e in live[party]
            if r.doc_id not in aware
            and "suspend" not in r.text.low[e.trigger.start : e.trigger.end + _NEXT_WORDS]
            and (any(abs((bounds(e.date)[0] - day).days) <= _ONE_ORDER for day in days) if e.date else _after(r, days))
        ]
        if unaware:
            sides = [("suspended", [ref(r, e.id) for r, e in idle[party]]), ("in force", [ref(r, e.id) for r, e in unaware])]
            yield Contradiction(
                "status", f"denial order: {told.keys.canonical.get(party, party)}", "conflict_resolved", sides, "suspended"
            )
            return


_NEXT_WORDS = 600  # letters after the words of an order in which a document may say that it is suspended
_ONE_ORDER = 10  # days between two tellings of one order


def _after(reading: Reading, days: list[date]) -> bool:
    return reading.written is None or any(reading.written >= day for day in days)


def plans(told: Told) -> Iterable[Contradiction]:
    """Told as planned in one document and as done in another that is not later by more than the plan allows."""
    for cluster in told.clusters:
        if cluster.type in ("relief_pledge", "directive", "tariff", "bill_introduced") or not cluster.members:
            continue
        planned = [(r, e) for r, e in cluster.members if e.status in ("announced", "proposed")]
        done = [(r, e) for r, e in cluster.members if e.status in ("historical", "in_force")]
        if not planned or not done or {r.doc_id for r, _ in planned} & {r.doc_id for r, _ in done}:
            continue
        first = min((bounds(e.date)[0] for _, e in done if e.date), default=None)
        late = [(r, e) for r, e in planned if r.written is not None and first is not None and r.written >= first]
        if late:
            sides = [("planned", [ref(r, e.id) for r, e in late]), ("done", [ref(r, e.id) for r, e in done])]
            preferred = "done" if len(done) >= len(late) else None
            yield Contradiction(
                "status", subject(cluster, told.keys), "conflict_resolved" if preferred else "unresolved", sides, preferred
            )


_STATES = (
    ("paid", re.compile(r"\bpaid|\bpays\b|paying")),
    ("agreed", re.compile(r"\bagree|settle")),
    ("levied", re.compile(r"\b(?:levie[sd]|impos(?:es|ed)|assess(?:es|ed)|fined|ordered|slapped|penali[sz]ed)\b")),
)


def payments(told: Told) -> Iterable[Contradiction]:
    """One sum that documents tell as levied, agreed to or paid."""
    for cluster in told.clusters:
        if cluster.type != "penalty":
            continue
        fined = {r.doc_id for r, e in cluster.members if e.type == "penalty"}
        sums = {a.value for _, e in cluster.members if e.type == "penalty" for a in e.amounts}
        tellings = [
            (r, e)
            for r, e in cluster.members
            if e.type == "penalty"
            or (
                e.type == "settlement"
                and r.doc_id not in fined
                and sums & {a.value for a in e.amounts}
                and "pay" in " ".join(e.trigger_words)
            )
        ]
        states: dict[str, list[Ref]] = defaultdict(list)
        for reading, event in tellings:
            words = " ".join(event.trigger_words)
            named = [name for name, pattern in _STATES if pattern.search(words)]
            if "agreed" in named and "paid" in named:
                states["agreed and paid"].append(ref(reading, event.id))
            elif named:
                states[named[0]].append(ref(reading, event.id))
        if len(states) >= 2 and len({where[0] for refs in states.values() for where in refs}) >= 2:
            yield Contradiction("payment_state", subject(cluster, told.keys), "unresolved", sorted(states.items()), None)


_GENERAL = ("sanctioned", "blacklisted", "penalized", "penalised", "punished", "restricted")


def same_words(told: Told) -> Iterable[Contradiction]:
    """The same general words ("sanctioned ... by the Commerce Department") for different acts: not to be merged."""
    uses: dict[str, dict[str, list[Ref]]] = defaultdict(lambda: defaultdict(list))
    for reading in told.readings:
        for event in reading.events:
            for span, _ in event.attached:
                words = reading.masked[span.start : span.end]
                if not words.startswith(_GENERAL):
                    continue
                shape = re.sub(r"[A-Z]+", "*", re.sub(r"T+ ?", "", words)).strip()
                value = f"{event.type} of {(event.date or '')[:7]}"
                uses[shape][value].append(ref(reading, event.id))
    for shape, acts in sorted(uses.items()):
        if len(acts) >= 2:
            yield Contradiction(
                "false_merge_trap",
                f'"{shape}"',
                "different_events",
                sorted(acts.items()),
                None,
                "same words, different acts: not one claim",
            )
