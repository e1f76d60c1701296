"""Dated relations as columns: who holds whom, who supplies whom, what is in what, by number instead of by name.

A relation is an edge with a first and a last day. Edges lie sorted by where they start, so those of any set of nodes are read
in one sweep; nothing here walks edge by edge in Python.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import coo_array  # type: ignore[import-untyped]

from licet.exposure.book import Book, numbers
from licet.exposure.columns import TABLES

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]

_EPOCH = date(1970, 1, 1).toordinal()
_ALWAYS = np.iinfo(np.int32)
#: Roles of an order line, as columns of the orders table.
ROLES = ("end_user", "ultimate_consignee", "intermediate_consignee", "purchaser")
#: Shares are whole millionths of a percent: sums are exact.
PERCENT = 1_000_000


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH


@dataclass(frozen=True)
class Links:
    """Directed edges, sorted by tail.

    Attributes:
        begins: Where the edges of each node begin; one longer than there are nodes.
        tail, head: Ends of each edge.
        row: Row of the table that states each edge.
        first, last: First and last day it holds, as day numbers.
    """

    begins: Ints
    tail: Codes
    head: Codes
    row: Codes
    first: Codes
    last: Codes

    @staticmethod
    def build(tail: Codes, head: Codes, row: Codes, first: Codes, last: Codes, nodes: int) -> Links:
        """Sort edges by tail; stable, so that rows keep the order of the book: counted out as a sparse matrix is compressed,
        with a column for each edge, which takes a third of the time of a sort."""
        each = np.arange(tail.size, dtype=np.int32)
        sorted_ = coo_array((np.ones(tail.size, dtype=np.int8), (tail, each)), shape=(nodes, max(tail.size, 1))).tocsr()
        order, begins = sorted_.indices, sorted_.indptr.astype(np.int64)
        return Links(begins, tail[order], head[order], row[order], first[order], last[order])

    def turned(self) -> Links:
        """The same edges the other way round."""
        return Links.build(self.head, self.tail, self.row, self.first, self.last, len(self.begins) - 1)

    def leaving(self, nodes: Codes, on: int | None = None) -> Ints:
        """Places of the edges that start at the nodes, those that hold on the day when one is given."""
        low = self.begins[nodes]
        count = self.begins[nodes + 1] - low
        before = np.cumsum(count) - count
        edges = np.repeat(low - before, count) + np.arange(int(count.sum()), dtype=np.int64)
        if on is None:
            return edges
        return edges[(self.first[edges] <= on) & (on <= self.last[edges])]


class Relations:
    """The relations of a book, by number. Built on first use, a kind at a time."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._numbers: dict[str, pl.DataFrame] = {}

    @cached_property
    def party_ids(self) -> pl.Series:
        """Id by number."""
        return self.book["parties"]["id"]

    @cached_property
    def item_ids(self) -> pl.Series:
        """Id by number."""
        return self.book["items"]["id"]

    @cached_property
    def _parties(self) -> pl.DataFrame:
        return self.party_ids.to_frame("id").with_row_index("code")

    @cached_property
    def _items(self) -> pl.DataFrame:
        return self.item_ids.to_frame("id").with_row_index("code")

    def parties(self, ids: pl.Series | list[str]) -> Codes:
        """Numbers of parties by id; -1 for null.

        Raises:
            KeyError: An id is not in the book.
        """
        return _codes(ids, self._parties)

    def items(self, ids: pl.Series | list[str]) -> Codes:
        """Numbers of items by id; -1 for null.

        Raises:
            KeyError: An id is not in the book.
        """
        return _codes(ids, self._items)

    def build(self) -> None:
        """Build everything now, as a service does when it opens a book."""
        for name in (
            "holders", "shares", "purchases", "sold_item", "sold_surely", "offers", "uses", "position", "ours", "at_home",
            "order_parties", "order_items", "us_origin",
        ):  # fmt: skip
            getattr(self, name)

    @cached_property
    def at_home(self) -> Bools:
        """Whether each party is in the United States."""
        return np.asarray((self.book["parties"]["country"] == "US").fill_null(False).to_numpy(), dtype=np.bool_)

    @cached_property
    def us_origin(self) -> Bools:
        """Whether each item is of US origin."""
        return np.asarray((self.book["items"]["origin"] == "US").fill_null(False).to_numpy(), dtype=np.bool_)

    @cached_property
    def order_parties(self) -> dict[str, Codes]:
        """Party of each order line by role, -1 for nobody."""
        return {role: self.numbers("orders", role) for role in ROLES}

    @cached_property
    def order_items(self) -> Codes:
        """Item of each order line."""
        return self.numbers("orders", "item")

    @cached_property
    def sold_surely(self) -> Bools:
        """Whether each row of the supply table is established."""
        told = self.book["supply"]["certainty"]
        return np.asarray((told.is_null() | (told == "established")).to_numpy(), dtype=np.bool_)

    @cached_property
    def ours(self) -> Bools:
        """Whether each party is one of our own companies."""
        return np.asarray((self.book["parties"]["ours"] == "yes").fill_null(False).to_numpy(), dtype=np.bool_)

    @cached_property
    def stakes(self) -> Links:
        """Equity: holder to held."""
        return self._stakes("equity")

    @cached_property
    def holders(self) -> Links:
        """Equity: held to holder."""
        return self.stakes.turned()

    @cached_property
    def controls(self) -> Links:
        """Votes and control: holder to held."""
        return self._stakes("control")

    @cached_property
    def shares(self) -> tuple[Ints, Ints]:
        """Least and greatest share by row of the ownership table, in millionths of a percent."""
        frame = self.book["ownership"]
        low = pl.coalesce("pct", "pct_min", pl.lit(0))
        high = pl.coalesce("pct", "pct_max", pl.lit(100))
        sure = pl.col("certainty").fill_null("established") == "established"
        got = frame.select(pl.when(sure).then(low).otherwise(0).cast(pl.Float64).alias("low"), high.cast(pl.Float64).alias("high"))
        scaled = [np.rint(got[name].to_numpy() * PERCENT).astype(np.int64) for name in ("low", "high")]
        return scaled[0], scaled[1]

    @cached_property
    def sales(self) -> Links:
        """Supply: supplier to buyer."""
        return self._links("supply", "supplier", "buyer", self.party_ids.len())

    @cached_property
    def purchases(self) -> Links:
        """Supply: buyer to supplier."""
        return self.sales.turned()

    @cached_property
    def sold_item(self) -> Codes:
        """Item by row of the supply table, -1 when the row names none."""
        return self.numbers("supply", "item")

    @cached_property
    def offers(self) -> Links:
        """Supply of our items: item to supplier."""
        named = pl.col("item").is_not_null()
        return self._links("supply", "item", "supplier", self.item_ids.len(), named)

    @cached_property
    def position(self) -> Ints:
        """Place in its parent by row of the bills of materials: rows with one number are alternates of each other."""
        frame = self.book["boms"].with_row_index("_row")
        if not frame.height:
            return np.empty(0, dtype=np.int64)
        first = frame.select(pl.col("_row").first().over("parent", "position").alias("first"), "_row", "position")
        return np.asarray(
            first.select(pl.when(pl.col("position").is_null()).then("_row").otherwise("first"))
            .to_series().cast(pl.Int64).to_numpy()
        )  # fmt: skip

    @cached_property
    def parts(self) -> Links:
        """Bills of materials: parent to part."""
        return self._links("boms", "parent", "part", self.item_ids.len())

    @cached_property
    def uses(self) -> Links:
        """Bills of materials: part to parent."""
        return self.parts.turned()

    def numbers(self, table: str, column: str) -> Codes:
        """For each row of a table, the number of what a column refers to, -1 for none: kept with an imported book, else found."""
        if table not in self._numbers:
            spec = next(t for t in TABLES if t.name == table)
            kept = self.book.numbers.get(table)
            self._numbers[table] = numbers(self.book.tables, spec) if kept is None else kept
        return self._numbers[table][column].to_numpy()

    def _links(self, table: str, tail: str, head: str, nodes: int, which: pl.Expr | None = None) -> Links:
        """The rows of a table as edges between two of its columns."""
        frame = self.book[table]
        needed = dict.fromkeys(["from", "until", *(which.meta.root_names() if which is not None else ())])
        chosen = frame.select(*needed).with_row_index("_row")
        if which is not None:
            chosen = chosen.filter(which)
        first, last = (
            chosen[name].to_physical().cast(pl.Int32).fill_null(bound).to_numpy()
            for name, bound in (("from", _ALWAYS.min), ("until", _ALWAYS.max))
        )
        row = chosen["_row"].cast(pl.Int32).to_numpy()
        ends = [self.numbers(table, column)[row] for column in (tail, head)]
        return Links.build(ends[0], ends[1], row, first, last, nodes)

    def _stakes(self, kind: str) -> Links:
        equity = pl.col("kind").fill_null("equity") == "equity"
        which = equity if kind == "equity" else ~equity
        return self._links("ownership", "owner", "owned", self.party_ids.len(), which)


def _codes(ids: pl.Series | list[str], table: pl.DataFrame) -> Codes:
    asked = pl.DataFrame({"id": pl.Series("id", ids, dtype=pl.String)})
    found = asked.join(table, on="id", how="left", maintain_order="left")
    lost = found.filter(pl.col("code").is_null() & pl.col("id").is_not_null())
    if lost.height:
        raise KeyError(lost["id"][0])
    return found["code"].cast(pl.Int32).fill_null(-1).to_numpy()
