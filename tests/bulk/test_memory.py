"""The memories of bulk change no answer, and what they take for alike is alike to every rule.

Three watches prove the last: a day, a value and a party that record what rules compare them with, or who reads them.
"""

import ast
import json
import random
import sys
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import licet.law
from licet.api import decide
from licet.bulk import Decider
from licet.cli.check import json_number
from licet.facts import AsOf
from licet.law.epochs import begins, change_days
from licet.law.law import Law
from licet.law.us.ear.limits import value_limits
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
    assert key(base) != key(replace(base, items=(replace(base.items[0], value_usd=Decimal(4000)),)))
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


# --- watches ----------------------------------------------------------------------------------------------------------


class WatchedDay(date):
    """A day that records what it is compared with, and any other use of it."""

    compared: ClassVar[set[date]] = set()
    used: ClassVar[set[str]] = set()

    def _against(self, other):
        if type(other) is date:
            self.compared.add(other)

    def __lt__(self, other):
        self._against(other)
        return date.__lt__(self, other)

    def __le__(self, other):
        self._against(other)
        return date.__le__(self, other)

    def __gt__(self, other):
        self._against(other)
        return date.__gt__(self, other)

    def __ge__(self, other):
        self._against(other)
        return date.__ge__(self, other)

    __hash__ = date.__hash__

    def __eq__(self, other):
        return date.__eq__(self, other)

    def __sub__(self, other):
        self.used.add("taken from")
        return date.__sub__(self, other)


def _cached_functions():
    """The caches of the law's modules that are kept by day."""
    found = []
    for name, module in list(sys.modules.items()):
        if name.startswith("licet.law"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear") and "date" in str(getattr(value, "__annotations__", "")):
                    found.append(value)
    return found


def test_rules_compare_days_with_days_of_change_only(monkeypatch):
    draw = random.Random(5)
    allowed = set(change_days())
    caches = _cached_functions()
    assert len(caches) > 8
    WatchedDay.compared.clear()
    WatchedDay.used.clear()
    for module in [m for n, m in sys.modules.items() if n.startswith("licet.law") and hasattr(m, "epoch")]:
        monkeypatch.setattr(module, "epoch", lambda day: day)
    for _ in range(40):
        plain = date(2012, 1, 1) + timedelta(days=draw.randrange(5400))
        day = WatchedDay(plain.year, plain.month, plain.day)
        tx = _random_line(draw, plain)
        for cached in caches:
            cached.cache_clear()
        monkeypatch.setattr("licet.checking.law_as_of", lambda when, day=day: Law(AsOf(day, when.known_at)))
        decide(tx, WORKSPACE, explore=False)
    for cached in caches:
        cached.cache_clear()
    beyond = {day for day in WatchedDay.compared if day not in allowed and day.isoformat() != "9999-12-31"}
    assert beyond <= _coverage_ends(), f"rules compare a day with {beyond}, which are no days of change"
    assert WatchedDay.used == set()
    assert len(WatchedDay.compared) > 50


def _coverage_ends() -> set[date]:
    """The ends of coverage, asked before any memory."""
    from licet.law.coverage import REGIMES, coverage

    return {coverage(r).verified + timedelta(days=coverage(r).grace) for r in REGIMES} | {coverage(r).start for r in REGIMES}


def test_dates_in_the_rules_own_text_are_days_of_change():
    root = Path(str(resources.files("licet.law")))
    found = set()
    for file in root.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "date" and len(node.args) == 3:
                numbers = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                if len(numbers) == 3 and not (file.name == "penalties.py" and numbers == [2016, 1, 1]):
                    found.add(date(*numbers))
    assert len(found) > 5
    assert found <= set(change_days())


@settings(max_examples=200)
@given(DAYS)
def test_an_epoch_begins_on_a_day_of_change(day):
    first = begins(day)
    assert first <= day
    assert first in change_days()
    assert not any(first < other <= day for other in change_days())


class WatchedValue(Decimal):
    """A value that records the amounts it is compared with, and calculations with it."""

    compared: ClassVar[set[Decimal]] = set()
    calculated: ClassVar[set[str]] = set()

    def _against(self, other):
        self.compared.add(Decimal(other))

    def __lt__(self, other):
        self._against(other)
        return Decimal.__lt__(self, other)

    def __le__(self, other):
        self._against(other)
        return Decimal.__le__(self, other)

    def __gt__(self, other):
        self._against(other)
        return Decimal.__gt__(self, other)

    def __ge__(self, other):
        self._against(other)
        return Decimal.__ge__(self, other)

    def __bool__(self):
        self._against(0)
        return Decimal.__bool__(self)

    def __radd__(self, other):
        if other != 0:
            self.calculated.add(f"added to {other}")
        return self

    def __add__(self, other):
        if other != 0:
            self.calculated.add(f"added {other}")
        return self

    def __mul__(self, other):
        self.calculated.add(f"times {other}")
        return Decimal.__mul__(self, other)

    __rmul__ = __mul__

    def __truediv__(self, other):
        self.calculated.add(f"by {other}")
        return Decimal.__truediv__(self, other)

    def __str__(self):
        self.calculated.add("printed")
        return Decimal.__str__(self)

    def __format__(self, spec, context=None):
        self.calculated.add("printed")
        return Decimal.__format__(self, spec)


def test_rules_compare_a_value_with_limits_only_and_never_calculate_with_it():
    draw = random.Random(6)
    seen: set[Decimal] = set()
    WatchedValue.calculated.clear()
    for _ in range(150):
        tx = _random_line(draw, date(2012, 1, 1) + timedelta(days=draw.randrange(5400)))
        value = WatchedValue(draw.choice([300, 1200, 2600, 9000, 26_000_000]))
        tx = replace(tx, items=(replace(tx.items[0], value_usd=value),))
        if seen_by_rules(tx, WORKSPACE.at(tx.as_of), ()) is not None:
            WatchedValue.compared.clear()
            decide(tx, WORKSPACE, explore=False)
            assert WatchedValue.compared <= set(value_limits(tx.items[0].eccn)), tx.items[0].eccn
            seen |= WatchedValue.compared
    assert WatchedValue.calculated == set()
    assert len(seen) > 5


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
    ("bar_tests.py", "<listcomp>"),
    ("bar_tests.py", "<genexpr>"),
    ("red_flags.py", "signs"),
    ("part744_us_persons_chips.py", "<genexpr>"),
    ("part744_us_persons_chips.py", "official"),
    ("part744_end_users.py", "_named_military"),
    ("part744_end_users.py", "<genexpr>"),
    ("part744_end_users.py", "<listcomp>"),
}


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
