"""All lists of the shared folder that the speed figures use, as entries, and the Entity List with its company."""

import csv
import gzip
import json
import re
from collections.abc import Iterator

from licet.screening.entries import Entry, Kind, ListedName
from screening_data import DATA, open_text, sdn

_KINDS: dict[str, Kind] = {"Individual": "person", "Entity": "organization", "Vessel": "vessel", "Aircraft": "aircraft"}


def csl_2022(sources: tuple[str, ...] = ()) -> list[Entry]:
    """The Consolidated Screening List of May 2022; `sources` are parts of the source names to keep, all when empty."""
    entries = []
    with open_text(DATA / "csl" / "consolidated-2022-05-06.csv") as file:
        for number, row in enumerate(csv.DictReader(file)):
            if sources and not any(source in row["source"] for source in sources):
                continue
            names = [row["name"], *row["alt_names"].split("; ")]
            kind = _KINDS.get(row["type"], "unknown" if not sources else "organization")
            entries.append(Entry(f"csl/{number}", "us_trade_csl", kind, tuple(ListedName(name) for name in names if name.strip())))
    return entries


def csl_2026() -> list[Entry]:
    """Names of the Consolidated Screening List of July 2026."""
    with gzip.open(DATA / "crosscheck" / "csl-names-2026-07-31.json.gz") as file:
        rows = json.load(file)["entries"]
    return [
        Entry(f"csl26/{number}", "us_trade_csl", _KINDS.get(row.get("t") or "", "unknown"),
              tuple(ListedName(name) for name in [row["n"], *(row.get("a") or [])]))
        for number, row in enumerate(rows)
    ]  # fmt: skip


def united_nations() -> list[tuple[Entry, str]]:
    """The UN list of February 2026, each entry with its DATAID."""
    with gzip.open(DATA / "un" / "consolidated-2026-02-27.xml.gz", "rt", encoding="utf-8") as file:
        text = file.read()
    return list(_un(text))


def _un(text: str) -> Iterator[tuple[Entry, str]]:
    from xml.etree import ElementTree  # the staged file, not input of a user

    for element in ElementTree.fromstring(text).iter():
        if element.tag not in ("INDIVIDUAL", "ENTITY"):
            continue
        parts = [
            " ".join((element.findtext(tag) or "").split()) for tag in ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
        ]
        names = [" ".join(part for part in parts if part)]
        aliases = [*element.iter("INDIVIDUAL_ALIAS"), *element.iter("ENTITY_ALIAS")]
        names += [" ".join((alias.findtext("ALIAS_NAME") or "").split()) for alias in aliases]
        original = " ".join((element.findtext("NAME_ORIGINAL_SCRIPT") or "").split())
        births = [value for tag in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR")
                  for birth in element.iter("INDIVIDUAL_DATE_OF_BIRTH") if (value := birth.findtext(tag))]  # fmt: skip
        countries = [re.sub(r"\s+", " ", value.text or "") for nation in element.iter("NATIONALITY") for value in nation]
        kind: Kind = "person" if element.tag == "INDIVIDUAL" else "organization"
        number = element.findtext("DATAID") or ""
        listed = tuple(ListedName(name) for name in dict.fromkeys([*names, original]) if name)
        yield (
            Entry(f"un/{number}", "un_sc", kind, listed, tuple(_code(name) for name in countries if _code(name)), tuple(births)),
            number,
        )


def _code(name: str) -> str:
    from licet.countries import read_country
    from licet.errors import LicetError

    try:
        return read_country(name.strip())
    except LicetError:
        return ""


def everything() -> list[Entry]:
    """SDN 2023-12, the CSL of 2022 and 2026, and the UN list together: about 100,000 names."""
    return [*sdn("sdn-2023-12"), *csl_2022(("Entity List", "Denied", "Unverified", "Military", "ITAR", "Nonproliferation")),
            *csl_2026(), *(entry for entry, _ in united_nations())]  # fmt: skip
