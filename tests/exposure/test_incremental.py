"""The incremental answer is the whole answer: random books, random measures of every kind, kept and learned in processes."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.exposure.conftest import book_of

from licet import standing
from licet.exposure.answer import answer
from licet.exposure.book import Book, import_book, open_book
from licet.exposure.decided import LICENSES, Decided
from licet.exposure.impact import Impact
from licet.exposure.lines import Lines
from licet.exposure.sides import Side
from licet.exposure.what_if import read_what_if
from licet.impacts import Desk
from licet.standing import outline
from licet.workspace import Workspace

ROOT = Path(__file__).parents[2]
DAY = date(2018, 5, 14)
PARTS = ("lines", "money", "products", "owned", "resellers", "licenses", "questions", "parties")

#: Who may be in a book: plainly fictional firms, and two that the shipped register knows.
PEOPLE = [
    ("Larkspur Basin Trading Ltd.", "AE"), ("Gannetrock Holding Ltd.", "AE"), ("Mossgate Relays K.K.", "JP"),
    ("Ivorytarn Optics Ltd.", "NZ"), ("Brambleford Radios Co., Ltd.", "CN"), ("ZTE Corporation", "CN"),
]  # fmt: skip
GOODS = [("EAR99", "US"), ("5A991", "US"), ("3A001.a.7", "US"), ("6A003.b.4.b", "US"), ("5A992.c", "foreign")]
PLACES = ["AE", "JP", "NZ", "CN"]

some_party = st.integers(0, len(PEOPLE) - 1)
lines_of_orders = st.lists(
    st.tuples(some_party, some_party, st.sampled_from(PLACES), st.integers(0, len(GOODS) - 1), st.sampled_from(["open", "shipped"])),
    min_size=1, max_size=4,
)  # fmt: skip
stakes = st.lists(st.tuples(some_party, some_party, st.sampled_from(["20", "50", "75", "", "40..60"])), max_size=5)
sales = st.lists(st.tuples(some_party, some_party, st.sampled_from(["established", "possible"])), max_size=4)
held = st.lists(st.tuples(st.sampled_from(GOODS[2:]), st.sampled_from(PLACES)), max_size=2)

MEASURES = {
    "a denial order": "{list: us_bis_dpl, name: '%s', country: %s, from: 2018-05-01}",
    "a block": "{list: us_ofac_sdn, name: '%s', country: %s, programs: SDGT, from: 2018-05-01}",
    "an Entity List entry": "{list: us_bis_entity, name: '%s', country: %s, from: 2018-05-01, footnotes: 1}",
    "a name in another country": "{list: us_bis_dpl, name: '%s', country: PK, from: 2018-05-01}",
    "relief": "{end: us_bis_dpl/zte, on: 2018-05-14}",
    "a mark of the chart": "{chart: NZ, columns: [AT 1], from: 2018-05-14}",
    "the end of an exception": "{law: us/ear/part740_exceptions/lvs/life, value: false, from: 2018-05-14}",
    "the affiliates rule": "{law: us/ear/part744_end_users/affiliates_rule, value: in force, from: 2018-05-14}",
    "a license cut short": "{license: D0, end: 2018-05-01}",
}


def book_from(orders: list, owned: list, sold: list, licensed: list) -> Book:
    """A book of the strategies' numbers."""
    ids = [f"P{n}" for n in range(len(PEOPLE))]
    rows = {
        "parties": [{"id": i, "name": name, "country": at} for i, (name, at) in zip(ids, PEOPLE, strict=True)],
        "items": [
            {"id": f"I{n}", "eccn": eccn, "origin": origin, "made_in": "US" if origin == "US" else "DE", "unit_value_usd": "10"}
            for n, (eccn, origin) in enumerate(GOODS)
        ],
        "boms": [{"parent": "I4", "part": "I2", "quantity": "1", "source": "drawing"}],
        "orders": [
            {
                "order": str(n), "line": "1", "status": status, "exporter_country": "US", "destination": at, "item": f"I{item}",
                "quantity": "2", "value_usd": f"{100 + n}.10", "end_user": ids[end], "purchaser": ids[buyer],
                "end_use": "office network", "due_on": "2018-06-01", "ordered_on": "2018-03-01",
            } | ({"shipped_on": "2018-05-03"} if status == "shipped" else {})
            for n, (end, buyer, at, item, status) in enumerate(orders)
        ],
        "licenses": [
            {"number": f"D{n}", "eccns": eccn, "destinations": at, "value_usd": "5000", "start": "2018-01-01", "end": "2019-12-31"}
            for n, ((eccn, _), at) in enumerate(licensed)
        ],
    }  # fmt: skip
    seen = set()
    for owner, of, share in owned:
        if owner != of and (owner, of) not in seen:
            seen.add((owner, of))
            low, _, high = share.partition("..")
            told = {"pct_min": low, "pct_max": high} if high else {"pct": low} if low else {}
            row = {"owner": ids[owner], "owned": ids[of], "source": "register"} | told
            if sum(float(r.get("pct", r.get("pct_min", 0))) for r in rows.get("ownership", []) if r["owned"] == ids[of]) <= 25:
                rows.setdefault("ownership", []).append(row)
    pairs = dict.fromkeys((seller, buyer, how) for seller, buyer, how in sold if seller != buyer)
    if pairs:
        rows["supply"] = [
            {"supplier": ids[s], "buyer": ids[b], "certainty": how, "source": "ledger", "from": "2016-01-01"} for s, b, how in pairs
        ]
    return book_of(**{name: told for name, told in rows.items() if told})


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace(shipped_only=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("what-if")


def supposed(folder: Path, step: str) -> Path:
    path = folder / "what-if.yaml"
    path.write_text(f"says: test\nstanding: supposed\nsteps:\n  - {step}\n")
    return path


def same(some: Impact, whole: Impact) -> None:
    """The two say the same, word for word, and what was not asked again did not change."""
    one, two = answer(some), answer(whole)
    assert {part: one[part] for part in PARTS} == {part: two[part] for part in PARTS}
    assert one["summary"] | {"lines_asked": 0} == two["summary"] | {"lines_asked": 0}
    asked = {line.number for line in some.lines}
    assert all(line.before == line.after or line.words[0] is line.words[1] for line in whole.lines if line.number not in asked)


def ask_every_way(workspace: Workspace, folder: Path, told: tuple, party: int, measures: list[str]) -> None:
    book = book_from(*told)
    desk = Desk(book, workspace)
    for name in measures:
        step = MEASURES[name]
        for value in PEOPLE[party]:
            step = step.replace("%s", value, 1)
        measure = read_what_if(supposed(folder, step), workspace.at(DAY))
        first, again = desk.impact(measure, DAY), desk.impact(measure, DAY)
        whole = Desk(book, workspace).impact(measure, DAY, everything=True)
        same(first, whole)
        same(again, whole)


books = st.tuples(lines_of_orders, stakes, sales, held)


@settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(told=books, party=some_party, measure=st.sampled_from(sorted(MEASURES)))
def test_only_what_can_matter_is_the_whole_answer(workspace, folder, told, party, measure):
    ask_every_way(workspace, folder, told, party, [measure])


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=books, party=some_party)
def test_every_kind_of_measure_one_after_the_other_from_what_is_kept(workspace, folder, told, party):
    ask_every_way(workspace, folder, told, party, list(MEASURES))


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(orders=lines_of_orders, owned=stakes, party=some_party, which=st.integers(0, 4))
def test_a_share_that_is_not_known_never_clears_what_a_known_one_would_not(workspace, folder, orders, owned, party, which):
    step = MEASURES["a block"] % PEOPLE[party]
    measure = read_what_if(supposed(folder, step), workspace.at(DAY))
    known = [told if told[2] != "" else (*told[:2], "20") for told in owned]
    hidden = [(*told[:2], "") if place == which else told for place, told in enumerate(known)]
    clear = []
    for told in (known, hidden):
        whole = Desk(book_from(orders, told, [], []), workspace).impact(measure, DAY, everything=True)
        clear.append({line.number: line.words[1].clears for line in whole.lines})
    if book_from(orders, known, [], [])["ownership"].height == book_from(orders, hidden, [], [])["ownership"].height:
        assert all(clear[0][number] for number, free in clear[1].items() if free)


STORY = ROOT / "examples" / "book"


@pytest.fixture
def imported(tmp_path) -> Path:
    import_book(STORY, tmp_path / "book")
    return tmp_path / "book"


class Refusing(Desk):
    """A desk that may not decide what stands."""

    def outlines(self, lines, numbers, side):
        raise AssertionError(f"{numbers.size} lines are decided again")


@pytest.mark.slow
def test_what_stands_is_kept_beside_the_book_and_used_by_the_next_process(imported, workspace, folder, monkeypatch):
    monkeypatch.setattr("licet.impacts.WORTH_KEEPING", 1)
    path = supposed(folder, MEASURES["the end of an exception"])
    answers = []
    for kind in (Desk, Refusing):
        desk = kind(open_book(imported), workspace)
        desk.load(imported)
        answers.append(answer(desk.impact(desk.what_if(path, DAY), DAY)))
    assert answers[0] == answers[1]
    assert len(list((imported / standing.STANDING).glob("*.npz"))) == 1
    (kept,) = (imported / standing.STANDING).glob("*.npz")
    kept.write_bytes(kept.read_bytes()[:100])  # torn: made again
    desk = Desk(open_book(imported), workspace)
    desk.load(imported)
    assert answer(desk.impact(desk.what_if(path, DAY), DAY)) == answers[0]


@pytest.mark.slow
def test_a_question_that_is_stopped_keeps_what_it_decided(imported, workspace, folder, monkeypatch):
    monkeypatch.setattr("licet.impacts.WORTH_KEEPING", 1)
    path = supposed(folder, MEASURES["the end of an exception"])

    class Stopped(Desk):
        def outlines(self, lines, numbers, side):
            for place, each in enumerate(super().outlines(lines, numbers, side)):
                if place == 30:
                    raise KeyboardInterrupt
                yield each

    desk = Stopped(open_book(imported), workspace)
    desk.load(imported)
    with pytest.raises(KeyboardInterrupt):
        desk.impact(desk.what_if(path, DAY), DAY)
    seen = []
    desk = Desk(open_book(imported), workspace, progress=lambda what, done, total: seen.append((what, done, total)))
    desk.load(imported)
    whole = desk.impact(desk.what_if(path, DAY), DAY, everything=True)
    same(desk.impact(desk.what_if(path, DAY), DAY), whole)
    assert [total for what, _, total in seen if what.startswith("Deciding")][-1] == whole.counted - 30


@pytest.mark.slow
def test_processes_learn_what_one_learns(imported, workspace, monkeypatch):
    monkeypatch.setattr("licet.impacts.MANY", 10)
    monkeypatch.setattr("licet.standing.BATCH", 16)
    learned = []
    for jobs in (1, 2):
        desk = Desk(open_book(imported), workspace, jobs=jobs)
        snapshot = workspace.at(DAY)
        lines = Lines(desk.relations)
        decided = Decided(lines, Side(desk.relations, snapshot, desk.matches(snapshot), 3), desk)
        decided.learn(np.arange(60, dtype=np.int32))
        named = {place: asked for asked, place in decided.sets.items()}
        learned.append([(int(decided.word[n]), decided.authorities.get(n), named[int(decided.asked[n])]) for n in range(60)])
    assert learned[0] == learned[1]


def test_who_looks_at_the_licenses_held_is_noted(workspace):
    orders = [(0, 0, "AE", item, "open") for item in (0, 3)]
    desk = Desk(book_from(orders, [], [], [(GOODS[3], "AE")]), workspace)
    snapshot = workspace.at(DAY)
    lines = Lines(desk.relations)
    side = Side(desk.relations, snapshot, desk.matches(snapshot), 3)
    free, needs = (outline(lines.transaction(n, side), snapshot, desk.search) for n in (0, 1))
    assert (LICENSES in free.asked, LICENSES in needs.asked) == (False, True)
    assert "D0" in needs.authority
    assert [o.outcome for o in (free, needs)] == [desk.decide(lines.transaction(n, side), snapshot).outcome for n in (0, 1)]
