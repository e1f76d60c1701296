"""What must hold between the rows of a book: unique keys, references that lead somewhere, days in order, no part inside itself.

A row with any problem is set aside whole, and so is a row that refers to it: half an order is no order.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy.sparse import coo_array  # type: ignore[import-untyped]
from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

from licet.exposure.columns import TABLES, Table
from licet.exposure.values import problems


def check_tables(tables: dict[str, pl.DataFrame], wrong: pl.DataFrame) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """The rows that can be used, and every problem found; `wrong` holds the cells that could not be read."""
    found = [wrong]
    kept: dict[str, pl.DataFrame] = {}
    for spec in TABLES:  # parties and items come before what refers to them
        frame = _with_origin(_without(tables[spec.name], spec, wrong), spec)
        for bad in (*_unique(frame, spec), *_within(frame, spec), *_references(frame, spec, kept)):
            if bad.height:
                found.append(bad)
                frame = _without(frame, spec, bad)
        kept[spec.name] = frame
    cycles = _cycles(kept["boms"])
    if cycles.height:
        found.append(cycles)
        kept["boms"] = _without(kept["boms"], next(t for t in TABLES if t.name == "boms"), cycles)
    return kept, pl.concat(found)


def _with_origin(frame: pl.DataFrame, spec: Table) -> pl.DataFrame:
    """Items whose origin nobody told have that of the country they are made in (15 CFR 734.3(a)(2))."""
    if spec.name != "items":
        return frame
    made = pl.when(pl.col("made_in") == "US").then(pl.lit("US")).when(pl.col("made_in").is_not_null()).then(pl.lit("foreign"))
    return frame.with_columns(pl.coalesce("origin", made).alias("origin"))


def _without(frame: pl.DataFrame, spec: Table, wrong: pl.DataFrame) -> pl.DataFrame:
    bad = wrong.filter(pl.col("table") == spec.name).select("file", "row").unique()
    return frame.join(bad, on=["file", "row"], how="anti", maintain_order="left") if bad.height else frame


def _problems(rows: pl.DataFrame, spec: Table, column: str, reason: str) -> pl.DataFrame:
    if not rows.height:
        return problems()
    return rows.select(
        pl.lit(spec.name).alias("table"), "file", "row", pl.lit(column).alias("column"),
        pl.col(column).cast(pl.String).alias("value"), pl.lit(reason).alias("reason"),
    )  # fmt: skip


def _unique(frame: pl.DataFrame, spec: Table) -> list[pl.DataFrame]:
    if not spec.unique or not frame.height:
        return []
    again = frame.filter(
        ~pl.struct(spec.unique).is_first_distinct() if len(spec.unique) > 1 else ~pl.col(spec.unique[0]).is_first_distinct()
    )
    return [
        _problems(
            again,
            spec,
            spec.unique[-1],
            f"the {' and '.join(spec.unique)} {'stand' if len(spec.unique) > 1 else 'stands'} on an earlier row",
        )
    ]


def _within(frame: pl.DataFrame, spec: Table) -> list[pl.DataFrame]:
    """Rules inside one row."""
    names = frame.columns
    out: list[pl.DataFrame] = []
    for first, last in (("from", "until"), ("start", "end")):
        if first in names and last in names:
            out.append(_problems(frame.filter(pl.col(last) < pl.col(first)), spec, last, f"is before {first}"))
    if spec.name == "orders":
        gone = pl.col("status") == "shipped"
        out.append(_problems(frame.filter(gone & pl.col("shipped_on").is_null()), spec, "shipped_on", "a shipped line needs it"))
        nobody = pl.all_horizontal(
            pl.col(role).is_null() for role in ("end_user", "ultimate_consignee", "intermediate_consignee", "purchaser")
        )
        out.append(_problems(frame.filter(nobody), spec, "end_user", "no party at all: name one in some role"))
    if spec.name == "ownership":
        low, high, exact = pl.col("pct_min"), pl.col("pct_max"), pl.col("pct")
        out.append(_problems(frame.filter(low > high), spec, "pct_min", "is more than pct_max"))
        both = exact.is_not_null() & (low.is_not_null() | high.is_not_null())
        out.append(_problems(frame.filter(both), spec, "pct", "is given together with a range"))
    if spec.name == "boms":
        out.append(_problems(frame.filter(pl.col("parent") == pl.col("part")), spec, "part", "is its own parent"))
    if spec.name == "items":
        both = (pl.col("origin") == "US") & (pl.col("made_in") != "US")
        out.append(_problems(frame.filter(both), spec, "made_in", "is not US while the origin is"))
    return out


def _references(frame: pl.DataFrame, spec: Table, kept: dict[str, pl.DataFrame]) -> list[pl.DataFrame]:
    out = []
    for column, other in spec.refers:
        keys = kept[other].get_column("id")
        lost = frame.filter(pl.col(column).is_not_null()).join(keys.to_frame(column), on=column, how="anti", maintain_order="left")
        out.append(_problems(lost, spec, column, f"is not in {other} (or its row there was set aside)"))
    return out


def _cycles(boms: pl.DataFrame) -> pl.DataFrame:
    """Rows of bills of materials that lie on a cycle."""
    spec = next(t for t in TABLES if t.name == "boms")
    if not boms.height:
        return problems()
    names = pl.concat([boms["parent"], boms["part"]]).unique().sort()
    codes = pl.DataFrame({"name": names}).with_row_index("code")
    ends = [
        boms.select(pl.col(side).alias("name")).join(codes, on="name", how="left", maintain_order="left")["code"].to_numpy()
        for side in ("parent", "part")
    ]
    graph = coo_array((np.ones(boms.height, dtype=np.int8), (ends[0], ends[1])), shape=(names.len(), names.len()))
    _, component = connected_components(graph.tocsr(), directed=True, connection="strong")
    turns = component[ends[0]] == component[ends[1]]
    return _problems(boms.filter(pl.Series(turns)), spec, "part", "is made from its own parent somewhere below")
