"""Impact on made books: only what can matter is asked again, and nothing is missed."""

from datetime import date
from pathlib import Path

import pytest

from licet.checking import THRESHOLD
from licet.decisions import Outcome
from licet.errors import LicetError
from licet.exposure.answer import answer
from licet.exposure.book import Book, read_book
from licet.exposure.impact import change_of
from licet.exposure.lines import Lines
from licet.exposure.sides import Side
from licet.exposure.what_if import read_what_if
from licet.impacts import Desk
from licet.law.reads import NotedLaw
from licet.law.us.ear.part738_country_chart import PATH as CHART
from licet.screened import SO_FAR, near, screen_book
from licet.screening.entries import Entry, ListedName
from licet.screening.index import NameIndex
from licet.screening.matching import find
from licet.transactions import Participant
from licet.workspace import Workspace

ROOT = Path(__file__).parents[2]
DAY = date(2018, 5, 14)


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace(shipped_only=True)


@pytest.fixture
def made(monkeypatch, tmp_path):
    """A generated book: made(parties, seed, touch)."""
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))

    def call(parties: int, seed: int, touch: float) -> Book:
        from books import make, write

        folder = tmp_path / f"{parties}-{seed}"
        write(make(parties, seed, touch), folder, "parquet")
        return read_book(folder)

    return call


@pytest.fixture
def supposed(tmp_path):
    """A what-if file from its steps."""

    def write(steps: str) -> Path:
        path = tmp_path / "what-if.yaml"
        path.write_text(f"says: test\nstanding: supposed\nsteps:\n{steps}")
        return path

    return write


PARTS = ("lines", "money", "products", "owned", "resellers", "licenses", "questions", "parties")


@pytest.mark.parametrize("seed", [pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2, 3)])
def test_asking_only_what_can_matter_gives_the_answer_of_asking_everything(made, workspace, supposed, seed):
    book = made(24, seed, 0.08)
    desk = Desk(book, workspace)
    owner = book["ownership"].filter(book["ownership"]["owner"].str.starts_with("F"))["owner"][seed]
    name, country = book["parties"].filter(book["parties"]["id"] == owner).select("name", "country").row(0)
    steps = f'  - {{list: us_ofac_sdn, name: "{name}", country: {country}, programs: SDGT, from: 2018-05-01}}\n'
    for measure in (desk.measure("us_bis_dpl/zte", DAY), desk.what_if(supposed(steps), DAY)):
        some, whole = (desk.impact(measure, DAY, everything=everything) for everything in (False, True))
        one, two = answer(some), answer(whole)
        assert {part: one[part] for part in PARTS} == {part: two[part] for part in PARTS}
        assert one["summary"] | {"lines_asked": 0} == two["summary"] | {"lines_asked": 0}
        assert len(some.lines) < len(whole.lines)


def business(make_book, **more) -> Book:
    """One order from us to a buyer, whose owner, customer or name the test decides."""
    tables = {
        "parties": [
            {"id": "US", "name": "Pebblecroft Instruments Inc.", "country": "US", "ours": "yes"},
            {"id": "B", "name": "Larkspur Basin Trading Ltd.", "country": "AE"},
            {"id": "O", "name": "Gannetrock Holding Ltd.", "country": "AE"},
        ],
        "items": [{"id": "X", "eccn": "EAR99", "origin": "US", "made_in": "US"}],
        "orders": [
            {
                "order": "1",
                "line": "1",
                "status": "open",
                "exporter_country": "US",
                "destination": "AE",
                "item": "X",
                "quantity": "1",
                "value_usd": "100.10",
                "end_user": "B",
                "purchaser": "B",
                "end_use": "office network",
                "due_on": "2018-06-01",
            }
        ],
    }
    return make_book(**(tables | more))


OWNER_BLOCKED = '  - {list: us_ofac_sdn, name: "Gannetrock Holding Ltd.", country: AE, programs: SDGT, from: 2018-05-01}\n'


def stake(**share: str) -> list[dict[str, str]]:
    return [{"owner": "O", "owned": "B", "source": "register", **share}]


@pytest.mark.parametrize(
    ("share", "outcome", "certainty"),
    [({"pct": "50"}, "prohibited", "established"), ({"pct": "49.9"}, None, None), ({}, "review", "possible"),
     ({"pct_min": "40", "pct_max": "60"}, "review", "established")],
)  # fmt: skip
def test_what_a_blocked_owner_holds_decides_about_its_company(make_book, workspace, supposed, share, outcome, certainty):
    desk = Desk(business(make_book, ownership=stake(**share)), workspace)
    told = answer(desk.impact(desk.what_if(supposed(OWNER_BLOCKED), DAY), DAY))
    if outcome is None:
        assert all(line["to"] not in ("prohibited", "license_required") for line in told["lines"])
        return
    (line,) = told["lines"]
    assert (line["to"], line["exposure"], line["certainty"], line["value_usd"]) == (outcome, "ownership", certainty, "100.10")
    assert line["paths"][0][0]["row"] == "ownership.csv: row 2"
    assert [x["id"] for x in told["owned"]] == ["B"]


def test_a_name_that_only_may_be_the_party_is_possible_exposure_and_asked_about(make_book, workspace, supposed):
    steps = '  - {list: us_bis_dpl, name: "Larkspur Basin Trading Ltd.", country: PK, from: 2018-05-01}\n'  # the country differs
    desk = Desk(business(make_book), workspace)
    told = answer(desk.impact(desk.what_if(supposed(steps), DAY), DAY))
    (line,) = told["lines"]
    assert (line["to"], line["certainty"], told["parties"][0]["established"]) == ("review", "possible", False)
    assert told["summary"]["holds_possible_usd"] == "100.10"
    assert told["summary"]["holds_established_lines"] == 0
    assert any("Larkspur Basin" in q["asks"] for q in told["questions"])


def judged_book(make_book, **judgment: str) -> Book:
    buyer = {"id": "B", "name": "Larkspur Basin Trading Ltd.", "country": "AE", **judgment}
    return business(make_book, parties=[buyer, {"id": "O", "name": "Gannetrock Holding Ltd.", "country": "AE"}])


def test_a_person_s_judgment_settles_the_listings_it_names_and_no_others(make_book, workspace, supposed):
    step = '  - {list: us_bis_dpl, name: "Larkspur Basin Trading Ltd.", country: PK, from: 2018-05-01}\n'
    first, second = "us_bis_dpl/what-if-what-if-1", "us_bis_dpl/what-if-what-if-2"
    cases = [
        ({"same_as": first}, step, ["prohibited"]), ({"not_same_as": first}, step, []),
        ({"same_as": first}, step * 2, ["review"]), ({"not_same_as": first}, step * 2, ["review"]),
        ({"not_same_as": f"{first}; {second}"}, step * 2, []), ({"same_as": f"{first}; {second}"}, step * 2, ["prohibited"]),
    ]  # fmt: skip
    for judgment, steps, outcomes in cases:
        desk = Desk(judged_book(make_book, **judgment), workspace)
        told = answer(desk.impact(desk.what_if(supposed(steps), DAY), DAY))
        assert [line["to"] for line in told["lines"]] == outcomes, judgment


@pytest.mark.parametrize(
    ("day", "share", "to"),
    [("2025-10-15", "50", "license_required"), ("2025-10-15", "49", None), ("2025-12-01", "50", None), ("2018-05-14", "50", None)],
)
def test_the_affiliates_rule_passes_a_listing_on_only_while_it_is_in_force(make_book, workspace, supposed, day, share, to):
    steps = '  - {list: us_bis_entity, name: "Gannetrock Holding Ltd.", country: AE, from: 2018-05-01}\n'
    desk = Desk(business(make_book, ownership=stake(pct=share)), workspace)
    on = date.fromisoformat(day)
    told = answer(desk.impact(desk.what_if(supposed(steps), on), on))
    assert [line["to"] for line in told["lines"] if line["to"] in ("license_required", "prohibited")] == ([to] if to else [])


def test_lines_that_left_while_the_measure_was_in_force_are_shown_apart(make_book, workspace):
    left = {
        "order": "2",
        "line": "1",
        "status": "shipped",
        "shipped_on": "2018-05-02",
        "exporter_country": "US",
        "destination": "CN",
        "item": "X",
        "quantity": "1",
        "value_usd": "70.00",
        "end_user": "Z",
    }
    early = left | {"order": "3", "shipped_on": "2018-04-14"}
    book = business(
        make_book, parties=[{"id": "Z", "name": "ZTE Corporation", "country": "CN"}], orders=[left, early],
    )  # fmt: skip
    told = answer(Desk(book, workspace).impact("us_bis_dpl/zte", DAY))
    assert [(line["order"], line["shipped"], line["to"]) for line in told["lines"]] == [("2", True, "prohibited")]
    assert told["summary"]["shipped_while_in_force_usd"] == "70.00"
    assert told["summary"]["stops_established_usd"] == "0.00"
    assert all(not rows for rows in told["money"].values())


def test_a_license_that_ends_stops_what_it_covered(make_book, workspace, supposed):
    book = business(
        make_book,
        items=[{"id": "X", "eccn": "6A003.b.4.b", "origin": "US", "made_in": "US"}],
        licenses=[
            {
                "number": "D77",
                "eccns": "6A003.b.4.b",
                "destinations": "AE",
                "parties": "B",
                "value_usd": "5000",
                "start": "2018-01-01",
                "end": "2019-12-31",
            }
        ],
    )
    desk = Desk(book, workspace)
    told = answer(desk.impact(desk.what_if(supposed("  - {license: D77, end: 2018-05-01}\n"), DAY), DAY))
    (line,), (held,) = told["lines"], told["licenses"]
    assert (line["from"], line["to"], held["covered_before"], held["covers_after"]) == (
        "exception_available",
        "license_required",
        ["1/1"],
        [],
    )


def test_a_kept_screening_is_used_only_for_the_lists_it_was_made_with(made, workspace, tmp_path):
    book = made(30, 3, 0.0)
    desk = Desk(book, workspace)
    found = screen_book(book, workspace, tmp_path)
    assert found == len(near(book, workspace.indexes)) > 0
    fresh = Desk(book, workspace)
    fresh.load(tmp_path)
    assert fresh.__dict__["_near_lists"] == desk._near_lists
    text = (tmp_path / "screened.json").read_text()
    (tmp_path / "screened.json").write_text(text.replace('"names": "', '"names": "0'))
    stale = Desk(book, workspace)
    stale.load(tmp_path)
    assert "_near_lists" not in stale.__dict__


def test_a_screening_that_was_stopped_goes_on_where_it_was(made, workspace, tmp_path, monkeypatch):
    monkeypatch.setattr("licet.screened.BATCH", 8)
    book, seen = made(60, 4, 0.0), []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if len(seen) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        screen_book(book, workspace, tmp_path, progress=stop)
    with (tmp_path / SO_FAR).open("a") as kept:
        kept.write('{"upto": 40, "ne')  # torn in the middle of a line
    assert screen_book(book, workspace, tmp_path, progress=stop) == len(near(book, workspace.indexes))
    assert [done for done, _ in seen[:4]] == [8, 16, 24, 32]
    assert seen[-1][0] == seen[-1][1]
    assert not (tmp_path / SO_FAR).exists()


def test_parties_searched_alike_are_searched_once_and_found_alike(make_book, workspace, tmp_path):
    twins = [{"id": f"P{n}", "name": "ZTE Corporation", "country": country} for n, country in enumerate(("CN", "HK", "CN"))]
    book = make_book(parties=[*twins, {"id": "Q", "name": "Pebblecroft Instruments Inc.", "country": "US"}])
    seen = []
    assert screen_book(book, workspace, tmp_path, progress=lambda *told: seen.append(told)) == 3
    assert seen == [(2, 2)]


def test_who_comes_near_is_never_less_than_who_checking_would_find(make_book):
    street = "8 Paper Kite Lane, Unit 1204, Kwun Tong, Hong Kong"
    listed = Entry("t/1", "t", "organization", (ListedName("Larkspur Basin Shipping Ltd."),), ("HK",), (), {}, (street,))
    index = NameIndex.build([listed])
    told = [
        ("Larkspur Basin Shipping", "HK", None), ("Larkspur Basin Trading", "HK", street), ("Larkspur Basin Trading", "AE", None),
        ("Gannetrock Holding", "HK", street), ("Gannetrock Holding", "AE", None), ("Lark Spur Basin Shpping Co.", "HK", None),
    ]  # fmt: skip
    rows = [{"id": str(n), "name": name, "country": at, "address": where or ""} for n, (name, at, where) in enumerate(told)]
    found = near(make_book(parties=rows), [index])
    for code, (name, country, address) in enumerate(told):
        hits = find([index], Participant(name=name, country=country, address=address), name)
        assert code in found or not any(hit.score >= THRESHOLD or hit.exact for hit in hits), name
    assert 0 in found
    assert 4 not in found


@pytest.mark.slow
def test_two_processes_find_what_one_finds(made, workspace, tmp_path, monkeypatch):
    monkeypatch.setattr("licet.screened.BATCH", 16)
    book = made(60, 4, 0.0)
    one, two = (tmp_path / name for name in ("one", "two"))
    for folder, jobs in ((one, 1), (two, 2)):
        folder.mkdir()
        screen_book(book, workspace, folder, jobs=jobs)
    assert (one / "screened.json").read_text() == (two / "screened.json").read_text()


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [("no_license_required", "not_subject", None), ("prohibited", "prohibited", None),
     ("exception_available", "license_required", "stops"),
     ("not_subject", "review", "holds"), ("license_required", "prohibited", "worsens"), ("prohibited", "license_required", "eases"),
     ("review", "exception_available", "frees")],
)  # fmt: skip
def test_what_a_change_of_outcome_is_called(before, after, change):
    assert change_of(Outcome(before), Outcome(after)) == change


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("{law: us/ear/part744_end_users/affiliates_rule, value: inforce}", "(?s)step 1: 'inforce' is no value of .*in force, stayed"),
        ("{law: us/ear/part742_controls/terrorist_supporting_states, value: CU}", "step 1: .* takes keys with values"),
        ("{chart: NZ, columns: [AT 9]}", "(?s)AT 9.*AT 1"),
        ("{list: us_bis_entity, name: Foo, country: Atlantis, from: 2018-05-01}", "Atlantis"),
        ("{list: us_bis_entity, name: Foo, kind: firm, from: 2018-05-01}", "(?s)step 1: kind is 'firm'.*organization"),
        ("{licence: D1, end: 2018-05-01}", "(?s)step 1: unknown key 'licence'.*license"),
    ],
)  # fmt: skip
def test_a_what_if_that_cannot_be_meant_so_says_where_and_what_to_write(workspace, supposed, step, says):
    with pytest.raises(LicetError, match=says):
        read_what_if(supposed(f"  - {step}\n"), workspace.at(DAY))


def test_a_country_of_a_what_if_may_be_written_out(workspace, supposed):
    step = "  - {list: us_bis_entity, name: Foo, country: United Arab Emirates, from: 2018-05-01}\n"
    assert read_what_if(supposed(step), workspace.at(DAY)).facts[0].value.party.country == "AE"


def test_others_whom_the_same_notice_names_are_pointed_to(make_book, workspace):
    people = [
        {"id": "Z", "name": "ZTE Corporation", "country": "CN"},
        {"id": "K", "name": "ZTE Kangxun Telecommunications Ltd.", "country": "CN"},
    ]
    desk = Desk(business(make_book, parties=people, orders=[]), workspace)
    alone = answer(desk.impact(desk.measure("us_bis_dpl/zte-corporation", DAY), DAY))
    assert [(x["id"], x["listing"]) for x in alone["also_named"]] == [("K", "us_bis_dpl/zte-kangxun")]
    assert not answer(desk.impact("us_bis_dpl/zte", DAY))["also_named"]


def test_control_without_a_majority_is_shown_as_a_sign_with_its_rows(make_book, workspace, supposed):
    desk = Desk(business(make_book, ownership=stake(kind="control")), workspace)
    told = answer(desk.impact(desk.what_if(supposed(OWNER_BLOCKED), DAY), DAY))
    (held,) = told["owned"]
    assert (held["id"], held["rule"], held["proof"]["because"][0]["rests_on"]["id"]) == ("B", "control", "ownership.csv: row 2")
    assert all(line["to"] != "prohibited" for line in told["lines"])


LAW_STEPS = {
    "a mark of the Country Chart": ("2018-05-14", "  - {chart: NZ, columns: [AT 1], from: 2018-05-14}\n"),
    "a rule's life": (
        "2025-12-01",
        '  - {list: us_bis_entity, name: "%s", country: %s, from: 2018-05-01}\n'
        "  - {law: us/ear/part744_end_users/affiliates_rule, value: in force, from: 2025-12-01}\n",
    ),
    "a value that few lines ask for": (
        "2018-05-14",
        "  - {law: us/ear/part742_controls/terrorist_supporting_states, value: {NZ: 15 CFR 742.8}, from: 2018-05-14}\n",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("step", LAW_STEPS)
def test_a_law_value_is_asked_again_only_of_lines_that_asked_for_it(made, workspace, supposed, seed, step):
    book = made(40, seed, 0.08)
    desk = Desk(book, workspace)
    owner = book["ownership"].filter(book["ownership"]["owner"].str.starts_with("F"))["owner"][seed]
    party = book["parties"].filter(book["parties"]["id"] == owner).select("name", "country").row(0)
    day, steps = date.fromisoformat(LAW_STEPS[step][0]), LAW_STEPS[step][1]
    measure = desk.what_if(supposed(steps % party if "%" in steps else steps), day)
    some, again, whole = (desk.impact(measure, day, everything=everything) for everything in (False, False, True))
    one, two, three = answer(some), answer(again), answer(whole)
    assert {part: one[part] for part in PARTS} == {part: three[part] for part in PARTS}
    assert one == two
    assert 0 < len(some.lines) < len(whole.lines)
    outcome = {line.number: (line.before.outcome, line.after.outcome) for line in whole.lines}
    touched = {line.number for line in some.lines}
    assert all(was is now for number, (was, now) in outcome.items() if number not in touched)


@pytest.mark.slow
def test_a_line_asks_for_marks_of_no_country_that_it_does_not_name(made, workspace):
    book = made(60, 5, 0.05)
    desk = Desk(book, workspace)
    snapshot = workspace.at(DAY)
    lines = Lines(desk.relations)
    side = Side(desk.relations, snapshot, desk.matches(snapshot), 3)
    for number in range(lines.orders.height):
        law = NotedLaw(snapshot.when)
        told = desk.decide(lines.transaction(number, side), snapshot, law)
        assert told == desk.decide(lines.transaction(number, side), snapshot)
        places = {path.rpartition("/")[2] for path in law.asked if path.startswith(CHART)}
        assert law.asked
        assert all(lines.naming_place([place])[number] for place in places)
