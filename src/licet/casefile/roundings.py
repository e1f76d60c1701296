"""One figure told by several documents: written at two precisions ($140.6 million and $140 million), or put at two sizes.

Amounts of one act are compared in `figures_differ`; here are those that no act carries - values shipped, charges to earnings, sums
paid - by what the words next to them say they are of, and by what their sentences share.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from licet.casefile.differences import Contradiction, Ref, Told
from licet.casefile.figures_told import Figure, amounts_told, counts_told

_FAR = Decimal("0.125")  # a rounding moves a figure by less than an eighth of it
_FAR_ABOUT = Decimal("0.2")  # one that says that it is one, by less than a fifth
_FAR_AT_MOST = Decimal("1.3")  # roundings are nearer to each other than that
_APART = Decimal("1.6")  # figures further apart are hardly of one thing
_HARDLY = Decimal("0.015")  # figures this near to each other are hardly of two things
_RARE = frozenset({"charge", "reward", "frozen"})  # what a matter has one of
_PARTS = frozenset({"suspended"})


class _Near:
    """Figures by size, so that each is compared with those near it and not with all."""

    def __init__(self, figures: list[Figure]) -> None:
        self.figures = figures
        self._sorted: dict[str, list[tuple[Decimal, int]]] = defaultdict(list)
        for number, figure in enumerate(figures):
            self._sorted[figure.unit].append((figure.value, number))
        for values in self._sorted.values():
            values.sort()

    def after(self, number: int, times: Decimal) -> list[Figure]:
        """The later figures of one unit that are at most so many times as large or as small, in order."""
        one = self.figures[number]
        values = self._sorted[one.unit]
        first = bisect_left(values, (one.value / times, -1))
        last = bisect_left(values, (one.value * times, len(self.figures)))
        return [self.figures[other] for other in sorted(other for _, other in values[first:last] if other > number)]


def roundings(told: Told) -> Iterable[Contradiction]:
    """Figures of different documents that are one another's roundings, and not the same, about one thing."""
    for kind, figures in (("amount", amounts_told(told)), ("quantity", counts_told(told))):
        values = _values_of(figures)
        near = _Near(figures)
        done: set[Ref] = set()
        for number, one in enumerate(figures):
            if one.where in done:
                continue
            group = [one]
            for other in near.after(number, _FAR_AT_MOST):
                if other.where not in done and other.where[0] != one.where[0] and _same(one, other, values):
                    group.append(other)
            if len({f.value for f in group}) < 2:
                continue
            done.update(f.where for f in group)
            finest = max(group, key=lambda f: (f.digits, -f.value))
            yield Contradiction(kind, _about(group), "compatible_rounding", _sides(group), float(finest.value))


def conflicts(told: Told) -> Iterable[Contradiction]:
    """A charge, a fine or a cargo put at different sums by documents that each give it one."""
    every = amounts_told(told)
    figures = [f for f in every if f.kinds and not f.kinds & _PARTS]
    values = _values_of(every)
    official = {reading.doc_id for reading in told.readings if reading.official}
    near = _Near(figures)
    done: set[Ref] = set()
    for number, one in enumerate(figures):
        for other in near.after(number, _APART):
            if (
                other.where[0] == one.where[0]
                or other.unit != one.unit
                or {one.where, other.where} & done
                or not one.kinds & other.kinds
                or len(one.words.keys() & other.words) < _least_shared(one.kinds & other.kinds)
                or max(one.value, other.value) > _APART * min(one.value, other.value)
                or one.value == other.value
                or rounding(one, other)
                or any(_told(values[doc, one.unit], f) for doc, f in ((one.where[0], other), (other.where[0], one)))
            ):
                continue
            done |= {one.where, other.where}
            offered = [f for f in (one, other) if f.where[0] in official and f.kinds & other.kinds & one.kinds <= {"reward"}]
            own = float(offered[0].value) if len(offered) == 1 else None  # who offers a reward knows how much it is
            yield Contradiction(
                "amount", _about([one, other]), "unresolved" if own is None else "conflict_resolved", _sides([one, other]), own
            )


def _least_shared(kinds: frozenset[str]) -> int:
    """How many words two sentences with unlike sums of some kinds must share; several agencies fine one firm, each its own sum."""
    return 0 if kinds & _RARE else 6 if kinds <= {"penalty", "forfeiture"} else 2


def rounding(one: Figure, other: Figure) -> bool:
    """Whether one of two unlike figures is the other written coarser.

    >>> million = Decimal(1000000)
    >>> def sum_of(value, step=1): return Figure(value * million, step * million, "USD", ("", ""), {}, frozenset(), "about")
    >>> rounding(sum_of(Decimal("794.2"), Decimal("0.1")), sum_of(790)), rounding(sum_of(151), sum_of(150)), rounding(sum_of(75), sum_of(70))
    (True, True, False)
    """
    coarse, fine = sorted((one, other), key=lambda f: f.digits)
    far = _FAR_ABOUT if coarse.modifier == "about" else _FAR
    if coarse.digits == fine.digits or abs(fine.value - coarse.value) >= far * fine.value:
        return False
    if coarse.modifier == "over":
        return Decimal(0) < fine.value - coarse.value <= coarse.round_step
    if coarse.modifier == "up_to":
        return Decimal(0) < coarse.value - fine.value <= coarse.round_step
    off = fine.value - coarse.value
    return -coarse.round_step / 2 <= off < coarse.round_step / 2


def _same(one: Figure, other: Figure, values: dict[tuple[str, str], list[Figure]]) -> bool:
    """Whether two figures are of one thing: equal or roundings, and told in words that are alike.

    The fewer digits they share, the more must the words: three million and 2.7 million may meet by chance.
    """
    if one.unit != other.unit:
        return False
    shared = len(one.words.keys() & other.words)
    alike = bool(one.kinds & other.kinds)
    unlike = bool(one.kinds) and bool(other.kinds) and not alike
    if one.value == other.value:
        return shared >= 2 or (alike and shared >= 1)
    if not rounding(one, other):
        return False
    coarse, fine = sorted((one, other), key=lambda f: f.digits)
    if any(f.value == coarse.value and f.kinds & coarse.kinds for f in values[fine.where[0], one.unit]):
        return False  # the document of the finer figure gives the other one too: they are two
    if not unlike and (
        (coarse.modifier == "about" and rounding(fine, replace(coarse, modifier="exact")))
        or abs(fine.value - coarse.value) < _HARDLY * fine.value
    ):
        return True
    if coarse.digits == 1:
        return (alike and shared >= 1) or (not unlike and shared >= 2)
    return alike or (not unlike and shared >= 1) or shared >= 3


def _told(figures: list[Figure], figure: Figure) -> bool:
    """Whether a document gives a figure too, or its rounding."""
    return any(f.value == figure.value or rounding(f, figure) for f in figures)


def _values_of(figures: list[Figure]) -> dict[tuple[str, str], list[Figure]]:
    found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        found[figure.where[0], figure.unit].append(figure)
    return found


def _sides(group: list[Figure]) -> list[tuple[float, list[Ref]]]:
    sides: dict[Decimal, list[Ref]] = {}
    for figure in group:
        sides.setdefault(figure.value, []).append(figure.where)
    return [(float(value), refs) for value, refs in sorted(sides.items())]


def _about(group: list[Figure]) -> str:
    """What several figures are of, in a few words of the first one's sentence, in their order there."""
    kinds = frozenset.intersection(*(f.kinds for f in group))
    words = [word for stem, word in group[0].words.items() if stem in group[1].words and word not in kinds]
    return " ".join([*sorted(kinds)[:1], *words[:4]])
