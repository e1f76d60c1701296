"""HTML and XML to text: no network, no entities, no scripts; a blank line between blocks."""

from __future__ import annotations

import re
from typing import Any

from licet.casefile.file_text import FileText, Source, bounded
from licet.errors import BadFile

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


def read_html(text: str, data: bytes, name: str) -> FileText:
    """The words of a page, with what its meta elements say of it.

    Raises:
        BadFile: It cannot be read, nests too deeply, or has no or too many words.
    """
    from lxml import etree, html  # type: ignore[import-untyped]

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise BadFile("is HTML that cannot be read", where=name, why=str(error)[:200], remedy="save it as text") from error
    if any("Excessive depth" in entry.message for entry in parser.error_log):
        raise BadFile("is HTML that nests its elements too deeply", where=name, remedy="save it as text")
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
    return FileText(name, bounded(_element_text(body), name), "text/html", data, source)


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


def read_xml(data: bytes, name: str) -> FileText:
    """The words of a document of the Federal Register's XML edition, or of other XML.

    Raises:
        BadFile: It is not well-formed, or has no or too many words.
    """
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
    return FileText(name, bounded(_element_text(root), name), "application/xml", data, Source(publisher=agency, official=official))
