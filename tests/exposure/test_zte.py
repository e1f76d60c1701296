"""The example book against the sheet worked by hand, on the two days of the story, line by line and to the cent."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from licet.exposure.answer import answer
from licet.exposure.book import open_book
from licet.exposure.what_if import read_what_if
from licet.impacts import Desk
from licet.workspace import Workspace

ROOT = Path(__file__).parents[2]
SHEET = Path(__file__).with_name("zte_sheet.md").read_text(encoding="utf-8")
ACTIVE, ENDED = date(2018, 4, 15), date(2018, 7, 13)


def table(first: str) -> Iterator[list[str]]:
    """Rows of the sheet's table whose first column is called that."""
    lines = iter(SHEET.splitlines())
    next(line for line in lines if line.startswith(f"| {first} |"))
    next(lines)
    for line in lines:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(open_book(ROOT / "examples" / "book"), Workspace(shipped_only=True))


@pytest.fixture(scope="module")
def answers(desk: Desk) -> dict[date, dict]:
    return {day: answer(desk.impact("us_bis_dpl/zte", day)) for day in (ACTIVE, ENDED)}


def test_the_sheet_multiplies_and_adds_up():
    for name, value, *_, why in table("line"):
        count, _, price = why.split(";")[0].partition(" x ")
        assert Decimal(count) * Decimal(price) == Decimal(value), name


@pytest.mark.parametrize(("day", "before", "after"), [(ACTIVE, 2, 3), (ENDED, 3, 4)])
def test_each_line_changes_as_worked_by_hand(answers, day, before, after):
    expected = {row[0]: (row[1], row[before], row[after], row[5], row[6]) for row in table("line") if row[2] != row[3]}
    found = {
        f"{x['order']}/{x['line']}": (x["value_usd"], x["from"], x["to"], x["exposure"], x["certainty"])
        for x in answers[day]["lines"]
    }
    assert found == expected
    assert len(expected) == 14


def test_lines_that_stay_as_they_are_were_worked_by_hand_too(desk):
    asked = desk.impact("us_bis_dpl/zte", ACTIVE, everything=True)
    orders = asked.book.orders
    got = {
        f"{orders['order'][x.number]}/{orders['line'][x.number]}": (x.before.outcome.value, x.after.outcome.value)
        for x in asked.lines
    }
    for name, _, before, active, *_ in table("line"):
        if before == "-":
            assert name not in got  # shipped before, or canceled: not asked about
        else:
            assert got[name] == (before, active), name


def test_the_sums_agree_to_the_cent(answers):
    active, ended = answers[ACTIVE]["summary"], answers[ENDED]["summary"]
    assert (active["stops_established_usd"], active["stops_established_lines"]) == ("288551.45", 9)
    assert (active["holds_established_usd"], active["holds_established_lines"]) == ("32474.75", 3)
    assert (active["holds_possible_usd"], active["holds_possible_lines"]) == ("6514.40", 2)
    assert (ended["frees_established_usd"], ended["frees_established_lines"]) == ("321026.20", 12)
    assert (ended["frees_possible_usd"], ended["frees_possible_lines"]) == ("6514.40", 2)
    for figures in (active, ended):
        assert figures["stops_possible_lines"] == figures["worsens_established_lines"] == figures["eases_established_lines"] == 0
    for day in (ACTIVE, ENDED):
        for rows in answers[day]["money"].values():
            assert sum(Decimal(row["value_usd"]) for row in rows) == Decimal("327540.60")


def test_products_that_lack_a_part_and_those_with_an_alternate(answers):
    found = {p["id"]: (p["certainty"], p["open_usd"]) for p in answers[ACTIVE]["products"]}
    assert found == {item: (state, usd) for item, state, usd, _ in table("item")}
    assert answers[ACTIVE]["summary"]["products_blocked"] == 4
    assert (answers[ENDED]["summary"]["products_blocked"], answers[ENDED]["summary"]["products_released"]) == (0, 4)


def test_every_change_can_be_checked_by_its_path(answers):
    for line in answers[ACTIVE]["lines"]:
        assert line["because"]
        assert line["paths"], line["order"]
        for hops in line["paths"]:
            assert all(hop["row"] for hop in hops)
    marigold = next(x for x in answers[ACTIVE]["resellers"] if x["id"] == "C-MARI")
    (hop,) = marigold["path"]
    assert (hop["source"], hop["valid"]["from"], hop["certain"]) == ("distributor sell-through report", "2016-11-01", True)


def test_the_license_covers_its_line_before_and_after_the_order_but_not_under_it(answers):
    (under,), (after,) = answers[ACTIVE]["licenses"], answers[ENDED]["licenses"]
    assert (under["number"], under["covered_before"], under["covers_after"]) == ("D1104207", ["SO-9021/1"], [])
    assert (after["covered_before"], after["covers_after"]) == ([], ["SO-9021/1"])


def test_asking_about_everything_finds_nothing_more(desk, answers):
    for day in (ACTIVE, ENDED):
        whole = answer(desk.impact("us_bis_dpl/zte", day, everything=True))
        for part in ("lines", "money", "products", "resellers", "owned", "licenses", "questions"):
            assert whole[part] == answers[day][part], part


def test_between_the_days_the_order_is_in_force_and_before_them_nothing_is_known(desk):
    assert desk.measure("us_bis_dpl/zte", date(2018, 7, 12)).standing == "in force"
    assert desk.measure("us_bis_dpl/zte", ENDED).standing == "ended"
    early = desk.measure("us_bis_dpl/zte", date(2018, 4, 14), date(2018, 4, 20))
    assert (early.standing, early.conditional, early.begins) == ("announced", True, ACTIVE)


def what_if(desk: Desk, name: str, day: date) -> dict:
    measure = desk.what_if(ROOT / "examples" / "what-if" / f"{name}.yaml", day)
    return answer(desk.impact(measure, day))


def test_a_promise_is_told_as_a_condition_and_frees_what_the_end_of_the_order_freed(desk, answers):
    told = what_if(desk, "zte-relief", date(2018, 5, 14))
    assert (told["conditional"], told["measure"]["standing"], told["as_of"]) == (True, "announced", "2018-06-01")
    assert {x["order"] for x in told["lines"]} == {x["order"] for x in answers[ENDED]["lines"]}
    assert told["summary"]["frees_established_usd"] == "321026.20"


def test_supposing_the_order_a_day_early_gives_what_the_order_gave(desk, answers):
    told = what_if(desk, "zte-denied", date(2018, 4, 14))
    assert told["conditional"]
    assert [(x["order"], x["line"], x["to"]) for x in told["lines"]] == [
        (x["order"], x["line"], x["to"]) for x in answers[ACTIVE]["lines"]
    ]


def test_a_new_entity_listing_reaches_us_goods_and_asks_about_foreign_ones(desk):
    told = what_if(desk, "huawei-footnote-1", date(2018, 5, 14))
    assert {(x["order"], x["from"], x["to"]) for x in told["lines"]} >= {("SO-9022", "no_license_required", "license_required")}
    assert all(x["order"] in ("SO-9022", "SO-9023") for x in told["lines"])


def test_a_change_of_the_chart_reaches_every_at_only_line_to_the_country(desk):
    told = what_if(desk, "at-to-new-zealand", date(2018, 5, 14))
    assert {"SO-9017", "SO-9018"} <= {x["order"] for x in told["lines"] if x["destination"] == "NZ"}
    assert all(x["to"] == "license_required" and x["exposure"] == "law" for x in told["lines"])
    with (
        (ROOT / "examples/book" / "parties.csv").open(encoding="utf-8") as parties,
        (ROOT / "examples/book" / "orders.csv").open(encoding="utf-8") as orders,
    ):
        seats = {row["id"]: row["country"] for row in csv.DictReader(parties)}
        there = {
            (row["order"], row["line"])
            for row in csv.DictReader(orders)
            if "NZ" in (row["destination"], seats.get(row["end_user"]))
        }
    assert {(x["order"], str(x["line"])) for x in told["lines"]} <= there, "goods to New Zealand, or to a user who sits there"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("steps: [{lst: us_bis_dpl}]", "has none of list, end, law, chart, license"),
        ("stepz: []", "needs says, standing and steps"),
        ("steps: [{list: us_bis_dpx, name: A, from: 2018-01-01}]", "did you mean us_bis_dpl"),
        ("steps: [{list: us_bis_dpl, name: A, from: tomorrow}]", "from is 'tomorrow'"),
        ("standing: in force\nsteps: [{end: us_bis_dpl/zte, on: 2018-06-01}]", "Write supposed or announced"),
        ("steps: [{end: us_bis_dpl/nobody, on: 2018-06-01}]", "no measure 'us_bis_dpl/nobody'"),
        ("steps: [{chart: CN, columns: [AT 9]}]", "AT 9"),
        ("steps: [{law: us/ear/nowhere/nothing, value: true}]", "no law value"),
    ],
)
def test_a_what_if_that_cannot_be_read_says_where_and_what_to_write(desk, tmp_path, text, words):
    from licet.errors import LicetError

    path = tmp_path / "wrong.yaml"
    path.write_text(text)
    with pytest.raises(LicetError) as caught:
        read_what_if(path, desk.workspace.at(date(2018, 5, 14)))
    assert words in str(caught.value)
