"""Supply at any tier, and products that lack a part: by hand, and against a slow reference on random books."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.exposure.losses import alternates, loss_hops, lost_items
from licet.exposure.owners import NEVER
from licet.exposure.paths import reach, supply_hops
from licet.exposure.relations import Relations

DAY = date(2018, 4, 15)


def supplied(make_book, sales, parts=(), items=()):
    """Sales "S>B", "S>B:item", "S>B?" (possible); parts "child in parent @position"."""
    supply, names = [], set(items)
    parties = set()
    for sale in sales:
        sale, possible = sale.rstrip("?"), sale.endswith("?")
        ends, _, item = sale.partition(":")
        seller, buyer = ends.split(">")
        parties |= {seller, buyer}
        row = {"supplier": seller, "buyer": buyer, "source": "contract"}
        if item:
            row["item"] = item
            names.add(item)
        if possible:
            row["certainty"] = "possible"
        supply.append(row)
    boms = []
    for text in parts:
        child, _, rest = text.partition(" in ")
        parent, _, position = rest.partition(" @")
        names |= {child, parent}
        boms.append({"parent": parent, "part": child, "quantity": "1", **({"position": position} if position else {})})
    return Relations(make_book(
        parties=[{"id": p, "name": p} for p in sorted(parties)], items=[{"id": i} for i in sorted(names)],
        supply=supply, boms=boms,
    ))  # fmt: skip


def test_sellers_to_a_party_are_found_at_their_tier_with_a_path(make_book):
    relations = supplied(make_book, ["us>c1", "c1>zte", "us>c2", "c2>c1", "us>c3", "c3>other"])
    zte = relations.parties(["zte"])
    found = reach(relations, zte.tolist(), DAY, upstream=True)
    tiers = {p: int(t) for p, t in zip(relations.party_ids, found.tier, strict=True) if t < NEVER}
    assert tiers == {"zte": 0, "c1": 1, "c2": 2, "us": 2}
    hops = supply_hops(relations, found, int(relations.parties(["c2"])[0]), upstream=True)
    assert [(h.start, h.end) for h in hops] == [("c2", "c1"), ("c1", "zte")]
    assert hops[0].row == "supply.csv: row 5"
    assert reach(relations, zte.tolist(), DAY, upstream=True, tiers=1).tier.tolist().count(NEVER) == 4


def test_an_established_path_is_kept_before_a_shorter_possible_one(make_book):
    relations = supplied(make_book, ["a>zte?", "a>b", "b>zte", "c>a?"])
    found = reach(relations, relations.parties(["zte"]).tolist(), DAY, upstream=True)
    a, c = relations.parties(["a", "c"])
    assert (found.tier[a], bool(found.certain[a])) == (2, True)
    assert (found.tier[c], bool(found.certain[c])) == (3, False)
    assert [h.certain for h in supply_hops(relations, found, int(c), upstream=True)] == [False, True, True]


def test_a_product_is_lost_when_a_position_has_no_part_left(make_book):
    relations = supplied(
        make_book,
        ["zte>us:radio", "zte>us:modem", "other>us:modem", "zte>us:chip", "fine>us:chip2"],
        [
            "radio in board",
            "board in phone",
            "modem in tablet",
            "chip in watch @1",
            "chip2 in watch @1",
            "case in phone",
        ],
    )
    zte = relations.parties(["zte"])
    lost = lost_items(relations, DAY, zte, np.empty(0, dtype=np.int32))
    gone = {relations.item_ids[int(i)]: int(lost.certain[i]) for i in np.flatnonzero(lost.certain < NEVER)}
    assert gone == {"radio": 0, "chip": 0, "board": 1, "phone": 2}
    phone, watch = relations.items(["phone", "watch"])
    hops = loss_hops(relations, int(phone), DAY, lost, zte)
    assert [str(h) for h in hops] == [
        "zte supplies radio (supply.csv: row 2)", "radio is in board (boms.csv: row 2)", "board is in phone (boms.csv: row 3)",
    ]  # fmt: skip
    ((part, left),) = alternates(relations, int(watch), DAY, lost.certain)
    assert (relations.item_ids[part], [relations.item_ids[i] for i in left]) == ("chip", ["chip2"])


def test_a_supplier_that_only_may_be_barred_loses_items_only_possibly(make_book):
    relations = supplied(make_book, ["zhong>us:radio"], ["radio in phone"])
    lost = lost_items(relations, DAY, np.empty(0, dtype=np.int32), relations.parties(["zhong"]))
    assert (lost.certain == NEVER).all()
    assert (lost.possible < NEVER).all()


books = st.tuples(
    st.lists(st.tuples(st.sampled_from(["bad", "maybe", "ok"]), st.integers(0, 6)), max_size=8),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.sampled_from(["", "p", "q"])), max_size=12),
)


@pytest.mark.slow
@given(books)
@settings(max_examples=15, deadline=None)
def test_random_bills_agree_with_the_definition(book_by_words, told):
    offers, parts = told
    parts = [(child, parent, place) for child, parent, place in parts if child < parent]
    sales = [f"{who}>us:i{item}" for who, item in offers]
    relations = supplied(
        book_by_words, [*sales, "bad>us", "maybe>us", "ok>us"],
        [f"i{c} in i{p}{' @' + place if place else ''}" for c, p, place in parts], [f"i{n}" for n in range(7)],
    )  # fmt: skip

    def lost(item: int, barred: set[str]) -> bool:
        mine = [who for who, other in offers if other == item]
        positions: dict[object, list[int]] = {}
        for number, (child, parent, place) in enumerate(parts):
            if parent == item:
                positions.setdefault(place or number, []).append(child)
        cannot_make = any(all(lost(c, barred) for c in group) for group in positions.values())
        cannot_buy = all(who in barred for who in mine)
        return cannot_buy and (cannot_make if positions else bool(mine))

    got = lost_items(relations, DAY, relations.parties(["bad"]), relations.parties(["maybe"]))
    numbers = relations.items([f"i{n}" for n in range(7)])
    assert [got.certain[i] < NEVER for i in numbers] == [lost(n, {"bad"}) for n in range(7)]
    assert [got.possible[i] < NEVER for i in numbers] == [lost(n, {"bad", "maybe"}) for n in range(7)]
