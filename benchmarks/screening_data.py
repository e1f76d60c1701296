"""Readers of the published files that the screening benchmarks use. Small on purpose: no licet reader takes part."""

import csv
import gzip
import io
import os
from dataclasses import dataclass
from pathlib import Path

from licet.screening.entries import Entry, ListedName

SHARED = Path(os.environ.get("LICET_SHARED", Path(__file__).resolve().parents[2] / "shared"))
DATA = SHARED / "data"


def open_text(path: Path, encoding: str = "utf-8") -> io.TextIOBase:
    """A text file, gzipped or not."""
    if not path.exists():
        path = path.with_name(path.name + ".gz")
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline="")


def _value(text: str) -> str:
    text = text.strip()
    return "" if text == "-0-" else text


def sdn(folder: str, list_id: str = "us_ofac_sdn") -> list[Entry]:
    """The SDN list of one vintage (`sdn-2021-07`), from its CSV files."""
    kinds = {"individual": "person", "vessel": "vessel", "aircraft": "aircraft", "": "organization"}
    names: dict[str, list[ListedName]] = {}
    kind: dict[str, str] = {}
    with open_text(DATA / "ofac" / folder / "sdn.csv") as file:
        for row in csv.reader(file):
            if len(row) >= 12:
                kind[row[0]] = kinds[_value(row[2])]
                names[row[0]] = [ListedName(_value(row[1]))]
    with open_text(DATA / "ofac" / folder / "alt.csv") as file:
        for row in csv.reader(file):
            if len(row) >= 5 and row[0] in names:
                names[row[0]].append(ListedName(_value(row[3])))
    return [Entry(number, list_id, kind[number], tuple(listed)) for number, listed in names.items()]  # type: ignore[arg-type]


@dataclass(frozen=True)
class Innocent:
    """A party that is on no list."""

    name: str
    kind: str


def innocent_persons(first: int = 0, last: int = 2_500) -> list[Innocent]:
    """Made-up persons: the same rows of the U.S. and the worldwide file."""
    found: list[Innocent] = []
    for file_name in ("negatives_us_10k.csv", "negatives_global_10k.csv"):
        with open_text(DATA / "namebench" / file_name) as file:
            rows = list(csv.DictReader(file))[first:last]
        found += [Innocent(row["full_name"], "person") for row in rows]
    return found
