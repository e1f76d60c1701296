"""Source descriptions: every fact about a list's publication, read from the `source.yml` beside its reader."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from licet.errors import PackError


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """What is known of a list before any of it is read.

    Attributes:
        id: The list id, such as "us_bis_dpl".
        title: The list's name.
        publisher: Who publishes it.
        url: A page about it, for people.
        fetch: Addresses of its files, by file name.
        says: One line on what a listing means.
        columns: The columns each layout must have, by layout name; empty for formats without columns.
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
    "id", "title", "publisher", "url", "fetch", "says", "columns", "ignore", "shrink", "rows", "stale_days",
}  # fmt: skip


@lru_cache(maxsize=64)
def read_spec(list_id: str) -> Spec:
    """The description in `sources/<list_id>/source.yml`.

    Raises:
        PackError: It has unknown keys, lacks one, or names another list.
    """
    import yaml

    text = resources.files("licet.sources").joinpath(list_id, "source.yml").read_text("utf-8")
    body: dict[str, Any] = yaml.safe_load(text)
    where = f"sources/{list_id}/source.yml"
    if unknown := set(body) - _KEYS:
        raise PackError(f"unknown keys: {', '.join(sorted(unknown))}", where=where)
    if body.get("id") != list_id:
        raise PackError(f"its id is {body.get('id')!r}", where=where)
    low, high = body.get("rows", (1, 1_000_000))
    return Spec(
        id=list_id,
        title=body["title"],
        publisher=body["publisher"],
        url=body.get("url"),
        fetch=tuple((body.get("fetch") or {}).items()),
        says=" ".join(body.get("says", "").split()),
        columns=tuple((name, tuple(columns)) for name, columns in (body.get("columns") or {}).items()),
        ignore=tuple((body.get("ignore") or {}).items()),
        shrink=float(body.get("shrink", 0.1)),
        rows=(int(low), int(high)),
        stale_days=int(body.get("stale_days", 7)),
    )
