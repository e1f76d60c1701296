"""Names of the world's scripts and habits beside a whole list: `stress_names.tsv`, by hand, of made-up parties.

Every listed name of the table joins the SDN list of December 2023 as a party of its own. Of pairs that are one party it is
counted how many are among the first five, and how many reach the usual threshold; of pairs that are not, how many do.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from licet.screening.entries import Entry, ListedName
from licet.screening.index import NameIndex
from licet.screening.query import Query
from screening_data import sdn

TABLE = Path(__file__).resolve().parent / "stress_names.tsv"
KINDS = {"p": "person", "o": "organization", "v": "vessel"}
THRESHOLD = 0.7


class Pair(NamedTuple):
    """One line of the table."""

    habit: str
    kind: str
    asked: str
    listed: str
    same: bool


def pairs() -> Iterator[Pair]:
    """The lines of the table."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            habit, kind, asked, listed, same = line.split("\t")
            yield Pair(habit, KINDS[kind], asked, listed, same == "y")


def stress(beside: list[Entry] | None = None) -> list[dict[str, Any]]:
    """Rank (99 when not found) and score of the listed name of every pair, with the table's names beside a list."""
    rows = list(pairs())
    listed = {(pair.listed, pair.kind): place for place, pair in reversed(list(enumerate(rows)))}
    made_up = [Entry(f"own/{place}", "own:stress", kind, (ListedName(name),)) for (name, kind), place in listed.items()]  # type: ignore[arg-type]
    index = NameIndex.build([*(sdn("sdn-2023-12") if beside is None else beside), *made_up])
    found = []
    for pair, hits in zip(rows, index.search_many([Query(pair.asked, pair.kind) for pair in rows], 10, 0.0), strict=True):
        wanted = f"own/{listed[pair.listed, pair.kind]}"
        answers = [] if isinstance(hits, Exception) else hits
        place = next((rank for rank, hit in enumerate(answers) if hit.entry.listing_id == wanted), 99)
        score = answers[place].score if place < 99 else 0.0
        found.append({**pair._asdict(), "rank": place, "score": score})
    return found


def show_stress(found: list[dict[str, Any]]) -> None:
    """Print the figures of section 9."""
    same = [row for row in found if row["same"]]
    other = [row for row in found if not row["same"]]
    five, flagged = (sum(row["rank"] < 5 for row in same), sum(row["score"] >= THRESHOLD and row["rank"] < 5 for row in same))
    print(f"9. Scripts and habits by hand, beside SDN 2023-12: {len(same)} pairs of one party, {len(other)} of two")
    print(f"    top 5 {100 * five / len(same):.1f}%, flagged at {THRESHOLD} {100 * flagged / len(same):.1f}%")
    print(f"    somebody else flagged: {sum(row['score'] >= THRESHOLD for row in other)} of {len(other)}")
    habits: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in same:
        habits[row["habit"]].append(row)
    weak = [
        f"{habit} {sum(row['score'] >= THRESHOLD for row in rows)}/{len(rows)}"
        for habit, rows in habits.items()
        if any(row["score"] < THRESHOLD for row in rows)
    ]
    print(f"    habits not all flagged: {'; '.join(weak) or 'none'}")
