"""A real spaCy pipeline, made here of a tokenizer and rules, as the setting names it: loaded, asked, told apart from another."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.casefile import matters
from tests.casefile.test_properties import spans
from typer.testing import CliRunner

from licet.casefile.batch import read_batch
from licet.casefile.output import document_dict
from licet.casefile.pipeline import SETTING, Pipeline, pipeline
from licet.casefile.reading import read_text
from licet.cli.case import app
from licet.errors import BadValue, MissingExtra

pytestmark = pytest.mark.slow
RUN = CliRunner()
STORY = """A report

June 3, 2024

The man at Farrow Stone in London would not talk. Semyon Ladogin, whose yacht left, is not seen. They saw Ladogin at sea.
The Consent Agreement stands, and the Commerce Department fined Tarnhall Freight Ltd. $3 million.
"""
RULES = [{"label": "ORG", "pattern": "Farrow Stone"}, {"label": "PERSON", "pattern": "Semyon Ladogin"}, {"label": "ORG", "pattern": "Consent Agreement"}]  # fmt: skip
ENGINE = "spacy:en_pipeline 0.0.0"


def saved(folder: Path, rules: list[dict[str, str]]) -> str:
    """A pipeline of rules in a folder; skips where spaCy is not installed."""
    spacy = pytest.importorskip("spacy", reason="needs spaCy: pip install 'licet[nlp]'")
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(rules)
    nlp.to_disk(folder)
    return str(folder)


@pytest.fixture(scope="module")
def model(tmp_path_factory) -> str:
    return saved(tmp_path_factory.mktemp("model") / "rules", RULES)


@pytest.fixture
def story(tmp_path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def by_engine(node: dict) -> dict[str, list[str]]:
    """The parties of a document that its case file says an engine named, with their mentions."""
    return {e["canonical"]: [m["text"] for m in e["mentions"]] for e in node["entities"] if e.get("found_by") == ENGINE}


def test_the_pipeline_names_what_no_rule_found_and_the_output_says_so(model):
    node = document_dict(read_text(STORY, names_by=pipeline(model)))
    assert by_engine(node) == {"Farrow Stone": ["Farrow Stone"], "Semyon Ladogin": ["Semyon Ladogin", "Ladogin"]}
    plain = document_dict(read_text(STORY))
    assert "found_by" not in json.dumps(plain["entities"])
    assert {e["canonical"] for e in node["entities"]} == {e["canonical"] for e in plain["entities"]} | by_engine(node).keys()
    assert node == document_dict(read_text(STORY, names_by=Pipeline(model))), "loaded again, it says the same"
    for span in spans(node):
        assert STORY[span["start"] : span["end"]] == span["text"]


def test_what_is_not_the_story_and_halves_of_characters_do_not_stop_it(model):
    text = STORY + "\n\ud800 Farrow Stone \udfff sold it. © 2024 Farrow Stone\n" + "Farrow Stone sold it. " * 2000
    reading = read_text(text, names_by=pipeline(model))
    assert len([s for s, e in reading.parties.where if e.canonical == "Farrow Stone"]) >= 2001
    assert {text[s.start : s.end] for s, e in reading.parties.where if e.canonical == "Farrow Stone"} <= {"Farrow Stone", "Farrow"}


@pytest.mark.parametrize("by_variable", [True, False])
def test_a_case_opened_later_needs_no_pipeline(model, story, tmp_path, monkeypatch, by_variable):
    out = tmp_path / "case.json"
    if by_variable:
        monkeypatch.setenv(SETTING, model)
    done = RUN.invoke(app, ["read", str(story), "--out", str(out), "--quiet", *([] if by_variable else ["--pipeline", model])])
    assert done.exit_code == 0, done.output
    written = json.loads(out.read_text())
    assert by_engine(written["documents"][0]).keys() == {"Farrow Stone", "Semyon Ladogin"}
    assert written["texts"]["story"]["pipeline"]["sha256"] == pipeline(model).sha256
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setitem(sys.modules, "spacy", None)
    page = tmp_path / "case.html"
    shown = RUN.invoke(app, ["show", str(out), "--json", "--html", str(page)])
    assert shown.exit_code == 0, shown.output
    assert json.loads(shown.stdout)["documents"] == written["documents"]
    assert f"only {ENGINE} takes these for parties; are they: Farrow Stone, Semyon Ladogin?" in page.read_text()


def test_without_the_setting_spacy_is_not_touched_and_the_case_file_says_nothing_of_pipelines(story, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    out = tmp_path / "case.json"
    assert RUN.invoke(app, ["read", str(story), "--out", str(out), "--quiet"]).exit_code == 0
    assert "pipeline" not in json.loads(out.read_text())["texts"]["story"]
    assert not {"found_by", "pipeline"} & {
        key for entity in json.loads(out.read_text())["documents"][0]["entities"] for key in entity
    }


def test_a_case_file_whose_labels_lie_outside_the_text_is_refused(model, story, tmp_path):
    out = tmp_path / "case.json"
    assert RUN.invoke(app, ["read", str(story), "--out", str(out), "--quiet", "--pipeline", model]).exit_code == 0
    node = json.loads(out.read_text())
    node["texts"]["story"]["pipeline"]["labels"].append([0, 10_000, "ORG"])
    out.write_text(json.dumps(node))
    shown = RUN.invoke(app, ["show", str(out)])
    assert shown.exit_code != 0
    assert "outside its document" in str(shown.exception)


def test_a_pipeline_that_is_not_there_or_names_nothing_is_an_error_with_its_remedy(model, story, tmp_path, monkeypatch):
    import spacy

    with pytest.raises(BadValue, match=r"'no_such_model' could be loaded(.|\n)*python -m spacy download en_core_web_sm"):
        Pipeline("no_such_model")
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(BadValue, match="finds no names"):
        Pipeline(str(tmp_path / "blank"))
    (tmp_path / "blank" / "config.cfg").write_text("[nlp]\nlang = ")
    with pytest.raises(BadValue, match="could be loaded"):
        Pipeline(str(tmp_path / "blank"))
    with pytest.raises(BadValue):
        read_batch([story], tmp_path / "out", model="no_such_model")
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtra, match=r"pip install 'licet\[nlp\]'"):
        Pipeline(model)


def test_a_batch_is_not_resumed_with_another_pipeline(model, tmp_path):
    files = []
    for number, text in enumerate((STORY, matters.PLEDGE)):
        files.append(tmp_path / f"{number}.txt")
        files[-1].write_text(text)
    out = tmp_path / "out"

    def run(model: str | None) -> tuple[int, int]:
        report = read_batch(files, out, model=model)
        assert report.get("pipeline") == (None if model is None else {"engine": ENGINE, "sha256": Pipeline(model).sha256})
        return report["read"], report["resumed"]

    def written() -> list[bytes]:
        return [path.read_bytes() for path in sorted(out.glob("*.json"))]

    assert run(None) == (2, 0)
    plain = written()
    assert b"pipeline" not in b"".join(plain)
    assert run(model) == (2, 0)
    named = written()
    assert run(model) == (0, 2)
    assert b"Farrow Stone" in b"".join(named)
    other = saved(tmp_path / "other", RULES[:1])
    assert run(other) == (2, 0), "one name and version, other files"
    assert run(None) == (2, 0)
    assert written() == plain, "byte for byte what it is without the setting"
    assert run(model) == (2, 0)
    assert written() == named
