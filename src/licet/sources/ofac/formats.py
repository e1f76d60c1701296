"""Which of OFAC's formats a publication is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, time

from licet.errors import SourceChanged
from licet.facts import Fact
from licet.listings import Listing
from licet.sources.days import day
from licet.sources.document import Document, File
from licet.sources.ofac.advanced_xml import read_advanced
from licet.sources.ofac.delimited import read_delimited
from licet.sources.ofac.enhanced_xml import read_enhanced
from licet.sources.ofac.plain_xml import read_plain
from licet.sources.xml import local, parse, words

_READERS = {"sdnList": read_plain, "sanctionsData": read_enhanced, "Sanctions": read_advanced}
_DATED = {
    "sdnList": ("publshInformation", "Publish_Date"),
    "sanctionsData": ("publicationInfo", "dataAsOf"),
}


def read_any(document: Document, make: Callable[..., Listing]) -> Iterator[Fact[Listing]]:
    """The facts of a publication in any of OFAC's formats.

    Raises:
        SourceChanged: It is XML under a root that none of the formats has.
    """
    if not _is_xml(document.files[0]):
        return read_delimited(document, make)
    root = parse(document.file)
    reader = _READERS.get(local(root))
    if reader is None:
        raise SourceChanged(
            f"XML with the root <{local(root)}>; OFAC's have {', '.join(f'<{name}>' for name in _READERS)}",
            where=f"{document.spec.id}, {document.file.name}", remedy="Give the publisher's own file.",
        )  # fmt: skip
    return reader(document, root, make)


def vintage_of(files: Sequence[File]) -> datetime | None:
    """When an XML publication says it was made."""
    if not files or not _is_xml(files[0]):
        return None
    root = parse(files[0])
    if local(root) == "Sanctions":
        parts = [words(root, "DateOfIssue", part) for part in ("Year", "Month", "Day")]
        said = "-".join((part or "").zfill(2) for part in parts)
    else:
        said = words(root, *_DATED.get(local(root), ("-",))) or ""
    read = day(said)
    return datetime.combine(read, time(0), UTC) if read else None


def _is_xml(file: File) -> bool:
    return file.content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
