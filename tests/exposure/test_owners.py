"""Aggregate ownership: the worked examples, ranges, cycles, dates, and random graphs against a slow exact reference."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.exposure.owners import AFFILIATES, NEVER, OFAC_50, caught, controlled, ownership_proof
from licet.exposure.relations import Relations
from licet.ownership import aggregate, read_stake
from licet.proofs import HOLDS, UNKNOWN

DAY = date(2025, 10, 15)


def names_caught(relations: Relations, *listed: str, possibly: tuple[str, ...] = (), rule=OFAC_50) -> tuple[set[str], set[str]]:
    seeds = relations.parties(list(listed)).tolist()
    maybe = relations.parties(list(possibly)).tolist() if possibly else []
    found = caught(relations, DAY, seeds, maybe, rule=rule)
    name = relations.party_ids
    return {name[int(i)] for i in found.certain()}, {name[int(i)] for i in found.only_possible()}


# OFAC FAQ 401: "indirectly" runs through entities that are themselves owned 50 percent or more.
FAQ_401 = {
    "X has half of A, A has half of B": (["X 50 A", "A 50 B"], {"A", "B"}),
    "X has half of A and of B, each has a quarter of C": (["X 50 A", "X 50 B", "A 25 C", "B 25 C"], {"A", "B", "C"}),
    "X has half of A and 10 of B, A has 40 of B": (["X 50 A", "X 10 B", "A 40 B"], {"A", "B"}),
    "X has half of A and a quarter of B, each has a quarter of C": (["X 50 A", "X 25 B", "A 25 C", "B 25 C"], {"A"}),
    "X has a quarter of A and of B, each has half of C": (["X 25 A", "X 25 B", "A 50 C", "B 50 C"], set()),
}


@pytest.mark.parametrize("example", FAQ_401)
def test_the_worked_examples_of_faq_401(example, make_owned):
    stakes, expected = FAQ_401[example]
    assert names_caught(make_owned(*stakes), "X") == (expected, set())


def test_stakes_of_several_blocked_persons_add_up(make_owned):
    assert names_caught(make_owned("X 25 A", "Y 25 A"), "X", "Y")[0] == {"A"}
    assert names_caught(make_owned("X 25 A", "Y 25 A"), "X")[0] == set()


def test_control_does_not_block(make_owned):
    relations = make_owned("X control A", "X 49.999999 A", "X votes B")
    assert names_caught(relations, "X") == (set(), set())
    rounds = controlled(relations, DAY, relations.parties(["X"]).tolist())
    assert all(rounds < NEVER)


def test_the_affiliates_rule_joins_lists_and_leaves_out_parties_in_the_united_states(make_owned):
    relations = make_owned("EL 30 A", "MEU 20 A", "EL 60 B", "A 50 C", "EL 49 D", B="US")
    assert names_caught(relations, "EL", "MEU", rule=AFFILIATES) == ({"A", "C"}, set())


def test_a_cycle_does_not_hold_itself_up(make_owned):
    relations = make_owned("A 60 B", "B 60 A", "X 10 A", "X 10 B")
    assert names_caught(relations, "X") == (set(), set())
    relations = make_owned("A 30 B", "B 40 A", "X 50 A", "X 20 B")
    assert names_caught(relations, "X")[0] == {"A", "B"}


def test_a_circle_that_only_the_listed_own_from_outside_may_be_caught_and_so_may_what_it_holds(make_owned):
    relations = make_owned("A 60 B", "B 60 A", "X 40 A", "X 40 B", "A 50 C", "A 49 D")
    assert names_caught(relations, "X") == (set(), {"A", "B", "C"})
    found = caught(relations, DAY, relations.parties(["X"]).tolist())
    proof = ownership_proof(relations, found, int(relations.parties(["A"])[0]))
    assert proof.verdict is UNKNOWN
    assert [part.claim for part in proof.because] == ["B holds 60 percent of A", "X holds 40 percent of A"]
    assert "X holds 40 percent of A" in str(ownership_proof(relations, found, int(relations.parties(["C"])[0])))


def test_a_company_at_home_closes_no_circle_of_the_affiliates_rule(make_owned):
    stakes = ("A 60 B", "B 60 A", "X 40 A", "X 40 B")
    assert names_caught(make_owned(*stakes), "X", rule=AFFILIATES) == (set(), {"A", "B"})
    assert names_caught(make_owned(*stakes, B="US"), "X", rule=AFFILIATES) == (set(), set())


def test_an_unknown_share_is_possible_and_never_a_pass(make_owned):
    assert names_caught(make_owned("X ? A"), "X") == (set(), {"A"})
    assert names_caught(make_owned("X 40..60 A", "A 50 B"), "X") == (set(), {"A", "B"})


def test_what_the_others_hold_bounds_what_is_unknown(make_owned):
    assert names_caught(make_owned("X ? A", "Free 50.000001 A"), "X") == (set(), set())
    assert names_caught(make_owned("X ? A", "Free 50 A"), "X") == (set(), {"A"})


def test_an_undecided_owner_makes_a_possible_exposure_only(make_owned):
    assert names_caught(make_owned("Y 80 A"), possibly=("Y",)) == (set(), {"A"})


def test_lots_add_up_and_sources_that_differ_make_a_range(make_book):
    parties = [{"id": p, "name": p, "country": "CN"} for p in "XAB"]
    lots = [{"owner": "X", "owned": "A", "pct": p, "source": "register"} for p in ("30", "20")]
    differ = [{"owner": "X", "owned": "B", "pct": p, "source": s} for p, s in (("30", "register"), ("50", "press"))]
    relations = Relations(make_book(parties=parties, ownership=lots + differ))
    assert names_caught(relations, "X") == ({"A"}, {"B"})


def test_a_stake_counts_from_its_first_to_its_last_day(make_book):
    parties = [{"id": p, "name": p, "country": "CN"} for p in "XA"]
    stake = {"owner": "X", "owned": "A", "pct": "60", "from": "2025-01-01", "until": "2025-06-30", "source": "register"}
    relations = Relations(make_book(parties=parties, ownership=[stake]))
    x = relations.parties(["X"]).tolist()
    days = {"2024-12-31": 0, "2025-01-01": 1, "2025-06-30": 1, "2025-07-01": 0}
    assert {d: caught(relations, date.fromisoformat(d), x).certain().size for d in days} == days


def test_the_proof_names_the_holder_its_share_the_row_and_the_source(make_owned):
    relations = make_owned("X 50 A", "A 30 B", "X 20..30 B")
    found = caught(relations, DAY, relations.parties(["X"]).tolist())
    proof = ownership_proof(relations, found, int(relations.parties(["B"])[0]))
    assert proof.verdict is HOLDS
    assert [part.claim for part in proof.because] == ["A holds 30 percent of B", "X holds 20 to 30 percent of B"]
    assert proof.because[0].rests_on.id == "ownership.csv: row 3"
    assert proof.because[0].because[0].because[0].claim == "X holds 50 percent of A"
    unsure = make_owned("X 20..60 B")
    found = caught(unsure, DAY, unsure.parties(["X"]).tolist())
    proof = ownership_proof(unsure, found, int(unsure.parties(["B"])[0]))
    assert proof.verdict is UNKNOWN
    assert [q.asks for q in proof.open_questions()] == ["How much of B does X hold?"]


# --- random graphs against a reference that tries everything ------------------------------------------------------------


def reference(stakes: dict[tuple[int, int], Fraction], listed: set[int]) -> set[int]:
    """The rule as written, with fractions, one party at a time."""
    blocked = set(listed)
    while True:
        more = {
            held
            for (_, held) in stakes
            if held not in blocked
            and sum(share for (owner, other), share in stakes.items() if other == held and owner in blocked and owner != held) >= 50
        }
        if not more:
            return blocked - listed
        blocked |= more


graphs = st.integers(2, 7).flatmap(
    lambda n: st.tuples(
        st.just(n),
        st.dictionaries(
            st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)),
            st.sampled_from([Fraction(x) for x in (5, 10, 20, 25, 30, 40, 50, 60, 100)] + [Fraction(1, 2), Fraction(99, 2)]),
            max_size=14,
        ),
        st.sets(st.integers(0, n - 1), min_size=1, max_size=2),
    )
)


@given(graphs)
@settings(max_examples=15, deadline=None)
def test_random_graphs_with_cycles_agree_with_the_reference(owned_by_words: Callable[..., Relations], graph):
    _, stakes, listed = graph
    if not stakes:
        return
    words = [f"p{a} {float(share)} p{b}" for (a, b), share in stakes.items()]
    relations = owned_by_words(*words, *(f"p{x} 0.000001 sink" for x in listed))
    found, possible = names_caught(relations, *(f"p{x}" for x in listed))
    assert found == {f"p{x}" for x in reference(stakes, listed)}
    # what nobody told wrong stays inside 100 percent; only then is "possible" empty for exact shares
    if all(sum(s for (_, h), s in stakes.items() if h == held) <= 99 for _, held in stakes):
        assert possible == set()


ranges = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(1, 4)),
    st.tuples(st.sampled_from([0, 10, 20, 30, 40, 50]), st.sampled_from([0, 10, 30, 60])),
    min_size=1,
    max_size=5,
)


@pytest.mark.slow
@given(ranges)
@settings(max_examples=15, deadline=None)
def test_possible_is_what_some_assignment_of_shares_would_catch(owned_by_words: Callable[..., Relations], told):
    told = {pair: (low, min(low + extra, 100)) for pair, (low, extra) in told.items() if pair[0] != pair[1]}
    if not told or any(sum(low for (_, h), (low, _) in told.items() if h == held) > 100 for _, held in told):
        return
    pairs = sorted(told)
    always, sometimes = None, set()
    for shares in product(*(range(told[p][0], told[p][1] + 1, 10) for p in pairs)):
        world = dict(zip(pairs, map(Fraction, shares), strict=True))
        if any(sum(s for (_, h), s in world.items() if h == held) > 100 for _, held in pairs):
            continue
        now = reference(world, {0})
        sometimes |= now
        always = now if always is None else always & now
    words = [f"p{a} {told[(a, b)][0]}..{told[(a, b)][1]} p{b}" for a, b in pairs]
    relations = owned_by_words(*words, "p0 0.000001 sink")
    certain, possible = names_caught(relations, "p0")
    assert certain <= {f"p{x}" for x in always}
    assert certain | possible >= {f"p{x}" for x in sometimes}
    if not in_circles(pairs):
        assert certain | possible == {f"p{x}" for x in sometimes}


def in_circles(pairs: list[tuple[int, int]]) -> bool:
    """Whether some company holds itself through others."""
    held = set(pairs)
    while more := {(a, d) for a, b in held for c, d in held if b == c} - held:
        held |= more
    return any(a == b for a, b in held)


@pytest.mark.slow
@given(graphs)
@settings(max_examples=400, deadline=None)
def test_many_random_graphs_agree_with_the_reference(owned_by_words: Callable[..., Relations], graph):
    _, stakes, listed = graph
    words = [f"p{a} {float(share)} p{b}" for (a, b), share in stakes.items()]
    relations = owned_by_words(*words, *(f"p{x} 0.000001 sink" for x in listed))
    assert names_caught(relations, *(f"p{x}" for x in listed))[0] == {f"p{x}" for x in reference(stakes, listed)}


# --- circles against a reference that tries every set of companies ------------------------------------------------------------


def solved(rows: list[list[Fraction]], right: list[Fraction]) -> list[Fraction] | None:
    """The solution of a small system of equations, exactly; None when it has none or many."""
    n = len(rows)
    matrix = [[*row, value] for row, value in zip(rows, right, strict=True)]
    for column in range(n):
        pivot = next((r for r in range(column, n) if matrix[r][column]), None)
        if pivot is None:
            return None
        matrix[column], matrix[pivot] = matrix[pivot], matrix[column]
        matrix[column] = [x / matrix[column][column] for x in matrix[column]]
        for row in range(n):
            if row != column and matrix[row][column]:
                matrix[row] = [x - matrix[row][column] * y for x, y in zip(matrix[row], matrix[column], strict=True)]
    return [row[n] for row in matrix]


def looked_through(shares: dict[tuple[str, str], Fraction], caught: set[str], names: list[str]) -> set[str]:
    """Every company of any set whose members the caught own half or more of through the set, and part of each circle of it."""
    found: set[str] = set()
    free = [name for name in names if name not in caught]
    for size in range(1, len(free) + 1):
        for members in combinations(free, size):
            direct = [sum(s for (o, h), s in shares.items() if h == e and o in caught) for e in members]
            rows = [[Fraction(o == e) - shares.get((o, e), Fraction(0)) for o in members] for e in members]
            values = solved(rows, direct)
            if values is not None and all(value >= Fraction(1, 2) for value in values):
                found |= set(members)
    return found


circular = st.dictionaries(
    st.tuples(st.sampled_from("XABCD"), st.sampled_from("ABCD")).filter(lambda pair: pair[0] != pair[1]),
    st.sampled_from([5, 10, 20, 30, 40, 45, 50, 60, 95]), min_size=3, max_size=9,
)  # fmt: skip


@pytest.mark.slow
@given(circular)
@settings(max_examples=150, deadline=None)
def test_circles_agree_with_the_reference_and_with_the_book(owned_by_words, told):
    if any(sum(share for (_, held), share in told.items() if held == name) > 100 for name in "ABCD"):
        return
    exact = {pair: Fraction(share, 100) for pair, share in told.items()}
    taken = {"X"}
    while True:  # mark from the listed down, then circles, then what these hold
        more = {
            e for e in "ABCD" if e not in taken and sum(s for (o, h), s in exact.items() if h == e and o in taken) >= Fraction(1, 2)
        }
        more = more or looked_through(exact, taken, list("ABCD"))
        if not more:
            break
        taken |= more
    mine = aggregate([read_stake(o, h, str(share)) for (o, h), share in told.items()], {"X": True})
    assert {name for name, holding in mine.items() if holding.restricted is not False} == taken
    relations = owned_by_words(*(f"{o} {share} {h}" for (o, h), share in told.items()), "X 0.000001 sink")
    book = caught(relations, DAY, relations.parties(["X"]).tolist())
    number = {name: place for place, name in enumerate(relations.party_ids)}
    for name, holding in mine.items():
        sure, maybe = (bool(rounds[number[name]] < NEVER) for rounds in (book.established, book.possible))
        assert {True: (True, True), None: (False, True), False: (False, False)}[holding.restricted] == (sure, maybe)
