"""Documents nobody writes are read in time that grows with their length: marks without words, names without end."""

from __future__ import annotations

import time

import pytest

from licet.casefile.called_by import CalledBy
from licet.casefile.case import build_case
from licet.casefile.reading import read_text

SHAPES = {
    "words in quotation marks": '"a" ',
    "words in single marks": "'a b' ",
    "spaces that do not break": "\u00a0",
    "a name without end": "Bank of ",
    "one act told again and again": "The Commerce Department banned exports to Acme Corp. ",
    "initials": "J. ",
    "he said": '"Bad." he said. ',
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_reading_stays_bounded(shape):
    size = 4_000
    read_text("The Commerce Department fined Acme Corp. on Monday.")  # frames are loaded once a process
    started = time.process_time()
    build_case([read_text((shape * size)[:size], name="odd.txt")]).as_dict()
    assert time.process_time() - started < 3, "before they were bounded, such texts took minutes"


def test_lines_of_white_space_are_no_blocks():
    reading = read_text("A first line of text.\n \u00a0 \t\nA second line of text.\n\u00a0\n")
    assert [reading.text.words(block.span) for block in reading.text.blocks] == ["A first line of text.", "A second line of text."]


def test_names_are_found_as_wholes_and_by_their_beginnings():
    names = CalledBy({"acme": "company:Acme", "acme aviation": "company:Acme Aviation", "roe, jane": "person:Jane Roe", "gov": "agency:Gov"})
    assert names.begins_with("ACME") == "company:Acme"
    assert names.begins_with("Acme Aviation") == "company:Acme Aviation"
    assert names.begins_with("Acm") is None
    assert names.named_in("roe's acme_ and acme.") == {"company:Acme", "person:Jane Roe"}
    assert names.named_in("acmes gov") == set()
