"""Aliases held out of lists that nothing was trained on: the UN, EU and UK lists, by script and kind.

The SDN list is written in Latin letters by one office. These lists spell otherwise and hold names in other scripts, so they show
what the recall figures of the SDN list hide. Parties are split by the CRC-32 of their id: misses of the even half may be read while
the matcher is worked on, the odd half is only ever counted.
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

import openpyxl

from licet.screening.entries import Entry, Kind, ListedName
from licet.screening.scripts import script_of
from screening_data import DATA
from screening_lists import united_nations


def european_union() -> Iterator[Entry]:
    """The EU list of March 2022; the file ends in the middle, and so does what is read."""
    parser = ElementTree.XMLPullParser(["end"])
    with gzip.open(DATA / "eu" / "fsf-2022-03-18.truncated.xml.gz") as file:
        try:
            while block := file.read(1 << 20):
                parser.feed(block)
        except (EOFError, ElementTree.ParseError):
            pass  # the known cut at the end
    space = "{http://eu.europa.ec/fpi/fsd/export}"
    seen: set[str] = set()
    for _, element in parser.read_events():
        if element.tag != f"{space}sanctionEntity" or element.get("logicalId") in seen:
            continue
        seen.add(element.get("logicalId") or "")
        subject = element.find(f"{space}subjectType")
        kind: Kind = "person" if subject is not None and subject.get("code") == "person" else "organization"
        names = [" ".join((alias.get("wholeName") or "").split()) for alias in element.iter(f"{space}nameAlias")]
        yield _entry("eu", element.get("logicalId") or "", kind, names)


def united_kingdom() -> Iterator[Entry]:
    """The UK list of May 2022: one row a name, rows of one group are one party."""
    sheet = openpyxl.load_workbook(DATA / "uk" / "ConList-2022-05-04.xlsx", read_only=True).active
    rows = sheet.iter_rows(values_only=True)
    next(rows)
    head = [str(cell) for cell in next(rows)]
    place = {name: number for number, name in enumerate(head)}
    found: dict[str, tuple[Kind, list[str]]] = {}
    kinds: dict[str, Kind] = {"Individual": "person", "Entity": "organization", "Ship": "vessel"}
    other = [number for name, number in place.items() if name.lower().startswith("name non-latin script")]
    for row in rows:
        group = str(row[place["Group ID"]])
        parts = [row[place[f"Name {number}"]] for number in (1, 2, 3, 4, 5, 6)]
        name = " ".join(str(part).strip() for part in parts if part)
        names = [name, *(str(row[number]) for number in other[:1] if row[number])]
        found.setdefault(group, (kinds.get(str(row[place["Group Type"]]), "organization"), []))[1].extend(names)
    for group, (kind, names) in found.items():
        yield _entry("uk", group, kind, names)


def united_nations_split() -> Iterator[Entry]:
    """The UN list of February 2026."""
    for entry, number in united_nations():
        yield _entry("un", number, entry.kind, [re.sub(r"^.*?: ", "", name.text) for name in entry.names])


def _entry(list_id: str, number: str, kind: Kind, names: list[str]) -> Entry:
    folded: dict[str, str] = {}
    for name in names:
        text = " ".join(name.split())
        if text:
            folded.setdefault(re.sub(r"[^\w]", "", text).casefold(), text)
    return Entry(f"{list_id}/{number}", list_id, kind, tuple(ListedName(name) for name in folded.values()))


OTHER_LISTS = {"UN 2026-02": united_nations_split, "EU 2022-03": european_union, "UK 2022-05": united_kingdom}


def may_be_read(entry: Entry) -> bool:
    """Whether the misses of a party may be looked at."""
    return zlib.crc32(entry.listing_id.encode()) % 2 == 0


def group_of(name: str, kind: str) -> str:
    """Kind and script of a name."""
    return f"{'person' if kind == 'person' else 'vessel' if kind == 'vessel' else 'organization'}, {script_of(name)}"
