"""The trained reader of acts: what it may add, and what must never hang on it."""

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.casefile import two_readers
from licet.casefile.case import Case, build_case
from licet.casefile.claim_of_case import find_claim
from licet.casefile.confirming import confirm
from licet.casefile.events import Event
from licet.casefile.open_questions import open_questions
from licet.casefile.page import page
from licet.casefile.reading import Reading, read_text
from licet.casefile.summary import summary
from licet.casefile.trained import further
from licet.casefile.trained import network as trained
from licet.casefile.trained.network import network
from licet.casefile.trained.tokens import Tokens, tokens_of
from licet.errors import BadValue
from licet.records.ledger import Ledger

STORY = "Curbs bite\n\nMay 18, 2023\n\nThe Commerce Department added Tolmar Devices to the Entity List on Thursday.\n\n{words}\n"
#: Wordings that no frame reads; whichever of them the network reads will do.
ANEW = (
    "The Pentagon put Halden Sensors on its roster of firms tied to the Chinese army in January.",
    "A district judge in Portland put the ban on hold in May.",
    "Quorra Chemicals is the subject of an inquiry by customs officers over sales of chips to Russia.",
    "Orvex Semiconductor landed on the Treasury's blacklist in 2021 for moving missile parts to Iran.",
    "A jury in Boston found the founder of Pellan Robotics guilty in 2019 of having sent sensors to Iran.",
)


def story(*words: str) -> Reading:
    return read_text(STORY.format(words="\n\n".join(words)), name="story.txt")


def found(reading: Reading) -> list[Event]:
    return [e for e in reading.events if e.found_by]


def told(event: Event) -> tuple[object, ...]:
    return event.type, event.status, event.date, tuple(event.target), event.trigger, tuple(event.evidence)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return story(*ANEW)


@pytest.fixture(scope="module")
def case(reading: Reading) -> Case:
    return build_case([reading])


def test_it_reads_what_no_frame_reads(reading: Reading) -> None:
    assert len(found(reading)) >= 2
    assert {e.type for e in found(reading)} & {"military_company_listing", "court_order", "export_violation"}
    assert any(e.target for e in found(reading))


def test_what_the_frames_read_is_the_same_without_it(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(further, "LEAST_RIGHT", 2.0)
    alone = story(*ANEW)
    assert not found(alone)
    assert [told(e) for e in alone.events] == [told(e) for e in reading.sure]


@pytest.mark.parametrize(
    "question",
    [
        "Is Orvex Semiconductor sanctioned?", "Is Orvex Semiconductor on the Entity List?", "Is Halden Sensors on the Pentagon's list?",
        "Is Halden Sensors a Chinese military company?", "Has Pellan Robotics been convicted?", "Has a court stopped the ban?",
    ],
)  # fmt: skip
def test_no_answer_rests_on_it(case: Case, question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(further, "LEAST_RIGHT", 2.0)
    alone = build_case([story(*ANEW)])
    day = date(2023, 5, 19)
    assert case.ask(question, day).answer == alone.ask(question, day).answer
    trained_ids = {("story", e.id) for e in found(case.readings[0])}
    assert not trained_ids & set(case.ask(question, day).basis)


def test_everything_shows_that_only_it_tells_of_an_act(case: Case, reading: Reading) -> None:
    events = case.as_dict()["documents"][0]["events"]
    assert [e["id"] for e in events if e.get("found_by") == "trained"] == [e.id for e in found(reading)]
    assert any(c.get("found_by") == "trained" for c in case.as_dict()["clusters"])
    assert "trained reader: check" in page(case)
    assert any("only the trained reader tells of these" in line for line in open_questions(case, []))
    if any(e.date for e in found(reading)):
        assert "trained reader" in summary(case, None)


def test_an_official_document_does_not_confirm_what_only_it_reads(tmp_path: Path) -> None:
    head = "FOR IMMEDIATE RELEASE\n\nMay 18, 2023\n\nU.S. Department of Commerce\nBureau of Industry and Security\n\n"
    release = read_text(head + "\n\n".join(ANEW) + "\n", name="release.txt")
    release.official = True
    release.resolve()
    case = build_case([release])
    done = [e for e in found(release) if e.status in ("in_force", "historical")]
    assert done
    ledger = Ledger.open(tmp_path / "ledger.sqlite")
    for event in done:
        with pytest.raises(BadValue, match="trained reader"):
            confirm(
                ledger, find_claim(case, "c", f"release/{event.id}"), by=None, reason=None, now=datetime(2023, 6, 1, tzinfo=UTC)
            )


def test_a_claim_has_one_number_everywhere(case: Case) -> None:
    of_event = {id(e): c.id for c in case.clusters for _, e in c.members}
    assert all(of_event[id(e)] == c.id for c in case.sure for _, e in c.members)


@given(st.lists(st.sampled_from([*ANEW, "Shares rose 3 percent.", "The firm makes pumps in Ohio."]), max_size=6))
@settings(max_examples=12, deadline=None)
def test_spans_are_the_documents_words(words: list[str]) -> None:
    reading = story(*words)
    raw = reading.text.raw
    for event in found(reading):
        assert raw[event.trigger.start : event.trigger.end].strip()
        assert any(s.span.start <= event.trigger.start < event.trigger.end <= s.span.end for s in reading.text.sentences)
    again = story(*words)
    assert [told(e) for e in again.events] == [told(e) for e in reading.events]


def test_tokens_stand_where_they_say(reading: Reading) -> None:
    tokens = tokens_of(reading.text, reading.masked, reading.parties, reading.dates, reading.written, reading.text.sentences)
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert word.startswith("<") or reading.text.low[start:end] == word
    assert tokens.starts == sorted(tokens.starts)
    assert all(tokens.words[n].startswith("<") for n, _ in tokens.named)


def _tellings(tokens: Tokens, named: list[int]) -> list[trained.Telling]:
    sight = network().look(tokens.words, tokens.sentences, named, official=False)
    return [sight.telling(kind, run) for kind, run in sight.runs(0.3)]


def test_a_long_document_is_read_in_pieces_as_in_one(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = tokens_of(reading.text, reading.masked, reading.parties, reading.dates, reading.written, reading.text.sentences)

    def read() -> list[trained.Telling]:
        named = [n for n, _ in tokens.named]
        return _tellings(tokens, named)

    whole = read()
    monkeypatch.setattr(trained, "_PIECE", 40)
    pieces = read()
    assert [(t.type, t.tokens) for t in pieces] == [(t.type, t.tokens) for t in whole]
    assert np.allclose([t.chance for t in pieces], [t.chance for t in whole], atol=1e-4)


def test_ordinary_business_tells_of_nothing() -> None:
    reading = read_text(
        "Pump maker grows\n\nMay 18, 2023\n\nAcme Corp. opened 30 stores in Ohio and lifted prices by 4 percent on Thursday. The company ordered new "
        "machines from Japan, named a new finance chief and settled a quarrel with a landlord. Analysts had expected less.\n",
        name="business.txt",
    )
    assert not found(reading)


def test_a_yes_needs_both_readers_unless_the_record_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read_text(
        "Curbs bite\n\nMay 18, 2023\n\nThe Commerce Department added Tolmar Devices to the Entity List on Thursday.\n", name="a.txt"
    )
    question, day = "Is Tolmar Devices on the Entity List?", date(2023, 5, 19)
    assert build_case([reading]).ask(question, day).answer == "yes"
    monkeypatch.setattr(two_readers, "LEAST_SURE", 2.0)
    doubted = build_case([reading]).ask(question, day)
    assert doubted.answer == "not_established"
    assert "one reader" in doubted.why
    assert doubted.basis
