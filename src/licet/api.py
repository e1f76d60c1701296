"""The Python door: the same objects as every other door.

```python
import licet
decision = licet.check(transaction, as_of=date(2018, 4, 20))
screening = licet.screen("ZTE Corp", country="CN", as_of=date(2018, 4, 20))
licet.compare("ZTE Corporation", "中兴通讯股份有限公司", kind="organization").score
```
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from licet.checking import check as check_transaction
from licet.decisions import Decision
from licet.errors import BadValue, LicetError, ManyProblems
from licet.facts import AsOf
from licet.intake import contradictions, transaction_from
from licet.memory import Memory
from licet.transactions import Transaction
from licet.workspace import Workspace

if TYPE_CHECKING:
    from licet.screening.compare import Comparison
    from licet.screening.screen import Screening


@cache
def _workspace(data: str | None) -> Workspace:
    return Workspace(data)


def _day(told: date | str | None) -> date | None:
    """A day as people hand it over: a date, the day of a moment, or ISO 8601 text.

    Raises:
        BadValue: The text is no day.
    """
    if isinstance(told, datetime):
        return told.date()
    if not isinstance(told, str):
        return told
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise BadValue(f"{told!r} is no day", where="as_of", remedy="write a day such as 2018-04-20") from error


def check(
    transaction: Transaction | Mapping[str, Any],
    *,
    as_of: date | str | None = None,
    known_at: datetime | date | None = None,
    data: Path | str | None = None,
) -> Decision:
    """Decide one transaction.

    Args:
        transaction: A `Transaction`, or a mapping with the contract's field names.
        as_of: The day of the act, also as ISO text; the transaction's own when None.
        known_at: Decide on what was known then (UTC); the end of the day when None.
        data: The data folder with imported lists; the default one when None.

    Raises:
        ManyProblems: The transaction cannot be read; every mistake is named.
        BadValue: No day is given anywhere, or it is none.
    """
    tx, workspace = transaction_from(transaction), _workspace(str(data) if data else None)
    return with_changes(decide(tx, workspace, as_of=_day(as_of), known_at=known_at), tx, workspace)


def screen(
    name: str,
    *,
    kind: str | None = None,
    country: str | None = None,
    birth_date: str | None = None,
    identifiers: Mapping[str, str] | None = None,
    address: str | None = None,
    as_of: date | str | None = None,
    known_at: datetime | date | None = None,
    lists: Sequence[str] = (),
    threshold: float = 0.7,
    limit: int = 5,
    data: Path | str | None = None,
) -> Screening:
    """Screen one party: is it restricted, by which list, since when, how sure, and why?

    Args:
        name: As written, in any script.
        kind: person, organization, vessel or aircraft; None when not known.
        country: Where it is, as a code or a name.
        as_of: The day, also as ISO text; today (UTC) when None.
        lists: Ids of the lists to search; all when empty.
        threshold: Least score of a hit, 0 to 1.

    Returns:
        status "hit", "clear" or "error"; what cannot be screened is never clear.

    Raises:
        BadValue: The country or the day is not known.
    """
    from licet.countries import read_country
    from licet.screening.query import Query

    places = (read_country(country),) if country else ()
    query = Query(name, kind, places, birth_date, dict(identifiers or {}), address)
    day = _day(as_of) or datetime.now(UTC).date()
    workspace = _workspace(str(data) if data else None)
    return workspace.screen(
        query, AsOf.on(day, known_at), lists=lists, threshold=threshold, limit=limit, reach_back=known_at is None
    )


def compare(name1: str, name2: str, kind: str | None = None) -> Comparison:
    """How far two names agree: a score from 0 to 1 and the evidence in words. Never 1 on names alone."""
    from licet.screening.compare import compare as compare_names

    return compare_names(name1, name2, kind)


def decide(
    tx: Transaction,
    workspace: Workspace,
    *,
    as_of: date | None = None,
    known_at: datetime | date | None = None,
    where: str = "transaction",
    notes: Callable[[Transaction, date], tuple[str, ...]] | Any = None,
    explore: bool = True,
    memory: Memory | None = None,
) -> Decision:
    """Decide one transaction against a workspace.

    Raises:
        BadValue: No day is given anywhere.
        ManyProblems: Fields contradict one another.
    """
    day = as_of or tx.as_of
    if day is None:
        raise BadValue("no day: the transaction has no as_of", where=where, remedy="write as_of: 2018-04-20, or give --as-of")
    wrong = contradictions(tx)
    if wrong:
        raise ManyProblems([_at(problem, where, tx) for problem in wrong])
    snapshot = workspace.at(day, known_at)
    said = notes(tx, day) if notes is not None else ()
    dated = tx if tx.as_of == day else replace(tx, as_of=day)
    return check_transaction(dated, snapshot, workspace.search, explore=explore, extra_notes=said, memory=memory)


def with_changes(decision: Decision, tx: Transaction, workspace: Workspace, limit: int = 3) -> Decision:
    """The decision with the smallest changes that would alter it, found by asking the engine again on the same clocks."""
    from licet.counterfactuals import counterfactuals

    def again(other: Transaction) -> Decision:
        return decide(other, workspace, as_of=decision.when.valid_on, known_at=decision.when.known_at, explore=False)

    found = counterfactuals(replace(tx, as_of=decision.when.valid_on), again, limit)
    return replace(decision, values={**decision.values, "counterfactuals": [each.as_dict() for each in found]})


def _at(problem: LicetError, where: str, tx: Transaction) -> LicetError:
    return type(problem)(problem.message, where=f"{where}, {tx.id}" if tx.id else where, why=problem.why, remedy=problem.remedy)
