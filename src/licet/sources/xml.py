"""XML as publishers send it, read without trust: no entities, no document type, no network, bounded depth and size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree  # type: ignore[import-untyped]

from licet.errors import SourceDamaged
from licet.sources.document import File
from licet.sources.table import tidy

MAX_XML = 256 * 1024 * 1024

Element: TypeAlias = Any
"""An lxml element; lxml ships no types."""


def parse(file: File) -> Element:
    """The root element of a file.

    Raises:
        SourceDamaged: It is not well-formed, declares a document type or entities, or exceeds the bounds.
    """
    if len(file.content) > MAX_XML:
        raise SourceDamaged(f"larger than {MAX_XML // 2**20} MB of XML", where=file.name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(file.content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = f", line {error.lineno}" if isinstance(error, etree.XMLSyntaxError) and error.lineno else ""
        raise SourceDamaged(
            f"not well-formed XML: {error}", where=f"{file.name}{line}",
            why="Reading what could be read would silently drop the rest.",
            remedy="Fetch the publisher's own file again; the list we hold is kept.",
        )  from error  # fmt: skip
    if root.getroottree().docinfo.doctype:
        raise SourceDamaged(
            "it declares a document type", where=file.name,
            why="No publisher of a list does; entities in it can exhaust memory or read local files.",
        )  # fmt: skip
    return root


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(etree.QName(element).localname)


def children(element: Element | None, *path: str) -> Iterator[Element]:
    """The elements down a path of local names, whatever their namespace."""
    if element is None:
        return
    if not path:
        yield element
        return
    for child in element:
        if isinstance(child.tag, str) and local(child) == path[0]:
            yield from children(child, *path[1:])


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down a path, None when there is none."""
    return next(children(element, *path), None)


def words(element: Element | None, *path: str) -> str | None:
    """The text of the first element down a path, tidy; None when it is absent or empty."""
    for found in children(element, *path):
        if text := tidy("".join(found.itertext())):
            return text
    return None


def all_words(element: Element | None, *path: str) -> list[str]:
    """The texts of all elements down a path, tidy, empty ones left out."""
    return [text for found in children(element, *path) if (text := tidy("".join(found.itertext())))]
