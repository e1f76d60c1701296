"""From a file's bytes to a document's text: plain text, HTML, PDF, Word, email, Federal Register XML, JSON and text.

What a file says it is does not count; its first bytes do. Each problem is one clear error for one file (see
`licet.errors.BadFile`), so that a batch goes on. XML and HTML are read without network, entities or scripts.
"""

from __future__ import annotations

import io
import json
import logging
import re
import zlib
from pathlib import Path
from typing import Any

from licet.casefile.decoding import decode
from licet.casefile.file_text import MAX_CHARS, FileText, Source, bounded
from licet.casefile.mail import read_email
from licet.casefile.markup import read_html, read_xml
from licet.casefile.word_file import read_word
from licet.errors import BadFile, MissingExtra

MAX_BYTES = 25_000_000
MAX_PAGES = 5_000


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
        return read_pdf(data, name)
    if head[:2] == b"PK":
        return read_word(data, name)
    if head[:4] == b"\xd0\xcf\x11\xe0":
        raise BadFile("is an old Word or Excel file, or locked with a password", where=name, remedy="save it as .docx or PDF")
    if head[:3] == b"\xff\xd8\xff" or head.startswith(b"\x89PNG"):
        raise BadFile("is a picture", where=name, remedy="run text recognition on it first")
    text = decode(data, name)
    start = text.lstrip("\ufeff \t\r\n")[:600]
    if start.startswith("{") and (
        '"document_number"' in text[:20000]
        or '"body_html_url"' in text[:20000]
        or '"abstract"' in text[:20000]
        or '"results"' in text[:200]
    ):
        return read_federal_register_json(text, data, name)
    if start.startswith(("{", "[")) and name.lower().endswith(".json"):
        return read_json(text, data, name)
    if re.match(r"<\?xml|<(?:RULE|NOTICE|PRORULE|PRESDOCU|FEDREG)\b", start):
        return read_xml(data, name)
    if re.search(r"<!doctype html|<html\b|<body\b|<(?:p|div|article)\b[^>]*>", start, re.IGNORECASE):
        return read_html(text, data, name)
    if re.match(r"(?:[A-Za-z-]+: .*\r?\n(?:[ \t].*\r?\n)*){2,}\r?\n?", start) and re.search(
        r"^(?:From|Received|MIME-Version|Message-ID):", start, re.MULTILINE | re.IGNORECASE
    ):
        return read_email(data, name, depth, from_bytes)
    return FileText(name, bounded(text, name), "text/plain", data)


def read_pdf(data: bytes, name: str) -> FileText:
    """The words of a PDF, a blank line between pages.

    Raises:
        BadFile: It is locked, damaged, a scan, or has too many pages or words.
        MissingExtra: pypdf is not installed.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError
    except ImportError as error:
        raise MissingExtra("reading PDF files", "cases") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it would say is said in the error
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadFile("is locked with a password", where=name, remedy="save an unlocked copy")
        if len(reader.pages) > MAX_PAGES:
            raise BadFile(f"has {len(reader.pages):,} pages, more than {MAX_PAGES:,}", where=name, remedy="split it")
        pages: list[str] = []
        size = 0
        for page in reader.pages:
            pages.append(page.extract_text() or "")
            size += len(pages[-1])
            if size > MAX_CHARS:
                break
        info = reader.metadata
    except DependencyError as error:
        raise BadFile("is encrypted", where=name, why=str(error)[:200], remedy="save an unlocked copy") from error
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
        ArithmeticError,
        NotImplementedError,
        zlib.error,
    ) as error:  # fmt: skip  pypdf fails in any of these ways on damaged files
        raise BadFile("is a damaged PDF", where=name, why=str(error)[:200], remedy="get it again, or save it as text") from error
    text = "\n\n".join(pages)
    if len(text.strip()) < 20 * max(1, len(pages)):
        raise BadFile(
            f"is a PDF of {len(pages)} page{'s' * (len(pages) != 1)} without text: a scan",
            where=name,
            remedy="run text recognition (OCR) on it first",
        )
    title = str(info.title) if info is not None and info.title else None
    return FileText(name, bounded(text, name), "application/pdf", data, Source(title=title))


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadFile(f"is JSON that ends badly (line {error.lineno}: {error.msg})", where=name, remedy="get it again") from error
    except RecursionError as error:
        raise BadFile("is JSON that nests too deeply", where=name, remedy="get it again") from error


def read_json(text: str, data: bytes, name: str) -> FileText:
    """The words of any other JSON file, a line a string in the order of the file: escaped letters would hide names.

    Raises:
        BadFile: It is not valid JSON, or holds no words.
    """
    lines: list[str] = []
    left = [_parsed(text, name)]
    while left:
        node = left.pop()
        if isinstance(node, str):
            lines.append(node.strip())
        elif isinstance(node, dict):
            left.extend(reversed(list(node.values())))
        elif isinstance(node, list):
            left.extend(reversed(node))
    words = "\n".join(line for line in lines if line)
    if not words:
        raise BadFile("holds no words", where=name, remedy="get the document again")
    return FileText(name, bounded(words + "\n", name), "application/json", data)


def read_federal_register_json(text: str, data: bytes, name: str) -> FileText:
    """A document of the Federal Register's API: title, dates, abstract and body become the text, in this order."""
    node = _parsed(text, name)
    if isinstance(node.get("results"), list):
        if len(node["results"]) != 1:
            raise BadFile(
                f"holds {len(node['results'])} search results", where=name, remedy="save each document as a file of its own"
            )
        node = node["results"][0]
    named = node.get("agencies")
    agencies = ", ".join(
        str(a.get("name") or a.get("raw_name")) for a in (named if isinstance(named, list) else ()) if isinstance(a, dict)
    )
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
        inner = read_html(body, body.encode("utf-8"), name).text if "<" in body[:2000] else body
        lines.append(inner)
    published = node.get("publication_date")
    source = Source(
        publisher=agencies or "Federal Register",
        title=str(node["title"]) if node.get("title") else None,
        published=str(published) if published else None,
        official=True,
    )
    return FileText(
        name, bounded("\n\n".join(line.strip() for line in lines if line.strip()) + "\n", name), "application/json", data, source
    )
