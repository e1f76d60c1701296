"""Where documents differ: roundings told from contradictions, and both sides kept.

Each rule looks at one kind of difference: between figures for one thing (`figures_differ`), between tellings of one act
(`tellings_differ`), between quotations of one speaker (`words_differ`), between speakers (`speakers_differ`). A verdict says what
the difference is; `preferred` is None where only both sides can be reported. Nothing is corrected in the documents' own layers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from licet.casefile.across import Cluster, Keys
from licet.casefile.differences import Contradiction, Told
from licet.casefile.figures_differ import amounts, quantities
from licet.casefile.reading import Reading
from licet.casefile.speakers_differ import speakers
from licet.casefile.tellings_differ import causes, dates, narrower, outliers, over_time, payments, plans, same_words
from licet.casefile.words_differ import wordings

Rule = Callable[[Told], Iterable[Contradiction]]
RULES: tuple[Rule, ...] = (
    amounts, quantities, dates, narrower, outliers, causes, plans, wordings, over_time, speakers, payments, same_words,
)  # fmt: skip


def find_contradictions(readings: list[Reading], clusters: list[Cluster], keys: Keys) -> list[Contradiction]:
    """All differences, in a fixed order of kinds, ids X1, X2, …"""
    told = Told(readings, clusters, keys)
    found = [difference for rule in RULES for difference in rule(told)]
    for number, difference in enumerate(found, 1):
        difference.id = f"X{number}"
    return found
