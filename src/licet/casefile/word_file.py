"""The words of a Word file (.docx): paragraphs, tables, text boxes, headers and notes, as they would be printed.

A contract names its parties in the letterhead and in the signature table as often as in its text, and what a reviewer has
inserted is part of what will be signed: all of it is read. What is marked as deleted is not. Nothing is fetched: links to
pictures and templates elsewhere are never followed, and XML entities are not expanded (python-docx parses without them).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from licet.casefile.file_text import FileText, Source, bounded
from licet.errors import BadFile, MissingExtra

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element  # type: ignore[import-untyped]

#: What all parts of a file may come to once they are unpacked, in bytes: a file of 25 MB may hold a thousandfold.
MAX_UNPACKED = 200_000_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _ROW, _NOTES = f"{_WORD}p", f"{_WORD}tr", ("footnotes", "endnotes")
_LETTERS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}


def read_word(data: bytes, name: str) -> FileText:
    """The words of a Word file: its first page's header, the body in order, then notes; a blank line between paragraphs.

    Raises:
        BadFile: It is no Word file, damaged, without words, or unpacks to more than `MAX_UNPACKED`.
        MissingExtra: python-docx is not installed.
    """
    try:
        from docx import Document
        from docx.opc.exceptions import OpcError
        from lxml.etree import LxmlError
    except ImportError as error:
        raise MissingExtra("reading Word files", "cases") from error
    damage = (zipfile.BadZipFile, zlib.error, OpcError, LxmlError, KeyError, ValueError, NotImplementedError, EOFError)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            sizes = {part.filename: part.file_size for part in packed.infolist()}
    except damage as error:
        raise _damaged(name, error) from error
    if "word/document.xml" not in sizes:
        raise BadFile("is a ZIP file, but no Word file", where=name, remedy="unpack it, and name the files in it")
    if (unpacked := sum(sizes.values())) > MAX_UNPACKED:
        raise BadFile(f"unpacks to {unpacked:,} bytes, more than {MAX_UNPACKED:,}", where=name, remedy="split it")
    try:
        document = Document(io.BytesIO(data))
        text = "\n\n".join(filter(None, _passages(document)))
        title = document.core_properties.title or None
    except damage as error:
        raise _damaged(name, error) from error
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return FileText(name, bounded(text + "\n", name), media_type, data, Source(title=title))


def _damaged(name: str, error: Exception) -> BadFile:
    return BadFile("is a damaged Word file", where=name, why=str(error)[:200], remedy="save it again, or as text or PDF")


def _passages(document: Document) -> Iterator[str]:
    """Header, body, footer and notes of a document, a paragraph or a table's row each."""
    first = document.sections[0] if len(document.sections) else None
    if first is not None:
        yield from _paragraphs(first.header._element)
    yield from _paragraphs(document.element.body)
    if first is not None:
        yield from _paragraphs(first.footer._element)
    for related in document.part.rels.values():
        if not related.is_external and related.reltype.rsplit("/", 1)[-1] in _NOTES:
            from lxml.etree import XMLParser, fromstring

            plain = XMLParser(resolve_entities=False, no_network=True)
            yield from _paragraphs(fromstring(related.target_part.blob, plain))


def _paragraphs(root: _Element) -> Iterator[str]:
    """Each paragraph below a node; the cells of a table's row stand on one line, parted by tabs, as `Consignee\\tAcme Ltd`."""
    row: _Element | None = None
    cells: list[str] = []
    for paragraph in root.iter(_PARAGRAPH):
        if next(paragraph.iterancestors(_FALLBACK), None) is not None:
            continue  # the same text box once more, for programs that cannot draw it
        here = next(paragraph.iterancestors(_ROW), None)
        if here is not row and cells:
            yield "\t".join(cells)
            cells = []
        row = here
        words = _words(paragraph)
        if row is None:
            yield words
        elif words:
            cells.append(words)
    if cells:
        yield "\t".join(cells)


def _words(paragraph: _Element) -> str:
    """What a paragraph says, with what was inserted and without what was deleted; a text box in it is a paragraph of its own."""
    said: list[str] = []
    for node in paragraph.iter():
        if next(node.iterancestors(_PARAGRAPH), None) is not paragraph:
            continue
        said.append(node.text or "" if node.tag == f"{_WORD}t" else _LETTERS.get(str(node.tag), ""))
    return "".join(said).strip()
