"""Where documents differ: roundings told from contradictions, and both sides kept.

Each rule looks at one kind of difference between tellings of one act, between figures for one thing, or between
quotations of one speaker. A verdict says what the difference is; `preferred` is None where only both sides can be
reported. Nothing is corrected in the documents' own layers.
"""

# All rules have one signature, so that they can be listed.

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from licet.casefile.across import Cluster, Keys
from licet.casefile.anchors import plain
from licet.casefile.counts import Quantity
from licet.casefile.dates import bounds, compatible
from licet.casefile.events import Event
from licet.casefile.frames import GROUP_OF
from licet.casefile.money import Amount
from licet.casefile.quotes import Quote
from licet.casefile.reading import Reading

Ref = tuple[str, str]


@dataclass(slots=True)
class Contradiction:
    """One difference; `sides` are (value, references to annotations)."""

    kind: str
    subject: str
    verdict: str
    sides: list[tuple[Any, list[Ref]]]
    preferred: Any = None
    note: str | None = None
    id: str = ""
    dates: list[str] = field(default_factory=list)


def find_contradictions(readings: list[Reading], clusters: list[Cluster], keys: Keys) -> list[Contradiction]:
    """All differences, in a fixed order of kinds, ids X1, X2, …"""
    rules: tuple[Callable[[list[Reading], list[Cluster], Keys], Iterable[Contradiction]], ...] = (
        _amounts, _quantities, _dates, _narrower, _outliers, _causes, _plans, _wordings, _over_time, _payments, _same_words,
    )  # fmt: skip
    found = [c for rule in rules for c in rule(readings, clusters, keys)]
    for number, contradiction in enumerate(found, 1):
        contradiction.id = f"X{number}"
    return found


def _ref(reading: Reading, identity: str) -> Ref:
    return reading.doc_id, identity


def rounds_to(one: Decimal, step_one: Decimal, other: Decimal, step_other: Decimal) -> bool:
    """Whether one figure is the other at a coarser written precision.

    >>> rounds_to(Decimal("1190000000"), Decimal("10000000"), Decimal("1200000000"), Decimal("100000000"))
    True
    >>> rounds_to(Decimal(70000), Decimal(10000), Decimal(75000), Decimal(1000))
    False
    """
    if step_one > step_other:
        one, step_one, other, step_other = other, step_other, one, step_one
    return one == other or (
        step_other > step_one and -step_other / 2 <= other - one <= step_other / 2 and (other - one) != -step_other / 2
    )


def _figure_sides(items: list[tuple[Decimal, Decimal, Ref]]) -> tuple[str, Any, list[tuple[Any, list[Ref]]]] | None:
    """Verdict, preferred value and sides of several figures for one thing; None when all are equal."""
    sides: dict[Decimal, list[Ref]] = defaultdict(list)
    steps: dict[Decimal, Decimal] = {}
    for value, step, ref in items:
        sides[value].append(ref)
        steps[value] = min(step, steps.get(value, step))
    if len(sides) < 2:
        return None
    values = sorted(sides)
    compatible_all = all(rounds_to(a, steps[a], b, steps[b]) for a in values for b in values if a < b)
    finest = min(values, key=lambda v: steps[v])
    return (
        "compatible_rounding" if compatible_all else "unresolved",
        float(finest) if compatible_all else None,
        [(float(v), sides[v]) for v in values],
    )


def _amounts(readings: list[Reading], clusters: list[Cluster], keys: Keys) -> Iterable[Contradiction]:
    for cluster in clusters:
        items = []
        for reading, event in cluster.members:
            for amount in event.amounts:
                if amount.value is None or amount.modifier not in ("exact", "about") or event.type != cluster.type:
                    continue
                items.append((amount.value, amount.step, amount.currency, _ref(reading, _amount_id(reading, amount))))
        for currency in sorted({c for _, _, c, _ in items}):
            mine = [(v, s, r) for v, s, c, r in items if c == currency]
            if len({r[0] for _, _, r in mine}) < 2:
                continue
            result = _figure_sides(mine)
            if result is not None and max(v for v, _, _ in mine) <= 3 * min(v for v, _, _ in mine):
                verdict, preferred, sides = result
                yield Contradiction("amount", _subject(cluster, keys), verdict, sides, preferred)


def _amount_id(reading: Reading, amount: Amount) -> str:
    return f"A{reading.amounts.index(amount) + 1}"


def _quantities(readings: list[Reading], clusters: list[Cluster], keys: Keys) -> Iterable[Contradiction]:
    groups: dict[tuple[str, str], list[tuple[Decimal, Decimal, Ref]]] = defaultdict(list)
    for reading in readings:
        for number, quantity in enumerate(reading.quantities, 1):
            if quantity.value is None or quantity.unit not in (
                "employees",
                "countries",
                "violations",
                "companies",
                "aircraft",
                "vessels",
                "units",
                "exporters",
            ):
                continue
            if quantity.value < 20 or quantity.optional:
                continue
            of = _whose(reading, quantity)
            if of is not None:
                groups[(quantity.unit, keys.of(of))].append((quantity.value, quantity.step, _ref(reading, f"N{number}")))
    for (unit, of), items in sorted(groups.items()):
        if len({r[0] for _, _, r in items}) < 2:
            continue
        result = _figure_sides(items)
        values = [v for v, _, _ in items]
        if result is not None and max(values) <= 2 * min(values):
            verdict, preferred, sides = result
            yield Contradiction("quantity", f"{keys.canonical.get(of, of)} {unit}", verdict, sides, preferred)


def _whose(reading: Reading, quantity: Quantity) -> str | None:
    """The firm a count is about: the last one named before it in its sentence, else the document's main one."""
    sentence = reading.text.sentence_at(quantity.span.start)
    if sentence is None:
        return None
    firms = [e for s, e in reading.parties.where if sentence.span.start <= s.start < quantity.span.start and e.type == "company"]
    if firms:
        return firms[-1].key
    all_firms = [e for e in reading.parties.entities if e.type == "company"]
    return max(all_firms, key=lambda e: len(e.mentions)).key if all_firms else None


def _dates(readings: list[Reading], clusters: list[Cluster], keys: Keys) -> Iterable[Contradiction]:
    """Tellings of one act kept apart only by neighboring dates in different documents."""
    by_type: dict[tuple[str, frozenset[str]], list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if (
            cluster.members
            and cluster.date
            and not any(e.renews for _, e in cluster.members)
            and cluster.status in ("historical", "in_force")
        ):
            actors = (
                frozenset().union(*(keys.parties(r, e.actor) for r, e in cluster.members))
                if GROUP_OF.get(cluster.type) == "politics"
                else frozenset()
            )
            by_type[(cluster.type, cluster.parties | actors if cluster.type != "relief_request" else cluster.parties)].append(
                cluster
            )
    for (_, _), group in sorted(by_type.items(), key=lambda kv: (kv[0][0], sorted(kv[0][1]))):
        for number, one in enumerate(group):
            for other in group[number + 1 :]:
                docs_one, docs_other = {r.doc_id for r, _ in one.members}, {r.doc_id for r, _ in other.members}
                assert one.date is not None
                assert other.date is not None
                if docs_one & docs_other or compatible(one.date, other.date):
                    continue
                gap = max(bounds(one.date)[0], bounds(other.date)[0]) - min(bounds(one.date)[1], bounds(other.date)[1])
                if gap.days > 45:
                    continue
                sides = [(c.date, [_ref(r, e.id) for r, e in c.members]) for c in (one, other)]
                weight = [
                    (sum(r.frame.published.get("basis") == "stated" for r, _ in c.members), len(c.members)) for c in (one, other)
                ]
                preferred = one.date if weight[0] > weight[1] else other.date if weight[1] > weight[0] else None
                yield Contradiction(
                    "date", _subject(one, keys), "conflict_resolved" if preferred else "unresolved", sides, preferred
                )


def _narrower(readings: list[Reading], clusters: list[Cluster], keys: Keys) -> Iterable[Contradiction]:
    """One telling names fewer countries (or parties) of the same conduct than another."""
    for cluster in clusters:
        if cluster.type != "export_violation" or len({r.doc_id for r, _ in cluster.members}) < 2:
            continue
        sets: dict[frozenset[str], list[Ref]] = defaultdict(list)
        by_document: dict[str, set[str]] = defaultdict(set)
        refs: dict[str, list[Ref]] = defaultdict(list)
        for reading, event in cluster.members:
            countries = {k.removeprefix("country:") for k in keys.parties(reading, event.target) if k.startswith("country:")}
            by_document[reading.doc_id] |= countries
            refs[reading.doc_id].append(_ref(reading, event.id))
        for doc, countries in by_document.items():
            if countries:
                sets[frozenset(countries)].extend(refs[doc])
        ordered = sorted(sets, key=lambda s: (len(s), sorted(s)))
        if len(ordered) >= 2 and all(a < ordered[-1] for a in ordered[:-1]):
            sides = [(sorted(s), sets[s]) for s in ordered]
            yield Contradiction(
                "scope", f"countries: {_subject(cluster, keys)}", "narrower_not_contradictory", sides, sorted(ordered[-1])
            )


def _outliers(readings: list[Reading], clusters: list[Cluster], keys: Keys) -> Iterable[Contradiction]:
    """A restriction that one press document tells of, beside an order that several tell without it."""
    widely = [
        c for c in clusters if GROUP_OF.get(c.type) in ("lists", "export privileges") and len({r.doc_id for r, _ in c.members}) >= 3
    ]
    for cluster in clusters:
        if cluster.type not in ("sales_ban", "procurement_ban", "transaction_prohibition") or cluster.status != "in_force":
            continue
        documents = {r.doc_id for r, _ in cluster.members}
        if len(documents) != 1 or any(r.official for r, _ in cluster.members):
            continue
        for order in widely:
            if order.parties & cluster.parties and (
                cluster.date is None or order.date is None or compatible(cluster.date, order.date)
            ):
                others = [_ref(r, e.id) for r, e in order.members if r.doc_id not in documents]
                if len(others) >= 2:
                    sides = [(f"{order.type} only", others), (f"also {cluster.type}", [_ref(r, e.id) for r, e in cluster.members])]
                    yield Contradiction(
                        "scope", f"effect of the {_subject(order, keys)}", "uncorroborated_outlier", sides, f"{order.type} only"
                    )
                    break


_CAUSE = re.compile(r"\b(?:as a result of|because of|after|due to|following|in response to|in the wake of)\b")


def _causes(readings: list[Reading], clusters: list[Cluster], keys: Keys) -> Iterable[Contradiction]:
    for cluster in clusters:
        if cluster.type != "operations_halt":
            continue
        causes: dict[str, list[Ref]] = defaultdict(list)
        for reading, event in cluster.members:
            cause = _cause(reading, event)
            if cause is not None:
                causes[cause].append(_ref(reading, event.id))
        if len(causes) < 2:
            continue
        sides: list[tuple[Any, list[Ref]]] = sorted(causes.items(), key=lambda kv: len(kv[1]))
        best, second = sides[-1], sides[-2]
        resolved = len(best[1]) > len(second[1])
        yield Contradiction(
            "cause",
            _subject(cluster, keys),
            "conflict_resolved" if resolved else "unresolved",
            sides,
            best[0] if resolved else None,
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
    return None


def _plans(readings: list[Reading], clusters: list[Cluster], keys: Keys) -> Iterable[Contradiction]:
    """Told as planned in one document and as done in another that is not later by more than the plan allows."""
    for cluster in clusters:
        if cluster.type in ("relief_pledge", "directive", "tariff", "bill_introduced") or not cluster.members:
            continue
        planned = [(r, e) for r, e in cluster.members if e.status in ("announced", "proposed")]
        done = [(r, e) for r, e in cluster.members if e.status in ("historical", "in_force")]
        if not planned or not done or {r.doc_id for r, _ in planned} & {r.doc_id for r, _ in done}:
            continue
        first = min((bounds(e.date)[0] for _, e in done if e.date), default=None)
        late = [(r, e) for r, e in planned if r.written is not None and first is not None and r.written >= first]
        if late:
            sides = [("planned", [_ref(r, e.id) for r, e in late]), ("done", [_ref(r, e.id) for r, e in done])]
            preferred = "done" if len(done) >= len(late) else None
            yield Contradiction(
                "status", _subject(cluster, keys), "conflict_resolved" if preferred else "unresolved", sides, preferred
            )


_LIMITS = re.compile(r"^(?:except|unless|if|but|only|until|provided|other than|apart from|as long as)\b")


def _wordings(readings: list[Reading], clusters: list[Cluster], keys: Keys) -> Iterable[Contradiction]:
    by_speaker: dict[str, list[tuple[Reading, int, Quote]]] = defaultdict(list)
    for reading in readings:
        for number, quote in enumerate(reading.quotes, 1):
            speaker = reading.entity(quote.speaker)
            if speaker is not None and not quote.optional:
                by_speaker[keys.of(speaker.key)].append((reading, number, quote))
    for _, said in sorted(by_speaker.items()):
        if len(said) < 2:
            continue
        yield from _truncations(said)
        yield from _spellings(said)
        yield from _misquotations(said)


def _truncations(said: list[tuple[Reading, int, Quote]]) -> Iterable[Contradiction]:
    done: set[str] = set()
    for reading, number, quote in said:
        short = plain(reading.text.words(quote.span))
        if short.count(" ") < 2 or short in done:
            continue
        for other, other_number, longer in said:
            words = plain(other.text.words(longer.span))
            if words.startswith(short + " ") and _LIMITS.match(words[len(short) + 1 :]):
                done.add(short)
                sides = [("whole", [_ref(other, f"Q{other_number}")]), ("cut", [_ref(reading, f"Q{number}")])]
                yield Contradiction(
                    "quote_wording", f'"{reading.text.words(quote.span)[:60]}"', "truncation_changes_meaning", sides, "whole"
                )
                break


def american(words: str) -> str:
    """One spelling for two: -our and -ise as -or and -ize.

    >>> american("favour of organised labour") == american("favor of organized labor")
    True
    """
    words = re.sub(r"(?<=[a-z]{2})our(?=s|ed|ing|able|ite|al|\b)", "or", words)
    words = re.sub(r"is(?=e\b|es\b|ed\b|ing\b|ation)", "iz", words)
    return (
        re.sub(r"\b(licen|defen|offen)ce", r"\1se", words)
        .replace("centre", "center")
        .replace("judgement", "judgment")
        .replace("programme", "program")
    )


def _spellings(said: list[tuple[Reading, int, Quote]]) -> Iterable[Contradiction]:
    groups: dict[str, dict[str, list[Ref]]] = defaultdict(lambda: defaultdict(list))
    for reading, number, quote in said:
        words = plain(reading.text.words(quote.span))
        key = american(words)
        short = " ".join(key.split()[:12])
        groups[short][" ".join(words.split()[: len(key.split())])].append(_ref(reading, f"Q{number}"))
    for short, variants in sorted(groups.items()):
        if short.count(" ") < 2 or len(variants) < 2:
            continue
        spellings = sorted(variants)
        for a in spellings:
            for b in spellings:
                shorter = min(len(a.split()), len(b.split()))
                if a < b and american(" ".join(a.split()[:shorter])) == american(" ".join(b.split()[:shorter])):
                    differing = [(x, y) for x, y in zip(a.split(), b.split(), strict=False) if x != y]
                    if differing and {r[0] for r in variants[a]} != {r[0] for r in variants[b]}:
                        yield Contradiction(
                            "quote_wording",
                            " / ".join(differing[0]),
                            "spelling_variant",
                            [(differing[0][0], variants[a]), (differing[0][1], variants[b])],
                            None,
                        )


def _misquotations(said: list[tuple[Reading, int, Quote]]) -> Iterable[Contradiction]:
    """Fragments of one speaker, in different documents, that quote the same words differently."""
    fragments = [(r, n, q, plain(r.text.words(q.span))) for r, n, q in said]
    fragments = [f for f in fragments if 2 <= f[3].count(" ") + 1 <= 12]
    done: set[frozenset[str]] = set()
    for reading, _, _, words in fragments:
        for other, _, _, theirs in fragments:
            if reading is other or words == theirs or words in theirs or theirs in words or frozenset((words, theirs)) in done:
                continue
            mine, yours = words.split(), theirs.split()
            if len(mine) > 5 or abs(len(mine) - len(yours)) > 1:
                continue
            close = SequenceMatcher(None, words, theirs).ratio()
            if set(mine) & set(yours) and close >= 0.5 and mine[0] == yours[0]:
                done.add(frozenset((words, theirs)))
                mates = [(r, n) for r, n, _, w in fragments if words in w or w == words]
                rivals = [(r, n) for r, n, _, w in fragments if theirs in w or w == theirs]
                longer = [(r, n) for r, n, q in said if words in plain(r.text.words(q.span)) and (r, n) not in mates]
                rival_longer = [(r, n) for r, n, q in said if theirs in plain(r.text.words(q.span)) and (r, n) not in rivals]
                mates, rivals = mates + longer, rivals + rival_longer
                if len(mates) == len(rivals):
                    preferred = None
                else:
                    preferred = words if len(mates) > len(rivals) else theirs
                sides = [(words, [_ref(r, f"Q{n}") for r, n in mates]), (theirs, [_ref(r, f"Q{n}") for r, n in rivals])]
                yield Contradiction("quote_wording", f'"{words}"', "misquotation", sides, preferred)


def _over_time(readings: list[Reading], clusters: list[Cluster], keys: Keys) -> Iterable[Contradiction]:
    """A later document takes back what an earlier one announced: the later replaces the earlier."""
    for cluster in clusters:
        first = [(r, e) for r, e in cluster.members if e.status in ("announced", "proposed")]
        later = [(r, e) for r, e in cluster.members if e.status in ("reversed", "denied")]
        later += [
            (r, e) for other in clusters if other is not cluster and other.parties & cluster.parties and cluster.type == "relief_pledge" and other.type == "sanctions_relief"
            for r, e in other.members if e.status == "denied"
        ]  # fmt: skip
        if not first or not later:
            continue
        day_first = min((r.written for r, _ in first if r.written), default=None)
        day_later = max((r.written for r, _ in later if r.written), default=None)
        if day_first and day_later and day_first < day_later:
            sides = [("announced", [_ref(r, e.id) for r, e in first]), ("reversed/denied", [_ref(r, e.id) for r, e in later])]
            yield Contradiction(
                "status_over_time",
                _subject(cluster, keys),
                "superseded",
                sides,
                None,
                dates=[day_first.isoformat(), day_later.isoformat()],
            )


_STATES = (
    ("paid", re.compile(r"\bpaid|\bpays\b|paying")),
    ("agreed", re.compile(r"\bagree|settle")),
    ("levied", re.compile(r"\blevied|\bimposed|\bassessed|\bfined|\bordered")),
)


def _payments(readings: list[Reading], clusters: list[Cluster], keys: Keys) -> Iterable[Contradiction]:
    for cluster in clusters:
        if cluster.type != "penalty":
            continue
        states: dict[str, list[Ref]] = defaultdict(list)
        for reading, event in cluster.members:
            if event.type == "penalty":
                words = " ".join(event.trigger_words)
                named = [name for name, pattern in _STATES if pattern.search(words)]
                if "agreed" in named and "paid" in named:
                    states["agreed and paid"].append(_ref(reading, event.id))
                elif named:
                    states[named[0]].append(_ref(reading, event.id))
        if len(states) >= 2 and len({ref[0] for refs in states.values() for ref in refs}) >= 2:
            yield Contradiction("payment_state", _subject(cluster, keys), "unresolved", sorted(states.items()), None)


def _same_words(readings: list[Reading], clusters: list[Cluster], keys: Keys) -> Iterable[Contradiction]:
    """The same general words ("sanctioned ... by the Commerce Department") for different acts: not to be merged."""
    uses: dict[str, dict[str, list[Ref]]] = defaultdict(lambda: defaultdict(list))
    for reading in readings:
        for event in reading.events:
            for span, _ in event.attached:
                words = reading.masked[span.start : span.end]
                if not words.startswith("sanctioned"):
                    continue
                shape = re.sub(r"[A-Z]+", "*", re.sub(r"T+ ?", "", words)).strip()
                value = f"{event.type} of {(event.date or '')[:7]}"
                uses[shape][value].append(_ref(reading, event.id))
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


def _subject(cluster: Cluster, keys: Keys) -> str:
    """What a cluster is about, in words: "2017 penalty, ZTE Corporation"."""
    names = ", ".join(sorted(keys.canonical.get(p, p) for p in cluster.parties)[:3])
    year = f"{cluster.date[:4]} " if cluster.date else ""
    return f"{year}{cluster.type.replace('_', ' ')}{': ' + names if names else ''}"


describe = _subject
