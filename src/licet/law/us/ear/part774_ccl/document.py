"""The Commerce Control List as the eCFR publishes it: one flat XML file, cut into entries.

An entry starts with a bold ECCN and everything until the next one belongs to it; nesting is only in the labels ("a.",
"a.1."). One heading (8D001) is set as an ordinary paragraph, bold all the same.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]

from licet.errors import BadFile, SourceChanged
from licet.law.us.ear.part774_ccl.phrases import siblings

#: Greatest size read, in bytes, after decompression; the list of 2026 has two million.
LIMIT = 50_000_000
_HEADING = re.compile(r"^(\d[A-E]\d{3})\b\s*(.*)$", re.S)
_PATH = r"[a-z](?:\.\d+)*(?:\.[a-z](?:\.\d+)*)*"
_LABEL = re.compile(rf"^({_PATH})(?:\.+\s+(?=\S)|(?<=\.\w)\s+(?=\S)|\.+['‘“]|\.+$)")
_RESERVED = re.compile(rf"^({_PATH})\.?(?: ?(?:to|through|and|-|–) ?({_PATH})\.?)?\s*\[Reserved\]", re.I)
_NOTE = re.compile(r"^License Requirements? Notes?\b", re.I)
_FIELD = re.compile(r"^(LVS|GBS|CIV|TSR|APP|ENC|ACE|STA|NAC/ACA|HBM|AIA|ACM|LPP|IEC)\s*(?::|�)\s*(.*)$", re.S)


@dataclass(slots=True)
class EntryText:
    """One entry's lines, sorted by what they are.

    Attributes:
        eccn: Its heading number.
        heading: The words after it.
        reasons: What follows "Reason for Control:".
        rows: Cells of the license table, row by row, without its header.
        prose: Lines of the license requirement section that are not in a table.
        notes: "License Requirement Note" lines, wherever they stand.
        fields: Exception symbol to its text, continuation lines included.
        paragraphs: Labels of the list of items, in their order.
        reserved: Labels that stand empty.
    """

    eccn: str
    heading: str
    reasons: str = ""
    rows: list[tuple[str, ...]] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)
    reserved: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CclDocument:
    """The file, read.

    Attributes:
        entries: In the order of the list.
        supplement: Its name, as the file gives it.
    """

    entries: tuple[EntryText, ...]
    supplement: str


def read_document(file: Path) -> CclDocument:
    """The entries of Supplement No. 1 to part 774 in eCFR XML, plain or gzipped.

    Raises:
        BadFile: The file is not XML, too large, or not this supplement.
        SourceChanged: It holds an entry twice, or none.
    """
    root = _root(file)
    name = root.get("N", "")
    if root.tag != "DIV9" or "part 774" not in name.lower():
        raise BadFile(f"not Supplement No. 1 to part 774 but {root.tag} {name!r}", where=str(file))
    entries = tuple(_entries(root))
    numbers = [entry.eccn for entry in entries]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    if twice or not entries:
        raise SourceChanged(f"entries twice: {', '.join(twice)}" if twice else "no entry found", where=str(file))
    return CclDocument(entries, name)


def _root(file: Path) -> etree._Element:
    """The file's root element; no entities, no network, bounded in size."""
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rb") as stream:
        content = stream.read(LIMIT + 1)
    if len(content) > LIMIT:
        raise BadFile(f"larger than {LIMIT:,} bytes", where=str(file))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root: etree._Element = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BadFile(f"not XML: {error}", where=str(file)) from error
    if root.getroottree().docinfo.doctype:
        raise BadFile("it declares a document type, which the eCFR's files do not", where=str(file))
    return root


def _entries(root: etree._Element) -> Iterator[EntryText]:
    """Cut the flat list at each bold ECCN, and sort the lines of each entry."""
    entry: EntryText | None = None
    part, field_name = "head", ""
    for element in root:
        if not isinstance(element.tag, str) or element.tag in ("HEAD", "HD1", "HD2", "HD3", "CITA", "img", "EDNOTE"):
            continue
        text = _words(element)
        started = _HEADING.match(text) if element.tag in ("FP-2", "FP-1") and element.find(".//B") is not None else None
        if started:
            if entry is not None:
                yield entry
            entry, part, field_name = EntryText(started[1], started[2]), "head", ""
            continue
        if entry is None:
            continue
        if element.tag == "DIV":
            if part in ("head", "license"):
                entry.rows += [cells for cells in _rows(element) if not cells[0].startswith("Control(s)")]
            continue
        if _NOTE.match(text):
            entry.notes.append(text)
            continue
        if element.tag == "NOTE":
            continue
        part, field_name = _sort(entry, text, part, field_name)
    if entry is not None:
        yield entry


def _sort(entry: EntryText, text: str, part: str, name: str) -> tuple[str, str]:
    """Put one line of an entry where it belongs; returns the part of the entry it opens or continues."""
    start = text.lower()
    if start.startswith("license requirements"):
        return "license", ""
    if start.startswith(("reason for control", "reasons for control")):
        entry.reasons = text.partition(":")[2].strip()
        return "license", ""
    if start.startswith(("list based license exceptions", "list-based license exceptions")):
        return "exceptions", ""
    if start.startswith(("special conditions for sta", "special conditions for strategic trade")):
        return "exceptions", "STA"
    if start.startswith(("list of items controlled", "related controls", "related definitions")):
        return "items", ""
    if re.match(r"^items: *", start):
        part, text = "listed", text.partition(":")[2].strip()
    if match := _FIELD.match(text):
        entry.fields[match[1]] = f"{entry.fields.get(match[1], '')} {match[2]}".strip()
        return "exceptions", match[1]
    if part == "exceptions" and name and text:
        entry.fields[name] = f"{entry.fields.get(name, '')} {text}".strip()
    elif part == "license" and text:
        entry.prose.append(text)
    elif part in ("items", "listed"):
        if empty := _RESERVED.match(text):
            entry.reserved += [empty[1]] if empty[2] is None else siblings(empty[1], empty[2], None)
        elif label := _LABEL.match(text):
            entry.paragraphs.append(label[1])
    return part, name


def _rows(table: etree._Element) -> Iterator[tuple[str, ...]]:
    """The rows of a table as tuples of words."""
    for row in table.iter("TR"):
        cells = tuple(_words(cell) for cell in row)
        if cells and cells[0]:
            yield cells


def _words(element: etree._Element) -> str:
    """All the text in an element, single-spaced."""
    return " ".join(" ".join(str(part) for part in element.itertext()).split())
