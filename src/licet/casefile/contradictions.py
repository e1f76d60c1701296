"""Where documents differ: roundings told from contradictions, and both sides kept.

Each rule looks at one kind of difference: between figures for one thing (`figures_differ`, `counts_differ`), between tellings of one act
(`tellings_differ`), between quotations of one speaker (`words_differ`), between speakers (`speakers_differ`). A verdict says what
the difference is; `preferred` is None where only both sides can be reported. Nothing is corrected in the documents' own layers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from licet.casefile.across import Cluster, Keys
from licet.casefile.counts_differ import quantities
from licet.casefile.differences import Contradiction, Told
from licet.casefile.figures_differ import amounts
from licet.casefile.reading import Reading
from licet.casefile.roundings import conflicts, roundings
from licet.casefile.speakers_differ import speakers
from licet.casefile.superseded import once, superseded
from licet.casefile.tellings_differ import causes, dates, narrower, outliers, payments, plans, same_words, suspended
from licet.casefile.words_differ import wordings

Rule = Callable[[Told], Iterable[Contradiction]]
RULES: tuple[Rule, ...] = (
    amounts, quantities, dates, narrower, outliers, causes, plans, suspended, wordings, superseded, speakers, payments, same_words,
)  # fmt: skip


def find_contradictions(readings: list[Reading], clusters: list[Cluster], keys: Keys) -> list[Contradiction]:
    """All differences, in a fixed order of kinds, ids X1, X2, …"""
    told = Told(readings, clusters, keys)
    found = once(difference for rule in RULES for difference in rule(told))
    told_of = {where for difference in found for _, refs in difference.sides for where in refs}
    found += [
        d
        for rule in (conflicts, roundings)
        for d in rule(told)
        if not told_of.issuperset(where for _, refs in d.sides for where in refs)
    ]
    for number, difference in enumerate(found, 1):
        difference.id = f"X{number}"
    return found
