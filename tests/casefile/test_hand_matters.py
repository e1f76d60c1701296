"""The matters written by hand in `benchmarks/matters`: what must hold of every text, order and selection of them, and floors of the score.

Floors are what was measured when they were written, less a margin; they guard against losing what is read, not for a bar.
"""

# Expressions, table rows and markup are each kept on one line.

from __future__ import annotations

import itertools
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.casefile import build_case, read_text
from licet.casefile.frames import frames
from licet.casefile.one_telling import RESTRICTIVE
from licet.casefile.output import document_dict

pytestmark = pytest.mark.slow

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))
from documents import run_matters  # noqa: E402
from marked import read_matter  # noqa: E402

FOLDERS = ("open", "kept", "fresh")
MATTERS = sorted(path for folder in FOLDERS for path in (BENCHMARKS / "matters" / folder).glob("*.txt"))
ENDS = {kind for frame in frames().values() for kind in frame.ended_by}


def texts(path: Path) -> list[tuple[str, str]]:
    return [(f"{path.stem}-{name}", text) for name, text in read_matter(path)[1]]


def spans(node: Any):
    if isinstance(node, dict):
        if {"start", "end", "text"} <= node.keys():
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from spans(child)


@pytest.mark.parametrize("path", MATTERS, ids=lambda p: p.stem)
def test_spans_give_back_the_words_and_reading_is_deterministic(path):
    for name, text in texts(path):
        written = document_dict(read_text(text, name=name))
        for span in spans(written):
            assert text[span["start"] : span["end"]] == span["text"]
        assert json.dumps(written) == json.dumps(document_dict(read_text(text, name=name)))


FEW = ("03-", "10-", "12-", "32-")


@pytest.mark.parametrize(
    "path", [pytest.param(p, id=p.stem, marks=() if p.name.startswith(FEW) else pytest.mark.slow) for p in MATTERS]
)
def test_more_documents_never_lift_what_they_do_not_end(path):
    """Every selection of up to four documents, in every order: an order in force stays so unless an act that ends it came with them."""
    told = texts(path)[:4]
    answers: dict[frozenset[str], dict[tuple[str, date], str]] = {}
    days = sorted({r.written for n, t in told if (r := read_text(t, name=n)).written is not None})
    asked: set[str] = set()
    for count in range(1, len(told) + 1):
        for chosen in itertools.combinations(told, count):
            case = build_case([read_text(t, name=n) for n, t in chosen])
            asked |= {
                q for q, _, _ in case.status() if "in force" in q and "bill" not in q and "rule" not in q and "relief" not in q
            }
    for count in range(1, len(told) + 1):
        for chosen in itertools.combinations(told, count):
            orders = [build_case([read_text(t, name=n) for n, t in order]).as_dict() for order in (chosen, chosen[::-1])]
            assert json.dumps(orders[0]) == json.dumps(orders[1]), "the order of documents does not matter"
            case = build_case([read_text(t, name=n) for n, t in chosen])
            answers[frozenset(n for n, _ in chosen)] = {(q, d): case.ask(q, d).answer for q in asked for d in days}
    for smaller, larger in itertools.permutations(answers, 2):
        if not smaller < larger:
            continue
        added = [read_text(t, name=n) for n, t in told if n in larger - smaller]
        for (question, day), answer in answers[smaller].items():
            if answer == "yes" and answers[larger][question, day] == "no":
                assert any(
                    e.type in ENDS or e.ends or e.until or e.status in ("reversed", "denied") for r in added for e in r.sure
                ), (question, day, larger - smaller)


@given(st.lists(st.sampled_from(MATTERS), min_size=2, max_size=3, unique=True))
@settings(max_examples=3, deadline=None)
def test_other_matters_change_no_answer_about_this_one(chosen):
    """A party's orders are as they were when documents of matters that never name it are added."""
    own = [read_text(t, name=n) for n, t in texts(chosen[0])]
    others = [read_text(t, name=n) for path in chosen[1:] for n, t in texts(path)]
    alone = build_case(own)
    names = {e.key for r in others for e in r.parties.entities}
    together = build_case([*own, *others])
    for question, day, answer in alone.status():
        restricted = [c for c in alone.clusters if c.type in RESTRICTIVE]
        if "against" not in question or answer.answer != "yes" or any(c.parties & names for c in restricted):
            continue
        assert together.ask(question, day).answer == "yes", (question, day)


@pytest.mark.parametrize(
    ("folder", "acts", "dates", "parties", "speakers", "right"),
    [
        ("open", 0.80, 0.97, 0.94, 0.95, 26),
        ("kept", 0.58, 0.95, 0.95, 0.92, 19),
        ("fresh", 0.75, 0.95, 0.92, 0.90, 8),
        pytest.param("sealed", 0.54, 0.93, 0.83, 0.72, 57, marks=pytest.mark.slow),
    ],
)
def test_what_is_read_of_other_matters_stays_read(folder, acts, dates, parties, speakers, right):
    score, wrong, _, _ = run_matters(BENCHMARKS / "matters" / folder)
    values = score.values()
    assert wrong == 0, [line for line in score.missed if "WRONG" in line]
    assert values["amounts"] == values["quotes"] == 1.0
    assert values["acts"] >= acts
    assert values["dates"] >= dates
    assert values["parties"] >= parties
    assert values["speakers"] >= speakers
    assert score.counts["legal_status"][0] >= right
