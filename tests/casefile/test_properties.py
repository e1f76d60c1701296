"""What must hold of every text: spans give back the words, reading is deterministic, more documents never lift an order."""

# Expressions, table rows and markup are each kept on one line.

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.casefile import matters

from licet.casefile.case import build_case
from licet.casefile.output import document_dict
from licet.casefile.reading import read_text

PIECES = st.sampled_from(
    [
        "The Commerce Department banned exports to Acme Corp. for five years.", "“We did nothing wrong,\" said Jane Roe, a lawyer.", "\n\n", " ", "\u00a0", "’s",
        "in March", "on Nov. 9, 2017", "$1.19 billion", "over 70,000 people", "15 CFR 766.24(b)", "President Laura Grant", "ZTE", "Iran and North Korea", "\t", "İstanbul",
        "``quoted''", "No. 4", "“", "\"", "(", "may not", "U.S.", "深圳", "was added to the Entity List", "pleaded guilty last year.", "two months after", "\r\n", "é", "🙂",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=25).map("".join), st.text(max_size=200))


def spans(node: Any):
    if isinstance(node, dict):
        if {"start", "end", "text"} <= node.keys():
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from spans(child)


@given(TEXTS)
@settings(max_examples=40, deadline=None)
def test_spans_reproduce_the_text(text):
    written = document_dict(read_text(text))
    for span in spans(written):
        assert 0 <= span["start"] <= span["end"] <= len(text)
        assert text[span["start"] : span["end"]] == span["text"]
    ids = {e["id"] for e in written["entities"]}
    for event in written["events"]:
        assert set(event["actor"]) | set(event["target"]) <= ids


@given(TEXTS)
@settings(max_examples=20, deadline=None)
def test_reading_is_deterministic(text):
    one, two = (json.dumps(document_dict(read_text(text)), ensure_ascii=False) for _ in range(2))
    assert one == two


def test_a_case_does_not_depend_on_the_order_of_its_documents():
    names = sorted(matters.ALL)
    one = build_case([read_text(matters.ALL[n], name=f"{n}.txt") for n in names]).as_dict()
    two = build_case([read_text(matters.ALL[n], name=f"{n}.txt") for n in reversed(names)]).as_dict()
    assert json.dumps(one) == json.dumps(two)


@given(st.sets(st.sampled_from(sorted(set(matters.ALL) - {"pledge"}))))
@settings(max_examples=15, deadline=None)
def test_another_document_never_lifts_an_order_it_does_not_end(others):
    base = [("pledge.txt", matters.PLEDGE)]
    day = date(2019, 6, 3)
    question = "Is the denial order against Longwei Technologies Co. Ltd. in force?"
    assert build_case([read_text(t, name=n) for n, t in base]).ask(question, day).answer == "yes"
    more = base + [(f"{n}.txt", matters.ALL[n]) for n in sorted(others)]
    assert build_case([read_text(t, name=n) for n, t in more]).ask(question, day).answer == "yes"


def test_a_document_that_ends_the_order_does():
    ends = "The Department of Commerce terminated the denial order against Longwei Technologies Co. Ltd. on July 13, 2019.\n"
    case = build_case([read_text(matters.PLEDGE, name="pledge.txt"), read_text("July 14, 2019\n\n" + ends, name="ends.txt")])
    question = "Is the denial order against Longwei in force?"
    assert case.ask(question, date(2019, 7, 20)).answer == "no"
    assert case.ask(question, date(2019, 6, 3)).answer == "yes"


@pytest.mark.slow
def test_a_page_without_full_stops_is_read_in_pieces_that_keep_its_words():
    words = "the company said it was banned from buying U.S. goods, and Acme Corp. paid $5 million and " * 400
    reading = read_text(words)
    pieces = [s.span for s in reading.text.sentences]
    assert max(end - start for start, end in pieces) <= 6000
    assert "".join(words[start:end].replace(" ", "") for start, end in pieces) == words.replace(" ", "")
