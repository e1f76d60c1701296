"""The Python door: the same objects as every other door.

```python
import licet
decision = licet.check(transaction, as_of=date(2018, 4, 20))
screening = licet.screen("ZTE Corp", country="CN", as_of=date(2018, 4, 20))
licet.compare("ZTE Corporation", "中兴通讯股份有限公司", kind="organization").score
```
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from licet.checking import check as check_transaction
from licet.decisions import Decision
from licet.errors import BadValue, LicetError, ManyProblems
from licet.intake import contradictions, transaction_from
from licet.transactions import Transaction
from licet.workspace import Workspace


@cache
def _workspace(data: str | None) -> Workspace:
    return Workspace(data)


def check(
    transaction: Transaction | Mapping[str, Any],
    *,
    as_of: date | None = None,
    known_at: datetime | date | None = None,
    data: Path | str | None = None,
) -> Decision:
    """Decide one transaction.

    Args:
        transaction: A `Transaction`, or a mapping with the contract's field names.
        as_of: The day of the act; the transaction's own when None.
        known_at: Decide on what was known then (UTC); the end of the day when None.
        data: The data folder with imported lists; the default one when None.

    Raises:
        ManyProblems: The transaction cannot be read; every mistake is named.
        BadValue: No day is given anywhere.
    """
    return decide(
        transaction_from(transaction), _workspace(str(data) if data else None), as_of=as_of, known_at=known_at
    )


def decide(
    tx: Transaction, workspace: Workspace, *, as_of: date | None = None, known_at: datetime | date | None = None,
    where: str = "transaction", notes: Callable[[Transaction, date], tuple[str, ...]] | Any = None, explore: bool = True,
) -> Decision:  # fmt: skip
    """Decide one transaction against a workspace.

    Raises:
        BadValue: No day is given anywhere.
        ManyProblems: Fields contradict one another.
    """
    day = as_of or tx.as_of
    if day is None:
        raise BadValue(
            "no day: the transaction has no as_of", where=where, remedy="write as_of: 2018-04-20, or give --as-of"
        )
    wrong = contradictions(tx)
    if wrong:
        raise ManyProblems([_at(problem, where, tx) for problem in wrong])
    snapshot = workspace.at(day, known_at)
    said = notes(tx, day) if notes is not None else ()
    return check_transaction(replace(tx, as_of=day), snapshot, workspace.search, explore=explore, extra_notes=said)


def _at(problem: LicetError, where: str, tx: Transaction) -> LicetError:
    return type(problem)(
        problem.message, where=f"{where}, {tx.id}" if tx.id else where, why=problem.why, remedy=problem.remedy
    )
