"""From a file's bytes to a document's text: plain text, HTML, PDF, email, Federal Register XML, JSON and text.

What a file says it is does not count; its first bytes do. Each problem is one clear error for one file (see
`licet.errors.BadFile`), so that a batch goes on. XML and HTML are read without network, entities or scripts.
"""

from __future__ import annotations

import io
import json
import re
import unicodedata
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from licet.errors import BadFile, MissingExtra

MAX_BYTES = 25_000_000
MAX_CHARS = 5_000_000
_MAX_DEPTH = 5
_BLOCK_TAGS = frozenset(
    [
        "p",
        "div",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "blockquote",
        "section",
        "article",
        "header",
        "footer",
        "td",
        "th",
        "ul",
        "ol",
        "table",
        "dt",
        "dd",
        "figcaption",
        "pre",
        "hr",
        "HD",
        "P",
        "FP",
        "AGENCY",
        "ACT",
        "SUM",
        "EFFDATE",
        "DATES",
        "SUPLINF",
        "FURINF",
        "SIG",
        "DATED",
        "NAME",
        "TITLE",
        "FRDOC",
        "BILCOD",
        "SUBJECT",
        "CFR",
        "RIN",
        "DEPDOC",
        "AGY",
        "EXTRACT",
        "GPOTABLE",
        "ROW",
        "ENT",
    ]
)
_IGNORED_TAGS = frozenset(
    ["script", "style", "noscript", "template", "svg", "iframe", "object", "form", "nav", "aside", "button", "select", "head"]
)


@dataclass(frozen=True, slots=True)
class Source:
    """What a format says of a document beside its text; fields it does not give are None."""

    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    official: bool = False


@dataclass(frozen=True, slots=True)
class FileText:
    """A file's text. `parts` are further documents inside it: the messages and files attached to an email."""

    name: str
    text: str
    media_type: str
    data: bytes
    source: Source = field(default_factory=Source)
    parts: tuple[FileText, ...] = ()


def read_file(path: Path) -> FileText:
    """The text of a file.

    Raises:
        BadFile: It is missing, empty, too large, in no encoding, a scan without text, or damaged.
        MissingExtra: It is a PDF and pypdf is not installed.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise BadFile("cannot be opened", where=str(path), why=str(error.strerror or error), remedy="check the name") from error
    if path.is_dir():
        raise BadFile("is a folder", where=str(path), remedy="name the files in it, or use a pattern such as folder/*.txt")
    if size > MAX_BYTES:
        raise BadFile(
            f"has {size:,} bytes, more than {MAX_BYTES:,}", where=str(path), remedy="split it, or extract the part that matters"
        )
    return from_bytes(path.read_bytes(), path.name)


def from_bytes(data: bytes, name: str, depth: int = 0) -> FileText:
    """The text of bytes, by what they are."""
    if not data.strip():
        raise BadFile("is empty", where=name, remedy="get the document again")
    head = data[:2048].lstrip()
    if head.startswith(b"%PDF"):
        return _pdf(data, name)
    if head[:2] == b"PK" or head[:4] == b"\xd0\xcf\x11\xe0":
        raise BadFile("is a Word or ZIP file", where=name, remedy="save it as text, HTML or PDF")
    if head[:3] == b"\xff\xd8\xff" or head.startswith(b"\x89PNG"):
        raise BadFile("is a picture", where=name, remedy="run text recognition on it first")
    text = _decode(data, name)
    start = text.lstrip("\ufeff \t\r\n")[:600]
    if start.startswith("{") and (
        '"document_number"' in text[:20000]
        or '"body_html_url"' in text[:20000]
        or '"abstract"' in text[:20000]
        or '"results"' in text[:200]
    ):
        return _federal_register_json(text, data, name)
    if re.match(r"<\?xml|<(?:RULE|NOTICE|PRORULE|PRESDOCU|FEDREG)\b", start):
        return _xml(data, name)
    if re.search(r"<!doctype html|<html\b|<body\b|<(?:p|div|article)\b[^>]*>", start, re.IGNORECASE):
        return _html(text, data, name)
    if re.match(r"(?:[A-Za-z-]+: .*\r?\n(?:[ \t].*\r?\n)*){2,}\r?\n?", start) and re.search(
        r"^(?:From|Received|MIME-Version|Message-ID):", start, re.MULTILINE | re.IGNORECASE
    ):
        return _email(data, name, depth)
    return FileText(name, _bounded(text, name), "text/plain", data)


def _bounded(text: str, name: str) -> str:
    if len(text) > MAX_CHARS:
        raise BadFile(f"has {len(text):,} characters of text, more than {MAX_CHARS:,}", where=name, remedy="split it")
    if not text.strip():
        raise BadFile("has no text", where=name, remedy="get the document again")
    return text


def _decode(data: bytes, name: str) -> str:
    """UTF-8, UTF-16 with its mark, or Windows-1252 when every byte has a letter there and the result reads as text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise BadFile(
                    f"is marked {encoding} but is not ({error.reason} at byte {error.start})", where=name, remedy="save it as UTF-8"
                ) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise BadFile(
                f"is not UTF-8 ({error.reason} at byte {error.start})",
                where=name,
                why="a wrong encoding loses names",
                remedy="save it as UTF-8",
            ) from error
        odd = sum(1 for c in text[:20000] if ord(c) > 127 and c not in "‘’“”–—…§éèêëàâäáçñöóôüúûíîïåøæÉ®©°·«»€£ ™")
        if odd > max(3, len(text[:20000]) // 50):
            raise BadFile(
                f"is not UTF-8 ({error.reason} at byte {error.start})",
                where=name,
                why="a wrong encoding loses names",
                remedy="save it as UTF-8",
            ) from error
    if "\x00" in text:
        raise BadFile("holds zero bytes: it is not text", where=name, remedy="save it as UTF-8 text, HTML or PDF")
    control = sum(1 for c in text[:20000] if unicodedata.category(c) == "Cc" and c not in "\n\r\t\f\x0b")
    if control > 20:
        raise BadFile("holds control characters: it is not text", where=name, remedy="save it as UTF-8 text, HTML or PDF")
    return text


def _pdf(data: bytes, name: str) -> FileText:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise MissingExtra("reading PDF files", "cases") from error
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadFile("is locked with a password", where=name, remedy="save an unlocked copy")
        pages = [page.extract_text() or "" for page in reader.pages]
        info = reader.metadata
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        raise BadFile("is a damaged PDF", where=name, why=str(error)[:200], remedy="get it again, or save it as text") from error
    text = "\n\n".join(pages)
    if len(text.strip()) < 20 * max(1, len(pages)):
        raise BadFile(
            f"is a PDF of {len(pages)} pages without text: a scan", where=name, remedy="run text recognition (OCR) on it first"
        )
    title = str(info.title) if info is not None and info.title else None
    return FileText(name, _bounded(text, name), "application/pdf", data, Source(title=title))


def _html(text: str, data: bytes, name: str) -> FileText:
    from lxml import etree, html  # type: ignore[import-untyped]

    try:
        tree = html.document_fromstring(
            text.encode("utf-8"),
            parser=html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8"),
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise BadFile("is HTML that cannot be read", where=name, why=str(error)[:200], remedy="save it as text") from error
    meta = {(m.get("property") or m.get("name") or "").lower(): m.get("content") for m in tree.iter("meta") if m.get("content")}
    published = (
        meta.get("article:published_time")
        or meta.get("date")
        or meta.get("dc.date")
        or meta.get("dc.date.issued")
        or meta.get("pubdate")
    )
    title = meta.get("og:title") or (tree.findtext(".//title") or "").strip() or None
    source = Source(
        publisher=meta.get("og:site_name"),
        title=title,
        published=_iso(published),
        official=bool(re.search(r"(?:\.gov\b|federalregister)", meta.get("og:url") or "")),
    )
    body = tree.find(".//article")
    if body is None or len("".join(body.itertext())) < 400:
        body = tree.find("body") if tree.find("body") is not None else tree
    return FileText(name, _bounded(_element_text(body), name), "text/html", data, source)


def _iso(stamp: str | None) -> str | None:
    match = re.match(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?", stamp or "")
    if match is None:
        return None
    if match[2] is None:
        return match[1]
    zone = {"Z": "+00:00", None: ""}.get(match[3], match[3])
    return f"{match[1]}T{match[2]}:00{zone}"


def _element_text(root: Any) -> str:
    """Words of an element, a blank line between blocks, nothing from scripts, styles, forms or navigation."""
    pieces: list[str] = []

    def walk(node: Any) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        local = tag.rsplit("}", 1)[-1]
        if not isinstance(node.tag, str) or local.lower() in _IGNORED_TAGS:
            pieces.append(" " if node.tail is None else "")
            return
        block = local in _BLOCK_TAGS or local.upper() in ("HD", "P", "FP")
        if block:
            pieces.append("\n\n")
        if node.text:
            pieces.append(re.sub(r"\s+", " ", node.text))
        for child in node:
            walk(child)
            if child.tail:
                pieces.append(re.sub(r"\s+", " ", child.tail))
        if block:
            pieces.append("\n\n")

    walk(root)
    text = "".join(pieces)
    text = re.sub(r" *\n *", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _xml(data: bytes, name: str) -> FileText:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadFile("is not well-formed XML", where=name, why=str(error)[:200], remedy="get it again") from error
    agency = " ".join("".join(e.itertext()) for e in root.iter("AGENCY"))[:120].strip() or None
    official = root.tag in ("RULE", "NOTICE", "PRORULE", "PRESDOCU", "FEDREG") or next(root.iter("FRDOC"), None) is not None
    return FileText(name, _bounded(_element_text(root), name), "application/xml", data, Source(publisher=agency, official=official))


def _federal_register_json(text: str, data: bytes, name: str) -> FileText:
    """A document of the Federal Register's API: title, dates, abstract and body become the text, in this order."""
    try:
        node = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadFile(f"is JSON that ends badly (line {error.lineno}: {error.msg})", where=name, remedy="get it again") from error
    if isinstance(node.get("results"), list):
        if len(node["results"]) != 1:
            raise BadFile(
                f"holds {len(node['results'])} search results", where=name, remedy="save each document as a file of its own"
            )
        node = node["results"][0]
    agencies = ", ".join(str(a.get("name") or a.get("raw_name")) for a in node.get("agencies") or [] if isinstance(a, dict))
    lines = [str(node.get("title") or "")]
    lines += [f"AGENCY: {agencies}."] if agencies else []
    lines += [f"ACTION: {node['action']}"] if node.get("action") else []
    lines += [f"SUMMARY: {node['abstract']}"] if node.get("abstract") else []
    lines += (
        [f"DATES: {node['dates']}"]
        if node.get("dates")
        else [f"DATES: Effective {node['effective_on']}."]
        if node.get("effective_on")
        else []
    )
    body = node.get("body") or node.get("full_text") or node.get("raw_text") or node.get("body_html")
    if isinstance(body, str) and body.strip():
        inner = _html(body, body.encode("utf-8"), name).text if "<" in body[:2000] else body
        lines.append(inner)
    published = node.get("publication_date")
    source = Source(
        publisher=agencies or "Federal Register",
        title=node.get("title"),
        published=str(published) if published else None,
        official=True,
    )
    return FileText(
        name, _bounded("\n\n".join(line.strip() for line in lines if line.strip()) + "\n", name), "application/json", data, source
    )


def _email(data: bytes, name: str, depth: int) -> FileText:
    """A message: its subject and body are the text; attached messages and files are documents of their own."""
    if depth > _MAX_DEPTH:
        raise BadFile(
            f"nests messages more than {_MAX_DEPTH} deep", where=name, remedy="save the inner messages as files of their own"
        )
    message = BytesParser(policy=policy.default).parsebytes(data)
    assert isinstance(message, EmailMessage)
    return _message(message, data, name, depth)


def _message(message: EmailMessage, data: bytes, name: str, depth: int) -> FileText:
    if depth > _MAX_DEPTH:
        raise BadFile(
            f"nests messages more than {_MAX_DEPTH} deep", where=name, remedy="save the inner messages as files of their own"
        )
    parts: list[FileText] = []
    words = ""
    body = message.get_body(preferencelist=("plain", "html"))
    if body is not None:
        try:
            content = str(body.get_content())
        except (LookupError, UnicodeDecodeError) as error:
            raise BadFile(
                "has a body in an unknown encoding", where=name, why=str(error)[:200], remedy="save the body as text"
            ) from error
        words = _html(content, content.encode("utf-8"), name).text if body.get_content_subtype() == "html" else content
    for number, part in enumerate(message.iter_attachments(), 1):
        label = f"{name}#{part.get_filename() or number}"
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            inner = inner[0] if isinstance(inner, list) else inner
            if isinstance(inner, EmailMessage):
                parts.append(_message(inner, inner.as_bytes(), label, depth + 1))
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            parts.append(from_bytes(payload, label, depth + 1))
    subject = str(message.get("Subject") or "").strip()
    published = None
    if message.get("Date"):
        try:
            published = parsedate_to_datetime(str(message["Date"])).isoformat()
        except (TypeError, ValueError):
            published = None
    text = f"{subject}\n\n{words}" if subject else words
    if not text.strip() and not parts:
        raise BadFile("is a message without words", where=name, remedy="check that its body was saved")
    return FileText(
        name,
        text if text.strip() else f"{subject or name}\n",
        "message/rfc822",
        data,
        Source(publisher=str(message.get("From") or "") or None, title=subject or None, published=published),
        tuple(parts),
    )
