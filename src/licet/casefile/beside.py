"""Said, not in force: what a case file knows to have been said about the parties of a transaction.

Shown beside a decision, never used in one: a claim changes an answer only once a person or an official source confirms it
and it becomes a fact of the ledger.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from licet.errors import BadFile
from licet.transactions import Transaction

#: What was said to come, or to be so, without an act that does it.
SAID = frozenset({"announced", "proposed", "alleged"})
_FORMS = re.compile(r"\b(?:corporation|corp|company|co|limited|ltd|incorporated|inc|llc|plc|group)\b\.?", re.IGNORECASE)


def said_beside(case: Path) -> Callable[[Transaction, date], tuple[str, ...]]:
    """A function that gives, for a transaction and a day, the lines to show beside its decision.

    Raises:
        BadFile: The case cannot be read.
    """
    try:
        told = json.loads(case.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadFile(f"is no case file: {error}", where=str(case), remedy="licet case read DOC... --out CASE") from error
    claims = list(_claims(told))

    def beside(tx: Transaction, on: date) -> tuple[str, ...]:
        names = {_bare(party.name) for party in tx.parties if party.name}
        return tuple(
            dict.fromkeys(
                f"Said, not in force: {kind.replace('_', ' ')} ({status}{', ' + day if day else ''}; {where})"
                for targets, kind, status, day, where in claims
                if any(_same(name, target) for name in names for target in targets) and (not day or day[:10] <= on.isoformat())
            )
        )

    return beside


def _claims(told: Mapping[str, Any]) -> Iterator[tuple[frozenset[str], str, str, str, str]]:
    """Targets, type, status, day and document of each claim that is only said."""
    for document in told.get("documents", ()):
        names = {
            entity["id"]: {_bare(entity["canonical"]), *(_bare(mention["text"]) for mention in entity.get("mentions", ()))}
            for entity in document.get("entities", ())
        }
        for event in document.get("events", ()):
            if event.get("status") in SAID:
                targets = frozenset(name for id_ in event.get("target") or () for name in names.get(id_, ()) if name)
                day = (event.get("date") or {}).get("value") or ""
                yield targets, event["type"], event["status"], str(day), str(document.get("file") or document.get("doc_id"))


def _bare(name: str) -> str:
    """A name without its legal form, folded."""
    return " ".join(re.sub(r"[^\w\s]", " ", _FORMS.sub(" ", name)).casefold().split())


def _same(one: str, other: str) -> bool:
    """Whether two bare names are one, or one is the first words of the other."""
    return one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")
