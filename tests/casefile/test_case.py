"""The case as people meet it: command line, page, brief, listed parties in a document, and the annotated articles."""

# Expressions, table rows and markup are each kept on one line.

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.casefile import matters
from typer.testing import CliRunner

from licet.casefile import build_case, parties_named, read_text
from licet.cli.case import app
from licet.facts import Interval

RUN = CliRunner()


@pytest.fixture(scope="module")
def case():
    return build_case([read_text(matters.ALL[n], name=f"{n}.txt") for n in ("pledge", "charges", "storage")])


@pytest.mark.slow
def test_read_then_show(tmp_path):
    (tmp_path / "pledge.txt").write_text(matters.PLEDGE)
    (tmp_path / "empty.txt").write_text("")
    out = tmp_path / "case.json"
    done = RUN.invoke(app, ["read", str(tmp_path / "pledge.txt"), str(tmp_path / "empty.txt"), "--out", str(out), "--quiet"])
    assert done.exit_code == 2, "one file could not be read"
    assert "is empty" in done.stderr
    assert {"documents", "clusters", "contradictions", "timeline", "legal_status"} <= json.loads(out.read_text()).keys()
    shown = RUN.invoke(app, ["show", str(out), "--as-of", "2019-06-03", "-q", "Is the denial order against Longwei in force?"])
    assert shown.exit_code == 0
    assert shown.stdout.startswith("YES (reported in force)")
    whole = RUN.invoke(app, ["show", str(out), "--as-of", "2019-06-03"]).stdout
    assert "1 document," in whole
    assert "NOT READ\n  empty.txt: is empty" in whole, "who opens the case later must know what it lacks"
    page = tmp_path / "case.html"
    assert (
        RUN.invoke(
            app, ["show", str(out), "--html", str(page), "--pdf", str(tmp_path / "b.pdf"), "--docx", str(tmp_path / "b.docx")]
        ).exit_code
        == 0
    )
    assert "Not read</h3><ul><li>empty.txt: is empty</li>" in page.read_text()
    from pypdf import PdfReader

    assert len(PdfReader(tmp_path / "b.pdf").pages) <= 2
    assert (tmp_path / "b.docx").stat().st_size > 1000


@pytest.mark.slow
def test_the_page_has_no_script_and_every_link_has_its_words(case):
    from licet.casefile.page import page

    html = page(case)
    assert "<script" not in html
    assert not re.search(r"""(?:src|href)=["']https?:""", html)
    ids = set(re.findall(r'id="([^"]+)"', html))
    links = set(re.findall(r"""href=["']#([^"']+)["']""", html))
    assert links <= ids, links - ids
    assert html == page(case)


def test_words_of_a_document_never_become_markup():
    text = 'June 3, 2019\n\nThe Commerce Department banned exports of <script>alert(1)</script> U.S. technology to Acme & Sons Corp. for five years. "<b>Never</b>," said Jane Roe.\n'
    from licet.casefile.page import page

    html = page(build_case([read_text(text, name='a"><img src=x>.txt')]))
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "<b>Never" not in html


def test_listed_parties_named_in_a_document():
    listed = [
        ("own:1", ["LONGWEI TECHNOLOGIES CO., LTD."], Interval(date(2019, 5, 16), None)),
        ("own:2", ["GRANT, Laura"], Interval(date(2018, 1, 1), date(2019, 1, 1))),
        ("own:3", ["INC", "AND", "Larry"], Interval(None, None)),
    ]
    found = parties_named(matters.PLEDGE, listed, date(2019, 6, 3))
    assert {n.listing for n in found} == {"own:1"}
    assert all(matters.PLEDGE[n.span.start : n.span.end] == n.words for n in found)
    assert any(n.words.startswith("Longwei Technologies") for n in found)
    assert {n.listing for n in parties_named(matters.PLEDGE, listed, date(2018, 6, 3))} == {"own:2"}


@pytest.mark.shared
def test_the_annotated_articles(shared):
    scorer = Path(__file__).parents[2] / "benchmarks" / "documents.py"
    done = subprocess.run(
        [sys.executable, str(scorer), str(shared / "reference" / "documents"), "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["wrong_yes_or_no"] == 0


def test_a_ship_called_by_one_word_is_found_where_ships_are_spoken_of():
    listed = [("own:9", ["OSLO"], Interval(None, None))]
    story = "June 3, 2019\n\nOSLO (Reuters) - A fair opened in OSLO, the organizers said.\n"
    assert not parties_named(story, listed, date(2019, 6, 3), craft={"own:9"})
    bill = "June 3, 2019\n\nThe cargo was loaded on the vessel OSLO (IMO: 9187629), the agent said.\n"
    assert [bill[n.span.start : n.span.end] for n in parties_named(bill, listed, date(2019, 6, 3), craft={"own:9"})] == ["OSLO"]
