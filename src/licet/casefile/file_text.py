"""The text of a file, with what its format says beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from licet.errors import BadFile

MAX_CHARS = 5_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """What a format says of a document beside its text; fields it does not give are None."""

    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    official: bool = False


@dataclass(frozen=True, slots=True)
class FileText:
    """A file's text.

    Attributes:
        parts: Further documents inside it: the messages and files attached to an email.
        problems: Attachments that could not be read; the message itself was.
    """

    name: str
    text: str
    media_type: str
    data: bytes
    source: Source = field(default_factory=Source)
    parts: tuple[FileText, ...] = ()
    problems: tuple[BadFile, ...] = ()


def bounded(text: str, name: str) -> str:
    """The text, when it is neither empty nor too long.

    Raises:
        BadFile: It is one of these.
    """
    if len(text) > MAX_CHARS:
        raise BadFile(f"has {len(text):,} characters of text, more than {MAX_CHARS:,}", where=name, remedy="split it")
    if not text.strip():
        raise BadFile("has no text", where=name, remedy="get the document again")
    return text
