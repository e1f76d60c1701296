"""How many: the workforce, the ships, the goods of one firm, counted differently by several documents."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from licet.casefile.counts import Quantity
from licet.casefile.differences import Contradiction, Ref, Told, subject
from licet.casefile.entities import Entity
from licet.casefile.figures_told import Figure, counts_told, shares_told
from licet.casefile.reading import Reading
from licet.casefile.roundings import rounding
from licet.casefile.text import Span

_FURTHER = re.compile(r" (?:more|additional|other|further|new|others)\b")
_LEAST = 10  # fewer are told by batches, not as the number of all
_APART = Decimal("1.6")  # counts further apart are hardly of one thing
_NEAR = Decimal("0.04")  # how far off a hedged figure may be that is no proper rounding
_LISTED = "listed"  # firms counted with the act that lists them
#: How many words two sentences must share, by what they count; the users of an app are hardly told of two firms.
_SHARED = {
    "employees": 0,
    "users": 1,
    "units": 1,
    "vessels": 1,
    "aircraft": 1,
    "exporters": 1,
    "works": 1,
    "volumes": 1,
    "licenses": 2,
    "percent": 2,
    "violations": 0,
    _LISTED: 0,
}
_MOST = 3


def quantities(told: Told) -> Iterable[Contradiction]:
    """Counts of one thing of one firm that differ between documents, none of which gives both."""
    groups: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    readings = {reading.doc_id: reading for reading in told.readings}
    mains = {doc: main_firm(reading) for doc, reading in readings.items()}
    listed_by = _listed_by(told)
    for figure in counts_told(told, _LEAST):
        reading = readings[figure.where[0]]
        quantity = reading.quantities[int(figure.where[1][1:]) - 1]
        if _FURTHER.match(reading.text.low, quantity.span.end):
            continue  # "46 more affiliates" is no other figure for the first 68
        act = listed_by.get(figure.where) if quantity.unit == "companies" else None
        if act is not None:
            groups[(_LISTED, act)].append(figure)
            continue
        of = "" if quantity.unit == "users" else _whose(reading, quantity, mains[reading.doc_id])
        if of is not None:
            groups[(quantity.unit, told.keys.of(of))].append(figure)
    for reading in told.readings:
        for share in shares_told(reading):
            of = _whose(reading, reading.quantities[int(share.where[1][1:]) - 1], mains[reading.doc_id])
            if of is not None:
                groups[("percent", told.keys.of(of))].append(share)
    listings = {cluster.id: subject(cluster, told.keys) for cluster in told.clusters}
    for (unit, of), figures in sorted(groups.items()):
        different = _different(unit, figures)
        if different:
            sides: dict[Decimal, list[Ref]] = defaultdict(list)
            one, other = different[:2]
            for figure in different:
                nearest = min((one, other), key=lambda side: abs(side.value - figure.value))
                sides[nearest.value].append(figure.where)
            compatible = _compatible(one, other)
            finest = max(one, other, key=lambda f: f.digits)
            yield Contradiction(
                "quantity", listings[of] if unit == _LISTED else f"{told.keys.canonical.get(of, of)} {unit}".strip(), "compatible_rounding" if compatible else "unresolved",
                [(float(value), refs) for value, refs in sorted(sides.items())], float(finest.value) if compatible else None,
            )  # fmt: skip


def _listed_by(told: Told) -> dict[Ref, str]:
    """The counts that stand in the sentence of a listing, with the act's id: firms are counted as the act names them."""
    found: dict[Ref, str] = {}
    for cluster in told.clusters:
        if cluster.type not in ("entity_list_addition", "designation", "military_company_listing"):
            continue
        for reading, event in cluster.members:
            if event.status not in ("in_force", "historical", "reversed"):
                continue
            for number, quantity in enumerate(reading.quantities, 1):
                if any(quantity.span.overlaps(evidence) for evidence in event.evidence):
                    found.setdefault((reading.doc_id, f"N{number}"), cluster.id)
    return found


def _different(unit: str, figures: list[Figure]) -> list[Figure]:
    """The first two unlike counts of one thing, then all others that say or round one of them."""
    for number, one in enumerate(figures):
        for other in figures[number + 1 :]:
            if (
                one.value == other.value
                or one.where[0] == other.where[0]
                or max(one.value, other.value) > _APART * min(one.value, other.value)
                or len(one.words.keys() & other.words) < _SHARED.get(unit, _MOST)
            ):
                continue
            told_by: dict[str, list[Figure]] = defaultdict(list)
            for figure in figures:
                told_by[figure.where[0]].append(figure)
            if not any(_gives(mine, one) and _gives(mine, other) for mine in told_by.values()):
                return [one, other] + [
                    f
                    for f in figures
                    if f is not one
                    and f is not other
                    and (f.value in (one.value, other.value) or rounding(f, one) or rounding(f, other))
                ]
    return []


def _gives(figures: list[Figure], wanted: Figure) -> bool:
    """Whether a document gives a count, as it is or written finer or coarser."""
    return any(f.value == wanted.value or rounding(f, wanted) for f in figures)


def _compatible(one: Figure, other: Figure) -> bool:
    """Whether two counts are one, the hedged one written coarser."""
    few, many = sorted((one, other), key=lambda f: f.value)
    coarse, off = min(few, many, key=lambda f: f.digits), many.value - few.value
    return rounding(few, many) or (coarse.modifier == "about" and off <= _NEAR * many.value and 2 * off <= coarse.round_step)


def _begin(mention: tuple[Span, Entity]) -> int:
    return mention[0].start


def main_firm(reading: Reading) -> str | None:
    """The firm a document names most often, the first of equals."""
    firms = [e for e in reading.parties.entities if e.type == "company"]
    return max(firms, key=lambda e: len(e.mentions)).key if firms else None


def _whose(reading: Reading, quantity: Quantity, main_firm: str | None) -> str | None:
    """The firm a count is about: the last one named before it in its sentence, else the document's main one."""
    sentence = reading.text.sentence_at(quantity.span.start)
    if sentence is None:
        return None
    where = reading.parties.where
    before = bisect_left(where, quantity.span.start, key=_begin) - 1
    while before >= 0 and where[before][0].start >= sentence.span.start:
        if where[before][1].type == "company":
            return where[before][1].key
        before -= 1
    return main_firm
