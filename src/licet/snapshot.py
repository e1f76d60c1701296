"""Snapshot: the facts as of two clocks, with a digest that says which facts they were.

Everything right of a snapshot is a pure function of its arguments. Two snapshots of one digest answer alike; a decision
keeps the digest, so an auditor can repeat it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from licet.facts import AsOf, Fact, Interval, as_of, moment
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

    def stale_on(self, day: date) -> bool:
        """Whether the day lies after all that is held of the list, the days its source allows it to grow old included."""
        return self.coverage is not None and self.coverage.end is not None and day >= self.coverage.end

    def as_dict(self) -> dict[str, Any]:
        """As the decision prints it."""
        return {"version": self.version, "as_of": self.as_of.isoformat() if self.as_of else None, "rows": self.rows}


class Held(Protocol):
    """Compiled facts that hold as of two clocks; see `licet.compiled.Selection`."""

    @property
    def digest(self) -> str:
        """Over what they say and where it was read."""

    @property
    def lists(self) -> Mapping[str, ListInfo]:
        """Each list's version, entries that hold, and days covered."""

    def __getitem__(self, id_: str) -> Fact[Any]: ...
    def __iter__(self) -> Iterator[str]: ...
    def __contains__(self, id_: object) -> bool: ...

    def later(self, ids: Iterable[str]) -> tuple[Fact[Any], ...]:
        """Versions of these facts that hold on the day but became known later."""

    def ended(self, id_: str) -> Fact[Any] | None:
        """The newest version known then, when its period is over on the day."""


class Compiled(Protocol):
    """The compiled history of imported lists; see `licet.compiled.Store`."""

    def select(self, when: AsOf, position: int | None = None) -> Held:
        """The facts that hold as of two clocks, as the ledger stood at a position."""


class Everything(tuple[Fact[Any], ...]):
    """Facts at hand (the shipped register, a what-if), and beside them the compiled history of imported lists.

    Iterating gives the facts at hand alone; `Snapshot.of` asks the compiled ones for the day.
    """

    compiled: Compiled | None

    def __new__(cls, facts: Iterable[Fact[Any]], compiled: Compiled | None = None) -> Everything:
        made = super().__new__(cls, tuple(facts))
        made.compiled = compiled
        return made


class Layers(Mapping[str, Fact[Any]]):
    """Facts at hand over compiled ones; what was taken away shows nowhere."""

    def __init__(self, hand: Mapping[str, Fact[Any]], held: Held, gone: frozenset[str] = frozenset()) -> None:
        self.hand, self.held, self.gone = hand, held, gone

    def __getitem__(self, id_: str) -> Fact[Any]:
        if id_ in self.gone:
            raise KeyError(id_)
        found = self.hand.get(id_)
        return self.held[id_] if found is None else found

    def __iter__(self) -> Iterator[str]:
        yield from self.hand
        yield from (id_ for id_ in self.held if id_ not in self.hand and id_ not in self.gone)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, id_: object) -> bool:
        return id_ not in self.gone and (id_ in self.hand or id_ in self.held)


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
    def of(ledger: Iterable[Fact[Any]], when: AsOf, lists: Mapping[str, ListInfo] | None = None, position: int = 0) -> Snapshot:
        """The snapshot of a ledger; lists that are not described are counted from their facts as shipped."""
        everything = ledger if isinstance(ledger, Everything) else Everything(ledger)
        hand = {fact.id: fact for fact in as_of(everything, when)}
        held = everything.compiled.select(when, position) if everything.compiled is not None else None
        facts: Mapping[str, Fact[Any]] = hand if held is None else Layers(hand, held)
        counted: dict[str, int] = {}
        for fact in hand.values():
            if isinstance(fact.value, Listing):
                counted[fact.value.list_id] = counted.get(fact.value.list_id, 0) + 1
        described = {**(lists or {}), **(held.lists if held is not None else {})}
        for fact in everything:
            if isinstance(fact.value, Listing) and fact.value.list_id not in described:
                name = fact.value.list_id
                described[name] = ListInfo(list_id=name, version="shipped", as_of=None, rows=counted.get(name, 0))
        for name, info in (held.lists if held is not None else {}).items():
            if name in counted:
                described[name] = replace(info, rows=info.rows + counted[name])
        return Snapshot(when, facts, described, position, everything)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the facts that hold, in the order of their ids: the same facts give the same digest."""
        whole = hashlib.sha256()
        for id_ in sorted(self._hand):
            whole.update(fact_digest(self._hand[id_]))
        if isinstance(self.facts, Layers):
            whole.update(self.facts.held.digest.encode())
            whole.update("\x1f".join(sorted(self.facts.gone)).encode())
        for path in sorted(self.overlay):
            whole.update(f"{path}={self.overlay[path]}".encode())
        return whole.hexdigest()

    @property
    def _hand(self) -> Mapping[str, Fact[Any]]:
        """The facts at hand, without the compiled ones."""
        return self.facts.hand if isinstance(self.facts, Layers) else self.facts

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
        return tuple(fact for fact in self._hand.values() if isinstance(fact.value, GeneralLicense))

    @cached_property
    def authorizations(self) -> tuple[Fact[Authorization], ...]:
        """Authorizations under denial orders that hold."""
        return tuple(fact for fact in self._hand.values() if isinstance(fact.value, Authorization))

    @cached_property
    def described(self) -> dict[str, dict[str, Any]]:
        """Each list's version, day and rows, as decisions print them."""
        return {name: info.as_dict() for name, info in sorted(self.lists.items())}

    @cached_property
    def searched(self) -> list[dict[str, Any]]:
        """The lists, as screening lines name them."""
        return [{"list": name, "version": info.version, "rows": info.rows} for name, info in sorted(self.lists.items())]

    @cached_property
    def permits(self) -> tuple[int, ...]:
        """Which licenses and authorizations hold, in short: two snapshots that hold the same facts say the same."""
        return tuple(map(id, (*self.licenses, *self.authorizations)))

    def ended(self, id_: str) -> Fact[Listing] | None:
        """The listing of an id when it had ended by the day, as known then; None when it holds or never began."""
        if id_ in self.facts:
            return None
        if isinstance(self.facts, Layers) and id_ not in self._versions:
            return self.facts.held.ended(id_)
        known = [f for f in self._versions.get(id_, ()) if f.known_at <= self.when.known_at]
        last = max(known, key=lambda fact: fact.known_at) if known else None
        if last is None or last.valid.end is None or last.valid.empty:
            return None
        return last if last.valid.end <= self.when.valid_on else None

    @cached_property
    def _versions(self) -> dict[str, list[Fact[Any]]]:
        """Every version of each id."""
        found: dict[str, list[Fact[Any]]] = {}
        for fact in self.everything:
            if isinstance(fact.value, Listing):
                found.setdefault(fact.id, []).append(fact)
        return found

    @cached_property
    def _by_party(self) -> dict[str, list[Fact[Any]]]:
        """The facts at hand by the party their ids name."""
        found: dict[str, list[Fact[Any]]] = {}
        for fact in self.everything:
            found.setdefault(_party_of(fact.id), []).append(fact)
        return found

    def learned_later(self, ids: Iterable[str]) -> tuple[Fact[Any], ...]:
        """What later knowledge changes for the day, about the same parties: facts that then hold, or are then seen to be over."""
        asked = tuple(ids)
        if not asked:
            return ()
        compiled = self.facts.held.later(asked) if isinstance(self.facts, Layers) else ()
        own = [fact for name in dict.fromkeys(map(_party_of, asked)) for fact in self._by_party.get(name, ())]
        if not own:
            return compiled
        last = AsOf(self.when.valid_on, max(fact.known_at for fact in own))
        hindsight = {fact.id: fact for fact in as_of(own, last)}
        new = [id_ for id_ in hindsight if id_ not in self.facts]
        later = [fact for fact in own if fact.id in new and fact.known_at > self.when.known_at and self.when.valid_on in fact.valid]
        first = {fact.id: fact for fact in sorted(later, key=lambda fact: fact.known_at, reverse=True)}
        return compiled + tuple(first[id_] for id_ in new if id_ in first)

    def with_facts(self, added: Iterable[Fact[Any]], overlay: Mapping[str, Any] | None = None) -> Snapshot:
        """The snapshot with a what-if laid over it: added facts replace those of the same id."""
        added = tuple(added)
        compiled = self.everything.compiled if isinstance(self.everything, Everything) else None
        everything = Everything((*self.everything, *added), compiled)
        hand = dict(self._hand)
        gone = set(self.facts.gone) if isinstance(self.facts, Layers) else set()
        for fact in added:
            if self.when.valid_on in fact.valid:
                hand[fact.id] = fact
                gone.discard(fact.id)
            else:
                hand.pop(fact.id, None)
                gone.add(fact.id)
        facts: Mapping[str, Fact[Any]] = hand
        if isinstance(self.facts, Layers):
            facts = Layers(hand, self.facts.held, frozenset(gone))
        return Snapshot(self.when, facts, self.lists, self.position, everything, {**self.overlay, **(overlay or {})})


def _party_of(id_: str) -> str:
    """The part of a listing's id that names the party, without its list and its suffixes."""
    name = id_.rpartition("/")[2]
    for suffix in ("-suspended", "-2017", "-2018"):
        name = name.removesuffix(suffix)
    return name


def fact_digest(fact: Fact[Any]) -> bytes:
    """SHA-256 of a fact's canonical JSON; counted once a fact, for it holds on many days."""
    held = _digests.get(id(fact))
    if held is None:
        if len(_digests) >= _MOST_DIGESTS:
            _digests.clear()
        held = _digests[id(fact)] = fact, _digest(fact)
    return held[1]


#: Digests by the identity of their facts, which are kept with them.
_digests: dict[int, tuple[Fact[Any], bytes]] = {}
_MOST_DIGESTS = 65_536


def _digest(fact: Fact[Any]) -> bytes:
    body = {
        "id": fact.id,
        "value": _plain(fact.value),
        "kind": type(fact.value).__name__,
        "valid": fact.valid.as_dict(),
        "known_at": moment(fact.known_at),
        "source": [fact.source.publisher, fact.source.title, fact.source.sha256, fact.source.locator],
    }
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False, default=_plain).encode()).digest()


def _plain(value: Any) -> Any:
    """A value as JSON data; sets in order."""
    return sorted(value) if isinstance(value, frozenset | set) else as_dict(value)
