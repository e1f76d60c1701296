"""Fetching: publishers' files over TLS, bounded, resumed where they were cut, and never from where they should not be.

A redirect may lead neither to another scheme nor to a private address. What was fetched before is asked for by its ETag. The
proxy of the environment is honored.
"""

from __future__ import annotations

import ipaddress
import json
import logging
import os
import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from licet.errors import FetchFailed, MissingExtra

if TYPE_CHECKING:
    import httpx
    import stamina

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What fetching may do. The defaults are for publishers; only tests against a server of their own loosen them.

    Attributes:
        schemes: That an address, also of a redirect, may have.
        private: Whether private, loopback and link-local addresses are allowed.
        most_bytes: Of one file.
        attempts: How often to try, the first included.
        wait: Seconds before the second attempt; it doubles.
        timeout: Seconds without a byte.
        most_redirects: In one attempt.
    """

    schemes: tuple[str, ...] = ("https",)
    private: bool = False
    most_bytes: int = 512 * 1024 * 1024
    attempts: int = 4
    wait: float = 1.0
    timeout: float = 30.0
    most_redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """One file: its bytes (None when the publisher says that nothing changed), and when it was last modified (UTC)."""

    name: str
    url: str
    content: bytes | None
    modified: datetime | None
    etag: str | None


class _Again(Exception):
    """A fault that may pass: the connection broke, or the server is busy."""


def fetch(name: str, url: str, cache: Path, rules: Rules | None = None) -> Fetched:
    """One file of a publisher.

    Args:
        name: Of the file.
        url: Where it is.
        cache: A folder that keeps the ETag of what was imported, and a download that was cut off.
        rules: What is allowed.

    Raises:
        FetchFailed: It cannot be reached, is too large, is cut off every time, or leads where it must not.
        MissingExtra: httpx is not installed.
    """
    try:
        import httpx
        import stamina
    except ImportError as error:
        raise MissingExtra("Fetching lists", "lists") from error
    stamina.instrumentation.set_on_retry_hooks([_log_retry])
    rules = rules or Rules()
    cache.mkdir(parents=True, exist_ok=True)
    partial = cache / f"{name}.partial"
    held = known(cache).get(name, {}) if known(cache).get(name, {}).get("url") == url else {}
    with httpx.Client(timeout=rules.timeout, follow_redirects=False, headers={"User-Agent": "licet"}) as client:
        try:
            for attempt in stamina.retry_context(
                on=_Again, attempts=rules.attempts, wait_initial=rules.wait, wait_max=30.0, timeout=None, wait_jitter=rules.wait
            ):
                with attempt:
                    return _attempt(client, name, url, partial, held, rules)
        except _Again as error:
            raise FetchFailed(
                f"{error}, {rules.attempts} times", where=url, why="The list we hold is kept.",
                remedy="Try again later, or import the file by hand: licet lists import ID FILE.",
            ) from error  # fmt: skip
    raise FetchFailed("no attempt was made", where=url)


def known(cache: Path) -> dict[str, dict[str, Any]]:
    """What was imported before: address, ETag and day by file name; nothing when the note is unreadable."""
    try:
        found = json.loads((cache / "known.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def remember(cache: Path, files: list[Fetched]) -> None:
    """Note the ETags of files that were imported; called only after they were."""
    told = known(cache)
    for file in files:
        if file.content is not None:
            told[file.name] = {
                "url": file.url, "etag": file.etag, "modified": file.modified.isoformat() if file.modified else None
            }  # fmt: skip
    fresh = cache / f".known-{os.getpid()}"
    fresh.write_text(json.dumps(told), "utf-8")
    fresh.replace(cache / "known.json")


def _attempt(client: httpx.Client, name: str, url: str, partial: Path, held: dict[str, Any], rules: Rules) -> Fetched:
    """One attempt: follow redirects, ask for the rest of a cut download, and check that all of it came."""
    import httpx

    headers: dict[str, str] = {"Accept-Encoding": "identity"}
    note = partial.with_suffix(".etag")
    etag = note.read_text("utf-8") if partial.exists() and note.exists() else ""
    start = partial.stat().st_size if etag else 0
    if start:
        headers |= {"Range": f"bytes={start}-", "If-Range": etag}
    elif held.get("etag"):
        headers["If-None-Match"] = held["etag"]
    try:
        here = url
        for _ in range(rules.most_redirects + 1):
            _allowed(here, rules)
            with client.stream("GET", here, headers=headers) as reply:
                if reply.has_redirect_location:
                    here = urljoin(here, reply.headers["Location"])
                    continue
                return _received(reply, name, url, partial, start, rules)
    except (httpx.TransportError, httpx.StreamError) as error:
        said = " ".join(str(error).split())[:200]
        raise _Again(f"the connection failed ({type(error).__name__}{': ' if said else ''}{said})") from error
    except httpx.InvalidURL as error:
        raise FetchFailed(f"a redirect leads nowhere: {error}", where=url) from error
    raise FetchFailed(f"more than {rules.most_redirects} redirects", where=url)


def _log_retry(details: stamina.instrumentation.RetryDetails) -> None:
    """A retry goes to the log: the error at the end says how often was tried."""
    _LOG.info("%s; trying again in %.1f s", details.caused_by, details.wait_for)


def _received(reply: httpx.Response, name: str, url: str, partial: Path, start: int, rules: Rules) -> Fetched:
    """The file of a reply, complete or not at all."""
    modified, etag = _modified(reply.headers.get("Last-Modified")), reply.headers.get("ETag")
    if reply.status_code == 304:
        return Fetched(name, url, None, modified, etag)
    if reply.status_code in (408, 425, 429) or reply.status_code >= 500:
        raise _Again(f"the server answers {reply.status_code}")
    if reply.status_code == 416:
        _forget(partial)
        raise _Again("the server cannot resume")
    if reply.status_code not in (200, 206):
        raise FetchFailed(
            f"the server answers {reply.status_code}", where=url, remedy="The address may have moved: see source.yml."
        )
    resumed = reply.status_code == 206
    if resumed and not reply.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
        _forget(partial)
        raise _Again("the server resumes elsewhere")
    length = reply.headers.get("Content-Length")
    expected = (start if resumed else 0) + int(length) if length and length.isdigit() else None
    size = start if resumed else 0
    if expected is not None and expected > rules.most_bytes:
        raise FetchFailed(f"{expected} bytes are more than the {rules.most_bytes} allowed", where=url)
    if etag and not etag.startswith("W/"):
        partial.with_suffix(".etag").write_text(etag, "utf-8")
    else:
        partial.with_suffix(".etag").unlink(missing_ok=True)
    with partial.open("ab" if resumed else "wb") as file:
        for block in reply.iter_raw():
            size += len(block)
            if size > rules.most_bytes:
                file.close()
                _forget(partial)
                raise FetchFailed(f"more than the {rules.most_bytes} bytes allowed", where=url)
            file.write(block)
    if expected is not None and size != expected:
        raise _Again(f"cut off after {size} of {expected} bytes")
    content = partial.read_bytes()
    _forget(partial)
    return Fetched(name, url, content, modified, etag)


def _forget(partial: Path) -> None:
    partial.unlink(missing_ok=True)
    partial.with_suffix(".etag").unlink(missing_ok=True)


def _modified(text: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(text) if text else None
    except (ValueError, TypeError):
        return None
    return None if found is None else (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def _allowed(url: str, rules: Rules) -> None:
    """Refuse other schemes, credentials in addresses, and private addresses.

    Behind a proxy the proxy resolves names; only literal addresses are told apart then.
    """
    parts = urlsplit(url)
    if parts.scheme not in rules.schemes:
        raise FetchFailed(f"{parts.scheme or 'no scheme'} is not {' or '.join(rules.schemes)}", where=url,
                          why="Lists are fetched over TLS only; a redirect may not weaken it.")  # fmt: skip
    if not parts.hostname or parts.username or parts.password:
        raise FetchFailed("the address has no host, or carries credentials", where=url)
    if rules.private:
        return
    for address in _addresses(parts.hostname, parts.port or 443):
        if not ipaddress.ip_address(address.partition("%")[0]).is_global:
            raise FetchFailed(f"{parts.hostname} is the private address {address}", where=url,
                              why="A redirect into a private network is an attack or a mistake.")  # fmt: skip


def _addresses(host: str, port: int) -> list[str]:
    """The addresses of a host, without asking the network for names behind a proxy."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        if os.environ.get("HTTPS_PROXY") or os.environ.get("https_proxy"):
            return [] if "." in host and not host.lower().endswith((".local", ".internal", ".localhost")) else ["127.0.0.1"]
    else:
        return [host]
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as error:
        raise FetchFailed(f"{host} has no address: {error.strerror or error}", where=host,
                          remedy="Are you online? Files can be imported by hand.") from error  # fmt: skip
