"""Names that are hard for a reason: Han, acronyms, and aliases of lists in other scripts."""

import random
import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from licet.screening.entries import Entry, ListedName
from licet.screening.index import NameIndex
from licet.screening.lexicon import brands
from licet.screening.query import Hit, Query
from licet.screening.scripts import script_of
from licet.screening.search import Searcher
from screening_data import innocent_persons, sdn
from screening_lists import csl_2022, csl_2026
from screening_others import OTHER_LISTS, group_of, may_be_read

HERE = Path(__file__).resolve().parent
THRESHOLD = 0.7
Floats = npt.NDArray[np.float64]


def ranked(query: Any, entry: Any, odds: Any, truth: Any) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Score and rank of the true entry of each query, the best name of each entry counting."""
    order = np.lexsort((-odds, entry, query))
    first = np.ones(len(order), dtype=bool)
    first[1:] = (query[order][1:] != query[order][:-1]) | (entry[order][1:] != entry[order][:-1])
    order = order[first]
    order = order[np.lexsort((-odds[order], query[order]))]
    query, entry, odds = query[order], entry[order], odds[order]
    rank = np.arange(len(query)) - np.searchsorted(query, query)
    hit = entry == truth[query]
    score, place = np.full(len(truth), -99.0), np.full(len(truth), 99)
    score[query[hit]], place[query[hit]] = odds[hit], rank[hit]
    return score, place


def greatest(searcher: Searcher, queries: list[Query]) -> Floats:
    """The greatest log-odds each query reaches, -99 when nothing is found."""
    query, _, odds = searcher.log_odds(queries)
    best = np.full(len(queries), -99.0)
    np.maximum.at(best, query, odds)
    return best


def top(searcher: Searcher, names: list[str], truth: list[set[int]]) -> list[int]:
    """The rank of the first right entry of each organization asked for; 99 when it is not among the answers."""
    query, entry, odds = searcher.log_odds([Query(name, "organization") for name in names])
    ranks = []
    for number, right in enumerate(truth):
        best: dict[int, float] = {}
        for place in np.flatnonzero(query == number):
            best[int(entry[place])] = max(best.get(int(entry[place]), -99.0), float(odds[place]))
        order = sorted(best, key=lambda held: -best[held])
        ranks.append(next((place for place, held in enumerate(order) if held in right), 99))
    return ranks


def _chinese_lists() -> list[Entry]:
    """The Entity List and its like of May 2022 with the whole CSL of July 2026, persons left out."""
    later = [Entry(entry.listing_id, entry.list_id, "organization", entry.names) for entry in csl_2026() if entry.kind != "person"]
    return [*csl_2022(("Entity List", "Unverified", "Military")), *later]


def _bare(text: str) -> str:
    text = text.lower().replace("limited", "ltd").replace("company", "co").replace("corporation", "corp")
    return re.sub(r"[^a-z0-9]", "", text)


def han() -> dict[str, Any]:
    """Han names against the lists and the other way round, with the half of the pairs that was held out apart."""
    listed = _chinese_lists()
    by_name: dict[str, set[int]] = defaultdict(set)
    for number, entry in enumerate(listed):
        for name in entry.names:
            by_name[_bare(name.text)].add(number)
    lines = (HERE / "han_pairs.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    pairs = [pair for pair in pairs if _bare(pair[1]) in by_name]
    truth = [by_name[_bare(pair[1])] for pair in pairs]
    forward = top(Searcher(NameIndex.build(listed)), [pair[0] for pair in pairs], truth)
    chinese = [Entry(str(number), "own", "organization", (ListedName(pair[0]),)) for number, pair in enumerate(pairs)]
    taken = set().union(*truth)
    rest = [Entry(f"x{number}", "own", "organization", entry.names) for number, entry in enumerate(listed) if number not in taken]
    backward = top(
        Searcher(NameIndex.build([*chinese, *rest])), [pair[1] for pair in pairs], [{place} for place in range(len(pairs))]
    )
    held_out = [zlib.crc32(pair[0].encode()) % 2 == 1 for pair in pairs]
    return {"forward": forward, "backward": backward, "held_out": held_out}


def show_han(found: dict[str, Any]) -> None:
    """Print the figures of section 4."""
    print("4. Han: organizations of the Entity List and its like, none of them in brands.tsv")
    for label, wanted in (("all", (True, False)), ("held out while tables were written", (True,))):
        mine = [place for place, held in enumerate(found["held_out"]) if held in wanted]
        for way, asked in (("forward", "Han asked, English listed"), ("backward", "English asked, Han listed")):
            ranks = np.array(found[way])[mine]
            print(
                f"    {label} ({len(mine)}): {asked}: top 1 {100 * (ranks < 1).mean():.1f}%, top 5 {100 * (ranks < 5).mean():.1f}%"
            )


def acronyms() -> dict[str, Any]:
    """Listed acronyms (three to six capitals, initials of another name of the party, some left out), asked for without them.

    The first 100 by a fixed draw are the figure; all are shown. `cleared` are those with no hit at the usual threshold.
    """
    listed = _chinese_lists()
    rows: list[tuple[int, int]] = []
    seen: set[str] = set()
    for number, entry in enumerate(listed):
        for place, name in enumerate(entry.names):
            short = name.text.strip()
            others = [other.text for other in entry.names if other is not name]
            if (
                place
                and re.fullmatch("[A-Z]{3,6}", short)
                and short not in seen
                and any(_initials(short, other) for other in others)
            ):
                seen.add(short)
                rows.append((number, place))
    random.Random(5).shuffle(rows)
    out = set(rows)
    kept = [
        Entry(entry.listing_id, entry.list_id, "organization",
              tuple(name for place, name in enumerate(entry.names) if (number, place) not in out))
        for number, entry in enumerate(listed)
    ]  # fmt: skip
    index = NameIndex.build(kept)
    names = [listed[number].names[place].text.strip() for number, place in rows]
    same: dict[str, set[int]] = defaultdict(set)
    for number, entry in enumerate(kept):
        for name in entry.names:
            same[_bare(name.text)].add(number)
    truth = [set().union({number}, *(same[_bare(name.text)] for name in kept[number].names)) for number, _ in rows]
    ranks = top(Searcher(index), names, truth)
    hits = index.search_many([Query(name, "organization") for name in names], 5, THRESHOLD)
    return {"names": names, "ranks": ranks, "cleared": [not isinstance(hit, Exception) and not hit for hit in hits]}


def _initials(short: str, text: str) -> bool:
    """Whether the letters are initials of a name's words in their order, the first word's first."""
    letters = iter([word[0].upper() for word in re.findall(r"[A-Za-z]+", text)])
    return bool(text) and text[0].upper() == short[0] and all(letter in letters for letter in short)


def show_acronyms(found: dict[str, Any]) -> None:
    """Print the figures of section 5."""
    ranks, cleared = np.array(found["ranks"]), np.array(found["cleared"])
    print("5. Acronyms that stand on the lists of 2022 and 2026, left out and asked for")
    for count in (100, len(ranks)):
        five, one = 100 * (ranks[:count] < 5).mean(), 100 * (ranks[:count] < 1).mean()
        print(f"    {count}: top 1 {one:.1f}%, top 5 {five:.1f}%; no hit at {THRESHOLD}: {100 * cleared[:count].mean():.1f}%")
    for size in (3, 4, 5):
        mine = np.array([min(len(name), 5) == size for name in found["names"]])
        print(f"    of {size}{' or more' if size == 5 else ''} letters ({mine.sum()}): top 5 {100 * (ranks[mine] < 5).mean():.1f}%")


def others(label: str, count: int = 1_500, seed: int = 11) -> list[dict[str, Any]]:
    """Aliases left out of a list that nothing was trained on: by kind and script, at the thresholds of innocents of the kind."""
    listed = [entry for entry in OTHER_LISTS[label]() if entry.names]
    rows = [(entry, place) for entry in listed for place in range(1, len(entry.names))]
    is_latin = [script_of(entry.names[place].text) == "latin" for entry, place in rows]
    latin = [row for row, here in zip(rows, is_latin, strict=True) if here]
    taken = random.Random(seed).sample(latin, min(count, len(latin) // 3))
    taken += [row for row, here in zip(rows, is_latin, strict=True) if not here]
    out = {(entry.listing_id, place) for entry, place in taken}
    entries = [
        Entry(entry.listing_id, entry.list_id, entry.kind,
              tuple(name for place, name in enumerate(entry.names) if (entry.listing_id, place) not in out))
        for entry in listed
    ]  # fmt: skip
    number = {entry.listing_id: place for place, entry in enumerate(listed)}
    searcher = Searcher(NameIndex.build(entries))
    queries = [Query(entry.names[place].text, entry.kind) for entry, place in taken]
    score, rank = ranked(*searcher.log_odds(queries), np.array([number[entry.listing_id] for entry, _ in taken]))
    firms = [
        Query(line, "organization")
        for line in (HERE / "innocent_firms.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    people = [Query(person.name, "person") for person in innocent_persons(0, 2_500)]
    levels = {kind: np.quantile(greatest(searcher, asked), [0.99, 0.999]) for kind, asked in ((True, people), (False, firms))}
    groups: dict[tuple[str, bool], list[list[bool]]] = defaultdict(list)
    for place, (entry, at) in enumerate(taken):
        at1, at01 = levels[entry.kind == "person"]
        five = bool(rank[place] < 5)
        groups[group_of(entry.names[at].text, entry.kind), may_be_read(entry)].append(
            [five, five and bool(score[place] > at1), five and bool(score[place] > at01)]
        )
    return [
        {"group": group, "read": read, "count": len(found), "figures": (100 * np.array(found, dtype=float).mean(axis=0)).tolist()}
        for (group, read), found in sorted(groups.items())
    ]


def show_others(found: dict[str, list[dict[str, Any]]]) -> None:
    """Print the figures of section 8."""
    print("8. Aliases left out of lists that nothing was trained on: top 5, at 1%, at 0.1% false alarms of the kind")
    for label, rows in found.items():
        for row in rows:
            if row["count"] >= 20:
                half = "may be read" if row["read"] else "held out"
                figures = "  ".join(f"{value:5.1f}" for value in row["figures"])
                print(f"    {label:11} {row['group']:24} {half:12} {row['count']:5}  {figures}")


def _every_organization() -> list[Entry]:
    """Organizations of the U.S. lists of 2022, 2023 and 2026 and of the UN, EU and UK lists."""
    more = [entry for read in OTHER_LISTS.values() for entry in read()]
    found = [*_chinese_lists(), *sdn("sdn-2023-12"), *more]
    return [
        Entry(entry.listing_id, entry.list_id, "organization", entry.names) for entry in found if entry.kind not in _NO_ORGANIZATION
    ]


_NO_ORGANIZATION = ("person", "vessel", "aircraft")


def short_names(file: str = "short_names.tsv", *, taken_out: bool = True) -> list[dict[str, Any]]:
    """Acronyms of a file, asked for: rank (99 when not found), score, and the half.

    Parties are split by the CRC-32 of their listed name: misses of the even half may be read while the matcher is worked on.

    Args:
        file: Of short names.
        taken_out: Whether the short names are taken out of the listed names first; else the lists stay as they are.
    """
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    out = {_bare(row[0]) for row in rows} if taken_out else set()
    aside = re.compile(
        r"\s*[(\"“]\s*(?:" + "|".join(sorted({re.escape(row[0]) for row in rows}, key=len, reverse=True)) + r")\s*[)\"”]"
    )
    entries = []
    if not taken_out:
        aside = re.compile("(?!)")
    for entry in _every_organization():
        names = tuple(ListedName(text) for name in entry.names if _bare(text := aside.sub("", name.text)) not in out)
        entries.append(Entry(entry.listing_id, entry.list_id, entry.kind, names))
    by_name: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for name in entry.names:
            by_name[_bare(name.text)].add(entry.listing_id)
    index = NameIndex.build(entries)
    branded = {_bare(name) for group in brands() for name in group}
    found = []
    hits_of = index.search_many([Query(row[0], "organization") for row in rows], 200, 0.0)
    for (short, listed, source), hits in zip(rows, hits_of, strict=True):
        wanted = by_name[_bare(aside.sub("", listed))]
        answers = [] if isinstance(hits, Exception) else _distinct(hits)
        place = next((rank for rank, hit in enumerate(answers) if hit.entry.listing_id in wanted), 99)
        found.append({
            "short": short, "listed": listed, "source": source, "rank": place, "score": answers[place].score if place < 99 else 0.0,
            "best": answers[0].score if answers else 0.0, "held_out": zlib.crc32(_bare(listed).encode()) % 2 == 1,
            "known": _bare(short) in branded,
        })  # fmt: skip
    return found


def _distinct(hits: Sequence[Hit]) -> list[Hit]:
    """The best hit of each name: several lists hold the same party."""
    seen: dict[str, Hit] = {}
    for hit in hits:
        seen.setdefault(_bare(hit.matched_name), hit)
    return list(seen.values())


def show_short_names(found: list[dict[str, Any]]) -> None:
    """Print the second part of section 5."""
    print("   acronyms from other lists and from public knowledge, against the U.S., UN, EU and UK lists together")
    halves = (("tuned on", False), ("held out", True))
    for label, rows in ((label, [row for row in found if row["held_out"] == half]) for label, half in halves):
        for which, mine in (("all", rows), ("not in brands.tsv", [row for row in rows if not row["known"]])):
            five = 100 * np.mean([row["rank"] < 5 for row in mine])
            flagged = 100 * np.mean([row["rank"] < 5 and row["score"] >= THRESHOLD for row in mine])
            cleared = 100 * np.mean([row["best"] < THRESHOLD for row in mine])
            print(
                f"    {label}, {which} ({len(mine)}): top 5 {five:.1f}%, of all flagged {flagged:.1f}%; no hit at {THRESHOLD}: {cleared:.1f}%"
            )


def show_unseen(found: list[dict[str, Any]], as_listed: list[dict[str, Any]]) -> None:
    """Print the third part of section 5: a set of which no row was known while the matcher was made, and that half only counted."""
    print("   acronyms of unseen_short_names.tsv, against the same lists (even half: its misses were read afterwards)")
    ways = ((found, "taken out"), (as_listed, "as the lists write them"))
    for label, held_out in (("even half", False), ("held out", True)):
        for rows, way in ways:
            mine = [row for row in rows if row["held_out"] == held_out]
            for source, which in (("public knowledge", True), ("in brackets on a list", False)):
                part = [row for row in mine if (row["source"] == "public knowledge") == which]
                five = 100 * np.mean([row["rank"] < 5 for row in part])
                flagged = 100 * np.mean([row["rank"] < 5 and row["score"] >= THRESHOLD for row in part])
                cleared = 100 * np.mean([row["best"] < THRESHOLD for row in part])
                print(
                    f"    {label}, {source}, {way} ({len(part)}): top 5 {five:.1f}%, of all flagged {flagged:.1f}%; "
                    f"no hit at {THRESHOLD}: {cleared:.1f}%"
                )


def show_second(found: list[dict[str, Any]]) -> None:
    """Print the fourth part of section 5: written by the one who then widened the table, so a check against regressions only."""
    five = 100 * np.mean([row["rank"] < 5 for row in found])
    flagged = 100 * np.mean([row["rank"] < 5 and row["score"] >= THRESHOLD for row in found])
    cleared = 100 * np.mean([row["best"] < THRESHOLD for row in found])
    print(
        f"   unseen_short_names_2.tsv, public knowledge, taken out ({len(found)}): top 5 {five:.1f}%, of all flagged {flagged:.1f}%; "
        f"no hit at {THRESHOLD}: {cleared:.1f}% (before the table was written: 64.0%, 48.0%; 31.0%)"
    )
