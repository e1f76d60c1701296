"""Bulk: many transactions by the same engine as one, with a memory of what a rule may see.

Two transactions that differ only in what no rule sees (their ids) get one decision. The memory is bounded, and without it
the answers are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from licet.api import decide
from licet.decisions import Decision
from licet.transactions import Transaction
from licet.workspace import Workspace

MOST_REMEMBERED = 100_000


class Decider:
    """Decides against one workspace.

    Args:
        workspace: Facts and names.
        remember: Whether to keep decisions by what a rule may see.
        explore: Whether to explore open questions (slow; off for bulk).
    """

    def __init__(self, workspace: Workspace, *, remember: bool = True, explore: bool = False) -> None:
        self.workspace = workspace
        self.remember = remember
        self.explore = explore
        self._seen: dict[tuple[object, ...], Decision] = {}

    def decide(self, tx: Transaction, *, as_of: date | None = None, known_at: datetime | date | None = None) -> Decision:
        """One decision, from memory when the same was asked before."""
        if not self.remember:
            return decide(tx, self.workspace, as_of=as_of, known_at=known_at, explore=self.explore)
        key = (*seen_by_rules(tx), as_of, known_at)
        found = self._seen.get(key)
        if found is None:
            found = decide(replace(tx, id=""), self.workspace, as_of=as_of, known_at=known_at, where=tx.id, explore=self.explore)
            if len(self._seen) >= MOST_REMEMBERED:
                self._seen.clear()
            self._seen[key] = found
        return found.renamed(tx.id)

    def decide_many(self, transactions: Iterable[Transaction]) -> Iterator[Decision]:
        """Decisions in the order of the transactions."""
        return (self.decide(tx) for tx in transactions)


def seen_by_rules(tx: Transaction) -> tuple[object, ...]:
    """The transaction without its id: all that a rule may see."""
    return (
        tx.kind, tx.as_of, tx.exporter_country, tx.destination, tx.via, tx.end_use, tx.net_value_usd, tx.currency, tx.parties, tx.items,
        tx.birth_country, tx.us_person_involved, tx.us_permanent_resident, tx.duration_days, tx.red_flags, tx.knowledge_of_violation,
        tx.fdp_facts, tx.design_by_listed_entity, tx.substantially_transformed, tx.one_time_report_filed, tx.bundled, tx.licenses,
        tx.answers,
    )  # fmt: skip
