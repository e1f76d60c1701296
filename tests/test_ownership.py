"""Aggregate ownership: the examples of OFAC FAQ 398 to 401, ranges, unknowns, circles, and what cannot be."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.errors import BadValue, ManyProblems
from licet.ownership import aggregate, holding_of, read_stake
from licet.parties import Stake
from licet.transactions import Owner, Participant


def restricted(entity, *triples, listed=("X",)):
    graph = [read_stake(owner, owned, str(share)) for owner, owned, share in triples]
    return aggregate(graph, dict.fromkeys(listed, True))[entity].restricted


@pytest.mark.parametrize(
    ("entity", "graph", "expected"),
    [
        ("B", [("X", "A", 50), ("A", "B", 50)], True),
        ("C", [("X", "A", 50), ("X", "B", 50), ("A", "C", 25), ("B", "C", 25)], True),
        ("B", [("X", "A", 50), ("X", "B", 10), ("A", "B", 40)], True),
        ("C", [("X", "A", 50), ("X", "B", 25), ("A", "C", 25), ("B", "C", 25)], False),
        ("C", [("X", "A", 25), ("X", "B", 25), ("A", "C", 50), ("B", "C", 50)], False),
        ("A", [("X", "A", 30), ("X", "A", "control")], False),
        ("A", [("X", "A", "49.99")], False),
    ],
)
def test_the_examples_of_the_faq(entity, graph, expected):
    assert restricted(entity, *graph) is expected


def test_a_listed_party_far_above_is_a_sign_though_it_restricts_nobody():
    graph = [
        read_stake(*edge) for edge in (("X", "A", "25"), ("X", "B", "25"), ("A", "C", "50"), ("B", "C", "50"), ("P", "D", "50"))
    ]
    found = aggregate(graph, {"X": True})
    assert (found["C"].restricted, found["C"].above, found["C"].significant) == (False, ("X",), True)
    assert (found["D"].above, found["D"].significant) == ((), False)


def test_stakes_of_two_listed_parties_add_up():
    assert restricted("A", ("X", "A", 25), ("Y", "A", 25), listed=("X", "Y")) is True


def test_a_listed_company_stays_listed_whoever_owns_it():
    assert restricted("X", ("P", "X", 100)) is True


def test_an_unknown_share_of_a_listed_owner_is_unknown_unless_others_hold_too_much():
    assert restricted("A", ("X", "A", "unknown")) is None
    assert restricted("A", ("X", "A", "unknown"), ("P", "A", 51)) is False
    assert restricted("A", ("X", "A", "40-60")) is None
    assert restricted("A", ("X", "A", "50-60")) is True


def test_an_unsettled_match_of_the_owner_leaves_it_open():
    stake = read_stake("M", "A", "80")
    assert aggregate([stake], {"M": None})["A"].restricted is None


def test_a_circle_is_open_where_the_listed_own_half_of_it_looked_through_and_free_where_they_do_not():
    alone = [("X", "A", 40), ("X", "B", 40), ("B", "A", 60), ("A", "B", 60)]
    assert [restricted(name, *alone) for name in "AB"] == [None, None], "nobody else owns anything of it"
    small = [("X", "A", 10), ("B", "A", 60), ("A", "B", 60)]
    assert [restricted(name, *small) for name in "AB"] == [False, False], "10 of 64 percent, looked through"
    assert [restricted(name, *small[1:], listed=()) for name in "AB"] == [False, False], "nobody is listed"
    assert restricted("B", ("X", "A", 50), ("B", "A", 40), ("A", "B", 60)) is True


def test_what_an_open_circle_holds_is_open_and_what_it_holds_less_than_half_of_is_not():
    alone = [("X", "A", 40), ("X", "B", 40), ("B", "A", 60), ("A", "B", 60)]
    assert restricted("C", *alone, ("A", "C", 50)) is None
    assert restricted("C", *alone, ("A", "C", 49)) is False


def test_a_free_owner_s_share_bounds_an_unknown_one_in_a_circle_too():
    ring = [("B", "A", 49), ("A", "B", 60)]
    assert restricted("A", *ring, ("X", "A", "unknown")) is None
    assert restricted("A", *ring, ("X", "A", "unknown"), ("P", "A", 51)) is False


def test_shares_that_cannot_be_are_reported_together():
    shares = [("P", "A", "70"), ("Q", "A", "40"), ("R", "B", "120"), ("C", "C", "1")]
    graph = [read_stake(*share) for share in shares]
    with pytest.raises(ManyProblems) as caught:
        aggregate(graph, {})
    text = str(caught.value)
    assert len(caught.value.problems) == 4
    assert "110 percent" in text
    assert "120 percent" in text
    assert "owns itself" in text


def test_a_negative_share_and_words_are_refused():
    with pytest.raises(ManyProblems):
        aggregate([read_stake("P", "A", "-5")], {})
    with pytest.raises(BadValue, match="not a share"):
        read_stake("P", "A", "half")


def test_a_graph_must_say_which_company_is_the_party():
    party = Participant(name="Acme", ownership_graph=(("X", "A", "50"), ("X", "B", "10")))
    with pytest.raises(BadValue, match="which company is Acme"):
        holding_of(party, lambda owner: False)


def test_owners_and_graph_of_a_participant_are_one_picture():
    party = Participant(
        name="Acme",
        owners=(Owner(name="P", list="SDN:SDGT", pct=Decimal(30)),),
        ownership_graph=(("X", "H", "50"), ("H", "Acme", "20")),
    )
    found = holding_of(party, lambda owner: (owner.list or "").startswith("SDN"), nodes={"X": True})
    assert found is not None
    assert (found.restricted, found.low, [s.owner for s in found.stakes]) == (True, Decimal(50), ["P", "H"])
    assert holding_of(Participant(name="Acme"), lambda owner: True) is None


NODES = ["X", "A", "B", "C", "D"]
SHARES = st.integers(0, 25)


@st.composite
def graphs(draw):
    """Up to four owners of each of four companies, at most 25 percent each or in ranges; circles allowed."""
    stakes = []
    for owned in NODES[1:]:
        for owner in draw(st.lists(st.sampled_from([n for n in NODES if n != owned]), unique=True)):
            low = draw(SHARES)
            stakes.append(Stake(owner=owner, owned=owned, low=Decimal(low), high=Decimal(draw(st.integers(low, 100)))))
    return stakes


@pytest.mark.slow
@given(graphs(), st.sampled_from(NODES[1:]))
def test_a_further_listing_never_loosens(stakes, node):
    before = aggregate(stakes, {"X": True})
    after = aggregate(stakes, {"X": True, node: True})
    rank = {False: 0, None: 1, True: 2}
    assert all(rank[after[e].restricted] >= rank[before[e].restricted] for e in before)


@pytest.mark.slow
@given(graphs())
def test_order_never_matters_and_an_exact_share_settles_within_its_range(stakes):
    found = aggregate(stakes, {"X": True})
    turned = aggregate(stakes[::-1], {"X": True})
    assert {e: (h.restricted, h.low, h.high) for e, h in found.items()} == {
        e: (h.restricted, h.low, h.high) for e, h in turned.items()
    }
    exact = aggregate([Stake(owner=s.owner, owned=s.owned, low=s.low, high=s.low) for s in stakes], {"X": True})
    for entity, holding in found.items():
        if holding.restricted is True:
            assert exact[entity].restricted is True
