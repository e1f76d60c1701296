"""How fast screening is: names a second, growth with the list, single calls, building, loading, a new process, and the peer.

    python benchmarks/screening_speed.py [--short | --quick] [--peers PYTHON]

All rates are of one core and CPU time, evidence included. Every name is asked once, after other names have warmed the process: a
stream of new names, half of them innocent persons and half names of the list, a third of those disturbed. Larger lists are made by
recombining the words of the list's own names, kind by kind, with a fixed seed, so their words are as frequent as real ones.
Each figure stands beside what was set out to be reached. Building and loading are by the clock: building uses all cores.
"""

import argparse
import gc
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from importlib.util import find_spec
from itertools import pairwise
from math import log
from pathlib import Path

import numpy as np

from licet.screening.entries import Entry, ListedName
from licet.screening.index import NameIndex
from licet.screening.query import Query
from licet.screening.search import Searcher
from screening_data import DATA, innocent_persons, sdn
from screening_disturb import disturbed_other, disturbed_person
from screening_environment import peer_python
from screening_lists import everything

HERE = Path(__file__).resolve().parent
WARM, ROUNDS, ASKED, SINGLE = 1_000, 3, 2_000, 500
PEER_ASKED = 400
# What was set out to be reached: names a second at least, by list and by way; the peer's multiple; all else at most.
LEAST_RATE = {"1x": (2_000, 3_000), "all lists": (1_500, 1_500), "4x": (None, None), "16x": (800, 800)}
LEAST_TIMES_PEER = 40
MOST_SINGLE_MS, MOST_BUILD_S, MOST_LOAD_MS, MOST_ANSWER_S, MOST_ANSWER_MB = 5.0, 30.0, 150.0, 1.0, 300.0


def say(text: str = "") -> None:
    """One line of the report."""
    print(text, flush=True)


def beside(value: float, *, least: float | None = None, most: float | None = None) -> str:
    """What was asked for, and whether it is so."""
    if least is None and most is None:
        return ""
    met = value >= least if least is not None else value < (most or 0.0)
    return f" (bar {least if least is not None else most:,g}: {'met' if met else 'MISSED'})"


def stream(listed: list[Entry], count: int, seed: int) -> list[Query]:
    """Names to ask for, each once: innocent persons, and names of the list, a third of these disturbed."""
    rng = random.Random(seed)
    queries = [Query(person.name, "person") for person in innocent_persons(seed * 600, seed * 600 + count // 4)]
    for entry in rng.sample([entry for entry in listed if entry.names], count - len(queries)):
        name = rng.choice(entry.names).text
        if rng.random() < 1 / 3 and len(name.split()) > 1:
            change = disturbed_person if entry.kind == "person" else disturbed_other
            name = " ".join(change(name.lower().replace(",", "").split(), rng))
        queries.append(Query(name, entry.kind))
    rng.shuffle(queries)
    return queries


def grown(listed: list[Entry], times: int) -> list[Entry]:
    """The list and further parties whose names are made of its words: as many words a name, drawn as often as they occur."""
    rng = random.Random(2)
    words: dict[str, list[str]] = {}
    for entry in listed:
        words.setdefault(entry.kind, []).extend(word for name in entry.names for word in name.text.split())
    more = list(listed)
    for copy in range(1, times):
        for entry in listed:
            names = (" ".join(rng.choices(words[entry.kind], k=len(name.text.split()))) for name in entry.names)
            more.append(replace(entry, listing_id=f"{entry.listing_id}/{copy}", names=tuple(map(ListedName, names))))
    return more


def rate(searcher: Searcher, listed: list[Entry]) -> float:
    """Names a second: the median of some rounds, each of names never asked before."""
    list(searcher.search_many(stream(listed, WARM, 9), 5, 0.7, None))
    rates = []
    for seed in range(ROUNDS):
        asked = stream(listed, ASKED, seed)
        started = time.process_time()
        for _ in searcher.search_many(asked, 5, 0.7, None):
            pass
        rates.append(len(asked) / (time.process_time() - started))
    return float(np.median(rates))


def single_calls(searcher: Searcher, listed: list[Entry]) -> str:
    """The milliseconds of single calls: half of them and 99 in 100 are below."""
    times, wall = [], []
    for query in stream(listed, SINGLE, 5):
        started, began = time.process_time(), time.perf_counter()
        list(searcher.search_many([query], 5, 0.7, None))
        times.append(1_000 * (time.process_time() - started))
        wall.append(1_000 * (time.perf_counter() - began))
    p50, p99 = np.percentile(times, [50, 99])
    slow = float(np.percentile(wall, 99))
    return f"single call p50 {p50:.2f} ms, p99 {p99:.2f} ms of CPU, {slow:.2f} of the clock{beside(p99, most=MOST_SINGLE_MS)}"


def measured(label: str, which: str, entries: list[Entry], asked_from: list[Entry], folder: Path) -> tuple[int, float, float]:
    """Everything about one list: how many names it has, and the seconds a name takes without numba and with it (0 without)."""
    started = time.perf_counter()
    index = NameIndex.build(entries)
    build = time.perf_counter() - started
    size = index.save(folder).stat().st_size / 1e6
    del index
    started = time.perf_counter()
    index = NameIndex.load(folder)
    load = 1_000 * (time.perf_counter() - started)
    arrays = Searcher(index, compiled=False)
    plain, fast = rate(arrays, asked_from), 0.0
    least, least_compiled = LEAST_RATE[which]
    names = sum(len(entry.names) for entry in entries)
    say(f"    {label}: {len(entries):,} parties, {names:,} names ({len(index.names.owner):,} rows with readings)")
    say(f"        numpy {plain:6,.0f} names/s{beside(plain, least=least)}   {single_calls(arrays, asked_from)}")
    if find_spec("numba") is not None:
        compiled = Searcher(index, compiled=True)
        fast = rate(compiled, asked_from)
        say(f"        numba {fast:6,.0f} names/s{beside(fast, least=least_compiled)}   {single_calls(compiled, asked_from)}")
    else:
        say("        numba is not installed, so licet[fast] was not measured")
    bars = which in ("1x", "all lists")
    built = beside(build, most=MOST_BUILD_S) if bars else ""
    loaded = beside(load, most=MOST_LOAD_MS) if bars else ""
    say(f"        build {build:.1f} s{built}, {size:.0f} MB, load {load:.0f} ms{loaded}")
    return names, 1.0 / plain, 1.0 / fast if fast else 0.0


def first_answer(folder: Path) -> str:
    """A new process: from its start to its first answer, and the memory it took."""
    code = (
        "from pathlib import Path; from licet.screening.index import NameIndex; from licet.screening.query import Query\n"
        f"NameIndex.load(Path({str(folder)!r})).search(Query('Vladimir Putin', 'person'))\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    started, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    whole, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    megabytes = float(run.stdout) / 1024
    return (
        f"first answer of a new process: {whole:.2f} s ({cpu:.2f} s of CPU){beside(whole, most=MOST_ANSWER_S)},"
        f" {megabytes:.0f} MB{beside(megabytes, most=MOST_ANSWER_MB)}"
    )


def peer_rate(peer: str, listed: list[Entry], ours: dict[str, float]) -> None:
    """nomenklatura's blocker with logic-v2 on the same list and names, in the same run."""
    asked = stream(listed, PEER_ASKED, 1)
    rows = {
        "listed": [[entry.kind, [name.text for name in entry.names]] for entry in listed],
        "asked": [[query.kind, [query.name]] for query in asked],
    }
    run = subprocess.run(
        [peer, str(HERE / "screening_peer_blocker.py")], input=json.dumps(rows), capture_output=True, text=True, check=False
    )
    if run.returncode:
        say(f"    peer: it failed: {(run.stderr.strip().splitlines() or ['no reason given'])[-1]}")
        return
    told = json.loads(run.stdout.strip().splitlines()[-1])
    theirs = len(asked) / (told["propose"] + told["score"])
    say(f"    peer: nomenklatura's blocker with logic-v2, the same list, {len(asked)} of the names: {theirs:,.1f} names/s of CPU")
    say(
        f"        build {told['build']:.1f} s, proposing {told['propose']:.1f} s,"
        f" scoring {told['pairs']:,} pairs {told['score']:.1f} s"
    )
    for way, rate_of_ours in ours.items():
        times = rate_of_ours / theirs
        say(f"        licet ({way}) is {times:,.0f} times as fast{beside(times, least=LEAST_TIMES_PEER)}")


def speed(quick: bool, peer: str | None, *, short: bool = False) -> None:
    """The whole section, or only the list of December 2023."""
    say("6. Speed on one core (CPU time, names never asked before, evidence written)")
    listed = sdn("sdn-2023-12")
    growth: list[tuple[int, float, float]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        growth.append(measured("SDN 2023-12 (1x)", "1x", listed, listed, folder / "1"))
        say(f"        {first_answer(folder / '1')}")
        if peer:
            ours = {way: 1.0 / seconds for way, seconds in zip(("numpy", "numba"), growth[0][1:], strict=True) if seconds}
            peer_rate(peer, listed, ours)
        if short:
            return
        measured("all lists", "all lists", everything(), listed, folder / "all")
        say(f"        {first_answer(folder / 'all')}")
        for times in (4,) if quick else (4, 16):
            growth.append(measured(f"SDN {times}x", f"{times}x", grown(listed, times), listed, folder / str(times)))
    for way, column in (("numpy", 1), ("numba", 2)):
        for one, other in pairwise(growth):
            if one[column] and other[column]:
                names, longer = other[0] / one[0], other[column] / one[column]
                exponent = log(longer) / log(names)
                say(
                    f"    growth ({way}): {names:.0f} times the names take {longer:.2f} times the time"
                    f" (exponent {exponent:.2f}; 1 is linear){beside(exponent, most=1.0)}"
                )


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="up to four times the list")
    parser.add_argument("--short", action="store_true", help="the SDN list of December 2023 and the peer only: two minutes")
    parser.add_argument("--peers", help="a Python with nomenklatura; one is made in the cache folder when not given")
    parser.add_argument("--no-peers", action="store_true", help="leave the peer out")
    options = parser.parse_args()
    if not DATA.is_dir():
        say(f"nothing measured: {DATA} is not there")
        return
    gc.set_threshold(100_000, 20, 20)  # as every command of licet does
    speed(options.quick, None if options.no_peers else peer_python(options.peers), short=options.short)


if __name__ == "__main__":
    main()
