"""Screening, measured in one run: recall, false alarms, labelled pairs, Han, acronyms, speed, calibration; peers beside ours.

    python benchmarks/screening.py [--quick] [--seeds 5] [--peers /tmp/peers/bin/python] [--write]

`--write` keeps the measured thresholds in `tables/thresholds.json` and draws the reliability plot of the docs. Each part is kept
under `out/bench-screening`, so a run that was stopped goes on where it was (`--fresh` measures again). Without the shared data
nothing can be measured and the run says so. Parts in which nothing is timed run on all cores side by side; all times are of one
core, and are CPU times of one process.
"""

import argparse
import csv
import json
import random
import resource
import subprocess
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from licet.screening.compare import compare_many
from licet.screening.entries import Entry
from licet.screening.facts import weigh_facts
from licet.screening.index import NameIndex
from licet.screening.matching import same_name
from licet.screening.model import probability
from licet.screening.names import Reading, analyze
from licet.screening.query import Query
from licet.screening.search import Searcher
from screening_baselines import measure
from screening_data import DATA, innocent_persons, open_text, sdn
from screening_disturb import disturbed_other, disturbed_person
from screening_environment import peer_python
from screening_kept import expect, kept, kept_side_by_side
from screening_lists import united_nations
from screening_others import OTHER_LISTS
from screening_pairs import best_threshold, cases, checks, cross_validated
from screening_plot import reliability
from screening_sets import (
    acronyms,
    greatest,
    han,
    others,
    ranked,
    short_names,
    show_acronyms,
    show_han,
    show_others,
    show_second,
    show_short_names,
    show_unseen,
)
from screening_speed import speed
from screening_stress import show_stress, stress

HERE = Path(__file__).resolve().parent
THRESHOLDS = HERE.parent / "src" / "licet" / "screening" / "tables" / "thresholds.json"
PLOT = HERE.parent / "docs" / "reference" / "screening-reliability.svg"
Floats = npt.NDArray[np.float64]


def say(text: str = "") -> None:
    """One line of the report."""
    print(text, flush=True)


def firms() -> list[Query]:
    """Innocent firms."""
    lines = (HERE / "innocent_firms.txt").read_text(encoding="utf-8").splitlines()
    return [Query(line, "organization") for line in lines if line and not line.startswith("#")]


def persons(first: int, last: int) -> list[Query]:
    """Innocent persons: the same rows of both files."""
    return [Query(person.name, "person") for person in innocent_persons(first, last)]


class Trial:
    """One list with some aliases left out and asked for.

    Args:
        listed: The list.
        seed: Draws the aliases.
        count: How many.
        unseen: Only aliases of parties with these ids, all when None.
    """

    def __init__(self, listed: list[Entry], seed: int, count: int, unseen: set[str] | None = None) -> None:
        aliases = [
            (entry, place)
            for entry in listed
            if unseen is None or entry.listing_id in unseen
            for place in range(1, len(entry.names))
        ]
        taken = random.Random(seed).sample(aliases, min(count, len(aliases)))
        out = {(entry.listing_id, place) for entry, place in taken}
        self.entries = [
            Entry(entry.listing_id, entry.list_id, entry.kind,
                  tuple(name for place, name in enumerate(entry.names) if (entry.listing_id, place) not in out))
            for entry in listed
        ]  # fmt: skip
        number = {entry.listing_id: place for place, entry in enumerate(listed)}
        self.queries = [Query(entry.names[place].text, entry.kind) for entry, place in taken]
        self.truth = np.array([number[entry.listing_id] for entry, _ in taken])
        self.person = np.array([entry.kind == "person" for entry, _ in taken])
        self.index = NameIndex.build(self.entries)
        self.searcher = Searcher(self.index)

    def ranked(self) -> tuple[Floats, npt.NDArray[np.int64]]:
        """For each query the log-odds of its true party (-99 when not found) and its rank (99 when not found)."""
        query, entry, odds = self.searcher.log_odds(self.queries)
        return ranked(query, entry, odds, self.truth)


COLUMNS = ("candidates", "top 1", "top 5", "at 1%", "at 0.1% of all", "persons at 1%", "persons at 0.1%", "others at 1% of firms",
           "persons top 5", "others top 5")  # fmt: skip
LISTS = (
    ("sdn-2021-07", False, "SDN 2021-07, no party of it trained on"),
    ("sdn-2023-12", True, "SDN 2023-12, only parties not trained on"),
    ("sdn-2023-12", False, "SDN 2023-12, all parties (two fifths trained on)"),
)


def seed_row(folder: str, only_unseen: bool, seed: int, count: int, quick: bool) -> list[float]:
    """The figures of one seed, in the order of `COLUMNS`."""
    unseen = {entry.listing_id for entry in sdn("sdn-2021-07")} if only_unseen else None
    innocents = persons(0, 1_000 if quick else 10_000)
    five_thousand = np.concatenate([np.arange(0, 2_500), np.arange(10_000, 12_500)]) if not quick else np.arange(len(innocents))
    trial = Trial(sdn(folder), seed, count, unseen)
    score, rank = trial.ranked()
    best = greatest(trial.searcher, innocents)
    firm = greatest(trial.searcher, firms())
    at1, at01 = np.quantile(best[five_thousand], 0.99), np.quantile(best, 0.999)
    other1 = np.quantile(firm, 0.99)
    top = np.where(rank < 5, score, -99.0)
    person = trial.person
    row = [
        (rank < 99).mean(), (rank < 1).mean(), (rank < 5).mean(), (top > at1).mean(), (top > at01).mean(),
        (top[person] > at1).mean(), (top[person] > at01).mean(), (top[~person] > other1).mean(),
        (rank[person] < 5).mean(), (rank[~person] < 5).mean(),
    ]  # fmt: skip
    return [float(value) for value in row]


def recall(seeds: list[int], count: int, quick: bool, fresh: bool) -> dict[str, Any]:
    """Section 1: the table of the issue on two vintages."""
    say("1. Recall of aliases left out of the list (percent; +- is the sd over seeds)")
    tables: dict[str, Any] = {}
    size = "-quick" if quick else ""
    parts = {
        f"recall-{folder}-{'unseen' if only_unseen else 'all'}-{seed}{size}": partial(
            seed_row, folder, only_unseen, seed, count, quick
        )
        for folder, only_unseen, _ in LISTS
        for seed in seeds
    }
    found = kept_side_by_side(parts, fresh=fresh)
    for place, (_, _, label) in enumerate(LISTS):
        rows = found[place * len(seeds) : (place + 1) * len(seeds)]
        table = 100 * np.array(rows)
        mean, spread = table.mean(axis=0), table.std(axis=0, ddof=1) if len(seeds) > 1 else np.zeros(table.shape[1])
        say(f"  {label}; {len(seeds)} seeds ({seeds[0]} to {seeds[-1]}) of {count:,} aliases")
        say(f"    against {2_000 if quick else 20_000:,} innocent persons and {len(firms())} innocent firms")
        for name, value, wide in zip(COLUMNS, mean, spread, strict=True):
            say(f"    {name:24} {value:5.1f} +- {wide:.1f}")
        tables[label] = {name: [float(value), float(wide)] for name, value, wide in zip(COLUMNS, mean, spread, strict=True)}
    return tables


def baselines(count: int, fresh: bool) -> dict[str, Any]:
    """Token-sort ratio behind three kinds of candidates, one seed, the same 5,000 innocents."""

    def measured() -> dict[str, Any]:
        trial = Trial(sdn("sdn-2021-07"), 11, count)
        return measure(trial.entries, trial.queries, trial.truth, persons(0, 2_500), count)

    found: dict[str, Any] = kept("baselines-sdn-2021-07-11", measured, fresh=fresh)
    say("  peers: rapidfuzz token-sort ratio, SDN 2021-07, seed 11 (0.1% of 5,000 innocents)")
    for way, row in found.items():
        figures = ", ".join(
            f"{name} {value:,.0f}" if name == "names a second" else f"{name} {value:.1f}" for name, value in row.items()
        )
        say(f"    against {way:20} {figures}")
    return found


def united(quick: bool) -> None:
    """UN treated persons by name, and with birth date and country."""
    found = united_nations()
    entries = [entry for entry, _ in found]
    index = NameIndex.build(entries)
    searcher = Searcher(index)
    number = {data_id: place for place, (_, data_id) in enumerate(found)}
    with open_text(DATA / "namebench" / "positives_un_treated.csv") as file:
        treated = list(csv.DictReader(file))
    with open_text(DATA / "namebench" / "positives_un_targets.csv") as file:
        targets = [row["un_dataid"] for row in csv.DictReader(file)]
    rows = [(row, number[target]) for row, target in zip(treated, targets, strict=True) if target in number]
    queries = [Query(row["full_name"], "person") for row, _ in rows]
    score, _ = ranked(*searcher.log_odds(queries), np.array([target for _, target in rows]))
    innocents = persons(0, 1_000 if quick else 10_000)
    query, entry, odds = searcher.log_odds(innocents)
    best = np.full(len(innocents), -99.0)
    np.maximum.at(best, query, odds)
    level = np.quantile(best, 0.997)
    by_facts = 0
    with_facts = people_with_facts(0, len(innocents) // 2)
    for place in np.flatnonzero(best > level):
        mine = query == place
        totals = []
        for listed, by_name in zip(entry[mine], odds[mine], strict=True):
            facts = weigh_facts(with_facts[place], entries[listed], float(by_name))
            totals.append(by_name + sum(line.weight for line in facts.lines))
        by_facts += max(totals) > level
    say("2. UN persons with disturbed names (UN list of 2026-02-27)")
    say(f"    found at 0.3% false alarms, by name alone: {100 * (score > level).mean():.1f}% of {len(rows)}")
    say(f"    false alarms left at that threshold with birth date and country: {100 * by_facts / len(innocents):.3f}%")


def people_with_facts(first: int, last: int) -> list[Query]:
    """The innocents with birth date and country, in the order of `persons`."""
    from licet.countries import read_country
    from licet.errors import LicetError

    queries = []
    for file_name in ("negatives_us_10k.csv", "negatives_global_10k.csv"):
        with open_text(DATA / "namebench" / file_name) as file:
            for row in list(csv.DictReader(file))[first:last]:
                try:
                    country: tuple[str, ...] = (read_country(row["nationality"]),)
                except LicetError:
                    country = ()
                queries.append(Query(row["full_name"], "person", country, row["date_of_birth"] or None))
    return queries


def labelled(peer: str | None) -> None:
    """Section 3: labelled pairs."""
    say("3. Labelled pairs (threshold by cross-validation grouped by name; nothing trained on them)")
    for name, pairs in (("cases.csv", cases()), ("checks.yml", checks())):
        score = np.array([found.score for found in compare_many((pair.one, pair.other, pair.kind) for pair in pairs)])
        figures = cross_validated(pairs, score)
        say(f"    {name:10} {len(pairs)} pairs: " + ", ".join(f"{key} {value:.3f}" for key, value in figures.items()))
        level = best_threshold(np.array([pair.match for pair in pairs]), score)
        wrong = [
            pair for pair, value in zip(pairs, score, strict=True) if pair.quality == "STRONG" and (value >= level) != pair.match
        ]
        if name == "cases.csv":
            strong = sum(pair.quality == "STRONG" for pair in pairs)
            say(f"    {name:10} STRONG cases wrong: {len(wrong)} of {strong}")
        for script in ("latin", "other"):
            mine = np.array([(pair.one + pair.other).isascii() == (script == "latin") for pair in pairs])
            right = ((score >= level) == np.array([pair.match for pair in pairs]))[mine]
            say(f"    {name:10} names in {script} letters right: {right.sum()} of {len(right)}")
        if peer:
            theirs = np.array([row[0] for row in peer_scores(peer, [(pair.kind, pair.one, [pair.other]) for pair in pairs])[0]])
            figures = cross_validated(pairs, theirs)
            say(f"    {name:10} logic-v2: " + ", ".join(f"{key} {value:.3f}" for key, value in figures.items()))


def peer_scores(peer: str, rows: list[tuple[str | None, str, list[str]]]) -> tuple[list[list[float]], float]:
    """logic-v2's scores and the seconds it took."""
    lines = "\n".join(json.dumps({"kind": kind, "one": one, "others": others}) for kind, one, others in rows)
    run = subprocess.run([peer, str(HERE / "screening_peer.py")], input=lines, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    return answers[:-1], answers[-1]["seconds"]


def peer_recall(peer: str, count: int) -> None:
    """logic-v2 behind our candidates: 20 names a query."""
    trial = Trial(sdn("sdn-2021-07"), 11, 2_000)
    step = len(trial.queries) // count
    queries, truth = trial.queries[::step], trial.truth[::step]
    innocents = persons(0, count)

    def scored(asked: list[Query]) -> tuple[Any, Any, Any, float]:
        rows, query, entry = [], [], []
        names = [analyze(one.name, Reading.PERSON if one.kind == "person" else Reading.OTHER) for one in asked]
        place, row, _ = trial.index.candidates(names[:1_000], 20)
        place2, row2, _ = trial.index.candidates(names[1_000:], 20)
        place, row = np.concatenate([place, place2 + 1_000]), np.concatenate([row, row2])
        for number, one in enumerate(asked):
            held = row[place == number]
            rows.append((one.kind, one.name, [trial.index.listed_name(int(name)) for name in held]))
            query += [number] * len(held)
            entry += trial.index.names.owner[held].tolist()
        scores, seconds = peer_scores(peer, rows)
        return np.array(query), np.array(entry), np.array([score for part in scores for score in part]), seconds

    query, entry, score, seconds = scored(queries)
    found, rank = ranked(query, entry, score, truth)
    query, _, score, more = scored(innocents)
    best = np.zeros(len(innocents))
    np.maximum.at(best, query, score)
    top = np.where(rank < 5, found, -99.0)
    rate = (len(queries) + len(innocents)) / (seconds + more)
    say(f"  peer: nomenklatura logic-v2 behind our candidates (20 names), {len(queries)} aliases, {len(innocents)} innocents")
    at1 = 100 * (top > np.quantile(best, 0.99)).mean()
    say(f"    top 5 {100 * (rank < 5).mean():.1f}   at 1% {at1:.1f}   {rate:,.0f} names/s, scoring alone")


def respellings(trial: Trial, person: bool, seed: int = 4) -> Floats:
    """Log-odds of the true party for listed first names, disturbed once."""
    rng = random.Random(seed)
    mine = [number for number, entry in enumerate(trial.entries) if entry.names and (entry.kind == "person") == person]
    mine = rng.sample(mine, min(2_000, len(mine)))
    queries = []
    for number in mine:
        entry = trial.entries[number]
        family, _, given = entry.names[0].text.lower().partition(",")
        words = f"{given} {family}".split() if person else entry.names[0].text.lower().replace(",", "").split()
        queries.append(Query(" ".join((disturbed_person if person else disturbed_other)(words, rng)), entry.kind))
    return ranked(*trial.searcher.log_odds(queries), np.array(mine))[0]


def threshold_rows() -> dict[str, Any]:
    """What each threshold costs, and how often what was said was so: seed 11 of the 2021-07 list."""
    trial = Trial(sdn("sdn-2021-07"), 11, 2_000)
    score, _ = trial.ranked()
    alarms = {"person": greatest(trial.searcher, persons(0, 10_000)), "organization": greatest(trial.searcher, firms())}
    query, entry, odds = trial.searcher.log_odds(trial.queries)
    best = np.full(len(trial.queries), -99.0)
    np.maximum.at(best, query, odds)
    right = bears_the_name(trial, query, entry, odds, best) | (score >= best - 1e-9)
    kinds, cells = [], {}
    for kind, wrong in alarms.items():
        mine = trial.person == (kind == "person")
        spelled = respellings(trial, kind == "person")
        rows = []
        for level in (0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
            least = np.log(level / (1 - level))
            rows.append({
                "threshold": level, "false_alarms_per_1000": round(float(1000 * (wrong >= least).mean()), 2),
                "missed_aliases_pct": round(float(100 * (score[mine] < least).mean()), 1),
                "missed_respellings_pct": round(float(100 * (spelled < least).mean()), 1),
            })  # fmt: skip
        made_of = "20,000 made-up persons" if kind == "person" else f"{len(wrong)} members of stock indices"
        kinds.append({"kind": kind, "measured_on": f"SDN list of July 2021; innocents: {made_of}", "rows": rows})
        cells[kind] = reliability_cells(best[mine], right[mine], wrong)
    return {"note": NOTE, "kinds": kinds, "cells": cells}


def bears_the_name(
    trial: Trial, query: npt.NDArray[np.int64], entry: npt.NDArray[np.int64], odds: Floats, best: Floats
) -> npt.NDArray[np.bool_]:
    """Whether a listing among the best hits of each alias bears that very name, legal form and signs aside: siblings share names."""
    found = np.zeros(len(best), dtype=bool)
    for place, number in zip(query[odds >= best[query] - 1e-9], entry[odds >= best[query] - 1e-9], strict=True):
        asked = trial.queries[int(place)].name
        found[place] |= any(same_name(asked, name.text) for name in trial.entries[int(number)].names)
    return found


NOTE = (
    "Aliases left out are wholly other names in part (no spelling leads to them); respellings are typing errors, other "
    "romanizations, initials, dropped middle names. Larger lists alarm more often. A birth date or an identifier settles most."
)


def reliability_cells(best: Floats, right: npt.NDArray[np.bool_], wrong: Floats) -> list[dict[str, float]]:
    """Bins of what was said with what was so: best hits of aliases and of innocents, equal in weight."""
    chance = probability(np.concatenate([best, wrong]))
    truth = np.concatenate([right, np.zeros(len(wrong), dtype=bool)])
    weight = np.concatenate([np.ones(len(best)), np.full(len(wrong), len(best) / len(wrong))])
    cells = []
    edges = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98, 1.01)
    for low, high in pairwise(edges):
        here = (chance >= low) & (chance < high)
        if here.sum() >= 10:
            said, was = np.average(chance[here], weights=weight[here]), np.average(truth[here], weights=weight[here])
            cells.append({"said": float(said), "was": float(was), "count": int(here.sum())})
    return cells


def thresholds(write: bool, fresh: bool) -> dict[str, Any]:
    """Section 7: thresholds and calibration."""
    found: dict[str, Any] = kept("thresholds", threshold_rows, fresh=fresh)
    say("7. Thresholds (SDN 2021-07, seed 11; false alarms in 1,000 innocents; misses in percent of aliases, of respellings)")
    for part in found["kinds"]:
        for row in part["rows"]:
            shown = [f"{row[name]:6.2f}" for name in ("false_alarms_per_1000", "missed_aliases_pct", "missed_respellings_pct")]
            say(f"    {part['kind']:12} {row['threshold']:.2f}  {'  '.join(shown)}")
    say("   calibration: best hit of an alias (right when it is the party's) and of an innocent, equal in weight")
    for kind, cells in found["cells"].items():
        say(f"    {kind:12} said " + "; ".join(f"{cell['said']:.2f} was {cell['was']:.2f} ({cell['count']})" for cell in cells))
    if write:
        shipped = {"note": found["note"], "kinds": found["kinds"]}
        THRESHOLDS.write_text(json.dumps(shipped, indent=1) + "\n", encoding="utf-8")
        subtitle = "SDN list of July 2021, 2,000 aliases left out and innocents, equal in weight"
        PLOT.write_text(reliability(found["cells"], subtitle), encoding="utf-8")
    return found


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one seed, fewer innocents")
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--peers", help="python with nomenklatura, or `none`; an environment is made for it when not given")
    parser.add_argument(
        "--write", action="store_true", help="keep the thresholds in the package and the reliability plot in the docs"
    )
    parser.add_argument("--only", default="123457869", help="sections to run")
    parser.add_argument("--fresh", action="store_true", help="measure again what is kept from an earlier run of the same code")
    options = parser.parse_args()
    if not DATA.is_dir():
        say(f"nothing measured: {DATA} is not there")
        raise SystemExit(0)
    peer = None if options.peers == "none" else peer_python(options.peers)
    seeds = [11] if options.quick else [11 + place for place in range(options.seeds)]
    parts = {"1": 3 * len(seeds) + 1, "2": 0, "3": 0, "4": 1, "5": 5, "6": 0, "7": 1, "8": 3, "9": 1}
    expect(sum(parts[section] for section in options.only))
    fresh = options.fresh
    found: dict[str, Any] = {}
    if "1" in options.only:
        found["recall"] = recall(seeds, 2_000, options.quick, fresh)
        found["baselines"] = baselines(2_000, fresh)
        if peer:
            peer_recall(peer, 400)
    if "2" in options.only:
        united(options.quick)
    if "3" in options.only:
        labelled(peer)
    if "4" in options.only:
        show_han(kept("han", han, fresh=fresh))
    if "5" in options.only:
        show_acronyms(kept("acronyms", acronyms, fresh=fresh))
        show_short_names(kept("short-names", short_names, fresh=fresh))
        unseen = partial(short_names, "unseen_short_names.tsv")
        show_unseen(
            kept("unseen-short-names", unseen, fresh=fresh),
            kept("listed-short-names", partial(unseen, taken_out=False), fresh=fresh),
        )
        show_second(kept("second-short-names", partial(short_names, "unseen_short_names_2.tsv"), fresh=fresh))
    if "9" in options.only:
        show_stress(kept("stress", stress, fresh=fresh))
    if "8" in options.only:
        told = kept_side_by_side({f"others-{label}": partial(others, label) for label in OTHER_LISTS}, fresh=fresh)
        show_others(dict(zip(OTHER_LISTS, told, strict=True)))
    if "7" in options.only:
        thresholds(options.write, fresh)
    if "6" in options.only:
        speed(options.quick, peer)
    say(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
        + ("" if peer else "; nomenklatura not installed, so not compared")
    )


if __name__ == "__main__":
    main()
