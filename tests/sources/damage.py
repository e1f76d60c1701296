"""Damage: publications that somebody cut, garbled, stretched or took apart, for the tests of readers."""

from __future__ import annotations

import copy
import csv
import io
import json
import zipfile
from typing import Any

from hypothesis import strategies as st
from lxml import etree

JUNK = (b'"', b"\x00", b"\xff", b"\n", b"\r", b"-0- ", b"<", b"&", b"\x1a", b"]]>", b";", b",", b"\t", b"{", b"}", b"\xef\xbb\xbf")
LONG = (
    "a",
    "(",
    ")",
    " ",
    ",",
    "; ",
    "a.k.a. ",
    ", f.k.a., ",
    "—",
    "1",
    "A. ",
    "é",
    "\u3000",
    "(a",
    "DOB ",
    "§ 744.11(a) ",
    "x, ",
    "\n- ",
)
VALUES: tuple[Any, ...] = (None, True, 0, -1, 1e300, "", " ", "x", [], {}, [[]], [None], [1], ["x"], {"x": 1}, [{"x": None}])


@st.composite
def garbled(draw: st.DrawFn, whole: bytes) -> bytes:
    """A few of the bytes cut, changed, repeated, put in or taken out."""
    body = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(body) - 1, 0)))
        what = draw(st.sampled_from(("cut", "change", "insert", "repeat", "drop")))
        if what == "cut":
            del body[at:]
        elif what == "change" and body:
            body[at] = draw(st.integers(0, 255))
        elif what == "insert":
            body[at:at] = draw(st.one_of(st.binary(max_size=6), st.sampled_from(JUNK)))
        elif what == "repeat":
            body[at:at] = body[at : at + draw(st.integers(1, 400))]
        else:
            del body[at : at + draw(st.integers(1, 60))]
    return bytes(body)


@st.composite
def stretched(draw: st.DrawFn, whole: bytes) -> bytes:
    """Thirty thousand letters of one sort put into one place: what a slow pattern would choke on."""
    text = whole.decode("utf-8", "replace")
    at = draw(st.integers(0, max(len(text) - 1, 0)))
    piece = draw(st.sampled_from(LONG))
    return (text[:at] + piece * (30_000 // len(piece)) + text[at:]).encode()


def taken_apart(whole: bytes, name: str) -> st.SearchStrategy[bytes]:
    """Damage that keeps the format: JSON, XML, workbook or table, with its parts lost, doubled, emptied or of another kind."""
    if name.endswith((".json", ".jsonl")):
        return _json(whole)
    if name.lower().endswith(".xml"):
        return _xml(whole)
    if name.endswith(".xlsx"):
        return _workbook(whole)
    return _table(whole)


@st.composite
def _json(draw: st.DrawFn, whole: bytes) -> bytes:
    """One value of one object is of another kind."""
    text = whole.decode()
    lines = [text] if text.lstrip().startswith('{\n "total"') else text.splitlines()
    number = draw(st.integers(0, len(lines) - 1))
    if not lines[number].strip():
        return whole
    body = json.loads(lines[number])
    places: list[tuple[Any, Any]] = []

    def walk(node: Any) -> None:
        items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, value in items:
            places.append((node, key))
            walk(value)

    walk(body)
    if places:
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        holder[key] = draw(st.sampled_from(VALUES))
    lines[number] = json.dumps(body)
    return "\n".join(lines).encode()


@st.composite
def _xml(draw: st.DrawFn, whole: bytes) -> bytes:
    """One element is lost, doubled, emptied, renamed, or moved to the top; or one attribute is lost or garbled."""
    root = etree.fromstring(whole)
    found = [element for element in root.iter() if isinstance(element.tag, str)]
    element = found[draw(st.integers(0, len(found) - 1))]
    what = draw(st.sampled_from(("drop", "double", "empty", "rename", "attribute", "garble", "raise", "text")))
    parent = element.getparent()
    if what == "drop" and parent is not None:
        parent.remove(element)
    elif what == "double" and parent is not None:
        parent.append(copy.deepcopy(element))
    elif what == "empty":
        element.clear()
    elif what == "rename":
        element.tag = draw(st.sampled_from(("x", "value", "TD", "entity", "DATAID", "name")))
    elif what == "raise" and parent is not None:
        root.append(copy.deepcopy(element))
    elif what == "text":
        element.text = draw(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12))
    elif element.attrib:
        name = draw(st.sampled_from(sorted(element.attrib)))
        if what == "attribute":
            del element.attrib[name]
        else:
            element.set(name, draw(st.sampled_from(("", " ", "0", "-1", "x", "99999999999999999999", "2022-99-99", "false"))))
    return bytes(etree.tostring(root))


@st.composite
def _table(draw: st.DrawFn, whole: bytes) -> bytes:
    """Cells, rows or columns lost, doubled, exchanged or filled with something else."""
    text = whole.decode("cp1252", "replace")
    mark = max(",;\t|", key=text.split("\n", 1)[0].count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    for _ in range(draw(st.integers(1, 3))):
        row = rows[draw(st.integers(0, len(rows) - 1))]
        at = draw(st.integers(0, max(len(row) - 1, 0)))
        what = draw(st.sampled_from(("fill", "lose", "add", "double row", "lose row", "exchange")))
        if what == "fill" and row:
            row[at] = draw(
                st.sampled_from(
                    ("", " ", "-0- ", "x", "0", "99/99/9999", "00/00/0000", "2022-02-30", "a.k.a.", "(", "; ; ", "\x1a", "\u202e")
                )
            )
        elif what == "lose" and row:
            del row[at]
        elif what == "add":
            row.insert(at, "x")
        elif what == "double row":
            rows.append(list(row))
        elif what == "lose row" and len(rows) > 1:
            rows.remove(row)
        else:
            row.reverse()
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(rows)
    return out.getvalue().encode("cp1252", "replace")


@st.composite
def _workbook(draw: st.DrawFn, whole: bytes) -> bytes:
    """One member of the archive lost, emptied or garbled."""
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(members)))
    what = draw(st.sampled_from(("lose", "empty", "garble")))
    if what == "lose":
        del members[name]
    else:
        members[name] = b"" if what == "empty" else draw(garbled(members[name]))
    return packed(members)


def packed(members: dict[str, bytes]) -> bytes:
    """A ZIP of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()
