"""What must hold of every decision: nothing added makes it lighter, order never matters, unknown never clears."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.api import decide
from licet.decisions import Outcome
from licet.transactions import Item, Kind, Participant, Role, Transaction
from licet.workspace import Workspace

WORKSPACE = Workspace(shipped_only=True)
CODES = ["EAR99", "5A991", "3A991.d", "3A001.a.7", "5A002.a", "4A994.b", "3A090.a", "9A610.x", "3B001.c", "1C350", None]
PLACES = ["CN", "HK", "DE", "BR", "IN", "RU", "BY", "IR", "CU", "SY", "KP", "TW", "AE", "MX", None]
USES = ["civil", None, "military", "production of ICs, node unknown", "nuclear reactor fuel, unsafeguarded"]


def transactions():
    items = st.lists(
        st.builds(Item, eccn=st.sampled_from(CODES), value_usd=st.sampled_from([Decimal(900), Decimal(40000)]), origin=st.just("US")),
        min_size=1, max_size=3,
    )  # fmt: skip
    party = st.builds(Participant, role=st.just(Role.END_USER), name=st.just("Northern Light Instruments"), country=st.just("BR"))
    return st.builds(
        Transaction,
        kind=st.sampled_from([Kind.EXPORT, Kind.REEXPORT, Kind.TRANSFER]),
        as_of=st.dates(date(2012, 1, 1), date(2026, 11, 1)),
        exporter_country=st.just("US"),
        destination=st.sampled_from(PLACES),
        end_use=st.sampled_from(USES),
        parties=st.tuples(party),
        items=items.map(tuple),
    )


def outcome(tx: Transaction) -> Outcome:
    return decide(tx, WORKSPACE, explore=False).outcome


@settings(max_examples=25, deadline=None)
@given(transactions(), st.sampled_from(["EL", "DPL", "UVL", "SDN:NPWMD", "EL:fn1"]))
def test_adding_a_restricted_party_never_lightens(tx, listed):
    worse = replace(tx, parties=(*tx.parties, Participant(role=Role.END_USER, name="X", country="CN", listed_as=listed)))
    assert outcome(worse).severity <= outcome(tx).severity


@settings(max_examples=25, deadline=None)
@given(transactions(), st.randoms())
def test_order_of_items_and_parties_never_matters(tx, shuffle):
    more = (*tx.parties, Participant(role=Role.PURCHASER, name="Huawei Technologies Co., Ltd.", country="CN"))
    items, parties = list(tx.items), list(more)
    shuffle.shuffle(items)
    shuffle.shuffle(parties)
    assert outcome(replace(tx, items=tuple(items), parties=tuple(parties))) is outcome(replace(tx, parties=more))


@settings(max_examples=25, deadline=None)
@given(transactions())
def test_an_unknown_destination_or_classification_never_clears(tx):
    assert not outcome(replace(tx, destination=None)).clears
    unknown = tuple(replace(item, eccn=None) for item in tx.items)
    if tx.destination != "US":
        assert not outcome(replace(tx, items=unknown)).clears


@settings(max_examples=20, deadline=None)
@given(transactions())
def test_adding_an_item_never_lightens(tx):
    more = replace(tx, items=(*tx.items, Item(eccn="3A001.a.7", value_usd=Decimal(40000), origin="US")))
    assert outcome(more).severity <= outcome(tx).severity


@settings(max_examples=20, deadline=None)
@given(transactions())
def test_the_same_question_gets_the_same_answer(tx):
    one, two = decide(tx, WORKSPACE, explore=False), decide(tx, WORKSPACE, explore=False)
    assert one.as_dict() == two.as_dict()


@pytest.mark.parametrize("place", ["Hong Kong", "HK", "China"])
def test_a_place_under_its_other_name_gets_the_same_answer(place):
    from licet.countries import read_country

    tx = Transaction(
        kind=Kind.EXPORT, as_of=date(2026, 7, 1), exporter_country="US", destination=read_country(place), end_use="civil",
        items=(Item(eccn="3A001.a.7", value_usd=Decimal(40000), origin="US"),),
    )  # fmt: skip
    assert outcome(tx) is Outcome.LICENSE_REQUIRED


@pytest.mark.parametrize("place", ["CU", "IR", "KP", "SY", "RU", "UA-43"])
def test_ear99_to_an_embargoed_place_is_never_silently_free(place):
    tx = Transaction(
        kind=Kind.EXPORT, as_of=date(2024, 6, 1), exporter_country="US", destination=place, end_use="civil",
        items=(Item(eccn="EAR99", description="machine parts", value_usd=Decimal(4000), origin="US"),),
    )  # fmt: skip
    assert not outcome(tx).clears


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2008, 12, 31), date(2099, 1, 1)])
def test_a_day_outside_coverage_is_a_review_with_the_reason(day):
    tx = Transaction(kind=Kind.EXPORT, as_of=day, exporter_country="US", destination="DE", items=(Item(eccn="EAR99", origin="US"),))
    found = decide(tx, WORKSPACE)
    assert found.outcome is Outcome.REVIEW
    assert any("packs" in asked.asks for asked in found.questions)


@settings(max_examples=15, deadline=None)
@given(transactions(), st.sampled_from(["Z", "47 11", "Ltd.", "\U0001f600", "?"]))
def test_a_name_that_cannot_be_screened_never_clears_until_somebody_says_who_it_is(tx, name):
    unread = replace(tx, parties=(replace(tx.parties[0], name=name),))
    said = decide(unread, WORKSPACE)
    assert not said.outcome.clears
    assert said.screenings[0]["status"] == "error"
    settled = outcome(replace(unread, answers=(("parties[0].listed_as", "no"),)))
    assert settled is outcome(tx) or (name == "Ltd." and not settled.clears)  # a legal form says that it is no individual


def test_an_answer_says_what_nobody_told_it():
    item = Item(eccn="EAR99", value_usd=Decimal(10), origin="US")
    bare = Transaction(kind=Kind.EXPORT, as_of=date(2025, 6, 1), exporter_country="US", destination="BR", items=(item,))
    told = replace(
        bare, end_use="civil", parties=(Participant(role=Role.END_USER, name="Northern Light Instruments", country="BR"),)
    )
    said = [note.partition(":")[0] for note in decide(bare, WORKSPACE).notes]
    assert {"No party is named", "No end use was told"} <= set(said)
    assert not any(note.startswith(("No party", "No end use")) for note in decide(told, WORKSPACE).notes)


def test_a_party_that_is_only_described_counts_as_unnamed():
    item = Item(eccn="EAR99", value_usd=Decimal(10), origin="US")
    buyer = Participant(role=Role.END_USER, name="company", country="BR")
    tx = Transaction(
        kind=Kind.EXPORT, as_of=date(2025, 6, 1), exporter_country="US", destination="BR", items=(item,), parties=(buyer,)
    )
    assert outcome(tx) is Outcome.NO_LICENSE_REQUIRED
    assert not outcome(replace(tx, parties=(replace(buyer, name="Co. Ltd."),))).clears
