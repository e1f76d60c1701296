"""The memories of bulk change no answer, and what they take for alike is alike to every rule.

Days and amounts are observed (tests/law/test_observed.py); a watch proves who reads names.
"""

import ast
import json
import pickle
import random
import sys
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import licet.law
from licet.api import decide
from licet.bulk import Decider
from licet.bulk.lines import Lines
from licet.decisions import Decision, json_number
from licet.intake import transaction_from
from licet.law.us.ear.part738_country_chart import destinations
from licet.memory import seen_by_rules
from licet.transactions import Item, Kind, Participant, Role, Transaction
from licet.workspace import Workspace

WORKSPACE = Workspace(shipped_only=True)
CODES = [
    "EAR99", "5A991", "3A991.d", "3A001.a.7", "5A002.a", "4A994.b", "3A090.a", "9A610.x", "3B001.c", "1C350", "5A002", "0A501.a",
    "3E001", "5D002", "7A103.a", "6A003.b.4", "2B350", "9A515.a", None,
]  # fmt: skip
PLACES = ["CN", "HK", "DE", "BR", "IN", "RU", "IR", "CU", "KP", "TW", "AE", "MX", "UA-43", None]
NAMES = [
    "Northern Light Instruments", "Casa Verde Eletronica", "Huawei Technologies Co., Ltd.", "Ministry of Interior", "Blue Freight Ltd",
    "City University", "", "ZTE Corporation",
]  # fmt: skip
USES = ["civil", None, "military", "production of ICs, node unknown", "resale", "replacement parts, one for one"]
VALUES = [None, Decimal(0), Decimal("12.34"), Decimal(800), Decimal(1500), Decimal("1500.01"), Decimal(2500), Decimal("2500.5"),
          Decimal(5000), Decimal(25_000_000), Decimal(30_000_000)]  # fmt: skip
DAYS = st.dates(date(2012, 1, 1), date(2026, 11, 1))


def lines(days=DAYS):
    item = st.builds(
        Item, id=st.sampled_from(["", "1", "A7"]), eccn=st.sampled_from(CODES), value_usd=st.sampled_from(VALUES),
        origin=st.sampled_from(["US", "US", "foreign"]), made_in=st.sampled_from([None, "DE"]),
        description=st.sampled_from([None, "power converter", "software for 3A090.a"]),
    )  # fmt: skip
    party = st.builds(
        Participant, role=st.sampled_from([Role.END_USER, Role.ULTIMATE_CONSIGNEE, Role.PURCHASER]), name=st.sampled_from(NAMES),
        country=st.sampled_from(["BR", "CN", "AE", None]), government=st.sampled_from([None, None, True]),
    )  # fmt: skip
    return st.builds(
        Transaction,
        id=st.text("ABC123", max_size=4),
        kind=st.sampled_from([Kind.EXPORT, Kind.EXPORT, Kind.REEXPORT, Kind.TRANSFER, Kind.DEEMED_EXPORT]),
        as_of=days,
        exporter_country=st.sampled_from(["US", "DE"]),
        destination=st.sampled_from(PLACES),
        end_use=st.sampled_from(USES),
        parties=st.lists(party, max_size=2).map(tuple),
        items=st.lists(item, min_size=1, max_size=2).map(tuple),
    )


def shown(decision) -> str:
    return json.dumps(decision.as_dict(), default=json_number)


REMEMBERING, FORGETTING = Decider(WORKSPACE), Decider(WORKSPACE, remember=False)


def differences(tx: Transaction) -> list[str]:
    with_memory, without = REMEMBERING.decide(tx).as_dict(), FORGETTING.decide(tx).as_dict()
    return [
        key for key in without if json.dumps(with_memory[key], default=json_number) != json.dumps(without[key], default=json_number)
    ]


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(lines(), st.integers(0, 40), st.sampled_from(VALUES), st.sampled_from(NAMES), st.text("XYZ", max_size=3))
def test_every_word_is_the_same_with_memory(tx, later, value, name, id_):
    alike = replace(
        tx, id=id_, as_of=tx.as_of + timedelta(days=later), items=tuple(replace(i, id=id_, value_usd=value) for i in tx.items),
        parties=tuple(replace(p, name=name) for p in tx.parties),
    )  # fmt: skip
    for line in (tx, alike, alike, alike):
        assert differences(line) == []


def test_lines_of_one_kind_share_a_memory_and_differ_where_they_should():
    base = Transaction(
        id="L1", as_of=date(2024, 6, 3), exporter_country="US", destination="BR", end_use="civil",
        parties=(Participant(role=Role.END_USER, name="Casa Verde", country="BR"),),
        items=(Item(id="1", eccn="3A001.a.7", value_usd=Decimal(600), origin="US"),),
    )  # fmt: skip
    other = replace(
        base, id="L2", as_of=date(2024, 6, 4), parties=(replace(base.parties[0], name="Blue Mesa"),),
        items=(replace(base.items[0], id="2", value_usd=Decimal("700.5")),),
    )  # fmt: skip

    def key(tx):
        return seen_by_rules(tx, WORKSPACE.at(tx.as_of), ())

    assert key(base) == key(other)
    assert key(base) != key(replace(base, items=(replace(base.items[0], value_usd=None),)))
    assert key(base) != key(replace(base, parties=(replace(base.parties[0], name="Ministry of Works"),)))
    decider = Decider(WORKSPACE)
    first, second = decider.decide(base).as_dict(), decider.decide(other).as_dict()
    assert (first["compute"]["retain_until"], second["compute"]["retain_until"]) == ("2029-06-03", "2029-06-04")
    assert (second["id"], second["per_item"][0]["id"], second["screenings"][0]["query"]["name"]) == ("L2", "2", "Blue Mesa")


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": Kind.PROCUREMENT},
        {"duration_days": Decimal(30)},
        {"items": (Item(eccn="EAR99", us_content=()),)},
        {"items": (Item(eccn="EAR99", known_reexport=date(2024, 1, 1)),)},
        {"items": (Item(eccn="EAR99", shipments=()),)},
    ],
)
def test_what_rules_compute_with_is_never_remembered(changes):
    tx = replace(Transaction(as_of=date(2024, 6, 3), items=(Item(eccn="EAR99"),)), **changes)
    assert seen_by_rules(tx, WORKSPACE.at(date(2024, 6, 3)), ()) is None


def lines_at_the_edges(one, tx: Transaction) -> list[Transaction]:
    """The line on the first and last day of what was remembered and on the days beside them, and with amounts beside its bounds."""
    days = {n for edge in (one.first, one.after) for n in (edge - 1, edge)}
    found = [replace(tx, as_of=date.fromordinal(n)) for n in days if 733_773 < n < 739_982]
    for kept, name in zip(one.ranges, ("net_value_usd", "value_usd", "quantity", "order_value_usd"), strict=False):
        edges = () if kept is None else [edge for edge in (kept.low, kept.high) if edge is not None]
        for amount in (edge + step for edge in edges for step in (Decimal("-0.01"), Decimal(0), Decimal("0.01"))):
            if name == "net_value_usd":
                found.append(replace(tx, net_value_usd=amount))
            else:
                found.append(replace(tx, items=(replace(tx.items[0], **{name: amount}), *tx.items[1:])))
    return found


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(lines(), st.sampled_from([None, Decimal(4000), Decimal("0.5")]), st.sampled_from([None, Decimal(3)]))
def test_at_the_edges_of_what_is_remembered_every_word_is_the_same(tx, net, quantity):
    tx = replace(tx, net_value_usd=net, items=tuple(replace(item, quantity=quantity) for item in tx.items))
    asked = Decider(WORKSPACE)
    asked.decide(tx)
    for alike in list(asked._memory._kinds.values()):
        for line in [line for one in list(alike) for line in lines_at_the_edges(one, tx)]:
            assert shown(asked.decide(line)) == shown(FORGETTING.decide(line)), line


@pytest.mark.slow
def test_cases_of_ours_get_the_same_answers_from_a_memory_that_met_them_on_other_days():
    draw = random.Random(12)
    cases = [json.loads(line) for line in (Path(__file__).parent.parent / "law" / "redteam.jsonl").open()]
    for case in draw.sample(cases, 60):
        tx = replace(transaction_from(case["transaction"]), as_of=date.fromisoformat(case["as_of"]))
        for line in (replace(tx, as_of=tx.as_of + timedelta(days=draw.randrange(-400, 400))), tx):
            assert differences(line) == [], case["id"]


# --- what memory relies on --------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_rules_take_no_day_or_amount_apart_behind_an_observed_one():
    amounts = {"value_usd", "net_value_usd", "order_value_usd", "quantity", "on", "as_of", "valid_on"}
    for file in Path(str(resources.files("licet.law"))).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                read = {part.attr for given in node.args for part in ast.walk(given) if isinstance(part, ast.Attribute)}
                assert name != "combine", file
                assert name not in ("Decimal", "date", "create_decimal") or not read & amounts or file.name == "tmp.py", (
                    file,
                    node.lineno,
                )


def test_values_that_matter_are_found_by_asking():
    base = Transaction(
        id="L1", as_of=date(2024, 6, 3), exporter_country="US", destination="BR", end_use="civil",
        parties=(Participant(role=Role.END_USER, name="Casa Verde", country="BR"),),
        items=(Item(id="1", eccn="3A002.a", value_usd=Decimal(600), origin="US"),),
    )  # fmt: skip
    decider = Decider(WORKSPACE)

    def outcome(value, day=base.as_of):
        return decider.decide(replace(base, as_of=day, items=(replace(base.items[0], value_usd=Decimal(value)),))).outcome.value

    assert [outcome(value) for value in ("600", "3000", "3000.01", "3000", "2999.99")] == [
        "exception_available", "exception_available", "license_required", "exception_available", "exception_available",
    ]  # fmt: skip
    (alike,) = decider._memory._kinds.values()
    assert len(alike) < 5


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedParty(Participant):
    """A party that records which rules read its name."""

    def __getattribute__(self, attribute):
        if attribute == "name":
            caller = sys._getframe(1)
            READERS.add((Path(caller.f_code.co_filename).name, caller.f_code.co_name))
        return object.__getattribute__(self, attribute)


READERS: set[tuple[str, str]] = set()
#: Rules that read a name of a party that is on no list and of which no owners are told; `names_read` looks for all they look for.
KNOWN_READERS = {
    ("agencies.py", "us_agency_takes_part"),
    ("agencies.py", "national_agency"),
    ("license_exception.py", "words_said"),
    ("users.py", "<genexpr>"),
    ("users.py", "is_government"),
    ("enc_users.py", "governments"),
    ("bar_tests.py", "emirates"),
    ("part740_supplement_8.py", "_approved"),
    ("part746_civil_users.py", "_user"),
    ("bar_tests.py", "<listcomp>"),
    ("bar_tests.py", "<genexpr>"),
    ("red_flags.py", "signs"),
    ("part744_us_persons_chips.py", "<genexpr>"),
    ("part744_us_persons_chips.py", "official"),
    ("part744_end_users.py", "_named_military"),
    ("part744_intelligence.py", "_listed_agency"),
    ("part744_intelligence.py", "_named_so"),
    ("part744_end_users.py", "<genexpr>"),
    ("part744_end_uses.py", "<genexpr>"),
    ("part744_end_users.py", "<listcomp>"),
}


@pytest.mark.slow
def test_only_known_rules_read_names():
    draw = random.Random(8)
    READERS.clear()
    law = Path(licet.law.__file__).parent
    files = {file.name for file in law.rglob("*.py")}
    for _ in range(150):
        tx = _random_line(draw, date(2012, 1, 1) + timedelta(days=draw.randrange(5400)))
        parties = tuple(
            WatchedParty(**{f.name: object.__getattribute__(p, f.name) for f in fields(Participant)}) for p in tx.parties
        )
        decide(replace(tx, parties=parties), WORKSPACE, explore=False)
    in_law = {(file, function) for file, function in READERS if file in files}
    assert in_law - {("inquiry.py", "name")} <= KNOWN_READERS
    assert len(in_law) > 5


def _random_line(draw: random.Random, day: date) -> Transaction:
    codes = [code for code in CODES if code]
    return Transaction(
        id="W",
        kind=draw.choice([Kind.EXPORT, Kind.EXPORT, Kind.REEXPORT, Kind.TRANSFER, Kind.DEEMED_EXPORT]),
        as_of=day,
        exporter_country=draw.choice(["US", "DE"]),
        destination=draw.choice([place for place in PLACES if place]),
        end_use=draw.choice(USES),
        parties=(
            Participant(role=Role.END_USER, name=draw.choice(["Casa Verde", "Ministry of Works", "Blue Freight"]), country="BR"),
        ),
        items=(Item(id="1", eccn=draw.choice(codes), value_usd=Decimal(draw.choice([900, 4000])), origin="US"),),
    )


def _line(id_="L1", value="4000", **told):
    item = Item(id="1", eccn="5A991", value_usd=Decimal(value), origin="US", **told)
    return Transaction(
        id=id_, as_of=date(2024, 6, 3), exporter_country="US", destination="BR", end_use="civil",
        parties=(Participant(role=Role.END_USER, name="Casa Verde Eletronica", country="BR"),), items=(item,),
    )  # fmt: skip


def test_a_record_holds_what_was_told_and_is_the_same_dataclass():
    item = _line().items[0]
    assert set(vars(item)) == {"id", "eccn", "value_usd", "origin"}
    assert item.quantity is None
    assert replace(item, quantity=None) == item
    assert hash(replace(item, eccn="5A991")) == hash(item)
    with pytest.raises(TypeError, match="no field 'ecn'"):
        Item(ecn="5A991")
    with pytest.raises(AttributeError):
        item.eccn = "EAR99"


@pytest.mark.parametrize(
    "other",
    [
        _line("L2", "4000.00"),
        _line("L2", quantity=Decimal(2)),
        _line("L2", published=False),
        replace(_line("L2"), red_flags=()),
        replace(_line("L2"), parties=(*_line().parties, *_line().parties)),
        replace(_line("L2"), items=()),
    ],
)
def test_a_line_that_tells_anything_else_is_another(other):
    lines = Lines()
    lines.keep(_line(), decide(_line(), WORKSPACE, explore=False))
    assert lines.again(_line("L9")).id == "L9"
    assert lines.again(other) is None


def test_amounts_that_are_equal_and_read_differently_are_told_apart():
    lines, told = Lines(), _line(quantity=Decimal("2.0"))
    lines.keep(told, decide(told, WORKSPACE, explore=False))
    assert lines.again(_line("L2", quantity=Decimal("2.0"))) is not None
    assert lines.again(_line("L2", quantity=Decimal("2.00"))) is None


def test_the_same_values_under_other_names_are_another_line():
    def made_where(**told):
        return replace(_line(), items=(Item(id="1", eccn="5A991", value_usd=Decimal(4000), **told),))

    lines, told = Lines(), made_where(origin="US", hts="8517")
    lines.keep(told, decide(told, WORKSPACE, explore=False))
    assert lines.again(made_where(origin="US", made_in="8517")) is None
    assert lines.again(made_where(hts="8517", origin="US")) is not None
    assert lines.again(made_where(hts="8517", origin=["US"])) is None


def test_lines_without_ids_are_known_again_and_a_renamed_decision_is_whole():
    found = decide(_line(""), WORKSPACE, explore=False)
    lines = Lines()
    lines.keep(_line(""), found)
    assert lines.again(_line("L2")).outcome is found.outcome
    again = lines.again(_line(""))
    assert again.as_json() == found.as_json()
    assert lines.again(_line("L3")).as_json() == decide(_line("L3"), WORKSPACE, explore=False).as_json()
    assert lines.again(_line("L3")) == decide(_line("L3"), WORKSPACE, explore=False)


def test_each_field_of_a_renamed_decision_is_there_whichever_is_asked_first():
    found = decide(_line(), WORKSPACE, explore=False)
    for field in fields(Decision):
        first = getattr(found.renamed("L1", "1"), field.name)
        assert first == getattr(found, field.name), field.name
    again = found.renamed("L2", "1")
    assert isinstance(again, Decision)
    assert replace(again, notes=("x",)) == replace(found.renamed("L2", "1"), notes=("x",))
    assert pickle.loads(pickle.dumps(again)) == again
    for name in ("id", "outcome", "notes"):
        with pytest.raises(AttributeError):
            setattr(again, name, None)


@pytest.mark.parametrize("clocks", [(None, None), (date(2024, 7, 1), None)])
@pytest.mark.parametrize(("one", "other"), [("row 2", "row 3"), ("row 2", ""), ("", "row 3")])
def test_a_line_whose_one_item_has_another_id_is_known_again_and_reads_as_its_own(one, other, clocks):
    def named(id_, *items):
        return replace(_line(id_), items=tuple(replace(_line().items[0], id=item) for item in items))

    def asked(tx):
        return decide(tx, WORKSPACE, as_of=clocks[0], explore=False)

    lines = Lines()
    lines.keep(named("A", one), asked(named("A", one)), clocks)
    again = lines.again(named("B", other), clocks)
    assert again is not None
    assert again == asked(named("B", other))
    assert again.as_json() == asked(named("B", other)).as_json()
    lines.keep(named("A", one, "x"), asked(named("A", one, "x")), clocks)
    assert lines.again(named("A", one, "x"), clocks) is not None
    assert lines.again(named("A", other, "x"), clocks) is None


def test_many_decisions_are_kept_when_asked_twice():
    lines, found = Lines(at_once=0), decide(_line(), WORKSPACE, explore=False)
    lines.keep(_line(), found)
    assert lines.again(_line()) is None
    lines.keep(_line(), found)
    assert lines.again(_line()) is not None


def test_the_memory_observes_few_lines_where_none_comes_back(monkeypatch):
    observed = []
    monkeypatch.setattr("licet.memory.STRETCH", 8)
    monkeypatch.setattr("licet.memory._asked", _counting(observed))
    decider = Decider(WORKSPACE)
    for number in range(32):
        decider.decide(replace(_line(str(number)), destination=destinations()[number]))
    assert 0 < len(observed) <= 8
    observed.clear()
    for number in range(64):
        decider.decide(replace(_line(str(number), str(4000 + number)), destination="BR"))
    assert len(observed) < 8


def _counting(observed):
    from licet.memory import _asked

    def counting(*args):
        observed.append(args)
        return _asked(*args)

    return counting
