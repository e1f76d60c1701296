"""The report: whole, offline, escaped; the workbook: no formulas."""

import base64
import io
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from licet.exposure.answer import answer
from licet.exposure.book import open_book
from licet.exposure.report import page
from licet.exposure.workbook import workbook
from licet.impacts import Desk
from licet.workspace import Workspace

pytestmark = pytest.mark.slow  # two whole answers and their pictures

EXAMPLE = Path(__file__).parents[2] / "examples" / "book"


@pytest.fixture(scope="module")
def bodies() -> list[dict]:
    desk = Desk(open_book(EXAMPLE), Workspace(shipped_only=True))
    return [answer(desk.impact("us_bis_dpl/zte", date.fromisoformat(day))) for day in ("2018-04-15", "2018-07-13")]


@pytest.fixture(scope="module")
def html(bodies) -> str:
    return page(bodies, shown="2018-04-15")


def test_the_page_fetches_nothing(html):
    assert "default-src 'none'" in html
    assert not re.findall(r"""(?:src|action)\s*=\s*["']""", html)
    refs = re.findall(r"""href\s*=\s*["']([^"']+)""", html)
    assert {ref.split(":")[0] for ref in refs if not ref.startswith("#")} == {"data"}
    assert {ref[1:] for ref in refs if ref.startswith("#")} <= set(re.findall(r"""id=["']([^"']+)""", html))
    assert not re.findall(r"url\((?!#)", html)
    assert "@import" not in html


def test_the_page_has_a_frame_a_day_the_figures_and_the_pictures(html):
    assert re.findall(r'class="frame" data-day="([0-9-]+)"', html) == ["2018-04-15", "2018-07-13"]
    assert '<input type="range" id="day" min="0" max="1" value="0"' in html
    for words in (
        "288,551.45",
        "USD stopped, established: 9 lines",
        "becomes free, established: 12 lines",
        "part P-102 is lost",
        "SO-9021/1",
    ):
        assert words in html
    assert html.count("<svg") == 6  # flow, months and customers on each day


def test_everything_of_the_book_is_escaped(bodies):
    evil = "<script>alert('x')</script>&\""
    body = {**bodies[0], "lines": [bodies[0]["lines"][0] | {"customer": evil, "item": evil, "because": [evil]}]}
    body["measure"] = bodies[0]["measure"] | {"says": evil}
    body["money"] = bodies[0]["money"] | {
        "by_customer": [{"key": evil, "change": "stops", "certainty": "possible", "lines": 1, "value_usd": "5.00"}]
    }
    text = page([body], shown="2018-04-15")
    assert "<script>alert" not in text
    assert text.count("<script>") == 1


def test_the_workbook_in_the_page_is_the_answer(html, bodies):
    data = re.findall(r"spreadsheetml.sheet;base64,([A-Za-z0-9+/=]+)", html)[0]
    book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(data)))
    rows = list(book["Lines"].iter_rows(values_only=True))
    assert len(rows) == 1 + len(bodies[0]["lines"])
    assert sum(row[6] for row in rows[1:]) == pytest.approx(327540.60)


def test_no_cell_of_the_workbook_is_a_formula(bodies):
    evil = bodies[0]["lines"][0] | {"customer": '=HYPERLINK("http://x","y")', "item": "+1", "destination": "@x"}
    book = openpyxl.load_workbook(io.BytesIO(workbook({**bodies[0], "lines": [evil]})))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert next(cell for cell in cells if cell.value == "+1").quotePrefix


def test_a_conditional_answer_says_so_first(bodies):
    body = {**bodies[0], "conditional": True, "measure": bodies[0]["measure"] | {"standing": "announced"}}
    text = page([body], shown="2018-04-15")
    assert "Announced, not in force on 2018-04-15" in text
    assert "not law on this day" in text
