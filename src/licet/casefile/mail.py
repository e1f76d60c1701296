"""Email to text: subject and body; attached messages and files are documents of their own."""

from __future__ import annotations

from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from licet.casefile.file_text import FileText, Source, bounded
from licet.casefile.markup import read_html
from licet.errors import BadFile

_MAX_DEPTH = 5
_MAX_PARTS = 1000
_Read = Callable[[bytes, str, int], FileText]


def read_email(data: bytes, name: str, depth: int, read: _Read) -> FileText:
    """A message: its subject and body are the text, its attachments documents of their own.

    An attachment that cannot be read is a problem beside the message, which is read all the same.

    Args:
        data: The message as it was sent.
        depth: How many messages it lies in.
        read: Reads an attached file from its bytes, name and depth.

    Raises:
        BadFile: It lies too deep, has too many parts, an unknown encoding or no words.
    """
    try:
        parts = data.lower().count(b"\ncontent-type:")  # before the parser spends its time on them
        message = BytesParser(policy=policy.default).parsebytes(data if parts <= _MAX_PARTS else b"")
        parts = max(parts, sum(1 for _ in message.walk()))
    except RecursionError as error:
        raise BadFile("nests its parts too deeply", where=name, remedy="save the inner messages as files of their own") from error
    if parts > _MAX_PARTS:
        raise BadFile(
            f"has {parts:,} parts, more than {_MAX_PARTS:,}", where=name, remedy="save the attachments that matter as files"
        )
    return _message(message, data, name, depth, read)


def _message(message: EmailMessage, data: bytes, name: str, depth: int, read: _Read) -> FileText:
    if depth > _MAX_DEPTH:
        raise BadFile(
            f"nests messages more than {_MAX_DEPTH} deep", where=name, remedy="save the inner messages as files of their own"
        )
    parts: list[FileText] = []
    problems: list[BadFile] = []
    for number, part in enumerate(message.iter_attachments(), 1):
        label = f"{name}#{part.get_filename() or number}"
        try:
            attached = _attached(part, label, depth + 1, read)
        except BadFile as error:
            problems.append(error)
            continue
        if attached is not None:
            parts.append(attached)
    words = _body(message, name)
    subject = str(message.get("Subject") or "").strip()
    text = f"{subject}\n\n{words}" if subject else words
    if not text.strip() and not parts:
        raise BadFile("is a message without words", where=name, remedy="check that its body was saved")
    source = Source(publisher=str(message.get("From") or "") or None, title=subject or None, published=_sent(message))
    text = text if text.strip() else f"{subject or name}\n"
    return FileText(name, bounded(text, name), "message/rfc822", data, source, tuple(parts), tuple(problems))


def _body(message: EmailMessage, name: str) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    try:
        content = str(body.get_content())
    except (LookupError, UnicodeDecodeError) as error:
        raise BadFile(
            "has a body in an unknown encoding", where=name, why=str(error)[:200], remedy="save the body as text"
        ) from error
    return read_html(content, content.encode("utf-8"), name).text if body.get_content_subtype() == "html" else content


def _attached(part: EmailMessage, label: str, depth: int, read: _Read) -> FileText | None:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        inner = inner[0] if isinstance(inner, list) else inner
        return _message(inner, inner.as_bytes(), label, depth, read) if isinstance(inner, EmailMessage) else None
    payload = part.get_payload(decode=True)
    return read(payload, label, depth) if isinstance(payload, bytes) and payload.strip() else None


def _sent(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).isoformat() if message.get("Date") else None
    except (TypeError, ValueError):
        return None
