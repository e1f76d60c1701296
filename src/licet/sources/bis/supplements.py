"""Supplements to part 744 in eCFR XML: tables whose country cell is inherited from above.

15 CFR part 744: Supplement No. 4 is the Entity List, No. 6 the Unverified List, No. 7 the Military End-User List. An
effective date note (`EFFDNOT`) can suspend text that stands in the file; such notes are told as notes of the import.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from licet.errors import SourceChanged
from licet.sources.document import Document
from licet.sources.ofac.remarks import country_code
from licet.sources.table import tidy
from licet.sources.xml import Element, children, local, parse, words

_FOOTNOTE = re.compile(r"^[1-5]$")
_RESERVED = re.compile(r"^\[?Reserved\]?\.?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a supplement's table.

    Attributes:
        number: From 1, header and footnote rows not counted.
        heading: The country as printed above it.
        country: Its ISO code, None when it has none.
        cells: The words of each cell after the country; line breaks are kept, footnote marks are not.
        marks: Footnote marks in each of these cells.
    """

    number: int
    heading: str
    country: str | None
    cells: tuple[str, ...]
    marks: tuple[frozenset[int], ...]

    @property
    def locator(self) -> str:
        return f"row {self.number}"

    @property
    def reserved(self) -> bool:
        return any(_RESERVED.match(tidy(cell)) for cell in self.cells)


def supplement_rows(document: Document, number: int, columns: tuple[str, ...]) -> Iterator[TableRow]:
    """The rows of Supplement No. `number`, each counted in the document's tally.

    Args:
        document: Whose file is part 744 in eCFR XML.
        number: Of the supplement.
        columns: The header the table must have, without the country.

    Raises:
        SourceChanged: The supplement or its table is not there, or has other columns.
    """
    file = document.file
    root = parse(file)
    where = f"{document.spec.id}, {file.name}"
    supplement = next((found for found in root.iter("DIV9") if f"No. {number} to Part 744" in (found.get("N") or "")), None)
    if supplement is None:
        raise SourceChanged(
            f"Supplement No. {number} to part 744 is not in it", where=where,
            remedy="Give 15 CFR part 744 complete, in eCFR XML.",
        )  # fmt: skip
    _check_header(supplement, columns, f"{where}, Supplement No. {number}")
    for note in children(supplement, "EFFDNOT"):
        document.tally.note(f"Effective date note: {words(note)}")
    heading, country, count = "", None, 0
    for row in supplement.iter("TR"):
        cells = [found for found in row if local(found) == "TD"]
        if len(cells) != len(columns) + 1:
            continue
        document.tally.count(file)
        count += 1
        flat = [_flatten(cell) for cell in cells]
        if name := tidy(flat[0][0]):
            heading, country = name, country_code(name)
        yield TableRow(count, heading, country, tuple(text for text, _ in flat[1:]), tuple(marks for _, marks in flat[1:]))


def _check_header(supplement: Element, columns: tuple[str, ...], where: str) -> None:
    """Refuse a table whose header is not the one we know; spaces do not count, the Code prints one without."""
    for row in supplement.iter("TR"):
        found = [tidy("".join(cell.itertext())) for cell in row if local(cell) == "TH"]
        if found:
            if [name.replace(" ", "").lower() for name in found] != [
                name.replace(" ", "").lower() for name in ("Country", *columns)
            ]:
                raise SourceChanged(
                    f"its columns are now {', '.join(found)}", where=where,
                    why="Reading on could take a policy for a requirement.", remedy="The list we hold is kept.",
                )  # fmt: skip
            return
    raise SourceChanged("it has no table header", where=where)


def _flatten(cell: Element) -> tuple[str, frozenset[int]]:
    """A cell's words with its line breaks, and its footnote marks."""
    parts: list[str] = []
    marks: set[int] = set()

    def visit(element: Element) -> None:
        name = local(element) if isinstance(element.tag, str) else ""
        text = element.text or ""
        if name == "br":
            parts.append("\n")
        elif name == "sup" and _FOOTNOTE.match(text.strip()):
            marks.add(int(text))
            text = ""
        parts.append(" ".join(text.split("\n")))
        for inner in element:
            visit(inner)
            parts.append(" ".join((inner.tail or "").split("\n")))

    visit(cell)
    return "\n".join(tidy(line) for line in "".join(parts).split("\n")).strip(), frozenset(marks)
