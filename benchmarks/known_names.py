"""The column of lists in `short_names.tsv`: on which lists of the shared data each organization stands by one of its listed names.

    python benchmarks/known_names.py [--write]

Prints the rows whose column is not what the lists say, and the organizations that no list holds by the name given; `--write` corrects
the column. Names are compared without signs and without what stands in brackets.
"""

import argparse
import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from screening_data import DATA, open_text, sdn
from screening_others import OTHER_LISTS

TABLE = Path(__file__).resolve().parent.parent / "src" / "licet" / "screening" / "tables" / "short_names.tsv"
# Source names of the Consolidated Screening List: what they hold, and the code.
_CODES = (
    ("Specially Designated", "SDN"), ("Entity List", "EL"), ("ITAR", "DTC"), ("Denied Persons", "DPL"), ("Sectoral", "SSI"),
    ("Unverified", "UVL"), ("Nonproliferation", "ISN"), ("Palestinian", "PLC"), ("Military End", "MEU"),
    ("Chinese Military", "CMIC"), ("Capta", "CAPTA"), ("CAPTA", "CAPTA"), ("Menu", "NS-MBS"), ("Foreign Sanctions", "FSE"),
)  # fmt: skip


def bare(text: str) -> str:
    """A name without signs, with company words shortened."""
    text = text.lower().replace("limited", "ltd").replace("company", "co").replace("corporation", "corp")
    return re.sub(r"[^a-z0-9]", "", text)


def listed_names() -> Iterator[tuple[str, str]]:
    """Every name of every organization with the code of its list."""
    with open_text(DATA / "csl" / "consolidated-2022-05-06.csv") as file:
        for row in csv.DictReader(file):
            for name in (row["name"], *row["alt_names"].split("; ")):
                yield name, _code(row["source"])
    with gzip.open(DATA / "crosscheck" / "csl-names-2026-07-31.json.gz") as packed:
        found = json.load(packed)
    sources = found["tables"]["sources"]
    for entry in found["entries"]:
        for name in (entry["n"], *(entry.get("a") or [])):
            yield name, _code(sources[entry["s"]])
    for entry in sdn("sdn-2023-12"):
        yield from ((name.text, "SDN") for name in entry.names)
    for label, read in OTHER_LISTS.items():
        for entry in read():
            yield from ((name.text, label.split()[0]) for name in entry.names)


def _code(source: str) -> str:
    return next(code for words, code in _CODES if words in source)


def main() -> None:
    """Compare the column with the lists, or write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="correct the column")
    options = parser.parse_args()
    if not DATA.is_dir():
        raise SystemExit(f"nothing compared: {DATA} is not there")
    lists: dict[str, set[str]] = defaultdict(set)
    for name, code in listed_names():
        for text in (name, re.sub(r"\s*\([^)]*\)", "", name)):
            lists[bare(text)].add(code)
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    wrong, nowhere = 0, []
    for place, line in enumerate(lines):
        if not line or line.startswith("#"):
            continue
        names, held, *rest = line.split("\t")
        told = " ".join(sorted(set().union(*(lists.get(bare(name), set()) for name in names.split(" | ")))))
        if told != held:
            wrong += 1
            lines[place] = "\t".join([names, told, *rest])
        if not told:
            nowhere.append(names)
    print(f"{wrong} rows whose lists differ" + (", corrected" if options.write else ""))
    print(f"{len(nowhere)} organizations on no list here: " + "; ".join(name.partition(" | ")[0] for name in nowhere))
    if options.write:
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
