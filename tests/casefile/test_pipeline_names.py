"""What a pipeline says of names: what of it is taken, and that it adds and never takes away. spaCy itself is not needed here."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.casefile import matters
from tests.casefile.test_properties import TEXTS, spans

from licet.casefile.case import build_case
from licet.casefile.entities import Found
from licet.casefile.open_questions import open_questions
from licet.casefile.output import document_dict
from licet.casefile.pipeline_names import Label, Said, known_otherwise
from licet.casefile.reading import read_text
from licet.casefile.text import Span

STORY = """A report

June 3, 2024

{words}
"""


def told(words: str, **labels: str):
    """A reading of a story in which a pipeline labels some names, `ORG="Farrow Stone|Acme"`, wherever they stand."""
    text = STORY.format(words=words)
    found = []
    for label, wanted in labels.items():
        for name in wanted.split("|"):
            at = text.find(name)
            assert at >= 0, name
            while at >= 0:
                found.append(Label(at, at + len(name), label))
                at = text.find(name, at + 1)
    said = Said("spacy:en_test 1.0", "0" * 64, tuple(sorted(found)))
    return read_text(text, name="a.txt", names_by=lambda _: said)


def parties(reading) -> dict[str, str]:
    return {e.canonical: e.type for e in reading.parties.entities if e.by == "pipeline"}


@pytest.mark.parametrize(
    ("words", "label", "name", "kind"),
    [
        ("The man at Farrow Stone in London would not talk of it.", "ORG", "Farrow Stone", "company"),
        ("Cargo was paid for by the Tolling Bearings Combine of Omsk.", "ORG", "the Tolling Bearings Combine", "company"),
        ("It was heard on Radio Ribera that week.", "ORG", "Radio Ribera", "organization"),
        ("The yacht belongs to timber magnate Semyon Ladogin.", "PERSON", "Semyon Ladogin", "person"),
        ("Nobody asked Reinette van der Klever's view.", "PERSON", "Reinette van der Klever's", "person"),
        ("An own list of partners has Oak Tree in it.", "COMPANY", "Oak Tree", "company"),
    ],
)
def test_a_name_that_no_rule_found_is_taken(words, label, name, kind):
    assert list(parties(told(words, **{label: name})).values()) == [kind]
    plain = read_text(STORY.format(words=words))
    at = plain.text.raw.find(name)
    assert not plain.parties.between(at, at + len(name)), "the grammar finds it by itself"


@pytest.mark.parametrize(
    ("words", "label", "name"),
    [
        ("They signed the Consent Agreement in May.", "ORG", "Consent Agreement"),
        ("They boarded the Halcyon Reach in the strait.", "ORG", "the Halcyon Reach"),
        ("The tanker NS Aldana is at sea.", "ORG", "NS Aldana"),
        ("A stern aide of Commerce for Export Matters left.", "ORG", "Commerce for Export Matters"),
        ("It bought rare earth of them.", "ORG", "rare earth"),
        ("Prices at Farrow Stone rose; every farrow and stone was sold.", "PERSON", "Farrow Stone"),
        ("He came on March Third of that year.", "PERSON", "March Third"),
        ("It moved along Harbor Street that night.", "ORG", "Harbor Street"),
        ("It flew over Farrow Ridge that night.", "GPE", "Farrow Ridge"),
        ("It sold the H200 and the A100X.", "ORG", "A100X"),
    ],
)
def test_what_is_not_written_as_a_name_is_left(words, label, name):
    assert parties(told(words, **{label: name})) == {}


def test_a_date_or_an_amount_is_no_name():
    reading = told(
        "On June 3, 2024 they met, and it cost Farrow Crown $40 million.", ORG="June 3", PERSON="Farrow Crown $40 million"
    )
    assert parties(reading) == {}


def test_the_surname_stands_for_the_person_the_pipeline_named():
    reading = told("Semyon Ladogin, whose yacht left, is not seen there. They saw Ladogin at sea.", PERSON="Semyon Ladogin")
    (person,) = [e for e in reading.parties.entities if e.type == "person"]
    assert [reading.text.words(m.span) for m in person.mentions] == ["Semyon Ladogin", "Ladogin"]
    row = next(e for e in document_dict(reading)["entities"] if e["id"] == person.id)
    assert row["found_by"] == "spacy:en_test 1.0"
    assert row["by"] == "pipeline"


def test_a_name_of_a_party_that_the_document_has_is_that_party_whatever_the_pipeline_calls_it():
    reading = told(
        "Tarnhall Oskby Freight Holdings Ltd. was fined. Much was lost at Tarnhall Oskby that year.", PERSON="Tarnhall Oskby"
    )
    assert parties(reading) == {}
    assert [(e.type, e.canonical) for e in reading.parties.entities] == [("company", "Tarnhall Oskby Freight Holdings Ltd.")]
    flat = "Tarnhall Oskby"
    firm = Found(Span(90, 99), "company", "company:Tarnhall Oskby Freight", "Tarnhall Oskby Freight Ltd.")
    item = Found(Span(0, 14), "person", "person:Tarnhall Oskby", "Tarnhall Oskby", by="pipeline")
    known_otherwise(flat, [item], {}, {"Tarnhall Oskby": firm})
    assert (item.type, item.key, item.canonical) == ("company", firm.key, firm.canonical)


def test_one_word_is_taken_only_for_a_party_named_in_full():
    assert parties(told("Many talk of Quorvane there.", ORG="Quorvane")) == {}
    assert parties(told("Many talk of Quorvane there.", COMPANY="Quorvane")) == {"Quorvane": "company"}, "a rule of the user's own"


def test_words_taken_for_two_kinds_are_what_they_are_taken_for_most_often():
    text = STORY.format(words="A man at Farrow Stone left. A man at Farrow Stone stayed. A man at Farrow Stone slept.")
    at = [n for n in range(len(text)) if text.startswith("Farrow Stone", n)]
    said = Said("e", "", tuple(Label(n, n + 12, label) for n, label in zip(at, ("PERSON", "ORG", "ORG"), strict=True)))
    assert parties(read_text(text, names_by=lambda _: said)) == {"Farrow Stone": "company"}


def test_a_person_is_asked_about_what_only_a_pipeline_names():
    case = build_case([told("The man at Farrow Stone in London would not talk.", ORG="Farrow Stone")])
    assert "a: only spacy:en_test 1.0 takes these for parties; are they: Farrow Stone?" in open_questions(case, case.status())


def test_what_only_a_pipeline_names_teaches_other_documents_nothing():
    taught = told("The man at Farrow Stone in London would not talk.", ORG="Farrow Stone")
    other = read_text(STORY.format(words="They talk of Farrow Stone."), name="b.txt")
    alone = document_dict(other)
    build_case([taught, other])
    assert document_dict(other) == alone


def test_without_a_pipeline_nothing_is_said_of_one():
    for text in matters.ALL.values():
        silent = read_text(text, names_by=lambda _: Said("spacy:en_test 1.0", "", ()))
        plain = document_dict(read_text(text))
        assert plain == document_dict(silent)
        assert "found_by" not in str(plain["entities"])


@st.composite
def _labeled(draw):
    text = draw(TEXTS)
    cuts = st.tuples(st.integers(0, len(text)), st.integers(1, 30), st.sampled_from(["PERSON", "ORG", "GPE", "AGENCY"]))
    labels = sorted(Label(a, min(a + n, len(text)), kind) for a, n, kind in draw(st.lists(cuts, max_size=8)) if a < len(text))
    return text, Said("spacy:en_test 1.0", "", tuple(labels))


@given(_labeled())
@settings(max_examples=40, deadline=None)
def test_whatever_is_labeled_spans_give_back_the_words_and_what_rules_found_stays(labeled):
    text, said = labeled
    reading = read_text(text, names_by=lambda _: said)
    node = document_dict(reading)
    for span in spans(node):
        assert text[span["start"] : span["end"]] == span["text"]
    assert node == document_dict(read_text(text, names_by=lambda _: said))
    assert {s for s, _ in read_text(text).parties.where} <= {s for s, _ in reading.parties.where}
    where = [s for s, _ in reading.parties.where]
    assert all(a.end <= b.start for a, b in pairwise(where))


def test_labels_outside_their_document_are_refused():
    node = Said("e", "", (Label(3, 9, "ORG"),)).as_dict()
    assert Said.of(node, 9).labels == (Label(3, 9, "ORG"),)
    with pytest.raises(ValueError, match="outside its document"):
        Said.of(node, 8)
