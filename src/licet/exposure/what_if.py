"""What-if files: measures that somebody announced or only supposes, written in YAML.

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

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from licet.countries import read_country
from licet.errors import BadInput, BadValue, LicetError, ManyProblems, UnknownName, nearest
from licet.exposure.measures import ANNOUNCED, SUPPOSED, Measure, find
from licet.facts import Fact, Interval, Source, known_since
from licet.listings import Blocking, DenialOrder, EntityListing, Listing, MilitaryEndUser, Sanction, Unverified
from licet.parties import Identifier, Name, Party, PartyKind, Strength
from licet.snapshot import Snapshot
from licet.yaml_text import read_yaml

_KIND_OF_LIST: Mapping[str, type[Listing]] = {
    "us_bis_dpl": DenialOrder, "us_bis_entity": EntityListing, "us_bis_uvl": Unverified, "us_bis_meu": MilitaryEndUser,
    "us_ofac_sdn": Blocking, "us_ofac_cons": Sanction, "un_sc": Blocking, "eu_fsf": Blocking, "uk_ofsi": Blocking,
}  # fmt: skip
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
