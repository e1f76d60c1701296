"""Make books of business of any size: the hand-made story, and round it plainly fictional parties, items and orders.

    python benchmarks/books.py --parties 120 --format csv --out examples/book
    python benchmarks/books.py --parties 1000000 --out /tmp/book-1m

One seed, one book, byte for byte. For P parties there are P order lines, 4P stakes, 5P supply relations and P rows of bills of
materials. Suppliers stand in tiers and parts below their parents, as in life; the fictional part never touches the listed parties
of the story unless `--touch` asks for it: then that share of resellers, suppliers and orders deals with ZTE. With `--world` the
fictional parties sit, and most orders go, about where US goods go: half of it to five countries, and a little to many.
"""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from story import TABLES

FIRST = [
    "Acorn",
    "Alder",
    "Bramble",
    "Briar",
    "Cedar",
    "Clover",
    "Cobalt",
    "Coral",
    "Cricket",
    "Dapple",
    "Drift",
    "Ember",
    "Fallow",
    "Finch",
    "Flint",
    "Garnet",
    "Gorse",
    "Harrow",
    "Hazel",
    "Heron",
    "Ivory",
    "Juniper",
    "Kelp",
    "Lark",
    "Linden",
    "Maple",
    "Marsh",
    "Mica",
    "Mossy",
    "Nettle",
    "Oaken",
    "Ochre",
    "Opal",
    "Orchard",
    "Osprey",
    "Pebble",
    "Pepper",
    "Pollen",
    "Quill",
    "Raven",
    "Reed",
    "River",
    "Rowan",
    "Russet",
    "Saffron",
    "Sable",
    "Sedge",
    "Sorrel",
    "Sparrow",
    "Thistle",
    "Timber",
    "Topaz",
    "Tulip",
    "Umber",
    "Velvet",
    "Walnut",
    "Willow",
    "Yarrow",
]
SECOND = [
    "barrow",
    "beck",
    "bridge",
    "brook",
    "burrow",
    "cliff",
    "combe",
    "cove",
    "croft",
    "dale",
    "dell",
    "fell",
    "field",
    "ford",
    "gate",
    "glen",
    "grove",
    "hollow",
    "hurst",
    "lea",
    "lock",
    "loft",
    "marsh",
    "meadow",
    "mere",
    "mill",
    "moor",
    "mount",
    "nook",
    "park",
    "pike",
    "pool",
    "ridge",
    "rill",
    "rise",
    "shaw",
    "shore",
    "slade",
    "stead",
    "stone",
    "strand",
    "tarn",
    "thorpe",
    "tor",
    "vale",
    "view",
    "wade",
    "ward",
    "water",
    "well",
    "wick",
    "wold",
    "wood",
    "worth",
    "yard",
]
TRADE = [
    "Antennas",
    "Circuits",
    "Cables",
    "Optics",
    "Sensors",
    "Relays",
    "Motors",
    "Pumps",
    "Valves",
    "Radios",
    "Networks",
    "Instruments",
    "Tools",
    "Controls",
    "Robotics",
    "Software",
    "Trading",
    "Logistics",
    "Labs",
    "Foundry",
    "Metals",
    "Plastics",
    "Ceramics",
    "Batteries",
    "Displays",
    "Lighting",
    "Marine",
    "Aviation",
    "Farming",
    "Foods",
]
PLACES = [
    ("US", "Inc."), ("DE", "GmbH"), ("FR", "SARL"), ("GB", "Ltd."), ("JP", "K.K."), ("KR", "Co., Ltd."), ("TW", "Co., Ltd."),
    ("CN", "Co., Ltd."), ("HK", "Ltd."), ("SG", "Pte. Ltd."), ("MY", "Sdn. Bhd."), ("IN", "Pvt. Ltd."), ("BR", "Ltda."),
    ("MX", "S.A. de C.V."), ("NL", "B.V."), ("SE", "AB"), ("FI", "Oy"), ("IT", "S.r.l."), ("PL", "Sp. z o.o."), ("NZ", "Ltd."),
]  # fmt: skip
#: Where US goods went about 2018, in tenths of a percent; the rest of the world is left out.
WORLD = {
    "CA": 180, "MX": 159, "CN": 72, "JP": 45, "GB": 40, "DE": 35, "KR": 34, "NL": 29, "BR": 24, "HK": 22, "FR": 22, "SG": 20,
    "IN": 20, "BE": 19, "TW": 18, "AU": 15, "IT": 14, "CH": 13, "AE": 12, "CL": 9, "CO": 9, "IL": 8, "ES": 8, "SA": 8, "MY": 8,
    "TH": 8, "IE": 6, "TR": 6, "VN": 6, "AR": 6, "PE": 6, "PH": 5, "ID": 5, "PL": 3, "SE": 3, "ZA": 3, "EG": 3, "NO": 3,
    "QA": 3, "AT": 2, "NZ": 2, "DK": 2, "CZ": 2, "KW": 2, "PK": 2, "FI": 1, "HU": 1, "PT": 1, "RO": 1, "GR": 1, "MA": 1, "UA": 1,
    "KZ": 1, "NG": 1, "KE": 1, "LK": 1, "IS": 1, "JO": 1,
}  # fmt: skip
ECCNS = ["EAR99", "5A991", "3A991.d", "4A994.l", "3A992.a", "5A992.c", "3A001.a.7", "5A002.a", "6A003.b.4.b"]
WEIGHTS = [0.45, 0.2, 0.1, 0.08, 0.05, 0.05, 0.04, 0.02, 0.01]
USES = ["office network", "factory controls", "resale", "university laboratory", "public network", "spare parts"]
DAY = date(2018, 4, 10)


def make(parties: int, seed: int = 2018, touch: float = 0.0, *, world: bool = False) -> dict[str, pl.DataFrame]:
    """The tables of a book with `parties` fictional parties round the story.

    Args:
        parties: How many; the story's are added.
        seed: Of the generator.
        touch: Share of fictional orders, supply rows and stakes that deal with ZTE Corporation or ZTE Kangxun.
        world: Parties and orders about where US goods go, instead of evenly over twenty places.
    """
    rng = np.random.default_rng(seed)
    tables = {
        "parties": _parties(rng, parties),
        "items": _items(rng, max(parties // 5, 20)),
        "orders": _orders(rng, parties, touch),
        "boms": _boms(rng, max(parties // 5, 20), parties),
        "supply": _supply(rng, parties, 5 * parties, touch),
        "ownership": _ownership(rng, parties, 4 * parties, touch),
        "licenses": pl.DataFrame({"number": pl.Series([], dtype=pl.String)}),
    }
    if world:
        tables |= _about_the_world(np.random.default_rng(seed + 1), tables["parties"], tables["orders"])
    for name, frame in tables.items():
        story = pl.DataFrame([{k: v or None for k, v in row.items()} for row in TABLES[name]], infer_schema_length=None)
        tables[name] = pl.concat([story.cast(pl.String), frame.cast(pl.String)], how="diagonal")
    return tables


def _names(prefix: str, numbers: np.ndarray) -> pl.Series:
    return pl.select(pl.lit(prefix) + pl.Series(numbers).cast(pl.String).str.zfill(7)).to_series()


def _pick(rng: np.random.Generator, words: list[str], n: int, p: list[float] | None = None) -> pl.Series:
    return pl.Series(words).gather(rng.choice(len(words), n, p=p))


def _days(rng: np.random.Generator, first: date, span: int, n: int) -> pl.Series:
    start = pl.Series([first]).cast(pl.Int32)[0]
    return (pl.Series(rng.integers(0, span, n)).cast(pl.Int32) + start).cast(pl.Date)


def _money(rng: np.random.Generator, low: float, high: float, n: int) -> pl.Series:
    cents = np.exp(rng.uniform(np.log(low * 100), np.log(high * 100), n)).astype(np.int64)
    whole, rest = pl.Series(cents // 100).cast(pl.String), pl.Series(cents % 100).cast(pl.String).str.zfill(2)
    return whole + "." + rest


def _parties(rng: np.random.Generator, n: int) -> pl.DataFrame:
    """Names are unique: the combination runs through all of them before a number is added."""
    order = np.arange(n, dtype=np.int64) * 7919
    a, b = order % len(FIRST), (order // len(FIRST)) % len(SECOND)
    c, turn = (
        (order // (len(FIRST) * len(SECOND))) % len(TRADE),
        np.arange(n) // (len(FIRST) * len(SECOND) * len(TRADE)),
    )
    place = rng.integers(0, len(PLACES), n)
    base = pl.Series(FIRST).gather(a) + pl.Series(SECOND).gather(b) + " " + pl.Series(TRADE).gather(c)
    numbered = pl.DataFrame({"b": base, "t": turn}).select(
        pl.when(pl.col("t") == 0).then("b").otherwise(pl.col("b") + " " + pl.col("t").cast(pl.String))
    ).to_series()  # fmt: skip
    return pl.DataFrame({
        "id": _names("F", np.arange(n)), "name": numbered + " " + pl.Series([f for _, f in PLACES]).gather(place),
        "kind": ["organization"] * n, "country": pl.Series([c for c, _ in PLACES]).gather(place), "ours": ["no"] * n,
        "from": _days(rng, date(2010, 1, 4), 2500, n), "source": ["customer master"] * n,
    })  # fmt: skip


def _about_the_world(rng: np.random.Generator, parties: pl.DataFrame, orders: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The parties in the countries of `WORLD`; nine orders in ten go where their end user sits."""
    share = np.array(list(WORLD.values())) / sum(WORLD.values())
    form = dict(PLACES)
    places = _pick(rng, list(WORLD), parties.height, share.tolist())
    ends = places.replace_strict(form, default="Ltd.")
    names = parties["name"].str.extract(r"^(\S+ \S+(?: \d+)?)", 1) + " " + ends
    parties = parties.with_columns(places.alias("country"), names.alias("name"))
    seat = orders.select("end_user").join(parties.select("id", "country"), left_on="end_user", right_on="id", how="left")["country"]
    other = _pick(rng, list(WORLD), orders.height, share.tolist())
    away = pl.Series("away", rng.random(orders.height) < 0.1)
    to = pl.DataFrame({"seat": seat, "other": other, "away": away, "told": orders["destination"]}).select(
        pl.when(pl.col("seat").is_null()).then("told").when("away").then("other").otherwise("seat").alias("destination")
    )  # fmt: skip
    return {"parties": parties, "orders": orders.with_columns(to["destination"])}


def _items(rng: np.random.Generator, n: int) -> pl.DataFrame:
    home = rng.random(n) < 0.6
    return pl.DataFrame({
        "id": _names("I", np.arange(n)), "description": pl.Series(TRADE).gather(rng.integers(0, len(TRADE), n)) + " part",
        "eccn": _pick(rng, ECCNS, n, WEIGHTS), "origin": np.where(home, "US", "foreign"),
        "made_in": np.where(home, "US", np.array([c for c, _ in PLACES[1:]])[rng.integers(0, len(PLACES) - 1, n)]),
        "kind": ["commodity"] * n, "unit_value_usd": _money(rng, 2, 4000, n),
    })  # fmt: skip


def _orders(rng: np.random.Generator, n: int, touch: float) -> pl.DataFrame:
    place = np.array([c for c, _ in PLACES[1:]])
    who = _names("F", rng.integers(0, n, n))
    zte = pl.Series(["C-ZTE", "C-KANG"]).gather(rng.integers(0, 2, n))
    near = pl.Series(rng.random(n) < touch)
    end = pl.DataFrame({"w": who, "z": zte, "t": near}).select(pl.when("t").then("z").otherwise("w")).to_series()
    country = np.where(near.to_numpy(), "CN", place[rng.integers(0, len(place), n)])
    gone = rng.random(n) < 0.5
    ordered = _days(rng, DAY - timedelta(days=200), 200, n)
    return pl.DataFrame({
        "order": _names("SO-", np.arange(n) // 3), "line": np.arange(n) % 3 + 1, "status": np.where(gone, "shipped", "open"),
        "kind": ["export"] * n, "ordered_on": ordered, "due_on": _days(rng, DAY + timedelta(days=3), 150, n),
        "shipped_on": pl.DataFrame({"o": ordered, "g": gone}).select(pl.when("g").then("o")).to_series(),
        "exporter_country": ["US"] * n, "destination": country, "item": _names("I", rng.integers(0, max(n // 5, 20), n)),
        "quantity": rng.integers(1, 500, n), "value_usd": _money(rng, 100, 200000, n), "end_user": end,
        "ultimate_consignee": end, "purchaser": who, "end_use": _pick(rng, USES, n), "source": ["ERP"] * n,
    })  # fmt: skip


def _boms(rng: np.random.Generator, items: int, rows: int) -> pl.DataFrame:
    """Four levels: a tenth of the items are products, then assemblies, subassemblies, and the rest are bought parts.

    A part stands on a lower level than its parent; one in ten rows holds an item that is made itself, and one in ten is an
    alternate of the row before.
    """
    level = [items // 10, items // 5, items * 3 // 10, items]
    parent = np.sort(rng.integers(0, level[2], rows))
    below = np.searchsorted(level, parent, side="right")
    deep = rng.random(rows) < 0.9
    first = np.where(deep, level[2], np.array(level)[below])
    last = np.where(deep, items, np.array(level)[np.minimum(below + 1, 3)])
    part = first + (rng.random(rows) * (last - first)).astype(np.int64)
    position = np.arange(rows)
    again = (rng.random(rows) < 0.1) & (np.r_[-1, parent[:-1]] == parent)
    position = np.maximum.accumulate(np.where(again, 0, position))
    return pl.DataFrame({
        "parent": _names("I", parent), "part": _names("I", part), "quantity": rng.integers(1, 9, rows), "position": position,
        "preference": np.where(again, 2, 1), "source": ["engineering BOM"] * rows,
    })  # fmt: skip


def _supply(rng: np.random.Generator, parties: int, rows: int, touch: float) -> pl.DataFrame:
    """Sellers sell down a chain of numbers; a quarter of the rows sell one of our items to us."""
    seller = rng.integers(0, max(parties - 1, 1), rows)
    span = np.minimum(parties - 1 - seller, max(parties // 50, 3))
    buyer = seller + 1 + (rng.random(rows) * np.maximum(span - 1, 0)).astype(np.int64)
    to_us = rng.random(rows) < 0.25
    near = rng.random(rows) < touch
    item = pl.DataFrame({"i": _names("I", rng.integers(0, max(parties // 5, 20), rows)), "u": to_us})
    frame = pl.DataFrame({
        "s": _names("F", seller), "b": _names("F", np.minimum(buyer, parties - 1)), "u": to_us, "n": near,
        "zte": pl.Series(["C-ZTE", "C-KANG"]).gather(rng.integers(0, 2, rows)),
    })  # fmt: skip
    ends = frame.select(
        pl.when(pl.col("n") & pl.col("u")).then("zte").otherwise("s").alias("supplier"),
        pl.when("u").then(pl.lit("HMD-US")).when("n").then("zte").otherwise("b").alias("buyer"),
    )
    return ends.with_columns(
        item=item.select(pl.when("u").then("i")).to_series(), value_usd=_money(rng, 1000, 500000, rows),
        certainty=pl.Series(np.where(rng.random(rows) < 0.9, "established", "possible")),
        source=pl.lit("purchase ledger"),
    ).with_columns(_days(rng, date(2012, 1, 2), 2200, rows).alias("from"))  # fmt: skip


def _ownership(rng: np.random.Generator, parties: int, rows: int, touch: float) -> pl.DataFrame:
    """About four holders a company with whole shares that stay within 100 percent; a tenth known only as a range."""
    owned = rng.integers(0, parties, rows)
    order = np.argsort(owned, kind="stable")
    owned = owned[order]
    first = np.r_[True, owned[1:] != owned[:-1]]
    group = np.cumsum(first) - 1
    size = np.bincount(group)
    pct = np.maximum((rng.random(rows) * 2 * 100 / size[group]).astype(np.int64), 1)
    total = np.bincount(group, weights=pct)
    pct = np.where(total[group] > 100, np.maximum((pct * 100 // np.maximum(total[group], 1)).astype(np.int64), 1), pct)
    small = np.bincount(group, weights=pct) <= 100
    owner = rng.integers(0, parties, rows)
    keep = small[group] & (owner != owned)
    owner, owned, pct = owner[keep], owned[keep], pct[keep]
    n = len(pct)
    ranged = rng.random(n) < 0.1
    near = rng.random(n) < touch / 10
    frame = pl.DataFrame({"o": _names("F", owner), "n": near, "p": pct, "r": ranged})
    return frame.select(
        pl.when("n").then(pl.lit("C-ZTE")).otherwise("o").alias("owner"), _names("F", owned).alias("owned"),
        pl.when(~pl.col("r")).then("p").alias("pct"), pl.when("r").then(pl.col("p") // 2).alias("pct_min"),
        pl.when("r").then("p").alias("pct_max"), pl.lit("equity").alias("kind"), pl.lit("established").alias("certainty"),
        pl.lit("company register").alias("source"),
    ).with_columns(_days(rng, date(2008, 1, 2), 3500, n).alias("from"))  # fmt: skip


def write(tables: dict[str, pl.DataFrame], out: Path, form: str) -> None:
    """One file a table, as CSV or Parquet."""
    out.mkdir(parents=True, exist_ok=True)
    for name, frame in tables.items():
        if form == "csv":
            frame.write_csv(out / f"{name}.csv")
        else:
            frame.write_parquet(out / f"{name}.parquet", compression="zstd")


def main() -> None:
    """Write a book; see the top of the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parties", type=int, default=100)
    parser.add_argument("--seed", type=int, default=2018)
    parser.add_argument("--touch", type=float, default=0.0)
    parser.add_argument("--world", action="store_true")
    parser.add_argument("--format", choices=("csv", "parquet"), default="parquet")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    tables = make(args.parties, args.seed, args.touch, world=args.world)
    write(tables, args.out, args.format)
    print({name: frame.height for name, frame in tables.items()})


if __name__ == "__main__":
    main()
