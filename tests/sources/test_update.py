"""Updating against a server that misbehaves: whatever it sends, the list we hold stays until something better came."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.records.listed import empty_ledger
from tests.sources.reading import denied

from licet.errors import FetchFailed, LicetError, SourceChanged, SourceDamaged, SourceShrunk, SourceStale
from licet.records.ledger import Ledger
from licet.sources.fetch import Rules, fetch
from licet.sync.update import Updated, update

pytest.importorskip("httpx")
pytest.importorskip("stamina")

NOW = datetime(2024, 1, 10, tzinfo=UTC)
LOCAL = Rules(schemes=("http",), private=True, attempts=3, wait=0.01, timeout=2.0, most_bytes=3_000_000)


def listed(count: int, first: int = 0) -> bytes:
    """A Denied Persons List as bytes."""
    return denied(count, first).encode()


class Server:
    """A publisher whose next answers a test decides."""

    def __init__(self) -> None:
        self.answers: list[Callable[[BaseHTTPRequestHandler], None]] = []
        self.asked: list[dict[str, str]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.asked.append(dict(self.headers))
                self.close_connection = True
                answer = outer.answers.pop(0) if len(outer.answers) > 1 else outer.answers[0]
                answer(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.http.server_port}/dpl.txt"


def sends(
    body: bytes,
    *,
    status: int = 200,
    etag: str | None = None,
    says: int | None = None,
    modified: datetime | None = NOW,
    **more: str,
) -> Callable[[BaseHTTPRequestHandler], None]:
    """An answer; `says` is a length other than the true one."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body) if says is None else says))
        if etag:
            handler.send_header("ETag", etag)
        if modified:
            handler.send_header("Last-Modified", format_datetime(modified - timedelta(hours=1), usegmt=True))
        for name, value in more.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()
    yield found
    found.http.shutdown()
    found.http.server_close()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = empty_ledger(tmp_path)
    yield opened
    opened.close()


def bring(ledger: Ledger, server: Server, tmp_path: Path, *, now: datetime = NOW, accept: str | None = None) -> Updated:
    return update(ledger, tmp_path, "us_bis_dpl", now=now, rules=LOCAL, addresses=[("dpl.txt", server.url)], accept_shrink=accept)


def test_an_update_is_fetched_once_and_then_not_modified(ledger: Ledger, server: Server, tmp_path: Path) -> None:
    server.answers = [sends(listed(400), etag='"a"'), sends(b"", status=304, etag='"a"')]
    first = bring(ledger, server, tmp_path)
    assert first.imported is not None
    assert first.imported.recorded.entries == 400
    assert bring(ledger, server, tmp_path).imported is None
    assert server.asked[1]["If-None-Match"] == '"a"'


MISBEHAVES: dict[str, tuple[Callable[[], Callable[[BaseHTTPRequestHandler], None]], type[LicetError]]] = {
    "empty": (lambda: sends(b""), SourceDamaged),
    "a web page": (lambda: sends(b"<html><body>Sorry, we are down for maintenance</body></html>"), SourceChanged),
    "shrunken": (lambda: sends(listed(320)), SourceShrunk),
    "another layout": (lambda: sends(listed(400).replace(b"Effective_Date", b"Effective")), SourceChanged),
    "too few to be whole": (lambda: sends(listed(20)), SourceShrunk),
    "cut off every time": (lambda: sends(listed(400)[:9000], says=20000), FetchFailed),
    "busy": (lambda: sends(b"busy", status=503), FetchFailed),
    "gone": (lambda: sends(b"gone", status=404), FetchFailed),
    "too large by its own word": (lambda: sends(b"x", says=10_000_000), FetchFailed),
    "a redirect to a file": (lambda: sends(b"", status=302, Location="file:///etc/passwd"), FetchFailed),
    "a redirect to another scheme": (lambda: sends(b"", status=302, Location="ftp://example.org/x"), FetchFailed),
    "a redirect in circles": (lambda: sends(b"", status=302, Location="/dpl.txt"), FetchFailed),
    "older than what we hold": (lambda: sends(listed(500), modified=NOW - timedelta(days=40)), SourceStale),
    "half of its rows unreadable": (lambda: sends(listed(400).replace(b"01/02/2020", b"soon")), SourceDamaged),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("how", MISBEHAVES)
def test_what_must_not_replace_the_list_is_refused_and_the_list_stays(
    how: str, ledger: Ledger, server: Server, tmp_path: Path
) -> None:
    answer, error = MISBEHAVES[how]
    server.answers = [sends(listed(400), etag='"a"'), answer()]
    bring(ledger, server, tmp_path)
    position, vintages = ledger.position(), len(ledger.vintages())
    with pytest.raises(error) as refused:
        bring(ledger, server, tmp_path, now=NOW + timedelta(days=1))
    assert refused.value.exit_code == 5
    assert (ledger.position(), len(ledger.vintages())) == (position, vintages)
    assert len(ledger.state("us_bis_dpl", ledger.vintages()[-1].vintage)) == 400


def test_a_stopped_feed_is_stale(ledger: Ledger, server: Server, tmp_path: Path) -> None:
    server.answers = [sends(listed(400))]
    with pytest.raises(SourceStale, match="more than 30 days ago"):
        bring(ledger, server, tmp_path, now=NOW + timedelta(days=60))


def test_a_person_may_accept_a_shrunken_list_and_the_reason_is_recorded(ledger: Ledger, server: Server, tmp_path: Path) -> None:
    server.answers = [sends(listed(400)), sends(listed(100), modified=NOW + timedelta(days=1))]
    bring(ledger, server, tmp_path)
    done = bring(ledger, server, tmp_path, now=NOW + timedelta(days=1), accept="mass expiry, checked with BIS")
    assert done.imported is not None
    assert done.imported.recorded.removed == 300
    assert ledger.vintages()[-1].accepted == "mass expiry, checked with BIS"


def test_a_cut_download_is_resumed(server: Server, tmp_path: Path) -> None:
    whole = listed(400)

    def rest(handler: BaseHTTPRequestHandler) -> None:
        start = int(handler.headers["Range"].removeprefix("bytes=").rstrip("-"))
        part = whole[start:]
        sends(part, status=206, etag='"a"', Content_Range=f"bytes {start}-{len(whole) - 1}/{len(whole)}")(handler)

    server.answers = [sends(whole[:5000], says=len(whole), etag='"a"'), rest]
    found = fetch("dpl.txt", server.url, tmp_path, LOCAL)
    assert found.content == whole
    assert server.asked[1]["If-Range"] == '"a"'


def test_private_addresses_and_plain_http_are_refused_by_default(server: Server, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="http is not https"):
        fetch("x", server.url, tmp_path, Rules(attempts=1))
    for host in ("127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "192.168.1.1"):
        with pytest.raises(FetchFailed, match="private address"):
            fetch("x", f"https://{host}/x", tmp_path, Rules(attempts=1))
    with pytest.raises(FetchFailed, match="credentials"):
        fetch("x", "https://a:b@example.org/x", tmp_path, Rules(attempts=1))


def test_offline_says_so(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="offline"):
        update(ledger, tmp_path, "us_bis_dpl", offline=True)
