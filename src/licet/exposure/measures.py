"""Measures: an act of law, in force, ended, announced or only supposed, as two snapshots, one without it and one with it.

A measure of the ledger is named by the id of its listings (`us_bis_dpl/zte`). A what-if is a YAML file:

```yaml
says: ZTE denied from 2018-04-15
standing: supposed            # supposed | announced; what somebody only said is never in force
steps:
  - {list: us_bis_dpl, name: ZTE Corporation, country: CN, from: 2018-04-15, until: 2025-03-13}
  - {end: us_bis_dpl/zte, on: 2018-06-01}
  - {law: us/ear/part744_end_users/affiliates_rule, value: stayed, from: 2018-06-01}
  - {chart: CN, columns: [AT 1], from: 2018-06-01}
  - {license: D1104207, end: 2018-05-01}
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from licet.countries import read_country
from licet.errors import BadInput, BadValue, LicetError, ManyProblems, UnknownName, nearest
from licet.facts import AsOf, Fact, Interval, Source, known_since
from licet.listings import (
    Blocking,
    DenialOrder,
    EntityListing,
    Listing,
    MilitaryEndUser,
    Notice,
    Sanction,
    Unverified,
)  # fmt: skip
from licet.parties import Identifier, Name, Party, PartyKind, Strength
from licet.snapshot import Snapshot
from licet.yaml_text import read_yaml

IN_FORCE, ENDED, ANNOUNCED, SUPPOSED = "in force", "ended", "announced", "supposed"

_KIND_OF_LIST: Mapping[str, type[Listing]] = {
    "us_bis_dpl": DenialOrder, "us_bis_entity": EntityListing, "us_bis_uvl": Unverified, "us_bis_meu": MilitaryEndUser,
    "us_ofac_sdn": Blocking, "us_ofac_cons": Sanction, "un_sc": Blocking, "eu_fsf": Blocking, "uk_ofsi": Blocking,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is asked about.

    Attributes:
        id: Its name: a listing's id or its first part, or the what-if's file name.
        says: In words.
        standing: "in force", "ended", "announced" (known, or only said, and not yet in force) or "supposed".
        begins, last_day: Its life.
        cites: Where it was published.
        facts: Listings that it makes, as they are while it is in force.
        ends: Ids of facts that it takes away.
        overlay: Law values it sets, by path, in their units.
        licenses: Last day of licenses it cuts short, by number.
    """

    id: str
    says: str
    standing: str
    begins: date | None = None
    last_day: date | None = None
    cites: tuple[str, ...] = ()
    facts: tuple[Fact[Listing], ...] = ()
    ends: tuple[str, ...] = ()
    overlay: tuple[tuple[str, Any], ...] = ()
    licenses: tuple[tuple[str, date], ...] = ()

    @property
    def conditional(self) -> bool:
        """Whether it is not law on the day: its consequences are told as "would"."""
        return self.standing in (ANNOUNCED, SUPPOSED)

    def as_dict(self) -> dict[str, Any]:
        """As `licet impact --json` prints it."""
        return {
            "id": self.id, "says": self.says, "standing": self.standing, "conditional": self.conditional,
            "valid": Interval.through(self.begins, self.last_day).as_dict(), "cites": list(self.cites),
            "listings": [fact.id for fact in self.facts], "ends": list(self.ends),
            "law": {path: _shown(value) for path, value in self.overlay},
            "licenses": {number: day.isoformat() for number, day in self.licenses},
        }  # fmt: skip


def bites(fact: Fact[Any]) -> bool:
    """Whether a fact is a listing that restricts trade: no suspended order (15 CFR 766.18(c)), no mere notice."""
    value = fact.value
    return isinstance(value, Listing) and not isinstance(value, Notice) and not getattr(value, "suspended", False)


def find(name: str, snapshot: Snapshot) -> Measure:
    """The measure of the ledger that an id, or the first part of one, names: `us_bis_dpl/zte`.

    Raises:
        UnknownName: Nothing known at the snapshot's moment has such an id; the nearest are named.
    """
    known = _Known(snapshot)
    named = [known[id_] for id_ in known if id_ == name or id_.startswith((name + "-", name + "/"))]
    found = [f for f in named if bites(f)]
    if not found:
        found = [f for f in named if f.id == name and isinstance(f.value, Listing)]
    if not found:
        raise UnknownName(
            f"no measure {name!r} is known {snapshot.when}",
            remedy=" ".join(filter(None, (nearest(name, known), "`licet lists status` says what the ledger holds."))),
        )
    return _of_listings(name, found, snapshot.when)


def of_party(name: str, snapshot: Snapshot, listing_ids: Iterable[str]) -> Measure:
    """All that restricts a party, as one measure; the ids come from screening its name.

    Raises:
        UnknownName: None of them restricts trade.
    """
    known = _Known(snapshot)
    found = [known[id_] for id_ in listing_ids if id_ in known and bites(known[id_])]
    if not found:
        raise UnknownName(f"nothing restricts {name!r} {snapshot.when}", remedy="Check the spelling with `licet screen`.")
    return _of_listings(name, found, snapshot.when)


def _of_listings(name: str, found: list[Fact[Any]], when: AsOf) -> Measure:
    """In force when any listing is; else the last that ended; else the first to come."""
    day = when.valid_on
    now = [f for f in found if day in f.valid]
    over = [f for f in found if f.valid.end is not None and f.valid.end <= day and not f.valid.empty]
    coming = [f for f in found if f.valid.start is not None and f.valid.start > day]
    if now:
        chosen, standing = now, IN_FORCE
    elif over:
        end = max(f.valid.end for f in over if f.valid.end)
        chosen, standing = [f for f in over if f.valid.end == end], ENDED
    else:
        chosen, standing = coming, ANNOUNCED
    names = ", ".join(dict.fromkeys(f.value.party.caption for f in chosen))
    word = {"denial_order": "denial order", "entity_listing": "Entity List"}.get(chosen[0].value.kind, chosen[0].value.kind)
    starts = [f.valid.start for f in chosen if f.valid.start]
    ends = [f.valid.last_day for f in chosen]
    return Measure(
        id=name, says=f"{word.replace('_', ' ')}: {names}", standing=standing, begins=min(starts) if starts else None,
        last_day=None if None in ends else max(d for d in ends if d), facts=tuple(chosen),
        cites=tuple(dict.fromkeys(c.strip() for f in chosen for c in (f.value.cite or "").split(";") if c.strip())),
    )  # fmt: skip


class _Known(Mapping[str, Fact[Any]]):
    """Facts by id: the last version of every fact at hand, whether it holds on the day or not, and imported listings that hold."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._hand: dict[str, Fact[Any]] = {}
        self._held = snapshot.facts
        for fact in sorted(snapshot.everything, key=lambda f: f.known_at):
            if fact.known_at <= snapshot.when.known_at:
                self._hand[fact.id] = fact

    def __getitem__(self, id_: str) -> Fact[Any]:
        found = self._hand.get(id_)
        return self._held[id_] if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._hand, *self._held)))

    def __len__(self) -> int:
        return len(dict.fromkeys((*self._hand, *self._held)))

    def __contains__(self, id_: object) -> bool:
        return id_ in self._hand or id_ in self._held


def sides(measure: Measure, snapshot: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Two snapshots that differ in the measure alone: before it bites (or, when it ended, while it did), and after.

    What is in force is compared with its absence; what ended, with the time it was in force; what is announced or supposed and
    begins later, on the day it would begin.
    """
    day = snapshot.when.valid_on
    if measure.conditional and measure.begins is not None and measure.begins > day:
        moved = AsOf(measure.begins, snapshot.when.known_at)
        snapshot = replace(Snapshot.of(snapshot.everything, moved, snapshot.lists, snapshot.position), overlay=snapshot.overlay)
        day = measure.begins
    always = [replace(f, valid=Interval(min(filter(None, (f.valid.start, day))), None)) for f in measure.facts]
    never = [replace(f, valid=Interval(day, day)) for f in measure.facts]
    if measure.standing == ENDED:
        return snapshot.with_facts(always), snapshot
    if measure.standing == IN_FORCE:
        return snapshot.with_facts(never), snapshot
    held = _Known(snapshot)
    gone = [replace(f, valid=Interval(day, day)) for id_ in measure.ends if (f := held.get(id_)) is not None]
    return snapshot, snapshot.with_facts([*always, *gone], dict(measure.overlay))


# --- what-if files ---------------------------------------------------------------------------------------------------------

_TOP = ("says", "standing", "steps", "source")
_STEP = {
    "license": ("license", "end"),  # before "end", which it also has
    "list": ("list", "name", "aliases", "country", "kind", "identifiers", "from", "until", "footnotes", "scope", "scope_items",
             "policy", "programs", "suspended", "cite"),
    "end": ("end", "on"),
    "law": ("law", "value", "from"),
    "chart": ("chart", "columns", "from"),
}  # fmt: skip


def read_what_if(path: Path, snapshot: Snapshot) -> Measure:
    """A what-if file as a measure over the snapshot.

    Raises:
        BadFile: It is not YAML.
        ManyProblems: Unknown keys, missing or unreadable values, ids nobody knows: all of them together.
    """
    node = read_yaml(path)
    where = str(path)
    wrong: list[LicetError] = []
    if not isinstance(node, dict) or not isinstance(node.get("steps"), list) or not node["steps"]:
        raise BadValue("needs says, standing and steps", where=where, remedy="See examples/what-if/.")
    wrong += [
        BadValue(f"unknown key {key!r}", where=where, remedy=nearest(key, _TOP) or f"Keys: {', '.join(_TOP)}.")
        for key in node
        if key not in _TOP
    ]
    standing = str(node.get("standing", SUPPOSED))
    if standing not in (SUPPOSED, ANNOUNCED):
        wrong.append(BadValue(f"standing is {standing!r}", where=where, remedy="Write supposed or announced."))
    facts: list[Fact[Listing]] = []
    ends: list[str] = []
    overlay: list[tuple[str, Any]] = []
    licenses: list[tuple[str, date]] = []
    days: list[date] = []
    lasts: list[date | None] = []
    for number, step in enumerate(node["steps"], 1):
        at = f"{where}: step {number}"
        kind = next((k for k in _STEP if isinstance(step, dict) and k in step), None)
        if kind is None:
            wrong.append(BadValue("has none of list, end, law, chart, license", where=at, remedy="See examples/what-if/."))
            continue
        unknown = [k for k in step if k not in _STEP[kind]]
        if unknown:
            hint = nearest(unknown[0], (*_STEP, *_STEP[kind])) or f"Keys: {', '.join(_STEP[kind])}."
            wrong.append(BadValue(f"unknown key {unknown[0]!r}", where=at, remedy=hint))
            continue
        try:
            if kind == "list":
                fact = _listing(step, at, path.stem, number)
                facts.append(fact)
                days += [fact.valid.start] if fact.valid.start else []
                lasts.append(fact.valid.last_day)
            elif kind == "end":
                found = find(str(step["end"]), snapshot)
                ends += [fact.id for fact in found.facts]
                days.append(_day(step, "on", at))
            elif kind == "law":
                overlay.append((str(step["law"]), _law_value(str(step["law"]), step.get("value"), at)))
                days += [_day(step, "from", at)] if "from" in step else []
            elif kind == "chart":
                overlay.append(_marks(step, at))
                days += [_day(step, "from", at)] if "from" in step else []
            else:
                licenses.append((str(step["license"]), _day(step, "end", at)))
        except BadInput as mistake:
            mistake.where = mistake.where or at
            wrong.append(mistake)
    if wrong:
        raise wrong[0] if len(wrong) == 1 else ManyProblems(wrong)
    source = node.get("source")
    return Measure(
        id=path.stem, says=str(node.get("says", path.stem)), standing=standing, begins=min(days) if days else None,
        last_day=None if None in lasts or not lasts else max(d for d in lasts if d), facts=tuple(facts), ends=tuple(ends),
        overlay=tuple(overlay), licenses=tuple(licenses), cites=(str(source),) if source else (),
    )  # fmt: skip


def _listing(step: dict[str, Any], at: str, stem: str, number: int) -> Fact[Listing]:
    kind = _KIND_OF_LIST.get(str(step["list"]))
    if kind is None:
        raise BadValue(
            f"no list {step['list']!r}",
            where=at,
            remedy=nearest(str(step["list"]), _KIND_OF_LIST) or f"One of {', '.join(_KIND_OF_LIST)}.",
        )
    if not step.get("name"):
        raise BadValue("a listing needs the name of the party", where=at, remedy="Add `name: ...`.")
    kinds = [each.value for each in PartyKind]
    if step.get("kind", "organization") not in kinds:
        raise BadValue(f"kind is {step['kind']!r}", where=at, remedy=f"One of {', '.join(kinds)}.")
    country = read_country(str(step["country"])) if step.get("country") else None
    names = (Name(str(step["name"])), *(Name(str(other), Strength.STRONG) for other in step.get("aliases") or ()))
    party = Party(
        id=f"what-if/{stem}-{number}", kind=PartyKind(step.get("kind", "organization")), names=names, country=country,
        identifiers=tuple(Identifier(str(k), str(v)) for k, v in (step.get("identifiers") or {}).items()),
    )  # fmt: skip
    given: dict[str, Any] = {
        "list_id": str(step["list"]), "party": party, "cite": step.get("cite", f"what-if {stem}"),
        "programs": tuple(str(step.get("programs", "")).split()),
    }  # fmt: skip
    if kind is EntityListing:
        given |= {"scope": step.get("scope", "all"), "scope_items": tuple(str(step.get("scope_items", "")).split())}
        given["policy"] = step.get("policy", "presumption of denial")
        given["footnotes"] = frozenset(_number(n, at) for n in str(step.get("footnotes", "")).split())
    if kind is DenialOrder:
        given["suspended"] = str(step.get("suspended", "no")).lower() in ("yes", "true")
    start = _day(step, "from", at)
    until = _day(step, "until", at) if "until" in step else None
    return Fact(
        id=f"{step['list']}/what-if-{stem}-{number}", value=kind(**given), valid=Interval.through(start, until),
        known_at=known_since(start), source=Source(publisher="what-if", title=stem, verified=False),
    )  # fmt: skip


def _number(text: str, at: str) -> int:
    if text not in ("1", "2", "3", "4", "5"):
        raise BadValue(f"footnote {text!r}", where=at, remedy="Footnotes are 1 to 5, with spaces between.")
    return int(text)


def _day(step: Mapping[str, Any], key: str, at: str) -> date:
    try:
        return date.fromisoformat(str(step[key]))
    except (KeyError, ValueError) as problem:
        raise BadValue(f"{key} is {step.get(key)!r}", where=at, remedy="Write a day such as 2018-04-15.") from problem


def _law_value(path: str, told: Any, at: str) -> Any:
    """A law value from text, in the unit of its series."""
    from licet.errors import PackError
    from licet.law.pack import UNITS, series

    try:
        found = series(path)
    except PackError as problem:
        raise UnknownName(f"no law value {path!r}", where=at, remedy="`licet law show PATH` lists them.") from problem
    if told is None:
        raise BadValue("a law step needs a value", where=at, remedy=f"Its unit is {found.unit!r}.")
    try:
        value = UNITS[found.unit](told)
    except (ValueError, ArithmeticError, TypeError) as problem:
        raise BadValue(f"{told!r} is not {found.unit}", where=at, remedy=f"What it says: {found.says}") from problem
    held = [dated.value for dated in found.values]
    if found.unit == "table" and not any(type(value) is type(other) for other in held):
        shape = "keys with values, such as {CN: ...}" if isinstance(held[0], dict) else "a list"
        raise BadValue(f"{path} takes {shape}", where=at, remedy=f"`licet law show {path}` shows its values.")
    if found.unit == "text" and value not in held:
        raise BadValue(f"{told!r} is no value of {path}", where=at, remedy=f"One of {', '.join(map(str, dict.fromkeys(held)))}.")
    return value


def _marks(step: Mapping[str, Any], at: str) -> tuple[str, frozenset[str]]:
    """Columns of the Country Chart supposed to be marked for a destination, as an overlay of the law."""
    from licet.law.us.ear.part738_country_chart import PATH, mark

    told = step.get("columns") or []
    columns = frozenset(str(c) for c in ([told] if isinstance(told, str) else told))
    if not columns:
        raise BadValue("a chart step needs columns", where=at, remedy="Add `columns: [AT 1]`.")
    for column in columns:
        mark(column, "DE", date(2020, 1, 1))  # an unknown column is named here
    return f"{PATH}/{read_country(str(step['chart']))}", columns


def _shown(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset | set) else value if isinstance(value, bool | str) else str(value)
