"""The report in a real browser: it sorts, filters, moves between days, stands on a phone, and prints."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from licet.exposure.answer import answer
from licet.exposure.book import open_book
from licet.exposure.report import page
from licet.impacts import Desk
from licet.workspace import Workspace

EXAMPLE = Path(__file__).parents[2] / "examples" / "book"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    """Two days of the denial of ZTE."""
    desk = Desk(open_book(EXAMPLE), Workspace(shipped_only=True))
    frames = [answer(desk.impact("us_bis_dpl/zte", date.fromisoformat(day))) for day in ("2018-04-15", "2018-07-13")]
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page(frames, shown="2018-04-15"), encoding="utf-8")
    return path


@pytest.fixture
def tried(report, browse, tmp_path) -> Callable[..., dict]:
    """What a script found after it did on the page what a person does."""

    def found(script: str, *flags: str) -> dict:
        probe = report.with_name(f"{tmp_path.name}.html")
        body = f"<script>const found = {{}};\n{script}\ndocument.title = JSON.stringify(found);</script></body>"
        probe.write_text(report.read_text("utf-8").replace("</body>", body), "utf-8")
        dom = browse(probe, "--dump-dom", *flags, data=tmp_path)
        return json.loads(dom.split("<title>")[1].split("</title>")[0].replace("&amp;", "&"))

    return found


LINES = 'const table = document.querySelector(".frame:not([hidden]) table");'


def test_a_click_on_a_heading_sorts_and_a_second_one_turns_the_order(tried):
    found = tried(LINES + """
        const usd = () => [...table.tBodies].map((body) => Number(body.rows[0].cells[5].dataset.n));
        const button = table.tHead.rows[0].cells[5].querySelector("button");
        button.click(); found.up = usd(); button.click(); found.down = usd();
        found.says = table.tHead.rows[0].cells[5].getAttribute("aria-sort");
        found.kept = [...table.tBodies].every((body) => body.rows.length === 2 && body.rows[1].querySelector("details"));
    """)  # fmt: skip
    assert found["up"] == sorted(found["up"])
    assert found["down"] == found["up"][::-1]
    assert len(found["up"]) == 14
    assert found["says"] == "descending"
    assert found["kept"], "the row that opens stays with its line"


def test_words_leave_the_rows_that_have_them_and_say_how_many(tried):
    found = tried(LINES + """
        const filter = table.parentElement.previousElementSibling.querySelector("input");
        filter.value = "marigold"; filter.dispatchEvent(new Event("input"));
        found.left = [...table.tBodies].filter((body) => !body.hidden).map((body) => body.rows[0].cells[0].textContent);
        found.says = filter.parentElement.querySelector("output").textContent;
    """)  # fmt: skip
    assert found == {"left": ["SO-9010/1", "SO-9011/1", "SO-9012/1"], "says": "3 of 14"}


def test_the_slider_its_buttons_and_the_table_of_days_move_between_days(tried):
    found = tried("""
        const standing = () => document.querySelector(".frame:not([hidden]) .standing").textContent;
        found.first = standing();
        day.value = "1"; day.dispatchEvent(new Event("input")); found.slid = standing(); found.said = day.getAttribute("aria-valuetext");
        found.end = later.disabled;
        earlier.click(); found.back = standing();
        document.querySelectorAll("td[data-day] button")[1].click(); found.picked = standing();
    """)  # fmt: skip
    assert found == {
        "first": "In force on 2018-04-15", "slid": "Ended on 2018-07-13", "said": "2018-07-13", "end": True,
        "back": "In force on 2018-04-15", "picked": "Ended on 2018-07-13",
    }  # fmt: skip


def test_on_a_phone_each_row_stands_as_a_card_within_the_screen(tried):
    found = tried(LINES + """
        found.wide = document.documentElement.scrollWidth - innerWidth;
        found.table = table.scrollWidth - document.documentElement.clientWidth;
        found.head = getComputedStyle(table.tHead).display;
        found.label = getComputedStyle(table.tBodies[0].rows[0].cells[5], "::before").content;
        const choose = table.parentElement.previousElementSibling.querySelector("select");
        choose.value = "5 down"; choose.dispatchEvent(new Event("change"));
        found.most = table.tBodies[0].rows[0].cells[0].textContent;
    """, "--window-size=500,900")  # fmt: skip
    assert found["wide"] <= 0
    assert found["table"] <= 0
    assert (found["head"], found["label"], found["most"]) == ("none", '"USD"', "SO-9001/1")


def test_it_prints(report, browse, tmp_path):
    browse(report, f"--print-to-pdf={tmp_path / 'report.pdf'}", data=tmp_path / "profile")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
