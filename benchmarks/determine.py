"""Decisions a second on one core: one at a time, many distinct lines, and many lines of few combinations.

python benchmarks/determine.py [--lines 100000] [--repeats 1000000] [--combinations 5000]

The lines are drawn with a fixed seed over real ECCNs, destinations, days and parties. The peer in the same run is the same
engine without its memory of what was asked before: its answers must be the same.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from licet.bulk import Decider
from licet.law.us.ear.part738_country_chart import destinations
from licet.law.us.ear.part774_ccl.lookup import headings
from licet.transactions import Item, Kind, Participant, Role, Transaction
from licet.workspace import Workspace

NAMES = ("Northern Light Instruments", "Lotus River Provincial Telecom", "Blue Mesa Controls", "Huawei Technologies Co., Ltd.", "Casa Verde Eletronica")


def lines(count: int, seed: int, *, distinct: bool = True) -> Iterator[Transaction]:
    """Order lines; distinct ones differ at least in value and id."""
    draw = random.Random(seed)
    places, codes = destinations(), [*headings(), *["EAR99"] * 200, *["5A991", "3A991", "5A992", "3A001.a.7", "4A994"] * 40]
    for number in range(count):
        value = Decimal(draw.randrange(100, 900_000)) / 100 if distinct else Decimal(draw.choice((900, 4000, 20_000, 900_000)))
        yield Transaction(
            id=f"L{number}",
            kind=Kind.EXPORT,
            as_of=date(2024, 1, 8) + timedelta(days=7 * draw.randrange(100 if distinct else 8)),
            exporter_country="US",
            destination=draw.choice(places),
            end_use="civil",
            parties=(Participant(role=Role.END_USER, name=draw.choice(NAMES), country="BR"),),
            items=(Item(id="1", eccn=draw.choice(codes), value_usd=value, origin="US"),),
        )


def rate(decider: Decider, drawn: list[Transaction]) -> tuple[float, list[str]]:
    start = time.perf_counter()
    words = [found.outcome.value for found in decider.decide_many(drawn)]
    return len(drawn) / (time.perf_counter() - start), words


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=1_000_000)
    parser.add_argument("--combinations", type=int, default=5_000)
    given = parser.parse_args()
    workspace = Workspace(shipped_only=True)
    decider = Decider(workspace)
    sample = list(lines(400, 1))
    for tx in sample[:100]:
        decider.decide(tx)
    times = []
    for tx in sample[100:]:
        start = time.perf_counter()
        decider.decide(tx)
        times.append(1000 * (time.perf_counter() - start))
    print(f"single decision: median {statistics.median(times):.2f} ms, p95 {sorted(times)[int(0.95 * len(times))]:.2f} ms   (bar: 2 ms)")
    for part in (given.lines // 10, given.lines):
        per_second, _ = rate(Decider(workspace), list(lines(part, 2)))
        print(f"{part:9,} distinct lines:          {per_second:10,.0f} a second   (bar: 3,000)")
    pool = list(lines(given.combinations, 3, distinct=False))
    draw = random.Random(4)
    drawn = [draw.choice(pool) for _ in range(given.repeats)]
    remembering, words = rate(Decider(workspace), drawn)
    print(f"{given.repeats:9,} of {given.combinations:,} combinations: {remembering:10,.0f} a second   (bar: 100,000)")
    forgetting, plain = rate(Decider(workspace, remember=False), drawn[:5000])
    print(f"{5000:9,} of them without memory: {forgetting:10,.0f} a second   ratio {remembering / forgetting:.0f}, same answers: {plain == words[:5000]}")
    return 0 if plain == words[:5000] else 1


if __name__ == "__main__":
    sys.exit(main())
