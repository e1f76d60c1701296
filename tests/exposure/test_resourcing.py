"""De minimis over the book: roll-up of US content, and the smallest change by exact search against all subsets."""

from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.exposure.content import us_parts
from licet.exposure.relations import Relations
from licet.exposure.resourcing import matrix, product_item, smallest_change
from licet.facts import AsOf
from licet.law.law import Law
from licet.law.us.ear.part734_deminimis import de_minimis
from licet.proofs import FAILS
from licet.transactions import Content, Item

DAY = date(2018, 4, 15)
LAW = Law(AsOf.on(DAY))


def made_abroad(total: str, *parts: tuple[str, str, str]) -> Item:
    return Item(
        id="unit", eccn="5A991", origin="foreign", made_in="MY", value_usd=Decimal(total),
        us_content=tuple(Content(part=name, eccn=eccn, value_usd=Decimal(value)) for name, eccn, value in parts),
    )  # fmt: skip


@pytest.fixture
def units(make_book):
    items = [
        {"id": "unit", "eccn": "5A991", "origin": "foreign", "made_in": "MY", "unit_value_usd": "800"},
        {"id": "fpga", "eccn": "3A001.a.7", "origin": "US", "unit_value_usd": "120"},
        {"id": "board", "eccn": "5A991", "origin": "foreign", "made_in": "MY", "unit_value_usd": "300"},
        {"id": "case", "eccn": "EAR99", "origin": "foreign", "made_in": "MY", "unit_value_usd": "5"},
        {"id": "psu", "eccn": "EAR99", "origin": "US", "unit_value_usd": "31.50"},
    ]
    boms = [
        {"parent": "unit", "part": "board", "quantity": "2"}, {"parent": "unit", "part": "psu", "quantity": "1"},
        {"parent": "board", "part": "fpga", "quantity": "1"}, {"parent": "unit", "part": "case", "quantity": "1"},
    ]  # fmt: skip
    return Relations(make_book(items=items, boms=boms))


def test_us_content_is_rolled_up_through_foreign_assemblies(units):
    parts = us_parts(units, int(units.items(["unit"])[0]), DAY)
    assert [(units.item_ids[p.item], p.quantity, p.value_usd) for p in parts] == [
        ("fpga", Decimal(2), Decimal(240)), ("psu", Decimal(1), Decimal("31.5")),
    ]  # fmt: skip
    assert [units.item_ids[step] for step in parts[0].path] == ["unit", "board", "fpga"]
    assert us_parts(units, int(units.items(["case"])[0]), DAY) is None


def test_the_matrix_counts_what_each_destination_controls(units):
    item = product_item(units, int(units.items(["unit"])[0]), DAY)
    cells = {cell.destination: cell for cell in matrix([item], ["CN", "DE", "IR"], DAY, LAW)}
    assert cells["CN"].state == "over"
    assert cells["CN"].answer.pct == 30  # 2 x 120 of 800: the FPGAs need a license to China, the EAR99 supply does not
    assert cells["IR"].state == "over"


def test_the_smallest_change_replaces_the_fewest_parts_of_least_value():
    item = made_abroad("1000", ("a", "3A001.a.7", "100"), ("b", "3A001.a.7", "90"), ("c", "3A001.a.7", "80"), ("d", "EAR99", "500"))
    change = smallest_change(item, "CN", DAY, LAW)
    assert change.names == ("c",)  # 27 percent: the cheapest of the three parts is enough
    assert change.after.pct == 19
    assert smallest_change(made_abroad("1000", ("a", "3A001.a.7", "250")), "CN", DAY, LAW) is None  # exactly 25 is de minimis


parts = st.lists(st.sampled_from(["3A001.a.7", "3A001.a.2", "EAR99", "5A991"]).flatmap(
    lambda eccn: st.tuples(st.just(eccn), st.integers(1, 300))), min_size=1, max_size=7)  # fmt: skip


@given(parts)
@settings(max_examples=12, deadline=None)
def test_no_smaller_change_exists(told):
    item = made_abroad("1000", *((f"p{n}", eccn, str(value)) for n, (eccn, value) in enumerate(told)))

    def works(without: tuple[int, ...]) -> bool:
        left = tuple(part for n, part in enumerate(item.us_content) if n not in without)
        return (
            de_minimis(
                Item(**{f: getattr(item, f) for f in ("id", "eccn", "origin", "made_in", "value_usd")}, us_content=left),
                "CN",
                DAY,
                LAW,
            ).proof.verdict
            is FAILS
        )

    every = [s for size in range(len(told) + 1) for s in combinations(range(len(told)), size) if works(s)]
    change = smallest_change(item, "CN", DAY, LAW)
    if not every or every[0] == ():
        assert change is None
        return
    size = len(every[0])
    least = min(sum(told[n][1] for n in s) for s in every if len(s) == size)
    assert (len(change.parts), change.value_usd) == (size, least)
    assert change.exact
