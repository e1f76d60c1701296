"""Law packs: YAML in which every scalar is read as text and converted by its declared unit.

A pack is a file beside the rule that reads it. Each name in it is a series of dated values:

```yaml
affiliates_rule:
  says: An unlisted foreign company owned 50 percent or more by listed parties is treated as listed.
  unit: in force
  values:
    - {from: 2025-09-29, value: true,  cite: 90 FR 47201, published: 2025-09-30, known: 2025-09-29}
    - {from: 2025-11-10, value: false, cite: 90 FR 50857, published: 2025-11-12, known: 2025-11-10}
```

`from` is the first day the value binds. `known` is when it was public, `published` when it was printed; a value is known
from `known`, else from `published`, else from `from`. `verified: false` marks what rests on memory or a secondary note.
YAML readers guess types and guess wrong in this field (`NO`, `1E001`, `0101`), so no scalar is guessed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from licet.errors import PackError, nearest
from licet.facts import Interval
from licet.yaml_text import read_yaml as read_yaml


def pack_file(path: str) -> Path:
    """The file of a pack path: "us/ear/part744_end_users" is law/us/ear/part744_end_users.yaml.

    Raises:
        PackError: There is no such pack.
    """
    file = Path(__file__).parent / f"{path}.yaml"
    if not file.is_file():
        raise PackError(f"there is no law pack {path}", remedy="licet law coverage lists the packs")
    return file


class DatedValue(NamedTuple):
    """One value of a series.

    Attributes:
        value: Converted by the series' unit.
        valid: Interval; the next value closes it.
        known: First day it was public.
        cite: Where it was made.
        published: The day it was printed, None when not told.
        verified: Whether the operative text was read.
        note: What a reader should know, or None.
    """

    value: Any
    valid: Interval
    known: date
    cite: str
    published: date | None
    verified: bool
    note: str | None


class Series(NamedTuple):
    """All the dated values of one name, oldest first."""

    path: str
    says: str
    unit: str
    values: tuple[DatedValue, ...]


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("true or false")
    return text == "true"


def _words(value: Any) -> tuple[str, ...]:
    return tuple(value.split()) if isinstance(value, str) else tuple(str(part) for part in value)


#: What a declared unit makes of the text. "list" and "set" take YAML lists or words; "table" keeps nested text.
UNITS: Mapping[str, Callable[[Any], Any]] = {
    "in force": _flag,
    "yes or no": _flag,
    "percent": Decimal,
    "USD": Decimal,
    "days": int,
    "years": int,
    "count": int,
    "number": Decimal,
    "text": str,
    "list": _words,
    "set": lambda value: frozenset(_words(value)),
    "table": lambda value: value,
}

_VALUE_KEYS = {"from", "value", "cite", "published", "known", "verified", "note", "to"}


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise PackError(f"{text!r} is not a date such as 2018-04-15", where=where) from error


def _series(path: str, name: str, node: Mapping[str, Any]) -> Series:
    """The series of one name, checked."""
    where = f"{path}/{name}"
    if missing := {"says", "unit", "values"} - node.keys():
        raise PackError(f"lacks {', '.join(sorted(missing))}", where=where)
    unit = str(node["unit"])
    if unit not in UNITS:
        raise PackError(f"unknown unit {unit!r}", where=where, remedy=nearest(unit, UNITS))
    rows = list(node["values"])
    starts = [_day(str(row.get("from", "")), where) for row in rows]
    if starts != sorted(set(starts)):
        raise PackError("the values are not in the order of their dates, or share one", where=where)
    values = []
    for row, start, following in zip(rows, starts, [*starts[1:], None], strict=True):
        if unknown := row.keys() - _VALUE_KEYS:
            raise PackError(f"unknown key {sorted(unknown)[0]!r}", where=where)
        if "cite" not in row:
            raise PackError(f"the value of {start} has no citation", where=where)
        end = following
        if "to" in row:
            last = Interval.through(start, _day(str(row["to"]), where)).end
            end = last if following is None or (last is not None and last < following) else following
        published = _day(str(row["published"]), where) if "published" in row else None
        known = _day(str(row["known"]), where) if "known" in row else published or start
        try:
            value = UNITS[unit](row["value"])
        except (ValueError, InvalidOperation) as error:
            raise PackError(f"{row['value']!r} is not {unit}: {error}", where=where) from error
        values.append(
            DatedValue(
                value, Interval(start, end), known, str(row["cite"]), published,
                str(row.get("verified", "true")) == "true", row.get("note"),
            )
        )  # fmt: skip
    return Series(where, str(node["says"]), unit, tuple(values))


@cache
def load_pack(path: str) -> Mapping[str, Series]:
    """The series of a pack, by name. Read once a process.

    Raises:
        PackError: The file is missing, or says something twice, undated or without a citation.
    """
    file = pack_file(path)
    nodes = read_yaml(file)
    if not isinstance(nodes, dict):
        raise PackError("a pack is a mapping of names to dated values", where=str(file))
    return {name: _series(path, name, node) for name, node in nodes.items()}


def series(path: str) -> Series:
    """One series by its full path, "us/ear/part744_end_users/affiliates_rule".

    Raises:
        PackError: No pack has it; the message names the nearest.
    """
    pack, _, name = path.rpartition("/")
    found = load_pack(pack)
    if name not in found:
        raise PackError(f"{pack} holds no {name}", remedy=nearest(name, found))
    return found[name]


def all_packs() -> Iterator[str]:
    """The path of every pack of dated values under licet.law, in order (big tables have their own readers)."""
    root = Path(__file__).parent
    for file in sorted(root.rglob("*.yaml")):
        head = file.read_text("utf-8")[:4000]
        if "unit: " in head and "values:" in head:
            yield file.relative_to(root).with_suffix("").as_posix()
