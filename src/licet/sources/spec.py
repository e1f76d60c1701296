"""Source descriptions: every fact about a list's publication, read from the `source.yml` beside its reader."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from licet.errors import PackError, nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What is known of a list before any of it is read.

    Attributes:
        id: The list id, such as "us_bis_dpl".
        title: The list's name.
        publisher: Who publishes it.
        url: A page about it, for people.
        fetch: Addresses of its files, by file name.
        formats: The formats it is read in, each with a line about its files; each has a folder in `samples/`.
            Empty for what is never imported from files.
        says: One line on what a listing means.
        columns: The columns each layout must have, by the format's name; formats without a header line have none.
        ignore: Columns whose words are kept in `raw` at most, with the reason.
        shrink: Largest share of its entries the list may lose between two publications, 0 to 1.
        rows: Fewest and most entries a complete publication of today has, for updates.
        stale_days: Days after which the newest publication is too old to clear anybody.
    """

    id: str
    title: str
    publisher: str
    url: str | None = None
    fetch: tuple[tuple[str, str], ...] = ()
    formats: tuple[tuple[str, str], ...] = ()
    says: str = ""
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ignore: tuple[tuple[str, str], ...] = ()
    shrink: float = 0.1
    rows: tuple[int, int] = (1, 1_000_000)
    stale_days: int = 7

    def layout(self, name: str) -> tuple[str, ...]:
        """The columns of a layout."""
        return dict(self.columns)[name]


_KEYS = {
    "id", "title", "publisher", "url", "fetch", "formats", "says", "columns", "ignore", "shrink", "rows", "stale_days",
}  # fmt: skip
GUARDS = ("rows", "shrink", "stale_days")
"""What keeps a bad publication from replacing a good one; each source states all three."""


@lru_cache(maxsize=64)
def read_spec(list_id: str) -> Spec:
    """The description in `sources/<list_id>/source.yml`.

    Raises:
        PackError: It has unknown keys, lacks one, has a value of the wrong kind, or names another list.
    """
    where = f"sources/{list_id}/source.yml"
    return spec_in(resources.files("licet.sources").joinpath(list_id, "source.yml").read_text("utf-8"), list_id, where)


def spec_in(text: str, list_id: str, where: str) -> Spec:
    """The description in the text of a `source.yml`; `where` names it in errors."""
    import yaml

    try:
        body: Any = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise PackError(f"not YAML: {error}", where=where) from error
    if not isinstance(body, dict):
        raise PackError("it is no mapping of keys to values", where=where)
    if unknown := [str(key) for key in body if key not in _KEYS]:
        hint = nearest(unknown[0], _KEYS) or f"Keys: {', '.join(sorted(_KEYS))}"
        raise PackError(f"unknown keys: {', '.join(sorted(unknown))}", where=where, remedy=hint)
    for key in ("id", "title", "publisher", "says", "formats", *GUARDS):
        if body.get(key) in (None, ""):
            raise PackError(f"it has no {key}", where=where, remedy="See sources/us_bis_dpl/source.yml and `Spec`.")
    if body["id"] != list_id:
        raise PackError(f"its id is {body['id']!r}, its folder {list_id!r}", where=where)
    low, high = _whole_numbers(body, "rows", where, 2)
    (stale_days,) = _whole_numbers(body, "stale_days", where, 1)
    return Spec(
        id=list_id,
        title=str(body["title"]),
        publisher=str(body["publisher"]),
        url=body.get("url"),
        fetch=_pairs(body, "fetch", where),
        formats=_pairs(body, "formats", where),
        says=" ".join(str(body["says"]).split()),
        columns=tuple((name, tuple(map(str, columns))) for name, columns in _mapping(body, "columns", where).items()),
        ignore=_pairs(body, "ignore", where),
        shrink=_share(body, where),
        rows=(low, high),
        stale_days=stale_days,
    )


def _mapping(body: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    found = body.get(key) or {}
    if not isinstance(found, dict):
        raise PackError(f"{key} is no mapping", where=where, remedy=f"Write lines such as `name: ...` under `{key}:`.")
    return {str(name): value for name, value in found.items()}


def _pairs(body: dict[str, Any], key: str, where: str) -> tuple[tuple[str, str], ...]:
    found = _mapping(body, key, where)
    for name, value in found.items():
        if not isinstance(value, str) or not value.strip():
            raise PackError(f"{key}.{name} is not a text", where=where)
    return tuple((name, " ".join(value.split())) for name, value in found.items())


def _whole_numbers(body: dict[str, Any], key: str, where: str, count: int) -> list[int]:
    """So many whole numbers from 1, none smaller than the one before it."""
    found = body[key] if isinstance(body[key], list) else [body[key]]
    if len(found) != count or not all(type(number) is int and number >= 1 for number in found) or found != sorted(found):
        remedy = "Write `rows: [300, 3000]`, the fewest and the most." if count == 2 else f"Write `{key}: 30`."
        raise PackError(f"{key} is {body[key]!r}", where=where, remedy=remedy)
    return found


def _share(body: dict[str, Any], where: str) -> float:
    found = body["shrink"]
    if not isinstance(found, (int, float)) or isinstance(found, bool) or not 0 < found <= 1:
        raise PackError(f"shrink is {found!r}", where=where, remedy="Write a share above 0, up to 1, such as 0.1.")
    return float(found)
