"""Update: the newest publication of a list from its publisher, fetched, guarded, and imported in one transaction.

Beside the guards of every import, an update refuses a publication with fewer or more entries than the list can have, one
older than what we hold, and one older than its source's limit. Whatever is refused, the list we hold stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from licet.errors import BadInput, FetchFailed, SourceShrunk, SourceStale
from licet.records.ledger import Ledger
from licet.sources import spec_of, stated_vintage
from licet.sources.document import File
from licet.sources.fetch import Fetched, Rules, fetch, remember
from licet.sync.imports import Imported, import_publication, read_publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What an update did; `imported` is None when the publisher says that nothing changed."""

    list_id: str
    imported: Imported | None
    files: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """As `--json` prints it."""
        return {"list": self.list_id, "new": self.imported is not None and self.imported.recorded.new,
                **(self.imported.as_dict() if self.imported else {"message": "not modified"})}  # fmt: skip


def update(
    ledger: Ledger,
    data: Path,
    list_id: str,
    *,
    now: datetime | None = None,
    accept_shrink: str | None = None,
    offline: bool = False,
    rules: Rules | None = None,
    addresses: Sequence[tuple[str, str]] | None = None,
) -> Updated:
    """Bring a list up to date.

    Args:
        ledger: Where to record.
        data: The data folder; ETags and cut downloads are kept in it.
        list_id: Of the list.
        now: The clock.
        accept_shrink: Why a person accepts what the guards of size refuse; recorded.
        offline: Whether the network is off limits.
        rules: What fetching may do.
        addresses: File names and addresses other than those of source.yml.

    Raises:
        FetchFailed: The publisher could not be reached safely, or `offline`.
        SourceRefused: What it sent must not replace what we hold.
    """
    spec = spec_of(list_id)
    now = now or datetime.now(UTC)
    wanted = list(addresses if addresses is not None else spec.fetch)
    if not wanted:
        raise BadInput(f"{list_id} has no publisher to fetch from", remedy="licet lists import ID FILE...")
    if offline:
        raise FetchFailed("offline", where=list_id, remedy="Leave out --offline, or import files by hand.")
    cache = data / "fetched" / list_id.replace(":", "-")
    day = (now - timedelta(days=2)).date().isoformat()
    fetched = [fetch(name, url.replace("{day}", day), cache, rules) for name, url in wanted]
    if all(file.content is None for file in fetched):
        return Updated(list_id=list_id, imported=None, files=tuple(file.name for file in fetched))
    fetched = [file if file.content is not None else _whole(file, cache, rules) for file in fetched]
    files = [File.of(file.name, file.content or b"") for file in fetched]
    vintage = _vintage(list_id, files, fetched, now)
    _guard_age(ledger, list_id, vintage, now)
    if accept_shrink is None:
        _guard_bounds(list_id, files, vintage, now)
    stated = stated_vintage(list_id, files)
    imported = import_publication(ledger, list_id, files, as_of=None if stated else vintage, accept_shrink=accept_shrink, now=now)
    remember(cache, fetched)
    return Updated(list_id=list_id, imported=imported, files=tuple(file.name for file in fetched))


def _whole(file: Fetched, cache: Path, rules: Rules | None) -> Fetched:
    """A file that did not change while another of its publication did: fetched again, unconditionally."""
    return fetch(file.name, file.url, cache / "whole", rules)


def _vintage(list_id: str, files: Sequence[File], fetched: Sequence[Fetched], now: datetime) -> datetime:
    """When it was made public: as the file says, else when the server last modified it, else now."""
    stated = stated_vintage(list_id, files)
    if stated is not None:
        return stated
    modified = [file.modified for file in fetched if file.modified is not None and file.modified <= now]
    return max(modified, default=now).replace(microsecond=0)


def _guard_age(ledger: Ledger, list_id: str, vintage: datetime, now: datetime) -> None:
    """Refuse what is older than what we hold, or than the source's limit."""
    spec = spec_of(list_id)
    held = ledger.vintages(list_id)
    if held and vintage < held[-1].vintage:
        raise SourceStale(
            f"published {vintage:%Y-%m-%d}, and we hold {held[-1].vintage:%Y-%m-%d}", where=list_id,
            why="An old file served again would bring back the delisted and drop the listed.",
            remedy="The list we hold is kept. History is loaded with `licet lists import`.",
        )  # fmt: skip
    if (now - vintage).days > spec.stale_days:
        raise SourceStale(
            f"published {vintage:%Y-%m-%d}, more than {spec.stale_days} days ago", where=list_id,
            why="A feed that stopped looks up to date to everybody who only fetches it.",
            remedy="The list we hold is kept. See whether the publisher has moved: source.yml names the address.",
        )  # fmt: skip


def _guard_bounds(list_id: str, files: Sequence[File], vintage: datetime, now: datetime) -> None:
    """Refuse a publication with fewer or more entries than the list can have today."""
    low, high = spec_of(list_id).rows
    _, read = read_publication(list_id, files, vintage, now)
    if not low <= len(read) <= high:
        raise SourceShrunk(
            f"{len(read)} entries, where {low} to {high} are expected", where=f"{list_id}, {files[0].name}",
            why="A cut-off file looks just like that.",
            remedy="The list we hold is kept. If it is right, run the update with --accept-shrink REASON.",
        )  # fmt: skip
