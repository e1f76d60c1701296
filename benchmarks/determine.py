"""Decisions a second on one core: one at a time, an exporter's distinct lines, the worst case, and many lines of few kinds.

python benchmarks/determine.py [--quick] [--lines 100000] [--uniform 10000] [--repeats 1000000] [--combinations 5000]

The whole takes a few minutes; `--quick` takes a fifth of the lines.

Four sorts of lines, all with a fixed seed and each with its own id:

- an exporter's: 250 products (ECCNs drawn once: three in ten EAR99, four in ten anti-terrorism entries, the rest any heading
  or a controlled paragraph; the line id is the part number; descriptions are not given), 2,000 customers in 45 countries (each with its own name and seat), 250
  working days of 2024 and 2025, and a value of its own to the cent. A few products and customers make most of the sales
  (weights fall as 1/rank). No two lines are alike;
- uniform, the worst case for any memory: every ECCN heading and every destination of the Country Chart alike often, 100 days
  two years wide, one name in five on the Entity List;
- repeated: combinations of the uniform sort, drawn a million times; each line is built anew, so that nothing is recognized
  by being the same object.

Times are CPU seconds of this process (`time.process_time`), for the machine may be shared; building the lines is not counted,
loading (packs, names, the first decisions) is reported apart. Each run is told in tenths too: what the first costs, which meets
everything for the first time, and what the last. The peer in the same run is the same engine without its memories, asked last,
so that what the process has read and searched by then serves it too: samples of each sort are decided by both, and every word
of the answers must be the same. Single decisions are asked without memory; two thirds of an exporter's meet a customer's name for the
first time, and are told for the base install and for `licet[fast]`. A mark of how fast the machine is at that moment (a fixed piece of plain Python) is printed
beside, for CPU seconds stretch when a core is shared.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from importlib.util import find_spec

from licet.bulk import Decider
from licet.decisions import json_number
from licet.law.us.ear.part738_country_chart import destinations
from licet.law.us.ear.part774_ccl.lookup import headings
from licet.transactions import Item, Kind, Participant, Role, Transaction
from licet.workspace import Workspace

NAMES = ("Northern Light Instruments", "Lotus River Provincial Telecom", "Blue Mesa Controls", "Huawei Technologies Co., Ltd.", "Casa Verde Eletronica")
COUNTRIES = ["CA", "MX", "DE", "GB", "FR", "JP", "KR", "TW", "CN", "HK", "SG", "IN", "BR", "AU", "NL", "IT", "ES", "SE", "CH", "IL", "AE", "SA", "TR", "PL", "CZ", "MY", "TH", "VN", "PH", "ID", "ZA", "CL", "CO", "PE", "AR", "EG", "MA", "QA", "KW", "NO", "DK", "FI", "IE", "AT", "NZ"]
ORDINARY = ("3A991", "4A994", "5A991", "5A992.c", "5D992.c", "2B999", "3B991", "8A992", "9A991", "1C995")
CONTROLLED = ("3A001.a.7", "3A001.b.2", "5A002.a", "6A003.b.4", "2B001", "2B350", "3B001.c", "9A610.x", "1C350", "7A103", "3A090.a")
FIRST = ("Alta", "Baltic", "Corvo", "Delta", "Eastern", "Fjord", "Gran", "Harbor", "Iris", "Juno", "Kite", "Lumen", "Mesa", "Nova", "Orion", "Pico")
LAST = ("Controls", "Devices", "Electronics", "Fluidics", "Instruments", "Machines", "Motors", "Optics", "Robotics", "Sensors", "Tools", "Works")


def exporter(count: int, seed: int) -> Iterator[Transaction]:
    """An exporter's distinct lines."""
    draw = random.Random(seed)
    codes = [draw.choice(("EAR99",) * 3 + ("at",) * 4 + ("any", "any", "controlled")) for _ in range(250)]
    chosen = {"at": ORDINARY, "any": headings(), "controlled": CONTROLLED}
    products = [(f"part {n}", draw.choice(chosen[code]) if code in chosen else code) for n, code in enumerate(codes)]
    customers = [(f"{draw.choice(FIRST)} {draw.choice(LAST)} {n}", draw.choice(COUNTRIES)) for n in range(2000)]
    days = [day for n in range(730) if (day := date(2024, 1, 8) + timedelta(days=n)).weekday() < 5][::2][:250]
    product_weights, customer_weights = ([1 / (rank + 3) for rank in range(len(kinds))] for kinds in (products, customers))
    what = draw.choices(products, product_weights, k=count)
    to_whom = draw.choices(customers, customer_weights, k=count)
    for number, ((part, code), (name, country)) in enumerate(zip(what, to_whom, strict=True)):
        value = Decimal(int(100 * draw.lognormvariate(8, 1.5)) + 100) / 100
        yield Transaction(
            id=f"X{number}", kind=Kind.EXPORT, as_of=draw.choice(days), exporter_country="US", destination=country, end_use="civil",
            parties=(Participant(role=Role.END_USER, name=name, country=country),),
            items=(Item(id=part, eccn=code, value_usd=value, origin="US"),),
        )  # fmt: skip


def lines(count: int, seed: int, *, distinct: bool = True) -> Iterator[Transaction]:
    """Uniform lines; distinct ones differ at least in value and id."""
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


def repeated(count: int, combinations: int, seed: int) -> Iterator[Transaction]:
    """Lines drawn from few combinations, each built anew with its own id."""
    pool = list(lines(combinations, seed, distinct=False))
    draw = random.Random(seed + 1)
    for number in range(count):
        tx = draw.choice(pool)
        yield replace(tx, id=f"R{number}", parties=tuple(replace(p) for p in tx.parties), items=tuple(replace(i) for i in tx.items))


def rates(decider: Decider, drawn: Iterator[Transaction], block: int) -> list[tuple[float, int]]:
    """CPU seconds and lines of each block; in blocks, so that a million lines need not be held."""
    found = []
    while lines_ := [tx for _, tx in zip(range(block), drawn, strict=False)]:
        start = time.process_time()
        for decision in decider.decide_many(lines_):
            assert decision.outcome
        found.append((time.process_time() - start, len(lines_)))
    return found


def single(decider: Decider, sample: Iterator[Transaction]) -> str:
    """Milliseconds of CPU of decisions asked for one at a time."""
    times = []
    for tx in list(sample):
        start = time.process_time()
        decider.decide(tx)
        times.append(1000 * (time.process_time() - start))
    return f"median {statistics.median(times):.2f} ms, p95 {sorted(times)[int(0.95 * len(times))]:.2f} ms   (bar: 2 ms)"


def machine() -> float:
    """Milliseconds of CPU that a fixed piece of plain Python takes now, without collections."""
    gc.disable()
    start, seen = time.process_time(), {}
    for number in range(40_000):
        seen[str(number)] = (number, [number])
    assert sum(pair[0] for pair in seen.values()) > 0
    spent = time.process_time() - start
    gc.enable()
    return 1000 * spent


def told(decider: Decider, drawn: list[Transaction]) -> list[str]:
    return [json.dumps(found.as_dict(), default=json_number) for found in decider.decide_many(drawn)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--uniform", type=int, default=10_000)
    parser.add_argument("--repeats", type=int, default=1_000_000)
    parser.add_argument("--combinations", type=int, default=5_000)
    parser.add_argument("--quick", action="store_true", help="a fifth of the lines")
    given = parser.parse_args()
    if given.quick:
        given.lines, given.uniform, given.repeats = given.lines // 5, given.uniform // 5, given.repeats // 5
    gc.set_threshold(100_000, 20, 20)  # as every command of licet does
    start = time.process_time()
    workspace = Workspace(shipped_only=True)
    plain = Decider(workspace, remember=False)
    for tx in [*lines(200, 1), *exporter(200, 1)]:
        plain.decide(tx)
    print(f"loading and the first 400 decisions: {time.process_time() - start:.1f} s of CPU")
    print(f"single decision, uniform                     {single(plain, lines(400, 11))}")
    print(f"single decision, an exporter's               {single(plain, exporter(250, 11))}")
    if find_spec("numba") is None:
        print("single decision, an exporter's, licet[fast]  not measured: numba is not installed")
    else:
        start = time.process_time()
        for tx in exporter(800, 12):  # enough names never asked before that the compiled loops are taken
            plain.decide(tx)
        warm = time.process_time() - start
        print(f"single decision, an exporter's, licet[fast]  {single(plain, exporter(400, 13))}; 800 decisions before, loading included: {warm:.1f} s")
    same = True
    sorts: tuple[tuple[str, int, Callable[[], Iterator[Transaction]], str], ...] = (
        (f"{given.lines:,} distinct lines of an exporter", given.lines, lambda: exporter(given.lines, 2), "3,000"),
        (f"{given.uniform:,} uniform lines, the worst case", given.uniform, lambda: lines(given.uniform, 2), "none"),
        (f"{given.repeats:,} lines of {given.combinations:,} combinations", given.repeats, lambda: repeated(given.repeats, given.combinations, 3), "100,000"),
    )
    for name, size, make, bar in sorts:
        decider = Decider(workspace)
        speed = machine()
        blocks = rates(decider, make(), max(size // 10, 1))
        speed = (speed + machine()) / 2
        spent, count = sum(seconds for seconds, _ in blocks), sum(lines_ for _, lines_ in blocks)
        first, last = (lines_ / seconds for seconds, lines_ in (blocks[0], blocks[-1]))
        sample = [tx for _, tx in zip(range(3000), make(), strict=False)]
        peer, peers = next((seconds, lines_) for seconds, lines_ in rates(plain, iter(sample), 3000))
        alike = told(decider, sample[:1500]) == told(plain, sample[:1500])
        same = same and alike
        print(
            f"{name:48} {count / spent:10,.0f} a second (bar: {bar}); without memory {peers / peer:8,.0f}, "
            f"ratio {count / spent * peer / peers:.1f}, same answers: {alike}\n"
            f"    first tenth {first:,.0f}, last tenth {last:,.0f} a second; the machine's mark {speed:.0f} ms"
        )
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
