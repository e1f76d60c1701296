"""Snapshot: the facts as of two clocks, with a digest that says which facts they were.

Everything right of a snapshot is a pure function of its arguments. Two snapshots of one digest answer alike; a decision
keeps the digest, so an auditor can repeat it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from licet.facts import AsOf, Fact, Interval, as_of, known_since, moment
from licet.listings import Authorization, GeneralLicense, Listing
from licet.transactions import as_dict


@dataclass(frozen=True, slots=True, kw_only=True)
class ListInfo:
    """One list within a snapshot.

    Attributes:
        list_id: Such as "us_bis_dpl".
        version: The publisher's date or a file's hash prefix; "shipped" for the register of the package.
        as_of: The day of the newest publication read, None when not dated.
        rows: Entries that hold as of the snapshot.
        coverage: Days for which the list's history is known; None when it is only partly kept (the shipped register).
    """

    list_id: str
    version: str
    as_of: date | None
    rows: int
    coverage: Interval | None = None

    def as_dict(self) -> dict[str, Any]:
        """As the decision prints it."""
        return {"version": self.version, "as_of": self.as_of.isoformat() if self.as_of else None, "rows": self.rows}


@dataclass(frozen=True)
class Snapshot:
    """The facts that hold on `when.valid_on` as known at `when.known_at`, by id.

    Attributes:
        when: The two clocks.
        facts: By id.
        lists: What is known of each list.
        position: Of the ledger it was taken from; 0 for the shipped register alone.
        everything: All versions it was taken from, for questions about what became known later.
        overlay: Law values of a what-if by path.
    """

    when: AsOf
    facts: Mapping[str, Fact[Any]]
    lists: Mapping[str, ListInfo] = field(default_factory=dict)
    position: int = 0
    everything: tuple[Fact[Any], ...] = ()
    overlay: Mapping[str, Any] = field(default_factory=dict)

    @staticmethod
    def of(
        ledger: Iterable[Fact[Any]], when: AsOf, lists: Mapping[str, ListInfo] | None = None, position: int = 0
    ) -> Snapshot:
        """The snapshot of a ledger; lists that are not described are counted from their facts as shipped."""
        everything = tuple(ledger)
        facts = {fact.id: fact for fact in as_of(everything, when)}
        counted: dict[str, int] = {}
        for fact in facts.values():
            if isinstance(fact.value, Listing):
                counted[fact.value.list_id] = counted.get(fact.value.list_id, 0) + 1
        described = dict(lists or {})
        for fact in everything:
            if isinstance(fact.value, Listing) and fact.value.list_id not in described:
                name = fact.value.list_id
                described[name] = ListInfo(list_id=name, version="shipped", as_of=None, rows=counted.get(name, 0))
        return Snapshot(when, facts, described, position, everything)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the facts that hold, in the order of their ids: the same facts give the same digest."""
        whole = hashlib.sha256()
        for id_ in sorted(self.facts):
            whole.update(fact_digest(self.facts[id_]))
        for path in sorted(self.overlay):
            whole.update(f"{path}={self.overlay[path]}".encode())
        return whole.hexdigest()

    def listing(self, id_: str) -> Fact[Listing] | None:
        """The listing of an id, None when it does not hold."""
        found = self.facts.get(id_)
        return found if found is not None and isinstance(found.value, Listing) else None

    @cached_property
    def listings(self) -> tuple[Fact[Listing], ...]:
        """All listings that hold."""
        return tuple(fact for fact in self.facts.values() if isinstance(fact.value, Listing))

    @cached_property
    def licenses(self) -> tuple[Fact[GeneralLicense], ...]:
        """General licenses that hold."""
        return tuple(fact for fact in self.facts.values() if isinstance(fact.value, GeneralLicense))

    @cached_property
    def authorizations(self) -> tuple[Fact[Authorization], ...]:
        """Authorizations under denial orders that hold."""
        return tuple(fact for fact in self.facts.values() if isinstance(fact.value, Authorization))

    def learned_later(self, ids: Iterable[str]) -> tuple[Fact[Any], ...]:
        """Facts about the same parties that hold on the day but became known only after `known_at`."""
        wanted = {_party_of(id_) for id_ in ids}
        return tuple(
            fact
            for fact in self.everything
            if fact.known_at > self.when.known_at and self.when.valid_on in fact.valid and _party_of(fact.id) in wanted
            and known_since(self.when.valid_on) is not None
        )  # fmt: skip

    def with_facts(self, added: Iterable[Fact[Any]], overlay: Mapping[str, Any] | None = None) -> Snapshot:
        """The snapshot with a what-if laid over it: added facts replace those of the same id."""
        everything = (*self.everything, *added)
        facts = dict(self.facts)
        for fact in added:
            if self.when.valid_on in fact.valid:
                facts[fact.id] = fact
            else:
                facts.pop(fact.id, None)
        return Snapshot(self.when, facts, self.lists, self.position, everything, {**self.overlay, **(overlay or {})})


def _party_of(id_: str) -> str:
    """The part of a listing's id that names the party, without its list and its suffixes."""
    name = id_.rpartition("/")[2]
    for suffix in ("-suspended", "-2017", "-2018"):
        name = name.removesuffix(suffix)
    return name


def fact_digest(fact: Fact[Any]) -> bytes:
    """SHA-256 of a fact's canonical JSON."""
    body = {
        "id": fact.id, "value": _plain(fact.value), "kind": type(fact.value).__name__, "valid": fact.valid.as_dict(),
        "known_at": moment(fact.known_at), "source": [fact.source.publisher, fact.source.title, fact.source.sha256, fact.source.locator],
    }  # fmt: skip
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False, default=_plain).encode()).digest()


def _plain(value: Any) -> Any:
    """A value as JSON data; sets in order."""
    return sorted(value) if isinstance(value, frozenset | set) else as_dict(value)
